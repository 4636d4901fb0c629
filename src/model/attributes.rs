//! What else is said about a record: few names, and very many records. A tree keeps room for
//! eleven pairs from the first on, a list for those that there are.

use serde::{Serialize, Serializer};
use serde_json::Value;
use std::ops::Index;

/// Anything else that the input says about a record: JSON values by name, in the order of the names.
///
/// Finding a name takes O(log n), inserting one O(n); many at once are best collected, which takes O(n log n). Of several values
/// of one name the last holds.
///
/// # Examples
/// ```
/// use proxeny::model::Attributes;
///
/// let mut attributes = Attributes::from([("oda_recipient".to_owned(), true.into())]);
/// attributes.insert("income_group".to_owned(), "lower middle".into());
/// assert_eq!(attributes.get("oda_recipient").and_then(serde_json::Value::as_bool), Some(true));
/// assert_eq!(attributes["income_group"], "lower middle");
/// assert!(attributes.keys().eq(["income_group", "oda_recipient"]));
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Attributes(Vec<(String, Value)>);

impl Attributes {
    /// None.
    ///
    /// # Examples
    /// ```
    /// use proxeny::model::Attributes;
    ///
    /// assert_eq!(Attributes::new(), Attributes::default());
    /// ```
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// How many there are.
    ///
    /// # Examples
    /// ```
    /// use proxeny::model::Attributes;
    ///
    /// assert_eq!(Attributes::from([("mode".to_owned(), 1.into())]).len(), 1);
    /// ```
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are none.
    ///
    /// # Examples
    /// ```
    /// use proxeny::model::Attributes;
    ///
    /// assert!(Attributes::new().is_empty() && !Attributes::from([("mode".to_owned(), 1.into())]).is_empty());
    /// ```
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The value of this name.
    ///
    /// # Examples
    /// ```
    /// use proxeny::model::Attributes;
    ///
    /// let attributes = Attributes::from([("mode".to_owned(), 1.into())]);
    /// assert_eq!((attributes.get("mode"), attributes.get("side")), (Some(&1.into()), None));
    /// ```
    pub fn get(&self, name: &str) -> Option<&Value> {
        self.find(name).ok().map(|at| &self.0[at].1)
    }

    /// Whether there is a value of this name.
    ///
    /// # Examples
    /// ```
    /// use proxeny::model::Attributes;
    ///
    /// assert!(Attributes::from([("mode".to_owned(), 1.into())]).contains_key("mode"));
    /// ```
    pub fn contains_key(&self, name: &str) -> bool {
        self.find(name).is_ok()
    }

    /// Sets the value of a name, and gives back what it was.
    ///
    /// # Examples
    /// ```
    /// use proxeny::model::Attributes;
    ///
    /// let mut attributes = Attributes::from([("mode".to_owned(), 1.into())]);
    /// assert_eq!(attributes.insert("mode".to_owned(), 2.into()), Some(1.into()));
    /// assert_eq!(attributes["mode"], 2);
    /// ```
    pub fn insert(&mut self, name: String, value: Value) -> Option<Value> {
        match self.find(&name) {
            Ok(at) => Some(std::mem::replace(&mut self.0[at].1, value)),
            Err(at) => {
                // Most records have one or two; room for more would be wasted in all of them.
                if self.0.len() < 4 {
                    self.0.reserve_exact(1);
                }
                self.0.insert(at, (name, value));
                None
            }
        }
    }

    /// Takes a name out, and gives back its value.
    ///
    /// # Examples
    /// ```
    /// use proxeny::model::Attributes;
    ///
    /// let mut attributes = Attributes::from([("mode".to_owned(), 1.into())]);
    /// assert_eq!((attributes.remove("mode"), attributes.remove("mode")), (Some(1.into()), None));
    /// ```
    pub fn remove(&mut self, name: &str) -> Option<Value> {
        self.find(name).ok().map(|at| self.0.remove(at).1)
    }

    /// Names and values, in the order of the names.
    ///
    /// # Examples
    /// ```
    /// use proxeny::model::Attributes;
    ///
    /// let attributes = Attributes::from([("mode".to_owned(), 1.into())]);
    /// let pairs: Vec<String> = attributes.iter().map(|(name, value)| format!("{name}: {value}")).collect();
    /// assert_eq!(pairs, ["mode: 1"]);
    /// ```
    pub fn iter(&self) -> impl ExactSizeIterator<Item = (&String, &Value)> {
        self.0.iter().map(|(name, value)| (name, value))
    }

    /// The names, in their order.
    ///
    /// # Examples
    /// ```
    /// use proxeny::model::Attributes;
    ///
    /// assert!(Attributes::from([("mode".to_owned(), 1.into())]).keys().eq(["mode"]));
    /// ```
    pub fn keys(&self) -> impl ExactSizeIterator<Item = &String> {
        self.0.iter().map(|(name, _)| name)
    }

    /// The values, in the order of their names.
    ///
    /// # Examples
    /// ```
    /// use proxeny::model::Attributes;
    ///
    /// assert!(Attributes::from([("mode".to_owned(), 1.into())]).values().eq([&serde_json::json!(1)]));
    /// ```
    pub fn values(&self) -> impl ExactSizeIterator<Item = &Value> {
        self.0.iter().map(|(_, value)| value)
    }

    /// Where a name is, or where it belongs.
    fn find(&self, name: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(own, _)| own.as_str().cmp(name))
    }
}

impl FromIterator<(String, Value)> for Attributes {
    fn from_iter<I: IntoIterator<Item = (String, Value)>>(pairs: I) -> Self {
        let mut list: Vec<_> = pairs.into_iter().collect();
        list.sort_by(|a, b| a.0.cmp(&b.0));
        // Of neighbours with one name the later one is kept: it takes the place of the one before.
        list.dedup_by(|later, earlier| {
            let same = later.0 == earlier.0;
            if same {
                std::mem::swap(later, earlier);
            }
            same
        });
        list.shrink_to_fit();
        Self(list)
    }
}

impl<const N: usize> From<[(String, Value); N]> for Attributes {
    fn from(pairs: [(String, Value); N]) -> Self {
        pairs.into_iter().collect()
    }
}

impl Extend<(String, Value)> for Attributes {
    fn extend<I: IntoIterator<Item = (String, Value)>>(&mut self, pairs: I) {
        *self = std::mem::take(&mut self.0).into_iter().chain(pairs).collect();
    }
}

impl IntoIterator for Attributes {
    type Item = (String, Value);
    type IntoIter = std::vec::IntoIter<(String, Value)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'a> IntoIterator for &'a Attributes {
    type Item = (&'a String, &'a Value);
    type IntoIter = std::iter::Map<std::slice::Iter<'a, (String, Value)>, fn(&'a (String, Value)) -> Self::Item>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter().map(|(name, value)| (name, value))
    }
}

/// The value of a name.
///
/// # Panics
/// If there is none; [`Attributes::get`] does not.
impl<Q: AsRef<str> + ?Sized> Index<&Q> for Attributes {
    type Output = Value;

    fn index(&self, name: &Q) -> &Value {
        self.get(name.as_ref()).expect("no attribute of this name")
    }
}

impl Serialize for Attributes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn it_is_a_map_by_name(
            first in prop::collection::vec(("[ab가]{0,2}", 0..9_u8), 0..8),
            then in prop::collection::vec(("[ab가]{0,2}", 0..9_u8, any::<bool>()), 0..8),
            more in prop::collection::vec(("[ab가]{0,2}", 0..9_u8), 0..4),
        ) {
            let pair = |(name, value): (String, u8)| (name, Value::from(value));
            let mut own: Attributes = first.clone().into_iter().map(pair).collect();
            let mut tree: BTreeMap<String, Value> = first.into_iter().map(pair).collect();
            for (name, value, inserts) in then {
                if inserts {
                    prop_assert_eq!(own.insert(name.clone(), value.into()), tree.insert(name, value.into()));
                } else {
                    prop_assert_eq!(own.remove(&name), tree.remove(&name));
                    prop_assert!(!own.contains_key(&name));
                }
            }
            own.extend(more.clone().into_iter().map(pair));
            tree.extend(more.into_iter().map(pair));
            prop_assert!(own.iter().eq(tree.iter()) && own.keys().eq(tree.keys()) && own.values().eq(tree.values()));
            prop_assert!((&own).into_iter().eq(&tree));
            prop_assert!(tree.iter().all(|(name, value)| own.get(name) == Some(value) && own[name] == *value));
            prop_assert_eq!((own.len(), own.is_empty()), (tree.len(), tree.is_empty()));
            prop_assert_eq!(serde_json::to_string(&own).unwrap(), serde_json::to_string(&tree).unwrap());
            prop_assert!(own.into_iter().eq(tree));
        }
    }
}
