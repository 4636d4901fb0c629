//! Rates and waiting times with their intervals.
//!
//! * A [`Proportion`] has the interval of Wilson (1927): with p = k / n and z = 1.96, the middle (p + z²/2n) / (1 + z²/n)
//!   and half the width z √(p(1−p)/n + z²/4n²) / (1 + z²/n). It stays within 0 and 1 and is honest for few cases.
//! * A [`CumulativeIncidence`] is the estimate of Aalen and Johansen (1978) of how many have met with each of several
//!   exclusive events by a time, while some are still waiting (censored). Its variance follows from the delta method; without
//!   censoring it is the binomial one. The interval is F exp(±z √V / (F ln F)) on the log(−log) scale, within 0 and 1.
//!
//! ```text
//! n  at risk at tᵢ,  a  events of this kind,  d  events of any kind,  S(t) = Π (1 − dᵢ / nᵢ)
//! F(t) = Σ S(tᵢ₋₁) a / n                                                    over tᵢ ≤ t
//! V(t) = Σ (F(t) − F(tᵢ))² d / (n (n − d)) + Σ S(tᵢ₋₁)² (n − a) a / n³ − 2 Σ (F(t) − F(tᵢ)) S(tᵢ₋₁) a / n²
//! ```
//!
//! # References
//! * Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. JASA 22, 209–212,
//!   doi:10.1080/01621459.1927.10502953
//! * Aalen, O. O. and Johansen, S. (1978). An empirical transition matrix for non-homogeneous Markov chains based on
//!   censored observations. Scandinavian Journal of Statistics 5, 141–150, <https://www.jstor.org/stable/4615704>
//! * Choudhury, J. B. (2002). Non-parametric confidence interval estimation for competing risks analysis. Statistics in
//!   Medicine 21, 1129–1144, doi:10.1002/sim.1070 (the scale of the interval and the variance)

use serde::{Deserialize, Serialize};

/// The quantile of the normal distribution that leaves 2.5 % on either side.
const Z: f64 = 1.959_963_984_540_054;

/// So many of so many, with a 95 % interval.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::Proportion;
///
/// let five = Proportion::wilson(5, 10);
/// assert_eq!(five.share, Some(0.5));
/// assert!((five.low - 0.2366).abs() < 1e-4 && (five.high - 0.7634).abs() < 1e-4);
/// // Nothing seen among ten does not mean that nothing is there.
/// assert!((Proportion::wilson(0, 10).high - 0.2775).abs() < 1e-4);
/// // Of nobody there is no share.
/// assert_eq!(Proportion::wilson(0, 0).share, None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Proportion {
    /// Cases that count.
    pub count: usize,
    /// Cases there are.
    pub of: usize,
    /// Their share; `None` of no cases.
    pub share: Option<f64>,
    /// The lower end of the interval.
    pub low: f64,
    /// The upper end of the interval.
    pub high: f64,
}

impl Proportion {
    /// The share of `count` in `of` cases with the 95 % interval of Wilson; 0 to 1 of no cases. A count above `of` is
    /// taken as `of`.
    ///
    /// # Examples
    /// ```
    /// use proxeny::diplomacy::Proportion;
    ///
    /// let all = Proportion::wilson(3, 3);
    /// assert_eq!((all.share, all.high), (Some(1.0), 1.0));
    /// ```
    pub fn wilson(count: usize, of: usize) -> Self {
        let count = count.min(of);
        if of == 0 {
            return Self { count, of, share: None, low: 0.0, high: 1.0 };
        }
        let n = of as f64;
        let p = count as f64 / n;
        let scale = 1.0 + Z * Z / n;
        let middle = (p + Z * Z / (2.0 * n)) / scale;
        let half = Z * (p * (1.0 - p) / n + Z * Z / (4.0 * n * n)).sqrt() / scale;
        let low = if count == 0 { 0.0 } else { (middle - half).max(0.0) };
        let high = if count == of { 1.0 } else { (middle + half).min(1.0) };
        Self { count, of, share: Some(p), low, high }
    }
}

/// How one case ended: after how long, and by which event; `None` if it still waits.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::Observation;
///
/// let waiting = Observation { time: 12, event: None };
/// assert!(waiting.event.is_none());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Observation {
    /// Time waited.
    pub time: u32,
    /// The number of the event, from 0; `None` if none came by then.
    pub event: Option<usize>,
}

/// A step of a cumulative incidence.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::{CumulativeIncidence, Observation};
///
/// let curve = CumulativeIncidence::of(&[Observation { time: 2, event: Some(0) }], 0);
/// assert_eq!((curve.steps[0].time, curve.steps[0].share), (2, 1.0));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct IncidenceStep {
    /// The time.
    pub time: u32,
    /// Cases still waiting just before it.
    pub at_risk: usize,
    /// Cases in which the event came at this time.
    pub events: usize,
    /// Cases in which another event came at this time.
    pub others: usize,
    /// The share in which the event has come by then.
    pub share: f64,
    /// The variance of that share.
    pub variance: f64,
    /// The lower end of its 95 % interval.
    pub low: f64,
    /// The upper end of its 95 % interval.
    pub high: f64,
}

/// In how many cases an event has come by which time, where another may come first and some still wait.
///
/// # Examples
/// ```
/// use proxeny::diplomacy::{CumulativeIncidence, Observation};
///
/// let case = |time, event| Observation { time, event };
/// // one of four at time 1; then one leaves unseen; then one of two
/// let cases = [case(1, Some(0)), case(2, None), case(3, Some(0)), case(4, Some(1))];
/// let curve = CumulativeIncidence::of(&cases, 0);
/// let shares: Vec<f64> = curve.steps.iter().map(|step| step.share).collect();
/// assert_eq!(shares, [0.25, 0.25 + 0.75 / 2.0, 0.625]);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct CumulativeIncidence {
    /// Cases there are.
    pub cases: usize,
    /// Cases in which the event came.
    pub events: usize,
    /// One step for each time at which any event came.
    pub steps: Vec<IncidenceStep>,
}

impl CumulativeIncidence {
    /// The estimate of Aalen and Johansen for the event of this number. Who leaves at the time of an event was still there.
    ///
    /// # Complexity
    /// O(n log n + s²) for n cases and s different times.
    ///
    /// # Examples
    /// ```
    /// use proxeny::diplomacy::CumulativeIncidence;
    ///
    /// assert!(CumulativeIncidence::of(&[], 0).steps.is_empty());
    /// ```
    pub fn of(cases: &[Observation], event: usize) -> Self {
        let mut times: Vec<u32> = cases.iter().filter(|case| case.event.is_some()).map(|case| case.time).collect();
        times.sort_unstable();
        times.dedup();
        let (mut waiting, mut share) = (1.0, 0.0);
        let mut before = Vec::with_capacity(times.len()); // S(tᵢ₋₁)
        let mut steps: Vec<IncidenceStep> = Vec::with_capacity(times.len());
        for time in times {
            let at_risk = cases.iter().filter(|case| case.time >= time).count();
            let now = || cases.iter().filter(move |case| case.time == time && case.event.is_some());
            let events = now().filter(|case| case.event == Some(event)).count();
            let others = now().count() - events;
            before.push(waiting);
            share += waiting * events as f64 / at_risk as f64;
            waiting *= 1.0 - (events + others) as f64 / at_risk as f64;
            let mut step =
                IncidenceStep { time, at_risk, events, others, share, variance: 0.0, low: share, high: share };
            steps.push(step);
            step.variance = variance(&steps, &before);
            (step.low, step.high) = log_log(share, step.variance);
            if let Some(last) = steps.last_mut() {
                *last = step;
            }
        }
        Self { cases: cases.len(), events: cases.iter().filter(|case| case.event == Some(event)).count(), steps }
    }

    /// The step that holds at a time: the last one at or before it.
    ///
    /// # Examples
    /// ```
    /// use proxeny::diplomacy::{CumulativeIncidence, Observation};
    ///
    /// let curve = CumulativeIncidence::of(&[Observation { time: 2, event: Some(0) }], 0);
    /// assert!(curve.at(1).is_none());
    /// assert_eq!(curve.at(9).map(|step| step.share), Some(1.0));
    /// ```
    pub fn at(&self, time: u32) -> Option<&IncidenceStep> {
        self.steps.iter().rfind(|step| step.time <= time)
    }
}

/// The variance of the last step's share; `before` holds how many were free of any event just before each step.
fn variance(steps: &[IncidenceStep], before: &[f64]) -> f64 {
    let last = steps.last().map_or(0.0, |step| step.share);
    let term = |(step, &free): (&IncidenceStep, &f64)| {
        let (n, own) = (step.at_risk as f64, step.events as f64);
        let any = own + step.others as f64;
        let rest = last - step.share;
        // The last one at risk leaves nothing after it, so that `rest` is 0 with the divisor.
        let spread = if n > any { rest * rest * any / (n * (n - any)) } else { 0.0 };
        spread + free * free * (n - own) * own / (n * n * n) - 2.0 * rest * free * own / (n * n)
    };
    steps.iter().zip(before).map(term).sum::<f64>().max(0.0)
}

/// The 95 % interval on the log(−log) scale; the point itself at 0 and at 1.
fn log_log(share: f64, variance: f64) -> (f64, f64) {
    if share <= 0.0 || share >= 1.0 || variance <= 0.0 {
        return (share, share);
    }
    let width = Z * variance.sqrt() / (share * share.ln()).abs();
    (share.powf(width.exp()), share.powf((-width).exp()))
}
