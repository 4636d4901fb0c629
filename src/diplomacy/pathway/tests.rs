//! Routes against every simple route of a small network, each held against the pathway by backtracking over its text.

use super::automaton::Places;
use super::syntax::{Link, Part, Way};
use super::*;
use crate::leverage::By;
use crate::model::{Actor, Date, DirectionRule, Network, NetworkBuilder, Stage, Tie, View};
use petgraph::graph::{EdgeIndex, NodeIndex};
use proptest::prelude::*;

/// A pathway as random text, made of few kinds so that it matches now and then.
fn texts() -> impl Strategy<Value = String> {
    let who = prop::sample::select(vec!["a", "b", "c", "any", "'kind:a,b'", "'not kind:c'"]);
    let bound = prop::sample::select(vec![
        "software",
        "hardware",
        "x",
        "y | software",
        "since 2004",
        "until 2006",
        "2002..2007",
        "lag 2",
        "x, lag 0",
        "kind:pilot",
    ]);
    let step = prop_oneof![
        3 => prop::sample::select(vec!["->", "<-", "--"]).prop_map(str::to_owned),
        2 => bound.clone().prop_map(|bound| format!("-[{bound}]->")),
        1 => bound.clone().prop_map(|bound| format!("<-[{bound}]-")),
        2 => bound.prop_map(|bound| format!("-[{bound}]-")),
    ];
    let leaf = prop_oneof![4 => who.prop_map(str::to_owned), 3 => step];
    leaf.prop_recursive(4, 14, 4, |inner| {
        prop_oneof![
            4 => prop::collection::vec(inner.clone(), 2..4).prop_map(|parts| format!("({})", parts.join(" "))),
            2 => prop::collection::vec(inner.clone(), 2..3).prop_map(|parts| format!("({})", parts.join(" | "))),
            2 => (inner, prop::sample::select(vec!["*", "+", "?", "{2}", "{1,2}", "{0,2}", "{2,}"]))
                .prop_map(|(part, times)| format!("({part}){times}")),
        ]
    })
}

fn networks() -> impl Strategy<Value = Network> {
    (2..=6_usize).prop_flat_map(|n| {
        let kinds = prop::collection::vec(prop::sample::select(vec!["a", "b", "c"]), n);
        let date = prop_oneof![1 => Just(None), 4 => (2000..2010_i16).prop_map(|year| Some(Date::year(year)))];
        let stage = prop::sample::select(vec![Stage::Software, Stage::Hardware, Stage::Pilot]);
        let kind = prop::sample::select(vec!["x", "y", "pilot"]);
        let conveys =
            prop::sample::select(vec![crate::Conveys::Forward, crate::Conveys::Backward, crate::Conveys::Both]);
        let strength = prop::sample::select(vec![0.25, 0.5, 1.0]);
        let tie = ((0..n, 1..n), date, stage, kind, conveys, strength);
        (kinds, prop::collection::vec(tie, 1..9)).prop_map(move |(kinds, ties)| {
            // All kinds are there, so that no pathway is refused.
            let declared = ["a", "b", "c"]
                .into_iter()
                .fold(NetworkBuilder::new("random"), |made, kind| made.actor_kind(kind, crate::ActorKind::default()));
            let declared = ["x", "y", "pilot"]
                .into_iter()
                .fold(declared, |made, kind| made.tie_kind(kind, crate::TieKind::default()));
            let actors = kinds.iter().enumerate().map(|(at, kind)| Actor::new(format!("n{at}"), *kind));
            let made = actors.fold(declared, NetworkBuilder::actor);
            let ties = ties.into_iter().map(|((from, by), since, stage, kind, conveys, strength)| Tie {
                since,
                stage: Some(stage),
                conveys: Some(conveys),
                strength: Some(strength),
                ..Tie::new(format!("n{from}"), format!("n{}", (from + by) % n), kind)
            });
            ties.fold(made, NetworkBuilder::tie).build().expect("it is sound")
        })
    })
}

/// A route as it is: actors and the ties between them, with whether each tie conveys along and against the step.
type Walk = (Vec<NodeIndex>, Vec<EdgeIndex>);

struct Oracle<'a> {
    network: &'a Network,
    walk: Walk,
    recorded: bool,
}

impl Oracle<'_> {
    fn goes(&self, at: usize, way: Way) -> bool {
        let (from, to) = self.network.graph().edge_endpoints(self.walk.1[at]).expect("it exists");
        let tie = &self.network.graph()[self.walk.1[at]];
        let forward = (from, to) == (self.walk.0[at], self.walk.0[at + 1]);
        let (along, back) = match self.network.conveys(tie) {
            _ if self.recorded => (true, self.network.mutual(tie)),
            crate::Conveys::Forward => (true, false),
            crate::Conveys::Backward => (false, true),
            crate::Conveys::Both => (true, true),
        };
        let (on, off) = if forward { (along, back) } else { (back, along) };
        match way {
            Way::Along => on,
            Way::Against => off,
            Way::Either => true,
        }
    }

    /// Positions are letters of the walk, actors at even and ties at odd ones; `was` tells what stood before: nothing, an actor
    /// or a tie of the pathway. Calls `rest` for every way to read the part from here.
    fn read(
        &self,
        part: &Part,
        at: usize,
        was: Option<bool>,
        rest: &mut dyn FnMut(usize, Option<bool>) -> bool,
    ) -> bool {
        match part {
            Part::Actor(who) => {
                // An actor right after an actor has a plain step between them.
                let at = if was == Some(true) {
                    if at / 2 >= self.walk.1.len() || !self.goes(at / 2, Way::Along) {
                        return false;
                    }
                    at + 1
                } else {
                    at
                };
                let fits = self.walk.0.get(at / 2).is_some_and(|node| who.fits(&self.network.graph()[*node]));
                fits && rest(at + 1, Some(true))
            }
            Part::Tie(link) => {
                // A step first, or right after a step, has any actor before it.
                let at = if was == Some(true) { at } else { at + 1 };
                at / 2 < self.walk.1.len() && self.tie(link, at / 2) && rest(at + 1, Some(false))
            }
            Part::Sequence(parts) => self.all(parts, at, was, rest),
            Part::Either(parts) => parts.iter().any(|part| self.read(part, at, was, rest)),
            Part::Repeat { part, least, most } => self.again(part, (*least, *most), at, was, rest),
        }
    }

    fn all(
        &self,
        parts: &[Part],
        at: usize,
        was: Option<bool>,
        rest: &mut dyn FnMut(usize, Option<bool>) -> bool,
    ) -> bool {
        match parts.split_first() {
            None => rest(at, was),
            Some((first, others)) => self.read(first, at, was, &mut |at, was| self.all(others, at, was, rest)),
        }
    }

    fn again(
        &self,
        part: &Part,
        (least, most): (u32, Option<u32>),
        at: usize,
        was: Option<bool>,
        rest: &mut dyn FnMut(usize, Option<bool>) -> bool,
    ) -> bool {
        if least == 0 && rest(at, was) {
            return true;
        }
        if most == Some(0) {
            return false;
        }
        let left = (least.saturating_sub(1), most.map(|most| most - 1));
        self.read(part, at, was, &mut |next, is| {
            let moved = (next, is) != (at, was);
            // Reading nothing once more changes nothing, but may be needed to get to the least number.
            (moved || least > 0) && self.again(part, left, next, is, rest)
        })
    }

    fn tie(&self, link: &Link, at: usize) -> bool {
        let tie = &self.network.graph()[self.walk.1[at]];
        let year = |edge: &EdgeIndex| self.network.graph()[*edge].since.map(Date::calendar_year);
        let last = self.walk.1[..at].iter().rev().find_map(year);
        let late = |years: u16| last.zip(year(&self.walk.1[at])).is_some_and(|(last, now)| now - last >= years as i16);
        self.goes(at, link.way.expect("a route"))
            && link.bound.fits(self.network, tie)
            && link.bound.lag.is_none_or(late)
    }

    fn matches(&self, pathway: &Pathway) -> bool {
        let letters = self.walk.0.len() + self.walk.1.len();
        self.read(pathway.part(), 0, None, &mut |at, was| {
            // A step that stands last has any actor after it.
            was.is_some() && if was == Some(false) { at + 1 == letters } else { at == letters }
        })
    }

    fn in_time(&self) -> bool {
        let dates: Vec<Date> = self.walk.1.iter().filter_map(|edge| self.network.graph()[*edge].since).collect();
        dates.windows(2).all(|pair| pair[0].first_day() <= pair[1].last_day())
    }
}

fn walks(network: &Network) -> Vec<Walk> {
    let mut done: Vec<Walk> = Vec::new();
    let mut open: Vec<Walk> = network.actors().map(|(node, _)| (vec![node], Vec::new())).collect();
    while let Some(walk) = open.pop() {
        let here = walk.0[walk.0.len() - 1];
        for (edge, _) in network.ties() {
            let (from, to) = network.graph().edge_endpoints(edge).expect("it exists");
            for (near, far) in [(from, to), (to, from)] {
                if near == here && !walk.0.contains(&far) {
                    let mut longer = walk.clone();
                    longer.0.push(far);
                    longer.1.push(edge);
                    open.push(longer);
                }
            }
        }
        if !walk.1.is_empty() {
            done.push(walk);
        }
    }
    done
}

/// Ids of ties with the probability, as the oracle and the search tell routes.
fn expected(network: &Network, pathway: &Pathway, recorded: bool, order: Order) -> Vec<(Vec<String>, f64)> {
    let mut found: Vec<(Vec<String>, f64)> = walks(network)
        .into_iter()
        .map(|walk| Oracle { network, walk, recorded })
        .filter(|oracle| oracle.matches(pathway) && (order == Order::Free || oracle.in_time()))
        .map(|oracle| {
            let actors = oracle.walk.0.iter().map(|node| network.graph()[*node].id.clone());
            let ties = oracle.walk.1.iter().map(|edge| network.graph()[*edge].id.clone());
            let chance = oracle.walk.1.iter().map(|edge| network.open_probability(&network.graph()[*edge])).product();
            (actors.chain(ties).collect(), chance)
        })
        .collect();
    found.sort_by(|a, b| a.0.cmp(&b.0));
    found
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1500, ..ProptestConfig::default() })]

    #[test]
    fn routes_are_those_of_brute_force(
        network in networks(), text in texts(), recorded in any::<bool>(), timed in any::<bool>(), hops in any::<bool>(), k in 1..6_usize,
    ) {
        let pathway: Pathway = text.parse().expect("it is well formed");
        let rule = if recorded { DirectionRule::Recorded } else { DirectionRule::Conveyed };
        let order = if timed { Order::InTime } else { Order::Free };
        let by = if hops { By::Hops } else { By::Reliability };
        let asked = PathwayRoutes::new(&pathway).view(View::ever().direction(rule)).order(order).by(by);
        let all = asked.clone().k(5000).run(&network).expect("it can be asked");
        let expected = expected(&network, &pathway, recorded, order);
        let mut found: Vec<(Vec<String>, f64)> =
            all.routes.iter().map(|route| (route.actors.iter().chain(&route.ties).cloned().collect(), route.probability)).collect();
        prop_assert!(all.complete && all.counted.complete);
        prop_assert_eq!(all.counted.routes as usize, found.len());
        let better = |a: &crate::leverage::Route, b: &crate::leverage::Route| if hops { a.hops <= b.hops } else { a.probability >= b.probability - 1e-9 };
        prop_assert!(all.routes.is_sorted_by(better));
        found.sort_by(|a, b| a.0.cmp(&b.0));
        prop_assert_eq!(&found.iter().map(|one| &one.0).collect::<Vec<_>>(), &expected.iter().map(|one| &one.0).collect::<Vec<_>>(), "{}", text);
        prop_assert!(found.iter().zip(&expected).all(|(a, b)| (a.1 - b.1).abs() < 1e-12));
        let few = asked.k(k).run(&network).expect("it can be asked");
        prop_assert_eq!(&few.routes[..], &all.routes[..all.routes.len().min(k)]);
        if let Some(first) = all.routes.first() {
            let (from, to) = (&first.actors[0], &first.actors[first.hops]);
            let ends = PathwayRoutes::new(&pathway).view(View::ever().direction(rule)).order(order).by(by).k(5000)
                .from(network.find(from).expect("it is there")).to(network.find(to).expect("it is there"));
            let between: Vec<_> = all.routes.iter().filter(|route| route.actors[0] == *from && route.actors[route.hops] == *to).cloned().collect();
            prop_assert_eq!(ends.run(&network).expect("it can be asked").routes, between);
        }
    }

    #[test]
    fn what_is_printed_is_read_back(text in texts()) {
        let pathway: Pathway = text.parse().expect("it is well formed");
        let printed = pathway.to_string();
        let again: Pathway = printed.parse().expect("what is printed can be read");
        prop_assert_eq!(&again, &pathway, "{} as {}", text, printed);
        prop_assert_eq!(again.to_string(), printed);
    }

    #[test]
    fn no_text_makes_the_parser_fall_over(text in ".{0,60}", parts in prop::collection::vec(
        prop::sample::select(vec!["(", ")", "[", "]", "{", "}", "2", ",", "|", "*", "+", "?", "-", ">", "<", "->", "-[", "'", "\"", "a", "software", " ", "'id:", "\"id:", "\\", "since ", "lag ", "..", "2010", "kind:", "\n", "시"]), 0..24)) {
        for text in [text, parts.concat()] {
            match text.parse::<Pathway>() {
                Ok(pathway) => {
                    let again: Pathway = pathway.to_string().parse().expect("what is printed can be read");
                    prop_assert_eq!(again, pathway);
                }
                Err(error) => {
                    let problems = error.problems().expect("mistakes of the text");
                    let characters = text.chars().count();
                    prop_assert!(problems.iter().all(|problem| problem.place.is_some_and(|place| place.column <= characters + 1)));
                }
            }
        }
    }
}

#[test]
fn quotes_within_quotes_are_doubled() {
    for text in ["'id:o''brien'", r#""id:o'brien""#] {
        let pathway: Pathway = text.parse().expect("it is well formed");
        assert_eq!(pathway.to_string(), r#""id:o'brien""#);
    }
    // A selector puts what holds a quote between quotes of its own, so that both kinds stand in it.
    let both: Pathway = r#"'country:\' "id:a\' ""#.parse().expect("it is well formed");
    assert_eq!(both.to_string().parse::<Pathway>().expect("it is well formed"), both);
}

#[test]
fn mistakes_are_told_at_their_character_all_at_once() {
    let told = |text: &str| text.parse::<Pathway>().unwrap_err().to_string();
    assert_eq!(told(""), "1:1: error: the pathway is empty (write for instance sme -> city_agency -> foreign_city)");
    assert!(
        told("sme -> ) any -[software").starts_with("1:8: error: `)` closes nothing"),
        "{}",
        told("sme -> ) any -[software")
    );
    assert!(told("sme -> ) any -[software").contains("1:15: error: `[` is never closed"));
    assert!(told("sme ->> city").contains("1:7: error: `>` does not belong here"));
    assert!(told("sme{4,2}").starts_with("1:4: error: `{4,2` is not a number of times"));
    assert!(told("sme{99}").contains("numbers up to 32"));
    assert!(told("sme software").contains("on a route, write the stage on a step"));
    assert!(told("sme -[lag many]-> any").starts_with("1:11: error: `many` is not a number of years"));
    assert!(told("sme -[since 2014-13]-> any").starts_with("1:13: error: `2014-13` is not a date"));
    assert!(told("a | | b").starts_with("1:4: error: an alternative of `|` is missing"), "{}", told("a | | b"));
    assert!(told("*").starts_with("1:1: error: `*` repeats nothing"));
    assert!(told("'kind=sme' -> any").contains("1:2"), "{}", told("'kind=sme' -> any"));
    assert!(told(&"(".repeat(40)).contains("at most 32 deep"));
    assert!(told(&"a".repeat(5000)).contains("at most 4096 characters"));
    assert!(told("((a{32}){32}){32}").contains("more than 512 places"));
    let seoul = Network::builtin("seoul").unwrap();
    let check = |text: &str| text.parse::<Pathway>().unwrap().check(&seoul).unwrap_err().to_string();
    assert_eq!(
        check("smee -> any\n -[consults | consortim]-> any"),
        "1:1: error: no actor is a `smee` (did you mean `sme`?)\n2:15: error: no tie is of the kind `consortim` (did you mean `consortium`?)"
    );
}

#[test]
fn repetitions_are_written_out() {
    let places = |text: &str| Places::of(text.parse::<Pathway>().unwrap().part()).automaton().moves.len() - 1;
    assert_eq!([places("a"), places("a{2,4}"), places("a*"), places("(a b){3}")], [1, 4, 1, 6]);
}

fn years(ties: &[(Stage, i16)]) -> Network {
    let city = Actor::new("city", "foreign_city");
    let network = NetworkBuilder::new("one").actor(city).actor(Actor::new("home", "city_government"));
    let tie = |(stage, year): &(Stage, i16)| Tie {
        stage: Some(*stage),
        since: Some(Date::year(*year)),
        ..Tie::new("home", "city", "t")
    };
    ties.iter().map(tie).fold(network, NetworkBuilder::tie).build().unwrap()
}

proptest! {
    #[test]
    fn histories_are_those_of_brute_force(
        ties in prop::collection::vec((prop::sample::select(vec![Stage::Attention, Stage::Software, Stage::Hardware]), 2000..2004_i16), 0..6),
        text in prop::sample::select(vec![
            "software hardware", "software+ hardware", "attention software [hardware, lag 1]", "software{2} | attention hardware",
            "(software | attention){3}", "hardware software", "[software, since 2002] [software, until 2002]", "software [software, lag 0] hardware?",
            "attention [software, lag 2]? hardware",
        ]),
    ) {
        let network = years(&ties);
        let pathway: Pathway = text.parse().expect("it is well formed");
        let found = !Histories::new(&pathway).run(&network).expect("it can be asked").is_empty();
        // Every order of every choice of ties that does not go back in years, as a sequence of letters.
        let mut open: Vec<Vec<usize>> = (0..ties.len()).map(|at| vec![at]).collect();
        let mut expected = false;
        while let Some(chosen) = open.pop() {
            expected |= spells(&network, &pathway, &chosen);
            let last = ties[chosen[chosen.len() - 1]].1;
            open.extend((0..ties.len()).filter(|at| !chosen.contains(at) && ties[*at].1 >= last).map(|at| [&chosen[..], &[at]].concat()));
        }
        prop_assert_eq!(found, expected, "{} in {:?}", text, ties);
    }
}

/// Whether these ties, in this order, spell the pathway, by derivatives of its parts.
fn spells(network: &Network, pathway: &Pathway, chosen: &[usize]) -> bool {
    let ties: Vec<&Tie> = chosen.iter().map(|at| &network.graph()[EdgeIndex::new(*at)]).collect();
    ends(network, pathway.part(), &ties, 0).contains(&ties.len())
}

fn ends(network: &Network, part: &Part, ties: &[&Tie], at: usize) -> Vec<usize> {
    let year = |tie: &Tie| tie.since.map_or(0, Date::calendar_year);
    match part {
        Part::Actor(_) => Vec::new(),
        Part::Tie(link) => {
            let late = |years: u16| at > 0 && at < ties.len() && year(ties[at]) - year(ties[at - 1]) >= years as i16;
            let fits = at < ties.len() && link.bound.fits(network, ties[at]) && link.bound.lag.is_none_or(late);
            if fits { vec![at + 1] } else { Vec::new() }
        }
        Part::Sequence(parts) => parts
            .iter()
            .fold(vec![at], |from, part| from.into_iter().flat_map(|at| ends(network, part, ties, at)).collect()),
        Part::Either(parts) => parts.iter().flat_map(|part| ends(network, part, ties, at)).collect(),
        Part::Repeat { part, least, most } => {
            let (mut all, mut now) = (Vec::new(), vec![at]);
            for time in 0..=most.unwrap_or(8) {
                if time >= *least {
                    all.extend(now.iter().copied());
                }
                now = now.into_iter().flat_map(|at| ends(network, part, ties, at)).collect();
                now.dedup();
            }
            all
        }
    }
}
