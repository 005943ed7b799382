//! Types joined to bodies that do not issue them.

use crate::document::Document;
use crate::parse::Regime;
use crate::tables;

use super::numbering::{self, Cited};
use super::{Finding, Findings, Knowledge, Rule, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "TYPE02",
    name: "type-not-for-issuer",
    severity: Severity::Error,
    default: true,
    basis: "Luật 64/2025/QH15 Điều 4; Quy định 399-QĐ/TW",
    summary: ("Loại văn bản mà cơ quan ấy không ban hành", "A type that its issuer does not issue"),
    explain: (
        "## Lỗi gì\nKý hiệu ghép loại văn bản với cơ quan không ban hành loại ấy: 15/2023/NĐ-UBND, 05/2020/TT-TTg, Pháp lệnh số 12/2015/QH13.\n\n## Vì sao\nLuật quy định cơ quan nào ban hành loại nào (Luật 64/2025/QH15 Điều 4): nghị định chỉ của Chính phủ, thông tư của bộ trưởng, luật của Quốc hội, pháp lệnh của Ủy ban Thường vụ Quốc hội; ban, văn phòng cấp ủy, chi bộ không ra chỉ thị (Quy định 399-QĐ/TW).\n\n## Sửa thế nào\nTra lại tên loại, ký hiệu trong văn bản gốc.\n\n## Khi nào im lặng\nVăn bản trước năm 1997; ký hiệu liên tịch; cơ quan không có trong bảng.",
        "## What\nA symbol joins a type to a body that does not issue it: 15/2023/NĐ-UBND, 05/2020/TT-TTg.\n\n## Why\nThe law says who issues what (Law 64/2025/QH15, Article 4): decrees the Government, circulars ministers, laws the National Assembly, ordinances its Standing Committee; Party boards, offices and cells issue no directives (Regulation 399-QĐ/TW).\n\n## How to mend\nLook at the type and symbol of the original.\n\n## When it is silent\nDocuments of before 1997; joint symbols; organs not in the table.",
    ),
    wrong: &[
        wrong("Nghị định số 15/2023/⟦NĐ-UBND⟧ ngày 12/6/2023."),
        wrong("Thông tư số 05/2020/⟦TT-TTg⟧ của Thủ tướng Chính phủ."),
        wrong("Pháp lệnh số 12/2015/⟦QH13⟧ về chi phí."),
        wrong("Luật số 34/2016/⟦UBTVQH13⟧ về trợ giúp."),
        wrong("Chỉ thị số 05-⟦CT/CB⟧ ngày 20/3/2023 của Chi bộ."),
        wrong("Nghị quyết số 12/⟦NQ-UBND⟧ ngày 20/3/2023."),
    ],
    silent: &[
        "Nghị định số 30/2020/NĐ-CP; Thông tư số 01/2021/TT-BTC; Nghị quyết số 76/NQ-CP.",
        "Luật số 45/2013/QH13; Pháp lệnh số 01/2012/UBTVQH13; Nghị quyết số 351/2017/UBTVQH14.",
        "Chỉ thị số 02-CT/ĐU ngày 29/7/2025 của Đảng ủy xã; Nghị quyết số 05-NQ/CB của Chi bộ.",
        "Thông tư số 12/TT-TTg ngày 05/6/1975.",
        "Tờ trình số 2219/TT-UBND ngày 04/10/2006 của UBND tỉnh.",
        "Nghị quyết liên tịch số 01/2008/NQLT-BYT-TWĐTN.",
        "Quyết định số 19-QĐ/UBKTTW; Hướng dẫn số 27-HD/BTCTW.",
    ],
    check,
};

fn check(doc: &Document, _know: &Knowledge, out: &mut Findings) {
    for c in numbering::cited(doc) {
        let n = c.number;
        if n.elided || c.year().is_some_and(|y| y < 1997) {
            continue;
        }
        let Some(clash) = clash(&c) else { continue };
        if numbering::is_example(doc, c.mention.span) {
            continue;
        }
        let span = n.parts[0].span.join(n.parts[n.parts.len() - 1].span);
        out.push(
            Finding::new(
                &RULE,
                span,
                format!("Ký hiệu {} không thể có: {}.", n.symbol(), clash.vi),
                format!("{} cannot be: {}.", n.symbol(), clash.en),
            )
            .at(clash.severity),
        );
    }
}

struct Clash {
    vi: &'static str,
    en: &'static str,
    severity: Severity,
}

const fn error(vi: &'static str, en: &'static str) -> Option<Clash> {
    Some(Clash { vi, en, severity: Severity::Error })
}

/// The Party's rules on types are known at second hand.
const fn warning(vi: &'static str, en: &'static str) -> Option<Clash> {
    Some(Clash { vi, en, severity: Severity::Warning })
}

fn clash(c: &Cited) -> Option<Clash> {
    let n = c.number;
    if n.regime == Regime::R2 && n.parts.len() == 1 && n.year.is_some() {
        return match (n.assembly()?.0, c.type_name()?) {
            ("UBTVQH", "Luật" | "Bộ luật") => {
                error("luật do Quốc hội ban hành", "laws are the National Assembly's")
            }
            ("QH", "Pháp lệnh") => {
                error("pháp lệnh do Ủy ban Thường vụ Quốc hội ban hành", "ordinances are its Standing Committee's")
            }
            _ => None,
        };
    }
    if !matches!(n.regime, Regime::R1 | Regime::R3 | Regime::R5) || n.organs().len() != 1 {
        return None;
    }
    let code = numbering::restored(n.code()?, true);
    let organ = numbering::restored(&n.organs()[0].text, false);
    // "Tờ trình số 2219/TT-UBND": the code is what is wrong, another rule's matter.
    if c.type_name().is_some_and(|name| !tables::codes_of_name(name).contains(&&*code)) {
        return None;
    }
    let ministry = || numbering::organ_rows(&organ).any(|o| o.ministry);
    let known = || numbering::organ_rows(&organ).next().is_some();
    match (&*code, &*organ) {
        ("NĐ", "CP" | "HĐBT" | "HĐCP") => None,
        ("NĐ", _) if known() => error("nghị định chỉ do Chính phủ ban hành", "only the Government issues decrees"),
        ("TT", "TTg" | "CP" | "UBND" | "HĐND" | "CTN") => error(
            "thông tư do bộ trưởng, thủ trưởng cơ quan ngang bộ, Chánh án, Viện trưởng, Tổng Kiểm toán ban hành",
            "circulars are issued by ministers, the Chief Justice, the Procurator General and the Auditor General",
        ),
        ("NQ", "UBND" | "TTg") => {
            error("Ủy ban nhân dân, Thủ tướng không ban hành nghị quyết", "these bodies issue no resolutions")
        }
        ("NQ", _) if n.regime != Regime::R5 && ministry() => {
            error("bộ, cơ quan ngang bộ không ban hành nghị quyết", "ministries issue no resolutions")
        }
        ("CT", "HĐND") => error("Hội đồng nhân dân không ban hành chỉ thị", "councils issue no directives"),
        ("CT" | "HD" | "QyĐ" | "QĐi", "CB") if n.regime == Regime::R5 => warning(
            "chi bộ không ban hành chỉ thị, quy định, hướng dẫn",
            "Party cells issue neither directives nor guides",
        ),
        (
            "NQ" | "CT",
            "BTCTW" | "BTGTW" | "BTGDVTW" | "BDVTW" | "BNCTW" | "UBKTTW" | "VPTW" | "BTCTU" | "UBKTTU" | "VPTU",
        ) => warning(
            "ban, văn phòng, ủy ban kiểm tra của cấp ủy không ban hành nghị quyết, chỉ thị",
            "Party boards and offices issue neither resolutions nor directives",
        ),
        _ => None,
    }
}
