//! Bytes of a file in, parts of text out, each with a map back to the file. One file per format.

use std::borrow::Cow;

use crate::text::Span;

/// A file as read.
#[derive(Debug)]
pub struct Source<'a> {
    /// How it was read.
    pub format: Format,
    /// Its texts: one for text formats; body, footnotes, headers … for others.
    pub parts: Vec<Part<'a>>,
}

/// One text of a file.
#[derive(Debug)]
pub struct Part<'a> {
    /// "footnotes", "header" …; `None` for the only part of a text format.
    pub label: Option<String>,
    /// The text, borrowed from the file's bytes where nothing had to be decoded or taken out.
    pub text: Cow<'a, str>,
    /// From bytes of `text` to bytes of the file.
    pub origin: Origin,
}

/// Formats that soat reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
    /// HTML.
    Html,
}

/// A map from bytes of a part's text to bytes of its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The text is the file's bytes from this offset on.
    Whole(u32),
    /// Pieces in the order of both texts.
    Pieces(Vec<Piece>),
}

/// A run of text and the bytes of the file it was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands in the text.
    pub text: Span,
    /// Where it stands in the file. Of the same length where the bytes are the same; otherwise (an entity, a
    /// UTF-16 character) the two stand for each other as wholes.
    pub file: Span,
}

impl Origin {
    /// The bytes of the file that a span of the text was read from: from the first byte of its first character to the
    /// last byte of its last.
    pub fn to_file(&self, _span: Span) -> Span {
        todo!()
    }
}

/// Why a file could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// Neither UTF-8 nor UTF-16: the offset of the first bad byte.
    Encoding(usize),
    /// Holds NUL bytes and is of no known format.
    Binary,
    /// Larger than the limit, in bytes.
    TooLarge(u64, u64),
    /// Could not be opened or read.
    Io(String),
}

/// Reads `bytes` as `format`, or as what name and content say.
///
/// # Errors
/// What stands in the way, to be said with the file's name and the remedy.
pub fn read<'a>(_bytes: &'a [u8], _name: &str, _format: Option<Format>) -> Result<Source<'a>, ReadError> {
    todo!()
}
