//! JSON Lines as `report` writes them, which hold all that it knows of each file; read back, as are those that `check` and
//! `extract` write.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::output::replaced;

use super::facts::{self, Facts, Item};

/// What a file of JSON Lines tells.
#[derive(Debug, Default)]
pub struct Shard {
    pub(super) files: BTreeMap<String, Facts>,
    pub(super) broken: Vec<Broken>,
    pub(super) left_out: BTreeMap<String, usize>,
}

/// A line that is none of soat's.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Broken {
    /// The shard.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub error: String,
}

/// What a mention is called, where it is a citation, and the index of the one it means.
type Mention = (Option<String>, Option<usize>);

/// Any line of `check` or `extract`.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Line {
    path: Option<String>,
    error: Option<String>,
    code: Option<String>,
    name: String,
    severity: String,
    start: u32,
    end: u32,
    line: usize,
    column: usize,
    text: String,
    message: String,
    suggestion: Option<Suggestion>,
    part: Option<String>,
    fingerprint: String,
    kind: Option<String>,
    class: Option<String>,
    r#type: Option<String>,
    number: Option<String>,
    date: Option<String>,
    issuer: Option<String>,
    target: Option<usize>,
    right: Option<String>,
    before: Option<String>,
    behind: Option<String>,
    cited: Option<BTreeMap<String, usize>>,
    month: Option<String>,
    left_out: Option<BTreeMap<String, usize>>,
}

/// A line for a file as a whole.
#[derive(Serialize)]
struct FileLine<'f> {
    path: &'f str,
    month: Option<String>,
    issuer: Option<&'f str>,
    cited: &'f BTreeMap<String, usize>,
}

/// A line for a finding.
#[derive(Serialize)]
struct ItemLine<'f> {
    path: &'f str,
    code: &'f str,
    name: &'f str,
    severity: &'f str,
    line: usize,
    column: usize,
    text: &'f str,
    message: &'f str,
    right: Option<&'f str>,
    before: Option<&'f str>,
    behind: Option<&'f str>,
    part: Option<&'f str>,
    fingerprint: &'f str,
}

/// A line for a file that could not be read.
#[derive(Serialize)]
struct ErrorLine<'f> {
    path: &'f str,
    error: &'f str,
}

/// The line for files that were left out, by their extensions.
#[derive(Serialize)]
struct LeftOutLine<'f> {
    left_out: &'f BTreeMap<String, usize>,
}

fn push(out: &mut String, line: &impl Serialize) {
    out.push_str(&serde_json::to_string(line).expect("lines hold nothing but strings, numbers and maps of strings"));
    out.push('\n');
}

/// Writes all that is known of a file, so that [`Shard::read`] knows it too.
pub fn lines(path: &str, facts: &Facts, out: &mut String) {
    if facts.whole {
        let month = facts.month.map(|(year, month)| format!("{year:04}-{month:02}"));
        push(out, &FileLine { path, month, issuer: facts.issuer.as_deref(), cited: &facts.cited });
    }
    for item in &facts.items {
        let around = item.around.as_ref();
        push(
            out,
            &ItemLine {
                path,
                code: &item.code,
                name: &item.name,
                severity: &item.severity,
                line: item.line,
                column: item.column,
                text: &item.text,
                message: &item.message,
                right: item.suggestion.as_deref(),
                before: around.map(|(before, _)| before.as_str()),
                behind: around.map(|(_, behind)| behind.as_str()),
                part: item.part.as_deref(),
                fingerprint: &item.fingerprint,
            },
        );
    }
    if let Some(error) = &facts.error {
        push(out, &ErrorLine { path, error });
    }
}

/// The line for files that were left out, by their extensions; empty where there are none.
pub fn left_out_line(left_out: &BTreeMap<String, usize>) -> String {
    let mut out = String::new();
    if !left_out.is_empty() {
        push(&mut out, &LeftOutLine { left_out });
    }
    out
}

#[derive(Debug, Deserialize)]
struct Suggestion {
    edits: Vec<Edit>,
}

#[derive(Debug, Deserialize)]
struct Edit {
    start: u32,
    end: u32,
    replacement: String,
}

impl Shard {
    /// Reads the lines of a shard called `name`.
    pub fn read(name: &str, bytes: &[u8]) -> Shard {
        let mut shard = Shard::default();
        // The names of the citations of each file, in its order: short forms count for the one they mean.
        let mut mentions: BTreeMap<String, Vec<Mention>> = BTreeMap::new();
        for (number, line) in bytes.split(|b| *b == b'\n').enumerate() {
            if line.trim_ascii().is_empty() {
                continue;
            }
            let broken = |error: String| Broken { path: name.to_owned(), line: number + 1, error };
            match serde_json::from_slice::<Line>(line) {
                Err(error) => shard.broken.push(broken(error.to_string())),
                Ok(Line { left_out: Some(left_out), .. }) => {
                    for (extension, count) in left_out {
                        *shard.left_out.entry(extension).or_default() += count;
                    }
                }
                Ok(mut line) => {
                    let Some(path) = line.path.take() else {
                        shard.broken.push(broken("no path".into()));
                        continue;
                    };
                    let facts = shard.files.entry(path.clone()).or_default();
                    if line.error.is_some() {
                        facts.error = line.error;
                    } else if let Some(cited) = line.cited.take() {
                        let month = line.month.as_deref().and_then(month);
                        let issuer = line.issuer.take();
                        facts.join(Facts { whole: true, cited, month, issuer, ..Facts::default() });
                    } else if let Some(code) = line.code.take() {
                        facts.items.push(line.item(code));
                    } else if line.kind.is_some() {
                        if line.kind.as_deref() == Some("own") {
                            facts.month = facts.month.or_else(|| line.month());
                            facts.issuer = facts.issuer.take().or_else(|| line.issuer.clone());
                        }
                        mentions.entry(path).or_default().push((line.cited(), line.target));
                    } else {
                        shard.broken.push(broken("neither a finding nor a mention".into()));
                    }
                }
            }
        }
        for (path, named) in mentions {
            let facts = shard.files.entry(path).or_default();
            for (own, target) in &named {
                let meant = target.and_then(|at| named.get(at)).map_or(own, |(name, _)| name);
                if let Some(name) = own.as_ref().and(meant.as_ref()) {
                    *facts.cited.entry(name.clone()).or_default() += 1;
                }
            }
        }
        shard
    }
}

impl Line {
    fn item(self, code: String) -> Item {
        let told = self.suggestion.as_ref().map(|s| {
            let edits = s.edits.iter().map(|e| (e.start, e.end, e.replacement.as_str()));
            replaced(&self.text, self.start, self.end, edits)
        });
        Item {
            line: self.line,
            column: self.column,
            code,
            name: self.name,
            severity: self.severity,
            text: facts::line(&self.text),
            message: facts::line(&self.message),
            suggestion: self.right.or(told),
            around: self.before.zip(self.behind),
            part: self.part,
            fingerprint: self.fingerprint,
        }
    }

    /// What the mention is called, where it is a citation of another document.
    fn cited(&self) -> Option<String> {
        if self.kind.as_deref() != Some("citation") || self.class.as_deref() == Some("self") {
            return None;
        }
        let Some(number) = &self.number else { return Some(facts::line(&self.text)) };
        let name = facts::called(self.r#type.as_deref(), number);
        // A number with a year in it, as "30/2020/NĐ-CP", needs no date.
        let year = number.split('/').any(|part| part.len() == 4 && part.bytes().all(|b| b.is_ascii_digit()));
        Some(match &self.date {
            Some(date) if !year => facts::dated(&name, date),
            _ => name,
        })
    }

    fn month(&self) -> Option<(i32, u32)> {
        month(self.date.as_deref()?)
    }
}

/// Year and month of "2024-03" and of "2024-03-05".
fn month(date: &str) -> Option<(i32, u32)> {
    let mut parts = date.split('-');
    let (year, month) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    facts::YEARS.contains(&year).then_some((year, month))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let item = Item {
            line: 2,
            column: 5,
            code: "TERM01".into(),
            suggestion: Some("2021-2026".into()),
            around: Some(("nhiệm kỳ ".into(), String::new())),
            part: Some("footnotes".into()),
            ..Item::default()
        };
        let facts = Facts {
            items: vec![item.clone(), Item { suggestion: None, ..item }],
            cited: BTreeMap::from([("Nghị định 30/2020/NĐ-CP".to_owned(), 2)]),
            month: Some((2024, 3)),
            issuer: Some("BỘ NỘI VỤ".into()),
            whole: true,
            error: None,
        };
        let mut out = String::new();
        lines("a.txt", &facts, &mut out);
        lines("b.txt", &Facts { whole: true, ..Facts::default() }, &mut out);
        lines("c.txt", &Facts::unread("no UTF-8".into()), &mut out);
        out.push_str(&left_out_line(&BTreeMap::from([("pdf".to_owned(), 3)])));
        let shard = Shard::read("s.jsonl", out.as_bytes());
        assert_eq!(shard.files["a.txt"], facts);
        assert!(shard.files["b.txt"].whole && shard.files["c.txt"].error.is_some());
        assert_eq!((shard.left_out["pdf"], shard.broken.len()), (3, 0));
    }

    #[test]
    fn lines_of_check_and_extract_are_read() {
        let lines = concat!(
            r#"{"path":"a.txt","code":"TERM01","name":"reversed-term","severity":"error","start":10,"end":19,"line":2,"#,
            r#""column":5,"text":"2021-2020","message":"m","suggestion":{"safety":"safe","edits":[{"start":15,"#,
            r#""end":19,"replacement":"2026"}]},"fingerprint":"f"}"#,
            "\n\n",
            r#"{"path":"b.txt","error":"no UTF-8"}"#,
            "\n",
            r#"{"path":"a.txt","kind":"citation","class":"numbered","type":"Chỉ thị","number":"45-CT/TW","#,
            r#""date":"2020-06-20","target":null,"text":"Chỉ thị số 45-CT/TW"}"#,
            "\n",
            r#"{"path":"a.txt","kind":"citation","class":"short","type":"Chỉ thị","number":"45","target":0,"text":"x"}"#,
            "\nnonsense\n",
        );
        let shard = Shard::read("s.jsonl", lines.as_bytes());
        let a = &shard.files["a.txt"];
        assert_eq!((a.items[0].line, a.items[0].suggestion.as_deref()), (2, Some("2021-2026")));
        assert_eq!(a.cited, BTreeMap::from([("Chỉ thị 45-CT/TW (20/06/2020)".to_owned(), 2)]));
        assert_eq!(shard.files["b.txt"].error.as_deref(), Some("no UTF-8"));
        assert_eq!(shard.broken.len(), 1);
        assert_eq!(shard.broken[0].line, 6);
    }
}
