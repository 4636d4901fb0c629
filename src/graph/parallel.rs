//! Work spread over threads without changing any result. The only file that uses rayon.
//!
//! Work is cut into chunks of a fixed size, whatever the number of threads, and the results of the chunks are merged in
//! their order on the calling thread. So sums of floating-point numbers come out the same, bit for bit, for any number
//! of threads. The caller's rayon pool is used if there is one.

use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

/// How many chunks per thread are computed before their results are merged and freed.
const CHUNKS_PER_THREAD: usize = 8;

/// Does `work` on `0..items` in chunks of `chunk` items and hands the results to `merge` in order.
///
/// `make` creates a workspace when a thread has none to reuse. What `work` returns must not depend on what an earlier
/// chunk left in its workspace. A `chunk` of 0 counts as 1.
///
/// # Complexity
///
/// At most one workspace per thread and eight results per thread are held at a time.
///
/// # Examples
///
/// ```
/// use proxeny::graph::parallel::map_reduce;
///
/// let mut total = 0;
/// map_reduce(1_000, 64, || (), |(), items| items.sum::<usize>(), |part| total += part);
/// assert_eq!(total, 499_500);
/// ```
pub fn map_reduce<S: Send, A: Send>(
    items: usize,
    chunk: usize,
    make: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, Range<usize>) -> A + Sync,
    mut merge: impl FnMut(A),
) {
    let chunk = chunk.max(1);
    let chunks = items.div_ceil(chunk);
    let idle = Workspaces(Mutex::new(Vec::new()));
    let one = |index: usize| {
        let mut space = idle.take().unwrap_or_else(&make);
        let result = work(&mut space, index * chunk..((index + 1) * chunk).min(items));
        idle.give(space);
        result
    };
    let wave = CHUNKS_PER_THREAD * rayon::current_num_threads();
    for first in (0..chunks).step_by(wave) {
        let results: Vec<A> = (first..chunks.min(first + wave)).into_par_iter().with_max_len(1).map(one).collect();
        results.into_iter().for_each(&mut merge);
    }
}

/// Does `work` on `slots` in chunks of `chunk`, each with the place of its first slot, and hands the results to `merge`
/// in order.
///
/// For results that have a place of their own, such as the product of a matrix and a vector: what is summed over all of
/// them comes out of `merge`. A `chunk` of 0 counts as 1.
///
/// # Complexity
///
/// One result per chunk is held at a time.
///
/// # Examples
///
/// ```
/// use proxeny::graph::parallel::fill;
///
/// let (mut squares, mut total) = (vec![0; 1_000], 0);
/// let square = |first: usize, part: &mut [usize]| {
///     part.iter_mut().enumerate().for_each(|(i, slot)| *slot = (first + i).pow(2));
///     part.iter().sum::<usize>()
/// };
/// fill(&mut squares, 64, square, |sum| total += sum);
/// assert_eq!((squares[30], total), (900, 332_833_500));
/// ```
pub fn fill<T: Send, A: Send>(
    slots: &mut [T],
    chunk: usize,
    work: impl Fn(usize, &mut [T]) -> A + Sync,
    merge: impl FnMut(A),
) {
    let chunk = chunk.max(1);
    if slots.len() <= chunk {
        return slots.chunks_mut(chunk).map(|part| work(0, part)).for_each(merge);
    }
    let parts = slots.par_chunks_mut(chunk).enumerate().with_max_len(1);
    let results: Vec<A> = parts.map(|(index, part)| work(index * chunk, part)).collect();
    results.into_iter().for_each(merge);
}

/// Sets how many threads the whole program works with; to be called once, before any work.
///
/// # Errors
/// The reason, if threads are at work already.
pub fn use_threads(threads: usize) -> Result<(), String> {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build_global().map_err(|error| error.to_string())
}

struct Workspaces<S>(Mutex<Vec<S>>);

impl<S> Workspaces<S> {
    // A panic elsewhere leaves the list whole: nothing is done to it but push and pop.
    fn take(&self) -> Option<S> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }

    fn give(&self, space: S) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(space);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};

    fn with_threads<T: Send>(threads: usize, task: impl FnOnce() -> T + Send) -> T {
        rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap().install(task)
    }

    fn float_sum(items: usize, chunk: usize) -> u64 {
        let mut total = 0.0f64;
        let part = |space: &mut Vec<f64>, range: Range<usize>| {
            space.clear();
            space.extend(range.map(|i| 1.0 / (i as f64 + 0.1)));
            space.iter().sum::<f64>()
        };
        map_reduce(items, chunk, Vec::new, part, |value| total += value);
        total.to_bits()
    }

    #[test]
    fn results_do_not_depend_on_the_number_of_threads() {
        let expected = with_threads(1, || float_sum(10_007, 13));
        for threads in [2, 7] {
            assert_eq!(with_threads(threads, || float_sum(10_007, 13)), expected);
        }
        assert_eq!(float_sum(10_007, 13), expected);
    }

    #[test]
    fn chunks_cover_everything_once_in_order() {
        for (items, chunk) in [(0, 3), (1, 3), (3, 3), (1000, 7), (5, 0)] {
            let mut seen = Vec::new();
            with_threads(3, || {
                map_reduce(items, chunk, || (), |(), r| r.collect::<Vec<_>>(), |part| seen.extend(part));
            });
            assert_eq!(seen, (0..items).collect::<Vec<_>>());
        }
    }

    #[test]
    fn filling_reaches_every_slot_once_in_order_for_any_number_of_threads() {
        for (items, chunk) in [(0, 3), (1, 3), (3, 3), (1000, 7), (5, 0)] {
            let run = |threads| {
                let (mut slots, mut total) = (vec![0.0; items], 0.0f64);
                let work = |first: usize, part: &mut [f64]| {
                    part.iter_mut().enumerate().for_each(|(i, slot)| *slot += 1.0 / ((first + i) as f64 + 0.1));
                    part.iter().sum::<f64>()
                };
                with_threads(threads, || fill(&mut slots, chunk, work, |sum| total += sum));
                (slots, total.to_bits())
            };
            let one = run(1);
            assert_eq!(one.0, (0..items).map(|i| 1.0 / (i as f64 + 0.1)).collect::<Vec<_>>());
            assert!(run(2) == one && run(7) == one);
        }
    }

    #[test]
    fn workspaces_are_reused() {
        let made = AtomicUsize::new(0);
        with_threads(2, || map_reduce(500, 1, || made.fetch_add(1, Ordering::Relaxed), |_, _| (), |()| ()));
        assert!(made.into_inner() <= 2);
    }
}
