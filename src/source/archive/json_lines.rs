//! JSON Lines: a document on each line, as an object with its text in a field.

use std::fmt;
use std::io::{self, BufRead, Read};

use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};

use super::super::{Format, Limits, ReadError};
use super::ledger::Ledger;
use super::{Members, Step, broken};

/// Fields that hold the text of a document; of several the first counts.
const TEXTS: [&str; 4] = ["text", "content", "body", "html"];

/// Fields that hold its name; of several the first counts.
const NAMES: [&str; 4] = ["path", "url", "id", "name"];

/// Lines that are no JSON before the file is given up, where none was before them.
const FAULTS: usize = 10;

/// What a line holds.
#[derive(Debug, PartialEq, Eq)]
pub enum Line {
    /// A document.
    Document {
        /// Its name, where it has one.
        name: Option<String>,
        /// Its text.
        text: String,
        /// Its format.
        format: Format,
    },
    /// A finding, a mention or a failure that soat wrote.
    Own,
    /// An object without a text, or something else.
    Other,
}

/// Reads a line.
///
/// # Errors
/// What is wrong with it as JSON.
pub fn line(line: &[u8]) -> Result<Line, serde_json::Error> {
    let Object { mut texts, mut names, marks } = serde_json::from_slice(line)?;
    if marks.own() {
        return Ok(Line::Own);
    }
    let Some(at) = texts.iter().position(Option::is_some) else { return Ok(Line::Other) };
    let text = texts[at].take().unwrap_or_default();
    // "text" is what was taken out of a page; the others may be the page itself.
    let page = match TEXTS[at] {
        "html" => true,
        "text" => false,
        _ => begins_with_tag(&text),
    };
    let name = names.iter_mut().find_map(Option::take);
    Ok(Line::Document { name, text, format: if page { Format::Html } else { Format::Text } })
}

fn begins_with_tag(text: &str) -> bool {
    let mut head = text.trim_start().bytes();
    head.next() == Some(b'<') && head.next().is_some_and(|b| b.is_ascii_alphabetic() || b == b'!' || b == b'?')
}

/// What is kept of an object.
#[derive(Default)]
struct Object {
    texts: [Option<String>; 4],
    names: [Option<String>; 4],
    marks: Marks,
}

/// Fields that only lines of soat's have.
#[derive(Default)]
struct Marks {
    code: bool,
    fingerprint: bool,
    kind: bool,
    start: bool,
    error: bool,
    /// Any field but those of a failure.
    more: bool,
}

impl Marks {
    fn own(&self) -> bool {
        self.code && self.fingerprint || self.kind && self.start || self.error && !self.more
    }
}

impl<'de> Deserialize<'de> for Object {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Objects)
    }
}

struct Objects;

impl<'de> Visitor<'de> for Objects {
    type Value = Object;

    fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Object, A::Error> {
        let mut out = Object::default();
        while let Some(key) = map.next_key::<String>()? {
            let marks = &mut out.marks;
            match &*key {
                "code" => marks.code = true,
                "fingerprint" => marks.fingerprint = true,
                "kind" => marks.kind = true,
                "start" => marks.start = true,
                "error" => marks.error = true,
                _ => {}
            }
            marks.more |= !matches!(&*key, "path" | "error");
            if let Some(at) = TEXTS.iter().position(|known| *known == key) {
                out.texts[at] = map.next_value::<Value>()?.0;
            } else if let Some(at) = NAMES.iter().position(|known| *known == key) {
                out.names[at] = map.next_value::<Value>()?.0.filter(|name| !name.is_empty());
            } else {
                map.next_value::<IgnoredAny>()?;
            }
        }
        Ok(out)
    }

    fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut seq: A) -> Result<Object, A::Error> {
        while seq.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Object::default())
    }

    fn visit_str<E>(self, _: &str) -> Result<Object, E> {
        Ok(Object::default())
    }

    fn visit_bool<E>(self, _: bool) -> Result<Object, E> {
        Ok(Object::default())
    }

    fn visit_i64<E>(self, _: i64) -> Result<Object, E> {
        Ok(Object::default())
    }

    fn visit_u64<E>(self, _: u64) -> Result<Object, E> {
        Ok(Object::default())
    }

    fn visit_f64<E>(self, _: f64) -> Result<Object, E> {
        Ok(Object::default())
    }

    fn visit_unit<E>(self) -> Result<Object, E> {
        Ok(Object::default())
    }
}

/// A string or a whole number as words; none for all else.
struct Value(Option<String>);

impl<'de> Deserialize<'de> for Value {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Values;

        impl<'de> Visitor<'de> for Values {
            type Value = Value;

            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a value")
            }

            fn visit_str<E>(self, text: &str) -> Result<Value, E> {
                Ok(Value(Some(text.to_owned())))
            }

            fn visit_string<E>(self, text: String) -> Result<Value, E> {
                Ok(Value(Some(text)))
            }

            fn visit_u64<E>(self, number: u64) -> Result<Value, E> {
                Ok(Value(Some(number.to_string())))
            }

            fn visit_i64<E>(self, number: i64) -> Result<Value, E> {
                Ok(Value(Some(number.to_string())))
            }

            fn visit_f64<E>(self, _: f64) -> Result<Value, E> {
                Ok(Value(None))
            }

            fn visit_bool<E>(self, _: bool) -> Result<Value, E> {
                Ok(Value(None))
            }

            fn visit_unit<E>(self) -> Result<Value, E> {
                Ok(Value(None))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
                while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(Value(None))
            }

            fn visit_seq<A: serde::de::SeqAccess<'de>>(self, mut seq: A) -> Result<Value, A::Error> {
                while seq.next_element::<IgnoredAny>()?.is_some() {}
                Ok(Value(None))
            }
        }

        deserializer.deserialize_any(Values)
    }
}

/// A file of JSON Lines.
pub(super) struct JsonLines {
    stream: Box<dyn BufRead>,
    /// The line, from 1.
    number: usize,
    faults: usize,
    any: bool,
}

impl JsonLines {
    pub(super) fn new(stream: Box<dyn BufRead>) -> Self {
        JsonLines { stream, number: 0, faults: 0, any: false }
    }

    fn step(&mut self, limits: &Limits) -> io::Result<Step> {
        let mut bytes = Vec::new();
        let most = limits.file_size.saturating_add(1);
        if (&mut self.stream).take(most).read_until(b'\n', &mut bytes)? == 0 {
            return Ok(Step::End);
        }
        self.number += 1;
        let name = self.number.to_string();
        if bytes.len() as u64 == most && bytes.last() != Some(&b'\n') {
            let size = most + self.stream.skip_until(b'\n')? as u64;
            return Ok(Step::Refused { name, error: ReadError::TooLarge(size, limits.file_size) });
        }
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&bytes);
        if bytes.trim_ascii().is_empty() {
            return Ok(Step::Passed);
        }
        Ok(match line(bytes) {
            Ok(line) => {
                self.any = true;
                match line {
                    Line::Document { name: own, text, format } => {
                        let (name, bytes) = (own.unwrap_or(name), text.into_bytes());
                        Step::Document { name, format: Some(format), bytes }
                    }
                    Line::Own => Step::Passed,
                    Line::Other => Step::LeftOut("jsonl".into()),
                }
            }
            Err(error) => {
                self.faults += 1;
                let error = ReadError::Json(error.to_string());
                if !self.any && self.faults == FAULTS { Step::Broken(error) } else { Step::Refused { name, error } }
            }
        })
    }
}

impl Members for JsonLines {
    fn next(&mut self, limits: &Limits, _: &Ledger) -> Step {
        self.step(limits).unwrap_or_else(|error| Step::Broken(broken(&error)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(name: Option<&str>, text: &str, format: Format) -> Line {
        Line::Document { name: name.map(Into::into), text: text.into(), format }
    }

    #[test]
    fn texts_and_names_are_taken_by_their_keys() {
        let read = |text: &str| line(text.as_bytes()).unwrap();
        assert_eq!(read(r#"{"id": 7, "text": "a\nb"}"#), document(Some("7"), "a\nb", Format::Text));
        assert_eq!(
            read(r#"{"html": "<p>x", "url": "https://x.vn", "id": 1}"#),
            document(Some("https://x.vn"), "<p>x", Format::Html)
        );
        assert_eq!(
            read(r#"{"text": null, "content": "<p>x", "meta": {"text": [1]}}"#),
            document(None, "<p>x", Format::Html)
        );
        assert_eq!(read(r#"{"body": "1 < 2", "path": ""}"#), document(None, "1 < 2", Format::Text));
        for other in [r#"{"title": "x"}"#, "[1]", "1", "-1", "null", "true", "\"x\"", "1.5", r#"{"text": {"a": 1}}"#] {
            assert_eq!(read(other), Line::Other, "{other}");
        }
        assert!(line(b"x").is_err() && line(b"{\"text\": \"\xff\"}").is_err());
    }

    #[test]
    fn lines_of_the_programs_own_are_no_documents() {
        for own in [
            r#"{"path":"a.txt","code":"TERM01","start":1,"text":"2021-2020","fingerprint":"f"}"#,
            r#"{"path":"a.txt","kind":"citation","start":0,"text":"x"}"#,
            r#"{"path":"a.txt","error":"x"}"#,
        ] {
            assert_eq!(line(own.as_bytes()).unwrap(), Line::Own, "{own}");
        }
        assert_ne!(line(br#"{"path":"a.txt","error":"","text":"x"}"#).unwrap(), Line::Own);
    }

    #[test]
    fn deep_values_do_not_take_the_program_down() {
        let deep = format!("{{\"x\": {}1{}, \"text\": \"a\"}}", "[".repeat(100_000), "]".repeat(100_000));
        assert_eq!(line(deep.as_bytes()).unwrap(), document(None, "a", Format::Text));
    }
}
