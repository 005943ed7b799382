//! Styles and fonts of a document.

use super::super::legacy;
use super::bytes::u16_at;
use super::looks::Change;

/// What styles change of the look of characters, and what the names of fonts say.
#[derive(Debug, Default)]
pub(super) struct Styles {
    /// For each style its base and its own change.
    list: Vec<(u16, Change)>,
    fonts: Vec<Option<legacy::Font>>,
}

/// Styles built on styles are followed so far.
const DEEPEST: usize = 32;

impl Styles {
    /// Reads the tables of styles and of fonts. What is broken in them is left out.
    pub(super) fn read(styles: &[u8], fonts: &[u8]) -> Styles {
        Styles { list: list(styles).unwrap_or_default(), fonts: names(fonts) }
    }

    /// What a style changes, with those it is built on.
    pub(super) fn change(&self, style: u16) -> Change {
        let mut chain = Vec::new();
        let mut next = style;
        while let Some((base, change)) = self.list.get(usize::from(next))
            && chain.len() < DEEPEST
        {
            chain.push(*change);
            next = *base;
        }
        chain.into_iter().rev().fold(Change::default(), |sum, change| change.over(sum))
    }

    /// What a font says of the charset of its runs, where that is a legacy one.
    pub(super) fn legacy(&self, font: Option<u16>) -> Option<legacy::Font> {
        self.fonts.get(usize::from(font?)).copied().flatten()
    }
}

/// The styles, in the order of their numbers.
fn list(bytes: &[u8]) -> Option<Vec<(u16, Change)>> {
    let head = usize::from(u16_at(bytes, 0)?);
    let (count, fixed) = (u16_at(bytes, 2)?, usize::from(u16_at(bytes, 4)?));
    let mut out = Vec::new();
    let mut at = 2 + head;
    for _ in 0..count {
        let Some(length) = u16_at(bytes, at) else { break };
        let style = bytes.get(at + 2..at + 2 + usize::from(length)).unwrap_or_default();
        out.push(style_of(style, fixed).unwrap_or((NONE, Change::default())));
        at += 2 + usize::from(length);
    }
    Some(out)
}

/// The number of no style.
const NONE: u16 = 0xfff;

/// A style: what it is built on, and what it changes of characters.
fn style_of(bytes: &[u8], fixed: usize) -> Option<(u16, Change)> {
    let kind = u16_at(bytes, 2)?;
    let sets = u16_at(bytes, 4)? & 0xf;
    let name = usize::from(u16_at(bytes, fixed)?);
    let mut at = fixed + 2 + name * 2 + 2;
    let mut change = Change::default();
    for i in 0..sets {
        let length = usize::from(u16_at(bytes, at)?);
        let set = bytes.get(at + 2..at + 2 + length)?;
        // Of a style of paragraphs the second set is for characters, of one of characters the first.
        if (kind & 0xf, i) == (1, 1) || (kind & 0xf, i) == (2, 0) {
            change = Change::of(set);
        }
        at += 2 + length + length % 2;
    }
    Some((kind >> 4, change))
}

/// What the names of the fonts say, in the order of their numbers.
fn names(bytes: &[u8]) -> Vec<Option<legacy::Font>> {
    let mut out = Vec::new();
    let count = u16_at(bytes, 0).unwrap_or(0);
    let mut at = 4;
    for _ in 0..count {
        let Some(length) = bytes.get(at).map(|b| usize::from(*b)) else { break };
        let font = bytes.get(at + 1..at + 1 + length).unwrap_or_default();
        // Behind what the font looks like stands its name, which ends with zero.
        let units =
            font.get(39..).unwrap_or_default().chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
        let name: String = char::decode_utf16(units.take_while(|unit| *unit != 0)).filter_map(Result::ok).collect();
        out.push(legacy::of_font(&name));
        at += 1 + length;
    }
    out
}
