//! Reports as files: for reading offline, for printing, for a spreadsheet, for a presentation.
//!
//! A new kind of file is a new file here with a [`ReportRenderer`] and a line in [`REPORTS`].

mod html;
mod markdown;
#[cfg(any(feature = "xlsx", feature = "raster"))]
mod pages;
#[cfg(feature = "raster")]
mod print;
#[cfg(feature = "xlsx")]
mod slides;
#[cfg(feature = "xlsx")]
mod workbook;

use super::{Diagram, DrawOptions};
use crate::error::Error;
use crate::model::Network;
use crate::report::{ReportResult, ToldReport};

/// Colours of the series of a chart, told apart by colour-blind readers too; white words on each can be read.
#[cfg(any(feature = "xlsx", feature = "raster"))]
const SERIES: [u32; 6] = [0x1f_3a5f, 0xb4_5309, 0x1f_7a6d, 0xc4_4536, 0x7b_6d8d, 0x5f_6b7a];

/// What a report file is made of.
///
/// # Examples
/// ```
/// use proxeny::render::reports::{Bound, find};
/// use proxeny::render::{DrawOptions, Picture};
/// use proxeny::report::Report;
/// use proxeny::{Network, View};
///
/// let network = Network::builtin("singapore")?;
/// let result = Report::default().worlds(256).run(&network)?;
/// let diagrams = ["en", "ko"].map(|language| Picture::new(View::today(&network)).language(language).diagram(&network));
/// let [english, korean] = diagrams;
/// let bound = Bound::new(&network, &result, "ko", [english?, korean?], DrawOptions::default());
/// let page = find("md").expect("Markdown is always there").render(&bound)?;
/// assert!(String::from_utf8_lossy(&page).starts_with("# 싱가포르"));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Bound<'a> {
    /// The network.
    pub network: &'a Network,
    /// The results behind the words.
    pub result: &'a ReportResult,
    /// The words, in the language asked for first, then in the other.
    pub told: [ToldReport; 2],
    /// The diagrams, in the same order of languages.
    pub diagrams: [Diagram; 2],
    /// How the diagrams are drawn.
    pub options: DrawOptions,
}

impl<'a> Bound<'a> {
    /// What a report file in a language is made of; `diagrams` are in English and in Korean.
    ///
    /// # Examples
    /// See [`Bound`].
    ///
    /// ```
    /// use proxeny::render::{Diagram, DrawOptions, reports::Bound};
    /// use proxeny::{NetworkBuilder, report::Report};
    ///
    /// let network = NetworkBuilder::new("empty").build()?;
    /// let result = Report::default().run(&network)?;
    /// let diagrams = [Diagram::new("empty"), Diagram::new("빈")];
    /// let bound = Bound::new(&network, &result, "ko", diagrams, DrawOptions::default());
    /// assert_eq!((bound.told[0].language, bound.diagrams[0].title.as_str()), ("ko", "빈"));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn new(
        network: &'a Network,
        result: &'a ReportResult,
        language: &str,
        diagrams: [Diagram; 2],
        options: DrawOptions,
    ) -> Self {
        let mut told = ["en", "ko"].map(|language| result.told(network, language));
        let mut diagrams = diagrams;
        if language == "ko" {
            told.reverse();
            diagrams.reverse();
        }
        Self { network, result, told, diagrams, options }
    }
}

/// A kind of report file.
///
/// # Examples
/// ```
/// use proxeny::render::reports::REPORTS;
///
/// for renderer in REPORTS {
///     assert!(renderer.file().ends_with(renderer.name()), "{}", renderer.about());
/// }
/// ```
pub trait ReportRenderer: Sync {
    /// Its name, as given to `--write-as`.
    fn name(&self) -> &'static str;

    /// The name of its file.
    fn file(&self) -> &'static str;

    /// One sentence on what it is good for.
    fn about(&self) -> &'static str;

    /// The content of the file. The same report always gives the same bytes.
    ///
    /// # Errors
    /// If something in it cannot be drawn or written.
    ///
    /// # Examples
    /// ```
    /// use proxeny::render::{Diagram, DrawOptions, reports::{Bound, find}};
    /// use proxeny::{NetworkBuilder, report::Report};
    ///
    /// let network = NetworkBuilder::new("empty").build()?;
    /// let result = Report::default().run(&network)?;
    /// let diagrams = [Diagram::new("empty"), Diagram::new("빈")];
    /// let bound = Bound::new(&network, &result, "en", diagrams, DrawOptions::default());
    /// let once = find("md").expect("Markdown is always there").render(&bound)?;
    /// assert!(String::from_utf8_lossy(&once).starts_with("# empty"));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    fn render(&self, bound: &Bound<'_>) -> Result<Vec<u8>, Error>;
}

/// All kinds of report files.
///
/// # Examples
/// ```
/// use proxeny::render::reports::REPORTS;
///
/// assert!(REPORTS.iter().any(|renderer| renderer.name() == "md"));
/// ```
pub static REPORTS: &[&dyn ReportRenderer] = &[
    &html::Html,
    &markdown::Markdown,
    #[cfg(feature = "raster")]
    &print::Pdf,
    #[cfg(feature = "xlsx")]
    &workbook::Xlsx,
    #[cfg(feature = "xlsx")]
    &slides::Pptx,
];

/// The kind of this name.
///
/// # Examples
/// ```
/// use proxeny::render::reports::find;
///
/// assert_eq!(find("md").map(|renderer| renderer.file()), Some("report.md"));
/// assert!(find("wordperfect").is_none());
/// ```
pub fn find(name: &str) -> Option<&'static dyn ReportRenderer> {
    REPORTS.iter().find(|renderer| renderer.name().eq_ignore_ascii_case(name)).copied()
}
