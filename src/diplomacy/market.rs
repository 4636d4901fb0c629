//! How much of what cities are worth is within reach of a mandate.
//!
//! Each target t of the mandate gets a worth v: its people, their income, its recorded deals, or an attribute of the
//! user's. With reach of t, the expected share of the sources that an open route joins to it,
//!
//! ```text
//! within reach = Σ_t v_t · reach_t = (Σ_t v_t) · access with target weights v
//! ```
//!
//! So it is the worth that one source, drawn by its weight, can expect to reach. That a city with more people, more income
//! or more past deals is worth more, is an assumption, and each weighing is named by what it assumes. Reach is not a sale.

use super::value::Amount;
use crate::error::Error;
use crate::leverage::{Access, Estimate};
use crate::model::{Actor, Network};
use serde::Serialize;
use std::fmt;
use std::str::FromStr;

/// What makes a city worth more.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::Weigh;
///
/// assert_eq!("income".parse(), Ok(Weigh::Income));
/// assert_eq!("@students".parse(), Ok(Weigh::Attribute("students".to_owned())));
/// assert!("luck".parse::<Weigh>().is_err());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Weigh {
    /// Its recorded deals, in USD: assumes that what was sold will be sold again.
    Deals,
    /// Its people, the attribute `population`: assumes that each is worth the same.
    Population,
    /// Its people times the attribute `gdp_per_capita_usd`: assumes that a city buys in proportion to its income, and that
    /// its people earn what the country's do.
    Income,
    /// A numeric attribute of the user's own.
    Attribute(String),
}

impl FromStr for Weigh {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "deals" => Ok(Self::Deals),
            "population" => Ok(Self::Population),
            "income" => Ok(Self::Income),
            _ => match text.strip_prefix('@').filter(|name| !name.is_empty()) {
                Some(name) => Ok(Self::Attribute(name.to_owned())),
                None => Err(format!("`{text}` is no weight of cities; write deals, population, income or @ATTRIBUTE")),
            },
        }
    }
}

impl fmt::Display for Weigh {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Deals => f.write_str("deals"),
            Self::Population => f.write_str("population"),
            Self::Income => f.write_str("income"),
            Self::Attribute(name) => write!(f, "@{name}"),
        }
    }
}

/// How much is within reach, by one way of weighing cities.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::diplomacy::{Value, Weigh};
/// use proxeny::leverage::Access;
///
/// let seoul = Network::builtin("seoul")?;
/// let access = Access::new(seoul.mandate(None)?).worlds(256);
/// let mut result = Value::new().run(&seoul)?;
/// Value::reach(&seoul, &access, &["@nothing".parse().expect("a name")], &mut result)?;
/// let nothing = &result.within_reach[0];
/// assert_eq!((nothing.cities, nothing.reach), (0, None)); // not computable: no city has that attribute
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct WithinReach {
    /// What makes a city worth more.
    pub weight: String,
    /// Targets of the mandate of which it is known, and more than nothing.
    pub cities: usize,
    /// Targets of which it is not known; they count for nothing.
    pub unknown: usize,
    /// What all targets are worth together.
    pub whole: f64,
    /// The expected share within reach; `None` where nothing is known.
    pub access: Option<Estimate>,
    /// The expected worth within reach.
    pub reach: Option<Estimate>,
}

/// The attribute that carries a city's worth.
const WORTH: &str = "proxeny:worth";

pub(super) fn within_reach(
    network: &Network,
    access: &Access<'_>,
    weigh: &Weigh,
    amounts: &[Amount],
) -> Result<WithinReach, Error> {
    let to = &access.mandate().to;
    let targets = network.actors().map(|(_, actor)| actor).filter(|actor| to.matches(actor));
    let worth: Vec<Option<f64>> = targets.map(|actor| weigh.worth(actor, amounts)).collect();
    let known: Vec<f64> = worth.iter().flatten().copied().filter(|worth| *worth > 0.0).collect();
    let mut told = WithinReach {
        weight: weigh.to_string(),
        cities: known.len(),
        unknown: worth.iter().filter(|worth| worth.is_none()).count(),
        whole: known.iter().sum(),
        ..WithinReach::default()
    };
    if known.is_empty() {
        return Ok(told);
    }
    let weighed = |actor: &Actor| {
        let mut changed = actor.clone();
        changed.attributes.insert(WORTH.to_owned(), weigh.worth(actor, amounts).unwrap_or(0.0).into());
        Some(changed)
    };
    let weighed = network.edit().change_actors(weighed).build()?;
    let mut mandate = access.mandate().clone();
    mandate.to_weight = Some(WORTH.to_owned());
    let share = access.with_mandate(&mandate).run(&weighed)?.access;
    told.reach = Some(share.scaled(told.whole));
    told.access = Some(share);
    Ok(told)
}

impl Weigh {
    /// What an actor is worth; `None` where that is not known. A city without deals is worth nothing by them.
    fn worth(&self, actor: &Actor, amounts: &[Amount]) -> Option<f64> {
        let number = |name: &str| actor.weight_by(name);
        match self {
            Self::Population => number("population"),
            Self::Income => Some(number("population")? * number("gdp_per_capita_usd")?),
            Self::Attribute(name) => number(name),
            Self::Deals => {
                let own = |amount: &&Amount| amount.is_earned() && amount.city.as_deref() == Some(&actor.id);
                Some(amounts.iter().filter(own).map(|amount| amount.usd).sum())
            }
        }
    }
}
