//! One spelling for words that are written in several: lower case, tone marks placed the new way, single spaces.
//! `build.rs` includes this file, so keys and queries are folded by the same code.

/// Folds NFC text to the form the indexes of the tables are keyed by.
///
/// Tone marks of open `oa`, `oe`, `uy` move to where `hòa`, `khỏe`, `thủy` have them; `i` and `y` stay as they are.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    let mut before = ' ';
    while let Some(c) = chars.next().map(lower) {
        let mut behind = chars.clone();
        if c.is_whitespace() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else if matches!(c, 'o' | 'u')
            && before != 'q'
            && let Some((first, second)) = behind.next().and_then(|next| moved(c, lower(next)))
            && !behind.next().is_some_and(char::is_alphabetic)
        {
            // Only open syllables differ: "hoàn" and "huỳnh" have the mark on the second vowel in both styles. After `q`,
            // `u` is no vowel.
            chars.next();
            out.push(first);
            out.push(second);
            before = second;
            continue;
        } else {
            out.push(c);
        }
        before = c;
    }
    if out.ends_with(' ') {
        out.pop();
    }
    out
}

/// A letter in lower case. Most letters of Vietnamese with two marks are told by their place; the tables of Unicode are
/// asked for others.
pub(super) fn lower(c: char) -> char {
    match c {
        '\0'..='\x7f' => c.to_ascii_lowercase(),
        // Capital and small letter are neighbours there, the capital first.
        '\u{1ea0}'..='\u{1ef9}' => char::from_u32(c as u32 | 1).unwrap_or(c),
        _ => c.to_lowercase().next().unwrap_or(c),
    }
}

/// The new placement of a pair of vowels written the old way.
fn moved(first: char, second: char) -> Option<(char, char)> {
    Some(match (first, second) {
        ('o', 'à') => ('ò', 'a'),
        ('o', 'á') => ('ó', 'a'),
        ('o', 'ả') => ('ỏ', 'a'),
        ('o', 'ã') => ('õ', 'a'),
        ('o', 'ạ') => ('ọ', 'a'),
        ('o', 'è') => ('ò', 'e'),
        ('o', 'é') => ('ó', 'e'),
        ('o', 'ẻ') => ('ỏ', 'e'),
        ('o', 'ẽ') => ('õ', 'e'),
        ('o', 'ẹ') => ('ọ', 'e'),
        ('u', 'ỳ') => ('ù', 'y'),
        ('u', 'ý') => ('ú', 'y'),
        ('u', 'ỷ') => ('ủ', 'y'),
        ('u', 'ỹ') => ('ũ', 'y'),
        ('u', 'ỵ') => ('ụ', 'y'),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{fold, lower};

    #[test]
    fn letters_are_lowered_as_unicode_has_it() {
        for c in ('\0'..='\u{24f}').chain('\u{1e00}'..='\u{1eff}') {
            assert_eq!(Some(lower(c)), c.to_lowercase().next(), "{c}");
        }
    }

    #[test]
    fn tone_moves_in_open_syllables_only() {
        assert_eq!(fold("Uỷ ban  nhân dân tỉnh Hoà Bình "), "ủy ban nhân dân tỉnh hòa bình");
        assert_eq!(fold("Bảo vệ sức khoẻ; THUỶ lợi"), "bảo vệ sức khỏe; thủy lợi");
        assert_eq!(fold("hoàn thành, quý, loại, Huỳnh"), "hoàn thành, quý, loại, huỳnh");
    }
}
