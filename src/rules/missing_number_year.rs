//! Numbers of normative documents that lack their year.

use std::cell::OnceCell;
use std::collections::HashMap;

use crate::document::Document;
use crate::parse::{Number, Oddities, Regime};
use crate::text::Span;

use super::numbering::{self, Cited};
use super::{Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "NUM05",
    name: "missing-year",
    severity: Severity::Warning,
    default: true,
    basis: "Luật 80/2015/QH13 Điều 10; Nghị định 34/2016/NĐ-CP Điều 58",
    summary: ("Số của văn bản quy phạm pháp luật thiếu năm", "The number of a normative document lacks its year"),
    explain: (
        "## Lỗi gì\nNghị định, thông tư, luật được viện dẫn bằng số không có năm: Nghị định số 30/NĐ-CP, Thông tư số 01/TT-BTC, Luật số 45/QH13.\n\n## Vì sao\nTừ năm 1997, số của văn bản quy phạm pháp luật gồm số thứ tự, năm ban hành và ký hiệu; mỗi năm đánh số lại từ 01 nên thiếu năm thì không biết là văn bản nào (Nghị định 34/2016/NĐ-CP Điều 58).\n\n## Sửa thế nào\nThêm năm ban hành: 30/2020/NĐ-CP.\n\n## Khi nào im lặng\nVăn bản trước năm 1997; cách gọi tắt “Nghị định 30”; thông tri của Mặt trận (04/TT-MTTW-BTT); thông tư liên bộ (254/TT-LB); quyết định, nghị quyết cá biệt.",
        "## What\nA decree, circular or law cited by a number without year: Nghị định số 30/NĐ-CP.\n\n## Why\nSince 1997 numbers of normative documents hold the year of issue, and start anew every year (Decree 34/2016/NĐ-CP, Article 58).\n\n## How to mend\nPut the year in: 30/2020/NĐ-CP.\n\n## When it is silent\nDocuments of before 1997; short forms (“Nghị định 30”); the Front's notices (04/TT-MTTW-BTT); old joint circulars (254/TT-LB); individual decisions and resolutions.",
    ),
    wrong: &[
        wrong("Thông tư số ⟦01/TT-BTC⟧ ngày 5/1/2021 của Bộ Tài chính.").right("01/2021/TT-BTC"),
        wrong("Nghị định số ⟦30/NĐ-CP⟧ ngày 05 tháng 3 năm 2020 của Chính phủ.").right("30/2020/NĐ-CP"),
        wrong("Luật Đất đai số ⟦31/QH15⟧ ngày 18/01/2024.").right("31/2024/QH15"),
        wrong("Thông tư liên tịch số ⟦01/TTLT-BTC-BNV⟧ ngày 06/01/2014.").right("01/2014/TTLT-BTC-BNV"),
        wrong("Nghị định số 30/2020/NĐ-CP; theo Nghị định số ⟦30/NĐ-CP⟧ thì cơ quan gửi.").right("30/2020/NĐ-CP"),
    ],
    silent: &[
        "Nghị định số 64/CP ngày 27/9/1993 của Chính phủ.",
        "Nghị định số 64/NĐ-CP ngày 27/9/1993 của Chính phủ.",
        "Thông tri số 04/TT-MTTW-BTT ngày 04/11/2025.",
        "Thông tư số 254/TT-LB của liên bộ.",
        "Quyết định số 749/QĐ-TTg ngày 03/6/2020 của Thủ tướng Chính phủ.",
        "Nghị quyết số 1685/NQ-UBTVQH15; Nghị quyết số 76/NQ-CP ngày 15/7/2021 của Chính phủ.",
        "các Nghị định số 01/2020/NĐ-CP, 02/2020/NĐ-CP của Chính phủ.",
    ],
    check,
};

fn check(doc: &Document, _know: &Knowledge, out: &mut Findings) {
    let known = OnceCell::new();
    for c in numbering::cited(doc) {
        let n = c.number;
        if n.year.is_some()
            || n.elided
            || n.value.is_none_or(|v| v > 99_999)
            || n.oddities.has(Oddities::LETTER_DIGIT)
            || n.oddities.has(Oddities::TRUNCATED)
            || !is_normative(&c)
            || c.year().is_some_and(|y| y < 1997)
            || numbering::is_example(doc, c.mention.span)
        {
            continue;
        }
        let year = c.date_year().or_else(|| *known.get_or_init(|| twins(doc)).get(&twin_key(n)?)?);
        let text = format!("Số {} thiếu năm ban hành", n.canonical);
        let en = format!("{} lacks the year of issue", n.canonical);
        out.push(match year {
            Some(y) => {
                let right = format!("{}/{y}{}", doc.slice(n.digits), symbol_with_slash(&n.canonical, n.digits.len()));
                let at = Span::new(n.digits.to(), n.digits.to());
                let joint = Span::new(n.digits.to(), n.parts[0].span.from());
                let replaced =
                    if doc.slice(joint).contains('/') { (at, format!("/{y}")) } else { (joint, format!("/{y}/")) };
                Finding::new(&RULE, n.span, format!("{text}; đúng là {right}."), format!("{en}; it should be {right}."))
                    .fix(Safety::Unsafe, replaced.0, replaced.1)
            }
            None => Finding::new(
                &RULE,
                n.span,
                format!("{text}; số của văn bản quy phạm pháp luật phải có năm."),
                format!("{en}; numbers of normative documents hold it."),
            ),
        });
    }
}

/// Whether the number is of a kind that has held its year since 1997.
fn is_normative(c: &Cited) -> bool {
    let n = c.number;
    let Some(first) = n.code() else { return false };
    let law = || matches!(c.type_name(), Some("Luật" | "Bộ luật" | "Nghị quyết" | "Pháp lệnh"));
    if n.parts.len() == 1 {
        return n.assembly().is_some_and(|(body, k)| k.is_some_and(|k| k >= 10) && body == "QH") && law();
    }
    if n.parts[0].sep != '/' || matches!(n.regime, Regime::R5 | Regime::R6 | Regime::R7) {
        return false;
    }
    let organ = numbering::restored(&n.organs()[0].text, false);
    let organ_is = |f: fn(&crate::tables::Organ) -> bool| numbering::organ_rows(&organ).any(f);
    match &*numbering::restored(first, true) {
        "NĐ" => organ == "CP" && matches!(c.type_name(), None | Some("Nghị định")),
        "TT" => {
            matches!(c.type_name(), None | Some("Thông tư" | "Thông tư liên tịch"))
                && (organ_is(|o| o.ministry && o.abbr != "VPCP")
                    || matches!(&*organ, "TANDTC" | "VKSTC" | "VKSNDTC" | "KTNN"))
                // Before 1997 numbers held no year and organs no B: 30/TT-TC.
                && (c.date_year().is_some() || organ.starts_with('B') || organ == "NHNN")
        }
        "TTLT" => matches!(c.type_name(), None | Some("Thông tư" | "Thông tư liên tịch")),
        _ => false,
    }
}

/// Numbers with their years by value and symbol; none where the text has several years.
type Twins = HashMap<(u32, String), Option<i32>>;

/// What a number has in common with its like of another year.
fn twin_key(n: &Number) -> Option<(u32, String)> {
    let parts: Vec<&str> = n.parts.iter().map(|part| part.text.as_str()).collect();
    Some((n.value?, parts.join(" ")))
}

/// The numbers that the text cites with a year.
fn twins(doc: &Document) -> Twins {
    let mut twins = Twins::new();
    for n in doc.mentions.iter().filter_map(|m| m.citation()?.number.as_ref()) {
        if let (Some(key), Some(year)) = (twin_key(n), n.year.and_then(|y| y.full())) {
            let known = twins.entry(key).or_insert(Some(year));
            *known = known.filter(|known| *known == year);
        }
    }
    twins
}

fn symbol_with_slash(canonical: &str, digits: usize) -> String {
    format!("/{}", canonical[digits..].trim_start_matches(['/', '-']))
}
