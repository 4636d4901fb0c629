//! The key: the actors that have a number in the drawing, in columns of small text.

use super::scene::{Role, Scene, Text};
use crate::layout::Point;
use crate::layout::text::Style;

/// Text size of the key in pixels: 6.75 pt.
pub(crate) const SIZE: f64 = 9.0;
/// The widest that a line of the key may be.
const WIDEST: f64 = 230.0;
/// Between columns.
const GUTTER: f64 = 14.0;
/// Between entries.
const LEADING: f64 = 1.5;

/// One entry: number, id and name of an actor.
pub(crate) struct Entry<'a> {
    pub(crate) number: usize,
    pub(crate) id: &'a str,
    pub(crate) name: &'a str,
}

/// Lays out the key from the origin in a given width; the height of the scene is what it needs, 0 without entries.
pub(crate) fn key(entries: &[Entry], heading: &str, width: f64) -> Scene {
    let mut scene = Scene { width, ..Scene::default() };
    if entries.is_empty() {
        return scene;
    }
    let style = Style::regular(SIZE);
    let wrapped = |entry: &Entry| style.wrap(&format!("{} {}", entry.number, entry.name), WIDEST.min(width));
    let blocks: Vec<Vec<String>> = entries.iter().map(wrapped).collect();
    scene.stack(heading, Role::Legend, Style::bold(SIZE + 1.0), "#222", width);
    let top = scene.height;
    let widest = blocks.iter().map(|lines| style.block(lines).0).fold(1.0, f64::max);
    let most = ((width + GUTTER) / (widest + GUTTER)).floor().max(1.0);
    let (columns, pitch) = match entries.len() as f64 {
        count if count < most => (count, widest + GUTTER),
        _ => (most, (width + GUTTER) / most),
    };
    let height_of = |lines: &Vec<String>| style.height(lines.len()) + LEADING;
    let total: f64 = blocks.iter().map(height_of).sum();
    // A column takes entries while its share is not reached, so that the columns are never more than planned.
    let (share, mut filled, mut x, mut y) = (total / columns, 0.0, 0.0, top);
    for (entry, lines) in entries.iter().zip(blocks) {
        let column = (filled / share).floor().min(columns - 1.0) * pitch;
        if column > x {
            (x, y) = (column, top);
        }
        let height = height_of(&lines);
        let text = Text::new(Role::Key, lines, style, Point::new(x, y), "#222");
        scene.texts.push(Text { id: Some(entry.id.to_owned()), ..text });
        (filled, y) = (filled + height, y + height);
        scene.height = scene.height.max(y);
    }
    scene
}

#[cfg(test)]
mod tests {
    use super::{Entry, key};

    #[test]
    fn entries_keep_apart_and_inside() {
        let names: Vec<String> = (0..57).map(|i| "Long name of an actor ".repeat(1 + i % 5)).collect();
        let entries: Vec<Entry> =
            names.iter().enumerate().map(|(i, name)| Entry { number: i + 1, id: name, name }).collect();
        let scene = key(&entries, "Key", 700.0);
        assert_eq!(scene.texts.len(), 58);
        for (i, text) in scene.texts.iter().enumerate() {
            assert!(text.at.right() <= 700.0 && text.at.bottom() <= scene.height);
            assert!(scene.texts[i + 1..].iter().all(|other| !other.at.overlaps(&text.at)));
        }
    }

    #[test]
    fn no_entries_no_key() {
        assert_eq!(key(&[], "Key", 700.0).height, 0.0);
    }
}
