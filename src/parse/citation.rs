//! Citations: a number or title with its type word, date, issuer and subject.

use crate::text::Span;

use super::guard::{self, Lead};
use super::reader::Reader;
use super::{Body, Citation, Class, DateRef, Issuer, Number, Oddities, Regime, TypeWord, date, issuer, kinds, number};

/// What stands behind the name of a document.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Behind {
    pub date: Option<DateRef>,
    pub issuer: Option<Issuer>,
    pub subject: Option<Span>,
    /// The end of what was read.
    pub end: usize,
}

/// Reads date, issuer and subject behind a name that ends at `end`.
pub(crate) fn behind(r: &Reader, end: usize, joint: bool) -> Behind {
    let mut out = Behind { end, ..Behind::default() };
    let mut i = end;
    read_date(r, &mut i, &mut out);
    read_issuer(r, &mut i, &mut out, joint);
    if out.date.is_none() && out.issuer.is_some() {
        read_date(r, &mut i, &mut out);
    } else if out.date.is_some() && out.issuer.is_none() {
        // "ngày 20/6/2020 (sau đây gọi tắt …) của": the bracket is skipped once.
        let open = r.blank(i);
        if r.byte(open) == b'('
            && let Some(close) = r.rest(open).find(')').filter(|n| *n < 200)
        {
            let mut after = open + close + 1;
            read_issuer(r, &mut after, &mut out, joint);
        }
    }
    out.subject = subject(r, i);
    out
}

fn read_date(r: &Reader, i: &mut usize, out: &mut Behind) {
    let mut at = r.blank(*i);
    // "12/2002/TT-BCA (A11) ngày …": the unit that drew it up.
    if r.byte(at) == b'('
        && let Some(close) = r.rest(at).find(')').filter(|n| *n < 14)
        && r.text[at + 1..at + close].contains(|c: char| c.is_ascii_uppercase())
        && r.text[at + 1..at + close]
            .chars()
            .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-' || c == 'Đ')
    {
        at = r.blank(at + close + 1);
    }
    let bracket = r.byte(at) == b'(';
    if matches!(r.byte(at), b',' | b'(') {
        at = r.blank(at + 1);
    }
    if let Some((_, e)) =
        r.any(at, &["ký", "được ký", "ban hành", "ra", "đề", "công bố", "ban hành vào", "được ban hành"])
    {
        at = r.blank(e);
    }
    // A page may leave a blank line before the date; in small letters "ngày" goes on with the sentence.
    if r.byte(at) == b'\n' {
        let next = at + r.rest(at).len() - r.rest(at).trim_start().len();
        if r.rest(next).starts_with("ngày ") && r.text[at..next].bytes().filter(|b| *b == b'\n').count() == 2 {
            at = next;
        }
    }
    let said = r.words(at, "ngày");
    if let Some(e) = said {
        at = r.blank(e);
        // "ngày ngày 14/5/2010"
        if let Some(e) = r.words(at, "ngày") {
            at = r.blank(e);
        }
        // "ngày ký", "ngày:"
        if r.byte(at) == b':' {
            at = r.blank(at + 1);
        }
    } else if let Some(e) = r.words(at, "tháng") {
        if let Some(d) = date::month(r, r.blank(e)) {
            out.end = d.span.to();
            *i = out.end;
            out.date = Some(d);
        }
        return;
    }
    let d = date::at(r, at, said.is_some()).filter(|d| said.is_some() || d.year.is_some());
    if let Some(d) = d {
        out.end = d.span.to();
        *i = out.end;
        if bracket && r.byte(*i) == b')' {
            *i += 1;
        }
        out.date = Some(d);
    }
}

fn read_issuer(r: &Reader, i: &mut usize, out: &mut Behind, joint: bool) {
    let mut at = r.blank(*i);
    if r.byte(at) == b',' {
        at = r.blank(at + 1);
    }
    let by = match r.any(at, &["của", "do"]) {
        Some((0, e)) => {
            at = r.blank(e);
            false
        }
        Some((_, e)) if r.words(at, "do").is_some() => {
            at = r.blank(e);
            true
        }
        _ => return,
    };
    let Some(found) = issuer::at(r, at, joint) else { return };
    if by {
        // "do Bộ Nội vụ soạn thảo" does not make it the issuer.
        let e = r.blank(found.span.to());
        if r.any(e, &["ban hành", "ký", "ký ban hành", "phê duyệt"]).is_none() {
            return;
        }
    }
    out.end = found.span.to();
    *i = out.end;
    out.issuer = Some(found);
}

/// The issuer at the end of what a document is about: "… do Bộ trưởng Bộ Công Thương ban hành", "… của Ủy ban nhân dân
/// tỉnh". Behind "của" only a body that the symbol names: the subject may speak of any other.
fn issuer_in_subject(r: &Reader, subject: Span, n: &Number) -> Option<Issuer> {
    let text = subject.of(r.text);
    if let Some(end) = r.words_before(subject.to(), "ban hành")
        && let Some(by) = text.rfind(" do ").map(|i| subject.from() + i + 1)
        && let Some(found) = r.words(by, "do").and_then(|e| issuer::at(r, r.blank(e), false))
        && r.blank(found.span.to()) == end
    {
        return Some(found);
    }
    let found = issuer::before(r, subject.to(), subject.from())?;
    r.words_before(found.span.from(), "của")?;
    let named = match n.parts.last()?.text.as_str() {
        "UBND" | "UB" => found.body == Body::Committee,
        "HĐND" => found.body == Body::Council,
        _ => false,
    };
    named.then_some(found)
}

/// Words that begin what a document is about.
const SUBJECTS: &[&str] = &[
    "về",
    "quy định",
    "qui định",
    "hướng dẫn",
    "ban hành",
    "phê duyệt",
    "sửa đổi",
    "bổ sung",
    "v/v",
    "thực hiện",
    "triển khai",
    "bãi bỏ",
    "giao",
    "thành lập",
];

fn subject(r: &Reader, end: usize) -> Option<Span> {
    let at = r.blank(end);
    if at == end {
        return None;
    }
    r.any(at, SUBJECTS)?;
    let mut stop = at;
    for (n, c) in r.rest(at).char_indices() {
        if matches!(c, ';' | '\n' if c != '\n' || !r.is_soft_break(at + n))
            || n > 400
            || (c == '.' && !r.byte(at + n + 1).is_ascii_alphanumeric())
            || matches!(c, ')' | '”')
        {
            break;
        }
        stop = at + n + c.len_utf8();
    }
    let text = r.text[at..stop].trim_end().trim_end_matches(',');
    (text.len() > 4).then(|| Span::new(at, at + text.len()))
}

/// Date and issuer that stand before the type word: "Ngày 4-7-2011, Thủ tướng Chính phủ đã ban hành Quyết định số …";
/// "theo đề nghị của X tại Tờ trình số …".
pub(crate) fn ahead(r: &Reader, start: usize, low: usize) -> (Option<DateRef>, Option<Issuer>) {
    let mut at = r.blank_before(start);
    for w in ["các", "02", "hai", "ba"] {
        if let Some(b) = r.words_before(at, w) {
            at = r.blank_before(b);
        }
    }
    let verb = VERBS.iter().filter_map(|v| r.words_before(at, v).map(|b| (b, *v))).min_by_key(|(b, _)| *b);
    let Some((before, verb)) = verb.filter(|(b, _)| *b >= low) else { return (None, None) };
    if verb == "tại" {
        return (None, who_says_at(r, before, low, start));
    }
    let Some(found) = issuer::before(r, before, low) else { return (None, None) };
    let mut i = r.blank_before(found.span.from());
    if r.char_before(i) == Some(',') {
        i -= 1;
    }
    // The date must end right there: "Ngày 17/02/2025, Ban Thường vụ Tỉnh ủy đã ban hành".
    let clause = r.clause_start(i, 48).max(low);
    let mut w = i;
    while let Some(word) = token_before(r, w).filter(|w| w.from() >= clause) {
        w = word.from();
        if r.is(word, "ngày") {
            let date = date::at(r, r.blank(word.to()), true).filter(|d| d.span.to() == r.blank_before(i));
            return (date, Some(found));
        }
    }
    (None, Some(found))
}

/// What a body does with a document, ending before the type word.
const VERBS: &[&str] = &[
    "đã ký ban hành",
    "ký ban hành",
    "đã ban hành",
    "vừa ban hành",
    "ban hành",
    "đã có",
    "vừa có",
    "có",
    "đã ra",
    "ra",
    "đã ký",
    "vừa ký",
    "ký",
    "tại",
    "đã thông qua",
    "thông qua",
    "xây dựng",
    "đã xây dựng",
    "vừa ký ban hành",
    "mới ban hành",
    "cũng ban hành",
    "đã phê duyệt",
    "đã ban hành văn bản",
    "đã gửi",
    "gửi",
];

/// The body whose act a document is, where it stands before "tại": "theo đề nghị của X tại Tờ trình số …", "được Thủ
/// tướng Chính phủ phê duyệt chủ trương đầu tư tại Quyết định số …".
fn who_says_at(r: &Reader, before: usize, low: usize, start: usize) -> Option<Issuer> {
    if let Some(found) = issuer::before(r, before, low) {
        // What a body proposes or reports stands in a document of its own; what it directs may stand in another's.
        let proposes = r.any(start, &["tờ trình", "báo cáo", "công văn", "văn bản", "đề nghị"]).is_some();
        let of = r.words_before(found.span.from(), "của").is_some();
        return (of && proposes).then_some(found);
    }
    let clause = r.clause_start(before, 160).max(low);
    let mut at = before;
    while let Some(word) = token_before(r, at).filter(|w| w.from() >= clause) {
        at = word.from();
        if ["phê duyệt", "ban hành", "quy định", "chấp thuận", "cho phép", "giao", "công nhận"]
            .iter()
            .any(|v| r.words(at, v).is_some())
        {
            let mut end = at;
            if let Some(b) = r.words_before(at, "đã") {
                end = b;
            }
            if let Some(found) = issuer::before(r, end, clause) {
                return Some(found);
            }
        }
    }
    None
}

/// The run of letters or digits that ends before `at`, blanks and marks between.
fn token_before(r: &Reader, at: usize) -> Option<Span> {
    let end = r.text[..at].trim_end_matches(|c: char| !c.is_alphanumeric()).len();
    let start = r.text[..end].char_indices().rev().take_while(|(_, c)| c.is_alphanumeric()).last()?.0;
    Some(Span::new(start, end))
}

/// "số", "Số:" before a number that begins at `at`: where it begins.
pub(crate) fn so_before(r: &Reader, at: usize) -> Option<usize> {
    let mut i = r.blank_before(at);
    if r.char_before(i) == Some(':') {
        i = r.blank_before(i - 1);
    }
    // "số30/2020" is glued.
    r.words_before(i, "số").or_else(|| r.text[..at].ends_with("số").then(|| at - "số".len()))
}

/// The span, type word and lead of a number: from the type word, else from "số", else from the number.
pub(crate) fn front(r: &Reader, number_start: usize, low: usize) -> Front {
    let so = so_before(r, number_start).filter(|s| *s >= low);
    let start = so.unwrap_or(number_start);
    let mut i = r.blank_before(start);
    if r.char_before(i) == Some(':') && so.is_some() {
        i = r.blank_before(i - 1);
    }
    let typed = kinds::before(r, i).filter(|t| t.span.from() >= low);
    match typed {
        Some(word) => Front { start: word.span.from(), word: Some(word), so: so.is_some(), issuer: None },
        None => {
            // "hướng dẫn của Bộ Tài chính số 895/HD": the word governs, the span begins at "số".
            let between = so.and_then(|_| issuer::before(r, i, low)).and_then(|issuer| {
                let of = r.words_before(issuer.span.from(), "của")?;
                let word = kinds::before(r, of).filter(|t| t.span.from() >= low)?;
                Some((word, issuer))
            });
            Front { start, word: between.map(|(w, _)| w), so: so.is_some(), issuer: between.map(|(_, i)| i) }
        }
    }
}

/// What stands before a number.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Front {
    /// Where the mention begins: at the type word, else at "số", else at the number.
    pub start: usize,
    /// The type word that governs the number.
    pub word: Option<TypeWord>,
    /// Whether "số" is said.
    pub so: bool,
    /// The body between type word and "số".
    pub issuer: Option<Issuer>,
}

/// Members before a full number whose symbol was left out: "số 131 và 132-QĐ/TW", from the first.
pub(crate) fn elided(r: &Reader, full: &Number, low: usize) -> Vec<Number> {
    let mut found = Vec::new();
    let mut at = so_before(r, full.span.from()).unwrap_or(full.span.from());
    for _ in 0..12 {
        let mut i = r.blank_before(at);
        let mut joined = false;
        if let Some(b) = r.words_before(i, "và") {
            i = r.blank_before(b);
            joined = true;
        }
        if matches!(r.char_before(i), Some(',' | ';')) {
            i = r.blank_before(i - 1);
            joined = true;
        }
        let digits = r.bytes()[..i].iter().rev().take_while(|b| b.is_ascii_digit()).count();
        let start = i - digits;
        if !joined
            || digits == 0
            || digits > 5
            || start < low
            || r.glued_before(start)
            || matches!(r.char_before(start), Some('/' | '-' | '.'))
        {
            break;
        }
        let span = Span::new(start, i);
        found.push(Number {
            span,
            digits: span,
            value: span.of(r.text).parse().ok(),
            year: None,
            canonical: format!("{}{}", span.of(r.text), &full.canonical[full.digits.len()..]),
            parts: full.parts.clone(),
            regime: full.regime,
            oddities: Oddities::default(),
            elided: true,
        });
        at = so_before(r, start).unwrap_or(start);
    }
    found.reverse();
    // Only a list that a type word or "số" opens is one.
    match found.first() {
        Some(first) => {
            let front = front(r, first.span.from(), low);
            if front.word.is_some() || front.so { found } else { Vec::new() }
        }
        None => found,
    }
}

/// A citation by number, or nothing where the number is none of a document.
pub(crate) fn numbered(
    r: &Reader,
    n: Number,
    front: Front,
    inherited: Option<TypeWord>,
    low: usize,
) -> Option<(Span, Citation, usize)> {
    let Front { start, word, so, issuer: between } = front;
    let doc_type = word.or(inherited);
    if !guard::is_document(r, &n, start, Lead { typed: doc_type.is_some(), so }) {
        return None;
    }
    let joint = n.regime == Regime::R8
        || n.parts.iter().any(|p| p.text.ends_with("LB") || p.text.ends_with("LT"))
        || doc_type.is_some_and(|w| w.name.contains("liên") || w.name.contains("phối hợp"));
    let b = if n.elided {
        Behind { end: n.span.to(), ..Behind::default() }
    } else {
        // "61/2018/NĐ- ngày": the sign that the symbol stops at stands before what follows.
        let stop = n.oddities.has(Oddities::TRUNCATED).then(|| r.blank(n.span.to()));
        let end = stop.filter(|&at| matches!(r.byte(at), b'/' | b'-')).map_or(n.span.to(), |at| at + 1);
        behind(r, end, joint)
    };
    let named = || b.subject.and_then(|s| issuer_in_subject(r, s, &n));
    let (mut date, mut issuer) = (b.date, b.issuer.or(between).or_else(named));
    if !n.elided && (date.is_none() || issuer.is_none()) {
        let (d, i) = ahead(r, start, low);
        if date.is_none() {
            date = d;
        }
        if issuer.is_none() {
            issuer = i;
        }
    }
    let span = Span::new(start, n.span.to());
    let citation = Citation {
        class: Class::Numbered,
        doc_type,
        number: Some(n),
        date,
        issuer,
        title: None,
        year: None,
        subject: b.subject,
        target: None,
        within: None,
    };
    Some((span, citation, b.end))
}

/// A bare number behind a type word: "Nghị định 30", "Chỉ thị số 45", "Quyết định 1215 năm 2019", "Nghị định 30/2020".
pub(crate) fn short(r: &Reader, word: TypeWord, number_start: usize, so: bool) -> Option<(Span, Citation)> {
    let capital = word.span.of(r.text).chars().next().is_some_and(char::is_uppercase);
    let digits = r.rest(number_start).bytes().take_while(u8::is_ascii_digit).count();
    let mut end = number_start + digits;
    // "Nghị quyết số 30a"
    if matches!(r.byte(end), b'a'..=b'd') && !r.glued(end + 1) {
        end += 1;
    }
    if digits == 0 || digits > 5 || r.glued(end) || !(kinds::is_short(word.name) || so && kinds::is_numbered(word.name))
    {
        return None;
    }
    let figure = Span::new(number_start, end);
    let year = |at: usize| {
        let n = r.rest(at).bytes().take_while(u8::is_ascii_digit).count();
        (n == 4 && matches!(r.byte(at), b'1' | b'2') && !r.glued(at + 4) && !matches!(r.byte(at + 4), b'/' | b'-'))
            .then(|| number::year_of(r.text, Span::new(at, at + 4)))
    };
    let mut last = end;
    let mut of_year = None;
    if r.byte(end) == b'/' {
        of_year = Some(year(end + 1)?);
    } else if let Some(e) = r.words(r.blank(end), "năm") {
        of_year = year(r.blank(e));
        of_year?;
    }
    if let Some(y) = of_year {
        last = y.span.to();
    }
    if of_year.is_none() {
        if !capital && !so {
            return None;
        }
        // A figure that counts: "Nghị quyết 100%", "Quyết định 12 người", "Nghị quyết 3.5".
        let next = r.blank(end);
        let counts = matches!(r.byte(end), b'%' | b'.' if r.byte(end) == b'%' || r.byte(end + 1).is_ascii_digit())
            || matches!(r.byte(end), b'-' if r.byte(end + 1).is_ascii_alphanumeric())
            || (r.byte(end) == b'/')
            || (!so
                && r.any(
                    next,
                    &[
                        "người",
                        "triệu",
                        "tỷ",
                        "đồng",
                        "ngày",
                        "tháng",
                        "điều",
                        "cơ quan",
                        "đơn vị",
                        "trường hợp",
                        "lần",
                        "%",
                        "hộ",
                        "xã",
                        "nội dung",
                        "vấn đề",
                        "nhóm",
                        "tỉnh",
                        "dự án",
                    ],
                )
                .is_some());
        if counts {
            return None;
        }
    }
    let value = r.text[number_start..number_start + digits].parse().ok();
    let n = Number {
        span: figure,
        digits: figure,
        value,
        year: of_year.filter(|_| r.byte(end) == b'/'),
        parts: Vec::new(),
        canonical: figure.of(r.text).to_string(),
        regime: Regime::Unknown,
        oddities: Oddities::default(),
        elided: false,
    };
    let b = behind(r, last, false);
    Some((
        Span::new(word.span.from(), last),
        Citation {
            class: Class::Short,
            doc_type: Some(word),
            number: Some(n),
            date: b.date,
            issuer: b.issuer,
            title: None,
            year: of_year,
            subject: b.subject,
            target: None,
            within: None,
        },
    ))
}
