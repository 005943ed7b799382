//! Dấu cuối các dòng “Căn cứ”.

use super::{Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};
use crate::document::Document;
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    code: "STRUCT08",
    name: "basis-punctuation",
    severity: Severity::Info,
    default: false,
    basis: "Phụ lục I mục II.6a, Nghị định 30/2020/NĐ-CP",
    summary: ("Dòng “Căn cứ” không kết thúc bằng dấu chấm phẩy", "A line of “Căn cứ” does not end with a semicolon"),
    explain: (
        "## Lỗi gì\nMột dòng căn cứ ở giữa kết thúc bằng dấu phẩy, dấu chấm hoặc không có dấu.\n\
         ## Vì sao\nSau mỗi căn cứ xuống dòng và có dấu chấm phẩy, dòng cuối kết thúc bằng dấu chấm (Phụ lục I, Nghị định 30/2020/NĐ-CP); văn bản của Đảng dùng dấu phẩy ở dòng cuối.\n\
         ## Sửa thế nào\nĐổi dấu cuối dòng thành “;”.\n\
         ## Khi nào im lặng\nDòng căn cứ cuối cùng; dòng bị ngắt giữa chừng; phần trích văn bản khác. Quy tắc này tắt theo mặc định.",
        "## What\nA basis that is not the last ends with a comma, a full stop or nothing.\n\
         ## Why\nEach basis ends with a semicolon, the last with a full stop (Annex I, Decree 30/2020/NĐ-CP); Party documents end the last with a comma.\n\
         ## How to mend\nEnd the line with “;”.\n\
         ## When it is silent\nThe last basis; lines broken in the middle; quoted passages of other documents. The rule is off by default.",
    ),
    wrong: &[
        wrong("Căn cứ Luật Đất đai năm 2024⟦,⟧\nCăn cứ Luật Đầu tư năm 2020;\nTheo đề nghị của Văn phòng.").right(";"),
        wrong("Căn cứ Luật Đất đai năm 2024⟦.⟧\nCăn cứ Luật Đầu tư năm 2020;\nTheo đề nghị của Văn phòng.").right(";"),
    ],
    silent: &[
        "Căn cứ Luật Đất đai năm 2024;\nCăn cứ Luật Đầu tư năm 2020;\nTheo đề nghị của Văn phòng.",
        "Căn cứ Luật Đất đai năm 2024;\nCăn cứ Luật Đầu tư năm 2020.\nQUYẾT ĐỊNH:",
    ],
    check,
};

fn check(doc: &Document, _: &Knowledge, out: &mut Findings) {
    for pair in doc.head.bases.windows(2) {
        let [line, next] = pair else { continue };
        // The next basis right below: else the line goes on, or is the last.
        let between = doc.text()[line.to()..next.from()]
            .trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '*' | '_'));
        if !between.is_empty() || doc.is_quoted(*line) {
            continue;
        }
        let text = doc.slice(*line).trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_'));
        let Some(mark) = text.chars().next_back().filter(|c| matches!(c, ',' | '.' | ':')) else { continue };
        let span = Span::new(line.from() + text.len() - mark.len_utf8(), line.from() + text.len());
        out.push(
            Finding::new(
                &RULE,
                span,
                format!("Dòng căn cứ này kết thúc bằng “{mark}”; mỗi căn cứ kết thúc bằng dấu chấm phẩy."),
                format!("This basis ends with “{mark}”; each ends with a semicolon."),
            )
            .fix(Safety::Safe, span, ";"),
        );
    }
}
