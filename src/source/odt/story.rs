//! The texts in an XML file of an OpenDocument text with the bytes they stand in.

use std::collections::HashMap;

use quick_xml::events::BytesStart;

use crate::source::ReadError;
use crate::source::html::RAISED;
use crate::source::origin::Collected;
use crate::source::xml_file::{self, Content};

use super::numbering::Counters;
use super::styles::{Styles, attribute};

/// A text and where its paragraphs and pages begin.
#[derive(Debug, Default)]
pub(super) struct Text {
    pub(super) out: Collected,
    pub(super) paragraphs: Vec<u32>,
    /// Where pages begin, as far as breaks are written down, less the first.
    pub(super) pages: Vec<u32>,
}

/// What a text is in its document, in the order of the parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    Body,
    TextBox,
    Footnote,
    Endnote,
    Header,
    Footer,
}

impl Kind {
    pub(super) fn label(self) -> &'static str {
        match self {
            Kind::Body => "body",
            Kind::TextBox => "text box",
            Kind::Footnote => "footnotes",
            Kind::Endnote => "endnotes",
            Kind::Header => "header",
            Kind::Footer => "footer",
        }
    }
}

/// A text of the document.
#[derive(Debug)]
pub(super) struct Story {
    pub(super) kind: Kind,
    pub(super) text: Text,
}

/// Texts inside texts: boxes in notes and the like.
const NESTED: usize = 16;

/// Blanks and letters that an element stands for.
const LONGEST_GAP: usize = 100;

/// What an open element means for what is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Context {
    /// Nothing of its own.
    Flow,
    /// It holds no text.
    Skip,
    /// Styles that hold for the document, or for the file.
    Styles {
        automatic: bool,
    },
    /// A style, by what it is told by.
    Style {
        key: String,
        automatic: bool,
    },
    /// A list style; of the outline where it has no name.
    ListStyle {
        name: Option<String>,
        automatic: bool,
    },
    /// A text of its own.
    Story,
    Paragraph,
    /// A note; whether it stands at the end.
    Note {
        endnote: bool,
    },
    /// Characters within a paragraph whose look is put back to this one.
    Span {
        raised: bool,
    },
    List,
    Item,
    /// The number of an item as written.
    Number,
    Row,
    Cell,
    /// An element that stands for signs.
    Signs {
        signs: String,
        start: usize,
    },
}

/// What has to be written before the next paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gap {
    Nothing,
    /// The end of a paragraph, which stands at this place of the file.
    Paragraph(usize),
    /// The end of a cell.
    Cell(usize),
}

/// A list that is open.
#[derive(Debug)]
struct List {
    style: Option<String>,
    id: Option<String>,
    counters: Counters,
}

/// A text in the making.
#[derive(Debug)]
struct Stream {
    kind: Kind,
    text: Text,
    gap: Gap,
    in_paragraph: bool,
    /// Whether blanks that follow are none: at the start of a paragraph and after a blank.
    after_blank: bool,
    raised: bool,
    lists: Vec<List>,
    /// The number of the item that is open, until it is written.
    number: Option<String>,
    /// Whether a page begins with what follows.
    new_page: bool,
}

impl Stream {
    fn new(kind: Kind) -> Stream {
        Stream {
            kind,
            text: Text::default(),
            gap: Gap::Nothing,
            in_paragraph: false,
            after_blank: true,
            raised: false,
            lists: Vec::new(),
            number: None,
            new_page: false,
        }
    }

    /// Writes what stands between the last paragraph and what follows.
    fn fill(&mut self) {
        match std::mem::replace(&mut self.gap, Gap::Nothing) {
            Gap::Nothing => {}
            Gap::Paragraph(at) => self.text.out.put("\n", at, at),
            Gap::Cell(at) => self.text.out.put("\t", at, at),
        }
    }

    fn page(&mut self) {
        let end = self.text.out.text.len() as u32;
        if end > 0 && self.text.pages.last() != Some(&end) {
            self.text.pages.push(end);
        }
    }
}

struct Writer<'a> {
    xml: &'a str,
    member: &'a str,
    styles: &'a mut Styles,
    stack: Vec<Context>,
    /// The texts that are open.
    streams: Vec<Stream>,
    done: Vec<Story>,
    /// Numbers of lists that are closed, by their ids and by their styles.
    by_id: HashMap<String, Counters>,
    by_style: HashMap<String, Counters>,
    outline: Counters,
}

/// Reads the texts in the file `member` and takes up its styles.
///
/// # Errors
/// [`ReadError::Damaged`] where the file is not well-formed to its end: half a text would look like a whole one.
pub(super) fn read(xml: &str, member: &str, styles: &mut Styles) -> Result<Vec<Story>, ReadError> {
    let mut writer = Writer {
        xml,
        member,
        styles,
        stack: Vec::new(),
        streams: Vec::new(),
        done: Vec::new(),
        by_id: HashMap::new(),
        by_style: HashMap::new(),
        outline: Counters::default(),
    };
    xml_file::read(xml, member, &mut writer)?;
    Ok(writer.done)
}

impl Content for Writer<'_> {
    fn open(&mut self, start: &BytesStart, at: usize) -> Result<(), ReadError> {
        let context = self.meaning(start, at)?;
        self.stack.push(context);
        Ok(())
    }

    fn close(&mut self, at: usize, end: usize) {
        let Some(context) = self.stack.pop() else { return };
        match context {
            Context::Signs { signs, start } => {
                // As many signs as the element has bytes would pass for those bytes themselves.
                let signs = if signs.len() == end - start { &signs[1..] } else { &signs };
                self.put(signs, start, end);
                return;
            }
            Context::Story => {
                if let Some(mut stream) = self.streams.pop() {
                    stream.fill();
                    if stream.kind == Kind::Body || !stream.text.out.text.is_empty() {
                        self.done.push(Story { kind: stream.kind, text: stream.text });
                    }
                }
                return;
            }
            Context::List => self.close_list(),
            _ => {}
        }
        let Some(stream) = self.streams.last_mut() else { return };
        match context {
            Context::Paragraph => {
                stream.in_paragraph = false;
                stream.gap = Gap::Paragraph(at);
            }
            Context::Span { raised } => stream.raised = raised,
            Context::Cell => stream.gap = Gap::Cell(at),
            Context::Row => {
                if let Gap::Cell(at) = stream.gap {
                    stream.gap = Gap::Paragraph(at);
                }
            }
            _ => {}
        }
    }

    fn is_text(&self) -> bool {
        let held = matches!(
            self.stack.last(),
            Some(Context::Paragraph | Context::Span { .. } | Context::Number | Context::Flow)
        );
        held && self.streams.last().is_some_and(|stream| stream.in_paragraph)
    }

    fn characters(&mut self, start: usize, end: usize, _marked: bool) {
        self.shown(start, end);
    }

    fn sign(&mut self, c: char, start: usize, end: usize) {
        if matches!(c, ' ' | '\t' | '\n' | '\r') {
            self.blank(start, end);
        } else {
            self.put(c.encode_utf8(&mut [0; 4]), start, end);
        }
    }
}

impl<'a> Writer<'a> {
    /// What an element means that opens at `at`.
    fn meaning(&mut self, start: &BytesStart, at: usize) -> Result<Context, ReadError> {
        let name = start.name();
        let name = name.0;
        match self.stack.last() {
            Some(Context::Skip | Context::Signs { .. }) => return Ok(Context::Skip),
            Some(Context::Styles { automatic }) => {
                let automatic = *automatic;
                return Ok(match name {
                    "style:style" => match self.styles.begin(start, automatic) {
                        Some(key) => Context::Style { key, automatic },
                        None => Context::Skip,
                    },
                    "text:list-style" => match attribute(start, "style:name") {
                        name @ Some(_) => Context::ListStyle { name, automatic },
                        None => Context::Skip,
                    },
                    "text:outline-style" => Context::ListStyle { name: None, automatic },
                    _ => Context::Skip,
                });
            }
            Some(Context::Style { key, automatic }) => {
                self.styles.said(key, start, *automatic);
                return Ok(Context::Skip);
            }
            Some(Context::ListStyle { name, automatic }) => {
                self.styles.level(name.as_deref(), start, *automatic);
                return Ok(Context::Skip);
            }
            _ => {}
        }
        let story = match name {
            "office:styles" => return Ok(Context::Styles { automatic: false }),
            "office:automatic-styles" => return Ok(Context::Styles { automatic: true }),
            "office:text" => Some(Kind::Body),
            "style:header" | "style:header-left" | "style:header-first" | "loext:header-first" => Some(Kind::Header),
            "style:footer" | "style:footer-left" | "style:footer-first" | "loext:footer-first" => Some(Kind::Footer),
            _ => None,
        };
        if let Some(kind) = story {
            // Headers that the pages do not show are kept for another day.
            if attribute(start, "style:display").is_some_and(|display| display == "false") {
                return Ok(Context::Skip);
            }
            return self.story(kind);
        }
        if self.streams.is_empty() {
            return Ok(Context::Flow);
        }
        self.open_in_text(name, start, at)
    }

    /// Begins a text of its own.
    fn story(&mut self, kind: Kind) -> Result<Context, ReadError> {
        if self.streams.len() >= NESTED {
            return Err(xml_file::fault(self.member, &"texts in texts"));
        }
        let mut stream = Stream::new(kind);
        if kind == Kind::Body {
            stream.text.out = Collected::with_capacity(self.xml.len() / 4);
        }
        self.streams.push(stream);
        Ok(Context::Story)
    }

    /// What an element of a text means.
    fn open_in_text(&mut self, name: &str, start: &BytesStart, at: usize) -> Result<Context, ReadError> {
        let is = |name: &str, value: &str| attribute(start, name).is_some_and(|set| set == value);
        Ok(match name {
            "text:p" | "text:h" => self.open_paragraph(name == "text:h", start, at),
            "text:span" => self.open_span(start),
            "text:s" => {
                let count = attribute(start, "text:c").and_then(|count| count.parse().ok()).unwrap_or(1);
                Context::Signs { signs: " ".repeat(LONGEST_GAP.min(count)), start: at }
            }
            "text:tab" => Context::Signs { signs: "\t".to_owned(), start: at },
            "text:line-break" => Context::Signs { signs: "\n".to_owned(), start: at },
            "text:soft-page-break" => {
                if let Some(stream) = self.streams.last_mut().filter(|stream| stream.kind == Kind::Body) {
                    if stream.in_paragraph { stream.page() } else { stream.new_page = true }
                }
                Context::Skip
            }
            "text:list" => {
                self.open_list(start);
                Context::List
            }
            "text:list-item" => {
                self.open_item(start);
                Context::Item
            }
            "text:numbered-paragraph" => Context::Flow,
            "text:number" => {
                if let Some(stream) = self.streams.last_mut() {
                    stream.number = None;
                }
                if self.streams.last().is_some_and(|stream| stream.in_paragraph) {
                    Context::Number
                } else {
                    Context::Skip
                }
            }
            "table:table-row" => Context::Row,
            "table:table-cell" => Context::Cell,
            "table:covered-table-cell" => Context::Skip,
            "text:note-body" => {
                let endnote = self.stack.last() == Some(&Context::Note { endnote: true });
                return self.story(if endnote { Kind::Endnote } else { Kind::Footnote });
            }
            "text:note" => Context::Note { endnote: is("text:note-class", "endnote") },
            "draw:text-box"
            | "draw:custom-shape"
            | "draw:rect"
            | "draw:ellipse"
            | "draw:circle"
            | "draw:line"
            | "draw:polyline"
            | "draw:polygon"
            | "draw:regular-polygon"
            | "draw:path"
            | "draw:connector"
            | "draw:caption"
            | "draw:measure" => return self.story(Kind::TextBox),
            "text:section" if is("text:display", "none") => Context::Skip,
            "text:hidden-paragraph" | "text:hidden-text" if is("text:is-hidden", "true") => Context::Skip,
            // Deleted text, remarks, signs of notes, readings above characters, what programs need, and pictures.
            "text:tracked-changes"
            | "office:annotation"
            | "office:annotation-end"
            | "text:note-citation"
            | "text:ruby-text"
            | "text:script"
            | "office:forms"
            | "office:scripts"
            | "office:settings"
            | "office:binary-data"
            | "draw:image"
            | "draw:object"
            | "draw:object-ole"
            | "draw:plugin"
            | "draw:applet"
            | "draw:floating-frame"
            | "draw:glue-point"
            | "draw:enhanced-geometry"
            | "draw:contour-polygon"
            | "draw:contour-path"
            | "draw:image-map"
            | "svg:title"
            | "svg:desc"
            | "office:event-listeners"
            | "office:dde-source"
            | "table:table-source" => Context::Skip,
            _ if name.ends_with("-decls") || name.ends_with("-source") => Context::Skip,
            _ => Context::Flow,
        })
    }

    fn open_paragraph(&mut self, heading: bool, start: &BytesStart, at: usize) -> Context {
        let style = attribute(start, "text:style-name");
        let look = self.styles.look("paragraph", style.as_deref());
        let Some(stream) = self.streams.last_mut() else { return Context::Skip };
        if look.hidden == Some(true) {
            return Context::Skip;
        }
        if stream.in_paragraph {
            stream.text.out.put("\n", at, at);
            stream.after_blank = true;
            return Context::Flow;
        }
        stream.fill();
        if stream.kind == Kind::Body && (look.break_before == Some(true) || stream.new_page) {
            stream.page();
        }
        stream.new_page = look.break_after == Some(true);
        stream.text.paragraphs.push(stream.text.out.text.len() as u32);
        stream.in_paragraph = true;
        stream.after_blank = true;
        stream.raised = look.raised == Some(true);
        let mut number = stream.number.take();
        if heading && number.is_none() && stream.lists.is_empty() {
            let level = attribute(start, "text:outline-level").and_then(|level| level.parse().ok()).unwrap_or(1);
            let plain = attribute(start, "text:is-list-header").is_some_and(|set| set == "true");
            let begins = attribute(start, "text:start-value").and_then(|value| value.parse().ok());
            if !plain {
                number = self.outline.next(&self.styles.outline, level, begins);
            }
        }
        if let Some(number) = number {
            self.number(&number, at);
        }
        Context::Paragraph
    }

    /// Writes an automatic number. It stands in a style once and in the text often: that must not be a way to make the
    /// text large.
    fn number(&mut self, number: &str, at: usize) {
        let most = 2 * self.xml.len();
        if let Some(stream) = self.streams.last_mut().filter(|stream| stream.text.out.text.len() <= most) {
            stream.text.out.put(number, at, at);
        }
    }

    fn open_span(&mut self, start: &BytesStart) -> Context {
        let look = self.styles.look("text", attribute(start, "text:style-name").as_deref());
        let Some(stream) = self.streams.last_mut() else { return Context::Skip };
        if look.hidden == Some(true) {
            return Context::Skip;
        }
        let before = stream.raised;
        stream.raised = look.raised.unwrap_or(before);
        Context::Span { raised: before }
    }

    fn open_list(&mut self, start: &BytesStart) {
        let id = attribute(start, "xml:id");
        let named = attribute(start, "text:style-name");
        let Some(stream) = self.streams.last_mut() else { return };
        // A list within a list goes on with its style and its numbers.
        let (style, mut counters) = match stream.lists.last() {
            Some(around) => (named.or_else(|| around.style.clone()), around.counters),
            None => (named, Counters::default()),
        };
        if stream.lists.is_empty() {
            let before = attribute(start, "text:continue-list").and_then(|list| self.by_id.get(&list));
            let goes_on = attribute(start, "text:continue-numbering").is_some_and(|set| set == "true");
            let same = style.as_ref().filter(|_| goes_on).and_then(|style| self.by_style.get(style));
            counters = before.or(same).copied().unwrap_or_default();
        }
        stream.lists.push(List { style, id, counters });
    }

    fn close_list(&mut self) {
        let Some(stream) = self.streams.last_mut() else { return };
        stream.number = None;
        let Some(List { style, id, counters }) = stream.lists.pop() else { return };
        match stream.lists.last_mut() {
            Some(around) => around.counters = counters,
            None => {
                if let Some(id) = id {
                    self.by_id.insert(id, counters);
                }
                if let Some(style) = style {
                    self.by_style.insert(style, counters);
                }
            }
        }
    }

    fn open_item(&mut self, start: &BytesStart) {
        let begins = attribute(start, "text:start-value").and_then(|value| value.parse().ok());
        let Some(stream) = self.streams.last_mut() else { return };
        let level = stream.lists.len();
        let Some(List { style: Some(style), counters, .. }) = stream.lists.last_mut() else { return };
        stream.number = self.styles.list(style).and_then(|levels| counters.next(levels, level, begins));
    }

    /// Closes the innermost element, whose end tag (or which itself, if empty) stands at `at..end`.
    /// Writes characters that the bytes of the file stand for.
    fn put(&mut self, text: &str, start: usize, end: usize) {
        if let Some(stream) = self.streams.last_mut().filter(|stream| stream.in_paragraph) {
            stream.text.out.put(text, start, end);
            stream.after_blank = false;
        }
    }

    /// Writes a blank for those of the file, unless one stands before them.
    fn blank(&mut self, start: usize, end: usize) {
        if let Some(stream) = self.streams.last_mut().filter(|stream| stream.in_paragraph && !stream.after_blank) {
            stream.text.out.put(" ", start, end);
            stream.after_blank = true;
        }
    }

    /// Writes characters of a paragraph: runs of blanks and line breaks are one blank, raised digits are written so.
    fn shown(&mut self, start: usize, end: usize) {
        let (xml, bytes) = (self.xml, self.xml.as_bytes());
        let raised = self.streams.last().is_some_and(|stream| stream.raised);
        let is_blank = |b: u8| matches!(b, b' ' | b'\t' | b'\n' | b'\r');
        let mut at = start;
        while at < end {
            // A run of words with single blanks between them is copied in one go.
            let from = at;
            loop {
                while at < end && !is_blank(bytes[at]) && !(raised && bytes[at].is_ascii_digit()) {
                    at += 1;
                }
                let next = bytes.get(at + 1).filter(|_| at > from && at + 1 < end && bytes[at] == b' ');
                if next.is_none_or(|next| is_blank(*next) || raised && next.is_ascii_digit()) {
                    break;
                }
                at += 1;
            }
            if at > from {
                self.put(&xml[from..at], from, at);
            }
            if at == end {
                break;
            }
            if is_blank(bytes[at]) {
                let from = at;
                while at < end && is_blank(bytes[at]) {
                    at += 1;
                }
                self.blank(from, at);
            } else {
                self.put(RAISED[usize::from(bytes[at].wrapping_sub(b'0') % 10)], at, at + 1);
                at += 1;
            }
        }
    }
}
