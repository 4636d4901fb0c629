//! Charts of a report, as data.

/// How a chart is drawn.
///
/// # Examples
/// ```
/// use proxeny::report::ChartForm;
///
/// assert_ne!(ChartForm::Bars, ChartForm::Lines);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum ChartForm {
    /// A bar for each label, the series stacked on each other.
    #[default]
    Bars,
    /// A line for each series over labels that are years or numbers.
    Lines,
    /// A bar from `low` to `high` for each label, with a mark at its value.
    Ranges,
}

/// A chart.
///
/// # Examples
/// ```
/// use proxeny::{Network, report::Report};
///
/// let seoul = Network::builtin("seoul")?;
/// let told = Report::default().worlds(256).run(&seoul)?.told(&seoul, "en");
/// for chart in &told.charts {
///     assert!(chart.series.iter().all(|series| series.points.len() == chart.labels.len()), "{}", chart.id);
/// }
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Chart {
    /// A stable name.
    pub id: &'static str,
    /// Its title.
    pub title: String,
    /// What it shows, and what to bear in mind.
    pub about: String,
    /// How it is drawn.
    pub form: ChartForm,
    /// What its labels are.
    pub axis: String,
    /// What its values are; a percentage where [`Chart::shares`].
    pub unit: String,
    /// Whether values are shares of 1, shown as percentages.
    pub shares: bool,
    /// The labels, from left to right or from top to bottom.
    pub labels: Vec<String>,
    /// The series.
    pub series: Vec<Series>,
}

/// A series of a chart.
///
/// # Examples
/// ```
/// use proxeny::report::Series;
///
/// let series = Series::new("cities", vec![3.0, 5.0].into_iter().map(Into::into).collect());
/// assert_eq!(series.points[1].value, 5.0);
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Series {
    /// Its name.
    pub name: String,
    /// Its values, one for each label.
    pub points: Vec<Mark>,
}

impl Series {
    /// A series.
    ///
    /// # Examples
    /// ```
    /// use proxeny::report::Series;
    ///
    /// assert!(Series::new("none", Vec::new()).points.is_empty());
    /// ```
    pub fn new(name: impl Into<String>, points: Vec<Mark>) -> Self {
        Self { name: name.into(), points }
    }
}

/// A value with how sure it is.
///
/// # Examples
/// ```
/// use proxeny::report::Mark;
///
/// let sure = Mark::from(0.5);
/// assert_eq!((sure.value, sure.range), (0.5, None));
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Mark {
    /// The value.
    pub value: f64,
    /// The ends of its interval, if it has one.
    pub range: Option<(f64, f64)>,
}

impl From<f64> for Mark {
    fn from(value: f64) -> Self {
        Self { value, range: None }
    }
}

impl Mark {
    pub(super) fn between(low: f64, value: f64, high: f64) -> Self {
        Self { value, range: Some((low, high)) }
    }
}
