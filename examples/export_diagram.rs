//! Exports a diagram in every format, PNG and PDF in the installed fonts. `cargo run --example export_diagram -- FOLDER` writes there, else only tells.

#![expect(clippy::print_stdout, reason = "an example prints what it finds")]

use proxeny::render::{DrawOptions, FontSource, Paper, Picture, RENDERERS};
use proxeny::{Error, ErrorKind, Network, View};

fn main() -> Result<(), Error> {
    let network = Network::builtin("singapore")?;
    let diagram = Picture::new(View::today(&network)).size("degree").diagram(&network)?;
    let options = DrawOptions::default().paper(Paper::A4).font(FontSource::System);
    for renderer in RENDERERS {
        let file = renderer.render(&diagram, &options)?;
        println!("{}: {} kB", renderer.name(), file.len().div_ceil(1000));
        if let Some(folder) = std::env::args().nth(1) {
            let path = format!("{folder}/singapore.{}", renderer.extension());
            std::fs::write(&path, file).map_err(|source| ErrorKind::Io { path, source })?;
        }
    }
    Ok(())
}
