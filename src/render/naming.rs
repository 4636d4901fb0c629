//! Whose names are written in a drawing.

use super::diagram::Diagram;
use super::options::{DrawOptions, Paper};

/// Up to so many discs in all drawings of a page, everyone is named.
const MOST_NAMED: usize = 120;
/// The same on a slide.
const MOST_ON_SLIDE: usize = 60;
/// The room on a page for each name where not all are written, in square pixels.
const ROOM: f64 = 18_000.0;
/// The fewest names of a drawing, where it has so many actors.
const FEWEST: f64 = 8.0;

/// Whose names are written.
///
/// # Examples
/// ```
/// use proxeny::render::Names;
///
/// assert_eq!("all".parse(), Ok(Names::All));
/// assert_eq!("40".parse(), Ok(Names::First(40)));
/// assert!("some".parse::<Names>().unwrap_err().starts_with("`some` is"));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Names {
    /// Everyone's up to 120 discs on a page, or 60 on a slide; above that the first ones, as many as suit the page. This is the
    /// default.
    #[default]
    Fitting,
    /// Everyone's: whoever has no room for a name gets a number, and the numbers stand in a key.
    All,
    /// Only so many, those of the highest priority. The others have neither name nor number, and their ties are pale.
    First(usize),
}

impl std::str::FromStr for Names {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "all" => Ok(Self::All),
            number => number
                .parse()
                .map(Self::First)
                .map_err(|_| format!("`{text}` is neither `all` nor a number of names; write one of them")),
        }
    }
}

/// How many names a drawing gets, and what is done with those who have none.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Naming {
    /// The most names, if there is a limit.
    pub(crate) most: Option<usize>,
    /// Whether all others get a number that leads to a key.
    pub(crate) key: bool,
}

impl Naming {
    /// What suits a diagram of which each drawing has a given area; lists name everyone.
    pub(crate) fn of(diagram: &Diagram, options: &DrawOptions, area: f64, is_list: bool) -> Self {
        let discs = diagram.actors.len() * diagram.panels.len().max(1);
        // A key is for paper: nobody reads one on a screen.
        let most = if options.paper == Paper::Slide { MOST_ON_SLIDE } else { MOST_NAMED };
        let suits = || (area / ROOM).max(FEWEST) as usize;
        match (options.names, options.max_labels) {
            (Names::First(most), _) => Self { most: Some(most), key: false },
            (Names::Fitting, None) if discs > most && !is_list => Self { most: Some(suits()), key: false },
            (Names::Fitting | Names::All, most) => Self { most, key: true },
        }
    }

    /// Whether some have neither name nor number.
    pub(crate) fn leaves_out(&self, diagram: &Diagram) -> bool {
        !self.key && self.most.is_some_and(|most| most < diagram.actors.len())
    }
}
