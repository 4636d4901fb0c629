//! `proxeny draw`

use super::failure::Failure;
use super::graphviz;
use super::input::Source;
use super::options::{Language, Running, ViewArgs};
use super::output::{self, Clock};
use super::page::PageArgs;
use super::routes::Wanted;
use proxeny::layout::{self, Layout, Shows};
use proxeny::leverage::{Routes, RoutesResult};
use proxeny::render::{self, Dot, DrawOptions, Engine, Grouping, Names, Picture, RENDERERS, Renderer};
use proxeny::{Error, Network, Problem, Scenario, View, report};

const EXAMPLES: &str = "\
Examples:
  proxeny draw -o seoul.svg                          discs sized by leverage
  proxeny draw netherlands --measure degree --lang ko -o nl.svg
  proxeny draw --layout layered -o layers.svg        a band for each tier, from the city to abroad
  proxeny draw --layout radial --around susa -o susa.svg   rings by the number of ties to an actor
  proxeny draw --layout geographic -o map.svg        a map; what lies at one place is one disc
  proxeny draw --layout ladder -o ladder.svg         foreign cities by rung, from attention to hardware
  proxeny draw --layout bipartite -o programmes.svg  programmes and whom they reach
  proxeny draw --group-by country -o countries.svg   a disc for each country, a line for all ties between two
  proxeny draw --scenario examples/scenarios/metro_catalyst.json -o change.svg   before and after
  proxeny draw singapore --by-period 5 -o years.svg  a drawing for every five years
  proxeny draw --by-period 10 --group-by country -o decades.svg   the same with a disc for each country
  proxeny draw --around Mumbai --ever -o mumbai.svg  an actor and everyone within two steps
  proxeny draw --route kosmic hcmc -k 4 -o routes.svg
  proxeny draw singapore --lang ko --paper a4 --theme print -o singapore.pdf
  proxeny draw singapore --paper slide --width 1920 -o slide.png   16:9
  proxeny draw singapore --engine neato -o singapore.dot

Every format is written by this program alone. PNG and PDF need fonts: those installed, or --font FILE; where a character \
of the drawing is in none of them, nothing is drawn, the message names the font to install, and the exit code is 3. \
With --engine, an installed Graphviz (`dot`) lays out and draws svg, png or pdf within 60 seconds, and dot names the \
engine; where there is none the exit code is 4. Where --route finds no route, nothing is drawn and the exit code is 1.";

/// A diagram as SVG, PNG, PDF or DOT.
#[derive(clap::Args)]
#[command(before_help = EXAMPLES)]
pub(crate) struct Args {
    #[command(flatten)]
    source: Source,

    /// Format of the file: svg, png, pdf, dot; from the name of the output file if left out, else svg
    #[arg(long, value_name = "FORMAT")]
    write_as: Option<String>,

    /// Only this actor, by id or name, and everyone within some steps of it
    #[arg(long, value_name = "NAME", conflicts_with = "route")]
    around: Option<String>,

    /// How many steps around it, whichever way ties lead
    #[arg(long, value_name = "N", default_value_t = 2, requires = "around")]
    steps: u32,

    /// Only the best routes from one actor to another, by id or name; the first stands out
    #[arg(long, num_args = 2, value_names = ["FROM", "TO"])]
    route: Option<Vec<String>>,

    #[command(flatten)]
    wanted: Wanted,

    /// Let an installed Graphviz lay out and draw: dot, neato, fdp, sfdp, circo, twopi
    #[arg(long, value_name = "ENGINE", conflicts_with = "layout")]
    engine: Option<Engine>,

    /// What the size of a disc means: leverage or any measure; leverage if the network has a mandate, else degree
    #[arg(long, value_name = "NAME")]
    measure: Option<String>,

    /// The mandate whose leverage is shown, and whose relays routes pass
    #[arg(long, value_name = "ID")]
    mandate: Option<String>,

    /// Draws of the assumptions for the range of each place by leverage, told in a footnote; 0 leaves the ranges out
    #[arg(long, value_name = "N", default_value_t = 50)]
    draws: u64,

    /// One disc for each group: country, kind, layer, community, place, an attribute, or none. By itself above 400 actors
    #[arg(long, value_name = "GROUPS")]
    group_by: Option<String>,

    /// Two drawings, before and after the edits of this scenario file; what goes and comes stands out
    #[arg(long, value_name = "FILE", conflicts_with_all = ["route", "by_period"])]
    scenario: Option<String>,

    /// A drawing for each period of so many years, the last six; ties that begin in it stand out
    #[arg(long, value_name = "YEARS", value_parser = clap::value_parser!(u16).range(1..=100), conflicts_with = "route")]
    by_period: Option<u16>,

    /// Whose names are written: `all` (whoever has no room gets a number, and a key tells it), or so many, the largest discs first.
    /// By itself all up to 120 discs, else as many as suit the page
    #[arg(long, value_name = "all|N")]
    names: Option<Names>,

    /// The most names in the drawing; all others move to a numbered key
    #[arg(long, value_name = "N")]
    max_labels: Option<usize>,

    /// Language of names
    #[arg(long, value_enum, default_value_t = Language::En)]
    lang: Language,

    /// Seed of the layout and of the worlds that leverage is found with
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,

    #[command(flatten)]
    page: PageArgs,
    #[command(flatten)]
    view: ViewArgs,
    #[command(flatten)]
    running: Running,
}

pub(crate) fn run(args: &Args) -> Result<(), Failure> {
    args.running.start()?;
    let mut clock = Clock::start(&args.running);
    let (format, options) = (args.format()?, args.options()?);
    let network = args.source.network()?;
    clock.read();
    let failed = |error: Error| Failure::of(&error, args.source.name());
    args.view.check(&network).map_err(failed)?;
    let view = args.view.view(&network);
    let picture = Picture::new(view.clone()).language(args.lang.code()).seed(args.seed).draws(args.draws);
    let picture = args.shown(picture)?;
    let picture = args.measure.iter().fold(picture, Picture::size);
    let picture = args.mandate.iter().fold(picture, Picture::mandate);
    let picture = match (&args.around, args.route.as_deref()) {
        (Some(name), _) => picture.around(network.find(name).map_err(failed)?, args.steps),
        (_, Some([from, to])) => picture.routes(args.routes(&network, [from.as_str(), to.as_str()], view)?),
        _ => picture,
    };
    let diagram = picture.diagram(&network).map_err(failed)?;
    let warnings: Vec<String> = network.warnings().iter().map(Problem::told).collect();
    output::warn(&warnings, &args.running);
    let drawing = match format {
        Format::Ours(renderer) => renderer.render(&diagram, &options).map_err(failed)?,
        Format::Graphviz(name) => {
            let dot = Dot.render(&diagram, &options).map_err(failed)?;
            let (drawing, complaints) = graphviz::draw(graphviz::PROGRAM, name, dot, graphviz::PATIENCE)?;
            let complaints: Vec<String> = complaints.lines().map(|line| format!("Graphviz: {line}")).collect();
            output::warn(&complaints, &args.running);
            drawing
        }
    };
    clock.computed();
    output::bytes(&drawing, &args.running, clock)
}

/// Who draws.
enum Format {
    Ours(&'static dyn Renderer),
    Graphviz(&'static str),
}

impl Args {
    fn format(&self) -> Result<Format, Failure> {
        let extension = self.running.output.as_ref().and_then(|path| path.extension()?.to_str());
        let name = self.write_as.as_deref().or(extension).unwrap_or("svg").to_lowercase();
        let theirs = graphviz::FORMATS.into_iter().find(|format| *format == name);
        let ours = render::find(&name);
        match (self.engine, theirs, ours) {
            (Some(_), Some(format), _) => Ok(Format::Graphviz(format)),
            (_, _, Some(renderer)) => Ok(Format::Ours(renderer)),
            _ => {
                let known: Vec<&str> = RENDERERS.iter().map(|renderer| renderer.name()).collect();
                let message = format!("error: `{name}` cannot be drawn; --write-as takes {}", known.join(", "));
                Err(Failure::Usage(message))
            }
        }
    }

    /// In groups, before and after, by period.
    fn shown(&self, picture: Picture) -> Result<Picture, Failure> {
        let shows = layout::find(&self.page.layout).map(Layout::shows).unwrap_or_default();
        let series = self.scenario.is_some() || self.by_period.is_some();
        if series && !matches!(shows, Shows::Actors | Shows::Rings) {
            let message = format!(
                "error: --layout {} draws one picture, not several; write force, layered or radial",
                self.page.layout
            );
            return Err(Failure::Usage(message));
        }
        let picture = picture.shows(shows);
        let group = |text: &String| text.parse::<Grouping>().unwrap_or(Grouping::Nobody);
        let picture = self.group_by.iter().map(group).fold(picture, Picture::group_by);
        let picture = self.by_period.into_iter().fold(picture, Picture::by_period);
        let Some(file) = &self.scenario else { return Ok(picture) };
        let scenario = Scenario::from_path(file).map_err(|error| Failure::of(&error, file))?;
        Ok(picture.scenario(scenario))
    }

    fn options(&self) -> Result<DrawOptions, Failure> {
        let options = self.page.options()?.seed(self.seed).engine(self.engine.unwrap_or_default());
        let options = self.names.into_iter().fold(options, DrawOptions::names);
        Ok(self.max_labels.into_iter().fold(options, DrawOptions::max_labels))
    }

    /// The routes to draw; where there is none, says why.
    fn routes(&self, network: &Network, [from, to]: [&str; 2], view: View) -> Result<RoutesResult, Failure> {
        if self.wanted.is_by_time() {
            let message = "error: routes by time are not drawn; `proxeny routes --by time` tells them";
            return Err(Failure::Usage(message.to_owned()));
        }
        let found = || {
            let routes = self.wanted.routes(network.find(from)?, network.find(to)?, view);
            let mandate = self.mandate.as_deref().map(|id| network.mandate(Some(id))).transpose()?;
            mandate.into_iter().fold(routes, Routes::mandate).run(network)
        };
        let result = found().map_err(|error: Error| Failure::of(&error, self.source.name()))?;
        if result.routes.is_empty() {
            output::explain(&report::routes(network, &result, self.lang.code()));
            return Err(Failure::Negative);
        }
        Ok(result)
    }
}
