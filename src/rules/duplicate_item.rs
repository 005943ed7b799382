//! Một điều, khoản, điểm ghi hai lần trong cùng danh sách.

use super::{Finding, Findings, Knowledge, Rule, Severity, wrong};
use crate::document::Document;
use crate::parse::Step;

pub(super) static RULE: Rule = Rule {
    code: "PIN07",
    name: "duplicate-item",
    severity: Severity::Warning,
    default: true,
    basis: "logic",
    summary: (
        "Một điều, khoản, điểm ghi hai lần trong danh sách",
        "An article, clause or point given twice in one list",
    ),
    explain: (
        "## Lỗi gì\nTrong cùng một danh sách, một điều, khoản hoặc điểm được ghi hai lần: “điểm a, b, b khoản 1”.\n\
         ## Vì sao\nLần thứ hai không thêm gì; thường là gõ nhầm một điểm khác đứng kế bên.\n\
         ## Sửa thế nào\nXem lại văn bản được viện dẫn: bỏ lần ghi thừa hoặc sửa thành điểm đúng.\n\
         ## Khi nào im lặng\nKhi hai giá trị khác nhau (“khoản 1, 1a”), khi cùng số nhưng thuộc hai điều khác nhau (“khoản 1 Điều 5 và khoản 1 Điều 6”); trong phần trích văn bản khác.",
        "## What\nIn one list an article, clause or point stands twice: “điểm a, b, b khoản 1”.\n\
         ## Why\nThe second adds nothing; mostly a neighbour was meant.\n\
         ## How to mend\nLook at the document cited: drop the second or mend it.\n\
         ## When it is silent\nWhere the values differ (“khoản 1, 1a”); where equal numbers belong to different articles (“khoản 1 Điều 5 và khoản 1 Điều 6”); inside quoted passages of other documents.",
    ),
    wrong: &[
        wrong("Các đối tượng tại điểm a, b, ⟦b⟧ khoản 1 Điều 1 Nghị định này."),
        wrong("Thực hiện theo khoản 1, ⟦1⟧ Điều 5 Thông tư này."),
        wrong("Bãi bỏ các Điều 4, 6, ⟦6⟧ và 9 Quy định này."),
        wrong("Theo khoản 2 và khoản ⟦2⟧ Điều 8 Thông tư này."),
    ],
    silent: &[
        "Thực hiện theo khoản 1, 1a Điều 5 Thông tư này.",
        "Theo khoản 1 Điều 5 và khoản 1 Điều 6 Thông tư này.",
        "Theo điểm a khoản 1, điểm a khoản 2 Điều 5 Thông tư này.",
        "Theo Điều 5 khoản 1, khoản 1 Điều 6 Thông tư này.",
    ],
    check,
};

fn check(doc: &Document, _: &Knowledge, out: &mut Findings) {
    for m in &doc.mentions {
        let Some(p) = m.pinpoint().filter(|p| p.steps.len() > 1) else { continue };
        let mut from = 0;
        while from < p.steps.len() {
            let unit = p.steps[from].unit;
            let len = p.steps[from..].iter().take_while(|s| s.unit == unit).count();
            let run = &p.steps[from..from + len];
            // In "Điều 5 khoản 1, khoản 1 Điều 6" the run belongs to two articles.
            let larger = |s: Option<&Step>| s.is_some_and(|s| s.unit > unit);
            if !(larger(p.steps[..from].last()) && larger(p.steps.get(from + len))) {
                twice(doc, run, out);
            }
            from += len;
        }
    }
}

fn twice(doc: &Document, run: &[Step], out: &mut Findings) {
    for (i, step) in run.iter().enumerate().skip(1) {
        let value = doc.slice(step.value);
        let Some(first) = run[..i].iter().find(|s| doc.slice(s.value) == value) else { continue };
        if value == "này" || doc.is_quoted(step.value) {
            continue;
        }
        let word = step.unit.word();
        out.push(
            Finding::new(
                &RULE,
                step.value,
                format!(
                    "{} {value} được ghi hai lần trong cùng danh sách; bỏ lần thừa hoặc sửa thành {word} đúng.",
                    capital(word)
                ),
                format!("{} {value} stands twice in the list; drop one or mend it.", capital(word)),
            )
            .with(first.value, "lần ghi đầu", "the first time"),
        );
    }
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}
