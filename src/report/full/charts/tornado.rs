//! Which assumptions move access most.

use super::{Chart, Tongue};
use crate::leverage::Swing;
use crate::report::full::{ChartForm, Mark, Series};
use crate::report::tornado::assumption;
use crate::report::words::percent;

/// Assumptions that are shown.
const MOST: usize = 12;

pub(super) fn chart(tongue: &Tongue<'_>) -> Option<Chart> {
    let tornado = tongue.mandate()?.tornado.as_ref()?;
    let swings: Vec<_> = tornado.swings.iter().take(MOST).collect();
    if swings.is_empty() {
        return None;
    }
    let between = |swing: &&Swing| {
        let values = || swing.settings.iter().map(|setting| setting.access);
        let (low, high) = (values().fold(tornado.access, f64::min), values().fold(tornado.access, f64::max));
        Mark::between(low, tornado.access, high)
    };
    let label = |swing: &&Swing| assumption(tongue.network, swing, tongue.code());
    let (widest, from, to) = {
        let range = between(swings.first()?).range?;
        (label(swings.first()?), percent(range.0), percent(range.1))
    };
    let now = percent(tornado.access);
    let told = if tongue.korean {
        format!(
            "도달률을 가장 크게 움직이는 가정은 ‘{widest}’입니다. 이 가정에 따라 도달률이 {from}에서 {to}까지 달라지며, 현재 가정으로는 {now}입니다."
        )
    } else {
        format!(
            "The assumption that moves access most is {widest}: from {from} to {to}, where access is {now} as assumed."
        )
    };
    let caveat = tongue.say(
        "Each assumption alone is taken from one end of its range to the other; the mark is access as assumed. Several at once could \
         move it farther.",
        "가정을 하나씩 범위의 한쪽 끝에서 다른 쪽 끝까지 바꾸어 본 도달률이며, 표시는 현재 가정의 값입니다. 여러 가정이 함께 달라지면 더 크게 움직일 수 있습니다.",
    );
    Some(Chart {
        id: "tornado",
        title: tongue.say("Which assumptions move access most", "도달률을 가장 크게 움직이는 가정"),
        about: format!("{told} {caveat}"),
        form: ChartForm::Ranges,
        axis: tongue.say("Assumption", "가정"),
        unit: tongue.say("access", "도달률"),
        shares: true,
        labels: swings.iter().map(label).collect(),
        series: vec![Series::new(tongue.say("access", "도달률"), swings.iter().map(between).collect())],
    })
}
