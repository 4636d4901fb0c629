//! Loads a network and ranks the actors through whom its small firms reach foreign cities.

#![expect(clippy::print_stdout, reason = "an example prints what it finds")]

use proxeny::leverage::Access;
use proxeny::report::{interval, percent};
use proxeny::{Error, Network, View};

fn main() -> Result<(), Error> {
    let network = Network::builtin("seoul")?; // or Network::from_path("my-network.json")?
    let mandate = network.mandate(None)?;
    let result = Access::new(mandate).view(View::today(&network)).leverage(&network)?;
    println!("{}: {}", mandate.label("en"), interval(&result.access.access));
    for actor in result.actors.iter().filter(|actor| actor.rank.is_some()).take(5) {
        println!("{:<10} {:>6} of access", actor.id, percent(actor.share));
    }
    Ok(())
}
