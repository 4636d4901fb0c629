//! The diagram on a page: every disc, tie and name a shape of its own.

use super::model::{Area, INK, Page, Paint, Path, Side, Type, WHITE};
use crate::layout::label::Anchor;
use crate::layout::route::Curve;
use crate::layout::{Ground, Point};
use crate::render::scene::{Glyph, Role, Scene, Shape, Text};

/// Draws a scene into an area of a page, without its key and notes: a page is small, and they would be unreadable. `key` is
/// the heading of the key.
pub(super) fn draw(page: &mut Page, scene: &Scene, key: &str, area: Area) {
    let left_out =
        |text: &&Text| matches!(text.role, Role::Title | Role::Key | Role::Number | Role::Note) || text.lines == [key];
    let bottom = |role: Role| scene.texts.iter().filter(move |text| text.role == role).map(|text| text.at.bottom());
    let head = bottom(Role::Title).fold(0.0, f64::max);
    let keys = || scene.texts.iter().filter(|text| text.role == Role::Key || text.lines == [key]);
    let top = keys().map(|text| text.at.y).fold(f64::INFINITY, f64::min);
    let gap = if top.is_finite() { bottom(Role::Key).fold(top, f64::max) - top } else { 0.0 };
    let notes =
        scene.texts.iter().filter(|text| text.role == Role::Note).map(|text| text.at.y).fold(scene.height, f64::min);
    let height = notes - gap - head;
    let scale = (area.width / scene.width).min(area.height / height);
    let (left, above) =
        (area.x + (area.width - scene.width * scale) / 2.0, area.y + (area.height - height * scale) / 2.0);
    // What stands below the key moves up.
    let place = |point: Point| {
        let y = if point.y > top { point.y - gap } else { point.y };
        (left + point.x * scale, above + (y - head) * scale)
    };
    for ground in &scene.grounds {
        match ground {
            Ground::Sea(line) | Ground::Land(line) => {
                let color = if matches!(ground, Ground::Sea(_)) { "#f1f6fa" } else { "#dfe3dc" };
                let outline = Path::through(line.iter().map(|point| place(*point))).closed();
                page.outline("Map", outline, Paint::fill(color));
            }
            Ground::Ring(at) => {
                let (x, y) = place(Point::new(at.x, at.y));
                page.ellipse("Ring", Area::new(x, y, at.width * scale, at.height * scale), Paint::line("#c9d1d8", 0.5));
            }
            Ground::Spoke(from, to) => {
                page.outline("Spoke", Path::through([place(*from), place(*to)]), Paint::line("#dde3e8", 0.5));
            }
        }
    }
    for band in scene.bands.iter().step_by(2) {
        let (x, y) = place(Point::new(band.x, band.y));
        page.rectangle("Band", Area::new(x, y, band.width * scale, band.height * scale), Paint::fill("#eef2f5"));
    }
    for tie in &scene.ties {
        let (color, opacity) = match (tie.emphasised, tie.pale) {
            (true, _) => ("#b3261e", 0.85),
            (false, true) => ("#566270", 0.2),
            (false, false) => ("#566270", 0.55),
        };
        let paint =
            Paint { dashed: tie.dashed, opacity: Some(opacity), ..Paint::line(color, (tie.width * scale).max(0.25)) };
        let pieces: Vec<Curve> = std::iter::once(tie.curve).chain(tie.onward.iter().copied()).collect();
        for (at, curve) in pieces.iter().enumerate() {
            let straight = curve.bend.distance_to_segment(curve.from, curve.to) < 0.25;
            let path = if straight {
                Path::through([place(curve.from), place(curve.to)])
            } else {
                Path::curve(place(curve.from), place(curve.bend), place(curve.to))
            };
            page.outline("Tie", path, Paint { arrow: tie.arrow && at + 1 == pieces.len(), ..paint.clone() });
        }
    }
    for (from, to) in &scene.leaders {
        page.outline("Leader", Path::through([place(*from), place(*to)]), Paint::line("#777777", 0.4));
    }
    for shape in &scene.shapes {
        glyph(page, shape, place(shape.center), shape.radius * scale);
    }
    for text in scene.texts.iter().filter(|text| !left_out(text)) {
        words(page, text, place(Point::new(text.at.x, text.at.y)), scale);
    }
}

fn glyph(page: &mut Page, glyph: &Glyph, (x, y): (f64, f64), radius: f64) {
    let paint = if glyph.hollow {
        Paint { line: Some((glyph.color.clone(), 1.2)), ..Paint::fill(WHITE) }
    } else {
        let line = if glyph.emphasised { ("#111111", 1.2) } else { (WHITE, 0.5) };
        Paint { line: Some((line.0.to_owned(), line.1)), ..Paint::fill(glyph.color.clone()) }
    };
    let name = glyph.id.as_deref().unwrap_or("Legend");
    if glyph.shape == Shape::Circle {
        page.ellipse(name, Area::new(x - radius, y - radius, 2.0 * radius, 2.0 * radius), paint);
    } else {
        let corners = glyph.shape.corners().iter().map(|(dx, dy)| (x + dx * radius, y + dy * radius));
        page.outline(name, Path::through(corners).closed(), paint);
    }
}

fn words(page: &mut Page, text: &Text, (x, y): (f64, f64), scale: f64) {
    let side = match text.anchor {
        Anchor::Start => Side::Left,
        Anchor::Middle => Side::Middle,
        Anchor::End => Side::Right,
    };
    let color = if text.color.eq_ignore_ascii_case("#fff") { WHITE } else { INK };
    let set = Type { bold: text.bold, color, ..Type::of(text.size * scale).at(side).on_one_line() };
    page.words(Area::new(x, y, text.at.width * scale, text.at.height * scale), text.lines.clone(), set);
}
