//! What characters glyphs stand for where the file does not tell.

use std::collections::HashMap;

use skrifa::{FontRef, MetadataProvider};
use unicode_normalization::UnicodeNormalization;

/// The characters of an embedded font's own table, by its glyphs.
pub(super) struct Fallback(HashMap<u32, char>);

impl Fallback {
    /// Reads the table of a font; what cannot be read has none.
    pub(super) fn new(font: &[u8]) -> Fallback {
        let mut table = HashMap::new();
        if let Ok(font) = FontRef::new(font) {
            for (code, glyph) in font.charmap().mappings() {
                if let Some(c) = char::from_u32(code) {
                    // Of two characters that look the same the first is the usual one.
                    table.entry(glyph.to_u32()).or_insert(c);
                }
            }
        }
        Fallback(table)
    }

    /// The character of a glyph.
    pub(super) fn character(&self, glyph: u32) -> Option<char> {
        self.0.get(&glyph).copied().map(|c| match u32::from(c) {
            // Symbol fonts have their characters here, the byte of each in the low half.
            code @ 0xf020..=0xf07e => char::from_u32(code & 0xff).unwrap_or(c),
            _ => c,
        })
    }
}

/// Adds a character as text has it: ligatures as their letters, control characters not at all.
pub(super) fn plain(c: char, out: &mut String) {
    match c {
        '\u{fb00}'..='\u{fb06}' => out.extend(c.nfkc()),
        '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => out.push(' '),
        '\u{f0b7}' | '\u{f0a7}' | '\u{f076}' | '\u{f0d8}' | '\u{f0fc}' => out.push('•'),
        '\u{fffd}' | '\u{feff}' => {}
        c if c.is_control() => {}
        c => out.push(c),
    }
}
