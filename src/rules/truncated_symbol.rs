//! Symbols that stop before the organ.

use crate::document::Document;
use crate::parse::{Body, Oddities};
use crate::text::Span;

use super::issuing;
use super::numbering::{self, Cited};
use super::{Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "NUM17",
    name: "truncated-symbol",
    severity: Severity::Warning,
    default: true,
    basis: "Nghị định 30/2020/NĐ-CP Phụ lục I",
    summary: ("Ký hiệu bị cắt giữa chừng", "A symbol that stops halfway"),
    explain: (
        "## Lỗi gì\nKý hiệu thiếu phần cơ quan: 61/2018/NĐ-, 01/2019/TT.\n\n## Vì sao\nKý hiệu gồm mã tên loại và mã cơ quan ban hành (Nghị định 30/2020/NĐ-CP, Phụ lục I).\n\n## Sửa thế nào\nThêm mã cơ quan; khi tên loại hoặc cơ quan ghi bên cạnh cho biết thì được gợi ý.\n\n## Khi nào im lặng\nXuống dòng giữa ký hiệu, mẫu để trống (12/QĐ-…), số cũ không có mã cơ quan.",
        "## What\nA symbol without its organ: 61/2018/NĐ-, 01/2019/TT.\n\n## Why\nA symbol is the code of the type and that of the organ (Decree 30/2020/NĐ-CP, Annex I).\n\n## How to mend\nAdd the organ; it is suggested where type or issuer tells it.\n\n## When it is silent\nLine breaks inside the symbol, blanks of forms (12/QĐ-…), old numbers without organ.",
    ),
    wrong: &[
        wrong("Nghị định số ⟦61/2018/NĐ-⟧ ngày 23/4/2018 của Chính phủ.").right("61/2018/NĐ-CP"),
        wrong("Thông tư số ⟦01/2019/TT⟧ ngày 24/01/2019 của Bộ trưởng Bộ Nội vụ.").right("01/2019/TT-BNV"),
        wrong("Quyết định số ⟦1250/QĐ-⟧ ngày 20/10/2023 của Ủy ban nhân dân tỉnh.").right("1250/QĐ-UBND"),
        wrong("Quyết định số ⟦19/2025/QĐ-⟧ của Thủ tướng Chính phủ.").right("19/2025/QĐ-TTg"),
        wrong("Chỉ thị số ⟦45-CT/⟧ ngày 20/6/2020 của Bộ Chính trị.").right("45-CT/TW"),
        wrong("Quyết định số ⟦1250/QĐ-⟧ ngày 20/10/2023."),
    ],
    silent: &[
        "Quyết định số 12/QĐ-… ngày … tháng … năm 2024 của Chủ tịch Ủy ban nhân dân.",
        "Nghị định số 61/2018/NĐ-\nCP ngày 23/4/2018 của Chính phủ.",
        "Tìm theo ký hiệu 61/2018/NĐ-* trên cơ sở dữ liệu.",
        "Quyết định số 240/QĐ ngày 05/3/1984 của Bộ Giáo dục.",
        "Nghị định số 61/2018/NĐ-CP; Sắc lệnh số 64/SL.",
        "Quyết định số 12/QĐ-..... ngày 05/3/2024.",
    ],
    check,
};

fn check(doc: &Document, _know: &Knowledge, out: &mut Findings) {
    for c in numbering::cited(doc) {
        let n = c.number;
        if n.elided || n.parts.len() != 1 {
            continue;
        }
        let Some(code) = n.code().map(|code| numbering::restored(code, true)) else { continue };
        let typed = matches!(
            &*code,
            "NĐ" | "NQ" | "QĐ" | "CT" | "TT" | "KH" | "TB" | "BC" | "KL" | "HD" | "TTr" | "CTr" | "QyĐ"
        );
        if !typed {
            continue;
        }
        // Directives of the Chairman of the Council of Ministers: 327-CT.
        let party = n.parts[0].sep == '-';
        let cut = n.oddities.has(Oddities::TRUNCATED);
        let year = c.number_year().is_some_and(|y| y >= 1997);
        if !(cut || year && !party) || c.year().is_some_and(|y| y < 1997) {
            continue;
        }
        let behind = &doc.text()[n.span.to()..];
        let sign = behind.trim_start_matches([' ', '-', '/']);
        let marks = &behind[..behind.len() - sign.len()];
        let marks = marks.trim_end();
        // A line break belongs to the page, dots and stars to a form.
        if cut
            && (sign.starts_with(['\n', '\r', '|', '…', '.', '*', '_', '<', '[', '(', '"', '”', '?'])
                || sign.is_empty())
        {
            continue;
        }
        if !cut && behind.trim_start().starts_with(['…', '/', '-', '*', '_', '.']) && behind.trim_start().len() > 1 {
            let next = behind.trim_start();
            if !next.starts_with(". ") && !next.starts_with(".\n") {
                continue;
            }
        }
        if numbering::is_example(doc, c.mention.span) {
            continue;
        }
        let span = if cut { Span::new(n.span.from(), n.span.to() + marks.len()) } else { n.span };
        let joint = if party { "/" } else { "-" };
        let (text, en) = (
            format!("Ký hiệu của số {} thiếu mã cơ quan ban hành", n.canonical),
            format!("The symbol of {} lacks its organ", n.canonical),
        );
        out.push(match organ(doc, &c, &code) {
            Some(organ) => {
                let right = format!("{}{joint}{organ}", n.canonical);
                Finding::new(&RULE, span, format!("{text}; đúng là {right}."), format!("{en}; it should be {right}."))
                    .fix(Safety::Unsafe, Span::new(n.span.to(), span.to()), format!("{joint}{organ}"))
            }
            None => Finding::new(&RULE, span, format!("{text}."), format!("{en}.")),
        });
    }
}

/// The organ that type or issuer tells.
fn organ(doc: &Document, c: &Cited, code: &str) -> Option<String> {
    if code == "NĐ" {
        return Some("CP".to_string());
    }
    let issuer = issuing::claimed(doc, c)?;
    let organ = match issuer.body {
        Body::Government => "CP",
        Body::PrimeMinister => "TTg",
        Body::President => "CTN",
        Body::Committee => "UBND",
        Body::Council => "HĐND",
        Body::PartyCentral => "TW",
        Body::PartyProvince => "TU",
        Body::Ministry => {
            let year = c.year().and_then(|y| u16::try_from(y).ok());
            return issuing::organs_of(doc.slice(issuer.span))
                .into_iter()
                .filter(|o| o.ministry)
                .find(|o| year.is_none_or(|y| o.from.is_none_or(|d| d.year <= y) && o.to.is_none_or(|d| d.year >= y)))
                .map(|o| o.abbr.to_string());
        }
        _ => return None,
    };
    Some(organ.to_string())
}
