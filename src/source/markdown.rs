//! The text of a Markdown file, with exact offsets.
//!
//! A scanner of our own, not a CommonMark parser: it only takes marks away and leaves all else where it is, line by
//! line. A parser loses what legal texts need (the numbers of lists, the ordinal as it was written) and takes the
//! indented headings and clauses of converted files for code; it is also some ten times slower. What is taken away:
//! emphasis, headings' signs, quotes' signs, fences, the pipes of tables (cells are parted by tabs), targets of links,
//! images, tags, comments, escapes, front matter and link definitions. Markers of lists stay: "1." and "-" are text in
//! official documents; only `*` goes.

use std::collections::HashSet;

use memchr::{memchr, memmem};

use super::entity;
use super::html::{RAISED, tags};
use super::origin::Collected;

/// The text of a Markdown file.
pub(super) fn text(markdown: &str) -> Collected {
    let mut scanner = Scanner {
        text: markdown,
        out: Collected::with_capacity(markdown.len()),
        lines: Vec::new(),
        items: Vec::new(),
        openers: Default::default(),
        brackets: Vec::new(),
        definitions: definitions(markdown),
        fence: None,
        in_table: false,
        pending: None,
    };
    scanner.run();
    scanner.out
}

/// A piece of a paragraph between marks.
#[derive(Clone, Copy, Debug)]
struct Item {
    start: u32,
    end: u32,
    what: What,
}

#[derive(Clone, Copy, Debug)]
enum What {
    /// Text as it stands.
    Keep,
    /// A run of marks, of which this many are text.
    Run(u32),
    /// An opening bracket of an image: go on at this item.
    Skip(u32),
    /// Nothing.
    Gone,
    /// A character reference.
    Entity(entity::Decoded),
    /// A tag or the end of a line that stands for this.
    Stand(&'static str),
}

/// A run of marks that may open emphasis.
#[derive(Clone, Copy, Debug)]
struct Opener {
    item: u32,
    left: u32,
    /// Its length, and whether it could have closed as well.
    length: u32,
    closes: bool,
}

/// An opening bracket.
#[derive(Clone, Copy, Debug)]
struct Bracket {
    item: u32,
    image: bool,
}

struct Scanner<'a> {
    text: &'a str,
    out: Collected,
    /// The lines of the paragraph being read, without their quotes' signs, indentation and trailing blanks.
    lines: Vec<(usize, usize)>,
    items: Vec<Item>,
    /// Open runs of `*`, `_` and `~`.
    openers: [Vec<Opener>; 3],
    brackets: Vec<Bracket>,
    /// Labels of link definitions, in lower case.
    definitions: HashSet<String>,
    /// The sign and length of the fence of the code block being read.
    fence: Option<(u8, usize)>,
    in_table: bool,
    /// The line break that follows the paragraph being read.
    pending: Option<(usize, usize)>,
}

/// Bytes that may start a mark inside a line.
const SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    let marks = b"\\`*_~[]!<&";
    let mut i = 0;
    while i < marks.len() {
        special[marks[i] as usize] = true;
        i += 1;
    }
    special
};

impl<'a> Scanner<'a> {
    fn run(&mut self) {
        let bytes = self.text.as_bytes();
        let mut at = front_matter(bytes);
        while at < bytes.len() {
            let (end, next) = line_end(bytes, at);
            at = self.line(at, end, next);
        }
        self.paragraph();
    }

    /// Reads the line `start..end`, whose break ends at `next`; the place to go on.
    fn line(&mut self, start: usize, end: usize, next: usize) -> usize {
        let bytes = self.text.as_bytes();
        let mut at = start;
        loop {
            while at < end && matches!(bytes[at], b' ' | b'\t') {
                at += 1;
            }
            // Inside a fence a leading ">" is code unless the fence itself is quoted; losing the sign there is no harm.
            if at < end && bytes[at] == b'>' {
                at += 1;
            } else {
                break;
            }
        }
        let line = bytes[at..end].trim_ascii_end();
        let stop = at + line.len();
        if let Some((sign, length)) = self.fence {
            if line.len() >= length && line.iter().all(|&b| b == sign) {
                self.fence = None;
            } else {
                self.out.copy(&self.text[at..end], at);
                self.break_line(end, next);
            }
            return next;
        }
        let Some(&first) = line.first() else {
            self.paragraph();
            self.in_table = false;
            self.break_line(end, next);
            return next;
        };
        match first {
            b'`' | b'~' => {
                let run = line.iter().take_while(|&&b| b == first).count();
                if run >= 3 && (first == b'~' || memchr(b'`', &line[run..]).is_none()) {
                    self.paragraph();
                    self.fence = Some((first, run));
                    return next;
                }
            }
            b'#' => {
                let run = line.iter().take_while(|&&b| b == b'#').count();
                if run <= 6 && line.get(run).is_none_or(|b| matches!(b, b' ' | b'\t')) {
                    self.paragraph();
                    let title = line[run..].trim_ascii_end();
                    let bare = title.len() - title.iter().rev().take_while(|&&b| b == b'#').count();
                    let title =
                        if bare == 0 || matches!(title[bare - 1], b' ' | b'\t') { &title[..bare] } else { title };
                    let title_end = at + run + title.trim_ascii_end().len();
                    let title_start = title_end - title.trim_ascii().len();
                    self.add_line(title_start, title_end, end, next);
                    self.paragraph();
                    return next;
                }
            }
            b'<' => {
                if let Some(after) = self.hidden_block(at) {
                    self.paragraph();
                    return after;
                }
            }
            b'[' => {
                if let Some(colon) = definition(line) {
                    self.paragraph();
                    if line[1] == b'^' {
                        // The text of a footnote.
                        let from = at + colon + 1;
                        let lead = bytes[from..stop].len() - bytes[from..stop].trim_ascii_start().len();
                        self.add_line(from + lead, stop, end, next);
                        return next;
                    }
                    if is_destination(&line[colon + 1..]) {
                        return next;
                    }
                }
            }
            b'|' => {
                self.paragraph();
                self.in_table = true;
                if !is_delimiter_row(line) {
                    self.row(at, stop);
                    self.break_line(end, next);
                }
                return next;
            }
            _ => {}
        }
        if is_rule(line) || (first == b'=' && !self.lines.is_empty() && line.iter().all(|&b| b == b'=')) {
            self.paragraph();
            return next;
        }
        if !self.lines.is_empty() && is_delimiter_row(line) && memchr(b'|', line).is_some() {
            // The line before was the head of a table without outer pipes.
            let head = self.lines.pop();
            let pending = self.pending.take();
            if let Some(&(_, before)) = self.lines.last() {
                self.pending = Some(line_break(bytes, before));
            }
            self.paragraph();
            if let Some((from, to)) = head {
                self.row(from, to);
            }
            if let Some((from, to)) = pending {
                self.break_line(from, to);
            }
            self.in_table = true;
            return next;
        }
        if self.in_table && memchr(b'|', line).is_some() {
            self.paragraph();
            self.row(at, stop);
            self.break_line(end, next);
            return next;
        }
        if let Some(marker) = list_marker(line) {
            self.paragraph();
            let from = if first == b'*' { at + marker } else { at };
            let lead = bytes[from..stop].len() - bytes[from..stop].trim_ascii_start().len();
            self.add_line(from + lead, stop, end, next);
            return next;
        }
        self.add_line(at, stop, end, next);
        next
    }

    /// Adds a line to the paragraph being read.
    fn add_line(&mut self, start: usize, stop: usize, end: usize, next: usize) {
        self.lines.push((start, stop));
        self.pending = Some((end, next));
    }

    /// Writes the line break at `start..end` of the file, if there is one.
    fn break_line(&mut self, start: usize, end: usize) {
        if start < end {
            self.out.put("\n", start, end);
        }
    }

    /// A comment, script or style that starts a line and may hold blank lines; the place behind it.
    fn hidden_block(&self, at: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let rest = &bytes[at..];
        let close: &[u8] = if rest.starts_with(b"<!--") {
            b"-->"
        } else if starts_tag(rest, b"<script") {
            b"</script>"
        } else if starts_tag(rest, b"<style") {
            b"</style>"
        } else {
            return None;
        };
        // Far longer ones are more likely unclosed, and searching the whole file for each would take its square.
        let window = &rest[..rest.len().min(HIDDEN)];
        memmem::find(window, close).map(|found| at + found + close.len())
    }

    /// Writes a table's row.
    fn row(&mut self, start: usize, end: usize) {
        let bytes = self.text.as_bytes();
        let mut at = start + usize::from(bytes[start] == b'|');
        let mut first = true;
        let mut tab = at;
        while at < end {
            let mut stop = at;
            while stop < end && bytes[stop] != b'|' {
                // An escaped pipe is part of the cell.
                stop += if bytes[stop] == b'\\' { 2 } else { 1 };
            }
            let stop = stop.min(end);
            let cell = &bytes[at..stop];
            let lead = cell.len() - cell.trim_ascii_start().len();
            let trail = at + cell.trim_ascii_end().len();
            if !first {
                self.out.put("\t", tab, tab + 1);
            }
            first = false;
            if at + lead < trail {
                self.lines.push((at + lead, trail));
                self.paragraph();
            }
            tab = stop;
            at = stop + 1;
        }
    }

    /// Writes the paragraph that has been read.
    fn paragraph(&mut self) {
        if !self.lines.is_empty() {
            self.marks();
            self.loose_emphasis();
            self.write();
            self.lines.clear();
        }
        if let Some((start, end)) = self.pending.take() {
            self.break_line(start, end);
        }
    }

    fn item(&mut self, start: usize, end: usize, what: What) {
        self.items.push(Item { start: start as u32, end: end as u32, what });
    }

    fn keep(&mut self, start: usize, end: usize) {
        if start < end {
            self.item(start, end, What::Keep);
        }
    }

    /// Splits the lines of the paragraph into items.
    fn marks(&mut self) {
        self.items.clear();
        self.brackets.clear();
        self.openers.iter_mut().for_each(Vec::clear);
        let bytes = self.text.as_bytes();
        let end = self.lines.last().map_or(0, |line| line.1);
        // Lengths of runs of backticks that are known not to come again, and whether a tag can still end.
        let mut absent_ticks = [false; 33];
        let mut index = 0;
        let mut at = self.lines[0].0;
        let mut from = at;
        loop {
            let (_, stop) = self.lines[index];
            while at < stop && !SPECIAL[bytes[at] as usize] {
                at += 1;
            }
            if at >= stop {
                self.keep(from, at.min(stop).max(from));
                // A mark may have ended on a later line.
                while index < self.lines.len() && self.lines[index].1 <= at {
                    index += 1;
                    if index < self.lines.len() && self.lines[index].0 > at {
                        let (start, next) = line_break(bytes, self.lines[index - 1].1);
                        self.item(start, next, What::Stand("\n"));
                    }
                }
                if index == self.lines.len() {
                    break;
                }
                at = at.max(self.lines[index].0);
                from = at;
                continue;
            }
            let mark = at;
            let byte = bytes[at];
            match byte {
                b'\\' => {
                    if at + 1 == stop && index + 1 < self.lines.len() {
                        // A hard line break.
                        self.keep(from, at);
                        at += 1;
                        from = at;
                    } else if at + 1 < stop && bytes[at + 1].is_ascii_punctuation() {
                        self.keep(from, at);
                        from = at + 1;
                        at += 2;
                    } else {
                        at += 1;
                    }
                }
                b'`' => {
                    let run = bytes[at..stop].iter().take_while(|&&b| b == b'`').count();
                    match self.code_end(at + run, end, run, &mut absent_ticks) {
                        Some(close) => {
                            self.keep(from, at);
                            let code = at + run;
                            if close <= stop {
                                self.keep(code, close);
                            } else {
                                // Over a line's end: the quotes' signs in it are no text.
                                self.keep(code, stop);
                                let mut line = index;
                                while self.lines[line].1 < close {
                                    let (start, next) = line_break(bytes, self.lines[line].1);
                                    self.item(start, next, What::Stand("\n"));
                                    line += 1;
                                    let (begin, finish) = self.lines[line];
                                    self.keep(begin, close.min(finish).max(begin));
                                }
                                index = line;
                            }
                            at = close + run;
                            from = at;
                        }
                        None => at += run,
                    }
                }
                b'*' | b'_' | b'~' => {
                    let run = bytes[at..stop].iter().take_while(|&&b| b == byte).count();
                    self.keep(from, at);
                    self.emphasis(byte, at, at + run, self.lines[index]);
                    at += run;
                    from = at;
                }
                b'!' | b'[' => {
                    let image = byte == b'!';
                    if image && bytes.get(at + 1) != Some(&b'[') {
                        at += 1;
                        continue;
                    }
                    let open = at + usize::from(image);
                    if !image && let Some(close) = footnote(&bytes[open..stop]) {
                        self.keep(from, at);
                        at = open + close + 1;
                        from = at;
                        continue;
                    }
                    self.keep(from, at);
                    self.brackets.push(Bracket { item: self.items.len() as u32, image });
                    self.item(at, open + 1, What::Keep);
                    at = open + 1;
                    from = at;
                }
                b']' => match self.brackets.pop() {
                    Some(bracket) => match self.link_end(bracket, at, end) {
                        Some(after) => {
                            self.keep(from, at);
                            let here = self.items.len() as u32;
                            self.items[bracket.item as usize].what =
                                if bracket.image { What::Skip(here) } else { What::Gone };
                            at = after;
                            from = at;
                        }
                        None => at += 1,
                    },
                    None => at += 1,
                },
                b'<' if raised(&bytes[at..stop]).is_some() => {
                    self.keep(from, at);
                    let length = raised(&bytes[at..stop]).unwrap_or_default();
                    for digit in at + SUP.len()..at + length - SUP.len() - 1 {
                        self.item(digit, digit + 1, What::Stand(RAISED[usize::from(bytes[digit] - b'0')]));
                    }
                    at += length;
                    from = at;
                }
                b'<' => match inline_tag(&bytes[at..end]) {
                    Some(tag) => {
                        self.keep(from, at);
                        match tag {
                            Tag::Address(length) => {
                                self.keep(at + 1, at + length - 1);
                                at += length;
                            }
                            Tag::Markup(length, stands_for) => {
                                if !stands_for.is_empty() {
                                    self.item(at, at, What::Stand(stands_for));
                                }
                                at += length;
                            }
                        }
                        from = at;
                    }
                    None => at += 1,
                },
                _ => match entity::decode(&self.text[at..stop]) {
                    Some(decoded) if bytes[at + decoded.len - 1] == b';' => {
                        self.keep(from, at);
                        self.item(at, at + decoded.len, What::Entity(decoded));
                        at += decoded.len;
                        from = at;
                    }
                    _ => at += 1,
                },
            }
            debug_assert!(at > mark);
        }
    }

    /// Where the code that starts at `from` ends: the place of the next run of `length` backticks.
    fn code_end(&self, from: usize, end: usize, length: usize, absent: &mut [bool; 33]) -> Option<usize> {
        if length >= absent.len() || absent[length] {
            return None;
        }
        let bytes = self.text.as_bytes();
        let mut at = from;
        while let Some(found) = memchr(b'`', &bytes[at..end]) {
            at += found;
            let run = bytes[at..end].iter().take_while(|&&b| b == b'`').count();
            if run == length {
                return Some(at);
            }
            at += run;
        }
        absent[length] = true;
        None
    }

    /// A run of `*`, `_` or `~` in `line`: closes what is open, or opens.
    fn emphasis(&mut self, sign: u8, start: usize, end: usize, line: (usize, usize)) {
        let before = self.text[line.0..start].chars().next_back();
        let after = self.text[end..line.1].chars().next();
        let blank = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let word = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric());
        let mut length = (end - start) as u32;
        let mut opens = !blank(after);
        let mut closes = !blank(before);
        match sign {
            // "so_hieu_van_ban" is one word.
            b'_' => {
                opens &= !word(before);
                closes &= !word(after);
            }
            b'~' if length != 2 => (opens, closes) = (false, false),
            // "(*)" is a footnote's sign.
            b'*' if before == Some('(') && after == Some(')') => (opens, closes) = (false, false),
            _ => {}
        }
        // Longer runs are places to be filled in.
        if length > 3 {
            (opens, closes) = (false, false);
        }
        let stack = &mut self.openers[match sign {
            b'*' => 0,
            b'_' => 1,
            _ => 2,
        }];
        let whole = length;
        while closes && length > 0 {
            // CommonMark's rule of three: in "**a*b**" the single sign is text. Openers far down are not looked at, so
            // that each run costs the same.
            let found = stack.iter().rev().take(16).position(|o| {
                !((o.closes || opens) && (o.length + whole).is_multiple_of(3))
                    || (o.length.is_multiple_of(3) && whole.is_multiple_of(3))
            });
            let Some(found) = found else { break };
            stack.truncate(stack.len() - found);
            let Some(opener) = stack.last_mut() else { break };
            let pairs = length.min(opener.left);
            length -= pairs;
            opener.left -= pairs;
            self.items[opener.item as usize].what = What::Run(opener.left);
            if opener.left == 0 {
                stack.pop();
            }
        }
        if opens && length > 0 {
            stack.push(Opener { item: self.items.len() as u32, left: length, length: whole, closes });
        }
        self.item(start, end, What::Run(length));
    }

    /// Where a link ends whose text ends with the `]` at `at`; `None` where the brackets are text.
    fn link_end(&self, bracket: Bracket, at: usize, end: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        if bytes.get(at + 1) == Some(&b'(')
            && let Some(length) = target(&bytes[at + 1..end])
        {
            return Some(at + 1 + length);
        }
        if self.definitions.is_empty() {
            return None;
        }
        let label = |from: usize, to: usize| {
            to - from <= MAX_LABEL && self.definitions.contains(&self.text[from..to].to_lowercase())
        };
        let text = self.items[bracket.item as usize].end as usize;
        if bytes.get(at + 1) == Some(&b'[') {
            let rest = &bytes[at + 2..end.min(at + 2 + MAX_LABEL)];
            let close = at + 2 + memchr(b']', rest)?;
            return if close == at + 2 { label(text, at) } else { label(at + 2, close) }.then_some(close + 1);
        }
        label(text, at).then_some(at + 1)
    }

    /// Takes away what is left of strong emphasis where converters put a blank inside it ("**1. **Mục đích"): two signs
    /// and two signs again in one paragraph, whatever stands beside them, are never text.
    fn loose_emphasis(&mut self) {
        let bytes = self.text.as_bytes();
        let mut open: Option<usize> = None;
        for index in 0..self.items.len() {
            let Item { start, end, what } = self.items[index];
            let What::Run(left @ (2 | 3)) = what else { continue };
            if bytes[start as usize] != b'*' || end - start > 3 {
                continue;
            }
            match open.take() {
                Some(first) => {
                    if let What::Run(other) = &mut self.items[first].what {
                        *other -= 2;
                    }
                    self.items[index].what = What::Run(left - 2);
                }
                None => open = Some(index),
            }
        }
    }

    /// Writes the items of the paragraph.
    fn write(&mut self) {
        let mut index = 0;
        while let Some(item) = self.items.get(index) {
            let (start, end) = (item.start as usize, item.end as usize);
            index += 1;
            match item.what {
                What::Keep => self.out.copy(&self.text[start..end], start),
                What::Run(left) => self.out.copy(&self.text[start..start + left as usize], start),
                What::Skip(to) => index = to as usize,
                What::Gone => {}
                What::Entity(decoded) => {
                    let mut buffer = [0; 8];
                    self.out.put(decoded.write(&mut buffer), start, end);
                }
                What::Stand(text) => self.out.put(text, start, end),
            }
        }
    }
}

/// The longest label of a link that is looked up, in bytes.
const MAX_LABEL: usize = 200;

/// The longest comment, script or style that is left out as one, in bytes.
const HIDDEN: usize = 1 << 16;

/// Where the line that starts at `at` ends without its break, and with it.
fn line_end(bytes: &[u8], at: usize) -> (usize, usize) {
    match memchr(b'\n', &bytes[at..]) {
        Some(found) => {
            let end = at + found;
            (if end > at && bytes[end - 1] == b'\r' { end - 1 } else { end }, end + 1)
        }
        None => (bytes.len(), bytes.len()),
    }
}

/// The break of the line whose text ends at `at`, blanks before it not counted.
fn line_break(bytes: &[u8], at: usize) -> (usize, usize) {
    line_end(bytes, at)
}

/// The length of the front matter: `---` or `+++`, lines, the same again.
fn front_matter(bytes: &[u8]) -> usize {
    let (end, mut at) = line_end(bytes, 0);
    let fence = bytes[..end].trim_ascii_end();
    if fence != b"---" && fence != b"+++" {
        return 0;
    }
    while at < bytes.len() {
        let (end, next) = line_end(bytes, at);
        let line = bytes[at..end].trim_ascii_end();
        if line == fence || (line == b"..." && fence == b"---") {
            return next;
        }
        at = next;
    }
    0
}

/// Labels of link definitions in the file, in lower case.
fn definitions(text: &str) -> HashSet<String> {
    let bytes = text.as_bytes();
    let mut labels = HashSet::new();
    for colon in memmem::find_iter(bytes, b"]:") {
        let low = colon.saturating_sub(MAX_LABEL + 4);
        let start = memchr::memrchr(b'\n', &bytes[low..colon]).map_or(low, |found| low + found + 1);
        let line = bytes[start..colon].trim_ascii_start();
        if line.first() == Some(&b'[') && line.get(1) != Some(&b'^') {
            let (end, _) = line_end(bytes, colon);
            if is_destination(&bytes[colon + 2..end]) {
                labels.insert(String::from_utf8_lossy(&line[1..]).to_lowercase());
            }
        }
    }
    labels
}

/// The place of the colon where a line starts as a definition does: `[label]:`.
fn definition(line: &[u8]) -> Option<usize> {
    let close = memchr(b']', &line[..line.len().min(MAX_LABEL + 2)])?;
    (close > 1 && line.get(close + 1) == Some(&b':')).then_some(close + 1)
}

/// Whether the rest of a definition is a target, with or without a title, and not a sentence.
fn is_destination(rest: &[u8]) -> bool {
    let rest = rest.trim_ascii();
    let word = rest.iter().position(u8::is_ascii_whitespace).unwrap_or(rest.len());
    let title = rest[word..].trim_ascii_start();
    word > 0 && title.first().is_none_or(|b| matches!(b, b'"' | b'\'' | b'('))
}

/// Whether a line is a rule or underlines a heading: three or more `-`, `*` or `_`, with or without blanks.
fn is_rule(line: &[u8]) -> bool {
    let sign = line[0];
    matches!(sign, b'-' | b'*' | b'_')
        && line.iter().all(|&b| b == sign || matches!(b, b' ' | b'\t'))
        && line.iter().filter(|&&b| b == sign).count() >= 3
}

/// Whether a line parts the head of a table from its body.
fn is_delimiter_row(line: &[u8]) -> bool {
    memchr(b'-', line).is_some() && line.iter().all(|b| matches!(b, b'|' | b'-' | b':' | b' ' | b'\t'))
}

/// The length of a list's marker at the start of a line: `-`, `+`, `*`, `1.`, `1)`, before a blank.
fn list_marker(line: &[u8]) -> Option<usize> {
    let length = match line[0] {
        b'-' | b'+' | b'*' => 1,
        b if b.is_ascii_digit() => {
            let digits = line.iter().take_while(|b| b.is_ascii_digit()).count();
            if digits > 9 || !matches!(line.get(digits), Some(b'.' | b')')) {
                return None;
            }
            digits + 1
        }
        _ => return None,
    };
    line.get(length).is_none_or(|b| matches!(b, b' ' | b'\t')).then_some(length)
}

/// Where a reference to a footnote (`[^1]`) at the start of `bytes` ends: the place of its `]`.
fn footnote(bytes: &[u8]) -> Option<usize> {
    if bytes.get(1) != Some(&b'^') {
        return None;
    }
    let close = memchr(b']', &bytes[..bytes.len().min(64)])?;
    (close > 2 && !bytes[..close].iter().any(u8::is_ascii_whitespace)).then_some(close)
}

/// The length of a link's target with its parentheses: `(url "title")`.
fn target(bytes: &[u8]) -> Option<usize> {
    let blanks = |mut at: usize| {
        while bytes.get(at).is_some_and(u8::is_ascii_whitespace) && at < 4096 {
            at += 1;
        }
        at
    };
    let mut at = blanks(1);
    if bytes.get(at) == Some(&b'<') {
        at += 1;
        while !matches!(bytes.get(at)?, b'>' | b'<' | b'\n') {
            at += 1;
        }
        if bytes[at] != b'>' {
            return None;
        }
        at += 1;
    } else {
        let mut depth = 0;
        loop {
            match bytes.get(at)? {
                b'\\' => at += 1,
                b'(' if depth == 32 => return None,
                b'(' => depth += 1,
                b')' if depth == 0 => break,
                b')' => depth -= 1,
                b if b.is_ascii_whitespace() => break,
                _ => {}
            }
            at += 1;
            if at > 4096 {
                return None;
            }
        }
    }
    at = blanks(at);
    let close = match bytes.get(at)? {
        b'"' => b'"',
        b'\'' => b'\'',
        b'(' => b')',
        b')' => return Some(at + 1),
        _ => return None,
    };
    let title = memchr(close, &bytes[at + 1..bytes.len().min(at + 4096)])?;
    at = blanks(at + title + 2);
    (bytes.get(at) == Some(&b')')).then_some(at + 1)
}

const SUP: &[u8] = b"<sup>";

/// The length of digits at the start of `bytes` that are raised by a tag: as in HTML, they must not be read as part of
/// what stands before them.
fn raised(bytes: &[u8]) -> Option<usize> {
    let inner = bytes.strip_prefix(SUP)?;
    let digits = inner.iter().take_while(|b| b.is_ascii_digit()).count();
    (digits > 0 && inner[digits..].starts_with(b"</sup>")).then_some(2 * SUP.len() + 1 + digits)
}

/// What `<` may start in a line.
enum Tag {
    /// An address in angle brackets, of this length.
    Address(usize),
    /// A tag or comment of this length, and what it stands for in the text.
    Markup(usize, &'static str),
}

/// Names of tags, besides those that [`tags`] knows, that are taken away; others may be what is to be filled in.
const INLINE: [&[u8]; 22] = [
    b"b",
    b"i",
    b"u",
    b"s",
    b"em",
    b"strong",
    b"font",
    b"sup",
    b"sub",
    b"small",
    b"big",
    b"code",
    b"img",
    b"col",
    b"colgroup",
    b"mark",
    b"del",
    b"ins",
    b"strike",
    b"kbd",
    b"o:p",
    b"abbr",
];

/// The longest tag, in bytes.
const MAX_TAG: usize = 1024;

/// The tag, comment or address at the start of `bytes`.
fn inline_tag(bytes: &[u8]) -> Option<Tag> {
    if bytes.starts_with(b"<!--") {
        let window = &bytes[4..bytes.len().min(MAX_TAG)];
        return memmem::find(window, b"-->").map(|found| Tag::Markup(found + 7, ""));
    }
    let end = bytes.get(1) == Some(&b'/');
    let start = 1 + usize::from(end);
    if !bytes.get(start)?.is_ascii_alphabetic() {
        return None;
    }
    let length = memchr(b'>', &bytes[..bytes.len().min(MAX_TAG)])? + 1;
    let inner = &bytes[start..length - 1];
    if !end && (memmem::find(inner, b"://").is_some() || memchr(b'@', inner).is_some()) && !inner.contains(&b' ') {
        return Some(Tag::Address(length));
    }
    let (tag, name_end) = tags::name(bytes, start);
    let name = &bytes[start..name_end.min(length - 1)];
    if tag == 0 && !INLINE.iter().any(|known| name.eq_ignore_ascii_case(known)) {
        return None;
    }
    let stands_for = match (tags::class_of(tag), end) {
        (tags::Class::Cell, true) => "\t",
        (tags::Class::Break | tags::Class::Rule, _) | (tags::Class::Row, true) => "\n",
        (tags::Class::Paragraph | tags::Class::Item | tags::Class::Block, true) => "\n",
        _ => "",
    };
    Some(Tag::Markup(length, stands_for))
}

/// Whether `bytes` start with a tag of this name, in any case of letters.
fn starts_tag(bytes: &[u8], tag: &[u8]) -> bool {
    bytes.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag))
        && bytes.get(tag.len()).is_some_and(|b| b.is_ascii_whitespace() || *b == b'>')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(markdown: &str) -> String {
        text(markdown).text
    }

    #[test]
    fn emphasis_goes_and_text_stays() {
        for (markdown, expected) in [
            ("**Nghị định** số **30/2020/NĐ-CP**", "Nghị định số 30/2020/NĐ-CP"),
            ("***a*** *b* _c_ __d__ ~~e~~", "a b c d e"),
            ("**Căn cứ\nLuật** x", "Căn cứ\nLuật x"),
            ("**a*b**", "a*b"),
            ("5 * 3 và so_hieu_van_ban", "5 * 3 và so_hieu_van_ban"),
            ("**2- **Những **hạn chế **", "2- Những hạn chế "),
            ("**Mẫu 2.2 ***", "Mẫu 2.2 *"),
            ("a ** b", "a ** b"),
            ("(*) chú thích (*)", "(*) chú thích (*)"),
            ("số ......./____/QĐ", "số ......./____/QĐ"),
            ("**\"Điều 1\"**của", "\"Điều 1\"của"),
            ("`a*b*` ``c`d``", "a*b* c`d"),
            ("1\\. Phạm vi \\*x\\*", "1. Phạm vi *x*"),
            ("A&amp;B &ndash; &TĐ", "A&B – &TĐ"),
            ("a <b>b</b> <tên cơ quan> <so van ban>", "a b <tên cơ quan> <so van ban>"),
            ("a<br>b<br/>c <!-- x -->d", "a\nb\nc d"),
            ("NĐ-CP<sup>12</sup>, m<sup>2</sup>", "NĐ-CP¹², m²"),
            ("<http://a.vn/x>", "http://a.vn/x"),
        ] {
            assert_eq!(read(markdown), expected, "{markdown}");
        }
    }

    #[test]
    fn blocks_keep_their_lines() {
        for (markdown, expected) in [
            ("# CHÍNH PHỦ #\n\n      ## ĐẢNG\nx", "CHÍNH PHỦ\n\nĐẢNG\nx"),
            ("1. Phạm vi\n2) Đối tượng\n   tiếp\n* a\n- b\n+ c", "1. Phạm vi\n2) Đối tượng\ntiếp\na\n- b\n+ c"),
            ("> a **b\n> c** d", "a b\nc d"),
            ("a\n---\nb\n***\nc\n===", "a\nb\nc\n"),
            ("```rust\nlet *a* = 1;\n```\nx", "let *a* = 1;\nx"),
            ("| **Số** | 1\\|2 |\n|---|:-:|\n| a | | b |\nx", "Số\t1|2\na\t\tb\nx"),
            ("đầu\na | b\n--- | ---\nc | d\n\ne | f", "đầu\na\tb\nc\td\n\ne | f"),
            ("---\ntitle: x\n---\n\nThân", "\nThân"),
            ("---\nThân\n", "Thân\n"),
            ("<!-- a\n\nb -->\nc", "\nc"),
            ("a  \nb\\\nc\r\nd", "a\nb\nc\nd"),
            ("<table><tr><td>a</td><td>b</td></tr></table>", "a\tb\t\n\n"),
        ] {
            assert_eq!(read(markdown), expected, "{markdown}");
        }
    }

    #[test]
    fn links_keep_their_text() {
        for (markdown, expected) in [
            ("[Thông tư số 32/2018/TT-BGDĐT](#) ngày", "Thông tư số 32/2018/TT-BGDĐT ngày"),
            ("[a](http://x/(y) \"t\") [b](<c d>)", "a b"),
            ("![ảnh [x](y) z](u.png)c", "c"),
            ("[a][1] [1] [2]\n\n[1]: http://x \"t\"\n[2]: Theo Luật", "a 1 [2]\n\n[2]: Theo Luật"),
            ("NĐ-CP[^1]\n\n[^1]: Xem Luật", "NĐ-CP\n\nXem Luật"),
            ("[//]: # (ẩn)\nx", "x"),
            ("[a] (b) [c", "[a] (b) [c"),
            ("[**a**](x)**b**", "ab"),
        ] {
            assert_eq!(read(markdown), expected, "{markdown}");
        }
    }

    #[test]
    fn hostile_text_takes_no_square_time() {
        let n = 50_000;
        for unit in ["[", "](", "![", "*a_", "`", "<a", "<!--", "&a", "> ", "| ", "[a][", "``` \n", "](<", "(\\"] {
            text(&unit.repeat(n));
        }
        let nested = format!("{}{}", "![".repeat(n), "](x)".repeat(n));
        assert_eq!(text(&nested).text, "");
        let ticks: String = (1..300).map(|i| format!("{} ", "`".repeat(i))).collect();
        text(&ticks.repeat(50));
    }
}
