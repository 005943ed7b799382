//! Windows-1252, in which foreign software reads bytes that it knows nothing better about.

/// The characters of the bytes 0x80 to 0x9F; the five that the page leaves open are the control characters themselves.
const HIGH_CONTROLS: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž', '\u{8f}', '\u{90}', '‘', '’',
    '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}', 'ž', 'Ÿ',
];

/// The character of a byte.
#[inline]
pub fn western_char(byte: u8) -> char {
    match byte {
        0x80..=0x9f => HIGH_CONTROLS[usize::from(byte) - 0x80],
        _ => char::from(byte),
    }
}

/// The byte of a character; `None` for what the page lacks. The control characters U+0080 to U+009F stand for
/// themselves, as software writes them that takes Latin-1 for the page.
#[inline]
pub fn western_byte(c: char) -> Option<u8> {
    match u8::try_from(c) {
        Ok(byte) => Some(byte),
        Err(_) => HIGH_CONTROLS.iter().position(|high| *high == c).map(|at| 0x80 + at as u8),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_and_characters_lead_to_each_other() {
        for byte in 0..=u8::MAX {
            assert_eq!(western_byte(western_char(byte)), Some(byte));
        }
        assert_eq!(western_byte('\u{93}'), Some(0x93));
        assert_eq!(western_byte('ạ'), None);
    }
}
