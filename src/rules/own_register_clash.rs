//! A register of the user's own that says otherwise than the built-in one.

use crate::document::Document;
use crate::register::Basis;

use super::dated::written;
use super::registered;
use super::{Finding, Findings, Knowledge, Rule, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "REG01",
    name: "register-clash",
    severity: Severity::Info,
    default: true,
    basis: "danh mục văn bản đã biết",
    summary: (
        "Danh mục riêng ghi ngày khác danh mục kèm chương trình",
        "An own register gives another date than the built-in one",
    ),
    explain: (
        "## Lỗi gì\nVăn bản được dẫn có trong danh mục riêng (khóa registers trong soat.toml) với ngày khác ngày trong danh mục kèm chương trình.\n\n\
         ## Vì sao\nDanh mục riêng được tin hơn, nên dòng sai trong đó làm cho chỗ đúng bị báo sai và chỗ sai được cho qua.\n\n\
         ## Sửa thế nào\nXem lại dòng ấy trong danh mục riêng; nếu dòng ấy đúng thì bỏ qua nhắc này.\n\n\
         ## Khi nào im lặng\nHai danh mục ghi cùng ngày; danh mục kèm chương trình chỉ biết qua văn bản khác dẫn hoặc chưa có nguồn; phần trích văn bản khác.",
        "## What\nThe document cited is in a register of your own (key registers of soat.toml) with another date than in the built-in one.\n\n\
         ## Why\nOwn registers are trusted more, so a wrong row flags what is right and passes what is wrong.\n\n\
         ## How to mend\nLook at that row of your register; where it is right, let this be.\n\n\
         ## When it is silent\nBoth give one date; the built-in one knows the document from citations only or without source; quoted passages.",
    ),
    wrong: &[wrong("Căn cứ Nghị định số ⟦12/2015/NĐ-CP⟧ của Chính phủ;")],
    silent: &["Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ;"],
    check,
};

fn check(doc: &Document, know: &Knowledge, out: &mut Findings) {
    if !know.register.has_own() {
        return;
    }
    let mut told: Vec<&str> = Vec::new();
    for c in registered::cited(doc) {
        if told.contains(&c.number.canonical.as_str()) || doc.is_quoted(c.mention.span) {
            continue;
        }
        let rows = registered::known(doc, know.register, &c);
        let clash = rows.iter().filter(|row| row.basis == Basis::Own).find_map(|mine| {
            let other = know.register.replaced(mine)?;
            (other.is_solid() && other.date != mine.date).then_some((mine, other))
        });
        let Some((mine, other)) = clash else { continue };
        told.push(&c.number.canonical);
        let (source, source_en) = registered::source(&other);
        let (number, of, here, there) = (&c.number.canonical, mine.source, written(mine.date), written(other.date));
        out.push(Finding::new(
            &RULE,
            c.number.span,
            format!("Danh mục {of} ghi {number} ban hành ngày {here}, danh mục kèm soat ghi ngày {there} ({source}); hãy xem lại dòng ấy."),
            format!("The register {of} dates {number} {here}, the built-in one {there} ({source_en}): look at that row."),
        ));
    }
}
