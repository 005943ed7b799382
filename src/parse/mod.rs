//! nom parsers for numbers, dates, years, issuers, pinpoints, citations and terms, run near candidates only.
//!
//! [`read`] goes once over the anchors of a text (separators of numbers and key words) and calls the parser that fits
//! each. Cost follows anchors, not bytes.

mod anchors;
mod citation;
mod date;
mod guard;
mod issuer;
mod keywords;
mod kinds;
mod named;
mod number;
mod pinpoint;
mod reader;
mod term;
mod types;
mod years;

use anchors::Anchor;
pub(crate) use reader::{ByInitial, Reader};
pub use types::*;
pub(crate) use years::roman as from_roman;
pub use years::to_roman;

use crate::tables::Vocabulary;
use crate::text::Span;

/// What a text holds.
#[derive(Debug, Default)]
pub struct Parsed {
    /// Whether the text is written without diacritics.
    pub plain: bool,
    /// Mentions in the order of the text.
    pub mentions: Vec<Mention>,
    /// Every date, inside citations and outside, in the order of the text.
    pub dates: Vec<DateRef>,
    /// Congresses of the Party and of mass organisations with their ordinals: no mentions, but evidence for rules.
    pub congresses: Vec<(Span, Term)>,
    /// Where reading stopped, because the text holds more than [`MOST`] mentions and dates.
    pub cut: Option<usize>,
    /// Where "tầm nhìn" stands.
    pub visions: Vec<Span>,
    /// Where "Căn cứ" stands.
    pub bases: Vec<Span>,
    /// Where figures with letters among them stand behind "năm", "ngày" or "tháng": where such a date begins.
    pub mixed: Vec<usize>,
}

/// The most mentions and dates that are read in a text. A thousand times as many as the longest law has, and as many as
/// memory should hold for one file.
pub const MOST: usize = 400_000;

/// Reads a search copy, with the types and bodies of the user's own beside those of the tables.
pub fn read(text: &str, own: &'static Vocabulary) -> Parsed {
    let r = Reader { own, ..Reader::new(text) };
    let mut state = State {
        r,
        out: Parsed { plain: r.plain, ..Parsed::default() },
        done: 0,
        tail: 0,
        lists: 0,
        units: 0,
        own: false,
    };
    anchors::each(&r, |anchor, start, end| state.visit(anchor, start, end));
    let mut out = state.out;
    out.mentions.sort_by_key(|m| (m.span.start, std::cmp::Reverse(m.span.end)));
    out.dates.sort_by_key(|d| (d.span.start, std::cmp::Reverse(d.span.end)));
    out.dates.dedup_by(|b, a| a.span.overlaps(b.span));
    out
}

/// The body at `at`, for heads.
pub(crate) fn issuer_at(r: &Reader, at: usize) -> Option<Issuer> {
    issuer::at(r, at, false)
}

/// The type word at `at` with its end, for heads.
pub(crate) fn type_at(r: &Reader, at: usize) -> Option<(TypeWord, usize)> {
    kinds::at(r, at)
}

/// One pass over the anchors.
struct State<'t> {
    r: Reader<'t>,
    out: Parsed,
    /// The end of the last citation's name: anchors before it are spent.
    done: usize,
    /// The end of what belongs to the last citation: date, issuer.
    tail: usize,
    /// Number of lists so far.
    lists: u32,
    /// The end of the last pinpoint.
    units: usize,
    /// Whether the document's own number was read.
    own: bool,
}

impl State<'_> {
    fn visit(&mut self, anchor: Anchor, start: usize, end: usize) {
        if self.out.mentions.len() + self.out.dates.len() >= MOST {
            self.out.cut.get_or_insert(start);
            return;
        }
        match anchor {
            Anchor::Joint => self.joint(start),
            Anchor::Type if start >= self.done => self.typed(start),
            Anchor::So if start >= self.done => self.so(start, end),
            Anchor::Thi if start >= self.done => {
                if let Some(at) = self.r.words_before(end, "chỉ thị") {
                    self.typed(at);
                }
            }
            Anchor::Law if start >= self.done => self.law(start, end),
            Anchor::Lenh if start >= self.done => {
                if let Some(at) = self.r.words_before(end, "pháp lệnh") {
                    self.law(at, end);
                }
            }
            Anchor::Nay if start >= self.done => self.this(start, end),
            Anchor::Ky => self.ky(end),
            Anchor::Doan => self.term(end, "giai đoạn", TermKind::GiaiDoan),
            Anchor::Khoa if self.r.is(Span::new(start, end), "khóa") => {
                if self.r.words_before(end, "niên khóa").is_some() {
                    self.term(end, "niên khóa", TermKind::NienKhoa);
                } else {
                    self.term(end, "khóa", TermKind::Khoa);
                }
            }
            Anchor::Nam => self.nam(start, end),
            Anchor::Ngay => self.ngay(start, end),
            Anchor::Dai => {
                if let Some(found) = term::congress(&self.r, start) {
                    self.out.congresses.push(found);
                }
            }
            Anchor::Unit if start >= self.units && start >= self.done => self.unit(start),
            Anchor::Luc if start >= self.units && start >= self.done => {
                if let Some(at) = self.r.words_before(end, "phụ lục") {
                    self.unit(at);
                }
            }
            Anchor::Vision => self.out.visions.push(Span::new(start, end)),
            Anchor::Basis => self.out.bases.push(Span::new(start, end)),
            Anchor::Mixed => self.out.mixed.push(end),
            _ => {}
        }
    }

    fn push(&mut self, span: Span, kind: Kind) {
        self.out.mentions.push(Mention { span, kind });
    }

    /// A separator: a document number, or a date in figures.
    fn joint(&mut self, at: usize) {
        if at < self.done {
            return;
        }
        match number::around(&self.r, at, self.done) {
            Some(n) => self.numbered(n),
            None if self.r.byte(at) == b'/' => self.bare_date(at),
            None => {}
        }
    }

    /// A date without "ngày": digits around the separator.
    fn bare_date(&mut self, at: usize) {
        let bytes = self.r.bytes();
        let mut start = at;
        while start > 0 && bytes[start - 1].is_ascii_digit() && at - start < 4 {
            start -= 1;
        }
        if start == at || self.r.glued_before(start) || matches!(self.r.char_before(start), Some('/' | '-' | '.' | ','))
        {
            return;
        }
        if self.out.dates.last().is_some_and(|d| d.span.to() > start) {
            return;
        }
        if let Some(d) = date::at(&self.r, start, false) {
            self.out.dates.push(d);
        }
    }

    /// Takes a number in, where it is a document's.
    fn numbered(&mut self, n: Number) {
        let r = self.r;
        // The document's own number stands alone in its line in the head.
        if let Some(span) = self.own_number(&n) {
            self.own = true;
            self.done = span.to();
            self.tail = self.done;
            self.push(span, Kind::Own(Box::new(n)));
            return;
        }
        // "Quyết định số 208 và 209-QĐ/TU": the bare first member was taken for a short form.
        let bare = self.out.mentions.last().filter(|m| m.span.to() == self.done).and_then(|m| {
            let c = m.citation().filter(|c| c.class == Class::Short)?;
            c.number.as_ref().filter(|n| n.span.end == m.span.end).map(|n| (m.span.from(), n.span))
        });
        let mut members = citation::elided(&r, &n, bare.map_or(self.low(), |(start, _)| start));
        if let (Some(first), Some((start, figure))) = (members.first(), bare)
            && first.span == figure
        {
            self.done = start;
            self.tail = start;
            self.out.mentions.pop();
        }
        members.push(n);
        let many = members.len() > 1;
        let mut inherited = self.inherited(&members[0]);
        if many && inherited.is_none() {
            self.lists += 1;
        }
        for n in members {
            let front = citation::front(&r, n.span.from(), self.low());
            let own_word = front.word;
            let from_list = inherited.filter(|_| own_word.is_none());
            let Some((span, mut c, tail)) = citation::numbered(&r, n, front, from_list.map(|(w, _)| w), self.low())
            else {
                continue;
            };
            c.within = from_list.map(|(_, list)| list).or(many.then_some(self.lists));
            if let Some(word) = c.doc_type {
                inherited = Some((word, c.within.unwrap_or(self.lists)));
            }
            self.take(span, c, tail);
        }
    }

    /// Adds a citation and marks its bytes as spent.
    fn take(&mut self, span: Span, c: Citation, tail: usize) {
        self.done = span.to();
        self.tail = tail.max(self.done);
        if let Some(d) = c.date {
            self.out.dates.push(d);
        }
        self.push(span, Kind::Citation(Box::new(c)));
    }

    /// How far back a citation may reach: not into the one before.
    fn low(&self) -> usize {
        self.done
    }

    /// The type word and list that a number without one takes from the citation before, where only a joint lies between.
    fn inherited(&mut self, n: &Number) -> Option<(TypeWord, u32)> {
        let r = self.r;
        let start = citation::so_before(&r, n.span.from()).filter(|s| *s >= self.tail).unwrap_or(n.span.from());
        let joined =
            [self.tail, self.done].iter().any(|&end| end > 0 && end <= start && r.list_joint(end) == Some(start));
        if !joined {
            return None;
        }
        let index = self.out.mentions.iter().rposition(|m| m.citation().is_some())?;
        let known_lists = self.lists;
        let last = self.out.mentions[index].span.to();
        let Kind::Citation(c) = &mut self.out.mentions[index].kind else { return None };
        if c.class != Class::Numbered || last != self.done {
            return None;
        }
        let word = c.doc_type?;
        let list = match c.within {
            Some(list) => list,
            None => {
                self.lists = known_lists + 1;
                c.within = Some(self.lists);
                self.lists
            }
        };
        Some((word, list))
    }

    /// The span of the number where it is the document's own: "Số: 15/QĐ-BNV" in a line of its own.
    fn own_number(&self, n: &Number) -> Option<Span> {
        if self.own || n.elided {
            return None;
        }
        let r = self.r;
        if let Some(at) =
            ["số hiệu", "số ký hiệu", "số, ký hiệu"].iter().find_map(|w| self.label_before(n.span.from(), w))
        {
            return r.at_line_start(at).then_some(n.span);
        }
        let so = citation::so_before(&r, n.span.from())?;
        let colon = r.text[so..n.span.from()].contains(':');
        let word_start = match kinds::before(&r, so) {
            // "Luật số: 31/2024/QH15" in the head of a law.
            Some(w) if colon && r.at_line_start(w.span.from()) => w.span.from(),
            Some(_) => return None,
            None => so,
        };
        let capital = r.char(word_start).is_some_and(char::is_uppercase);
        let opens = r.at_line_start(word_start)
            || matches!(r.char_before(word_start), Some('\t' | '|'))
            || r.text[..word_start].ends_with("| ");
        if !capital || !opens {
            return None;
        }
        // A tab stands between the two columns of a head that is a table.
        let line_end = r.text[n.span.to()..].find(['\n', '\t']).map_or(r.text.len(), |i| n.span.to() + i);
        let behind = r.text[n.span.to()..line_end]
            .trim_matches(|c: char| c.is_whitespace() || matches!(c, '|' | '*' | '_' | '\\'));
        // The place and date may stand in the same line: "Hà Nội, ngày …".
        let day = behind.contains(", ngày") || r.plain && behind.contains(", ngay");
        let place = behind.chars().next().is_some_and(char::is_uppercase) && day && behind.len() < 90;
        (behind.is_empty() || place).then_some(n.span)
    }

    /// Where a label of a table begins that ends before `at`, a colon or cell border between.
    fn label_before(&self, at: usize, words: &str) -> Option<usize> {
        let text = self.r.text[..at].trim_end_matches([' ', '\t', ':', '|', '*']);
        (text.len() < at).then(|| self.r.words_before(text.len(), words)).flatten()
    }

    /// A type word that a bare or full number may follow.
    fn typed(&mut self, at: usize) {
        let r = self.r;
        // The words of the type and "số".
        let most = r.own.types.iter().map(|t| t.name.split(' ').count()).fold(kinds::MOST_WORDS, usize::max) + 1;
        if !r.leads_to_figure(at, most) {
            return;
        }
        let Some((word, end)) = kinds::at(&r, at) else { return };
        let mut i = r.blank(end);
        let mut so = false;
        if let Some(e) = r.words(i, "số") {
            so = true;
            i = r.blank(e);
            if r.byte(i) == b':' {
                i = r.blank(i + 1);
            }
        }
        if !r.byte(i).is_ascii_digit() || i == end {
            return;
        }
        // A full number is read at its separator, which also sees lists.
        let full = number::at(&r, i);
        if let Some(n) = full
            && !n.parts.is_empty()
        {
            return;
        }
        if let Some((span, c)) = citation::short(&r, word, i, so) {
            let tail =
                [c.date.map(|d| d.span.to()), c.issuer.map(|s| s.span.to())].into_iter().flatten().max().unwrap_or(0);
            self.take(span, c, tail);
        }
    }

    /// "số" before a bare number: "Kế hoạch số 45".
    fn so(&mut self, start: usize, end: usize) {
        let r = self.r;
        let mut i = r.blank(end);
        if r.byte(i) == b':' {
            i = r.blank(i + 1);
        }
        if i == end || !r.byte(i).is_ascii_digit() || number::at(&r, i).is_some() {
            return;
        }
        let Some(word) = kinds::before(&r, start).filter(|w| w.span.from() >= self.done) else { return };
        if let Some((span, c)) = citation::short(&r, word, i, true) {
            let tail = [c.date.map(|d| d.span.to()), c.issuer.map(|s| s.span.to())].into_iter().flatten().max();
            self.take(span, c, tail.unwrap_or(0));
        }
    }

    /// A law named by its title, with its number where one follows; its key word stands at `at` and ends at `end`.
    fn law(&mut self, at: usize, end: usize) {
        let r = self.r;
        // Mostly it is "pháp luật" or "Luật này".
        if r.bytes()[..at].ends_with("áp ".as_bytes()) && r.words_before(at, "pháp").is_some()
            || r.words(r.blank(end), "này").is_some()
        {
            return;
        }
        let at = r.words_before(end, "bộ luật").unwrap_or(at);
        if at < self.done || is_title_line(&r, at) {
            return;
        }
        let Some(found) = named::at(&r, at) else { return };
        // "Luật Đất đai số 45/2013/QH13" is known by its number; "năm 2013" may stand between.
        let mut i = r.blank(found.span.to());
        if r.byte(i) == b'(' {
            i = r.blank(i + 1);
        }
        let so = r.words(i, "số");
        if let Some(e) = so {
            i = r.blank(e);
            if r.byte(i) == b':' {
                i = r.blank(i + 1);
            }
        }
        if r.byte(i).is_ascii_digit()
            && let Some(n) =
                number::at(&r, i).filter(|n| n.year.is_some() || n.regime == Regime::R7 || n.assembly().is_some())
            && (so.is_some() || n.assembly().is_some())
        {
            let front = citation::Front { start: at, word: Some(found.word), so: so.is_some(), issuer: None };
            if let Some((span, mut c, tail)) = citation::numbered(&r, n, front, None, self.low()) {
                c.title = (!found.title.is_empty()).then_some(found.title);
                c.year = found.year;
                self.take(span, c, tail);
                return;
            }
        }
        let b = citation::behind(&r, found.span.to(), false);
        let c = Citation {
            class: Class::Named,
            doc_type: Some(found.word),
            number: None,
            date: b.date,
            issuer: None,
            title: (!found.title.is_empty()).then_some(found.title),
            year: found.year,
            subject: None,
            target: None,
            within: None,
        };
        let tail = b.date.map_or(0, |d| d.span.to());
        self.take(found.span, c, tail);
    }

    /// "Nghị định này".
    fn this(&mut self, start: usize, end: usize) {
        let r = self.r;
        let Some(word) = kinds::before(&r, start) else { return };
        if word.span.from() < self.done || !kinds::is_this(&r, word) {
            return;
        }
        // Several are not one: "các quy định này".
        if let Some(before) = r.word_before(word.span.from())
            && ["các", "những", "hai", "ba", "số"].iter().any(|w| r.is(before, w))
        {
            return;
        }
        let c = Citation {
            class: Class::This,
            doc_type: Some(word),
            number: None,
            date: None,
            issuer: None,
            title: None,
            year: None,
            subject: None,
            target: None,
            within: None,
        };
        self.take(Span::new(word.span.from(), end), c, 0);
    }

    fn ky(&mut self, end: usize) {
        self.term(end, "nhiệm kỳ", TermKind::NhiemKy);
        self.term(end, "thời kỳ", TermKind::ThoiKy);
    }

    /// A term whose last key word ends at `end`.
    fn term(&mut self, end: usize, words: &str, kind: TermKind) {
        let r = self.r;
        let Some(at) = r.words_before(end, words) else { return };
        self.term_at(at, end, kind);
    }

    fn term_at(&mut self, at: usize, end: usize, kind: TermKind) {
        if self.out.mentions.last().is_some_and(|m| m.span.to() > at && m.term().is_some()) {
            return;
        }
        if let Some((span, t)) = term::at(&self.r, at, kind, end) {
            self.push(span, Kind::Term(Box::new(t)));
        }
    }

    /// "năm học 2023-2024", "5 năm 2021-2025", "10 năm 2021-2030".
    fn nam(&mut self, start: usize, end: usize) {
        let r = self.r;
        let next = r.blank(end);
        if next == end {
            return;
        }
        if let Some(e) = r.words(next, "học") {
            return self.term_at(start, e, TermKind::NamHoc);
        }
        if !matches!(r.byte(next), b'1' | b'2' | b'(') {
            return;
        }
        let before = r.blank_before(start);
        let figure = |digits: &str, word: &str| {
            (r.text[..before].ends_with(digits)
                && !r.glued_before(before - digits.len())
                && !matches!(r.char_before(before - digits.len()), Some('-' | '/' | '.' | ',')))
            .then(|| before - digits.len())
            .or_else(|| r.words_before(before, word).filter(|_| before < start))
        };
        for (digits, word, kind) in
            [("5", "năm", TermKind::NamNam), ("05", "năm", TermKind::NamNam), ("10", "mười", TermKind::MuoiNam)]
        {
            let Some(count) = figure(digits, word) else { continue };
            let at = r.words_before(count, "kế hoạch").unwrap_or(count);
            return self.term_at(at, end, kind);
        }
    }

    /// A date behind "ngày" that no citation took.
    fn ngay(&mut self, start: usize, end: usize) {
        let r = self.r;
        if !r.is(Span::new(start, end), "ngày") {
            return;
        }
        let at = r.blank(end);
        if at == end || self.out.dates.last().is_some_and(|d| d.span.to() > at) {
            return;
        }
        if let Some(d) = date::at(&r, at, true) {
            self.out.dates.push(d);
        }
    }

    fn unit(&mut self, at: usize) {
        let r = self.r;
        // "Danh mục I", "chuyên mục 2": another word; "tiểu mục" is its own unit.
        let mut at = at;
        if r.words(at, "mục").is_some()
            && let Some(w) = r.word_before(at)
        {
            if r.is(w, "tiểu") {
                at = w.from();
            } else if ["danh", "hạng", "chuyên", "đề", "thư"].iter().any(|x| r.is(w, x)) {
                return;
            }
        }
        let Some((span, p)) = pinpoint::at(&r, at) else { return };
        if is_heading(&r, at, span, &p) {
            return;
        }
        self.units = span.to();
        // "các Điều 5, 6 và 7": the word that makes it several belongs to it.
        let several = r.words_before(at, "các").filter(|start| *start >= self.done);
        let span = several.map_or(span, |start| Span::new(start, span.to()));
        self.push(span, Kind::Pinpoint(Box::new(p)));
    }
}

/// Whether a type word in capitals fills the line at `at`: the document's own title, which cites nothing.
fn is_title_line(r: &Reader, at: usize) -> bool {
    if !r.at_line_start(at) {
        return false;
    }
    // A title is short; a line may be the whole text.
    const REACH: usize = 600;
    let reach = &r.bytes()[at..r.text.len().min(at + REACH)];
    let Some(end) = memchr::memchr(b'\n', reach).or((reach.len() < REACH).then_some(reach.len())) else { return false };
    let line = r.text[at..at + end].trim_end_matches([' ', '\t', '\r', '*', '_', '|']);
    kinds::at(r, at).is_some_and(|(_, end)| end == at + line.len()) && !line.chars().any(char::is_lowercase)
}

/// Whether a unit with its value opens a line of its own: "Điều 5. Hiệu lực", "Chương II".
fn is_heading(r: &Reader, at: usize, span: Span, p: &Pinpoint) -> bool {
    if p.steps.len() != 1 || !r.at_line_start(at) || !r.char(at).is_some_and(char::is_uppercase) {
        return false;
    }
    let value = p.steps[0].value;
    if value.of(r.text) == "này" {
        return false;
    }
    let behind = r
        .rest(span.to())
        .trim_start_matches(|c: char| c != '\n' && (c.is_whitespace() || matches!(c, '*' | '_' | '#')));
    let ends = behind.is_empty() || behind.starts_with(['\n', '.', ':']);
    let opens = match p.steps[0].unit {
        Unit::Dieu => ends,
        Unit::Chuong | Unit::Muc | Unit::Phan | Unit::PhuLuc | Unit::TieuMuc => {
            ends || behind.starts_with('-') || !behind.chars().take_while(|c| *c != '\n').any(char::is_lowercase)
        }
        _ => false,
    };
    if !opens {
        return false;
    }
    // The line before ends its sentence, unless the page wraps here.
    let line = r.text[..at].rfind('\n').unwrap_or(0);
    let wraps = line > 0 && r.is_soft_break(line) && {
        let before = r.text[..line].trim_end();
        before.chars().next_back().is_some_and(|c| c.is_lowercase() || c == ',')
            && before[before.rfind('\n').map_or(0, |i| i + 1)..].chars().count() > 50
    };
    !wraps
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_sentence_gives_its_mentions() {
        let text = "Thực hiện Chỉ thị 545-CT/TW ngày 20/6/2020 của Bộ Chính trị về lãnh đạo cuộc bầu cử đại biểu Quốc hội khóa XV \
                    và đại biểu Hội đồng nhân dân các cấp nhiệm kỳ 2021-2020; theo điểm a khoản 2 Điều 5 Luật Đất đai năm 2024 \
                    và Quyết định số 131 và 132-QĐ/TW, Nghị định này.";
        let parsed = read(text, Vocabulary::none());
        let seen: Vec<_> = parsed.mentions.iter().map(|m| m.span.of(text)).collect();
        assert_eq!(
            seen,
            [
                "Chỉ thị 545-CT/TW",
                "khóa XV",
                "nhiệm kỳ 2021-2020",
                "điểm a khoản 2 Điều 5",
                "Luật Đất đai năm 2024",
                "Quyết định số 131",
                "132-QĐ/TW",
                "Nghị định này"
            ]
        );
        let c = parsed.mentions[0].citation().unwrap();
        assert_eq!(c.date.unwrap().date().unwrap().to_string(), "2020-06-20");
        assert_eq!(c.issuer.unwrap().span.of(text), "Bộ Chính trị");
    }

    proptest! {
        #[test]
        fn reading_never_panics(text in "\\PC{0,120}") {
            read(&text, Vocabulary::none());
        }

        #[test]
        fn reading_pieces_of_citations_never_panics(pieces in proptest::collection::vec(
            proptest::sample::select(vec![
                "Nghị định ", "số ", "30/2020/NĐ-CP", " ngày ", "05/3/2020", "5 tháng 3 năm 2020", " của ", "Chính phủ", "\n", "Luật ", "Đất đai ",
                "năm 2013", "điểm a ", "khoản 2 ", "Điều 5", ", ", " và ", "nhiệm kỳ ", "2021-2026", "khóa XV ", "-CT/TW", "45", "/", "-", "này", "Số: ",
                "\u{301}", "Đ", "ế", "(", ")", "5 năm ", "Đại hội ", "XIII", "–", "\t", "“", "”", ". ",
            ]), 0..24)) {
            read(&pieces.concat(), Vocabulary::none());
        }
    }
}
