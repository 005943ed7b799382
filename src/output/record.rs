//! Findings and mentions as the objects of the JSON contract.

use std::collections::HashMap;

use serde::{Serialize, Serializer};
use unicode_normalization::UnicodeNormalization;

use crate::document::Document;
use crate::parse::{Citation, Class, Kind, Mention, Number, Pinpoint, Term};
use crate::rules::{Finding, Lang, Safety, Suggestion};
use crate::source::{Charset, Part};
use crate::text::{Span, sentence};

use super::mentioned::Mentioned;
use super::place::Page;
use super::plain::one_line;
use super::replaced::replaced;
use super::{Checked, Extracted};

/// A finding of `check`.
#[derive(Debug, Serialize)]
pub(super) struct FindingRecord<'a> {
    pub(super) path: &'a str,
    pub(super) code: &'static str,
    pub(super) name: &'static str,
    pub(super) severity: &'static str,
    #[serde(flatten)]
    pub(super) place: PlaceRecord,
    pub(super) end_line: usize,
    pub(super) end_column: usize,
    pub(super) text: &'a str,
    pub(super) message: &'a str,
    suggestion: Option<SuggestionRecord<'a>>,
    related: Vec<RelatedRecord<'a>>,
    #[serde(flatten)]
    part: PartRecord<'a>,
    pub(super) fingerprint: String,
}

/// Where something stands.
#[derive(Debug, Serialize)]
pub(super) struct PlaceRecord {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) line: usize,
    pub(super) column: usize,
}

/// In which part of a file of several parts.
#[derive(Debug, Serialize)]
struct PartRecord<'a> {
    part: Option<&'a str>,
    page: Option<u32>,
    paragraph: Option<u32>,
    /// Only where the text was not Unicode.
    #[serde(skip_serializing_if = "Option::is_none")]
    charset: Option<&'static str>,
}

impl<'a> PartRecord<'a> {
    fn new(part: &'a Part, span: Span) -> Self {
        let at = span.start;
        PartRecord {
            part: part.label.as_deref(),
            page: part.layout.page(at),
            paragraph: part.layout.paragraph(at),
            charset: part.charset.map(Charset::word),
        }
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
    walk(checked, lang, |record, _, _| each(record));
}

/// The findings of a file as objects, each with the finding itself and the text its place is counted in.
pub(super) fn walk<'a>(
    checked: &'a Checked,
    lang: Lang,
    mut each: impl FnMut(FindingRecord<'a>, &'a Finding, &Page<'a>),
) {
    let mut seen = HashMap::new();
    for group in checked.findings.chunk_by(|a, b| a.0 == b.0) {
        let part = &checked.file.source.parts[group[0].0];
        let page = Page::new(&checked.file, part);
        for (_, finding) in group {
            let span = page.told_span(finding.span);
            let shown = page.span(finding.span);
            let (from, to) = (page.place(shown.from()), page.place(shown.to()));
            let record = FindingRecord {
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
                        let Span { start, end } = page.told_span(*span);
                        RelatedRecord { start, end, message: message.get(lang) }
                    })
                    .collect(),
                part: PartRecord::new(part, finding.span),
                fingerprint: fingerprint(finding, &part.text, &mut seen),
            };
            each(record, finding, &page);
        }
    }
}

/// A finding in words, for reports over many files.
#[derive(Debug)]
pub struct Told {
    /// Its line, from 1.
    pub line: usize,
    /// Its column, from 1.
    pub column: usize,
    /// The code of its rule.
    pub code: &'static str,
    /// The name of its rule.
    pub name: &'static str,
    /// The word of its severity.
    pub severity: &'static str,
    /// The words that are wrong, on one line.
    pub text: String,
    /// What is wrong, on one line.
    pub message: String,
    /// What the words become.
    pub suggestion: Option<String>,
    /// The sentence before the words.
    pub before: String,
    /// The sentence behind the words.
    pub behind: String,
    /// The part of the file.
    pub part: Option<String>,
    /// What stands for it.
    pub fingerprint: String,
}

/// The findings of a file in words, in its order.
pub fn told(checked: &Checked, lang: Lang, mut each: impl FnMut(Told)) {
    walk(checked, lang, |record, finding, page| {
        let text = &page.part().text;
        let sentence = sentence(text, finding.span);
        let line = |from: usize, to: usize| one_line(text.get(from..to).unwrap_or_default());
        let blank = |at: usize| text.get(at..).is_some_and(|rest| rest.starts_with(char::is_whitespace));
        let mut before = line(sentence.from(), finding.span.from());
        if text.get(..finding.span.from()).is_some_and(|t| t.ends_with(char::is_whitespace)) && !before.is_empty() {
            before.push(' ');
        }
        let mut behind = line(finding.span.to(), sentence.to());
        if blank(finding.span.to()) && !behind.is_empty() {
            behind.insert(0, ' ');
        }
        each(Told {
            line: record.place.line,
            column: record.place.column,
            code: record.code,
            name: record.name,
            severity: record.severity,
            text: one_line(record.text),
            message: one_line(record.message),
            suggestion: record.suggestion.as_ref().map(|s| {
                let edits = s.edits.iter().map(|e| (e.start, e.end, e.replacement));
                replaced(record.text, record.place.start, record.place.end, edits)
            }),
            before,
            behind,
            part: page.part().label.clone(),
            fingerprint: record.fingerprint,
        });
    });
}

fn suggestion<'a>(suggestion: &'a Suggestion, page: &Page) -> SuggestionRecord<'a> {
    let edit = |edit: &'a crate::rules::Edit| {
        let Span { start, end } = page.told_span(edit.span);
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

/// The fingerprints of the findings of a file, in its order.
pub fn fingerprints(checked: &Checked) -> Vec<String> {
    let mut seen = HashMap::new();
    let parts = &checked.file.source.parts;
    checked.findings.iter().map(|(part, finding)| fingerprint(finding, &parts[*part].text, &mut seen)).collect()
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

/// What stands for some words, as 16 hexadecimal digits.
pub(super) fn print_of(words: &[&str]) -> String {
    let mut hash = Fnv::default();
    for word in words {
        hash.write(word);
    }
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
        // Combining marks begin with 0xCC or 0xCD; without them all is composed.
        let is_loose = |text: &str| memchr::memchr2(0xcc, 0xcd, text.as_bytes()).is_some();
        if is_loose(field) {
            // No letter is composed with a blank.
            for piece in field.split_inclusive(' ') {
                if is_loose(piece) { self.composed(&piece.nfc().collect::<String>()) } else { self.composed(piece) }
            }
        } else {
            self.composed(field);
        }
        self.byte(0xff);
    }

    /// Adds the words of a field, each with one blank behind it.
    fn composed(&mut self, field: &str) {
        let bytes = field.as_bytes();
        let (mut at, mut within) = (0, false);
        while let Some(&byte) = bytes.get(at) {
            let blank = match byte {
                b'\t'..=b'\r' | b' ' => 1,
                // Only these begin blanks of several bytes, and most that this one begins are letters.
                0xe1 if bytes.get(at + 1) != Some(&0x9a) => 0,
                0xc2 | 0xe1..=0xe3 => {
                    field[at..].chars().next().filter(|c| c.is_whitespace()).map_or(0, char::len_utf8)
                }
                _ => 0,
            };
            if blank == 0 {
                self.byte(byte);
            } else if within {
                self.byte(b' ');
            }
            within = blank == 0;
            at += blank.max(1);
        }
        if within {
            self.byte(b' ');
        }
    }

    #[inline]
    fn byte(&mut self, byte: u8) {
        self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
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
    /// The mention in words of its own, for what joins many files.
    pub(super) fn mentioned(self) -> Mentioned {
        let mut out = Mentioned {
            kind: self.kind,
            class: self.class.unwrap_or_default(),
            start: self.place.start,
            end: self.place.end,
            line: self.place.line,
            column: self.place.column,
            text: one_line(self.text),
            part: self.part.part.unwrap_or_default().to_owned(),
            ..Mentioned::default()
        };
        match self.fields {
            Fields::Citation(f) | Fields::Own(f) => {
                out.doc_type = f.r#type.unwrap_or_default();
                out.number = f.number.unwrap_or_default();
                out.date = f.date.unwrap_or_default();
                out.issuer = f.issuer.unwrap_or_default();
                out.title = f.title.unwrap_or_default();
                out.subject = f.subject.unwrap_or_default();
                out.target = f.target;
            }
            Fields::Term { term, ordinal, from, to } => {
                out.term = term;
                out.ordinal = ordinal.unwrap_or_default();
                (out.from, out.to) = (from, to);
            }
            Fields::Pinpoint { levels, target } => {
                let words: Vec<String> = levels.iter().map(|(unit, value)| format!("{unit} {value}")).collect();
                out.levels = words.join(" ");
                out.target = target;
            }
        }
        out
    }

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
            let span = page.told_span(original);
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
                part: PartRecord::new(part, original),
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
        let span = self.page.told_span(self.doc.original(span));
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

/// How far from the wrong words an edit may lie to be told with them, in bytes.
const NEAR: u32 = 200;

/// What the words become: the wrong words with the edits made that lie in or near them. A suggestion that changes a
/// whole text would be told by the whole text.
pub fn suggested(finding: &Finding, text: &str) -> Option<String> {
    let suggestion = finding.suggestion.as_ref()?;
    let near = |edit: &&crate::rules::Edit| {
        edit.span.start + NEAR >= finding.span.start && edit.span.end <= finding.span.end + NEAR
    };
    let around = suggestion.edits.iter().filter(near).fold(finding.span, |span, edit| span.join(edit.span));
    let mut out = String::new();
    let mut done = around.from();
    for edit in suggestion.edits.iter().filter(near) {
        out.push_str(text.get(done..edit.span.from())?);
        out.push_str(&edit.replacement);
        done = edit.span.to();
    }
    out.push_str(text.get(done..around.to())?);
    Some(one_line(&out))
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::super::File;
    use super::*;
    use crate::document::{self, Head};
    use crate::parse::{
        DateForm, DateRef, Figure, Oddities, Ordinal, Regime, Step, TermKind, TypeWord, Unit, Year, Years,
    };
    use crate::rules::{Edit, Rule, Severity};
    use crate::source::{self, Format};
    use crate::text::Search;

    fn span(text: &str, words: &str) -> Span {
        let start = text.find(words).unwrap_or_else(|| panic!("{words}"));
        Span::new(start, start + words.len())
    }

    fn number(text: &str, words: &str) -> Number {
        Number {
            span: span(text, words),
            digits: span(text, words),
            value: None,
            year: None,
            parts: Vec::new(),
            canonical: words.into(),
            regime: Regime::Unknown,
            oddities: Oddities::default(),
            elided: false,
        }
    }

    fn year(text: &str, words: &str) -> Year {
        Year { span: span(text, words), value: words.parse().ok(), digits: words.len() as u8 }
    }

    const TEXT: &str = "Số: 12/KH-UBND\nCăn cứ Nghị định số 30/2020/NĐ-CP ngày 31/02/2020 của Chính\nphủ, điểm a Điều 5 đến \
                        Điều 9 Nghị định này, nhiệm kỳ 2020-25, khóa XV";

    /// A document with a mention of each kind, as parsers would give it.
    fn mentions() -> Vec<Mention> {
        let mention = |words: &str, kind: Kind| Mention { span: span(TEXT, words), kind };
        let step = |unit, value: &str, ends_range| Step {
            unit,
            value: Span { start: span(TEXT, value).end - 1, end: span(TEXT, value).end },
            worded: true,
            ends_range,
        };
        let figure = |words: &str| Figure { span: span(TEXT, words), value: words.parse().unwrap() };
        let citation = Citation {
            class: Class::Numbered,
            doc_type: Some(TypeWord { span: span(TEXT, "Nghị định"), name: "Nghị định" }),
            number: Some(number(TEXT, "30/2020/NĐ-CP")),
            date: Some(DateRef {
                span: span(TEXT, "31/02/2020"),
                form: DateForm::Figures,
                day: Some(figure("31")),
                month: figure("02"),
                year: Some(year(TEXT, "2020")),
                seps: ['/', '/'],
                said: true,
                ends_range: false,
            }),
            issuer: Some(crate::parse::Issuer {
                span: span(TEXT, "Chính\nphủ"), body: crate::parse::Body::Government
            }),
            title: None,
            year: None,
            subject: None,
            target: None,
            within: None,
        };
        let this = Citation {
            class: Class::This,
            number: None,
            date: None,
            issuer: None,
            doc_type: None,
            target: Some(0),
            ..citation.clone()
        };
        let years = Years {
            span: span(TEXT, "2020-25"),
            from: year(TEXT, "2020"),
            to: Year { span: span(TEXT, "25"), value: Some(25), digits: 2 },
            joint: span(TEXT, "-"),
        };
        let term = Term {
            kind: TermKind::NhiemKy,
            word: span(TEXT, "nhiệm kỳ"),
            ordinal: None,
            years: Some(years),
            vision: None,
            of: None,
        };
        let ordinal = Ordinal { span: span(TEXT, "XV"), value: Some(15), roman: true };
        vec![
            mention("12/KH-UBND", Kind::Own(Box::new(number(TEXT, "12/KH-UBND")))),
            mention("Nghị định số 30/2020/NĐ-CP", Kind::Citation(Box::new(citation))),
            mention(
                "điểm a Điều 5 đến Điều 9",
                Kind::Pinpoint(Box::new(Pinpoint {
                    steps: vec![
                        step(Unit::Diem, "điểm a", false),
                        step(Unit::Dieu, "Điều 5", false),
                        step(Unit::Dieu, "Điều 9", true),
                    ],
                    target: Some(3),
                })),
            ),
            mention("Nghị định này", Kind::Citation(Box::new(this))),
            mention("nhiệm kỳ 2020-25", Kind::Term(Box::new(term.clone()))),
            mention(
                "khóa XV",
                Kind::Term(Box::new(Term {
                    kind: TermKind::Khoa,
                    word: span(TEXT, "khóa"),
                    ordinal: Some(ordinal),
                    years: None,
                    ..term
                })),
            ),
        ]
    }

    /// The objects for a file that has the text as its only part, `parts` times.
    fn objects(parts: usize) -> Vec<Value> {
        let mut source = source::read(TEXT.as_bytes(), "a.txt", Some(Format::Text)).unwrap();
        for i in 1..parts {
            let mut more = source::read(TEXT.as_bytes(), "a.txt", Some(Format::Text)).unwrap();
            more.parts[0].label = Some(format!("part {i}"));
            source.parts.append(&mut more.parts);
        }
        let searches: Vec<Search> = source.parts.iter().map(|part| Search::new(&part.text)).collect();
        let documents = searches
            .iter()
            .map(|search| {
                let mut document = document::read(search);
                document.mentions = mentions();
                document.head = Head { own: Some(0), ..Head::default() };
                document
            })
            .collect();
        let file = File { path: "a.txt", bytes: TEXT.as_bytes(), source: &source };
        let mut out = Vec::new();
        super::mentions(&Extracted { file, documents }, |m| out.push(serde_json::to_value(&m).unwrap()));
        out
    }

    #[test]
    fn each_kind_has_its_fields() {
        let all = objects(1);
        let citation = &all[1];
        assert_eq!((&citation["kind"], &citation["class"]), (&json!("citation"), &json!("numbered")));
        assert_eq!((&citation["line"], &citation["column"]), (&json!(2), &json!(8)));
        assert_eq!(citation["type"], "Nghị định");
        // There is no such day; where it stands is told all the same.
        assert_eq!(citation["date"], Value::Null);
        let at = span(TEXT, "31/02/2020");
        assert_eq!(citation["spans"]["date"], json!([at.start, at.end]));
        assert_eq!(citation["issuer"], "Chính phủ");
        assert_eq!(citation["spans"].get("title"), None);
        assert_eq!(all[2]["levels"], json!([["điểm", "a"], ["Điều", "5"], ["Điều", "9"]]));
        assert_eq!(all[2]["target"], 3);
        assert_eq!((&all[3]["class"], &all[3]["target"]), (&json!("self"), &json!(0)));
        assert_eq!((&all[4]["term"], &all[4]["from"], &all[4]["to"]), (&json!("nhiệm kỳ"), &json!(2020), &json!(25)));
        assert_eq!((&all[5]["ordinal"], &all[5]["from"]), (&json!("XV"), &Value::Null));
        assert_eq!(
            (&all[0]["kind"], &all[0]["number"], &all[0]["date"]),
            (&json!("own"), &json!("12/KH-UBND"), &Value::Null)
        );
        for mention in &all {
            let (start, end) = (mention["start"].as_u64().unwrap() as usize, mention["end"].as_u64().unwrap() as usize);
            assert_eq!(mention["text"], TEXT[start..end]);
        }
    }

    #[test]
    fn targets_count_over_the_whole_file() {
        let all = objects(2);
        assert_eq!(all.len(), 12);
        assert_eq!((&all[8]["target"], &all[9]["target"]), (&json!(9), &json!(6)));
        assert_eq!((&all[2]["part"], &all[8]["part"]), (&Value::Null, &json!("part 1")));
    }

    static RULE: Rule = Rule {
        code: "NUM99",
        name: "odd-number",
        severity: Severity::Error,
        default: true,
        basis: "",
        summary: ("", ""),
        explain: ("", ""),
        wrong: &[],
        silent: &[],
        check: |_, _, _| {},
    };

    #[test]
    fn a_suggestion_is_shown_as_what_the_words_become() {
        let text = "số 30 /2020/ND-CP";
        let finding = Finding::new(&RULE, span(text, "30 /2020/ND-CP"), "", "");
        assert_eq!(suggested(&finding, text), None);
        let one = finding.clone().fix(Safety::Safe, span(text, "ND"), "NĐ");
        assert_eq!(suggested(&one, text).unwrap(), "30 /2020/NĐ-CP");
        let dropped = finding.clone().fix(Safety::Safe, Span::new(7, 8), "");
        assert_eq!(suggested(&dropped, text).unwrap(), "30/2020/ND-CP");
        let edits = vec![
            Edit { span: span(text, " /"), replacement: "/".into() },
            Edit { span: span(text, "ND"), replacement: "NĐ".into() },
        ];
        let two = finding.fixes(Safety::Safe, edits);
        assert_eq!(suggested(&two, text).unwrap(), "30/2020/NĐ-CP");
    }

    #[test]
    fn the_hash_is_fnv_1a() {
        let mut hash = Fnv::default();
        b"foobar".iter().for_each(|byte| hash.byte(*byte));
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
