//! The head: what a document says of itself above its body.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::parse::{self, DateForm, Kind, Reader};
use crate::text::{Span, is_letter};

use super::{Document, Head};

/// How far a head reaches at most, in bytes: two columns, motto, number, date, title and subject.
const REACH: usize = 6000;

pub(super) fn find(doc: &Document, bases: &[Span]) -> Head {
    let text = doc.text();
    let r = Reader { text, plain: doc.plain, own: doc.own };
    let mut head = Head { own: doc.mentions.iter().position(|m| matches!(m.kind, Kind::Own(_))), ..Head::default() };
    head.date = place_and_date(doc, &r);
    let number_at = head.own.map(|i| doc.mentions[i].span.from());
    let date_at = head.date.map(|d| d.span.from());
    if let Some(limit) = number_at.or(date_at) {
        head.issuer = issuer_above(&r, limit);
        let from = number_at.max(date_at).unwrap_or(0);
        head.doc_type = title_below(&r, from);
        if let Some(word) = head.doc_type {
            head.subject = line_below(text, word.span.to());
        }
    }
    head.bases = lines_of(text, bases);
    head
}

/// "Hà Nội, ngày 05 tháng 3 năm 2020": a date in words behind a place, its line holding little else.
fn place_and_date(doc: &Document, r: &Reader) -> Option<parse::DateRef> {
    let text = r.text;
    doc.dates
        .iter()
        .take_while(|d| d.span.from() < REACH)
        .filter(|d| d.form == DateForm::Words && d.day.is_some() && d.said)
        .find(|d| {
            let day = r.words_before(d.span.from(), "ngày").unwrap_or(d.span.from());
            let before = text[..day].trim_end();
            let line = before.rfind('\n').map_or(0, |i| i + 1);
            let place = before[line..].trim_end_matches(',').trim();
            // The number may stand in the same line, in the left column.
            let place = place.rsplit(['\t', '|', '\u{b}']).next().unwrap_or(place);
            let place = place
                .rsplit("   ")
                .next()
                .unwrap_or(place)
                .trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '|'));
            let capital = place.chars().next().is_some_and(char::is_uppercase);
            let line_end = text[d.span.to()..].find('\n').map_or(text.len(), |i| d.span.to() + i);
            let behind = text[d.span.to()..line_end]
                .trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '|' | '\\'));
            before.ends_with(',')
                && capital
                && place.chars().count() < 40
                && behind.is_empty()
                && !doc.mentions.iter().any(|m| m.citation().is_some_and(|c| c.date.is_some_and(|x| x.span == d.span)))
        })
        .copied()
}

/// The body named in capitals above the number: its last one before `limit` that is not the country's name.
fn issuer_above(r: &Reader, limit: usize) -> Option<parse::Issuer> {
    const PLACES: [&str; 9] = ["tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "đặc khu"];
    let body_at = |at: usize| {
        let mut body = parse::issuer_at(r, at).filter(|body| !is_letterhead(body.span.of(r.text)))?;
        body.span = in_its_column(r.text, body.span);
        Some(body)
    };
    // From the last line and column upward.
    let mut places = Vec::new();
    let mut end = limit;
    for cut in memchr::memrchr3_iter(b'\n', b'\t', b'|', &r.bytes()[..limit]).map(Some).chain([None]) {
        let start = cut.map_or(0, |at| at + 1);
        let piece = &r.text[start..end];
        end = cut.unwrap_or(0);
        let shout = piece.chars().filter(|c| is_letter(*c)).take(6).all(char::is_uppercase)
            && piece.trim().chars().nth(3).is_some();
        if !shout {
            continue;
        }
        let name = piece.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '#' | '_'));
        let at = start + piece.len() - name.len();
        // "TỈNH NAM ĐỊNH" below "HỘI ĐỒNG NHÂN DÂN" goes on the name above.
        if PLACES.iter().any(|words| r.words(at, words).is_some()) {
            places.push(at);
        } else if let Some(body) = body_at(at) {
            return Some(body);
        }
    }
    places.into_iter().rev().find_map(body_at)
}

/// The name of a body without what stands in the other column of the head, or is the label of the number in the line
/// below: both have capitals as names have.
fn in_its_column(text: &str, span: Span) -> Span {
    let name = span.of(text);
    let name = name.split('\t').next().unwrap_or(name);
    let name = name.strip_suffix("Số").filter(|name| name.ends_with('\n')).unwrap_or(name);
    Span::new(span.from(), span.from() + name.trim_end().len())
}

/// Whether the words name the country or the Party above the motto, not the body on the left.
fn is_letterhead(name: &str) -> bool {
    let name = name.to_lowercase();
    name.starts_with("cộng h") || name.starts_with("đảng cộng sản")
}

/// The type of the document in a line of its own, in capitals, below number and date.
fn title_below(r: &Reader, from: usize) -> Option<parse::TypeWord> {
    let mut at = from;
    for line in r.text[from..].split_inclusive('\n').take(14) {
        let start = at
            + (line.len()
                - line.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '#' | '_' | '|')).len());
        at += line.len();
        let Some((word, end)) = parse::type_at(r, start.min(r.text.len())).filter(|(_, end)| *end <= at) else {
            continue;
        };
        let shout = word.span.of(r.text).chars().all(|c| c.is_uppercase() || c.is_whitespace());
        let alone = r.text[end..at]
            .trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | ':' | '|'))
            .chars()
            .all(|c| !c.is_lowercase());
        if shout && alone {
            return Some(word);
        }
    }
    None
}

fn line_below(text: &str, from: usize) -> Option<Span> {
    let line = from + text[from..].find('\n')? + 1;
    let end = text[line..].find('\n').map_or(text.len(), |i| line + i);
    let piece = text[line..end].trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_'));
    let start = line + text[line..end].find(piece)?;
    (piece.len() > 3).then(|| Span::new(start, start + piece.len()))
}

/// "VĂN BẢN HỢP NHẤT" on top, or a number of one.
pub(super) fn is_consolidated(doc: &Document) -> bool {
    static WORDS: LazyLock<[Finder; 4]> =
        LazyLock::new(|| ["HỢP NHẤT", "được sửa đổi, bổ sung bởi:", "VBHN-", "ăn bản hợp nhất"].map(Finder::new));
    let own = doc.head.own.and_then(|i| doc.mentions[i].number());
    let top = &doc.text().as_bytes()[..doc.text().floor_char_boundary(3000)];
    own.is_some_and(|n| n.canonical.contains("VBHN")) || WORDS.iter().any(|words| words.find(top).is_some())
}

/// The lines that begin with one of the words "Căn cứ".
fn lines_of(text: &str, words: &[Span]) -> Vec<Span> {
    words
        .iter()
        .map(|word| word.from())
        .filter(|&at| {
            let before = text[..at].trim_end_matches([' ', '\t', '*', '_', '-', '+', '>', '“']);
            before.is_empty() || before.ends_with('\n')
        })
        .map(|at| Span::new(at, text[at..].find('\n').map_or(text.len(), |i| at + i)))
        .collect()
}
