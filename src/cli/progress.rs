//! One line on the terminal that tells how far a long run is. It appears only where the answer goes elsewhere.

use std::env;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::rules::Lang;
use crate::run::{Inputs, Outcome};

use super::Global;

/// How long a run may last without a word, and between two.
const PAUSE: Duration = Duration::from_millis(250);

/// How far a run is.
pub(super) struct Progress {
    lang: Lang,
    begun: Instant,
    told: Instant,
    /// Whether the line stands on the terminal.
    stands: bool,
    files: usize,
    bytes: u64,
    findings: usize,
    /// How many files there are, once they are counted.
    total: Arc<AtomicUsize>,
}

impl Progress {
    /// The line for a run over `inputs`; none where nobody looks on, or where the answer itself is written to the
    /// terminal.
    pub(super) fn new(inputs: &Inputs, answer_elsewhere: bool, global: Global) -> Option<Progress> {
        let dumb = env::var_os("TERM").is_none_or(|term| term == "dumb");
        if !answer_elsewhere || global.quiet || global.verbose || dumb || !io::stderr().is_terminal() {
            return None;
        }
        let total = Arc::new(AtomicUsize::new(0));
        let dash = |path: &Path| path.as_os_str() == "-";
        // Standard input and pipes can be read only once.
        let countable = inputs.stdin_name.is_none()
            && !inputs.paths.iter().any(|path| dash(path))
            && inputs.files_from.as_deref().is_none_or(Path::is_file);
        if countable {
            let (inputs, total) = (inputs.clone(), Arc::clone(&total));
            thread::spawn(move || total.store(inputs.jobs().count(), Ordering::Relaxed));
        }
        let now = Instant::now();
        let lang = global.lang();
        Some(Progress { lang, begun: now, told: now, stands: false, files: 0, bytes: 0, findings: 0, total })
    }

    /// Counts a file that is done, and tells where it is time.
    pub(super) fn follow(&mut self, outcome: &Outcome) {
        self.files += 1;
        self.bytes += outcome.bytes;
        self.findings += outcome.counts.findings.values().sum::<usize>();
        if self.told.elapsed() < PAUSE {
            return;
        }
        self.told = Instant::now();
        self.stands = true;
        let line = self.line(self.begun.elapsed(), self.total.load(Ordering::Relaxed));
        // Where nobody can see it, nothing is lost.
        let _ = write!(io::stderr().lock(), "\r\x1b[2K{line}");
    }

    /// Takes the line away, for other words or for good.
    pub(super) fn clear(&mut self) {
        if std::mem::take(&mut self.stands) {
            let _ = write!(io::stderr().lock(), "\r\x1b[2K");
        }
    }

    fn line(&self, passed: Duration, total: usize) -> String {
        let seconds = passed.as_secs_f64().max(0.001);
        let speed = self.bytes as f64 / 1e6 / seconds;
        let digits = usize::from(speed < 10.0);
        let (files, findings) = (self.files, self.findings);
        let of = if total >= files { format!("{files}/{total}") } else { files.to_string() };
        let mut line = match self.lang {
            Lang::Vi => format!("{of} tệp, {speed:.digits$} MB/s, {findings} chỗ báo"),
            Lang::En => format!("files {of}, {speed:.digits$} MB/s, findings {findings}"),
        };
        if total > files {
            let left = (seconds / files.max(1) as f64 * (total - files) as f64).ceil() as u64;
            line += &match self.lang {
                Lang::Vi => format!(", còn {}:{:02}", left / 60, left % 60),
                Lang::En => format!(", {}:{:02} left", left / 60, left % 60),
            };
        }
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_tells_what_is_known() {
        let now = Instant::now();
        let progress = Progress {
            lang: Lang::En,
            begun: now,
            told: now,
            stands: false,
            files: 100,
            bytes: 50_000_000,
            findings: 7,
            total: Arc::default(),
        };
        let passed = Duration::from_secs(10);
        assert_eq!(progress.line(passed, 0), "files 100, 5.0 MB/s, findings 7");
        assert_eq!(progress.line(passed, 1000), "files 100/1000, 5.0 MB/s, findings 7, 1:30 left");
    }
}
