//! `soat rules`.

use clap::Args;
use serde::Serialize;

use crate::output::{columns, severity_word};
use crate::rules::{Lang, RULES, Rule};

use super::{Global, Listing, Status, error};

/// Arguments of `soat rules`.
#[derive(Debug, Args)]
pub(super) struct Rules {
    /// How the rules are written.
    #[arg(long, value_enum, default_value = "table", value_name = "FORMAT")]
    format: Listing,
}

/// A rule as an object.
#[derive(Serialize)]
struct Record<'a> {
    code: &'a str,
    name: &'a str,
    group: &'a str,
    severity: &'a str,
    default: bool,
    basis: &'a str,
    summary: &'a str,
    explanation: &'a str,
    wrong: Vec<Wrong<'a>>,
    silent: &'a [&'a str],
}

#[derive(Serialize)]
struct Wrong<'a> {
    text: &'a str,
    right: Option<&'a str>,
    date: Option<&'a str>,
}

impl Rules {
    pub(super) fn run(self, global: Global) -> Status {
        let lang = global.lang();
        error::print(
            &match self.format {
                Listing::Table => table(lang),
                Listing::Json => json(lang),
            },
            lang,
        )
    }
}

fn table(lang: Lang) -> String {
    let head = match lang {
        Lang::Vi => ["mã", "tên", "mức", "mặc định", "báo khi"],
        Lang::En => ["code", "name", "severity", "default", "flags"],
    };
    let mut rows = vec![head.map(String::from).to_vec()];
    for rule in RULES {
        let default = on_off(rule.default, lang).to_owned();
        let severity = severity_word(rule.severity, lang).to_owned();
        rows.push(vec![rule.code.into(), rule.name.into(), severity, default, choose(rule.summary, lang).into()]);
    }
    let mut out = String::new();
    columns(&rows, usize::MAX, &mut out);
    out
}

fn json(lang: Lang) -> String {
    let records: Vec<Record> = RULES.iter().map(|rule| record(rule, lang)).collect();
    let mut out = serde_json::to_string_pretty(&records).expect("rules hold nothing but strings and truth values");
    out.push('\n');
    out
}

fn record(rule: &'static Rule, lang: Lang) -> Record<'static> {
    Record {
        code: rule.code,
        name: rule.name,
        group: rule.group(),
        severity: rule.severity.word(),
        default: rule.default,
        basis: rule.basis,
        summary: choose(rule.summary, lang),
        explanation: choose(rule.explain, lang),
        wrong: rule.wrong.iter().map(|w| Wrong { text: w.text, right: w.right, date: w.date }).collect(),
        silent: rule.silent,
    }
}

/// The wording in `lang` of a pair, Vietnamese first.
pub(super) fn choose(pair: (&'static str, &'static str), lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => pair.0,
        Lang::En => pair.1,
    }
}

/// Whether a rule runs unless told otherwise.
pub(super) fn on_off(on: bool, lang: Lang) -> &'static str {
    match (lang, on) {
        (Lang::Vi, true) => "bật",
        (Lang::Vi, false) => "tắt",
        (Lang::En, true) => "on",
        (Lang::En, false) => "off",
    }
}
