//! A plain edge list becomes a network.

use super::EdgeList;
use crate::error::{Error, Fate, Place, Problem, Problems, Rows, SetAside};
use crate::model::{Actor, Conveys, Network, NetworkBuilder, Places, Tie};

/// Which field of a tie takes the number of an edge list.
///
/// # Examples
/// ```
/// use proxeny::io::{EdgesAsNetwork, WeightField};
///
/// let options = EdgesAsNetwork::default().weights(WeightField::Attribute("length".into()));
/// assert_ne!(options, EdgesAsNetwork::default().weights(WeightField::Strength));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum WeightField {
    /// The strength, which must be a probability in (0, 1].
    Strength,
    /// The worth in US dollars.
    ValueUsd,
    /// An attribute of this name.
    Attribute(String),
}

/// How a plain edge list is to become a network: what its nodes and ties are, and what its numbers mean.
///
/// # Examples
/// ```
/// use proxeny::io::{self, EdgesAsNetwork, Input, ReadOptions, WeightField};
///
/// let text = b"seoul athens 0.3\nathens rome 0.5\nrome rome 1\n";
/// let Input::Edges(list) = io::read_bytes(None, text, &ReadOptions::default())? else { unreachable!() };
/// let options = EdgesAsNetwork::default().actor_kind("city").tie_kind("visit").weights(WeightField::Strength);
/// let network = list.to_network(&options)?;
/// let (_, tie) = network.ties().next().expect("there are two");
/// assert_eq!((network.actors().len(), tie.kind.as_str(), tie.strength), (3, "visit", Some(0.3)));
/// assert_eq!(network.rows().to_string(), "3 ties = 2 made + 0 merged + 1 refused");
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EdgesAsNetwork {
    actor_kind: String,
    tie_kind: String,
    directed: bool,
    weights: Option<WeightField>,
}

impl Default for EdgesAsNetwork {
    fn default() -> Self {
        Self { actor_kind: "actor".to_owned(), tie_kind: "tie".to_owned(), directed: false, weights: None }
    }
}

impl EdgesAsNetwork {
    /// The kind of every actor. By default it is `actor`.
    ///
    /// # Examples
    /// ```
    /// use proxeny::io::{self, EdgesAsNetwork, Input, ReadOptions};
    ///
    /// let Input::Edges(list) = io::read_bytes(None, b"a b\n", &ReadOptions::default())? else { unreachable!() };
    /// let network = list.to_network(&EdgesAsNetwork::default().actor_kind("sme"))?;
    /// assert!(network.actors().all(|(_, actor)| actor.kind == "sme"));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn actor_kind(self, kind: impl Into<String>) -> Self {
        Self { actor_kind: kind.into(), ..self }
    }

    /// The kind of every tie. By default it is `tie`.
    ///
    /// # Examples
    /// ```
    /// use proxeny::io::{self, EdgesAsNetwork, Input, ReadOptions};
    ///
    /// let Input::Edges(list) = io::read_bytes(None, b"a b\n", &ReadOptions::default())? else { unreachable!() };
    /// let network = list.to_network(&EdgesAsNetwork::default().tie_kind("visit"))?;
    /// assert!(network.ties().all(|(_, tie)| tie.id == "a-b-visit"));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn tie_kind(self, kind: impl Into<String>) -> Self {
        Self { tie_kind: kind.into(), ..self }
    }

    /// Ties lead and convey from the first label of a line to the second. By default they are mutual and convey both ways.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Conveys;
    /// use proxeny::io::{self, EdgesAsNetwork, Input, ReadOptions};
    ///
    /// let Input::Edges(list) = io::read_bytes(None, b"a b\n", &ReadOptions::default())? else { unreachable!() };
    /// for (directed, conveys) in [(true, Conveys::Forward), (false, Conveys::Both)] {
    ///     let network = list.to_network(&EdgesAsNetwork::default().directed(directed))?;
    ///     assert!(network.ties().all(|(_, tie)| tie.mutual == Some(!directed) && tie.conveys == Some(conveys)));
    /// }
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn directed(self, directed: bool) -> Self {
        Self { directed, ..self }
    }

    /// Where the numbers go. By default they become the attribute `weight`, and a warning says so.
    ///
    /// # Examples
    /// ```
    /// use proxeny::io::{self, EdgesAsNetwork, Input, ReadOptions, WeightField};
    ///
    /// let Input::Edges(list) = io::read_bytes(None, b"a b 7\n", &ReadOptions::default())? else { unreachable!() };
    /// let counts = WeightField::Attribute("count".into());
    /// let network = list.to_network(&EdgesAsNetwork::default().weights(counts))?;
    /// assert!(network.ties().all(|(_, tie)| tie.attributes["count"] == 7));
    ///
    /// let refused = list.to_network(&EdgesAsNetwork::default().weights(WeightField::Strength)).unwrap_err();
    /// assert!(refused.to_string().starts_with("1:1: error: strength 7 is outside (0, 1]"), "{refused}");
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn weights(self, field: WeightField) -> Self {
        Self { weights: Some(field), ..self }
    }
}

impl EdgeList {
    /// The network of these edges: an actor for every label, a tie for every line. Parallel ties are kept; ties of an
    /// actor to itself are set aside and counted among the rows refused.
    ///
    /// # Errors
    /// [`ErrorKind::Input`](crate::ErrorKind::Input) with every number that its field cannot hold, by line.
    ///
    /// # Examples
    /// ```
    /// use proxeny::io::{self, EdgesAsNetwork, Input, ReadOptions};
    ///
    /// let Input::Edges(list) = io::read_bytes(None, b"a b\nb a\n", &ReadOptions::default())? else { unreachable!() };
    /// let network = list.to_network(&EdgesAsNetwork::default())?;
    /// assert_eq!((network.actors().len(), network.ties().len()), (2, 2));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn to_network(&self, options: &EdgesAsNetwork) -> Result<Network, Error> {
        let (numbers, mut problems) = self.numbers(options);
        let refused = problems.iter().count();
        let mut rows = Rows::made(self.pairs.len() - refused);
        rows.refused = refused + self.self_ties;
        rows.read += rows.refused;
        if refused > 0 {
            return Err(problems.with_rows(rows, self.set_aside(refused)).into());
        }
        self.warn(options, &mut problems);
        let mut builder = NetworkBuilder::new(&self.id);
        builder.problems(problems);
        let mut first = vec![None; self.labels.len()];
        for (i, (from, to)) in self.pairs.iter().enumerate() {
            let line = self.lines.of(i);
            first[*from as usize] = first[*from as usize].or(line);
            first[*to as usize] = first[*to as usize].or(line);
        }
        for (label, line) in self.labels.iter().zip(first) {
            builder.add_actor(Actor::new(label, &options.actor_kind), at(line));
        }
        for (i, (from, to)) in self.pairs.iter().enumerate() {
            let number = numbers.get(i).copied().filter(|number| !number.is_nan());
            let tie = self.tie(*from, *to, number, options);
            builder.add_tie(tie, at(self.lines.of(i)));
        }
        builder.rows(rows, self.set_aside(0)).digest(self.digest.clone()).build().map_err(|error| {
            match error.into_problems() {
                Ok(problems) => problems.with_rows(rows, self.set_aside(0)).into(),
                Err(error) => error,
            }
        })
    }

    /// Why lines became no ties, of which so many have errors.
    fn set_aside(&self, errors: usize) -> Vec<SetAside> {
        let rules = [
            ("a tie from an actor back to itself", self.self_ties),
            ("with an error that is told at its place", errors),
        ];
        let rules = rules.into_iter().filter(|(_, lines)| *lines > 0);
        rules.map(|(why, lines)| SetAside::new(Fate::Refused, why, lines, std::iter::empty())).collect()
    }

    /// The number of each pair, none where the list has none; and a problem for every one that its field cannot hold.
    fn numbers(&self, options: &EdgesAsNetwork) -> (&[f64], Problems) {
        let numbers = self.weights.as_deref().unwrap_or_default();
        let mut problems = Problems::default();
        // Where a line has no number there is nothing to refuse.
        for (i, number) in numbers.iter().enumerate().filter(|(_, number)| !number.is_nan()) {
            let refused = match options.weights {
                Some(WeightField::Strength) if !(*number > 0.0 && *number <= 1.0) => Some((
                    format!("strength {number} is outside (0, 1]"),
                    "a strength is a probability: divide all numbers by one that is large enough, or declare what they \
                     are: --weight-is count, length or value",
                )),
                Some(WeightField::ValueUsd) if *number < 0.0 => {
                    Some((format!("value {number} is negative"), "write what the tie is worth in US dollars"))
                }
                _ => None,
            };
            if let Some((message, help)) = refused {
                problems.push(Problem::error(self.lines.of(i).map(|line| Place::new(line, 1)), message, help));
            }
        }
        (numbers, problems)
    }

    /// Tells what is set aside, and numbers whose meaning nobody declared.
    fn warn(&self, options: &EdgesAsNetwork, problems: &mut Problems) {
        problems.extend(self.notes.iter().cloned());
        if self.self_ties > 0 {
            let ties =
                if self.self_ties == 1 { "tie of an actor to itself is" } else { "ties of actors to themselves are" };
            problems.push(Problem::warning(None, format!("{} {ties} set aside", self.self_ties), ""));
        }
        match (&self.weights, &options.weights) {
            (Some(_), None) => {
                let message = "the numbers are kept as the attribute `weight`, since nothing says what they mean";
                let help = "--weight-is strength, probability, length, count or value says it";
                problems.push(Problem::warning(None, message, help));
            }
            (None, Some(_)) => {
                let message = "there are no numbers on the ties whose meaning could be declared";
                problems.push(Problem::warning(None, message, "write `u v weight`"));
            }
            _ => {}
        }
    }

    fn tie(&self, from: u32, to: u32, number: Option<f64>, options: &EdgesAsNetwork) -> Tie {
        let [from, to] = [from, to].map(|node| self.labels[node as usize].as_str());
        let mut tie = Tie::new(from, to, &options.tie_kind);
        tie.mutual = Some(!options.directed);
        tie.conveys = Some(if options.directed { Conveys::Forward } else { Conveys::Both });
        match (&options.weights, number) {
            (Some(WeightField::Strength), strength) => tie.strength = strength,
            (Some(WeightField::ValueUsd), value) => tie.value_usd = value,
            (field, Some(number)) => {
                let name = match field {
                    Some(WeightField::Attribute(name)) => name,
                    _ => "weight",
                };
                tie.attributes.insert(name.to_owned(), whole_or_not(number));
            }
            (_, None) => {}
        }
        tie
    }
}

fn at(line: Option<usize>) -> Places {
    line.map_or_else(Places::default, |line| Places::at(Place::new(line, 1)))
}

/// A number as the file most likely wrote it: 3 and not 3.0.
fn whole_or_not(number: f64) -> serde_json::Value {
    const EXACT: f64 = 9_007_199_254_740_992.0;
    if number.fract() == 0.0 && number.abs() < EXACT { (number as i64).into() } else { number.into() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::io::{self, Input, ReadOptions};

    fn list(text: &str) -> EdgeList {
        match io::read_bytes(None, text.as_bytes(), &ReadOptions::default().format("edges")).unwrap() {
            Input::Edges(list) => list,
            Input::Network(_) => unreachable!("an edge list is read as one"),
        }
    }

    #[test]
    fn every_number_that_is_no_strength_is_told_with_its_line() {
        let list = list("# heads\na b 0.5\nb c 2\n\nc c 9\nc d 0\nd a 1\n");
        let error = list.to_network(&EdgesAsNetwork::default().weights(WeightField::Strength)).unwrap_err();
        let told = error.to_string();
        let lines: Vec<&str> = told.lines().collect();
        assert!(lines[0].starts_with("3:1: error: strength 2 is outside (0, 1]"), "{told}");
        assert!(lines[1].starts_with("6:1: error: strength 0 is outside (0, 1]"), "{told}");
        let rows = error.problems().and_then(Problems::rows).unwrap();
        assert_eq!(rows, Rows { read: 5, made: 2, merged: 0, refused: 3 });
    }

    #[test]
    fn numbers_go_where_they_belong() {
        let list = list("a b 3\nb c 0.5\n");
        let with = |field| list.to_network(&EdgesAsNetwork::default().weights(field)).unwrap();
        let values: Vec<_> = with(WeightField::ValueUsd).ties().map(|(_, tie)| tie.value_usd).collect();
        assert_eq!(values, [Some(3.0), Some(0.5)]);
        let lengths = with(WeightField::Attribute("length".into()));
        let lengths: Vec<_> = lengths.ties().map(|(_, tie)| tie.attributes["length"].to_string()).collect();
        assert_eq!(lengths, ["3", "0.5"]);
        let undeclared = list.to_network(&EdgesAsNetwork::default()).unwrap();
        assert!(undeclared.ties().all(|(_, tie)| tie.attributes.contains_key("weight") && tie.strength.is_none()));
        assert!(undeclared.warnings().iter().any(|problem| problem.message.contains("attribute `weight`")));
    }
}
