//! The drawing itself: discs, ties and names within a frame.

use super::diagram::{Diagram, DiagramTie, Panel};
use super::draft::{Draft, HEADING_SIZE};
use super::key::SIZE as NUMBER_SIZE;
use super::scene::{Role, Scene, Stroke, Text};
use super::sizes::Sizes;
use crate::layout::form::{HEADING_COLUMN, Heading, Region};
use crate::layout::label::{Anchor, Spot, Wish, place};
use crate::layout::route::{Curve, route};
use crate::layout::text::{Style, one_line};
use crate::layout::{Form, Point, Rect};

/// Text size of the numbers beside lines that stand for several ties, and how many are written at most.
const COUNT_SIZE: f64 = 9.5;
const COUNTS: usize = 40;

/// A drawing arranged within its frame; it can be painted whole or in part.
pub(crate) struct Plot<'a> {
    draft: Draft<'a>,
    /// What lies behind, with headings.
    back: Scene,
    courses: Vec<Vec<Curve>>,
    spots: Vec<Spot>,
    /// Where the number of ties is written, for those lines that have room for it.
    counts: Vec<(usize, Rect)>,
    /// Actors that have a number, in its order: number 1 first.
    pub(crate) numbered: Vec<usize>,
}

impl<'a> Plot<'a> {
    /// Arranges the diagram in `frame`; `None` if there is no room for all discs and numbers.
    pub(crate) fn new(
        diagram: &'a Diagram,
        form: &Form,
        sizes: &'a Sizes,
        frame: Rect,
        limit: Option<usize>,
    ) -> Option<Self> {
        let mut draft = Draft::new(diagram, sizes);
        let (column, row) = draft.headings(form, frame);
        let frame = Rect::new(frame.x + column, frame.y + row, frame.width - column, frame.height - row);
        let regions = draft.settle(form, frame)?;
        let mut back = Scene { grounds: form.shape().grounds(frame), ..Scene::default() };
        for region in &regions {
            draft.write_heading(region, (column, row), &mut back);
        }
        let courses = courses(&draft, form, frame);
        let pieces: Vec<(Point, Point)> = courses.iter().flatten().flat_map(Curve::pieces).collect();
        let counted = counted(&diagram.ties);
        let style = Style::regular(COUNT_SIZE);
        let wishes = counted.iter().enumerate().map(|(rank, &tie)| Wish {
            center: middle(&courses[tie]),
            reach: 0.0,
            priority: -1.0 - rank as f64,
            forms: vec![style.block(&[told(&diagram.ties[tie])])],
            number: (0.0, 0.0),
        });
        let all: Vec<Wish> = draft.wishes.iter().cloned().chain(wishes).collect();
        let mut spots = place(&all, &pieces, frame, limit);
        let beside = spots.split_off(draft.wishes.len());
        let near = |(tie, spot): (usize, Spot)| match spot {
            Spot::Name { at, leader: None, .. } => Some((tie, at)),
            _ => None,
        };
        let counts = counted.into_iter().zip(beside).filter_map(near).collect();
        let numbered = numbered(diagram, &spots);
        Some(Self { draft, back, courses, spots, counts, numbered })
    }

    /// Paints everything, or what a panel shows.
    pub(crate) fn paint(&self, panel: Option<&Panel>) -> Scene {
        let diagram = self.draft.diagram;
        let seen = |of: fn(&Panel) -> &Vec<usize>, count: usize| {
            panel.map_or_else(
                || vec![true; count],
                |panel| {
                    let mut seen = vec![false; count];
                    for &i in of(panel) {
                        seen[i] = true;
                    }
                    seen
                },
            )
        };
        let actors = seen(|panel| &panel.actors, diagram.actors.len());
        let ties = seen(|panel| &panel.ties, diagram.ties.len());
        let size = |i: usize| {
            let here = panel.and_then(|panel| panel.sizes.get(i).copied());
            here.unwrap_or(diagram.actors[i].size)
        };
        let mut scene = self.back.clone();
        let mut order: Vec<usize> = (0..ties.len()).filter(|&i| ties[i]).collect();
        let stands_out = |i: usize| {
            diagram.ties[i].emphasised || panel.is_some_and(|panel| panel.emphasised.binary_search(&i).is_ok())
        };
        order.sort_by_key(|&i| stands_out(i)); // those lie on top
        scene.ties.extend(order.into_iter().map(|i| self.stroke(i, size, stands_out(i))));
        // Large discs first, so that a small one is never hidden.
        let mut order: Vec<usize> = (0..actors.len()).filter(|&i| actors[i]).collect();
        order.sort_by(|&a, &b| size(b).total_cmp(&size(a)).then(a.cmp(&b)));
        scene.shapes.extend(order.into_iter().map(|i| self.draft.glyph(i, size(i))));
        self.write(&actors, &mut scene);
        for (tie, at) in self.counts.iter().filter(|(tie, _)| ties[*tie]) {
            let (lines, corner) = (vec![told(&diagram.ties[*tie])], Point::new(at.x, at.y));
            let text = Text::new(Role::Count, lines, Style::regular(COUNT_SIZE), corner, "#566270");
            scene.texts.push(Text { at: *at, ..text });
        }
        scene
    }

    fn stroke(&self, i: usize, size: impl Fn(usize) -> f64, emphasised: bool) -> Stroke {
        let tie = &self.draft.diagram.ties[i];
        let reach = |end: usize| {
            let glyph = self.draft.glyph(end, size(end));
            glyph.radius * glyph.shape.reach()
        };
        let mut curves = self.courses[i].clone();
        let last = curves.len() - 1;
        curves[0] = curves[0].trimmed(reach(tie.from) + 0.5, if last == 0 { reach(tie.to) + 1.5 } else { 0.0 });
        if last > 0 {
            curves[last] = curves[last].trimmed(0.0, reach(tie.to) + 1.5);
        }
        let width = if tie.count.is_some() { 0.8 + 5.5 * tie.strength } else { 0.5 + 1.3 * tie.strength };
        Stroke {
            curve: curves[0],
            onward: curves.split_off(1),
            width: if emphasised { width + 1.2 } else { width },
            dashed: tie.assumed,
            arrow: !tie.mutual,
            emphasised,
            tooltip: tie.tooltip.clone(),
        }
    }

    /// Writes names and numbers of those who are seen.
    fn write(&self, seen: &[bool], scene: &mut Scene) {
        let actors = &self.draft.diagram.actors;
        for (i, spot) in self.spots.iter().enumerate().filter(|(i, _)| seen[*i]) {
            if let Spot::Name { form, at, anchor, leader } = spot {
                let Style { size, bold } = self.draft.sizes.style(&actors[i]);
                let lines = self.draft.forms[i][*form].clone();
                let id = Some(actors[i].id.clone());
                scene.leaders.extend(leader);
                let (role, color) = (Role::Label, "#111");
                scene.texts.push(Text { role, id, lines, at: *at, size, bold, anchor: *anchor, color });
            }
        }
        for (position, &i) in self.numbered.iter().enumerate().filter(|(_, i)| seen[**i]) {
            if let Spot::Number { at, inside } = self.spots[i] {
                scene.texts.push(self.number(i, position + 1, at, inside));
            }
        }
    }

    fn number(&self, i: usize, number: usize, at: Rect, inside: bool) -> Text {
        let glyph = self.draft.glyph(i, self.draft.diagram.actors[i].size);
        let on_dark = inside && !glyph.hollow && is_dark(&glyph.color);
        Text {
            role: Role::Number,
            id: glyph.id,
            lines: vec![number.to_string()],
            at,
            size: NUMBER_SIZE,
            bold: false,
            anchor: Anchor::Middle,
            color: if on_dark { "#fff" } else { "#333" },
        }
    }
}

impl Draft<'_> {
    /// The heading of a region with the band behind it: left of it, or above.
    fn write_heading(&self, region: &Region, (column, row): (f64, f64), scene: &mut Scene) {
        let Rect { x, y, width, height } = region.frame;
        let beside = if region.heading == Some(Heading::Unplaced) { HEADING_COLUMN } else { column };
        let (room, corner, band) = match region.heading {
            None => return,
            Some(Heading::Column(_)) => {
                (width, Point::new(x + 4.0, y - row + 2.0), Rect::new(x, y - row, width, height + row))
            }
            Some(Heading::Tier(_) | Heading::Unplaced) => {
                let top = y + height / 2.0 - self.lines(region, beside).1 / 2.0;
                (
                    beside,
                    Point::new(x - beside, top.max(y)),
                    Rect { x: x - beside, width: width + beside, ..region.frame },
                )
            }
        };
        if self.heading(region).is_some() {
            let lines = self.lines(region, room).0;
            scene.texts.push(Text::new(Role::Title, lines, Style::bold(HEADING_SIZE), corner, "#444"));
            scene.bands.push(band);
        }
    }
}

/// The course of every tie: as the form has it, else around the discs in its way.
fn courses(draft: &Draft, form: &Form, frame: Rect) -> Vec<Vec<Curve>> {
    let pairs: Vec<(usize, usize)> = draft.diagram.ties.iter().map(|tie| (tie.from, tie.to)).collect();
    let centers: Vec<Point> = draft.wishes.iter().map(|wish| wish.center).collect();
    let reaches: Vec<f64> = draft.wishes.iter().map(|wish| wish.reach).collect();
    let curves = route(&pairs, &centers, &reaches, frame);
    let own = |tie: (usize, usize)| form.shape().course(frame, tie, (centers[tie.0], centers[tie.1]));
    pairs.into_iter().zip(curves).map(|(tie, curve)| own(tie).unwrap_or_else(|| vec![curve])).collect()
}

/// The ties beside which their number is written, the largest first.
fn counted(ties: &[DiagramTie]) -> Vec<usize> {
    let mut counted: Vec<usize> = (0..ties.len()).filter(|&i| ties[i].count.is_some_and(|count| count > 1)).collect();
    counted.sort_by_key(|&i| (std::cmp::Reverse(ties[i].count), i));
    counted.truncate(COUNTS);
    counted
}

fn told(tie: &DiagramTie) -> String {
    tie.count.unwrap_or(1).to_string()
}

/// The middle of a course.
fn middle(course: &[Curve]) -> Point {
    let half = course.len() / 2;
    course[half].at(if course.len().is_multiple_of(2) { 0.0 } else { 0.5 })
}

/// Who has a number. Numbers follow the names, so that the key can be read both ways.
fn numbered(diagram: &Diagram, spots: &[Spot]) -> Vec<usize> {
    let is_number = |i: &usize| matches!(spots[*i], Spot::Number { .. });
    let mut numbered: Vec<usize> = (0..spots.len()).filter(is_number).collect();
    numbered.sort_by_key(|&i| (one_line(diagram.actors[i].name()).to_lowercase(), i));
    numbered
}

/// Whether white is read better than black on a colour like `#2a9d8f`.
fn is_dark(color: &str) -> bool {
    let part = |at: usize| color.get(at..at + 2).and_then(|hex| u8::from_str_radix(hex, 16).ok()).map(f64::from);
    match (color.starts_with('#'), part(1), part(3), part(5)) {
        (true, Some(red), Some(green), Some(blue)) => 0.299 * red + 0.587 * green + 0.114 * blue < 150.0,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::is_dark;

    #[test]
    fn white_is_for_dark_colours() {
        assert!(is_dark("#003f5c") && !is_dark("#ffee99") && !is_dark("red") && !is_dark("#12"));
    }
}
