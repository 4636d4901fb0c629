//! Cities by rung, and whose the rung is.

use super::{Chart, Tongue};
use crate::diplomacy::CityLadder;
use crate::model::Stage;
use crate::report::full::{ChartForm, Series};

pub(super) fn chart(tongue: &Tongue<'_>) -> Option<Chart> {
    let cities = &tongue.result.ladder.cities;
    if cities.is_empty() {
        return None;
    }
    let count = |which: &dyn Fn(&CityLadder, Stage) -> bool| {
        let of = |stage: &Stage| (cities.iter().filter(|city| which(city, *stage)).count() as f64).into();
        Stage::RUNGS.iter().map(of).collect()
    };
    let home = |city: &CityLadder, stage: Stage| city.rungs.contains_key(&stage) && city.home(stage);
    let others = |city: &CityLadder, stage: Stage| city.rungs.contains_key(&stage) && !city.home(stage);
    Some(Chart {
        id: "ladder",
        title: tongue.say("Cities by rung", "단계별 도시 수"),
        about: tongue.say(
            "Cities that show a rung on record, whatever their highest is; from home where any of it came from a body or a firm at \
             home.",
            "각 단계의 기록이 있는 도시의 수입니다(최고 단계와 무관). 국내 기관이나 기업이 한 몫이라도 있으면 ‘국내’로 셉니다.",
        ),
        form: ChartForm::Bars,
        axis: tongue.say("Rung", "단계"),
        unit: tongue.say("cities", "도시 수"),
        shares: false,
        labels: Stage::RUNGS.iter().map(|stage| tongue.stage(*stage)).collect(),
        series: vec![
            Series::new(tongue.say("From home", "국내"), count(&home)),
            Series::new(tongue.say("From others alone", "그 밖"), count(&others)),
        ],
    })
}
