//! A citation that stands alone against many of the archive.

use crate::document::Document;
use crate::register::{self, Basis, Row};

use super::dated::{self, quoted_words, written};
use super::numbering::Cited;
use super::registered::{self, FIRM};
use super::{Finding, Findings, Knowledge, Rule, Safety, Severity, number_too_high, wrong};

pub(super) static RULE: Rule = Rule {
    code: "REG04",
    name: "odd-one-out",
    severity: Severity::Warning,
    default: true,
    basis: "chỉ mục của kho văn bản",
    summary: (
        "Số hoặc ngày khác với cách nhiều văn bản trong kho cùng dẫn",
        "A number or date other than the many files of the archive give",
    ),
    explain: (
        "## Lỗi gì\nNhiều văn bản trong kho dẫn Quyết định số 2349/QĐ-TTg ngày 03/6/2020, chỉ văn bản này ghi ngày 30/6/2020; hoặc cùng ngày, cùng trích yếu mà chỉ văn bản này ghi số 2348/QĐ-TTg.\n\n\
         ## Vì sao\nMột văn bản chỉ có một số và một ngày ban hành. Khi nhiều văn bản cùng ghi một cách và một văn bản ghi khác, phần lớn là văn bản ấy ghi nhầm.\n\n\
         ## Sửa thế nào\nĐối chiếu với bản gốc; gợi ý lấy cách ghi của số đông.\n\n\
         ## Khi nào im lặng\nKhông có --index; dưới năm văn bản cùng ghi; số đông không rõ rệt; một văn bản khác cũng ghi như vậy; danh mục biết văn bản được dẫn; số của địa phương mà không rõ nơi; ngày ký luật sau ngày thông qua; phần trích văn bản khác.",
        "## What\nMany files of the archive cite Decision 2349/QĐ-TTg of 03/6/2020, this one alone dates it 30/6/2020; or, with the same date and subject, this one alone says 2348/QĐ-TTg.\n\n\
         ## Why\nA document has one number and one date of issue. Where many say one thing and one says another, the one has mostly slipped.\n\n\
         ## How to mend\nLook at the original; the suggestion is what the many say.\n\n\
         ## When it is silent\nWithout --index; where fewer than five files agree or the many are not clearly more; where another file says the same; where the register knows the cited document; local numbers without their place; days on which a law was signed after its adoption; quoted passages.",
    ),
    wrong: &[
        wrong("Quyết định số 2349/QĐ-TTg ngày ⟦30/6/2020⟧ của Thủ tướng Chính phủ.").right("03/6/2020"),
        wrong("Quyết định số ⟦2348/QĐ-TTg⟧ ngày 03/6/2020 của Thủ tướng Chính phủ phê duyệt Chương trình bảo tồn voi.")
            .right("2349/QĐ-TTg"),
    ],
    silent: &[
        "Quyết định số 2349/QĐ-TTg ngày 03/6/2020 của Thủ tướng Chính phủ.",
        "Quyết định số 2348/QĐ-TTg ngày 03/6/2020 của Thủ tướng Chính phủ về giao dự toán thu, chi ngân sách nhà nước.",
        "Quyết định số 2349/QĐ-TTg ngày 30/6/2019 của Thủ tướng Chính phủ.",
    ],
    check,
};

/// How many times more the many must be than the next ones.
const CLEAR: u32 = 5;

fn check(doc: &Document, know: &Knowledge, out: &mut Findings) {
    if !know.register.has_archive() {
        return;
    }
    for c in registered::cited(doc) {
        let (Some(day), Some(date)) = (c.day(), c.date) else { continue };
        if !registered::is_said(doc, know, &c, &date) || number_too_high::speaks(&c) {
            continue;
        }
        // What the register knows of the number is said by other rules.
        let known = |row: &Row| row.is_of_time(day) && row.basis != Basis::Uncertain;
        if registered::known(doc, know.register, &c).iter().any(known) || registered::clash(doc, know, &c).is_some() {
            continue;
        }
        let rows = know.register.cited(c.type_name(), c.number);
        let others = rows.iter().find(|row| row.date == day).map_or(0, |row| row.count);
        let mine = as_cited(doc, &c, day, others + 1);
        let is_odd = |row: &Row| row.is_of_time(day) && register::is_odd(know.register, &mine, &row.cited());
        let mut dates: Vec<Row> = rows.iter().copied().filter(|row| row.date != day && row.is_of_time(day)).collect();
        dates.sort_by_key(|row| std::cmp::Reverse(row.count));
        let clear = dates.first().is_some_and(|most| dates.get(1).is_none_or(|next| most.count >= CLEAR * next.count));
        let finding = match dates.first() {
            Some(most) if others == 0 && clear && is_odd(most) => of_date(doc, &c, &date, most),
            Some(_) => continue,
            // A number that others cite too is one.
            None if others > 0 => continue,
            None => {
                let near = know.register.cited_near(c.type_name(), c.number, day);
                let Some(most) = near.iter().find(|row| is_odd(row)) else { continue };
                of_number(&c, most)
            }
        };
        out.push(finding);
    }
}

/// The citation as the index would have it.
fn as_cited(doc: &Document, c: &Cited, day: chrono::NaiveDate, files: u32) -> register::Cited {
    let words = |span: Option<crate::text::Span>| span.map_or_else(String::new, |span| doc.slice(span).to_owned());
    register::Cited {
        number: c.number.canonical.clone(),
        doc_type: c.type_name().unwrap_or_default().to_owned(),
        date: day,
        issuer: words(c.citation.and_then(|x| x.issuer).map(|issuer| issuer.span)),
        title: words(c.citation.and_then(|x| x.subject.or(x.title))),
        files,
    }
}

fn severity(row: &Row) -> Severity {
    if row.count >= FIRM { Severity::Warning } else { Severity::Info }
}

fn of_date(doc: &Document, c: &Cited, date: &crate::parse::DateRef, most: &Row) -> Finding {
    let (number, said, right) = (&c.number.canonical, quoted_words(doc, date.span), written(most.date));
    let finding = Finding::new(
        &RULE,
        date.span,
        format!("{} văn bản trong kho ghi {number} ban hành ngày {right}, chỉ văn bản này ghi “{said}”.", most.count),
        format!("{} files of the archive date {number} {right}, this one alone “{said}”.", most.count),
    )
    .at(severity(most));
    match dated::edits_towards(doc, date, most.date) {
        Some(edits) => finding.fixes(Safety::Unsafe, edits),
        None => finding,
    }
}

fn of_number(c: &Cited, most: &Row) -> Finding {
    let ((vi, en), (source, source_en)) = (registered::told(most), registered::source(most));
    let number = &c.number.canonical;
    let finding = Finding::new(
        &RULE,
        c.number.span,
        format!("Trong kho không văn bản nào khác dẫn {number}; có phải {vi} ({source})?"),
        format!("No other file of the archive cites {number}; did you mean {en} ({source_en})?"),
    )
    .at(severity(most));
    match most.number.split(['/', '-']).next().filter(|digits| !digits.is_empty()) {
        Some(digits) => finding.fix(Safety::Unsafe, c.number.digits, digits),
        None => finding,
    }
}
