//! From a charset to Unicode.

use super::tables::{pair, single};
use super::{Charset, Font, case, detect};
use crate::text::western_byte;

/// A character of a decoded text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Letter {
    /// The character.
    pub c: char,
    /// How many bytes of the text as it was stored it stands for: those of one to some twenty characters.
    pub len: u8,
}

/// Decodes a text that has a character of Windows-1252 for each byte, and hands out its characters in their order. The
/// lengths of the letters add up to that of the text. Characters that Windows-1252 lacks stay.
pub fn decode(text: &str, charset: Charset, mut each: impl FnMut(Letter)) {
    let mut letters = Vec::new();
    for line in text.split_inclusive('\n') {
        letters.clear();
        line_of(line, charset, &mut letters);
        if charset == Charset::Tcvn3 {
            case::restore(&mut letters);
        }
        letters.iter().copied().for_each(&mut each);
    }
}

/// Decodes the text of a run that a word processor shows in a font of a legacy charset. `None` where the run is to be
/// left as it stands: it is ASCII, or it is Unicode text all the same, as the font's name alone proves nothing.
///
/// The text is the run's as the file has it, with the bytes of the charset as characters of Windows-1252 or Latin-1 or,
/// as Word has it for symbol fonts, at U+F020 to U+F0FF. In TCVN3 the soft hyphen U+00AD is the letter ư: what the format
/// has for it (`<w:softHyphen/>`, `\-`) must be in the text.
pub fn decode_run(text: &str, font: Font) -> Option<Vec<Letter>> {
    let coded = !text.is_ascii();
    if !coded && !font.capitals || text.chars().any(|c| stored(c).is_none()) {
        return None;
    }
    let mut out = Vec::with_capacity(text.len());
    line_of(text, font.charset, &mut out);
    let read: String = out.iter().map(|letter| letter.c).collect();
    if coded && !detect::is_better(&read, text) {
        return None;
    }
    if font.capitals {
        for letter in &mut out {
            let mut upper = letter.c.to_uppercase();
            if let (Some(one), None) = (upper.next(), upper.next()) {
                letter.c = one;
            }
        }
    } else if font.charset == Charset::Tcvn3 {
        case::restore(&mut out);
    }
    Some(out)
}

/// The byte that a character of a stored text stands for.
#[inline]
pub(super) fn stored(c: char) -> Option<u8> {
    match c {
        '\u{f020}'..='\u{f0ff}' => Some(c as u32 as u8),
        _ => western_byte(c),
    }
}

/// Adds the letters of one line as they are written.
pub(super) fn line_of(line: &str, charset: Charset, out: &mut Vec<Letter>) {
    let mut at = 0;
    while let Some(c) = line[at..].chars().next() {
        let mut len = c.len_utf8();
        let mut read = c;
        if let Some(byte) = stored(c) {
            let rest = &line[at + len..];
            if charset == Charset::Utf8 {
                if let Some((letter, more)) = sequence(byte, rest) {
                    read = letter;
                    len += more;
                }
            } else {
                read = single(charset, byte);
                let next = rest.chars().next().filter(|next| !next.is_ascii());
                if let Some((next, letter)) = next.and_then(|next| Some((next, pair(charset, byte, stored(next)?)?))) {
                    read = letter;
                    len += next.len_utf8();
                }
            }
        }
        at += len;
        out.push(Letter { c: read, len: len as u8 });
    }
}

/// The character whose first byte of UTF-8 is `first` and whose others stand as characters at the beginning of `rest`,
/// and their length there.
fn sequence(first: u8, rest: &str) -> Option<(char, usize)> {
    let more = match first {
        0xc2..=0xdf => 1,
        0xe0..=0xef => 2,
        0xf0..=0xf4 => 3,
        _ => return None,
    };
    let mut bytes = [first, 0, 0, 0];
    let mut len = 0;
    let mut chars = rest.chars();
    for slot in &mut bytes[1..=more] {
        let c = chars.next()?;
        *slot = western_byte(c).filter(|byte| (0x80..0xc0).contains(byte))?;
        len += c.len_utf8();
    }
    let letter = std::str::from_utf8(&bytes[..=more]).ok()?.chars().next()?;
    Some((letter, len))
}
