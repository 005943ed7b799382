//! Comments of Markdown and HTML, which no reader takes for text.

use std::borrow::Cow;

use memchr::memmem;

use crate::text::Span;

use super::origin::Collected;
use super::{Format, Origin, Part, Source, encoding, origin};

/// Comments of a file.
#[derive(Debug)]
pub struct Comments {
    /// What stands in them, one a line, as a part of its own.
    pub part: Part<'static>,
    /// Each comment's place in that part's text, and where in the text of the file's own part stands what follows it.
    pub list: Vec<(Span, u32)>,
}

/// The comments of a Markdown or HTML file that begin with `word`. `None` where there is none; a file of another format
/// has none.
pub fn comments(bytes: &[u8], source: &Source, word: &str) -> Option<Comments> {
    if !matches!(source.format, Format::Markdown | Format::Html) {
        return None;
    }
    memmem::find(bytes, &source.encoding.encode(word)?)?;
    let (text, outer, _) = encoding::decode(bytes).ok()?;
    let own = source.parts.first()?;
    let mut out = Collected::default();
    let mut list = Vec::new();
    let mut at = 0;
    while let Some(open) = memmem::find(&text.as_bytes()[at..], b"<!--").map(|found| at + found) {
        let inside = open + 4;
        let Some(length) = memmem::find(&text.as_bytes()[inside..], b"-->") else { break };
        at = inside + length + 3;
        let words = text[inside..inside + length].trim();
        let from = inside + (text[inside..].len() - text[inside..].trim_start().len());
        if !words.starts_with(word) || is_text(&own.origin, &outer, Span::new(from, from + words.len())) {
            continue;
        }
        if !list.is_empty() {
            out.put("\n", at, at);
        }
        let start = out.text.len();
        out.copy(words, from);
        let after = outer.to_file(Span::new(at, at)).start;
        list.push((Span::new(start, out.text.len()), own.origin.to_text(after)));
    }
    if list.is_empty() {
        return None;
    }
    let part = Part { text: Cow::Owned(out.text), origin: Origin::within(out.pieces, outer), ..Part::default() };
    Some(Comments { part, list })
}

/// Whether a span of the decoded file is text of the part, as in an example inside code.
fn is_text(own: &Origin, outer: &Origin, span: Span) -> bool {
    let (pieces, span): (&[origin::Piece], Span) = match own {
        Origin::Pieces(pieces) => (pieces, outer.to_file(span)),
        Origin::Nested(pieces, _) => (pieces, span),
        Origin::Recoded(_, own) => return is_text(own, outer, span),
        _ => return false,
    };
    let next = pieces.partition_point(|piece| piece.file.end <= span.start);
    // A run of blanks with the comment within is read as one blank: such a piece is longer in the file.
    pieces.get(next).is_some_and(|piece| piece.text.len() == piece.file.len() && piece.file.overlaps(span))
}

#[cfg(test)]
mod tests {
    use super::super::{Encoding, read};
    use super::*;

    #[test]
    fn comments_are_found_with_what_follows_them() {
        let page = "<p>a</p><!-- soat: x -->\n<p>b <!-- other --> <!--soat: y--> c</p>";
        for encoding in [Encoding::Utf8, Encoding::Utf16Le] {
            let mark = if encoding == Encoding::Utf8 { "" } else { "\u{feff}" };
            let bytes = encoding.encode(&format!("{mark}{page}")).unwrap().into_owned();
            let source = read(&bytes, "a.html", None).unwrap();
            let found = comments(&bytes, &source, "soat:").unwrap();
            assert_eq!(found.part.text, "soat: x\nsoat: y");
            let rest: Vec<&str> =
                found.list.iter().map(|(_, after)| &source.parts[0].text[*after as usize..]).collect();
            assert!(rest[0].starts_with('b') && rest[1].trim_start() == "c", "{rest:?}");
            let file = found.part.origin.to_file(found.list[1].0);
            assert_eq!(bytes[file.range()], *encoding.encode("soat: y").unwrap());
        }
    }

    #[test]
    fn code_is_no_comment() {
        let text = "```\n<!-- soat: x -->\n```\n";
        let source = read(text.as_bytes(), "a.md", None).unwrap();
        assert!(comments(text.as_bytes(), &source, "soat:").is_none());
    }
}
