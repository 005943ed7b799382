//! Findings and mentions written down: one file per format.
//!
//! A format writes one file at a time, so that files can be written by several threads and nothing but the text of the
//! files in work is held in memory. What holds a whole answer together is its [`Frame`].

mod checkstyle;
mod concise;
mod csv;
mod full;
mod github;
mod gitlab;
mod graph;
mod json;
mod jsonl;
mod junit;
mod mentioned;
mod place;
mod plain;
mod record;
mod replaced;
mod sarif;
mod summary;
mod table;
mod xml;

use std::borrow::Cow;

use crate::document::Document;
use crate::rules::{Finding, Lang};
use crate::source::Source;

pub use checkstyle::Checkstyle;
pub use concise::Concise;
pub use csv::{Csv, head as csv_head, row as csv_row};
pub use full::{Full, Look, framed};
pub use github::GitHub;
pub use gitlab::GitLab;
pub use graph::{Dot, Graph, GraphMl};
pub use json::Json;
pub use jsonl::Jsonl;
pub use junit::Junit;
pub use mentioned::{Mentioned, mentioned};
pub use plain::{columns, tame};
pub use record::{Told, fingerprints, suggested, told};
pub use replaced::replaced;
pub use sarif::Sarif;
pub use summary::{Counts, Mending, mended, read, severity_word, statistics, summary};
pub use table::Table;

/// A file as read, with the name it is called by.
#[derive(Clone, Copy, Debug)]
pub struct File<'a> {
    /// The path as the user knows it.
    pub path: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// Its parts.
    pub source: &'a Source<'a>,
}

/// A file with what the rules say of it.
#[derive(Debug)]
pub struct Checked<'a> {
    /// The file.
    pub file: File<'a>,
    /// Index of the part and a finding in it, in the order of the file; spans in bytes of the part's text.
    pub findings: Vec<(usize, Finding)>,
}

/// A file with the mentions in it.
#[derive(Debug)]
pub struct Extracted<'a> {
    /// The file.
    pub file: File<'a>,
    /// One document for each part.
    pub documents: Vec<Document<'a>>,
}

/// What holds the pieces of an answer together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Frame {
    /// Before the first piece.
    pub head: Cow<'static, str>,
    /// Between two pieces that are not empty.
    pub between: &'static str,
    /// After the last piece.
    pub foot: Cow<'static, str>,
    /// The whole where no piece has anything; `None` where it is the head and the foot.
    pub empty: Option<&'static str>,
}

/// A format for the findings of `check`.
pub trait FindingFormat: Sync {
    /// What holds the pieces together. It is asked for once more when all pieces are written: the foot may tell what
    /// is only known then.
    fn frame(&self) -> Frame {
        Frame::default()
    }

    /// Writes the findings of one file.
    fn findings(&self, checked: &Checked, lang: Lang, out: &mut String);

    /// Writes that a file could not be read. Formats for people leave it to standard error.
    fn failed(&self, _path: &str, _error: &str, _out: &mut String) {}
}

/// A format for the mentions of `extract`.
pub trait MentionFormat: Sync {
    /// What holds the pieces together.
    fn frame(&self) -> Frame {
        Frame::default()
    }

    /// Writes the mentions of one file.
    fn mentions(&self, extracted: &Extracted, lang: Lang, out: &mut String);

    /// Writes that a file could not be read. Formats for people leave it to standard error.
    fn failed(&self, _path: &str, _error: &str, _out: &mut String) {}

    /// Writes that a file was not read to its end.
    fn unread(&self, path: &str, sentence: &str, out: &mut String) {
        self.failed(path, sentence, out);
    }
}
