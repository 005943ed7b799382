//! How characters look: what of it changes the text.

use super::super::legacy;
use super::bytes::{plex, slice, u16_at, u32_at};
use super::header::Header;
use super::styles::Styles;

/// How a character looks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// Taken out by somebody who had changes recorded.
    pub(super) deleted: bool,
    pub(super) hidden: bool,
    pub(super) raised: bool,
    /// A sign of another font stands in its place.
    pub(super) symbol: bool,
    /// Number of its font.
    pub(super) font: Option<u16>,
    pub(super) in_table: bool,
    /// Its paragraph is the end of a row.
    pub(super) row_end: bool,
    /// Its paragraph ends a cell of a table within a table.
    pub(super) inner_cell: bool,
}

// The properties that are read, by their numbers.
pub(super) const DELETED: u16 = 0x0800;
pub(super) const HIDDEN: u16 = 0x083c;
pub(super) const RAISED: u16 = 0x2a48;
const FONT: u16 = 0x4a4f;
const SYMBOL: u16 = 0x6a09;
const CHARACTER_STYLE: u16 = 0x4a30;
const IN_TABLE: u16 = 0x2416;
const ROW_END: u16 = 0x2417;
const INNER_CELL: u16 = 0x244b;
const INNER_ROW_END: u16 = 0x244c;
const TABLE_DEPTH: u16 = 0x6649;
/// The properties lie in another stream.
const ELSEWHERE: u16 = 0x6646;

/// A run of characters by their bytes in the stream, and their properties by place and length in their page's stream.
#[derive(Clone, Copy, Debug)]
struct Run {
    start: u32,
    end: u32,
    style: u16,
    properties: (u32, u32),
}

/// How the characters of a document look.
#[derive(Debug, Default)]
pub(super) struct Looks {
    characters: Vec<(u32, u32, Change)>,
    paragraphs: Vec<(u32, u32, Look)>,
    styles: Styles,
}

/// What a run's own properties change of the look of its paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Change {
    style: Option<u16>,
    deleted: Option<bool>,
    hidden: Option<bool>,
    raised: Option<bool>,
    symbol: bool,
    font: Option<u16>,
}

impl Change {
    /// What properties change.
    pub(super) fn of(properties: &[u8]) -> Change {
        let mut change = Change::default();
        for (number, value) in Properties(properties) {
            let byte = value.first().copied().unwrap_or(0);
            match number {
                DELETED => change.deleted = Some(byte != 0),
                // 128 is "as the style", 129 "not as the style".
                HIDDEN => change.hidden = (byte != 128).then_some(byte != 0),
                RAISED => change.raised = Some(byte == 1),
                SYMBOL => change.symbol = true,
                FONT => change.font = u16_at(value, 0),
                CHARACTER_STYLE => change.style = u16_at(value, 0),
                _ => {}
            }
        }
        change
    }

    /// The same on top of another change.
    pub(super) fn over(self, below: Change) -> Change {
        Change {
            style: self.style.or(below.style),
            deleted: self.deleted.or(below.deleted),
            hidden: self.hidden.or(below.hidden),
            raised: self.raised.or(below.raised),
            symbol: self.symbol || below.symbol,
            font: self.font.or(below.font),
        }
    }

    /// Changes a look.
    pub(super) fn apply(&self, look: &mut Look) {
        look.deleted = self.deleted.unwrap_or(look.deleted);
        look.hidden = self.hidden.unwrap_or(look.hidden);
        look.raised = self.raised.unwrap_or(look.raised);
        look.symbol |= self.symbol;
        look.font = self.font.or(look.font);
    }
}

impl Looks {
    /// Reads how characters look. What is broken in these tables is left out: they are not the text.
    pub(super) fn read(main: &[u8], table: &[u8], data: &[u8], header: &Header) -> Looks {
        let styles = Styles::read(slice(table, header.styles), slice(table, header.fonts));
        let mut characters = Vec::new();
        for run in runs(main, slice(table, header.characters), Kind::Characters) {
            let change = Change::of(slice(main, run.properties));
            if change != Change::default() {
                characters.push((run.start, run.end, change));
            }
        }
        let mut paragraphs = Vec::new();
        // Honest files refer to each place elsewhere once.
        let mut left = data.len();
        for run in runs(main, slice(table, header.paragraphs), Kind::Paragraphs) {
            let mut look = Look::default();
            styles.change(run.style).apply(&mut look);
            for (number, value) in Properties(slice(main, run.properties)) {
                if number == ELSEWHERE {
                    let at = u32_at(value, 0).unwrap_or(0);
                    let length = u16_at(data, at as usize).unwrap_or(0).min(left.try_into().unwrap_or(u16::MAX));
                    left -= usize::from(length);
                    let there = slice(data, (at.saturating_add(2), u32::from(length)));
                    Properties(there).for_each(|(number, value)| paragraph(&mut look, number, value));
                } else {
                    paragraph(&mut look, number, value);
                }
            }
            if look != Look::default() {
                paragraphs.push((run.start, run.end, look));
            }
        }
        characters.sort_by_key(|(start, ..)| *start);
        paragraphs.sort_by_key(|(start, ..)| *start);
        Looks { characters, paragraphs, styles }
    }

    /// Follows the looks from a byte of the stream on.
    pub(super) fn cursor(&self, at: u32) -> Cursor<'_> {
        Cursor {
            looks: self,
            character: self.characters.partition_point(|(_, end, _)| *end <= at),
            paragraph: self.paragraphs.partition_point(|(_, end, _)| *end <= at),
        }
    }

    /// Changes a look, with the style that the change names.
    pub(super) fn apply(&self, look: &mut Look, change: &Change) {
        if let Some(style) = change.style {
            self.styles.change(style).apply(look);
        }
        change.apply(look);
    }

    /// What a font says of the charset of its runs, where that is a legacy one.
    pub(super) fn legacy(&self, font: Option<u16>) -> Option<legacy::Font> {
        self.styles.legacy(font)
    }
}

/// Changes a look as a property of its paragraph tells.
fn paragraph(look: &mut Look, number: u16, value: &[u8]) {
    let on = value.first().is_some_and(|b| *b != 0);
    match number {
        IN_TABLE => look.in_table = on,
        TABLE_DEPTH => look.in_table = value.iter().any(|b| *b != 0),
        ROW_END => look.row_end = on,
        INNER_CELL => look.inner_cell = on,
        INNER_ROW_END => {
            look.row_end = on;
            look.inner_cell |= on;
        }
        _ => {}
    }
}

/// A place among the looks that moves forward.
pub(super) struct Cursor<'a> {
    looks: &'a Looks,
    character: usize,
    paragraph: usize,
}

impl Cursor<'_> {
    /// How the character at a byte of the stream looks; bytes are asked for in rising order.
    pub(super) fn at(&mut self, at: u32) -> Look {
        let looks = self.looks;
        while looks.paragraphs.get(self.paragraph).is_some_and(|(_, end, _)| *end <= at) {
            self.paragraph += 1;
        }
        while looks.characters.get(self.character).is_some_and(|(_, end, _)| *end <= at) {
            self.character += 1;
        }
        let mut look = match looks.paragraphs.get(self.paragraph) {
            Some((start, _, look)) if *start <= at => *look,
            _ => Look::default(),
        };
        if let Some((start, _, change)) = looks.characters.get(self.character)
            && *start <= at
        {
            looks.apply(&mut look, change);
        }
        look
    }
}

/// What a page tells of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Characters,
    Paragraphs,
}

/// The size of a page that tells how characters look.
const PAGE: usize = 512;

/// The runs of all pages that a table names.
fn runs(main: &[u8], table: &[u8], kind: Kind) -> Vec<Run> {
    let mut out = Vec::new();
    // No page is named twice, or a small table could name one large file's pages without end.
    for (.., entry) in plex(table, 4).take(main.len() / PAGE + 1) {
        let number = u32_at(entry, 0).unwrap_or(0) as usize & 0x003f_ffff;
        if let Some(page) = main.get(number * PAGE..(number + 1) * PAGE) {
            page_runs(page, number * PAGE, kind, &mut out);
        }
    }
    out
}

/// The runs of a page that begins at a byte of the stream.
fn page_runs(page: &[u8], base: usize, kind: Kind, out: &mut Vec<Run>) {
    let count = usize::from(page[PAGE - 1]);
    let entry = if kind == Kind::Characters { 1 } else { 13 };
    for i in 0..count {
        let (Some(start), Some(end), Some(word)) =
            (u32_at(page, i * 4), u32_at(page, i * 4 + 4), page.get((count + 1) * 4 + i * entry))
        else {
            return;
        };
        let mut at = usize::from(*word) * 2;
        if at == 0 || start >= end {
            continue;
        }
        let byte = |at: usize| page.get(at).copied().map_or(0, usize::from);
        let mut length = byte(at);
        at += 1;
        let mut style = 0;
        if kind == Kind::Paragraphs {
            // The length counts words and itself, or else stands behind a zero.
            length = if length == 0 {
                at += 1;
                byte(at - 1) * 2
            } else {
                length * 2 - 1
            };
            style = u16_at(page, at).unwrap_or(0);
            at += 2;
            length = length.saturating_sub(2);
        }
        let length = length.min(PAGE.saturating_sub(at));
        out.push(Run { start, end, style, properties: ((base + at) as u32, length as u32) });
    }
}

/// Properties with their values. Numbers tell the length of the value.
pub(super) struct Properties<'a>(pub(super) &'a [u8]);

impl<'a> Iterator for Properties<'a> {
    type Item = (u16, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        /// Definitions of tables, whose length takes two bytes, and of tab stops, whose length may be counted.
        const TABLE: u16 = 0xd608;
        const TABS: u16 = 0xc615;
        let number = u16_at(self.0, 0)?;
        let rest = &self.0[2..];
        let (skip, length) = match number >> 13 {
            0 | 1 => (0, 1),
            2 | 4 | 5 => (0, 2),
            3 => (0, 4),
            7 => (0, 3),
            _ => match number {
                TABLE => (2, usize::from(u16_at(rest, 0)?).saturating_sub(1)),
                TABS if rest.first() == Some(&255) => {
                    let deleted = usize::from(*rest.get(1)?);
                    let added = usize::from(*rest.get(2 + deleted * 4)?);
                    (1, 1 + deleted * 4 + 1 + added * 3)
                }
                _ => (1, usize::from(*rest.first()?)),
            },
        };
        let value = rest.get(skip..skip + length)?;
        self.0 = &rest[skip + length..];
        Some((number, value))
    }
}
