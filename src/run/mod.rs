//! A run over many files: finding them, reading each, working on several at a time, writing in order.

mod allow;
mod annotate;
mod cache;
mod check;
mod extract;
mod fix;
mod gather;
mod guard;
mod index;
mod inspect;
mod normalize;
mod ordered;
mod paths;
mod trouble;
mod unfold;
mod watch;
mod whole;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, Read, Write};
use std::path::Path;

use crate::output::{self, Counts, Frame};
use crate::rules::Lang;
use crate::source::{self, Limits, ReadError};

pub use annotate::{Annotate, Annotated};
pub use cache::Cache;
pub use check::Check;
pub use extract::Extract;
pub use fix::Fix;
pub use gather::{Gather, Share};
pub use guard::install as silence_guarded_panics;
pub use index::{Index, Renewed};
pub use inspect::{Inspection, Noted};
pub use normalize::Normalize;
pub use paths::{Inputs, Job, LeaveOut, STDIN, left_out};
pub use trouble::Trouble;
pub use watch::{Changes, Unwatched, Watch};
pub use whole::{Replacement, stop_cleanly};

/// What is done with each file.
pub trait Task: Sync {
    /// What holds the pieces of the answer together, asked for before the first piece and after the last.
    fn frame(&self) -> Frame;

    /// How much of the file is taken in.
    fn limits(&self, _job: &Job) -> Limits {
        Limits::default()
    }

    /// Whether archives are taken apart. Where not, one that is named is told to be none of the task's.
    fn unfolds(&self) -> bool {
        true
    }

    /// Takes note of members of archives that are of no format that is read, by their extensions.
    fn left_out(&self, _extensions: &BTreeMap<String, usize>) {}

    /// Writes what an earlier run said of a file called `path`, where that is known, and returns its counts.
    fn known(&self, _job: &Job, _path: &str, _bytes: &[u8], _out: &mut String) -> Option<Counts> {
        None
    }

    /// Whether nothing is left to be done with a file, so that it is not read.
    fn is_done(&self, _job: &Job) -> bool {
        false
    }

    /// Writes what there is to say of one file.
    ///
    /// # Errors
    /// Why it could not be worked on.
    fn file(&self, job: &Job, file: output::File, out: &mut String) -> Result<Counts, Trouble>;

    /// Writes that a file could not be read, where the format has a place for it.
    fn failed(&self, path: &str, trouble: &Trouble, out: &mut String);
}

/// What became of one file, for whoever follows the run.
#[derive(Debug)]
pub struct Outcome {
    /// The path as the user knows it.
    pub path: String,
    /// What was counted.
    pub counts: Counts,
    /// Why it was not read.
    pub trouble: Option<Trouble>,
    /// How many bytes were read.
    pub bytes: u64,
    /// What is written of it.
    text: String,
}

/// Works on all files with `threads` threads, writes to `sink` in the order of the paths, and tells `each` what became
/// of every file. Returns the counts of the whole.
///
/// No file ends the run: one that cannot be read, or on which soat itself fails, is told and counted.
///
/// # Errors
/// What `sink` says when it takes no more.
pub fn run(
    task: &dyn Task,
    inputs: Inputs,
    threads: usize,
    sink: &mut dyn Write,
    mut each: impl FnMut(&Outcome),
) -> io::Result<Counts> {
    let frame = task.frame();
    let mut total = Counts::default();
    let mut begun = false;
    let leave_out = inputs.leave_out.clone();
    let jobs = unfold::unfolded(task, inputs.jobs(), leave_out);
    ordered::ordered(jobs, threads, Job::weight, &|job| work(task, job), |outcome: Outcome| {
        total.add(&outcome.counts);
        each(&outcome);
        if outcome.text.is_empty() {
            return Ok(());
        }
        sink.write_all(if begun { frame.between } else { &frame.head }.as_bytes())?;
        begun = true;
        sink.write_all(outcome.text.as_bytes())
    })?;
    match frame.empty {
        Some(empty) if !begun => sink.write_all(empty.as_bytes())?,
        _ => {
            if !begun {
                sink.write_all(frame.head.as_bytes())?;
            }
            sink.write_all(task.frame().foot.as_bytes())?;
        }
    }
    sink.flush()?;
    Ok(total)
}

/// Reads one file and works on it.
fn work(task: &dyn Task, job: Job) -> Outcome {
    let path = job.name();
    let mut text = String::new();
    let mut size = 0;
    if let Job::LeftOut(_, extensions) = &job {
        task.left_out(extensions);
        let counts = Counts { left_out: extensions.values().sum(), ..Counts::default() };
        return Outcome { path, counts, trouble: None, bytes: 0, text };
    }
    if task.is_done(&job) {
        let counts = Counts { files: 1, ..Counts::default() };
        return Outcome { path, counts, trouble: None, bytes: 0, text };
    }
    let limits = task.limits(&job);
    let done = read(&job, limits.file_size).and_then(|bytes| {
        size = bytes.len() as u64;
        guard::guard(|| {
            if let Some(counts) = task.known(&job, &path, &bytes, &mut text) {
                return Ok(Counts { files: 1, ..counts });
            }
            let source = source::read_within(&bytes, &path, job.format(), &limits).map_err(Trouble::Unread)?;
            let counts = task.file(&job, output::File { path: &path, bytes: &bytes, source: &source }, &mut text)?;
            let mut counts = Counts { files: 1, ..counts };
            counts.source(&source);
            Ok(counts)
        })
        .unwrap_or_else(|message| Err(Trouble::Internal(message)))
    });
    match done {
        Ok(counts) => Outcome { path, counts, trouble: None, bytes: size, text },
        Err(trouble) => {
            // Half an answer would look like a whole one.
            text.clear();
            task.failed(&path, &trouble, &mut text);
            let counts = Counts { failed: 1, ..Counts::default() };
            Outcome { path, counts, trouble: Some(trouble), bytes: size, text }
        }
    }
}

/// The bytes of a file, of standard input or of a member of an archive.
fn read(job: &Job, limit: u64) -> Result<Cow<'_, [u8]>, Trouble> {
    match job {
        Job::File(path) => read_file(path, limit).map(Cow::Owned),
        Job::Stdin(_) => take(io::stdin().lock(), 0, limit).map(Cow::Owned),
        Job::Member { bytes, .. } => Ok(Cow::Borrowed(bytes)),
        Job::LeftOut(..) => Ok(Cow::Borrowed(&[])),
        Job::Failed(_, trouble) => Err(trouble.clone()),
    }
}

fn read_file(path: &Path, limit: u64) -> Result<Vec<u8>, Trouble> {
    let file = File::open(path)?;
    let size = file.metadata()?.len();
    if size > limit {
        return Err(Trouble::Unread(ReadError::TooLarge(size, limit)));
    }
    take(file, size, limit)
}

/// All bytes up to the limit. What is no plain file, and a file that grows, has no size to go by.
fn take(input: impl Read, size: u64, limit: u64) -> Result<Vec<u8>, Trouble> {
    let mut bytes = Vec::with_capacity(size as usize + 1);
    input.take(limit + 1).read_to_end(&mut bytes)?;
    match bytes.len() as u64 {
        read if read > limit => Err(Trouble::Unread(ReadError::TooLarge(read, limit))),
        _ => Ok(bytes),
    }
}

/// The sentence that tells a trouble with a file: its path, what happened, what to do.
pub fn sentence(path: &str, trouble: &Trouble, lang: Lang) -> String {
    format!("{}: {}", output::tame(path), output::tame(&trouble.sentence(lang)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Writes the length of each file; fails on the word "panic".
    struct Lengths;

    impl Task for Lengths {
        fn frame(&self) -> Frame {
            Frame { head: "<".into(), between: ",", foot: ">".into(), empty: Some("none") }
        }

        fn file(&self, _job: &Job, file: output::File, out: &mut String) -> Result<Counts, Trouble> {
            out.push_str(&file.bytes.len().to_string());
            assert!(file.bytes != b"panic", "told to");
            Ok(Counts { citations: 1, ..Counts::default() })
        }

        fn failed(&self, _path: &str, _trouble: &Trouble, out: &mut String) {
            out.push('!');
        }
    }

    fn answer(files: &[&str], threads: usize) -> (String, Counts, Vec<String>) {
        let dir = tempfile::tempdir().unwrap();
        for (i, text) in files.iter().enumerate() {
            std::fs::write(dir.path().join(format!("{i:03}.txt")), text).unwrap();
        }
        let inputs = Inputs { paths: vec![dir.path().into()], ..Inputs::default() };
        let mut out = Vec::new();
        let mut told = Vec::new();
        let counts = run(&Lengths, inputs, threads, &mut out, |outcome| {
            told.extend(outcome.trouble.as_ref().map(|t| t.sentence(Lang::En)));
        });
        (String::from_utf8(out).unwrap(), counts.unwrap(), told)
    }

    #[test]
    fn a_panic_in_one_file_leaves_the_others() {
        silence_guarded_panics();
        for threads in [1, 3] {
            let (text, counts, told) = answer(&["a", "panic", "abc"], threads);
            assert_eq!(text, "<1,!,3>");
            assert_eq!((counts.files, counts.failed, counts.citations), (2, 1, 2));
            assert!(told[0].contains("told to"), "{told:?}");
        }
    }

    #[test]
    fn the_answer_does_not_depend_on_the_threads() {
        let texts: Vec<String> = (0..200).map(|i| "x".repeat(i * 7 % 50 + 1)).collect();
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        assert_eq!(answer(&texts, 1), answer(&texts, 4));
    }

    #[test]
    fn nothing_has_its_own_frame() {
        assert_eq!(answer(&[], 1).0, "none");
    }
}
