//! `soat lookup`.

use std::path::{Path, PathBuf};

use chrono::{Datelike, NaiveDate};
use clap::Args;
use serde::Serialize;

use crate::config::{FILE_NAME, Said};
use crate::index::{self, Archive, Cite, Dated};
use crate::output::columns;
use crate::register::{Basis, Change, Key, Kind, Register, Row};
use crate::rules::Lang;
use crate::tables;

use super::choosing::{Chosen, configured, told};
use super::{Global, Listing, Status, error};

/// Arguments of `soat lookup`.
#[derive(Debug, Args)]
pub(super) struct Lookup {
    /// A number, alone or behind its type, or words of a title, with or without diacritics.
    #[arg(value_name = "NUMBER-OR-WORDS", required = true)]
    query: Vec<String>,
    /// How the documents are written.
    #[arg(long, value_enum, default_value = "table", value_name = "FORMAT")]
    format: Listing,
    /// The most documents that words give, and the most places that an index gives of each date.
    #[arg(long, default_value = "20", value_name = "N")]
    most: usize,
    /// Search what an archive cites too, and tell who cites it, by the index of the archive; soat index makes it.
    #[arg(long, value_name = "ARCHIVE.db")]
    index: Option<PathBuf>,
}

/// How a document answers the query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
enum Match {
    /// It bears the number.
    Number,
    /// Its number is one slip away from one that no known document bears.
    Near,
    /// It has the words.
    Words,
    /// The archive cites it with this date, which no known document of that number has.
    Archive,
}

/// A document as an object.
#[derive(Serialize)]
struct Record<'a> {
    number: &'a str,
    #[serde(rename = "type")]
    doc_type: &'a str,
    date: String,
    issuer: Option<&'a str>,
    title: Option<&'a str>,
    from: Option<String>,
    to: Option<String>,
    replaced_by: Option<Link<'a>>,
    amended_by: Vec<Link<'a>>,
    basis: &'a str,
    /// The register of the user's own that has it.
    register: Option<&'a str>,
    count: u32,
    #[serde(rename = "match")]
    how: Match,
    /// Where the archive cites it; only with an index.
    #[serde(skip_serializing_if = "Option::is_none")]
    cited_by: Option<Vec<CiteRecord<'a>>>,
}

/// A place of the archive.
#[derive(Serialize)]
struct CiteRecord<'a> {
    path: &'a str,
    line: u32,
    column: u32,
    text: &'a str,
}

/// One date that the archive gives a number, with places that do.
struct Heard {
    dated: Dated,
    places: Vec<Cite>,
}

/// Another document, with the day from which it counts.
#[derive(Serialize)]
struct Link<'a> {
    number: &'a str,
    date: String,
}

impl<'a> From<Change<'a>> for Link<'a> {
    fn from(change: Change<'a>) -> Self {
        Link { number: change.new, date: change.date.to_string() }
    }
}

impl Lookup {
    pub(super) fn run(self, global: Global, config: Option<&Path>) -> Status {
        let Chosen { settings, global, .. } = match configured(Said::default(), config, None, global) {
            Ok(chosen) => chosen,
            Err(status) => return status,
        };
        let Ok(settings) = settings.of(Path::new(FILE_NAME)) else { return Status::Failed };
        let register = settings.register();
        let lang = global.lang();
        let query = crate::text::Search::new(&self.query.join(" ")).text().to_owned();
        let mut found = answer(register, &query, self.most);
        let heard = match self.heard(&query, &found) {
            Ok(heard) => heard,
            Err(problem) => {
                error::tell(&told(&problem, lang), lang);
                return Status::Failed;
            }
        };
        // A number that the archive cites needs no near ones.
        if heard.as_ref().is_some_and(|heard| !heard.is_empty()) {
            found.retain(|(how, _)| *how != Match::Near);
        }
        let done = match self.format {
            Listing::Json => error::print(&json(register, &found, heard.as_deref()), lang),
            Listing::Table => {
                if let Some(words) =
                    preface(&query, &found, lang).filter(|_| heard.as_ref().is_none_or(|heard| heard.is_empty()))
                {
                    error::note(&words);
                }
                let mut out = table(register, &found, lang);
                out.push_str(&heard.as_ref().map(|heard| places(heard, lang)).unwrap_or_default());
                error::print(&out, lang)
            }
        };
        let known = found.iter().any(|(how, _)| *how != Match::Near) || heard.is_some_and(|heard| !heard.is_empty());
        if done == Status::Clean && !known { Status::Found } else { done }
    }

    /// What the index says of the number, or of documents with the words and of those that were found; none without index.
    fn heard(&self, query: &str, found: &[(Match, Row)]) -> Result<Option<Vec<Heard>>, index::Error> {
        let Some(path) = &self.index else { return Ok(None) };
        let index = Archive::open(path)?;
        let mut all = match number(query) {
            Some((_, key)) => index.dated(&key)?,
            None => index.with_words(query, self.most)?,
        };
        for (_, row) in found.iter().filter(|(how, _)| *how == Match::Words) {
            let Some(key) = Key::of(row.number) else { continue };
            for dated in index.dated(&key)?.into_iter().filter(|dated| is_of(dated, row)) {
                if !all.contains(&dated) {
                    all.push(dated);
                }
            }
        }
        let heard = all.into_iter().map(|dated| {
            let places = index.citing(dated.document, &dated.date, self.most)?;
            Ok(Heard { dated, places })
        });
        heard.collect::<Result<_, _>>().map(Some)
    }
}

/// Whether files that cite a number with a date mean the document.
fn is_of(dated: &Dated, row: &Row) -> bool {
    dated.date == row.date.to_string() && Key::of(&dated.number) == Key::of(row.number)
}

/// The documents that the query means.
fn answer<'r>(register: &'r Register, query: &str, most: usize) -> Vec<(Match, Row<'r>)> {
    let Some((doc_type, key)) = number(query) else {
        return register.with_words(query, most).into_iter().map(|hit| (Match::Words, hit.row)).collect();
    };
    let fits = |row: &Row| row.may_be_called(doc_type);
    let rows: Vec<_> = register.with_key(&key).into_iter().filter(fits).map(|row| (Match::Number, row)).collect();
    if rows.is_empty() {
        return register.near_key(&key, fits).into_iter().take(most).map(|row| (Match::Near, row)).collect();
    }
    rows
}

/// The number in the query, with the type before it; none where the query is not a number with its symbol.
fn number(query: &str) -> Option<(Option<&'static str>, Key)> {
    let at = query.find(|c: char| c.is_ascii_digit()).filter(|at| *at == 0 || query[..*at].ends_with([' ', ':']))?;
    let key = Key::of(&query[at..])?;
    // "5 năm 2021-2025" is words.
    let behind = query[at..].trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '.');
    if !behind.trim_start().starts_with(['/', '-']) {
        return None;
    }
    let before = query[..at].trim().trim_end_matches(':').trim_end();
    let before = before.strip_suffix("số").or(before.strip_suffix("Số")).unwrap_or(before).trim();
    if before.is_empty() {
        return Some((None, key));
    }
    Some((Some(tables::types_named(before).next()?.name), key))
}

/// What is to be said before a list that is no plain answer.
fn preface(query: &str, found: &[(Match, Row)], lang: Lang) -> Option<String> {
    let near = found.iter().any(|(how, _)| *how == Match::Near);
    let query = crate::output::tame(query);
    Some(match (lang, found.is_empty(), near) {
        (Lang::Vi, true, _) => {
            format!(
                "không biết văn bản nào như \"{query}\"; danh mục chưa đủ, không có ở đây không có nghĩa là không có"
            )
        }
        (Lang::En, true, _) => {
            format!("no document known like \"{query}\"; the register is not complete, absence proves nothing")
        }
        (Lang::Vi, _, true) => format!("không biết văn bản nào mang số \"{query}\"; có phải là:"),
        (Lang::En, _, true) => format!("no document known with number \"{query}\"; did you mean:"),
        _ => return None,
    })
}

fn json(register: &Register, found: &[(Match, Row)], heard: Option<&[Heard]>) -> String {
    fn said(text: &str) -> Option<&str> {
        Some(text).filter(|t| !t.is_empty())
    }
    fn cites(heard: &Heard) -> Vec<CiteRecord<'_>> {
        let places = heard.places.iter();
        places.map(|c| CiteRecord { path: &c.path, line: c.line, column: c.column, text: &c.text }).collect()
    }
    let mut records: Vec<Record> = found
        .iter()
        .map(|(how, row)| Record {
            number: row.number,
            doc_type: row.doc_type,
            date: row.date.to_string(),
            issuer: said(row.issuer),
            title: said(row.title),
            from: row.from.map(|d| d.to_string()),
            to: row.to.map(|d| d.to_string()),
            replaced_by: register.replaced_by(row).map(Link::from),
            amended_by: register.amended_by(row).into_iter().map(Link::from).collect(),
            basis: row.basis.word(),
            register: said(row.source),
            count: row.count,
            how: *how,
            cited_by: heard.map(|heard| {
                let same = |heard: &&Heard| *how != Match::Near && is_of(&heard.dated, row);
                heard.iter().filter(same).flat_map(cites).collect()
            }),
        })
        .collect();
    let known = |heard: &&Heard| !found.iter().any(|(how, row)| *how != Match::Near && is_of(&heard.dated, row));
    for heard in heard.unwrap_or_default().iter().filter(known) {
        let Dated { date, number, doc_type, issuer, subject, files, .. } = &heard.dated;
        records.push(Record {
            number,
            doc_type,
            date: date.clone(),
            issuer: said(issuer),
            title: said(subject),
            from: None,
            to: None,
            replaced_by: None,
            amended_by: Vec::new(),
            basis: Basis::Archive.word(),
            register: None,
            count: *files,
            how: Match::Archive,
            cited_by: Some(cites(heard)),
        });
    }
    let mut out = serde_json::to_string_pretty(&records).expect("rows hold nothing but strings, days and numbers");
    out.push('\n');
    out
}

/// Who cites the number, by date.
fn places(heard: &[Heard], lang: Lang) -> String {
    let mut out = String::new();
    for Heard { dated, places } in heard {
        let date = match dated.date.parse::<NaiveDate>() {
            Ok(date) => day(date),
            Err(_) if lang == Lang::Vi => "không ghi ngày".into(),
            Err(_) => "without date".into(),
        };
        let subject = if dated.subject.is_empty() { String::new() } else { format!(" “{}”", dated.subject) };
        out.push_str(&match lang {
            Lang::Vi => format!("{}, {date}{subject}: {} tệp trong kho dẫn\n", dated.number, dated.files),
            Lang::En => format!("{}, {date}{subject}: cited by {} files of the archive\n", dated.number, dated.files),
        });
        for Cite { path, line, column, text } in places {
            out.push_str(&format!("  {}: {}\n", crate::output::tame(&format!("{path}:{line}:{column}")), text));
        }
    }
    out
}

/// Cells wider than this are cut.
const CELL: usize = 72;

fn table(register: &Register, found: &[(Match, Row)], lang: Lang) -> String {
    if found.is_empty() {
        return String::new();
    }
    let head = match lang {
        Lang::Vi => ["số", "loại", "ngày", "cơ quan", "hiệu lực", "độ chắc", "trích yếu"],
        Lang::En => ["number", "type", "date", "issuer", "force", "how known", "title"],
    };
    let mut rows = vec![head.map(String::from).to_vec()];
    for (_, row) in found {
        rows.push(vec![
            row.number.into(),
            row.doc_type.into(),
            day(row.date),
            row.issuer.into(),
            force(register, row, lang),
            how_known(row, lang),
            row.title.into(),
        ]);
    }
    let mut out = String::new();
    columns(&rows, CELL, &mut out);
    out
}

/// A day as official texts write it.
fn day(day: NaiveDate) -> String {
    let day = tables::Day { year: day.year() as u16, month: day.month() as u8, day: day.day() as u8 };
    day.to_string()
}

/// What is known of the time it is in force.
fn force(register: &Register, row: &Row, lang: Lang) -> String {
    let mut parts = Vec::new();
    match (row.to, row.from) {
        (Some(to), _) => {
            let by = register.replaced_by(row);
            let words = |change: Change| match (lang, change.kind) {
                (Lang::Vi, Kind::Replaces) => format!(", thay bằng {}", change.new),
                (Lang::Vi, _) => format!(", theo {}", change.new),
                (Lang::En, Kind::Replaces) => format!(", replaced by {}", change.new),
                (Lang::En, _) => format!(", by {}", change.new),
            };
            let by = by.map(words).unwrap_or_default();
            parts.push(match lang {
                Lang::Vi => format!("hết từ {}{by}", day(to)),
                Lang::En => format!("ended {}{by}", day(to)),
            });
        }
        (None, Some(from)) => parts.push(match lang {
            Lang::Vi => format!("từ {}", day(from)),
            Lang::En => format!("from {}", day(from)),
        }),
        (None, None) => {}
    }
    let amended = register.amended_by(row);
    if let Some(last) = amended.last().filter(|_| row.to.is_none()) {
        let more = if amended.len() > 1 { "…" } else { "" };
        parts.push(match lang {
            Lang::Vi => format!("sửa đổi bởi {}{more}", last.new),
            Lang::En => format!("amended by {}{more}", last.new),
        });
    }
    parts.join("; ")
}

/// How well it is known, in words.
fn how_known(row: &Row, lang: Lang) -> String {
    match (lang, row.basis) {
        (Lang::Vi, Basis::Verified) => format!("đã đối chiếu ({} nguồn)", row.count),
        (Lang::En, Basis::Verified) => format!("verified ({} witnesses)", row.count),
        (Lang::Vi, Basis::Codification) => "bộ pháp điển".into(),
        (Lang::En, Basis::Codification) => "codification".into(),
        (Lang::Vi, Basis::Metadata) => "công báo".into(),
        (Lang::En, Basis::Metadata) => "gazette".into(),
        (Lang::Vi, Basis::Own) => format!("danh mục {}", row.source),
        (Lang::En, Basis::Own) => format!("register {}", row.source),
        (Lang::Vi, Basis::Archive) => format!("{} văn bản trong kho dẫn", row.count),
        (Lang::En, Basis::Archive) => format!("cited by {} of the archive", row.count),
        (Lang::Vi, Basis::Cited) => format!("{} văn bản dẫn", row.count),
        (Lang::En, Basis::Cited) => format!("cited by {}", row.count),
        (Lang::Vi, Basis::Known) => "chưa có nguồn".into(),
        (Lang::En, Basis::Known) => "no source yet".into(),
        (Lang::Vi, Basis::Uncertain) => "chưa chắc".into(),
        (Lang::En, Basis::Uncertain) => "uncertain".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_words_are_told_apart() {
        let of = |query: &str| number(query).map(|(doc_type, key)| (doc_type, key.digits));
        assert_eq!(of("45-CT/TW"), Some((None, "45".into())));
        assert_eq!(of("Chỉ thị số 45-CT/TW"), Some((Some("Chỉ thị"), "45".into())));
        assert_eq!(of("nghị định 30/2020/nđ-cp"), Some((Some("Nghị định"), "30".into())));
        assert_eq!(of("bầu cử khóa XV"), None);
        assert_eq!(of("5 năm 2021-2025"), None);
        assert_eq!(of("45"), None);
    }

    #[test]
    fn near_numbers_answer_where_none_has_it() {
        let register = Register::builtin();
        assert!(answer(&register, "45-CT/TW", 20).iter().all(|(how, _)| *how == Match::Number));
        let near = answer(&register, "545-CT/TW", 20);
        assert!(near.iter().all(|(how, _)| *how == Match::Near));
        assert!(near.iter().any(|(_, row)| row.number == "45-CT/TW"));
    }
}
