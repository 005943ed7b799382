//! One term of one body written with two different last years in a text.

use crate::document::Document;
use crate::parse::{TermBody, TermKind, Years};

use super::known_terms::{dated, plausible};
use super::term_owner::{is_example, is_own, is_several};
use super::{Finding, Findings, Knowledge, Rule, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "TERM12",
    name: "term-inconsistent",
    severity: Severity::Info,
    default: true,
    basis: "logic",
    summary: (
        "Một nhiệm kỳ của một cơ quan ghi hai cách trong một văn bản",
        "One term of one body written in two ways in a text",
    ),
    explain: (
        "## Lỗi gì\nCùng một cơ quan, cùng năm đầu nhưng hai năm cuối khác nhau trong một văn bản: “nhiệm kỳ 2021-2026 … nhiệm kỳ 2021-2025”.\n\
         ## Vì sao\nMột nhiệm kỳ chỉ có một năm cuối; hai cách ghi khiến người đọc không biết cách nào đúng.\n\
         ## Sửa thế nào\nGhi thống nhất một cách.\n\
         ## Khi nào im lặng\nHai nhiệm kỳ khác năm đầu; nhiệm kỳ được kéo dài, rút ngắn có nói rõ; chi bộ, hội và tổ chức khác nhau.",
        "## What\nOne body and one first year with two last years in a text: “nhiệm kỳ 2021-2026 … nhiệm kỳ 2021-2025”.\n\
         ## Why\nA term has one end; two ways of writing leave the reader in doubt.\n\
         ## How to mend\nWrite it one way.\n\
         ## When it is silent\nTerms that begin in different years; terms said to be prolonged or cut; cells and associations, which may be several.",
    ),
    wrong: &[
        wrong("Trung ương Đảng nhiệm kỳ 2021-2026 họp.\nBan Chấp hành Trung ương Đảng nhiệm kỳ ⟦2021-2025⟧ kết thúc."),
        wrong("Hội đồng nhân dân tỉnh nhiệm kỳ 2004-2011 họp.\nHội đồng nhân dân tỉnh nhiệm kỳ ⟦2004-2009⟧ kết thúc."),
    ],
    silent: &[
        "Hội đồng nhân dân các cấp nhiệm kỳ 2004-2009 được kéo dài đến năm 2011, nay gọi là nhiệm kỳ 2004-2011.",
        "Hội đồng nhân dân tỉnh nhiệm kỳ 2016-2021.\nHội đồng nhân dân tỉnh nhiệm kỳ 2021-2026.",
        "Chi bộ nhiệm kỳ 2022-2025.\nChi bộ nhiệm kỳ 2022-2024.",
        "Ban Chấp hành Đảng bộ tỉnh nhiệm kỳ 2020-2025; Hội đồng nhân dân tỉnh nhiệm kỳ 2021-2026.",
    ],
    check,
};

fn check(doc: &Document, _: &Knowledge, out: &mut Findings) {
    let mut seen: Vec<(TermBody, i32, i32, Years)> = Vec::new();
    for (span, term, years) in dated(doc) {
        let (Some(from), Some(to), Some(of)) = (years.first(), years.last(), term.of) else { continue };
        if !matches!(term.kind, TermKind::NhiemKy | TermKind::Khoa) || !is_one(of) || to <= from || !plausible(from) {
            continue;
        }
        match seen.iter().find(|(b, f, _, _)| *b == of && *f == from) {
            None => seen.push((of, from, to, years)),
            Some((_, _, t, _)) if *t == to => {}
            Some((_, _, t, first)) => {
                if !is_own(doc, span, term)
                    || is_several(doc, term)
                    || is_example(doc, span)
                    || is_changed(doc, first, &years)
                {
                    continue;
                }
                out.push(
                    Finding::new(
                        &RULE,
                        years.span,
                        format!("Nhiệm kỳ {from}-{to} ở chỗ khác trong văn bản ghi là {from}-{t}; nên ghi thống nhất."),
                        format!("The term {from}-{to} is {from}-{t} elsewhere in the text; write it one way."),
                    )
                    .with(first.span, "cách ghi trước đó", "the other way"),
                );
            }
        }
    }
}

/// Bodies of which a text means one and the same.
fn is_one(of: TermBody) -> bool {
    use TermBody::{Assembly, AssemblyAndCouncil, Council, Government, PartyCentral};
    matches!(of, Assembly | Council | AssemblyAndCouncil | Government | PartyCentral)
}

/// Whether the text tells that the term was prolonged or cut.
fn is_changed(doc: &Document, first: &Years, second: &Years) -> bool {
    [first, second].iter().any(|y| {
        let sentence = doc.slice(doc.sentence(y.span)).to_lowercase();
        ["kéo dài", "rút ngắn", "còn gọi"].iter().any(|w| sentence.contains(w))
    })
}
