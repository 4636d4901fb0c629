//! The drawing itself: discs, ties and names within a frame.

use super::diagram::{Diagram, DiagramTie, Panel};
use super::draft::{Draft, HEADING_SIZE};
use super::key::SIZE as NUMBER_SIZE;
use super::lines::{Line, Seen, lines};
use super::naming::Naming;
use super::scene::{Glyph, Role, Scene, Stroke, Text};
use super::sizes::Sizes;
use crate::layout::form::{self, Captioned, HEADING_COLUMN, Heading, Region};
use crate::layout::label::{Anchor, Spot, Wish, place_all};
use crate::layout::route::{Curve, route};
use crate::layout::text::{Style, one_line};
use crate::layout::{Form, Point, Rect};

/// Text size of the numbers beside lines that stand for several ties, and how many are written at most.
const COUNT_SIZE: f64 = 9.5;
const COUNTS: usize = 40;
/// Text size of the names of rings.
const CAPTION_SIZE: f64 = 9.5;
/// The widest that a line in the background may be, and how thin it is where there are very many.
const PALE: f64 = 1.2;
const THINNEST: f64 = 0.25;
/// The share of their width that lines have in small drawings.
const SMALL: f64 = 0.6;
/// Up to so many lines, those in the background are drawn as usual.
const CROWD: f64 = 600.0;

/// A drawing arranged within its frame; it can be painted whole or as one of its panels shows it.
pub(crate) struct Plot<'a> {
    draft: Draft<'a>,
    /// What lies behind, with headings.
    back: Scene,
    courses: Vec<Vec<Curve>>,
    views: Vec<View>,
    /// Actors that have a number, in its order: number 1 first.
    pub(crate) numbered: Vec<usize>,
}

/// The whole drawing, or what a panel shows of it.
struct View {
    /// Sizes of those who are seen.
    sizes: Vec<Option<f64>>,
    /// What is seen of every line.
    lines: Vec<Option<Seen>>,
    /// Whether something stands out, so that all else is pale.
    is_picked: bool,
    /// Where those who are seen have their name or number.
    spots: Vec<Option<Spot>>,
    /// Where the number of ties is written, for those lines that have room for it.
    counts: Vec<(usize, Rect)>,
    /// What is written beside rings and sectors.
    captions: Vec<(Caption, Rect)>,
}

impl<'a> Plot<'a> {
    /// Arranges the diagram in `frame`; `None` if there is no room for all discs and numbers, or for all names of a list where
    /// that is asked for.
    pub(crate) fn new(
        diagram: &'a Diagram,
        form: &Form,
        sizes: &'a Sizes,
        frame: Rect,
        (naming, all_of_a_list): (Naming, bool),
    ) -> Option<Self> {
        let mut draft = Draft::new(diagram, sizes, form, naming);
        let (column, row) = draft.headings(form, frame);
        let frame = Rect::new(frame.x + column, frame.y + row, frame.width - column, frame.height - row);
        let regions = draft.settle(form, frame)?;
        let mut back = Scene { grounds: form.shape().grounds(frame), ..Scene::default() };
        for region in &regions {
            draft.write_heading(region, (column, row), &mut back);
        }
        let panels: Vec<Option<&Panel>> = match diagram.panels.as_slice() {
            [] => vec![None],
            panels => panels.iter().map(Some).collect(),
        };
        let shown: Vec<_> = panels.iter().map(|panel| shown(diagram, *panel)).collect();
        let lines = lines(diagram, &shown);
        let courses = courses(&draft, &lines, form, frame);
        let captions = draft.captions(form, frame);
        let taken: Vec<Rect> = back.texts.iter().map(|heading| heading.at).collect();
        let view = |(panel, shown): (Option<&Panel>, (Vec<bool>, Vec<bool>))| {
            let seen = lines.iter().map(|line| line.seen(diagram, &shown.0, &shown.1)).collect();
            draft.view((panel, seen), &courses, (&taken, &captions), frame)
        };
        let views: Vec<View> = panels.iter().copied().zip(shown).map(view).collect();
        let numbered = if naming.key { numbered(diagram, &views) } else { Vec::new() };
        let is_crowded = all_of_a_list && form.shape().is_list() && naming.most.is_none() && !numbered.is_empty();
        (!is_crowded).then_some(Self { draft, back, courses, views, numbered })
    }

    /// Paints everything, or what the panel of this number shows.
    pub(crate) fn paint(&self, view: usize) -> Scene {
        let view = &self.views[view];
        let diagram = self.draft.diagram;
        let mut scene = self.back.clone();
        let pale = |line: &Seen| self.draft.is_pale(view, &line.tie);
        let mut order: Vec<(usize, &Seen)> =
            view.lines.iter().enumerate().filter_map(|(i, line)| Some((i, line.as_ref()?))).collect();
        order.sort_by_key(|(_, line)| (line.tie.emphasised, !pale(line))); // those lie on top
        scene.ties.extend(order.into_iter().map(|(i, line)| self.stroke(view, i, line)));
        // Large discs first, so that a small one is never hidden.
        let mut order: Vec<(usize, f64)> =
            view.sizes.iter().enumerate().filter_map(|(i, size)| Some((i, (*size)?))).collect();
        order.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let bound = self.draft.bound(view);
        let glyph = |(i, size): (usize, f64)| {
            let pale = view.is_picked && !bound[i] && !diagram.actors[i].emphasised;
            Glyph { pale, ..self.draft.glyph(i, size) }
        };
        scene.shapes.extend(order.into_iter().map(glyph));
        self.write(view, &mut scene);
        scene
    }

    fn stroke(&self, view: &View, i: usize, line: &Seen) -> Stroke {
        let tie = &line.tie;
        let reach = |end: usize| {
            let glyph = self.draft.glyph(end, view.sizes[end].unwrap_or(0.0));
            glyph.radius * glyph.shape.reach()
        };
        // Courses lead from the lower to the higher position.
        let mut curves = self.courses[i].clone();
        if tie.from > tie.to {
            curves.reverse();
            for curve in &mut curves {
                std::mem::swap(&mut curve.from, &mut curve.to);
            }
        }
        let last = curves.len() - 1;
        curves[0] = curves[0].trimmed(reach(tie.from) + 0.5, if last == 0 { reach(tie.to) + 1.5 } else { 0.0 });
        if last > 0 {
            curves[last] = curves[last].trimmed(0.0, reach(tie.to) + 1.5);
        }
        let pale = self.draft.is_pale(view, tie);
        // Where they are thousands, pale lines are thin, and their arrowheads would be all that is seen.
        let crowd = view.lines.iter().flatten().count() as f64 / CROWD;
        let thin = PALE / crowd.max(1.0).sqrt();
        let is_small = view.is_picked && self.draft.naming.leaves_out(self.draft.diagram);
        let width = if is_small { SMALL * line.width } else { line.width };
        Stroke {
            curve: curves[0],
            onward: curves.split_off(1),
            width: if pale { width.min(thin.max(THINNEST)) } else { width },
            dashed: tie.assumed,
            arrow: !tie.mutual && (!pale || crowd <= 1.0),
            emphasised: tie.emphasised,
            pale,
            tooltip: tie.tooltip.clone(),
        }
    }

    /// Writes names, numbers and captions.
    fn write(&self, view: &View, scene: &mut Scene) {
        let actors = &self.draft.diagram.actors;
        for (i, spot) in view.spots.iter().enumerate() {
            if let Some(Spot::Name { form, at, anchor, leader }) = spot {
                let Style { size, bold } = self.draft.sizes.style(&actors[i]);
                let lines = self.draft.forms[i][*form].clone();
                let id = Some(actors[i].id.clone());
                scene.leaders.extend(leader);
                let (role, color) = (Role::Label, "#111");
                scene.texts.push(Text { role, id, lines, at: *at, size, bold, anchor: *anchor, color });
            }
        }
        for (position, &i) in self.numbered.iter().enumerate() {
            if let Some(Spot::Number { at, inside }) = view.spots[i] {
                scene.texts.push(self.number(i, position + 1, at, inside));
            }
        }
        let mut small = |line: &str, at: &Rect, role: Role, style: Style, color: &'static str| {
            let text = Text::new(role, vec![line.to_owned()], style, Point::new(at.x, at.y), color);
            scene.texts.push(Text { at: *at, ..text });
        };
        for (line, at) in &view.counts {
            let Some(seen) = &view.lines[*line] else { continue };
            small(&told(&seen.tie), at, Role::Count, Style::regular(COUNT_SIZE), "#4a5561");
        }
        for (caption, at) in &view.captions {
            small(&caption.text, at, Role::Legend, caption.style(), "#5f6b7a");
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
    /// Finds places for all texts of a view.
    fn view(
        &self,
        (panel, lines): (Option<&Panel>, Vec<Option<Seen>>),
        courses: &[Vec<Curve>],
        (taken, captions): (&[Rect], &[Caption]),
        frame: Rect,
    ) -> View {
        let actors = &self.diagram.actors;
        let here = |i: usize| panel.and_then(|panel| panel.sizes.get(i).copied()).unwrap_or(actors[i].size);
        let mut sizes: Vec<Option<f64>> = (0..actors.len()).map(|i| panel.is_none().then(|| here(i))).collect();
        for &i in panel.map_or(&[][..], |panel| &panel.actors) {
            sizes[i] = Some(here(i));
        }
        let is_picked = panel.is_some() && lines.iter().flatten().any(|line| line.tie.emphasised);
        let nobody = vec![None; actors.len()];
        let mut view = View { sizes, lines, is_picked, spots: nobody, counts: Vec::new(), captions: Vec::new() };
        let bound = self.bound(&view);
        let seen: Vec<usize> = (0..actors.len()).filter(|&i| view.sizes[i].is_some()).collect();
        let wish = |&i: &usize| {
            let wish = self.wishes[i].clone();
            let first = if panel.is_some_and(|panel| !panel.emphasised.is_empty()) { here(i) } else { wish.priority };
            // Names first for those with whom something happens.
            Wish { priority: if view.is_picked && bound[i] { (first + 1.0) * 1e12 } else { first }, ..wish }
        };
        let wishes: Vec<Wish> = seen.iter().map(wish).collect();
        let drawn = view.lines.iter().zip(courses).filter(|(line, _)| line.is_some());
        let pieces: Vec<(Point, Point)> = drawn.flat_map(|(_, course)| course).flat_map(Curve::pieces).collect();
        let text = |at: Point, text: &str, style: Style| Wish {
            center: at,
            reach: 0.0,
            priority: 0.0,
            forms: vec![style.block(&[text.to_owned()])],
            number: (0.0, 0.0),
            side: None,
        };
        let titles: Vec<Wish> = captions.iter().map(|of| text(of.at, &of.text, of.style())).collect();
        let mut counted = Vec::new();
        let placed = place_all(&wishes, (taken, &titles), &pieces, frame, self.naming.most, |spots| {
            for (&i, spot) in seen.iter().zip(spots) {
                view.spots[i] = Some(spot.clone());
            }
            counted = self.counted(&view);
            let count = |&i: &usize| {
                let told = view.lines[i].as_ref().map_or_else(String::new, |line| told(&line.tie));
                text(middle(&courses[i]), &told, Style::regular(COUNT_SIZE))
            };
            counted.iter().map(count).collect()
        });
        view.counts = counted.into_iter().zip(placed.further).filter_map(|(i, at)| Some((i, at?))).collect();
        let titled = captions.iter().zip(placed.captions);
        view.captions = titled.filter_map(|(caption, at)| Some((caption.clone(), at?))).collect();
        view
    }

    /// The lines beside which their number is written, the largest first.
    fn counted(&self, view: &View) -> Vec<usize> {
        let several = |i: &usize| {
            let line = view.lines[*i].as_ref();
            line.is_some_and(|line| line.tie.count.is_some_and(|count| count > 1) && !self.is_pale(view, &line.tie))
        };
        let mut counted: Vec<usize> = (0..view.lines.len()).filter(several).collect();
        let count = |i: usize| view.lines[i].as_ref().and_then(|line| line.tie.count);
        counted.sort_by_key(|&i| (std::cmp::Reverse(count(i)), i));
        counted.truncate(COUNTS);
        counted
    }

    /// Who is at an end of a line that stands out.
    fn bound(&self, view: &View) -> Vec<bool> {
        let mut bound = vec![false; self.wishes.len()];
        for line in view.lines.iter().flatten().filter(|line| line.tie.emphasised) {
            (bound[line.tie.from], bound[line.tie.to]) = (true, true);
        }
        bound
    }

    /// Whether a line is in the background: something else stands out in a panel, or one of its ends has no name.
    fn is_pale(&self, view: &View, tie: &DiagramTie) -> bool {
        let is_named = |end: usize| matches!(view.spots[end], Some(Spot::Name { .. }));
        let unnamed = self.naming.leaves_out(self.diagram) && !(is_named(tie.from) && is_named(tie.to));
        !tie.emphasised && (unnamed || view.is_picked)
    }

    /// What is written beside rings and sectors, and where.
    fn captions(&self, form: &Form, frame: Rect) -> Vec<Caption> {
        let words = &self.diagram.words;
        let told = |of: Captioned| match of {
            Captioned::Ring(ring) => Some(words.ring(ring)),
            Captioned::Beyond => Some(words.beyond.clone()),
            Captioned::Tier(tier) => self.diagram.tiers.get(tier).cloned(),
            Captioned::Kind(kind) => self.diagram.legend.get(kind).map(|entry| entry.label.clone()),
        };
        let caption = |form::Caption { at, of }| {
            let is_sector = matches!(of, Captioned::Tier(_) | Captioned::Kind(_));
            Some(Caption { text: one_line(&told(of)?), at, is_sector })
        };
        form.shape().captions(frame).into_iter().filter_map(caption).collect()
    }
}

/// The name of a ring or a sector, at a point.
#[derive(Clone)]
struct Caption {
    text: String,
    at: Point,
    is_sector: bool,
}

impl Caption {
    fn style(&self) -> Style {
        if self.is_sector { Style::bold(HEADING_SIZE) } else { Style::regular(CAPTION_SIZE) }
    }
}

impl Draft<'_> {
    /// The heading of a region with the band behind it: left of it, or above.
    fn write_heading(&self, region: &Region, (column, row): (f64, f64), scene: &mut Scene) {
        let Rect { x, y, width, height } = region.frame;
        let is_apart = matches!(region.heading, Some(Heading::Unplaced | Heading::Untied));
        let beside = if is_apart { HEADING_COLUMN } else { column };
        let (room, corner, band) = match region.heading {
            None => return,
            Some(Heading::Column(_)) => {
                (width, Point::new(x + 4.0, y - row + 2.0), Rect::new(x, y - row, width, height + row))
            }
            Some(Heading::Tier(_) | Heading::Unplaced | Heading::Untied) => {
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
            scene.texts.push(Text::new(Role::Heading, lines, Style::bold(HEADING_SIZE), corner, "#444"));
            scene.bands.push(band);
        }
    }
}

/// The course of every line from its first end to the other: as the form has it, else around the discs in its way.
fn courses(draft: &Draft, lines: &[Line], form: &Form, frame: Rect) -> Vec<Vec<Curve>> {
    let pairs: Vec<(usize, usize)> = lines.iter().map(|line| line.ends).collect();
    let centers: Vec<Point> = draft.wishes.iter().map(|wish| wish.center).collect();
    let reaches: Vec<f64> = draft.wishes.iter().map(|wish| wish.reach).collect();
    let own = |tie: &(usize, usize)| form.shape().course(frame, *tie, (centers[tie.0], centers[tie.1]));
    let mut courses: Vec<Option<Vec<Curve>>> = pairs.iter().map(own).collect();
    let (at, left): (Vec<usize>, Vec<(usize, usize)>) =
        pairs.into_iter().enumerate().filter(|(i, _)| courses[*i].is_none()).unzip();
    for (i, curve) in at.into_iter().zip(route(&left, &centers, &reaches, frame)) {
        courses[i] = Some(vec![curve]);
    }
    courses.into_iter().flatten().collect()
}

/// Which ties are seen in a panel, and which of them stand out.
fn shown(diagram: &Diagram, panel: Option<&Panel>) -> (Vec<bool>, Vec<bool>) {
    let mut seen = vec![panel.is_none(); diagram.ties.len()];
    let mut out: Vec<bool> = diagram.ties.iter().map(|tie| tie.emphasised).collect();
    if let Some(panel) = panel {
        panel.ties.iter().for_each(|&i| seen[i] = true);
        panel.emphasised.iter().for_each(|&i| out[i] = true);
    }
    (seen, out)
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
fn numbered(diagram: &Diagram, views: &[View]) -> Vec<usize> {
    let is_number = |i: &usize| views.iter().any(|view| matches!(view.spots[*i], Some(Spot::Number { .. })));
    let mut numbered: Vec<usize> = (0..diagram.actors.len()).filter(is_number).collect();
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
