//! Progress of work that runs long, and a way to stop it.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::error::{Error, ErrorKind};

/// How far a phase of the work is.
///
/// # Examples
///
/// ```
/// use std::sync::{Arc, Mutex};
///
/// let told = Arc::new(Mutex::new(Vec::new()));
/// let here = Arc::clone(&told);
/// let control = proxeny::Control::new().on_progress(move |progress| here.lock().unwrap().push(progress));
/// control.phase("reading", 3).advance(2)?;
/// let last = told.lock().unwrap()[1];
/// assert_eq!((last.phase, last.done, last.total, last.may_grow), ("reading", 2, 3, false));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Progress {
    /// What is being done, in a word or two.
    pub phase: &'static str,
    /// How many steps of the phase are done. It never falls within a phase.
    pub done: u64,
    /// How many there are, as far as is known.
    pub total: u64,
    /// Whether `total` may still grow, as where worlds are doubled until an interval is narrow enough.
    pub may_grow: bool,
}

/// Tells the progress of work that runs long, and stops it.
///
/// A control is cheap to clone, and all its clones are cancelled together, from any thread or from the callback itself.
/// Work that was cancelled fails with [`ErrorKind::Cancelled`]; there is never a part of a result. Whether anybody looks
/// on changes no result.
///
/// # Examples
///
/// Work that is stopped after the first part of it:
///
/// ```
/// use proxeny::leverage::Access;
/// use proxeny::{Control, ErrorKind, Network};
///
/// let control = Control::new();
/// let stop = control.clone();
/// let control = control.on_progress(move |progress| if progress.done > 0 { stop.cancel() });
/// let network = Network::builtin("seoul")?;
/// let access = Access::new(network.mandate(None)?).control(&control);
/// let error = access.leverage(&network).unwrap_err();
/// assert!(matches!(error.kind(), ErrorKind::Cancelled));
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Default)]
pub struct Control {
    cancelled: Arc<AtomicBool>,
    tell: Option<Arc<dyn Fn(Progress) + Send + Sync>>,
}

impl Control {
    /// Tells nobody, and is not cancelled.
    ///
    /// ```
    /// assert!(!proxeny::Control::new().is_cancelled());
    /// ```
    pub fn new() -> Self {
        Self::default()
    }

    /// Calls `tell` when a phase begins and after every part of it, always on the thread that asked for the work.
    ///
    /// Cancelling the clone that was made before cancels this one too.
    ///
    /// ```
    /// let control = proxeny::Control::new().on_progress(|progress| println!("{} of {}", progress.done, progress.total));
    /// control.phase("counting", 10).advance(5)?; // prints `0 of 10` and `5 of 10`
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn on_progress(self, tell: impl Fn(Progress) + Send + Sync + 'static) -> Self {
        Self { tell: Some(Arc::new(tell)), ..self }
    }

    /// Stops the work of all clones as soon as may be. There is no way back.
    ///
    /// ```
    /// let control = proxeny::Control::new();
    /// control.clone().cancel();
    /// assert!(control.is_cancelled());
    /// ```
    pub fn cancel(&self) {
        self.cancelled.store(true, Ordering::Relaxed);
    }

    /// Whether the work is to stop.
    ///
    /// ```
    /// let control = proxeny::Control::new();
    /// control.cancel();
    /// assert!(control.is_cancelled());
    /// ```
    pub fn is_cancelled(&self) -> bool {
        self.cancelled.load(Ordering::Relaxed)
    }

    /// Fails if the work is to stop.
    ///
    /// # Errors
    /// [`ErrorKind::Cancelled`].
    ///
    /// # Examples
    /// ```
    /// let control = proxeny::Control::new();
    /// assert!(control.check().is_ok());
    /// control.cancel();
    /// assert_eq!(control.check().unwrap_err().to_string(), "the work was cancelled before it was done");
    /// ```
    pub fn check(&self) -> Result<(), Error> {
        if self.is_cancelled() { Err(ErrorKind::Cancelled.into()) } else { Ok(()) }
    }

    /// Begins a phase of so many steps.
    ///
    /// ```
    /// let mut phase = proxeny::Control::new().phase("counting", 2);
    /// (0..2).try_for_each(|_| phase.advance(1))?;
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn phase(&self, name: &'static str, total: u64) -> Phase {
        let phase =
            Phase { control: self.clone(), unit: 1, now: Progress { phase: name, done: 0, total, may_grow: false } };
        phase.tell();
        phase
    }
}

/// Controls are equal if they are cancelled together.
impl PartialEq for Control {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.cancelled, &other.cancelled)
    }
}

impl fmt::Debug for Control {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Control").field("cancelled", &self.is_cancelled()).finish_non_exhaustive()
    }
}

/// A phase of work whose steps are counted; made by [`Control::phase`].
///
/// # Examples
///
/// ```
/// use proxeny::Control;
/// use proxeny::graph::parallel::map_reduce_with;
///
/// let mut sum = 0;
/// let mut phase = Control::new().phase("adding up", 1_000);
/// map_reduce_with(&mut phase, 1_000, 64, || (), |(), items| items.sum::<usize>(), |part| sum += part)?;
/// assert_eq!(sum, 499_500);
/// # Ok::<(), proxeny::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Phase {
    control: Control,
    /// Steps that one item of parallel work stands for.
    unit: u64,
    now: Progress,
}

impl Phase {
    /// Items of parallel work stand for so many steps each; for one by default.
    ///
    /// ```
    /// let mut phase = proxeny::Control::new().phase("worlds", 1_000).unit(512);
    /// phase.advance(2)?; // 1,000 worlds, since the second block is not full
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    #[must_use]
    pub fn unit(self, unit: u64) -> Self {
        Self { unit, ..self }
    }

    /// So many items more are done.
    ///
    /// # Errors
    /// [`ErrorKind::Cancelled`] if the work is to stop.
    ///
    /// # Examples
    /// ```
    /// let control = proxeny::Control::new();
    /// let mut phase = control.phase("counting", 2);
    /// phase.advance(1)?;
    /// control.cancel();
    /// assert!(phase.advance(1).is_err());
    /// # Ok::<(), proxeny::Error>(())
    /// ```
    pub fn advance(&mut self, items: u64) -> Result<(), Error> {
        self.control.check()?;
        self.now.done = (self.now.done + items * self.unit).min(self.now.total);
        self.tell();
        self.control.check()
    }

    /// The phase has so many steps in all, and may turn out to have more.
    ///
    /// ```
    /// let mut phase = proxeny::Control::new().phase("worlds", 1_024);
    /// phase.grow(2_048);
    /// ```
    pub fn grow(&mut self, total: u64) {
        (self.now.total, self.now.may_grow) = (total, true);
    }

    /// Whose work it is.
    ///
    /// ```
    /// let control = proxeny::Control::new();
    /// assert_eq!(control.phase("counting", 2).control(), &control);
    /// ```
    pub fn control(&self) -> &Control {
        &self.control
    }

    /// The whole phase is done, and will not grow.
    pub(crate) fn finish(&mut self) {
        (self.now.done, self.now.may_grow) = (self.now.total, false);
        self.tell();
    }

    fn tell(&self) {
        if let Some(tell) = &self.control.tell {
            tell(self.now);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Mutex;

    #[test]
    fn steps_are_counted_up_to_the_total_that_may_grow() {
        let told = Arc::new(Mutex::new(Vec::new()));
        let here = Arc::clone(&told);
        let control = Control::new().on_progress(move |progress| here.lock().unwrap().push(progress));
        let mut phase = control.phase("worlds", 1024).unit(512);
        for total in [1024, 1500] {
            phase.grow(total);
            phase.advance(1).unwrap();
            phase.advance(1).unwrap();
        }
        phase.finish();
        let told: Vec<_> = told.lock().unwrap().iter().map(|told| (told.done, told.total, told.may_grow)).collect();
        let grown = [(512, 1024, true), (1024, 1024, true), (1500, 1500, true), (1500, 1500, true)];
        assert_eq!(told, [&[(0, 1024, false)], &grown[..], &[(1500, 1500, false)]].concat());
    }

    #[test]
    fn clones_are_cancelled_together_and_strangers_are_not() {
        let control = Control::new();
        let told = control.clone().on_progress(|_| ());
        let stranger = Control::new();
        std::thread::scope(|scope| {
            scope.spawn(|| told.cancel());
        });
        assert!(control.is_cancelled() && !stranger.is_cancelled());
        assert!(control == told && control != stranger);
        assert_eq!(format!("{control:?}"), "Control { cancelled: true, .. }");
    }
}
