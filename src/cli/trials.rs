//! Options that hold a network against chance and against the loss of actors.

use super::options::Language;
use proxeny::Error;
use proxeny::measure;
use proxeny::report::{self, Answer, Chance, Metrics, MetricsResult};
use proxeny::structure::Fixed;
use serde_json::{Map, Value, json};

/// What is tried on the network.
#[derive(clap::Args)]
#[command(next_help_heading = "Against chance and loss")]
pub(crate) struct Trials {
    /// Compare with random networks that keep every actor's number of ties (degree), or also the ties between groups
    /// (groups); parallel ties are merged first
    #[arg(long, value_name = "MODEL")]
    null: Option<Fixed>,

    /// Random networks to draw
    #[arg(long, value_name = "N", default_value_t = 200, requires = "null")]
    draws: u32,

    /// Remove actors one by one, the highest by this measure first, and see how long the network holds together
    #[arg(long, value_name = "MEASURE")]
    removal: Option<String>,

    /// Find the measure anew after every removal
    #[arg(long, requires = "removal")]
    recalculate: bool,
}

impl Trials {
    /// Whether only simple networks will do.
    pub(crate) fn simple(&self) -> bool {
        self.null.is_some()
    }

    /// Whether random numbers are needed.
    pub(crate) fn random(&self) -> bool {
        self.null.is_some() || self.removal.is_some()
    }

    /// Adds what came of the trials; `merged` ties became part of others beforehand, and `top` rows are printed.
    pub(crate) fn add(
        &self,
        answer: &mut Answer,
        (metrics, result): (&Metrics<'_>, &MetricsResult),
        merged: usize,
        language: Language,
        top: usize,
    ) -> Result<(), Error> {
        if let Some(fixed) = self.null {
            let chance = Chance { fixed, draws: self.draws, merged };
            report::add_chance(answer, metrics, result, chance, language.code(), top)?;
        }
        match &self.removal {
            Some(name) => report::add_removal(answer, metrics, measure::find(name)?, self.recalculate, language.code()),
            None => Ok(()),
        }
    }

    pub(crate) fn parameters(&self, parameters: &mut Map<String, Value>) {
        if let Some(fixed) = self.null {
            parameters.insert("null".into(), json!(fixed));
            parameters.insert("draws".into(), json!(self.draws));
        }
        if let Some(measure) = &self.removal {
            parameters.insert("removal".into(), json!(measure));
            parameters.insert("recalculate".into(), json!(self.recalculate));
        }
    }
}
