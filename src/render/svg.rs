//! SVG, written without any other program: text stays text, and every text tells its box.

use super::compose::compose;
use super::scene::{Glyph, Scene, Stroke, Text};
use super::{Diagram, DrawOptions, Renderer};
use crate::error::Error;
use crate::layout::label::Anchor;
use crate::layout::text::{BASELINE, LINE};
use crate::layout::{Point, Rect};
use std::fmt;

/// Fonts that have Hangul first, as narrow as the measure of [`crate::layout::text`] expects.
const FONTS: &str =
    "'Noto Sans KR','Noto Sans CJK KR','Malgun Gothic','Apple SD Gothic Neo',NanumGothic,Arial,Helvetica,sans-serif";
const TIE_COLOR: &str = "#566270";
const EMPHASIS_COLOR: &str = "#b3261e";

/// Draws a page as SVG.
///
/// # Examples
/// ```
/// use proxeny::render::{Diagram, DiagramActor, DrawOptions, Renderer, Svg};
///
/// let mut diagram = Diagram::new("Cities & firms");
/// diagram.actors.push(DiagramActor::new("smg", "서울", "city_government"));
/// let svg = Svg.render(&diagram, &DrawOptions::default())?;
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

    fn render(&self, diagram: &Diagram, options: &DrawOptions) -> Result<String, Error> {
        Ok(Document(&compose(diagram, options)?).to_string())
    }
}

struct Document<'a>(&'a Scene);

impl fmt::Display for Document<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scene = self.0;
        let (width, height) = (Number(scene.width), Number(scene.height));
        let millimetres = |pixels: f64| Number(pixels * 25.4 / 96.0);
        write!(f, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{}mm\" ", millimetres(scene.width))?;
        write!(f, "height=\"{}mm\" viewBox=\"0 0 {width} {height}\" ", millimetres(scene.height))?;
        writeln!(f, "role=\"img\" aria-label=\"{}\" font-family=\"{FONTS}\">", Escaped(&scene.title))?;
        writeln!(f, "<title>{}</title>\n<desc>{}</desc>", Escaped(&scene.title), Escaped(&scene.description))?;
        writeln!(f, "<rect width=\"{width}\" height=\"{height}\" fill=\"#fff\"/>")?;
        scene.bands.iter().step_by(2).try_for_each(|band| writeln!(f, "{}", Band(*band)))?;
        writeln!(f, "<g fill=\"none\" stroke=\"{TIE_COLOR}\" stroke-opacity=\"0.5\" stroke-linecap=\"round\">")?;
        scene.ties.iter().try_for_each(|tie| writeln!(f, "{tie}"))?;
        writeln!(f, "</g>\n<g stroke=\"#777\" stroke-width=\"0.6\">")?;
        scene.leaders.iter().try_for_each(|line| writeln!(f, "{}", Leader(*line)))?;
        writeln!(f, "</g>\n<g>")?;
        scene.shapes.iter().try_for_each(|shape| writeln!(f, "{shape}"))?;
        writeln!(f, "</g>\n<g>")?;
        scene.texts.iter().try_for_each(|text| writeln!(f, "{text}"))?;
        writeln!(f, "</g>\n</svg>")
    }
}

impl fmt::Display for Stroke {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "<g>{}", Tooltip(&self.tooltip))?;
        let head = 4.0 + 1.2 * self.width;
        let curve = if self.arrow { self.curve.trimmed(0.0, head * 0.8) } else { self.curve };
        write!(f, "<path d=\"M{} ", Place(curve.from))?;
        if curve.bend.distance_to_segment(curve.from, curve.to) < 0.25 {
            write!(f, "L{}\"", Place(curve.to))?;
        } else {
            write!(f, "Q{} {}\"", Place(curve.bend), Place(curve.to))?;
        }
        write!(f, " stroke-width=\"{}\"", Number(self.width))?;
        if self.dashed {
            write!(f, " stroke-dasharray=\"5 3\"")?;
        }
        if self.emphasised {
            write!(f, " stroke=\"{EMPHASIS_COLOR}\" stroke-opacity=\"0.85\"")?;
        }
        write!(f, "/>")?;
        if self.arrow {
            let color = if self.emphasised { EMPHASIS_COLOR } else { TIE_COLOR };
            write!(f, "{}", Arrow { tail: self.curve.trimmed(0.0, head).to, tip: self.curve.to, color })?;
        }
        write!(f, "</g>")
    }
}

/// A slender arrowhead.
struct Arrow {
    tail: Point,
    tip: Point,
    color: &'static str,
}

impl fmt::Display for Arrow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { tail, tip, color } = *self;
        let (dx, dy) = ((tip.x - tail.x) * 0.36, (tip.y - tail.y) * 0.36);
        let (left, right) = (Place(tail.shifted(-dy, dx)), Place(tail.shifted(dy, -dx)));
        write!(
            f,
            "<path d=\"M{} L{left} L{right}Z\" fill=\"{color}\" fill-opacity=\"0.75\" stroke=\"none\"/>",
            Place(tip)
        )
    }
}

/// A band behind everything; every other one is tinted, so that it is seen where one ends.
struct Band(Rect);

impl fmt::Display for Band {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [x, y, width, height] = [self.0.x, self.0.y, self.0.width, self.0.height].map(Number);
        write!(f, "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" fill=\"#eef2f5\"/>")
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

impl fmt::Display for Glyph {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let corners = self.shape.corners();
        if corners.is_empty() {
            let (x, y, r) = (Number(self.center.x), Number(self.center.y), Number(self.radius));
            write!(f, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{r}\"")?;
        } else {
            write!(f, "<polygon points=\"")?;
            for (x, y) in corners {
                write!(f, "{} ", Place(self.center.shifted(x * self.radius, y * self.radius)))?;
            }
            write!(f, "\"")?;
        }
        let color = Escaped(&self.color);
        match (self.hollow, self.emphasised) {
            (true, false) => write!(f, " fill=\"#fff\" stroke=\"{color}\" stroke-width=\"2\"")?,
            (true, true) => write!(f, " fill=\"#fff\" stroke=\"{color}\" stroke-width=\"5\"")?,
            (false, true) => write!(f, " fill=\"{color}\" stroke=\"#111\" stroke-width=\"2\"")?,
            (false, false) => write!(f, " fill=\"{color}\" stroke=\"#fff\" stroke-width=\"0.8\"")?,
        }
        if let Some(id) = &self.id {
            write!(f, " data-id=\"{}\"", Escaped(id))?;
        }
        write!(f, ">{}</{}>", Tooltip(&self.tooltip), if corners.is_empty() { "circle" } else { "polygon" })
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Rect { x, y, width, height } = self.at;
        let (anchor, at) = match self.anchor {
            Anchor::Start => ("start", x),
            Anchor::Middle => ("middle", x + width / 2.0),
            Anchor::End => ("end", x + width),
        };
        write!(f, "<text data-role=\"{}\"", self.role.name())?;
        if let Some(id) = &self.id {
            write!(f, " data-id=\"{}\"", Escaped(id))?;
        }
        write!(f, " data-box=\"{} {} {} {}\"", Number(x), Number(y), Number(width), Number(height))?;
        write!(f, " text-anchor=\"{anchor}\" font-size=\"{}\" fill=\"{}\"", Number(self.size), self.color)?;
        if self.bold {
            write!(f, " font-weight=\"bold\"")?;
        }
        // White letters stand on a dark disc and need no halo.
        if self.color != "#fff" {
            write!(f, " stroke=\"#fff\" stroke-width=\"2.4\" stroke-linejoin=\"round\" paint-order=\"stroke\"")?;
        }
        write!(f, ">")?;
        for (i, line) in self.lines.iter().enumerate() {
            let baseline = y + (BASELINE + LINE * i as f64) * self.size;
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

struct Place(Point);

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{},{}", Number(self.0.x), Number(self.0.y))
    }
}

/// A number with at most two decimals.
struct Number(f64);

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
