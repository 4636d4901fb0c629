//! What pixels and pages need beside a diagram: fonts, and how many pixels.

use std::path::PathBuf;

/// Where PNG and PDF take their fonts from. SVG and DOT name fonts and leave it to the reader's program to find them.
///
/// # Examples
/// ```
/// use proxeny::render::{DrawOptions, FontSource};
///
/// let options = DrawOptions::default().font(FontSource::File("NanumGothic.ttf".into()));
/// assert_eq!(options.fonts.len(), 1);
/// assert!(DrawOptions::default().fonts.is_empty()); // nothing is searched unasked
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FontSource {
    /// A file: TTF, OTF or a collection of them.
    File(PathBuf),
    /// The folders in which the system and its user keep fonts.
    System,
}

/// How many pixels a PNG has.
///
/// # Examples
/// ```
/// use proxeny::render::Pixels;
///
/// assert_eq!(Pixels::default(), Pixels::Scale(2.0)); // 192 pixels an inch
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Pixels {
    /// So many for each pixel of the page, of which 96 make an inch.
    Scale(f64),
    /// So many from left to right.
    Width(u32),
}

impl Default for Pixels {
    fn default() -> Self {
        Self::Scale(2.0)
    }
}

impl Pixels {
    /// The scale at which a page of this width is drawn.
    ///
    /// # Examples
    /// ```
    /// use proxeny::render::Pixels;
    ///
    /// assert_eq!((Pixels::Scale(3.0).scale(500.0), Pixels::Width(1000).scale(500.0)), (3.0, 2.0));
    /// ```
    pub fn scale(self, width: f64) -> f64 {
        match self {
            Self::Scale(scale) => scale,
            Self::Width(pixels) => f64::from(pixels) / width,
        }
    }
}
