//! Exports a diagram as SVG and as DOT. `cargo run --example export_diagram -- FOLDER` writes there, else only tells.

#![expect(clippy::print_stdout, reason = "an example prints what it finds")]

use proxeny::render::{DrawOptions, Paper, Picture, RENDERERS};
use proxeny::{Error, ErrorKind, Network, View};

fn main() -> Result<(), Error> {
    let network = Network::builtin("singapore")?;
    let diagram = Picture::new(View::today(&network)).size("degree").diagram(&network)?;
    for renderer in RENDERERS {
        let text = renderer.render(&diagram, &DrawOptions::default().paper(Paper::A4))?;
        println!("{}: {} kB", renderer.name(), text.len().div_ceil(1000));
        if let Some(folder) = std::env::args().nth(1) {
            let path = format!("{folder}/singapore.{}", renderer.extension());
            std::fs::write(&path, text).map_err(|source| ErrorKind::Io { path, source })?;
        }
    }
    Ok(())
}
