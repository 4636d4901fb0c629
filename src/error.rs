//! What can go wrong, told so that the reader can mend it.
//!
//! Loading a file collects **all** its [`Problem`]s, each with its [`Place`], and hands them over at once as
//! [`Problems`]. Everything else that can fail returns one [`Error`].

use std::fmt;

/// A place in an input: line and column, both counted from 1, the column in characters.
///
/// # Examples
/// ```
/// use proxeny::Place;
///
/// let mut places = [Place::new(12, 3), Place::new(2, 40)];
/// places.sort();
/// assert_eq!(places[0].to_string(), "2:40");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub struct Place {
    /// The file, where the input is a folder of several.
    pub file: Option<&'static str>,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters (not bytes), from 1.
    pub column: usize,
    is_cell: bool,
}

impl Place {
    /// A place at `line` and `column`, both counted from 1.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Place;
    ///
    /// let place = Place::new(2, 62);
    /// assert_eq!((place.line, place.column, place.file), (2, 62, None));
    /// ```
    pub fn new(line: usize, column: usize) -> Self {
        Self { file: None, line, column, is_cell: false }
    }

    /// A cell of a workbook by its row and column, both counted from 1; the sheet is its file.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Place;
    ///
    /// assert_eq!(Place::cell(7, 3).in_file(Some("ties")).to_string(), "ties!C7");
    /// assert_eq!(Place::cell(1, 703).to_string(), "AAA1");
    /// ```
    pub fn cell(row: usize, column: usize) -> Self {
        Self { file: None, line: row, column, is_cell: true }
    }

    /// The name of the cell, if it is a place in a workbook.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Place;
    ///
    /// assert_eq!((Place::cell(7, 28).cell_name().as_deref(), Place::new(7, 28).cell_name()), (Some("AB7"), None));
    /// ```
    pub fn cell_name(&self) -> Option<String> {
        self.is_cell.then(|| format!("{}{}", letters(self.column), self.line))
    }

    /// The same place in a file of a folder.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Place;
    ///
    /// assert_eq!(Place::new(3, 1).in_file(Some("ties.csv")).to_string(), "ties.csv:3:1");
    /// ```
    #[must_use]
    pub fn in_file(self, file: Option<&'static str>) -> Self {
        Self { file, ..self }
    }
}

/// The letters that spreadsheets name a column with: A, B, …, Z, AA.
fn letters(column: usize) -> String {
    let mut rest = column;
    let mut letters = Vec::new();
    while rest > 0 {
        rest -= 1;
        letters.push((b'A' + (rest % 26) as u8) as char);
        rest /= 26;
    }
    letters.iter().rev().collect()
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(cell) = self.cell_name() {
            self.file.map_or(Ok(()), |sheet| write!(f, "{sheet}!"))?;
            return f.write_str(&cell);
        }
        if let Some(file) = self.file {
            write!(f, "{file}:")?;
        }
        write!(f, "{}:{}", self.line, self.column)
    }
}

/// What became of the rows of ties that an input holds: `read = made + merged + refused`.
///
/// # Examples
/// ```
/// use proxeny::Rows;
///
/// let rows = Rows { read: 9, made: 6, merged: 2, refused: 1 };
/// assert_eq!(rows.to_string(), "9 ties = 6 made + 2 merged + 1 refused");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Rows {
    /// Rows that were read; blank ones are none.
    pub read: usize,
    /// Rows that became ties.
    pub made: usize,
    /// Rows that repeat an earlier one in every cell.
    pub merged: usize,
    /// Rows that became nothing: they have a problem, or lead from an actor back to itself.
    pub refused: usize,
}

impl Rows {
    /// Every row became a tie.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Rows;
    ///
    /// let rows = Rows::made(3);
    /// assert_eq!((rows.read, rows.made, rows.merged + rows.refused), (3, 3, 0));
    /// ```
    pub fn made(ties: usize) -> Self {
        Self { read: ties, made: ties, ..Self::default() }
    }
}

impl fmt::Display for Rows {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { read, made, merged, refused } = self;
        write!(f, "{read} ties = {made} made + {merged} merged + {refused} refused")
    }
}

/// What happened to rows of ties that are no ties of their own.
///
/// # Examples
/// ```
/// use proxeny::Fate;
///
/// assert_eq!([Fate::Merged, Fate::Refused].map(Fate::name), ["merged", "refused"]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// They count as another row does.
    Merged,
    /// They became nothing.
    Refused,
}

impl Fate {
    /// Its name.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Fate;
    ///
    /// assert_eq!(Fate::Merged.name(), "merged");
    /// ```
    pub fn name(self) -> &'static str {
        match self {
            Self::Merged => "merged",
            Self::Refused => "refused",
        }
    }
}

/// Rows of ties that are no ties of their own, by the rule that decided so.
///
/// # Examples
/// ```
/// use proxeny::io::{self, Input, ReadOptions};
///
/// let table = b"from,to\nsmg,athens\nsmg,rome\nsmg,athens\nsmg,smg\n";
/// let Input::Network(network) = io::read_bytes(None, table, &ReadOptions::default())? else { unreachable!() };
/// let told: Vec<String> = network.rows_set_aside().iter().map(ToString::to_string).collect();
/// assert_eq!(told[0], "1 merged, with the cells of an earlier row: 4:1");
/// assert_eq!(told[1], "1 refused, a tie from an actor back to itself: 5:1");
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct SetAside {
    /// Merged or refused.
    pub fate: Fate,
    /// The rule.
    pub why: &'static str,
    /// How many rows.
    pub rows: usize,
    /// Where the first of them stand, [`SetAside::MOST_PLACES`] at most.
    pub places: Vec<Place>,
}

impl SetAside {
    /// The most places that are told.
    ///
    /// # Examples
    /// ```
    /// assert_eq!(proxeny::SetAside::MOST_PLACES, 20);
    /// ```
    pub const MOST_PLACES: usize = 20;

    pub(crate) fn new(fate: Fate, why: &'static str, rows: usize, places: impl Iterator<Item = Place>) -> Self {
        Self { fate, why, rows, places: places.take(Self::MOST_PLACES).collect() }
    }
}

impl fmt::Display for SetAside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}, {}", self.rows, self.fate.name(), self.why)?;
        for (i, place) in self.places.iter().enumerate() {
            write!(f, "{}{place}", if i > 0 { ", " } else { ": " })?;
        }
        if self.places.len() < self.rows && !self.places.is_empty() { f.write_str(" …") } else { Ok(()) }
    }
}

/// How serious a [`Problem`] is.
///
/// # Examples
/// ```
/// use proxeny::{NetworkBuilder, Severity};
///
/// let refused = NetworkBuilder::new(" ").build().unwrap_err();
/// let problems = refused.problems().expect("the input is at fault");
/// assert!(problems.iter().all(|problem| problem.severity == Severity::Error));
/// assert!(Severity::Error < Severity::Warning); // errors sort first
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The input is refused.
    Error,
    /// The input is used, and the reader should know this.
    Warning,
}

/// One thing that is wrong with an input: where, what, and what to do about it.
///
/// # Examples
/// ```
/// use proxeny::{Place, Problem};
///
/// let place = Place::new(4, 17);
/// let problem = Problem::error(Some(place), "strength 1.5 is outside (0, 1]", "write 0.15?");
/// assert_eq!(problem.to_string(), "4:17: error: strength 1.5 is outside (0, 1] (write 0.15?)");
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problem {
    /// Error or warning.
    pub severity: Severity,
    /// Where it is, if the input has lines.
    pub place: Option<Place>,
    /// What is wrong, in lower case, without a full stop.
    pub message: String,
    /// What to do; empty when the message says it all.
    pub help: String,
}

impl Problem {
    /// A problem that makes the input unusable.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Problem, Severity};
    ///
    /// let problem = Problem::error(None, "the network has no id", "add one");
    /// assert_eq!((problem.severity, problem.help.as_str()), (Severity::Error, "add one"));
    /// ```
    pub fn error(place: Option<Place>, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { severity: Severity::Error, place, message: message.into(), help: help.into() }
    }

    /// A problem that the reader should know of; the input is used all the same.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Problem, Problems, Severity};
    ///
    /// let problem = Problem::warning(None, "unknown field `colour`", "");
    /// assert_eq!(problem.severity, Severity::Warning);
    /// assert!(!Problems::from(problem).has_errors());
    /// ```
    pub fn warning(place: Option<Place>, message: impl Into<String>, help: impl Into<String>) -> Self {
        Self { severity: Severity::Warning, ..Self::error(place, message, help) }
    }
}

impl Problem {
    /// The problem in a file of a folder.
    pub(crate) fn in_file(self, file: &'static str) -> Self {
        Self { place: self.place.map(|place| place.in_file(Some(file))), ..self }
    }

    /// The problem without the word for its severity, for places that say that themselves.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Place, Problem};
    ///
    /// let problem = Problem::warning(Some(Place::new(7, 2)), "unknown field `colour`", "it is kept");
    /// assert_eq!(problem.told(), "7:2: unknown field `colour` (it is kept)");
    /// ```
    pub fn told(&self) -> String {
        let place = self.place.as_ref().map_or_else(String::new, |place| format!("{place}: "));
        let help = if self.help.is_empty() { String::new() } else { format!(" ({})", self.help) };
        format!("{place}{}{help}", self.message)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(place) = self.place {
            write!(f, "{place}: ")?;
        }
        match self.severity {
            Severity::Error => write!(f, "error: {}", self.message)?,
            Severity::Warning => write!(f, "warning: {}", self.message)?,
        }
        if !self.help.is_empty() {
            write!(f, " ({})", self.help)?;
        }
        Ok(())
    }
}

/// All problems of one input, in the order of their places.
///
/// # Examples
/// ```
/// use proxeny::Network;
///
/// let text = r#"{"format": "proxeny/1", "id": "tiny", "actors": [{"id": "smg"}, {"id": "smg"}],
///                "ties": [{"from": "smg", "to": "athens"}]}"#;
/// let refused = Network::from_reader(text.as_bytes()).unwrap_err();
/// let problems = refused.problems().expect("the input is at fault");
/// let lines: Vec<_> = problems.iter().filter_map(|problem| Some(problem.place?.line)).collect();
/// assert_eq!(lines, [1, 2]); // the actor that is there twice, and the tie to nobody
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Problems {
    list: Vec<Problem>,
    /// How many there were beyond those in the list.
    untold: usize,
    rows: Option<Rows>,
    set_aside: Vec<SetAside>,
}

/// The most problems of one input that are kept.
const MOST_PROBLEMS: usize = 100_000;

impl Problems {
    /// Adds one problem.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Problem, Problems};
    ///
    /// let mut problems = Problems::default();
    /// problems.push(Problem::error(None, "the network has no id", ""));
    /// assert_eq!(problems.to_string(), "error: the network has no id");
    /// ```
    pub fn push(&mut self, problem: Problem) {
        if self.list.len() < MOST_PROBLEMS {
            self.list.push(problem);
        } else {
            self.untold += 1;
        }
    }

    /// How many problems there are beyond the 100,000 that are kept, so that no input fills the memory with its faults.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Problem, Problems};
    ///
    /// let mut problems = Problems::default();
    /// problems.extend((0..100_007).map(|i| Problem::error(None, format!("problem {i}"), "")));
    /// assert_eq!((problems.len(), problems.untold()), (100_000, 7));
    /// assert!(problems.to_string().ends_with("and 7 problems more"));
    /// ```
    pub fn untold(&self) -> usize {
        self.untold
    }

    /// Whether any of them makes the input unusable.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Problem, Problems};
    ///
    /// let mut problems = Problems::from(Problem::warning(None, "unknown field `colour`", ""));
    /// assert!(!problems.has_errors());
    /// problems.push(Problem::error(None, "the network has no id", ""));
    /// assert!(problems.has_errors());
    /// ```
    pub fn has_errors(&self) -> bool {
        self.list.iter().any(|p| p.severity == Severity::Error)
    }

    /// How many there are.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Problem, Problems};
    ///
    /// let problems = Problems::from(Problem::warning(None, "unknown field `colour`", ""));
    /// assert_eq!(problems.len(), 1);
    /// ```
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Whether there are none.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Problem, Problems};
    ///
    /// assert!(Problems::default().is_empty());
    /// assert!(!Problems::from(Problem::warning(None, "unknown field `colour`", "")).is_empty());
    /// ```
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The problems in order.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Problem, Problems};
    ///
    /// let mut problems = Problems::from(Problem::warning(None, "unknown field `colour`", ""));
    /// problems.push(Problem::error(None, "the network has no id", ""));
    /// let messages: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
    /// assert_eq!(messages, ["unknown field `colour`", "the network has no id"]);
    /// ```
    pub fn iter(&self) -> std::slice::Iter<'_, Problem> {
        self.list.iter()
    }

    /// Sorts by place; problems without a place come last, equal places keep their order.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Place, Problem, Problems};
    ///
    /// let at = |line| Problem::error(Some(Place::new(line, 1)), format!("line {line}"), "");
    /// let mut problems = Problems::from(Problem::error(None, "nowhere", ""));
    /// problems.extend([at(9), at(2)]);
    /// problems.sort();
    /// let messages: Vec<&str> = problems.iter().map(|problem| problem.message.as_str()).collect();
    /// assert_eq!(messages, ["line 2", "line 9", "nowhere"]);
    /// ```
    pub fn sort(&mut self) {
        self.list.sort_by_key(|p| (p.place.is_none(), p.place));
    }

    /// What became of the rows of the input, if it has rows.
    ///
    /// # Examples
    /// ```
    /// use proxeny::io::{self, ReadOptions};
    ///
    /// let table = b"from,to,strength\nsmg,athens,0.4\nsmg,rome,high\n";
    /// let refused = io::read_bytes(None, table, &ReadOptions::default()).unwrap_err();
    /// let rows = refused.problems().and_then(|problems| problems.rows()).expect("a table has rows");
    /// assert_eq!((rows.read, rows.made, rows.refused), (2, 1, 1));
    /// ```
    pub fn rows(&self) -> Option<Rows> {
        self.rows
    }

    /// Why rows of the input are no ties of their own, by rule.
    ///
    /// # Examples
    /// ```
    /// use proxeny::io::{self, ReadOptions};
    ///
    /// let table = b"from,to,strength\nsmg,athens,0.4\nsmg,rome,high\n";
    /// let refused = io::read_bytes(None, table, &ReadOptions::default()).unwrap_err();
    /// let rows = refused.problems().map(|problems| problems.rows_set_aside()).unwrap_or_default();
    /// assert_eq!(rows[0].to_string(), "1 refused, with an error that is told at its place: 3:10");
    /// ```
    pub fn rows_set_aside(&self) -> &[SetAside] {
        &self.set_aside
    }

    /// Notes what became of the rows of the input.
    #[must_use]
    pub(crate) fn with_rows(self, rows: Rows, set_aside: Vec<SetAside>) -> Self {
        Self { rows: Some(rows), set_aside, ..self }
    }

    /// Puts these problems before all others.
    pub(crate) fn tell_first(&mut self, problems: Vec<Problem>) {
        self.list.splice(0..0, problems);
    }
}

impl From<Problem> for Problems {
    fn from(problem: Problem) -> Self {
        Self { list: vec![problem], ..Self::default() }
    }
}

impl Extend<Problem> for Problems {
    fn extend<I: IntoIterator<Item = Problem>>(&mut self, problems: I) {
        problems.into_iter().for_each(|problem| self.push(problem));
    }
}

impl IntoIterator for Problems {
    type Item = Problem;
    type IntoIter = std::vec::IntoIter<Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.list.into_iter()
    }
}

impl<'a> IntoIterator for &'a Problems {
    type Item = &'a Problem;
    type IntoIter = std::slice::Iter<'a, Problem>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Problems {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, problem) in self.list.iter().enumerate() {
            if i > 0 {
                writeln!(f)?;
            }
            write!(f, "{problem}")?;
        }
        match self.untold {
            0 => Ok(()),
            1 => write!(f, "\nand 1 problem more"),
            untold => write!(f, "\nand {untold} problems more"),
        }
    }
}

/// Anything that proxeny can fail with. One word wide; [`Error::kind`] tells which failure it is.
///
/// # Examples
/// ```
/// use proxeny::{Error, Network};
///
/// fn partners(network: &Network, name: &str) -> Result<usize, Error> {
///     Ok(network.graph().neighbors_undirected(network.find(name)?).count())
/// }
/// let seoul = Network::builtin("seoul")?;
/// assert!(partners(&seoul, "KOICA")? > 0);
/// assert!(partners(&seoul, "Atlantis").unwrap_err().to_string().starts_with("actor `Atlantis` matches nothing"));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
pub struct Error(Box<ErrorKind>);

/// The kinds of failure of an [`Error`].
///
/// # Examples
/// ```
/// use proxeny::{ErrorKind, Selector};
///
/// let error = "kind:sme and colour:red".parse::<Selector>().unwrap_err();
/// let ErrorKind::Selector { column, .. } = error.kind() else { panic!("{error}") };
/// assert_eq!(*column, 14);
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The input has problems; all of them are listed.
    #[error("{0}")]
    Input(Problems),
    /// A file could not be read or written.
    #[error("{path}: {source}")]
    Io {
        /// The file.
        path: String,
        /// What the system said.
        source: std::io::Error,
    },
    /// A selector could not be parsed.
    #[error("selector `{text}`, character {column}: {message}")]
    Selector {
        /// The selector as given.
        text: String,
        /// What is wrong.
        message: String,
        /// Character, counted from 1.
        column: usize,
    },
    /// A selector or a name matches nothing in this network.
    #[error("{what} matches nothing{help}")]
    NoMatch {
        /// What was looked for, with its text.
        what: String,
        /// What to do, beginning with a separator, or empty.
        help: String,
    },
    /// A name that several actors of this network answer to.
    #[error("actor `{text}` may be {candidates}; write more of the name, or the id")]
    Ambiguous {
        /// The name as given.
        text: String,
        /// Whom it may mean, with their ids.
        candidates: String,
    },
    /// A question that the input leaves open: no mandate, no source and target.
    #[error("{0}")]
    Usage(String),
    /// A parameter is outside its range.
    #[error("{0}")]
    Parameter(String),
    /// A measure was given weights of the wrong meaning, or none.
    #[error("{measure} needs {needs}, but {has}; {fix}")]
    Weights {
        /// The measure.
        measure: String,
        /// What it consumes.
        needs: String,
        /// What the input holds.
        has: String,
        /// How to mend it.
        fix: String,
    },
    /// A measure has no value in this graph.
    #[error("{measure} is not defined here, because {why}; {fix}")]
    Undefined {
        /// The measure.
        measure: String,
        /// Why not.
        why: String,
        /// What to do.
        fix: String,
    },
    /// An iterative solver did not converge.
    #[error(
        "{measure} did not converge in {iterations} iterations (residual {residual:e}); raise the limit or loosen the tolerance"
    )]
    NotConverged {
        /// The measure.
        measure: String,
        /// How many iterations were done.
        iterations: usize,
        /// How far from a solution it still was.
        residual: f64,
    },
    /// A drawing needs a font that is not there.
    #[error("{0}")]
    Font(String),
    /// The work was stopped by [`Control::cancel`](crate::Control::cancel).
    #[error("the work was cancelled before it was done")]
    Cancelled,
}

impl Error {
    /// Which failure it is.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{ErrorKind, Network};
    ///
    /// let error = Network::from_path("no-such-file.json").unwrap_err();
    /// assert!(matches!(error.kind(), ErrorKind::Io { path, .. } if path == "no-such-file.json"));
    /// ```
    pub fn kind(&self) -> &ErrorKind {
        &self.0
    }

    /// The problems of the input for whom they can be told with more, else the failure itself.
    pub(crate) fn into_problems(self) -> Result<Problems, Self> {
        match *self.0 {
            ErrorKind::Input(problems) => Ok(problems),
            other => Err(other.into()),
        }
    }

    /// The problems of the input, if that is the failure.
    ///
    /// # Examples
    /// ```
    /// use proxeny::{Network, NetworkBuilder};
    ///
    /// let refused = NetworkBuilder::new("tiny").focal("smg").build().unwrap_err();
    /// assert_eq!(refused.problems().map(|problems| problems.len()), Some(1));
    /// assert_eq!(Network::builtin("atlantis").unwrap_err().problems(), None); // not a problem of an input
    /// ```
    pub fn problems(&self) -> Option<&Problems> {
        match self.kind() {
            ErrorKind::Input(problems) => Some(problems),
            _ => None,
        }
    }
}

impl From<ErrorKind> for Error {
    fn from(kind: ErrorKind) -> Self {
        Self(Box::new(kind))
    }
}

impl From<Problems> for Error {
    fn from(problems: Problems) -> Self {
        ErrorKind::Input(problems).into()
    }
}

impl From<Problem> for Error {
    fn from(problem: Problem) -> Self {
        Problems::from(problem).into()
    }
}
