//! Edits of Word documents: the characters of runs replaced, their formatting kept.

mod remarks;

use crate::source::{Origin, Part, Piece};
use crate::text::Span;

pub use remarks::{Pen, Remark, Remarked, annotate};

/// A change of the bytes of a packed file.
pub(super) type Change = (Span, Vec<u8>);

/// What a piece of the text is in the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Held {
    /// Characters inside a `w:t`.
    Characters,
    /// An element that stands for a sign.
    Element,
    /// Characters of a legacy charset.
    Coded,
    /// Nothing: the end of a paragraph or a cell, an automatic number.
    Nothing,
}

/// What the piece is in the file whose bytes are `xml`.
pub(super) fn held(xml: &[u8], text: &str, piece: &Piece) -> Held {
    let Some(bytes) = xml.get(piece.file.range()) else { return Held::Nothing };
    let inside = || match memchr::memrchr(b'<', &xml[..piece.file.from()]) {
        // Characters that are not escaped must not be mixed with those that are.
        Some(open) => !xml[open..].starts_with(b"<!"),
        None => false,
    };
    match bytes {
        [] => Held::Nothing,
        [b'<', ..] => Held::Element,
        [b'&', .., b';'] | b"\r\n" if inside() => Held::Characters,
        // A raised digit.
        [b'0'..=b'9'] if piece.text.len() > 1 && inside() => Held::Characters,
        _ if piece.text.len() == piece.file.len() && same(piece.text.of(text).as_bytes(), bytes) && inside() => {
            Held::Characters
        }
        _ if inside() => Held::Coded,
        _ => Held::Nothing,
    }
}

/// Whether the file has the same characters; a line break of it may be read as a blank.
fn same(text: &[u8], file: &[u8]) -> bool {
    text == file || text.iter().zip(file).all(|(a, b)| a == b || *a == b' ' && matches!(b, b'\n' | b'\r'))
}

/// The pieces that a span of the part's text is made of, each cut to what lies in the span, and its bytes in the file.
/// `None` where some of it cannot be edited.
pub(super) fn pieces(xml: &[u8], part: &Part, span: Span) -> Option<Vec<(Held, Span)>> {
    let Origin::Pieces(pieces) = &part.origin else { return None };
    let first = pieces.partition_point(|p| p.text.end <= span.start);
    let mut out = Vec::new();
    for piece in pieces[first..].iter().take_while(|p| p.text.start < span.end) {
        let held = held(xml, &part.text, piece);
        let whole = span.covers(piece.text);
        let file = match held {
            Held::Nothing | Held::Coded => return None,
            _ if whole => piece.file,
            Held::Characters if piece.text.len() == piece.file.len() => {
                let from = span.start.max(piece.text.start) - piece.text.start;
                let to = span.end.min(piece.text.end) - piece.text.start;
                Span { start: piece.file.start + from, end: piece.file.start + to }
            }
            _ => return None,
        };
        out.push((held, file));
    }
    Some(out)
}

/// The bytes that an edit of a span of the part's text is about. What only stands among them in the file, as a text box
/// in the middle of a word, is not within.
pub(super) fn claims(xml: &[u8], part: &Part, span: Span) -> Vec<Span> {
    match pieces(xml, part, span) {
        Some(pieces) if !pieces.is_empty() => pieces.into_iter().map(|(_, file)| file).collect(),
        _ => vec![part.origin.to_file(span)],
    }
}

/// The changes that put `replacement` in place of a span of the part's text: all of it into the first run that has any
/// of the characters, the rest of them taken out. `None` where that cannot be done.
pub(super) fn changes(xml: &[u8], part: &Part, at: Span, replacement: &str) -> Option<Vec<Change>> {
    if replacement.chars().any(char::is_control) {
        return None;
    }
    let written = escaped(replacement);
    if at.is_empty() {
        let place = insertion(xml, part, at)?;
        return Some(vec![(Span { start: place, end: place }, written.into_bytes())]);
    }
    let pieces = pieces(xml, part, at)?;
    let first = pieces.iter().position(|(held, _)| *held == Held::Characters);
    let mut out: Vec<Change> = Vec::with_capacity(pieces.len());
    for (index, (held, file)) in pieces.iter().enumerate() {
        let bytes = match (first, held) {
            (Some(first), _) if first == index => written.clone().into_bytes(),
            (None, Held::Element) if index == 0 && !written.is_empty() => {
                let name = element_name(&xml[file.range()])?;
                let prefix = name.split_once(':').map_or(String::new(), |(prefix, _)| format!("{prefix}:"));
                format!(r#"<{prefix}t xml:space="preserve">{written}</{prefix}t>"#).into_bytes()
            }
            _ => Vec::new(),
        };
        match out.last_mut() {
            // Pieces that follow each other in the file are one change.
            Some((span, _)) if span.end == file.start && bytes.is_empty() => span.end = file.end,
            _ => out.push((*file, bytes)),
        }
    }
    Some(out)
}

/// The place in the file for characters put in at a place of the part's text: behind the character before it, else
/// before the one behind it.
fn insertion(xml: &[u8], part: &Part, at: Span) -> Option<u32> {
    let Origin::Pieces(pieces) = &part.origin else { return None };
    let next = pieces.partition_point(|p| p.text.end <= at.start);
    let characters = |piece: &&Piece| held(xml, &part.text, piece) == Held::Characters;
    match (next.checked_sub(1).and_then(|i| pieces.get(i)).filter(characters), pieces.get(next).filter(characters)) {
        (_, Some(piece)) if piece.text.start < at.start => {
            (piece.text.len() == piece.file.len()).then(|| piece.file.start + at.start - piece.text.start)
        }
        (Some(before), _) => Some(before.file.end),
        (None, Some(behind)) => Some(behind.file.start),
        (None, None) => None,
    }
}

/// The name of the element whose start tag the bytes begin with.
fn element_name(tag: &[u8]) -> Option<&str> {
    let rest = tag.strip_prefix(b"<")?;
    let end = rest.iter().position(|b| b.is_ascii_whitespace() || matches!(b, b'/' | b'>'))?;
    str::from_utf8(&rest[..end]).ok()
}

/// The text as characters of XML.
pub(super) fn escaped(text: &str) -> String {
    quick_xml::escape::escape(text).into_owned()
}

/// Adds what keeps the outer blanks of runs that got some by the changes: without a word about it, blanks at the ends
/// of a run are none. The changes are in order then.
pub(super) fn keep_blanks(xml: &[u8], changes: &mut Vec<Change>) {
    changes.sort_by_key(|(span, _)| *span);
    let mut added: Vec<Change> = Vec::new();
    let mut rest = changes.as_slice();
    while let Some((first, _)) = rest.first() {
        let Some(content) = characters_around(xml, *first) else {
            rest = &rest[1..];
            continue;
        };
        let inside = rest.iter().take_while(|(span, _)| span.to() <= content.to()).count();
        let (inside, behind) = rest.split_at(inside.max(1));
        rest = behind;
        let mut new = Vec::new();
        let mut done = content.from();
        for (span, bytes) in inside {
            new.extend_from_slice(xml.get(done..span.from()).unwrap_or_default());
            new.extend_from_slice(bytes);
            done = span.to();
        }
        new.extend_from_slice(xml.get(done..content.to()).unwrap_or_default());
        let blank = |b: Option<&u8>| b.is_some_and(u8::is_ascii_whitespace);
        if blank(new.first()) || blank(new.last()) {
            let at = content.start - 1;
            added.push((Span { start: at, end: at }, br#" xml:space="preserve""#.to_vec()));
        }
    }
    changes.extend(added);
    changes.sort_by_key(|(span, _)| *span);
}

/// The characters between the tags of a `w:t` around a change in them, where its start tag does not keep outer blanks.
fn characters_around(xml: &[u8], change: Span) -> Option<Span> {
    if xml.get(change.range())?.starts_with(b"<") {
        return None;
    }
    let open = memchr::memrchr(b'<', &xml[..change.from()])?;
    let start = open + memchr::memchr(b'>', &xml[open..change.from()])? + 1;
    let kept = memchr::memmem::find(&xml[open..start], b"preserve").is_some();
    let end = start + memchr::memchr(b'<', &xml[start..])?;
    (!kept && change.to() <= end).then(|| Span::new(start, end))
}

/// The file with the changes made, which are in order and apart.
pub(super) fn spliced(xml: &[u8], changes: &[Change]) -> Vec<u8> {
    let mut out = Vec::with_capacity(xml.len());
    let mut done = 0;
    for (span, bytes) in changes {
        out.extend_from_slice(&xml[done..span.from()]);
        out.extend_from_slice(bytes);
        done = span.to();
    }
    out.extend_from_slice(&xml[done..]);
    out
}
