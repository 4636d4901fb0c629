//! Work spread over threads without changing any result. The only file that uses rayon.
//!
//! Work is cut into chunks of a fixed size, whatever the number of threads, and the results of the chunks are merged in
//! their order on the calling thread. So sums of floating-point numbers come out the same, bit for bit, for any number
//! of threads. The caller's rayon pool is used if there is one.

use std::ops::Range;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Mutex, PoisonError};

use rayon::Yield;
use rayon::prelude::*;

use crate::control::{Control, Phase};
use crate::error::Error;

/// How many chunks per thread are under way or waiting to be merged at a time.
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
    merge: impl FnMut(A),
) {
    let mut silent = Control::new().phase("", 0);
    let done = map_reduce_with(&mut silent, items, chunk, make, work, merge);
    debug_assert!(done.is_ok(), "nobody knows of this control, so nobody cancels it");
}

/// As [`map_reduce`], counting each item as done when it has been merged, and stopping if the work is cancelled.
///
/// Progress is told in the order of the chunks, so it is the same for any number of threads. Chunks that have begun when
/// the work is cancelled are waited for, and not merged.
///
/// # Errors
///
/// [`ErrorKind::Cancelled`](crate::ErrorKind::Cancelled); what has been merged by then is a part, and of no use.
///
/// # Examples
///
/// ```
/// use proxeny::Control;
/// use proxeny::graph::parallel::map_reduce_with;
///
/// let control = Control::new();
/// control.cancel();
/// let mut phase = control.phase("adding up", 1_000);
/// let done = map_reduce_with(&mut phase, 1_000, 64, || (), |(), items| items.sum::<usize>(), |_| ());
/// assert!(done.is_err());
/// ```
pub fn map_reduce_with<S: Send, A: Send>(
    phase: &mut Phase,
    items: usize,
    chunk: usize,
    make: impl Fn() -> S + Sync,
    work: impl Fn(&mut S, Range<usize>) -> A + Sync,
    mut merge: impl FnMut(A),
) -> Result<(), Error> {
    let chunk = chunk.max(1);
    let chunks = items.div_ceil(chunk);
    let range = |index: usize| index * chunk..((index + 1) * chunk).min(items);
    let idle = Shelf::default();
    let control = phase.control().clone();
    let ahead = (CHUNKS_PER_THREAD * rayon::current_num_threads()).min(chunks);
    // A chunk is begun when the one `ahead` before it has been merged, so each result finds its shelf empty.
    let results: Vec<Shelf<A>> = (0..ahead).map(|_| Shelf::default()).collect();
    let one = |index: usize| {
        let go = !control.is_cancelled();
        if go {
            let mut space = idle.take().unwrap_or_else(&make);
            results[index % ahead].give(work(&mut space, range(index)));
            idle.give(space);
        }
        go
    };
    let one = &one;
    rayon::in_place_scope_fifo(|scope| {
        let (sender, receiver) = mpsc::channel();
        let begin = |index: usize| {
            let mut post = Post { done: false, sender: sender.clone() };
            scope.spawn_fifo(move |_| post.set(one(index)));
        };
        (0..ahead).for_each(begin);
        let mut merged = 0;
        while merged < chunks {
            // Nothing comes of a chunk that was cancelled or that panicked; the scope tells of a panic.
            if !next(&receiver) {
                return control.check();
            }
            while let Some(result) = results[merged % ahead].take() {
                merge(result);
                phase.advance(range(merged).len() as u64)?;
                if merged + ahead < chunks {
                    begin(merged + ahead);
                }
                merged += 1;
            }
        }
        Ok(())
    })
}

/// Word that a chunk is done. It is sent even if the work panicked, and then says that it is not.
struct Post {
    done: bool,
    sender: Sender<bool>,
}

impl Post {
    // A closure that named the field alone would leave the rest behind.
    fn set(&mut self, done: bool) {
        self.done = done;
    }
}

impl Drop for Post {
    fn drop(&mut self) {
        // Nobody listens any more once the work has been cancelled.
        let _ = self.sender.send(self.done);
    }
}

/// Whether the next chunk to end was done. A thread of the pool works while it waits: it may be the only one.
fn next(receiver: &Receiver<bool>) -> bool {
    loop {
        if let Ok(done) = receiver.try_recv() {
            return done;
        }
        if rayon::yield_now() != Some(Yield::Executed) {
            return receiver.recv().expect("invariant: the caller holds a sender");
        }
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
///
/// # Examples
/// ```
/// use proxeny::graph::parallel::use_threads;
///
/// use_threads(2)?;
/// assert!(use_threads(4).is_err()); // two are at work by now
/// # Ok::<(), String>(())
/// ```
pub fn use_threads(threads: usize) -> Result<(), String> {
    rayon::ThreadPoolBuilder::new().num_threads(threads).build_global().map_err(|error| error.to_string())
}

/// What one thread leaves and another takes up: workspaces, and results that wait to be merged.
struct Shelf<T>(Mutex<Vec<T>>);

impl<T> Default for Shelf<T> {
    fn default() -> Self {
        Self(Mutex::new(Vec::new()))
    }
}

impl<T> Shelf<T> {
    // A panic elsewhere leaves the list whole: nothing is done to it but push and pop.
    fn take(&self) -> Option<T> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).pop()
    }

    fn give(&self, item: T) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(item);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;
    use std::sync::Arc;
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
    fn progress_is_told_in_order_on_the_calling_thread_for_any_number_of_threads() {
        for threads in [1, 2, 7] {
            let told = Arc::new(Mutex::new(Vec::new()));
            let (here, caller) = (Arc::clone(&told), Mutex::new(None));
            let control = Control::new().on_progress(move |progress| {
                let thread = std::thread::current().id();
                assert_eq!(*caller.lock().unwrap().get_or_insert(thread), thread);
                here.lock().unwrap().push(progress.done);
            });
            let count = |(): &mut (), range: Range<usize>| range.map(|i| i % 7).sum::<usize>();
            let mut sum = 0;
            let mut go = || {
                let mut phase = control.phase("adding up", 1000);
                map_reduce_with(&mut phase, 1000, 30, || (), count, |part| sum += part)
            };
            with_threads(threads, &mut go).unwrap();
            assert_eq!(sum, (0..1000).map(|i| i % 7).sum::<usize>());
            let expected: Vec<u64> = (0..=33).map(|chunk| chunk * 30).chain([1000]).collect();
            assert_eq!(*told.lock().unwrap(), expected);
        }
    }

    #[test]
    fn work_that_is_cancelled_stops_soon() {
        for threads in [1, 2, 7] {
            let control = Control::new();
            let stop = control.clone();
            let control = control.on_progress(move |progress| {
                if progress.done == 3 {
                    stop.cancel();
                }
            });
            let (begun, mut merged) = (AtomicUsize::new(0), 0);
            let mut phase = control.phase("counting", 100_000);
            let count = |(): &mut (), _: Range<usize>| begun.fetch_add(1, Ordering::Relaxed);
            let mut go = || map_reduce_with(&mut phase, 100_000, 1, || (), count, |_| merged += 1);
            let error = with_threads(threads, &mut go).unwrap_err();
            assert!(matches!(error.kind(), ErrorKind::Cancelled));
            assert_eq!(merged, 3);
            assert!(begun.into_inner() <= 3 + CHUNKS_PER_THREAD * threads);
        }
    }

    #[test]
    #[should_panic(expected = "chunk 40 is bad")]
    fn a_panic_at_work_reaches_the_caller() {
        with_threads(2, || {
            map_reduce(100, 1, || (), |(), range| assert!(range.start != 40, "chunk 40 is bad"), |()| ());
        });
    }

    #[test]
    fn work_may_be_nested() {
        let inner = |i: usize| {
            let mut sum = 0;
            map_reduce(50, 3, || (), |(), range| range.map(|j| i * j).sum::<usize>(), |part| sum += part);
            sum
        };
        for threads in [1, 2, 7] {
            let mut sum = 0;
            with_threads(threads, || {
                map_reduce(40, 1, || (), |(), range| range.map(inner).sum::<usize>(), |part| sum += part);
            });
            assert_eq!(sum, (0..40).sum::<usize>() * (0..50).sum::<usize>());
        }
    }

    #[test]
    fn workspaces_are_reused() {
        let made = AtomicUsize::new(0);
        with_threads(2, || map_reduce(500, 1, || made.fetch_add(1, Ordering::Relaxed), |_, _| (), |()| ()));
        assert!(made.into_inner() <= 2);
    }
}
