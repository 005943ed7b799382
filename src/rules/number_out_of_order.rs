//! An unknown number whose date is far from those of the numbers around it.

use crate::document::Document;

use super::dated::written;
use super::registered::{self, Clash};
use super::{Finding, Findings, Knowledge, Rule, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "NUM20",
    name: "number-out-of-order",
    severity: Severity::Warning,
    default: true,
    basis: "danh mục văn bản đã biết",
    summary: ("Số và ngày không hợp thứ tự của dãy số", "Number and date do not fit the order of the series"),
    explain: (
        "## Lỗi gì\nSố không có trong danh mục, còn ngày ghi kèm lệch hẳn với ngày của các số ngay trước hoặc ngay sau nó trong cùng dãy: số nhỏ hơn mà ban hành sau hàng tháng, hoặc ngược lại.\n\n\
         ## Vì sao\nSố được cấp theo thứ tự thời gian. Các văn bản đã biết của cùng cơ quan, cùng năm (với văn bản của Đảng: cùng nhiệm kỳ) cho biết số ấy được cấp vào khoảng nào; số hoặc ngày có một cái sai.\n\n\
         ## Sửa thế nào\nTra lại số và ngày trong bản gốc.\n\n\
         ## Khi nào im lặng\nVăn bản có trong danh mục; lệch không quá 30 ngày; quanh số ấy biết ít hơn ba văn bản, hoặc chúng không cùng nói một điều; số luật, nghị quyết của Quốc hội; số của địa phương mà không rõ nơi; phần trích văn bản khác. Lệch dưới 90 ngày thì chỉ nhắc.",
        "## What\nThe number is not in the register, and its date is far from those of the numbers right before or behind it in the series: lower numbers were issued months later, or higher ones months earlier.\n\n\
         ## Why\nNumbers are given in the order of time. The known documents of the same body and year (of the Party: of the same term) tell about when this one was given; number or date is wrong.\n\n\
         ## How to mend\nLook up number and date in the original.\n\n\
         ## When it is silent\nDocuments of the register; no more than 30 days off; less than three documents known around it, or such that do not agree; numbers of the National Assembly; local numbers without their place; quoted passages. Less than 90 days off it is information only.",
    ),
    wrong: &[
        wrong("Căn cứ Nghị định số ⟦74/2007/NĐ-CP⟧ ngày 05/12/2007 của Chính phủ;"),
        wrong("Căn cứ Nghị định số ⟦74/2007/NĐ-CP⟧ ngày 05/01/2007 của Chính phủ;"),
    ],
    silent: &[
        "Căn cứ Nghị định số 74/2007/NĐ-CP ngày 09/5/2007 của Chính phủ;",
        "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ;",
        "Căn cứ Nghị định số 74/2007/NĐ-CP của Chính phủ;",
        "Quyết định số 215/QĐ-TTg ngày 13/02/2020 của Thủ tướng Chính phủ.",
    ],
    check,
};

fn check(doc: &Document, know: &Knowledge, out: &mut Findings) {
    for (c, clash) in registered::clashes(doc, know, out) {
        let (Clash::Order(found), Some(day)) = (clash, c.day()) else { continue };
        let (number, row) = (&c.number.canonical, found.against);
        let ((lower, later), (lower_en, later_en)) = match found.lower {
            true => (("nhỏ hơn", "sau đó"), ("lower", "later")),
            false => (("lớn hơn", "trước đó"), ("higher", "earlier")),
        };
        let (source, source_en) = registered::source(&row);
        let (here, there) = (written(day), written(row.date));
        out.push(
            Finding::new(
                &RULE,
                c.number.span,
                format!(
                    "{number} ghi ngày {here}, mà các số {lower} lại ban hành {later}: {} ngày {there} ({source}); số hoặc ngày có thể sai.",
                    row.number
                ),
                format!(
                    "{number} is dated {here}, but {lower_en} numbers are {later_en}: {} of {there} ({source_en}); number or date may be wrong.",
                    row.number
                ),
            )
            .at(if found.far && row.is_solid() { Severity::Warning } else { Severity::Info }),
        );
    }
}
