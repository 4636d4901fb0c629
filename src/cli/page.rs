//! Options of a drawn page, for every command that draws one.

use super::failure::Failure;
use clap::Args;
use proxeny::layout::{self, LAYOUTS};
use proxeny::render::{DrawOptions, FontSource, Paper, Pixels, Theme};
use std::path::PathBuf;

/// How a page looks.
#[derive(Args)]
#[command(next_help_heading = "Page")]
pub(crate) struct PageArgs {
    /// Layout: force (distances follow the ties), layered (a band each for city, national bodies, firms, abroad), radial
    /// (rings around --around or the focal body), geographic (a map), ladder (cities by rung), bipartite (programmes and
    /// whom they reach)
    #[arg(long, value_name = "NAME", default_value = "force")]
    pub(crate) layout: String,

    /// Paper: a2, a3, a4, or slide (16:9, the legend at the right)
    #[arg(long, value_name = "SIZE", default_value = "a3")]
    paper: String,

    /// Theme: light, or print for black-and-white printers
    #[arg(long, value_name = "NAME", default_value = "light")]
    theme: Theme,

    /// Font file (TTF, OTF, TTC) for png and pdf, in the order to be asked; without it, the installed fonts
    #[arg(long, value_name = "FILE")]
    font: Vec<PathBuf>,

    /// Pixels of a png for each pixel of the page, of which 96 make an inch
    #[arg(long, value_name = "N", default_value_t = 2.0, conflicts_with = "width")]
    scale: f64,

    /// Pixels of a png from left to right, instead of --scale
    #[arg(long, value_name = "PIXELS")]
    width: Option<u32>,
}

impl PageArgs {
    /// The options of a drawing that the page decides.
    pub(crate) fn options(&self) -> Result<DrawOptions, Failure> {
        let paper = Paper::find(&self.paper).ok_or_else(|| {
            Failure::Usage(format!("error: `{}` is not a paper; write a2, a3, a4 or slide", self.paper))
        })?;
        if layout::find(&self.layout).is_none() {
            let known: Vec<&str> = LAYOUTS.iter().map(|layout| layout.name()).collect();
            let message = format!("error: `{}` is no layout; --layout takes {}", self.layout, known.join(", "));
            return Err(Failure::Usage(message));
        }
        let pixels = self.width.map_or(Pixels::Scale(self.scale), Pixels::Width);
        let options = DrawOptions::default().layout(&self.layout).paper(paper).theme(self.theme).pixels(pixels);
        if self.font.is_empty() {
            return Ok(options.font(FontSource::System));
        }
        Ok(self.font.iter().cloned().map(FontSource::File).fold(options, DrawOptions::font))
    }
}
