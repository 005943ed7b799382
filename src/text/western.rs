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

/// Whether the bytes of UTF-8 are a character of Latin 1 that stands in no Vietnamese text.
#[inline]
pub fn is_foreign_sign(lead: u8, next: u8) -> bool {
    // Beside À Á Â Ã È É Ê Ì Í Ò Ó Ô Õ Ù Ú Ý; the last five bits are the same for capitals and small letters.
    let low = next & 0x1f;
    let letter = (low.wrapping_sub(4) < 4)
        | (low == 0x0b)
        | (low.wrapping_sub(0x0e) < 4)
        | (low.wrapping_sub(0x16) < 3)
        | (low.wrapping_sub(0x1b) < 2)
        | (low >= 0x1e);
    // Beside § « ° ² ³ · » ½ and the no-break blank.
    let sign = (next != 0xa0)
        & (next != 0xa7)
        & (next != 0xab)
        & (next != 0xb0)
        & (next != 0xb2)
        & (next != 0xb3)
        & (next != 0xb7)
        & (next != 0xbb)
        & (next != 0xbd);
    (lead == 0xc3) & letter | (lead == 0xc2) & sign
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
