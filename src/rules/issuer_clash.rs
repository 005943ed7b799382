//! Một số văn bản được ghi với hai cơ quan ban hành trong cùng một văn bản.

use std::collections::HashMap;

use super::{Finding, Findings, Knowledge, Rule, Severity, wrong};
use crate::document::Document;
use crate::parse::{Body, Class, Issuer};
use crate::tables;

pub(super) static RULE: Rule = Rule {
    code: "REF13",
    name: "issuer-clash",
    severity: Severity::Warning,
    default: true,
    basis: "logic",
    summary: ("Một văn bản được ghi với hai cơ quan ban hành khác nhau", "One document is given two different issuers"),
    explain: (
        "## Lỗi gì\nCùng số, cùng ngày nhưng nơi ghi “của Bộ Chính trị”, nơi ghi “của Ban Bí thư”.\n\
         ## Vì sao\nMột văn bản chỉ do một cơ quan ban hành (văn bản liên tịch ghi đủ các cơ quan ở mỗi lần dẫn); một trong hai chỗ sai.\n\
         ## Sửa thế nào\nXem văn bản gốc, thống nhất tên cơ quan ban hành.\n\
         ## Khi nào im lặng\nTên đầy đủ và tên tắt của một cơ quan; cơ quan và người đứng đầu; tên có và không có địa danh; số giống nhau nhưng khác ngày; trong phần trích văn bản khác.",
        "## What\nOne number and date, here “của Bộ Chính trị”, there “của Ban Bí thư”.\n\
         ## Why\nA document has one issuer (joint documents name them all each time); one place is wrong.\n\
         ## How to mend\nLook at the document itself and use one name.\n\
         ## When it is silent\nFull and short names of one body; a body and its head; names with and without a place; equal numbers with different dates; inside quoted passages of other documents.",
    ),
    wrong: &[
        wrong(
            "Chỉ thị số 35-CT/TW, ngày 30/5/2019 của Bộ Chính trị về đại hội. Ban Thường vụ cụ thể hóa Chỉ thị số 35-CT/TW, ngày 30/5/2019 của ⟦Ban Bí thư⟧ bằng kế hoạch.",
        ),
        wrong(
            "Kế hoạch số 210/KH-UBND ngày 12/8/2022 của Ủy ban nhân dân tỉnh về thanh niên.\nTheo Kế hoạch số 210/KH-UBND ngày 12/8/2022 của ⟦Ủy ban nhân dân thành phố⟧.",
        ),
        wrong(
            "Hướng dẫn số 05-HD/BTCTW ngày 25/5/2007 của Ban Tổ chức Trung ương về sinh hoạt; Hướng dẫn số 05-HD/BTCTW ngày 25/5/2007 của ⟦Ban Tuyên giáo Trung ương⟧.",
        ),
    ],
    silent: &[
        "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ. Theo Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ.",
        "Kế hoạch số 210/KH-UBND ngày 12/8/2022 của UBND tỉnh Nam Định; Kế hoạch số 210/KH-UBND ngày 12/8/2022 của Ủy ban nhân dân tỉnh.",
        "Quyết định số 15/QĐ-UBND ngày 12/8/2022 của Chủ tịch Ủy ban nhân dân tỉnh; Quyết định số 15/QĐ-UBND ngày 12/8/2022 của Ủy ban nhân dân tỉnh Hà Nam.",
        "Chỉ thị số 45-CT/TW, ngày 20/6/2020 của Bộ Chính trị; Chỉ thị số 45-CT/TW, ngày 14/4/2025 của Ban Bí thư.",
        "Thông tư số 05/2021/TT-BNV ngày 12/8/2021 của Bộ trưởng Bộ Nội vụ; Thông tư số 05/2021/TT-BNV ngày 12/8/2021 của Bộ Nội vụ.",
        "Thông tư số 08/2023/TT-BLĐTBXH ngày 29/8/2023 của Bộ trưởng Bộ Lao động, Thương binh và Xã hội; Thông tư số 08/2023/TT-BLĐTBXH ngày 29/8/2023 của Bộ trưởng Bộ Lao động - Thương binh và Xã hội.",
        "Thông tư số 08/2009/TT-BKHCN ngày 08/4/2009 của Bộ trưởng Bộ Khoa học và Công nghệ; Thông tư số 08/2009/TT-BKHCN ngày 08/4/2009 của Bộ trưởng.",
        "Kế hoạch số 12-KH/TU ngày 12/8/2021 của Ban Thường vụ Tỉnh ủy; Kế hoạch số 12-KH/TU ngày 12/8/2021 của Tỉnh uỷ Hà Nam.",
    ],
    check,
};

fn check(doc: &Document, _: &Knowledge, out: &mut Findings) {
    let mut seen: HashMap<&str, (chrono::NaiveDate, Issuer)> = HashMap::new();
    for m in &doc.mentions {
        let Some(c) = m.citation().filter(|c| c.class == Class::Numbered) else { continue };
        let (Some(number), Some(issuer)) = (&c.number, c.issuer) else { continue };
        let Some(date) = c.date.and_then(|d| d.date()) else { continue };
        if doc.is_quoted(m.span) {
            continue;
        }
        let &mut (first_date, first) = seen.entry(&number.canonical).or_insert((date, issuer));
        if first_date != date || first.span == issuer.span || !clash(doc, first, issuer) {
            continue;
        }
        let (a, b) = (doc.slice(first.span), doc.slice(issuer.span));
        out.push(
            Finding::new(
                &RULE,
                issuer.span,
                format!("Văn bản số {} ở đây ghi của {b}, nhưng trước đó ghi của {a}; một văn bản chỉ có một cơ quan ban hành.", number.canonical),
                format!("No. {} is given to {b} here but to {a} before; a document has one issuer.", number.canonical),
            )
            .with(first.span, "cơ quan ghi ở lần trước", "the issuer given before"),
        );
    }
}

/// Whether two names cannot be of one body.
fn clash(doc: &Document, a: Issuer, b: Issuer) -> bool {
    // "của Chính phủ" for the Prime Minister's act is a fault of its own kind.
    let loose = |i: Issuer| matches!(i.body, Body::Government | Body::PrimeMinister);
    if loose(a) && loose(b) {
        return false;
    }
    // Only ministries of known names differ for sure: others are cut or misread.
    if [a, b].iter().any(|i| i.body == Body::Ministry && !is_known_ministry(doc.slice(i.span))) {
        return false;
    }
    let (a, b) = (plain_name(doc.slice(a.span)), plain_name(doc.slice(b.span)));
    match (a, b) {
        (Some(a), Some(b)) => !a.contains(&b) && !b.contains(&a),
        _ => false,
    }
}

fn is_known_ministry(name: &str) -> bool {
    let name = tables::fold(name);
    let body = ["bộ trưởng ", "thứ trưởng ", "chủ nhiệm "].iter().find_map(|h| name.strip_prefix(h)).unwrap_or(&name);
    tables::organs_named(body).next().is_some()
}

/// The name without heads, committees and abbreviations that do not tell bodies apart; `None` where an abbreviation is
/// left.
fn plain_name(name: &str) -> Option<String> {
    let mut out = tables::fold(name);
    // "của Bộ trưởng": of which ministry stands elsewhere.
    if ["bộ trưởng", "chủ tịch", "giám đốc", "ủy ban nhân dân", "ubnd", "ủy ban"].contains(&out.as_str())
    {
        return None;
    }
    for (short, long) in [
        ("ubnd", "ủy ban nhân dân"),
        ("hđnd", "hội đồng nhân dân"),
        ("tp.", "thành phố "),
        ("tp ", "thành phố "),
        ("bch ", "ban chấp hành "),
        ("bct", "bộ chính trị"),
        ("bbt", "ban bí thư"),
        ("tw", "trung ương"),
        ("mttq", "mặt trận tổ quốc"),
    ] {
        if out.contains(short) {
            out = out.replace(short, long);
        }
    }
    for head in [
        "phó ",
        "bộ trưởng ",
        "chủ tịch ",
        "giám đốc ",
        "ban thường vụ ",
        "thường trực ",
        "chủ nhiệm ",
        "tổng ",
        "cục trưởng ",
    ] {
        if let Some(rest) = out.strip_prefix(head) {
            out = rest.to_string();
        }
    }
    // "Bộ NN&PTNT", "Bộ LĐTBXH": capitals together are an abbreviation.
    let known = ["UBND", "HĐND", "TP", "BCH", "BCT", "BBT", "TW", "MTTQ"];
    let short = name.split(|c: char| !c.is_alphabetic()).any(|w| {
        w.chars().count() > 1
            && w.chars().all(char::is_uppercase)
            && !known.contains(&w)
            && !name.chars().all(|c| !c.is_lowercase())
    });
    // "Lao động - Thương binh và Xã hội", "Lao động, Thương binh và Xã hội": signs and small joints differ freely.
    let words: Vec<&str> = out.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty() && *w != "và").collect();
    (!short && words.len() > 1).then(|| words.join(" "))
}
