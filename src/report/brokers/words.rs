//! The sentences of `brokers`.

use super::super::korean::{Particle, counted, josa};
use super::super::words::{count, list_some};
use super::{Brokers, BrokersResult, partition_in, role_in, rounded};
use crate::error::Error;
use crate::measure::{Role, Weighting};

/// Tells the brokers of one graph.
pub(super) struct Words<'a> {
    pub(super) asked: &'a Brokers<'a>,
    pub(super) result: &'a BrokersResult,
    pub(super) language: &'a str,
}

/// A deviation of at least this many standard deviations is worth a word.
const MUCH: f64 = 2.0;

/// Pairs of groups that are named.
const MOST_PAIRS: usize = 2;

impl Words<'_> {
    fn korean(&self) -> bool {
        self.language == "ko"
    }

    fn name(&self, v: u32) -> &str {
        &self.asked.labels[v as usize]
    }

    /// A number of pairs; weighted, what they add up to.
    fn pairs(&self, value: f64) -> String {
        match self.asked.weighting {
            Weighting::Unweighted if self.korean() => counted(value as usize, "쌍"),
            Weighting::Weighted if self.korean() => format!("가중 {}쌍", brief(value)),
            Weighting::Unweighted => count(value as usize, "pair"),
            Weighting::Weighted => format!("{} pairs (weighted)", brief(value)),
        }
    }

    pub(super) fn summary(&self, order: &[u32]) -> String {
        let (all, between) = (self.asked.ids.len(), order.len());
        if between == 0 && self.korean() {
            return format!("행위자 {} 가운데 서로 관계가 없는 둘 사이에 서는 곳이 없습니다.", counted(all, "곳"));
        }
        if between == 0 {
            return format!("None of {} stands between two others that have no tie of their own.", count(all, "actor"));
        }
        let total: f64 = order.iter().map(|v| self.result.roles.total(*v)).sum();
        if self.korean() {
            let direction = if self.asked.topology.is_undirected() { "(쌍마다 양방향으로 셈)" } else { "" };
            return format!(
                "행위자 {} 가운데 {}이 서로 관계가 없는 둘 사이에 서 있으며, 모두 {}입니다{direction}. 어떤 역할인지는 집단을 어떻게 나누는지에 달려 있습니다. \
                 여기서는 {} 기준 {}입니다.",
                counted(all, "곳"),
                counted(between, "곳"),
                self.pairs(total),
                partition_in(&self.asked.partition, "ko"),
                counted(self.asked.groups.names.len(), "개 집단"),
            );
        }
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
        let sentence = self.role(first, role)?;
        let own = &self.asked.group_labels[self.asked.groups.of[first as usize] as usize][0];
        if self.korean() {
            let does = match role {
                Role::Coordinator => "같은 집단의 둘을 잇는 역할",
                Role::Itinerant => "자신이 속하지 않은 한 집단의 둘을 잇는 역할",
                Role::Gatekeeper => "바깥과 자기 집단 사이에 서는 역할",
                Role::Representative => "자기 집단에서 바깥으로 이어 주는 역할",
                Role::Liaison => "자신이 속하지 않은 두 집단을 잇는 역할",
            };
            let title = josa(&format!("{}({does})", role_in(role, "ko")), Particle::Object);
            return Ok(Some(format!("{title} 가장 많이 맡는 곳은 {}({own})입니다. {sentence}", self.name(first))));
        }
        let (title, does) = part(role);
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
            if self.korean() {
                let joined = if from == to {
                    format!("{from}끼리")
                } else {
                    format!("{from}에서 {}", josa(to, Particle::By))
                };
                return format!("{joined}({})", brief(weight));
            }
            let joined = if from == to { format!("among {from}") } else { format!("from {from} to {to}") };
            format!("{joined} ({})", brief(weight))
        };
        let told: Vec<String> =
            between.iter().filter(|(from, to, _)| Role::between(*from, own, *to) == role).map(pair).collect();
        if self.korean() {
            let above = if told.len() > 1 { "주로 " } else { "" };
            let pairs = self.pairs(roles.count(v, role));
            return Ok(format!(
                "{pairs}, {above}{}입니다. {}",
                told[..told.len().min(MOST_PAIRS)].join(", "),
                self.chance(v, role)
            ));
        }
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
        if self.korean() {
            let Some(z) = roles.z(v, role) else {
                return format!("집단을 다시 나누어도 언제나 {expected}입니다.");
            };
            let verdict = match z {
                z if z >= MUCH => "우연보다 많습니다",
                z if z <= -MUCH => "우연보다 적습니다",
                _ => "우연히 그럴 정도입니다",
            };
            let share = roles
                .share_as_high(v, role)
                .map_or_else(String::new, |share| format!(", 추출의 {}가 그만큼 많음", super::super::percent(share)));
            return format!("집단을 무작위로 나누면 평균 {expected}(z {z:+.1}{share})이므로 {verdict}.");
        }
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
        if self.korean() {
            return Ok(Some(format!(
                "{} 자료의 중심 기관이므로 따로 봅니다. {} 사이에 서며, 가장 많은 역할은 {}입니다. {}",
                josa(self.name(focal), Particle::Topic),
                self.pairs(self.result.roles.total(focal)),
                role_in(role, "ko"),
                self.role(focal, role)?
            )));
        }
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
        if self.korean() {
            return Some(format!(
                "협력 상대를 가장 자유롭게 고를 수 있는 곳은 {}입니다. 제약도는 가장 낮은 {}이고, 유효 크기(서로 다른 곳으로 이어지는 협력 상대의 수)는 {}입니다.",
                self.name(free),
                rounded(scores.get(free)?),
                brief(sizes.get(free)?)
            ));
        }
        Some(format!(
            "Freest to choose among its partners is {}: a constraint of {}, the lowest there is, and an effective size of \
             {}, which is how many of its partners lead to different corners.",
            self.name(free),
            rounded(scores.get(free)?),
            brief(sizes.get(free)?)
        ))
    }

    pub(super) fn notes(&self) -> Vec<String> {
        if self.korean() {
            return self.notes_korean();
        }
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

    fn notes_korean(&self) -> Vec<String> {
        let mut notes = vec![
            "a → b → c의 중개자 b는 a → c 관계가 없을 때에만 셉니다. 조정자 A→A→A, 순회 중개자 A→B→A, 문지기 A→B→B, 대표자 A→A→B, 연락자 A→B→C입니다(Gould and \
             Fernandez 1989). 길을 열거나 닫을 수 있는 자리일 뿐 실제로 그렇게 했다는 기록은 아니며, 다른 우회로가 있을 수 있습니다."
                .to_owned(),
            "우연과의 비교는 관계를 그대로 두고 집단을 모든 행위자에게 다시 나누는 것입니다. z는 그 평균에서 떨어진 정도(표준편차 단위)이며 평균과 표준편차는 \
             정확한 값입니다. 분포가 치우쳐 있고 여러 값을 함께 보므로 z가 2~3이라는 것만으로는 증거가 되지 않습니다. 기록되지 않은 관계는 반영되지 않습니다."
                .to_owned(),
        ];
        if self.asked.weighting == Weighting::Weighted {
            notes.push("가중: 쌍마다 두 관계의 가중치를 곱해 셉니다.".to_owned());
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
