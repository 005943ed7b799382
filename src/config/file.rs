//! `soat.toml` as a structure. Every key and value is checked; what is wrong is told with its place.

use std::ops::Range;
use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use ignore::gitignore::{Gitignore, GitignoreBuilder};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::rules::{self, Lang, Rule, Selection, Severity};
use crate::source;
use crate::tables::{OwnIssuer, OwnTerm, OwnType, Vocabulary};

use super::error::Fault;

/// From which severity on findings fail a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum FailOn {
    /// Errors.
    #[default]
    Error,
    /// Warnings and errors.
    Warning,
    /// Any finding.
    Info,
    /// None.
    Never,
}

impl FailOn {
    /// Whether findings of that severity fail the run.
    pub fn holds(self, severity: Severity) -> bool {
        match self {
            FailOn::Error => severity >= Severity::Error,
            FailOn::Warning => severity >= Severity::Warning,
            FailOn::Info => true,
            FailOn::Never => false,
        }
    }
}

/// What a rule is set to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// It does not run.
    Off,
    /// It runs and speaks at this severity.
    At(Severity),
}

/// Patterns of paths, written as in `.gitignore`.
#[derive(Clone, Debug)]
pub struct Globs(Gitignore);

impl Default for Globs {
    fn default() -> Self {
        Globs(Gitignore::empty())
    }
}

impl Globs {
    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether one of them fits the path, which is seen from the folder of the configuration.
    pub fn fit(&self, path: &Path, is_folder: bool) -> bool {
        self.0.matched(path, is_folder).is_ignore()
    }

    /// Whether one of them fits the path or a folder it lies in.
    pub fn hold(&self, path: &Path) -> bool {
        self.0.matched_path_or_any_parents(path, false).is_ignore()
    }
}

/// How much is taken in and told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// What readers take in.
    pub source: source::Limits,
    /// Findings of a file.
    pub findings: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { source: source::Limits::default(), findings: 100_000 }
    }
}

/// A configuration. Paths are as written, seen from its folder.
#[derive(Clone, Debug, Default)]
pub struct Config {
    /// Language of messages.
    pub lang: Option<Lang>,
    /// Which rules run.
    pub select: Option<Vec<String>>,
    /// Which do not.
    pub ignore: Vec<String>,
    /// From which severity on findings fail a run.
    pub fail_on: Option<FailOn>,
    /// Paths left out when folders are walked.
    pub exclude: Globs,
    /// The date of the documents, where their heads do not tell it.
    pub document_date: Option<NaiveDate>,
    /// Registers of the user's own, later ones winning, each with its bytes in the text.
    pub registers: Vec<(PathBuf, Range<usize>)>,
    /// The baseline.
    pub baseline: Option<PathBuf>,
    /// What single rules are set to.
    pub severity: Vec<(&'static Rule, Level)>,
    /// Rules that do not run for some files.
    pub per_file_ignores: Vec<(Globs, Vec<String>)>,
    /// Bodies, types and terms of the user's own.
    pub own: &'static Vocabulary,
    /// How much is taken in.
    pub limits: Limits,
}

type Value<'i> = Spanned<DeValue<'i>>;

const KEYS: &[&str] = &[
    "lang",
    "select",
    "ignore",
    "fail-on",
    "exclude",
    "document-date",
    "registers",
    "baseline",
    "severity",
    "per-file-ignores",
    "issuer",
    "type",
    "term",
    "limits",
];

/// Reads the text of a `soat.toml`.
///
/// # Errors
/// The first thing that is wrong, with its place.
pub fn parse(text: &str) -> Result<Config, Fault> {
    let table = DeTable::parse(text).map_err(|error| {
        let span = error.span().unwrap_or(0..0);
        let words = error.message();
        Fault::new(span, format!("không phải TOML đúng: {words}"), format!("no valid TOML: {words}"))
    })?;
    let mut config = Config::default();
    let mut own = Vocabulary::default();
    each(table.get_ref(), KEYS, |key, value| {
        match key {
            "lang" => config.lang = Some(choice(value, &[("vi", Lang::Vi), ("en", Lang::En)])?),
            "select" => config.select = Some(codes(value)?),
            "ignore" => config.ignore = codes(value)?,
            "fail-on" => {
                let choices = [
                    ("error", FailOn::Error),
                    ("warning", FailOn::Warning),
                    ("info", FailOn::Info),
                    ("never", FailOn::Never),
                ];
                config.fail_on = Some(choice(value, &choices)?);
            }
            "exclude" => config.exclude = globs(&strings(value)?)?,
            "document-date" => config.document_date = Some(date(value)?),
            "registers" => config.registers = strings(value)?.into_iter().map(|(word, at)| (word.into(), at)).collect(),
            "baseline" => config.baseline = Some(string(value)?.into()),
            "severity" => config.severity = severity(value)?,
            "per-file-ignores" => config.per_file_ignores = per_file(value)?,
            "issuer" => own.issuers = rows(value, issuer)?,
            "type" => own.types = rows(value, doc_type)?,
            "term" => own.terms = rows(value, term)?,
            _ => config.limits = limits(value)?,
        }
        Ok(())
    })?;
    config.own = own.kept();
    Ok(config)
}

/// Hands out the entries of a table in the order of the text, and refuses keys that are not known.
fn each<'t, 'i>(
    table: &'t DeTable<'i>,
    known: &[&str],
    mut take: impl FnMut(&str, &'t Value<'i>) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let mut entries: Vec<_> = table.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    for (key, value) in entries {
        let word: &str = key.get_ref();
        if !known.contains(&word) {
            return Err(unknown(key.span(), ("khóa lạ", "unknown key"), word, known));
        }
        take(word, value)?;
    }
    Ok(())
}

/// The fault of a word that is none of the known ones.
fn unknown(span: Range<usize>, what: (&str, &str), word: &str, known: &[&str]) -> Fault {
    let near = known
        .iter()
        .map(|k| (rules::distance(&word.to_lowercase(), k), *k))
        .min()
        .filter(|(distance, near)| *distance <= 1 + near.len() / 4)
        .map(|(_, near)| near);
    let (vi, en) = match near {
        Some(near) => (format!("ý bạn là \"{near}\"?"), format!("did you mean \"{near}\"?")),
        None => (format!("chọn một trong: {}", known.join(", ")), format!("choose one of: {}", known.join(", "))),
    };
    Fault::new(span, format!("{} \"{word}\"; {vi}", what.0), format!("{} \"{word}\"; {en}", what.1))
}

fn wrong_kind(value: &Value, vi: &str, en: &str) -> Fault {
    Fault::new(value.span(), format!("chỗ này phải là {vi}"), format!("this must be {en}"))
}

fn string<'t>(value: &'t Value) -> Result<&'t str, Fault> {
    match value.get_ref() {
        DeValue::String(word) if !word.trim().is_empty() => Ok(word),
        _ => Err(wrong_kind(value, "một chuỗi trong dấu nháy kép", "a string in quotes")),
    }
}

/// The strings of a list, or one alone, with their places.
fn strings(value: &Value) -> Result<Vec<(String, Range<usize>)>, Fault> {
    match value.get_ref() {
        DeValue::Array(list) => list.iter().map(|v| Ok((string(v)?.to_owned(), v.span()))).collect(),
        DeValue::String(_) => Ok(vec![(string(value)?.to_owned(), value.span())]),
        _ => Err(wrong_kind(value, "một danh sách chuỗi", "a list of strings")),
    }
}

fn table<'t, 'i>(value: &'t Value<'i>) -> Result<&'t DeTable<'i>, Fault> {
    value.get_ref().as_table().ok_or_else(|| wrong_kind(value, "một bảng", "a table"))
}

fn integer(value: &Value) -> Result<u64, Fault> {
    let number = value.get_ref().as_integer().and_then(|n| u64::from_str_radix(n.as_str(), n.radix()).ok());
    number.ok_or_else(|| wrong_kind(value, "một số nguyên không âm", "a whole number, not below zero"))
}

fn choice<T: Copy>(value: &Value, choices: &[(&str, T)]) -> Result<T, Fault> {
    let word = string(value)?;
    let known: Vec<&str> = choices.iter().map(|(name, _)| *name).collect();
    match choices.iter().find(|(name, _)| *name == word) {
        Some((_, found)) => Ok(*found),
        None => Err(unknown(value.span(), ("không dùng được giá trị", "no such value as"), word, &known)),
    }
}

/// Codes, names and groups of rules.
fn codes(value: &Value) -> Result<Vec<String>, Fault> {
    let words = strings(value)?;
    for (word, span) in &words {
        if let Err(wrong) = Selection::new(std::slice::from_ref(word), &[]) {
            return Err(no_rule(span.clone(), &wrong.word, wrong.near.as_deref()));
        }
    }
    Ok(words.into_iter().map(|(word, _)| word).collect())
}

fn no_rule(span: Range<usize>, word: &str, near: Option<&str>) -> Fault {
    let (vi, en) = match near {
        Some(near) => (format!("ý bạn là \"{near}\"?"), format!("did you mean \"{near}\"?")),
        None => ("hãy xem danh sách bằng lệnh soat rules".into(), "soat rules lists them".into()),
    };
    Fault::new(span, format!("không có quy tắc \"{word}\"; {vi}"), format!("no rule \"{word}\"; {en}"))
}

fn globs(words: &[(String, Range<usize>)]) -> Result<Globs, Fault> {
    let mut builder = GitignoreBuilder::new("");
    let fault = |span: &Range<usize>, error: ignore::Error| {
        Fault::new(span.clone(), format!("mẫu đường dẫn sai: {error}"), format!("no valid pattern of paths: {error}"))
    };
    for (word, span) in words {
        builder.add_line(None, word).map_err(|error| fault(span, error))?;
    }
    let whole = words.first().map_or(0..0, |(_, span)| span.clone());
    Ok(Globs(builder.build().map_err(|error| fault(&whole, error))?))
}

/// A day, as a string or as TOML's own date.
fn date(value: &Value) -> Result<NaiveDate, Fault> {
    let word = match value.get_ref() {
        DeValue::String(word) => word.to_string(),
        DeValue::Datetime(day) => day.to_string(),
        _ => String::new(),
    };
    NaiveDate::parse_from_str(&word, "%Y-%m-%d")
        .ok()
        .filter(|_| word.len() == 10)
        .ok_or_else(|| wrong_kind(value, "một ngày có thật, viết như 2024-03-05", "a day, written like 2024-03-05"))
}

fn severity(value: &Value) -> Result<Vec<(&'static Rule, Level)>, Fault> {
    let mut out = Vec::new();
    let mut entries: Vec<_> = table(value)?.iter().collect();
    entries.sort_by_key(|(key, _)| key.span().start);
    for (key, value) in entries {
        let word: &str = key.get_ref();
        let rule = rules::find(word).ok_or_else(|| no_rule(key.span(), word, rules::nearest(word).as_deref()))?;
        let choices = [
            ("error", Level::At(Severity::Error)),
            ("warning", Level::At(Severity::Warning)),
            ("info", Level::At(Severity::Info)),
            ("off", Level::Off),
        ];
        out.push((rule, choice(value, &choices)?));
    }
    Ok(out)
}

fn per_file(value: &Value) -> Result<Vec<(Globs, Vec<String>)>, Fault> {
    let entries = table(value)?.iter();
    entries.map(|(key, value)| Ok((globs(&[(key.get_ref().to_string(), key.span())])?, codes(value)?))).collect()
}

/// The rows of `[[...]]`.
fn rows<T>(value: &Value, row: impl Fn(&Value) -> Result<T, Fault>) -> Result<Vec<T>, Fault> {
    let list = value.get_ref().as_array();
    let list = list.ok_or_else(|| wrong_kind(value, "một dãy bảng, viết trong [[ ]]", "a list of tables, in [[ ]]"))?;
    list.iter().map(row).collect()
}

/// The fault of a row that lacks a key.
fn lacking(row: &Value, key: &str) -> Fault {
    Fault::new(row.span(), format!("thiếu khóa \"{key}\""), format!("the key \"{key}\" is missing"))
}

fn issuer(value: &Value) -> Result<OwnIssuer, Fault> {
    let mut out = OwnIssuer::default();
    each(table(value)?, &["name", "symbol", "short"], |key, value| {
        match key {
            "name" => out.name = string(value)?.to_owned(),
            "symbol" => out.symbol = Some(string(value)?.to_owned()),
            _ => out.short = strings(value)?.into_iter().map(|(word, _)| word).collect(),
        }
        Ok(())
    })?;
    if out.name.is_empty() { Err(lacking(value, "name")) } else { Ok(out) }
}

fn doc_type(value: &Value) -> Result<OwnType, Fault> {
    let mut out = OwnType::default();
    each(table(value)?, &["name", "code"], |key, value| {
        match key {
            "name" => out.name = string(value)?.to_owned(),
            _ => out.code = Some(string(value)?.to_owned()),
        }
        Ok(())
    })?;
    if out.name.is_empty() { Err(lacking(value, "name")) } else { Ok(out) }
}

fn term(value: &Value) -> Result<OwnTerm, Fault> {
    let mut out = OwnTerm::default();
    let year = |value: &Value| match integer(value)? {
        year @ 1900..=2200 => Ok(year as u32),
        _ => Err(wrong_kind(value, "một năm từ 1900 đến 2200", "a year from 1900 to 2200")),
    };
    each(table(value)?, &["body", "ordinal", "from", "to"], |key, value| {
        match key {
            "body" => out.body = string(value)?.to_owned(),
            "ordinal" => out.ordinal = u32::try_from(integer(value)?).ok(),
            "from" => out.from = year(value)?,
            _ => out.to = year(value)?,
        }
        Ok(())
    })?;
    for (key, missing) in [("body", out.body.is_empty()), ("from", out.from == 0), ("to", out.to == 0)] {
        if missing {
            return Err(lacking(value, key));
        }
    }
    if out.from > out.to {
        return Err(Fault::new(value.span(), "năm cuối trước năm đầu", "the last year is before the first"));
    }
    Ok(out)
}

fn limits(value: &Value) -> Result<Limits, Fault> {
    let mut out = Limits::default();
    let keys = ["file-size", "archive-members", "archive-ratio", "nesting", "findings"];
    each(table(value)?, &keys, |key, value| {
        match key {
            "file-size" => out.source.file_size = size(value)?,
            "archive-members" => out.source.members = integer(value)?,
            "archive-ratio" => out.source.ratio = integer(value)?,
            "nesting" => out.source.nesting = integer(value)?,
            _ => out.findings = integer(value)?,
        }
        Ok(())
    })?;
    Ok(out)
}

/// A number of bytes, or a string such as "20 MB".
fn size(value: &Value) -> Result<u64, Fault> {
    let fault =
        || wrong_kind(value, "số byte, hoặc chuỗi như \"20 MB\"", "a number of bytes, or a string like \"20 MB\"");
    let bytes = match value.get_ref() {
        DeValue::String(word) => {
            let word = word.trim();
            let (digits, unit) = word.split_at(word.find(|c: char| !c.is_ascii_digit()).unwrap_or(word.len()));
            let unit: u64 = match unit.trim().to_ascii_lowercase().as_str() {
                "" | "b" => 1,
                "kb" | "kib" => 1 << 10,
                "mb" | "mib" => 1 << 20,
                "gb" | "gib" => 1 << 30,
                _ => return Err(fault()),
            };
            digits.parse::<u64>().ok().and_then(|n| n.checked_mul(unit)).ok_or_else(fault)?
        }
        _ => integer(value).map_err(|_| fault())?,
    };
    // Places in a file are numbers of 32 bits.
    if (1..=u64::from(u32::MAX)).contains(&bytes) { Ok(bytes) } else { Err(fault()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> (String, String, String) {
        let fault = parse(text).map(|_| ()).unwrap_err();
        (text[fault.span].to_owned(), fault.message.vi, fault.message.en)
    }

    #[test]
    fn every_key_is_read() {
        let config = parse(
            r#"
lang = "en"
select = ["TERM", "impossible-date"]
ignore = "term02"
fail-on = "warning"
exclude = ["nhap/", "*.old.txt"]
document-date = 2024-03-05
registers = ["kho.db"]
baseline = "known.json"
[severity]
TERM01 = "warning"
zero-padding = "off"
[per-file-ignores]
"cu/**" = ["DATE"]
[limits]
file-size = "2 MB"
findings = 10
[[issuer]]
name = "Công ty A"
symbol = "CTA"
short = ["A"]
[[type]]
name = "Bản tin"
code = "BT"
[[term]]
body = "Hội đồng quản trị"
ordinal = 3
from = 2021
to = 2026
"#,
        )
        .unwrap();
        assert_eq!((config.lang, config.fail_on), (Some(Lang::En), Some(FailOn::Warning)));
        assert_eq!(config.select.unwrap(), ["TERM", "impossible-date"]);
        assert!(config.exclude.fit(Path::new("nhap"), true) && config.exclude.fit(Path::new("a/b.old.txt"), false));
        assert!(!config.exclude.fit(Path::new("a.txt"), false));
        assert_eq!(config.document_date, NaiveDate::from_ymd_opt(2024, 3, 5));
        assert_eq!(config.severity.len(), 2);
        assert!(config.per_file_ignores[0].0.hold(Path::new("cu/a/b.txt")));
        assert_eq!((config.limits.source.file_size, config.limits.findings), (2 << 20, 10));
        assert_eq!(config.own.issuers[0].symbol.as_deref(), Some("CTA"));
        assert_eq!((config.own.types[0].code.as_deref(), config.own.terms[0].to), (Some("BT"), 2026));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        assert_eq!(
            fault("selct = [\"TERM\"]"),
            (
                "selct".into(),
                "khóa lạ \"selct\"; ý bạn là \"select\"?".into(),
                "unknown key \"selct\"; did you mean \"select\"?".into()
            )
        );
        for (text, at, en) in [
            ("fail-on = \"warnng\"", "\"warnng\"", "did you mean \"warning\"?"),
            ("lang = \"tiếng Việt\"", "\"tiếng Việt\"", "choose one of: vi, en"),
            ("lang = 3", "3", "a string in quotes"),
            ("select = [\"TERM\", \"reversed-trem\"]", "\"reversed-trem\"", "did you mean \"reversed-term\"?"),
            ("[severity]\nTERM = \"off\"", "TERM", "no rule \"TERM\""),
            ("[severity]\nTERM01 = \"of\"", "\"of\"", "did you mean \"off\"?"),
            ("[limits]\nfile_size = 3", "file_size", "did you mean \"file-size\"?"),
            ("[limits]\nfile-size = \"3 XB\"", "\"3 XB\"", "a number of bytes"),
            ("exclude = [\"a{\"]", "\"a{\"", "no valid pattern"),
            ("document-date = \"2023-02-30\"", "\"2023-02-30\"", "a day"),
            ("[[term]]\nbody = \"A\"\nfrom = 1\nto = 2", "1", "a year"),
            ("issuer = \"A\"", "\"A\"", "a list of tables"),
            ("a = ", "", "no valid TOML"),
        ] {
            let (found, _, message) = fault(text);
            assert!(found == at && message.contains(en), "{text}: {found:?} {message}");
        }
        assert!(fault("[[issuer]]\nsymbol = \"A\"").2.contains("\"name\" is missing"));
    }

    #[test]
    fn the_limit_holds_what_is_graver() {
        assert!(FailOn::Warning.holds(Severity::Error) && !FailOn::Warning.holds(Severity::Info));
        assert!(FailOn::Info.holds(Severity::Info) && !FailOn::Never.holds(Severity::Error));
    }
}
