//! From a pathway to an automaton whose moves are a tie and the actor after it.
//!
//! The places of the pathway are the states (Glushkov 1961, [doi:10.1070/RM1961v016n05ABEH004112](https://doi.org/10.1070/RM1961v016n05ABEH004112)),
//! so there are no empty moves. Where two actors follow one another, a step along any tie is put between them; where two
//! steps do, any actor.

use super::syntax::{Bound, Link, Part, Way, Who};

/// A move: which way over which tie to which actor, and the state after it.
#[derive(Clone, Debug)]
pub(crate) struct Move {
    pub(crate) way: Way,
    pub(crate) tie: Option<u32>,
    pub(crate) actor: Option<u32>,
    pub(crate) to: u32,
}

/// The automaton of a route. A state is entered with the actor that it stands for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Automaton {
    /// What ties are held against.
    pub(crate) bounds: Vec<Bound>,
    /// What actors are held against.
    pub(crate) who: Vec<Who>,
    /// States that a route may begin in, with what its first actor is held against.
    pub(crate) starts: Vec<(Option<u32>, u32)>,
    /// By state: its moves.
    pub(crate) moves: Vec<Vec<Move>>,
    /// By state: whether a route may end there.
    pub(crate) ends: Vec<bool>,
}

/// First and last places of a part, and whether it may be left out.
#[derive(Clone, Debug, Default)]
struct Ends {
    first: Vec<u32>,
    last: Vec<u32>,
    empty: bool,
}

/// The places of a pathway and which may follow which.
#[derive(Default)]
pub(super) struct Places<'p> {
    list: Vec<&'p Part>,
    follow: Vec<Vec<u32>>,
    whole: Ends,
}

impl<'p> Places<'p> {
    pub(super) fn of(part: &'p Part) -> Self {
        let mut places = Self::default();
        places.whole = places.add(part);
        places
    }

    fn add(&mut self, part: &'p Part) -> Ends {
        match part {
            Part::Actor(_) | Part::Tie(_) => {
                let place = self.list.len() as u32;
                self.list.push(part);
                self.follow.push(Vec::new());
                Ends { first: vec![place], last: vec![place], empty: false }
            }
            Part::Sequence(parts) => {
                let none = Ends { empty: true, ..Ends::default() };
                parts.iter().fold(none, |ends, part| {
                    let next = self.add(part);
                    self.join(ends, next)
                })
            }
            Part::Either(parts) => parts.iter().fold(Ends::default(), |mut ends, part| {
                let other = self.add(part);
                merge(&mut ends.first, &other.first);
                merge(&mut ends.last, &other.last);
                ends.empty |= other.empty;
                ends
            }),
            Part::Repeat { part, least, most } => self.repeat(part, *least, *most),
        }
    }

    /// `x{2,4}` is written out as `x x x? x?`, and `x{2,}` as `x x+`.
    fn repeat(&mut self, part: &'p Part, least: u32, most: Option<u32>) -> Ends {
        let mut ends = Ends { empty: true, ..Ends::default() };
        for time in 1..=most.unwrap_or(least).max(1) {
            let mut next = self.add(part);
            next.empty |= time > least;
            if most.is_none() && time >= least {
                self.link(&next.last, &next.first);
            }
            ends = self.join(ends, next);
        }
        ends
    }

    fn join(&mut self, before: Ends, next: Ends) -> Ends {
        self.link(&before.last, &next.first);
        let mut ends = Ends { empty: before.empty && next.empty, first: before.first, last: next.last };
        if before.empty {
            merge(&mut ends.first, &next.first);
        }
        if next.empty {
            merge(&mut ends.last, &before.last);
        }
        ends
    }

    fn link(&mut self, from: &[u32], to: &[u32]) {
        for place in from {
            merge(&mut self.follow[*place as usize], to);
        }
    }

    fn tie(&self, place: u32) -> Option<&'p Link> {
        match self.list[place as usize] {
            Part::Tie(link) => Some(link),
            _ => None,
        }
    }

    /// The history automaton: by place what a tie is held against; first places; what follows; last places.
    pub(super) fn history(&self) -> History {
        let bound = |place: u32| self.tie(place).map(|link| link.bound.clone()).unwrap_or_default();
        History {
            bounds: (0..self.list.len() as u32).map(bound).collect(),
            first: self.whole.first.clone(),
            follow: self.follow.clone(),
            last: (0..self.list.len() as u32).map(|place| self.whole.last.contains(&place)).collect(),
        }
    }

    /// State 0 is any actor before a step that stands first; state p + 1 is place p: the actor itself, or any actor after
    /// the step that it is.
    pub(super) fn automaton(&self) -> Automaton {
        let number = self.list.len();
        let mut made = Automaton { ends: vec![false; number + 1], ..Automaton::default() };
        let mut tested = vec![0; number];
        for (place, part) in self.list.iter().enumerate() {
            match part {
                Part::Actor(who) => {
                    tested[place] = made.who.len() as u32;
                    made.who.push(who.clone());
                }
                Part::Tie(link) => {
                    tested[place] = made.bounds.len() as u32;
                    made.bounds.push(link.bound.clone());
                }
                _ => unreachable!("invariant: places are actors and ties"),
            }
        }
        for place in &self.whole.first {
            match self.tie(*place) {
                None => made.starts.push((Some(tested[*place as usize]), place + 1)),
                Some(_) => merge_start(&mut made.starts),
            }
        }
        self.whole.last.iter().for_each(|place| made.ends[*place as usize + 1] = true);
        made.moves = (0..=number as u32)
            .map(|state| {
                let next = if state == 0 { &self.whole.first } else { &self.follow[state as usize - 1] };
                let at_actor = state > 0 && self.tie(state - 1).is_none();
                next.iter().flat_map(|place| self.moves(*place, at_actor, &tested)).collect()
            })
            .collect();
        made
    }

    /// The moves that begin with this place, from an actor of the pathway or from one put in between.
    fn moves(&self, place: u32, at_actor: bool, tested: &[u32]) -> Vec<Move> {
        let Some(link) = self.tie(place) else {
            let actor = Some(tested[place as usize]);
            let step = Move { way: Way::Along, tie: None, actor, to: place + 1 };
            return if at_actor { vec![step] } else { Vec::new() };
        };
        let way = link.way.unwrap_or(Way::Along);
        let step = |actor, to| Move { way, tie: Some(tested[place as usize]), actor, to };
        let follow = &self.follow[place as usize];
        let actors = follow.iter().filter(|next| self.tie(**next).is_none());
        let mut moves: Vec<Move> = actors.map(|next| step(Some(tested[*next as usize]), next + 1)).collect();
        if self.whole.last.contains(&place) || follow.iter().any(|next| self.tie(*next).is_some()) {
            moves.push(step(None, place + 1));
        }
        moves
    }
}

/// The automaton of a history.
#[derive(Clone, Debug)]
pub(super) struct History {
    pub(super) bounds: Vec<Bound>,
    pub(super) first: Vec<u32>,
    pub(super) follow: Vec<Vec<u32>>,
    pub(super) last: Vec<bool>,
}

fn merge(into: &mut Vec<u32>, from: &[u32]) {
    for place in from {
        if let Err(at) = into.binary_search(place) {
            into.insert(at, *place);
        }
    }
}

fn merge_start(starts: &mut Vec<(Option<u32>, u32)>) {
    if !starts.contains(&(None, 0)) {
        starts.push((None, 0));
    }
}
