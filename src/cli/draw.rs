//! `proxeny draw`

use super::failure::Failure;
use super::input::Source;
use super::options::{Language, Running, ViewArgs};
use super::output::{self, Clock};
use proxeny::Error;
use proxeny::render::{self, DrawOptions, Paper, Picture, RENDERERS, Renderer};

const AFTER: &str = "\
Examples:
  proxeny draw -o seoul.svg                          discs sized by leverage
  proxeny draw netherlands --measure degree --lang ko -o nl.svg
  proxeny draw singapore --write-as dot | dot -Tpdf > singapore.pdf";

/// A diagram as SVG or DOT.
#[derive(clap::Args)]
#[command(after_help = AFTER)]
pub(crate) struct Args {
    #[command(flatten)]
    source: Source,

    /// Format of the file: svg, dot; from the name of the output file if left out, else svg
    #[arg(long, value_name = "FORMAT")]
    write_as: Option<String>,

    /// What the size of a disc means: leverage or any measure; leverage if the network has a mandate, else degree
    #[arg(long, value_name = "NAME")]
    measure: Option<String>,

    /// The mandate whose leverage is shown
    #[arg(long, value_name = "ID")]
    mandate: Option<String>,

    /// Paper: a2, a3, a4
    #[arg(long, value_name = "SIZE", default_value = "a3")]
    paper: String,

    /// The most names in the drawing; the others move to a numbered key
    #[arg(long, value_name = "N")]
    max_labels: Option<usize>,

    /// Language of names
    #[arg(long, value_enum, default_value_t = Language::En)]
    lang: Language,

    /// Seed of the layout and of the worlds that leverage is found with
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,

    #[command(flatten)]
    view: ViewArgs,
    #[command(flatten)]
    running: Running,
}

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    args.running.start()?;
    let mut clock = Clock::start();
    let (renderer, options) = (args.renderer()?, args.options()?);
    let network = args.source.network()?;
    clock.read();
    let failed = |error: Error| Failure::of(&error, args.source.name());
    let picture = Picture::new(args.view.view(&network)).language(args.lang.code()).seed(args.seed);
    let picture = args.measure.iter().fold(picture, Picture::size);
    let picture = args.mandate.iter().fold(picture, Picture::mandate);
    let diagram = picture.diagram(&network).map_err(failed)?;
    let drawing = renderer.render(&diagram, &options).map_err(failed)?;
    clock.computed();
    let warnings: Vec<String> = network.warnings().iter().map(ToString::to_string).collect();
    output::warn(&warnings, &args.running);
    output::text(&drawing, &args.running, clock)
}

impl Args {
    fn renderer(&self) -> Result<&'static dyn Renderer, Failure> {
        let extension = self.running.output.as_ref().and_then(|path| path.extension()?.to_str());
        let name = self.write_as.as_deref().or(extension).unwrap_or("svg");
        render::find(name).ok_or_else(|| {
            let known: Vec<&str> = RENDERERS.iter().map(|renderer| renderer.name()).collect();
            let message = format!("error: `{name}` cannot be drawn; --write-as takes {}", known.join(", "));
            Failure::Usage(message)
        })
    }

    fn options(&self) -> Result<DrawOptions, Failure> {
        let paper = Paper::find(&self.paper)
            .ok_or_else(|| Failure::Usage(format!("error: `{}` is not a paper; write a2, a3 or a4", self.paper)))?;
        let options = DrawOptions::default().seed(self.seed).paper(paper);
        Ok(self.max_labels.into_iter().fold(options, DrawOptions::max_labels))
    }
}
