//! Groups: which of several sorts every node of a graph belongs to.

use std::collections::{BTreeSet, HashMap};
use std::fmt;
use std::str::FromStr;

use indexmap::IndexSet;
use petgraph::graph::NodeIndex;
use serde_json::Value;

use crate::error::{Error, ErrorKind, Place, Problem, Problems};
use crate::model::{Actor, Layer, Network};

/// By what actors are put into groups.
///
/// # Examples
///
/// ```
/// use proxeny::graph::Partition;
///
/// assert_eq!("country".parse::<Partition>()?, Partition::Country);
/// assert_eq!("sector".parse::<Partition>()?, Partition::Attribute("sector".into()));
/// # Ok::<(), std::convert::Infallible>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Partition {
    /// Their kind. This is the default.
    #[default]
    Kind,
    /// Their country.
    Country,
    /// Their layer: city, national, firm, international, foreign.
    Layer,
    /// One of their attributes.
    Attribute(String),
}

impl FromStr for Partition {
    type Err = std::convert::Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(match text {
            "kind" => Self::Kind,
            "country" => Self::Country,
            "layer" => Self::Layer,
            attribute => Self::Attribute(attribute.to_owned()),
        })
    }
}

impl fmt::Display for Partition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Kind => "kind",
            Self::Country => "country",
            Self::Layer => "layer",
            Self::Attribute(name) => name,
        })
    }
}

impl Partition {
    /// What an actor is by this partition; `None` if nobody recorded it.
    fn value(&self, actor: &Actor) -> Option<String> {
        match self {
            Self::Kind => Some(actor.kind.clone()).filter(|kind| !kind.is_empty()),
            Self::Country => actor.country.clone(),
            Self::Layer => actor.layer.map(Layer::name).map(str::to_owned),
            Self::Attribute(name) => match actor.attributes.get(name)? {
                Value::Null => None,
                Value::String(text) => Some(text.clone()),
                other => Some(other.to_string()),
            },
        }
    }
}

/// The group of every node.
///
/// # Examples
///
/// ```
/// use proxeny::graph::{Groups, Partition, Topology};
/// use proxeny::{Network, View};
///
/// let seoul = Network::builtin("seoul")?;
/// let viewed = Topology::of(&seoul, &View::ever());
/// let groups = Groups::of(&seoul, &viewed.actors, &Partition::Layer)?;
/// let smg = viewed.actors.iter().position(|actor| Some(*actor) == seoul.actor("smg")).unwrap();
/// assert_eq!(groups.name(smg as u32), "city");
/// assert_eq!(groups.of.len(), viewed.topology.node_count());
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Groups {
    /// The number of the group of each node.
    pub of: Vec<u32>,
    /// The name of each group, in the order of their first members.
    pub names: Vec<String>,
    /// How many nodes have no group recorded; they make up a group together, named [`Groups::NONE`].
    pub unknown: usize,
}

impl Groups {
    /// The name of the group of nodes of which nobody recorded one.
    ///
    /// # Examples
    /// ```
    /// use proxeny::graph::{Groups, Partition, Topology};
    /// use proxeny::{Network, View};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let viewed = Topology::of(&seoul, &View::ever());
    /// let groups = Groups::of(&seoul, &viewed.actors, &Partition::Country)?;
    /// assert_eq!(groups.names.contains(&Groups::NONE.to_owned()), groups.unknown > 0);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub const NONE: &'static str = "(not recorded)";

    /// Puts the nodes of a view into groups.
    ///
    /// # Complexity
    ///
    /// O(n).
    ///
    /// # Errors
    ///
    /// [`ErrorKind::NoMatch`] if no actor of the network has the attribute asked for.
    ///
    /// # Panics
    ///
    /// If a node stands for no actor of this network.
    ///
    /// # Examples
    /// ```
    /// use proxeny::graph::{Groups, Partition, Topology};
    /// use proxeny::{Network, View};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let viewed = Topology::of(&seoul, &View::ever());
    /// let groups = Groups::of(&seoul, &viewed.actors, &Partition::Kind)?;
    /// assert!(groups.names.contains(&"foreign_city".to_owned()) && groups.unknown == 0);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn of(network: &Network, actors: &[NodeIndex], partition: &Partition) -> Result<Self, Error> {
        if !network.actors().any(|(_, actor)| partition.value(actor).is_some()) && !actors.is_empty() {
            let is_told = |by: &Partition| network.actors().any(|(_, actor)| by.value(actor).is_some());
            let fields = [Partition::Kind, Partition::Country, Partition::Layer].into_iter().filter(is_told);
            let attributes: BTreeSet<&str> =
                network.actors().flat_map(|(_, actor)| actor.attributes.keys().map(String::as_str)).collect();
            let known: Vec<String> =
                fields.map(|by| by.to_string()).chain(attributes.into_iter().map(str::to_owned)).collect();
            let help = if known.is_empty() {
                ": no actor has it, nor anything else to go by; --groups FILE tells who belongs where".to_owned()
            } else {
                format!(": no actor has it; there are {}", known.join(", "))
            };
            return Err(ErrorKind::NoMatch { what: format!("partition `{partition}`"), help }.into());
        }
        Ok(Self::collect(actors.iter().map(|node| partition.value(&network.graph()[*node]))))
    }

    /// Reads groups of labelled nodes from a text of lines `label group`; `#` begins a comment.
    ///
    /// Labels end at the first white space, comma or semicolon; what follows is the group.
    ///
    /// # Complexity
    ///
    /// O(n) and the length of the text.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Input`] with every line that has no group, names no node or names one again, and with the number of
    /// nodes left without a group.
    ///
    /// # Examples
    ///
    /// ```
    /// use proxeny::graph::Groups;
    ///
    /// let labels = ["a".to_owned(), "b".to_owned()];
    /// let groups = Groups::read(&labels, "a firms\nb state bodies\n")?;
    /// assert_eq!((groups.of, groups.names[1].as_str()), (vec![0, 1], "state bodies"));
    /// assert!(Groups::read(&labels, "a firms\n").is_err());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn read(labels: &[String], text: &str) -> Result<Self, Error> {
        let nodes: HashMap<&str, usize> = labels.iter().enumerate().map(|(v, label)| (label.as_str(), v)).collect();
        let mut found: Vec<Option<String>> = vec![None; labels.len()];
        let mut problems = Problems::default();
        for (number, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            let content = line.split('#').next().unwrap_or_default().trim();
            if content.is_empty() {
                continue;
            }
            let (label, group) = content.split_once([' ', '\t', ',', ';']).unwrap_or((content, ""));
            let group = group.trim_matches([' ', '\t', ',', ';']);
            let place = nodes.get(label);
            let problem = match place {
                _ if group.is_empty() => Some(format!("`{label}` has no group; write `label group`")),
                None => Some(format!("`{label}` is no node of the graph")),
                Some(&v) if found[v].is_some() => Some(format!("`{label}` has a group already")),
                Some(&v) => {
                    found[v] = Some(group.to_owned());
                    None
                }
            };
            if let Some(problem) = problem {
                problems.push(Problem::error(Some(Place::new(number + 1, 1)), problem, ""));
            }
        }
        let missing: Vec<&str> =
            labels.iter().zip(&found).filter(|(_, group)| group.is_none()).map(|(label, _)| label.as_str()).collect();
        if !missing.is_empty() && !problems.has_errors() {
            let first = missing.iter().take(5).copied().collect::<Vec<_>>().join(", ");
            let more = if missing.len() > 5 { ", …" } else { "" };
            let message = format!("{} of {} nodes have no group: {first}{more}", missing.len(), labels.len());
            problems.push(Problem::error(None, message, "write a line `label group` for each"));
        }
        if problems.has_errors() { Err(problems.into()) } else { Ok(Self::collect(found)) }
    }

    fn collect(values: impl IntoIterator<Item = Option<String>>) -> Self {
        let mut names = IndexSet::new();
        let mut unknown = 0;
        let number = |value: Option<String>| {
            unknown += usize::from(value.is_none());
            names.insert_full(value.unwrap_or_else(|| Self::NONE.to_owned())).0 as u32
        };
        let of = values.into_iter().map(number).collect();
        Self { of, names: names.into_iter().collect(), unknown }
    }

    /// The name of the group of node `v`.
    ///
    /// # Panics
    ///
    /// If there is no node `v`.
    ///
    /// # Examples
    /// ```
    /// use proxeny::graph::{Groups, Partition, Topology};
    /// use proxeny::{Network, View};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let viewed = Topology::of(&seoul, &View::ever());
    /// let groups = Groups::of(&seoul, &viewed.actors, &Partition::Country)?;
    /// let athens = viewed.actors.iter().position(|actor| Some(*actor) == seoul.actor("athens"));
    /// assert_eq!(athens.map(|athens| groups.name(athens as u32)), Some("GR"));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn name(&self, v: u32) -> &str {
        &self.names[self.of[v as usize] as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::View;

    #[test]
    fn every_partition_names_its_groups() {
        let seoul = Network::builtin("seoul").unwrap();
        let actors = View::ever().select(&seoul).actors;
        let groups = |text: &str| Groups::of(&seoul, &actors, &text.parse().unwrap());
        let kinds = groups("kind").unwrap();
        assert!(kinds.names.contains(&"sme".to_owned()) && kinds.unknown == 0);
        assert!(groups("country").unwrap().names.contains(&"VN".to_owned()));
        let error = groups("colour").unwrap_err().to_string();
        assert!(
            error.starts_with("partition `colour` matches nothing: no actor has it; there are kind, country, layer"),
            "{error}"
        );
    }

    #[test]
    fn groups_of_an_edge_list_are_complete_or_refused() {
        let labels = ["a", "b", "c"].map(str::to_owned);
        let told = |text: &str| Groups::read(&labels, text).unwrap_err().to_string();
        assert!(told("a x\nb x\n").contains("1 of 3 nodes have no group: c"));
        let problems = told("a\nd x\nb y\nb z\nc y");
        for problem in
            ["1:1: error: `a` has no group", "2:1: error: `d` is no node", "4:1: error: `b` has a group already"]
        {
            assert!(problems.contains(problem), "{problems}");
        }
        let groups = Groups::read(&labels, "# who\nc;x\na,y\nb\ty").unwrap();
        assert_eq!((groups.of, groups.names), (vec![0, 0, 1], vec!["y".to_owned(), "x".to_owned()]));
    }
}
