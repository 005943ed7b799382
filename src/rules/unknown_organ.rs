//! Symbols of organs that are in no table.

use std::borrow::Cow;

use crate::document::Document;
use crate::parse::{Number, Part, Regime};
use crate::tables;

use super::numbering;
use super::{Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "ISSUER04",
    name: "unknown-organ",
    severity: Severity::Warning,
    default: true,
    basis: "issuers.toml",
    summary: ("Mã cơ quan không có, gần một mã có", "An organ’s symbol in no table, near one that is"),
    explain: (
        "## Lỗi gì\nMã cơ quan trong ký hiệu gõ thiếu, thừa, đảo một chữ: TT-BNPTNT, QĐ-UBDN.\n\n## Vì sao\nMã cơ quan là chữ viết tắt tên cơ quan (Nghị định 30/2020/NĐ-CP, Phụ lục I); gõ sai thì tra cứu không ra văn bản.\n\n## Sửa thế nào\nViết đúng mã: BNNPTNT, UBND.\n\n## Khi nào im lặng\nĐơn vị soạn thảo sau mã cơ quan; doanh nghiệp, trường, cơ quan không có trong bảng mà không gần mã nào.",
        "## What\nAn organ’s symbol with a letter too few, too many or exchanged: TT-BNPTNT, QĐ-UBDN.\n\n## Why\nSymbols abbreviate the organ’s name (Decree 30/2020/NĐ-CP, Annex I).\n\n## How to mend\nWrite BNNPTNT, UBND.\n\n## When it is silent\nUnits behind the organ; companies and schools near no symbol.",
    ),
    wrong: &[
        wrong("Quyết định số 12/QĐ-⟦UBDN⟧ ngày 05/3/2023 của Ủy ban nhân dân xã.").right("UBND"),
        wrong("Thông tư số 05/2019/TT-⟦BGĐT⟧ ngày 05/4/2019.").right("BGDĐT"),
        wrong("Nghị quyết số 12/2021/NQ-⟦HĐNND⟧ của Hội đồng nhân dân tỉnh.").right("HĐND"),
    ],
    silent: &[
        "Thông tư số 05/2019/TT-BGDĐT; Thông tư số 03/2006/TT-BKH; Thông tư số 102/2000/TT-BNN-KL.",
        "Quyết định số 12/QĐ-UBCK; Quyết định số 15/QĐ-BQL; Quyết định số 16/QĐ-UBBC.",
        "Công văn số 12/UBND-KTN; Quyết định số 353/QĐ-BCA-V19.",
        "Thông tư số 2237/1999/TTLT-BKHCNMT-BYT; Nghị quyết số 40/NQ-HĐBCQG.",
    ],
    check,
};

fn check(doc: &Document, _know: &Knowledge, out: &mut Findings) {
    for c in numbering::cited(doc) {
        let Some((part, organ, right)) = meant(doc, c.number) else { continue };
        if numbering::is_example(doc, c.mention.span) {
            continue;
        }
        let name = numbering::organ_rows(right).next().map_or(right, |o| o.name);
        out.push(
            Finding::new(
                &RULE,
                part.span,
                format!("Không có mã cơ quan {organ}; có lẽ là {right} ({name})."),
                format!("No organ has the symbol {organ}; perhaps {right} ({name})."),
            )
            .fix(Safety::Unsafe, part.span, right),
        );
    }
}

/// Whether this rule speaks of the symbol of a number.
pub(super) fn speaks(doc: &Document, n: &Number) -> bool {
    meant(doc, n).is_some()
}

/// The part of a symbol that is no organ's, its letters, and the symbol that was meant.
fn meant<'n>(doc: &Document, n: &'n Number) -> Option<(&'n Part, Cow<'n, str>, &'static str)> {
    if n.elided || !matches!(n.regime, Regime::R1 | Regime::R3) {
        return None;
    }
    let (code, part) = (numbering::restored(n.code()?, true), n.organs().first()?);
    if !tables::code_is_known(&code) || part.text.chars().count() < 4 {
        return None;
    }
    let organ = numbering::restored(&part.text, false);
    if doc.own.issuer_with_symbol(&organ).is_some()
        || numbering::organ_rows(&organ).next().is_some()
        || numbering::organ_rows(organ.trim_end_matches(|c: char| c.is_ascii_digit())).next().is_some()
    {
        return None;
    }
    let right = near(&code, &organ, n.year.is_some())?;
    Some((part, organ, right))
}

/// The only known symbol one slip away: of the councils and committees, and of ministries behind TT.
fn near(code: &str, organ: &str, year: bool) -> Option<&'static str> {
    const LOCAL: &[&str] = &["UBND", "HĐND"];
    if let Some(found) = LOCAL.iter().find(|o| is_slip(o, organ)) {
        return Some(found);
    }
    if code != "TT" || !year {
        return None;
    }
    let mut found: Option<&'static tables::Organ> = None;
    for o in tables::organs().iter().filter(|o| o.ministry && o.abbr.starts_with('B') && is_slip(o.abbr, organ)) {
        if found.is_some_and(|f| f.name != o.name) {
            return None;
        }
        found = Some(o);
    }
    found.map(|o| o.abbr)
}

/// One slip apart, the first letter and the number of kinds of letters kept: UBDN, HĐNND; not UBCK, UBKT.
fn is_slip(right: &str, organ: &str) -> bool {
    if !numbering::one_edit_apart(right, organ) || right.chars().next() != organ.chars().next() {
        return false;
    }
    let (a, b) = (right.chars().count(), organ.chars().count());
    // A letter changed may make another organ's symbol; exchanged, lost or doubled it makes none.
    a != b || organ.chars().all(|c| right.contains(c))
}
