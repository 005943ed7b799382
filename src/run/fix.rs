//! Mending a file.

use std::borrow::Cow;

use crate::edit::{self, Applied, Fate, Paint};
use crate::output::{Counts, File, Frame, Mending};
use crate::rules::{Finding, Lang, Safety};
use crate::source::{self, Encoding, Home, Limits, Source};

use super::{Inspection, Job, Task, Trouble, guard, whole};

/// How often a file is gone over: mending one place can show another.
const PASSES: usize = 10;

/// The task of `soat fix`.
pub struct Fix {
    /// What looks at the files.
    pub inspection: Inspection,
    /// Whether suggestions that may be wrong are applied too.
    pub unsafe_too: bool,
    /// Whether the difference is shown and nothing written.
    pub diff: Option<Paint>,
    /// Whether nothing is said of files that were mended.
    pub quiet: bool,
    /// The language of messages.
    pub lang: Lang,
}

impl Task for Fix {
    fn frame(&self) -> Frame {
        Frame::default()
    }

    fn limits(&self, job: &Job) -> Limits {
        self.inspection.limits(job)
    }

    fn unfolds(&self) -> bool {
        false
    }

    fn file(&self, job: &Job, file: File, out: &mut String) -> Result<Counts, Trouble> {
        let Job::File(path) = job else { return Ok(Counts::default()) };
        let (bytes, counts) = self.mended(job, &file)?;
        if let Some(bytes) = bytes {
            match self.diff {
                Some(paint) => out.push_str(&self.difference(job, &file, &bytes, paint)?),
                None => {
                    whole::replace(path, &bytes).map_err(|error| Trouble::Unwritten(error.to_string()))?;
                    if !self.quiet {
                        out.push_str(&told(file.path, counts.mending.mended, self.lang));
                    }
                }
            }
        }
        Ok(counts)
    }

    fn failed(&self, _path: &str, _trouble: &Trouble, _out: &mut String) {}
}

impl Fix {
    /// What standard input becomes, or the difference.
    ///
    /// # Errors
    /// Why it could not be worked on.
    pub fn stdin(&self, name: String) -> Result<(Vec<u8>, Counts), Trouble> {
        if source::is_archive(&name) {
            return Err(Trouble::Packed);
        }
        let job = Job::Stdin(name);
        let limits = self.inspection.limits(&job);
        let bytes = super::read(&job, limits.file_size)?;
        guard::guard(|| {
            let name = job.name();
            let source = source::read_within(&bytes, &name, None, &limits).map_err(Trouble::Unread)?;
            let file = File { path: &name, bytes: &bytes, source: &source };
            let (mended, counts) = self.mended(&job, &file)?;
            let counts = Counts { files: 1, ..counts };
            Ok(match (self.diff, mended) {
                (Some(paint), Some(mended)) => (self.difference(&job, &file, &mended, paint)?.into_bytes(), counts),
                (Some(_), None) => (Vec::new(), counts),
                (None, mended) => (mended.unwrap_or_else(|| bytes.to_vec()), counts),
            })
        })
        .unwrap_or_else(|message| Err(Trouble::Internal(message)))
    }

    /// The file after mending, where anything was mended, and what was mended and what is left.
    fn mended(&self, job: &Job, file: &File) -> Result<(Option<Vec<u8>>, Counts), Trouble> {
        let mut inspected = self.inspection.inspect(job, file)?;
        let mut applied = self.apply(file, &inspected.findings);
        let mut bytes: Option<Vec<u8>> = None;
        let mut mended = 0;
        for _ in 0..PASSES {
            let done = applied.fates.iter().filter(|fate| **fate == Fate::Applied).count();
            if done == 0 {
                break;
            }
            mended += done;
            let new = std::mem::take(&mut applied.bytes);
            self.again(job, file, &new, |file| {
                inspected = self.inspection.inspect(job, file)?;
                applied = self.apply(file, &inspected.findings);
                Ok(())
            })?;
            bytes = Some(new);
        }
        // What is left is counted as `check` would count it.
        let new = bytes.as_deref().unwrap_or(file.bytes);
        let out_of_reach = applied.fates.iter().filter(|fate| **fate == Fate::OutOfReach).count();
        self.again(job, file, new, |file| {
            self.inspection.sift(job, file, &mut inspected);
            Ok(())
        })?;
        let doubtful = inspected.findings.iter().filter(|f| suggests(f, Safety::Unsafe)).count();
        let mut counts = inspected.counts;
        counts.mending = Mending {
            mended,
            files: usize::from(bytes.is_some()),
            unsafe_left: if self.unsafe_too { 0 } else { doubtful },
            out_of_reach,
        };
        Ok((bytes, counts))
    }

    /// Reads the new bytes of a file as the old ones were read.
    fn again<T>(
        &self,
        job: &Job,
        file: &File,
        new: &[u8],
        look: impl FnOnce(&File) -> Result<T, Trouble>,
    ) -> Result<T, Trouble> {
        let limits = self.inspection.limits(job);
        let source = source::read_within(new, file.path, Some(file.source.format), &limits).map_err(Trouble::Unread)?;
        look(&File { path: file.path, bytes: new, source: &source })
    }

    /// The difference between a file and what it becomes.
    fn difference(&self, job: &Job, file: &File, new: &[u8], paint: Paint) -> Result<String, Trouble> {
        if file.source.parts.iter().any(|part| part.home != Home::File) {
            return self
                .again(job, file, new, |new| Ok(difference_of_parts(file.path, file.source, new.source, paint)));
        }
        let (old, new) = (characters(file.bytes, file.source), characters(new, file.source));
        Ok(edit::unified(file.path, &old, &new, paint))
    }

    fn apply(&self, file: &File, findings: &[(usize, Finding)]) -> Applied {
        let wanted = findings.iter().filter(|f| self.unsafe_too || suggests(f, Safety::Safe));
        let suggestions = wanted.filter_map(|(part, finding)| Some((*part, finding.suggestion.as_ref()?)));
        edit::apply(file.bytes, file.source, suggestions)
    }
}

/// Whether the finding has a suggestion of that safety.
fn suggests((_, finding): &(usize, Finding), safety: Safety) -> bool {
    finding.suggestion.as_ref().is_some_and(|suggestion| suggestion.safety == safety)
}

/// The differences between the texts of the parts of a packed file.
fn difference_of_parts(path: &str, old: &Source, new: &Source, paint: Paint) -> String {
    let mut out = String::new();
    for (index, (old, new)) in old.parts.iter().zip(&new.parts).enumerate() {
        let path = match &old.label {
            Some(label) if index > 0 => Cow::Owned(format!("{path} ({label})")),
            _ => Cow::Borrowed(path),
        };
        out.push_str(&edit::unified(&path, &old.text, &new.text, paint));
    }
    out
}

/// All characters of a file, a byte order mark among them, so that a difference in UTF-8 fits the file exactly.
fn characters<'a>(bytes: &'a [u8], source: &Source) -> Cow<'a, str> {
    if matches!(source.encoding, Encoding::Utf8 | Encoding::Utf8Bom) && source.parts.iter().all(|p| p.charset.is_none())
    {
        return String::from_utf8_lossy(bytes);
    }
    source::characters(bytes, source).map_or_else(|| String::from_utf8_lossy(bytes), |(text, _)| text)
}

/// The line about a file that was mended.
fn told(path: &str, mended: usize, lang: Lang) -> String {
    let path = crate::output::tame(path);
    match lang {
        Lang::Vi => format!("{path}: đã sửa {mended} chỗ\n"),
        Lang::En => format!("{path}: mended {mended}\n"),
    }
}
