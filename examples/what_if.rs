//! What if Seoul's agency promoted the cooperative of small IT firms, and K-water carried it along? On the same worlds.

#![expect(clippy::print_stdout, reason = "an example prints what it finds")]

use proxeny::leverage::Access;
use proxeny::report::percent;
use proxeny::{Conveys, Error, Network, Tie, View};

fn main() -> Result<(), Error> {
    let before = Network::builtin("seoul")?;
    let promotes =
        Tie { conveys: Some(Conveys::Backward), strength: Some(0.4), ..Tie::new("kotra", "kosmic", "promotes") };
    let carries = Tie { strength: Some(0.5), ..Tie::new("kosmic", "kwater", "consortium") };
    let after = before.edit().tie(promotes).tie(carries).build()?;
    for network in [&before, &after] {
        let access = Access::new(network.mandate(None)?).view(View::today(network)).run(network)?;
        let kosmic = access.sources.iter().find(|source| source.id == "kosmic").map_or(0.0, |s| s.reach.estimate);
        println!("all small firms {}, KOSMIC {}", percent(access.access.estimate), percent(kosmic));
    }
    Ok(())
}
