//! Files of graphs: what is written is read back, and what other programs write is understood.

#![allow(clippy::unwrap_used)]

use crate::random::drawn;
use proptest::prelude::*;
use proxeny::io::{self, Document, Input, ReadOptions, WRITERS, Writer};
use proxeny::{Actor, Network, NetworkBuilder, Text, Tie};
use serde_json::json;

/// Formats that keep everything.
const WHOLE: &[&str] = &[
    "native",
    "graphml",
    "gexf",
    "gml",
    "node-link",
    "jgf",
    "cytoscape",
    "graphology",
    "dot",
    #[cfg(feature = "xlsx")]
    "xlsx",
    #[cfg(feature = "xlsx")]
    "ods",
];

pub(crate) fn bytes(writer: &dyn Writer, network: &Network) -> Vec<u8> {
    match writer.write(network) {
        Document::File(bytes) => bytes,
        _ => panic!("{} is no file", writer.name()),
    }
}

pub(crate) fn read(bytes: &[u8]) -> Network {
    match io::read_bytes(None, bytes, &ReadOptions::default()) {
        Ok(Input::Network(network)) => *network,
        Ok(_) => panic!("not read as a network:\n{}", String::from_utf8_lossy(bytes)),
        Err(error) => panic!("{error}\n{}", String::from_utf8_lossy(bytes)),
    }
}

fn there_and_back(network: &Network) {
    for name in WHOLE {
        let writer = io::writer(name).unwrap();
        let written = bytes(writer, network);
        assert_eq!(written, bytes(writer, network), "{name}: the same bytes");
        assert_eq!(read(&written).to_json(), network.to_json(), "{name}");
    }
}

#[test]
fn the_real_networks_survive_every_format_that_keeps_everything() {
    for name in ["seoul", "singapore", "netherlands"] {
        there_and_back(&Network::builtin(name).unwrap());
    }
}

/// Values that are easily taken for something else.
fn tricky() -> Network {
    let texts = [
        "",
        " ",
        "12",
        "-1e5",
        "true",
        "null",
        "=1+1",
        "'x",
        "a;b",
        "\"q\"",
        "<&>'",
        "{\"a\": 1}",
        "?>",
        "]]>",
        "서울\n2",
    ];
    let id = |i: usize| format!("{}{i}", texts[i].replace('\n', "")).trim().to_owned();
    let mut builder = NetworkBuilder::new("tricky <&\"> 서울");
    for (i, text) in texts.iter().enumerate() {
        let mut actor = Actor { note: (*text).to_owned(), ..Actor::new(id(i), *text) };
        actor.name = Text::new(*text).with("ko", "가");
        actor.tags = vec!["a; b".to_owned(), "\"c\"".to_owned()];
        actor.attributes.insert("text".to_owned(), json!(text));
        actor.attributes.insert("mixed".to_owned(), if i % 2 == 0 { json!(i) } else { json!(i.to_string()) });
        actor.attributes.insert("nested".to_owned(), json!({ "list": [1, 2.5, text] }));
        actor.attributes.insert("flag".to_owned(), json!(i % 3 == 0));
        actor.attributes.insert("of both".to_owned(), json!(i.to_string()));
        // A name that a file of a graph has a place of its own for.
        actor.attributes.insert(["id", "label", "weight", "source"][i % 4].to_owned(), json!("own"));
        builder = builder.actor(actor);
    }
    for i in 1..texts.len() {
        let mut tie = Tie::new(id(i - 1), id(i), texts[i]);
        tie.attributes.insert(["key", "label", "direction", "weight", "from"][i % 5].to_owned(), json!(i));
        tie.attributes.insert("of both".to_owned(), json!(i % 2 == 0));
        builder = builder.tie(Tie { id: id(i) + "t", evidence: texts[i].to_owned(), ..tie });
    }
    builder.build().unwrap()
}

#[test]
fn values_that_look_like_something_else_survive() {
    there_and_back(&tricky());
}

#[test]
fn parallel_ties_and_actors_without_ties_are_kept_by_every_format() {
    let network = NetworkBuilder::new("n")
        .actor(Actor::new("a", "sme"))
        .actor(Actor::new("b", "sme"))
        .actor(Actor::new("alone", "sme"))
        .tie(Tie { strength: Some(0.5), ..Tie::new("a", "b", "visit") })
        .tie(Tie { strength: Some(0.5), ..Tie::new("a", "b", "visit") })
        .build()
        .unwrap();
    // A matrix adds them up, and tells so.
    for writer in WRITERS.iter().filter(|writer| writer.is_file() && !["edges", "matrix"].contains(&writer.name())) {
        let copy = read(&bytes(*writer, &network));
        assert_eq!((copy.actors().len(), copy.ties().len()), (3, 2), "{}", writer.name());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn random_networks_survive(drawn in drawn()) {
        there_and_back(&drawn.network());
    }

    #[test]
    fn formats_that_keep_less_keep_who_is_tied_to_whom(drawn in drawn()) {
        let network = drawn.network();
        for name in ["pajek", "dl"] {
            let copy = read(&bytes(io::writer(name).unwrap(), &network));
            let mutual = network.ties().filter(|(_, tie)| network.mutual(tie)).count();
            prop_assert_eq!(copy.actors().len(), network.actors().len());
            if name == "pajek" {
                prop_assert_eq!(copy.ties().len(), network.ties().len());
            } else {
                prop_assert_eq!(copy.ties().len(), network.ties().len() + mutual);
            }
            let ids = |network: &Network| network.actors().map(|(_, actor)| actor.id.clone()).collect::<Vec<_>>();
            prop_assert_eq!(ids(&copy), ids(&network));
        }
    }
}

#[test]
fn what_a_format_cannot_hold_is_told_by_name_and_count() {
    let seoul = Network::builtin("seoul").unwrap();
    let losses = io::writer("pajek").unwrap().losses(&seoul);
    for loss in ["`name.ko` of 163 actors", "`since` of 429 ties", "`sources` of 495 ties", "3 mandates", "246 sources"]
    {
        assert!(losses.iter().any(|told| told.to_string() == *loss), "{loss}: {losses:?}");
    }
    for name in WHOLE {
        assert!(io::writer(name).unwrap().losses(&seoul).is_empty(), "{name}");
    }
}

pub(crate) fn tie<'a>(network: &'a Network, from: &str, to: &str) -> &'a Tie {
    network.ties().map(|(_, tie)| tie).find(|tie| tie.from == from && tie.to == to).unwrap()
}

pub(crate) fn actor<'a>(network: &'a Network, id: &str) -> &'a Actor {
    &network.graph()[network.actor(id).unwrap()]
}

#[test]
fn graphml_with_defaults_directions_and_graphs_in_nodes() {
    let network = read(
        br#"<?xml version="1.0"?>
<!DOCTYPE graphml>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
 <key id="d0" for="node" attr.name="color" attr.type="string"><default>yellow</default></key>
 <key id="d1" for="edge" attr.name="weight" attr.type="double"/>
 <key id="d2" for="node" yfiles.type="nodegraphics"/>
 <key id="d3" for="node" attr.name="population" attr.type="int"/>
 <graph edgedefault="undirected">
  <node id="n0"><data key="d0">green &amp; blue</data><data key="d3"> 12 </data></node>
  <node id="n1"><data key="d2"><y:ShapeNode><y:Fill color="1"/><y:NodeLabel> Seoul&#xAC00; </y:NodeLabel></y:ShapeNode></data>
   <graph id="inner" edgedefault="directed"><node id="n2"/><edge source="n2" target="n0"/></graph>
  </node>
  <edge id="e0" source="n0" target="n1"><data key="d1">0.5</data></edge>
  <edge source="n1" target="n2" directed="true"/>
  <edge source="n1" target="n1"/>
 </graph>
</graphml>"#,
    );
    assert_eq!(network.rows().to_string(), "4 ties = 3 made + 0 merged + 1 refused");
    assert_eq!(actor(&network, "n0").attributes["color"], "green & blue");
    assert_eq!(actor(&network, "n0").attributes["population"], 12);
    assert_eq!(actor(&network, "n1").attributes["color"], "yellow");
    assert_eq!(actor(&network, "n1").name.get("ko"), "Seoul가");
    assert_eq!(actor(&network, "n2").attributes["parent"], "n1");
    assert_eq!(tie(&network, "n0", "n1").attributes["weight"], 0.5);
    assert_eq!(tie(&network, "n0", "n1").mutual, Some(true));
    assert_eq!(tie(&network, "n1", "n2").mutual, Some(false));
    assert_eq!(tie(&network, "n2", "n0").mutual, Some(false));
    let told: Vec<String> = network.warnings().iter().map(ToString::to_string).collect();
    assert!(told.iter().any(|told| told.contains("set aside")), "{told:?}");
    assert!(told.iter().any(|told| told.contains("1 nodes stand within others")), "{told:?}");
}

#[test]
fn gexf_with_spells_and_values_that_change() {
    let network = read(
        r#"<gexf xmlns="http://www.gexf.net/1.1draft" version="1.1"><graph mode="dynamic" defaultedgetype="undirected">
 <attributes class="node"><attribute id="0" title="url" type="string"/><attribute id="1" title="size" type="integer"><default>3</default></attribute></attributes>
 <nodes><node id="0" label="서울" start="1998"><attvalues><attvalue id="0" value="7"/><attvalue for="1" value="1" start="2001"/><attvalue for="1" value="2" start="2005"/></attvalues>
   <nodes><node id="2" label="SUSA"/></nodes></node>
  <node id="1" label="Athens"><spells><spell start="2001-02-03" end="2002"/><spell start="2009" end="2010"/></spells></node></nodes>
 <edges><edge id="0" source="0" target="1" weight="2" start="7.5"/><edge id="1" source="1" target="2" type="directed" label="visit"/></edges>
</graph></gexf>"#
            .as_bytes(),
    );
    let seoul = actor(&network, "0");
    assert_eq!((seoul.name.get("ko"), seoul.since.unwrap().to_string().as_str()), ("서울", "1998"));
    assert_eq!((&seoul.attributes["url"], &seoul.attributes["size"]), (&json!("7"), &json!(2)));
    let athens = actor(&network, "1");
    assert_eq!(athens.since.unwrap().to_string(), "2001-02-03");
    assert_eq!((athens.until.unwrap().to_string().as_str(), &athens.attributes["size"]), ("2010", &json!(3)));
    assert_eq!(actor(&network, "2").attributes["parent"], "0");
    let first = tie(&network, "0", "1");
    assert_eq!(
        (first.mutual, &first.attributes["weight"], &first.attributes["start"]),
        (Some(true), &json!(2), &json!(7.5))
    );
    assert_eq!(tie(&network, "1", "2").mutual, Some(false));
}

#[test]
fn gml_as_others_write_it() {
    let network = read(
        br#"# a comment
Creator "igraph" Version 1
graph
[
  directed 0
  node [ id 10 label "caf&#233; &quot;x&quot;" graphics [ x 1.5 fill "red" ] ]
  node [ id 20 label "b" ]
  edge [ source 10 target 20 value 3 ]
  edge [ source 20 target 10 value 3.0 ]
]"#,
    );
    assert_eq!(network.ties().len(), 2);
    assert_eq!(actor(&network, "10").label("en"), "caf\u{e9} \"x\"");
    assert_eq!(actor(&network, "10").attributes["graphics.x"], 1.5);
    assert_eq!(tie(&network, "10", "20").mutual, Some(true));
    let named = read(b"graph [ node [ id 1 label \"Malm&ouml; &amp;amp; &Aring;s &boom;\" ] ]");
    assert_eq!(actor(&named, "1").label("en"), "Malm\u{f6} &amp; \u{c5}s &boom;");
}

#[test]
fn quotes_within_texts_of_gml_have_backslashes_in_files_of_graph_tool() {
    let network = read(
        br#"graph [ readme "of the novel \"David Copperfield\", and
\"others\" too" path "C:\" node [ id 1 label "the \"big\" one" path "D:\"]
node [ id 2 note "\"" label "x\" y 2 ] ]"#,
    );
    assert_eq!(network.attributes()["readme"], "of the novel \"David Copperfield\", and\n\"others\" too");
    assert_eq!((&network.attributes()["path"], actor(&network, "1").label("en")), (&json!("C:\\"), "the \"big\" one"));
    assert_eq!(actor(&network, "1").attributes["path"], "D:\\");
    assert_eq!((&*actor(&network, "2").note, actor(&network, "2").label("en")), ("\"", "x\\"));
    assert_eq!(actor(&network, "2").attributes["y"], 2);
}

pub(crate) fn refused(text: &str) -> String {
    let error = io::read_bytes(None, text.as_bytes(), &ReadOptions::default()).err();
    error.map_or_else(|| panic!("read:\n{text}"), |error| error.to_string())
}

pub(crate) fn told(network: &Network) -> String {
    network.warnings().iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn json_in_every_shape() {
    let links = read(br#"{"directed": false, "multigraph": false, "graph": {"name": "g"}, "nodes": [{"id": 1, "kind": "sme"}, {"id": "b"}], "links": [{"source": 1, "target": "b", "value": 2, "key": 0}]}"#);
    assert_eq!((links.id(), tie(&links, "1", "b").mutual), ("g", Some(true)));
    assert_ne!(tie(&links, "1", "b").id, "0"); // a number of parallel edges is no id
    let old = read(br#"{"graph": {"nodes": [{"id": "a", "label": "A", "metadata": {"since": 2001}}, {"id": "b"}], "edges": [{"source": "a", "relation": "visit", "target": "b", "directed": false}]}}"#);
    assert_eq!((actor(&old, "a").label("en"), tie(&old, "a", "b").kind.as_str()), ("A", "visit"));
    assert_eq!(tie(&old, "a", "b").mutual, Some(true));
    let elements = read(br#"{"elements": [{"group": "nodes", "data": {"id": "a"}, "position": {"x": 1}}, {"data": {"id": "b"}}, {"data": {"id": "ab", "source": "a", "target": "b", "weight": 0.5}}]}"#);
    assert_eq!((tie(&elements, "a", "b").id.as_str(), elements.actors().len()), ("ab", 2));
    let sigma = read(br#"{"options": {"type": "undirected"}, "nodes": [{"key": "a", "attributes": {"label": "A", "x": 1.5}}, {"key": "b"}], "edges": [{"key": "e", "source": "a", "target": "b"}]}"#);
    assert_eq!((&actor(&sigma, "a").attributes["x"], tie(&sigma, "a", "b").mutual), (&json!(1.5), Some(true)));
}

#[test]
fn json_of_other_programs_that_draw() {
    let d3 = read(
        br#"{"nodes": [{"name": "Myriel"}, {"name": "Napoleon"}], "links": [{"source": 1, "target": 0, "value": 1}]}"#,
    );
    assert_eq!((tie(&d3, "1", "0").mutual, actor(&d3, "0").label("en")), (Some(true), "Myriel"));
    assert!(told(&d3).contains("the 2 nodes have no `id`: they are known by their places, from 0"), "{}", told(&d3));
    let beyond = r#"{"nodes": [{"name": "Myriel"}], "links": [{"source": 1, "target": 0}]}"#;
    assert!(refused(beyond).contains("1:12: error: a node has no `id`"), "{}", refused(beyond));
    let vis =
        read(br#"{"nodes": [{"id": 1, "label": "A"}, {"id": 2}], "edges": [{"from": 1, "to": 2, "arrows": "to"}]}"#);
    assert_eq!(tie(&vis, "1", "2").attributes["arrows"], "to");
    let list = read(
        br#"[ { "data": { "id": "a" } }, { "data": { "id": "b" } },
                          { "data": { "id": "e", "source": "a", "target": "b" }, "classes": "x" } ]"#,
    );
    assert_eq!((list.actors().len(), tie(&list, "a", "b").id.as_str()), (2, "e"));
}

#[test]
fn what_is_wrong_with_a_file_of_a_graph_is_told_with_its_place() {
    let cases: [(&str, &str); 14] = [
        ("<graphml><graph><node/></graph></graphml>", "1:17: error: a node has no `id`"),
        ("<graphml>\n<graph><node id='a'></graph>", "error: not XML"),
        ("<graphml><graph><node id='a'>", "cut off"),
        ("<graphml><graph>&boom;</graph></graphml>", "the entity &boom; is not known"),
        ("<graphml><graph><node id='a'/>\n<edge source='a' target='b'/></graph></graphml>", "2:1: error: "),
        ("<graphml><graph><node id='a'><data key='x'>1</data></node></graph></graphml>", "key `x` is not declared"),
        ("<gexf><nodes/></gexf>", "no `graph`"),
        ("graph [ node [ id 1 label \"x ] ]", "never closed"),
        ("graph [ node [ id 1 ] node [ id 1 ] ]", "1:23: error: node 1 is there twice"),
        ("*Vertices 2\n1 \"a\"\n*Arcs\n1 7\n", "4:3: error: `7` is not the number of a vertex, from 1 to 2"),
        ("*Vertices many\n", "1:1: error: *Vertices must be followed"),
        ("dl n=2 data: 0 1 0\n", "the data end early"),
        ("dl n=2 format=circle data: 0", "format `circle` is not known"),
        (r#"{"nodes": [{"id": "a"}], "links": [{"source": "a"}]}"#, "an edge has no `target`"),
    ];
    for (text, expected) in cases {
        let error = io::read_bytes(None, text.as_bytes(), &ReadOptions::default()).unwrap_err().to_string();
        assert!(error.contains(expected), "{text}\n{error}");
    }
}

#[test]
fn several_values_of_one_name_are_a_list() {
    let gml = read(
        b"graph [ node [ id 1 p 1 p 2 p 3 label \"a\" label \"b\" ] node [ id 2 p 4 ] comment \"x\" comment \"y\" ]",
    );
    assert_eq!(actor(&gml, "1").attributes["p"], json!([1, 2, 3]));
    assert_eq!(actor(&gml, "2").attributes["p"], 4);
    assert_eq!((actor(&gml, "1").name.get("en"), &actor(&gml, "1").attributes["label"]), ("a", &json!("b")));
    assert_eq!(gml.attributes()["comment"], json!(["x", "y"]));
    let graphml = read(
        b"<graphml><key id='k' for='node' attr.name='k' attr.type='string'/><graph edgedefault='directed'>\
          <node id='a'><desc>first</desc><data key='k'>7</data><data key='k'>x</data></node></graph></graphml>",
    );
    assert_eq!(actor(&graphml, "a").attributes["k"], json!(["7", "x"]));
    assert_eq!(actor(&graphml, "a").attributes["desc"], "first");
    // Neo4j writes what something is called both as an attribute of the element and as its data.
    let twice = read(
        b"<graphml><key id='labels' for='node' attr.name='labels'/><graph edgedefault='directed'>\
          <node id='a' labels=':Foo'><data key='labels'>:Foo</data></node>\
          <node id='b' labels=':Foo'><data key='labels'>:Bar</data></node><node id='c' labels=':Foo'/></graph></graphml>",
    );
    let labels = ["a", "b", "c"].map(|id| actor(&twice, id).attributes["labels"].clone());
    assert_eq!(labels, [json!(":Foo"), json!([":Bar", ":Foo"]), json!(":Foo")]);
    let json = read(br#"{"nodes": [{"id": "a", "tags": ["x; y", "z"]}], "links": []}"#);
    assert_eq!(actor(&json, "a").tags, ["x; y", "z"]);
}

#[test]
fn keys_of_parallel_edges_are_no_ids() {
    let gml = read(
        b"graph [ directed 1 multigraph 1 node [ id 0 ] node [ id 1 ] edge [ source 0 target 1 key 0 ] \
          edge [ source 1 target 0 key 0 ] ]",
    );
    assert!(gml.ties().all(|(_, tie)| tie.attributes["key"] == 0));
    let graphml = read(
        b"<graphml><graph edgedefault='directed'><node id='a'/><node id='b'/><edge id='0' source='a' target='b'/>\
          <edge id='1' source='a' target='b'/><edge id='0' source='b' target='a'/></graph></graphml>",
    );
    assert_eq!(graphml.ties().map(|(_, tie)| tie.attributes["id"].clone()).collect::<Vec<_>>(), ["0", "1", "0"]);
    assert!(told(&graphml).contains("ids of edges are not unique, 1 repeat an earlier one"), "{}", told(&graphml));
}

#[test]
fn data_with_the_name_of_a_field_that_cannot_be_its_values_are_attributes() {
    let network = read(
        b"graph [ node [ id 1 start \"Node A\" ] node [ id 2 ] edge [ source 1 target 2 strength 7 stage \"final\" ] \
          edge [ source 2 target 1 strength 0.5 ] edge [ source 2 target 1 strength 9 ] ]",
    );
    assert_eq!(actor(&network, "1").attributes["start"], "Node A");
    let strengths: Vec<_> = network.ties().map(|(_, tie)| (tie.strength, tie.attributes["strength"].clone())).collect();
    assert_eq!(strengths, [(None, json!(7)), (None, json!(0.5)), (None, json!(9))]);
    assert!(told(&network).contains("`strength` is kept as an attribute of ties: `7` and 1 others cannot be"));
    // Where most of a column are what it is called, the others are mistakes.
    let one = "graph [ node [ id 1 ] node [ id 2 ] edge [ source 1 target 2 strength 0.5 ] \
               edge [ source 2 target 1 strength 0.2 ]\n edge [ source 2 target 1 strength 9 ] ]";
    assert!(refused(one).contains("2:27: error: strength 9 is outside (0, 1]"), "{}", refused(one));
}

#[test]
fn values_are_held_against_the_types_that_are_declared() {
    let network = read(
        b"<graphml><key id='b' for='node' attr.name='b' attr.type='boolean'><default>1</default></key>\
          <key id='i' for='node' attr.name='i' attr.type='int'/><graph edgedefault='directed'>\
          <node id='a'><data key='b'>fAlSe</data><data key='i'>x7</data></node>\n<node id='c'><data key='i'> 7 </data></node>\
          <node id='d'><data key='b'>maybe</data></node></graph></graphml>",
    );
    let values = |name: &str| network.actors().map(|(_, a)| a.attributes.get(name).cloned()).collect::<Vec<_>>();
    assert_eq!(values("b"), [Some(json!(false)), Some(json!(true)), Some(json!("maybe"))]);
    assert_eq!(values("i"), [Some(json!("x7")), Some(json!(7)), None]);
    assert!(
        told(&network).contains("`x7` is not of the type that is declared for it, and 1 others"),
        "{}",
        told(&network)
    );
    let gexf = read(
        b"<gexf><graph mode='dynamic' start='2004'><attributes class='node'><attribute id='0' title='v' type='integer'/>\
          </attributes><nodes><node id='a' pid='b'><attvalues><attvalue for='0' value='1' timestamp='2004'/>\
          <attvalue for='0' value='2' timestamp='2005'/></attvalues></node><node id='b'><attvalues>\
          <attvalue for='0' value='many' start='2004'/></attvalues></node></nodes></graph></gexf>",
    );
    assert_eq!((&actor(&gexf, "a").attributes["v"], &actor(&gexf, "a").attributes["parent"]), (&json!(2), &json!("b")));
    assert_eq!((&gexf.attributes()["mode"], &gexf.attributes()["start"]), (&json!("dynamic"), &json!(2004)));
    for part in ["`many` is not of the type", "2 values hold for a time only", "1 values that change over time"] {
        assert!(told(&gexf).contains(part), "{part}: {}", told(&gexf));
    }
}

#[test]
fn what_a_graph_is_called_is_kept() {
    let options = ReadOptions::default().id("file");
    let about = |text: &str| match io::read_bytes(None, text.as_bytes(), &options).unwrap() {
        Input::Network(network) => {
            let id = network.attributes().get("id").and_then(|id| id.as_str()).map(str::to_owned);
            (network.id().to_owned(), network.title().get("en").to_owned(), id)
        }
        _ => panic!("no network: {text}"),
    };
    let title = |title: &str| ("file".to_owned(), title.to_owned(), None);
    let id = |id: &str| ("file".to_owned(), String::new(), Some(id.to_owned()));
    assert_eq!(about("graph [ name \"Kites\" node [ id 1 ] ]"), title("Kites"));
    assert_eq!(about(r#"{"graph": {"name": "Kites"}, "nodes": [], "links": []}"#), title("Kites"));
    assert_eq!(about(r#"{"attributes": {"name": "Kites"}, "nodes": [], "edges": []}"#), title("Kites"));
    assert_eq!(about(r#"{"graph": {"label": "My Net", "type": "x", "nodes": {"a": {}}}}"#), title("My Net"));
    assert_eq!(about(r#"{"graph": {"id": "n1", "nodes": {"a": {}}}}"#), id("n1"));
    assert_eq!(about("digraph mynet { a }"), id("mynet"));
    assert_eq!(about("<graphml><graph id='G' edgedefault='directed'><node id='a'/></graph></graphml>"), id("G"));
}

#[test]
fn cytoscape_keeps_classes_and_takes_lists_of_pairs() {
    let network = read(
        br#"{"data": [["source of it", "a survey"]], "elements": {"nodes": [{"data": {"id": "a"}, "classes": "foo bar",
            "selected": true, "scratch": {"z": 1}, "position": {"x": 1, "y": 2}}], "edges": []}, "style": [{}]}"#,
    );
    assert_eq!(network.attributes()["source of it"], "a survey");
    assert_eq!(
        (&actor(&network, "a").attributes["classes"], &actor(&network, "a").attributes["scratch"]),
        (&json!("foo bar"), &json!({"z": 1}))
    );
    let what = "how the graph is drawn and shown is not read: `selected` 1 times, `position` 1 times, `style` 1 times";
    assert!(told(&network).contains(what), "{}", told(&network));
    assert!(read(br#"{"data": [], "elements": {"nodes": [], "edges": []}}"#).actors().len() == 0);
}

#[test]
fn clusters_have_the_label_that_stands_anywhere_in_them() {
    let network = read(b"digraph { subgraph cluster_0 { a; { label=x; b } label=\"process #1\" } a -> c }");
    let clusters: Vec<_> = network.actors().map(|(_, a)| a.attributes.get("cluster").cloned()).collect();
    assert_eq!(clusters, [Some(json!("process #1")), Some(json!("process #1")), None]);
    assert!(told(&network).contains("attributes of subgraphs are not read: label"), "{}", told(&network));
    let strict = read(b"strict graph { a -- b; b -- a; a -- b }");
    assert_eq!(strict.rows().to_string(), "3 ties = 1 made + 2 merged + 0 refused");
}

#[test]
fn graphs_that_contradict_themselves_are_refused_with_their_place() {
    for (text, expected) in [
        ("graph [ node [ id 1 ] ]\ngraph [ node [ id 2 ] ]", "2:1: error: the file holds 2 graphs"),
        ("graph [ node [ id 1\nid 2 ] ]", "2:1: error: `id` is there twice"),
        (
            "graph [ node [ id 1 ] node [ id 2 ]\nedge [ source 1 target 2\nsource 2 ] ]",
            "3:1: error: `source` is there twice",
        ),
        ("graph [ node 5 ]", "1:9: error: `node` has a value and not a list of values"),
        ("graph [ directed \"yes\" node [ id 1 ] ]", "1:9: error: `directed` is neither 0 nor 1"),
        (
            "<graphml><graph edgedefault='directed'/>\n<graph edgedefault='directed'/></graphml>",
            "2:1: error: the file holds 2 graphs",
        ),
        (
            "<graphml><graph edgedefault='both'/></graphml>",
            "1:10: error: `edgedefault` is `both`, and neither directed nor undirected",
        ),
        (
            "<graphml><graph edgedefault='directed'><node id='a'/><node id='b'/><edge source='a' target='b' directed='maybe'/></graph></graphml>",
            "`directed` is `maybe`",
        ),
        ("<gexf><graph defaultedgetype='weird'/></gexf>", "1:7: error: `defaultedgetype` is `weird`"),
        ("<gexf><graph/>\n<graph/></gexf>", "2:1: error: the file holds 2 graphs"),
        (
            "<gexf><graph><attributes class='node'><attribute id='0' title='a'/>\n<attribute id='0' title='b'/></attributes></graph></gexf>",
            "2:1: error: attribute `0` is declared twice",
        ),
    ] {
        assert!(refused(text).contains(expected), "{text}: {}", refused(text));
    }
    let undeclared = read(b"<graphml><graph><node id='a'/></graph></graphml>");
    assert!(told(&undeclared).contains("does not say which way its edges lead"), "{}", told(&undeclared));
}

#[test]
fn lines_may_end_in_carriage_returns_alone() {
    for text in [
        "*Vertices 2\r1 \"a\"\r2 \"b\"\r*Edges\r1 2\r",
        "dl n=2\rformat=edgelist1\rlabels:\ra,b\rdata:\r1 2\r",
        "# made by hand\rgraph [\r node [ id 1 label \"a\" ]\r node [ id 2 label \"b\" ]\r edge [ source 1 target 2 ]\r]",
        "// made by hand\rgraph { a -- b }\r",
        "from,to\ra,b\r",
    ] {
        let network = read(text.as_bytes());
        assert_eq!((network.actors().len(), network.ties().len()), (2, 1), "{text:?}");
    }
    assert!(refused("graph {\r a [b").starts_with("2:6: error"), "{}", refused("graph {\r a [b"));
}
