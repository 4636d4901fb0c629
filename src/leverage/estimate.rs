//! Estimates: a number, how far it may be off by simulation, and how that was found.

use serde::{Deserialize, Serialize};
use statrs::distribution::{ContinuousCDF, Normal};

/// A number found by simulation, or exactly.
///
/// `stderr`, `low` and `high` tell the **simulation error** alone: how far the number may be off because only so many
/// worlds were drawn. What rests on assumptions is another kind of doubt and is never mixed in.
///
/// The quantity in one world lies between two known bounds `a` and `b` (what is reached by certain ties alone, and with
/// every tie open). Two worlds at each bound are added to the drawn ones before mean and variance are taken, as Agresti
/// and Coull do for proportions (1998, doi:10.1080/00031305.1998.10480550). So the error is not zero where nothing was
/// hit, and is zero where the bounds meet. The estimate itself is the plain mean of the drawn worlds.
///
/// # Examples
/// ```
/// use proxeny::Network;
/// use proxeny::leverage::Access;
///
/// let seoul = Network::builtin("seoul")?;
/// let access = Access::new(seoul.mandate(None)?).worlds(512).run(&seoul)?.access;
/// assert!(access.low < access.estimate && access.estimate < access.high);
/// assert_eq!(access.worlds, Some(512));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Estimate {
    /// The number.
    pub estimate: f64,
    /// Standard error; 0 if exact.
    pub stderr: f64,
    /// Lower end of the 95 % interval.
    pub low: f64,
    /// Upper end of the 95 % interval.
    pub high: f64,
    /// Worlds drawn; `None` if exact.
    pub worlds: Option<u64>,
}

/// Sum, sum of squares and bounds of a quantity over worlds, all as shares.
pub(crate) struct Moments {
    pub(crate) worlds: u64,
    pub(crate) mean: f64,
    pub(crate) mean_square: f64,
    pub(crate) least: f64,
    pub(crate) most: f64,
}

/// How often an interval may miss: two-sided 95 %.
pub(crate) const LEVEL: f64 = 0.05;

/// Worlds added at each bound.
const ADDED: f64 = 2.0;

impl Estimate {
    /// A number without simulation error.
    ///
    /// # Examples
    /// ```
    /// use proxeny::leverage::Estimate;
    ///
    /// let certain = Estimate::exact(0.25);
    /// assert_eq!((certain.low, certain.high, certain.worlds), (0.25, 0.25, None));
    /// ```
    pub fn exact(value: f64) -> Self {
        Self { estimate: value, stderr: 0.0, low: value, high: value, worlds: None }
    }

    /// The interval misses the truth with probability `level`.
    pub(crate) fn at_level(moments: &Moments, level: f64) -> Self {
        let Moments { worlds, mean, mean_square, least, most } = *moments;
        let drawn = worlds as f64;
        let total = drawn + 2.0 * ADDED;
        let centre = (mean * drawn + ADDED * (least + most)) / total;
        let square = (mean_square * drawn + ADDED * (least * least + most * most)) / total;
        // Rounding may leave a trifle below zero where every world is alike.
        let spread = if most > least { (square - centre * centre).max(0.0) } else { 0.0 };
        let stderr = (spread / total).sqrt();
        let reach = quantile(1.0 - level / 2.0) * stderr;
        let centre = if most > least { centre } else { mean };
        Self {
            estimate: mean,
            stderr,
            low: (centre - reach).max(least).min(mean),
            high: (centre + reach).min(most).max(mean),
            worlds: Some(worlds),
        }
    }

    /// Half the width of the interval.
    ///
    /// # Examples
    /// ```
    /// use proxeny::leverage::Estimate;
    ///
    /// let mut estimate = Estimate::exact(0.25);
    /// (estimate.low, estimate.high) = (0.2, 0.3);
    /// assert!((estimate.half_width() - 0.05).abs() < 1e-12);
    /// ```
    pub fn half_width(&self) -> f64 {
        (self.high - self.low) / 2.0
    }

    /// The same number in another unit, `factor` of the old one.
    ///
    /// # Examples
    /// ```
    /// use proxeny::leverage::Estimate;
    ///
    /// let share = Estimate::exact(0.25);
    /// assert_eq!(share.scaled(100.0), Estimate::exact(25.0)); // in percent
    /// ```
    #[must_use]
    pub fn scaled(&self, factor: f64) -> Self {
        Self {
            estimate: self.estimate * factor,
            stderr: self.stderr * factor,
            low: self.low * factor,
            high: self.high * factor,
            worlds: self.worlds,
        }
    }
}

fn quantile(probability: f64) -> f64 {
    Normal::standard().inverse_cdf(probability)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moments(worlds: u64, hits: u64) -> Moments {
        let mean = hits as f64 / worlds as f64;
        Moments { worlds, mean, mean_square: mean, least: 0.0, most: 1.0 }
    }

    #[test]
    fn nothing_hit_is_not_nothing_doubted() {
        let none = Estimate::at_level(&moments(1000, 0), LEVEL);
        assert_eq!((none.estimate, none.low), (0.0, 0.0));
        // The exact upper bound of Clopper and Pearson is 0.00368.
        assert!(none.high > 0.0037 && none.high < 0.006, "{none:?}");
        let all = Estimate::at_level(&moments(1000, 1000), LEVEL);
        assert!((all.low - (1.0 - none.high)).abs() < 1e-12 && all.high == 1.0);
    }

    #[test]
    fn bounds_that_meet_leave_no_doubt() {
        let fixed = Moments { worlds: 10, mean: 0.25, mean_square: 0.0625, least: 0.25, most: 0.25 };
        let estimate = Estimate::at_level(&fixed, LEVEL);
        assert_eq!((estimate.low, estimate.estimate, estimate.high, estimate.stderr), (0.25, 0.25, 0.25, 0.0));
    }

    #[test]
    fn the_interval_covers_binomial_truth_as_often_as_it_says() {
        for (worlds, p) in [(64_u64, 0.01), (64, 0.2), (256, 0.001), (256, 0.5), (1024, 0.003)] {
            let covered: f64 = (0..=worlds)
                .map(|hits| {
                    let estimate = Estimate::at_level(&moments(worlds, hits), LEVEL);
                    let inside = estimate.low <= p && p <= estimate.high;
                    if inside { binomial(worlds, hits, p) } else { 0.0 }
                })
                .sum();
            assert!(covered > 0.93, "{worlds} worlds, p = {p}: {covered}");
        }
    }

    fn binomial(n: u64, k: u64, p: f64) -> f64 {
        use statrs::function::gamma::ln_gamma;
        let choose = ln_gamma(n as f64 + 1.0) - ln_gamma(k as f64 + 1.0) - ln_gamma((n - k) as f64 + 1.0);
        (choose + k as f64 * p.ln() + (n - k) as f64 * (1.0 - p).ln()).exp()
    }
}
