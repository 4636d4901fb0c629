//! The answer of `programmes`.

mod followed;
mod invite;

use crate::diplomacy::{ProgrammeResult, ProgrammesResult, ReachWeight, Spread, Survey};
use crate::model::{Network, Selector};
use crate::report::answer::{Answer, Block, Envelope, Table};
use crate::report::korean::{self, Particle, counted, josa, pick, say};
use crate::report::leverage::{label, title};
use crate::report::words::{capital, count, list, list_some, percent};
use serde_json::json;
use std::collections::BTreeSet;

/// Puts whom programmes reach, what each adds and what followed into words and a table of the first `top` programmes.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::Programmes;
/// use proxeny::{Network, report};
///
/// let seoul = Network::builtin("seoul")?;
/// let answer = report::programmes(&seoul, &Programmes::new().run(&seoul)?, "en", 10);
/// assert_eq!(answer.envelope.result["programmes"].as_array().map(Vec::len), Some(28));
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn programmes(network: &Network, result: &ProgrammesResult, language: &str, top: usize) -> Answer {
    let mut envelope = Envelope::of("programmes", network);
    envelope.result = json!(result);
    let told = Told { network, result, language, noun: noun(network, &result.to, language) };
    let ko = language == "ko";
    let heading = say(language, "programmes", "프로그램");
    let mut blocks = vec![Block::Heading(format!("{}: {heading}", title(network, language)))];
    if result.programmes.is_empty() {
        let none = say(language, "The network records no programmes.", "네트워크에 기록된 프로그램이 없습니다.");
        blocks.push(Block::Paragraph(none.to_owned()));
        return Answer { envelope, blocks };
    }
    blocks.push(Block::Paragraph(if ko { told.covered_korean() } else { told.covered() }));
    blocks.extend(if ko { told.with_opinion_korean() } else { told.with_opinion() }.map(Block::Paragraph));
    blocks.push(Block::Table(told.table(top)));
    blocks.extend(told.elsewhere().map(Block::Paragraph));
    let [overlap, followed, left_out] = pick(
        language,
        [["Overlap", "겹침"], ["What followed", "이후에 일어난 일"], ["What the lists leave out", "목록에 없는 것"]],
    );
    blocks.push(Block::Heading(overlap.to_owned()));
    blocks.push(Block::Paragraph(if ko { told.overlap_korean() } else { told.overlap() }));
    blocks.push(Block::Heading(followed.to_owned()));
    let tell = if ko { followed::followed_korean } else { followed::followed };
    blocks.extend(result.followed.iter().map(|followed| Block::Paragraph(tell(followed))));
    blocks.push(Block::Paragraph(told.followed_each()));
    if let Some(next) = &result.next {
        blocks.extend(told.next(next, top));
    }
    let remarks: Vec<String> = result.programmes.iter().filter_map(|programme| told.remark(programme)).collect();
    if !remarks.is_empty() {
        blocks.push(Block::Heading(left_out.to_owned()));
        blocks.extend(remarks.into_iter().map(Block::Paragraph));
    }
    blocks.push(Block::Note(if ko { told.note_korean() } else { told.note() }));
    blocks.extend(told.surveys().map(Block::Note));
    Answer { envelope, blocks }
}

/// What those who are to be reached are called: the kind if they are all of one.
fn noun(network: &Network, to: &str, language: &str) -> String {
    let target = say(language, "target", "대상");
    let Ok(to) = to.parse::<Selector>() else { return target.to_owned() };
    let mut kinds = network.actors().filter(|(_, actor)| to.matches(actor)).map(|(_, actor)| &actor.kind);
    match kinds.next() {
        Some(kind) if kinds.all(|other| other == kind) => network.actor_kind_label(kind, language),
        _ => target.to_owned(),
    }
}

struct Told<'a> {
    network: &'a Network,
    result: &'a ProgrammesResult,
    language: &'a str,
    noun: String,
}

impl Told<'_> {
    fn name(&self, programme: &ProgrammeResult) -> String {
        let name = programme.name.get(self.language);
        if name.is_empty() { programme.id.clone() } else { name.to_owned() }
    }

    fn names(&self, ids: &[String]) -> Vec<String> {
        ids.iter().map(|id| label(self.network, id, self.language)).collect()
    }

    fn named(&self, id: &str) -> String {
        let found = self.result.programmes.iter().find(|programme| programme.id == id);
        found.map_or_else(|| id.to_owned(), |programme| self.name(programme))
    }

    fn covered(&self) -> String {
        let ProgrammesResult { covered, programmes, targets, .. } = self.result;
        let reaching = programmes.iter().filter(|programme| programme.reach.targets > 0).count();
        let recorded = programmes.iter().filter(|programme| programme.recorded).count();
        let mut text = format!(
            "{} are on record, {recorded} with a record of their own and {} known only by their ties. {reaching} of them are \
             recorded to have reached a {noun}: together {} of {}, {} of them beyond attention (training, advice, money, a pilot) and {} in a \
             known year.",
            count(programmes.len(), "programme"),
            programmes.len() - recorded,
            covered.targets,
            count(*targets, &self.noun),
            covered.beyond_attention,
            covered.dated,
            noun = self.noun,
        );
        let unit = match self.result.weight {
            ReachWeight::Equal => return text,
            ReachWeight::Population => "by population",
            ReachWeight::Aid => "among those that may receive development aid",
        };
        text = format!("{text} Weighed {unit}, that is {}.", percent(covered.share));
        if !self.result.unweighted.is_empty() {
            text = format!(
                "{text} {} count nothing, because the number is not on record: {}.",
                count(self.result.unweighted.len(), &self.noun),
                list_some(&self.names(&self.result.unweighted), 4)
            );
        }
        text
    }

    fn covered_korean(&self) -> String {
        let ProgrammesResult { covered, programmes, targets, .. } = self.result;
        let reaching = programmes.iter().filter(|programme| programme.reach.targets > 0).count();
        let recorded = programmes.iter().filter(|programme| programme.recorded).count();
        let places = |number: usize| counted(number, "곳");
        let mut text = format!(
            "기록된 프로그램은 {}이며, 그중 {}은 자체 기록이 있고 {}은 관계로만 알려져 있습니다. {}이 {}에 닿은 것으로 기록되어 있고, 모두 합해 {} 가운데 {}에 닿았습니다. 그중 관심 단계를 넘은 곳(교육, 자문, \
             자금, 시범사업)이 {}, 연도가 확인된 곳이 {}입니다.",
            counted(programmes.len(), "건"),
            counted(recorded, "건"),
            counted(programmes.len() - recorded, "건"),
            counted(reaching, "건"),
            self.noun,
            places(*targets),
            places(covered.targets),
            places(covered.beyond_attention),
            places(covered.dated),
        );
        let unit = match self.result.weight {
            ReachWeight::Equal => return text,
            ReachWeight::Population => "인구로 가중하면",
            ReachWeight::Aid => "개발원조를 받을 수 있는 곳만 보면",
        };
        text = format!("{text} {unit} {}입니다.", percent(covered.share));
        if !self.result.unweighted.is_empty() {
            text = format!(
                "{text} 수치가 기록되지 않아 세지 않은 곳: {}.",
                korean::some(&self.names(&self.result.unweighted), 4)
            );
        }
        text
    }

    fn with_opinion_korean(&self) -> Option<String> {
        let (used, covered) = (self.result.opinion.as_ref()?, self.result.covered.with_opinion?);
        let first = self.name(self.result.programmes.first()?);
        let stays = match used.first_stays {
            share if share >= 0.95 => {
                format!("{} 어느 경우에나 1위입니다(추출의 {})", josa(&first, Particle::Topic), percent(share))
            }
            share => {
                format!("{} 추출의 {}에서만 1위이므로 확실하지 않습니다", josa(&first, Particle::Topic), percent(share))
            }
        };
        Some(format!(
            "여론을 반영하지 않으면 프로그램은 가중치의 {}에 닿습니다. 관심 단계가 그 나라 국민이 본국을 좋게 보는 만큼만 효과가 있다고 보면 {}입니다({}의 5~95%). {stays}. {} 가운데 두 종류의 여론조사가 모두 \
             있는 나라의 대상은 {}, 한 종류만 있는 것은 {}, 없는 것은 {}이며, 없는 값은 다른 나라 값의 분포에서 뽑습니다.",
            percent(self.result.covered.share),
            spread(&covered).replace(" (", "(").replace('–', "~"),
            counted(used.draws as usize, "번 추출"),
            counted(self.result.targets, "곳"),
            counted(used.complete, "곳"),
            counted(used.one_end, "곳"),
            counted(used.unknown, "곳"),
        ))
    }

    fn overlap_korean(&self) -> String {
        let ProgrammesResult { overlap, pairs, .. } = self.result;
        if overlap.is_empty() {
            return format!("기록상 {} 함께 닿은 두 프로그램은 없습니다.", josa(&self.noun, Particle::Object));
        }
        let told = overlap.iter().take(5).map(|pair| {
            let shared = korean::some(&self.names(&pair.shared), 3);
            let (all, both) = (counted(pair.either, "곳"), counted(pair.shared.len(), "곳"));
            format!("{} – {}: {shared}({all} 중 {both})", self.named(&pair.a), self.named(&pair.b))
        });
        format!(
            "{}에 닿는 프로그램의 쌍 {} 가운데 {}이 같은 곳에 닿습니다. 가장 많이 겹치는 것: {}. 목록이 일부이므로 실제 겹치는 수는 더 많을 수 있으며, 비율은 어느 쪽으로든 달라질 수 있습니다.",
            self.noun,
            counted(*pairs, "쌍"),
            counted(overlap.len(), "쌍"),
            told.collect::<Vec<_>>().join("; "),
        )
    }

    fn note_korean(&self) -> String {
        format!(
            "기록된 사례만 나타냅니다. 프로그램이 닿은 곳의 목록은 일부이므로 ‘닿지 않음’은 ‘조사되지 않음’일 수 있습니다. 프로그램은 프로그램 기록이나 프로그램 유형의 행위자이며, 목록에 있거나 관심 단계 이상의 \
             관계로 이어진 곳을 닿은 곳으로 봅니다. ‘단독’은 다른 프로그램이 닿지 않은 {}의 수입니다. ‘몫’은 닿은 곳마다 그곳에 닿은 프로그램끼리 똑같이 나눈 값입니다(섀플리 값). 목록에만 있는 것은 관심 단계로 \
             봅니다. 이후에 일어난 일은 효과의 증거가 아닙니다. 프로그램은 초청할 곳을 스스로 고르고, 아무도 상대하지 않은 도시는 자료에 없으며, 나중에 닿은 도시는 그때까지 비교 대상이 됩니다.",
            self.noun
        )
    }

    fn with_opinion(&self) -> Option<String> {
        let (used, covered) = (self.result.opinion.as_ref()?, self.result.covered.with_opinion?);
        let first = self.result.programmes.first()?;
        let stays = match used.first_stays {
            share if share >= 0.95 => format!("comes first either way ({} of the draws)", percent(share)),
            share => format!("comes first in only {} of the draws, so its first place does not stand", percent(share)),
        };
        Some(format!(
            "With opinion switched off, programmes cover {} of the weight. Switched on, attention takes only as often as the people of the \
             country think well of the home country: {} (5–95% of {}). {} {stays}. Opinion is known from both kinds of survey for the countries of {} of \
             the {}, from one kind for {}, from none for {}; what is missing is drawn from the spread of the others.",
            percent(self.result.covered.share),
            spread(&covered),
            count(used.draws as usize, "draw"),
            self.name(first),
            used.complete,
            count(self.result.targets, &self.noun),
            used.one_end,
            used.unknown,
        ))
    }

    fn table(&self, top: usize) -> Table {
        let opinion = self.result.opinion.is_some();
        let heads = [
            ["reached", "닿은 곳"],
            ["dated", "연도 확인"],
            ["alone", "단독"],
            ["others", "기타"],
            ["share", "몫"],
            ["with opinion", "여론 반영"],
        ];
        let numbers = pick(self.language, heads);
        let words = pick(self.language, [[""; 2], ["programme", "프로그램"], ["years", "기간"]]);
        let mut table = Table::new(&words, if opinion { &numbers } else { &numbers[..5] });
        let reaching = self.result.programmes.iter().filter(|programme| programme.reach.targets > 0);
        for programme in reaching.take(top) {
            let mut cells = vec![
                programme.rank.map_or_else(String::new, |rank| rank.to_string()),
                self.name(programme),
                years(programme),
                programme.reach.targets.to_string(),
                programme.reach.dated.to_string(),
                programme.unique.targets.len().to_string(),
                programme.reach.others.to_string(),
                percent(programme.shapley),
            ];
            cells.extend(programme.shapley_with_opinion.filter(|_| opinion).map(|drawn| spread(&drawn)));
            table.row(cells);
        }
        table
    }

    /// Programmes that reach no target by name.
    fn elsewhere(&self) -> Option<String> {
        let others = self.result.programmes.iter().filter(|programme| programme.reach.targets == 0);
        let told: Vec<String> = others
            .map(|programme| {
                let reached: Vec<String> =
                    programme.reach.contacts.iter().map(|contact| contact.actor.clone()).collect();
                if self.language == "ko" {
                    let whom = match reached.len() {
                        0 => "이름 없음".to_owned(),
                        _ => korean::some(&self.names(&reached), 2),
                    };
                    return format!("{}({whom})", self.name(programme));
                }
                let whom =
                    if reached.is_empty() { "nobody named".to_owned() } else { list_some(&self.names(&reached), 2) };
                format!("{} ({whom})", self.name(programme))
            })
            .collect();
        if self.language == "ko" && !told.is_empty() {
            return Some(format!(
                "이름이 확인된 {}에 닿지 않고 국내 기관, 기업, 도시 네트워크, 시민에게 닿는 프로그램 {}: {}.",
                self.noun,
                counted(told.len(), "건"),
                told.join(", ")
            ));
        }
        (!told.is_empty()).then(|| {
            format!(
                "{} reach no {} by name, but bodies at home, firms, networks or the public: {}.",
                count(told.len(), "programme"),
                self.noun,
                list(&told)
            )
        })
    }

    fn overlap(&self) -> String {
        let ProgrammesResult { overlap, pairs, .. } = self.result;
        if overlap.is_empty() {
            return format!("No two programmes share a {} on record.", self.noun);
        }
        let told = overlap.iter().take(5).map(|pair| {
            let shared = list_some(&self.names(&pair.shared), 3);
            format!(
                "{} and {}: {} ({} of {})",
                self.named(&pair.a),
                self.named(&pair.b),
                shared,
                pair.shared.len(),
                pair.either
            )
        });
        format!(
            "{} of the {pairs} pairs of programmes that reach some {} share one. Closest: {}. Lists are partial, so true overlap can only be larger in \
             number; its share may go either way.",
            overlap.len(),
            self.noun,
            told.collect::<Vec<_>>().join("; "),
        )
    }

    /// What the sources say of a programme's extent, beside what the list holds.
    fn remark(&self, programme: &ProgrammeResult) -> Option<String> {
        (!programme.remark.is_empty()).then(|| {
            if self.language == "ko" {
                return format!(
                    "{}: 기록된 것은 {}이며, 출처에 따르면: {}.",
                    self.name(programme),
                    counted(programme.reach.contacts.len(), "건"),
                    programme.remark.trim_end_matches('.')
                );
            }
            format!(
                "{}: {} on record; its sources say: {}.",
                self.name(programme),
                count(programme.reach.contacts.len(), "reach"),
                programme.remark.trim_end_matches('.')
            )
        })
    }

    fn note(&self) -> String {
        format!(
            "Recorded examples only: lists of whom a programme reached are partial, so “not reached” may mean “not looked for”. A programme is a record, an \
             actor of the kind programme, or both under one id; whoever is on its list or at the end of one of its ties from attention upwards has been \
             reached. Alone: {} that no other programme reached. Share: the covered weight, each {} divided evenly among the programmes that reached it \
             (Shapley value). What only stands on a list counts as attention. What followed is no proof of an effect: programmes choose whom they invite, \
             a city that nobody dealt with is not in the data, and cities reached later serve as controls until then.",
            count(2, &self.noun).trim_start_matches("2 "),
            self.noun,
        )
    }

    /// Where opinion is from.
    fn surveys(&self) -> Option<String> {
        let used = self.result.opinion.as_ref()?;
        let ends = || used.countries.values().flat_map(|country| [&country.low, &country.high]).flatten();
        let asked: BTreeSet<String> =
            ends().map(|survey: &Survey| format!("{} {}", survey.measure, survey.year)).collect();
        let pages: BTreeSet<&String> = ends().flat_map(|survey| &survey.sources).collect();
        if self.language == "ko" {
            return Some(format!(
                "여론: {} 조사: {}. 쪽: {}.",
                used.note,
                asked.into_iter().collect::<Vec<_>>().join("; "),
                pages.into_iter().cloned().collect::<Vec<_>>().join(", ")
            ));
        }
        Some(format!(
            "Opinion: {} Asked: {}. Pages: {}.",
            used.note,
            asked.into_iter().collect::<Vec<_>>().join("; "),
            list(&pages.into_iter().cloned().collect::<Vec<_>>())
        ))
    }
}

fn years(programme: &ProgrammeResult) -> String {
    match (programme.since, programme.until) {
        (Some(since), Some(until)) if since == until => since.to_string(),
        (Some(since), Some(until)) => format!("{since}–{until}"),
        (Some(since), None) => format!("{since}–"),
        (None, Some(until)) => format!("–{until}"),
        (None, None) => String::new(),
    }
}

/// `36.1% (33.0–39.2%)`.
pub(in crate::report) fn spread(spread: &Spread) -> String {
    let [low, median, high] = [spread.low, spread.median, spread.high].map(|share| format!("{:.1}", share * 100.0));
    if low == high { format!("{median}%") } else { format!("{median}% ({low}–{high}%)") }
}

pub(in crate::report) fn signed(share: f64) -> String {
    let points = (share * 100.0).round();
    if points < 0.0 { format!("−{:.0}", -points) } else { format!("{points:.0}") }
}

pub(in crate::report) fn probability(p: f64) -> String {
    if p < 0.001 { "below 0.001".to_owned() } else { format!("{p:.2}") }
}
