//! What is wrong with a configuration, with its place in the file.

use std::ops::Range;
use std::path::{Path, PathBuf};

use unicode_segmentation::UnicodeSegmentation;

use crate::rules::{Lang, Message};

/// A configuration that cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Error {
    /// The file.
    pub path: PathBuf,
    /// What is wrong.
    pub message: Message,
    /// The text of the file and the bytes of it that are wrong; none where it could not be read.
    pub place: Option<(String, Range<usize>)>,
}

/// What is wrong with a text, before it is known which file it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The bytes that are wrong.
    pub span: Range<usize>,
    /// What is wrong with them.
    pub message: Message,
}

impl Fault {
    /// A fault from its two wordings.
    pub fn new(span: Range<usize>, vi: impl Into<String>, en: impl Into<String>) -> Fault {
        Fault { span, message: Message::new(vi, en) }
    }
}

impl Error {
    /// A file that could not be read.
    pub(super) fn unreadable(path: &Path, error: &std::io::Error) -> Error {
        let message = Message::new(
            format!("không đọc được tệp cấu hình ({error})"),
            format!("the configuration could not be read ({error})"),
        );
        Error { path: path.to_path_buf(), message, place: None }
    }

    /// A fault in the text of a file.
    pub(super) fn fault(path: &Path, text: &str, fault: Fault) -> Error {
        Error { path: path.to_path_buf(), message: fault.message, place: Some((text.to_owned(), fault.span)) }
    }

    /// `path:line:column: what is wrong`, the column in characters.
    pub fn sentence(&self, lang: Lang) -> String {
        let path = self.path.display();
        let message = self.message.get(lang);
        match &self.place {
            None => format!("{path}: {message}"),
            Some((text, span)) => {
                let before = text.get(..span.start).unwrap_or_default();
                let line = before.matches('\n').count() + 1;
                let start = before.rfind('\n').map_or(0, |at| at + 1);
                let column = before[start..].graphemes(true).count() + 1;
                format!("{path}:{line}:{column}: {message}")
            }
        }
    }
}
