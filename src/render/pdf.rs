//! PDF, drawn from our own SVG without any other program: text that can be searched and copied, with the used parts of its
//! fonts inside.

use super::compose::compose;
use super::typeset::typeset;
use super::{Diagram, DrawOptions, Renderer};
use crate::error::{Error, ErrorKind};
use krilla::geom::Size;
use krilla::metadata::Metadata;
use krilla::page::PageSettings;
use krilla_svg::{SurfaceExt, SvgSettings};

/// Points of a pixel.
const POINTS: f64 = 0.75;
/// The longest side of a page in points: 200 inches, ISO 32000-1 annex C.2.
const LONGEST: f64 = 14_400.0;

/// Draws a page as PDF.
///
/// # Examples
/// ```
/// use proxeny::render::{Diagram, DrawOptions, FontSource, Pdf, Renderer};
///
/// let options = DrawOptions::default().font(FontSource::System);
/// match Pdf.render(&Diagram::new("Nobody yet"), &options) {
///     Ok(pdf) => assert!(pdf.starts_with(b"%PDF")),
///     Err(error) => assert!(error.to_string().contains("font")), // on a machine without one
/// }
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Pdf;

impl Renderer for Pdf {
    fn name(&self) -> &'static str {
        "pdf"
    }

    fn extension(&self) -> &'static str {
        "pdf"
    }

    fn about(&self) -> &'static str {
        "The same drawing as a page to print and send, whose text can be searched."
    }

    fn render(&self, diagram: &Diagram, options: &DrawOptions) -> Result<Vec<u8>, Error> {
        let scene = compose(diagram, options)?;
        let tree = typeset(&scene, options)?;
        // A page that is longer is shown smaller: nothing of it is cut.
        let scale = POINTS.min(LONGEST / scene.width.max(scene.height));
        let [width, height] = [scene.width, scene.height].map(|side| (side * scale) as f32);
        let failed = || ErrorKind::Parameter(format!("a page of {width} × {height} points cannot be drawn"));
        let size = Size::from_wh(width, height).ok_or_else(failed)?;
        let mut document = krilla::Document::new();
        let mut page = document.start_page_with(PageSettings::new(size));
        let mut surface = page.surface();
        surface.draw_svg(&tree, size, SvgSettings::default()).ok_or_else(failed)?;
        surface.finish();
        page.finish();
        // No date: the same drawing has the same bytes, and krilla makes its ids from them.
        let about = Metadata::new()
            .title(scene.title)
            .description(scene.description)
            .creator(concat!("proxeny ", env!("CARGO_PKG_VERSION")).to_owned());
        document.set_metadata(if scene.language.is_empty() { about } else { about.language(scene.language) });
        document.finish().map_err(|error| ErrorKind::Parameter(format!("no PDF can be made: {error:?}")).into())
    }
}
