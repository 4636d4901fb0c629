//! The answer of `scenario`.

use super::answer::{Answer, Block, Envelope, Table};
use super::korean::{self, Particle, counted, josa, pick, say};
use super::leverage::{label, thousandths};
use super::words::{count, interval, list, percent, points};
use crate::diplomacy::{BreakEven, RankChange, ScenarioResult, Standing};
use crate::leverage::{EndShift, Estimate};
use crate::model::{Catalysed, Changes, LEAST_DEALS, Network, Scenario};
use serde_json::json;

/// Puts scenarios played on one network into words: side by side by mandate, then each by itself with whom it helps and
/// whom it costs, the first `top` of each.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::Scenarios;
/// use proxeny::leverage::Access;
/// use proxeny::{Network, Scenario, View, report};
///
/// let seoul = Network::builtin("seoul")?;
/// let alone = Scenario::from_path("examples/scenarios/without_the_nation.json")?;
/// let access = Access::new(seoul.mandate(None)?).view(View::today(&seoul)).worlds(1024);
/// let result = Scenarios::new(access).run(&seoul, &alone)?;
/// let answer = report::scenarios(&seoul, &[(alone, result)], "en", 5);
/// assert_eq!(answer.envelope.result["mandates"][0]["id"], "export");
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn scenarios(network: &Network, played: &[(Scenario, ScenarioResult)], language: &str, top: usize) -> Answer {
    let mut envelope = Envelope::of("scenario", network);
    envelope.result = match played {
        [(_, one)] => json!(one),
        several => json!({ "scenarios": several.iter().map(|(_, result)| result).collect::<Vec<_>>() }),
    };
    let mut blocks = Vec::new();
    if played.len() > 1 {
        blocks.push(Block::Heading(say(language, "Side by side", "시나리오 비교").to_owned()));
        blocks.push(Block::Table(side_by_side(network, played, language)));
    }
    for (scenario, result) in played {
        blocks.extend(one(network, scenario, result, language, top));
    }
    let note = say(
        language,
        "A scenario is an assumption: its ties are not recorded by anybody. Before and after are played in the same \
         worlds, so the interval of a difference (95%, simulation error alone) is narrower than those of the two levels.",
        "시나리오는 가정이며, 그 관계는 누구도 기록한 것이 아닙니다. 전과 후는 같은 모의 세계에서 계산하므로 차이의 구간(95%, 모의실험 오차만)은 두 값 각각의 구간보다 좁습니다.",
    );
    blocks.push(Block::Note(note.to_owned()));
    Answer { envelope, blocks }
}

const ACTOR: [&str; 2] = ["actor", "행위자"];
const ID: [&str; 2] = ["id", "식별자"];
const BEFORE: [&str; 2] = ["before", "전"];
const AFTER: [&str; 2] = ["after", "후"];
const DIFFERENCE: [&str; 2] = ["difference, points", "차이(%p)"];
const INTERVAL: [&str; 2] = ["95% interval", "95% 구간"];

fn side_by_side(network: &Network, played: &[(Scenario, ScenarioResult)], language: &str) -> Table {
    let words = [["scenario", "시나리오"], ["mandate", "과제"]];
    let mut table = Table::new(&pick(language, words), &pick(language, [BEFORE, AFTER, DIFFERENCE, INTERVAL]));
    for (scenario, result) in played {
        for mandate in &result.mandates {
            let difference = &mandate.change.difference;
            table.row([
                scenario.label(language).to_owned(),
                mandate_label(network, &mandate.id, language),
                percent(mandate.change.before.estimate),
                percent(mandate.change.after.estimate),
                signed(difference.estimate),
                match language {
                    "ko" => format!("{}~{}", signed(difference.low), signed(difference.high)),
                    _ => format!("{} to {}", signed(difference.low), signed(difference.high)),
                },
            ]);
        }
    }
    table
}

fn one(network: &Network, scenario: &Scenario, result: &ScenarioResult, language: &str, top: usize) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(scenario.label(language).to_owned())];
    if !scenario.note.is_empty() {
        blocks.push(Block::Paragraph(scenario.note.clone()));
    }
    let ko = language == "ko";
    blocks.push(Block::Paragraph(if ko {
        format!("바뀌는 것: {}.", changed_korean(&result.changes))
    } else {
        format!("What is changed: {}.", changed(&result.changes))
    }));
    for catalysed in &result.catalysed {
        blocks.push(Block::Paragraph(if ko {
            catalyst_korean(network, &result.actors, catalysed)
        } else {
            catalyst(network, &result.actors, catalysed, language)
        }));
    }
    for mandate in &result.mandates {
        let (before, after) = (&mandate.change.before, &mandate.change.after);
        if ko {
            blocks.push(Block::Paragraph(format!(
                "{}: 도달률은 전 {}, 후 {}입니다. {}.",
                mandate_label(network, &mandate.id, language),
                korean::interval(before),
                korean::interval(after),
                verdict_korean(&mandate.change.difference),
            )));
            continue;
        }
        blocks.push(Block::Paragraph(format!(
            "{}: access {} before, {} after; {}.",
            mandate_label(network, &mandate.id, language),
            interval(before),
            interval(after),
            verdict(&mandate.change.difference),
        )));
    }
    blocks.extend(result.break_even.iter().map(|even| {
        Block::Paragraph(if ko { break_even_korean(network, even) } else { break_even(network, even, language) })
    }));
    if let Some(first) = result.mandates.first() {
        let of = mandate_label(network, &first.id, language);
        for (what, ends) in [(["sources", "출발 행위자"], &first.sources), (["targets", "대상"], &first.targets)]
        {
            let table = ends_table(network, ends, language, top);
            if !table.rows.is_empty() {
                let [english, korean] = what;
                blocks.push(Block::Paragraph(if ko {
                    format!("{of}: 우연 이상으로 가장 많이 늘거나 주는 {korean}:")
                } else {
                    format!("{of}: {english} that gain or lose most, by more than chance:")
                }));
                blocks.push(Block::Table(table));
            }
        }
        let table = ranks_table(network, &result.actors, language, top);
        if !table.rows.is_empty() {
            let heading = say(
                language,
                "what depends on whom, before and after, those that move most first",
                "누구에게 달려 있는지의 전과 후(변동이 큰 순)",
            );
            blocks.push(Block::Paragraph(format!("{of}: {heading}:")));
            blocks.push(Block::Table(table));
        }
    }
    blocks
}

fn mandate_label(network: &Network, id: &str, language: &str) -> String {
    network.mandates().get(id).map_or_else(|| id.to_owned(), |mandate| mandate.label(language).to_owned())
}

fn changed(changes: &Changes) -> String {
    let told = [
        (changes.actors_added, "actor", "added"),
        (changes.actors_removed, "actor", "taken out"),
        (changes.actors_changed, "actor", "changed"),
        (changes.ties_added, "tie", "added"),
        (changes.ties_removed, "tie", "taken out"),
        (changes.ties_changed, "tie", "changed"),
    ];
    let told = told.into_iter().filter(|(number, ..)| *number > 0);
    let told: Vec<String> = told.map(|(number, noun, done)| format!("{} {done}", count(number, noun))).collect();
    if told.is_empty() { "nothing".to_owned() } else { list(&told) }
}

/// Whether anything can be said about an agency's role, and on how many deals it rests.
fn changed_korean(changes: &Changes) -> String {
    let told = [
        (changes.actors_added, "행위자", "곳", "추가"),
        (changes.actors_removed, "행위자", "곳", "제거"),
        (changes.actors_changed, "행위자", "곳", "변경"),
        (changes.ties_added, "관계", "건", "추가"),
        (changes.ties_removed, "관계", "건", "제거"),
        (changes.ties_changed, "관계", "건", "변경"),
    ];
    let told = told.into_iter().filter(|(number, ..)| *number > 0);
    let told: Vec<String> =
        told.map(|(number, noun, counter, done)| format!("{noun} {} {done}", counted(number, counter))).collect();
    if told.is_empty() { "없음".to_owned() } else { told.join(", ") }
}

fn catalyst_korean(network: &Network, actors: &[RankChange], catalysed: &Catalysed) -> String {
    let agency = label(network, &catalysed.agency, "ko");
    let deals: Vec<String> = catalysed.deals.iter().filter_map(|id| deal(network, id, "ko")).collect();
    let recorded = match deals.as_slice() {
        [] => "기록된 해외 도시와의 자체 사업이 없습니다".to_owned(),
        some => format!("기록된 해외 도시와의 자체 사업은 {}입니다({})", counted(some.len(), "건"), some.join(", ")),
    };
    if catalysed.is_testable() {
        let firms = counted(catalysed.firms, "개사");
        return format!("{agency}: {recorded}. 각 사업은 소개로 바뀌고, 대신 기업 {firms}가 수주할 수 있습니다.");
    }
    let today = actors.iter().find(|change| change.id == catalysed.agency).and_then(|change| change.before);
    let today = today.map_or_else(
        || "현재 과제의 경로 가운데 이 기관이 꼭 필요한 것은 없습니다".to_owned(),
        |standing| {
            let rank = standing.rank.map_or_else(String::new, |rank| format!(", {rank}위"));
            format!("현재 소개자로서 도달률의 {}가 이 기관에 달려 있습니다{rank}", percent(standing.share))
        },
    );
    format!(
        "{} 촉매가 되면 더 나은지는 이 자료로 시험할 수 없습니다. {recorded}. 사업이 {LEAST_DEALS}건 미만이면 사업이 어떻게 될지 말할 수 없습니다. 말할 수 있는 것: {today}.",
        josa(&agency, Particle::Subject)
    )
}

fn verdict_korean(difference: &Estimate) -> String {
    if difference.low == 0.0 && difference.high == 0.0 {
        return "달라지지 않습니다".to_owned();
    }
    let told = korean::points(difference);
    if difference.low > 0.0 {
        format!("{told} 높아집니다")
    } else if difference.high < 0.0 {
        format!("변화는 {told}로, 낮아집니다")
    } else {
        format!("변화는 {told}이며, 우연일 수 있습니다")
    }
}

fn break_even_korean(network: &Network, even: &BreakEven) -> String {
    let mandate = mandate_label(network, &even.mandate, "ko");
    match even.take_up {
        Some(0.0) => format!("{mandate}: 기업이 사업을 하나도 이어받지 않아도 도달률은 줄지 않습니다."),
        Some(take_up) => format!(
            "{mandate}: 도달률이 이전과 같으려면 기업이 사업의 {}를 이어받아야 합니다(하한 {}, 확실한 값 {}).",
            percent(take_up),
            percent(even.low.unwrap_or(1.0)),
            even.high.map_or_else(|| "없음".to_owned(), percent),
        ),
        None => format!("{mandate}: 기업이 사업을 모두 이어받아도 도달률은 이전에 미치지 못합니다."),
    }
}

fn catalyst(network: &Network, actors: &[RankChange], catalysed: &Catalysed, language: &str) -> String {
    let agency = label(network, &catalysed.agency, language);
    let deals: Vec<String> = catalysed.deals.iter().filter_map(|id| deal(network, id, language)).collect();
    let recorded = match deals.as_slice() {
        [] => "no deal of its own with a foreign city on record".to_owned(),
        some => format!("{} of its own with foreign cities on record ({})", count(some.len(), "deal"), list(some)),
    };
    if catalysed.is_testable() {
        let firms = count(catalysed.firms, "firm");
        return format!("{agency} has {recorded}. Each becomes an introduction, and {firms} may win it instead.");
    }
    let today = actors.iter().find(|change| change.id == catalysed.agency).and_then(|change| change.before);
    let today = today.map_or_else(
        || "no route of the mandate needs it today".to_owned(),
        |standing| {
            let rank = standing.rank.map_or_else(String::new, |rank| format!(", rank {rank}"));
            format!("{} of access depends on it as an introducer today{rank}", percent(standing.share))
        },
    );
    format!(
        "Whether {agency} would do more as a catalyst cannot be tested with these data: it has {recorded}, and below \
         {LEAST_DEALS} deals nothing can be said about what becomes of them. What can be said: {today}."
    )
}

fn deal(network: &Network, id: &str, language: &str) -> Option<String> {
    let (_, tie) = network.ties().find(|(_, tie)| tie.id == id)?;
    let year = tie.since.map_or_else(String::new, |since| format!(", {since}"));
    Some(format!("{}: {}{year}", label(network, &tie.to, language), network.tie_kind_label(&tie.kind, language)))
}

fn verdict(difference: &Estimate) -> String {
    if difference.low == 0.0 && difference.high == 0.0 {
        return "nothing changes".to_owned();
    }
    let told = points(difference);
    if difference.low > 0.0 {
        format!("a gain of {told}")
    } else if difference.high < 0.0 {
        format!("a change of {told}, a loss")
    } else {
        format!("a change of {told}, which may be chance")
    }
}

fn break_even(network: &Network, even: &BreakEven, language: &str) -> String {
    let mandate = mandate_label(network, &even.mandate, language);
    match even.take_up {
        Some(0.0) => format!("{mandate}: access is not less even if firms take up none of the deals."),
        Some(take_up) => {
            let high = even.high.map_or_else(|| "no take-up".to_owned(), percent);
            format!(
                "{mandate}: firms must take up {} of the deals for access to be what it was (from {}; certain from {high} \
                 on).",
                percent(take_up),
                percent(even.low.unwrap_or(1.0)),
            )
        }
        None => format!("{mandate}: not even if firms take up all of the deals is access what it was."),
    }
}

fn ends_table(network: &Network, ends: &[EndShift], language: &str, top: usize) -> Table {
    let mut table = Table::new(&pick(language, [ACTOR, ID]), &pick(language, [BEFORE, AFTER, DIFFERENCE]));
    let certain = |end: &&EndShift| end.change.difference.low > 0.0 || end.change.difference.high < 0.0;
    let mut moved: Vec<&EndShift> = ends.iter().filter(certain).collect();
    let size = |end: &EndShift| end.change.difference.estimate.abs();
    moved.sort_by(|a, b| size(b).total_cmp(&size(a)));
    for end in moved.into_iter().take(top) {
        let change = &end.change;
        let shares =
            [percent(change.before.estimate), percent(change.after.estimate), signed(change.difference.estimate)];
        table.row([label(network, &end.id, language), end.id.clone()].into_iter().chain(shares));
    }
    table
}

fn ranks_table(network: &Network, actors: &[RankChange], language: &str, top: usize) -> Table {
    let columns = [
        ["rank before", "전 순위"],
        ["rank after", "후 순위"],
        ["share of access before", "전 도달률 대비"],
        ["share after", "후 도달률 대비"],
        ["leverage, points, before", "전 지렛대 효과(%p)"],
        ["after", "후 지렛대 효과(%p)"],
    ];
    let mut table = Table::new(&pick(language, [ACTOR, ID]), &pick(language, columns));
    let focal = say(language, "focal", "중심");
    let rank = |standing: Option<Standing>| {
        standing.map_or_else(|| "–".to_owned(), |s| s.rank.map_or_else(|| focal.to_owned(), |rank| rank.to_string()))
    };
    let told = |standing: Option<Standing>, tell: fn(&Standing) -> String| {
        standing.as_ref().map_or_else(|| "–".to_owned(), tell)
    };
    for change in actors.iter().filter(|change| change.is_moved()).take(top) {
        table.row([
            label(network, &change.id, language),
            change.id.clone(),
            rank(change.before),
            rank(change.after),
            told(change.before, |standing| percent(standing.share)),
            told(change.after, |standing| percent(standing.share)),
            told(change.before, |standing| thousandths(standing.leverage.estimate)),
            told(change.after, |standing| thousandths(standing.leverage.estimate)),
        ]);
    }
    table
}

/// A difference of shares in percentage points, with its sign.
fn signed(difference: f64) -> String {
    if difference == 0.0 { "0".to_owned() } else { format!("{:+.3}", difference * 100.0) }
}
