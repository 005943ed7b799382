//! Khoản, điểm của chính văn bản nhảy số hoặc lặp số.

use super::heading_series::{Break, is_inside_line, nested_breaks, unmarked_quotes};
use super::pinpoint_values::written;
use super::{Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};
use crate::document::Document;
use crate::parse::Unit;

pub(super) static RULE: Rule = Rule {
    code: "STRUCT02",
    name: "clause-gap",
    severity: Severity::Warning,
    default: true,
    basis: "Phụ lục I, Nghị định 30/2020/NĐ-CP",
    summary: (
        "Số thứ tự khoản, điểm trong một điều nhảy hoặc lặp",
        "The numbers of clauses or points within an article jump or repeat",
    ),
    explain: (
        "## Lỗi gì\nTrong một điều, số của khoản hoặc chữ của điểm không liên tục: 1, 2, 4; a, b, d; hoặc a, b, c, d, e (thiếu đ).\n\
         ## Vì sao\nKhoản đánh số Ả Rập, điểm đánh chữ cái tiếng Việt theo thứ tự a, b, c, d, đ, e, g … (Phụ lục I, Nghị định 30/2020/NĐ-CP). Nhảy số làm các chỗ viện dẫn sai theo.\n\
         ## Sửa thế nào\nĐánh lại thứ tự, hoặc bổ sung khoản, điểm bị sót.\n\
         ## Khi nào im lặng\nKhoản, điểm chèn thêm (1a, a1); danh sách bắt đầu lại từ đầu; danh sách trong phụ lục, kế hoạch, biểu mẫu; phần trích văn bản khác; văn bản hợp nhất.",
        "## What\nWithin an article the numbers of clauses or the letters of points do not go on: 1, 2, 4; a, b, d; or a, b, c, d, e without đ.\n\
         ## Why\nClauses have Arabic numbers, points Vietnamese letters in the order a, b, c, d, đ, e, g … (Annex I, Decree 30/2020/NĐ-CP). A jump makes citations wrong.\n\
         ## How to mend\nNumber them through, or add what was lost.\n\
         ## When it is silent\nInserted clauses and points (1a, a1); lists that begin again; lists of annexes, plans and forms; quoted passages of other documents; consolidated texts.",
    ),
    wrong: &[
        wrong("Điều 1. A\n1. Một.\n2. Hai.\n⟦4⟧. Ba.\nĐiều 2. B").right("3"),
        wrong("Điều 1. A\n1. Gồm:\na) Một;\nb) Hai;\n⟦d⟧) Ba.\n2. Hết.\nĐiều 2. B").right("c"),
        wrong("Điều 1. A\n1. Một.\n2. Hai.\n⟦2⟧. Ba.\nĐiều 2. B").right("3"),
        wrong("Điều 1. A\n1. Một.\n⟦3⟧. Ba.\nĐiều 2. B").right("2"),
        wrong("Điều 1. A\na) Một;\nb) Hai;\nc) Ba;\nd) Bốn;\n⟦e⟧) Năm.\nĐiều 2. B").right("đ"),
    ],
    silent: &[
        "Điều 1. A\n1. Gồm:\na) Một;\nb) Hai;\nc) Ba;\nd) Bốn;\nđ) Năm;\ne) Sáu;\ng) Bảy.\n2. Hết.",
        "Điều 1. A\n1. Một.\n1a. Chèn.\n2. Gồm:\na) Một;\na1) Chèn;\nb) Hai.",
        "Điều 1. A\n1. Một:\n1. Nhỏ.\n2. Nhỏ.\n2. Hai.\n3. Ba.",
        "Điều 1. Sửa đổi như sau:\n“Điều 7. X\n1. Y.\n4. Z.”\nĐiều 2. Hiệu lực",
        "Điều 1. A\n1. Gồm:\na) Một; b) Hai;\nc) Ba.\n2. Hết.",
        "1. Khoản 1 được sửa đổi, bổ sung như sau:\n1. Một.\n3. Hai.\nĐiều 1. A\n1. Một.\n4. Hai.",
        "Kế hoạch\n1. Một.\n2. Hai.\n5. Ba.",
        "Điều 1. A\n4. Tiếp theo.\n7. Nữa.",
    ],
    check,
};

fn check(doc: &Document, _: &Knowledge, out: &mut Findings) {
    if doc.outline.is_empty() {
        return;
    }
    let foreign = unmarked_quotes(doc);
    if doc.is_consolidated() || foreign.iter().any(|&i| doc.outline[i].unit >= Unit::Dieu) {
        return;
    }
    // An article that quotes without marks holds clauses of another text.
    let mixed: Vec<u32> = foreign.iter().filter_map(|&i| article_of(doc, i as u32)).collect();
    if mixed.len() < foreign.len() {
        return;
    }
    let mut open: [List; OPEN] = Default::default();
    for (i, h) in doc.outline.iter().enumerate() {
        if h.quoted || !matches!(h.unit, Unit::Khoan | Unit::Diem) {
            continue;
        }
        let Some(parent) = h.parent else { continue };
        if article_of(doc, parent).is_none_or(|a| mixed.contains(&a)) {
            continue;
        }
        let place = open.iter().position(|list| list.parent == Some(parent)).unwrap_or_else(|| {
            open.rotate_right(1);
            open[0].report(doc, out);
            open[0].parent = Some(parent);
            0
        });
        let list = &mut open[place];
        if h.unit == Unit::Khoan { list.clauses.push(i) } else { list.points.push(i) }
    }
    for list in open.iter_mut().rev() {
        list.report(doc, out);
    }
}

/// How many of the last lists may go on; items of a heading further back are a list of their own.
const OPEN: usize = 3;

/// The clauses and the points right under a heading, by their places in the outline. They are lists of their own.
#[derive(Default)]
struct List {
    parent: Option<u32>,
    clauses: Vec<usize>,
    points: Vec<usize>,
}

impl List {
    /// Says where their numbers do not go on, and leaves them empty.
    fn report(&mut self, doc: &Document, out: &mut Findings) {
        for own in [&mut self.clauses, &mut self.points] {
            let found = nested_breaks(doc, own);
            if found.len() <= 1 + own.len() / 12 && !found.iter().any(|b| is_amendment(doc, b)) {
                for b in &found {
                    let right = written(b.expected, doc.slice(doc.outline[b.at].value)).unwrap_or_default();
                    if !is_inside_line(doc, b, &right) {
                        out.push(finding(doc, b, right));
                    }
                }
            }
            own.clear();
        }
    }
}

/// The article that the heading is or stands in.
fn article_of(doc: &Document, mut at: u32) -> Option<u32> {
    loop {
        let h = &doc.outline[at as usize];
        if h.unit == Unit::Dieu {
            return Some(at);
        }
        at = h.parent.filter(|_| h.unit < Unit::Dieu)?;
    }
}

fn finding(doc: &Document, b: &Break, right: String) -> Finding {
    let heading = &doc.outline[b.at];
    let value = doc.slice(heading.value);
    let before = doc.slice(doc.outline[b.before].value);
    let word = heading.unit.word();
    let (vi, en) = if b.found + 1 == b.expected {
        (
            format!("Lặp số: {word} {value} đứng sau {word} {before}; tiếp theo phải là {word} {right}."),
            format!("A number twice: {word} {value} follows {word} {before}; the next is {right}."),
        )
    } else {
        (
            format!(
                "Thứ tự không liên tục: {word} {value} đứng sau {word} {before}; tiếp theo phải là {word} {right}."
            ),
            format!("The order is broken: {word} {value} follows {word} {before}; the next is {right}."),
        )
    };
    let finding = Finding::new(&RULE, heading.value, vi, en).with(
        doc.outline[b.before].span,
        format!("{word} đứng trước"),
        "the one before",
    );
    if b.mends { finding.fix(Safety::Unsafe, heading.value, right) } else { finding }
}

/// Whether the words before the item announce a text of another document: "… như sau:".
fn is_amendment(doc: &Document, b: &Break) -> bool {
    doc.text()[..doc.outline[b.at].span.from()].trim_end().ends_with("như sau:")
}
