//! Actors on their way to the page: where their discs stand, what their names look like.

use super::diagram::{Diagram, DiagramActor};
use super::key::SIZE as NUMBER_SIZE;
use super::naming::Naming;
use super::scene::{Glyph, Shape};
use super::sizes::Sizes;
use crate::layout::form::{HEADING_COLUMN, Heading, Hold, Region};
use crate::layout::label::Wish;
use crate::layout::separate::{Half, even_out, separate_around};
use crate::layout::text::{Style, one_line};
use crate::layout::{Form, Point, Rect};

/// Names wider than this are broken into two lines, pixels per pixel of text size.
const WIDEST_LINE: f64 = 17.0;
/// The same in lists.
const WIDEST_IN_LIST: f64 = 30.0;
/// The share of the frame that the boxes of discs and names may fill while they are pushed apart.
const CROWDED: f64 = 0.6;
/// The share of the frame above which discs and numbers alone are too many.
const FULL: f64 = 0.5;
/// How far actors are evened out over the frame, and for how many rounds their names push: as far as it takes.
const EVENINGS: [(f64, usize); 5] = [(0.2, 150), (0.5, 150), (0.5, 20), (1.0, 20), (1.0, 0)];
/// The same where a form wants its actors held near their places, or firmly at them.
const NEAR: [(f64, usize); 3] = [(0.0, 12), (0.0, 4), (0.0, 0)];
const FIRM: [(f64, usize); 1] = [(0.0, 0)];
/// One actor of so many has room for its name kept free, those of the highest priority.
const FIRST: usize = 12;
/// Above so many actors only what is likely to do is tried.
const MANY: usize = 800;
/// Text size of headings.
pub(super) const HEADING_SIZE: f64 = 12.5;

/// Actors on their way to the page.
pub(super) struct Draft<'a> {
    pub(super) diagram: &'a Diagram,
    pub(super) sizes: &'a Sizes,
    pub(super) wishes: Vec<Wish>,
    pub(super) forms: Vec<Vec<Vec<String>>>,
    pub(super) naming: Naming,
}

impl<'a> Draft<'a> {
    pub(super) fn new(diagram: &'a Diagram, sizes: &'a Sizes, form: &Form, naming: Naming) -> Self {
        let style = Style::regular(NUMBER_SIZE);
        let number = (style.width(&diagram.actors.len().to_string()) + 1.0, style.height(1));
        let number = if naming.key { number } else { (0.0, 0.0) };
        // A list grows until all names have room, and keeps none for numbers.
        let is_list = form.shape().is_list() && naming.most.is_none();
        let widest = if is_list { WIDEST_IN_LIST } else { WIDEST_LINE };
        let forms: Vec<_> =
            diagram.actors.iter().map(|actor| forms(actor.name(), sizes.style(actor), widest)).collect();
        let largest = |i: usize| {
            let in_panels = diagram.panels.iter().filter_map(|panel| panel.sizes.get(i).copied());
            in_panels.fold(diagram.actors[i].size, f64::max)
        };
        let wish = |(i, (actor, forms)): (usize, (&DiagramActor, &Vec<Vec<String>>))| Wish {
            center: Point::default(),
            reach: sizes.radius(largest(i)) * Shape::of_kind(diagram.kind_index(&actor.kind)).0.reach(),
            priority: if actor.emphasised { f64::INFINITY } else { actor.priority },
            forms: forms.iter().map(|lines| sizes.style(actor).block(lines)).collect(),
            number: if is_list && !forms.is_empty() { (0.0, 0.0) } else { number },
            side: form.shape().side(i),
        };
        let wishes = diagram.actors.iter().zip(&forms).enumerate().map(wish).collect();
        Self { diagram, sizes, wishes, forms, naming }
    }

    /// Places the discs: where the form wants them, but with room for names as far as possible and for numbers always.
    ///
    /// Returns the regions in which they are; `None` if there is no room.
    pub(super) fn settle(&mut self, form: &Form, frame: Rect) -> Option<Vec<Region>> {
        let shape = form.shape();
        let cores = self.least(shape.hold());
        // On a map of thousands everybody stands where he is, for whoever is moved by a crowd is somewhere else.
        let is_cloud = shape.hold() == Hold::Firm && !self.naming.key && self.wishes.len() > MANY;
        if shape.is_tight(frame) || !is_cloud && crowded(&cores, frame, FULL) {
            return None;
        }
        let boxes = if shape.hold() == Hold::Firm || !self.keeps_room() {
            cores.clone()
        } else {
            roomy(&cores, &self.wanted(&cores), frame)
        };
        let inset = match shape.hold() {
            Hold::Loose => frame.inflated(-0.02 * frame.width.min(frame.height)),
            Hold::Near | Hold::Firm => frame,
        };
        let shift: Vec<f64> = self.wishes.iter().map(Wish::core_shift).collect();
        let regions = shape.regions(frame, &boxes);
        let wanted: Vec<Point> = form.fit(inset).iter().zip(&shift).map(|(p, dy)| p.shifted(0.0, *dy)).collect();
        for region @ Region { members, frame, .. } in &regions {
            let own = shape.fit_region(region);
            let place =
                |(at, &i): (usize, &usize)| own.as_ref().map_or(wanted[i], |own| own[at].shifted(0.0, shift[i]));
            let wanted: Vec<Point> = members.iter().enumerate().map(place).collect();
            let of = |all: &[Half]| -> Vec<Half> { members.iter().map(|&i| all[i]).collect() };
            let fixed = members.iter().position(|&i| shape.fixed() == Some(i));
            let centers = if is_cloud {
                wanted
            } else {
                spread_out((&wanted, fixed), &of(&boxes), &of(&cores), *frame, shape.hold())?
            };
            for (&i, center) in members.iter().zip(centers) {
                self.wishes[i].center = center.shifted(0.0, -shift[i]);
            }
        }
        Some(regions)
    }

    /// The width of a column for headings left of the drawing, and the height of a row for those above it; 0 where there are none.
    pub(super) fn headings(&self, form: &Form, frame: Rect) -> (f64, f64) {
        let regions = form.shape().regions(frame, &self.least(form.shape().hold()));
        let mut room = (0.0, 0.0_f64);
        for region in &regions {
            match region.heading {
                Some(Heading::Tier(_)) if self.heading(region).is_some() => room.0 = HEADING_COLUMN,
                Some(Heading::Column(_)) => room.1 = room.1.max(self.lines(region, region.frame.width).1 + 6.0),
                _ => {}
            }
        }
        room
    }

    /// What is written beside a region.
    pub(super) fn heading(&self, region: &Region) -> Option<&str> {
        let name = match region.heading? {
            Heading::Tier(tier) => self.diagram.tiers.get(tier)?,
            Heading::Column(column) => self.diagram.columns.get(column)?,
            Heading::Unplaced => &self.diagram.words.unplaced,
            Heading::Untied => &self.diagram.words.untied,
        };
        Some(name)
    }

    /// The heading of a region in lines of a given width, and how high they are.
    pub(super) fn lines(&self, region: &Region, width: f64) -> (Vec<String>, f64) {
        let style = Style::bold(HEADING_SIZE);
        let lines = style.wrap(&one_line(self.heading(region).unwrap_or_default()), width - 8.0);
        let height = style.height(lines.len());
        (lines, height)
    }

    /// Boxes that must not overlap: room for a disc and its number, and for the names of those who come first.
    fn least(&self, hold: Hold) -> Vec<Half> {
        let mut boxes: Vec<Half> = self.wishes.iter().map(Wish::core).collect();
        if hold == Hold::Firm || !self.keeps_room() {
            return boxes;
        }
        for i in self.first(boxes.len().div_ceil(FIRST)) {
            let (width, height) = self.wishes[i].forms.last().copied().unwrap_or_default();
            boxes[i].width = boxes[i].width.max(width / 2.0 + 1.0);
            boxes[i].height = boxes[i].height.max(self.wishes[i].reach + height + 3.0);
        }
        boxes
    }

    /// Whether names have room kept free: not in small drawings of which each names others.
    fn keeps_room(&self) -> bool {
        self.naming.key || self.diagram.panels.is_empty()
    }

    /// The first so many by priority, no more than have a name.
    fn first(&self, most: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.wishes.len()).collect();
        order.sort_by(|&a, &b| self.wishes[b].priority.total_cmp(&self.wishes[a].priority).then(a.cmp(&b)));
        order.truncate(self.naming.most.map_or(most, |named| named.min(most)));
        order
    }

    /// Boxes with room for a disc and its name beside, above or below.
    fn wanted(&self, least: &[Half]) -> Vec<Half> {
        let mut boxes = least.to_vec();
        for i in self.first(self.wishes.len()) {
            let wish = &self.wishes[i];
            let (width, height) = *wish.forms.last().unwrap_or(&wish.number);
            boxes[i].width = boxes[i].width.max(width / 2.0 + 3.0);
            boxes[i].height = boxes[i].height.max(wish.reach + height / 2.0 + 3.0);
        }
        boxes
    }

    /// The disc of an actor of a given size.
    pub(super) fn glyph(&self, i: usize, size: f64) -> Glyph {
        let actor = &self.diagram.actors[i];
        let kind = self.diagram.kind_index(&actor.kind);
        let (shape, hollow) = Shape::of_kind(kind);
        Glyph {
            id: Some(actor.id.clone()),
            shape,
            center: self.wishes[i].center,
            radius: self.sizes.radius(size),
            color: self.diagram.color(kind),
            hollow,
            emphasised: actor.emphasised,
            pale: false,
            tooltip: if actor.tooltip.is_empty() { actor.name().to_owned() } else { actor.tooltip.clone() },
        }
    }
}

/// Places within a region, as near to those wanted as there is room; `None` if there is none.
fn spread_out(
    (wanted, fixed): (&[Point], Option<usize>),
    boxes: &[Half],
    cores: &[Half],
    frame: Rect,
    hold: Hold,
) -> Option<Vec<Point>> {
    let inset = frame.inflated(-0.02 * frame.width.min(frame.height));
    let tries = match hold {
        Hold::Loose if wanted.len() > MANY => &EVENINGS[2..],
        Hold::Loose => &EVENINGS[..],
        Hold::Near => &NEAR[..],
        Hold::Firm => &FIRM[..],
    };
    tries.iter().find_map(|&(evening, rounds)| {
        let mut centers = wanted.to_vec();
        if evening > 0.0 {
            even_out(&mut centers, if rounds > 0 { boxes } else { cores }, inset, evening);
        }
        separate_around(fixed, &mut centers, boxes, frame, rounds);
        separate_around(fixed, &mut centers, cores, frame, 150).then_some(centers)
    })
}

/// The forms that a name can take: on one line if it is not too long, on two, and on three if two are too long.
fn forms(name: &str, style: Style, widest: f64) -> Vec<Vec<String>> {
    let name = one_line(name);
    let limit = widest * style.size;
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

#[cfg(test)]
mod tests {
    use super::{Style, WIDEST_LINE, forms};

    #[test]
    fn long_names_take_two_lines_or_none() {
        let style = Style::regular(10.0);
        assert_eq!(forms("Seoul", style, WIDEST_LINE), vec![vec!["Seoul"]]);
        assert_eq!(forms("Seoul Urban Solutions Agency", style, WIDEST_LINE).len(), 2);
        assert_eq!(forms("Korea Overseas Infrastructure and Urban Corporation", style, WIDEST_LINE)[0].len(), 2);
        assert!(forms(&"x".repeat(500), style, WIDEST_LINE).is_empty());
    }
}
