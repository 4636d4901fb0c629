//! The drawing itself: discs, ties and names within a frame.

use super::diagram::{Diagram, DiagramActor};
use super::key::SIZE as NUMBER_SIZE;
use super::scene::{Glyph, Role, Scene, Shape, Stroke, Text};
use crate::layout::form::Region;
use crate::layout::label::{Anchor, Spot, Wish, place};
use crate::layout::route::{Curve, route};
use crate::layout::separate::{Half, even_out, separate};
use crate::layout::text::{Style, one_line};
use crate::layout::{Form, Point, Rect};

/// Names wider than this are broken into two lines, pixels per pixel of text size.
const WIDEST_LINE: f64 = 17.0;
/// The share of the frame that the boxes of discs and names may fill while they are pushed apart.
const CROWDED: f64 = 0.6;

/// How large discs and names are, by the room that there is for each actor.
pub(crate) struct Sizes {
    smallest: f64,
    greatest: f64,
    most: f64,
    text: f64,
    /// How much larger the name of the largest actor is; little where many are large, for then it tells nothing.
    emphasis: f64,
}

impl Sizes {
    /// Sizes for a diagram drawn in a given area.
    pub(crate) fn new(diagram: &Diagram, area: f64) -> Self {
        let spacing = (area / diagram.actors.len().max(1) as f64).sqrt();
        let most = diagram.largest();
        let shares: f64 = diagram.actors.iter().map(|actor| actor.size / most.max(f64::MIN_POSITIVE)).sum();
        let affordable = (DISCS * area / (4.0 * shares.max(1.0))).sqrt();
        Self {
            smallest: (0.06 * spacing).clamp(2.5, 5.0),
            greatest: (10.0 + 0.24 * spacing).min(affordable).clamp(9.0, 34.0),
            most,
            // 10 px are 7.5 pt.
            text: (10.0 + (spacing - 67.0) / 38.0).clamp(10.0, 13.5),
            emphasis: 0.35 * (1.0 - shares / diagram.actors.len().max(1) as f64),
        }
    }

    /// The radius of a disc: its area is in proportion to the size, unless it would be too small to see.
    pub(crate) fn radius(&self, size: f64) -> f64 {
        let share = if self.most > 0.0 { (size / self.most).sqrt() } else { 0.0 };
        (self.greatest * share).max(self.smallest)
    }

    /// Whether the disc of this size has an area in proportion.
    pub(crate) fn is_true(&self, size: f64) -> bool {
        self.most > 0.0 && self.greatest * (size / self.most).sqrt() >= self.smallest
    }

    fn style(&self, actor: &DiagramActor) -> Style {
        let weight = self.radius(actor.size) / self.greatest;
        Style { size: self.text * (1.0 + self.emphasis * weight), bold: actor.emphasised }
    }
}

/// The width of the column with the names of tiers, and their text size.
const TIER_COLUMN: f64 = 100.0;
const TIER_SIZE: f64 = 12.5;
/// The share of the frame that discs may take.
const DISCS: f64 = 0.1;
/// The share of the frame above which discs and numbers alone are too many.
const FULL: f64 = 0.5;
/// How far actors are evened out over the frame, and for how many rounds their names push: as far as it takes.
const EVENINGS: [(f64, usize); 5] = [(0.2, 150), (0.5, 150), (0.5, 20), (1.0, 20), (1.0, 0)];
/// One actor of so many has room for its name kept free, those of the highest priority.
const FIRST: usize = 12;
/// Above so many actors only what is likely to do is tried.
const MANY: usize = 800;

/// A drawing within its frame, and what could not be written into it.
pub(crate) struct Plot {
    pub(crate) scene: Scene,
    /// Actors that have a number, in its order: number 1 first.
    pub(crate) numbered: Vec<usize>,
}

/// Draws the diagram in `frame`; `None` if there is no room for all discs and numbers.
pub(crate) fn plot(diagram: &Diagram, form: &Form, sizes: &Sizes, frame: Rect, limit: Option<usize>) -> Option<Plot> {
    let mut draft = Draft::new(diagram, sizes);
    let mut scene = Scene::default();
    let column = draft.tiers(form, frame);
    let frame = Rect { x: frame.x + column, width: frame.width - column, ..frame };
    let regions = draft.settle(form, frame)?;
    for region in &regions {
        write_tier(diagram, region, column, &mut scene);
        if column > 0.0 {
            let Rect { x, width, .. } = region.frame;
            scene.bands.push(Rect { x: x - column, width: width + column, ..region.frame });
        }
    }
    let pairs: Vec<(usize, usize)> = diagram.ties.iter().map(|tie| (tie.from, tie.to)).collect();
    let centers: Vec<Point> = draft.wishes.iter().map(|wish| wish.center).collect();
    let reaches: Vec<f64> = draft.wishes.iter().map(|wish| wish.reach).collect();
    let curves = route(&pairs, &centers, &reaches, frame);
    let pieces: Vec<(Point, Point)> = curves.iter().flat_map(Curve::pieces).collect();
    let spots = place(&draft.wishes, &pieces, frame, limit);
    for (tie, curve) in diagram.ties.iter().zip(curves) {
        let curve = curve.trimmed(reaches[tie.from] + 0.5, reaches[tie.to] + 1.5);
        let (width, dashed, arrow, emphasised) = (0.5 + 1.3 * tie.strength, tie.assumed, !tie.mutual, tie.emphasised);
        let width = if emphasised { width + 1.2 } else { width };
        scene.ties.push(Stroke { curve, width, dashed, arrow, emphasised, tooltip: tie.tooltip.clone() });
    }
    // Large discs first, so that a small one is never hidden.
    let mut order: Vec<usize> = (0..diagram.actors.len()).collect();
    order.sort_by(|&a, &b| diagram.actors[b].size.total_cmp(&diagram.actors[a].size).then(a.cmp(&b)));
    scene.shapes.extend(order.into_iter().map(|i| draft.glyph(i)));
    let numbered = draft.write(&spots, &mut scene);
    Some(Plot { scene, numbered })
}

/// Actors on their way to the page.
struct Draft<'a> {
    diagram: &'a Diagram,
    sizes: &'a Sizes,
    wishes: Vec<Wish>,
    forms: Vec<Vec<Vec<String>>>,
}

impl<'a> Draft<'a> {
    fn new(diagram: &'a Diagram, sizes: &'a Sizes) -> Self {
        let style = Style::regular(NUMBER_SIZE);
        let number = (style.width(&diagram.actors.len().to_string()) + 1.0, style.height(1));
        let forms: Vec<_> = diagram.actors.iter().map(|actor| forms(actor.name(), sizes.style(actor))).collect();
        let wish = |(actor, forms): (&DiagramActor, &Vec<Vec<String>>)| Wish {
            center: Point::default(),
            reach: sizes.radius(actor.size) * Shape::of_kind(diagram.kind_index(&actor.kind)).0.reach(),
            priority: if actor.emphasised { f64::INFINITY } else { actor.priority },
            forms: forms.iter().map(|lines| sizes.style(actor).block(lines)).collect(),
            number,
        };
        let wishes = diagram.actors.iter().zip(&forms).map(wish).collect();
        Self { diagram, sizes, wishes, forms }
    }

    /// Places the discs: where the form wants them, but with room for names as far as possible and for numbers always.
    ///
    /// Returns the regions in which they are; `None` if there is no room.
    fn settle(&mut self, form: &Form, frame: Rect) -> Option<Vec<Region>> {
        let cores = self.least();
        let boxes = roomy(&cores, &self.wanted(), frame);
        let inset = frame.inflated(-0.02 * frame.width.min(frame.height));
        let shift: Vec<f64> = self.wishes.iter().map(Wish::core_shift).collect();
        if crowded(&cores, frame, FULL) {
            return None;
        }
        let regions = form.regions(frame, &boxes);
        let wanted: Vec<Point> = form.fit(inset).iter().zip(&shift).map(|(p, dy)| p.shifted(0.0, *dy)).collect();
        for Region { members, frame, .. } in &regions {
            let wanted: Vec<Point> = members.iter().map(|&i| wanted[i]).collect();
            let of = |all: &[Half]| -> Vec<Half> { members.iter().map(|&i| all[i]).collect() };
            let centers = spread_out(&wanted, &of(&boxes), &of(&cores), *frame)?;
            for (&i, center) in members.iter().zip(centers) {
                self.wishes[i].center = center.shifted(0.0, -shift[i]);
            }
        }
        Some(regions)
    }

    /// The width of a column for the names of the tiers, 0 where the form has none or they have no names.
    fn tiers(&self, form: &Form, frame: Rect) -> f64 {
        let regions = form.regions(frame, &self.least());
        let names = regions.iter().filter_map(|region| self.diagram.tiers.get(region.tier?));
        if names.count() > 0 { TIER_COLUMN } else { 0.0 }
    }

    /// Boxes that must not overlap: room for a disc and its number, and for the names of those who come first.
    fn least(&self) -> Vec<Half> {
        let mut boxes: Vec<Half> = self.wishes.iter().map(Wish::core).collect();
        let mut order: Vec<usize> = (0..boxes.len()).collect();
        order.sort_by(|&a, &b| self.wishes[b].priority.total_cmp(&self.wishes[a].priority).then(a.cmp(&b)));
        order.truncate(boxes.len().div_ceil(FIRST));
        for i in order {
            let (width, height) = self.wishes[i].forms.last().copied().unwrap_or_default();
            boxes[i].width = boxes[i].width.max(width / 2.0 + 1.0);
            boxes[i].height = boxes[i].height.max(self.wishes[i].reach + height + 3.0);
        }
        boxes
    }

    /// Boxes with room for a disc and its name beside, above or below.
    fn wanted(&self) -> Vec<Half> {
        let want = |(wish, core): (&Wish, Half)| {
            let (width, height) = *wish.forms.last().unwrap_or(&wish.number);
            Half { width: core.width.max(width / 2.0 + 3.0), height: core.height.max(wish.reach + height / 2.0 + 3.0) }
        };
        self.wishes.iter().zip(self.least()).map(want).collect()
    }

    fn glyph(&self, i: usize) -> Glyph {
        let actor = &self.diagram.actors[i];
        let kind = self.diagram.kind_index(&actor.kind);
        let (shape, hollow) = Shape::of_kind(kind);
        Glyph {
            id: Some(actor.id.clone()),
            shape,
            center: self.wishes[i].center,
            radius: self.sizes.radius(actor.size),
            color: self.diagram.color(kind),
            hollow,
            emphasised: actor.emphasised,
            tooltip: if actor.tooltip.is_empty() { actor.name().to_owned() } else { actor.tooltip.clone() },
        }
    }

    /// Writes names and numbers; returns who has a number. Numbers follow the names, so that the key can be read both ways.
    fn write(&self, spots: &[Spot], scene: &mut Scene) -> Vec<usize> {
        let is_number = |i: &usize| matches!(spots[*i], Spot::Number { .. });
        let mut numbered: Vec<usize> = (0..spots.len()).filter(is_number).collect();
        numbered.sort_by_key(|&i| (one_line(self.diagram.actors[i].name()).to_lowercase(), i));
        for (i, spot) in spots.iter().enumerate() {
            if let Spot::Name { form, at, anchor, leader } = spot {
                let Style { size, bold } = self.sizes.style(&self.diagram.actors[i]);
                let lines = self.forms[i][*form].clone();
                let id = Some(self.diagram.actors[i].id.clone());
                scene.leaders.extend(leader);
                let (role, color) = (Role::Label, "#111");
                scene.texts.push(Text { role, id, lines, at: *at, size, bold, anchor: *anchor, color });
            }
        }
        for (position, &i) in numbered.iter().enumerate() {
            if let Spot::Number { at, inside } = spots[i] {
                scene.texts.push(self.number(i, position + 1, at, inside));
            }
        }
        numbered
    }

    fn number(&self, i: usize, number: usize, at: Rect, inside: bool) -> Text {
        let glyph = self.glyph(i);
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

/// Places within a region, as near to those wanted as there is room; `None` if there is none.
fn spread_out(wanted: &[Point], boxes: &[Half], cores: &[Half], frame: Rect) -> Option<Vec<Point>> {
    let inset = frame.inflated(-0.02 * frame.width.min(frame.height));
    let tries = if wanted.len() > MANY { &EVENINGS[2..] } else { &EVENINGS };
    tries.iter().find_map(|&(evening, rounds)| {
        let mut centers = wanted.to_vec();
        even_out(&mut centers, if rounds > 0 { boxes } else { cores }, inset, evening);
        separate(&mut centers, boxes, frame, rounds);
        separate(&mut centers, cores, frame, 150).then_some(centers)
    })
}

/// The name of a tier, left of its band.
fn write_tier(diagram: &Diagram, region: &Region, column: f64, scene: &mut Scene) {
    let Some(name) = region.tier.and_then(|tier| diagram.tiers.get(tier)) else { return };
    let style = Style::bold(TIER_SIZE);
    let lines = style.wrap(&one_line(name), column - 8.0);
    let top = region.frame.center().y - style.height(lines.len()) / 2.0;
    let at = Point::new(region.frame.x - column, top.max(region.frame.y));
    scene.texts.push(Text::new(Role::Title, lines, style, at, "#444"));
}

/// The forms that a name can take: on one line if it is not too long, on two, and on three if two are too long.
fn forms(name: &str, style: Style) -> Vec<Vec<String>> {
    let name = one_line(name);
    let limit = WIDEST_LINE * style.size;
    let thirds = style.wrap(&name, limit.min(0.42 * style.width(&name)));
    let halves = style.halves(&name).map(Vec::from);
    let fits = |lines: &Vec<String>| style.block(lines).0 <= limit;
    let forms: Vec<_> = [Some(vec![name]), halves].into_iter().flatten().filter(fits).collect();
    let three = forms.is_empty() && thirds.len() == 3 && fits(&thirds);
    if three { vec![thirds] } else { forms }
}

/// Boxes between the least and the wanted ones, such that they do not crowd the frame.
fn roomy(least: &[Half], wanted: &[Half], frame: Rect) -> Vec<Half> {
    let between = |share: f64| -> Vec<Half> {
        let mix = |a: f64, b: f64| a + share * (b - a);
        let mixed = |(a, b): (&Half, &Half)| Half { width: mix(a.width, b.width), height: mix(a.height, b.height) };
        least.iter().zip(wanted).map(mixed).collect()
    };
    let mut steps = (0..=10).rev().map(|tenth| between(f64::from(tenth) / 10.0));
    steps.find(|boxes| !crowded(boxes, frame, CROWDED)).unwrap_or_else(|| least.to_vec())
}

/// Whether boxes take more than a share of the frame.
fn crowded(boxes: &[Half], frame: Rect, share: f64) -> bool {
    boxes.iter().map(|half| 4.0 * half.width * half.height).sum::<f64>() > share * frame.area()
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
    use super::{Style, forms, is_dark};

    #[test]
    fn long_names_take_two_lines_or_none() {
        let style = Style::regular(10.0);
        assert_eq!(forms("Seoul", style), vec![vec!["Seoul"]]);
        assert_eq!(forms("Seoul Urban Solutions Agency", style).len(), 2);
        assert_eq!(forms("Korea Overseas Infrastructure and Urban Corporation", style)[0].len(), 2);
        assert!(forms(&"x".repeat(500), style).is_empty());
    }

    #[test]
    fn white_is_for_dark_colours() {
        assert!(is_dark("#003f5c") && !is_dark("#ffee99") && !is_dark("red") && !is_dark("#12"));
    }
}
