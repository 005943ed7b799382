//! Archives taken apart: for the job that names one, a job for each of its documents.
//!
//! It is done where the jobs are handed out, one member after the other while the threads check those before, so that
//! no more of an archive is held than what is being worked on.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use crate::source::{Archive, Format, Found, Input, is_archive};

use super::{Job, LeaveOut, Task, Trouble, guard};

/// The jobs with archives taken apart.
pub(super) fn unfolded<'t>(
    task: &'t dyn Task,
    jobs: impl Iterator<Item = Job> + 't,
    leave_out: Option<LeaveOut>,
) -> impl Iterator<Item = Job> + 't {
    jobs.flat_map(move |job| -> Box<dyn Iterator<Item = Job>> {
        match opened(task, job) {
            Ok((path, archive)) => Box::new(Members { path, archive: Some(archive), leave_out: leave_out.clone() }),
            Err(job) => Box::new(std::iter::once(job)),
        }
    })
}

/// The archive that a job names, else the job as it is to be worked on.
fn opened(task: &dyn Task, job: Job) -> Result<(PathBuf, Archive), Job> {
    let name = job.name();
    if Format::of_name(&name).is_some() {
        return Err(job);
    }
    let limits = task.limits(&job);
    let input = match &job {
        Job::File(path) => match file(path, is_archive(&name)) {
            Some(input) => input,
            None => return Err(job),
        },
        Job::Stdin(name) if is_archive(name) => Input::Stream(Box::new(io::stdin())),
        _ => return Err(job),
    };
    let open = || Archive::open(&name, input, &limits);
    match guard::guard(open) {
        Err(words) => Err(Job::Failed(name, Trouble::Internal(words))),
        Ok(Ok(_)) if !task.unfolds() => Err(Job::Failed(name, Trouble::Packed)),
        Ok(Ok(archive)) => Ok((job.place().to_path_buf(), archive)),
        // A document after all. Standard input cannot be read again.
        Ok(Err(input)) => Err(match (job, input) {
            (Job::Stdin(_), Input::Bytes(bytes)) => Job::Member { path: name, format: None, bytes },
            (job, _) => job,
        }),
    }
}

/// A file to be looked at; none where that is not possible, or would take away what cannot be read twice.
fn file(path: &Path, named: bool) -> Option<Input> {
    let file = File::open(path).ok()?;
    let plain = file.metadata().ok()?.is_file();
    match (plain, named) {
        (true, _) => Some(Input::File(file)),
        (false, true) => Some(Input::Stream(Box::new(file))),
        (false, false) => None,
    }
}

/// The documents of an archive as jobs.
struct Members {
    path: PathBuf,
    archive: Option<Archive>,
    leave_out: Option<LeaveOut>,
}

impl Iterator for Members {
    type Item = Job;

    fn next(&mut self) -> Option<Job> {
        loop {
            let archive = self.archive.as_mut()?;
            return Some(match guard::guard(|| archive.next()) {
                Ok(Some(Found::Document { path, .. } | Found::Failed { path, .. })) if self.leaves_out(&path) => {
                    continue;
                }
                Ok(Some(Found::Document { path, format, bytes })) => Job::Member { path, format, bytes },
                Ok(Some(Found::Failed { path, error })) => Job::Failed(path, Trouble::Unread(error)),
                Ok(Some(Found::LeftOut(extensions))) => {
                    Job::LeftOut(self.path.to_string_lossy().into_owned(), extensions)
                }
                Ok(None) => {
                    self.archive = None;
                    return None;
                }
                Err(words) => {
                    self.archive = None;
                    Job::Failed(self.path.to_string_lossy().into_owned(), Trouble::Internal(words))
                }
            });
        }
    }
}

impl Members {
    /// Whether patterns leave a member out, or a folder or archive within the archive that it lies in.
    fn leaves_out(&self, member: &str) -> bool {
        let Some(LeaveOut(leave_out)) = &self.leave_out else { return false };
        let Some(inside) = member.strip_prefix(&*self.path.to_string_lossy()).and_then(|rest| rest.strip_prefix("!/"))
        else {
            return false;
        };
        let before = member.len() - inside.len();
        let folders = inside.match_indices('/').map(|(at, _)| &member[..before + at]);
        folders.into_iter().any(|folder| leave_out(Path::new(folder), true)) || leave_out(Path::new(member), false)
    }
}
