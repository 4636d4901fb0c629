//! How many cities had hardware so many years after their first software.

use super::{Chart, Tongue};
use crate::report::full::{ChartForm, Mark, Series};
use crate::report::words::count;

pub(super) fn chart(tongue: &Tongue<'_>) -> Option<Chart> {
    let ladder = &tongue.result.ladder;
    if ladder.incidence.is_empty() {
        return None;
    }
    let [home, competitor] = ladder.incidence_events;
    let events = if tongue.korean {
        format!(
            "국내 소프트웨어의 첫 해가 알려진 {}곳 가운데 국내 하드웨어 {home}건, 경쟁자 하드웨어 {competitor}건입니다.",
            ladder.incidence_cases
        )
    } else {
        format!(
            "Of {} with a dated first software from home, {home} went on to hardware from home and {competitor} to a \
             competitor's.",
            count(ladder.incidence_cases, "city")
        )
    };
    let caveat = tongue.say(
        "The curves allow for cities that could be followed for a short time only (Aalen–Johansen estimate). The band is a 95% \
         interval as if these cities were a random sample, which they are not.",
        "곡선은 도시마다 지켜본 기간이 다른 점을 감안한 추정(Aalen–Johansen)입니다. 띠는 이 도시들이 무작위 표본이라고 볼 때의 95% 구간이나, 실제로는 표본이 \
         아닙니다.",
    );
    let steps = &ladder.incidence;
    Some(Chart {
        id: "incidence",
        title: tongue.say("Hardware after the first software", "첫 소프트웨어 이후 하드웨어"),
        about: format!("{events} {caveat}"),
        form: ChartForm::Lines,
        axis: tongue.say("Years since the first software", "첫 소프트웨어 이후 연수"),
        unit: tongue.say("share of cities", "도시 비율"),
        shares: true,
        labels: steps.iter().map(|step| step.years.to_string()).collect(),
        series: vec![
            Series::new(
                tongue.say("Hardware from home", "국내 하드웨어"),
                steps.iter().map(|step| Mark::between(step.low, step.home, step.high)).collect(),
            ),
            Series::new(
                tongue.say("Hardware by a competitor", "경쟁자 하드웨어"),
                steps.iter().map(|step| step.competitor.into()).collect(),
            ),
        ],
    })
}
