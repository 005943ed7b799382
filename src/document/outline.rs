//! The outline: chapters, articles, clauses and points of the text's own body, in its order.

use std::sync::LazyLock;

use crate::parse::{ByInitial, Reader, Unit};
use crate::text::{Span, is_letter};

use super::{Document, Heading};

pub(super) fn find(doc: &Document) -> Vec<Heading> {
    let text = doc.text();
    let bytes = text.as_bytes();
    let r = Reader::marked(text);
    let mut out: Vec<Heading> = Vec::new();
    // The heading of each unit that is open now, from point to part.
    let mut open: [Option<u32>; 9] = [None; 9];
    let mut body = 0;
    // Whether the current body has articles, and which heading comes first behind the last line that may begin another.
    let mut articles = false;
    let mut border: Option<usize> = None;
    // The number of the last article; the first heading, the body and the last article before an annex began.
    let mut last = 0u32;
    let mut cut: Option<(usize, u32, u32)> = None;
    // As `Document::is_quoted` for one place after the other: how many quotations begin above.
    let mut begun = 0;
    let mut is_quoted = |span: Span| {
        begun += doc.quotes[begun..].iter().take_while(|q| q.start <= span.start).count();
        begun > 0 && doc.quotes[begun - 1].overlaps(span)
    };
    let mut line = 0;
    loop {
        let mut at = line;
        while matches!(bytes.get(at), Some(b' ' | b'\t' | b'*' | b'#' | b'_' | b'>')) {
            at += 1;
        }
        if bytes.get(at) == Some(&0xe2) && r.rest(at).starts_with('“') {
            at += "“".len();
        }
        let next = memchr::memchr(b'\n', &bytes[line..]).map(|i| line + i + 1);
        if let Some((unit, value, start)) = heading_at(&r, at) {
            let quoted = is_quoted(Span::new(start, value.to()));
            if !quoted && unit == Unit::Dieu {
                let number = value.of(text).trim_end_matches(|c: char| c.is_ascii_lowercase()).parse().unwrap_or(0);
                if number == 1
                    && articles
                    && let Some(first) = border
                {
                    body += 1;
                    for h in &mut out[first..] {
                        h.body = body;
                    }
                }
                // A line that only looked like an annex: the articles go on below it.
                if let Some((first, before, last)) = cut.take()
                    && number == last + 1
                {
                    body = before;
                    for h in &mut out[first..] {
                        h.body = body;
                    }
                }
                last = number;
                articles = true;
                border = None;
            }
            let parent = if quoted { None } else { (unit as usize + 1..9).find_map(|u| open[u]) };
            if !quoted {
                open[..unit as usize].fill(None);
                open[unit as usize] = Some(out.len() as u32);
            }
            if out.is_empty() {
                // Laws have a heading every few hundred bytes.
                out.reserve((text.len() - at) / 512);
            }
            out.push(Heading { unit, value, span: Span::new(start, value.to()), parent, quoted, body });
        } else if !out.is_empty() {
            match border_at(&r, &text[at..next.unwrap_or(text.len())]) {
                Border::None => {}
                Border::Title => border = border.or(Some(out.len())),
                Border::Annex(value) => {
                    if !is_quoted(Span::new(at, at + 1)) {
                        if articles {
                            cut = Some((out.len(), body, last));
                        }
                        body += 1;
                        articles = false;
                        border = None;
                        open.fill(None);
                        if let Some(value) = value {
                            let span = Span::new(at, value.to());
                            out.push(Heading { unit: Unit::PhuLuc, value, span, parent: None, quoted: false, body });
                        }
                    }
                }
            }
        }
        match next {
            Some(next) => line = next,
            None => break,
        }
    }
    out
}

/// Whether another text may begin with a line.
enum Border {
    None,
    /// Only if articles begin again below it: "QUY CHẾ", "CHỦ TỊCH".
    Title,
    /// "Nơi nhận:", "PHỤ LỤC I", "(Kèm theo Quyết định …)": the articles end here.
    /// With the value of an annex that is numbered.
    Annex(Option<Span>),
}

/// "II", "01" behind the words of an annex.
fn annex_value(r: &Reader, end: usize) -> Option<Span> {
    let mut start = r.blank(end);
    if let Some(e) = r.words(start, "số") {
        start = r.blank(e);
    }
    let len =
        r.bytes()[start..].iter().take_while(|b| b.is_ascii_digit() || matches!(b, b'I' | b'V' | b'X' | b'L')).count();
    (len > 0 && !r.glued(start + len)).then(|| Span::new(start, start + len))
}

fn border_at(r: &Reader, line: &str) -> Border {
    static ANNEX: LazyLock<ByInitial<()>> = LazyLock::new(|| {
        let words = ["phụ lục", "nơi nhận", "mẫu số", "mẫu", "biểu mẫu", "biểu số", "danh mục", "phụ biểu"];
        ByInitial::words(&words)
    });
    static ATTACHED: LazyLock<ByInitial<()>> =
        LazyLock::new(|| ByInitial::words(&["kèm theo", "ban hành kèm theo", "được ban hành kèm theo"]));
    let lead = line.bytes().take_while(|b| matches!(b, b'(' | b'|' | b'*' | b'_' | b' ' | b'[' | b'\\')).count();
    let line = &line[lead..];
    if !line.starts_with(char::is_uppercase) {
        return Border::None;
    }
    let line = line.trim_end();
    if line.len() < 400 {
        let at = line.as_ptr() as usize - r.text.as_ptr() as usize;
        if ATTACHED.longest(r, at).is_some() {
            return Border::Annex(None);
        }
        // "Phụ" at the end of a line and "lục" in the next are no annex.
        if let Some((end, word, ())) = ANNEX.at(r, at).next().filter(|(end, ..)| *end <= at + line.len()) {
            let rest =
                r.text[end..at + line.len()].trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '|'));
            let shout = !line.chars().any(char::is_lowercase);
            // "Phụ lục I", "Nơi nhận:"; a sentence that begins with the word goes on in small letters.
            let value = rest.is_empty()
                || rest.starts_with(':')
                || rest.split_whitespace().count() <= 2 && !rest.ends_with('.');
            // "Mẫu hợp đồng", "Danh mục hàng hóa" in small letters are items of a list.
            let item = matches!(word, "mẫu" | "biểu mẫu" | "danh mục");
            if shout || value && !item {
                return Border::Annex((word == "phụ lục").then(|| annex_value(r, end)).flatten());
            }
        }
    }
    let letters = || line.chars().filter(|c| is_letter(*c));
    let shout = letters().take(40).all(char::is_uppercase) && letters().nth(3).is_some();
    if shout { Border::Title } else { Border::None }
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
            if r.byte(end).is_ascii_lowercase() {
                end += 1;
            }
            let stop = r.byte(end) == b'.' && !r.byte(end + 1).is_ascii_digit();
            let escaped = r.byte(end) == b'\\' && r.byte(end + 1) == b'.';
            (stop || escaped).then(|| (Unit::Khoan, Span::new(at, end), at))
        }
        b'I' | b'V' | b'X' | b'L' => {
            // "II. NỘI DUNG", the sections of plans and Party texts; "V. I. Lê-nin" is a name.
            let end = at + bytes[at..].iter().take_while(|b| matches!(b, b'I' | b'V' | b'X' | b'L')).count();
            let stop = match (r.byte(end), r.byte(end + 1)) {
                (b'.', _) => end + 1,
                (b'\\', b'.') => end + 2,
                _ => return None,
            };
            let next = r.blank(stop);
            let word = r.word_at(next)?;
            let opens = word.of(r.text).chars().next().is_some_and(char::is_uppercase)
                && word.of(r.text).chars().nth(1).is_some();
            (next > stop && opens).then(|| (Unit::Muc, Span::new(at, end), at))
        }
        b'a'..=b'z' if r.byte(at + 1) == b')' => Some((Unit::Diem, Span::new(at, at + 1), at)),
        b'a'..=b'z' if r.byte(at + 1).is_ascii_digit() && r.byte(at + 2) == b')' => {
            Some((Unit::Diem, Span::new(at, at + 2), at))
        }
        0xc4 if r.rest(at).starts_with("đ)") => Some((Unit::Diem, Span::new(at, at + "đ".len()), at)),
        0xc4 | b'C' | b'M' => {
            let units = [("điều", Unit::Dieu), ("chương", Unit::Chuong), ("mục", Unit::Muc)];
            let (unit, behind) = units.iter().find_map(|(word, unit)| Some((*unit, r.words(at, word)?)))?;
            if !r.rest(at).starts_with(char::is_uppercase) {
                return None;
            }
            let i = r.blank(behind);
            let end = i + bytes[i..].iter().take_while(|b| b.is_ascii_alphanumeric()).count();
            let value = &r.text[i..end];
            let fits = match unit {
                Unit::Dieu => value.starts_with(|c: char| c.is_ascii_digit()) && value.len() <= 5,
                _ => {
                    value.starts_with(|c: char| c.is_ascii_digit())
                        || !value.is_empty() && value.bytes().all(|b| matches!(b, b'I' | b'V' | b'X' | b'L'))
                }
            };
            let behind = || r.rest(end).split('\n').next().unwrap_or("");
            let stops = || {
                matches!(r.byte(end), b'.' | b':')
                    || match unit {
                        Unit::Dieu => behind().trim().is_empty(),
                        // A name in capitals, or none.
                        _ => !behind().chars().any(char::is_lowercase),
                    }
            };
            (fits && stops()).then(|| (unit, Span::new(i, end), at))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::text::Search;

    use super::*;

    #[test]
    fn every_annex_is_seen() {
        for line in [
            "PHỤ LỤC",
            "Phụ lục I",
            "Nơi nhận:",
            "MẪU SỐ 1",
            "MẪU",
            "BIỂU MẪU",
            "BIỂU SỐ 2",
            "DANH MỤC",
            "PHỤ BIỂU",
            "(Kèm theo Quyết định này)",
            "Ban hành kèm theo Quyết định này",
            "Được ban hành kèm theo Quyết định này",
        ] {
            assert!(matches!(border_at(&Reader::marked(line), line), Border::Annex(_)), "{line}");
        }
    }

    #[test]
    fn a_line_break_parts_no_words_of_an_annex() {
        let text = "Điều 1. Phạm vi\nDanh\nmục hàng hóa kèm theo\n1. Một.\nĐiều 2. Hiệu lực";
        let search = Search::new(text);
        let doc = super::super::read(&search);
        assert!(doc.outline.iter().all(|h| h.body == 0 && h.unit != Unit::PhuLuc));
    }

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
