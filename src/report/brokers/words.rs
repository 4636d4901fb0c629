//! The sentences of `brokers`.

use super::super::words::{count, list_some};
use super::{Brokers, BrokersResult, rounded};
use crate::error::Error;
use crate::measure::{Role, Weighting};

/// Tells the brokers of one graph.
pub(super) struct Words<'a> {
    pub(super) asked: &'a Brokers<'a>,
    pub(super) result: &'a BrokersResult,
}

/// A deviation of at least this many standard deviations is worth a word.
const MUCH: f64 = 2.0;

/// Pairs of groups that are named.
const MOST_PAIRS: usize = 2;

impl Words<'_> {
    fn name(&self, v: u32) -> &str {
        &self.asked.labels[v as usize]
    }

    /// A number of pairs; weighted, what they add up to.
    fn pairs(&self, value: f64) -> String {
        match self.asked.weighting {
            Weighting::Unweighted => count(value as usize, "pair"),
            Weighting::Weighted => format!("{} pairs (weighted)", brief(value)),
        }
    }

    pub(super) fn summary(&self, order: &[u32]) -> String {
        let (all, between) = (self.asked.ids.len(), order.len());
        if between == 0 {
            return format!("None of {} stands between two others that have no tie of their own.", count(all, "actor"));
        }
        let total: f64 = order.iter().map(|v| self.result.roles.total(*v)).sum();
        let direction = if self.asked.topology.is_undirected() { ", each pair counted in both orders" } else { "" };
        let groups = count(self.asked.groups.names.len(), "group");
        format!(
            "{between} of {} stand between others that have no tie of their own: {} in all{direction}. What part each \
             plays depends on who is grouped with whom: here by {}, {groups}.",
            count(all, "actor"),
            self.pairs(total),
            self.asked.partition
        )
    }

    /// Who plays a role most, the focal actor aside.
    pub(super) fn leader(&self, role: Role) -> Result<Option<String>, Error> {
        let value = |v: &u32| self.result.roles.count(*v, role);
        let others = (0..self.asked.ids.len() as u32).filter(|v| Some(*v) != self.asked.focal && value(v) > 0.0);
        let Some(first) = others.reduce(|best, v| if value(&v) > value(&best) { v } else { best }) else {
            return Ok(None);
        };
        let (title, does) = part(role);
        let sentence = self.role(first, role)?;
        let own = &self.asked.group_labels[self.asked.groups.of[first as usize] as usize][0];
        Ok(Some(format!("{title}: {} ({own}) {does} most often: {sentence}", self.name(first))))
    }

    /// Numbers of a role, between which groups, and what chance would give.
    fn role(&self, v: u32, role: Role) -> Result<String, Error> {
        let roles = &self.result.roles;
        let own = self.asked.groups.of[v as usize];
        let between = self.asked.brokerage().between(self.asked.topology, v)?;
        let label = |group: u32| &self.asked.group_labels[group as usize][1];
        let pair = |&(from, to, weight): &(u32, u32, f64)| {
            let (from, to) = (label(from), label(to));
            let joined = if from == to { format!("among {from}") } else { format!("from {from} to {to}") };
            format!("{joined} ({})", brief(weight))
        };
        let told: Vec<String> =
            between.iter().filter(|(from, to, _)| Role::between(*from, own, *to) == role).map(pair).collect();
        let above = if told.len() > 1 { ", above all " } else { ", " };
        Ok(format!(
            "{}{above}{}. {}",
            self.pairs(roles.count(v, role)),
            list_some(&told, MOST_PAIRS),
            self.chance(v, role)
        ))
    }

    fn chance(&self, v: u32, role: Role) -> String {
        let roles = &self.result.roles;
        let expected = brief(roles.expected(v, role));
        let Some(z) = roles.z(v, role) else {
            return format!("Dealt out anew, the groups would always give {expected}.");
        };
        let verdict = match z {
            z if z >= MUCH => "more than chance",
            z if z <= -MUCH => "fewer than chance",
            _ => "no more than chance would do",
        };
        let share = roles
            .share_as_high(v, role)
            .map_or_else(String::new, |share| format!("; {} of the draws reach as many", super::super::percent(share)));
        format!("Dealt out by chance, the groups would give {expected} (z {z:+.1}{share}): {verdict}.")
    }

    /// The actor around which the data were gathered.
    pub(super) fn focal(&self) -> Result<Option<String>, Error> {
        let Some(focal) = self.asked.focal.filter(|v| self.result.roles.total(*v) > 0.0) else { return Ok(None) };
        let value = |role: &Role| self.result.roles.count(focal, *role);
        let role = Role::ALL.into_iter().max_by(|a, b| value(a).total_cmp(&value(b))).unwrap_or(Role::Liaison);
        Ok(Some(format!(
            "{}, around which the data were gathered, is told apart: it stands between {}, most often as {}: {}",
            self.name(focal),
            self.pairs(self.result.roles.total(focal)),
            role.name(),
            self.role(focal, role)?
        )))
    }

    /// Who is least held by its partners, and who is most.
    pub(super) fn freest(&self) -> Option<String> {
        let scores = self.result.holes.iter().find(|(field, _)| *field == "constraint").map(|(_, scores)| scores)?;
        let sizes = self.result.holes.iter().find(|(field, _)| *field == "effective_size").map(|(_, scores)| scores)?;
        let mut defined = scores.ranking().into_iter().filter(|v| scores.get(*v).is_some_and(|x| !x.is_nan()));
        let free = defined.rfind(|v| Some(*v) != self.asked.focal)?;
        Some(format!(
            "Freest to choose among its partners is {}: a constraint of {}, the lowest there is, and an effective size of \
             {}, which is how many of its partners lead to different corners.",
            self.name(free),
            rounded(scores.get(free)?),
            brief(sizes.get(free)?)
        ))
    }

    pub(super) fn notes(&self) -> Vec<String> {
        let mut notes = vec![
            "A broker b of a → b → c has no tie a → c beside it. Coordinator A→A→A, itinerant A→B→A, gatekeeper A→B→B, \
             representative A→A→B, liaison A→B→C (Gould and Fernandez 1989). It is a chance to open or close a way, not a \
             record of having done so, and there may be another way round."
                .to_owned(),
            "Chance deals the same groups out anew among all actors, the ties staying as they are. z is the distance from \
             its mean in standard deviations, both exact; the numbers are skewed and many are looked at, so a z of 2 or 3 \
             alone proves nothing. Ties that nobody recorded are not covered."
                .to_owned(),
        ];
        if self.asked.weighting == Weighting::Weighted {
            notes.push("Weighted: every pair counts by the product of its two ties' weights.".to_owned());
        }
        notes
    }
}

/// What a role is called at the head of a sentence, and what who plays it does.
fn part(role: Role) -> (&'static str, &'static str) {
    match role {
        Role::Coordinator => ("Coordinator", "joins two of its own group"),
        Role::Itinerant => ("Itinerant broker", "joins two of a group that it is not of"),
        Role::Gatekeeper => ("Gatekeeper", "stands between outsiders and its own group"),
        Role::Representative => ("Representative", "leads from its own group to the outside"),
        Role::Liaison => ("Liaison", "joins two groups that it is of neither"),
    }
}

/// A number with as many digits as a sentence bears.
fn brief(value: f64) -> String {
    match value {
        value if value == value.trunc() && value.abs() < 1e15 => format!("{value}"),
        value if value.abs() >= 10.0 => format!("{value:.1}"),
        value if value.abs() >= 0.01 => format!("{value:.2}"),
        value => format!("{value:.1e}"),
    }
}
