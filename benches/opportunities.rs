//! New ties: all candidates on the same worlds, against adding each by itself and playing the same worlds again.

use crate::timer::{Line, Patience, Report, Taken};
use proxeny::leverage::{Access, Opportunities};
use proxeny::model::NetworkBuilder;
use proxeny::{Error, Network, NextTie, Selector, Tie};

/// New ties that are asked about, about.
const CANDIDATES: usize = 10_000;

/// Candidates that are added one by one, to tell what all would take.
const SAMPLE: usize = 5;

/// Measures both ways, checks that they agree, and tells the ratios; `leverage` is what one run of leverage took.
pub(crate) fn run(
    access: &Access<'_>,
    network: &Network,
    worlds: u64,
    leverage: &Taken,
    patience: Patience,
    report: &mut Report,
) -> Result<(), Error> {
    let korean: Selector = "kind:korean".parse()?;
    let sources = network.select(&korean, "sources")?.len();
    let some: Vec<&str> = network.actors().map(|(_, actor)| actor.id.as_str()).take(CANDIDATES / sources).collect();
    let rule =
        NextTie { strength: Some(0.3), ..NextTie::new(korean, format!("id:{}", some.join(",")).parse()?, "next") };
    let asked = Opportunities::new(access).candidates(vec![rule]);
    let (together, found) = patience.time(|| asked.run(network));
    let found = found?;
    let count = found.candidates.len();
    let (nodes, ties) = (network.actors().len(), network.ties().len());
    let mut tell = |name: &str, taken: Taken, note: String| {
        report.line(&Line { name: name.to_owned(), graph: "sister_cities_world".to_owned(), nodes, ties, taken, note });
    };
    tell("opportunities", together, format!("{worlds} worlds, {count} candidates"));
    let step = (count / SAMPLE).max(1);
    let some: Vec<_> = found.candidates.iter().step_by(step).take(SAMPLE).collect();
    let before = access.run(network)?.access.estimate;
    let one_by_one = || {
        let gain = |one: &&proxeny::leverage::Opportunity| {
            let tie = Tie { strength: Some(1.0), ..Tie::new(one.from.as_str(), one.to.as_str(), "next") };
            let with = NetworkBuilder::tie(network.edit(), tie).build()?;
            Ok(access.run(&with)?.access.estimate - before)
        };
        some.iter().map(gain).collect::<Result<Vec<f64>, Error>>()
    };
    let (taken, gains) = patience.time(one_by_one);
    for (one, gain) in some.iter().zip(gains?) {
        assert!((one.gain.estimate - 0.3 * gain).abs() < 1e-12, "{} – {}: two ways, two gains", one.from, one.to);
    }
    let all = count as f64 / some.len() as f64;
    let slow = Taken { wall: taken.wall * all, cpu: taken.cpu.map(|cpu| cpu * all), ..taken };
    tell("each new tie by itself", slow, format!("{worlds} worlds, extrapolated from {} of {count}", some.len()));
    let own = |taken: &Taken| taken.cpu.unwrap_or(taken.wall).max(1e-3);
    report.say(&format!(
        "{count} new ties take {:.1} times the processor time of one run of leverage",
        own(&together) / own(leverage)
    ));
    report.say(&format!(
        "each by itself would take {:.0} times the processor time of all together",
        own(&slow) / own(&together)
    ));
    Ok(())
}
