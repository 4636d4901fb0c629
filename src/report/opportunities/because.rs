//! Why a new tie gains what it gains, in a sentence.

use crate::leverage::{Because, GainAt, Opportunity, Share};
use crate::model::Network;
use crate::report::korean::{self, Particle, counted, josa};
use crate::report::leverage::label;
use crate::report::words::{count, list, list_some};
use std::collections::BTreeMap;

/// How targets are reached now.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Now {
    /// Through this actor alone.
    Only(String),
    Nobody,
    /// Mostly through this actor.
    Mostly(String),
    ManyWays,
}

/// From this share on it is "only".
const ONLY: f64 = 0.995;

fn now(target: &GainAt) -> Now {
    match &target.through {
        _ if target.now <= 0.0 => Now::Nobody,
        Some(Share { id, share }) if *share >= ONLY => Now::Only(id.clone()),
        Some(Share { id, share }) if *share > 0.5 => Now::Mostly(id.clone()),
        _ => Now::ManyWays,
    }
}

/// The reason of a new tie: whom it joins to whom, and how those are reached now.
pub(super) fn words(network: &Network, one: &Opportunity, language: &str) -> String {
    let Some(because) = &one.because else { return String::new() };
    if because.targets.is_empty() {
        return if language == "ko" {
            "허용된 경로에 놓이지 않아 새로 연결되는 곳이 없습니다.".to_owned()
        } else {
            "It joins nobody: no permitted route that could be open leads over it.".to_owned()
        };
    }
    let mut groups: BTreeMap<Now, Vec<&GainAt>> = BTreeMap::new();
    because.targets.iter().for_each(|target| groups.entry(now(target)).or_default().push(target));
    let mut groups: Vec<(Now, Vec<&GainAt>)> = groups.into_iter().collect();
    let weight = |targets: &[&GainAt]| targets.iter().map(|target| target.gain).sum::<f64>();
    groups.sort_by(|a, b| weight(&b.1).total_cmp(&weight(&a.1)).then(a.0.cmp(&b.0)));
    if language == "ko" { korean(network, because, &groups) } else { english(network, because, &groups) }
}

fn names<'a>(network: &Network, ids: impl Iterator<Item = &'a String>, language: &str) -> Vec<String> {
    ids.map(|id| label(network, id, language)).collect()
}

/// The kind of all these actors, if they share one.
fn common_kind<'a>(network: &'a Network, mut ids: impl Iterator<Item = &'a String>) -> Option<&'a str> {
    let kind = |id: &String| network.actor(id).map(|node| network.graph()[node].kind.as_str());
    let first = ids.next().and_then(kind).filter(|kind| !kind.is_empty())?;
    ids.all(|id| kind(id) == Some(first)).then_some(first)
}

/// `KOSMIC`, or `4 SMEs (KOSMIC, A and 2 more)`.
fn several<'a>(network: &'a Network, ids: impl ExactSizeIterator<Item = &'a String> + Clone) -> String {
    let all = names(network, ids.clone(), "en");
    if let [one] = all.as_slice() {
        return one.clone();
    }
    let noun =
        common_kind(network, ids).map_or_else(|| "actor".to_owned(), |kind| network.actor_kind_label(kind, "en"));
    format!("{} ({})", count(all.len(), &noun), list_some(&all, 3))
}

fn english(network: &Network, because: &Because, groups: &[(Now, Vec<&GainAt>)]) -> String {
    let sources = several(network, because.sources.iter().map(|source| &source.id));
    let targets = several(network, because.targets.iter().map(|target| &target.id));
    let verb = if let [only] = groups { which(network, &only.0, only.1.len()) } else { String::new() };
    if !verb.is_empty() {
        return format!("It joins {sources} to {targets}, {verb}.");
    }
    let part = |(now, targets): &(Now, Vec<&GainAt>)| {
        let which = which(network, now, targets.len());
        if targets.len() <= 2 {
            let names = names(network, targets.iter().map(|target| &target.id), "en");
            return format!("{}, {which}", list(&names));
        }
        format!("{} {which}", targets.len())
    };
    let parts: Vec<String> = groups.iter().take(MOST_PARTS).map(part).collect();
    let rest: usize = groups.iter().skip(MOST_PARTS).map(|(_, targets)| targets.len()).sum();
    let rest = if rest > 0 { format!("; {rest} more through others") } else { String::new() };
    format!("It joins {sources} to {targets}: {}{rest}.", parts.join("; "))
}

/// Ways of being reached now that are told apart.
const MOST_PARTS: usize = 3;

fn which(network: &Network, now: &Now, targets: usize) -> String {
    let are = if targets == 1 { "is" } else { "are" };
    match now {
        Now::Nobody => "which nobody reaches now".to_owned(),
        Now::Only(id) => format!("which {are} reached only through {} now", label(network, id, "en")),
        Now::Mostly(id) => format!("which {are} reached mostly through {} now", label(network, id, "en")),
        Now::ManyWays => format!("which {are} reached in several ways already, none of them sure"),
    }
}

/// `코스믹`, or `중소기업 4곳(코스믹, 가 등 4곳)`.
fn several_korean<'a>(network: &'a Network, ids: impl ExactSizeIterator<Item = &'a String> + Clone) -> String {
    let all = names(network, ids.clone(), "ko");
    if let [one] = all.as_slice() {
        return one.clone();
    }
    let noun =
        common_kind(network, ids).map_or_else(|| "행위자".to_owned(), |kind| network.actor_kind_label(kind, "ko"));
    let counter = if noun.ends_with("기업") { "개사" } else { "곳" };
    format!("{noun} {}({})", counted(all.len(), counter), korean::some(&all, 3))
}

fn korean(network: &Network, because: &Because, groups: &[(Now, Vec<&GainAt>)]) -> String {
    let sources = several_korean(network, because.sources.iter().map(|source| &source.id));
    let targets = several_korean(network, because.targets.iter().map(|target| &target.id));
    let part = |(now, targets): &(Now, Vec<&GainAt>)| {
        let all = names(network, targets.iter().map(|target| &target.id), "ko");
        let which = if all.len() <= 2 { all.join(", ") } else { counted(all.len(), "곳") };
        let which = josa(&which, Particle::Topic);
        match now {
            Now::Nobody => format!("{which} 지금 아무도 도달하지 못합니다"),
            Now::Only(id) => format!("{which} 지금 {}만 통해 도달합니다", label(network, id, "ko")),
            Now::Mostly(id) => {
                format!("{which} 지금 주로 {} 통해 도달합니다", josa(&label(network, id, "ko"), Particle::Object))
            }
            Now::ManyWays => format!("{which} 지금 여러 경로로 도달하나 확실한 경로는 없습니다"),
        }
    };
    let parts: Vec<String> = groups.iter().take(MOST_PARTS).map(part).collect();
    format!("{} {} 잇습니다. {}.", josa(&sources, Particle::Object), josa(&targets, Particle::With), parts.join(". "))
}
