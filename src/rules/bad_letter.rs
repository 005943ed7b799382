//! Điểm ghi bằng chữ cái không dùng để đánh thứ tự điểm: f, j, w, z hoặc nguyên âm có dấu.

use super::pinpoint_values::LETTERS;
use super::{Finding, Findings, Knowledge, Rule, Severity, wrong};
use crate::document::Document;
use crate::parse::{Pinpoint, Unit};
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    code: "PIN01",
    name: "bad-letter",
    severity: Severity::Warning,
    default: true,
    basis: "Phụ lục I, Nghị định 30/2020/NĐ-CP",
    summary: (
        "Điểm ghi bằng chữ cái không dùng để đánh thứ tự điểm (f, j, w, z, â …)",
        "A point named by a letter that points are not numbered with (f, j, w, z, â …)",
    ),
    explain: (
        "## Lỗi gì\nViện dẫn một điểm bằng chữ cái không có trong thứ tự điểm: f, j, w, z hoặc chữ có dấu mũ, dấu móc (ă, â, ê, ô, ơ, ư).\n\
         ## Vì sao\nĐiểm được đánh thứ tự bằng chữ cái tiếng Việt: a, b, c, d, đ, e, g, h, i, k, l, m, n, o, p, q, r, s, t, u, v, x, y (Phụ lục I, Nghị định 30/2020/NĐ-CP).\n\
         ## Sửa thế nào\nMở văn bản được viện dẫn, xem đúng điểm cần dẫn rồi sửa chữ cái.\n\
         ## Khi nào im lặng\nKhi chính văn bản đang xét có điểm mang chữ cái đó; khi chỉ có chữ “điểm” mà không có khoản, Điều đi kèm; trong phần trích văn bản khác.",
        "## What\nA point is cited by a letter outside the order of points: f, j, w, z, or a letter with a hat or horn (ă, â, ê, ô, ơ, ư).\n\
         ## Why\nPoints are numbered by Vietnamese letters: a, b, c, d, đ, e, g, h, i, k, l, m, n, o, p, q, r, s, t, u, v, x, y (Annex I, Decree 30/2020/NĐ-CP).\n\
         ## How to mend\nOpen the document cited, find the point that is meant and mend the letter.\n\
         ## When it is silent\nWhere the text itself has a point with that letter; where no clause or article goes with “điểm”; inside quoted passages of other documents.",
    ),
    wrong: &[
        wrong("Hồ sơ nộp theo điểm ⟦f⟧ khoản 1 Điều 20 Luật Đấu thầu."),
        wrong("Đối tượng quy định tại các điểm a, b, c, ⟦j⟧ và i khoản 1 Điều 1 Nghị định số 30/2020/NĐ-CP."),
        wrong("Theo Điều 7 khoản 2 điểm ⟦w⟧ của Nghị định số 30/2020/NĐ-CP."),
        wrong("Tiêu chuẩn tại các điểm a, b và ⟦â⟧ khoản 1 Điều này."),
    ],
    silent: &[
        "Quy định tại các điểm a, b, c, d, đ, e và g khoản 2 Điều 5 Nghị định số 30/2020/NĐ-CP.",
        "Theo điểm a1 khoản 1a Điều 3 và điểm đ2 khoản 4 Điều 12a Luật Đất đai năm 2024.",
        "Nối điểm f với điểm g trên hình vẽ.",
        "Điều 1. Nội dung\n1. Gồm có:\nđ) Một;\ne) Hai;\nf) Ba.\n2. Trường hợp tại điểm f khoản 1 Điều này thì thôi.",
        "1. Sửa đổi Điều 7 như sau:\n“Điều 7. Hồ sơ\n1. Theo điểm w khoản 2 Điều 9.”",
    ],
    check,
};

fn check(doc: &Document, _: &Knowledge, out: &mut Findings) {
    for m in &doc.mentions {
        let Some(p) = m.pinpoint() else { continue };
        // "điểm f" alone may stand on a drawing.
        if p.steps.iter().all(|s| s.unit < Unit::Khoan) {
            continue;
        }
        for (span, letter) in odd_letters(doc, p) {
            if doc.is_quoted(span) || is_own_point(doc, letter) {
                continue;
            }
            out.push(Finding::new(
                &RULE,
                span,
                format!("Không có điểm “{letter}”: điểm được đánh thứ tự bằng các chữ cái a, b, c, d, đ, e, g, h, i, k …, không dùng f, j, w, z và chữ có dấu."),
                format!("There is no point “{letter}”: points are lettered a, b, c, d, đ, e, g, h, i, k …, never f, j, w, z or a marked letter."),
            ));
        }
    }
}

fn odd_letters<'d>(doc: &'d Document, p: &'d Pinpoint) -> impl Iterator<Item = (Span, char)> + 'd {
    p.steps.iter().filter(|s| s.unit < Unit::Khoan).filter_map(|s| {
        let value = doc.slice(s.value);
        let letter = value.chars().next()?;
        // Capitals and longer words name other things than points.
        (letter.is_lowercase()
            && !LETTERS.contains(&letter)
            && value[letter.len_utf8()..].bytes().all(|b| b.is_ascii_digit()))
        .then_some((s.value, letter))
    })
}

/// Whether the text has such a point itself: then the fault, if any, is in its own numbering.
fn is_own_point(doc: &Document, letter: char) -> bool {
    doc.outline.iter().any(|h| h.unit == Unit::Diem && doc.slice(h.value).starts_with(letter))
}
