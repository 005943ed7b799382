//! What every rule promises: its wrong cases are found at their marks, its silent cases stay silent, and the registry is
//! in order.

use std::sync::LazyLock;

use chrono::NaiveDate;

use super::*;
use crate::document;
use crate::register::{Archive, Cited, Columns, Own};
use crate::text::legacy::of_font;
use crate::text::{Search, Span};

fn day(s: &str) -> NaiveDate {
    NaiveDate::parse_from_str(s, "%Y-%m-%d").unwrap()
}

/// What the cases are read beside: a register of the user's own, and an archive.
static REGISTER: LazyLock<Register> = LazyLock::new(|| {
    let columns = Columns::of(&["number", "date", "issuer"]).unwrap();
    let mut own = Own::default();
    own.begin("danh-muc.csv");
    own.push(&columns, &["12/2015/NĐ-CP", "2015-02-13", "Chính phủ"]).unwrap();
    own.push(&columns, &["12/2024/QĐ-UBND", "2024-03-05", "Ủy ban nhân dân tỉnh Nam Định"]).unwrap();
    let cited = Cited {
        number: "2349/QĐ-TTg".into(),
        doc_type: "Quyết định".into(),
        date: day("2020-06-03"),
        issuer: "Thủ tướng Chính phủ".into(),
        title: "phê duyệt Chương trình bảo tồn voi Việt Nam".into(),
        files: 12,
    };
    Register::builtin().with_own(own).with_archive(Archive::new(vec![cited]))
});

/// The present day of the tests, so that they say the same for ever.
fn know(date: Option<&str>) -> Knowledge<'static> {
    Knowledge { document_date: date.map(day), today: day("2026-11-24"), register: &REGISTER, ..Knowledge::default() }
}

fn findings(text: &str, date: Option<&str>, selection: &Selection) -> Vec<Finding> {
    let search = Search::new(text);
    check(&document::read(&search), &know(date), selection)
}

/// The findings of a wrong case, whose marked words may stand in a font.
fn findings_of(case: &Wrong, text: &str, mark: Span, selection: &Selection) -> Vec<Finding> {
    let run = case.font.map(|name| Run { span: mark, font: of_font(name).expect(name), decoded: false });
    let search = Search::new(text);
    check(&document::read(&search), &Knowledge { runs: run.as_slice(), ..know(case.date) }, selection)
}

/// The text without ⟦ and ⟧, and where they stood.
fn unmark(marked: &str) -> (String, Span) {
    let open = marked.find('⟦').unwrap_or_else(|| panic!("no mark in {marked}"));
    let text = marked.replacen('⟦', "", 1);
    let close = text.find('⟧').unwrap_or_else(|| panic!("no closing mark in {marked}"));
    (text.replacen('⟧', "", 1), Span::new(open, close))
}

fn with(rule: &Rule) -> Selection {
    let on = RULES.iter().map(|r| r.default || r.code == rule.code).collect();
    Selection { on }
}

fn apply(text: &str, suggestion: &Suggestion) -> String {
    let mut out = text.to_string();
    for edit in suggestion.edits.iter().rev() {
        out.replace_range(edit.span.range(), &edit.replacement);
    }
    out
}

/// Whether a rule speaks by itself; some are told by the run, which tries their cases itself.
fn speaks(rule: &Rule) -> bool {
    *rule != UNUSED_ALLOWANCE && *rule != TOO_MANY_FINDINGS
}

#[test]
fn wrong_cases_are_found_at_their_marks() {
    let mut faults = Vec::new();
    for rule in RULES.iter().filter(|rule| speaks(rule)) {
        for case in rule.wrong {
            let (text, mark) = unmark(case.text);
            let found = findings_of(case, &text, mark, &with(rule));
            let mine: Vec<_> = found.iter().filter(|f| f.rule.code == rule.code).collect();
            let Some(hit) = mine.iter().find(|f| f.span == mark) else {
                let seen: Vec<_> = mine.iter().map(|f| f.span.of(&text)).collect();
                faults.push(format!("{} {}: found {seen:?}", rule.code, case.text));
                continue;
            };
            if let Some(right) = case.right {
                let want = format!("{}{right}{}", &text[..mark.from()], &text[mark.to()..]);
                match &hit.suggestion {
                    Some(s) if apply(&text, s) == want => {
                        let again = findings(&want, case.date, &with(rule));
                        if again.iter().any(|f| f.rule.code == rule.code && f.span.start == mark.start) {
                            faults.push(format!("{} {}: the suggestion is found wrong again", rule.code, case.text));
                        }
                    }
                    Some(s) => faults.push(format!("{} {}: would become {:?}", rule.code, case.text, apply(&text, s))),
                    None => faults.push(format!("{} {}: no suggestion", rule.code, case.text)),
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn silent_cases_are_silent() {
    let mut faults = Vec::new();
    for rule in RULES.iter().filter(|rule| speaks(rule)) {
        for text in rule.silent {
            for f in findings(text, None, &with(rule)) {
                if f.rule.code == rule.code || (f.rule.default && f.severity > Severity::Info) {
                    faults.push(format!(
                        "{} silent case {text:?}: {} at {:?}",
                        rule.code,
                        f.rule.code,
                        f.span.of(text)
                    ));
                }
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_registry_is_in_order() {
    for pair in RULES.windows(2) {
        assert!(pair[0].code < pair[1].code, "{} before {}", pair[0].code, pair[1].code);
    }
    for rule in RULES {
        let name = rule.name;
        assert!(name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-'), "{name}");
        assert!(!name.starts_with("no-") || rule.code == "NUM10", "{name} is named after its remedy");
        assert!(RULES.iter().filter(|r| r.name == name).count() == 1, "{name} twice");
        assert!(!rule.wrong.is_empty(), "{} has no wrong case", rule.code);
        assert!(rule.silent.len() >= rule.wrong.len(), "{} has fewer silent cases than wrong ones", rule.code);
        assert!(!rule.basis.is_empty(), "{} has no basis", rule.code);
        for (text, heads) in [
            (rule.explain.0, ["## Lỗi gì", "## Vì sao", "## Sửa thế nào", "## Khi nào im lặng"]),
            (rule.explain.1, ["## What", "## Why", "## How to mend", "## When it is silent"]),
        ] {
            for head in heads {
                assert!(text.contains(head), "{} lacks “{head}”", rule.code);
            }
        }
    }
}

#[test]
fn words_name_rules() {
    let words = |s: &[&str]| s.iter().map(|w| w.to_string()).collect::<Vec<_>>();
    assert!(Selection::new(&words(&["ALL"]), &[]).unwrap().rules().count() == RULES.len());
    assert!(Selection::new(&words(&["XYZ99"]), &[]).is_err());
    if let Some(rule) = RULES.first() {
        let one = Selection::new(&words(&[rule.name]), &[]).unwrap();
        assert_eq!(one.rules().collect::<Vec<_>>(), [*rule]);
        assert!(
            Selection::new(&words(&[rule.group()]), &words(&[rule.code])).unwrap().rules().all(|r| r.code != rule.code)
        );
    }
}
