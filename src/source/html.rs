//! The text of an HTML page: its main content, with exact offsets.
//!
//! A page is read twice. The first pass splits it into tokens and a flat tree of elements, without recursion; then
//! [`content`] decides which elements are no part of the document; the second pass writes the text of the rest. The
//! scanner is our own because it must keep the text of damaged pages, which a standard tokenizer drops at an unclosed
//! tag, and because it leaves text where it is; where pages are sound, tests hold it to html5gum's reading.

mod content;
pub(super) mod tags;

use memchr::{memchr, memchr3, memmem};

use super::entity;
use super::origin::Collected;
use content::{Mark, Page};
use tags::{Class, class_of};

/// What a token asks the second pass to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Act {
    /// Characters.
    Text,
    /// Characters in which line breaks and blanks count.
    Pre,
    /// Characters of a `<sup>`.
    Sup,
    /// A `<br>`.
    Line,
    /// The start of a block.
    Block,
    /// The end of a block.
    End,
    /// The start of a table's row.
    Row,
    /// The start of a table's cell.
    Cell,
}

/// A stretch of the file, or a place in it, that belongs to the element `node`.
#[derive(Clone, Copy, Debug)]
struct Token {
    act: Act,
    node: u32,
    start: u32,
    end: u32,
}

/// The text of a page.
pub(super) fn text(html: &str) -> Collected {
    let mut scanner = Scanner::new(html);
    scanner.run();
    let Scanner { tokens, page, .. } = scanner;
    let dropped = page.dropped(html);
    write(html, &tokens, &dropped)
}

/// The charset that the head of a page names.
pub(super) fn declared(html: &str) -> Option<&str> {
    /// So far from the beginning programs look for it.
    const HEAD: usize = 4096;
    let head = &html[..html.floor_char_boundary(HEAD)];
    memchr::memchr_iter(b'<', head.as_bytes()).find_map(|open| {
        let tag = head[open + 1..].split('>').next()?;
        tag.get(..4).filter(|name| name.eq_ignore_ascii_case("meta"))?;
        let (_, value) = tag.split_at(tag.to_ascii_lowercase().find("charset")? + "charset".len());
        let value = value.trim_start().strip_prefix('=')?.trim_start_matches([' ', '"', '\'']);
        let end = value.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '_' | '.' | ':'));
        Some(&value[..end.unwrap_or(value.len())]).filter(|label| !label.is_empty())
    })
}

/// An element that is open.
#[derive(Clone, Copy, Debug)]
struct Open {
    tag: u8,
    node: u32,
    /// Whether its own element is `node` (others lie within it and only hold their place on the stack).
    owns: bool,
    /// The element of the same name that was the innermost before this one.
    previous: u32,
    /// The innermost element before this one that no end tag reaches across.
    wall: u32,
    /// The innermost block before this one, which no end tag of an inline element reaches across.
    block: u32,
}

/// No element.
const NONE: u32 = u32::MAX;

struct Scanner<'a> {
    html: &'a str,
    tokens: Vec<Token>,
    page: Page,
    stack: Vec<Open>,
    /// For each tag the innermost open element, as an index into the stack.
    innermost: [u32; tags::COUNT],
    wall: u32,
    block: u32,
    /// How many `<pre>` are open.
    pre: u32,
    /// Whether a link is open, and whether it may still be seen as one.
    in_link: bool,
    /// Whether a `<sup>` is open in this block.
    in_sup: bool,
    /// Signs of which the rest of the file is known to hold none, so that it is searched once only.
    absent: Absent,
}

struct Absent {
    double: bool,
    single: bool,
    comment: bool,
    angle: bool,
    /// One bit for each raw tag.
    raw: [bool; tags::COUNT],
}

impl<'a> Scanner<'a> {
    fn new(html: &'a str) -> Self {
        Scanner {
            html,
            tokens: Vec::with_capacity(html.len() / 32),
            page: Page::new(),
            stack: Vec::new(),
            innermost: [NONE; tags::COUNT],
            wall: NONE,
            block: NONE,
            pre: 0,
            in_link: false,
            in_sup: false,
            absent: Absent { double: false, single: false, comment: false, angle: false, raw: [false; tags::COUNT] },
        }
    }

    fn run(&mut self) {
        let bytes = self.html.as_bytes();
        let mut at = 0;
        let mut text_from = 0;
        while let Some(found) = memchr(b'<', &bytes[at..]) {
            let open = at + found;
            let after = match bytes.get(open + 1) {
                Some(b) if b.is_ascii_alphabetic() => {
                    self.characters(text_from, open);
                    self.start_tag(open)
                }
                Some(b'/') if bytes.get(open + 2).is_some_and(u8::is_ascii_alphabetic) => {
                    self.characters(text_from, open);
                    self.end_tag(open)
                }
                Some(b'!' | b'/' | b'?') => match self.declaration(open) {
                    Some(after) => {
                        self.characters(text_from, open);
                        after
                    }
                    None => {
                        at = open + 1;
                        continue;
                    }
                },
                // "a < b" is text.
                _ => {
                    at = open + 1;
                    continue;
                }
            };
            at = after;
            text_from = after;
        }
        self.characters(text_from, bytes.len());
        self.page.flush(self.node());
        while !self.stack.is_empty() {
            self.pop(false, bytes.len());
        }
        self.page.finish(bytes.len());
    }

    /// The element that text at this place belongs to.
    fn node(&self) -> u32 {
        self.stack.last().map_or(0, |open| open.node)
    }

    fn token(&mut self, act: Act, start: usize, end: usize) {
        self.tokens.push(Token { act, node: self.node(), start: start as u32, end: end as u32 });
    }

    fn characters(&mut self, start: usize, end: usize) {
        if start < end {
            let act = match (self.in_sup, self.pre) {
                (true, _) => Act::Sup,
                (_, 0) => Act::Text,
                _ => Act::Pre,
            };
            self.token(act, start, end);
            self.page.count(&self.html.as_bytes()[start..end], self.in_link);
        }
    }

    /// A comment, a declaration or an end tag without a name; the place behind it, or `None` where it does not end and
    /// therefore is text.
    fn declaration(&mut self, open: usize) -> Option<usize> {
        let bytes = self.html.as_bytes();
        if bytes[open..].starts_with(b"<!--") {
            let body = open + 4;
            // "<!-->" and "<!--->" are whole comments.
            for short in [&b">"[..], b"->"] {
                if bytes[body..].starts_with(short) {
                    return Some(body + short.len());
                }
            }
            if !self.absent.comment {
                if let Some(end) = memmem::find(&bytes[body..], b"--") {
                    // "--" may be part of the comment: it ends with "-->" or "--!>".
                    let mut end = body + end;
                    loop {
                        let rest = &bytes[end + 2..];
                        if rest.first() == Some(&b'>') {
                            return Some(end + 3);
                        }
                        if rest.starts_with(b"!>") {
                            return Some(end + 4);
                        }
                        match memmem::find(&bytes[end + 1..], b"--") {
                            Some(next) => end += 1 + next,
                            None => break,
                        }
                    }
                }
                self.absent.comment = true;
            }
        }
        self.angle(open + 1)
    }

    /// The place behind the next `>`.
    fn angle(&mut self, from: usize) -> Option<usize> {
        if self.absent.angle {
            return None;
        }
        match memchr(b'>', &self.html.as_bytes()[from..]) {
            Some(found) => Some(from + found + 1),
            None => {
                self.absent.angle = true;
                None
            }
        }
    }

    /// Reads the attributes from `at` on and calls `see` with each name and value; the place behind the tag, and
    /// whether it closes itself. A tag that never ends takes no text with it beyond its name and attributes.
    fn attributes(&mut self, mut at: usize, mut see: impl FnMut(&'a str, &'a str)) -> (usize, bool) {
        let html = self.html;
        let bytes = html.as_bytes();
        loop {
            while bytes.get(at).is_some_and(|b| b.is_ascii_whitespace() || *b == b'/') {
                at += 1;
            }
            match bytes.get(at) {
                None => return (bytes.len(), false),
                Some(b'>') => return (at + 1, bytes[at - 1] == b'/'),
                Some(_) => {}
            }
            let name = at;
            at += 1;
            while bytes.get(at).is_some_and(|b| !b.is_ascii_whitespace() && !matches!(b, b'/' | b'>' | b'=')) {
                at += 1;
            }
            let name = &html[name..at];
            while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
                at += 1;
            }
            if bytes.get(at) != Some(&b'=') {
                see(name, "");
                continue;
            }
            at += 1;
            while bytes.get(at).is_some_and(u8::is_ascii_whitespace) {
                at += 1;
            }
            let value = match bytes.get(at) {
                Some(&quote @ (b'"' | b'\'')) => {
                    let gone = if quote == b'"' { &mut self.absent.double } else { &mut self.absent.single };
                    let end = if *gone { None } else { memchr(quote, &bytes[at + 1..]) };
                    match end {
                        Some(end) => {
                            let value = &html[at + 1..at + 1 + end];
                            at += end + 2;
                            value
                        }
                        // The closing quote is missing: the tag ends where it seems to, so that the text is kept.
                        None => {
                            *gone = true;
                            at += 1;
                            continue;
                        }
                    }
                }
                _ => {
                    let value = at;
                    while bytes.get(at).is_some_and(|b| !b.is_ascii_whitespace() && *b != b'>') {
                        at += 1;
                    }
                    &html[value..at]
                }
            };
            see(name, value);
        }
    }

    fn start_tag(&mut self, open: usize) -> usize {
        let (tag, name_end) = tags::name(self.html.as_bytes(), open + 1);
        let class = class_of(tag);
        if class == Class::Inline {
            return self.attributes(name_end, |_, _| {}).0;
        }
        let mut mark = Mark::of_tag(tag);
        let mut href = false;
        let (after, closed) = self.attributes(name_end, |name, value| match name.len() {
            2 if name.eq_ignore_ascii_case("id") => mark.add_words(value),
            4 if name.eq_ignore_ascii_case("href") => href = true,
            4 if name.eq_ignore_ascii_case("role") => mark.add_role(value),
            5 if name.eq_ignore_ascii_case("class") => mark.add_words(value),
            8 if name.eq_ignore_ascii_case("itemprop") => mark.add_words(value),
            _ => {}
        });
        match class {
            Class::Inline => {}
            Class::Sup => self.in_sup = true,
            Class::Link => {
                self.in_link = href;
                if href {
                    self.page.link(self.node());
                }
            }
            Class::Raw => {
                if tag == tags::TEXTAREA {
                    self.page.input(self.node());
                }
                return self.raw(tag, after);
            }
            Class::Break => {
                self.token(Act::Line, open, open);
            }
            Class::Rule => {
                self.edge();
                self.token(Act::Block, open, open);
            }
            Class::Input => self.page.input(self.node()),
            // On HTML elements the slash of "<div/>" is ignored; on foreign ones it closes.
            Class::Foreign if closed => {}
            Class::Foreign => {
                self.edge();
                self.push(tag, open, Some(mark));
            }
            Class::Span if mark.is_set() => {
                self.edge();
                self.push(tag, open, Some(mark));
            }
            Class::Span => self.push(tag, open, None),
            Class::Block | Class::Cell | Class::Row | Class::Item | Class::Paragraph => {
                self.edge();
                self.close_implied(class, open);
                self.token(
                    match class {
                        Class::Row => Act::Row,
                        Class::Cell => Act::Cell,
                        _ => Act::Block,
                    },
                    open,
                    open,
                );
                if tag == tags::PRE {
                    self.pre += 1;
                }
                self.push(tag, open, Some(mark));
            }
        }
        after
    }

    /// Ends the run of text before the edge of a block.
    fn edge(&mut self) {
        self.page.flush(self.node());
        self.in_sup = false;
    }

    /// Closes what the start of such an element ends without an end tag.
    fn close_implied(&mut self, class: Class, at: usize) {
        let reach = |s: &Self, tag: u8| {
            let open = s.innermost[tag as usize];
            open != NONE && (s.wall == NONE || open > s.wall)
        };
        // Any block ends a paragraph.
        if reach(self, tags::P) {
            self.close(tags::P, false, at);
        }
        match class {
            Class::Item => {
                // "<li>" ends the item before it, but not one that holds the list it is in.
                for tag in [tags::LI, tags::DT, tags::DD] {
                    let lists = [tags::UL, tags::OL, tags::DL].map(|t| self.innermost[t as usize]);
                    let item = self.innermost[tag as usize];
                    if reach(self, tag) && lists.iter().all(|&list| list == NONE || list < item) {
                        self.close(tag, false, at);
                    }
                }
            }
            Class::Cell | Class::Row => {
                let table = self.innermost[tags::TABLE as usize];
                let until: &[u8] =
                    if class == Class::Row { &[tags::TD, tags::TH, tags::TR] } else { &[tags::TD, tags::TH] };
                for &tag in until {
                    let open = self.innermost[tag as usize];
                    if open != NONE && (table == NONE || open > table) {
                        self.close(tag, false, at);
                    }
                }
            }
            _ => {}
        }
    }

    fn push(&mut self, tag: u8, at: usize, mark: Option<Mark>) {
        let parent = self.node();
        let node = match mark {
            Some(mark) => self.page.open(parent, mark, at),
            None => parent,
        };
        let index = self.stack.len() as u32;
        self.stack.push(Open {
            tag,
            node,
            owns: mark.is_some(),
            previous: self.innermost[tag as usize],
            wall: self.wall,
            block: self.block,
        });
        self.innermost[tag as usize] = index;
        if tags::is_wall(tag) {
            self.wall = index;
        }
        if class_of(tag) != Class::Span {
            self.block = index;
        }
    }

    /// Closes the innermost element; `own` says whether by its own end tag.
    fn pop(&mut self, own: bool, at: usize) {
        if let Some(open) = self.stack.pop() {
            self.innermost[open.tag as usize] = open.previous;
            self.wall = open.wall;
            self.block = open.block;
            if open.tag == tags::PRE {
                self.pre -= 1;
            }
            if open.owns {
                self.page.close(open.node, own, at);
            }
        }
    }

    /// Closes the innermost element of a name and all within it.
    fn close(&mut self, tag: u8, own: bool, at: usize) {
        let target = self.innermost[tag as usize] as usize;
        while self.stack.len() > target + 1 {
            self.pop(false, at);
        }
        self.pop(own, at);
    }

    fn end_tag(&mut self, open: usize) -> usize {
        let (tag, name_end) = tags::name(self.html.as_bytes(), open + 2);
        let (after, _) = self.attributes(name_end, |_, _| {});
        let class = class_of(tag);
        match class {
            Class::Inline | Class::Raw | Class::Rule | Class::Input => {}
            Class::Link => self.in_link = false,
            Class::Sup => self.in_sup = false,
            Class::Break => self.token(Act::Line, open, open),
            Class::Span => {
                let target = self.innermost[tag as usize];
                if target != NONE && (self.block == NONE || target > self.block) {
                    self.close(tag, true, after);
                }
            }
            _ => {
                self.edge();
                let target = self.innermost[tag as usize];
                // Inside a cell no end tag reaches what lies around the table, except those of the table itself.
                let wall = if tags::is_wall(tag) { NONE } else { self.wall };
                if target != NONE && (wall == NONE || target > wall) {
                    self.close(tag, true, after);
                }
                // Rows and cells are parted where they start; what is foreign does not break a line.
                if !matches!(class, Class::Cell | Class::Row | Class::Foreign) {
                    self.token(Act::End, open, open);
                }
            }
        }
        after
    }

    /// The place behind the end tag of an element whose content is no markup; the content is dropped.
    fn raw(&mut self, tag: u8, from: usize) -> usize {
        if self.absent.raw[tag as usize] {
            return from;
        }
        let bytes = self.html.as_bytes();
        let mut at = from;
        while let Some(found) = memmem::find(&bytes[at..], b"</") {
            at += found + 2;
            if bytes.get(at).is_some_and(u8::is_ascii_alphabetic) {
                let (name, end) = tags::name(bytes, at);
                if name == tag {
                    return self.attributes(end, |_, _| {}).0;
                }
            }
        }
        self.absent.raw[tag as usize] = true;
        // Scripts and styles run to the end of the file, as in browsers. The others are more likely a fault, and what
        // follows the text of the page.
        if matches!(tag, tags::SCRIPT | tags::STYLE) { bytes.len() } else { from }
    }
}

/// Raised digits.
pub(super) const RAISED: [&str; 10] = ["⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"];

/// What has to be written before the next characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gap {
    Nothing,
    /// Blanks of the file, from the first to the last of them.
    Blank(usize, usize),
    /// A tab between two cells, which stands at this place of the file.
    Tab(usize),
    /// A line break between two rows, which stands at this place of the file.
    Row(usize),
    /// One or two line breaks, which stand at this place of the file.
    Lines(u8, usize),
}

struct Writer<'a> {
    html: &'a str,
    out: Collected,
    gap: Gap,
    /// Whether the row has no cell yet.
    fresh_row: bool,
}

/// Writes the text of the tokens outside dropped elements.
fn write(html: &str, tokens: &[Token], dropped: &[bool]) -> Collected {
    let mut writer = Writer { html, out: Collected::with_capacity(html.len() / 2), gap: Gap::Nothing, fresh_row: true };
    for token in tokens {
        if dropped[token.node as usize] {
            continue;
        }
        let (start, end) = (token.start as usize, token.end as usize);
        match token.act {
            Act::Text => writer.flow(start, end),
            Act::Sup => writer.raised(start, end),
            Act::Pre => writer.verbatim(start, end),
            Act::Line => writer.line(start),
            Act::Block => writer.block(start),
            Act::End => {
                if let Gap::Tab(at) | Gap::Row(at) = writer.gap {
                    writer.gap = Gap::Lines(2, at);
                }
                writer.block(start);
            }
            Act::Row => {
                if !writer.out.text.is_empty() {
                    writer.gap = Gap::Row(start);
                }
                writer.fresh_row = true;
            }
            Act::Cell => {
                if !writer.fresh_row && !writer.out.text.is_empty() {
                    writer.gap = Gap::Tab(start);
                }
                writer.fresh_row = false;
            }
        }
    }
    writer.out
}

/// Whether a byte may be copied as it is in running text.
const PLAIN: [bool; 256] = {
    let mut plain = [true; 256];
    plain[b'&' as usize] = false;
    plain[b' ' as usize] = false;
    plain[b'\n' as usize] = false;
    plain[b'\r' as usize] = false;
    plain[b'\t' as usize] = false;
    plain[0x0c] = false;
    plain[0] = false;
    plain
};

impl Writer<'_> {
    fn line(&mut self, at: usize) {
        self.gap = match self.gap {
            Gap::Tab(_) | Gap::Row(_) | Gap::Lines(2, _) => self.gap,
            Gap::Lines(_, first) => Gap::Lines(2, first),
            _ if self.out.text.is_empty() => Gap::Nothing,
            _ => Gap::Lines(1, at),
        };
    }

    fn block(&mut self, at: usize) {
        self.gap = match self.gap {
            Gap::Tab(_) | Gap::Row(_) | Gap::Lines(2, _) => self.gap,
            Gap::Lines(_, first) => Gap::Lines(2, first),
            _ if self.out.text.is_empty() => Gap::Nothing,
            _ => Gap::Lines(2, at),
        };
    }

    /// Writes the gap before characters.
    #[inline]
    fn fill(&mut self) {
        match std::mem::replace(&mut self.gap, Gap::Nothing) {
            Gap::Nothing => {}
            Gap::Blank(start, end) => self.out.put(" ", start, end),
            Gap::Tab(at) => self.out.put("\t", at, at),
            Gap::Row(at) | Gap::Lines(1, at) => self.out.put("\n", at, at),
            Gap::Lines(_, at) => self.out.put("\n\n", at, at),
        }
    }

    /// Notes blanks in running text.
    #[inline]
    fn blank(&mut self, start: usize, end: usize) {
        self.gap = match self.gap {
            Gap::Nothing if self.out.text.is_empty() || self.out.text.ends_with('\n') => Gap::Nothing,
            Gap::Nothing => Gap::Blank(start, end),
            // Blanks around a tag are one; the tag between them is then within it.
            Gap::Blank(first, _) => Gap::Blank(first, end),
            other => other,
        };
    }

    /// Running text: blanks and line breaks are one blank.
    fn flow(&mut self, start: usize, end: usize) {
        let bytes = self.html.as_bytes();
        let mut at = start;
        while at < end {
            // A run of words with single blanks between them is copied in one go.
            let from = at;
            loop {
                while at < end && PLAIN[bytes[at] as usize] {
                    at += 1;
                }
                let single = at > from && at + 1 < end && bytes[at] == b' ' && PLAIN[bytes[at + 1] as usize];
                if !single {
                    break;
                }
                at += 1;
            }
            if at > from {
                self.fill();
                self.out.copy(&self.html[from..at], from);
            }
            if at == end {
                break;
            }
            match bytes[at] {
                b'&' => {
                    self.fill();
                    at = self.reference(at, end);
                }
                0 => at += 1,
                _ => {
                    let blank = at;
                    while at < end && bytes[at].is_ascii_whitespace() {
                        at += 1;
                    }
                    self.blank(blank, at);
                }
            }
        }
    }

    /// Text of a `<sup>`: its digits become raised ones, or the sign of a footnote would be read as part of the number
    /// before it ("NĐ-CP1").
    fn raised(&mut self, start: usize, end: usize) {
        let bytes = self.html.as_bytes();
        let mut from = start;
        for at in start..end {
            // Digits of a reference are none of the text.
            if bytes[at] == b'&' {
                break;
            }
            if bytes[at].is_ascii_digit() {
                self.flow(from, at);
                self.fill();
                self.out.put(RAISED[usize::from(bytes[at] - b'0')], at, at + 1);
                from = at + 1;
            }
        }
        self.flow(from, end);
    }

    /// Text inside `<pre>`: kept as it is.
    fn verbatim(&mut self, start: usize, end: usize) {
        let bytes = self.html.as_bytes();
        let mut at = start;
        while at < end {
            let next = memchr3(b'&', b'\r', 0, &bytes[at..end]).map_or(end, |found| at + found);
            if next > at {
                self.fill();
                self.out.copy(&self.html[at..next], at);
            }
            at = next;
            if at == end {
                break;
            }
            match bytes[at] {
                b'&' => {
                    self.fill();
                    at = self.reference(at, end);
                }
                b'\r' => {
                    self.fill();
                    let len = if bytes.get(at + 1) == Some(&b'\n') && at + 1 < end { 2 } else { 1 };
                    self.out.put("\n", at, at + len);
                    at += len;
                }
                _ => at += 1,
            }
        }
    }

    /// Writes the reference at `at`, or the `&` itself; the place behind it.
    fn reference(&mut self, at: usize, end: usize) -> usize {
        match entity::decode(&self.html[at..end]) {
            Some(decoded) => {
                self.out.put(decoded.write(&mut [0; 8]), at, at + decoded.len);
                at + decoded.len
            }
            None => {
                self.out.copy("&", at);
                at + 1
            }
        }
    }
}

#[cfg(test)]
mod tests;
