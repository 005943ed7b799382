//! Writing files as clean Unicode text.

use std::fs;
use std::io::Write;
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use crate::config::Settings;
use crate::edit;
use crate::output::{Counts, File, Frame};
use crate::rules::Lang;
use crate::source::{Format, Limits};
use crate::text::ToneStyle;

use super::{Job, Replacement, Task, Trouble};

/// The task of `soat normalize`.
pub struct Normalize {
    /// Which settings hold for which file.
    pub settings: Arc<Settings>,
    /// Where tone marks go in oa, oe, uy; where they stand if `None`.
    pub style: Option<ToneStyle>,
    /// The folder that files are written to under their own names; else they are handed out.
    pub folder: Option<PathBuf>,
    /// Whether nothing is said of files that were written.
    pub quiet: bool,
    /// The language of messages.
    pub lang: Lang,
}

impl Task for Normalize {
    fn frame(&self) -> Frame {
        Frame::default()
    }

    fn limits(&self, job: &Job) -> Limits {
        super::inspect::limits(&self.settings, job)
    }

    fn file(&self, job: &Job, file: File, out: &mut String) -> Result<Counts, Trouble> {
        let text = edit::cleaned(file.bytes, file.source, self.style);
        let Some(folder) = &self.folder else {
            out.push_str(&text);
            return Ok(Counts::default());
        };
        let path = target(folder, job.place(), file.source.format);
        write(&path, &text).map_err(|error| Trouble::Unwritten(format!("{}: {error}", path.display())))?;
        if !self.quiet {
            let (from, to) = (crate::output::tame(file.path), path.display().to_string());
            out.push_str(&format!("{from} → {}\n", crate::output::tame(&to)));
        }
        Ok(Counts::default())
    }

    fn failed(&self, _path: &str, _trouble: &Trouble, _out: &mut String) {}
}

/// Where the clean text of a file goes: below the folder under its own path, without what leads out of it. Formats that
/// are no text get ".txt" behind their name.
fn target(folder: &Path, path: &Path, format: Format) -> PathBuf {
    let inside: PathBuf = path.components().filter(|part| matches!(part, Component::Normal(_))).collect();
    let mut target = folder.join(inside).into_os_string();
    if !matches!(format, Format::Text | Format::Markdown | Format::Html) {
        target.push(".txt");
    }
    target.into()
}

fn write(path: &Path, text: &str) -> std::io::Result<()> {
    if let Some(parent) = path.parent() {
        fs::create_dir_all(parent)?;
    }
    let mut file = Replacement::of(path)?;
    file.write_all(text.as_bytes())?;
    file.finish()
}
