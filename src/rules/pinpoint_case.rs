//! Chữ hoa, chữ thường của “Điều”, “Chương”, “khoản”, “điểm” khi viện dẫn.

use super::{Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};
use crate::document::Document;
use crate::parse::{Step, Unit};
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    code: "PIN06",
    name: "pinpoint-case",
    severity: Severity::Info,
    default: false,
    basis: "Phụ lục II mục V.7, Nghị định 30/2020/NĐ-CP",
    summary: ("Viết hoa sai khi viện dẫn điều, khoản, điểm, chương, mục", "Wrong capitals in pinpoints"),
    explain: (
        "## Lỗi gì\n“điều 5”, “chương II”, “Khoản 2” giữa câu.\n\
         ## Vì sao\nViện dẫn viết hoa Điều, Mục, Chương, Phần; viết thường khoản, điểm: “điểm a khoản 2 Điều 103 Mục 5 Chương XII Phần I” (Phụ lục II, Nghị định 30/2020/NĐ-CP).\n\
         ## Sửa thế nào\nĐổi chữ cái đầu.\n\
         ## Khi nào im lặng\nĐầu câu, đầu dòng, sau gạch đầu dòng hoặc dấu mở ngoặc; dòng viết toàn chữ hoa; phần trích văn bản khác. Quy tắc này tắt theo mặc định.",
        "## What\n“điều 5”, “chương II”, or “Khoản 2” within a sentence.\n\
         ## Why\nĐiều, Mục, Chương, Phần have a capital, khoản and điểm have none: “điểm a khoản 2 Điều 103 Mục 5 Chương XII Phần I” (Annex II, Decree 30/2020/NĐ-CP).\n\
         ## How to mend\nChange the first letter.\n\
         ## When it is silent\nAt the start of sentences, lines, items and brackets; in lines of capitals; in quoted passages of other documents. The rule is off by default.",
    ),
    wrong: &[
        wrong("Thực hiện theo ⟦điều⟧ 5 Luật Đất đai năm 2024.").right("Điều"),
        wrong("Thực hiện theo ⟦Khoản⟧ 2 Điều 5 Luật Đất đai năm 2024.").right("khoản"),
        wrong("Thực hiện theo ⟦chương⟧ II Luật Đất đai năm 2024.").right("Chương"),
    ],
    silent: &[
        "Thực hiện theo điểm a khoản 2 Điều 5 Mục 1 Chương II Luật Đất đai năm 2024.",
        "Khoản 2 Điều 5 Luật Đất đai năm 2024 quy định như vậy.",
        "Có các quy định:\n- Khoản 2 Điều 5 Luật Đất đai năm 2024.",
    ],
    check,
};

fn check(doc: &Document, _: &Knowledge, out: &mut Findings) {
    for m in &doc.mentions {
        let Some(p) = m.pinpoint() else { continue };
        for step in p.steps.iter().filter(|s| s.worded) {
            let Some(word) = word_of(doc, step) else { continue };
            let written = doc.slice(word);
            let first = written.chars().next().unwrap_or(' ');
            let shout = written.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
            let capital = !matches!(step.unit, Unit::Khoan | Unit::Diem);
            if shout || first.is_uppercase() == capital || doc.is_quoted(word) || (!capital && opens(doc, word)) {
                continue;
            }
            let mut chars = written.chars();
            chars.next();
            let right: String = if capital {
                first.to_uppercase().chain(chars).collect()
            } else {
                first.to_lowercase().chain(chars).collect()
            };
            out.push(
                Finding::new(
                    &RULE,
                    word,
                    format!("Khi viện dẫn viết “{right}”, không viết “{written}”."),
                    format!("In pinpoints write “{right}”, not “{written}”."),
                )
                .fix(Safety::Safe, word, right),
            );
        }
    }
}

/// The word of the unit before the value.
fn word_of(doc: &Document, step: &Step) -> Option<Span> {
    let before = doc.text()[..step.value.from()].trim_end();
    let count = step.unit.word().chars().count();
    let start = before.char_indices().rev().nth(count - 1)?.0;
    let word = &before[start..];
    (word.to_lowercase() == step.unit.word().to_lowercase()).then(|| Span::new(start, before.len()))
}

/// Whether a sentence, an item or a bracket begins with the word.
fn opens(doc: &Document, word: Span) -> bool {
    let before = doc.text()[..word.from()].trim_end_matches([' ', '\t', '*', '_', '#', '>']);
    before.is_empty()
        || before.ends_with(['\n', '.', ':', ';', '“', '"', '(', '-', '–', '+', '|', '?', '!', '/', ')', '•'])
}
