//! Programmes and those whom they reached, as a network of two modes.

use super::record::{self, Known};
use crate::error::{Error, ErrorKind};
use crate::graph::Topology;
use crate::measure::Modes;
use crate::model::{Network, Selector, Text};
use crate::structure::Projection;
use std::collections::{HashMap, HashSet};

/// Programmes and those whom they reached, as a network of two modes: every tie leads from a programme to somebody reached.
///
/// Nodes are the programmes, in the order of the network, then those whom they reached, in the order of their first reach.
/// Somebody is reached who stands on the list of a programme or at the end of one of its ties from attention upwards.
/// Programmes without anybody on record are left out, since nobody knows whom they reached, and named in
/// [`unlisted`](Self::unlisted). A programme that was itself reached by another stands on both sides.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::diplomacy::Affiliation;
/// use proxeny::measure::{MeasureOptions, TwoMode};
///
/// let cities = Affiliation::of(&Network::builtin("seoul")?, Some(&"kind:foreign_city".parse()?))?;
/// let options = MeasureOptions::default().groups(cities.groups());
/// let degree = TwoMode::degree().run(&cities.topology, &options)?;
/// let first = degree.ranking().into_iter().find_map(|v| cities.programmes.get(v as usize)).expect("a programme");
/// assert_eq!(first.0, "kcity"); // of the programmes it reaches the largest share of the cities
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Affiliation {
    /// Id and name of every programme that reached somebody.
    pub programmes: Vec<(String, Text)>,
    /// Ids of those reached.
    pub reached: Vec<String>,
    /// Ids of the programmes that nobody is on record for.
    pub unlisted: Vec<String>,
    /// The reaches: ties from programmes to those reached, undirected and without weights.
    pub topology: Topology,
}

impl Affiliation {
    /// The programmes of a network and those whom they reached; with a selector, those alone that it means.
    ///
    /// # Errors
    /// [`ErrorKind::NoMatch`] if the selector means nobody, or if no programme reached any of them.
    ///
    /// # Examples
    /// ```
    /// use proxeny::diplomacy::Affiliation;
    /// use proxeny::{Network, NetworkBuilder};
    ///
    /// let all = Affiliation::of(&Network::builtin("seoul")?, None)?;
    /// assert!(all.reached.iter().any(|id| id == "wb")); // a bank, which is no city
    /// assert!(Affiliation::of(&NetworkBuilder::new("empty").build()?, None).is_err());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn of(network: &Network, only: Option<&Selector>) -> Result<Self, Error> {
        let meant: Option<HashSet<String>> = match only {
            Some(selector) => {
                let found = network.select(selector, "--reached")?;
                Some(found.into_iter().map(|node| network.graph()[node].id.clone()).collect())
            }
            None => None,
        };
        let counts = |actor: &str| meant.as_ref().is_none_or(|meant| meant.contains(actor));
        let (mut programmes, mut unlisted, mut reaches) = (Vec::new(), Vec::new(), Vec::new());
        for Known { id, name, contacts, .. } in record::known(network) {
            let whom: Vec<String> = contacts.into_iter().map(|contact| contact.actor).filter(|id| counts(id)).collect();
            if whom.is_empty() {
                unlisted.push(id);
            } else {
                programmes.push((id, name));
                reaches.push(whom);
            }
        }
        if programmes.is_empty() {
            let help =
                ": no programme of this network has anybody like that on record; `proxeny programmes` tells what is";
            return Err(ErrorKind::NoMatch { what: "--programmes".into(), help: help.into() }.into());
        }
        let (mut reached, mut place, mut ties) = (Vec::new(), HashMap::new(), Vec::new());
        for (programme, whom) in reaches.into_iter().enumerate() {
            for id in whom {
                let next = (programmes.len() + reached.len()) as u32;
                let node = *place.entry(id.clone()).or_insert(next);
                if node == next {
                    reached.push(id);
                }
                ties.push((programme as u32, node));
            }
        }
        let topology = Topology::undirected(programmes.len() + reached.len(), ties)?;
        Ok(Self { programmes, reached, unlisted, topology })
    }

    /// 0 for each programme, 1 for each of those reached: what measures of two modes take as
    /// [groups](crate::measure::MeasureOptions::groups).
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::diplomacy::Affiliation;
    ///
    /// let all = Affiliation::of(&Network::builtin("seoul")?, None)?;
    /// let programmes = all.groups().iter().filter(|group| **group == 0).count();
    /// assert_eq!(programmes, all.programmes.len());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn groups(&self) -> Vec<u32> {
        let first = std::iter::repeat_n(0, self.programmes.len());
        first.chain(std::iter::repeat_n(1, self.reached.len())).collect()
    }

    /// Which programmes share whom they reached, and who was reached by the same programmes, each against chance.
    ///
    /// # Errors
    /// None beyond those of [`Projection::of`].
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::diplomacy::Affiliation;
    ///
    /// let all = Affiliation::of(&Network::builtin("seoul")?, None)?;
    /// let [programmes, reached] = all.projections()?;
    /// let shared = programmes.links.iter().map(|link| link.shared).max();
    /// assert!(shared >= Some(1) && reached.pairs > programmes.pairs);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn projections(&self) -> Result<[Projection; 2], Error> {
        let modes = Modes::given(&self.topology, &self.groups())?;
        Ok([Projection::of(&self.topology, &modes, false)?, Projection::of(&self.topology, &modes, true)?])
    }

    /// The nodes of the other mode that two nodes of one mode share, in their order.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::diplomacy::Affiliation;
    ///
    /// let all = Affiliation::of(&Network::builtin("seoul")?, None)?;
    /// let [programmes, _] = all.projections()?;
    /// for link in &programmes.links {
    ///     assert_eq!(all.shared(link.a, link.b).len(), link.shared as usize);
    /// }
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn shared(&self, a: u32, b: u32) -> Vec<u32> {
        let others: HashSet<u32> = self.topology.out(b).iter().map(|arc| arc.node).collect();
        let mut shared: Vec<u32> = self.topology.out(a).iter().map(|arc| arc.node).collect();
        shared.retain(|node| others.contains(node));
        shared.sort_unstable();
        shared
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Actor, NetworkBuilder, Programme, Reached};

    fn programme(id: &str, whom: &[&str]) -> Programme {
        let reached = whom.iter().map(|actor| Reached { actor: (*actor).into(), ..Reached::default() });
        Programme { id: id.into(), reached: reached.collect(), ..Programme::default() }
    }

    fn network() -> Network {
        let cities = ["a", "b", "c"].into_iter().map(|id| Actor::new(id, "foreign_city"));
        let builder = cities.fold(NetworkBuilder::new("n"), NetworkBuilder::actor).actor(Actor::new("wb", "bank"));
        builder
            .programme(programme("course", &["b", "a", "b"]))
            .programme(programme("silent", &[]))
            .programme(programme("visit", &["wb"]))
            .programme(programme("tour", &["a", "b", "c"]))
            .build()
            .unwrap()
    }

    #[test]
    fn nodes_are_programmes_and_then_those_reached() {
        let all = Affiliation::of(&network(), None).unwrap();
        let ids: Vec<&str> = all.programmes.iter().map(|(id, _)| id.as_str()).collect();
        assert_eq!((ids, all.unlisted.as_slice()), (vec!["course", "visit", "tour"], &["silent".to_owned()][..]));
        assert_eq!(all.reached, ["b", "a", "wb", "c"]);
        // A city that a list names twice is reached once.
        let ties: Vec<(u32, u32)> = all.topology.ties().map(|(a, b, _)| (a, b)).collect();
        assert_eq!(ties, [(0, 3), (0, 4), (1, 5), (2, 4), (2, 3), (2, 6)]);
        assert_eq!((all.groups(), all.shared(0, 2)), (vec![0, 0, 0, 1, 1, 1, 1], vec![3, 4]));
    }

    #[test]
    fn a_selector_leaves_the_others_out() {
        let cities = Affiliation::of(&network(), Some(&"kind:foreign_city".parse().unwrap())).unwrap();
        assert_eq!((cities.programmes.len(), cities.reached.len()), (2, 3));
        assert_eq!(cities.unlisted, ["silent", "visit"]);
        let [programmes, reached] = cities.projections().unwrap();
        assert_eq!((programmes.pairs, programmes.links.len(), programmes.links[0].shared), (1, 1, 2));
        assert_eq!((reached.pairs, reached.links.len()), (3, 3));
        for selector in ["kind:embassy", "id:nobody"] {
            assert!(Affiliation::of(&network(), Some(&selector.parse().unwrap())).is_err());
        }
        let city = NetworkBuilder::new("n").actor(Actor::new("a", "foreign_city")).build().unwrap();
        let told = Affiliation::of(&city, None).unwrap_err().to_string();
        assert!(told.contains("no programme"), "{told}");
    }
}
