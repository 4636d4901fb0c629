//! Drawings of a network: one [`Diagram`] in, one file's bytes out.
//!
//! A [`Diagram`] says what is to be drawn and in which words; it knows no geometry. A [`Renderer`] turns it into a format. The
//! formats are listed in [`RENDERERS`]: a new one is one new file and one line there.
//!
//! # Examples
//! ```
//! use proxeny::render::{self, Diagram, DiagramActor, DrawOptions};
//! let mut diagram = Diagram::new("One city");
//! diagram.actors.push(DiagramActor::new("smg", "Seoul", "city_government"));
//! let svg = render::find("svg").expect("svg is always there").render(&diagram, &DrawOptions::default())?;
//! assert!(String::from_utf8_lossy(&svg).contains("Seoul"));
//! # Ok::<(), proxeny::Error>(())
//! ```

pub mod answers;
mod cited;
mod compose;
mod diagram;
mod dot;
mod draft;
mod focus;
#[cfg(feature = "raster")]
mod fonts;
mod key;
mod legend;
mod lines;
mod media;
mod naming;
mod options;
mod paths;
#[cfg(feature = "raster")]
mod pdf;
mod picture;
mod plot;
#[cfg(feature = "raster")]
mod png;
pub mod reports;
pub mod scene;
mod sizes;
mod svg;
mod theme;
#[cfg(feature = "raster")]
mod typeset;

pub use compose::compose;
pub use diagram::{Diagram, DiagramActor, DiagramTie, LegendEntry, Panel, Words};
pub use dot::Dot;
pub use media::{FontSource, Pixels};
pub use naming::Names;
pub use options::{DrawOptions, Engine, Paper};
#[cfg(feature = "raster")]
pub use pdf::Pdf;
pub use picture::{Grouping, MOST_ACTORS, MOST_PERIODS, Picture, SIZE_BY_LEVERAGE};
#[cfg(feature = "raster")]
pub use png::Png;
pub use svg::{Svg, svg};
pub use theme::Theme;

use crate::error::Error;

/// A format that a diagram can be drawn in.
///
/// # Examples
/// ```
/// use proxeny::render::{Diagram, DiagramActor, DrawOptions, RENDERERS};
///
/// let mut diagram = Diagram::new("One city");
/// diagram.actors.push(DiagramActor::new("smg", "Seoul", "city_government"));
/// for renderer in RENDERERS {
///     match renderer.render(&diagram, &DrawOptions::default()) {
///         Ok(drawn) => assert!(!drawn.is_empty(), "{}: {}", renderer.name(), renderer.about()),
///         Err(error) => assert!(error.to_string().contains("font")), // PNG and PDF need one
///     }
///     assert!(!renderer.extension().starts_with('.'));
/// }
/// # Ok::<(), proxeny::Error>(())
/// ```
pub trait Renderer: Sync {
    /// The name by which the format is asked for.
    fn name(&self) -> &'static str;

    /// The usual ending of its files, without a dot.
    fn extension(&self) -> &'static str;

    /// One sentence on what it is good for.
    fn about(&self) -> &'static str;

    /// Draws the diagram: the bytes of a file. The same diagram, options and fonts always give the same bytes.
    ///
    /// # Errors
    /// If the diagram is not sound, see [`Diagram::check`]; in a format that draws the letters itself also if there is no
    /// font for some of them, and in one of pixels if there would be too many.
    fn render(&self, diagram: &Diagram, options: &DrawOptions) -> Result<Vec<u8>, Error>;
}

/// All formats, the default first.
///
/// # Examples
/// ```
/// use proxeny::render::RENDERERS;
///
/// let names: Vec<&str> = RENDERERS.iter().map(|renderer| renderer.name()).collect();
/// assert_eq!(names[..2], ["svg", "dot"]);
/// ```
pub static RENDERERS: &[&dyn Renderer] = &[
    &Svg,
    &Dot,
    #[cfg(feature = "raster")]
    &Png,
    #[cfg(feature = "raster")]
    &Pdf,
];

/// The format of this name or file ending, in whatever case.
///
/// # Examples
/// ```
/// use proxeny::render::find;
///
/// assert_eq!(find("SVG").map(|renderer| renderer.extension()), Some("svg"));
/// assert!(find("bmp").is_none());
/// ```
pub fn find(name: &str) -> Option<&'static dyn Renderer> {
    let named = |r: &&&dyn Renderer| r.name().eq_ignore_ascii_case(name) || r.extension().eq_ignore_ascii_case(name);
    RENDERERS.iter().find(named).copied()
}

#[cfg(test)]
mod tests {
    use super::{RENDERERS, Renderer, find};

    #[test]
    fn every_format_is_found_by_its_name_and_ending_alone() {
        for renderer in RENDERERS {
            assert_eq!(find(renderer.name()).map(Renderer::name), Some(renderer.name()));
            assert_eq!(find(renderer.extension()).map(Renderer::name), Some(renderer.name()));
            assert!(renderer.about().ends_with('.'));
            assert_eq!(RENDERERS.iter().filter(|r| r.name() == renderer.name()).count(), 1);
        }
        assert!(find("SVG").is_some() && find("bmp").is_none());
    }
}
