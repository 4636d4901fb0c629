//! What followed, in words.

use super::{Told, capital, probability, signed};
use crate::diplomacy::{Difference, Followed, Outcome, ProgrammeResult};
use crate::report::korean::counted;
use crate::report::words::{count, percent};

/// One outcome, for all programmes together.
pub(super) fn followed(followed: &Followed) -> String {
    let what = match followed.outcome {
        Outcome::Next => "a first tie on a higher rung",
        Outcome::Hardware => "a first sale of hardware",
    };
    let years = count(followed.within.unsigned_abs().into(), "year");
    let counts = format!(
        "{} of the {} reached were reached in a known year, {} of them at least {years} ago and not yet at the top; for {} of these \
         there is a city to compare with",
        followed.dated, followed.reached, followed.observed, followed.matched,
    );
    let Some(Difference { estimate, low, high, p }) = followed.difference else {
        return format!("{} within {years}: not computable. {counts}; five are needed.", capital(what));
    };
    let verdict = if low > 0.0 {
        "more than chance would have it"
    } else if high < 0.0 {
        "less than chance would have it"
    } else {
        "which chance alone may have made"
    };
    format!(
        "{} within {years}, whoever supplied it: {counts}. {} of the {} went on ({}), where {:.1} would have at the rate of cities of the same income group and rung that no programme had reached by that year ({}): a difference of {} points (95%: {} to {}; exact p = {}), {verdict}.",
        capital(what),
        followed.followed,
        followed.matched,
        percent(followed.followed as f64 / followed.matched as f64),
        followed.expected,
        count(followed.controls, "control"),
        signed(estimate),
        signed(low),
        signed(high),
        probability(p),
    )
}

pub(super) fn followed_korean(followed: &Followed) -> String {
    let what = match followed.outcome {
        Outcome::Next => "더 높은 단계의 첫 관계",
        Outcome::Hardware => "첫 하드웨어 판매",
    };
    let counts = format!(
        "닿은 곳 {} 가운데 연도가 확인된 곳은 {}이고, 그중 {}이 {}년 이상 지났으며 아직 최고 단계가 아닙니다. 이 가운데 비교할 도시가 있는 곳은 {}입니다",
        counted(followed.reached, "곳"),
        counted(followed.dated, "곳"),
        counted(followed.observed, "곳"),
        followed.within,
        counted(followed.matched, "곳"),
    );
    let Some(Difference { estimate, low, high, p }) = followed.difference else {
        return format!("{}년 안의 {what}: 계산할 수 없습니다. {counts}(5곳이 필요함).", followed.within);
    };
    let verdict = if low > 0.0 {
        "우연보다 많습니다"
    } else if high < 0.0 {
        "우연보다 적습니다"
    } else {
        "우연만으로도 그럴 수 있습니다"
    };
    let p = if p < 0.001 { "0.001 미만".to_owned() } else { probability(p) };
    format!(
        "{}년 안의 {what}(공급자 불문): {counts}. 그중 {}({})에서 이루어졌습니다. 그해까지 어느 프로그램도 닿지 않은 같은 소득군·같은 단계의 도시 {}의 비율대로라면 {:.1}곳이므로 차이는 {}%p입니다(95% {}~{}, 정확 p = {p}). {verdict}.",
        followed.within,
        counted(followed.followed, "곳"),
        percent(followed.followed as f64 / followed.matched as f64),
        counted(followed.controls, "곳"),
        followed.expected,
        signed(estimate),
        signed(low),
        signed(high),
    )
}

impl Told<'_> {
    /// By programme.
    pub(super) fn followed_each(&self) -> String {
        let of = |programme: &&ProgrammeResult| programme.followed.iter().any(|followed| followed.difference.is_some());
        let computable: Vec<String> = self
            .result
            .programmes
            .iter()
            .filter(of)
            .map(|programme| {
                let told = programme.followed.iter().filter_map(|followed| {
                    let difference = followed.difference?;
                    if self.language == "ko" {
                        let what = if followed.outcome == Outcome::Next { "더 높은 단계" } else { "하드웨어" };
                        return Some(format!(
                            "{what} {} 중 {}, 기대 {:.1}({}~{}%p)",
                            followed.matched,
                            followed.followed,
                            followed.expected,
                            signed(difference.low),
                            signed(difference.high)
                        ));
                    }
                    let what = if followed.outcome == Outcome::Next { "a higher rung" } else { "hardware" };
                    Some(format!(
                        "{what} {} of {}, {:.1} expected ({} to {} points)",
                        followed.followed,
                        followed.matched,
                        followed.expected,
                        signed(difference.low),
                        signed(difference.high)
                    ))
                });
                format!("{}: {}", self.name(programme), told.collect::<Vec<_>>().join("; "))
            })
            .collect();
        let rest =
            self.result.programmes.iter().filter(|programme| programme.reach.targets > 0).count() - computable.len();
        if self.language == "ko" {
            let rest = format!(
                "{}에 닿는 프로그램 {}은 비교할 수 있는 연도 확인 사례가 5건 미만이어서 계산할 수 없습니다.",
                self.noun,
                counted(rest, "건")
            );
            return if computable.is_empty() {
                rest
            } else {
                format!("프로그램별: {}. {rest}", computable.join(". "))
            };
        }
        let rest = format!(
            "For {} that reach some {} it is not computable: fewer than five dated reaches that can be compared.",
            count(rest, "programme"),
            self.noun
        );
        if computable.is_empty() { rest } else { format!("By programme: {}. {rest}", computable.join(". ")) }
    }
}
