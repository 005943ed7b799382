//! Findings and mentions as the objects of the JSON contract.

use std::collections::HashMap;

use serde::{Serialize, Serializer};
use unicode_normalization::UnicodeNormalization;

use crate::document::Document;
use crate::parse::{Citation, Class, Kind, Mention, Number, Pinpoint, Term};
use crate::rules::{Finding, Lang, Safety, Suggestion};
use crate::text::{Span, sentence};

use super::place::Page;
use super::plain::one_line;
use super::{Checked, Extracted};

/// A finding of `check`.
#[derive(Debug, Serialize)]
pub(super) struct FindingRecord<'a> {
    path: &'a str,
    code: &'static str,
    name: &'static str,
    severity: &'static str,
    #[serde(flatten)]
    place: PlaceRecord,
    end_line: usize,
    end_column: usize,
    text: &'a str,
    message: &'a str,
    suggestion: Option<SuggestionRecord<'a>>,
    related: Vec<RelatedRecord<'a>>,
    #[serde(flatten)]
    part: PartRecord<'a>,
    fingerprint: String,
}

/// Where something stands.
#[derive(Debug, Serialize)]
struct PlaceRecord {
    start: u32,
    end: u32,
    line: usize,
    column: usize,
}

/// In which part of a file of several parts.
#[derive(Debug, Serialize)]
struct PartRecord<'a> {
    part: Option<&'a str>,
    page: Option<u32>,
    paragraph: Option<u32>,
}

impl<'a> PartRecord<'a> {
    fn new(label: Option<&'a str>) -> Self {
        // Text formats know neither pages nor numbered paragraphs; the keys stand for those that do.
        PartRecord { part: label, page: None, paragraph: None }
    }
}

#[derive(Debug, Serialize)]
struct SuggestionRecord<'a> {
    safety: &'static str,
    edits: Vec<EditRecord<'a>>,
}

#[derive(Debug, Serialize)]
struct EditRecord<'a> {
    start: u32,
    end: u32,
    replacement: &'a str,
}

#[derive(Debug, Serialize)]
struct RelatedRecord<'a> {
    start: u32,
    end: u32,
    message: &'a str,
}

/// A file that could not be read.
#[derive(Debug, Serialize)]
pub(super) struct ErrorRecord<'a> {
    pub(super) path: &'a str,
    pub(super) error: &'a str,
}

/// The findings of a file as objects, in its order.
pub(super) fn findings<'a>(checked: &'a Checked, lang: Lang, mut each: impl FnMut(FindingRecord<'a>)) {
    let mut seen = HashMap::new();
    for group in checked.findings.chunk_by(|a, b| a.0 == b.0) {
        let part = &checked.file.source.parts[group[0].0];
        let page = Page::new(&checked.file, part);
        for (_, finding) in group {
            let span = page.file_span(finding.span);
            let shown = page.span(finding.span);
            let (from, to) = (page.place(shown.from()), page.place(shown.to()));
            each(FindingRecord {
                path: checked.file.path,
                code: finding.rule.code,
                name: finding.rule.name,
                severity: finding.severity.word(),
                place: PlaceRecord { start: span.start, end: span.end, line: from.line, column: from.column },
                end_line: to.line,
                end_column: to.column,
                text: finding.span.of(&part.text),
                message: finding.message.get(lang),
                suggestion: finding.suggestion.as_ref().map(|s| suggestion(s, &page)),
                related: finding
                    .related
                    .iter()
                    .map(|(span, message)| {
                        let Span { start, end } = page.file_span(*span);
                        RelatedRecord { start, end, message: message.get(lang) }
                    })
                    .collect(),
                part: PartRecord::new(part.label.as_deref()),
                fingerprint: fingerprint(finding, &part.text, &mut seen),
            });
        }
    }
}

fn suggestion<'a>(suggestion: &'a Suggestion, page: &Page) -> SuggestionRecord<'a> {
    let edit = |edit: &'a crate::rules::Edit| {
        let Span { start, end } = page.file_span(edit.span);
        EditRecord { start, end, replacement: &edit.replacement }
    };
    SuggestionRecord {
        safety: match suggestion.safety {
            Safety::Safe => "safe",
            Safety::Unsafe => "unsafe",
        },
        edits: suggestion.edits.iter().map(edit).collect(),
    }
}

/// What stands for a finding when the file is moved or changed elsewhere: its rule, its words and their sentence.
/// Equal ones in one file are told apart by their count.
fn fingerprint(finding: &Finding, text: &str, seen: &mut HashMap<u64, u32>) -> String {
    let mut hash = Fnv::default();
    hash.write(finding.rule.code);
    hash.write(finding.span.of(text));
    hash.write(sentence(text, finding.span).of(text));
    let count = seen.entry(hash.0).or_default();
    if *count > 0 {
        hash.write(&count.to_string());
    }
    *count += 1;
    format!("{:016x}", hash.0)
}

/// FNV-1a of 64 bits: the same on every machine and in every version, which the hasher of the standard library is not.
struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Fnv {
    /// Adds words in NFC and without regard to how they are broken into lines, then a mark that ends the field.
    fn write(&mut self, field: &str) {
        for word in field.split_whitespace() {
            let mut buffer = [0; 4];
            for c in word.nfc() {
                self.bytes(c.encode_utf8(&mut buffer).as_bytes());
            }
            self.bytes(b" ");
        }
        self.bytes(&[0xff]);
    }

    fn bytes(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }
}

/// A mention of `extract`.
#[derive(Debug, Serialize)]
pub(super) struct MentionRecord<'a> {
    path: &'a str,
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    class: Option<&'static str>,
    #[serde(flatten)]
    place: PlaceRecord,
    text: &'a str,
    #[serde(flatten)]
    fields: Fields,
    spans: Spans,
    #[serde(flatten)]
    part: PartRecord<'a>,
}

/// What is known of a mention beside its place, by kind.
#[derive(Debug, Serialize)]
#[serde(untagged)]
enum Fields {
    Citation(CitationFields),
    Own(CitationFields),
    Term { term: &'static str, ordinal: Option<String>, from: Option<u32>, to: Option<u32> },
    Pinpoint { levels: Vec<(&'static str, String)>, target: Option<usize> },
}

#[derive(Debug, Default, Serialize)]
struct CitationFields {
    r#type: Option<&'static str>,
    number: Option<String>,
    date: Option<String>,
    issuer: Option<String>,
    title: Option<String>,
    subject: Option<String>,
    target: Option<usize>,
}

/// Where each field stands, in the file: only the fields that the text gives.
#[derive(Debug, Default)]
struct Spans(Vec<(&'static str, Span)>);

impl Serialize for Spans {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, span)| (name, (span.start, span.end))))
    }
}

/// What one row of a table says of a mention.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) kind: &'static str,
    pub(super) text: String,
    pub(super) number: Option<String>,
    pub(super) date: Option<String>,
    pub(super) issuer: Option<String>,
    pub(super) target: Option<usize>,
}

impl MentionRecord<'_> {
    /// The mention as a row.
    pub(super) fn row(self) -> Row {
        let (number, date, issuer, target) = match self.fields {
            Fields::Citation(f) | Fields::Own(f) => (f.number, f.date, f.issuer, f.target),
            Fields::Term { ordinal, from, to, .. } => {
                let years = from.zip(to).map(|(from, to)| format!("{from}-{to}"));
                (ordinal, years, None, None)
            }
            Fields::Pinpoint { target, .. } => (None, None, None, target),
        };
        Row {
            line: self.place.line,
            column: self.place.column,
            kind: self.class.unwrap_or(self.kind),
            text: one_line(self.text),
            number,
            date,
            issuer,
            target,
        }
    }
}

/// The mentions of a file as objects, in its order.
pub(super) fn mentions<'a>(extracted: &'a Extracted, mut each: impl FnMut(MentionRecord<'a>)) {
    let mut before = 0;
    for (doc, part) in extracted.documents.iter().zip(&extracted.file.source.parts) {
        if doc.mentions.is_empty() {
            continue;
        }
        let page = Page::new(&extracted.file, part);
        for (index, mention) in doc.mentions.iter().enumerate() {
            let reader = Reader { doc, page: &page, before, spans: Spans::default() };
            let original = doc.original(mention.span);
            let span = page.file_span(original);
            let place = page.place(page.span(original).from());
            let (kind, class, fields, spans) = reader.read(index, mention);
            each(MentionRecord {
                path: extracted.file.path,
                kind,
                class,
                place: PlaceRecord { start: span.start, end: span.end, line: place.line, column: place.column },
                text: original.of(&part.text),
                fields,
                spans,
                part: PartRecord::new(part.label.as_deref()),
            });
        }
        before += doc.mentions.len();
    }
}

/// Reads the fields of one mention and notes where they stand.
struct Reader<'r, 'a> {
    doc: &'r Document<'a>,
    page: &'r Page<'r>,
    /// Mentions in the parts before: targets count over the file.
    before: usize,
    spans: Spans,
}

impl Reader<'_, '_> {
    fn read(mut self, index: usize, mention: &Mention) -> (&'static str, Option<&'static str>, Fields, Spans) {
        let (kind, class, fields) = match &mention.kind {
            Kind::Citation(c) => ("citation", Some(class(c.class)), Fields::Citation(self.citation(c))),
            Kind::Own(n) => ("own", None, Fields::Own(self.own(index, n))),
            Kind::Term(t) => ("term", None, self.term(t)),
            Kind::Pinpoint(p) => ("pinpoint", None, self.pinpoint(p)),
        };
        (kind, class, fields, self.spans)
    }

    /// Notes where a field stands.
    fn at(&mut self, name: &'static str, span: Span) {
        let span = self.page.file_span(self.doc.original(span));
        self.spans.0.push((name, span));
    }

    /// Notes where a field stands and gives its words on one line.
    fn words(&mut self, name: &'static str, span: Option<Span>) -> Option<String> {
        let span = span?;
        self.at(name, span);
        Some(one_line(self.doc.slice(span)))
    }

    fn citation(&mut self, c: &Citation) -> CitationFields {
        CitationFields {
            r#type: c.doc_type.map(|word| {
                self.at("type", word.span);
                word.name
            }),
            number: c.number.as_ref().map(|n| self.number(n)),
            date: c.date.and_then(|date| {
                self.at("date", date.span);
                date.date().map(|d| d.to_string())
            }),
            issuer: self.words("issuer", c.issuer.map(|i| i.span)),
            title: self.words("title", c.title),
            subject: self.words("subject", c.subject),
            target: c.target.map(|t| t + self.before),
        }
    }

    /// The document's own number, with what its head says of it.
    fn own(&mut self, index: usize, number: &Number) -> CitationFields {
        let head = &self.doc.head;
        if head.own != Some(index) {
            return CitationFields { number: Some(self.number(number)), ..CitationFields::default() };
        }
        CitationFields {
            r#type: head.doc_type.map(|word| {
                self.at("type", word.span);
                word.name
            }),
            number: Some(self.number(number)),
            date: head.date.and_then(|date| {
                self.at("date", date.span);
                date.date().map(|d| d.to_string())
            }),
            issuer: self.words("issuer", head.issuer.map(|i| i.span)),
            title: None,
            subject: self.words("subject", head.subject),
            target: None,
        }
    }

    fn number(&mut self, number: &Number) -> String {
        self.at("number", number.span);
        number.canonical.clone()
    }

    fn term(&mut self, term: &Term) -> Fields {
        self.at("term", term.word);
        let ordinal = self.words("ordinal", term.ordinal.map(|o| o.span));
        if let Some(years) = term.years {
            self.at("from", years.from.span);
            self.at("to", years.to.span);
        }
        Fields::Term {
            term: term.kind.word(),
            ordinal,
            from: term.years.and_then(|y| y.from.value),
            to: term.years.and_then(|y| y.to.value),
        }
    }

    fn pinpoint(&mut self, pinpoint: &Pinpoint) -> Fields {
        let levels =
            pinpoint.steps.iter().map(|step| (step.unit.word(), one_line(self.doc.slice(step.value)))).collect();
        Fields::Pinpoint { levels, target: pinpoint.target.map(|t| t + self.before) }
    }
}

/// The word of the contract.
fn class(class: Class) -> &'static str {
    match class {
        Class::Numbered => "numbered",
        Class::Named => "named",
        Class::Short => "short",
        Class::This => "self",
    }
}

/// What the words become: the replacement alone where it is one, else the wrong words with all edits made.
pub(super) fn suggested(finding: &Finding, text: &str) -> Option<String> {
    let suggestion = finding.suggestion.as_ref()?;
    if let [edit] = suggestion.edits.as_slice()
        && !edit.span.is_empty()
        && !edit.replacement.is_empty()
    {
        return Some(one_line(&edit.replacement));
    }
    let around = suggestion.edits.iter().fold(finding.span, |span, edit| span.join(edit.span));
    let mut out = String::new();
    let mut done = around.from();
    for edit in &suggestion.edits {
        out.push_str(text.get(done..edit.span.from())?);
        out.push_str(&edit.replacement);
        done = edit.span.to();
    }
    out.push_str(text.get(done..around.to())?);
    Some(one_line(&out))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_hash_is_fnv_1a() {
        let mut hash = Fnv::default();
        hash.bytes(b"foobar");
        assert_eq!(hash.0, 0x8594_4171_f739_67e8);
    }

    #[test]
    fn the_hash_ignores_composition_and_line_breaks() {
        let of = |text: &str| {
            let mut hash = Fnv::default();
            hash.write(text);
            hash.0
        };
        assert_eq!(of("nhiệm kỳ"), of("nhie\u{323}\u{302}m\n  ky\u{300}"));
        assert_ne!(of("nhiệm kỳ"), of("nhiệmkỳ"));
    }
}
