//! What one text says as a whole: its head, its outline of articles, and mentions resolved to each other.

use std::sync::OnceLock;

use chrono::NaiveDate;

use crate::parse::{self, DateRef, Issuer, Mention, Term, TypeWord};
use crate::tables::Vocabulary;
use crate::text::{Search, Span};

pub use crate::parse::MOST;

mod examples;
mod head;
mod outline;
mod quotes;
mod resolve;

/// A text read as a document.
///
/// All spans are in bytes of the search copy; [`Document::original`] takes them to the text itself.
#[derive(Debug)]
pub struct Document<'a> {
    /// The text and its search copy.
    pub search: &'a Search<'a>,
    /// Bodies, types and terms of the user's own.
    pub own: &'static Vocabulary,
    /// Whether the text is written without diacritics.
    pub plain: bool,
    /// Mentions in the order of the text.
    pub mentions: Vec<Mention>,
    /// Every date of the text, inside citations and outside, in its order.
    pub dates: Vec<DateRef>,
    /// Congresses of the Party and of mass organisations with their ordinals, with their spans.
    pub congresses: Vec<(Span, Term)>,
    /// Where reading stopped, because the text holds more than [`MOST`] mentions and dates.
    pub cut: Option<usize>,
    /// Where "tầm nhìn" stands.
    pub visions: Vec<Span>,
    /// Where figures with letters among them stand behind "năm", "ngày" or "tháng".
    pub mixed: Vec<usize>,
    /// The head.
    pub head: Head,
    /// Articles, clauses and points of the text's own body.
    pub outline: Vec<Heading>,
    /// Passages that belong to another document: quoted amendments, examples.
    pub quotes: Vec<Span>,
    /// Where words of examples stand, once asked for.
    examples: OnceLock<Vec<Span>>,
    /// Whether it is a consolidated text, once asked for.
    consolidated: OnceLock<bool>,
}

/// The head of a document: what it says of itself.
#[derive(Clone, Debug, Default)]
pub struct Head {
    /// Index of the mention of its own number.
    pub own: Option<usize>,
    /// "Hà Nội, ngày 05 tháng 3 năm 2020".
    pub date: Option<DateRef>,
    /// The body named on top at the left.
    pub issuer: Option<Issuer>,
    /// "NGHỊ ĐỊNH" in its own line.
    pub doc_type: Option<TypeWord>,
    /// The subject below the type.
    pub subject: Option<Span>,
    /// The lines that start with "Căn cứ".
    pub bases: Vec<Span>,
}

/// The heading or number of a part of the text itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Chapter, article, clause or point.
    pub unit: crate::parse::Unit,
    /// The value: "5", "II", "a".
    pub value: Span,
    /// From the key word (or the value) to the end of the value.
    pub span: Span,
    /// Number of the heading of the next larger unit it stands in, within [`Document::outline`].
    pub parent: Option<u32>,
    /// Whether it stands inside a quoted passage.
    pub quoted: bool,
    /// 0 for the text proper; regulations, annexes and forms behind it count on, each with its own order of articles.
    pub body: u32,
}

/// Reads a text as a document.
pub fn read<'a>(search: &'a Search<'a>) -> Document<'a> {
    read_with(search, Vocabulary::none())
}

/// Reads a text as a document, with bodies, types and terms of the user's own.
pub fn read_with<'a>(search: &'a Search<'a>, own: &'static Vocabulary) -> Document<'a> {
    let parsed = parse::read(search.text(), own);
    let quotes = quotes::find(search.text());
    let mut doc = Document {
        search,
        own,
        plain: parsed.plain,
        mentions: parsed.mentions,
        dates: parsed.dates,
        congresses: parsed.congresses,
        cut: parsed.cut,
        visions: parsed.visions,
        mixed: parsed.mixed,
        head: Head::default(),
        outline: Vec::new(),
        quotes,
        examples: OnceLock::new(),
        consolidated: OnceLock::new(),
    };
    doc.head = head::find(&doc, &parsed.bases);
    doc.outline = outline::find(&doc);
    resolve::resolve(&mut doc);
    doc
}

impl<'a> Document<'a> {
    /// The search copy.
    pub fn text(&self) -> &str {
        self.search.text()
    }

    /// A span of the search copy as bytes of the original text.
    pub fn original(&self, span: Span) -> Span {
        self.search.to_original(span)
    }

    /// The date in the head, where it is a date.
    pub fn own_date(&self) -> Option<NaiveDate> {
        self.head.date.as_ref().and_then(DateRef::date)
    }

    /// Whether `span` lies in a passage of another document.
    pub fn is_quoted(&self, span: Span) -> bool {
        let after = self.quotes.partition_point(|q| q.start <= span.start);
        after > 0 && self.quotes[after - 1].overlaps(span)
    }

    /// Whether words within `span`, mostly a sentence, say that it gives an example or quotes a mistake.
    pub fn tells_example(&self, span: Span) -> bool {
        let examples = self.examples.get_or_init(|| examples::find(self.text()));
        let from = examples.partition_point(|words| words.start < span.start);
        examples.get(from).is_some_and(|words| words.end <= span.end)
    }

    /// Whether the text says on top that it holds a document with its later amendments, or its number does.
    pub fn is_consolidated(&self) -> bool {
        *self.consolidated.get_or_init(|| head::is_consolidated(self))
    }

    /// The sentence around `span`: from the end of the sentence or line before to the end of its own.
    pub fn sentence(&self, span: Span) -> Span {
        crate::text::sentence(self.text(), span)
    }

    /// What stands before `at` in its line, as far as some 1,500 bytes back.
    pub fn line_before(&self, at: usize) -> &str {
        &self.text()[crate::text::line(self.text(), Span::new(at, at)).from()..at]
    }

    /// What stands at `span` in the search copy.
    pub fn slice(&self, span: Span) -> &str {
        span.of(self.text())
    }
}
