//! Tables of a report, with cells that a spreadsheet can reckon with.

/// A cell.
///
/// # Examples
/// ```
/// use proxeny::report::Cell;
///
/// assert_eq!(Cell::Share(0.21).shown(), "21.0%");
/// assert_eq!(Cell::Number(0.5).shown(), "0.500");
/// assert_eq!(Cell::Whole(12345).shown(), "12,345");
/// assert_eq!(Cell::Empty.shown(), "");
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub enum Cell {
    /// Nothing is known, or nothing is to be said.
    #[default]
    Empty,
    /// Words.
    Text(String),
    /// A count, grouped by thousands where it is shown.
    Whole(i64),
    /// A year, which is not grouped.
    Year(i16),
    /// A number with three decimals.
    Number(f64),
    /// A share of 1, shown as a percentage.
    Share(f64),
    /// US dollars.
    Dollars(f64),
}

impl Cell {
    /// How it is written for a reader.
    ///
    /// # Examples
    /// ```
    /// use proxeny::report::Cell;
    ///
    /// assert_eq!(Cell::Year(2014).shown(), "2014");
    /// assert_eq!(Cell::Dollars(1_250_000.0).shown(), "1,250,000");
    /// ```
    pub fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Whole(whole) if *whole < 0 => format!("-{}", grouped(whole.unsigned_abs())),
            Self::Whole(whole) => grouped(whole.unsigned_abs()),
            Self::Year(year) => year.to_string(),
            Self::Number(number) => format!("{number:.3}"),
            Self::Share(share) => percent(*share),
            Self::Dollars(amount) => grouped(amount.abs().round() as u64),
        }
    }

    /// What it is sorted by, where it is a number.
    ///
    /// # Examples
    /// ```
    /// use proxeny::report::Cell;
    ///
    /// assert_eq!((Cell::Share(0.5).number(), Cell::Text("12".into()).number()), (Some(0.5), None));
    /// ```
    pub fn number(&self) -> Option<f64> {
        match self {
            Self::Empty | Self::Text(_) => None,
            Self::Whole(whole) => Some(*whole as f64),
            Self::Year(year) => Some(f64::from(*year)),
            Self::Number(number) | Self::Share(number) | Self::Dollars(number) => Some(*number),
        }
    }
}

fn grouped(number: u64) -> String {
    crate::report::words::grouped(usize::try_from(number).unwrap_or(usize::MAX))
}

fn percent(share: f64) -> String {
    crate::report::percent(share)
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text) }
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        Self::Whole(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(cell: Option<T>) -> Self {
        cell.map_or(Self::Empty, Into::into)
    }
}

/// A column of a sheet.
///
/// # Examples
/// ```
/// use proxeny::{Network, report::Report};
///
/// let singapore = Network::builtin("singapore")?;
/// let told = Report::default().worlds(256).run(&singapore)?.told(&singapore, "en");
/// let actors = told.sheet("actors").expect("a report lists the actors");
/// let share = actors.columns.iter().find(|column| column.id == "share").expect("their leverage with them");
/// assert!(share.numeric && !share.about.is_empty());
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct SheetColumn {
    /// A stable name.
    pub id: &'static str,
    /// Its head.
    pub name: String,
    /// What it means, if the head does not say it all.
    pub about: String,
    /// Whether it holds numbers, which are set to the right.
    pub numeric: bool,
}

/// A table of a report: one sheet of a workbook, one table of a page.
///
/// # Examples
/// ```
/// use proxeny::{Network, report::Report};
///
/// let singapore = Network::builtin("singapore")?;
/// let told = Report::default().worlds(256).run(&singapore)?.told(&singapore, "en");
/// for sheet in &told.sheets {
///     assert!(sheet.rows.iter().all(|row| row.len() == sheet.columns.len()), "{}", sheet.id);
/// }
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Sheet {
    /// A stable name.
    pub id: &'static str,
    /// Its title.
    pub title: String,
    /// What its rows are, and what to bear in mind.
    pub about: String,
    /// Its columns.
    pub columns: Vec<SheetColumn>,
    /// Its rows, each as long as the columns.
    pub rows: Vec<Vec<Cell>>,
}

impl Sheet {
    pub(super) fn new(id: &'static str, title: impl Into<String>, about: impl Into<String>) -> Self {
        Self { id, title: title.into(), about: about.into(), ..Self::default() }
    }

    /// With another column of words.
    pub(super) fn words(self, id: &'static str, name: impl Into<String>) -> Self {
        self.column(id, name, "", false)
    }

    /// With another column of numbers, and what they mean.
    pub(super) fn numbers(self, id: &'static str, name: impl Into<String>, about: impl Into<String>) -> Self {
        self.column(id, name, about, true)
    }

    fn column(mut self, id: &'static str, name: impl Into<String>, about: impl Into<String>, numeric: bool) -> Self {
        self.columns.push(SheetColumn { id, name: name.into(), about: about.into(), numeric });
        self
    }

    /// Adds a row.
    pub(super) fn row(&mut self, cells: impl IntoIterator<Item = Cell>) {
        let row: Vec<Cell> = cells.into_iter().collect();
        assert_eq!(row.len(), self.columns.len(), "invariant: a row of `{}` has a cell for each column", self.id);
        self.rows.push(row);
    }
}
