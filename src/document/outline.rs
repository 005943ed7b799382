//! The outline: chapters, articles, clauses and points of the text's own body, in its order.

use crate::parse::{Reader, Unit};
use crate::text::Span;

use super::{Document, Heading};

pub(super) fn find(doc: &Document) -> Vec<Heading> {
    let text = doc.text();
    let bytes = text.as_bytes();
    let r = Reader { text, plain: false };
    let mut out: Vec<Heading> = Vec::new();
    // The heading of each unit that is open now, from point to part.
    let mut open: [Option<u32>; 9] = [None; 9];
    let mut line = 0;
    loop {
        let mut at = line;
        while matches!(bytes.get(at), Some(b' ' | b'\t' | b'*' | b'#' | b'_' | b'>')) {
            at += 1;
        }
        if bytes[at..].starts_with("“".as_bytes()) {
            at += "“".len();
        }
        if let Some((unit, value, start)) = heading_at(&r, at) {
            let quoted = doc.is_quoted(Span::new(start, value.to()));
            let parent = if quoted { None } else { (unit as usize + 1..9).find_map(|u| open[u]) };
            if !quoted {
                open[..unit as usize].fill(None);
                open[unit as usize] = Some(out.len() as u32);
            }
            out.push(Heading { unit, value, span: Span::new(start, value.to()), parent, quoted });
        }
        match memchr::memchr(b'\n', &bytes[line..]) {
            Some(i) => line += i + 1,
            None => break,
        }
    }
    out
}

/// The heading that begins at `at`, the first sign of a line: its unit, value and begin.
fn heading_at(r: &Reader, at: usize) -> Option<(Unit, Span, usize)> {
    let bytes = r.bytes();
    match *bytes.get(at)? {
        b'0'..=b'9' => {
            let figures = bytes[at..].iter().take_while(|b| b.is_ascii_digit()).count();
            let mut end = at + figures;
            if figures > 3 {
                return None;
            }
            if matches!(r.byte(end), b'a'..=b'z') {
                end += 1;
            }
            let stop = r.byte(end) == b'.' && !r.byte(end + 1).is_ascii_digit();
            let escaped = r.byte(end) == b'\\' && r.byte(end + 1) == b'.';
            (stop || escaped).then(|| (Unit::Khoan, Span::new(at, end), at))
        }
        b'a'..=b'z' if r.byte(at + 1) == b')' => Some((Unit::Diem, Span::new(at, at + 1), at)),
        b'a'..=b'z' if r.byte(at + 1).is_ascii_digit() && r.byte(at + 2) == b')' => {
            Some((Unit::Diem, Span::new(at, at + 2), at))
        }
        0xc4 if r.rest(at).starts_with("đ)") => Some((Unit::Diem, Span::new(at, at + "đ".len()), at)),
        0xc4 | b'C' | b'M' => {
            let (words, unit) = [("điều", Unit::Dieu), ("chương", Unit::Chuong), ("mục", Unit::Muc)]
                .into_iter()
                .find(|(w, _)| r.words(at, w).is_some())?;
            let i = r.blank(r.words(at, words)?);
            let end = i + bytes[i..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
            let value = &r.text[i..end];
            let fits = match unit {
                Unit::Dieu => value.starts_with(|c: char| c.is_ascii_digit()) && value.len() <= 5,
                _ => {
                    value.starts_with(|c: char| c.is_ascii_digit())
                        || !value.is_empty() && value.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L'))
                }
            };
            let behind = r.rest(end);
            let line = behind.split('\n').next().unwrap_or("");
            let stop = match unit {
                Unit::Dieu => behind.starts_with(['.', ':']) || line.trim().is_empty(),
                _ => {
                    line.trim_matches(|c: char| c.is_whitespace() || c == '*').is_empty()
                        || line.starts_with(['.', ':'])
                        || !line.chars().any(char::is_lowercase)
                }
            };
            (fits && stop && r.char(at).is_some_and(char::is_uppercase)).then(|| (unit, Span::new(i, end), at))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::text::Search;

    use super::*;

    #[test]
    fn headings_know_their_parents() {
        let text = "Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. Phạm vi\n1. Một.\n2. Hai:\na) A;\nđ) B.\nĐiều 2. Sửa đổi như sau:\n“Điều 9. X\n1. Y.”\n";
        let search = Search::new(text);
        let doc = super::super::read(&search);
        let seen: Vec<_> = doc.outline.iter().map(|h| (h.unit, h.value.of(text), h.parent, h.quoted)).collect();
        assert_eq!(
            seen,
            [
                (Unit::Chuong, "I", None, false),
                (Unit::Dieu, "1", Some(0), false),
                (Unit::Khoan, "1", Some(1), false),
                (Unit::Khoan, "2", Some(1), false),
                (Unit::Diem, "a", Some(3), false),
                (Unit::Diem, "đ", Some(3), false),
                (Unit::Dieu, "2", Some(0), false),
                (Unit::Dieu, "9", None, true),
                (Unit::Khoan, "1", None, true),
            ]
        );
    }
}
