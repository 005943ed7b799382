//! What the rules on characters share: the places where the search copy differs from the text, and edits that mend them.

use crate::document::Document;
use crate::text::{Fold, Replaced, Span};

use super::Edit;

/// The places inside `span` of these kinds. What was left out right before or behind it is outside.
pub(super) fn inside<'a>(doc: &'a Document, span: Span, folds: &'a [Fold]) -> impl Iterator<Item = Replaced> + 'a {
    doc.search.replaced_in(span).iter().copied().filter(move |r| {
        folds.contains(&r.fold) && if r.copy.is_empty() { r.copy.start > span.start } else { span.covers(r.copy) }
    })
}

/// The edit that gives the text what the copy has at `place`.
pub(super) fn mend(doc: &Document, place: Replaced) -> Edit {
    let span = if place.copy.is_empty() { around(doc.text(), place.copy.from()) } else { place.copy };
    Edit { span, replacement: doc.slice(span).to_string() }
}

/// The characters before and behind a place: an edit of an empty piece of the copy would not reach what was left out.
pub(super) fn around(text: &str, at: usize) -> Span {
    let before = text[..at].chars().next_back().map_or(0, char::len_utf8);
    let behind = text[at..].chars().next().map_or(0, char::len_utf8);
    Span::new(at - before, at + behind)
}

/// Edits in the order of the text, those that touch joined.
pub(super) fn joined(doc: &Document, mut edits: Vec<Edit>) -> Vec<Edit> {
    edits.sort_by_key(|e| e.span);
    let mut out: Vec<Edit> = Vec::with_capacity(edits.len());
    for edit in edits {
        match out.last_mut() {
            Some(last) if edit.span.start < last.span.end => {
                last.span = last.span.join(edit.span);
                last.replacement = doc.slice(last.span).to_string();
            }
            _ => out.push(edit),
        }
    }
    out
}

/// The characters that the text has at these places, each once, in the order of the text.
pub(super) fn distinct_chars(doc: &Document, places: &[Replaced]) -> Vec<char> {
    let mut seen: Vec<char> = Vec::new();
    for p in places {
        for c in p.original.of(doc.search.original()).chars() {
            if !seen.contains(&c) {
                seen.push(c);
            }
        }
    }
    seen
}

/// The run of letters and digits around a place of the copy.
pub(super) fn word_around(text: &str, span: Span) -> Span {
    let start = text[..span.from()]
        .char_indices()
        .rev()
        .take_while(|(_, c)| c.is_alphanumeric())
        .last()
        .map_or(span.from(), |(i, _)| i);
    let rest = &text[span.to()..];
    Span::new(start, span.to() + rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len()))
}

/// Whether a date or the years of a term stand over `span`.
pub(super) fn in_date(doc: &Document, span: Span) -> bool {
    let at = doc.dates.partition_point(|d| d.span.start <= span.start);
    let before = doc.mentions.partition_point(|m| m.span.start <= span.start);
    at.checked_sub(1).is_some_and(|i| doc.dates[i].span.covers(span))
        || doc.mentions[before.saturating_sub(4)..before]
            .iter()
            .filter_map(|m| m.term()?.years)
            .any(|y| y.span.covers(span))
}

/// Whether a number of a document stands over `span`.
pub(super) fn in_number(doc: &Document, span: Span) -> bool {
    let at = doc.mentions.partition_point(|m| m.span.start <= span.start);
    doc.mentions[at.saturating_sub(4)..at].iter().filter_map(|m| m.number()).any(|n| n.span.covers(span))
}
