//! Cities by rung, and whose the rung is.

use super::{Chart, Tongue};
use crate::diplomacy::CityLadder;
use crate::model::Stage;
use crate::report::full::{ChartForm, Series};
use crate::report::korean::counted;

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
    let from_home = cities.iter().filter(|city| home(city, Stage::Hardware)).count();
    let all = from_home + cities.iter().filter(|city| others(city, Stage::Hardware)).count();
    let told = if tongue.korean {
        format!(
            "해외 도시 {} 가운데 {}에 하드웨어가 기록되어 있으며, 그중 국내 몫이 있는 곳은 {}입니다.",
            counted(cities.len(), "곳"),
            counted(all, "곳"),
            counted(from_home, "곳")
        )
    } else {
        format!(
            "{all} of {} have hardware on record, {from_home} of them from home.",
            crate::report::words::count(cities.len(), "foreign city")
        )
    };
    let caveat = tongue.say(
        "A bar counts the cities that show the rung, whatever their highest is; from home where any of it came from a body or a firm \
         at home. What nobody recorded is not in it.",
        "막대는 그 단계의 기록이 있는 도시의 수입니다(최고 단계와 무관). 국내 기관이나 기업이 한 몫이라도 있으면 ‘국내’로 셉니다. 기록되지 않은 사업은 들어 있지 \
         않습니다.",
    );
    Some(Chart {
        id: "ladder",
        title: tongue.say("Cities by rung", "단계별 도시 수"),
        about: format!("{told} {caveat}"),
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
