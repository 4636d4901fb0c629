//! Programmes of public diplomacy: whom they reach, whether anything followed, whom to invite next.

use super::question::Question;
use super::{Asked, Finding};
use crate::diplomacy::{
    Difference, Followed, Invitation, Next, Outcome, ProgrammeResult, Programmes, ProgrammesResult,
};
use crate::error::Error;
use crate::report::korean::{Particle, counted, josa};
use crate::report::programmes::{probability, signed, spread};
use crate::report::words::{count, list, percent};

/// Programmes that are named.
const FIRST: usize = 3;
/// Worlds that are enough to tell invitations apart.
const WORLDS: u64 = 1 << 12;
/// A finding survives opinion if it holds in so many of the draws.
const SURE: f64 = 0.95;

/// What programmes reach, what followed, and the next best invitation; nothing where no programme reaches a target.
pub(super) fn programmes(asked: &Asked<'_>) -> Result<Vec<Finding>, Error> {
    let worlds = asked.brief.worlds.min(WORLDS);
    let result =
        Programmes::new().to(asked.mandate.to.clone()).worlds(worlds).seed(asked.brief.seed).run(asked.network)?;
    if result.covered.targets == 0 {
        return Ok(Vec::new());
    }
    let mut findings = vec![reach(asked, &result), followed(asked, &result)];
    findings.extend(result.next.as_ref().and_then(|next| invite(asked, &result, next)));
    Ok(findings)
}

fn named(programme: &ProgrammeResult, language: &str) -> String {
    let name = programme.name.get(language);
    if name.is_empty() { programme.id.clone() } else { name.to_owned() }
}

fn hosts(asked: &Asked<'_>, programme: &ProgrammeResult, language: &str) -> String {
    programme.hosts.first().map_or_else(String::new, |host| asked.name(host, language))
}

fn reach(asked: &Asked<'_>, result: &ProgrammesResult) -> Finding {
    let covered = &result.covered;
    let noun = asked.noun(&asked.mandate.to, "target", "en");
    let noun_ko = asked.noun(&asked.mandate.to, "대상", "ko");
    let first: Vec<&ProgrammeResult> =
        result.programmes.iter().filter(|programme| programme.rank.is_some()).take(FIRST).collect();
    let told = |language: &str| -> Vec<String> {
        let one = |programme: &&ProgrammeResult| {
            let host = hosts(asked, programme, language);
            format!("{} ({host}: {})", named(programme, language), percent(programme.shapley))
        };
        first.iter().map(one).collect()
    };
    let layer = |name: &str| covered.by_layer.get(name).copied().unwrap_or_default();
    let mut en = format!(
        "Programmes are recorded to have reached {} of {}, {} of them beyond attention (training, advice, money, a pilot). The lists are partial \
         examples, so the true numbers are larger. With each {noun} divided among the programmes that reached it, most of the {} falls to {}; by who runs \
         them, {} to bodies of the city, {} to national ones. Programmes hardly overlap on record: {} of {} pairs share a {noun}.",
        covered.targets,
        count(result.targets, &noun),
        covered.beyond_attention,
        percent(covered.share),
        list(&told("en")),
        percent(layer("city")),
        percent(layer("national")),
        result.overlap.len(),
        result.pairs,
    );
    let mut ko = format!(
        "기록으로 보면 공공외교 프로그램은 {} {} 가운데 {}에 닿았고, 그중 {}은 관심 단계를 넘어 연수·자문·재정·실증까지 이어졌습니다. 명단은 일부 사례만 담은 것이어서 \
         실제는 이보다 많습니다. 한 도시의 몫을 그 도시에 닿은 프로그램끼리 똑같이 나누면 전체 {} 중 큰 몫은 {}입니다. 운영 주체별로는 시 기관 {}, 국가 기관 {}입니다. \
         프로그램 사이의 중복은 거의 없어, {}쌍 중 {}쌍만 같은 도시에 닿았습니다.",
        noun_ko,
        counted(result.targets, "곳"),
        counted(covered.targets, "곳"),
        counted(covered.beyond_attention, "곳"),
        percent(covered.share),
        told("ko").join(", "),
        percent(layer("city")),
        percent(layer("national")),
        result.pairs,
        result.overlap.len(),
    );
    let survives = result.opinion.as_ref().map(|used| used.first_stays >= SURE);
    if let (Some(drawn), Some(stays)) = (&covered.with_opinion, survives) {
        en.push_str(&format_args!(
            " If attention takes only where people think well of the home country, the covered share is {} instead of {}; who \
             comes first {}.",
            spread(drawn),
            percent(covered.share),
            if stays { "is the same" } else { "changes with the draw" },
        ).to_string());
        ko.push_str(&format_args!(
            " 상대국 여론이 호의적인 만큼만 관심이 자리 잡는다고 보면 이 비율은 {} 대신 {}이며, 첫 번째 프로그램은 {}.",
            percent(covered.share),
            spread(drawn).replace(" (", "(").replace('–', "~"),
            if stays { "그대로입니다" } else { "여론 값에 따라 바뀝니다" },
        ).to_string());
    }
    let sources = first.iter().filter_map(|programme| programme.sources.first().cloned()).collect();
    Finding::new("programme_reach", Question::Programmes)
        .says(en, ko)
        .number("targets", result.targets)
        .number("covered", covered)
        .number("overlapping_pairs", result.overlap.len())
        .number("pairs", result.pairs)
        .fragile(survives.map(|survives| !survives))
        .rests_on(sources)
}

fn followed(asked: &Asked<'_>, result: &ProgrammesResult) -> Finding {
    let noun = asked.noun(&asked.mandate.to, "target", "en");
    let finding = Finding::new("programme_followed", Question::Programmes).number("followed", &result.followed);
    let of = |outcome: Outcome| result.followed.iter().find(|followed| followed.outcome == outcome);
    let (Some(next), Some(hardware)) = (of(Outcome::Next), of(Outcome::Hardware)) else { return finding };
    let Some(difference) = next.difference else {
        let en = format!(
            "What followed the programmes is not computable: of {} reached {} in a known year, and only {} of these can be set beside one of the same \
             income group and rung that no programme had reached; five are needed. The year of each reach, {noun} by {noun}, would change that.",
            count(next.reached, &noun),
            next.dated,
            next.matched
        );
        let ko = format!(
            "프로그램 뒤에 무엇이 이어졌는지는 계산할 수 없습니다. 닿은 {} 가운데 연도를 아는 곳은 {}, 그중 비교할 도시가 있는 곳은 {}뿐입니다(5곳 이상 필요). 도시별 \
             참여 연도를 밝히면 계산할 수 있습니다.",
            counted(next.reached, "곳"),
            counted(next.dated, "곳"),
            counted(next.matched, "곳")
        );
        return finding.says(en, ko);
    };
    let Difference { estimate, low, high, p, .. } = difference;
    let (verdict, verdict_ko) = if low > 0.0 || high < 0.0 {
        (
            "more than chance would make, though programmes choose whom they invite",
            "우연만으로 보기는 어려우나, 프로그램이 대상을 골랐다는 점을 감안해야 합니다",
        )
    } else {
        (
            "which chance alone may have made: these data neither show an effect nor rule one out",
            "우연일 수 있어, 이 자료로는 효과가 있다고도 없다고도 말할 수 없습니다",
        )
    };
    let years = next.within;
    let en = format!(
        "Did anything follow? {} of the {} were reached in a known year; {} of these can be set beside {noun_s} of the same income group and rung that no programme had \
         reached by then. Within {years} years {} of the {} climbed to a higher rung, {:.1} would have at the rate of the others: a difference of {} points (95%: \
         {} to {}; p = {}), {verdict}. Hardware followed in {}. Cities chosen for a programme may differ in ways that nobody recorded.",
        next.dated,
        count(next.reached, &noun),
        next.matched,
        next.followed,
        next.matched,
        next.expected,
        signed(estimate),
        signed(low),
        signed(high),
        probability(p),
        if hardware.followed == 0 { "none".to_owned() } else { hardware.followed.to_string() },
        noun_s = count(2, &noun).trim_start_matches("2 "),
    );
    let ko = format!(
        "프로그램 뒤에 무엇이 이어졌는가? 닿은 {} 가운데 연도를 아는 곳은 {}이고, 그중 {}은 그때까지 어떤 프로그램도 닿지 않은 같은 소득군·같은 단계의 도시와 견줄 수 있습니다. {years}년 \
         안에 더 높은 단계로 올라간 곳은 {} 중 {}이며, 견준 도시의 비율로는 {:.1}곳입니다. 차이는 {}%p(95%: {}~{}, p = {})입니다. {verdict_ko}. 하드웨어로 이어진 곳은 {}.",
        counted(next.reached, "곳"),
        counted(next.dated, "곳"),
        counted(next.matched, "곳"),
        counted(next.matched, "곳"),
        counted(next.followed, "곳"),
        next.expected,
        signed(estimate),
        signed(low),
        signed(high),
        probability(p),
        hardware_ko(hardware),
    );
    finding.says(en, ko).fragile(Some(low <= 0.0 && high >= 0.0))
}

fn hardware_ko(hardware: &Followed) -> String {
    if hardware.followed == 0 {
        "없습니다".to_owned()
    } else {
        format!("{}입니다", counted(hardware.followed, "곳"))
    }
}

/// Places that a city must keep in the draws to be named as sure.
const PLACES: usize = 5;

fn invite(asked: &Asked<'_>, result: &ProgrammesResult, next: &Next) -> Option<Finding> {
    let first = next.invite.first()?;
    let access = asked.result.access.access.estimate;
    let noun = asked.noun(&asked.mandate.to, "target", "en");
    let noun_ko = asked.noun(&asked.mandate.to, "대상", "ko");
    let share = if access > 0.0 { first.gain.estimate / access } else { 0.0 };
    let cities = |language: &str, ones: &[&Invitation]| -> Vec<String> {
        ones.iter().map(|one| asked.name(&one.actor, language)).collect()
    };
    let leading: Vec<&Invitation> = next.invite.iter().take(FIRST).collect();
    let firmly: Vec<&Invitation> =
        next.invite.iter().filter(|one| one.ranks_with_opinion.is_some_and(|(_, high)| high <= PLACES)).collect();
    let mut en = format!(
        "Whom to invite next: {} {} had attention at most and no programme. A {} of {} with one of them would add up to {:.3} percentage points of access \
         for “{}” ({} of what there is). By that gain alone {} {}.",
        count(next.invite.len(), &noun),
        if next.invite.len() == 1 { "has" } else { "have" },
        asked.network.tie_kind_label(&next.tie_kind, "en"),
        asked.name(&next.host, "en"),
        first.gain.estimate * 100.0,
        asked.mandate.label("en"),
        percent(share),
        list(&cities("en", &leading)),
        if leading.len() == 1 { "comes first" } else { "come first, close together" },
    )
    .replace(" A trains of ", " A training by ");
    let mut ko = format!(
        "다음에 초청할 도시: 관심 단계에 머물고 프로그램이 닿은 적 없는 {} {} 있습니다. {}의 새 프로그램(‘{}’, 강도 {} 가정)으로 한 곳을 초청하면 “{}”의 도달률이 최대 {:.3}%p(현재의 \
         {}) 높아집니다. 이 효과만 보면 {} 순이나 차이는 작습니다.",
        noun_ko,
        josa(&counted(next.invite.len(), "곳"), Particle::Subject),
        asked.name(&next.host, "ko"),
        asked.network.tie_kind_label(&next.tie_kind, "ko"),
        next.strength,
        asked.mandate.label("ko"),
        first.gain.estimate * 100.0,
        percent(share),
        cities("ko", &leading).join(", "),
    );
    if let Some(stays) = next.invite_first_stays {
        let (more, more_ko) = with_opinion(stays, &noun, (&cities("en", &firmly), &cities("ko", &firmly)));
        en.push_str(&more);
        ko.push_str(&more_ko);
    }
    let rest = &result.covered;
    Some(
        Finding::new("programme_next", Question::Programmes)
            .further()
            .says(en, ko)
            .number("candidates", next.invite.len())
            .number("gain", first.gain)
            .number("first", cities("en", &leading))
            .number("firmly_among_the_first", cities("en", &firmly))
            .number("first_stays", next.invite_first_stays)
            .number("unreached", result.targets - rest.targets)
            .fragile(next.invite_first_stays.map(|stays| stays < SURE)),
    )
}

/// What opinion does to the order of invitations; `firmly` are those who keep a place among the first.
fn with_opinion(stays: f64, noun: &str, firmly: (&[String], &[String])) -> (String, String) {
    let (sure, sure_ko) = match firmly.0.len() {
        0 => (
            format!(
                "no {noun} keeps a place among the first {PLACES}, so opinion as it is known does not tell whom to invite first"
            ),
            format!(
                "어느 도시도 {PLACES}위 안을 지키지 못해, 알려진 여론만으로는 누구를 먼저 초청할지 말할 수 없습니다"
            ),
        ),
        number => (
            format!(
                "{} {} a place among the first {PLACES} in 95% of the draws",
                list(firmly.0),
                if number == 1 { "keeps" } else { "keep" }
            ),
            format!("{} 95%의 경우에 {PLACES}위 안을 지킵니다", josa(&firmly.1.join(", "), Particle::Topic)),
        ),
    };
    let en = format!(
        " With opinion switched on (an invitation takes only as often as people think well of the home country), the first place \
         is kept in {} of the draws; {sure}.",
        percent(stays)
    );
    let ko = format!(
        " 여론을 반영하면(호의적인 만큼만 초청이 성사) 1위가 유지되는 경우는 {}이고, {sure_ko}.",
        percent(stays)
    );
    (en, ko)
}
