//! Một văn bản được dẫn với hai trích yếu khác nhau.

use std::collections::HashMap;

use super::{Finding, Findings, Knowledge, Rule, Severity, wrong};
use crate::document::Document;
use crate::parse::Class;
use crate::tables;
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    code: "REF10",
    name: "subject-drift",
    severity: Severity::Info,
    default: false,
    basis: "logic",
    summary: ("Một văn bản được dẫn với hai nội dung khác nhau", "One document is cited with two different subjects"),
    explain: (
        "## Lỗi gì\nCùng một số nhưng nơi ghi “về công tác văn thư”, nơi ghi “về phí, lệ phí”.\n\
         ## Vì sao\nMột văn bản có một trích yếu; hai trích yếu khác hẳn nhau thì một chỗ ghi nhầm số hoặc nhầm nội dung.\n\
         ## Sửa thế nào\nĐối chiếu văn bản gốc, sửa số hoặc trích yếu.\n\
         ## Khi nào im lặng\nTrích yếu rút gọn; khi hai lần dẫn có ngày khác nhau (văn bản của Đảng thuộc hai nhiệm kỳ); phần trích văn bản khác. Quy tắc này tắt theo mặc định.",
        "## What\nOne number, here “về công tác văn thư”, there “về phí, lệ phí”.\n\
         ## Why\nA document has one subject; with two quite different ones a number or a subject is wrong.\n\
         ## How to mend\nLook at the document; mend the number or the subject.\n\
         ## When it is silent\nShortened subjects; citations with different dates (Party documents of two terms); quoted passages of other documents. The rule is off by default.",
    ),
    wrong: &[wrong(
        "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư.\nNghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ ⟦về phí bảo vệ môi trường đối với nước thải⟧.",
    )],
    silent: &[
        "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư.\nNghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư và lưu trữ.",
        "Chỉ thị số 45-CT/TW, ngày 20/6/2020 của Bộ Chính trị về lãnh đạo cuộc bầu cử.\nChỉ thị số 45-CT/TW, ngày 14/4/2025 của Bộ Chính trị về đại hội đảng bộ các cấp.",
    ],
    check,
};

/// Of the words of the shorter subject, how many the longer must share: a half.
const SHARE: usize = 2;

fn check(doc: &Document, _: &Knowledge, out: &mut Findings) {
    let mut seen: HashMap<&str, (Option<chrono::NaiveDate>, Span)> = HashMap::new();
    for m in &doc.mentions {
        let Some(c) = m.citation().filter(|c| c.class == Class::Numbered) else { continue };
        let (Some(number), Some(subject)) = (&c.number, c.subject) else { continue };
        if doc.is_quoted(m.span) {
            continue;
        }
        let date = c.date.and_then(|d| d.date());
        let &mut (first_date, first) = seen.entry(&number.canonical).or_insert((date, subject));
        let same_day = first_date.is_none() || date.is_none() || first_date == date;
        if first == subject || !same_day || !differ(doc.slice(first), doc.slice(subject)) {
            continue;
        }
        out.push(
            Finding::new(
                &RULE,
                subject,
                format!("Văn bản số {} ở đây ghi nội dung khác với lần dẫn trước.", number.canonical),
                format!("No. {} has another subject here than before.", number.canonical),
            )
            .with(first, "nội dung ghi lần trước", "the subject given before"),
        );
    }
}

fn differ(a: &str, b: &str) -> bool {
    let (a, b) = (tables::fold(a), tables::fold(b));
    let words = |s: &str| -> Vec<String> {
        s.split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty() && !["về", "việc", "và", "của", "quy", "định"].contains(w))
            .map(str::to_string)
            .collect()
    };
    let (a, b) = (words(&a), words(&b));
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    let shared = short.iter().filter(|w| long.contains(w)).count();
    short.len() > 1 && shared * SHARE < short.len()
}
