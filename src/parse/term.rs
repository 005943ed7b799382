//! Terms: nhiệm kỳ, khóa, giai đoạn, thời kỳ, năm học, niên khóa, five- and ten-year plans.

use std::sync::LazyLock;

use crate::text::Span;

use super::reader::{ByInitial, Reader};
use super::years::{self, ordinal, roman_at};
use super::{Term, TermBody, TermKind, Years};

/// The term whose key word stands at `at`, with its span.
pub(crate) fn at(r: &Reader, at: usize, kind: TermKind, word_end: usize) -> Option<(Span, Term)> {
    let term = |years: Option<Years>, ordinal, end: usize| {
        let vision = years.and_then(|y| vision(r, y.span.to()));
        let of = body_of(r, at, end, kind);
        (Span::new(at, end), Term { kind, word: Span::new(at, word_end), ordinal, years, vision, of })
    };
    match kind {
        TermKind::Khoa => {
            let mut start = r.blank(word_end);
            if let Some(e) = r.words(start, "thứ") {
                start = r.blank(e);
            }
            if start == word_end {
                return None;
            }
            let (o, end) = match roman_at(r, start) {
                Some(found) => found,
                // "khóa 15" counts only behind a body: courses are counted too.
                None => ordinal(r, start).filter(|(o, _)| o.value.is_some_and(|v| v <= 30) && is_body_before(r, at))?,
            };
            // A single letter may be a heading or a class: "khóa I" needs its body, "khóa V." too.
            if end - start == 1 && !is_body_before(r, at) && body_of(r, at, end, kind).is_none() {
                return None;
            }
            // "khóa XIV (2016-2021)": the years belong to it.
            let open = r.blank(end);
            if r.byte(open) == b'('
                && let Some(y) = years::at(r, skip_year_word(r, open + 1))
                && r.byte(y.span.to()) == b')'
            {
                return Some(term(Some(y), Some(o), y.span.to()));
            }
            Some(term(None, Some(o), end))
        }
        TermKind::NhiemKy => {
            let mut i = r.blank(word_end);
            let mut named = None;
            if let Some(e) = r.words(i, "đại hội") {
                let mut o = r.blank(e);
                if let Some((_, e)) = r.any(o, &["đảng", "lần thứ", "đảng lần thứ", "đảng bộ"]) {
                    o = r.blank(e);
                }
                named = Some(roman_at(r, o)?);
            } else if let Some(e) = r.words(i, "khóa") {
                named = roman_at(r, r.blank(e));
            } else if let Some(found) = roman_at(r, i).filter(|(_, e)| *e > i) {
                named = Some(found);
            }
            if let Some((o, end)) = named {
                i = r.blank(end);
                let inner = if matches!(r.byte(i), b'(' | b',' | b':') { r.blank(i + 1) } else { i };
                return match years::at(r, skip_year_word(r, inner)) {
                    Some(y) => Some(term(Some(y), Some(o), y.span.to())),
                    None => Some(term(None, Some(o), end)),
                };
            }
            let y = years_behind(r, word_end)?;
            Some(term(Some(y), None, y.span.to()))
        }
        _ => {
            let y = years_behind(r, word_end).or_else(|| named_period(r, word_end, kind))?;
            Some(term(Some(y), None, y.span.to()))
        }
    }
}

/// The years behind a period that is named first: "thời kỳ ổn định ngân sách 2022-2025".
fn named_period(r: &Reader, end: usize, kind: TermKind) -> Option<Years> {
    const MOST_WORDS: usize = 5;
    if !matches!(kind, TermKind::ThoiKy | TermKind::GiaiDoan) {
        return None;
    }
    let mut i = r.blank(end);
    for _ in 0..MOST_WORDS {
        let word = r.word_at(i)?;
        if !word.of(r.text).chars().all(char::is_lowercase) {
            return None;
        }
        i = r.blank(word.to());
        if i == word.to() {
            return None;
        }
        if r.byte(i).is_ascii_digit() {
            return years::at(r, i).filter(|y| y.first().is_some() && y.to.full().is_some());
        }
    }
    None
}

/// The years behind a key word: blanks, ":", "(", "năm", "từ năm" between.
fn years_behind(r: &Reader, end: usize) -> Option<Years> {
    let mut i = r.blank(end);
    if matches!(r.byte(i), b'(' | b':' | b',') {
        i = r.blank(i + 1);
    }
    years::at(r, skip_year_word(r, i))
}

fn skip_year_word(r: &Reader, at: usize) -> usize {
    let i = r.blank(at);
    r.any(i, &["năm", "từ năm", "từ", "các năm"]).map_or(i, |(_, e)| r.blank(e))
}

/// "tầm nhìn đến năm 2050" behind a period.
fn vision(r: &Reader, end: usize) -> Option<super::Year> {
    let mut i = end;
    if r.byte(i) == b')' {
        i += 1;
    }
    i = r.blank(i);
    if matches!(r.byte(i), b',' | b';') {
        i = r.blank(i + 1);
    }
    if let Some(e) = r.words(i, "và") {
        i = r.blank(e);
    }
    let (_, e) = r.any(i, &["tầm nhìn", "tầm nhìn đến", "tầm nhìn đến năm", "tầm nhìn tới năm", "tầm nhìn năm"])?;
    let y = r.blank(e);
    let digits = r.rest(y).bytes().take_while(u8::is_ascii_digit).count();
    (digits == 4 && !r.glued(y + 4)).then(|| super::number::year_of(r.text, Span::new(y, y + 4)))
}

/// Bodies whose terms are known, by the words that name them.
static BODIES: LazyLock<ByInitial<TermBody>> = LazyLock::new(|| {
    ByInitial::new(&[
        ("quốc hội", TermBody::Assembly),
        ("đbqh", TermBody::Assembly),
        ("ủy ban thường vụ quốc hội", TermBody::Assembly),
        ("hội đồng nhân dân", TermBody::Council),
        ("hđnd", TermBody::Council),
        ("chính phủ", TermBody::Government),
        ("chủ tịch nước", TermBody::Government),
        ("thủ tướng", TermBody::Government),
        ("ủy ban nhân dân", TermBody::Committee),
        ("ubnd", TermBody::Committee),
        ("ban chấp hành trung ương", TermBody::PartyCentral),
        ("bch trung ương", TermBody::PartyCentral),
        ("bchtw", TermBody::PartyCentral),
        ("trung ương đảng", TermBody::PartyCentral),
        ("trung ương", TermBody::PartyCentral),
        ("bộ chính trị", TermBody::PartyCentral),
        ("ban bí thư", TermBody::PartyCentral),
        ("ủy ban kiểm tra trung ương", TermBody::PartyCentral),
        ("đại hội đảng", TermBody::PartyCentral),
        ("đại hội đảng các cấp", TermBody::PartyLocal),
        ("đảng các cấp", TermBody::PartyLocal),
        ("đại hội đại biểu toàn quốc", TermBody::PartyCentral),
        ("của đảng", TermBody::PartyCentral),
        ("đảng bộ", TermBody::PartyLocal),
        ("đảng ủy", TermBody::PartyLocal),
        ("tỉnh ủy", TermBody::PartyLocal),
        ("thành ủy", TermBody::PartyLocal),
        ("huyện ủy", TermBody::PartyLocal),
        ("quận ủy", TermBody::PartyLocal),
        ("thị ủy", TermBody::PartyLocal),
        ("cấp ủy", TermBody::PartyLocal),
        ("chi bộ", TermBody::PartyCell),
        ("chi ủy", TermBody::PartyCell),
        ("mặt trận tổ quốc", TermBody::Front),
        ("mttq", TermBody::Front),
        ("đoàn thanh niên", TermBody::Youth),
        ("đoàn tncs", TermBody::Youth),
        ("trung ương đoàn", TermBody::Youth),
        ("đại hội đoàn", TermBody::Youth),
        ("chi đoàn", TermBody::Other),
        ("công đoàn", TermBody::Union),
        ("tổng liên đoàn", TermBody::Union),
        ("hội liên hiệp phụ nữ", TermBody::Women),
        ("phụ nữ", TermBody::Women),
        ("hội nông dân", TermBody::Farmers),
        ("hội cựu chiến binh", TermBody::Veterans),
        ("hội đồng quản trị", TermBody::Other),
        ("hđqt", TermBody::Other),
        ("hội đồng bảo an", TermBody::Other),
        ("hội đồng trường", TermBody::Other),
        ("ban kiểm soát", TermBody::Other),
        ("hợp tác xã", TermBody::Other),
        ("hiệp hội", TermBody::Other),
        ("liên hợp quốc", TermBody::Other),
        ("hội luật gia", TermBody::Other),
        ("hội đồng thành viên", TermBody::Other),
        ("trưởng thôn", TermBody::Other),
        ("tổng thống", TermBody::Other),
        ("nghị viện", TermBody::Other),
        ("thượng viện", TermBody::Other),
        ("hạ viện", TermBody::Other),
        ("tòa án", TermBody::Other),
        ("hội thẩm", TermBody::Council),
        ("đoàn hội thẩm", TermBody::Council),
        ("chi hội", TermBody::Other),
        ("hội", TermBody::Other),
    ])
});

/// Most words between a body and its term where marks or figures stand between them too.
const REACH_OVER_MARKS: usize = 14;

/// The body that the words before a term name, the nearest first; then "của …" behind it; then bodies before a comma, a
/// bracket or figures: "Quốc hội khóa XV, nhiệm kỳ", "tái cử nhiệm kỳ 2015-2020 và nhiệm kỳ".
fn body_of(r: &Reader, at: usize, end: usize, kind: TermKind) -> Option<TermBody> {
    if !matches!(kind, TermKind::NhiemKy | TermKind::Khoa | TermKind::DaiHoi) {
        return None;
    }
    let low = r.clause_start(at, if kind == TermKind::Khoa { 60 } else { 240 });
    // Between the body and its khóa little may stand.
    let most = if kind == TermKind::Khoa { 8 } else { usize::MAX };
    body_before(r, at, low, most, false).or_else(|| body_behind(r, end)).or_else(|| {
        body_before(r, if kind == TermKind::Khoa { other_khoa(r, at) } else { at }, low, REACH_OVER_MARKS, true)
    })
}

/// The begin of the khóa before the one at `at` in a row of them: "khóa IX (1992-1997), khóa X"; 0 where none is.
fn other_khoa(r: &Reader, at: usize) -> usize {
    let mut i = at;
    for _ in 0..3 {
        let Some(word) = r.word_before(over_marks(r, i)) else { return 0 };
        i = word.from();
        if r.is(word, "khóa") {
            return i;
        }
        if !r.is(word, "và") && word.of(r.text).contains(|c: char| !matches!(c, 'I' | 'V' | 'X' | 'L')) {
            return 0;
        }
    }
    0
}

/// The body nearest before `at`, among the last `most` words from `low` on; `over` marks and figures or not.
fn body_before(r: &Reader, at: usize, low: usize, most: usize, over: bool) -> Option<TermBody> {
    let mut council = false;
    let mut i = at;
    for _ in 0..most {
        let end = if over { over_marks(r, i) } else { i };
        let Some(word) = r.word_before(end).filter(|w| w.from() >= low) else { break };
        i = word.from();
        if is_no_association(r, word) {
            continue;
        }
        match body_ending(r, i) {
            // The council may be one of two: "Quốc hội khóa XV và Hội đồng nhân dân các cấp".
            Some((_, TermBody::Assembly)) if council => return Some(TermBody::AssemblyAndCouncil),
            Some((_, TermBody::Council)) => council = true,
            Some((_, body)) if !council => return Some(body),
            _ => {}
        }
    }
    council.then_some(TermBody::Council)
}

/// Whether the word is the "hội" of another word: "xã hội", "đại hội", "hội nghị".
fn is_no_association(r: &Reader, word: Span) -> bool {
    const BEFORE: &[&str] = &["xã", "đại", "cơ", "lễ", "giao", "nghị"];
    const BEHIND: &[&str] = &["nghị", "viên", "họp", "thảo", "trường", "nhập"];
    r.is(word, "hội")
        && (r.word_before(word.from()).is_some_and(|w| BEFORE.iter().any(|b| r.is(w, b)))
            || r.word_at(r.blank(word.to())).is_some_and(|w| BEHIND.iter().any(|b| r.is(w, b))))
}

/// The place before marks and figures that end at `at`.
fn over_marks(r: &Reader, at: usize) -> usize {
    let mut i = at;
    while let Some(c) = r.char_before(i)
        && (c.is_ascii_digit() || matches!(c, ' ' | ',' | '(' | ')' | '-' | '/' | ':' | '"' | '“' | '”'))
    {
        i -= c.len_utf8();
    }
    i
}

/// The body that "của …" behind a term names.
fn body_behind(r: &Reader, end: usize) -> Option<TermBody> {
    let mut next = r.blank(end);
    if r.byte(next) == b')' {
        next = r.blank(next + 1);
    }
    let mut i = r.blank(r.words(next, "của")?);
    for _ in 0..4 {
        if let Some((_, body)) = body_at(r, i) {
            return Some(body);
        }
        i = r.blank(r.word_at(i)?.to());
    }
    None
}

/// A body of [`BODIES`] at `at`, the longest.
fn body_at(r: &Reader, at: usize) -> Option<(usize, TermBody)> {
    BODIES.longest(r, at)
}

/// The body whose name holds the word at `at`: "Quốc hội" where only "hội" was read so far.
fn body_ending(r: &Reader, at: usize) -> Option<(usize, TermBody)> {
    let mut found = body_at(r, at)?;
    let mut i = at;
    for _ in 0..4 {
        let Some(w) = r.word_before(i) else { break };
        i = w.from();
        if let Some(longer) = body_at(r, i).filter(|(e, _)| *e >= found.0) {
            found = longer;
        }
    }
    Some(found)
}

/// Whether a body's name ends right before `at`.
fn is_body_before(r: &Reader, at: usize) -> bool {
    let mut i = r.blank_before(at);
    if r.char_before(i) == Some(',') {
        i -= 1;
    }
    let mut start = i;
    for _ in 0..8 {
        let Some(w) = r.word_before(start) else { return false };
        start = w.from();
        if let Some((e, _)) = body_at(r, start) {
            // "HĐND phường Tương Mai khóa 1": level and name may stand between.
            return e == i || start + 60 > i && r.text[e..i].split_whitespace().all(is_place_word);
        }
    }
    false
}

fn is_place_word(w: &str) -> bool {
    w.chars().next().is_some_and(char::is_uppercase)
        || ["tỉnh", "thành", "phố", "huyện", "quận", "xã", "phường", "thị", "trấn", "đảng"].contains(&w)
}

/// A congress of the Party: "Đại hội đại biểu toàn quốc lần thứ XIII của Đảng", "Đại hội XIII".
///
/// `at` stands at "đại hội". Years in brackets behind it belong to it.
pub(crate) fn congress(r: &Reader, at: usize) -> Option<(Span, Term)> {
    let word_end = r.words(at, "đại hội")?;
    let mut i = r.blank(word_end);
    let mut local = false;
    let mut national = false;
    let mut mass = None;
    for _ in 0..4 {
        if let Some((n, e)) = r.any(
            i,
            &[
                "đại biểu",
                "toàn quốc",
                "lần thứ",
                "lần",
                "thứ",
                "đảng toàn quốc",
                "đảng cộng sản việt nam",
                "của đảng",
                "đảng",
            ],
        ) {
            national |= matches!(n, 1 | 5..=8);
            i = r.blank(e);
        } else if let Some((n, e)) =
            r.any(i, &["đảng bộ", "chi bộ", "đoàn", "công đoàn", "hội", "phụ nữ", "mặt trận tổ quốc"])
        {
            match n {
                0 | 1 => local = true,
                2 => mass = Some(TermBody::Youth),
                3 => mass = Some(TermBody::Union),
                _ => mass = Some(TermBody::Other),
            }
            // Names stand between the body and its ordinal: "Đại hội Đảng bộ tỉnh Quảng Nam lần thứ XXII".
            let mut j = r.blank(e);
            for _ in 0..10 {
                if r.words(j, "lần thứ").is_some() {
                    break;
                }
                j = r.blank(r.word_at(j)?.to());
            }
            i = j;
        } else {
            break;
        }
    }
    let (o, end) = roman_at(r, i)?;
    if end == i || r.blank(word_end) == word_end {
        return None;
    }
    // "lần thứ XIII của Đảng", "XIII của Đảng"
    let mut behind = r.blank(end);
    if let Some((n, e)) = r.any(
        behind,
        &[
            "của đảng",
            "đảng",
            "của đảng cộng sản việt nam",
            "của đoàn",
            "công đoàn việt nam",
            "mặt trận tổ quốc việt nam",
            "đảng cộng sản việt nam",
        ],
    ) {
        match n {
            0 | 1 | 2 | 6 => national = true,
            3 => mass = Some(TermBody::Youth),
            4 => mass = Some(TermBody::Union),
            _ => mass = Some(TermBody::Front),
        }
        behind = r.blank(e);
    }
    let of = if local {
        Some(TermBody::PartyLocal)
    } else if mass.is_some() {
        mass
    } else if national || r.blank(word_end) == i {
        Some(TermBody::PartyCentral)
    } else {
        None
    };
    let mut years = None;
    if matches!(r.byte(behind), b'(' | b',') {
        let inner = r.blank(behind + 1);
        let inner = r.words(inner, "nhiệm kỳ").map_or(inner, |e| r.blank(e));
        years = years::at(r, inner);
    }
    Some((
        Span::new(at, end),
        Term { kind: TermKind::DaiHoi, word: Span::new(at, word_end), ordinal: Some(o), years, vision: None, of },
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read<'t>(text: &'t str, word: &str, kind: TermKind) -> Option<(&'t str, Term)> {
        let r = Reader::marked(text);
        let start = text.find(word)?;
        at(&r, start, kind, start + word.len()).map(|(s, t)| (s.of(text), t))
    }

    #[test]
    fn terms_know_their_body() {
        let text = "bầu cử đại biểu Quốc hội khóa XV và đại biểu Hội đồng nhân dân các cấp nhiệm kỳ 2021-2026.";
        let (s, t) = read(text, "nhiệm kỳ", TermKind::NhiemKy).unwrap();
        assert_eq!((s, t.of), ("nhiệm kỳ 2021-2026", Some(TermBody::AssemblyAndCouncil)));
        let (s, t) = read(text, "khóa", TermKind::Khoa).unwrap();
        assert_eq!((s, t.of), ("khóa XV", Some(TermBody::Assembly)));
        let (_, t) = read("Đảng bộ tỉnh nhiệm kỳ 2020-2025", "nhiệm kỳ", TermKind::NhiemKy).unwrap();
        assert_eq!(t.of, Some(TermBody::PartyLocal));
        let (_, t) = read("nhiệm kỳ 2021-2026 của HĐND tỉnh", "nhiệm kỳ", TermKind::NhiemKy).unwrap();
        assert_eq!(t.of, Some(TermBody::Council));
        let (_, t) =
            read("Mặt trận Tổ quốc Việt Nam khóa X, nhiệm kỳ 2024-2029", "nhiệm kỳ", TermKind::NhiemKy).unwrap();
        assert_eq!(t.of, Some(TermBody::Front));
        let text = "Quốc hội nước Cộng hòa xã hội chủ nghĩa Việt Nam khóa XV, nhiệm kỳ 2021-2026";
        let (_, t) = read(text, "nhiệm kỳ", TermKind::NhiemKy).unwrap();
        assert_eq!(t.of, Some(TermBody::Assembly));
        let (s, t) = read("Quốc hội khóa IX (1992-1997), Khóa X (1997-2002)", "Khóa", TermKind::Khoa).unwrap();
        assert_eq!((s, t.of), ("Khóa X (1997-2002", Some(TermBody::Assembly)));
        let (_, t) = read("Tỉnh ủy, nhiệm kỳ 2021-2026 của HĐND", "nhiệm kỳ", TermKind::NhiemKy).unwrap();
        assert_eq!(t.of, Some(TermBody::Council));
    }

    #[test]
    fn forms_of_terms() {
        let (s, t) = read("nhiệm kỳ (2021 - 2026) đã", "nhiệm kỳ", TermKind::NhiemKy).unwrap();
        assert_eq!(s, "nhiệm kỳ (2021 - 2026");
        assert_eq!(t.years.unwrap().last(), Some(2026));
        let (s, _) = read("giai đoạn từ năm 2021 đến năm 2025.", "giai đoạn", TermKind::GiaiDoan).unwrap();
        assert_eq!(s, "giai đoạn từ năm 2021 đến năm 2025");
        let (s, t) = read("nhiệm kỳ Đại hội XIII của Đảng", "nhiệm kỳ", TermKind::NhiemKy).unwrap();
        assert_eq!((s, t.ordinal.unwrap().value), ("nhiệm kỳ Đại hội XIII", Some(13)));
        let (_, t) = read("thời kỳ 2021-2030, tầm nhìn đến năm 2050", "thời kỳ", TermKind::ThoiKy).unwrap();
        assert_eq!(t.vision.unwrap().value, Some(2050));
        assert!(read("lớp học khóa 15 của trường", "khóa", TermKind::Khoa).is_none());
        assert!(read("nhiệm kỳ … của", "nhiệm kỳ", TermKind::NhiemKy).is_none());
    }
}
