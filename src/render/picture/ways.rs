//! Ways to draw a network other than all of its actors and ties at once.

use super::grouping::{self, Grouping};
use super::words::words;
use super::{Picture, panels, programmes, rungs, title};
use crate::error::Error;
use crate::layout::Shows;
use crate::model::{Network, Scenario};
use crate::render::Diagram;

/// Which way is asked for.
#[derive(Clone, Debug, Default)]
pub(super) struct Ways {
    shows: Shows,
    grouping: Option<Grouping>,
    series: Series,
}

/// Whether there is one drawing or several.
#[derive(Clone, Debug, Default)]
pub(super) enum Series {
    #[default]
    One,
    Scenario(Box<Scenario>),
    Periods(u16),
}

/// How many actors are drawn alone, unless that is asked for; more are drawn in groups.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::render::MOST_ACTORS;
///
/// assert!(Network::builtin("seoul")?.actors().len() < MOST_ACTORS);
/// # Ok::<(), proxeny::Error>(())
/// ```
pub const MOST_ACTORS: usize = 400;

/// How many periods are drawn at most; what went before is in the first of them.
///
/// # Examples
/// ```
/// assert_eq!(proxeny::render::MOST_PERIODS, 6); // two rows of three
/// ```
pub const MOST_PERIODS: usize = 6;

impl Picture {
    /// What a layout is drawn for: [`Layout::shows`](crate::layout::Layout::shows).
    ///
    /// # Examples
    /// ```
    /// use proxeny::layout::Shows;
    /// use proxeny::render::Picture;
    /// use proxeny::{Network, View};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let diagram = Picture::new(View::today(&seoul)).shows(Shows::Rungs).diagram(&seoul)?;
    /// assert!(diagram.columns[5].starts_with("Hardware") && diagram.ties.is_empty());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn shows(self, shows: Shows) -> Self {
        Self { ways: Ways { shows, ..self.ways }, ..self }
    }

    /// One disc for each group of actors. By default actors are drawn alone up to [`MOST_ACTORS`] of them, and by country, kind or
    /// community above.
    ///
    /// # Examples
    /// ```
    /// use proxeny::graph::Partition;
    /// use proxeny::render::{Grouping, Picture};
    /// use proxeny::{Network, View};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let picture = Picture::new(View::today(&seoul)).size("degree").group_by(Grouping::By(Partition::Country));
    /// assert!(picture.diagram(&seoul)?.actors.iter().any(|group| group.label.starts_with("Vietnam (")));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn group_by(self, grouping: Grouping) -> Self {
        Self { ways: Ways { grouping: Some(grouping), ..self.ways }, ..self }
    }

    /// Two drawings side by side, before and after a scenario, in which everybody stands at the same place; what goes and
    /// what comes stands out.
    ///
    /// # Examples
    /// ```
    /// use proxeny::render::Picture;
    /// use proxeny::{Network, Scenario, View};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let scenario = Scenario::from_path("examples/scenarios/metro_catalyst.json")?;
    /// let diagram = Picture::new(View::today(&seoul)).size("degree").scenario(scenario).diagram(&seoul)?;
    /// assert_eq!(diagram.panels.len(), 2);
    /// assert!(diagram.panels[0].ties != diagram.panels[1].ties);
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn scenario(self, scenario: Scenario) -> Self {
        Self { ways: Ways { series: Series::Scenario(Box::new(scenario)), ..self.ways }, ..self }
    }

    /// One drawing for each period of so many years, in which everybody stands at the same place; ties that begin in it stand
    /// out. The last [`MOST_PERIODS`] are drawn.
    ///
    /// # Examples
    /// ```
    /// use proxeny::render::Picture;
    /// use proxeny::{Network, View};
    ///
    /// let singapore = Network::builtin("singapore")?;
    /// let diagram = Picture::new(View::today(&singapore)).by_period(5).diagram(&singapore)?;
    /// assert_eq!(diagram.panels.len(), 6);
    /// assert!(diagram.panels[5].title.starts_with("2022–2026"));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn by_period(self, years: u16) -> Self {
        Self { ways: Ways { series: Series::Periods(years), ..self.ways }, ..self }
    }

    /// What is to be drawn, in whichever way.
    pub(super) fn drawn(&self, network: &Network) -> Result<Diagram, Error> {
        let (mut diagram, after) = match (&self.ways.series, self.ways.shows) {
            (Series::Scenario(scenario), _) => {
                let (diagram, after) = panels::before_and_after(self, network, scenario)?;
                (diagram, Some(after))
            }
            (Series::Periods(years), _) => (panels::periods(self, network, *years)?, None),
            (Series::One, Shows::Rungs | Shows::Programmes) => return self.of_its_own(network),
            (Series::One, _) => (self.whole(network)?.0, None),
        };
        if self.ways.shows == Shows::Rings {
            diagram.footnotes.insert(0, rings(&self.language).to_owned());
        }
        let is_map = self.ways.shows == Shows::Places;
        if is_map {
            self.fill_places(network, &mut diagram);
        }
        let discs = if is_map { grouping::count_places(&diagram) } else { diagram.actors.len() };
        let too_many = self.ways.grouping.is_none() && discs > MOST_ACTORS;
        let grouping = match &self.ways.grouping {
            Some(grouping) => grouping.clone(),
            None if too_many => Grouping::fitting(network, &diagram),
            None if is_map => Grouping::Place,
            None => return Ok(diagram),
        };
        let networks: Vec<&Network> = [network].into_iter().chain(&after).collect();
        let mut diagram = grouping.group(&networks, diagram, &self.language)?;
        if too_many {
            diagram.footnotes.insert(1, ungrouped(&self.language).to_owned());
        }
        Ok(diagram)
    }

    /// A picture that is not one of actors and ties.
    fn of_its_own(&self, network: &Network) -> Result<Diagram, Error> {
        let mut diagram = Diagram::new("");
        diagram.words = words(&self.language);
        if self.ways.shows == Shows::Rungs {
            rungs::fill(network, &self.view, &self.language, &mut diagram)?;
        } else {
            programmes::fill(network, &self.view, &self.language, &mut diagram);
        }
        diagram.subtitle = format!("{} · {}", title(network, &self.language), diagram.subtitle);
        if !network.note().is_empty() {
            diagram.footnotes.push(network.note().to_owned());
        }
        diagram.footnotes.push(self.provenance(network));
        Ok(diagram)
    }

    fn fill_places(&self, network: &Network, diagram: &mut Diagram) {
        let filled = grouping::fill_places(network, diagram);
        if filled > 0 {
            diagram.footnotes.insert(
                0,
                if self.language == "ko" {
                    format!("좌표가 없는 행위자 {filled}개는 같은 국가의 행위자가 가장 많은 곳에 두었습니다.")
                } else {
                    format!("{filled} actors without coordinates stand where most others of their country do.")
                },
            );
        }
    }
}

/// How to draw everyone where so many are drawn in groups.
fn ungrouped(language: &str) -> &'static str {
    match language {
        "ko" => "행위자가 많아 묶어서 그렸습니다. --group-by none을 쓰면 행위자를 하나씩 그립니다.",
        _ => "They are drawn in groups because they are many; --group-by none draws everyone alone.",
    }
}

/// What the rings around an actor mean.
fn rings(language: &str) -> &'static str {
    match language {
        "ko" => {
            "고리: 가운데 행위자에서 관계를 몇 번 거치면 닿는지에 따라 안쪽부터 첫째, 둘째, … 고리에 있습니다. 닿을 수 없는 행위자는 가장 바깥에 있습니다."
        }
        _ => {
            "Rings: in the first is whoever is tied to the middle, in the second whoever is two ties away, and so on; outside of \
             all rings is whoever is in no way tied to it."
        }
    }
}
