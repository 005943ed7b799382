//! `soat explain`.

use std::fmt::Write;

use clap::Args;

use crate::output::severity_word;
use crate::rules::{self, Lang, RULES, Rule};

use super::rules::{choose, on_off};
use super::{Global, Status, error};

/// Arguments of `soat explain`.
#[derive(Debug, Args)]
pub(super) struct Explain {
    /// Code or name of a rule, or a group: TERM01, reversed-term, TERM.
    #[arg(value_name = "CODE")]
    rule: String,
}

impl Explain {
    pub(super) fn run(self, global: Global) -> Status {
        let lang = global.lang();
        let word = self.rule.trim();
        let named = |rule: &&Rule| [rule.code, rule.name, rule.group()].iter().any(|w| w.eq_ignore_ascii_case(word));
        let found: Vec<String> = RULES.iter().copied().filter(named).map(|rule| explanation(rule, lang)).collect();
        if found.is_empty() {
            error::tell(&error::unknown_rule(word, rules::nearest(word).as_deref(), lang), lang);
            return Status::Failed;
        }
        error::print(&found.join("\n"), lang)
    }
}

/// All that is to be said of a rule.
fn explanation(rule: &Rule, lang: Lang) -> String {
    let (severity, default, basis, wrong, silent, dated) = match lang {
        Lang::Vi => ("Mức", "Mặc định", "Căn cứ", "Báo:", "Không báo:", "văn bản ngày"),
        Lang::En => ("Severity", "Default", "Basis", "Flagged:", "Not flagged:", "document of"),
    };
    let mut out = format!("{} {}\n{}\n\n", rule.code, rule.name, choose(rule.summary, lang));
    out.push_str(choose(rule.explain, lang).trim());
    // Writing to a string cannot fail.
    let _ = write!(out, "\n\n{severity}: {}\n", severity_word(rule.severity, lang));
    let _ = writeln!(out, "{default}: {}", on_off(rule.default, lang));
    if !rule.basis.is_empty() {
        let _ = writeln!(out, "{basis}: {}", rule.basis);
    }
    if !rule.wrong.is_empty() {
        let _ = write!(out, "\n{wrong}\n");
    }
    for case in rule.wrong {
        let _ = write!(out, "  {}", case_text(case.text));
        if let Some(right) = case.right {
            let _ = write!(out, " → {right}");
        }
        if let Some(date) = case.date {
            let _ = write!(out, " ({dated} {date})");
        }
        out.push('\n');
    }
    if !rule.silent.is_empty() {
        let _ = write!(out, "\n{silent}\n");
    }
    for text in rule.silent {
        let _ = writeln!(out, "  {}", case_text(text));
    }
    out
}

/// A case on its own lines, those after the first set in.
fn case_text(text: &str) -> String {
    text.trim_end().replace('\n', "\n  ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules::{Severity, wrong};

    static RULE: Rule = Rule {
        code: "TERM99",
        name: "odd-term",
        severity: Severity::Error,
        default: false,
        basis: "logic",
        summary: ("Tóm tắt.", "Summary."),
        explain: ("Giải thích.", "Explanation."),
        wrong: &[wrong("khóa ⟦XVV⟧").right("XV").dated("2021-01-01")],
        silent: &["khóa XV\nkhóa XIV"],
        check: |_, _, _| {},
    };

    #[test]
    fn everything_a_rule_says_is_printed() {
        assert_eq!(
            explanation(&RULE, Lang::En),
            "TERM99 odd-term\nSummary.\n\nExplanation.\n\nSeverity: error\nDefault: off\nBasis: logic\n\nFlagged:\n  \
             khóa ⟦XVV⟧ → XV (document of 2021-01-01)\n\nNot flagged:\n  khóa XV\n  khóa XIV\n"
        );
        assert!(explanation(&RULE, Lang::Vi).contains("Mức: lỗi\nMặc định: tắt\nCăn cứ: logic"));
    }
}
