//! Routes in time: earliest arrival and latest departure over arcs that can be travelled at certain times only.
//!
//! Each arc has a first and a last time and a label, say a stage. A route travels its arcs one after the other at times
//! t₁ ≤ t₂ ≤ …, each within its arc's time; between two arcs of different labels at least a *lag* goes by. The *earliest
//! arrival* is the least t of a last arc, the *latest departure* the greatest t of a first arc over all routes (Wu et al.
//! 2014, "Path problems in temporal graphs", doi:10.14778/2732939.2732945). Waiting is free, so among routes that have
//! come to a node over the same label only the earliest matters; that is found number of arcs by number of arcs, so that of
//! all earliest routes one with the fewest arcs is told.

/// An arc that can be travelled from `first` to `last`.
///
/// # Examples
/// ```
/// use proxeny::graph::TimedArc;
///
/// let arc = TimedArc { from: 0, to: 1, first: 2008, last: 2018, label: 0 };
/// assert!(arc.first <= arc.last);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimedArc {
    /// Where it begins.
    pub from: u32,
    /// Where it leads.
    pub to: u32,
    /// The first time at which it can be travelled.
    pub first: i32,
    /// The last.
    pub last: i32,
    /// What the lag is between: a number below [`LABELS`].
    pub label: u8,
}

/// How many labels arcs can have.
///
/// # Examples
/// ```
/// assert!(proxeny::graph::LABELS > proxeny::Stage::ALL.len());
/// ```
pub const LABELS: usize = 8;

/// A route in time.
///
/// # Examples
/// ```
/// use proxeny::graph::{Temporal, TimedArc};
///
/// let arcs = [TimedArc { from: 0, to: 1, first: 3, last: 5, label: 0 }];
/// let path = Temporal::new(2, &arcs).earliest(0, 1).expect("there is one");
/// assert_eq!((path.arcs, path.times), (vec![0], vec![3]));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimedPath {
    /// Its arcs, by number.
    pub arcs: Vec<usize>,
    /// When each is travelled.
    pub times: Vec<i32>,
}

/// The question for routes in time.
///
/// # Complexity
/// O(h · m · labels) time for routes of up to h arcs, O(n · labels) space and what is told.
///
/// # Examples
/// Two ways, of which the short one is open late:
///
/// ```text
/// 0 ──[1, 2]──▶ 1 ──[4, 9]──▶ 2        0 ──[6, 9]──▶ 2
/// ```
/// ```
/// use proxeny::graph::{Temporal, TimedArc};
///
/// let arc = |from, to, first, last| TimedArc { from, to, first, last, label: 0 };
/// let arcs = [arc(0, 1, 1, 2), arc(1, 2, 4, 9), arc(0, 2, 6, 9)];
/// let question = Temporal::new(3, &arcs);
/// let first = question.earliest(0, 2).expect("there is one");
/// assert_eq!((first.arcs, first.times), (vec![0, 1], vec![1, 4]));
/// assert_eq!(question.latest(0, 2).expect("there is one").times, [9]);
/// assert_eq!(question.lasting(5, 8).latest(0, 2).expect("there is one").times, [8]);
/// ```
#[derive(Clone, Debug)]
pub struct Temporal<'a> {
    nodes: usize,
    arcs: &'a [TimedArc],
    relays: Option<&'a [bool]>,
    lag: i32,
    most: Option<u32>,
    after: i32,
    by: i32,
}

/// Earlier than any time; its negative is later than any.
const EVER: i32 = -(1 << 30);

/// How one came to a node.
struct Label {
    node: u32,
    /// Of the last arc; `None` at the start.
    over: Option<u8>,
    time: i32,
    arc: usize,
    parent: usize,
}

impl<'a> Temporal<'a> {
    /// Over these arcs between nodes numbered below `nodes`, at any time, through everyone, without a lag.
    ///
    /// # Examples
    /// ```
    /// use proxeny::graph::Temporal;
    ///
    /// assert_eq!(Temporal::new(2, &[]).earliest(0, 1), None);
    /// ```
    pub fn new(nodes: usize, arcs: &'a [TimedArc]) -> Self {
        Self { nodes, arcs, relays: None, lag: 0, most: None, after: EVER, by: -EVER }
    }

    /// Who may stand between, by node. The default is everyone.
    ///
    /// # Examples
    /// ```
    /// use proxeny::graph::{Temporal, TimedArc};
    ///
    /// let arc = |from, to| TimedArc { from, to, first: 0, last: 1, label: 0 };
    /// let arcs = [arc(0, 1), arc(1, 2)];
    /// assert_eq!(Temporal::new(3, &arcs).relays(&[true, false, true]).earliest(0, 2), None);
    /// ```
    #[must_use]
    pub fn relays(self, relays: &'a [bool]) -> Self {
        Self { relays: Some(relays), ..self }
    }

    /// The least time between two arcs of different labels. The default is 0.
    ///
    /// # Examples
    /// ```
    /// use proxeny::graph::{Temporal, TimedArc};
    ///
    /// let arc = |from, label| TimedArc { from, to: from + 1, first: 0, last: 9, label };
    /// let arcs = [arc(0, 1), arc(1, 2)];
    /// assert_eq!(Temporal::new(3, &arcs).lag(4).earliest(0, 2).expect("there is one").times, [0, 4]);
    /// assert_eq!(Temporal::new(3, &arcs).lag(4).latest(0, 2).expect("there is one").times, [5, 9]);
    /// ```
    #[must_use]
    pub fn lag(self, lag: i32) -> Self {
        Self { lag: lag.clamp(0, -EVER), ..self }
    }

    /// The most arcs of a route. The default is any number.
    ///
    /// # Examples
    /// ```
    /// use proxeny::graph::{Temporal, TimedArc};
    ///
    /// let arc = |from, to, first| TimedArc { from, to, first, last: 9, label: 0 };
    /// let arcs = [arc(0, 1, 0), arc(1, 2, 0), arc(0, 2, 5)];
    /// assert_eq!(Temporal::new(3, &arcs).most_ties(1).earliest(0, 2).expect("there is one").times, [5]);
    /// ```
    #[must_use]
    pub fn most_ties(self, most: u32) -> Self {
        Self { most: Some(most), ..self }
    }

    /// No arc is travelled before `after` or later than `by`.
    ///
    /// # Examples
    /// ```
    /// use proxeny::graph::{Temporal, TimedArc};
    ///
    /// let arcs = [TimedArc { from: 0, to: 1, first: 2, last: 5, label: 0 }];
    /// assert_eq!(Temporal::new(2, &arcs).lasting(3, 9).earliest(0, 1).expect("there is one").times, [3]);
    /// assert_eq!(Temporal::new(2, &arcs).lasting(6, 9).earliest(0, 1), None);
    /// ```
    #[must_use]
    pub fn lasting(self, after: i32, by: i32) -> Self {
        Self { after: after.max(EVER), by: by.min(-EVER), ..self }
    }

    /// The route that arrives first; of several one with the fewest arcs.
    ///
    /// # Examples
    /// ```
    /// use proxeny::graph::{Temporal, TimedArc};
    ///
    /// // The second arc is over before the first begins.
    /// let arc = |from, first, last| TimedArc { from, to: from + 1, first, last, label: 0 };
    /// let arcs = [arc(0, 5, 6), arc(1, 1, 2)];
    /// assert_eq!(Temporal::new(3, &arcs).earliest(0, 2), None);
    /// ```
    pub fn earliest(&self, from: u32, to: u32) -> Option<TimedPath> {
        let mut out = vec![Vec::new(); self.nodes];
        for (number, arc) in self.arcs.iter().enumerate() {
            out[arc.from as usize].push((number, *arc));
        }
        self.search(&out, from, to, self.after, self.by)
    }

    /// The route that departs last; of several one with the fewest arcs.
    ///
    /// # Examples
    /// ```
    /// use proxeny::graph::{Temporal, TimedArc};
    ///
    /// let arc = |from, first, last| TimedArc { from, to: from + 1, first, last, label: 0 };
    /// let arcs = [arc(0, 1, 8), arc(1, 2, 4)];
    /// assert_eq!(Temporal::new(3, &arcs).latest(0, 2).expect("there is one").times, [4, 4]);
    /// ```
    pub fn latest(&self, from: u32, to: u32) -> Option<TimedPath> {
        // Played backward, the latest departure is the earliest arrival.
        let mut out = vec![Vec::new(); self.nodes];
        for (number, arc) in self.arcs.iter().enumerate() {
            let (first, last) = (arc.last.saturating_neg(), arc.first.saturating_neg());
            out[arc.to as usize].push((number, TimedArc { from: arc.to, to: arc.from, first, last, ..*arc }));
        }
        let mut path = self.search(&out, to, from, -self.by, -self.after)?;
        path.arcs.reverse();
        path.times.reverse();
        path.times.iter_mut().for_each(|time| *time = -*time);
        Some(path)
    }

    fn search(&self, out: &[Vec<(usize, TimedArc)>], from: u32, to: u32, after: i32, by: i32) -> Option<TimedPath> {
        let mut labels = vec![Label { node: from, over: None, time: after, arc: 0, parent: 0 }];
        let mut best = vec![i32::MAX; self.nodes * LABELS];
        let (mut frontier, mut arrived): (Vec<usize>, Option<usize>) = (vec![0], None);
        let mut arcs = 0;
        while !frontier.is_empty() && self.most.is_none_or(|most| arcs < most) {
            arcs += 1;
            let mut next: indexmap::IndexMap<usize, usize> = indexmap::IndexMap::new();
            for at in frontier {
                let Label { node, over, time, .. } = labels[at];
                let stays = node == to || node != from && self.relays.is_some_and(|relays| !relays[node as usize]);
                for (number, arc) in out[node as usize].iter().filter(|_| !stays) {
                    let lag = if over.is_some_and(|over| over != arc.label) { self.lag } else { 0 };
                    let time = time.saturating_add(lag).max(arc.first);
                    let state = arc.to as usize * LABELS + usize::from(arc.label) % LABELS;
                    if arc.to == from || time > arc.last.min(by) || time >= best[state] {
                        continue;
                    }
                    best[state] = time;
                    next.insert(state, labels.len());
                    labels.push(Label { node: arc.to, over: Some(arc.label), time, arc: *number, parent: at });
                }
            }
            frontier = next.into_values().collect();
            for at in frontier.iter().filter(|at| labels[**at].node == to) {
                if arrived.is_none_or(|best| labels[*at].time < labels[best].time) {
                    arrived = Some(*at);
                }
            }
        }
        arrived.map(|last| trace(&labels, last))
    }
}

fn trace(labels: &[Label], last: usize) -> TimedPath {
    let mut path = TimedPath { arcs: Vec::new(), times: Vec::new() };
    let mut at = last;
    while at > 0 {
        path.arcs.push(labels[at].arc);
        path.times.push(labels[at].time);
        at = labels[at].parent;
    }
    path.arcs.reverse();
    path.times.reverse();
    path
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Earliest arrival over every route without a repeated node, each travelled as early as can be.
    fn slow(
        arcs: &[TimedArc],
        relays: &[bool],
        lag: i32,
        most: u32,
        (after, by): (i32, i32),
        to: u32,
    ) -> Option<(i32, usize)> {
        struct Slow<'a>(&'a [TimedArc], &'a [bool], i32, u32, i32, u32);
        fn go(slow: &Slow<'_>, route: &mut Vec<u32>, time: i32, label: Option<u8>, best: &mut Option<(i32, usize)>) {
            let Slow(arcs, relays, lag, most, by, to) = *slow;
            let at = *route.last().unwrap();
            if at == to {
                let found = (time, route.len() - 1);
                *best = Some(best.map_or(found, |best| best.min(found)));
                return;
            }
            if route.len() > most as usize || route.len() > 1 && !relays[at as usize] {
                return;
            }
            for arc in arcs.iter().filter(|arc| arc.from == at && !route.contains(&arc.to)).collect::<Vec<_>>() {
                let wait = if label.is_none_or(|label| label == arc.label) { 0 } else { lag };
                let when = (time + wait).max(arc.first);
                if when <= arc.last.min(by) {
                    route.push(arc.to);
                    go(slow, route, when, Some(arc.label), best);
                    route.pop();
                }
            }
        }
        let mut best = None;
        go(&Slow(arcs, relays, lag, most, by, to), &mut vec![0], after, None, &mut best);
        best
    }

    fn mirrored(arcs: &[TimedArc]) -> Vec<TimedArc> {
        let turn = |node: u32| {
            if node == 0 {
                1
            } else if node == 1 {
                0
            } else {
                node
            }
        };
        let mirror = |arc: &TimedArc| TimedArc {
            from: turn(arc.to),
            to: turn(arc.from),
            first: -arc.last,
            last: -arc.first,
            ..*arc
        };
        arcs.iter().map(mirror).collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(3_000))]

        #[test]
        fn routes_in_time_are_the_best_of_all(
            arcs in prop::collection::vec((0..6_u32, 0..6_u32, 0..12_i32, 0..8_i32, 0..3_u8), 1..16),
            relays in prop::collection::vec(prop::bool::weighted(0.8), 6),
            lag in 0..4_i32,
            most in 1..6_u32,
            (after, span) in (0..6_i32, 0..14_i32),
        ) {
            let arcs: Vec<TimedArc> = arcs.into_iter().filter(|arc| arc.0 != arc.1)
                .map(|(from, to, first, length, label)| TimedArc { from, to, first, last: first + length, label })
                .collect();
            let by = after + span;
            let question = Temporal::new(6, &arcs).relays(&relays).lag(lag).most_ties(most).lasting(after, by);
            let found = question.earliest(0, 1);
            let told = found.as_ref().map(|path| (*path.times.last().unwrap(), path.arcs.len()));
            prop_assert_eq!(told, slow(&arcs, &relays, lag, most, (after, by), 1));
            let late = question.latest(0, 1);
            let told = late.as_ref().map(|path| (-path.times[0], path.arcs.len()));
            let mut turned = relays.clone();
            turned.swap(0, 1);
            prop_assert_eq!(told, slow(&mirrored(&arcs), &turned, lag, most, (-by, -after), 1));
            // What is told can be travelled.
            for path in [found, late].into_iter().flatten() {
                let steps: Vec<&TimedArc> = path.arcs.iter().map(|arc| &arcs[*arc]).collect();
                prop_assert_eq!((steps[0].from, steps.last().unwrap().to), (0, 1));
                for (step, time) in steps.iter().zip(&path.times) {
                    prop_assert!(step.first.max(after) <= *time && *time <= step.last.min(by));
                }
                for (i, pair) in steps.windows(2).enumerate() {
                    let least = if pair[0].label == pair[1].label { 0 } else { lag };
                    prop_assert!(pair[0].to == pair[1].from && path.times[i + 1] - path.times[i] >= least);
                }
            }
        }
    }
}
