//! Leverage, for which there is no peer: the ways that find all losses at once, against the obvious way, which deletes
//! each actor and closes each tie in turn and plays the same worlds again.

use crate::timer::{Line, Patience, Report, Taken};
use proxeny::leverage::{Access, LeverageResult, Method, TieLeverage};
use proxeny::model::NetworkBuilder;
use proxeny::{Actor, Error, Mandate, Network, Tie};
use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::Path;

/// What is asked of the benchmark.
pub(crate) struct Question {
    pub(crate) worlds: u64,
    /// How many actors are deleted and ties are closed one by one; all if `None`.
    pub(crate) sample: Option<usize>,
    /// How many of the cities that come first.
    pub(crate) cities: Option<usize>,
}

/// Sister cities with their countries: every tie is open with 0.3, both ways.
fn sister_cities(folder: &Path, most: Option<usize>) -> Result<Network, String> {
    let read = |name: &str| fs::read_to_string(folder.join(name)).map_err(|error| format!("{name}: {error}"));
    let (nodes, edges) = (read("nodes.csv")?, read("edges.csv")?);
    let mut builder = NetworkBuilder::new("sister_cities");
    let mut known = HashSet::new();
    for line in nodes.lines().skip(1).take(most.unwrap_or(usize::MAX)) {
        // id, degree, lon, lat, pop, country, label: no comma before the label but between them.
        let mut cells = line.split(',');
        let (Some(id), Some(country)) = (cells.next(), cells.nth(4)) else { return Err(format!("no country: {line}")) };
        builder = builder.actor(Actor::new(id, if country == "South Korea" { "korean" } else { "other" }));
        known.insert(id);
    }
    for line in edges.lines().skip(1) {
        let (from, to) = line.split_once(',').ok_or_else(|| format!("no two ends: {line}"))?;
        if known.contains(from) && known.contains(to) {
            builder = builder.tie(Tie { strength: Some(0.3), ..Tie::new(from, to, "sister_city") });
        }
    }
    builder.build().map_err(|error| error.to_string())
}

/// From South Korea's cities to all others.
fn mandate() -> Result<Mandate, Error> {
    Ok(Mandate::new("korea", "kind:korean".parse()?, "kind:korean,other".parse()?))
}

/// Measures the ways, checks that they agree, and tells the ratios.
pub(crate) fn run(folder: &Path, question: &Question, patience: Patience, report: &mut Report) -> Result<(), String> {
    let network = sister_cities(folder, question.cities)?;
    let told = |error: Error| error.to_string();
    let mandate = mandate().map_err(told)?;
    let access = Access::new(&mandate).worlds(question.worlds);
    let bench = Bench { network: &network, access, worlds: question.worlds };
    bench.line(report, "access alone", patience, Access::run).map_err(told)?;
    let (cut, actors) = bench.actors(report, "leverage, block–cut", Method::BlockCut, patience).map_err(told)?;
    let (trees, same) = bench.actors(report, "leverage, dominators", Method::Dominators, patience).map_err(told)?;
    agree(&actors, &same, "dominators")?;
    crate::opportunities::run(&bench.access, &network, question.worlds, &cut, patience, report).map_err(told)?;
    let (closed, ties) = bench.line(report, "ties, bridges", patience, Access::ties).map_err(told)?;
    let Some(sample) = question.sample else {
        let (deleted, same) = bench.actors(report, "leverage, deletion", Method::Deletion, patience).map_err(told)?;
        agree(&actors, &same, "deletion")?;
        let close = |access: &Access<'_>, network: &Network| access.clone().method(Method::Deletion).ties(network);
        let (one_by_one, same) = bench.line(report, "ties, closing each", patience, close).map_err(told)?;
        if ties != same {
            return Err("ties by bridges and by closing each differ".to_owned());
        }
        report.say("all ways gave the same sums, to the bit");
        tell_ratios(report, [(&cut, "block–cut"), (&trees, "dominators")], &deleted, "deletion");
        tell_ratios(report, [(&closed, "bridges")], &one_by_one, "closing each tie");
        return Ok(());
    };
    let deleted = bench.deleted(report, &actors, sample, patience).map_err(told)?;
    let one_by_one = bench.closed(report, &ties, sample, patience).map_err(told)?;
    report.say("block–cut and dominators gave the same to the bit, deletion to 1e-9 where it was done");
    tell_ratios(report, [(&cut, "block–cut"), (&trees, "dominators")], &deleted, "deletion (extrapolated)");
    tell_ratios(report, [(&closed, "bridges")], &one_by_one, "closing each tie (extrapolated)");
    Ok(())
}

fn agree(one: &LeverageResult, other: &LeverageResult, name: &str) -> Result<(), String> {
    if (&one.access, &one.actors) == (&other.access, &other.actors) { Ok(()) } else { Err(format!("{name} differs")) }
}

/// How many times more processor time the slow way takes. The fast ways for actors are charged with access itself, which
/// they find on the way.
fn tell_ratios<const N: usize>(report: &Report, fast: [(&Taken, &str); N], slow: &Taken, name: &str) {
    let own = |taken: &Taken| taken.cpu.unwrap_or(taken.wall).max(1e-3);
    for (taken, way) in fast {
        report.say(&format!("{name} takes {:.0} times the processor time of {way}", own(slow) / own(taken)));
    }
}

struct Bench<'a> {
    network: &'a Network,
    access: Access<'a>,
    worlds: u64,
}

impl<'a> Bench<'a> {
    fn line<T>(
        &self,
        report: &mut Report,
        name: &str,
        patience: Patience,
        task: impl Fn(&Access<'a>, &Network) -> Result<T, Error>,
    ) -> Result<(Taken, T), Error> {
        let (taken, result) = patience.time(|| task(&self.access, self.network));
        self.tell(report, name, taken, format!("{} worlds", self.worlds));
        Ok((taken, result?))
    }

    fn tell(&self, report: &mut Report, name: &str, taken: Taken, note: String) {
        let (nodes, ties) = (self.network.actors().len(), self.network.ties().len());
        let (name, graph) = (name.to_owned(), "sister_cities_world".to_owned());
        report.line(&Line { name, graph, nodes, ties, taken, note });
    }

    fn actors(
        &self,
        report: &mut Report,
        name: &str,
        method: Method,
        patience: Patience,
    ) -> Result<(Taken, LeverageResult), Error> {
        self.line(report, name, patience, |access, network| access.clone().method(method).leverage(network))
    }

    /// Deletes some of the actors, checks what is lost and tells what all would take.
    fn deleted(
        &self,
        report: &mut Report,
        result: &LeverageResult,
        sample: usize,
        patience: Patience,
    ) -> Result<Taken, Error> {
        let lossy: Vec<_> = result.actors.iter().filter(|actor| actor.leverage.estimate > 0.0).collect();
        let step = (lossy.len() / sample.max(1)).max(1);
        let some: Vec<_> = lossy.iter().step_by(step).collect();
        let nodes: Vec<_> = some.iter().filter_map(|actor| self.network.actor(&actor.id)).collect();
        let opened = self.access.opened(self.network, &nodes)?;
        for (actor, opened) in some.iter().zip(&opened) {
            let lost: f64 = opened.iter().map(|target| target.loss).sum();
            assert!((lost - actor.leverage.estimate).abs() < 1e-9, "{}: deletion gives another loss", actor.id);
        }
        let groups: Result<Vec<_>, Error> = some.iter().map(|actor| format!("id:{}", actor.id).parse()).collect();
        let groups = groups?;
        let (one, lost) = patience.time(|| self.access.without(self.network, &groups[..1]));
        lost?;
        let (taken, lost) = patience.time(|| self.access.without(self.network, &groups));
        lost?;
        let all = lossy.len();
        let note = format!("{} worlds, extrapolated from {} of {all} actors", self.worlds, some.len());
        let taken = extrapolated(&one, &taken, some.len(), all);
        self.tell(report, "leverage, deletion", taken, note);
        Ok(taken)
    }

    /// Closes some of the ties and tells what all would take.
    fn closed(
        &self,
        report: &mut Report,
        ties: &[TieLeverage],
        sample: usize,
        patience: Patience,
    ) -> Result<Taken, Error> {
        let ids: HashMap<&str, _> = self.network.ties().map(|(edge, tie)| (tie.id.as_str(), edge)).collect();
        let step = (ties.len() / sample.max(1)).max(1);
        let edges = ties.iter().step_by(step).filter_map(|tie| ids.get(tie.id.as_str()));
        let groups: Vec<_> = edges.enumerate().map(|(i, edge)| (i.to_string(), vec![*edge])).collect();
        let (one, lost) = patience.time(|| self.access.without_ties(self.network, &groups[..1]));
        lost?;
        let (taken, lost) = patience.time(|| self.access.without_ties(self.network, &groups));
        lost?;
        let note = format!("{} worlds, extrapolated from {} of {} ties", self.worlds, groups.len(), ties.len());
        let taken = extrapolated(&one, &taken, groups.len(), ties.len());
        self.tell(report, "ties, closing each", taken, note);
        Ok(taken)
    }
}

/// What all would take, from what one took and what some took: what is done once is not multiplied.
fn extrapolated(one: &Taken, some: &Taken, count: usize, all: usize) -> Taken {
    let line = |one: f64, some: f64| {
        let each = (some - one) / (count as f64 - 1.0).max(1.0);
        one + each * (all as f64 - 1.0)
    };
    Taken { wall: line(one.wall, some.wall), cpu: one.cpu.zip(some.cpu).map(|(one, some)| line(one, some)), ..*some }
}
