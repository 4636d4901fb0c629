//! The measures explained: the answer of `metrics --list`.

use super::answer::{Answer, Block, Envelope, NetworkRef, Table};
use super::korean::{pick, say};
use crate::error::Error;
use crate::measure::{Consumes, Explanation, Named, named};
use serde_json::{Value, json};

/// Lists all measures, or explains one of them or, as `all`, every one in full.
///
/// # Errors
/// [`ErrorKind::NoMatch`](crate::ErrorKind::NoMatch) if there is no measure of that name.
///
/// # Examples
/// ```
/// use proxeny::report::{Block, catalogue};
///
/// let answer = catalogue(Some("constraint"), "ko")?;
/// assert_eq!(answer.blocks[0], Block::Heading("제약도 (constraint)".into()));
/// assert!(catalogue(None, "en")?.envelope.result["measures"].as_array().unwrap().len() > 20);
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn catalogue(name: Option<&str>, language: &str) -> Result<Answer, Error> {
    let chosen: Vec<Named> = match name {
        None | Some("all") => Named::all().collect(),
        Some(name) => vec![named(name)?],
    };
    let mut envelope = Envelope::new("metrics", NetworkRef::default());
    envelope.result = json!({ "measures": chosen.iter().map(|one| value(*one)).collect::<Vec<_>>() });
    let blocks = if name.is_some() {
        chosen.into_iter().flat_map(|one| explained(one, language)).collect()
    } else {
        listed(&chosen, language)
    };
    Ok(Answer { envelope, blocks })
}

/// What a measure is one of.
fn of(measure: Named) -> &'static str {
    match measure {
        Named::Nodes(_) => "actors",
        Named::Ties(_) => "ties",
        Named::Graph(_) => "network",
    }
}

fn listed(measures: &[Named], language: &str) -> Vec<Block> {
    let titles = pick(
        language,
        [
            ["Of actors", "행위자의 지표"],
            ["Of ties", "관계의 지표"],
            ["Of the whole network, always given", "네트워크 전체의 지표(항상 표시)"],
        ],
    );
    let part = |(wanted, title): (&str, &str)| {
        let heads = pick(language, [["measure", "지표"], ["tells", "값이 크면"]]);
        let mut table = match language {
            "ko" => Table::new(&["이름", heads[0], heads[1]], &[]),
            _ => Table::new(&heads, &[]),
        };
        for measure in measures.iter().filter(|one| of(**one) == wanted) {
            let name = measure.name().to_owned();
            match language {
                "ko" => table.row([name, measure.title(language).to_owned(), measure.explanation().ko.high.to_owned()]),
                _ => table.row([name, measure.about().to_owned()]),
            }
        }
        [Block::Heading(title.to_owned()), Block::Table(table)]
    };
    let more = say(
        language,
        "`proxeny metrics --list NAME` explains one: what a high value means and what it does not, its formula, \
         conventions and source. `--list all` explains every one.",
        "`proxeny metrics --list 이름 --lang ko`는 지표 하나를 설명합니다. 값이 크다는 것의 뜻과 뜻이 아닌 것, 수식, 계산 규칙, 출처를 \
         보입니다. `--list all`은 모든 지표를 설명합니다.",
    );
    ["actors", "ties", "network"].into_iter().zip(titles).flat_map(part).chain([Block::Note(more.to_owned())]).collect()
}

fn explained(measure: Named, language: &str) -> Vec<Block> {
    let Explanation { high, not, formula, conventions, source, ko } = *measure.explanation();
    let korean = language == "ko";
    let name = measure.name();
    let heading = if korean { format!("{} ({name})", ko.name) } else { name.to_owned() };
    let takes = if korean {
        let of = match measure {
            Named::Nodes(_) => "행위자",
            Named::Ties(_) => "관계",
            Named::Graph(_) => "네트워크 전체",
        };
        let takes = match measure.consumes() {
            Consumes::Ties => "관계",
            Consumes::Lengths => "길이(없으면 단계 수)",
            Consumes::Weights => "강도, 확률, 횟수 또는 금액",
            Consumes::OptionalWeights => "관계(또는 강도, 확률, 횟수, 금액)",
        };
        format!("대상은 {of}, 쓰는 값은 {takes}입니다.")
    } else {
        format!("Of {}; takes {}.", of(measure), measure.consumes())
    };
    let lines = [
        (["High", "값이 크면"], say(language, high, ko.high)),
        (["But", "다만"], say(language, not, ko.not)),
        (["Formula", "수식"], formula),
        (["Conventions", "계산 규칙"], conventions),
        (["Source", "출처"], source),
        (["Measure", "지표"], takes.as_str()),
    ];
    let mut blocks = vec![Block::Heading(heading)];
    blocks.extend((!korean).then(|| Block::Paragraph(measure.about().to_owned())));
    let told = lines.into_iter().filter(|(_, text)| !text.is_empty());
    blocks.extend(
        told.map(|([english, korean], text)| Block::Paragraph(format!("{}: {text}", say(language, english, korean)))),
    );
    blocks
}

fn value(measure: Named) -> Value {
    let mut value = json!({
        "name": measure.name(), "of": of(measure), "about": measure.about(), "takes": measure.consumes().to_string(),
    });
    if !measure.explanation().high.is_empty() {
        value["explanation"] = json!(measure.explanation());
    }
    value
}
