//! Văn bản có hiệu lực từ trước ngày ký.

use super::{Finding, Findings, Knowledge, Rule, Severity, wrong};
use crate::document::Document;
use crate::parse::Class;
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    code: "STRUCT07",
    name: "effect-before-sign",
    severity: Severity::Warning,
    default: false,
    basis: "Luật Ban hành văn bản quy phạm pháp luật 64/2025/QH15",
    summary: ("Văn bản có hiệu lực từ trước ngày ký", "The document takes effect before it was signed"),
    explain: (
        "## Lỗi gì\n“Quyết định này có hiệu lực từ ngày 01/01/2024” trong quyết định ký ngày 20/3/2024.\n\
         ## Vì sao\nVăn bản quy phạm pháp luật có hiệu lực sau khi thông qua hoặc ký; hiệu lực trở về trước chỉ trong trường hợp luật cho phép và phải nói rõ. Ngày sớm hơn thường do quên sửa năm.\n\
         ## Sửa thế nào\nSửa ngày hiệu lực, hoặc nói rõ hiệu lực trở về trước.\n\
         ## Khi nào im lặng\nKhi chưa có ngày ký; khi câu nói về hiệu lực trở về trước hoặc hết hiệu lực, hoặc về văn bản khác. Quy tắc này tắt theo mặc định.",
        "## What\n“Quyết định này có hiệu lực từ ngày 01/01/2024” in a decision signed on 20/3/2024.\n\
         ## Why\nNormative documents take effect after they are adopted; effect backwards is for cases the law allows and must be said. Mostly a year was not renewed.\n\
         ## How to mend\nMend the day of effect, or say that it is backwards.\n\
         ## When it is silent\nWithout a date of signing; where the sentence speaks of effect backwards or of ending, or of another document. The rule is off by default.",
    ),
    wrong: &[wrong(
        "ỦY BAN NHÂN DÂN\nTỈNH NAM ĐỊNH\nSố: 12/2024/QĐ-UBND\nNam Định, ngày 20 tháng 3 năm 2024\nQUYẾT ĐỊNH\nVề việc thử\nĐiều 1. Quyết định này có hiệu lực kể từ ngày ⟦01/4/2023⟧.",
    )],
    silent: &[
        "ỦY BAN NHÂN DÂN\nTỈNH NAM ĐỊNH\nSố: 12/2024/QĐ-UBND\nNam Định, ngày 20 tháng 3 năm 2024\nQUYẾT ĐỊNH\nVề việc thử\nĐiều 1. Quyết định này có hiệu lực kể từ ngày 01/4/2024.",
        "Điều 1. Quyết định này có hiệu lực kể từ ngày 01/4/2023.",
    ],
    check,
};

fn check(doc: &Document, know: &Knowledge, out: &mut Findings) {
    let Some(own) = know.own_date(doc) else { return };
    for date in &doc.dates {
        let Some(day) = date.date().filter(|d| *d < own) else { continue };
        if doc.is_quoted(date.span) {
            continue;
        }
        let sentence = doc.sentence(date.span);
        let before = doc.slice(Span::new(sentence.from(), date.span.from()));
        if !before.contains("có hiệu lực") || before.contains("hết hiệu lực") || before.contains("trở về trước")
        {
            continue;
        }
        let first = doc.mentions.partition_point(|m| m.span.from() < sentence.from());
        let mut cited =
            doc.mentions[first..].iter().take_while(|m| m.span.to() <= date.span.from()).filter_map(|m| m.citation());
        let own_only = cited.next().is_some_and(|c| c.class == Class::This) && cited.all(|c| c.class == Class::This);
        if !own_only {
            continue;
        }
        out.push(Finding::new(
            &RULE,
            date.span,
            format!("Ngày có hiệu lực {} sớm hơn ngày ký {}.", day.format("%d/%m/%Y"), own.format("%d/%m/%Y")),
            format!(
                "The day of effect {} is before the day of signing {}.",
                day.format("%d/%m/%Y"),
                own.format("%d/%m/%Y")
            ),
        ));
    }
}
