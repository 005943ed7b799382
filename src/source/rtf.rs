//! The text of RTF files.
//!
//! A file is read once, token by token, with a stack of groups of its own: nesting costs no recursion. What stands in a
//! destination that is no text (fonts, styles, pictures, comments, unknown ones) is dropped; headers, footers, footnotes
//! and text boxes become parts of their own.

mod fonts;
mod token;

use encoding_rs::{Encoding, WINDOWS_1252};
use unicode_normalization::UnicodeNormalization;

use super::flow::{Flow, raised};
use super::{Limits, Part, ReadError};
use fonts::{Font, Fonts, code_page};
use token::{Token, Tokens};

/// What every RTF file begins with.
const OPENING: &[u8] = b"{\\rtf";

/// Whether a file is RTF.
pub(super) fn shows(bytes: &[u8]) -> bool {
    bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start().starts_with(OPENING)
}

/// The parts of a file.
pub(super) fn read(bytes: &[u8], _: &Limits) -> Result<Vec<Part<'static>>, ReadError> {
    if !shows(bytes) {
        return Err(ReadError::Damaged(r"{\rtf ?".into()));
    }
    let start = memchr::memchr(b'{', bytes).unwrap_or(0);
    let mut reader = Reader::new(&bytes[start..]);
    reader.run()?;
    let [body, headers, footers, footnotes, endnotes, boxes] = reader.flows;
    let parts = [
        ("body", body),
        ("headers", headers),
        ("footers", footers),
        ("footnotes", footnotes),
        ("endnotes", endnotes),
        ("text boxes", boxes),
    ];
    let parts: Vec<_> = parts.into_iter().filter_map(|(label, flow)| flow.part(label)).collect();
    Ok(parts)
}

/// Where the characters of a group go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Goal {
    /// A text, by its place in [`Reader::flows`].
    Flow(usize),
    /// Nowhere.
    Nowhere,
    /// Nowhere, but groups inside may be text: shapes.
    Shape,
    /// The list of fonts.
    Fonts,
}

const BODY: usize = 0;
const HEADERS: usize = 1;
const FOOTERS: usize = 2;
const FOOTNOTES: usize = 3;
const ENDNOTES: usize = 4;
const BOXES: usize = 5;
const FLOWS: usize = 6;

/// What holds inside a group and is as before behind it.
#[derive(Clone, Copy, Debug)]
struct Group {
    goal: Goal,
    /// The goal around a group that says a thing twice, for the half that is read.
    outer: Goal,
    /// How many characters stand behind each `\u` for readers that do not know it.
    fallback: u8,
    /// Number of the font in the list of fonts.
    font: i32,
    hidden: bool,
    deleted: bool,
    raised: bool,
    in_table: bool,
}

/// Groups that are kept apart; what is nested deeper shares the state of the group around it.
const DEEPEST: usize = 2_000;

struct Reader<'a> {
    tokens: Tokens<'a>,
    group: Group,
    stack: Vec<Group>,
    /// Groups open beyond [`DEEPEST`].
    deeper: usize,
    fonts: Fonts,
    flows: [Flow; FLOWS],
    /// Bytes in the code page of their font that are not yet decoded.
    pending: Vec<u8>,
    /// Decoded characters that are not yet written, so that the two halves of a pair and what a font makes of its
    /// characters are seen together.
    run: String,
    /// The first half of a UTF-16 pair.
    half: Option<u16>,
    /// Characters to be skipped behind `\u`.
    skip: u8,
    /// Whether `\*` stands before the next word.
    starred: bool,
    /// Whether the file's bytes beyond ASCII are UTF-8, against the rules.
    utf8: bool,
    default_font: i32,
    page: &'static Encoding,
}

impl<'a> Reader<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        let group = Group {
            goal: Goal::Flow(BODY),
            outer: Goal::Nowhere,
            fallback: 1,
            font: -1,
            hidden: false,
            deleted: false,
            raised: false,
            in_table: false,
        };
        Reader {
            tokens: Tokens::new(bytes),
            group,
            stack: Vec::new(),
            deeper: 0,
            fonts: Fonts::default(),
            flows: Default::default(),
            pending: Vec::new(),
            run: String::new(),
            half: None,
            skip: 0,
            starred: false,
            utf8: !bytes.is_ascii() && simdutf8::basic::from_utf8(bytes).is_ok(),
            default_font: 0,
            page: WINDOWS_1252,
        }
    }

    /// Reads the whole file.
    ///
    /// # Errors
    /// If it ends inside a group.
    fn run(&mut self) -> Result<(), ReadError> {
        while let Some(token) = self.tokens.next() {
            match token {
                Token::Open => {
                    self.flush();
                    self.skip = 0;
                    if self.stack.len() < DEEPEST {
                        self.stack.push(self.group)
                    } else {
                        self.deeper += 1
                    }
                    self.starred = false;
                }
                Token::Close => {
                    self.flush();
                    self.skip = 0;
                    self.close();
                    // Mail programs and faulty writers leave bytes behind the end; a brace too many inside the text
                    // must not cut it off.
                    if self.stack.is_empty() && memchr::memchr(b'\\', self.tokens.rest()).is_none() {
                        return Ok(());
                    }
                }
                Token::Bytes(bytes) => self.characters(bytes),
                Token::Byte(byte) => self.byte(byte),
                Token::Symbol(symbol) => self.symbol(symbol),
                Token::Word(word, value) => {
                    let starred = std::mem::take(&mut self.starred);
                    self.word(word, value, starred);
                }
            }
        }
        self.flush();
        if self.stack.is_empty() { Ok(()) } else { Err(ReadError::Damaged("RTF: } ?".into())) }
    }

    fn close(&mut self) {
        if self.deeper > 0 {
            self.deeper -= 1;
        } else if let Some(group) = self.stack.pop() {
            if self.group.goal == Goal::Fonts && group.goal != Goal::Fonts {
                self.fonts.finish();
            }
            self.group = group;
        }
    }

    /// Characters that stand in the file as bytes.
    fn characters(&mut self, bytes: &[u8]) {
        self.starred = false;
        match self.group.goal {
            Goal::Fonts => self.fonts.name(bytes),
            Goal::Flow(_) => {
                let skipped = bytes.len().min(usize::from(self.skip));
                self.skip -= skipped as u8;
                self.put_bytes(&bytes[skipped..], self.utf8);
            }
            Goal::Nowhere | Goal::Shape => {}
        }
    }

    /// A character written `\'e1`.
    fn byte(&mut self, byte: u8) {
        self.starred = false;
        match self.group.goal {
            Goal::Fonts => self.fonts.name(&[byte]),
            Goal::Flow(_) if self.skip > 0 => self.skip -= 1,
            Goal::Flow(_) => self.put_bytes(&[byte], false),
            Goal::Nowhere | Goal::Shape => {}
        }
    }

    fn is_shown(&self) -> bool {
        matches!(self.group.goal, Goal::Flow(_)) && !self.group.hidden && !self.group.deleted
    }

    fn put_bytes(&mut self, bytes: &[u8], utf8: bool) {
        if !self.is_shown() || bytes.is_empty() {
            return;
        }
        self.half = None;
        if utf8 && !bytes.is_ascii() {
            self.decode();
            self.run.push_str(&String::from_utf8_lossy(bytes));
        } else {
            self.pending.extend_from_slice(bytes);
        }
    }

    fn put(&mut self, text: &str) {
        if self.is_shown() {
            self.half = None;
            self.decode();
            self.run.push_str(text);
        }
    }

    /// A UTF-16 unit of `\u`.
    fn unit(&mut self, value: i32) {
        // Values above 32767 are written as negative ones.
        let unit = value as u16;
        if !self.is_shown() {
            return;
        }
        self.decode();
        match (self.half.take(), unit) {
            (_, 0xd800..=0xdbff) => self.half = Some(unit),
            (Some(half), 0xdc00..=0xdfff) => self.run.extend(char::decode_utf16([half, unit]).flatten()),
            // Symbol fonts have their characters here, the byte of each in the low half.
            (_, 0xf020..=0xf0ff) => match self.fonts.get(self.font()) {
                Some(font) if font.legacy().is_some() => self.run.extend(char::from_u32(u32::from(unit))),
                _ => self.run.push('•'),
            },
            (_, unit) => self.run.extend(char::from_u32(u32::from(unit)).filter(|c| *c >= ' ')),
        }
    }

    /// Decodes the bytes that are waiting.
    fn decode(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        if self.pending.is_ascii() {
            self.run.extend(self.pending.drain(..).map(char::from));
            return;
        }
        let font = self.fonts.get(self.font());
        if font.is_some_and(|font| font.is_symbol() && font.legacy().is_none()) {
            // Bullets are all that texts have of such fonts, and their letters are none.
            self.run.extend(self.pending.drain(..).map(|b| if b < 0x80 { char::from(b) } else { '•' }));
            return;
        }
        let page = font.and_then(|font| font.page()).unwrap_or(self.page);
        let (text, _) = page.decode_without_bom_handling(&self.pending);
        if page == encoding_rs::WINDOWS_1258 {
            // Its letters and marks are two characters for lack of room, not because somebody wanted them apart.
            self.run.extend(text.nfc());
        } else {
            self.run.push_str(&text);
        }
        self.pending.clear();
    }

    fn font(&self) -> i32 {
        if self.group.font < 0 { self.default_font } else { self.group.font }
    }

    /// Writes what is waiting, before anything that ends the run of characters.
    fn flush(&mut self) {
        self.decode();
        self.half = None;
        if self.run.is_empty() {
            return;
        }
        let run = std::mem::take(&mut self.run);
        if let Goal::Flow(flow) = self.group.goal {
            let Group { raised: is_raised, in_table, .. } = self.group;
            let font = self.fonts.get(self.font()).and_then(Font::legacy);
            let flow = &mut self.flows[flow];
            match font {
                Some(font) => flow.push_legacy(&run, in_table, font, is_raised),
                None if is_raised => flow.push(&raised(&run), in_table),
                None => flow.push(&run, in_table),
            }
        }
        self.run = run;
        self.run.clear();
    }

    fn symbol(&mut self, symbol: u8) {
        let starred = std::mem::take(&mut self.starred);
        if self.skip > 0 && symbol != b'*' {
            self.skip -= 1;
            return;
        }
        match symbol {
            b'*' => self.starred = true,
            b'\\' | b'{' | b'}' => match self.group.goal {
                Goal::Fonts => self.fonts.name(&[symbol]),
                _ => self.put_bytes(&[symbol], false),
            },
            b'~' => self.put("\u{a0}"),
            b'_' => self.put("\u{2011}"),
            b'-' => self.put("\u{ad}"),
            b'\n' | b'\r' => self.edge(Flow::paragraph),
            b'\t' => self.put("\t"),
            _ => self.starred = starred,
        }
    }

    /// The end of a line, paragraph, cell or row.
    fn edge(&mut self, end: fn(&mut Flow)) {
        self.flush();
        // The end of a paragraph that was deleted joins two.
        if let Goal::Flow(flow) = self.group.goal
            && !self.group.deleted
        {
            end(&mut self.flows[flow]);
        }
    }

    /// The rest of the group is a text of its own.
    fn enter(&mut self, flow: usize) {
        if self.group.goal != Goal::Nowhere {
            self.flush();
            self.group = Group { goal: Goal::Flow(flow), hidden: false, raised: false, in_table: false, ..self.group };
            self.flows[flow].page();
        }
    }

    fn drop(&mut self) {
        self.flush();
        self.group.goal = Goal::Nowhere;
    }

    fn word(&mut self, word: &[u8], value: Option<i32>, starred: bool) {
        if self.group.goal == Goal::Fonts {
            // Other names of a font, and the font itself where it is embedded.
            if starred || word == b"falt" {
                self.group.goal = Goal::Nowhere;
            }
            return self.fonts.word(word, value);
        }
        // A sign in place of one that is not known; anything else shows that the writer left it out.
        let skipped = std::mem::take(&mut self.skip);
        if skipped > 0 && (sign(word).is_some() || word == b"tab") {
            self.skip = skipped - 1;
            return;
        }
        if let Some(sign) = sign(word) {
            return self.put(sign);
        }
        let on = value != Some(0);
        match word {
            // Characters.
            b"u" => {
                self.unit(value.unwrap_or(0));
                self.skip = self.group.fallback;
            }
            b"uc" => self.group.fallback = value.unwrap_or(1).clamp(0, 255) as u8,
            b"tab" => self.put("\t"),
            // Lines, paragraphs, cells.
            b"line" | b"lbr" | b"softline" => self.edge(Flow::line),
            b"par" => self.edge(Flow::paragraph),
            b"page" | b"sect" | b"column" => self.edge(Flow::page),
            b"cell" | b"nestcell" => self.edge(Flow::cell),
            b"row" => self.edge(Flow::row),
            b"nestrow" => {
                // It stands in a destination that tells how the row looks.
                if let Goal::Flow(flow) = self.group.outer {
                    self.flows[flow].row();
                }
            }
            b"intbl" => self.change(|group| group.in_table = true),
            b"pard" => self.change(|group| group.in_table = false),
            // What characters look like.
            b"plain" => self.change(|group| {
                *group = Group { font: -1, hidden: false, raised: false, deleted: false, ..*group };
            }),
            b"f" => self.change(|group| group.font = value.unwrap_or(0)),
            b"v" => self.change(|group| group.hidden = on),
            b"deleted" | b"mvf" => self.change(|group| group.deleted = on),
            b"super" => self.change(|group| group.raised = on),
            b"up" => self.change(|group| group.raised = value.unwrap_or(6) > 0),
            b"sub" | b"nosupersub" | b"dn" => self.change(|group| group.raised = false),
            // The whole file.
            b"ansicpg" => self.page = code_page(value.unwrap_or(1252)).unwrap_or(WINDOWS_1252),
            b"mac" => self.page = encoding_rs::MACINTOSH,
            b"deff" => self.default_font = value.unwrap_or(0),
            b"bin" => {
                self.tokens.jump(value.unwrap_or(0).max(0) as usize);
                self.skip = skipped.saturating_sub(1);
            }
            // Destinations.
            b"fonttbl" => {
                self.flush();
                self.group.goal = Goal::Fonts;
            }
            b"header" | b"headerl" | b"headerr" | b"headerf" => self.enter(HEADERS),
            b"footer" | b"footerl" | b"footerr" | b"footerf" => self.enter(FOOTERS),
            b"footnote" => self.enter(FOOTNOTES),
            b"ftnalt" if self.group.goal == Goal::Flow(FOOTNOTES) => self.enter(ENDNOTES),
            b"shptxt" | b"dptxbxtext" => self.enter(BOXES),
            // What holds a shape is text only where it stands inside one.
            b"shpinst" | b"do" | b"shp" if self.group.goal != Goal::Nowhere => {
                self.flush();
                self.group.goal = Goal::Shape;
            }
            b"upr" => {
                self.flush();
                self.group.outer = std::mem::replace(&mut self.group.goal, Goal::Nowhere);
            }
            b"ud" if starred => self.group.goal = self.group.outer,
            b"nesttableprops" => {
                self.flush();
                self.group.outer = std::mem::replace(&mut self.group.goal, Goal::Nowhere);
            }
            // The text of a list's number, of a link, of an object; what is drawn in a shape for readers that know none
            // says again what the shape says.
            b"listtext" | b"pntext" | b"fldrslt" | b"result" | b"shppict" => {}
            _ if starred || is_no_text(word) => self.drop(),
            _ => {}
        }
    }

    /// Changes what holds for the next characters.
    fn change(&mut self, with: impl FnOnce(&mut Group)) {
        self.flush();
        with(&mut self.group);
    }
}

/// The character that a word stands for.
fn sign(word: &[u8]) -> Option<&'static str> {
    Some(match word {
        b"emdash" => "—",
        b"endash" => "–",
        b"lquote" => "‘",
        b"rquote" => "’",
        b"ldblquote" => "“",
        b"rdblquote" => "”",
        b"bullet" => "•",
        b"emspace" | b"enspace" | b"qmspace" => " ",
        b"zwbo" => "\u{200b}",
        b"zwj" => "\u{200d}",
        b"zwnj" => "\u{200c}",
        _ => return None,
    })
}

/// Destinations that are no text and do not say so by `\*`.
fn is_no_text(word: &[u8]) -> bool {
    const WORDS: &[&[u8]] = &[
        b"annotation",
        b"atnauthor",
        b"atnid",
        b"author",
        b"colortbl",
        b"comment",
        b"datastore",
        b"fldinst",
        b"ftncn",
        b"ftnsep",
        b"ftnsepc",
        b"aftncn",
        b"aftnsep",
        b"aftnsepc",
        b"filetbl",
        b"info",
        b"listoverridetable",
        b"listtable",
        b"nonesttables",
        b"nonshppict",
        b"objdata",
        b"operator",
        b"pict",
        b"revtbl",
        b"rxe",
        b"shprslt",
        b"stylesheet",
        b"tc",
        b"tcn",
        b"template",
        b"themedata",
        b"title",
        b"txe",
        b"xe",
    ];
    WORDS.contains(&word)
}

#[cfg(test)]
mod tests;
