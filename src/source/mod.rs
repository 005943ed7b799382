//! Bytes of a file in, parts of text out, each with a map back to the file. One file per format.

use std::borrow::Cow;
use std::fmt;

mod archive;
mod comments;
mod doc;
mod docx;
mod encoding;
mod entity;
mod error;
mod flow;
mod html;
mod markdown;
mod odt;
mod origin;
mod pdf;
mod recode;
mod roman;
mod rtf;
mod xml_file;
mod zipped;

pub use crate::text::legacy::{self, Charset};
pub use archive::{Archive, Found, Input, Line, is_archive, is_read, line, outermost};
pub use comments::{Comments, comments};
pub use encoding::Encoding;
pub use error::ReadError;
pub use origin::{CharMap, Origin, Piece};
#[cfg(feature = "pdf")]
pub use pdf::{read_apart as read_pdf_apart, serve as serve_pdf};
pub use recode::{characters, expanded};
pub use zipped::packed_anew;

/// What Word documents are made of, for who writes them.
pub mod word {
    pub use super::docx::{Child, Related, Run, Runs, TYPES, list_of, related_in, runs};
}

/// How much of a file is taken in. What is over a limit is refused as a whole, with the limit's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a file. Offsets are `u32`, so nothing above [`u32::MAX`] counts.
    pub file_size: u64,
    /// How many times its own size a packed file may unpack to; up to [`UNPACKED_FREE`] bytes are never too many.
    pub ratio: u64,
    /// Files in an archive.
    pub members: u64,
    /// Archives within archives, and elements within elements where a reader has to keep them all.
    pub nesting: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { file_size: 128 << 20, ratio: 200, members: 100_000, nesting: 3 }
    }
}

/// Bytes that a packed file may unpack to whatever its own size.
pub const UNPACKED_FREE: u64 = 16 << 20;

impl Limits {
    /// How many bytes a packed file of that size may unpack to in all.
    #[must_use]
    pub fn unpacked(&self, size: u64) -> u64 {
        size.saturating_mul(self.ratio).max(UNPACKED_FREE).min(self.file_size)
    }
}

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
#[derive(Clone, Debug, Default)]
pub struct Part<'a> {
    /// "body", "footnotes", "header" …; `None` for the only part of a text format.
    pub label: Option<String>,
    /// The text, borrowed from the file's bytes where nothing had to be decoded or taken out.
    pub text: Cow<'a, str>,
    /// From bytes of `text` to bytes of what `home` names.
    pub origin: Origin,
    /// What the text was taken from.
    pub home: Home,
    /// Where its pages and paragraphs begin.
    pub layout: Layout,
    /// The legacy charset that the text was written in, where it was not Unicode.
    pub charset: Option<Charset>,
    /// Runs in fonts of a legacy charset, in the order of the text, as far as the format tells fonts.
    pub runs: Vec<legacy::Run>,
}

impl Part<'_> {
    /// How many of its pages hold no text.
    #[must_use]
    pub fn bare_pages(&self) -> usize {
        let pages = &self.layout.pages;
        let ends = pages.iter().skip(1).map(|at| *at as usize).chain([self.text.len()]);
        let texts = pages.iter().zip(ends).map(|(start, end)| self.text.get(*start as usize..end).unwrap_or_default());
        texts.filter(|text| text.trim().is_empty()).count()
    }

    /// The same part, its text borrowed from this one.
    pub fn borrowed(&self) -> Part<'_> {
        Part {
            label: self.label.clone(),
            text: Cow::Borrowed(&*self.text),
            origin: self.origin.clone(),
            home: self.home.clone(),
            layout: self.layout.clone(),
            charset: self.charset,
            runs: self.runs.clone(),
        }
    }
}

/// What the text of a part was taken from. It decides in what its places are told.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Home {
    /// The file itself: the origin leads to its bytes, and places are told in them.
    #[default]
    File,
    /// A packed member of the file ("word/document.xml"): the origin leads to the member's bytes as unpacked; places
    /// are told in bytes of the part's text.
    Member(String),
    /// Nothing that could be written back: the origin is [`Origin::Whole`] of 0; places are told in bytes of the
    /// part's text.
    Text,
}

/// Where the pages and the paragraphs of a part begin, in bytes of its text, rising. Both are empty where the format
/// knows none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Layout {
    /// Starts of pages.
    pub pages: Vec<u32>,
    /// Starts of paragraphs.
    pub paragraphs: Vec<u32>,
}

impl Layout {
    /// The page, from 1, that holds byte `at` of the text.
    #[must_use]
    pub fn page(&self, at: u32) -> Option<u32> {
        number(&self.pages, at)
    }

    /// The paragraph, from 1, that holds byte `at` of the text.
    #[must_use]
    pub fn paragraph(&self, at: u32) -> Option<u32> {
        number(&self.paragraphs, at)
    }
}

fn number(starts: &[u32], at: u32) -> Option<u32> {
    (!starts.is_empty()).then(|| starts.partition_point(|start| *start <= at).max(1) as u32)
}

/// How a format is read.
#[derive(Clone, Copy)]
enum Reader {
    /// The characters of the file are its text.
    Plain,
    /// The text is taken out of the characters of the file.
    Markup(fn(&str) -> origin::Collected),
    /// The bytes of the file are no characters.
    Packed(Packed),
}

/// A format whose bytes are no characters.
#[derive(Clone, Copy)]
struct Packed {
    /// Whether the bytes of a file show the format, whatever its name.
    shows: fn(&[u8]) -> bool,
    /// The parts of a file.
    read: fn(&[u8], &Limits) -> Result<Vec<Part<'static>>, ReadError>,
}

/// Lists the formats: for each its name in output, its extensions and its reader.
macro_rules! formats {
    ($($(#[$doc:meta])* $name:ident: $word:literal, [$($extension:literal),*], $reader:expr;)*) => {
        /// Formats that soat reads.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Format {
            $($(#[$doc])* $name),*
        }

        /// All of them.
        const FORMATS: &[Format] = &[$(Format::$name),*];

        impl Format {
            /// Its word in output, and its extensions.
            fn words(self) -> (&'static str, &'static [&'static str]) {
                match self {
                    $(Format::$name => ($word, &[$($extension),*])),*
                }
            }

            fn reader(self) -> Reader {
                match self {
                    $(Format::$name => $reader),*
                }
            }
        }
    };
}

formats! {
    /// Plain text.
    Text: "text", ["txt"], Reader::Plain;
    /// Markdown.
    Markdown: "markdown", ["md", "markdown"], Reader::Markup(markdown::text);
    /// HTML.
    Html: "html", ["html", "htm", "xhtml"], Reader::Markup(html::text);
    /// Word.
    Docx: "docx", ["docx", "docm", "dotx", "dotm"], Reader::Packed(Packed { shows: docx::shows, read: docx::read });
    /// Rich Text Format.
    Rtf: "rtf", ["rtf"], Reader::Packed(Packed { shows: rtf::shows, read: rtf::read });
    /// Word 97 to 2003.
    Doc: "doc", ["doc", "dot"], Reader::Packed(Packed { shows: doc::shows, read: doc::read });
    /// OpenDocument text.
    Odt: "odt", ["odt", "ott", "fodt"], Reader::Packed(Packed { shows: odt::shows, read: odt::read });
    /// PDF with a text layer.
    Pdf: "pdf", ["pdf"], Reader::Packed(Packed { shows: pdf::shows, read: pdf::read });
}

impl Format {
    /// The extensions of all formats, in their order.
    pub fn extensions() -> impl Iterator<Item = &'static str> {
        FORMATS.iter().flat_map(|format| format.words().1.iter().copied())
    }

    /// The format that a file's extension stands for, in any case of letters; `None` for others.
    pub fn of_name(name: &str) -> Option<Format> {
        let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
        let (_, extension) = file.rsplit_once('.')?;
        let named = |format: &&Format| format.words().1.iter().any(|known| extension.eq_ignore_ascii_case(known));
        FORMATS.iter().find(named).copied()
    }

    /// Whether the bytes of a file are characters.
    fn is_text(self) -> bool {
        !matches!(self.reader(), Reader::Packed(_))
    }

    /// The packed format that the bytes of a file show.
    fn of_bytes(bytes: &[u8]) -> Option<Format> {
        let shown = |format: &&Format| matches!(format.reader(), Reader::Packed(packed) if (packed.shows)(bytes));
        FORMATS.iter().find(shown).copied()
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
        f.write_str(self.words().0)
    }
}

/// Reads `bytes` as `format`, or as what content and name say, within the usual [`Limits`].
///
/// # Errors
/// What stands in the way, to be said with the file's name and the remedy: see [`ReadError::message`].
pub fn read<'a>(bytes: &'a [u8], name: &str, format: Option<Format>) -> Result<Source<'a>, ReadError> {
    read_within(bytes, name, format, &Limits::default())
}

/// Reads as [`read`] does, within limits of the caller's.
///
/// # Errors
/// As [`read`].
pub fn read_within<'a>(
    bytes: &'a [u8],
    name: &str,
    format: Option<Format>,
    limits: &Limits,
) -> Result<Source<'a>, ReadError> {
    let limit = limits.file_size.min(u64::from(u32::MAX));
    if bytes.len() as u64 > limit {
        return Err(ReadError::TooLarge(bytes.len() as u64, limit));
    }
    // What the bytes show counts for more than a name: many a ".doc" is RTF, HTML or a newer Word file.
    if let Some(format) = format.or_else(|| Format::of_bytes(bytes))
        && let Reader::Packed(packed) = format.reader()
    {
        let parts = (packed.read)(bytes, limits)?.into_iter().map(recode::unicode).collect();
        return Ok(Source { format, encoding: Encoding::Utf8, parts });
    }
    let format = format.or_else(|| Format::of_name(name));
    let (text_format, packed) = match format.map(Format::reader) {
        Some(Reader::Packed(_)) => (None, format),
        _ => (format, None),
    };
    // Before it kept them in compound files, Word wrote its documents bare.
    if packed == Some(Format::Doc) && (bytes.starts_with(b"\xdb\xa5") || bytes.starts_with(b"\x9b\xa5")) {
        return Err(ReadError::Outdated("Word 1.0/2.0"));
    }
    let (decoded, outer, encoding) = encoding::decode(bytes).map_err(|error| match (error, packed) {
        (ReadError::Binary, Some(named)) => not_shown(bytes, named, limits),
        (error, _) => error,
    })?;
    let size = decoded.len() as u64;
    if size > u64::from(u32::MAX) {
        return Err(ReadError::TooLarge(size, u64::from(u32::MAX)));
    }
    let format = text_format.unwrap_or_else(|| Format::of_content(&decoded));
    let declared = match (encoding, format) {
        (Encoding::Western, Format::Html) => html::declared(&decoded).and_then(Charset::of_label),
        _ => None,
    };
    let (text, origin) = match format.reader() {
        Reader::Markup(reader) => extract(&decoded, outer, reader),
        _ => (decoded, outer),
    };
    let part = Part { text, origin, ..Part::default() };
    let part = match encoding {
        Encoding::Western => {
            recode::bytes(part, declared).ok_or_else(|| ReadError::Encoding(encoding::valid_up_to(bytes)))?
        }
        _ => recode::unicode(part),
    };
    Ok(Source { format, encoding, parts: vec![part] })
}

/// What is wrong with a file whose bytes do not show the packed format that it is named after.
fn not_shown(bytes: &[u8], named: Format, limits: &Limits) -> ReadError {
    let zipped = || zipped::Zipped::open(bytes, limits).err().filter(|_| zipped::shows(bytes));
    zipped().unwrap_or_else(|| ReadError::Damaged(format!("{named}?")))
}

/// The bytes of a member of a packed file, as unpacked.
///
/// # Errors
/// What stands in the way; [`ReadError::Damaged`] also where there is no member of that name.
pub fn member(bytes: &[u8], name: &str, limits: &Limits) -> Result<Vec<u8>, ReadError> {
    zipped::Zipped::open(bytes, limits)?.unpack(name)
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
    fn places_have_their_page_and_paragraph() {
        let layout = Layout { pages: vec![0, 9], paragraphs: vec![3, 5] };
        assert_eq!([0, 8, 9, 99].map(|at| layout.page(at)), [Some(1), Some(1), Some(2), Some(2)]);
        assert_eq!([0, 4, 5].map(|at| layout.paragraph(at)), [Some(1), Some(1), Some(2)]);
        assert_eq!(Layout::default().page(7), None);
    }

    #[test]
    fn a_limit_is_kept() {
        let limits = Limits { file_size: 4, ..Limits::default() };
        assert_eq!(read_within(b"12345", "a", None, &limits).unwrap_err(), ReadError::TooLarge(5, 4));
        assert!(read_within(b"1234", "a", None, &limits).is_ok());
    }
}
