//! Foreign letters that look like Latin or Vietnamese ones.

use crate::document::Document;
use crate::text::{Fold, Replaced, Span};

use super::folded::{distinct_chars, in_date, in_number, inside, joined, mend, word_around};
use super::syllable::{is_abbreviation, is_syllable};
use super::{Edit, Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "ENC02",
    name: "lookalike",
    severity: Severity::Warning,
    default: true,
    basis: "TCVN 6909:2001",
    summary: ("Chữ của bảng chữ cái khác trông giống chữ tiếng Việt", "Foreign letters that look like Vietnamese ones"),
    explain: (
        "## Lỗi gì\nTrong số văn bản hoặc trong chữ tiếng Việt có ký tự khác trông giống hệt: Ð (U+00D0), Ɖ (U+0189) thay Đ; chữ Nga, Hy \
         Lạp (А, В, С, Е, Н, К, М, О, Р, Т, Х) thay chữ La-tinh; chữ toàn hình.\n\n\
         ## Vì sao\nMắt thường không phân biệt được, nhưng máy coi là chữ khác: tìm “NĐ-CP” không thấy “NÐ-CP”, liên kết tới văn bản bị \
         hỏng. TCVN 6909:2001 quy định Đ là U+0110.\n\n\
         ## Sửa thế nào\nThay bằng chữ đúng; gợi ý làm việc này. Ngoài số văn bản, mỗi tệp báo một lần và gợi ý sửa mọi chữ.\n\n\
         ## Khi nào im lặng\nTừ nước ngoài thật (tiếng Nga, tiếng Băng Đảo: “Guðmundur”); dấu câu toàn hình; ký hiệu toán học.",
        "## What\nA number or a Vietnamese word holds a character that only looks right: Ð (U+00D0), Ɖ (U+0189) for Đ, Cyrillic or Greek \
         letters for Latin ones, full-width letters.\n\n\
         ## Why\nThe eye sees no difference, machines do: a search for “NĐ-CP” misses “NÐ-CP”. TCVN 6909:2001 has Đ at U+0110.\n\n\
         ## How to mend\nPut the right letter; the suggestion does. Outside numbers there is one finding a file, which mends all words.\n\n\
         ## When it is silent\nReal foreign words (Russian, Icelandic “Guðmundur”); full-width punctuation; mathematical signs.",
    ),
    wrong: &[
        wrong("Căn cứ Nghị định số ⟦30/2020/N\u{d0}-CP⟧ ngày 05 tháng 3 năm 2020;").right("30/2020/NĐ-CP"),
        wrong("Thực hiện Chỉ thị số ⟦05-CT/\u{422}W⟧, ngày 15/5/2016 của Bộ Chính trị.").right("05-CT/TW"),
        wrong("Căn cứ Kế hoạch số ⟦210/\u{41a}\u{41d}-UBND⟧ ngày 12/8/2022;").right("210/KH-UBND"),
        wrong("Ban Chấp hành ⟦\u{d0}ảng⟧ bộ xã họp phiên thứ mười.").right("Đảng"),
        wrong("Theo Luật Tổ chức ⟦Quố\u{441}⟧ hội, đại biểu có quyền chất vấn.").right("Quốc"),
        wrong("Chỉ thị số 45-CT/TW, ngày ⟦\u{ff12}\u{ff10}⟧/6/2020 của Bộ Chính trị.").right("20"),
        wrong("Thường trực ⟦H\u{d0}ND⟧ tỉnh họp.").right("HĐND"),
    ],
    silent: &[
        "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020;",
        "Tổng thống Gu\u{f0}ni Th. J\u{f3}hannesson thăm Việt Nam; ông Sigur\u{f0}ur tháp tùng.",
        "Báo \u{41f}\u{440}\u{430}\u{432}\u{434}\u{430} đưa tin; tên lửa С-300.",
        "Diện tích 1\u{2044}2 lô đất\u{ff08}theo bản đồ\u{ff09}.",
        "Hội đồng nhân dân (HĐND) tỉnh và Đảng bộ xã.",
        "Mục １ và mục ２ của phụ lục tiếng Nhật.",
        "Góc α, β, Ω trong bản vẽ.",
    ],
    check,
};

const FOLDS: &[Fold] = &[Fold::Stroke, Fold::Lookalike, Fold::Styled];

fn check(doc: &Document, _know: &Knowledge, out: &mut Findings) {
    if !doc.search.replaced().iter().any(|r| FOLDS.contains(&r.fold)) {
        return;
    }
    for number in doc.mentions.iter().filter_map(|m| m.number()) {
        let places: Vec<Replaced> = inside(doc, number.span, FOLDS).collect();
        if places.is_empty() {
            continue;
        }
        let edits = places.iter().map(|p| mend(doc, *p)).collect();
        let named = names(doc, &places);
        out.push(
            Finding::new(
                &RULE,
                number.span,
                format!(
                    "Số {} có {named} trông giống chữ đúng nhưng là ký tự khác, nên tìm kiếm không thấy.",
                    doc.slice(number.span)
                ),
                format!(
                    "Number {} holds {named}, which only looks right, so that searching misses it.",
                    doc.slice(number.span)
                ),
            )
            .fixes(Safety::Safe, edits),
        );
    }
    words(doc, out);
}

/// Words outside numbers: one finding a file.
fn words(doc: &Document, out: &mut Findings) {
    let mut first: Option<(Span, Replaced)> = None;
    let mut edits: Vec<Edit> = Vec::new();
    for place in doc.search.replaced().iter().filter(|r| FOLDS.contains(&r.fold) && !r.copy.is_empty()) {
        if in_number(doc, place.copy) {
            continue;
        }
        let word = word_around(doc.text(), place.copy);
        if !is_damaged(doc, word, *place) {
            continue;
        }
        first.get_or_insert((word, *place));
        edits.push(mend(doc, *place));
    }
    let Some((word, place)) = first else { return };
    let (count, named) = (edits.len(), names(doc, &[place]));
    let more = |vi: bool| match (count, vi) {
        (1, _) => String::new(),
        (n, true) => format!(" (cả tệp có {n} chữ như vậy)"),
        (n, false) => format!(" ({n} such letters in the file)"),
    };
    out.push(
        Finding::new(
            &RULE,
            word,
            format!("Chữ “{}” có {named} trông giống chữ đúng nhưng là ký tự khác{}.", doc.slice(word), more(true)),
            format!("“{}” holds {named}, which only looks right{}.", doc.slice(word), more(false)),
        )
        .fixes(Safety::Safe, joined(doc, edits)),
    );
}

/// Whether the word is a Vietnamese one in which the place is a mistake.
fn is_damaged(doc: &Document, word: Span, place: Replaced) -> bool {
    let text = doc.slice(word);
    let vietnamese = is_syllable(text) || is_abbreviation(text);
    match place.fold {
        Fold::Stroke => vietnamese && text.chars().count() > 1,
        _ => {
            // A letter of its own script among its like is a foreign word.
            let others = inside(doc, word, FOLDS).map(|r| doc.slice(r.copy).chars().count()).sum::<usize>();
            let latin = text.chars().filter(|c| c.is_alphabetic()).count() > others;
            (vietnamese && latin || in_date(doc, place.copy))
                && doc.slice(place.copy).chars().all(char::is_alphanumeric)
        }
    }
}

/// "ký tự U+00D0", each once.
fn names(doc: &Document, places: &[Replaced]) -> String {
    distinct_chars(doc, places).iter().map(|c| format!("“{c}” (U+{:04X})", *c as u32)).collect::<Vec<_>>().join(", ")
}
