//! Unicode text in a font of a legacy charset.

use crate::document::Document;

use super::folded::to_copy;
use super::{Finding, Findings, Knowledge, Rule, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "ENC09",
    name: "legacy-font",
    severity: Severity::Info,
    default: true,
    basis: "TCVN 6909:2001; Nghị định 30/2020/NĐ-CP Phụ lục I",
    summary: ("Chữ Unicode đặt trong phông của bảng mã cũ", "Unicode text in a font of a legacy charset"),
    explain: (
        "## Lỗi gì\nTrong tệp soạn thảo có đoạn chữ Unicode nhưng đặt phông của bảng mã cũ: .VnTime, VNI-Times, VPS Times.\n\n\
         ## Vì sao\nPhông cũ không có chữ Unicode: phần mềm vẽ bằng phông thay thế, mỗi máy hiện một khác; máy đổi mã tự động có thể làm \
         hỏng đoạn ấy. Văn bản hành chính dùng phông Times New Roman (Nghị định 30/2020/NĐ-CP, Phụ lục I).\n\n\
         ## Sửa thế nào\nChọn đoạn ấy và đặt phông Unicode, như Times New Roman.\n\n\
         ## Khi nào im lặng\nĐoạn viết đúng bảng mã của phông (ENC03 nói về nó); đoạn không có chữ có dấu. Mỗi phần của tệp báo một lần.",
        "## What\nA word processor's file has Unicode text in a font of a legacy charset: .VnTime, VNI-Times, VPS Times.\n\n\
         ## Why\nSuch fonts lack the letters: software draws them from another font, differently on each machine, and converters may garble \
         the text. Administrative documents use Times New Roman (Decree 30/2020/NĐ-CP, Annex I).\n\n\
         ## How to mend\nSelect the text and give it a Unicode font, such as Times New Roman.\n\n\
         ## When it is silent\nText in the font's own charset, of which ENC03 speaks; text without marks. One finding for each part of a file.",
    ),
    wrong: &[
        wrong("Căn cứ ⟦Nghị định⟧ số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ;").font(".VnTime"),
        wrong("Căn cứ Nghị định số 30/2020/NĐ-CP của ⟦Chính phủ⟧;").font("VNI-Times"),
    ],
    silent: &[
        "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ;",
        "Phông .VnTime thuộc bảng mã TCVN3, phông VNI-Times thuộc bảng mã VNI.",
    ],
    check,
};

fn check(doc: &Document, know: &Knowledge, out: &mut Findings) {
    let text = doc.search.original();
    let mut runs =
        know.runs.iter().filter(|run| !run.decoded && text.get(run.span.range()).is_some_and(|t| !t.is_ascii()));
    let Some(first) = runs.next() else { return };
    let count = 1 + runs.count();
    let (span, name) = (to_copy(doc.search, first.span), first.font.charset.name());
    out.push(Finding::new(
        &RULE,
        span,
        format!(
            "Chữ Unicode đặt trong phông của bảng mã {name} ({count} đoạn); nên dùng phông Unicode như Times New Roman."
        ),
        format!("Unicode text in a font of {name} (runs: {count}); use a Unicode font such as Times New Roman."),
    ));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document;
    use crate::text::legacy::{Run, of_font};
    use crate::text::{Search, Span};

    #[test]
    fn runs_that_are_right_or_ascii_are_left_alone() {
        let text = "Căn cứ Nghị định số 30 của Chính phủ";
        let search = Search::new(text);
        let doc = document::read(&search);
        for (words, decoded) in [("Nghị định", true), ("30", false)] {
            let at = text.find(words).unwrap();
            let run = Run { span: Span::new(at, at + words.len()), font: of_font(".VnTime").unwrap(), decoded };
            let know = Knowledge { runs: &[run], ..Knowledge::default() };
            let mut out = Findings::default();
            check(&doc, &know, &mut out);
            assert!(out.into_vec().is_empty(), "{words}");
        }
    }
}
