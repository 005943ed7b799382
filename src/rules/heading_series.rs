//! Where the numbers of headings do not go on by one.

use super::pinpoint_values::place;
use crate::document::Document;
use crate::parse::Unit;
use crate::text::{Span, is_letter};

/// A heading whose number does not follow the one before it.
pub(super) struct Break {
    /// Its place in the outline.
    pub at: usize,
    /// The heading before it in the series.
    pub before: usize,
    /// The number it should have.
    pub expected: u32,
    /// The number it has.
    pub found: u32,
    /// Whether the series goes on as if the expected number stood there.
    pub mends: bool,
}

/// The breaks of one series of headings, given by their places in the outline.
///
/// A series that does not begin with 1 is no whole one and has no breaks. Inserted headings ("Điều 12a") do not count.
pub(super) fn breaks(doc: &Document, series: &[usize]) -> Vec<Break> {
    numbered_breaks(&numbered(doc, series))
}

/// The headings of `series` that are no inserted ones, with their numbers.
pub(super) fn numbered(doc: &Document, series: &[usize]) -> Vec<(usize, u32)> {
    series.iter().filter_map(|&i| Some((i, number(doc, i)?))).collect()
}

/// The number of the heading at `at` in the outline, where it is no inserted one.
pub(super) fn number(doc: &Document, at: usize) -> Option<u32> {
    let h = &doc.outline[at];
    place(h.unit, doc.slice(h.value)).filter(|p| p.1 == 0).map(|p| p.0)
}

/// The breaks of a series whose numbers are known.
pub(super) fn numbered_breaks(places: &[(usize, u32)]) -> Vec<Break> {
    if places.first().is_none_or(|p| p.1 != 1) {
        return Vec::new();
    }
    let mut out = Vec::new();
    let mut last = 1;
    for (n, &(at, found)) in places.iter().enumerate().skip(1) {
        let expected = last + 1;
        // A series may begin again; "1, 1, 3" does not, its second is a wrong 2.
        if found == 1 && (last > 1 || places.get(n + 1).is_some_and(|next| next.1 == 2)) {
            last = 1;
            continue;
        }
        if found == expected {
            last = found;
            continue;
        }
        let next = places.get(n + 1).map(|next| next.1);
        // "Điều 7." where a line of prose wraps: the series goes on below it as if it were not there.
        if next == Some(expected) && found != last {
            continue;
        }
        let mends = next.is_none_or(|next| next == expected + 1);
        out.push(Break { at, before: places[n - 1].0, expected, found, mends });
        last = if mends { expected } else { found };
    }
    out
}

/// Whether the numbers of a list go on by one from 1 to its end, as most do.
pub(super) fn counts_on(doc: &Document, list: &[usize]) -> bool {
    list.iter().zip(1..).all(|(&at, count)| number(doc, at) == Some(count))
}

/// How many lists are open within each other at most: more than any law has.
const DEEP: usize = 16;

/// The breaks of a list that may hold lists of its own, each beginning with 1, one after the other or one in the other.
pub(super) fn nested_breaks(doc: &Document, list: &[usize]) -> Vec<Break> {
    if counts_on(doc, list) {
        return Vec::new();
    }
    let mut out = Vec::new();
    // The last number and heading of each list that is open.
    let mut open: Vec<(u32, usize)> = Vec::new();
    let place_of = |&i: &usize| {
        let h = &doc.outline[i];
        place(h.unit, doc.slice(h.value))
    };
    // A letter outside the alphabet of points makes its list one of another kind.
    let Some(numbers) = list.iter().map(place_of).collect::<Option<Vec<_>>>() else { return Vec::new() };
    for (n, (&at, &(found, inserted))) in list.iter().zip(&numbers).enumerate() {
        if inserted > 0 {
            continue;
        }
        let outer = open.len().saturating_sub(DEEP);
        if let Some(depth) = open[outer..].iter().rposition(|(last, _)| last + 1 == found).map(|at| outer + at) {
            open.truncate(depth);
            open.push((found, at));
            continue;
        }
        let next = numbers[n + 1..].iter().find(|p| p.1 == 0).map(|p| p.0);
        let Some(&(last, before)) = open.last() else {
            if found != 1 {
                return Vec::new();
            }
            open.push((found, at));
            continue;
        };
        let expected = last + 1;
        let mends = next.is_none_or(|next| next == expected + 1 || next == 1);
        // "1, 1, 3": the second is a wrong 2, not a list inside the first.
        if found == 1 && !(last == 1 && next == Some(3)) {
            open.push((found, at));
            continue;
        }
        out.push(Break { at, before, expected, found, mends });
        open.pop();
        open.push((if mends { expected } else { found }, at));
    }
    out
}

/// Whether the item left out stands in a line of another, where a line break was lost: "… nhà thuốc; e) Báo cáo".
pub(super) fn is_inside_line(doc: &Document, b: &Break, right: &str) -> bool {
    let (before, at) = (doc.outline[b.before].span, doc.outline[b.at].span);
    if b.found < b.expected {
        return false;
    }
    let mark = if doc.outline[b.at].unit == Unit::Diem { ")" } else { "." };
    let between = doc.slice(Span::new(before.to(), at.from()));
    between.match_indices(right).any(|(i, _)| {
        let lead = between[..i].trim_end();
        lead.ends_with(['.', ';', ':', ',']) && between[i + right.len()..].starts_with(mark)
    })
}

/// The headings that stand right below "… sửa đổi, bổ sung như sau:" without quotation marks: parts of the text amended.
pub(super) fn unmarked_quotes(doc: &Document) -> Vec<usize> {
    let mut out = Vec::new();
    for (i, h) in doc.outline.iter().enumerate() {
        let first = i == 0 && h.unit >= Unit::Dieu;
        if !h.quoted && !first && announces_amendment(doc, h.span.from()) {
            out.push(i);
        }
    }
    out
}

/// Whether the line that ends before `at` announces an amendment: "Sửa đổi, bổ sung Điều 7 như sau:".
fn announces_amendment(doc: &Document, at: usize) -> bool {
    let blank = |b: &u8| matches!(b, b' ' | b'\n' | b'\r' | b'\t' | b'*' | b'#' | b'_' | b'>');
    let last = doc.text().as_bytes()[..at].iter().rfind(|b| !blank(b));
    // Nearly always a letter or another sign than the colon.
    if last.is_none_or(|b| b.is_ascii_graphic() && *b != b':') {
        return false;
    }
    let before = doc.text()[..at].trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '#' | '_' | '>'));
    if !before.ends_with("như sau:") {
        return false;
    }
    let line = doc.line_before(before.len());
    starts_amendment(line)
        || ["đổi, bổ sung như sau:", "sửa đổi như sau:", "bổ sung như sau:"].iter().any(|w| line.ends_with(w))
}

/// Whether the line at the beginning of `text` begins, behind its number, with words of amending.
fn starts_amendment(text: &str) -> bool {
    let words = from_letter(text);
    // "a) Sửa đổi", "Điều 1. Sửa đổi".
    let letter = words.chars().next().map_or(0, char::len_utf8);
    let words = match words.as_bytes().get(letter) {
        Some(b')' | b'.') => words[letter + 1..].trim_start_matches(|c: char| c.is_whitespace() && c != '\n'),
        _ => words,
    };
    let words = match words.as_bytes().first() {
        Some(0xc4) => words.strip_prefix("Điều ").map_or(words, from_letter),
        _ => words,
    };
    let verbs: &[&str] = match words.as_bytes().first() {
        Some(b'S') => &["Sửa đổi"],
        Some(b'B') => &["Bổ sung", "Bỏ cụm", "Bãi bỏ"],
        Some(b'T') => &["Thay thế", "Thay cụm", "Thay từ"],
        _ => return false,
    };
    if !verbs.iter().any(|verb| words.starts_with(verb)) {
        return false;
    }
    let line = &words[..memchr::memchr(b'\n', words.as_bytes()).unwrap_or(words.len())];
    ["Điều ", "điều ", "hoản ", "iểm ", "cụm từ", "hương ", "ục "].iter().any(|w| line.contains(w))
}

/// What begins with the first letter of the first line of `text`, or with the end of the line.
fn from_letter(text: &str) -> &str {
    let plain = text.bytes().take_while(|b| b.is_ascii() && !b.is_ascii_alphabetic() && *b != b'\n').count();
    text[plain..].trim_start_matches(|c: char| !is_letter(c) && c != '\n')
}

/// The articles in which parts of another text are amended, by their places in the outline, in its order.
pub(super) fn amending_articles(doc: &Document) -> Vec<usize> {
    let mut out: Vec<usize> = Vec::new();
    let mut article = None;
    for (i, h) in doc.outline.iter().enumerate() {
        if !h.quoted && h.unit == Unit::Dieu {
            article = Some(i);
        }
        let Some(article) = article.filter(|a| out.last() != Some(a)) else { continue };
        // What it quotes is what it amends.
        if h.quoted || h.unit <= Unit::Dieu && starts_amendment(&doc.text()[h.span.from()..]) {
            out.push(article);
        }
    }
    out
}
