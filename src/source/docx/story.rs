//! The text of one story of a Word document (body, notes, a header …) with the bytes of the file it stands in.

use quick_xml::events::BytesStart;

use crate::source::html::RAISED;
use crate::source::origin::Collected;
use crate::source::xml_file::{self, Content};
use crate::source::{ReadError, legacy};
use crate::text::Span;

use super::numbering::{Counters, Numbering};
use super::styles::{Listed, Look, Styles};
use super::xml::{self, Names, attribute, number, prefix, val};

/// A text and where its paragraphs and pages begin.
#[derive(Debug, Default)]
pub(super) struct Text {
    pub(super) out: Collected,
    pub(super) paragraphs: Vec<u32>,
    /// Where Word last saw a page begin.
    pub(super) pages: Vec<u32>,
    /// Runs in fonts of legacy charsets.
    pub(super) coded: Vec<legacy::Run>,
}

/// What a story holds.
#[derive(Debug, Default)]
pub(super) struct Story {
    /// Its own text.
    pub(super) text: Text,
    /// Its text boxes, in the order in which they end.
    pub(super) boxes: Vec<Text>,
}

/// What a story needs to know of the rest of the document.
#[derive(Debug, Default)]
pub(super) struct Setting {
    pub(super) styles: Styles,
    pub(super) numbering: Numbering,
}

/// Text boxes inside text boxes.
const NESTED_BOXES: usize = 16;

/// The longest automatic number that is shown, in bytes.
const LONGEST_NUMBER: usize = 100;

/// Reads the story in the file `member`.
///
/// # Errors
/// [`ReadError::Damaged`] where the file is not well-formed to its end: half a text would look like a whole one.
pub(super) fn read(xml: &str, member: &str, setting: &mut Setting) -> Result<Story, ReadError> {
    let mut writer = Writer::new(xml, member, setting);
    xml_file::read(xml, member, &mut writer)?;
    // A field that begins and does not end hides all that follows; Word shows it, so what hides is not heeded.
    if writer.streams.iter().any(|stream| stream.codes > 0) {
        writer = Writer { heed_fields: false, ..Writer::new(xml, member, writer.setting) };
        xml_file::read(xml, member, &mut writer)?;
    }
    Ok(writer.finish())
}

/// What an open element means for what is in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Context {
    /// Nothing of its own.
    Flow,
    /// It holds no text.
    Skip,
    Paragraph,
    ParagraphProperties,
    /// Properties of the mark that ends the paragraph.
    MarkProperties,
    ListProperties,
    Run,
    RunProperties,
    /// Characters; whether their outer blanks count.
    Text {
        kept: bool,
    },
    /// An element that stands for a sign.
    Sign {
        sign: char,
        start: usize,
    },
    Row {
        deleted: bool,
    },
    RowProperties,
    Cell,
    TextBox,
    /// The same content in several forms, and whether one was chosen.
    Alternate {
        chosen: bool,
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

/// The paragraph that is open.
#[derive(Debug, Default)]
struct Paragraph {
    /// Its style, and the list it is numbered in beside its style.
    style: Option<String>,
    listed: Listed,
    /// Whether its number was written.
    begun: bool,
    /// Whether its mark is deleted, so that the next paragraph goes on in it.
    joined: bool,
}

/// A text in the making.
#[derive(Debug)]
struct Stream {
    text: Text,
    gap: Gap,
    paragraph: Paragraph,
    /// Whether the paragraph before goes on in this one.
    goes_on: bool,
    /// How characters of the paragraph look, and of the run, with the style that the run names.
    paragraph_look: Look,
    run_look: Look,
    run_style: Option<String>,
    /// For each open field whether its code is being read, and of how many that is so.
    fields: Vec<bool>,
    codes: usize,
}

impl Stream {
    fn new() -> Stream {
        Stream {
            text: Text::default(),
            gap: Gap::Nothing,
            paragraph: Paragraph::default(),
            goes_on: false,
            paragraph_look: Look::default(),
            run_look: Look::default(),
            run_style: None,
            fields: Vec::new(),
            codes: 0,
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

    fn end(&self) -> u32 {
        self.text.out.text.len() as u32
    }
}

struct Writer<'a> {
    xml: &'a str,
    member: &'a str,
    setting: &'a mut Setting,
    counters: Counters,
    names: Names,
    stack: Vec<Context>,
    /// The story and the text boxes that are open in it; never empty.
    streams: Vec<Stream>,
    boxes: Vec<Text>,
    heed_fields: bool,
}

impl Content for Writer<'_> {
    fn open(&mut self, start: &BytesStart, at: usize) -> Result<(), ReadError> {
        let context = self.meaning(start, at)?;
        self.stack.push(context);
        Ok(())
    }

    fn close(&mut self, at: usize, end: usize) {
        match self.stack.pop() {
            Some(Context::Paragraph) => {
                self.begin(at);
                let stream = self.stream();
                stream.goes_on = stream.paragraph.joined;
                if !stream.goes_on {
                    stream.gap = Gap::Paragraph(at);
                }
            }
            Some(Context::RunProperties) => self.settle_run(),
            Some(Context::Sign { sign, start }) => self.put(sign.encode_utf8(&mut [0; 4]), start, end),
            Some(Context::Cell) => {
                let stream = self.stream();
                stream.gap = Gap::Cell(at);
                stream.goes_on = false;
            }
            Some(Context::Row { .. }) => {
                let stream = self.stream();
                if let Gap::Cell(at) = stream.gap {
                    stream.gap = Gap::Paragraph(at);
                }
            }
            Some(Context::TextBox) if self.streams.len() > 1 => {
                if let Some(mut stream) = self.streams.pop() {
                    stream.fill();
                    self.boxes.push(stream.text);
                }
            }
            _ => {}
        }
    }

    fn is_text(&self) -> bool {
        matches!(self.stack.last(), Some(Context::Text { .. }))
    }

    fn characters(&mut self, start: usize, end: usize, marked: bool) {
        let kept = matches!(self.stack.last(), Some(Context::Text { kept: true }));
        self.shown(start, end, kept || marked);
    }

    fn sign(&mut self, c: char, start: usize, end: usize) {
        let c = if matches!(c, '\n' | '\r') { ' ' } else { c };
        self.put(c.encode_utf8(&mut [0; 4]), start, end);
    }
}

impl<'a> Writer<'a> {
    fn new(xml: &'a str, member: &'a str, setting: &'a mut Setting) -> Self {
        let mut story = Stream::new();
        story.text.out = Collected::with_capacity(xml.len() / 4);
        Writer {
            xml,
            member,
            setting,
            counters: Counters::default(),
            names: Names::default(),
            stack: Vec::new(),
            streams: vec![story],
            boxes: Vec::new(),
            heed_fields: true,
        }
    }

    fn finish(mut self) -> Story {
        let mut story = self.streams.swap_remove(0);
        story.fill();
        Story { text: story.text, boxes: self.boxes }
    }

    fn stream(&mut self) -> &mut Stream {
        // The story itself is never closed.
        let last = self.streams.len() - 1;
        &mut self.streams[last]
    }

    /// What an element means that opens at `at`.
    fn meaning(&mut self, start: &BytesStart, at: usize) -> Result<Context, ReadError> {
        let own = self.names.is_own(start);
        let qualified = start.name().0;
        let name = xml::local(qualified);
        if !own {
            return Ok(match (self.stack.last(), name) {
                (Some(Context::Skip | Context::Text { .. } | Context::Sign { .. }), _) => Context::Skip,
                (Some(Context::Row { deleted: true }), _) => Context::Skip,
                (Some(Context::Alternate { chosen }), "Choice" | "Fallback") => {
                    let chosen = *chosen;
                    if let Some(around) = self.stack.last_mut() {
                        *around = Context::Alternate { chosen: true };
                    }
                    if chosen { Context::Skip } else { Context::Flow }
                }
                (_, "AlternateContent") => Context::Alternate { chosen: false },
                // Characters of formulas.
                (_, "t") if prefix(qualified) == "m" => Context::Text { kept: true },
                _ => Context::Flow,
            });
        }
        Ok(match self.stack.last().copied() {
            Some(Context::Skip | Context::Text { .. } | Context::Sign { .. } | Context::Row { deleted: true }) => {
                Context::Skip
            }
            Some(Context::ParagraphProperties) => match name {
                "pStyle" => {
                    self.stream().paragraph.style = val(start).map(|v| v.into_owned());
                    Context::Skip
                }
                "numPr" => Context::ListProperties,
                "rPr" => Context::MarkProperties,
                _ => Context::Skip,
            },
            Some(Context::ListProperties) => {
                match name {
                    "numId" => self.stream().paragraph.listed.list = number(start),
                    "ilvl" => self.stream().paragraph.listed.level = number(start).map(|n| n as usize),
                    _ => {}
                }
                Context::Skip
            }
            Some(Context::MarkProperties) => {
                if matches!(name, "del" | "moveFrom") {
                    self.stream().paragraph.joined = true;
                }
                Context::Skip
            }
            Some(Context::RunProperties) => {
                if name == "rStyle" {
                    self.stream().run_style = val(start).map(|v| v.into_owned());
                } else {
                    self.stream().run_look.say(name, start);
                }
                Context::Skip
            }
            Some(Context::RowProperties) => {
                // The row is the element around its properties.
                if name == "del"
                    && let Some(row @ Context::Row { .. }) = self.stack.iter_mut().nth_back(1)
                {
                    *row = Context::Row { deleted: true };
                }
                Context::Skip
            }
            around => self.open_in_text(start, name, at, around)?,
        })
    }

    /// What one of Word's own elements means outside properties.
    fn open_in_text(
        &mut self,
        start: &BytesStart,
        name: &str,
        at: usize,
        around: Option<Context>,
    ) -> Result<Context, ReadError> {
        Ok(match name {
            "r" => {
                self.begin(at);
                let stream = self.stream();
                stream.run_look = Look::default();
                stream.run_style = None;
                Context::Run
            }
            "t" => Context::Text { kept: start.attributes_raw().contains("preserve") },
            "p" => {
                self.open_paragraph();
                Context::Paragraph
            }
            "pPr" if around == Some(Context::Paragraph) => Context::ParagraphProperties,
            "rPr" if around == Some(Context::Run) => Context::RunProperties,
            "tab" | "ptab" => Context::Sign { sign: '\t', start: at },
            "br" | "cr" => Context::Sign { sign: '\n', start: at },
            "noBreakHyphen" => Context::Sign { sign: '\u{2011}', start: at },
            "softHyphen" => Context::Sign { sign: '\u{ad}', start: at },
            "sym" => match symbol(start) {
                Some(sign) => Context::Sign { sign, start: at },
                None => Context::Skip,
            },
            // Deleted and moved text, readings above characters, and properties.
            "del" | "moveFrom" | "rt" | "pPr" | "rPr" | "tblPr" | "tblPrEx" | "tblGrid" | "tcPr" | "sectPr"
            | "sdtPr" | "sdtEndPr" => Context::Skip,
            "tr" => Context::Row { deleted: false },
            "trPr" => Context::RowProperties,
            "tc" => Context::Cell,
            "footnote" | "endnote" if attribute(start, "type").is_some_and(|kind| kind != "normal") => Context::Skip,
            "txbxContent" => {
                if self.streams.len() > NESTED_BOXES {
                    return Err(ReadError::Damaged(format!("{}: text boxes in text boxes", self.member)));
                }
                self.streams.push(Stream::new());
                Context::TextBox
            }
            "fldChar" => {
                self.field(attribute(start, "fldCharType").as_deref());
                Context::Flow
            }
            "lastRenderedPageBreak" => {
                let stream = self.stream();
                let end = stream.end();
                if end > 0 && stream.text.pages.last() != Some(&end) {
                    stream.text.pages.push(end);
                }
                Context::Flow
            }
            _ => Context::Flow,
        })
    }

    /// Closes the innermost element, whose end tag (or which itself, if empty) stands at `at..end`.
    fn open_paragraph(&mut self) {
        let stream = self.stream();
        let mut begun = false;
        if stream.goes_on {
            // The number stands before what is left of the paragraph that goes on here, if anything is.
            begun = stream.text.paragraphs.last().is_some_and(|start| *start < stream.end());
        } else {
            stream.fill();
            let end = stream.end();
            stream.text.paragraphs.push(end);
        }
        stream.paragraph = Paragraph { begun, ..Paragraph::default() };
    }

    /// Writes the number of the paragraph that is open, where it has one and nothing of it was written yet; `at` is the
    /// place in the file of what comes first in it.
    fn begin(&mut self, at: usize) {
        let last = self.streams.len() - 1;
        let stream = &mut self.streams[last];
        if std::mem::replace(&mut stream.paragraph.begun, true) {
            return;
        }
        let Setting { styles, numbering } = &*self.setting;
        let style = styles.paragraph(stream.paragraph.style.as_deref());
        stream.paragraph_look = styles.paragraph_look(style);
        if stream.paragraph.joined {
            return;
        }
        let (said, by_style) = (stream.paragraph.listed, styles.listed(style));
        let Some(list) = said.list.or(by_style.list).filter(|list| *list != 0) else { return };
        let of_style = || style.filter(|_| said.list.is_none()).and_then(|s| numbering.level_of_style(list, s));
        let level = said.level.or_else(of_style).or(by_style.level).unwrap_or(0);
        let Some(shown) = self.counters.next(numbering, list, level) else { return };
        // Numbers stand in the list's definition once and in the text often: that must not be a way to make it large.
        if shown.len() <= LONGEST_NUMBER && stream.text.out.text.len() <= 2 * self.xml.len() {
            stream.text.out.put(&shown, at, at);
        }
    }

    /// Adds what the style of the run says to what the run says itself.
    fn settle_run(&mut self) {
        let last = self.streams.len() - 1;
        let stream = &mut self.streams[last];
        if let Some(style) = &stream.run_style {
            stream.run_look = stream.run_look.over(self.setting.styles.character_look(Some(style)));
        }
    }

    fn field(&mut self, kind: Option<&str>) {
        if !self.heed_fields {
            return;
        }
        let stream = self.stream();
        match kind {
            Some("begin") => {
                stream.fields.push(true);
                stream.codes += 1;
            }
            Some("separate") => {
                if let Some(code) = stream.fields.last_mut()
                    && std::mem::replace(code, false)
                {
                    stream.codes -= 1;
                }
            }
            Some("end") => {
                let code = stream.fields.pop() == Some(true);
                stream.codes -= usize::from(code);
            }
            _ => {}
        }
    }

    /// How the characters of the run look that is open.
    fn look(&self) -> Look {
        self.streams.last().map(|stream| stream.run_look.over(stream.paragraph_look)).unwrap_or_default()
    }

    /// Adds what the bytes `start..end` of the file stand for, unless it is hidden or the code of a field.
    fn put(&mut self, text: &str, start: usize, end: usize) {
        // Characters of formulas stand in no run of Word's.
        self.begin(start);
        if self.look().hidden == Some(true) {
            return;
        }
        let stream = self.stream();
        if stream.codes == 0 {
            stream.fill();
            if !text.is_empty() {
                stream.text.out.put(text, start, end);
            }
        }
    }

    /// Adds characters that stand in the file at `start..end`. Here, and nowhere else, the characters of a run become
    /// text: what depends on how the run looks (raised digits, fonts with letters of their own) is done here.
    fn shown(&mut self, start: usize, end: usize, kept: bool) {
        let raised = self.look().raised == Some(true);
        let bytes = self.xml.as_bytes();
        let (mut from, mut to) = (start, end);
        if !kept {
            // Word takes no outer blanks of such a run; who writes it by hand means them. Indents of pretty printing,
            // however, hold a line break.
            let lead = blanks(bytes[from..to].iter());
            if bytes.get(from.wrapping_sub(1)) == Some(&b'>') && has_break(&bytes[from..from + lead]) {
                from += lead;
            }
            let trail = blanks(bytes[from..to].iter().rev());
            if bytes.get(to) == Some(&b'<') && has_break(&bytes[to - trail..to]) {
                to -= trail;
            }
        }
        if let Some(font) = self.look().font.flatten() {
            self.coded(from, to, font);
            return;
        }
        let mut at = from;
        while at < to {
            let plain = |b: &u8| matches!(b, b'\n' | b'\r') || raised && b.is_ascii_digit();
            let next = match raised {
                false => memchr::memchr2(b'\n', b'\r', &bytes[at..to]),
                true => bytes[at..to].iter().position(plain),
            };
            let next = next.map_or(to, |found| at + found);
            if next > at {
                let xml = self.xml;
                self.put(&xml[at..next], at, next);
            }
            at = next;
            match bytes.get(at).filter(|_| at < to) {
                Some(b'\r') if at + 1 < to && bytes[at + 1] == b'\n' => {
                    self.put(" ", at, at + 2);
                    at += 2;
                }
                Some(b'\n' | b'\r') => {
                    self.put(" ", at, at + 1);
                    at += 1;
                }
                Some(digit) => {
                    self.put(RAISED[usize::from(digit.wrapping_sub(b'0') % 10)], at, at + 1);
                    at += 1;
                }
                None => {}
            }
        }
    }
}

impl Writer<'_> {
    /// Adds characters in a font of a legacy charset.
    fn coded(&mut self, start: usize, end: usize, font: legacy::Font) {
        let xml = self.xml;
        let raw = &xml[start..end];
        // What stands before the run is written first, so that the run begins where it says.
        self.put("", start, start);
        let begin = self.stream().text.out.text.len();
        let letters = legacy::decode_run(raw, font);
        match &letters {
            Some(letters) => {
                let mut at = start;
                for letter in letters {
                    let to = at + usize::from(letter.len);
                    self.put(letter.c.encode_utf8(&mut [0; 4]), at, to);
                    at = to;
                }
            }
            None => self.put(raw, start, end),
        }
        let text = &mut self.stream().text;
        let span = Span::new(begin, text.out.text.len());
        if !span.is_empty() {
            text.coded.push(legacy::Run { span, font, decoded: letters.is_some() });
        }
    }
}

fn blanks<'b>(bytes: impl Iterator<Item = &'b u8>) -> usize {
    bytes.take_while(|b| b.is_ascii_whitespace()).count()
}

fn has_break(bytes: &[u8]) -> bool {
    memchr::memchr2(b'\n', b'\r', bytes).is_some()
}

/// The character that a `w:sym` stands for. Signs of symbol fonts stand in places that Unicode leaves to everybody.
fn symbol(start: &BytesStart) -> Option<char> {
    let code = u32::from_str_radix(attribute(start, "char")?.trim(), 16).ok()?;
    match code {
        0xf000..=0xf0ff => {
            let symbol = attribute(start, "font").is_some_and(|font| font.eq_ignore_ascii_case("symbol"));
            Some(match code - 0xf000 {
                0x2d if symbol => '\u{2212}',
                sign @ 0x20..=0x40 if symbol => char::from_u32(sign)?,
                0xb7 => '•',
                _ => '□',
            })
        }
        _ => char::from_u32(code).filter(|c| !c.is_control()),
    }
}
