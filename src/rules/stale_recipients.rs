//! Nơi nhận “Như Điều 5” trong văn bản không có Điều 5.

use super::own_articles::wholes;
use super::{Finding, Findings, Knowledge, Rule, Severity, wrong};
use crate::document::Document;
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    code: "STRUCT09",
    name: "stale-recipients",
    severity: Severity::Info,
    default: false,
    basis: "logic",
    summary: (
        "Nơi nhận còn sót từ văn bản khác: “Như Điều 5” khi không có Điều 5",
        "Recipients left over from another text: “Như Điều 5” without an Điều 5",
    ),
    explain: (
        "## Lỗi gì\nPhần “Nơi nhận” ghi “Như Điều 5” nhưng văn bản chỉ có 3 điều.\n\
         ## Vì sao\nNơi nhận thường chép từ văn bản trước; số điều cũ còn lại.\n\
         ## Sửa thế nào\nGhi điều nêu trách nhiệm thi hành của chính văn bản.\n\
         ## Khi nào im lặng\nKhi văn bản không đủ các điều; khi không có phần “Nơi nhận”. Quy tắc này tắt theo mặc định.",
        "## What\nThe recipients read “Như Điều 5” but the text has three articles.\n\
         ## Why\nRecipients are copied from earlier documents; the old number stayed.\n\
         ## How to mend\nName the article on execution of this text.\n\
         ## When it is silent\nWhere the text does not hold all its articles or has no recipients. The rule is off by default.",
    ),
    wrong: &[wrong(
        "Điều 1. A\nĐiều 2. B\nĐiều 3. Quyết định này có hiệu lực từ ngày ký.\nNơi nhận:\n- Như Điều ⟦5⟧;\n- Lưu: VT.",
    )],
    silent: &[
        "Điều 1. A\nĐiều 2. B\nĐiều 3. Quyết định này có hiệu lực từ ngày ký.\nNơi nhận:\n- Như Điều 3;\n- Lưu: VT.",
        "Điều 2. B\nNơi nhận:\n- Như Điều 5;",
    ],
    check,
};

fn check(doc: &Document, _: &Knowledge, out: &mut Findings) {
    let text = doc.text();
    let Some(from) = text.find("Nơi nhận") else { return };
    let wholes = wholes(doc);
    let Some(own) = wholes.iter().find(|w| w.body == 0) else { return };
    let end = text.floor_char_boundary(from + 600);
    let Some(at) = text[from..end].find("Như Điều ").map(|i| from + i + "Như Điều ".len()) else { return };
    let digits = text[at..].bytes().take_while(u8::is_ascii_digit).count();
    let span = Span::new(at, at + digits);
    if doc.slice(span).parse::<u32>().is_ok_and(|n| n > own.last) {
        out.push(Finding::new(
            &RULE,
            span,
            format!("Nơi nhận ghi “Như Điều {}” nhưng văn bản chỉ có {} điều.", doc.slice(span), own.last),
            format!("The recipients read “Như Điều {}” but the text ends with Điều {}.", doc.slice(span), own.last),
        ));
    }
}
