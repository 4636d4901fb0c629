//! From a scene to the tree of shapes and glyphs that pixels and pages are drawn from.

use super::DrawOptions;
use super::fonts::Fonts;
use super::scene::{Scene, Text};
use super::svg::{Set, svg_set};
use crate::error::{Error, ErrorKind};
use resvg::usvg::{FontResolver, Group, Node, Options, Tree};

/// The name under which the SVG asks for the face at a place of the order.
const FACE: &str = "face";

/// Sets the texts of a scene in the fonts of the options.
pub(super) fn typeset(scene: &Scene, options: &DrawOptions) -> Result<Tree, Error> {
    let fonts = Fonts::load(&options.fonts)?;
    set_in(&fonts, &scene.texts, |set| svg_set(scene, options.theme, set))
}

/// Sets texts in some fonts; `draw` writes the SVG that holds them, each set as it is told.
pub(super) fn set_in(
    fonts: &Fonts,
    texts: &[Text],
    draw: impl FnOnce(&dyn Fn(usize) -> Set) -> String,
) -> Result<Tree, Error> {
    let settings = fonts.settings(texts)?;
    let set = |at: usize| {
        let setting = settings[at];
        let family = Some(format!("{FACE}{}", setting.face));
        Set { family, squeeze: (setting.squeeze < 1.0).then_some(setting.squeeze) }
    };
    let tree = parsed(&draw(&set), fonts)?;
    if has_empty_box(tree.root()) {
        let message =
            "the fonts at hand cannot write a text of the drawing together; give a --font FILE that has all of it";
        return Err(ErrorKind::Font(message.into()).into());
    }
    Ok(tree)
}

fn parsed(text: &str, fonts: &Fonts) -> Result<Tree, Error> {
    let select_font = |font: &resvg::usvg::Font, _: &mut _| {
        let named = font.families().first().map(ToString::to_string).unwrap_or_default();
        let at = named.trim_matches(['"', '\'']).strip_prefix(FACE).and_then(|at| at.parse().ok()).unwrap_or(0);
        fonts.face(at, font.weight())
    };
    let options = Options {
        fontdb: fonts.database.clone(),
        font_resolver: FontResolver {
            select_font: Box::new(select_font),
            select_fallback: Box::new(|letter, tried, _| fonts.fallback(letter, tried)),
        },
        ..Options::default()
    };
    let refused = |error| ErrorKind::Parameter(format!("the drawing cannot be set: {error}")).into();
    Tree::from_str(text, &options).map_err(refused)
}

/// Whether a glyph stands for a character that its font does not have.
fn has_empty_box(group: &Group) -> bool {
    group.children().iter().any(|node| match node {
        Node::Group(group) => has_empty_box(group),
        Node::Text(text) => {
            text.layouted().iter().flat_map(|span| &span.positioned_glyphs).any(|glyph| glyph.id.0 == 0)
        }
        _ => false,
    })
}

#[cfg(test)]
#[path = "typeset_tests.rs"]
mod tests;
