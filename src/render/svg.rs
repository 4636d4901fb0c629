//! SVG, written without any other program: text stays text, and every text tells its box.

use super::compose::compose;
use super::paths::{Behind, Course};
use super::scene::{Glyph, Scene, Stroke, Text};
use super::theme::{Look, seen_on_white};
use super::{Diagram, DrawOptions, Renderer, Theme};
use crate::error::Error;
use crate::layout::label::Anchor;
use crate::layout::text::{BASELINE, LINE};
use crate::layout::{Point, Rect};
use std::fmt;

/// Fonts that have Hangul first, as narrow as the measure of [`crate::layout::text`] expects.
const FONTS: &str =
    "'Noto Sans KR','Noto Sans CJK KR','Malgun Gothic','Apple SD Gothic Neo',NanumGothic,Arial,Helvetica,sans-serif";
/// Draws a page as SVG.
///
/// # Examples
/// ```
/// use proxeny::render::{Diagram, DiagramActor, DrawOptions, Renderer, Svg};
///
/// let mut diagram = Diagram::new("Cities & firms");
/// diagram.actors.push(DiagramActor::new("smg", "서울", "city_government"));
/// let svg = String::from_utf8(Svg.render(&diagram, &DrawOptions::default())?).expect("SVG is UTF-8");
/// assert!(svg.starts_with("<svg") && svg.contains("서울") && svg.contains("Cities &amp; firms"));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Svg;

impl Renderer for Svg {
    fn name(&self) -> &'static str {
        "svg"
    }

    fn extension(&self) -> &'static str {
        "svg"
    }

    fn about(&self) -> &'static str {
        "A drawing for print and screen, with legend and key, that any browser and office program opens."
    }

    fn render(&self, diagram: &Diagram, options: &DrawOptions) -> Result<Vec<u8>, Error> {
        Ok(svg(&compose(diagram, options)?, options.theme).into_bytes())
    }
}

/// A finished drawing as the text of an SVG file.
///
/// # Examples
/// ```
/// use proxeny::render::{Diagram, DrawOptions, Theme, compose, svg};
///
/// let scene = compose(&Diagram::new("Nobody yet"), &DrawOptions::default())?;
/// assert!(svg(&scene, Theme::Light).contains("<title>Nobody yet</title>"));
/// # Ok::<(), proxeny::Error>(())
/// ```
pub fn svg(scene: &Scene, theme: Theme) -> String {
    Document { scene, look: theme.look(), set: &|_| Set::default() }.to_string()
}

/// The text of an SVG file whose texts are each set as told, in the order of the scene.
#[cfg(feature = "raster")]
pub(super) fn svg_set(scene: &Scene, theme: Theme, set: &dyn Fn(usize) -> Set) -> String {
    Document { scene, look: theme.look(), set }.to_string()
}

/// A text as SVG, set as told.
#[cfg(feature = "raster")]
pub(super) fn svg_text(text: &Text, set: Set) -> String {
    Written { text, look: &Theme::Light.look(), set }.to_string()
}

/// How a text is set where the font is known.
#[derive(Clone, Debug, Default)]
pub(super) struct Set {
    /// The name of its font, if it is not that of the whole drawing.
    pub(super) family: Option<String>,
    /// The part of its width that it is squeezed to, if it is.
    pub(super) squeeze: Option<f64>,
}

struct Document<'a> {
    scene: &'a Scene,
    look: Look,
    set: &'a dyn Fn(usize) -> Set,
}

impl fmt::Display for Document<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { scene, look, set } = self;
        let (width, height) = (Number(scene.width), Number(scene.height));
        let millimetres = |pixels: f64| Number(pixels * 25.4 / 96.0);
        write!(f, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}mm\" ", millimetres(scene.width))?;
        write!(f, "height=\"{}mm\" viewBox=\"0 0 {width} {height}\" ", millimetres(scene.height))?;
        if !scene.language.is_empty() {
            write!(f, "xml:lang=\"{}\" ", Escaped(&scene.language))?;
        }
        writeln!(f, "role=\"img\" aria-label=\"{}\" font-family=\"{FONTS}\">", Escaped(&scene.title))?;
        writeln!(f, "<title>{}</title>\n<desc>{}</desc>", Escaped(&scene.title), Escaped(&scene.description))?;
        writeln!(f, "<rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>")?;
        scene.grounds.iter().try_for_each(|ground| writeln!(f, "{}", Behind(ground)))?;
        scene.bands.iter().step_by(2).try_for_each(|band| writeln!(f, "{}", Band(*band, look)))?;
        let (tie, opacity) = (look.tie, look.tie_opacity);
        writeln!(f, "<g fill=\"none\" stroke=\"{tie}\" stroke-opacity=\"{opacity}\" stroke-linecap=\"round\">")?;
        scene.ties.iter().try_for_each(|tie| writeln!(f, "{}", Drawn(tie, look)))?;
        writeln!(f, "</g>\n<g stroke=\"{}\" stroke-width=\"0.6\">", look.leader)?;
        scene.leaders.iter().try_for_each(|line| writeln!(f, "{}", Leader(*line)))?;
        writeln!(f, "</g>\n<g>")?;
        scene.shapes.iter().try_for_each(|shape| writeln!(f, "{}", Drawn(shape, look)))?;
        writeln!(f, "</g>\n<g>")?;
        let texts = scene.texts.iter().enumerate();
        texts.map(|(at, text)| Written { text, look, set: set(at) }).try_for_each(|text| writeln!(f, "{text}"))?;
        writeln!(f, "</g>\n</svg>")
    }
}

/// A part of the scene in the look of a theme.
struct Drawn<'a, T>(&'a T, &'a Look);

impl fmt::Display for Drawn<'_, Stroke> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(stroke, look) = self;
        write!(f, "<g>{}", Tooltip(&stroke.tooltip))?;
        let head = 5.0 + 1.5 * stroke.width;
        let last = stroke.onward.last().unwrap_or(&stroke.curve);
        write!(f, "<path d=\"{}\"", Course(stroke, if stroke.arrow { head * 0.8 } else { 0.0 }))?;
        write!(f, " stroke-width=\"{}\"", Number(stroke.width))?;
        if stroke.dashed {
            write!(f, " stroke-dasharray=\"5 3\"")?;
        }
        if stroke.emphasised {
            write!(f, " stroke=\"{}\" stroke-opacity=\"0.85\"", look.best)?;
        } else if stroke.pale {
            write!(f, " stroke-opacity=\"{}\"", look.pale)?;
        }
        write!(f, "/>")?;
        if stroke.arrow {
            let color = if stroke.emphasised { look.best } else { look.tie };
            let opacity = if stroke.pale { 1.5 * look.pale } else { 0.8 };
            write!(f, "{}", Arrow { tail: last.trimmed(0.0, head).to, tip: last.to, color, opacity })?;
        }
        write!(f, "</g>")
    }
}

/// A slender arrowhead.
struct Arrow {
    tail: Point,
    tip: Point,
    color: &'static str,
    opacity: f64,
}

impl fmt::Display for Arrow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { tail, tip, color, opacity } = *self;
        let (dx, dy) = ((tip.x - tail.x) * 0.36, (tip.y - tail.y) * 0.36);
        let (left, right) = (Place(tail.shifted(-dy, dx)), Place(tail.shifted(dy, -dx)));
        write!(
            f,
            "<path d=\"M{} L{left} L{right}Z\" fill=\"{color}\" fill-opacity=\"{}\" stroke=\"none\"/>",
            Place(tip),
            Number(opacity)
        )
    }
}

/// A band behind everything; every other one is tinted, so that it is seen where one ends.
struct Band<'a>(Rect, &'a Look);

impl fmt::Display for Band<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [x, y, width, height] = [self.0.x, self.0.y, self.0.width, self.0.height].map(Number);
        write!(f, "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" {}/>", self.1.band)
    }
}

struct Leader((Point, Point));

impl fmt::Display for Leader {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (from, to) = self.0;
        let (x1, y1, x2, y2) = (Number(from.x), Number(from.y), Number(to.x), Number(to.y));
        write!(f, "<line x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"/>")
    }
}

impl fmt::Display for Drawn<'_, Glyph> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(glyph, look) = self;
        let corners = glyph.shape.corners();
        if corners.is_empty() {
            let (x, y, r) = (Number(glyph.center.x), Number(glyph.center.y), Number(glyph.radius));
            write!(f, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\"")?;
        } else {
            write!(f, "<polygon points=\"")?;
            for (x, y) in corners {
                write!(f, "{} ", Place(glyph.center.shifted(x * glyph.radius, y * glyph.radius)))?;
            }
            write!(f, "\"")?;
        }
        let (color, seen) = (Escaped(&glyph.color), seen_on_white(&glyph.color));
        let rim = Escaped(&seen);
        match (glyph.hollow, glyph.emphasised) {
            (true, false) => write!(f, " fill=\"#fff\" stroke=\"{rim}\" stroke-width=\"2\"")?,
            (true, true) => write!(f, " fill=\"#fff\" stroke=\"{rim}\" stroke-width=\"5\"")?,
            (false, false) if look.ink.is_none() && seen != glyph.color => {
                write!(f, " fill=\"{color}\" stroke=\"{rim}\" stroke-width=\"1\"")?;
            }
            (false, true) => write!(f, " fill=\"{color}\" stroke=\"#111\" stroke-width=\"2\"")?,
            (false, false) => write!(f, " fill=\"{color}\" {}", look.rim)?,
        }
        if glyph.pale {
            write!(f, " opacity=\"0.35\"")?;
        }
        if let Some(id) = &glyph.id {
            write!(f, " data-id=\"{}\"", Escaped(id))?;
        }
        write!(f, ">{}</{}>", Tooltip(&glyph.tooltip), if corners.is_empty() { "circle" } else { "polygon" })
    }
}

/// A text and how it is set.
struct Written<'a> {
    text: &'a Text,
    look: &'a Look,
    set: Set,
}

impl fmt::Display for Written<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { text, look, set } = self;
        let Rect { x, y, width, height } = text.at;
        let (anchor, at) = match text.anchor {
            Anchor::Start => ("start", x),
            Anchor::Middle => ("middle", x + width / 2.0),
            Anchor::End => ("end", x + width),
        };
        // White letters stand on a dark disc and need no halo.
        let halo = text.color != "#fff";
        let color = look.ink.filter(|_| halo).unwrap_or(text.color);
        write!(f, "<text data-role=\"{}\"", text.role.name())?;
        if let Some(id) = &text.id {
            write!(f, " data-id=\"{}\"", Escaped(id))?;
        }
        write!(f, " data-box=\"{} {} {} {}\"", Number(x), Number(y), Number(width), Number(height))?;
        write!(f, " text-anchor=\"{anchor}\" font-size=\"{}\" fill=\"{color}\"", Number(text.size))?;
        if let Some(family) = &set.family {
            write!(f, " font-family=\"{family}\"")?;
        }
        if let Some(squeeze) = set.squeeze {
            // About its anchor, which stays where it is.
            write!(f, " transform=\"matrix({squeeze:.5} 0 0 1 {:.3} 0)\"", at * (1.0 - squeeze))?;
        }
        if text.bold {
            write!(f, " font-weight=\"bold\"")?;
        }
        if halo {
            write!(f, " stroke=\"#fff\" stroke-width=\"2.4\" stroke-linejoin=\"round\" paint-order=\"stroke\"")?;
        }
        write!(f, ">")?;
        for (i, line) in text.lines.iter().enumerate() {
            let baseline = y + (BASELINE + LINE * i as f64) * text.size;
            write!(f, "<tspan x=\"{}\" y=\"{}\">{}</tspan>", Number(at), Number(baseline), Escaped(line))?;
        }
        write!(f, "</text>")
    }
}

struct Tooltip<'a>(&'a str);

impl fmt::Display for Tooltip<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() { Ok(()) } else { write!(f, "<title>{}</title>", Escaped(self.0)) }
    }
}

pub(super) struct Place(pub(super) Point);

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{}", Number(self.0.x), Number(self.0.y))
    }
}

/// A number with at most two decimals.
pub(super) struct Number(pub(super) f64);

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Adding 0 turns −0 into 0.
        write!(f, "{}", (self.0 * 100.0).round() / 100.0 + 0.0)
    }
}

/// Text as XML allows it: markup escaped, and characters that XML 1.0 forbids left out.
struct Escaped<'a>(&'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use fmt::Write;
        for letter in self.0.chars() {
            match letter {
                '&' => f.write_str("&amp;")?,
                '<' => f.write_str("&lt;")?,
                '>' => f.write_str("&gt;")?,
                '"' => f.write_str("&quot;")?,
                '\'' => f.write_str("&#39;")?,
                '\t' | '\n' | '\r' => write!(f, "&#{};", letter as u32)?,
                // What XML forbids, and what turns text round where a picture is shown.
                '\u{0}'..='\u{1f}'
                | '\u{7f}'..='\u{9f}'
                | '\u{fffe}'
                | '\u{ffff}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{202a}'..='\u{202e}'
                | '\u{2066}'..='\u{2069}' => {}
                _ => f.write_char(letter)?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
#[path = "svg_tests.rs"]
mod tests;
