//! Pajek and UCINET DL: the layouts that their programs and others write, and what is told of what is wrong with them.

#![allow(clippy::unwrap_used)]

use crate::exchange::{actor, bytes, read, refused, tie, told};
use proxeny::io::{self, ReadOptions};
use proxeny::{Actor, NetworkBuilder};
use serde_json::json;

#[test]
fn pajek_with_relations_times_and_partitions() {
    let network = read(
        br#"*Network trade
*Vertices 4
1 "seoul" 0.1 0.2 0.5 [1998-*]
2 "athens" [2001-2004]
3 "rome"
4 "lima" [5-7]
*Arcs :1 "advice"
1 2 3.5 l "first" [2002-2003]
*Edges :2 "visit"
2 3
*Arcs
2: 3 4 1
*Arcslist
4 1 2
*Partition regions
*Vertices 4
1
2
2
3
"#,
    );
    assert_eq!(network.id(), "trade");
    let seoul = actor(&network, "seoul");
    assert_eq!(
        (seoul.since.unwrap().to_string().as_str(), seoul.until, &seoul.attributes["regions"]),
        ("1998", None, &json!(1))
    );
    assert_eq!(actor(&network, "athens").until.unwrap().to_string(), "2004");
    assert_eq!(actor(&network, "lima").attributes["time"], "5-7");
    let advice = tie(&network, "seoul", "athens");
    assert_eq!(
        (advice.kind.as_str(), &advice.attributes["weight"], advice.mutual),
        ("advice", &json!(3.5), Some(false))
    );
    assert_eq!(tie(&network, "athens", "rome").kind, "visit");
    assert_eq!(tie(&network, "athens", "rome").mutual, Some(true));
    assert_eq!((tie(&network, "rome", "lima").kind.as_str(), network.ties().len()), ("relation 2", 5));
}

#[test]
fn dl_may_be_indented() {
    let network = read(b"\tdl n = 2 format = edgelist1\n\tlabels:\n\ta,b\n\tdata:\n\t\t1 2 1\n");
    assert_eq!((network.actors().len(), network.ties().len()), (2, 1));
}

#[test]
fn a_time_is_no_label_of_a_vertex() {
    let network = read(b"*Vertices 4\n1 [1998-2004]\n2 [1-3, 7] ic Red\n3 \"[5-6]\"\n4 [x]\n*Arcs\n1 2\n");
    let ids: Vec<&str> = network.actors().map(|(_, actor)| actor.id.as_str()).collect();
    assert_eq!(ids, ["1", "2", "[5-6]", "[x]"]);
    assert_eq!(actor(&network, "1").since.unwrap().to_string(), "1998");
    assert_eq!(actor(&network, "2").attributes["time"], "1-3, 7");
}

#[test]
fn pajek_of_two_modes_as_a_matrix() {
    let network = read(b"*Vertices 5 2\n1 \"x\"\n2 \"x\"\n*Matrix\n1 0 1\n0 2 0\n");
    assert_eq!(network.ties().len(), 3);
    assert_eq!(
        (&actor(&network, "1").attributes["mode"], &actor(&network, "5").attributes["mode"]),
        (&json!(1), &json!(2))
    );
    assert_eq!(tie(&network, "2", "4").attributes["weight"], 2);
    assert_eq!(actor(&network, "2").label("en"), "x");
}

#[test]
fn dl_in_every_layout() {
    let full = read(b"dl n=3, format = fullmatrix\nlabels:\na,b,c\ndata:\n0 1 0\n1 0 2\n0 2 0\n");
    assert_eq!((full.ties().len(), tie(&full, "b", "c").mutual), (2, Some(true)));
    let one_way = read(b"DL N=3\nLABELS EMBEDDED\nDATA:\n  a b c\na 0 1 0\nb 0 0 1\nc 0 0 0\n");
    assert_eq!((one_way.ties().len(), tie(&one_way, "a", "b").mutual), (2, Some(false)));
    let lower = read(b"dl n=3 format=lowerhalf diagonal=absent labels: a b c data: 1\n0 1\n");
    assert_eq!((lower.ties().len(), tie(&lower, "b", "a").mutual), (2, Some(true)));
    let edges = read("dl n=3 format=edgelist1 labels embedded:\ndata:\n\"New York\" 서울 2\n서울 athens\n".as_bytes());
    assert_eq!(tie(&edges, "New York", "서울").attributes["weight"], 2);
    let nodes = read(b"dl n=4 format=nodelist1 data:\n1 2 3\n4 1\n");
    assert_eq!((nodes.ties().len(), nodes.actors().len()), (3, 4));
    let two = read(b"dl nr=2, nc=3\nrow labels:\nx,y\ncolumn labels:\np,q,r\ndata:\n1 0 1\n0 1 0\n");
    assert_eq!((two.actors().len(), two.ties().len(), &actor(&two, "p").attributes["mode"]), (5, 3, &json!(2)));
    let several = read(b"dl n=2 nm=2 labels: a b matrix labels: advice visit data: 0 1 0 0 0 0 1 0\n");
    assert_eq!((tie(&several, "a", "b").kind.as_str(), tie(&several, "b", "a").kind.as_str()), ("advice", "visit"));
}

#[test]
fn every_line_end_ends_a_line_of_pajek_and_dl() {
    for end in ["\r", "\n", "\r\n"] {
        let pajek = read("% old¶*Vertices 2¶1 \"a\"¶2 \"b\"¶¶*Edges¶1 2¶".replace('¶', end).as_bytes());
        assert_eq!((pajek.ties().len(), tie(&pajek, "a", "b").mutual), (1, Some(true)), "{end:?}");
        let dl = read("dl n=3¶format=edgelist1¶data:¶1 2 3¶2 3 4¶3 1 5¶".replace('¶', end).as_bytes());
        assert_eq!((dl.ties().len(), &tie(&dl, "3", "1").attributes["weight"]), (3, &json!(5)), "{end:?}");
    }
}

#[test]
fn labels_among_the_data_of_dl_name_their_row() {
    let network = read(b"dl n=3 format=fullmatrix labels embedded data:\n a b c\nc 0 1 0\nb 0 0 7\na 0 0 0\n");
    assert_eq!((network.ties().len(), &tie(&network, "c", "b").attributes["weight"]), (2, &json!(1)));
    assert_eq!(tie(&network, "b", "c").attributes["weight"], 7);
    let absent = "dl n=3 diagonal=absent labels embedded data:\n a b c\nc 5 6\nb 3 4\na 1 2\n";
    let absent = read(absent.as_bytes());
    assert_eq!(tie(&absent, "c", "b").attributes["weight"], 6);
    assert_eq!((&tie(&absent, "b", "c").attributes["weight"], absent.ties().len()), (&json!(4), 6));
    let columns = "dl n=2 nm=2 labels embedded data:\n a b\na 0 1\nb 0 0\n b a\nb 0 1\na 0 0\n";
    let columns = read(columns.as_bytes());
    assert_eq!(
        (tie(&columns, "a", "b").kind.as_str(), tie(&columns, "b", "a").kind.as_str()),
        ("matrix 1", "matrix 2")
    );
    assert!(
        refused("dl n=2 labels embedded data:\n a b\na 0 1\na 0 0\n").contains("4:1: error: label `a` is there twice")
    );
    assert!(
        refused("dl n=2 format=lowerhalf labels embedded data:\n a b\nb 0\na 0 0\n").contains("3:1: error: `b` is not")
    );
    // Labels that are listed leave numbers of the data what they are.
    let numbers = read(b"dl n=2 format=edgelist1 labels: 2 1 data:\n1 2 5\n");
    assert_eq!(tie(&numbers, "2", "1").attributes["weight"], 5);
}

#[test]
fn labels_of_dl_make_no_difference_of_capitals_and_are_as_many_as_declared() {
    let network =
        read(b"dl n=2 row labels embedded labels:\n\"larry david\", Ann\ndata:\n\"Larry David\" 0 1\nANN 0 0\n");
    assert_eq!((network.actors().len(), &tie(&network, "larry david", "Ann").attributes["weight"]), (2, &json!(1)));
    let cases = [
        ("dl n=2 labels: a,b,c,d data: 0 1 0 0\n", "1:20: error: `c` is one name more than the 2"),
        (
            "dl n=2 format=edgelist1 labels embedded data:\na b\nB c\nd a\n",
            "3:3: error: `c` is one name more than the 2",
        ),
        ("dl n=2 labels embedded data:\n a b\na 0 1\nx 0 0\n", "4:1: error: `x` is one name more"),
        ("dl n=2 nm=2 format=edgelist1 data:\n1 2\n!\n2 1\n!\n1 2\n", "5:1: error: a matrix more than the 2"),
        ("dl n=2 nm=1 matrix labels: a b data: 0 1 0 0\n", "1:30: error: `b` is one matrix more"),
        ("dl n=2 nm=2 data: 0 1 0 0 0 1 0 0 0 1 0 0\n", "1:35: error: the data go on"),
        ("dl n=2 labels: a A data: 0 1 0 0\n", "label `A` is there twice"),
    ];
    for (text, expected) in cases {
        let error = refused(text);
        assert!(error.contains(expected), "{text}\n{error}");
    }
    let ids = NetworkBuilder::new("n")
        .actor(Actor::new("Ab", "sme"))
        .actor(Actor::new("ab", "sme"))
        .actor(Actor::new("ab_", "sme"));
    let network = ids.build().unwrap();
    let written = io::writer("dl").unwrap();
    assert_eq!(read(&bytes(written, &network)).actors().len(), 3);
    assert!(written.losses(&network).iter().any(|loss| loss.to_string().starts_with("1 ids are changed")));
}

#[test]
fn words_too_many_in_lists_of_dl_are_refused_each_at_its_place() {
    let error = refused("dl n=3 format=edgelist1 data:\n1 2 3 99 junk\n1 9\n2 3 x\n");
    for expected in ["2:7: error: `99` is too much", "3:3: error: `9` is neither", "4:5: error: `x` is not a number"] {
        assert!(error.contains(expected), "{error}");
    }
}

#[test]
fn dl_as_the_program_itself_takes_it() {
    let counted = read(b"DL n=4\nformat = nodelist1b\ndata:\n 2 2 3\n 1 4\n 0\n 1 1\n");
    assert_eq!((counted.actors().len(), counted.ties().len(), tie(&counted, "4", "1").from.as_str()), (4, 4, "4"));
    assert!(
        refused("dl n=2 format=nodelist1b data:\n1 2 1\n0\n").contains("2:1: error: `1` is not the number of nodes")
    );
    let two = read(b"dl nrow=2, ncol=2, NREL=2\nlevel labels: x y\ndata: 1 0 0 1 0 1 0 0\n");
    assert_eq!((two.actors().len(), two.ties().len()), (4, 3));
    assert!(told(&two).contains("2 labels of levels are not read"), "{}", told(&two));
    let alone = read(b"dl n=3 format=edgelist1 labels embedded data:\na b\nalone\n");
    assert_eq!((alone.actors().len(), alone.ties().len()), (3, 1));
    assert!(alone.actor("alone").is_some());
    let missing = read(b"dl n=3 data: 0 1 na\n1.0 0 .\n0 0 0\n");
    assert_eq!((missing.ties().len(), tie(&missing, "1", "2").mutual), (1, Some(true)));
    assert!(told(&missing).contains("2 values of a matrix are missing"), "{}", told(&missing));
    assert!(told(&missing).contains("2 numbers of a symmetric matrix are 1 ties"), "{}", told(&missing));
    let unknown = read(b"dl n=3 format=edgelist1 data:\n1 2 na\n2 3 1\n");
    assert_eq!((unknown.actors().len(), unknown.ties().len()), (3, 1));
    assert!(told(&unknown).contains("1 values of a matrix are missing"), "{}", told(&unknown));
    assert_eq!(read(b"dl n=3 labels: l n nr data: 0 1 0 0 0 0 0 0 0").actors().len(), 3);
    assert!(refused("dl nc=3 nm=99 data: 1").contains("how many rows and columns"));
}

#[test]
fn pajek_with_data_of_other_tools() {
    let network = read(
        br#"# written by a tool
*Vertices 3
1 a 0.0 0.0 ellipse role "admin" x_fact 1.2 "first seen" "in May"
2 "b \"q\"" 0.1 0.2 0.5 ic Red mode x [1998-2001]
3 "c "d"" [1-2, 5]
# ties
*Edges
1 2 1.0 foo "bar" since "2001"
2 3 w 3 c Blue p Dashed
3 1 2 c Red note n
*Partition role
1
2
3
"#,
    );
    let told = told(&network);
    assert_eq!((actor(&network, "a").attributes["role"].as_str(), network.ties().len()), (Some("admin"), 3));
    assert_eq!(actor(&network, "a").attributes["first seen"], "in May");
    assert_eq!(actor(&network, "a").attributes["role_"], 1);
    assert_eq!(actor(&network, "b \"q\"").attributes["mode"], "x");
    assert_eq!(actor(&network, "c \"d\"").attributes["time"], "1-2, 5");
    assert_eq!(tie(&network, "a", "b \"q\"").attributes["foo"], "bar");
    assert_eq!(tie(&network, "c \"d\"", "a").attributes["note"], "n");
    assert!(told.contains("places and shapes of 2 vertices are not read"), "{told}");
    assert!(told.contains("colours, widths and patterns of 2 ties are not read"), "{told}");
}

#[test]
fn what_is_wrong_with_pajek_is_told_all_at_once() {
    let error = refused(
        "*Vertices 2\n1 a\n2 b 0 0 0 0\n*Arcs\n1 2 junk\n1 2 3 4 5\n-1 2\n1 --2\n+1 2\n1 2 1 \"x\"\n*Arcslist\n1 -2\n*Edgs\n1 2\n",
    );
    for expected in [
        "3:11: error: `0` is neither a value nor a parameter",
        "5:5: error: `junk` is neither",
        "6:7: error: `4` is neither",
        "7:1: error: `-1` is not the number of a vertex",
        "8:3: error: `--2` is not the number",
        "9:1: error: `+1` is not the number",
        "10:7: error: `x` is neither",
        "12:3: error: `-2` is not the number",
        "13:1: error: the part `*Edgs` is not known (did you mean `*Edges`?)",
    ] {
        assert!(error.contains(expected), "{expected}\n{error}");
    }
    let vertices = "*Vertices 3\n";
    let cases = [
        ("*Vertices 1 3\n".to_owned(), "1:13: error: the first mode has 3 vertices, and both together 1"),
        (format!("{vertices}-1 a\n"), "2:1: error: `-1` is not the number of a vertex, from 1 to 3"),
        (format!("{vertices}*Matrix\n0 1 0\n0 0 0\n"), "2:1: error: the matrix has 2 rows, too few"),
        (format!("{vertices}*Matrix\n0 1 0\n0 0 0\n0 0 0\n0 0 1\n"), "6:1: error: the matrix goes on after 3 rows"),
        (format!("{vertices}*Partition p\n1\n2\n"), "2:1: error: `p` has 2 values, too few for 3 vertices"),
        (format!("{vertices}*Vector v\n*Vertices 3\n1\n2\n3\n4\n"), "7:1: error: `v` has 4 values, too many"),
        (format!("{vertices}*Vector v\n1 2\n"), "3:3: error: `2` is more than one value"),
        (format!("{vertices}*Bipartite 4\n1 2\n"), "2:1: error: the part `*Bipartite` is not known (the parts are"),
        (format!("{vertices}*Links\n1 2\n"), "2:1: error: the part `*Links` is not known"),
        (format!("{vertices}*Events\n1 2\n"), "2:1: error: the part `*Events` is not known"),
    ];
    for (text, expected) in cases {
        let error = refused(&text);
        assert!(error.contains(expected), "{text}\n{error}");
    }
    let nodes =
        io::read_bytes(Some(std::path::Path::new("a.net")), b"*Nodes 16\n1 a\n*Edges\n1 2\n", &ReadOptions::default());
    let nodes = nodes.err().map(|error| error.to_string()).unwrap_or_default();
    assert!(nodes.contains("1:1: error: the part `*Nodes` is not known") && !nodes.contains("number"), "{nodes}");
}

#[test]
fn parts_of_pajek_without_ties_are_told_with_their_lines() {
    let network = read(b"*Vertices 2\n*Edges 1\n1 2\n*Permutation p\n*Vertices 2\n2\n1\n*Cluster\n\"1\n*Arcs\n2 1\n");
    let told = told(&network);
    assert_eq!(network.ties().len(), 2);
    assert!(told.contains("not read: *Permutation (2 lines), *Cluster (1 line)"), "{told}");
    assert!(told.contains("2:8: warning: 1 words behind the names of parts"), "{told}");
}
