//! Laws, codes, ordinances and the Constitution named by their titles. A title ends where the law's title ends: a known
//! one by the table, another by what can follow a title.

use std::sync::LazyLock;

use crate::tables;
use crate::text::{Span, same_word};

use super::reader::{ByInitial, Reader, with_first_word};
use super::{TypeWord, Year};

/// A law named by its title.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Named {
    pub word: TypeWord,
    /// Behind the type word; empty for a Constitution named by its year.
    pub title: Span,
    pub year: Option<Year>,
    /// From the type word to the title or year.
    pub span: Span,
}

/// Small words with which no title goes on.
static STOPS: LazyLock<ByInitial<()>> = LazyLock::new(|| {
    ByInitial::words(&[
        "về", "này", "năm", "số", "ngày", "được", "đã", "có", "quy", "qui", "thì", "là", "để", "theo", "khi", "nếu",
        "do", "bị", "của", "hiện", "tại", "cho", "với", "hoặc", "nêu", "như", "trên", "đó", "nói", "mới", "cũ",
        "trước", "sau", "từ", "đến", "còn", "phải", "sẽ", "vào", "ra", "định", "sửa", "cũng", "hay", "chưa", "chỉ",
        "các", "những", "một", "bằng", "kể", "nhằm", "cần", "nhưng", "mà", "rằng", "vì", "nên", "trong", "khóa", "gồm",
        "trừ", "liên", "và",
    ])
});

/// Words that end a title only together: "không được" does, "Hàng không" goes on.
static STOP_PHRASES: LazyLock<ByInitial<()>> = LazyLock::new(|| {
    ByInitial::words(&[
        "thông qua",
        "không được",
        "không có",
        "không còn",
        "không phải",
        "không quy định",
        "hiện hành",
        "thi hành từ",
        "ban hành",
    ])
});

/// Words behind "Luật" in small letters that begin no title: a lawyer, a field, a school, laws in general.
static NO_TITLES: LazyLock<ByInitial<()>> = LazyLock::new(|| {
    ByInitial::words(&[
        "sư", "gia", "pháp", "lệ", "định", "chơi", "sĩ", "học", "tục", "nhân", "khoa", "quốc", "chuyên", "khác",
        "nước", "chung", "riêng", "gốc", "cơ", "nội", "bất", "hoàn", "trở", "phù", "tương", "tối",
    ])
});

/// Whether the words before a law lead to it: "căn cứ", "theo", "của", "thi hành", a pinpoint.
fn is_led_to(r: &Reader, at: usize) -> bool {
    let i = r.blank_before(at);
    i > 0 && r.byte(i - 1).is_ascii_digit() || LEADS.iter().any(|w| r.words_before(at, w).is_some())
}

/// Words that lead to a law.
const LEADS: &[&str] = &["căn cứ", "căn cứ vào", "theo", "của", "hành", "tại", "đúng", "phạm", "và"];

/// The law named at `at`, where its type word begins.
pub(crate) fn at(r: &Reader, at: usize) -> Option<Named> {
    let (word, end) = ["bộ luật", "luật", "pháp lệnh", "hiến pháp"].iter().find_map(|w| {
        let end = r.words(at, w)?;
        let name = match *w {
            "bộ luật" => "Bộ luật",
            "luật" => "Luật",
            "pháp lệnh" => "Pháp lệnh",
            _ => "Hiến pháp",
        };
        Some((TypeWord { span: Span::new(at, end), name }, end))
    })?;
    if word.name == "Hiến pháp" {
        return constitution(r, word, end);
    }
    // "pháp luật", "Trường Đại học Luật", "Bộ luật" read at its second word.
    if word.name == "Luật"
        && r.word_before(at).is_some_and(|w| {
            ["pháp", "đại", "học", "bộ", "kỷ", "quy", "ngành", "khoa", "dự"].iter().any(|p| r.is(w, p))
        })
        && r.blank_before(at) < at
    {
        let before = r.word_before(at)?;
        if !r.is(before, "dự") {
            return None;
        }
    }
    let start = r.blank(end);
    if start == end {
        return None;
    }
    let title_end = title(r, start, word)?;
    let mut span = Span::new(at, title_end);
    let year = year_behind(r, title_end);
    if let Some(y) = year {
        span.end = y.span.end;
    } else if let Some(e) = amended_mark(r, title_end) {
        span.end = e as u32;
    }
    Some(Named { word, title: Span::new(start, title_end), year, span })
}

/// "(sửa đổi)" behind a title.
fn amended_mark(r: &Reader, end: usize) -> Option<usize> {
    let i = r.blank(end);
    (r.byte(i) == b'(').then_some(())?;
    let e = r.words(i + 1, "sửa đổi")?;
    (r.byte(e) == b')').then_some(e + 1)
}

/// "năm 2013", "2013" behind a title.
fn year_behind(r: &Reader, end: usize) -> Option<Year> {
    let mut i = r.blank(end);
    if i == end {
        return None;
    }
    if r.byte(i) == b'(' && amended_mark(r, end).is_some() {
        i = r.blank(amended_mark(r, end)?);
    }
    let said = r.words(i, "năm");
    if let Some(e) = said {
        i = r.blank(e);
    }
    let digits = r.rest(i).bytes().take_while(u8::is_ascii_digit).count();
    let year = (digits == 4 && matches!(r.byte(i), b'1' | b'2') && !r.glued(i + 4) && !matches!(r.byte(i + 4), b'/'))
        .then(|| super::number::year_of(r.text, Span::new(i, i + 4)))?;
    // "Luật Đầu tư 2021-2025" is no name.
    if said.is_none() && r.byte(i + 4) == b'-' && r.byte(i + 5).is_ascii_digit() {
        return None;
    }
    Some(year)
}

fn constitution(r: &Reader, word: TypeWord, end: usize) -> Option<Named> {
    let start = r.blank(end);
    let country = [
        "nước cộng hòa xã hội chủ nghĩa việt nam",
        "nước chxhcn việt nam",
        "nước việt nam dân chủ cộng hòa",
        "việt nam",
    ]
    .iter()
    .filter_map(|c| r.words(start, c))
    .max();
    let foreign = || {
        let e = r.words(start, "nước").or_else(|| r.words(start, "của"))?;
        let w = r.word_at(r.blank(e))?;
        w.of(r.text).chars().next()?.is_uppercase().then_some(w.to())
    };
    let title_end = country.or_else(foreign).unwrap_or(end);
    let mut year = year_behind(r, title_end);
    let mut span_end = title_end;
    // "Hiến pháp ngày 28 tháng 11 năm 2013"
    if year.is_none()
        && let Some(e) = r.words(r.blank(title_end), "sửa đổi")
    {
        year = year_behind(r, e);
    }
    if let Some(y) = year {
        span_end = y.span.to();
    }
    let title = if title_end > end { Span::new(start, title_end) } else { Span::new(end, end) };
    (year.is_some() || country.is_some()).then(|| Named {
        word,
        title,
        year,
        span: Span::new(word.span.from(), span_end),
    })
}

/// The end of the title that begins at `start`.
fn title(r: &Reader, start: usize, word: TypeWord) -> Option<usize> {
    // "Pháp lệnh về Tổ chức …": the title may begin with "về".
    let start = r.words(start, "về").map_or(start, |e| r.blank(e));
    // "… của Pháp lệnh Căn cứ …": lines run together, no title.
    if r.words(start, "căn cứ").is_some() {
        return None;
    }
    let known = known(r, start, word);
    if known.is_some_and(|end| stops(r, end)) {
        return known;
    }
    let guessed = delimited(r, start, word).or_else(|| guessed(r, start, word));
    match (known, guessed) {
        (Some(k), Some(g)) if g > k && (goes_on(r, k, g) || is_dated(r, g) && !is_dated(r, k)) => Some(g),
        (Some(k), _) => Some(k),
        (None, g) => g,
    }
}

/// Whether nothing behind a known title can be more of a title: a mark that no title has within it, or its own date.
fn stops(r: &Reader, end: usize) -> bool {
    let next = r.blank(end);
    match r.byte(next) {
        0 | b'.' | b';' | b':' | b')' | b'"' => true,
        b'n' | b's' => is_dated(r, end),
        _ => false,
    }
}

/// Whether an unknown longer title is better than a known shorter one: the words between begin with a capital that
/// continues the title ("Luật Bầu cử" before "Đại biểu"), never a small word.
fn goes_on(r: &Reader, known: usize, guessed: usize) -> bool {
    let next = r.blank(known);
    next < guessed
        && r.word_at(next).is_some_and(|w| {
            let s = w.of(r.text);
            s.chars().next().is_some_and(char::is_uppercase)
                && !s.chars().all(char::is_uppercase)
                && super::kinds::at(r, next).is_none()
        })
}

/// The longest known title of this type at `start`.
fn known(r: &Reader, start: usize, word: TypeWord) -> Option<usize> {
    let first = r.word_at(start)?;
    let letters = first.of(r.text);
    let small = letters.chars().next()?.is_lowercase();
    let capital = word.span.of(r.text).chars().next()?.is_uppercase();
    let mut best = None;
    for (title, rows) in with_first_word(r, tables::titles_index(), letters) {
        if !rows.iter().any(|&row| tables::titles()[row as usize].kind == word.name) {
            continue;
        }
        // In small letters a title of one word needs its year or date: "luật thuế" is the field.
        let lone = small && !title.contains(' ');
        if let Some(end) =
            phrase(r, start, title).filter(|e| !lone || is_dated(r, *e) || (capital && ends_title(r, *e)))
            && best.is_none_or(|b| end > b)
        {
            best = Some(end);
        }
    }
    best
}

/// Whether a title must end at `end`: a mark, or a word that no title goes on with.
fn ends_title(r: &Reader, end: usize) -> bool {
    let i = r.blank(end);
    match r.word_at(i) {
        Some(w) => STOPS.holds(r, w),
        None => i == end || r.byte(i) != b'-',
    }
}

/// Whether "năm 2016", "ngày 06 …" or "số 105/…" follows.
fn is_dated(r: &Reader, end: usize) -> bool {
    let i = r.blank(end);
    r.any(i, &["năm", "ngày", "số"]).is_some_and(|(_, e)| r.byte(r.blank(e)).is_ascii_digit())
}

/// The place behind a folded title at `at`, commas as written or left out.
fn phrase(r: &Reader, at: usize, title: &str) -> Option<usize> {
    let mut i = at;
    // Words of the title that an abbreviation stood for.
    let mut skip = 0;
    for (n, piece) in title.split(' ').enumerate() {
        let (letters, tail) = match piece.find(|c| !crate::text::is_letter(c)) {
            Some(p) => piece.split_at(p),
            None => (piece, ""),
        };
        if skip > 0 {
            skip -= 1;
            continue;
        }
        if n > 0 {
            let next = r.blank(i);
            if next == i {
                return None;
            }
            i = next;
        }
        if !letters.is_empty() {
            let w = r.word_at(i)?;
            // "HĐND" stands for three words of the title.
            if let Some(words) = abbreviated(w.of(r.text), &title[piece.as_ptr() as usize - title.as_ptr() as usize..])
            {
                skip = words - 1;
                i = w.to();
                let last = title[piece.as_ptr() as usize - title.as_ptr() as usize..].split(' ').nth(skip);
                if last.is_some_and(|p| p.ends_with(',')) && r.byte(i) == b',' {
                    i += 1;
                }
                continue;
            }
            if !same_word(letters, w.of(r.text), r.plain) {
                return None;
            }
            i = w.to();
        }
        if tail == "," {
            // Some write the title without its comma.
            if r.byte(i) == b',' {
                i += 1;
            }
        } else if !tail.is_empty() {
            i = r.rest(i).starts_with(tail).then_some(i + tail.len())?;
        }
    }
    (!r.glued(i)).then_some(i)
}

/// Words that no title holds, so that one of them before the date shows that the date is of something else.
static NEVER: LazyLock<ByInitial<()>> = LazyLock::new(|| {
    ByInitial::words(&[
        "này", "năm", "số", "được", "đã", "có", "quy", "qui", "thì", "là", "theo", "khi", "nếu", "bị", "hiệu", "tại",
        "cho", "hoặc", "nêu", "như", "đó", "nói", "từ", "đến", "kể", "phải", "sẽ", "sửa", "trước", "sau", "luật",
        "nghị", "pháp", "bộ", "do", "căn",
    ])
});

/// Words of titles that begin like one of [`NEVER`].
const NAMES: &[&str] =
    &["pháp luật", "quy phạm", "quy chuẩn", "quy hoạch", "bộ đội", "bộ trưởng", "bị động", "tại việt nam"];

/// The end of a title that its date, year or number ends: "Luật Phòng, chống … (HIV/AIDS) ngày 29 tháng 6 năm 2006".
fn delimited(r: &Reader, start: usize, word: TypeWord) -> Option<usize> {
    let capital = word.span.of(r.text).chars().next()?.is_uppercase();
    if !capital {
        return None;
    }
    let mut i = start;
    let mut end = start;
    for n in 0..30 {
        if n > 0 && is_dated(r, end) {
            return (n > 1 || r.char(start)?.is_uppercase()).then_some(end);
        }
        let mut next = r.blank(i);
        if n > 0 {
            if matches!(r.byte(next), b',' | b'-') {
                next = r.blank(next + 1);
            } else if r.byte(next) == b'('
                && let Some(close) = r.rest(next).find(')').filter(|c| *c < 24)
            {
                end = next + close + 1;
                i = end;
                continue;
            }
        }
        let w = r.word_at(next)?;
        let never = NEVER.holds(r, w) && r.any(next, NAMES).is_none();
        // Another document behind a comma or "và" has the date for itself.
        if never || n > 0 && (next == i || super::kinds::at(r, next).is_some()) {
            return None;
        }
        end = w.to();
        i = end;
    }
    None
}

/// Abbreviations that texts put into titles.
const ABBREVIATIONS: &[(&str, &str)] = &[
    ("HĐND", "hội đồng nhân dân"),
    ("UBND", "ủy ban nhân dân"),
    ("MTTQ", "mặt trận tổ quốc"),
    ("ĐBQH", "đại biểu quốc hội"),
    ("QPPL", "quy phạm pháp luật"),
    ("VBQPPL", "văn bản quy phạm pháp luật"),
    ("NSNN", "ngân sách nhà nước"),
    ("GTGT", "giá trị gia tăng"),
    ("TNDN", "thu nhập doanh nghiệp"),
    ("TNCN", "thu nhập cá nhân"),
    ("TTĐB", "tiêu thụ đặc biệt"),
    ("XK", "xuất khẩu"),
    ("NK", "nhập khẩu"),
    ("BHXH", "bảo hiểm xã hội"),
    ("BHYT", "bảo hiểm y tế"),
    ("TCTD", "tổ chức tín dụng"),
];

/// How many words of the folded `title` the abbreviation stands for, where it stands for its beginning.
fn abbreviated(word: &str, title: &str) -> Option<usize> {
    let (_, full) = ABBREVIATIONS.iter().find(|(a, _)| *a == word)?;
    let rest = title.strip_prefix(full)?;
    (rest.is_empty() || rest.starts_with([' ', ','])).then(|| full.split(' ').count())
}

/// The end of a title that no table knows: a capital, then words until one that cannot go on.
fn guessed(r: &Reader, start: usize, word: TypeWord) -> Option<usize> {
    let first = r.word_at(start)?;
    let s = first.of(r.text);
    let type_capital = word.span.of(r.text).chars().next()?.is_uppercase();
    let shout = s.chars().count() > 1
        && s.chars().all(char::is_uppercase)
        && word.span.of(r.text).chars().all(|c| c.is_uppercase() || c == ' ');
    let small = s.chars().next()?.is_lowercase();
    // In small letters a title is one only where the words before lead to a law.
    if shout || !type_capital || small && (NO_TITLES.holds(r, first) || !is_led_to(r, word.span.from())) {
        return None;
    }
    if small && (STOPS.holds(r, first) || STOP_PHRASES.longest(r, start).is_some()) {
        return None;
    }
    // "Luật Sửa đổi, bổ sung …" is an amending law: its own title does not name what it amends.
    if r.words(start, "sửa đổi").is_some() || r.words(start, "số").is_some() {
        return None;
    }
    let mut end = first.to();
    let mut i = end;
    // "Luật GDĐH": an abbreviation is the whole title.
    if s.chars().count() > 1 && s.chars().all(char::is_uppercase) {
        return Some(end);
    }
    for _ in 0..14 {
        let mut next = r.blank(i);
        let comma = r.byte(next) == b',' && next == i;
        if comma {
            next = r.blank(next + 1);
        }
        if next == i {
            break;
        }
        let Some(w) = r.word_at(next) else { break };
        let s = w.of(r.text);
        let upper = s.chars().next().is_some_and(char::is_uppercase);
        let and = r.is(w, "và");
        if comma && (upper || !list_goes_on(r, next)) {
            break;
        }
        if and {
            // "và" belongs to the title before a small word, not before another document.
            let after = r.blank(w.to());
            let Some(v) = r.word_at(after) else { break };
            let small = v.of(r.text).chars().next().is_some_and(char::is_lowercase);
            if !small || STOPS.holds(r, v) || super::kinds::at(r, after).is_some() {
                break;
            }
            i = w.to();
            continue;
        }
        if (!upper && (STOPS.holds(r, w) || STOP_PHRASES.longest(r, next).is_some()))
            || (upper && super::kinds::at(r, next).is_some())
            || (upper && super::kinds::at(r, next).is_none() && !upper_goes_on(r, w))
        {
            break;
        }
        end = w.to();
        i = end;
    }
    // A single small word is a field: "Luật thuế".
    (!small || end > first.to()).then_some(end)
}

/// Whether words behind a comma still belong to an unknown title: "Phòng, chống", "Quản lý, sử dụng".
fn list_goes_on(r: &Reader, at: usize) -> bool {
    r.any(
        at,
        &[
            "chống",
            "sử dụng",
            "bổ sung",
            "chữa cháy",
            "khen thưởng",
            "xuất cảnh",
            "quá cảnh",
            "cư trú",
            "công chức",
            "tôn giáo",
            "chăm sóc",
            "vệ sinh",
            "an toàn",
            "chống lãng phí",
            "công nghệ",
            "bia",
        ],
    )
    .is_some()
}

/// Whether a capital inside an unknown title goes on: "Nhà nước", "Việt Nam", "Hội đồng nhân dân", "Ủy ban".
fn upper_goes_on(r: &Reader, w: Span) -> bool {
    r.any(
        w.from(),
        &[
            "việt",
            "nam",
            "nhà nước",
            "quốc",
            "quốc hội",
            "hội đồng",
            "hđnd",
            "ubnd",
            "ủy ban",
            "nhân",
            "mặt trận",
            "tổ",
            "đảng",
            "thủ",
            "quân",
            "công an",
            "tòa án",
            "viện",
            "hà",
            "nội",
        ],
    )
    .is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<&str> {
        let r = Reader::marked(text);
        at(&r, 0).map(|n| n.span.of(text))
    }

    #[test]
    fn titles_end_where_laws_titles_end() {
        for (text, name) in [
            ("Luật Đất đai năm 2024 quy định", "Luật Đất đai năm 2024"),
            ("Luật Thi đua, khen thưởng và các", "Luật Thi đua, khen thưởng"),
            ("Luật Phòng, chống tham nhũng và Luật", "Luật Phòng, chống tham nhũng"),
            ("Luật Tổ chức chính quyền địa phương ngày 19", "Luật Tổ chức chính quyền địa phương"),
            ("Bộ luật Dân sự năm 2015,", "Bộ luật Dân sự năm 2015"),
            ("Hiến pháp năm 2013, các", "Hiến pháp năm 2013"),
            ("Hiến pháp 1992 đã", "Hiến pháp 1992"),
            ("Luật đất đai và", "Luật đất đai"),
            (
                "Luật Bầu cử đại biểu Quốc hội và đại biểu Hội đồng nhân dân; đồng thời",
                "Luật Bầu cử đại biểu Quốc hội và đại biểu Hội đồng nhân dân",
            ),
            ("Pháp lệnh Xử lý vi phạm hành chính năm 2002 và", "Pháp lệnh Xử lý vi phạm hành chính năm 2002"),
        ] {
            assert_eq!(read(text), Some(name), "{text}");
        }
    }

    #[test]
    fn other_laws_are_no_titles() {
        for text in [
            "Luật sư Nguyễn Văn A",
            "Luật này quy định",
            "luật pháp nước ta",
            "Luật số 12/2020/QH14",
            "Hiến pháp và pháp luật",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
