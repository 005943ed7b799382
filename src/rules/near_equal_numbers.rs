//! One document cited by two nearly equal numbers.

use chrono::NaiveDate;

use crate::document::Document;

use super::numbering::{self, Cited};
use super::{Finding, Findings, Knowledge, Rule, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "NUM15",
    name: "same-symbol-two-numbers",
    severity: Severity::Info,
    default: true,
    basis: "logic",
    summary: (
        "Hai số gần giống nhau, cùng ký hiệu và cùng ngày",
        "Two nearly equal numbers with one symbol and one date",
    ),
    explain: (
        "## Lỗi gì\nMột văn bản được viện dẫn bằng hai số gần giống nhau: Kế hoạch số 1354/KH-UBND ngày 12/4/2023 … Kế hoạch số 1345/KH-UBND ngày 12/4/2023.\n\n## Vì sao\nCùng tên loại, cùng ký hiệu, cùng ngày mà số chỉ khác một chữ số hoặc đảo hai chữ số thì thường là một văn bản gõ nhầm số.\n\n## Sửa thế nào\nTra lại văn bản gốc, thống nhất số.\n\n## Khi nào im lặng\nHai số trong cùng một danh sách hoặc một câu; hai văn bản có nội dung khác nhau.",
        "## What\nOne document cited by two nearly equal numbers: 1354/KH-UBND and 1345/KH-UBND of one date.\n\n## Why\nOne type, one symbol and one date with one digit changed or two exchanged are mostly one document.\n\n## How to mend\nLook at the original and write one number.\n\n## When it is silent\nBoth in one list or sentence; documents with different subjects.",
    ),
    wrong: &[
        wrong(
            "Thực hiện Kế hoạch số 1354/KH-UBND ngày 12/4/2023 về chuyển đổi số.\nĐịnh kỳ báo cáo theo Kế hoạch số ⟦1345/KH-UBND⟧ ngày 12/4/2023 về chuyển đổi số.",
        ),
        wrong(
            "Theo Báo cáo số 877/BC-TP ngày 25/12/2009, dự thảo đạt.\nBáo cáo số ⟦878/BC-TP⟧ ngày 25/12/2009 kèm theo hồ sơ.",
        ),
    ],
    silent: &[
        "Quyết định số 131/QĐ-UBND ngày 12/4/2023 và Quyết định số 132/QĐ-UBND ngày 12/4/2023.",
        "Kế hoạch số 1354/KH-UBND ngày 12/4/2023 về chuyển đổi số.\nKế hoạch số 1345/KH-UBND ngày 12/4/2023 về an toàn thực phẩm.",
        "Kế hoạch số 1354/KH-UBND ngày 12/4/2023.\nKế hoạch số 1345/KH-UBND ngày 15/4/2023.",
    ],
    check,
};

fn check(doc: &Document, _know: &Knowledge, out: &mut Findings) {
    let mut dated: Vec<(NaiveDate, Cited)> =
        numbering::cited(doc).filter(|c| !c.number.elided).filter_map(|c| Some((c.day()?, c))).collect();
    if dated.len() < 2 {
        return;
    }
    // Of one date, in the order of the text.
    dated.sort_by_key(|(day, c)| (*day, c.index));
    let mut start = 0;
    while start < dated.len() {
        let end = dated[start..].partition_point(|(day, _)| *day == dated[start].0) + start;
        // Long lists of one day are lists.
        if end - start <= 12 {
            for (i, (_, later)) in dated[start..end].iter().enumerate() {
                if let Some((_, first)) = dated[start..start + i].iter().find(|(_, first)| is_slip(doc, first, later)) {
                    out.push(finding(first, later));
                }
            }
        }
        start = end;
    }
}

/// Whether `later` may be `first` with a slip in its number.
fn is_slip(doc: &Document, first: &Cited, later: &Cited) -> bool {
    let (a, b) = (first.number, later.number);
    let (x, y) = (doc.slice(a.digits), doc.slice(b.digits));
    if x == y || x.len() != y.len() || x.len() < 2 || a.canonical[x.len()..] != b.canonical[y.len()..] {
        return false;
    }
    if !numbering::one_edit_apart(x, y) || first.type_name() != later.type_name() {
        return false;
    }
    let (Some(c), Some(d)) = (first.citation, later.citation) else { return false };
    if c.within.is_some() && c.within == d.within {
        return false;
    }
    // Side by side, neighbours are two documents; figures exchanged are a slip even there.
    let between = &doc.text()[first.mention.span.to()..later.mention.span.from()];
    let swapped = a.value.zip(b.value).is_some_and(|(v, w)| v.abs_diff(w) >= 9);
    if !swapped && !between.contains(['\n', '.', ';']) && between.len() < 400 {
        return false;
    }
    match (c.subject, d.subject) {
        // Several circulars of one day begin alike.
        (Some(_), Some(_)) if a.year.is_some() && !swapped => false,
        (Some(s), Some(t)) => same_beginning(doc.slice(s), doc.slice(t)),
        _ if a.year.is_some() => false,
        _ => c.issuer.is_none() || d.issuer.is_none() || c.issuer.map(|i| i.body) == d.issuer.map(|i| i.body),
    }
}

/// Whether two subjects begin with the same words, as far as the shorter goes.
fn same_beginning(a: &str, b: &str) -> bool {
    fn words(s: &str) -> impl Iterator<Item = &str> {
        s.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty())
    }
    let shared = words(a).zip(words(b)).take_while(|(x, y)| x.to_lowercase() == y.to_lowercase()).count();
    shared >= 5.min(words(a).count()).min(words(b).count())
}

fn finding(first: &Cited, later: &Cited) -> Finding {
    let (a, b) = (&first.number.canonical, &later.number.canonical);
    Finding::new(
        &RULE,
        later.number.span,
        format!("Số {b} gần giống {a}, cùng ký hiệu và cùng ngày; có phải cùng một văn bản?"),
        format!("{b} is nearly {a}, of the same symbol and date: are they one document?"),
    )
    .with(first.number.span, format!("trước đó ghi {a}"), format!("earlier it is {a}"))
}
