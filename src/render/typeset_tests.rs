use super::super::{Diagram, DiagramActor, DrawOptions, FontSource, Paper, Picture, compose};
use super::*;
use crate::model::{Network, View};
use resvg::usvg::Text;

const FONTS: &str = "this test draws Hangul with the installed fonts: apt-get install fonts-nanum";

fn installed() -> DrawOptions {
    DrawOptions::default().font(FontSource::System)
}

fn texts<'a>(group: &'a Group, found: &mut Vec<&'a Text>) {
    for node in group.children() {
        match node {
            Node::Group(group) => texts(group, found),
            Node::Text(text) => found.push(text),
            _ => {}
        }
    }
}

/// Every text is drawn, within its box from left to right.
fn assert_fits(scene: &Scene, tree: &Tree, what: &str) {
    let (mut found, scale) = (Vec::new(), scene.width / f64::from(tree.size().width()));
    texts(tree.root(), &mut found);
    let written: Vec<_> =
        scene.texts.iter().filter(|text| text.lines.iter().any(|line| !line.trim().is_empty())).collect();
    assert_eq!(found.len(), written.len(), "{what}");
    for (drawn, text) in found.into_iter().zip(written) {
        let drawn = drawn.abs_bounding_box();
        let [left, right] = [drawn.left(), drawn.right()].map(|x| f64::from(x) * scale);
        assert!(left > text.at.x - 1.0 && right < text.at.right() + 1.0, "{what}: {text:?} is at {left}–{right}");
    }
}

#[test]
fn every_text_of_the_real_networks_fits_its_box_in_both_languages() {
    for name in ["seoul", "singapore", "netherlands"] {
        let network = Network::builtin(name).unwrap();
        for (language, paper) in [("en", Paper::A3), ("ko", Paper::A3), ("en", Paper::A4), ("ko", Paper::A4)] {
            let picture = Picture::new(View::today(&network)).language(language).size("degree");
            let options = installed().paper(paper);
            let scene = compose(&picture.diagram(&network).unwrap(), &options).unwrap();
            let tree = typeset(&scene, &options).expect(FONTS);
            assert_fits(&scene, &tree, &format!("{name} {language}"));
        }
    }
}

#[test]
fn a_wide_font_is_squeezed_into_the_boxes() {
    let options = installed();
    let mut diagram = Diagram::new("Widths");
    diagram.actors = ["Seoul Metropolitan Government", "서울특별시", "Wagga Wagga"]
        .map(|name| DiagramActor::new(name, name, ""))
        .into();
    let mut scene = compose(&diagram, &options).unwrap();
    for text in &mut scene.texts {
        text.at.width *= 0.6;
    }
    let tree = typeset(&scene, &options).expect(FONTS);
    assert_fits(&scene, &tree, "narrow boxes");
}

#[test]
fn a_character_in_no_font_is_named_and_so_is_a_font() {
    let mut diagram = Diagram::new("No font has these: \u{10fffd}\u{f8ff0}");
    diagram.actors.push(DiagramActor::new("a", "A\u{200b}\u{fe0f}B", ""));
    let scene = compose(&diagram, &installed()).unwrap();
    let refused = typeset(&scene, &installed()).unwrap_err();
    assert!(matches!(refused.kind(), ErrorKind::Font(_)));
    let told = refused.to_string();
    assert!(told.contains("(U+F8FF0), ") && told.contains("(U+10FFFD)") && told.contains("--font FILE"), "{told}");
    let none = typeset(&scene, &DrawOptions::default()).unwrap_err().to_string();
    assert!(none.contains("there is no font") && none.contains("fonts-nanum"), "{none}");
}
