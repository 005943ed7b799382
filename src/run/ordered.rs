//! Work on several things at a time with results in the order of the things.

use std::collections::BTreeMap;
use std::io;
use std::sync::mpsc;

/// How many things may be begun beyond the one that is waited for, for each thread. Enough that a long file does not
/// starve the other threads, few enough that results do not pile up in memory.
const AHEAD: usize = 16;

/// Bytes that may be held by things begun beyond the one that is waited for. One alone may weigh more.
const HELD: usize = 64 << 20;

/// Applies `work` to each of `jobs` with `threads` threads and hands the results to `take` in the order of the jobs.
/// `weigh` tells how many bytes a job holds; while those begun hold too much, no other is begun.
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
    // One file needs no pool, and starting one takes longer than reading a draft. Where the system gives no threads, this
    // one does it all.
    let pool = (threads > 1 && jobs.peek().is_some())
        .then(|| rayon::ThreadPoolBuilder::new().num_threads(threads).build().ok())
        .flatten();
    let mut jobs = std::iter::once(first).chain(jobs).fuse();
    let Some(pool) = pool else { return jobs.try_for_each(|job| take(work(job))) };
    let window = threads * AHEAD;
    let (sender, results) = mpsc::channel();
    pool.in_place_scope(|scope| {
        let mut waiting = BTreeMap::new();
        let (mut begun, mut taken) = (0, 0);
        let mut held = 0;
        loop {
            while begun - taken < window && (held < HELD || begun == taken) {
                let Some(job) = jobs.next() else { break };
                let (sender, number, weight) = (sender.clone(), begun, weigh(&job));
                held += weight;
                scope.spawn(move |_| {
                    // Nobody listens any more where `take` has failed.
                    let _ = sender.send((number, weight, work(job)));
                });
                begun += 1;
            }
            if begun == taken {
                return Ok(());
            }
            let (number, weight, result) = results.recv().map_err(io::Error::other)?;
            held -= weight;
            waiting.insert(number, result);
            while let Some(result) = waiting.remove(&taken) {
                take(result)?;
                taken += 1;
            }
        }
    })
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
