//! Routes against a list of all loopless routes, against NetworkX, and as the program tells them.
//!
//! `data/routes/networkx.json` is written by `make.py` beside it.

#![allow(clippy::unwrap_used)]

use crate::random::{Drawn, drawn};
use proptest::prelude::*;
use proxeny::graph::{Direction, LengthRule, Topology, WeightKind, Weights, Yen};
use proxeny::leverage::{By, Obstacle, Routes, RoutesResult};
use proxeny::render::{DrawOptions, Picture, Renderer, Svg};
use proxeny::{Actor, Conveys, Network, NetworkBuilder, Selector, Tie, View};
use serde::Deserialize;
use serde_json::Value;
use std::process::{Command, Output};

/// A route as arcs, each with the node that it leads to and its tie.
type Arcs = Vec<(u32, u32)>;

/// All routes out of `at` that pass no node twice, each as arcs `(node, tie)`.
fn all_routes<'a>(
    arcs: &dyn Fn(u32) -> Arcs,
    relays: &dyn Fn(u32) -> bool,
    (at, to): (u32, u32),
    past: &'a mut Arcs,
    found: &'a mut Vec<Arcs>,
    from: u32,
) {
    for (node, tie) in arcs(at) {
        if node == from || past.iter().any(|(known, _)| *known == node) {
            continue;
        }
        past.push((node, tie));
        if node == to {
            found.push(past.clone());
        } else if relays(node) {
            all_routes(arcs, relays, (node, to), past, found, from);
        }
        past.pop();
    }
}

#[derive(Clone, Debug)]
struct Case {
    nodes: usize,
    ties: Vec<(u32, u32, bool, u64, bool)>,
    relays: Vec<bool>,
    most: Option<u32>,
    hops: bool,
}

fn case() -> impl Strategy<Value = Case> {
    (2..=7_usize).prop_flat_map(|nodes| {
        let n = nodes as u32;
        let tie = (0..n, 0..n, any::<bool>(), 0..3_u64, prop::bool::weighted(0.9));
        let relays = prop::collection::vec(prop::bool::weighted(0.85), nodes);
        let most = prop_oneof![2 => Just(None), 3 => (0..7_u32).prop_map(Some)];
        (prop::collection::vec(tie, 0..14), relays, most, any::<bool>())
            .prop_map(move |(ties, relays, most, hops)| Case { nodes, ties, relays, most, hops })
    })
}

impl Case {
    fn topology(&self) -> Topology {
        let way = |both| if both { Direction::BothWays } else { Direction::OneWay };
        let topology = Topology::new(self.nodes, self.ties.iter().map(|tie| (tie.0, tie.1, way(tie.2)))).unwrap();
        if self.hops { topology } else { topology.with_lengths(self.ties.iter().map(|tie| tie.3).collect()).unwrap() }
    }

    /// Every route by (length, ties, arcs): the definition, spelt out.
    fn expected(&self, to: u32) -> Vec<(u128, usize, Arcs)> {
        let arcs = |at: u32| {
            let ties = self.ties.iter().zip(0_u32..).filter(|(tie, _)| tie.4 && tie.0 != tie.1);
            let ends = ties.flat_map(|((a, b, both, ..), tie)| {
                let back = if *both { Some((*b, *a, tie)) } else { None };
                [Some((*a, *b, tie)), back].into_iter().flatten()
            });
            ends.filter(|(from, ..)| *from == at).map(|(_, node, tie)| (node, tie)).collect()
        };
        let mut found = Vec::new();
        all_routes(&arcs, &|node| self.relays[node as usize], (0, to), &mut Vec::new(), &mut found, 0);
        found.retain(|route| self.most.is_none_or(|most| route.len() <= most as usize));
        let length = |tie: u32| if self.hops { 1 } else { u128::from(self.ties[tie as usize].3) };
        let key = |route: Arcs| (route.iter().map(|(_, tie)| length(*tie)).sum(), route.len(), route);
        let mut keyed: Vec<_> = found.into_iter().map(key).collect();
        keyed.sort();
        keyed
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3000, ..ProptestConfig::default() })]

    #[test]
    fn the_best_are_the_first_of_all(case in case()) {
        let (topology, to) = (case.topology(), case.nodes as u32 - 1);
        let expected = case.expected(to);
        let open: Vec<bool> = case.ties.iter().map(|tie| tie.4).collect();
        for k in (1..=expected.len().min(12)).chain([expected.len() + 1]) {
            let yen = Yen::default().count(k).relays(&case.relays).open(&open);
            let found = case.most.into_iter().fold(yen, Yen::most_ties).run(&topology, 0, to).unwrap();
            prop_assert_eq!(found.len(), k.min(expected.len()));
            for (path, (length, ties, arcs)) in found.iter().zip(&expected) {
                prop_assert_eq!((path.length, path.ties.len(), path.nodes[0]), (*length, *ties, 0));
                let steps: Vec<_> = path.nodes[1..].iter().copied().zip(path.ties.iter().copied()).collect();
                prop_assert_eq!(&steps, arcs);
            }
        }
    }
}

/// All routes of a drawn question from its first actor to its last, with their probabilities, the most likely first.
fn expected(drawn: &Drawn, network: &Network) -> Vec<(f64, Vec<String>)> {
    let (graph, last) = (network.graph(), drawn.actors.len() as u32 - 1);
    let arcs = |at: u32| {
        let ties = graph.edge_indices().filter(|edge| graph[*edge].kind != "shut");
        let ends = ties.flat_map(|edge| {
            let (from, to) = graph.edge_endpoints(edge).unwrap();
            let ways = match network.conveys(&graph[edge]) {
                Conveys::Forward => vec![(from, to)],
                Conveys::Backward => vec![(to, from)],
                Conveys::Both => vec![(from, to), (to, from)],
            };
            ways.into_iter().map(move |(from, to)| (from.index() as u32, to.index() as u32, edge.index() as u32))
        });
        ends.filter(|(from, ..)| *from == at).map(|(_, to, edge)| (to, edge)).collect()
    };
    let mut found = Vec::new();
    let relays = |node: u32| drawn.actors[node as usize].2;
    all_routes(&arcs, &relays, (0, last), &mut Vec::new(), &mut found, 0);
    found.retain(|route| drawn.most.is_none_or(|most| route.len() <= most as usize + 1));
    let tie = |edge: &u32| graph.edge_weights().nth(*edge as usize).unwrap();
    let chance = |route: &[(u32, u32)]| route.iter().map(|(_, edge)| network.open_probability(tie(edge))).product();
    let ids = |route: &[(u32, u32)]| route.iter().map(|(_, edge)| tie(edge).id.clone()).collect();
    let mut routes: Vec<(f64, Vec<String>)> = found.iter().map(|route| (chance(route), ids(route))).collect();
    routes.sort_by(|a, b| b.0.total_cmp(&a.0));
    routes
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 800, ..ProptestConfig::default() })]

    #[test]
    fn routes_of_a_network_are_all_there_are(drawn in drawn()) {
        let (network, mandate) = (drawn.network(), drawn.mandate());
        let [from, to] = [0, drawn.actors.len() - 1].map(|i| network.actor(&Drawn::id(i)).unwrap());
        let expected = expected(&drawn, &network);
        let routes = Routes::new(from, to).mandate(&mandate).k(10_000);
        let routes = drawn.most.into_iter().fold(routes, Routes::max_intermediaries);
        let result = routes.run(&network).unwrap();
        prop_assert_eq!(result.routes.len(), expected.len());
        prop_assert_eq!(result.obstacle.is_some(), expected.is_empty());
        for (route, (chance, _)) in result.routes.iter().zip(&expected) {
            prop_assert!((route.probability - chance).abs() <= 1e-9 * chance, "{} {}", route.probability, chance);
        }
        let [mut found, mut all]: [Vec<Vec<String>>; 2] = [
            result.routes.iter().map(|route| route.ties.clone()).collect(),
            expected.into_iter().map(|(_, ties)| ties).collect(),
        ];
        found.sort();
        all.sort();
        prop_assert_eq!(found, all);
        for route in &result.routes {
            prop_assert_eq!(route.hops, route.ties.len());
            for (step, ends) in route.steps.iter().zip(route.actors.windows(2)) {
                let tie = network.ties().map(|(_, tie)| tie).find(|tie| tie.id == step.tie).unwrap();
                let recorded = if step.reversed { [&tie.to, &tie.from] } else { [&tie.from, &tie.to] };
                prop_assert_eq!(recorded, [&ends[0], &ends[1]]);
                prop_assert_eq!([&step.from, &step.to], [&ends[0], &ends[1]]);
            }
        }
        let by_hops = routes.by(By::Hops).run(&network).unwrap();
        prop_assert!(by_hops.routes.windows(2).all(|pair| pair[0].hops <= pair[1].hops));
        prop_assert_eq!(by_hops.routes.len(), result.routes.len());
    }
}

#[test]
fn equal_routes_are_equal_whatever_the_order_of_their_ties() {
    // The same three strengths in every order: floating-point sums of −ln p differ, whole numbers do not.
    let p = [0.1, 0.2, 0.3];
    let orders = [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]];
    let naive: std::collections::BTreeSet<u64> =
        orders.iter().map(|order| order.iter().map(|i| -f64::ln(p[*i])).sum::<f64>().to_bits()).collect();
    assert!(naive.len() > 1, "these strengths do not tell the two apart");
    let last = 13;
    let ties = (0_u32..6).flat_map(|i| [(0, 2 * i + 1), (2 * i + 1, 2 * i + 2), (2 * i + 2, last)]);
    let strengths = orders.iter().flatten().map(|i| p[*i]).collect();
    let topology = Topology::directed(14, ties).unwrap();
    let topology = topology.with_weights(Weights::new(WeightKind::Probability, strengths).unwrap()).unwrap();
    let topology = topology.with_length_rule(LengthRule::Reliability).unwrap();
    let routes = Yen::default().count(10).run(&topology, 0, last).unwrap();
    assert_eq!(routes.len(), 6);
    assert!(routes.iter().all(|route| route.length == routes[0].length));
    // Among equals the names decide.
    assert_eq!(routes.iter().map(|route| route.nodes[1]).collect::<Vec<_>>(), [1, 3, 5, 7, 9, 11]);
}

#[derive(Deserialize)]
struct Peer {
    most: usize,
    graphs: Vec<PeerGraph>,
}

#[derive(Deserialize)]
struct PeerGraph {
    nodes: usize,
    ties: Vec<(u32, u32, u64)>,
    lengths: Vec<u128>,
}

#[test]
fn lengths_are_those_of_networkx() {
    let peer: Peer = serde_json::from_str(include_str!("data/routes/networkx.json")).unwrap();
    assert!(peer.graphs.iter().filter(|graph| graph.lengths.len() > 5).count() > 10);
    for graph in peer.graphs {
        let topology = Topology::directed(graph.nodes, graph.ties.iter().map(|tie| (tie.0, tie.1))).unwrap();
        let topology = topology.with_lengths(graph.ties.iter().map(|tie| tie.2).collect()).unwrap();
        let routes = Yen::default().count(peer.most).run(&topology, 0, graph.nodes as u32 - 1).unwrap();
        assert_eq!(routes.iter().map(|route| route.length).collect::<Vec<_>>(), graph.lengths);
    }
}

/// a → b → c → d, e apart, f without a tie; b may not relay.
fn chain() -> NetworkBuilder {
    let tie = |from, to| Tie { conveys: Some(Conveys::Forward), ..Tie::new(from, to, "x") };
    let actors = ["a", "b", "c", "d", "e", "e2", "f"];
    let builder =
        actors.into_iter().fold(NetworkBuilder::new("chain"), |builder, id| builder.actor(Actor::new(id, id)));
    let builder = builder.tie(tie("a", "b")).tie(tie("b", "c")).tie(tie("c", "d")).tie(tie("e", "e2"));
    builder.tie(Tie { since: Some("2030".parse().unwrap()), ..tie("d", "e") })
}

fn asked(network: &Network, from: &str, to: &str, shape: impl Fn(Routes<'static>) -> Routes<'static>) -> RoutesResult {
    shape(Routes::new(network.find(from).unwrap(), network.find(to).unwrap())).run(network).unwrap()
}

#[test]
fn where_there_is_no_route_the_reason_is_told() {
    let network = chain().build().unwrap();
    let not_b = || "not id:b".parse::<Selector>().unwrap();
    let then = || View::ever().when("2020".parse().unwrap());
    let reason = |from, to, shape: &dyn Fn(Routes<'static>) -> Routes<'static>| {
        let result = asked(&network, from, to, |routes| shape(routes.view(then())));
        (result.obstacle.unwrap(), result.ever)
    };
    let least = Obstacle::Limit { least: 2 };
    assert_eq!(reason("a", "d", &|routes| routes.max_intermediaries(1)), (least, Some(false)));
    let through = Obstacle::Relays { through: vec!["b".into()] };
    assert_eq!(reason("a", "d", &|routes| routes.relay(not_b())), (through, Some(false)));
    assert_eq!(reason("d", "a", &|routes| routes), (Obstacle::Direction { back: true }, Some(false)));
    assert_eq!(reason("a", "e", &|routes| routes), (Obstacle::Disconnected, Some(true)));
    assert_eq!(reason("a", "f", &|routes| routes), (Obstacle::Isolated { actor: "f".into() }, Some(false)));
    let young = Actor { since: Some("2025".parse().unwrap()), ..Actor::new("g", "x") };
    let network = chain().actor(young).build().unwrap();
    let result = asked(&network, "a", "g", |routes| routes.view(then()));
    assert_eq!(result.obstacle, Some(Obstacle::Absent { actor: "g".into() }));
    let same = network.find("a").unwrap();
    assert!(Routes::new(same, same).run(&network).unwrap_err().to_string().ends_with("both ends are `a`"));
}

#[test]
fn results_come_back_from_json() {
    let seoul = Network::builtin("seoul").unwrap();
    let result = asked(&seoul, "kosmic", "hcmc", |routes| routes);
    let text = serde_json::to_string(&result).unwrap();
    assert_eq!(serde_json::from_str::<RoutesResult>(&text).unwrap(), result);
}

#[test]
fn a_picture_shows_what_is_around_an_actor_or_on_routes() {
    let network = chain().build().unwrap();
    let ids = |picture: Picture| -> Vec<(String, bool)> {
        let diagram = picture.diagram(&network).unwrap();
        assert!(Svg.render(&diagram, &DrawOptions::default()).is_ok());
        diagram.actors.into_iter().map(|actor| (actor.id, actor.emphasised)).collect()
    };
    let b = network.find("b").unwrap();
    let expected = |ids: &[(&str, bool)]| ids.iter().map(|(id, bold)| ((*id).to_owned(), *bold)).collect::<Vec<_>>();
    let picture = || Picture::new(View::ever());
    assert_eq!(ids(picture().around(b, 0)), expected(&[("b", true)]));
    assert_eq!(ids(picture().around(b, 1)), expected(&[("a", false), ("b", true), ("c", false)]));
    let routes = asked(&network, "b", "d", |routes| routes.view(View::ever()));
    assert_eq!(ids(picture().routes(routes.clone())), expected(&[("b", true), ("c", false), ("d", true)]));
    let diagram = picture().routes(routes).diagram(&network).unwrap();
    assert!(diagram.ties.len() == 2 && diagram.ties.iter().all(|tie| tie.emphasised && !tie.mutual));
}

fn proxeny(args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_proxeny")).args(args).output().unwrap()
}

fn told(args: &[&str], code: i32) -> (String, String) {
    let output = proxeny(args);
    let [out, err] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    assert_eq!(output.status.code(), Some(code), "{out}{err}");
    (out, err)
}

/// Words without the line breaks.
fn flowing(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn mumbai_is_told_as_it_is_recorded() {
    let (out, _) = told(&["routes", "SOA C&M", "Mumbai", "--ever"], 0);
    let out = flowing(&out);
    for sentence in [
        "There is one route from SOA C&M to Mumbai. It leads there directly and is open with a probability of 38.0%.",
        "(1) From SOA C&M to Mumbai: “supplies”, hardware, 2014–2015; open with 38.0% (strength 40.0% × confidence 95.0%). \
         Small firm won the build order. [1]",
        "서울시 스마트 불편신고 인도 뭄바이시에 수출, 2014",
    ] {
        assert!(out.contains(sentence), "{out}");
    }
}

#[test]
fn json_keeps_to_its_contract() {
    let (out, _) = told(&["routes", "kosmic", "hcmc", "-k", "3", "--format", "json"], 0);
    let answer: Value = serde_json::from_str(&out).unwrap();
    let routes = answer["result"]["routes"].as_array().unwrap();
    assert_eq!(routes.len(), 3);
    for route in routes {
        let (actors, ties) = (route["actors"].as_array().unwrap(), route["ties"].as_array().unwrap());
        assert_eq!(route["hops"].as_u64().unwrap() as usize, ties.len());
        assert_eq!(actors.len(), ties.len() + 1);
        assert_eq!((actors[0].as_str(), actors[ties.len()].as_str()), (Some("kosmic"), Some("hcmc")));
        let product: f64 =
            route["steps"].as_array().unwrap().iter().map(|s| s["probability"].as_f64().unwrap()).product();
        assert!((product - route["probability"].as_f64().unwrap()).abs() < 1e-12);
    }
    assert_eq!(answer["parameters"]["max_intermediaries"], "unlimited");
}

#[test]
fn korean_names_are_understood_and_spoken() {
    let (out, _) = told(&["routes", "엘지씨엔에스", "보고타", "--lang", "ko", "-k", "1"], 3);
    assert!(out.is_empty());
    let (out, _) = told(&["routes", "엘지씨엔에스", "울란바토르", "--lang", "ko", "-k", "1", "--ever"], 0);
    assert!(out.starts_with("엘지씨엔에스 → 울란바토르\n"), "{out}");
}

#[test]
fn mistyped_names_are_refused_with_a_suggestion() {
    let (_, err) = told(&["routes", "kosmik", "hcmc"], 3);
    assert!(err.contains("did you mean Korea SME IT overseas cooperative (KOSMIC) (kosmic)?"), "{err}");
    let (_, err) = told(&["routes", "울란바타르", "hcmc"], 3);
    assert!(err.contains("did you mean Ulaanbaatar (ulaanbaatar)?"), "{err}");
    let (_, err) = told(&["routes", "seoul", "hcmc"], 3);
    assert!(err.contains("may be Seoul Metropolitan Government (smg), ") && err.contains("or the id"), "{err}");
    let (_, err) = told(&["draw", "--around", "Wellingtn"], 3);
    assert!(err.contains("did you mean Wellington (wellington)?"), "{err}");
}

#[test]
fn no_route_is_an_answer_with_exit_code_1() {
    let (out, _) = told(&["routes", "SOA C&M", "Mumbai"], 1);
    assert!(flowing(&out).contains("With all that was ever recorded there is a route: try --ever."), "{out}");
    let (out, _) = told(&["routes", "kosmic", "hcmc", "--max-intermediaries", "1"], 1);
    assert!(flowing(&out).contains("with at most 1 intermediary: the shortest has 2."), "{out}");
    let (out, _) = told(&["routes", "kosmic", "hcmc", "--relay", "id:kotra"], 1);
    assert!(flowing(&out).contains("through actors that may pass an introduction on"), "{out}");
    let (out, err) = told(&["draw", "--route", "SOA C&M", "Mumbai"], 1);
    assert!(out.is_empty() && err.contains("There is no route"), "{err}");
}

#[test]
fn usage_is_explained() {
    assert!(told(&["routes", "kosmic", "hcmc", "-k", "0"], 2).1.contains("ask for 1 to 10000"));
    assert!(told(&["routes", "kosmic", "kosmic"], 2).1.contains("both ends are `kosmic`"));
    assert!(told(&["draw", "--write-as", "bmp"], 2).1.contains("svg, dot, png, pdf"));
}

#[test]
fn an_installed_graphviz_draws_and_a_missing_one_is_named() {
    let args = ["draw", "singapore", "--around", "Enterprise Singapore", "--steps", "1", "--engine", "neato"];
    let missing = Command::new(env!("CARGO_BIN_EXE_proxeny")).args(args).env("PATH", "/nowhere").output().unwrap();
    assert_eq!(missing.status.code(), Some(4));
    assert!(String::from_utf8_lossy(&missing.stderr).contains("apt install graphviz"));
    if Command::new("dot").arg("-V").output().is_ok() {
        let drawn = proxeny(&[&args[..], &["--write-as", "png"]].concat());
        assert!(drawn.status.success() && drawn.stdout.starts_with(b"\x89PNG"));
    }
    let (dot, _) = told(&[&args[..], &["--write-as", "dot"]].concat(), 0);
    assert!(dot.contains("layout=\"neato\""), "{dot}");
}
