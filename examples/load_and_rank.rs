//! Loads a network and ranks the actors through whom its small firms reach foreign cities.

#![expect(clippy::print_stdout, reason = "an example prints what it finds")]

use proxeny::leverage::Access;
use proxeny::{Error, Network, View};

fn main() -> Result<(), Error> {
    let network = Network::builtin("seoul")?;
    let result = Access::new(network.mandate(None)?).view(View::today(&network)).leverage(&network)?;
    println!("access {:.4} ± {:.4}", result.access.access.estimate, result.access.access.stderr);
    for actor in result.actors.iter().take(5) {
        println!("{:<12} {:5.1} % of access", actor.id, 100.0 * actor.share);
    }
    Ok(())
}
