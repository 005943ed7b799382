//! Sentences with their mentions marked (`fixtures/marks/*.txt`): exactly those are found, where they are marked and with
//! the fields that the mark gives.
//!
//! One sentence a line. `⟦kind:words⟧` marks a mention, `⟦kind{field=value;…}:words⟧` with fields, of which `-` is none.
//! Kinds: `numbered`, `named`, `short`, `self`, `own`, `term`, `pinpoint`. `⏎` is a line break, `\u{a0}` a character by
//! its number. Lines that begin with `#` are remarks. A line that begins with `✗` is not yet read as marked; as soon as
//! it is, the sign must go.

use std::fmt::Write;
use std::path::Path;

use soat::document::{self, Document};
use soat::parse::{Class, Kind, Mention};
use soat::text::{Search, Span};
use unicode_normalization::UnicodeNormalization;

/// A marked mention.
#[derive(Debug)]
struct Mark {
    span: Span,
    kind: String,
    fields: Vec<(String, String)>,
}

/// A sentence without its marks, and the marks.
fn unmark(line: &str) -> (String, Vec<Mark>) {
    let line = characters(&line.replace('⏎', "\n"));
    let mut text = String::new();
    let mut marks = Vec::new();
    let mut rest = line.as_str();
    while let Some(open) = rest.find('⟦') {
        text.push_str(&rest[..open]);
        let close = rest.find('⟧').unwrap_or_else(|| panic!("a mark without its end: {line}"));
        let mark = &rest[open + '⟦'.len_utf8()..close];
        let named = mark.find([':', '{']).unwrap_or_else(|| panic!("a mark without words: {mark}"));
        let (kind, behind) = mark.split_at(named);
        let (fields, words) = match behind.strip_prefix('{') {
            Some(behind) => behind.split_once("}:").unwrap_or_else(|| panic!("fields without their end: {mark}")),
            None => ("", &behind[1..]),
        };
        let fields = fields.split(';').filter(|f| !f.is_empty()).map(|field| {
            let (name, value) = field.split_once('=').unwrap_or_else(|| panic!("a field without value: {mark}"));
            (name.to_string(), value.to_string())
        });
        let span = Span::new(text.len(), text.len() + words.len());
        marks.push(Mark { span, kind: kind.to_string(), fields: fields.collect() });
        text.push_str(words);
        rest = &rest[close + '⟧'.len_utf8()..];
    }
    text.push_str(rest);
    (text, marks)
}

/// The text with `\u{…}` replaced by the character of that number.
fn characters(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("\\u{") {
        let (number, behind) = behind.split_once('}').expect("a character by its number ends with }");
        out.push_str(before);
        out.push(u32::from_str_radix(number, 16).ok().and_then(char::from_u32).expect("the number of a character"));
        rest = behind;
    }
    out.push_str(rest);
    out
}

fn kind(mention: &Mention) -> &'static str {
    match &mention.kind {
        Kind::Citation(c) => match c.class {
            Class::Numbered => "numbered",
            Class::Named => "named",
            Class::Short => "short",
            Class::This => "self",
        },
        Kind::Term(_) => "term",
        Kind::Pinpoint(_) => "pinpoint",
        Kind::Own(_) => "own",
    }
}

/// A field of a mention as a mark gives it.
fn field(doc: &Document, mention: &Mention, name: &str) -> Option<String> {
    let words = |span: Span| doc.slice(span).split_whitespace().collect::<Vec<_>>().join(" ");
    match (&mention.kind, name) {
        (_, "number") => mention.number().map(|n| n.canonical.clone()),
        (Kind::Citation(c), "type") => c.doc_type.map(|w| w.name.to_string()),
        (Kind::Citation(c), "date") => c.date.and_then(|d| d.date()).map(|d| d.to_string()),
        (Kind::Citation(c), "issuer") => c.issuer.map(|i| words(i.span)),
        (Kind::Citation(c), "year") => c.year.map(|y| words(y.span)),
        (Kind::Citation(c), "title") => c.title.map(words),
        (Kind::Term(t), "term") => Some(t.kind.word().to_string()),
        (Kind::Term(t), "ordinal") => t.ordinal.map(|o| words(o.span)),
        (Kind::Term(t), "from") => t.years.and_then(|y| y.from.value).map(|v| v.to_string()),
        (Kind::Term(t), "to") => t.years.and_then(|y| y.to.value).map(|v| v.to_string()),
        (Kind::Pinpoint(p), "levels") => {
            let steps = p.steps.iter().map(|s| format!("{} {}", s.unit.word(), words(s.value)));
            Some(steps.collect::<Vec<_>>().join(", "))
        }
        _ => panic!("{} has no field {name}", kind(mention)),
    }
}

/// In what the mentions of a text differ from its marks.
fn differences(text: &str, marks: &[Mark]) -> String {
    let search = Search::new(text);
    let doc = document::read(&search);
    let mut out = String::new();
    let found: Vec<_> = doc.mentions.iter().map(|m| (kind(m), doc.original(m.span))).collect();
    for (kind, span) in &found {
        if !marks.iter().any(|m| m.kind == *kind && m.span == *span) {
            write!(out, "\n    found {kind} {:?}", span.of(text)).unwrap();
        }
    }
    for mark in marks {
        let words = mark.span.of(text);
        let Some(index) = found.iter().position(|(kind, span)| mark.kind == *kind && mark.span == *span) else {
            write!(out, "\n    missed {} {words:?}", mark.kind).unwrap();
            continue;
        };
        for (name, value) in &mark.fields {
            let got = field(&doc, &doc.mentions[index], name);
            if got.as_deref().unwrap_or("-") != value {
                write!(out, "\n    {name} of {words:?} is {got:?}, not {value:?}").unwrap();
            }
        }
    }
    out
}

/// The same sentence with all its letters taken apart, and its marks there.
fn apart(text: &str, marks: &[Mark]) -> (String, Vec<Mark>) {
    let place = |at: usize| text[..at].nfd().map(char::len_utf8).sum::<usize>();
    let moved = marks.iter().map(|m| Mark {
        span: Span::new(place(m.span.from()), place(m.span.to())),
        kind: m.kind.clone(),
        fields: m.fields.clone(),
    });
    (text.nfd().collect(), moved.collect())
}

/// Every sentence of every file, with its place and whether it is read as marked by now.
fn sentences() -> Vec<(String, bool, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/marks");
    let mut paths: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let mut out = Vec::new();
    for path in paths {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        for (n, line) in std::fs::read_to_string(&path).unwrap().lines().enumerate() {
            if line.starts_with('#') || line.trim().is_empty() {
                continue;
            }
            let (done, line) = line.strip_prefix("✗ ").map_or((true, line), |line| (false, line));
            out.push((format!("{name}:{}", n + 1), done, line.to_string()));
        }
    }
    out
}

#[test]
fn mentions_are_found_where_they_are_marked() {
    let mut faults = String::new();
    for (place, done, line) in sentences() {
        let (text, marks) = unmark(&line);
        let different = differences(&text, &marks);
        match (done, different.is_empty()) {
            (true, false) => write!(faults, "\n{place}: {text}{different}").unwrap(),
            (false, true) => write!(faults, "\n{place}: is read as marked now, take the ✗ away: {text}").unwrap(),
            _ => {}
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn letters_taken_apart_change_nothing() {
    let mut faults = String::new();
    for (place, _, line) in sentences().iter().filter(|(_, done, _)| *done) {
        let (text, marks) = unmark(line);
        let (text, marks) = apart(&text, &marks);
        let different = differences(&text, &marks);
        if !different.is_empty() {
            write!(faults, "\n{place}: {text}{different}").unwrap();
        }
    }
    assert!(faults.is_empty(), "{faults}");
}

#[test]
fn there_are_enough_and_none_twice() {
    let mut lines: Vec<_> = sentences().into_iter().map(|(_, _, line)| line).collect();
    let count = lines.len();
    assert!(count >= 150, "{count} sentences");
    lines.sort();
    lines.dedup();
    assert_eq!(lines.len(), count, "a sentence stands twice");
}

#[test]
fn marks_are_read() {
    let (text, marks) = unmark("Theo ⟦named{year=2013;title=-}:Luật Đất\\u{a0}đai⟧⏎và ⟦self:Luật này⟧.");
    assert_eq!(text, "Theo Luật Đất\u{a0}đai\nvà Luật này.");
    let spans: Vec<_> = marks.iter().map(|m| (m.kind.as_str(), m.span.of(&text))).collect();
    assert_eq!(spans, [("named", "Luật Đất\u{a0}đai"), ("self", "Luật này")]);
    assert_eq!(marks[0].fields, [("year".into(), "2013".into()), ("title".into(), "-".into())]);
}
