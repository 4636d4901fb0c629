//! Year by year: ties by stage, and access.

use super::{Chart, Tongue};
use crate::diplomacy::YearOf;
use crate::model::Stage;
use crate::report::full::{ChartForm, MandateResult, Mark, Series};
use crate::report::korean::counted;
use crate::report::words::{count, percent};

fn years(asked: &MandateResult) -> Option<&[YearOf]> {
    Some(asked.timeline.as_ref()?.years.as_slice()).filter(|years| years.len() > 1)
}

fn labels(years: &[YearOf]) -> Vec<String> {
    years.iter().map(|year| year.year.to_string()).collect()
}

pub(super) fn stages(tongue: &Tongue<'_>) -> Option<Chart> {
    let years = years(tongue.mandate()?)?;
    let series = Stage::ALL.into_iter().filter_map(|stage| {
        let points: Vec<Mark> =
            years.iter().map(|year| (year.by_stage.get(stage.name()).copied().unwrap_or(0) as f64).into()).collect();
        points.iter().any(|point| point.value > 0.0).then(|| Series::new(tongue.stage(stage), points))
    });
    let total = |year: &YearOf| Stage::ALL.iter().filter_map(|stage| year.by_stage.get(stage.name())).sum::<usize>();
    let (first, last) = (years.first()?, years.last()?);
    let told = if tongue.korean {
        format!(
            "연도가 알려진 유효한 관계는 {}년 {}에서 {}년 {}으로 바뀌었습니다.",
            first.year,
            counted(total(first), "건"),
            last.year,
            counted(total(last), "건")
        )
    } else {
        let (before, now) = (count(total(first), "tie"), count(total(last), "tie"));
        format!("{before} with a known date held in {}, {now} hold in {}.", first.year, last.year)
    };
    let caveat = tongue.say(
        "Ties alive at the end of each year; those without a date are in none of them. More is on record of recent years than of \
         early ones, so part of the rise is how the record was made.",
        "매년 말 유효한 관계의 수이며, 연도가 없는 관계는 들어 있지 않습니다. 최근 연도의 기록이 더 많으므로 증가의 일부는 자료 수집의 영향입니다.",
    );
    Some(Chart {
        id: "ties_by_year",
        title: tongue.say("Ties that hold, by stage", "단계별 유효한 관계"),
        about: format!("{told} {caveat}"),
        form: ChartForm::Lines,
        axis: tongue.say("Year", "연도"),
        unit: tongue.say("ties", "관계 수"),
        shares: false,
        labels: labels(years),
        series: series.collect(),
    })
}

pub(super) fn access(tongue: &Tongue<'_>) -> Option<Chart> {
    let asked = tongue.mandate()?;
    // A year without sources or targets has no access; it is left out rather than shown as 0.
    let access = |year: &YearOf| {
        let of = year.mandates.iter().find(|mandate| mandate.id == asked.id)?.access.as_ref()?;
        Some((year.year.to_string(), Mark::between(of.low, of.estimate, of.high)))
    };
    let (labels, points): (Vec<String>, Vec<Mark>) = years(asked)?.iter().filter_map(access).unzip();
    let mandate = tongue.network.mandates().get(&asked.id)?;
    let (first, last) = (points.first()?, points.last()?);
    let (before, now) = (percent(first.value), percent(last.value));
    let (low, high) = last.range.map(|(low, high)| (percent(low), percent(high)))?;
    let (year, latest) = (labels.first()?, labels.last()?);
    let told = if tongue.korean {
        format!("도달률은 {year}년 {before}, {latest}년 {now}({low}~{high})입니다.")
    } else {
        format!("Access was {before} in {year} and is {now} ({low}–{high}) in {latest}.")
    };
    let caveat = tongue.say(
        "With the ties of each year, on the same simulated worlds; the band is the 95% interval of the simulation. More is on record \
         of recent years than of early ones, so part of the rise is how the record was made.",
        "매년의 관계로, 같은 모의 세계에서 계산했습니다. 띠는 모의실험의 95% 구간입니다. 최근 연도의 기록이 더 많으므로 증가의 일부는 자료 수집의 영향입니다.",
    );
    Some(Chart {
        id: "access_by_year",
        title: tongue.say("Access by year", "연도별 도달률"),
        about: format!("{told} {caveat}"),
        form: ChartForm::Lines,
        axis: tongue.say("Year", "연도"),
        unit: tongue.say("access", "도달률"),
        shares: true,
        labels,
        series: vec![Series::new(mandate.label(tongue.code()), points)],
    })
}
