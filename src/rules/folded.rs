//! What the rules on characters share: the places where the search copy differs from the text, and edits that mend them.

use crate::document::Document;
use crate::text::{Fold, Replaced, Search, Span, is_letter};

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

/// A span of the text in the search copy; its ends lie outside what was replaced.
pub(super) fn to_copy(search: &Search, span: Span) -> Span {
    let place = |at: u32| {
        let after = search.replaced().partition_point(|r| r.original.end <= at);
        match after.checked_sub(1).map(|i| search.replaced()[i]) {
            Some(r) => r.copy.end + (at - r.original.end),
            None => at,
        }
    };
    Span { start: place(span.start), end: place(span.end) }
}

/// The edit that makes a span of the text read `right`.
pub(super) fn edit_of(doc: &Document, span: Span, right: String) -> Edit {
    let mut copy = to_copy(doc.search, span);
    let mut replacement = right;
    // What was left out at the very end is reached only from the character behind it.
    if doc.original(copy).end != span.end
        && let Some(c) = doc.text()[copy.to()..].chars().next()
    {
        copy.end += c.len_utf8() as u32;
        replacement.push(c);
    }
    Edit { span: copy, replacement }
}

/// The first word that has a letter with a mark; an empty span at the beginning where there is none.
pub(super) fn first_marked_word(text: &str) -> Span {
    let words = text.split(|c| !is_letter(c));
    let word = words.into_iter().find(|word| !word.is_ascii()).unwrap_or(&text[..0]);
    let at = word.as_ptr() as usize - text.as_ptr() as usize;
    Span::new(at, at + word.len())
}
