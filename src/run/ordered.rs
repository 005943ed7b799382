//! Work on several things at a time with results in the order of the things.

use std::collections::{BTreeMap, VecDeque};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// How many things may be begun beyond the one that is waited for, for each thread. Enough that a long file does not
/// starve the other threads, few enough that results do not pile up in memory.
const AHEAD: usize = 32;

/// Bytes that may be held by things begun beyond the one that is waited for. One alone may weigh more.
const HELD: usize = 64 << 20;

/// How long results may wait to be taken while there is work enough.
const PATIENCE: Duration = Duration::from_millis(40);

/// Applies `work` to each of `jobs` with `threads` threads and hands the results to `take` in the order of the jobs.
/// `weigh` tells how many bytes a job holds; while those begun hold too much, no other is begun.
///
/// A file takes less time than a thread to fall asleep and wake. So work is laid out for the threads well ahead, and this
/// one, which finds it, is woken when half of it is done and not for each result.
///
/// # Errors
/// The first error of `take`; then no more work is begun.
pub(super) fn ordered<J: Send, R: Send>(
    jobs: impl Iterator<Item = J>,
    threads: usize,
    weigh: impl Fn(&J) -> usize,
    work: &(impl Fn(J) -> R + Sync),
    mut take: impl FnMut(R) -> io::Result<()>,
) -> io::Result<()> {
    let mut jobs = jobs.peekable();
    let Some(first) = jobs.next() else { return Ok(()) };
    // One file needs no other thread, and starting one takes longer than reading a draft.
    let alone = threads < 2 || jobs.peek().is_none();
    let mut jobs = std::iter::once(first).chain(jobs).fuse();
    if alone {
        return jobs.try_for_each(|job| take(work(job)));
    }
    let window = threads * AHEAD;
    let desk = Desk { papers: Mutex::default(), work: Condvar::new(), results: Condvar::new(), low: window / 2 };
    thread::scope(|scope| {
        let _end = End(&desk);
        let start = || thread::Builder::new().spawn_scoped(scope, || desk.work(work));
        if (0..threads).map_while(|_| start().ok()).count() == 0 {
            // The system gives no threads.
            return jobs.try_for_each(|job| take(work(job)));
        }
        let mut waiting = BTreeMap::new();
        let (mut begun, mut taken) = (0, 0);
        let mut held = 0;
        loop {
            while begun - taken < window && (held < HELD || begun == taken) {
                let Some(job) = jobs.next() else { break };
                let weight = weigh(&job);
                held += weight;
                desk.lay(Paper { number: begun, weight, content: job });
                begun += 1;
            }
            if begun == taken {
                return Ok(());
            }
            for Paper { number, weight, content } in desk.results() {
                held -= weight;
                waiting.insert(number, content.unwrap_or_else(|panic| resume_unwind(panic)));
            }
            while let Some(result) = waiting.remove(&taken) {
                take(result)?;
                taken += 1;
            }
        }
    })
}

/// A job or its result.
struct Paper<T> {
    number: usize,
    weight: usize,
    content: T,
}

/// What lies between the threads.
struct Papers<J, R> {
    jobs: VecDeque<Paper<J>>,
    results: Vec<Paper<thread::Result<R>>>,
    /// How many threads sleep because no job is there.
    idle: usize,
    /// Whether somebody waits for results.
    awaited: bool,
    /// Whether no more jobs come.
    over: bool,
}

impl<J, R> Default for Papers<J, R> {
    fn default() -> Self {
        Papers { jobs: VecDeque::new(), results: Vec::new(), idle: 0, awaited: false, over: false }
    }
}

/// Where jobs are laid and results picked up.
struct Desk<J, R> {
    papers: Mutex<Papers<J, R>>,
    /// Tells that a job was laid.
    work: Condvar,
    /// Tells that results are there, and few jobs.
    results: Condvar,
    /// So few jobs are few.
    low: usize,
}

impl<J, R> Desk<J, R> {
    fn papers(&self) -> MutexGuard<'_, Papers<J, R>> {
        self.papers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn lay(&self, job: Paper<J>) {
        let mut papers = self.papers();
        papers.jobs.push_back(job);
        if papers.idle > 0 {
            self.work.notify_one();
        }
    }

    /// Waits for results until few jobs are left, or until some have waited long enough.
    fn results(&self) -> Vec<Paper<thread::Result<R>>> {
        let mut papers = self.papers();
        loop {
            if papers.jobs.len() < self.low && !papers.results.is_empty() {
                break;
            }
            papers.awaited = true;
            let (guard, waited) = self.results.wait_timeout(papers, PATIENCE).unwrap_or_else(PoisonError::into_inner);
            papers = guard;
            papers.awaited = false;
            if waited.timed_out() && !papers.results.is_empty() {
                break;
            }
        }
        std::mem::take(&mut papers.results)
    }

    /// Does jobs until no more come.
    fn work(&self, work: impl Fn(J) -> R) {
        let mut papers = self.papers();
        loop {
            match papers.jobs.pop_front() {
                Some(Paper { number, weight, content }) => {
                    drop(papers);
                    let content = catch_unwind(AssertUnwindSafe(|| work(content)));
                    papers = self.papers();
                    papers.results.push(Paper { number, weight, content });
                    if papers.awaited && papers.jobs.len() < self.low {
                        self.results.notify_one();
                    }
                }
                None if papers.over => return,
                None => {
                    papers.idle += 1;
                    papers = self.work.wait(papers).unwrap_or_else(PoisonError::into_inner);
                    papers.idle -= 1;
                }
            }
        }
    }
}

/// Sends the threads home when it goes, whatever the reason: jobs that none has begun are left.
struct End<'d, J, R>(&'d Desk<J, R>);

impl<J, R> Drop for End<'_, J, R> {
    fn drop(&mut self) {
        let mut papers = self.0.papers();
        papers.jobs.clear();
        papers.over = true;
        self.0.work.notify_all();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order() {
        for threads in [1, 2, 5] {
            let mut out = Vec::new();
            let slow_first = |i: u64| {
                std::thread::sleep(std::time::Duration::from_micros(300 / (i + 1)));
                i * i
            };
            ordered(
                0..300,
                threads,
                |_| HELD / 3,
                &slow_first,
                |r| {
                    out.push(r);
                    Ok(())
                },
            )
            .unwrap();
            assert!(out.iter().copied().eq((0..300).map(|i| i * i)));
        }
    }

    #[test]
    fn a_panic_of_the_work_is_passed_on() {
        let panics = |i: u64| if i == 40 { std::panic::panic_any("told to") } else { i };
        let result = catch_unwind(|| ordered(0..300, 3, |_| 0, &panics, |_| Ok(())));
        assert_eq!(result.unwrap_err().downcast_ref(), Some(&"told to"));
    }

    #[test]
    fn an_error_of_the_taker_ends_it() {
        let mut left = 5;
        let result = ordered(
            0..,
            2,
            |_| 0,
            &|i: u64| i,
            |_| {
                left -= 1;
                if left == 0 { Err(io::ErrorKind::BrokenPipe.into()) } else { Ok(()) }
            },
        );
        assert_eq!(result.unwrap_err().kind(), io::ErrorKind::BrokenPipe);
        assert_eq!(left, 0);
    }
}
