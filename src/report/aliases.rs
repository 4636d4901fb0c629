//! Proposals of actors that may be one, beside the answer of `validate`.

use super::answer::{Answer, Block, Table};
use super::korean::{counted, pick, say};
use super::words::count;
use crate::io::Duplicate;
use serde_json::json;

/// Adds to an answer which actors may be one and the same; `kept_apart` is how many pairs somebody keeps apart.
///
/// # Examples
/// ```
/// use proxeny::io::Duplicates;
/// use proxeny::{Actor, NetworkBuilder, report};
///
/// let network = NetworkBuilder::new("two").actor(Actor::new("hanoi", "city")).actor(Actor::new("Ha Noi", "city")).build()?;
/// let mut answer = report::validate("two", Ok(&network), [].iter(), None, &[], "en");
/// report::add_aliases(&mut answer, &Duplicates::new().run(&network), 0, "en");
/// assert_eq!(answer.envelope.result["aliases"][0]["actors"], serde_json::json!(["hanoi", "Ha Noi"]));
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn add_aliases(answer: &mut Answer, found: &[Duplicate], kept_apart: usize, language: &str) {
    let ko = language == "ko";
    answer.envelope.result["aliases"] = json!(found);
    answer.envelope.result["never_merge"] = json!(kept_apart);
    answer.blocks.push(Block::Heading(
        say(language, "Actors that may be one and the same", "같은 행위자일 수 있는 짝").to_owned(),
    ));
    let apart = match kept_apart {
        0 => String::new(),
        _ if ko => format!(" 합치지 않음(never_merge) {}은 뺐습니다.", counted(kept_apart, "쌍")),
        _ => format!(" {} of never_merge left out.", count(kept_apart, "pair")),
    };
    if found.is_empty() {
        answer.blocks.push(Block::Paragraph(if ko {
            format!("제안할 만큼 비슷한 이름이 없습니다.{apart}")
        } else {
            format!("No two names are alike enough to propose anything.{apart}")
        }));
        return;
    }
    answer.blocks.push(Block::Paragraph(if ko {
        format!(
            "살펴볼 짝은 {}이며, 저절로 합치는 일은 없습니다.{apart} 같은 행위자이면 한 행에 다른 행의 식별자를 적거나, 통합 문서의 별칭(aliases) 시트에 다른 이름과 식별자를 적으십시오. 서로 다르면 합치지 않음(never_merge) 시트에 두 \
             식별자를 적으십시오.",
            counted(found.len(), "쌍"),
        )
    } else { format!(
        "{} to look at; nothing is merged by itself.{apart} If two are one: give one row the other's id, or write the other \
         name and the id into the sheet aliases of a workbook. If they are two: write both ids into its sheet never_merge.",
        count(found.len(), "pair"),
    )}));
    let heads = [["one", "한쪽"], ["other", "다른 쪽"], ["names", "이름"], ["why", "이유"]];
    let mut table = Table::new(&pick(language, heads), &[say(language, "score", "점수")]);
    for Duplicate { actors: [one, other], names, score, reason, reason_ko, .. } in found {
        let reason = if ko { reason_ko } else { reason };
        let names = format!("{} | {}", names[0], names[1]);
        table.row([one.clone(), other.clone(), names, reason.clone(), format!("{score:.2}")]);
    }
    answer.blocks.push(Block::Table(table));
    let note = say(
        language,
        "The score orders the proposals; it is no probability. Names are compared without capital letters, spaces, \
                punctuation and legal form, and Hangul with Latin letters by the Revised Romanization. Actors of different \
                countries or with different numbers in their names are never proposed.",
        "점수는 제안의 순서를 정할 뿐 확률이 아닙니다. 이름은 대소문자, 띄어쓰기, 문장부호, 법인 형태를 빼고 비교하며, 한글과 로마자는 국어의 로마자 표기법으로 비교합니다. 국가가 다르거나 이름에 든 숫자가 다른 행위자는 제안하지 않습니다.",
    );
    answer.blocks.push(Block::Note(note.to_owned()));
}
