//! Brokers in the terms of city diplomacy, added to the answer of `brokers`.

use crate::diplomacy::{Catalyst, DoorOpener, Doors, LEAST_DEALS};
use crate::leverage::ShapleyResult;
use crate::model::{Mandate, Network};
use crate::report::answer::{Answer, Block, Table};
use crate::report::korean::{self, counted, listed, pick, say};
use crate::report::leverage::{label, thousandths};
use crate::report::ties::insert;
use crate::report::words::{count, list_some, percent};
use serde_json::json;

/// Adds who opens doors for the sources of a mandate, the gatekeepers of each target and the single points of failure; `top`
/// rows of each are printed.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::Doors;
/// use proxeny::leverage::Access;
/// use proxeny::report::{Answer, add_doors};
/// use proxeny::{Network, report};
///
/// let singapore = Network::builtin("singapore")?;
/// let mandate = singapore.mandate(None)?;
/// let access = Access::new(mandate).worlds(512);
/// let mut answer = report::leverage(&singapore, mandate, &access.leverage(&singapore)?, &[], "en", 3);
/// add_doors(&mut answer, &singapore, mandate, &Doors::of(&singapore, &access)?, "en", 3);
/// assert!(answer.envelope.result["doors"]["pairs"].as_u64() > Some(0));
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn add_doors(answer: &mut Answer, network: &Network, mandate: &Mandate, doors: &Doors, language: &str, top: usize) {
    insert(answer, "doors", json!(doors));
    let name = |id: &str| label(network, id, language);
    let numbers =
        [["share of access", "도달률 대비"], ["points", "%p"], ["opens", "여는 대상"], ["cuts off pairs", "끊기는 쌍"]];
    let mut openers = Table::new(&[say(language, "actor", "행위자")], &pick(language, numbers));
    for one in doors.openers.iter().filter(|one| one.leverage > 0.0).take(top) {
        let row = [percent(one.share), thousandths(one.leverage), one.opens.to_string(), one.cut_off.to_string()];
        openers.row([name(&one.actor)].into_iter().chain(row));
    }
    let heads = [
        ["target", "대상"],
        ["most would be lost without", "없으면 가장 많이 잃는 곳"],
        ["must be passed", "반드시 지나는 곳"],
    ];
    let mut gates = Table::new(&pick(language, heads), &[say(language, "reached by", "도달률")]);
    let mut order: Vec<usize> = (0..doors.gates.len()).collect();
    order.sort_by(|a, b| doors.gates[*b].reach.total_cmp(&doors.gates[*a].reach));
    for gate in order.into_iter().take(top).map(|place| &doors.gates[place]) {
        let keepers: Vec<String> =
            gate.keepers.iter().map(|keeper| format!("{} {}", name(&keeper.actor), percent(keeper.share))).collect();
        let must: Vec<String> = gate.must_pass.iter().map(|id| name(id)).collect();
        let must = listed(language, &must, ["nobody", "없음"]);
        gates.row([name(&gate.target), listed(language, &keepers, [""; 2]), must, percent(gate.reach)]);
    }
    let [who, keepers] = pick(
        language,
        [
            ["Who opens doors", "문을 여는 행위자"],
            ["Gatekeepers of each target, those reached most first", "대상별 문지기(도달률이 높은 순)"],
        ],
    );
    let note = say(
        language,
        "Share of access and points: what would be lost without the actor. Opens: targets at which something would be lost. Cuts \
             off pairs: pairs of source and target that have no permitted route round it, were every tie open; that is counted and \
             does not depend on strengths. Must be passed: every permitted route to the target leads through it.",
        "‘도달률 대비’와 ‘%p’는 그 행위자가 없을 때 잃는 도달률입니다. ‘여는 대상’은 도달률이 줄어드는 대상의 수입니다. ‘끊기는 쌍’은 모든 관계가 열려 있어도 허용된 우회로가 \
         없는 출발·대상 쌍의 수로, 세어서 얻은 값이며 강도와 무관합니다. ‘반드시 지나는 곳’은 대상으로 가는 모든 허용 경로가 지나는 행위자입니다.",
    );
    let blocks = [
        Block::Heading(format!("{who}: {}", mandate.label(language))),
        Block::Table(openers),
        Block::Paragraph(points_of_failure(network, doors, language)),
        Block::Heading(keepers.to_owned()),
        Block::Table(gates),
        Block::Note(note.to_owned()),
    ];
    answer.blocks.splice(0..0, blocks);
}

fn points_of_failure(network: &Network, doors: &Doors, language: &str) -> String {
    let mut cutting: Vec<&DoorOpener> = doors.openers.iter().filter(|one| one.cut_off > 0).collect();
    cutting.sort_by_key(|one| std::cmp::Reverse(one.cut_off));
    if cutting.is_empty() {
        return say(
            language,
            "There is no single point of failure: every pair that a permitted route joins has a way round anybody.",
            "단일 실패 지점은 없습니다. 허용된 경로로 이어지는 모든 쌍에는 어느 행위자든 피해 갈 길이 있습니다.",
        )
        .to_owned();
    }
    let ko = language == "ko";
    let told = |one: &&DoorOpener| {
        let only: Vec<String> = one.only_way_to.iter().map(|id| label(network, id, language)).collect();
        let share = percent(one.cut_off as f64 / doors.pairs as f64);
        let name = label(network, &one.actor, language);
        if ko {
            let only = if only.is_empty() {
                String::new()
            } else {
                format!(", {}의 유일한 경로", korean::some(&only, 3))
            };
            return format!("{name}({}, {share}{only})", counted(one.cut_off, "쌍"));
        }
        let only = if only.is_empty() { String::new() } else { format!("; the only way to {}", list_some(&only, 3)) };
        format!("{name} ({}, {share}{only})", count(one.cut_off, "pair"))
    };
    let names: Vec<String> = cutting.iter().take(MOST).map(told).collect();
    if ko {
        return format!(
            "단일 실패 지점(없으면 완전히 끊어지는 쌍이 생기는 행위자)은 {}이며, 전체는 {}입니다: {}.",
            counted(cutting.len(), "곳"),
            counted(doors.pairs, "쌍"),
            names.join(", ")
        );
    }
    format!(
        "Single points of failure, without whom pairs are cut off altogether: {} of {}: {}.",
        count(cutting.len(), "actor"),
        count(doors.pairs, "pair"),
        list_some(&names, MOST)
    )
}

/// Single points of failure that are named.
const MOST: usize = 6;

/// Adds the actor-or-catalyst index of each agency, with its Shapley share of access beside it where that is given.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::Catalyst;
/// use proxeny::leverage::Access;
/// use proxeny::report::add_catalysts;
/// use proxeny::{Network, report};
///
/// let seoul = Network::builtin("seoul")?;
/// let mandate = seoul.mandate(None)?;
/// let leverage = Access::new(mandate).worlds(256).leverage(&seoul)?;
/// let mut answer = report::leverage(&seoul, mandate, &leverage, &[], "en", 3);
/// add_catalysts(&mut answer, &seoul, &Catalyst::of(&seoul), None, "en");
/// assert_eq!(answer.envelope.result["catalysts"][0]["index"].is_null(), false);
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn add_catalysts(
    answer: &mut Answer,
    network: &Network,
    all: &[Catalyst],
    shapley: Option<&ShapleyResult>,
    language: &str,
) {
    insert(answer, "catalysts", json!(all));
    if all.is_empty() {
        return;
    }
    let ko = language == "ko";
    let heads = [["agency", "기관"], ["index", "지수"], ["change over the years", "연도별 변화"]];
    let numbers = [
        ["own deals", "자체 사업"],
        ["introduced", "소개한 사업"],
        ["undated", "연도 미상"],
        ["Shapley share of access", "도달률의 섀플리 몫"],
    ];
    let mut table = Table::new(&pick(language, heads), &pick(language, numbers));
    for one in all {
        let index = one.index.map_or_else(
            || {
                if ko {
                    format!("정의되지 않음({LEAST_DEALS}건 미만)")
                } else {
                    format!("undefined: below {LEAST_DEALS} deals")
                }
            },
            |index| {
                let share = index.share.map_or_else(String::new, percent);
                let (low, high) = (percent(index.low), percent(index.high));
                if ko { format!("{share}({low}~{high})") } else { format!("{share} ({low}–{high})") }
            },
        );
        let own = shapley.and_then(|all| Some((all, all.actors.iter().find(|actor| actor.id == one.id)?)));
        table.row([
            label(network, &one.id, language),
            index,
            change(one, language),
            one.own.len().to_string(),
            one.introduced.len().to_string(),
            one.undated.len().to_string(),
            own.map_or_else(|| "–".to_owned(), |(all, own)| percent(own.shapley.estimate / all.access)),
        ]);
    }
    let heading = say(language, "Agencies: actor or catalyst?", "산하기관: 직접 수행자인가 촉매인가");
    let note = if ko {
        format!(
            "‘자체 사업’은 기관이 공급한 것으로 기록된 해외 사업(소프트웨어 단계 이후)이고, ‘소개한 사업’은 그 기관이 먼저 소개한 국내 기업의 그러한 사업입니다. 어느 사업을 위한 \
             소개인지는 기록되지 않아 상한에 해당합니다. 지수는 소개한 사업 / (자체 사업 + 소개한 사업)이며 95% 구간(Wilson)을 함께 제시하고, 사업이 {LEAST_DEALS}건 미만이면 \
             정의하지 않습니다. 섀플리 몫은 오늘의 도달률에 기여하는 정도로, 지수에는 들어가지 않습니다."
        )
    } else {
        format!(
            "Own: recorded deals abroad (software and later) that the agency supplied. Introduced: such deals of home firms that it had \
             introduced before; the record does not say for which deal, so that this is an upper count. Index: introduced / (own + \
             introduced) with its 95% interval (Wilson), undefined below {LEAST_DEALS} deals. The Shapley share tells how much of access \
             it contributes today and is no part of the index.",
        )
    };
    let blocks = [Block::Heading(heading.to_owned()), Block::Table(table), Block::Note(note)];
    answer.blocks.splice(0..0, blocks);
}

/// The deals up to the middle year of those on record, and up to the last: own and introduced.
fn change(one: &Catalyst, language: &str) -> String {
    let (Some(first), Some(last)) = (one.years.get(one.years.len().saturating_sub(1) / 2), one.years.last()) else {
        return say(language, "no dated deal", "연도가 확인된 사업 없음").to_owned();
    };
    let told = |year: &crate::diplomacy::CatalystYear| match language {
        "ko" => format!("{}년까지 {} + {}", year.year, year.own, year.introduced),
        _ => format!("{} + {} by {}", year.own, year.introduced, year.year),
    };
    if first.year == last.year { told(last) } else { format!("{}, {}", told(first), told(last)) }
}
