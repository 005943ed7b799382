//! Điều, chương, mục của chính văn bản nhảy số hoặc lặp số.

use super::heading_series::{Break, breaks, nested_breaks, unmarked_quotes};
use super::pinpoint_values::written;
use super::{Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};
use crate::document::{Document, Heading};
use crate::parse::Unit;

pub(super) static RULE: Rule = Rule {
    code: "STRUCT01",
    name: "article-gap",
    severity: Severity::Warning,
    default: true,
    basis: "Phụ lục I, Nghị định 30/2020/NĐ-CP",
    summary: (
        "Số thứ tự điều, chương, mục của văn bản nhảy hoặc lặp",
        "The numbers of the text's own articles, chapters or sections jump or repeat",
    ),
    explain: (
        "## Lỗi gì\nSố của điều, chương hoặc mục trong chính văn bản không liên tục: sau Điều 4 là Điều 6, hoặc hai Điều 2.\n\
         ## Vì sao\nĐiều đánh số liên tục trong cả văn bản, chương và mục đánh số liên tục bằng số La Mã, số Ả Rập (Phụ lục I, Nghị định 30/2020/NĐ-CP). Nhảy số thường là gõ sai, sót một điều, hoặc quên đánh lại số sau khi thêm bớt.\n\
         ## Sửa thế nào\nĐánh lại số cho liên tục, rồi xem lại các chỗ viện dẫn nội bộ.\n\
         ## Khi nào im lặng\nVăn bản sửa đổi, bổ sung trích lại điều của văn bản khác; văn bản hợp nhất (điều bị bãi bỏ được lược đi); điều chèn thêm (Điều 12a); quy chế, phụ lục kèm theo bắt đầu lại từ Điều 1; bản trích không bắt đầu từ Điều 1.",
        "## What\nThe numbers of the text's own articles, chapters or sections do not go on by one: Điều 6 after Điều 4, or Điều 2 twice.\n\
         ## Why\nArticles are numbered through the whole document, chapters and sections in order (Annex I, Decree 30/2020/NĐ-CP). A jump is mostly a slip, a lost article, or numbers not renewed after an insertion.\n\
         ## How to mend\nNumber them through again, then look at the references inside the text.\n\
         ## When it is silent\nAmending texts that quote articles of others; consolidated texts (repealed articles are left out); inserted articles (Điều 12a); attached regulations and annexes that begin with Điều 1 again; extracts that do not begin with Điều 1.",
    ),
    wrong: &[
        wrong("Điều 1. Phạm vi\nĐiều 2. Đối tượng\nĐiều ⟦4⟧. Hiệu lực thi hành").right("3"),
        wrong("Điều 1. Phạm vi\nĐiều 2. Đối tượng\nĐiều ⟦2⟧. Hiệu lực thi hành").right("3"),
        wrong("Chương I\nQUY ĐỊNH CHUNG\nĐiều 1. A\nChương ⟦III⟧\nQUY ĐỊNH CỤ THỂ\nĐiều 2. B\nChương III\nTHI HÀNH\nĐiều 3. C").right("II"),
        wrong("I. MỤC ĐÍCH\n1. Một.\nII. NỘI DUNG\n1. Hai.\n⟦IV⟧. KINH PHÍ\nDo ngân sách.\nIV. TỔ CHỨC THỰC HIỆN\nVăn phòng theo dõi.").right("III"),
        wrong("Điều 1. A\nĐiều 2. B\nĐiều ⟦4⟧. C\nĐiều 5. D\nĐiều 6. E"),
    ],
    silent: &[
        "Điều 1. A\nĐiều 2. B\nĐiều 2a. C\nĐiều 3. D",
        "Điều 1. Sửa đổi như sau:\n“Điều 7. X\n1. Y.”\nĐiều 2. Hiệu lực",
        "Điều 1. Sửa đổi, bổ sung Điều 7 như sau:\nĐiều 7. X\nĐiều 2. Hiệu lực",
        "Điều 1. Ban hành quy chế.\nĐiều 2. Hiệu lực.\nNơi nhận:\n- Như Điều 2.\nQUY CHẾ\nLàm việc\n(Ban hành kèm theo Quyết định số 12/QĐ-UBND)\nĐiều 1. A\nĐiều 2. B\nĐiều 3. C",
        "Điều 5. A\nĐiều 9. B",
        "Chương I\nA\nĐiều 1. A\nMục 1\nB\nĐiều 2. B\nMục 2\nC\nĐiều 3. C\nChương II\nD\nMục 1\nE\nĐiều 4. D",
        "Điều 1. A\nĐiều 2. Thực hiện theo\nĐiều 7. của Luật này.\nĐiều 3. B",
        "I. A\nMột.\nII. B\nHai.\nIII. C\nI. Trung ương\nMột.\nII. Địa phương\nHai.\nIV. D\nBa.",
        "I. LĨNH VỰC ĐẤT ĐAI\nMột.\nII. LĨNH VỰC KHÁC\nHai.\nI. LĨNH VỰC GIÁO DỤC\nBa.",
        "VĂN BẢN HỢP NHẤT\nĐiều 1. A\nĐiều 2. B\nĐiều 5. C",
    ],
    check,
};

fn check(doc: &Document, _: &Knowledge, out: &mut Findings) {
    // Inside a consolidated text repealed articles are left out.
    let foreign = |i: &usize| doc.outline[*i].unit >= Unit::Dieu;
    if doc.outline.is_empty() || doc.is_consolidated() || unmarked_quotes(doc).iter().any(foreign) {
        return;
    }
    let bodies = doc.outline.last().map_or(0, |h| h.body);
    for body in 0..=bodies {
        let start = doc.outline.partition_point(|h| h.body < body);
        let end = doc.outline.partition_point(|h| h.body <= body);
        let (mut articles, mut chapters, mut parts) = (Vec::new(), Vec::new(), Vec::new());
        for i in (start..end).filter(|&i| !doc.outline[i].quoted) {
            match doc.outline[i].unit {
                Unit::Dieu => articles.push(i),
                Unit::Chuong => chapters.push(i),
                Unit::Muc => parts.push(i),
                _ => {}
            }
        }
        report(doc, &articles, out);
        report(doc, &chapters, out);
        sections(doc, &parts, out);
    }
}

/// Sections begin again in each chapter; those with the word and those with a bare Roman number are series of their own.
fn sections(doc: &Document, all: &[usize], out: &mut Findings) {
    for worded in [true, false] {
        let mut series: Vec<usize> = Vec::new();
        let mut owner = None;
        for &i in all.iter().filter(|&&i| is_worded(&doc.outline[i]) == worded) {
            let own = doc.outline[i].parent;
            if owner != Some(own) {
                report(doc, &series, out);
                series.clear();
                owner = Some(own);
            }
            series.push(i);
        }
        report(doc, &series, out);
    }
}

fn is_worded(h: &Heading) -> bool {
    h.span != h.value
}

fn report(doc: &Document, series: &[usize], out: &mut Findings) {
    // Sections with bare Roman numbers may hold others: "III. SỐ LIỆU", below it "I. Trung ương", then "IV. KHÁC".
    let bare = series.first().is_some_and(|&i| !is_worded(&doc.outline[i]));
    let found = if bare { nested_breaks(doc, series) } else { breaks(doc, series) };
    // A series with many breaks is none: an extract, a table of contents, a text cut in pieces.
    if found.len() > 1 + series.len() / 12 || found.iter().any(|b| is_amendment(doc, b)) {
        return;
    }
    for b in &found {
        out.push(finding(doc, b));
    }
}

fn finding(doc: &Document, b: &Break) -> Finding {
    let heading = &doc.outline[b.at];
    let value = doc.slice(heading.value);
    let before = doc.slice(doc.outline[b.before].value);
    let word = if is_worded(heading) { heading.unit.word() } else { "Mục" };
    let right = written(b.expected, value).unwrap_or_default();
    let (vi, en) = if b.found + 1 == b.expected {
        (
            format!("Lặp số: {word} {value} đứng sau {word} {before}; số tiếp theo phải là {right}."),
            format!("A number twice: {word} {value} follows {word} {before}; the next is {right}."),
        )
    } else {
        (
            format!("Số thứ tự không liên tục: {word} {value} đứng sau {word} {before}; số tiếp theo phải là {right}."),
            format!("The numbers do not go on: {word} {value} follows {word} {before}; the next is {right}."),
        )
    };
    let finding = Finding::new(&RULE, heading.value, vi, en).with(
        doc.outline[b.before].span,
        format!("{word} đứng trước"),
        "the one before",
    );
    if b.mends { finding.fix(Safety::Unsafe, heading.value, right) } else { finding }
}

/// Whether the words before the heading announce a text of another document: "… như sau:".
fn is_amendment(doc: &Document, b: &Break) -> bool {
    let before = doc.text()[..doc.outline[b.at].span.from()]
        .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '#' | '_' | '>' | '“' | '"'));
    before.ends_with(':') && doc.outline[b.at].unit == Unit::Dieu
}
