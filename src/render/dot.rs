//! DOT, for those who lay out with Graphviz themselves.

use super::scene::Shape;
use super::{Diagram, DiagramActor, DiagramTie, DrawOptions, Engine, Renderer};
use crate::error::Error;
use crate::layout::text::one_line;
use graphviz_rust::dot_structures::{
    Attribute, Edge, EdgeTy, Graph, GraphAttributes, Id, Node, NodeId, Stmt, Subgraph, Vertex,
};
use graphviz_rust::printer::{DotPrinter, PrinterContext};

/// Above so many ties their names would only hide the drawing; tooltips still tell them.
const MOST_TIE_LABELS: usize = 60;

/// Writes the network as a DOT digraph.
///
/// # Examples
/// ```
/// use proxeny::render::{Diagram, DiagramActor, Dot, DrawOptions, Engine, Renderer};
///
/// let mut diagram = Diagram::new("One city");
/// diagram.actors.push(DiagramActor::new("smg", "Seoul", "city_government"));
/// let dot = Dot.render(&diagram, &DrawOptions::default().engine(Engine::Neato))?;
/// let dot = String::from_utf8(dot).expect("DOT is UTF-8");
/// assert!(dot.trim_start().starts_with("digraph") && dot.contains("neato"));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Dot;

impl Renderer for Dot {
    fn name(&self) -> &'static str {
        "dot"
    }

    fn extension(&self) -> &'static str {
        "dot"
    }

    fn about(&self) -> &'static str {
        "The network in the language of Graphviz, to be laid out by its programs."
    }

    fn render(&self, diagram: &Diagram, options: &DrawOptions) -> Result<Vec<u8>, Error> {
        diagram.check()?;
        Ok(graph(diagram, options.engine).print(&mut PrinterContext::default()).into_bytes())
    }
}

/// The syntax tree of a diagram.
fn graph(diagram: &Diagram, engine: Engine) -> Graph {
    let mut stmts = vec![
        attribute("label", &format!("{}\n{}", diagram.title, diagram.subtitle)).into_statement(),
        attribute("labelloc", "t").into_statement(),
        attribute("fontname", "Noto Sans KR").into_statement(),
        attribute("layout", engine.name()).into_statement(),
        attribute("overlap", "prism").into_statement(),
        // Room for names beside the discs, in points.
        attribute("sep", "+22,12").into_statement(),
        // Curved ties around labels make some releases of Graphviz fail on large networks.
        attribute("splines", "line").into_statement(),
        Stmt::GAttribute(GraphAttributes::Node(vec![
            attribute("fontname", "Noto Sans KR"),
            attribute("fontsize", "10"),
            attribute("fixedsize", "true"),
        ])),
        Stmt::GAttribute(GraphAttributes::Edge(vec![
            attribute("color", "#56627080"),
            attribute("arrowsize", "0.5"),
            attribute("fontname", "Noto Sans KR"),
            attribute("fontsize", "7"),
            attribute("fontcolor", "#566270"),
            // Room for names where springs and rings decide.
            attribute("len", "1.6"),
        ])),
    ];
    stmts.extend(diagram.actors.iter().map(|actor| Stmt::Node(node(diagram, actor))));
    stmts.extend(diagram.ties.iter().map(|tie| Stmt::Edge(edge(diagram, tie))));
    if !diagram.legend.is_empty() {
        stmts.push(Stmt::Subgraph(legend(diagram)));
    }
    Graph::DiGraph { id: quoted("proxeny"), strict: false, stmts }
}

fn node(diagram: &Diagram, actor: &DiagramActor) -> Node {
    let kind = diagram.kind_index(&actor.kind);
    let largest = diagram.largest();
    let share = if largest > 0.0 { (actor.size / largest).sqrt() } else { 0.0 };
    // Inches.
    let width = (0.9 * share).max(0.12);
    let mut attributes = drawn_as(diagram, kind);
    attributes.extend([
        attribute("xlabel", &one_line(actor.name())),
        attribute("tooltip", if actor.tooltip.is_empty() { actor.name() } else { &actor.tooltip }),
        attribute("width", &format!("{width:.3}")),
        attribute("height", &format!("{width:.3}")),
        attribute("penwidth", if actor.emphasised { "2.5" } else { "1" }),
    ]);
    Node::new(NodeId(quoted(&actor.id), None), attributes)
}

fn drawn_as(diagram: &Diagram, kind: usize) -> Vec<Attribute> {
    let (shape, hollow) = Shape::of_kind(kind);
    let color = diagram.color(kind);
    vec![
        attribute("label", ""),
        attribute("shape", shape_name(shape)),
        attribute("style", "filled"),
        attribute("color", if hollow { &color } else { "#333333" }),
        attribute("fillcolor", if hollow { "#ffffff" } else { &color }),
    ]
}

fn shape_name(shape: Shape) -> &'static str {
    match shape {
        Shape::Circle => "circle",
        Shape::Square => "square",
        Shape::Diamond => "diamond",
        Shape::Triangle => "triangle",
        Shape::Hexagon => "hexagon",
        Shape::Wedge => "invtriangle",
        Shape::Cross => "star",
        Shape::Star => "pentagon",
    }
}

fn edge(diagram: &Diagram, tie: &DiagramTie) -> Edge {
    let end = |i: usize| Vertex::N(NodeId(quoted(&diagram.actors[i].id), None));
    let mut attributes = vec![
        attribute("dir", if tie.mutual { "none" } else { "forward" }),
        attribute("penwidth", &format!("{:.2}", 0.5 + 1.5 * tie.strength)),
        attribute("tooltip", &tie.tooltip),
    ];
    if diagram.ties.len() <= MOST_TIE_LABELS {
        attributes.push(attribute("label", &tie.label));
    }
    if tie.assumed {
        attributes.push(attribute("style", "dashed"));
    }
    if tie.emphasised {
        attributes.push(attribute("color", "#b3261e"));
    }
    Edge { ty: EdgeTy::Pair(end(tie.from), end(tie.to)), attributes }
}

/// One node for each kind, with an id that no actor has.
fn legend(diagram: &Diagram) -> Subgraph {
    let mut prefix = "legend".to_owned();
    while diagram.actors.iter().any(|actor| actor.id.starts_with(&prefix)) {
        prefix.push('_');
    }
    let entry = |(kind, entry): (usize, &super::LegendEntry)| {
        let mut attributes = drawn_as(diagram, kind);
        attributes.push(attribute("xlabel", &format!("{} ({})", entry.label, entry.count)));
        attributes.push(attribute("width", "0.15"));
        attributes.push(attribute("height", "0.15"));
        Stmt::Node(Node::new(NodeId(quoted(&format!("{prefix}{kind}")), None), attributes))
    };
    let stmts = diagram.legend.iter().enumerate().map(entry).collect();
    Subgraph { id: quoted(&prefix), stmts }
}

trait IntoStatement {
    fn into_statement(self) -> Stmt;
}

impl IntoStatement for Attribute {
    fn into_statement(self) -> Stmt {
        Stmt::Attribute(self)
    }
}

fn attribute(name: &str, value: &str) -> Attribute {
    Attribute(Id::Plain(name.to_owned()), quoted(value))
}

/// A quoted id. The printer of the syntax tree escapes nothing, and Graphviz gives backslashes a meaning of their own (`\N`),
/// so each is doubled. DOT has no way to write a NUL, which is left out, nor a carriage return in a label.
fn quoted(text: &str) -> Id {
    let mut quoted = String::with_capacity(text.len() + 2);
    quoted.push('"');
    for letter in text.chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\0' | '\r' => {}
            _ => quoted.push(letter),
        }
    }
    quoted.push('"');
    Id::Escaped(quoted)
}

#[cfg(test)]
mod tests {
    use super::super::{Diagram, DiagramActor, DiagramTie, LegendEntry};
    use super::{Dot, DrawOptions, Engine, Renderer, graph, quoted};
    use graphviz_rust::dot_structures::Id;

    const AWKWARD: [&str; 12] = [
        "plain",
        "with \"quotes\"",
        "back\\slash\\",
        "two\nlines",
        "서울특별시",
        "a|b",
        "{x}",
        "<b>",
        "\\N",
        "",
        "semi;colon // no comment /* either */",
        "#hash -> [a=b]",
    ];

    fn awkward() -> Diagram {
        let mut diagram = Diagram::new("A \"title\"\\");
        for (i, text) in AWKWARD.iter().enumerate() {
            let mut actor = DiagramActor::new(format!("{i}{text}"), *text, "k");
            (actor.size, actor.tooltip) = (i as f64, (*text).to_owned());
            diagram.actors.push(actor);
            if i > 0 {
                let tie = DiagramTie::new(i - 1, i);
                let (mutual, assumed) = (i % 2 == 0, i % 3 == 0);
                diagram.ties.push(DiagramTie { mutual, assumed, label: (*text).to_owned(), ..tie });
            }
        }
        let (key, label) = ("k".to_owned(), "Kind \\ \"k\"".to_owned());
        diagram.legend.push(LegendEntry { key, label, color: String::new(), count: 12 });
        diagram
    }

    #[test]
    fn what_is_printed_parses_back_to_what_was_built() {
        let diagram = awkward();
        let text = String::from_utf8(Dot.render(&diagram, &DrawOptions::default()).unwrap()).unwrap();
        assert_eq!(graphviz_rust::parse(&text).unwrap(), graph(&diagram, Engine::default()), "{text}");
    }

    #[test]
    fn quoting_doubles_backslashes() {
        assert_eq!(quoted("a\\\"b\n\0"), Id::Escaped("\"a\\\\\\\"b\\n\"".to_owned()));
    }
}
