//! JSON Lines that `check` and `extract` wrote elsewhere, read back.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::output::replaced;

use super::facts::{self, Facts, Item};

/// What a file of JSON Lines tells.
#[derive(Debug, Default)]
pub struct Shard {
    pub(super) files: BTreeMap<String, Facts>,
    pub(super) broken: Vec<Broken>,
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
                Ok(mut line) => {
                    let Some(path) = line.path.take() else {
                        shard.broken.push(broken("no path".into()));
                        continue;
                    };
                    let facts = shard.files.entry(path.clone()).or_default();
                    if line.error.is_some() {
                        facts.error = line.error;
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
        let suggestion = self.suggestion.as_ref().map(|s| {
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
            suggestion,
            around: None,
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
        let mut parts = self.date.as_deref()?.split('-');
        Some((parts.next()?.parse().ok()?, parts.next()?.parse().ok()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
