//! Named pathways: the ways that real deals went.

use super::{CityHistory, Counted, Histories, Order, Pathway, PathwayRoutes};
use crate::error::Error;
use crate::leverage::Route;
use crate::model::{Network, View};
use serde::Serialize;

/// A pathway with a name, and the deal that it was drawn after.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::NAMED;
///
/// assert!(NAMED.iter().all(|named| named.pathway().is_ok()));
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Named {
    /// Its name.
    pub id: &'static str,
    /// The pathway, as it is written.
    pub text: &'static str,
    /// What it is, in English.
    pub en: &'static str,
    /// What it is, in Korean.
    pub ko: &'static str,
    /// Whether it ends in a deal; else it is a way that could be gone.
    pub deal: bool,
    /// The deals that it was drawn after: a built-in network, an actor at the end of the route, and ties that show it.
    pub deals: &'static [(&'static str, &'static str, &'static [&'static str])],
}

impl Named {
    /// The pathway with this name.
    ///
    /// # Examples
    /// ```
    /// use proxeny::diplomacy::Named;
    ///
    /// assert!(Named::find("bank_order").is_some() && Named::find("luck").is_none());
    /// ```
    pub fn find(id: &str) -> Option<&'static Self> {
        NAMED.iter().find(|named| named.id == id)
    }

    /// Its pathway.
    ///
    /// # Errors
    /// Never for the shipped ones, which a test reads.
    ///
    /// # Examples
    /// ```
    /// use proxeny::diplomacy::NAMED;
    ///
    /// assert!(!NAMED[0].pathway()?.is_history());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn pathway(&self) -> Result<Pathway, Error> {
        self.text.parse()
    }

    /// Whether a network knows all kinds that it names.
    ///
    /// # Examples
    /// ```
    /// use proxeny::Network;
    /// use proxeny::diplomacy::NAMED;
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// assert!(NAMED.iter().all(|named| named.fits(&seoul)));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn fits(&self, network: &Network) -> bool {
        self.pathway().is_ok_and(|pathway| pathway.check(network).is_ok())
    }
}

/// All named pathways. `->` goes along what ties convey.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::{NAMED, PathwayRoutes};
/// use proxeny::{Network, View};
///
/// // Each finds the deals that it was drawn after.
/// for named in NAMED {
///     let pathway = named.pathway()?;
///     for (network, end, ties) in named.deals.iter().filter(|_| !pathway.is_history()) {
///         let network = Network::builtin(network)?;
///         let asked = PathwayRoutes::new(&pathway).to(network.find(end)?).view(View::ever()).k(100);
///         assert!(asked.run(&network)?.routes.iter().any(|route| route.ties == *ties), "{}", named.id);
///     }
/// }
/// # Ok::<(), proxeny::Error>(())
/// ```
pub static NAMED: &[Named] = &[
    Named {
        id: "bank_order",
        text: "(city_government | city_agency) -[software]- development_bank -[finance]- foreign_city -[hardware]- sme",
        en: "Know-how with a development bank, the bank pays the city's system, small firms build it (Mumbai)",
        ko: "개발은행과 정책 노하우를 함께 기획하고, 은행이 발주 재원을 대며, 중소기업이 구축(뭄바이)",
        deal: true,
        deals: &[
            ("seoul", "soacnm", &["wb-smg_info-joint_project", "wb-mumbai-funds", "soacnm-mumbai-supplies"]),
            ("seoul", "xiilab", &["wb-smg_info-joint_project", "wb-mumbai-funds", "xiilab-mumbai-supplies"]),
        ],
    },
    Named {
        id: "financed_study",
        text: "(development_bank | 'id:ksp') -[software]- foreign_city -[hardware]- sme",
        en: "A national study fits the system to the city, small firms deliver it (Mumbai)",
        ko: "국가 재원의 공동 컨설팅으로 현지 맞춤 설계를 하고, 중소기업이 공급(뭄바이)",
        deal: true,
        deals: &[
            ("seoul", "soacnm", &["kexim-mumbai-brokers", "soacnm-mumbai-supplies"]),
            ("seoul", "xiilab", &["ksp-mumbai-consults", "xiilab-mumbai-supplies"]),
        ],
    },
    Named {
        id: "backed_large_firm",
        text: "(city_government | ministry) -[endorses]- large_firm (-[supplies]- large_firm)? -[contract]- city_agency \
               -[agency_of]- foreign_city",
        en: "Ministries and the city vouch for a large firm, which contracts with the city's agency (Bogota)",
        ko: "부처와 서울시가 대기업을 추천하고, 대기업이 현지 교통기관과 계약(보고타)",
        deal: true,
        deals: &[
            (
                "seoul",
                "bogota",
                &["molit-lgcns-endorses", "lgcns-transmilenio-contract", "transmilenio-bogota-agency_of"],
            ),
            (
                "seoul",
                "bogota",
                &["mofa-lgcns-endorses", "lgcns-transmilenio-contract", "transmilenio-bogota-agency_of"],
            ),
            (
                "seoul",
                "bogota",
                &["mois-lgcns-endorses", "lgcns-transmilenio-contract", "transmilenio-bogota-agency_of"],
            ),
            (
                "seoul",
                "bogota",
                &["smg-lgcns-endorses", "lgcns-transmilenio-contract", "transmilenio-bogota-agency_of"],
            ),
        ],
    },
    Named {
        id: "backed_venture",
        text: "(national_agency | development_bank) -[endorses | guarantees]- large_firm -[joint_venture]- large_firm \
               -[contract]- city_agency -[agency_of]- foreign_city",
        en: "An embassy, a summit or a policy bank backs a large firm, whose joint venture contracts with the city's agency (Athens)",
        ko: "대사관·정상외교·정책금융이 대기업을 뒷받침하고, 현지 합작회사가 시 교통기관과 계약(아테네)",
        deal: true,
        deals: &[
            (
                "seoul",
                "athens",
                &["emb_gr-lgcns-endorses", "lgcns-hst-joint_venture", "hst-oasa-contract", "oasa-athens-agency_of"],
            ),
            (
                "seoul",
                "athens",
                &["bluehouse-lgcns-endorses", "lgcns-hst-joint_venture", "hst-oasa-contract", "oasa-athens-agency_of"],
            ),
            (
                "seoul",
                "athens",
                &["kexim-lgcns-guarantees", "lgcns-hst-joint_venture", "hst-oasa-contract", "oasa-athens-agency_of"],
            ),
        ],
    },
    Named {
        id: "home_reference",
        text: "(city_government | city_agency) -[domestic_reference]- sme -[contract | supplies]- foreign_city",
        en: "A small firm with a system in use at home supplies a foreign city",
        ko: "국내 도입 실적이 있는 중소기업이 해외 도시에 공급",
        deal: true,
        deals: &[],
    },
    Named {
        id: "behind_a_large_firm",
        text: "sme -[consortium | supplies]- large_firm -[hardware]- (city_agency -[agency_of]-)? foreign_city",
        en: "A small firm follows a large one into the city's project",
        ko: "대기업의 해외 도시 사업에 중소기업이 동반 참여",
        deal: true,
        deals: &[],
    },
    Named {
        id: "introduced",
        text: "sme -> (city_government | city_agency | programme) -[attention | software]-> foreign_city",
        en: "No deal yet: a small firm could be introduced by the city or its agency, which the foreign city knows",
        ko: "계약은 아님: 해외 도시와 교류·정책 노하우로 이어진 시나 산하기관이 중소기업을 소개할 수 있는 경로",
        deal: false,
        deals: &[],
    },
    Named {
        id: "study_first",
        text: "attention* software+ pilot? finance? hardware",
        en: "The ladder: know-how first, perhaps a trial or money, then a system by whomever",
        ko: "단계형: 정책 노하우가 먼저(시범사업·금융은 있을 수도), 그다음 하드웨어(공급자 불문)",
        deal: true,
        deals: &[],
    },
];

/// What matches a pathway in a network.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::{Matched, Order};
/// use proxeny::{DirectionRule, Network, View};
///
/// let seoul = Network::builtin("seoul")?;
/// let view = View::ever().direction(DirectionRule::Conveyed);
/// let cities = Matched::of(&"software hardware".parse()?, &seoul, &view, Order::Free)?.cities;
/// assert!(cities.is_some_and(|cities| !cities.is_empty()));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
#[non_exhaustive]
pub struct Matched {
    /// Its name, if it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The pathway.
    pub pathway: String,
    /// How many routes match, of a route pathway.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub counted: Option<Counted>,
    /// The most reliable of them.
    pub routes: Vec<Route>,
    /// Whether the search for these was not cut short.
    pub complete: bool,
    /// The cities that match, of a history pathway.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cities: Option<Vec<CityHistory>>,
}

/// Routes that are told of each pathway.
const TOLD: usize = 5;

impl Matched {
    /// Holds a pathway against a network.
    ///
    /// # Errors
    /// As [`PathwayRoutes::run`] and [`Histories::run`].
    ///
    /// # Examples
    /// ```
    /// use proxeny::diplomacy::{Matched, Named, Order};
    /// use proxeny::{DirectionRule, Network, View};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// let bank = Named::find("bank_order").expect("it is shipped").pathway()?;
    /// let matched = Matched::of(&bank, &seoul, &View::ever().direction(DirectionRule::Conveyed), Order::InTime)?;
    /// assert!(matched.routes.iter().all(|route| route.actors.contains(&"mumbai".to_owned())));
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn of(pathway: &Pathway, network: &Network, view: &View, order: Order) -> Result<Self, Error> {
        let mut matched = Self { pathway: pathway.to_string(), complete: true, ..Self::default() };
        if pathway.is_history() {
            matched.cities = Some(Histories::new(pathway).run(network)?);
            return Ok(matched);
        }
        let found = PathwayRoutes::new(pathway).view(view.clone()).order(order).k(TOLD).run(network)?;
        matched.counted = Some(found.counted);
        (matched.routes, matched.complete) = (found.routes, found.complete);
        Ok(matched)
    }

    /// Holds all named pathways whose kinds the network knows against it.
    ///
    /// # Errors
    /// As [`Matched::of`].
    ///
    /// # Examples
    /// ```
    /// use proxeny::diplomacy::{Matched, NAMED, Order};
    /// use proxeny::{Network, View};
    ///
    /// let seoul = Network::builtin("seoul")?;
    /// assert_eq!(Matched::named(&seoul, &View::ever(), Order::Free)?.len(), NAMED.len());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn named(network: &Network, view: &View, order: Order) -> Result<Vec<Self>, Error> {
        let known = NAMED.iter().filter(|named| named.fits(network));
        known
            .map(|named| {
                let matched = Self::of(&named.pathway()?, network, view, order)?;
                Ok(Self { id: Some(named.id.to_owned()), ..matched })
            })
            .collect()
    }
}
