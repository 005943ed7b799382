//! Bytes of a file in, parts of text out, each with a map back to the file. One file per format.

use std::borrow::Cow;
use std::fmt;

mod comments;
mod encoding;
mod entity;
mod error;
mod html;
mod markdown;
mod origin;

pub use comments::{Comments, comments};
pub use encoding::Encoding;
pub use error::ReadError;
pub use origin::{Origin, Piece, Utf16Map};

/// The largest file that is read unless the caller sets another limit, in bytes: 1 GiB.
///
/// Offsets are `u32`, so no limit above [`u32::MAX`] bytes can be set.
pub const MAX_BYTES: u64 = 1 << 30;

/// A file as read.
#[derive(Debug)]
pub struct Source<'a> {
    /// How it was read.
    pub format: Format,
    /// How its characters are written, needed to write edits back.
    pub encoding: Encoding,
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

impl Format {
    /// The format that a file's extension stands for, in any case of letters; `None` for others.
    pub fn of_name(name: &str) -> Option<Format> {
        let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let (_, extension) = file.rsplit_once('.')?;
        [
            ("txt", Format::Text),
            ("md", Format::Markdown),
            ("markdown", Format::Markdown),
            ("html", Format::Html),
            ("htm", Format::Html),
            ("xhtml", Format::Html),
        ]
        .into_iter()
        .find(|(known, _)| extension.eq_ignore_ascii_case(known))
        .map(|(_, format)| format)
    }

    /// The format that the first characters of a text show: HTML or plain text.
    fn of_content(text: &str) -> Format {
        let mut head = text.trim_start().as_bytes();
        // An XML declaration or a comment may stand before the document's own first tag.
        for _ in 0..8 {
            let close: &[u8] = match head {
                [b'<', b'?', ..] => b"?>",
                [b'<', b'!', b'-', b'-', ..] => b"-->",
                _ => break,
            };
            let Some(end) = memchr::memmem::find(&head[..head.len().min(4096)], close) else { break };
            head = head[end + close.len()..].trim_ascii_start();
        }
        let starts = |what: &[u8]| head.get(..what.len()).is_some_and(|h| h.eq_ignore_ascii_case(what));
        if starts(b"<!doctype html") || starts(b"<html") { Format::Html } else { Format::Text }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Format::Text => "text",
            Format::Markdown => "markdown",
            Format::Html => "html",
        })
    }
}

/// Reads `bytes` as `format`, or as what name and content say. Files above [`MAX_BYTES`] are refused.
///
/// # Errors
/// What stands in the way, to be said with the file's name and the remedy: see [`ReadError::message`].
pub fn read<'a>(bytes: &'a [u8], name: &str, format: Option<Format>) -> Result<Source<'a>, ReadError> {
    read_within(bytes, name, format, MAX_BYTES)
}

/// Reads as [`read`] does, with a limit in bytes in the place of [`MAX_BYTES`].
///
/// # Errors
/// As [`read`].
pub fn read_within<'a>(
    bytes: &'a [u8],
    name: &str,
    format: Option<Format>,
    limit: u64,
) -> Result<Source<'a>, ReadError> {
    let limit = limit.min(u64::from(u32::MAX));
    if bytes.len() as u64 > limit {
        return Err(ReadError::TooLarge(bytes.len() as u64, limit));
    }
    let (decoded, outer, encoding) = encoding::decode(bytes)?;
    let size = decoded.len() as u64;
    if size > u64::from(u32::MAX) {
        return Err(ReadError::TooLarge(size, u64::from(u32::MAX)));
    }
    let format = format.or_else(|| Format::of_name(name)).unwrap_or_else(|| Format::of_content(&decoded));
    let (text, origin) = match format {
        Format::Text => (decoded, outer),
        Format::Markdown => extract(&decoded, outer, markdown::text),
        Format::Html => extract(&decoded, outer, html::text),
    };
    Ok(Source { format, encoding, parts: vec![Part { label: None, text, origin }] })
}

/// The text that a format's reader takes from the decoded file, mapped through to the file's own bytes.
fn extract<'a>(decoded: &str, outer: Origin, reader: fn(&str) -> origin::Collected) -> (Cow<'a, str>, Origin) {
    let origin::Collected { text, pieces } = reader(decoded);
    (Cow::Owned(text), Origin::within(pieces, outer))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_comes_from_the_name_then_from_the_content() {
        let format = |name: &str, text: &str| read(text.as_bytes(), name, None).unwrap().format;
        assert_eq!(format("a/b.MD", "x"), Format::Markdown);
        assert_eq!(format("a.markdown", "x"), Format::Markdown);
        assert_eq!(format("a.txt", "<html>"), Format::Text);
        assert_eq!(format("a.htm", "x"), Format::Html);
        assert_eq!(format("-", "\n <!DOCTYPE html><p>x"), Format::Html);
        assert_eq!(format("-", "<?xml version='1.0'?>\n<!-- a --><HTML>x"), Format::Html);
        assert_eq!(format("-", "1 < 2"), Format::Text);
        assert_eq!(format("v1.2/README", "x"), Format::Text);
    }

    #[test]
    fn plain_text_is_borrowed() {
        let bytes = "\u{feff}Nghị định".as_bytes();
        let source = read(bytes, "a.txt", None).unwrap();
        let part = &source.parts[0];
        assert!(matches!(part.text, Cow::Borrowed("Nghị định")));
        assert_eq!(part.origin, Origin::Whole(3));
        assert_eq!(source.encoding, Encoding::Utf8Bom);
    }

    #[test]
    fn a_limit_is_kept() {
        assert_eq!(read_within(b"12345", "a", None, 4).unwrap_err(), ReadError::TooLarge(5, 4));
        assert!(read_within(b"1234", "a", None, 4).is_ok());
    }
}
