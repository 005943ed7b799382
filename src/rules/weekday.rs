//! A weekday that is not the date's.

use chrono::{Datelike, Weekday};

use crate::document::Document;
use crate::parse::DateRef;
use crate::text::{Span, lower};

use super::dated::{day_of, is_example, is_lunar, line_before, line_behind, quoted_words};
use super::{Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "DATE13",
    name: "weekday",
    severity: Severity::Warning,
    default: true,
    basis: "dương lịch",
    summary: ("Thứ trong tuần không khớp với ngày", "A weekday that is not the date's"),
    explain: (
        "## Lỗi gì\nThứ trong tuần ghi bên cạnh một ngày đầy đủ không phải là thứ của ngày ấy.\n\n\
         ## Vì sao\nThứ của mỗi ngày tính được từ lịch; giấy mời, lịch công tác ghi lệch thứ làm người nhận đến nhầm ngày.\n\n\
         ## Sửa thế nào\nKiểm tra thứ hoặc ngày ghi sai. Gợi ý giữ ngày và sửa thứ.\n\n\
         ## Khi nào im lặng\nNgày không ghi năm; ngày âm lịch; hai thứ đi với một khoảng ngày; “thứ hai” là số thứ tự (“kỳ họp thứ hai”, \
         “lần thứ ba”, “thứ nhất …, thứ hai …”).",
        "## What\nThe weekday beside a full date is not the date's.\n\n\
         ## Why\nThe calendar gives the weekday of every date; an invitation with the wrong one sends people on the wrong day.\n\n\
         ## How to mend\nFind out whether the weekday or the date is wrong. The suggestion keeps the date.\n\n\
         ## When it is silent\nDates without a year; lunar dates; two weekdays with a range; “thứ hai” as an ordinal.",
    ),
    wrong: &[
        wrong("Hội nghị khai mạc vào ⟦thứ Ba⟧, ngày 16 tháng 3 năm 2026 tại trụ sở.").right("thứ Hai"),
        wrong("Ngày bầu cử là ⟦Thứ Bảy⟧, ngày 23 tháng 5 năm 2021.").right("Chủ nhật"),
        wrong("Cuộc bầu cử tiến hành vào ⟦Chủ nhật⟧, ngày 22/5/2021 trong phạm vi cả nước.").right("thứ Bảy"),
        wrong("Thời gian: 08 giờ 00, ⟦thứ 2⟧ ngày 17/3/2026.").right("thứ 3"),
        wrong("Hội nghị tổ chức ngày 16/3/2026 (⟦thứ Tư⟧) tại hội trường.").right("thứ Hai"),
        wrong("Họp vào sáng ⟦thứ tư⟧, ngày 17/3/2026.").right("thứ ba"),
    ],
    silent: &[
        "Hội nghị khai mạc vào thứ Hai, ngày 16 tháng 3 năm 2026.",
        "Kỳ họp thứ hai, ngày 17/3/2026 đã thông qua nghị quyết.",
        "Đại hội lần thứ ba, ngày 16/3/2026 tại Hà Nội.",
        "Nghỉ thứ Bảy, Chủ nhật, ngày 21/3/2026 và ngày 22/3/2026.",
        "Họp thứ Ba, ngày 16/3 hằng năm.",
        "Thứ nhất, báo cáo đúng hạn. Thứ hai, ngày 17/3/2026 phải nộp hồ sơ.",
        "Cuộc bầu cử vào Chủ nhật, ngày 15/3/2026 trong phạm vi cả nước.",
    ],
    check,
};

/// A weekday as written.
struct Said {
    span: Span,
    day: Weekday,
}

fn check(doc: &Document, _know: &Knowledge, out: &mut Findings) {
    for date in &doc.dates {
        let Some(day) = day_of(doc, date).filter(|_| !date.ends_range) else { continue };
        let Some(said) = before(doc, date).or_else(|| behind(doc, date)) else { continue };
        if said.day == day.weekday() || is_lunar(doc, date) || is_example(doc, said.span) || doc.is_quoted(said.span) {
            continue;
        }
        let right = like(doc, said.span, day.weekday());
        out.push(
            Finding::new(
                &RULE,
                said.span,
                format!(
                    "Ngày {} là {}, không phải {}.",
                    quoted_words(doc, date.span),
                    name(day.weekday()),
                    name(said.day)
                ),
                format!(
                    "{} is a {}, not a {}.",
                    quoted_words(doc, date.span),
                    english(day.weekday()),
                    english(said.day)
                ),
            )
            .with(
                date.span,
                format!("ngày này là {}", name(day.weekday())),
                format!("this is a {}", english(day.weekday())),
            )
            .fix(Safety::Unsafe, said.span, right),
        );
    }
}

/// The weekday that stands right before a date: "thứ Hai, ngày 16/3/2026".
fn before(doc: &Document, date: &DateRef) -> Option<Said> {
    let line = line_before(doc, date.span.from(), 90);
    let base = date.span.from() - line.len();
    let mut piece = line.trim_end();
    piece = piece.strip_suffix("ngày").or_else(|| piece.strip_suffix("Ngày")).unwrap_or(piece).trim_end();
    piece = piece.strip_suffix([',', '(', '-', ':']).unwrap_or(piece).trim_end();
    let (start, end, day) = ends_with_weekday(piece)?;
    let said = Said { span: Span::new(base + start, base + end), day };
    // Two weekdays belong to two dates, whichever is theirs.
    let rest = piece[..start].trim_end().trim_end_matches([',', '-', '(']).trim_end();
    let rest = ["và", "đến", "hoặc"].iter().find_map(|w| rest.strip_suffix(w)).unwrap_or(rest).trim_end();
    if ends_with_weekday(rest).is_some() {
        return None;
    }
    (!is_ordinal(doc, said.span, &piece[..start])).then_some(said)
}

/// The weekday right behind a date: "ngày 16/3/2026 (thứ Hai)", "ngày 15/3/2026, Chủ nhật".
fn behind(doc: &Document, date: &DateRef) -> Option<Said> {
    let line = line_behind(doc, date.span.to(), 40);
    let mark = line.trim_start();
    let bracket = mark.starts_with('(');
    let piece = mark.strip_prefix(['(', ','])?.trim_start();
    let at = date.span.to() + line.len() - piece.len();
    let (len, day) = begins_with_weekday(piece)?;
    let said = Said { span: Span::new(at, at + len), day };
    let rest = piece[len..].trim_start();
    let closed =
        rest.starts_with(')') || (rest.starts_with(',') && begins_with_weekday(rest[1..].trim_start()).is_none());
    if bracket {
        return closed.then_some(said);
    }
    // ", thứ hai là …" counts reasons; a capital tells the weekday.
    let capital = piece[..len].split(' ').next_back().and_then(|w| w.chars().next()).is_some_and(char::is_uppercase)
        || piece.starts_with("Chủ");
    (capital && (rest.is_empty() || rest.starts_with([',', '.', ';', ')']))).then_some(said)
}

/// Numbers of the weekdays in words.
const WORDS: [(&str, Weekday); 7] = [
    ("hai", Weekday::Mon),
    ("ba", Weekday::Tue),
    ("tư", Weekday::Wed),
    ("năm", Weekday::Thu),
    ("sáu", Weekday::Fri),
    ("bảy", Weekday::Sat),
    ("bẩy", Weekday::Sat),
];

/// The first of the two words of a weekday, in any case.
#[derive(Clone, Copy, PartialEq, Eq)]
enum First {
    Sunday,
    Other,
}

impl First {
    fn of(word: &str) -> Option<First> {
        let is = |other: &str| word.chars().map(lower).eq(other.chars());
        if is("thứ") { Some(First::Other) } else { is("chủ").then_some(First::Sunday) }
    }

    /// The weekday that it is with a second word, in any case.
    fn with(self, second: &str) -> Option<Weekday> {
        let second = second.to_lowercase();
        match (self, second.as_bytes()) {
            (First::Sunday, _) => (second == "nhật").then_some(Weekday::Sun),
            (First::Other, [n @ b'2'..=b'7']) => Weekday::try_from(n - b'2').ok(),
            (First::Other, _) => WORDS.iter().find(|(w, _)| *w == second).map(|(_, d)| *d),
        }
    }
}

/// The weekday at the end of a text: where it begins and ends, and which.
fn ends_with_weekday(text: &str) -> Option<(usize, usize, Weekday)> {
    let second = text.rfind(' ').map(|i| i + 1)?;
    let head = text[..second].trim_end();
    // Most words before a date end otherwise.
    if !head.ends_with(['ứ', 'Ứ', 'ủ', 'Ủ']) {
        return None;
    }
    let start = head.char_indices().rev().take_while(|(_, c)| c.is_alphabetic()).last().map_or(head.len(), |(i, _)| i);
    Some((start, text.len(), First::of(&head[start..])?.with(&text[second..])?))
}

/// The weekday at the beginning of a text: its length and which.
fn begins_with_weekday(text: &str) -> Option<(usize, Weekday)> {
    let (first, rest) = text.split_once(' ')?;
    let first_word = First::of(first)?;
    let len = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    Some((first.len() + 1 + len, first_word.with(&rest[..len])?))
}

/// Whether "thứ hai" counts something: sessions, congresses, reasons.
fn is_ordinal(doc: &Document, span: Span, before: &str) -> bool {
    let words = doc.slice(span);
    if words.to_lowercase().starts_with("chủ") {
        return false;
    }
    let last: String = before.trim_end().rsplit(' ').next().unwrap_or("").to_lowercase();
    const COUNTED: &[&str] = &[
        "lần", "họp", "kỳ", "phiên", "đợt", "khóa", "khoá", "vòng", "năm", "ngày", "buổi", "tập", "bản", "hội", "nghị",
        "chiến", "hạng", "người", "tháng", "bước", "giai", "đoạn", "đại", "điểm", "nhóm", "cuộc", "tuần", "quý",
        "hàng", "dòng", "văn", "bộ", "cấp",
    ];
    if COUNTED.contains(&last.as_str()) {
        // "cuộc họp thứ Hai, ngày …" with a capital is a weekday, "Kỳ họp thứ Hai" is not.
        return true;
    }
    // "Thứ nhất, … Thứ hai, ngày …" counts points.
    let opens = words.starts_with('T') && before.trim().is_empty() || before.trim_end().ends_with(['.', ';', ':']);
    opens && ["Thứ nhất", "thứ nhất", "Một là"].iter().any(|w| doc.text().contains(w))
}

/// The weekday's name, written in the style of the words at `span`.
fn like(doc: &Document, span: Span, day: Weekday) -> String {
    let old = doc.slice(span);
    let mut words = old.split_whitespace();
    let (first, second) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let capital = |w: &str| w.chars().next().is_some_and(char::is_uppercase);
    let sunday = first.to_lowercase() == "chủ";
    let figures = second.starts_with(|c: char| c.is_ascii_digit());
    let upper = old.chars().all(|c| !c.is_lowercase());
    // "Chủ nhật" has its capital inside a sentence too; "thứ" has one at the beginning only.
    let opens = {
        let before = line_before(doc, span.from(), 40).trim_end();
        before.is_empty() || before.ends_with(['.', ':', '|', '-', '*', '+'])
    };
    let text = match day {
        Weekday::Sun if capital(first) && capital(second) => "Chủ Nhật".to_string(),
        Weekday::Sun if capital(first) || capital(second) || figures => "Chủ nhật".to_string(),
        Weekday::Sun => "chủ nhật".to_string(),
        _ => {
            let thu = if if sunday { capital(first) && (opens || capital(second)) } else { capital(first) } {
                "Thứ"
            } else {
                "thứ"
            };
            let n = day.num_days_from_monday() as usize;
            if figures {
                format!("{thu} {}", n + 2)
            } else {
                let word = WORDS[n].0;
                let big = if sunday { capital(first) } else { capital(second) };
                if big { format!("{thu} {}", title(word)) } else { format!("{thu} {word}") }
            }
        }
    };
    // The decree writes "Chủ nhật"; "Thứ Bảy" with both capitals says nothing of Sunday.
    let text = if text == "Chủ Nhật" && !sunday { "Chủ nhật".to_string() } else { text };
    if upper { text.to_uppercase() } else { text }
}

fn title(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

/// The name as N30 writes it.
fn name(day: Weekday) -> String {
    match day {
        Weekday::Sun => "Chủ nhật".to_string(),
        _ => format!("thứ {}", title(WORDS[day.num_days_from_monday() as usize].0)),
    }
}

fn english(day: Weekday) -> &'static str {
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"][day.num_days_from_monday() as usize]
}
