//! Character references of HTML and Markdown.

use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};

use crate::text::western_char;

/// What a reference stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Decoded {
    /// One or two characters; the second is NUL where there is none.
    pub(super) chars: [char; 2],
    /// How many bytes the reference has, `&` included.
    pub(super) len: usize,
}

impl Decoded {
    /// The characters as text, written to `buffer`.
    pub(super) fn write(self, buffer: &mut [u8; 8]) -> &str {
        let first = self.chars[0].encode_utf8(buffer).len();
        let second = if self.chars[1] == '\0' { 0 } else { self.chars[1].encode_utf8(&mut buffer[first..]).len() };
        str::from_utf8(&buffer[..first + second]).unwrap_or_default()
    }
}

/// The names met in nearly all files; the rest is left to html5gum's table of 2,231.
const COMMON: [(&[u8], char); 26] = [
    (b"nbsp", '\u{a0}'),
    (b"amp", '&'),
    (b"quot", '"'),
    (b"lt", '<'),
    (b"gt", '>'),
    (b"apos", '\''),
    (b"ndash", '–'),
    (b"mdash", '—'),
    (b"ldquo", '“'),
    (b"rdquo", '”'),
    (b"lsquo", '‘'),
    (b"rsquo", '’'),
    (b"hellip", '…'),
    (b"agrave", 'à'),
    (b"aacute", 'á'),
    (b"acirc", 'â'),
    (b"atilde", 'ã'),
    (b"egrave", 'è'),
    (b"eacute", 'é'),
    (b"ecirc", 'ê'),
    (b"igrave", 'ì'),
    (b"iacute", 'í'),
    (b"ograve", 'ò'),
    (b"oacute", 'ó'),
    (b"ocirc", 'ô'),
    // The one name whose character is the sign that ends it: see `named`.
    (b"semi", ';'),
];

/// The longest name (`CounterClockwiseContourIntegral;`) with room to spare.
const MAX_NAME: usize = 40;

/// Reads the reference at the start of `text`, which begins with `&`; `None` where the sign stands for itself.
pub(super) fn decode(text: &str) -> Option<Decoded> {
    let bytes = text.as_bytes();
    match bytes.get(1)? {
        b'#' => numeric(bytes),
        b if b.is_ascii_alphabetic() => named(text),
        _ => None,
    }
}

fn numeric(bytes: &[u8]) -> Option<Decoded> {
    let (radix, first) = if matches!(bytes.get(2)?, b'x' | b'X') { (16, 3) } else { (10, 2) };
    let mut at = first;
    let mut value: u32 = 0;
    while let Some(digit) = bytes.get(at).and_then(|&b| (b as char).to_digit(radix)) {
        value = value.saturating_mul(radix).saturating_add(digit);
        at += 1;
    }
    if at == first {
        return None;
    }
    let len = at + usize::from(bytes.get(at) == Some(&b';'));
    let c = match value {
        0 => char::REPLACEMENT_CHARACTER,
        // References to C1 controls mean windows-1252, as in all browsers.
        0x80..=0x9f => western_char(value as u8),
        _ => char::from_u32(value).unwrap_or(char::REPLACEMENT_CHARACTER),
    };
    Some(Decoded { chars: [c, '\0'], len })
}

fn named(text: &str) -> Option<Decoded> {
    let bytes = text.as_bytes();
    let name_end = bytes[1..]
        .iter()
        .take(MAX_NAME)
        .position(|b| !b.is_ascii_alphanumeric())
        .map_or_else(|| bytes.len().min(MAX_NAME + 1), |n| n + 1);
    let name = &bytes[1..name_end];
    let closed = bytes.get(name_end) == Some(&b';');
    if closed && let Some((_, c)) = COMMON.iter().find(|(known, _)| *known == name) {
        return Some(Decoded { chars: [*c, '\0'], len: name_end + 1 });
    }
    if closed && name == b"fjlig" {
        return Some(Decoded { chars: ['f', 'j'], len: name_end + 1 });
    }
    // Names without `;` end where the longest known one does ("&copy2020"), so what html5gum leaves of the name tells
    // how much it took. No other reference than the two above stands for letters, digits or `;`.
    let whole = &text[..name_end + usize::from(closed)];
    let mut out = String::new();
    let emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| {
        if let CallbackEvent::String { value } = event {
            out.push_str(&String::from_utf8_lossy(value));
        }
        None::<Infallible>
    });
    let Ok(()) = Tokenizer::new_with_emitter(whole, emitter).finish();
    if out.starts_with('&') && whole.len() == out.len() {
        return None;
    }
    let rest = out.bytes().rev().take_while(|b| b.is_ascii_alphanumeric() || *b == b';').count();
    let mut chars = out[..out.len() - rest].chars();
    let found = [chars.next()?, chars.next().unwrap_or('\0')];
    Some(Decoded { chars: found, len: whole.len().checked_sub(rest)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, usize)> {
        decode(text).map(|d| (d.chars.iter().filter(|c| **c != '\0').collect(), d.len))
    }

    #[test]
    fn references_are_read_as_browsers_do() {
        for (text, expected, len) in [
            ("&nbsp;x", "\u{a0}", 6),
            ("&#7871;", "ế", 7),
            ("&#x1EBF;", "ế", 8),
            ("&#272 x", "Đ", 5),
            ("&#150;", "–", 6),
            ("&#0;", "\u{fffd}", 4),
            ("&#99999999999;", "\u{fffd}", 14),
            ("&copy2020", "©", 5),
            ("&ampx;", "&", 4),
            ("&semi;", ";", 6),
            ("&fjlig;", "fj", 7),
            ("&rarr;", "→", 6),
            ("&NotEqualTilde;", "≂\u{338}", 15),
            ("&Agrave;", "À", 8),
            ("&amp", "&", 4),
        ] {
            assert_eq!(read(text), Some((expected.to_owned(), len)), "{text}");
        }
        for text in ["&", "& b", "&#;", "&#x;", "&TĐ", "&D;", "&#xg"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn no_name_runs_past_the_text() {
        let long = format!("&{}", "a".repeat(100));
        assert_eq!(read(&long), None);
    }
}
