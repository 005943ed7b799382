//! Type words beside the code of another type.

use crate::document::Document;
use crate::parse::{Number, Regime, TypeWord};
use crate::tables::{self, Sphere};
use crate::text::Span;

use super::issuing::{self, Agreement};
use super::numbering::{self, Cited};
use super::{Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "TYPE01",
    name: "type-symbol",
    severity: Severity::Error,
    default: true,
    basis: "Nghị định 30/2020/NĐ-CP Phụ lục III; Hướng dẫn 36-HD/VPTW",
    summary: ("Tên loại không khớp với ký hiệu", "The type word does not fit the symbol"),
    explain: (
        "## Lỗi gì\nTên loại viết trước số khác loại mà ký hiệu cho biết: Nghị định số 12/2020/TT-BTC, Kế hoạch số 5-CT/TU.\n\n## Vì sao\nChữ viết tắt trong ký hiệu là của một tên loại: NĐ nghị định, TT thông tư, QĐ quyết định, KH kế hoạch (Nghị định 30/2020/NĐ-CP, Phụ lục III; Hướng dẫn 36-HD/VPTW).\n\n## Sửa thế nào\nTra văn bản gốc, sửa tên loại hoặc ký hiệu.\n\n## Khi nào im lặng\nQuy định, quyết định của Đảng cùng ký hiệu QĐ; thông tư liên tịch gọi là thông tư; luật, nghị quyết của Quốc hội (QH13); quy chế, điều lệ, chương trình, đề án mang số của văn bản ban hành; thông báo kết luận; số cũ trước năm 1997; “công văn”, “văn bản” với mọi ký hiệu.",
        "## What\nThe type word before a number is not the one of its code: Nghị định số 12/2020/TT-BTC.\n\n## Why\nEach code is of one type: NĐ decree, TT circular, QĐ decision, KH plan (Decree 30/2020/NĐ-CP, Annex III; Guide 36-HD/VPTW).\n\n## How to mend\nLook at the original; mend the word or the code.\n\n## When it is silent\nThe Party's regulations and decisions share QĐ; joint circulars called circulars; acts of the National Assembly (QH13); regulations, charters, programmes and schemes that bear the number of the act that issues them; announced conclusions; old numbers of before 1997; “công văn”, “văn bản” with any code.",
    ),
    wrong: &[
        wrong("Căn cứ ⟦Nghị định số 12/2020/TT-BTC⟧ ngày 14/02/2020 của Bộ trưởng Bộ Tài chính.")
            .right("Thông tư số 12/2020/TT-BTC"),
        wrong("Thực hiện ⟦Kế hoạch số 5-CT/TU⟧ của Tỉnh ủy.").right("Chỉ thị số 5-CT/TU"),
        wrong("⟦Nghị quyết số 05-CT/TW⟧ ngày 15/5/2016 của Bộ Chính trị.").right("Chỉ thị số 05-CT/TW"),
        wrong("tại ⟦Báo cáo số 45/TTr-VP⟧ ngày 09/8/2023.").right("Tờ trình số 45/TTr-VP"),
        wrong("⟦Nghị định số 45/2013/QH13⟧ của Quốc hội."),
        wrong("⟦Quyết định số 05/2008/NQ-HĐND⟧ của Hội đồng nhân dân.").right("Nghị quyết số 05/2008/NQ-HĐND"),
    ],
    silent: &[
        "Quy định số 144-QĐ/TW; Quyết định số 243-QĐ/TW; Quy định số 08-QĐi/TW của Trung ương.",
        "Thông tư số 27/2015/TTLT-BKHCN-BTC; Thông tư liên tịch số 254/TT-LB.",
        "Luật số 45/2013/QH13; Nghị quyết số 25/2008/QH12; Pháp lệnh số 15/2008/PL-UBTVQH12.",
        "Quy chế số 12/QĐ-UBND; Chương trình hành động ban hành kèm theo Quyết định số 15/QĐ-UBND.",
        "Thông báo kết luận số 12-KL/TU; Kết luận số 45/TB-VPCP; Kết luận thanh tra số 12/KL-TTr.",
        "Công văn số 45/KH-UBND; Văn bản số 12/TB-UBND; Văn bản thông báo số 12/BC-UBND.",
        "Quyết định 327-CT; Quyết định số 217-HĐBT; Chỉ thị số 202-TTg; Thông tư số 12/BXD-CSXD.",
        "các Nghị định số 01/2020/NĐ-CP, 12/2020/TT-BTC đều được dẫn.",
        "Quyết định số 999-TC/QĐ/CĐKT nói trên.",
        "Thông tư số 43 TC/QLCS ngày 31/7/1996 hướng dẫn bàn giao tài sản. Nay bãi bỏ Thông tư số 43 TC/QLCS nói trên.",
        "Thông tri số 04/TT-MTTW-BTT; Nghị quyết số 102/2025/NQLT-UBTVQH15-CP-ĐCTUBTWMTTQVN.",
    ],
    check,
};

/// Types whose texts are issued by another document and are called by its number.
const ANNEXED: &[&str] =
    &["Quy chế", "Quy định", "Chương trình", "Đề án", "Phương án", "Dự án", "Quy hoạch", "Kết luận", "Hướng dẫn"];
/// The codes of documents that issue others.
const ISSUING: &[&str] = &["QĐ", "NQ", "NĐ", "TT", "TTLT", "CT", "TB"];

fn check(doc: &Document, _know: &Knowledge, out: &mut Findings) {
    for c in numbering::cited(doc) {
        let Some(word) = c.citation.and_then(|c| c.doc_type).filter(|_| c.has_own_type() && !c.number.elided) else {
            continue;
        };
        // Laws beside the code of another type are TYPE05's matter.
        if matches!(word.name, "Luật" | "Bộ luật" | "Pháp lệnh" | "Hiến pháp") && c.number.regime != Regime::R2
        {
            continue;
        }
        let Some(clash) = clash(doc, &c, word) else { continue };
        if year(doc, &c).is_some_and(|y| y < 1997)
            || follows_noun(doc, word)
            || numbering::is_example(doc, c.mention.span)
        {
            continue;
        }
        let n = c.number;
        let written = doc.slice(word.span);
        let span = Span::new(word.span.from(), n.span.to());
        let found = match &clash {
            Clash::Code { code, name } => Finding::new(
                &RULE,
                span,
                format!(
                    "“{written}” không khớp với ký hiệu {}: {code} là {}.",
                    n.symbol(),
                    name.map_or_else(|| "mã của loại khác".to_string(), str::to_lowercase)
                ),
                format!("“{written}” does not fit {}: {code} is the code of another type.", n.symbol()),
            ),
            Clash::Assembly => Finding::new(
                &RULE,
                span,
                format!("“{written}” không khớp với ký hiệu {}: đó là số luật, pháp lệnh hoặc nghị quyết.", n.symbol()),
                format!("“{written}” does not fit {}, the symbol of laws, ordinances and resolutions.", n.symbol()),
            ),
        };
        let found = if is_habit(word.name, &n.parts[0].text) { found.at(Severity::Info) } else { found };
        out.push(match clash {
            Clash::Code { name: Some(name), .. } if trusted(doc, &c) => match cased(written, name) {
                Some(right) => found.fix(Safety::Unsafe, word.span, right),
                None => found,
            },
            _ => found,
        });
    }
}

/// How many mentions from the start of a text are asked for the date of a number: more than a document has.
const FAR: usize = 500;

/// The year of a citation, or else of another one of its number: a text dates it once.
fn year(doc: &Document, c: &Cited) -> Option<i32> {
    let same = |i: usize| numbering::cited_at(doc, i).filter(|other| other.number.canonical == c.number.canonical);
    c.year().or_else(|| (0..doc.mentions.len().min(FAR)).filter_map(same).find_map(|other| other.year()))
}

enum Clash {
    /// The code is of another type, whose name is given where there is one only.
    Code { code: String, name: Option<&'static str> },
    /// A number of the National Assembly under the name of what it does not issue.
    Assembly,
}

fn clash(doc: &Document, c: &Cited, word: TypeWord) -> Option<Clash> {
    let n = c.number;
    // The user's own types have their own codes, and no others.
    let own = doc.own.type_named(word.name);
    if let Some(own_of_code) = n.code().and_then(|code| doc.own.type_with_code(code)) {
        let differs = own != Some(own_of_code);
        return differs
            .then(|| Clash::Code { code: n.code().unwrap_or_default().to_owned(), name: Some(&own_of_code.name) });
    }
    if let (Some(code), Some(Some(_))) = (n.code(), own.map(|t| t.code.as_ref())) {
        let name = name_of(n, code);
        return Some(Clash::Code { code: code.to_owned(), name });
    }
    let allowed = tables::codes_of_name(word.name);
    if allowed.is_empty() || allowed.contains(&"*") {
        return None;
    }
    match n.regime {
        Regime::R4 | Regime::R7 | Regime::Unknown => return None,
        Regime::R2 if n.parts.len() == 1 => {
            let issued = matches!(
                word.name,
                "Luật" | "Bộ luật" | "Hiến pháp" | "Nghị quyết" | "Pháp lệnh" | "Nghị quyết liên tịch"
            );
            return (n.year.is_some() && !issued).then_some(Clash::Assembly);
        }
        _ => {}
    }
    let code = numbering::restored(n.code()?, true);
    if !tables::code_is_known(&code) || allowed.contains(&&*code) {
        return None;
    }
    // "Thông báo kết luận" has codes of its own.
    let written = doc.slice(word.span).to_lowercase();
    if tables::codes_of_name(&written).contains(&&*code) || written.contains("kết luận") && code == "KL" {
        return None;
    }
    if ANNEXED.contains(&word.name) && ISSUING.contains(&&*code) {
        return None;
    }
    // The code must be one: an organ has to follow it, and not the code that the word asks for ("999-TC/QĐ/CĐKT").
    n.organs().first()?;
    if n.parts.iter().any(|part| allowed.contains(&&*numbering::restored(&part.text, true))) {
        return None;
    }
    Some(Clash::Code { name: name_of(n, &code), code: code.into_owned() })
}

/// The only type that has this code in the sphere of the number.
fn name_of(n: &Number, code: &str) -> Option<&'static str> {
    let party = n.regime == Regime::R5;
    let mut found: Option<&'static str> = None;
    for t in tables::types_with_code(code).filter(|t| (t.sphere == Sphere::Party) == party && t.to.is_none()) {
        if t.sphere == Sphere::Mass || found == Some(t.name) {
            continue;
        }
        if found.is_some() {
            return None;
        }
        found = Some(t.name);
    }
    found
}

/// Whether the issuer named, if any, is the symbol's own, so that the word is what is wrong.
fn trusted(doc: &Document, c: &Cited) -> bool {
    issuing::claimed(doc, c).is_none_or(|i| issuing::agreement(doc, c.number, i) == Agreement::Agree)
}

/// The name in the case in which the wrong word was written; none for capitals.
fn cased(written: &str, name: &str) -> Option<String> {
    let mut chars = written.chars();
    let first = chars.next()?;
    if chars.next().is_some_and(char::is_uppercase) {
        return None;
    }
    let mut right = name.chars();
    let head = right.next()?;
    let head: String = if first.is_uppercase() { head.to_uppercase().collect() } else { head.to_lowercase().collect() };
    Some(head + right.as_str())
}

/// Abbreviations of long habit that the rules on form do not know, found in originals: TT for tờ trình, CT for chương trình.
fn is_habit(name: &str, code: &str) -> bool {
    matches!((name, code), ("Tờ trình", "TT") | ("Chương trình", _) | ("Nghị quyết liên tịch", "NQ") | ("Lệnh", _))
}

/// "văn bản thông báo số", "công văn hướng dẫn số": the word says what the document does, not what it is.
fn follows_noun(doc: &Document, word: TypeWord) -> bool {
    if doc.slice(word.span).starts_with(char::is_uppercase) {
        return false;
    }
    let before = doc.text()[..word.span.from()].trim_end();
    let tail: String = before.chars().rev().take(12).collect::<Vec<_>>().into_iter().rev().collect();
    let tail = tail.to_lowercase();
    ["văn bản", "công văn", "tờ trình", "thông báo", "quyết định", "phiếu", "giấy", "thư", "bản"]
        .iter()
        .any(|w| tail.ends_with(w))
}
