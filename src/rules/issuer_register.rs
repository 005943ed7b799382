//! A known document cited as that of another body.

use crate::document::Document;

use super::registered::{self, Clash};
use super::{Finding, Findings, Knowledge, Rule, Safety, Severity, issuer_clash, wrong};

pub(super) static RULE: Rule = Rule {
    code: "ISSUER08",
    name: "issuer-register",
    severity: Severity::Warning,
    default: true,
    basis: "danh mục văn bản đã biết",
    summary: (
        "Cơ quan ghi sau “của” không phải cơ quan đã ban hành văn bản",
        "The body named is not the one that issued the known document",
    ),
    explain: (
        "## Lỗi gì\nSố và ngày là của một văn bản đã biết, nhưng cơ quan ghi sau “của” là cơ quan khác: Chỉ thị số 45-CT/TW ngày 20/6/2020 của Ban Bí thư (văn bản của Bộ Chính trị).\n\n\
         ## Vì sao\nKý hiệu không phải lúc nào cũng cho biết cơ quan: Ban Chấp hành Trung ương, Bộ Chính trị, Ban Bí thư cùng dùng /TW; thông tư liên tịch mang ký hiệu của nhiều bộ. Danh mục ghi cơ quan nào đã ban hành.\n\n\
         ## Sửa thế nào\nĐối chiếu với bản gốc; gợi ý lấy cơ quan trong danh mục.\n\n\
         ## Khi nào im lặng\nCơ quan và người đứng đầu, tên đầy đủ và tên tắt, cơ quan tiền thân và kế tiếp; “của Ban Chấp hành Trung ương” cho văn bản của Bộ Chính trị, Ban Bí thư; “của Trung ương”, “của Đảng”; một trong các cơ quan của văn bản liên tịch; khi ký hiệu đã cho thấy (ISSUER01, ISSUER05). Khi danh mục chỉ biết qua nơi khác dẫn thì chỉ nhắc.",
        "## What\nNumber and date are those of a known document, the body behind “của” is another: Chỉ thị số 45-CT/TW of 20/6/2020 “của Ban Bí thư” (it is the Politburo's).\n\n\
         ## Why\nSymbols do not always tell the body: the Central Committee, the Politburo and the Secretariat share /TW; joint circulars have the symbols of several ministries. The register says who issued it.\n\n\
         ## How to mend\nLook at the original; the suggestion takes the body of the register.\n\n\
         ## When it is silent\nA body and its head, full and short names, predecessors and successors; “của Ban Chấp hành Trung ương” for what the Politburo or the Secretariat issued; “của Trung ương”, “của Đảng”; one of the bodies of a joint document; where the symbol tells (ISSUER01, ISSUER05). Where the register knows the document from citations only, it is information.",
    ),
    wrong: &[
        wrong("Thực hiện Chỉ thị số 45-CT/TW ngày 20/6/2020 của ⟦Ban Bí thư⟧ về lãnh đạo cuộc bầu cử.")
            .right("Bộ Chính trị"),
        wrong("Thông tư liên tịch số 36/2014/TTLT-BGDĐT-BNV ngày 28/11/2014 của ⟦Bộ Y tế⟧."),
    ],
    silent: &[
        "Chỉ thị số 45-CT/TW ngày 20/6/2020 của Bộ Chính trị, Ban Bí thư.",
        "Chỉ thị số 45-CT/TW ngày 20/6/2020 của Trung ương.",
        "Chỉ thị số 45-CT/TW ngày 20/6/2020 của Ban Chấp hành Trung ương về lãnh đạo cuộc bầu cử.",
        "Thông tư liên tịch số 36/2014/TTLT-BGDĐT-BNV ngày 28/11/2014 của Bộ Nội vụ.",
        "Thông tư số 12/2017/TT-BLĐTBXH ngày 20/4/2017 của Bộ Lao động, Thương binh và Xã hội.",
    ],
    check,
};

fn check(doc: &Document, know: &Knowledge, out: &mut Findings) {
    // What the text itself says against an issuer needs no register.
    let mut within: Option<Vec<crate::text::Span>> = None;
    for (_, clash) in registered::clashes(doc, know, out) {
        let Clash::Issuer { own, issuer } = clash else { continue };
        if within.get_or_insert_with(|| issuer_clash::RULE.flagged(doc, know)).contains(&issuer.span) {
            continue;
        }
        let named = doc.slice(issuer.span);
        let ((vi, en), (source, source_en)) = (registered::told(&own), registered::source(&own));
        let finding = Finding::new(
            &RULE,
            issuer.span,
            format!("Văn bản này không phải của {named}: {vi} ({source})."),
            format!("This is not of {named}: {en} ({source_en})."),
        )
        .at(if own.is_read() { Severity::Warning } else { Severity::Info });
        // Joint documents name several.
        out.push(if own.number.contains("TTLT") || own.issuer.contains(" - Bộ ") {
            finding
        } else {
            finding.fix(Safety::Unsafe, issuer.span, own.issuer)
        });
    }
}
