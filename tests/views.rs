//! Which ties count when: networks of two or three actors, each worked by hand.

#![allow(clippy::unwrap_used)]

use proxeny::leverage::Access;
use proxeny::petgraph::graph::NodeIndex;
use proxeny::{
    Actor, Conveys, Date, DirectionRule, Lasts, Mandate, Network, NetworkBuilder, Period, Stage, Tie, TieFilter,
    TieKind, Undated, View,
};

/// A date, or none where there is no text.
fn date(text: &str) -> Option<Date> {
    (!text.is_empty()).then(|| text.parse().unwrap())
}

fn period(text: &str) -> Period {
    text.parse().unwrap()
}

/// Actors a, b, c and the kinds `visit` (an event), `meeting` (an event that lasts 2 years) and `lease` (standing, with an
/// afterlife of 3 years); other kinds are standing.
fn base() -> NetworkBuilder {
    let event = TieKind { lasts: Lasts::Event, ..TieKind::default() };
    let short = TieKind { lasts_years: Some(2), ..event.clone() };
    let lease = TieKind { lasts_years: Some(3), ..TieKind::default() };
    let kinds = NetworkBuilder::new("n").tie_kind("visit", event).tie_kind("meeting", short).tie_kind("lease", lease);
    ["a", "b", "c"].into_iter().fold(kinds, |builder, id| builder.actor(Actor::new(id, "x")))
}

fn tie(kind: &str, since: &str, until: &str) -> Tie {
    Tie { since: date(since), until: date(until), ..Tie::new("a", "b", kind) }
}

/// Whether the tie counts at a date, in a network as of 2020.
fn counts(kind: &str, since: &str, until: &str, when: &str) -> bool {
    let network = base().as_of("2020".parse().unwrap()).tie(tie(kind, since, until)).build().unwrap();
    !View::ever().when(period(when)).select(&network).ties.is_empty()
}

/// Asserts in which of the dates the tie counts.
fn assert_counts(tie: (&str, &str, &str), yes: &[&str], no: &[&str]) {
    let (kind, since, until) = tie;
    for when in yes {
        assert!(counts(kind, since, until, when), "{tie:?} should count in {when}");
    }
    for when in no {
        assert!(!counts(kind, since, until, when), "{tie:?} should not count in {when}");
    }
}

#[test]
fn standing_ties_count_from_the_first_to_the_last_day() {
    let all = ("mou", "2014", "2016");
    assert_counts(all, &["2014", "2014-01-01", "2015", "2016-12-31", "2010..2014", "2016..2030"], &["2013", "2017"]);
    assert_counts(all, &["2010..2020"], &["2013-12-31", "2017-01-01", "2017..2020"]);
    assert_counts(("mou", "2014-06", "2014-06"), &["2014", "2014-06-01", "2014-06-30"], &["2014-05-31", "2014-07-01"]);
    assert_counts(("mou", "2014-06-15", ""), &["2014-06-15", "2014-06", "2020", "2099"], &["2014-06-14", "2014-05"]);
}

#[test]
fn an_afterlife_is_counted_from_the_last_date() {
    assert_counts(("lease", "2010", "2014"), &["2017-12-31"], &["2018", "2009"]);
    assert_counts(("lease", "2010", "2014-06"), &["2017-06-30"], &["2017-07-01"]);
    // Without an end it has not ended.
    assert_counts(("lease", "2010", ""), &["2099"], &["2009"]);
}

#[test]
fn an_event_lives_ten_years_after_its_last_date_unless_its_kind_says_otherwise() {
    assert_counts(("visit", "2004", ""), &["2004", "2014", "2014-12-31"], &["2003", "2015"]);
    assert_counts(("visit", "2004", "2006"), &["2016"], &["2017", "2003-12-31"]);
    assert_counts(("visit", "2004-02-29", ""), &["2014-02"], &["2014-03-01"]);
    assert_counts(("meeting", "2004", ""), &["2006"], &["2007"]);
    // Only an end is known: it began no later.
    assert_counts(("meeting", "", "2004"), &["2006"], &["2007"]);
}

#[test]
fn undated_ties_are_drawn_in_and_out() {
    let ask = |kind: &str, until: &str, when: &str, undated: Undated| {
        let network = base().as_of("2020".parse().unwrap()).tie(tie(kind, "", until)).build().unwrap();
        let selection = View::ever().when(period(when)).undated(undated).select(&network);
        (selection.ties.len(), selection.undated)
    };
    // In doubt: an event without any date, and whatever is asked about the past.
    for (kind, until, when) in
        [("visit", "", "2020"), ("visit", "", "1990"), ("mou", "", "2019"), ("mou", "2030", "2019")]
    {
        assert_eq!(ask(kind, until, when, Undated::In), (1, 1), "{kind} {until} {when}");
        assert_eq!(ask(kind, until, when, Undated::Out), (0, 1), "{kind} {until} {when}");
    }
    // No doubt: standing ties in the present, and what is known to be over.
    for (kind, until, when, ties) in
        [("mou", "", "2020", 1), ("mou", "", "2025", 1), ("mou", "2021", "2020", 1), ("mou", "2018", "2019", 0)]
    {
        for undated in [Undated::In, Undated::Out] {
            assert_eq!(ask(kind, until, when, undated), (ties, 0), "{kind} {until} {when}");
        }
    }
    // Without a date of the network only events can be in doubt, and without a question of time nothing is.
    let network = base().tie(tie("mou", "", "")).tie(tie("visit", "", "")).build().unwrap();
    let past = View::ever().when(period("1990")).undated(Undated::Out).select(&network);
    assert_eq!((past.ties.len(), past.undated), (1, 1));
    let ever = View::ever().undated(Undated::Out).select(&network);
    assert_eq!((ever.ties.len(), ever.undated), (2, 0));
}

#[test]
fn today_is_the_date_of_the_network() {
    let old = tie("mou", "2000", "2010");
    let network = base().as_of("2020".parse().unwrap()).tie(old.clone()).build().unwrap();
    assert!(View::today(&network).select(&network).ties.is_empty());
    assert_eq!(View::ever().select(&network).ties.len(), 1);
    let timeless = base().tie(old).build().unwrap();
    assert_eq!(View::today(&timeless), View::ever());
}

/// a was there until 2010 and b took over; b until 2015 and c took over.
fn successors() -> Network {
    let actor = |id: &str, since: &str, until: &str, successor: Option<&str>| Actor {
        since: date(since),
        until: date(until),
        successor: successor.map(str::to_owned),
        ..Actor::new(id, "x")
    };
    NetworkBuilder::new("n")
        .actor(actor("a", "", "2010", Some("b")))
        .actor(actor("b", "2009", "2015", Some("c")))
        .actor(actor("c", "2016", "", None))
        .actor(actor("d", "", "2012", None))
        .actor(actor("e", "2018", "", None))
        .actor(Actor::new("f", "x"))
        .tie(Tie::new("f", "a", "mou"))
        .tie(Tie::new("f", "d", "mou"))
        .tie(Tie::new("f", "e", "mou"))
        .tie(Tie::new("a", "b", "mou"))
        .build()
        .unwrap()
}

#[test]
fn whoever_ended_is_read_as_its_successor_or_left_out() {
    let network = successors();
    let ask = |when: &str| {
        let selection = View::ever().when(period(when)).select(&network);
        let name = |node: NodeIndex| network.graph()[node].id.as_str();
        let actors: Vec<_> = selection.actors.iter().map(|node| name(*node)).collect();
        let ties: Vec<_> = selection.ties.iter().map(|tie| network.graph()[*tie].to.as_str()).collect();
        let moved: Vec<_> = selection.succeeded.iter().map(|(old, new)| [name(*old), name(*new)].concat()).collect();
        (actors.concat(), ties.concat(), moved.join(" "))
    };
    let told = |actors: &str, ties: &str, moved: &str| (actors.to_owned(), ties.to_owned(), moved.to_owned());
    assert_eq!(ask("2008"), told("adf", "ad", ""));
    // The last year and the first are both included: for one year there are both.
    assert_eq!(ask("2009"), told("abdf", "adb", ""));
    assert_eq!(ask("2010-12-31"), told("abdf", "adb", ""));
    // From then on the tie between them joins b with itself and does not count.
    assert_eq!(ask("2011"), told("bdf", "ad", "ab"));
    assert_eq!(ask("2013"), told("bf", "a", "ab"));
    // A chain of successors is followed.
    assert_eq!(ask("2016"), told("cf", "a", "ac bc"));
    assert_eq!(ask("2018"), told("cef", "ae", "ac bc"));
    // A period that reaches into a life is enough.
    assert_eq!(ask("2010..2020"), told("abcdef", "adeb", ""));

    let selection = View::ever().when(period("2016")).select(&network);
    let [a, c, d] = ["a", "c", "d"].map(|id| selection.node_of[network.actor(id).unwrap().index()]);
    assert!(a.is_some() && a == c && d.is_none());
}

#[test]
fn a_successor_that_is_not_there_yet_or_a_circle_leaves_nobody() {
    let ended =
        |id: &str, next: &str| Actor { until: date("2010"), successor: Some(next.into()), ..Actor::new(id, "x") };
    let late = Actor { since: date("2020"), ..Actor::new("late", "x") };
    let builder = NetworkBuilder::new("n").actor(ended("early", "late")).actor(late);
    let network = builder.actor(ended("x", "y")).actor(ended("y", "x")).build().unwrap();
    let nobody = View::ever().when(period("2015")).select(&network);
    assert!(nobody.actors.is_empty() && nobody.succeeded.is_empty());
    assert_eq!(View::ever().when(period("2020")).select(&network).actors.len(), 1);
}

#[test]
fn access_follows_successors_and_dates() {
    let network = successors();
    let to = |id: &str| Mandate::new("m", "id:f".parse().unwrap(), format!("id:{id}").parse().unwrap());
    let ask = |target: &str, when: &str| {
        let mandate = to(target);
        let view = View::ever().when(period(when));
        Access::new(&mandate).view(view).exact().run(&network).ok().map(|result| result.access.estimate)
    };
    assert_eq!((ask("a", "2008"), ask("a", "2011")), (Some(0.5), None));
    assert_eq!((ask("c", "2008"), ask("c", "2020")), (None, Some(0.5)));
    let mandate = to("c");
    let result = Access::new(&mandate).view(View::ever().when(period("2020"))).run(&network).unwrap();
    assert_eq!(result.succeeded, [("a".to_owned(), "c".to_owned()), ("b".to_owned(), "c".to_owned())]);
}

#[test]
fn ties_are_filtered_by_kind_stage_and_strength() {
    let software = TieKind { stage: Some(Stage::Software), strength: Some(0.7), ..TieKind::default() };
    let network = base()
        .tie_kind("advice", software)
        .tie(Tie { id: "kind's stage".into(), ..tie("advice", "", "") })
        .tie(Tie { id: "own stage".into(), stage: Some(Stage::Hardware), strength: Some(0.2), ..tie("advice", "", "") })
        .tie(Tie { id: "no stage".into(), ..tie("mou", "", "") })
        .build()
        .unwrap();
    let ask = |view: View| {
        let ties = view.select(&network).ties;
        ties.iter().map(|tie| network.graph()[*tie].id.clone()).collect::<Vec<_>>()
    };
    let only = |filter: TieFilter| ask(View { ties: filter, ..View::ever() });
    let open = TieFilter::default;
    assert_eq!(only(open()).len(), 3);
    assert_eq!(only(TieFilter { kind: vec!["mou".into(), "x".into()], ..open() }), ["no stage"]);
    assert_eq!(only(TieFilter { not_kind: vec!["mou".into()], ..open() }), ["kind's stage", "own stage"]);
    assert_eq!(only(TieFilter { stage: vec![Stage::Software], ..open() }), ["kind's stage"]);
    assert_eq!(only(TieFilter { not_stage: vec![Stage::Software], ..open() }), ["own stage", "no stage"]);
    let nothing = TieFilter { kind: vec!["mou".into()], not_kind: vec!["mou".into()], ..open() };
    assert!(only(nothing).is_empty());
    // 0.7 by kind, 0.2 of its own, ½ by default; the least is included.
    assert_eq!(ask(View { min_strength: Some(0.5), ..View::ever() }), ["kind's stage", "no stage"]);
    assert_eq!(ask(View { min_strength: Some(0.71), ..View::ever() }), Vec::<String>::new());
}

#[test]
fn directions_follow_the_rule() {
    use proxeny::graph::Topology;
    let backward = TieKind { conveys: Some(Conveys::Backward), mutual: true, ..TieKind::default() };
    let network = base()
        .tie_kind("promotes", backward)
        .tie(Tie { conveys: Some(Conveys::Forward), ..Tie::new("a", "b", "mou") })
        .tie(Tie::new("b", "c", "promotes"))
        .tie(Tie { mutual: Some(false), conveys: Some(Conveys::Both), ..Tie::new("a", "c", "promotes") })
        .build()
        .unwrap();
    let arcs = |rule| {
        let topology = Topology::of(&network, &View::ever().direction(rule)).topology;
        let name = |node: u32| ["a", "b", "c"][node as usize];
        let out = |node: u32| topology.out(node).iter().map(|arc| name(arc.node)).collect::<String>();
        [out(0), out(1), out(2)].join("|")
    };
    assert_eq!(arcs(DirectionRule::Recorded), "bc|c|b");
    assert_eq!(arcs(DirectionRule::Conveyed), "bc||ab");
    assert_eq!(arcs(DirectionRule::Undirected), "bc|ac|ab");
}

/// Reaching b is worth 3 and reaching c is worth 1, by what the mandate weighs by.
#[test]
fn mandates_weigh_by_weight_or_attribute() {
    let actor = |id: &str, weight: f64, people: f64| Actor {
        weight,
        attributes: [("people".to_owned(), people.into())].into(),
        ..Actor::new(id, "x")
    };
    let one = |from, to, p| Tie { strength: Some(p), ..Tie::new(from, to, "mou") };
    let network = NetworkBuilder::new("n")
        .actor(actor("a", 1.0, 0.0))
        .actor(actor("b", 3.0, 10.0))
        .actor(actor("c", 1.0, 30.0))
        .actor(actor("d", 0.0, 0.0))
        .tie(one("a", "b", 1.0))
        .tie(one("a", "c", 0.5))
        .build()
        .unwrap();
    let ask = |weight: Option<&str>| {
        let mut mandate = Mandate::new("m", "id:a".parse().unwrap(), "id:b,c,d".parse().unwrap()).max_intermediaries(0);
        mandate.to_weight = weight.map(str::to_owned);
        let result = Access::new(&mandate).exact().run(&network).unwrap();
        (result.access.estimate, result.targets.len())
    };
    let near = |(found, targets): (f64, usize), right: (f64, usize)| {
        assert!((found - right.0).abs() < 1e-11 && targets == right.1, "{found} of {targets}, not {right:?}");
    };
    near(ask(None), (1.5 / 3.0, 3));
    near(ask(Some("weight")), (3.5 / 4.0, 2));
    near(ask(Some("people")), (25.0 / 40.0, 2));
    // A weight that nobody has leaves nobody.
    let mut mandate = Mandate::new("m", "id:a".parse().unwrap(), "id:b".parse().unwrap());
    mandate.to_weight = Some("income".into());
    let refused = Access::new(&mandate).run(&network).unwrap_err().to_string();
    assert_eq!(refused, "`to` `id:b` matches nothing; it may name nobody at this date, or actors of weight 0");
    // A mandate of one actor with itself has no pair.
    let own = Mandate::new("own", "id:a".parse().unwrap(), "id:a".parse().unwrap());
    let refused = Access::new(&own).run(&network).unwrap_err().to_string();
    assert_eq!(refused, "mandate `own` has no pair of a source and another target");
}

#[test]
fn removing_an_actor_removes_every_mention_of_it() {
    let seoul = Network::builtin("seoul").unwrap();
    let without = seoul.edit().remove_actor("smg").build().unwrap();
    assert_eq!((without.actors().len(), without.focal()), (seoul.actors().len() - 1, None));
    assert!(without.actor("smg").is_none());
    assert!(without.ties().all(|(_, tie)| tie.from != "smg" && tie.to != "smg"));
    let mentions =
        |p: &proxeny::Programme| p.hosts.iter().chain(p.reached.iter().map(|r| &r.actor)).any(|id| id == "smg");
    assert!(seoul.programmes().iter().any(mentions) && !without.programmes().iter().any(mentions));
    let same = seoul.edit().remove_actor("nobody").remove_tie("none").build().unwrap();
    assert_eq!((same.actors().len(), same.ties().len()), (seoul.actors().len(), seoul.ties().len()));
}
