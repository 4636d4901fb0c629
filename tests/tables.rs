//! Networks survive their formats: native and tables give back what they were given, and the program converts them.

#![allow(clippy::unwrap_used)]

use proptest::prelude::*;
use proxeny::io::{self, Document, Input, ReadOptions, TABLE_FILES};
use proxeny::{
    Actor, ActorKind, Attributes, Conveys, Date, Lasts, Layer, Mandate, Network, NetworkBuilder, Programme, Reached,
    Source, Stage, StrengthRange, Text, Tie, TieFilter, TieKind,
};
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::atomic::{AtomicU32, Ordering};

/// A folder of its own that is gone afterwards.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Self {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        let name = format!("proxeny-{}-{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let path = std::env::temp_dir().join(name);
        std::fs::create_dir(&path).unwrap();
        Self(path)
    }

    fn with(files: &[(&str, &[u8])]) -> Self {
        let folder = Self::new();
        for (name, bytes) in files {
            std::fs::write(folder.0.join(name), bytes).unwrap();
        }
        folder
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).to_str().unwrap().to_owned()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/tables").join(name)
}

fn read(path: impl AsRef<Path>, maps: &[&str]) -> Network {
    let options = maps.iter().fold(ReadOptions::default(), |options, map| options.map(map.parse().unwrap()));
    match io::read_path(path, &options).unwrap() {
        Input::Network(network) => *network,
        other => panic!("{other:?} is not a network"),
    }
}

fn through_native(network: &Network) -> Network {
    Network::from_reader(network.to_json().as_bytes()).unwrap()
}

fn through_tables(network: &Network) -> Network {
    let Document::Folder(files) = io::writer("csv").unwrap().write(network) else { panic!("tables are a folder") };
    let files: Vec<(&str, &[u8])> = files.iter().map(|(name, bytes)| (*name, bytes.as_slice())).collect();
    assert!(files.iter().all(|(name, _)| TABLE_FILES.contains(name)));
    read(&Folder::with(&files).0, &[])
}

/// Through a workbook of either format, where these are built in.
fn through_workbook(network: &Network, format: &str) -> Network {
    let Ok(writer) = io::writer(format) else { return network.clone() };
    let Document::File(bytes) = writer.write(network) else { panic!("a workbook is a file") };
    match io::read_bytes(None, &bytes, &ReadOptions::default()).unwrap() {
        Input::Network(network) => *network,
        other => panic!("{other:?} is not a network"),
    }
}

/// Everything that two networks hold is equal, the order of records and of languages included; nothing is to be told.
fn assert_same(one: &Network, other: &Network) {
    assert_eq!(other.warnings(), []);
    assert_eq!((one.id(), one.title(), one.note()), (other.id(), other.title(), other.note()));
    assert_eq!((one.as_of(), one.home(), one.focal()), (other.as_of(), other.home(), other.focal()));
    assert_eq!(one.sources(), other.sources());
    assert_eq!(one.actor_kinds(), other.actor_kinds());
    assert_eq!(one.tie_kinds(), other.tie_kinds());
    assert_eq!(one.mandates(), other.mandates());
    assert_eq!(one.programmes(), other.programmes());
    assert_eq!(one.attributes(), other.attributes());
    assert!(one.actors().eq(other.actors()), "actors differ");
    assert!(one.ties().eq(other.ties()), "ties differ");
    assert_eq!(one.to_json(), other.to_json());
}

/// Texts that spreadsheets, separators, quotes and JSON trip over.
fn words() -> impl Strategy<Value = String> {
    let tricky = [
        "",
        "=1+1",
        "+82",
        "-5",
        "@x",
        "'s-Hertogenbosch",
        "''",
        "two\r\nlines",
        "a;b",
        "a ; b: c",
        "\"quoted\"",
        "a,b",
        "서울, 특별시",
        " edge ",
        "\ttab",
        "true",
        "TRUE",
        "null",
        "1e5",
        "007",
        "{\"en\": \"x\"}",
        "[1]",
        "{",
        "\\",
        "\u{feff}mark",
    ];
    prop_oneof![3 => prop::sample::select(tricky.map(str::to_owned).to_vec()), 1 => "\\PC{0,6}"]
}

fn value() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        any::<u64>().prop_map(Into::into),
        prop::num::f64::NORMAL.prop_map(Into::into),
        words().prop_map(Into::into),
    ];
    leaf.prop_recursive(3, 8, 3, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..3).prop_map(Into::into),
            prop::collection::btree_map(words(), inner, 0..3).prop_map(|map| map.into_iter().collect()),
        ]
    })
}

fn attributes() -> impl Strategy<Value = Attributes> {
    let name = prop_oneof![Just("population".to_owned()), Just("strength".to_owned()), words()];
    prop::collection::btree_map(name, value(), 0..3).prop_map(Attributes::from_iter)
}

fn text() -> impl Strategy<Value = Text> {
    let language = prop_oneof![Just("en".to_owned()), Just("ko".to_owned()), Just("fr".to_owned()), words()];
    prop::collection::vec((language, words()), 0..3)
        .prop_map(|texts| texts.into_iter().fold(Text::default(), |text, (language, words)| text.with(language, words)))
}

fn date() -> impl Strategy<Value = Option<Date>> {
    prop::sample::select(vec![None, Some("2014"), Some("2014-06"), Some("2014-06-30"), Some("0987")])
        .prop_map(|text| text.map(|text| text.parse().unwrap()))
}

fn probability() -> impl Strategy<Value = Option<f64>> {
    prop_oneof![Just(None), Just(Some(1.0)), (f64::MIN_POSITIVE..1.0).prop_map(Some)]
}

fn option<T: std::fmt::Debug + Clone + 'static>(values: &[T]) -> impl Strategy<Value = Option<T>> + use<T> {
    prop::option::of(prop::sample::select(values.to_vec()))
}

/// Ids of actors: not all of them easy.
const IDS: [&str; 5] = ["smg", "서울 시", "=a;b", "'q\"", " c "];
/// Ids of sources.
const CITED: [&str; 4] = ["s-1", "a;b", "", "\"x\" ; 'y'"];

fn texts(of: &'static [&'static str]) -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(prop::sample::select(of).prop_map(str::to_owned), 0..3)
}

fn source() -> impl Strategy<Value = Source> {
    (words(), words(), date(), words(), any::<bool>(), words(), attributes()).prop_map(
        |(title, publisher, year, locator, general, note, attributes)| Source {
            title,
            publisher,
            year,
            locator,
            general,
            note,
            attributes,
        },
    )
}

fn actor(id: &'static str) -> impl Strategy<Value = Actor> {
    let place =
        (prop::option::of(-90.0..90.0_f64), prop::option::of(-180.0..180.0_f64), prop_oneof![Just(1.0), 0.0..9.0]);
    let judged = (option(&Layer::ALL), prop::option::of(words()), probability(), date());
    let rest = (texts(&["from", "a;b", " x", ""]), words(), texts(&CITED), attributes());
    let successor = option(&IDS.map(str::to_owned));
    (text(), words(), place, judged, successor, rest).prop_map(move |(name, kind, place, judged, successor, rest)| {
        Actor {
            name,
            layer: judged.0,
            country: judged.1,
            lat: place.0,
            lon: place.1,
            weight: place.2,
            since: judged.3,
            until: None,
            successor: successor.filter(|successor| successor != id),
            confidence: judged.2,
            tags: rest.0,
            note: rest.1,
            sources: rest.2,
            attributes: rest.3,
            ..Actor::new(id, kind)
        }
    })
}

fn tie(i: usize) -> impl Strategy<Value = Tie> {
    let ends = (0..IDS.len(), 1..IDS.len(), words());
    let says =
        (option(&Stage::ALL), prop::option::of(any::<bool>()), probability(), probability(), option(&Conveys::ALL));
    let rest = (date(), prop::option::of(0.0..1e12_f64), words(), words(), texts(&CITED), attributes());
    (ends, says, rest).prop_map(move |((from, further, kind), says, rest)| Tie {
        id: format!("t{i}"),
        stage: says.0,
        mutual: says.1,
        strength: says.2,
        confidence: says.3,
        conveys: says.4,
        since: None,
        until: rest.0,
        value_usd: rest.1,
        evidence: rest.2,
        note: rest.3,
        sources: rest.4,
        attributes: rest.5,
        ..Tie::new(IDS[from], IDS[(from + further) % IDS.len()], kind)
    })
}

fn programme(i: usize) -> impl Strategy<Value = Programme> {
    let reached = (prop::sample::select(IDS.to_vec()), date(), prop::option::of(0.0..99.0_f64))
        .prop_map(|(actor, year, people)| Reached { actor: actor.to_owned(), year, people });
    let rest = (probability(), texts(&CITED), attributes(), prop::option::of(0.0..1e9_f64));
    (text(), words(), texts(&IDS), date(), prop::collection::vec(reached, 0..4), words(), rest).prop_map(
        move |(name, kind, hosts, since, reached, note, (confidence, sources, attributes, cost_usd))| Programme {
            id: format!("p; {i}"),
            name,
            kind,
            hosts,
            since,
            until: None,
            reached,
            cost_usd,
            note,
            confidence,
            sources,
            attributes,
        },
    )
}

fn tie_kind() -> impl Strategy<Value = TieKind> {
    let lasts = (any::<bool>(), option(&[0_u16, 3, u16::MAX]), any::<bool>());
    (text(), option(&Stage::ALL), probability(), lasts, option(&Conveys::ALL), words(), attributes()).prop_map(
        |(label, stage, strength, (event, lasts_years, mutual), conveys, note, attributes)| TieKind {
            label,
            stage,
            strength,
            strength_range: strength.filter(|_| event).map(StrengthRange::around),
            lasts: if event { Lasts::Event } else { Lasts::Standing },
            lasts_years,
            mutual,
            conveys,
            note,
            attributes,
        },
    )
}

fn mandate() -> impl Strategy<Value = Mandate> {
    let selectors = [
        "id:smg",
        "id:\"서울 시\" or id:smg and not layer:city",
        "tag:from or id:smg and not tag:x",
        "not kind:a and not kind:b",
    ];
    let selector = || prop::sample::select(selectors[..3].to_vec());
    let ties = (texts(&["visit", "a;b"]), prop::collection::vec(prop::sample::select(Stage::ALL.to_vec()), 0..2));
    let weighs = option(&["weight".to_owned()]);
    (text(), words(), (selector(), selector(), prop::sample::select(selectors.to_vec())), ties, weighs).prop_map(
        |(title, note, (from, to, relay), (kind, not_stage), weight)| {
            let mandate = Mandate::new("m \"1\"", from.parse().unwrap(), to.parse().unwrap());
            let mut mandate = mandate.relay(relay.parse().unwrap()).max_intermediaries(3);
            (mandate.title, mandate.note, mandate.to_weight) = (title, note, weight);
            mandate.ties = TieFilter { kind, not_stage, ..TieFilter::default() };
            mandate
        },
    )
}

/// A network that has everything a network can have.
fn network() -> impl Strategy<Value = Network> {
    let actors: Vec<_> = IDS.iter().map(|id| actor(id)).collect();
    let ties = (0..6_usize).prop_flat_map(|n| (0..n).map(tie).collect::<Vec<_>>());
    let programmes = (0..3_usize).prop_flat_map(|n| (0..n).map(programme).collect::<Vec<_>>());
    let sources = Vec::from(CITED.map(|_| source()));
    let kinds = (text(), option(&["#12abEF".to_owned()]), attributes(), tie_kind(), words());
    let whole = (text(), words(), prop::option::of(words()), date(), attributes(), option(&IDS));
    (actors, ties, programmes, sources, kinds, mandate(), whole).prop_map(
        |(actors, ties, programmes, sources, (label, color, of_kind, tie_kind, kind), mandate, whole)| {
            let mut builder = NetworkBuilder::new("every; \"thing\"").title(whole.0).note(whole.1).attributes(whole.4);
            builder = whole.2.into_iter().fold(builder, NetworkBuilder::home);
            builder = whole.3.into_iter().fold(builder, NetworkBuilder::as_of);
            builder = whole.5.into_iter().fold(builder, NetworkBuilder::focal);
            builder = CITED.iter().zip(sources).fold(builder, |builder, (id, source)| builder.source(*id, source));
            builder = builder.actor_kind(kind.clone(), ActorKind { label, color, attributes: of_kind });
            builder = builder.tie_kind(kind, tie_kind).mandate(mandate);
            builder = actors.into_iter().fold(builder, NetworkBuilder::actor);
            builder = ties.into_iter().fold(builder, NetworkBuilder::tie);
            programmes.into_iter().fold(builder, NetworkBuilder::programme).build().unwrap()
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, ..ProptestConfig::default() })]

    #[test]
    fn native_gives_back_every_network(network in network()) {
        assert_same(&network, &through_native(&network));
    }

    #[test]
    fn tables_give_back_every_network(network in network()) {
        let read = through_tables(&network);
        assert_same(&network, &read);
        for format in ["xlsx", "ods"] {
            assert_same(&network, &through_workbook(&network, format));
        }
        prop_assert_eq!(read.rows().made, network.ties().len());
    }

    #[test]
    fn no_table_makes_the_reader_panic(
        ties in "(from|to|source|strength|confidence|sources|,|;|\n|\r\n|\"|a|b|서울|0.5|high|2014| ){0,40}|from,to,since\n\\PC{0,60}",
        actors in "id,name,lat,@x\n(a|b|,|\"|\n|'|-1|\\{|서울){0,30}",
    ) {
        let folder = Folder::with(&[("ties.csv", ties.as_bytes()), ("actors.csv", actors.as_bytes())]);
        for path in [folder.0.clone(), folder.0.join("ties.csv")] {
            let options = ReadOptions::default().format("csv");
            let rows = match io::read_path(&path, &options) {
                Ok(Input::Network(network)) => Some(network.rows()),
                Ok(other) => panic!("{other:?}"),
                Err(error) => error.problems().expect("a problem of the table").rows(),
            };
            prop_assert!(rows.is_none_or(|rows| rows.read == rows.made + rows.merged + rows.refused), "{:?}", rows);
        }
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
        let folder = Folder::with(&[("ties.csv", &bytes), ("network.json", &bytes)]);
        let _ = io::read_path(&folder.0, &ReadOptions::default());
        let _ = io::read_bytes(Some(Path::new("x.csv")), &bytes, &ReadOptions::default());
    }
}

#[test]
fn the_networks_of_the_program_survive_every_format() {
    for (name, _) in io::BUILTINS {
        let network = Network::builtin(name).unwrap();
        assert_same(&network, &through_native(&network));
        assert_same(&network, &through_tables(&network));
        for format in ["xlsx", "ods"] {
            assert_same(&network, &through_workbook(&network, format));
        }
    }
}

#[test]
fn rows_of_the_casebook_are_read_as_they_are_and_survive_every_format() {
    let network = read(data("seoul"), &["strength=@equity_share"]);
    assert_eq!(network.id(), "seoul");
    assert_eq!(network.rows().to_string(), "16 ties = 16 made + 0 merged + 0 refused");
    let again = through_native(&through_tables(&network));
    assert_same(&network, &again);
    assert_same(&network, &through_tables(&again));

    let seoul = Network::builtin("seoul").unwrap();
    for (node, actor) in network.actors() {
        let known = &seoul.graph()[seoul.actor(&actor.id).unwrap()];
        assert_eq!((&actor.name, &actor.country, actor.lat), (&known.name, &known.country, known.lat));
        assert_eq!((actor.confidence, actor.since), (known.confidence, known.since));
        assert_eq!(actor.sources.len(), known.sources.len(), "{node:?}");
    }
    for (_, tie) in network.ties() {
        let same = |known: &Tie| (&known.from, &known.to, &known.evidence) == (&tie.from, &tie.to, &tie.evidence);
        let known = seoul.ties().map(|(_, known)| known).find(|known| same(known)).unwrap();
        assert_eq!((tie.value_usd, tie.mutual, tie.confidence), (known.value_usd, known.mutual, known.confidence));
        assert_eq!((tie.strength, tie.attributes.get("equity_share")), (None, known.attributes.get("equity_share")));
        assert_eq!(tie.sources.len(), known.sources.len());
    }
    for programme in network.programmes() {
        let known = seoul.programmes().iter().find(|known| known.id == programme.id).unwrap();
        assert_eq!((&programme.hosts, &programme.reached), (&known.hosts, &known.reached));
    }
    let plain = read(data("seoul"), &[]);
    assert!(plain.ties().any(|(_, tie)| tie.strength.is_some()), "a strength is read as one unless mapped");
}

#[test]
fn lists_of_nodes_and_edges_are_read_as_actors_and_ties() {
    let network = read(data("sister_cities"), &["degree=", "pop=@population"]);
    let london = &network.graph()[network.actor("Q84").unwrap()];
    assert_eq!(london.label("en"), "London");
    assert_eq!(london.attributes["population"], 8_908_081);
    assert!(!london.attributes.contains_key("degree"));
    assert_eq!((network.actors().len(), network.rows().made), (25, network.ties().len()));
    let alone = read(data("sister_cities").join("edges.csv"), &[]);
    assert_eq!((alone.id(), alone.ties().len()), ("edges", network.ties().len()));
}

#[test]
fn digests_of_folders_tell_their_contents_apart() {
    let digest = |ties: &[u8]| read(&Folder::with(&[("ties.csv", ties)]).0, &[]).digest().unwrap().to_owned();
    assert_eq!(digest(b"from,to\na,b\n"), digest(b"from,to\na,b\n"));
    assert_ne!(digest(b"from,to\na,b\n"), digest(b"from,to\na,c\n"));
}

fn proxeny(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_proxeny")).args(args).output().unwrap()
}

fn told(output: &Output) -> (Option<i32>, String) {
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn convert_goes_there_and_back_and_tells_what_was_read() {
    let folder = Folder::new();
    let (tables, json) = (folder.path("sg"), folder.path("sg.json"));
    let (code, text) = told(&proxeny(&["convert", "singapore", "-o", &tables]));
    assert_eq!(code, Some(0), "{text}");
    assert!(text.contains("134 ties = 134 made + 0 merged + 0 refused"), "{text}");
    assert!(text.contains("lost: nothing"), "{text}");
    assert_eq!(told(&proxeny(&["convert", &tables, "-o", &json, "--quiet"])), (Some(0), String::new()));
    let stdout = proxeny(&["convert", "singapore", "--quiet"]).stdout;
    assert_eq!(std::fs::read(&json).unwrap(), stdout);
    assert_same(&Network::builtin("singapore").unwrap(), &Network::from_path(&tables).unwrap());
    let validated = proxeny(&["validate", &tables]);
    assert!(String::from_utf8_lossy(&validated.stdout).contains("Rows read: 134 ties = 134 made"));
}

#[test]
fn a_folder_is_replaced_whole_or_not_at_all() {
    let folder = Folder::new();
    let tables = folder.path("t");
    assert_eq!(told(&proxeny(&["convert", "netherlands", "-o", &tables])).0, Some(0));
    assert_eq!(told(&proxeny(&["convert", "singapore", "-o", &tables])).0, Some(0), "tables replace tables");
    assert_eq!(Network::from_path(&tables).unwrap().id(), "singapore");
    std::fs::write(Path::new(&tables).join("diary.txt"), "mine").unwrap();
    let (code, text) = told(&proxeny(&["convert", "seoul", "-o", &tables]));
    assert_eq!(code, Some(4), "{text}");
    assert!(text.contains("diary.txt"), "{text}");
    assert_eq!(Network::from_path(&tables).unwrap().id(), "singapore");
    assert_eq!(std::fs::read_dir(&folder.0).unwrap().count(), 1, "nothing is left beside it");
}

#[test]
fn convert_refuses_with_the_codes_of_the_program() {
    let folder = Folder::with(&[("ties.csv", b"from,to,strength\na,b,2\na,b,0.5\n"), ("list.txt", b"a b\n")]);
    let (path, list) = (folder.0.to_str().unwrap(), folder.path("list.txt"));
    let (code, text) = told(&proxeny(&["convert", path]));
    assert_eq!(code, Some(3));
    assert!(text.contains("ties.csv:2:5: error: strength 2 is outside (0, 1]"), "{text}");
    let validated = proxeny(&["validate", path]);
    assert_eq!(validated.status.code(), Some(1));
    let stdout = String::from_utf8_lossy(&validated.stdout).into_owned();
    assert!(stdout.contains("Rows read: 2 ties = 1 made + 0 merged + 1 refused"), "{stdout}");
    for (args, expected) in [
        (["convert", "seoul", "--write-as", "csv"].as_slice(), 2),
        (&["convert", "seoul", "--write-as", "gif"], 2),
        (&["convert", "seoul", "-o", "x.gif"], 2),
        (&["convert", "seoul", "--map", "nothing"], 2),
        (&["convert", path, "--map", "strenth=@x"], 2),
        (&["convert", path, "--read-as", "native"], 2),
        (&["convert", &list, "--write-as", "csv"], 2),
        (&["convert", "seoul", "--directed"], 2),
        (&["leverage", &list, "--from", "id:a", "--to", "id:b"], 3),
        (&["convert", &folder.path("none")], 3),
        (&["convert", "seoul", "-o", &folder.path("no/such/folder")], 4),
    ] {
        let (code, text) = told(&proxeny(args));
        assert_eq!((code, text.contains("error:")), (Some(expected), true), "{args:?}: {text}");
    }
}

#[test]
fn the_schema_is_printed() {
    assert_eq!(String::from_utf8(proxeny(&["schema"]).stdout).unwrap(), io::SCHEMA);
}

/// What `metrics` says of the actors of a network, by id.
fn scores(args: &[&str]) -> serde_json::Value {
    let measures = "degree,in_degree,betweenness,closeness,pagerank,clustering";
    let output = proxeny(&[&["metrics", "--measure", measures, "--format", "json"], args].concat());
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let mut actors = answer["result"]["actors"].as_array().unwrap().clone();
    assert!(!actors.is_empty());
    actors.sort_by_key(|actor| actor["id"].as_str().unwrap().to_owned());
    let told = |actor: &serde_json::Value| serde_json::json!({"id": actor["id"], "values": actor["values"]});
    actors.iter().map(told).collect()
}

#[test]
fn an_edge_list_and_its_network_have_the_same_measures() {
    let text = b"# who visits whom\nseoul athens 0.3\nathens rome 0.5\nrome oslo 1\noslo oslo 1\nseoul rome 0.25\n\
                 rome seoul 0.5\noslo bern 0.1\n";
    let folder = Folder::with(&[("visits.edges", text)]);
    let (list, json) = (folder.path("visits.edges"), folder.path("visits.json"));
    for direction in [["--directed"].as_slice(), &[]] {
        let args = [&["convert", &list, "-o", &json, "--weight-is", "probability"], direction].concat();
        let (code, text) = told(&proxeny(&args));
        assert_eq!(code, Some(0), "{text}");
        assert!(text.contains("7 ties = 6 made + 0 merged + 1 refused"), "{text}");
        assert!(text.contains("1 tie of an actor to itself is set aside"), "{text}");
        assert_eq!(scores(&[&[list.as_str()], direction].concat()), scores(&[&json]));
    }
    assert_eq!(Network::from_path(&json).unwrap().id(), "visits");
    let tables = folder.path("visits");
    assert_eq!(told(&proxeny(&["convert", &list, "-o", &tables, "--weight-is", "count"])).0, Some(0));
    assert_eq!(scores(&[&list]), scores(&[&tables]));
    let written = folder.path("again.edges");
    let (code, text) = told(&proxeny(&["convert", &json, "-o", &written]));
    assert!(code == Some(0) && text.contains("6 ties keep nothing but their ends"), "{text}");
    assert_eq!(scores(&[&written]), scores(&[&json]));
}

#[test]
fn numbers_of_an_edge_list_that_are_no_strengths_are_told_by_line() {
    let folder = Folder::with(&[("visits.edges", b"a b 3\nb c 0.5\nc c 1\nc a 0\n")]);
    let list = folder.path("visits.edges");
    let (code, text) = told(&proxeny(&["convert", &list, "--weight-is", "strength"]));
    assert_eq!(code, Some(3));
    assert!(text.contains("visits.edges:1:1: error: strength 3 is outside (0, 1]"), "{text}");
    assert!(text.contains("visits.edges:4:1: error: strength 0 is outside (0, 1]"), "{text}");
    assert!(text.contains("--weight-is count"), "{text}");
    let (code, text) = told(&proxeny(&["convert", &list]));
    assert!(code == Some(0) && text.contains("attribute `weight`"), "{text}");
    let (code, text) = told(&proxeny(&["leverage", &list, "--from", "id:a", "--to", "id:b"]));
    assert!(code == Some(3) && text.contains("proxeny convert"), "{text}");
}
