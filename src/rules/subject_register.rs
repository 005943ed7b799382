//! A known document cited with the subject of another.

use crate::document::Document;

use super::registered::{self, Clash};
use super::{Finding, Findings, Knowledge, Rule, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "REF14",
    name: "subject-register",
    severity: Severity::Warning,
    default: true,
    basis: "danh mục văn bản đã biết",
    summary: ("Trích yếu ghi kèm là của văn bản khác", "The subject beside a known number is that of another document"),
    explain: (
        "## Lỗi gì\nSố và ngày là của một văn bản đã biết nhưng trích yếu là tên của văn bản khác: Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 “về kiểm soát tài sản, thu nhập …”.\n\n\
         ## Vì sao\nMột văn bản có một trích yếu. Trích yếu khác hẳn thường do chép nhầm dòng hoặc sửa số mà quên sửa tên; người đọc không biết văn bản nào được dẫn.\n\n\
         ## Sửa thế nào\nĐối chiếu với bản gốc; sửa trích yếu hoặc sửa số và ngày.\n\n\
         ## Khi nào im lặng\nTrích yếu rút gọn, diễn đạt lại, viết tiếp; văn bản sửa đổi, bổ sung được gọi theo văn bản gốc; khi có điều, khoản đứng trước (lời ghi sau là nội dung điều ấy); tên luật (REF05, REF12); khi danh mục chỉ biết văn bản qua nơi khác dẫn; khi không có tên văn bản nào khác trùng với trích yếu thì chỉ nhắc, và chỉ ở dòng “Căn cứ”, “Thực hiện” có ghi ngày; phần trích văn bản khác.",
        "## What\nNumber and date are those of a known document, the subject is the title of another: Decree 30/2020/NĐ-CP of 05/3/2020 “về kiểm soát tài sản, thu nhập …”.\n\n\
         ## Why\nA document has one subject. Quite another one mostly comes from the wrong line copied, or a number changed and its title left; the reader cannot tell which document is meant.\n\n\
         ## How to mend\nLook at the original; mend the subject, or number and date.\n\n\
         ## When it is silent\nSubjects that are shortened, said in other words or go on behind; amending documents called by what they amend; citations of an article (the words behind say what it rules); names of laws (REF05, REF12); documents known from citations only; where the subject is no known title it is information only, and in lines of “Căn cứ” or “Thực hiện” with a date; quoted passages.",
    ),
    wrong: &[
        wrong(
            "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ ⟦về kiểm soát tài sản, thu nhập của người có chức vụ, quyền hạn trong cơ quan, tổ chức, đơn vị⟧;",
        ),
        wrong(
            "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ ⟦quy định mức thu phí bảo vệ rừng phòng hộ⟧;",
        ),
    ],
    silent: &[
        "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư;",
        "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về văn thư, lưu trữ và quản lý con dấu;",
        "Điều 8 Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ quy định thể thức, kỹ thuật trình bày;",
        "Theo Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ quy định người đứng đầu chịu trách nhiệm.",
        "Căn cứ Nghị định số 04/2014/NĐ-CP ngày 17/01/2014 của Chính phủ quy định về hóa đơn bán hàng hóa, cung ứng dịch vụ;",
    ],
    check,
};

fn check(doc: &Document, know: &Knowledge, out: &mut Findings) {
    for (_, clash) in registered::clashes(doc, know, out) {
        let Clash::Subject { own, other, said } = clash else { continue };
        let ((vi, en), (source, source_en)) = (registered::told(&own), registered::source(&own));
        let (mut first, mut first_en) = (
            format!("Trích yếu này không phải của {vi} ({source})"),
            format!("This is not the subject of {en} ({source_en})"),
        );
        if let Some(other) = other {
            let (vi, en) = registered::told(&other);
            first.push_str(&format!("; nó là tên của {vi}"));
            first_en.push_str(&format!("; it is the title of {en}"));
        }
        let severity = if other.is_some() { Severity::Warning } else { Severity::Info };
        out.push(Finding::new(&RULE, said, format!("{first}."), format!("{first_en}.")).at(severity));
    }
}
