//! Folding of Vietnamese letters: case, tone marks and their placement, and letters without marks.

/// The six tones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tone {
    /// ngang
    #[default]
    Level,
    /// huyền
    Grave,
    /// sắc
    Acute,
    /// hỏi
    Hook,
    /// ngã
    Tilde,
    /// nặng
    Dot,
}

use Tone::*;

/// Letters U+00C0 to U+01B0 as base letter in lower case and tone.
const LATIN: [(char, Tone); 241] = [
    ('a', Grave),
    ('a', Acute),
    ('â', Level),
    ('a', Tilde),
    ('ä', Level),
    ('å', Level),
    ('æ', Level),
    ('ç', Level),
    ('e', Grave),
    ('e', Acute),
    ('ê', Level),
    ('ë', Level),
    ('i', Grave),
    ('i', Acute),
    ('î', Level),
    ('ï', Level),
    ('ð', Level),
    ('ñ', Level),
    ('o', Grave),
    ('o', Acute),
    ('ô', Level),
    ('o', Tilde),
    ('ö', Level),
    ('×', Level),
    ('ø', Level),
    ('u', Grave),
    ('u', Acute),
    ('û', Level),
    ('ü', Level),
    ('y', Acute),
    ('þ', Level),
    ('ß', Level),
    ('a', Grave),
    ('a', Acute),
    ('â', Level),
    ('a', Tilde),
    ('ä', Level),
    ('å', Level),
    ('æ', Level),
    ('ç', Level),
    ('e', Grave),
    ('e', Acute),
    ('ê', Level),
    ('ë', Level),
    ('i', Grave),
    ('i', Acute),
    ('î', Level),
    ('ï', Level),
    ('ð', Level),
    ('ñ', Level),
    ('o', Grave),
    ('o', Acute),
    ('ô', Level),
    ('o', Tilde),
    ('ö', Level),
    ('÷', Level),
    ('ø', Level),
    ('u', Grave),
    ('u', Acute),
    ('û', Level),
    ('ü', Level),
    ('y', Acute),
    ('þ', Level),
    ('ÿ', Level),
    ('ā', Level),
    ('ā', Level),
    ('ă', Level),
    ('ă', Level),
    ('ą', Level),
    ('ą', Level),
    ('ć', Level),
    ('ć', Level),
    ('ĉ', Level),
    ('ĉ', Level),
    ('ċ', Level),
    ('ċ', Level),
    ('č', Level),
    ('č', Level),
    ('ď', Level),
    ('ď', Level),
    ('đ', Level),
    ('đ', Level),
    ('ē', Level),
    ('ē', Level),
    ('ĕ', Level),
    ('ĕ', Level),
    ('ė', Level),
    ('ė', Level),
    ('ę', Level),
    ('ę', Level),
    ('ě', Level),
    ('ě', Level),
    ('ĝ', Level),
    ('ĝ', Level),
    ('ğ', Level),
    ('ğ', Level),
    ('ġ', Level),
    ('ġ', Level),
    ('ģ', Level),
    ('ģ', Level),
    ('ĥ', Level),
    ('ĥ', Level),
    ('ħ', Level),
    ('ħ', Level),
    ('i', Tilde),
    ('i', Tilde),
    ('ī', Level),
    ('ī', Level),
    ('ĭ', Level),
    ('ĭ', Level),
    ('į', Level),
    ('į', Level),
    ('İ', Level),
    ('ı', Level),
    ('ĳ', Level),
    ('ĳ', Level),
    ('ĵ', Level),
    ('ĵ', Level),
    ('ķ', Level),
    ('ķ', Level),
    ('ĸ', Level),
    ('ĺ', Level),
    ('ĺ', Level),
    ('ļ', Level),
    ('ļ', Level),
    ('ľ', Level),
    ('ľ', Level),
    ('ŀ', Level),
    ('ŀ', Level),
    ('ł', Level),
    ('ł', Level),
    ('ń', Level),
    ('ń', Level),
    ('ņ', Level),
    ('ņ', Level),
    ('ň', Level),
    ('ň', Level),
    ('ŉ', Level),
    ('ŋ', Level),
    ('ŋ', Level),
    ('ō', Level),
    ('ō', Level),
    ('ŏ', Level),
    ('ŏ', Level),
    ('ő', Level),
    ('ő', Level),
    ('œ', Level),
    ('œ', Level),
    ('ŕ', Level),
    ('ŕ', Level),
    ('ŗ', Level),
    ('ŗ', Level),
    ('ř', Level),
    ('ř', Level),
    ('ś', Level),
    ('ś', Level),
    ('ŝ', Level),
    ('ŝ', Level),
    ('ş', Level),
    ('ş', Level),
    ('š', Level),
    ('š', Level),
    ('ţ', Level),
    ('ţ', Level),
    ('ť', Level),
    ('ť', Level),
    ('ŧ', Level),
    ('ŧ', Level),
    ('u', Tilde),
    ('u', Tilde),
    ('ū', Level),
    ('ū', Level),
    ('ŭ', Level),
    ('ŭ', Level),
    ('ů', Level),
    ('ů', Level),
    ('ű', Level),
    ('ű', Level),
    ('ų', Level),
    ('ų', Level),
    ('ŵ', Level),
    ('ŵ', Level),
    ('ŷ', Level),
    ('ŷ', Level),
    ('ÿ', Level),
    ('ź', Level),
    ('ź', Level),
    ('ż', Level),
    ('ż', Level),
    ('ž', Level),
    ('ž', Level),
    ('ſ', Level),
    ('ƀ', Level),
    ('ɓ', Level),
    ('ƃ', Level),
    ('ƃ', Level),
    ('ƅ', Level),
    ('ƅ', Level),
    ('ɔ', Level),
    ('ƈ', Level),
    ('ƈ', Level),
    ('ɖ', Level),
    ('ɗ', Level),
    ('ƌ', Level),
    ('ƌ', Level),
    ('ƍ', Level),
    ('ǝ', Level),
    ('ə', Level),
    ('ɛ', Level),
    ('ƒ', Level),
    ('ƒ', Level),
    ('ɠ', Level),
    ('ɣ', Level),
    ('ƕ', Level),
    ('ɩ', Level),
    ('ɨ', Level),
    ('ƙ', Level),
    ('ƙ', Level),
    ('ƚ', Level),
    ('ƛ', Level),
    ('ɯ', Level),
    ('ɲ', Level),
    ('ƞ', Level),
    ('ɵ', Level),
    ('ơ', Level),
    ('ơ', Level),
    ('ƣ', Level),
    ('ƣ', Level),
    ('ƥ', Level),
    ('ƥ', Level),
    ('ʀ', Level),
    ('ƨ', Level),
    ('ƨ', Level),
    ('ʃ', Level),
    ('ƪ', Level),
    ('ƫ', Level),
    ('ƭ', Level),
    ('ƭ', Level),
    ('ʈ', Level),
    ('ư', Level),
    ('ư', Level),
];

/// Letters U+1EA0 to U+1EF9 likewise.
const EXTENDED: [(char, Tone); 90] = [
    ('a', Dot),
    ('a', Dot),
    ('a', Hook),
    ('a', Hook),
    ('â', Acute),
    ('â', Acute),
    ('â', Grave),
    ('â', Grave),
    ('â', Hook),
    ('â', Hook),
    ('â', Tilde),
    ('â', Tilde),
    ('â', Dot),
    ('â', Dot),
    ('ă', Acute),
    ('ă', Acute),
    ('ă', Grave),
    ('ă', Grave),
    ('ă', Hook),
    ('ă', Hook),
    ('ă', Tilde),
    ('ă', Tilde),
    ('ă', Dot),
    ('ă', Dot),
    ('e', Dot),
    ('e', Dot),
    ('e', Hook),
    ('e', Hook),
    ('e', Tilde),
    ('e', Tilde),
    ('ê', Acute),
    ('ê', Acute),
    ('ê', Grave),
    ('ê', Grave),
    ('ê', Hook),
    ('ê', Hook),
    ('ê', Tilde),
    ('ê', Tilde),
    ('ê', Dot),
    ('ê', Dot),
    ('i', Hook),
    ('i', Hook),
    ('i', Dot),
    ('i', Dot),
    ('o', Dot),
    ('o', Dot),
    ('o', Hook),
    ('o', Hook),
    ('ô', Acute),
    ('ô', Acute),
    ('ô', Grave),
    ('ô', Grave),
    ('ô', Hook),
    ('ô', Hook),
    ('ô', Tilde),
    ('ô', Tilde),
    ('ô', Dot),
    ('ô', Dot),
    ('ơ', Acute),
    ('ơ', Acute),
    ('ơ', Grave),
    ('ơ', Grave),
    ('ơ', Hook),
    ('ơ', Hook),
    ('ơ', Tilde),
    ('ơ', Tilde),
    ('ơ', Dot),
    ('ơ', Dot),
    ('u', Dot),
    ('u', Dot),
    ('u', Hook),
    ('u', Hook),
    ('ư', Acute),
    ('ư', Acute),
    ('ư', Grave),
    ('ư', Grave),
    ('ư', Hook),
    ('ư', Hook),
    ('ư', Tilde),
    ('ư', Tilde),
    ('ư', Dot),
    ('ư', Dot),
    ('y', Grave),
    ('y', Grave),
    ('y', Dot),
    ('y', Dot),
    ('y', Hook),
    ('y', Hook),
    ('y', Tilde),
    ('y', Tilde),
];

/// A letter as its base in lower case, with circumflex, breve, horn or stroke but without tone, and its tone: `Ế` is
/// `(ê, Acute)`. Other characters come back in lower case.
#[inline]
pub fn decompose(c: char) -> (char, Tone) {
    match c {
        '\0'..='\x7f' => (c.to_ascii_lowercase(), Level),
        '\u{c0}'..='\u{1b0}' => LATIN[c as usize - 0xc0],
        '\u{1ea0}'..='\u{1ef9}' => EXTENDED[c as usize - 0x1ea0],
        _ => (c, Level),
    }
}

/// A letter without any mark, in lower case: `Ế` is `e`, `Đ` is `d`.
#[inline]
pub fn fold_plain(c: char) -> char {
    match decompose(c).0 {
        'ă' | 'â' => 'a',
        'ê' => 'e',
        'ô' | 'ơ' => 'o',
        'ư' => 'u',
        'đ' => 'd',
        other => other,
    }
}

/// The same letter in lower case, tone kept. Vietnamese letters are told by range; only others ask the tables of Unicode.
#[inline]
pub fn lower(c: char) -> char {
    match c {
        '\0'..='\x7f' => c.to_ascii_lowercase(),
        '\u{e0}'..='\u{ff}' | '×' => c,
        '\u{c0}'..='\u{de}' => char::from(c as u8 + 0x20),
        'Ă' => 'ă',
        'Đ' => 'đ',
        'Ĩ' => 'ĩ',
        'Ũ' => 'ũ',
        'Ơ' => 'ơ',
        'Ư' => 'ư',
        'ă' | 'đ' | 'ĩ' | 'ũ' | 'ơ' | 'ư' => c,
        // Capital and small letter are neighbours there, the capital first.
        '\u{1ea0}'..='\u{1ef9}' => char::from_u32(c as u32 | 1).unwrap_or(c),
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

/// Whether `c` is a letter. Vietnamese letters are told by range; only others ask the tables of Unicode.
#[inline]
pub fn is_letter(c: char) -> bool {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphabetic(),
        '\u{c0}'..='\u{24f}' => !matches!(c, '×' | '÷'),
        '\u{1e00}'..='\u{1eff}' => true,
        // Dashes, quotation marks, bullets.
        '\u{2000}'..='\u{206f}' | '\u{80}'..='\u{a9}' => false,
        _ => c.is_alphabetic(),
    }
}

/// Whether `c` is a letter or a figure.
#[inline]
pub fn is_word(c: char) -> bool {
    c.is_ascii_digit() || is_letter(c) || (!c.is_ascii() && c.is_numeric())
}

/// Whether two words are equal but for case and the placement of the tone mark (`hoà`, `Hòa`), and `i` for `y`
/// (`kì`, `kỳ`). With `plain`, whether they are equal without any mark.
#[inline]
pub fn same_word(a: &str, b: &str, plain: bool) -> bool {
    // Letters that count as the same have as many bytes, "ỳ" and its like aside, and a word has one of those.
    (plain || a.len().abs_diff(b.len()) <= 1) && is_same(a, b, plain)
}

fn is_same(a: &str, b: &str, plain: bool) -> bool {
    // Most that are the same differ at most in the case of the first letter.
    if let (Some(x), Some(y)) = (a.chars().next(), b.chars().next())
        && a[x.len_utf8()..] == b[y.len_utf8()..]
        && lower(x) == lower(y)
    {
        return true;
    }
    // Most others differ in their last or first letters, and most letters are ASCII.
    if let (Some(x), Some(y)) = (a.bytes().next_back(), b.bytes().next_back())
        && x.is_ascii()
        && y.is_ascii()
        && !x.eq_ignore_ascii_case(&y)
        && (plain || !matches!((x | 0x20, y | 0x20), (b'i', b'y') | (b'y', b'i')))
    {
        return false;
    }
    let alike = |(x, y): &(u8, u8)| {
        let (x, y) = (x.to_ascii_lowercase(), y.to_ascii_lowercase());
        x.is_ascii() && (x == y || !plain && matches!((x, y), (b'i', b'y') | (b'y', b'i')))
    };
    let lead = a.bytes().zip(b.bytes()).take_while(alike).count();
    match (a.as_bytes().get(lead), b.as_bytes().get(lead)) {
        (None, None) => return true,
        (Some(x), Some(y)) if !x.is_ascii() || !y.is_ascii() => {}
        _ => return false,
    }
    let (mut a, mut b) = (a[lead..].chars(), b[lead..].chars());
    let (mut tone_a, mut tone_b) = (Level, Level);
    loop {
        match (a.next(), b.next()) {
            (None, None) => return plain || tone_a == tone_b,
            (Some(x), Some(y)) => {
                if plain {
                    if fold_plain(x) != fold_plain(y) {
                        return false;
                    }
                    continue;
                }
                let ((x, tx), (y, ty)) = (decompose(x), decompose(y));
                if x != y && !matches!((x, y), ('i', 'y') | ('y', 'i')) {
                    return false;
                }
                if tx != Level {
                    tone_a = tx;
                }
                if ty != Level {
                    tone_b = ty;
                }
            }
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_lowered_as_unicode_has_it() {
        for c in ('\0'..='\u{24f}').chain('\u{1e00}'..='\u{1eff}') {
            assert_eq!(Some(lower(c)), c.to_lowercase().next(), "{c}");
        }
    }

    #[test]
    fn letters_come_apart() {
        assert_eq!(decompose('Ế'), ('ê', Acute));
        assert_eq!(decompose('ợ'), ('ơ', Dot));
        assert_eq!(decompose('Đ'), ('đ', Level));
        assert_eq!(decompose('Q'), ('q', Level));
        assert_eq!(fold_plain('Ử'), 'u');
    }

    #[test]
    fn words_match_across_tone_styles_and_case() {
        assert!(same_word("hoà", "Hòa", false));
        assert!(same_word("Uỷ", "ủy", false));
        assert!(same_word("kì", "kỳ", false));
        assert!(!same_word("điểm", "điềm", false));
        assert!(same_word("diem", "điểm", true));
        assert!(!same_word("điể", "điểm", true));
    }
}
