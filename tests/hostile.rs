//! Inputs that declare more than they hold are refused before they take memory or time, and say why.

use proxeny::io::{self, Document, Input};
use proxeny::{Actor, Network, NetworkBuilder, Selector, Tie};

/// `head`, so many `item`s with their number in the place of `#`, `tail`.
fn many(head: &str, item: &str, count: usize, tail: &str) -> String {
    let items: String = (0..count).map(|i| item.replace('#', &i.to_string())).collect();
    format!("{head}{items}{tail}")
}

fn refusal(format: &str, text: &str) -> String {
    match io::format(format).unwrap().read(text.as_bytes()) {
        Ok(_) => format!("{format} is read"),
        Err(error) => error.to_string(),
    }
}

#[test]
fn what_is_too_much_for_its_file_is_refused() {
    let keys = many("<graphml>", "<key id='k#' for='node'><default>1</default></key>", 3000, "<graph>");
    let names = many("<graphml>", "<key id='k#' for='node'/>", 20_000, "<graph><node id='a'>");
    let side = many("{", "a#;", 400, "}");
    let cases = [
        ("csv", many("from,to", ",x#", 16_383, "\na,b\n"), "there are 16385 columns; a table has at most 16384"),
        (
            "csv",
            many(&many("from,to", ",x#", 16_000, "\n"), "a,b#\n", 300, ""),
            "300 rows beneath 16002 columns are more than",
        ),
        ("graphml", many(&keys, "<node id='#'/>", 2000, "</graph></graphml>"), "the nodes are too many for a file of"),
        (
            "graphml",
            many(&names, "<data key='k#'>1</data>", 20_000, "</node></graph></graphml>"),
            "at most 16384 attributes",
        ),
        (
            "graphml",
            many("<graphml><graph><node id='a'", " x#=''", 1001, "/></graph></graphml>"),
            "an element has more than 1000 attributes",
        ),
        (
            "graphml",
            "<graphml><graph><node id='a' x='' x=''/></graph></graphml>".to_owned(),
            "attribute `x` is there twice",
        ),
        ("dot", format!("graph {{ {side} -- {} }}", side.replace('a', "b")), "edges, the most in a file of this size"),
        (
            "dot",
            many(&many("graph { edge [", "x#=1,", 3000, "];"), "a--b#;", 2000, "}"),
            "attributes in all, the most in a file of this size",
        ),
        (
            "dot",
            many(&many("graph { node [", "x#=1,", 3000, "];"), "{node[y=1]}", 2000, "}"),
            "attributes in all, the most in a file of this size",
        ),
        ("pajek", "*Vertices 1000000\n".to_owned(), "their number, at most 131090 in a file of this size"),
        ("dl", "dl n=1000000 format=edgelist1 data:\n1 2\n".to_owned(), "the most in a file of this size"),
    ];
    for (format, text, expected) in cases {
        let told = refusal(format, &text);
        assert!(told.contains(expected), "{}…: {}", &text[..40], &told[..told.len().min(400)]);
    }
}

#[test]
fn columns_named_like_rows_stay_apart() {
    let text = "dl nr=2 nc=3 format=edgelist2\nrow labels:\na\na_\ncolumn labels:\na\na_\na__\ndata:\n1 1\n2 3\n";
    let Input::Network(network) = io::format("dl").unwrap().read(text.as_bytes()).unwrap() else { unreachable!("DL") };
    let ids: Vec<&str> = network.actors().map(|(_, actor)| actor.id.as_str()).collect();
    assert_eq!(ids, ["a", "a_", "a_2", "a__", "a___"]);
}

#[test]
fn parallel_ties_are_numbered_past_names_that_are_taken() {
    let tie = |id: &str| Tie { id: id.to_owned(), ..Tie::new("a", "b", "x") };
    let builder = NetworkBuilder::new("n").actor(Actor::new("a", "")).actor(Actor::new("b", ""));
    let ties = ["", "a-b-x-3", "", "", "", "a-b-x-2"].map(tie);
    let network = ties.into_iter().fold(builder, NetworkBuilder::tie).build().unwrap();
    let ids: Vec<&str> = network.ties().map(|(_, tie)| tie.id.as_str()).collect();
    assert_eq!(ids, ["a-b-x", "a-b-x-3", "a-b-x-4", "a-b-x-5", "a-b-x-6", "a-b-x-2"]);
}

#[test]
fn ids_that_are_made_can_be_read_again() {
    let builder = NetworkBuilder::new("n").actor(Actor::new("a", "")).actor(Actor::new("b", ""));
    let network = builder.tie(Tie::new("a", "b", "x\ny")).build().unwrap();
    assert_eq!(network.ties().next().unwrap().1.id, "a-b-x y");
    assert_eq!(Network::from_reader(network.to_json().as_bytes()).unwrap().to_json(), network.to_json());
}

#[test]
fn names_that_xml_cannot_hold_are_told_and_leave_the_file_sound() {
    let mut actor = Actor::new("a\u{ffff}", "");
    actor.attributes.insert("\0joined".to_owned(), "2009".into());
    let network = NetworkBuilder::new("n").note("\u{fffe}").actor(actor).build().unwrap();
    for format in ["graphml", "gexf"] {
        let writer = io::writer(format).unwrap();
        assert_eq!(writer.losses(&network)[0].count, 2, "{format}");
        let Document::File(bytes) = writer.write(&network) else { unreachable!("{format} is a file") };
        let Input::Network(copy) = io::format(format).unwrap().read(&bytes).unwrap() else { unreachable!("{format}") };
        let (_, actor) = copy.actors().next().unwrap();
        assert_eq!((actor.id.as_str(), copy.note()), ("a\u{fffd}", "\u{fffe}"));
        assert_eq!(actor.attributes["\u{fffd}joined"], "2009");
    }
}

#[test]
fn a_selector_has_quotes_around_values_alone() {
    let refused = "@staff\" of\":12".parse::<Selector>().unwrap_err().to_string();
    assert!(refused.contains("only values stand in quotes"), "{refused}");
    assert!("@staff:\"12 of\"".parse::<Selector>().is_ok());
}

#[test]
fn no_name_is_compared_that_is_too_long_or_too_unlike() {
    let long = "metropolitan".repeat(20);
    for (known, named, suggested) in [("metropolitan", "metropolitam", true), (&long, &format!("{long}x"), false)] {
        let builder = NetworkBuilder::new("n").actor(Actor::new(known, "")).actor(Actor::new("b", ""));
        let told = builder.tie(Tie::new("b", named, "x")).build().unwrap_err().to_string();
        assert_eq!(told.contains("did you mean"), suggested, "{told}");
    }
}
