//! PNG, drawn from our own SVG without any other program.

use super::compose::compose;
use super::typeset::typeset;
use super::{Diagram, DrawOptions, Renderer};
use crate::error::{Error, ErrorKind};
use resvg::tiny_skia::{Pixmap, Transform};

/// Pixels that a drawing may have: 400 MB while it is drawn.
const MOST: f64 = 1e8;
/// Pixels an inch on a page of scale 1.
const INCH: f64 = 96.0;

/// Draws a page as PNG.
///
/// # Examples
/// ```
/// use proxeny::render::{Diagram, DrawOptions, FontSource, Pixels, Png, Renderer};
///
/// let options = DrawOptions::default().font(FontSource::System).pixels(Pixels::Width(400));
/// match Png.render(&Diagram::new("Nobody yet"), &options) {
///     Ok(png) => assert!(png.starts_with(b"\x89PNG")),
///     Err(error) => assert!(error.to_string().contains("font")), // on a machine without one
/// }
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Png;

impl Renderer for Png {
    fn name(&self) -> &'static str {
        "png"
    }

    fn extension(&self) -> &'static str {
        "png"
    }

    fn about(&self) -> &'static str {
        "The same drawing in pixels, for slides, chats and web pages."
    }

    fn render(&self, diagram: &Diagram, options: &DrawOptions) -> Result<Vec<u8>, Error> {
        let scene = compose(diagram, options)?;
        let scale = options.pixels.scale(scene.width);
        let mut pixmap = canvas(scene.width, scene.height, scale)?;
        let tree = typeset(&scene, options)?;
        // The tree is as large as the page in whole hundredths of a millimetre; the pixels decide.
        let (x, y) = (pixmap.width() as f32 / tree.size().width(), pixmap.height() as f32 / tree.size().height());
        resvg::render(&tree, Transform::from_scale(x, y), &mut pixmap.as_mut());
        let png = pixmap.encode_png().map_err(|error| ErrorKind::Parameter(format!("no PNG can be made: {error}")))?;
        Ok(with_density(&png, INCH * scale))
    }
}

/// An empty picture of a page.
fn canvas(width: f64, height: f64, scale: f64) -> Result<Pixmap, Error> {
    let refuse = |message: String| Err(ErrorKind::Parameter(message).into());
    if !(scale.is_finite() && scale > 0.0) {
        return refuse(format!("a scale of {scale} draws nothing; write a number above 0, 2 say"));
    }
    let (x, y) = ((width * scale).round(), (height * scale).round());
    if x * y > MOST {
        let most = ((MOST / (width * height)).sqrt() * 10.0).floor() / 10.0;
        let millions = x * y / 1e6;
        return refuse(format!(
            "{x} × {y} are {millions:.0} million pixels, and a PNG may have {:.0} million; this page fits with a scale of \
             {most} or a width of {:.0}, and a PDF has no pixels at all",
            MOST / 1e6,
            (width * most).floor()
        ));
    }
    match Pixmap::new(x as u32, y as u32) {
        Some(pixmap) => Ok(pixmap),
        None => refuse(format!("a scale of {scale} leaves no pixel of the page; write a larger one")),
    }
}

/// Tells how large the picture is meant to be (chunk `pHYs` of ISO/IEC 15948), so that it has the size of its page where it
/// is put into a document. The chunk comes right after the header, which is always 33 bytes long.
fn with_density(png: &[u8], per_inch: f64) -> Vec<u8> {
    const HEADER: usize = 33;
    let per_metre = (per_inch / 0.0254).round() as u32;
    let mut body = b"pHYs".to_vec();
    body.extend(per_metre.to_be_bytes());
    body.extend(per_metre.to_be_bytes());
    body.push(1); // metres
    let mut sum = flate2::Crc::new();
    sum.update(&body);
    let length = (body.len() - 4) as u32;
    let chunk = [&length.to_be_bytes()[..], &body, &sum.sum().to_be_bytes()].concat();
    [&png[..HEADER], &chunk, &png[HEADER..]].concat()
}

#[cfg(test)]
mod tests {
    use super::{canvas, with_density};

    #[test]
    fn too_many_pixels_are_refused_with_what_fits() {
        let refused = canvas(1587.0, 1122.0, 20.0).unwrap_err().to_string();
        assert!(refused.contains("31740 × 22440") && refused.contains("scale of 7.4"), "{refused}");
        assert!(canvas(1587.0, 1122.0, 7.4).is_ok());
        for scale in [0.0, -1.0, f64::NAN, f64::INFINITY, 1e-9] {
            assert!(canvas(1587.0, 1122.0, scale).is_err(), "{scale}");
        }
    }

    #[test]
    fn density_is_a_chunk_with_its_check_sum() {
        let png = resvg::tiny_skia::Pixmap::new(3, 2).unwrap().encode_png().unwrap();
        let with = with_density(&png, 96.0);
        // 96 an inch are 3780 a metre; the sum is that of zlib's crc32.
        let chunk = b"\0\0\0\x09pHYs\0\0\x0e\xc4\0\0\x0e\xc4\x01\x95\x2b\x0e\x1b";
        assert_eq!(&with[33..54], chunk);
        assert!(resvg::tiny_skia::Pixmap::decode_png(&with).is_ok());
    }
}
