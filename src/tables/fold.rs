//! One spelling for words that are written in several: lower case, tone marks placed the new way, single spaces.
//! `build.rs` includes this file, so keys and queries are folded by the same code.

/// Folds NFC text to the form the indexes of the tables are keyed by.
///
/// Tone marks of open `oa`, `oe`, `uy` move to where `hòa`, `khỏe`, `thủy` have them; `i` and `y` stay as they are.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().flat_map(char::to_lowercase).peekable();
    let mut before = ' ';
    while let Some(c) = chars.next() {
        if c.is_whitespace() {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        } else if let Some((first, second)) = chars.peek().and_then(|&next| moved(before, c, next))
            && !chars.clone().nth(1).is_some_and(char::is_alphabetic)
        {
            // Only open syllables differ: "hoàn" and "huỳnh" have the mark on the second vowel in both styles.
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

/// Old and new placement, one line a vowel pair, in the order grave, acute, hook, tilde, dot.
const PAIRS: [([&str; 5], [&str; 5]); 3] = [
    (["oà", "oá", "oả", "oã", "oạ"], ["òa", "óa", "ỏa", "õa", "ọa"]),
    (["oè", "oé", "oẻ", "oẽ", "oẹ"], ["òe", "óe", "ỏe", "õe", "ọe"]),
    (["uỳ", "uý", "uỷ", "uỹ", "uỵ"], ["ùy", "úy", "ủy", "ũy", "ụy"]),
];

fn pair(text: &str) -> (char, char) {
    let mut chars = text.chars();
    (chars.next().unwrap_or(' '), chars.next().unwrap_or(' '))
}

/// The new placement of a pair written the old way; none after `q`, whose `u` is no vowel.
fn moved(before: char, first: char, second: char) -> Option<(char, char)> {
    if before == 'q' || !matches!(first, 'o' | 'u') {
        return None;
    }
    PAIRS.iter().find_map(|(old, new)| old.iter().position(|&o| pair(o) == (first, second)).map(|i| pair(new[i])))
}

#[cfg(test)]
mod tests {
    use super::fold;

    #[test]
    fn tone_moves_in_open_syllables_only() {
        assert_eq!(fold("Uỷ ban  nhân dân tỉnh Hoà Bình "), "ủy ban nhân dân tỉnh hòa bình");
        assert_eq!(fold("Bảo vệ sức khoẻ; THUỶ lợi"), "bảo vệ sức khỏe; thủy lợi");
        assert_eq!(fold("hoàn thành, quý, loại, Huỳnh"), "hoàn thành, quý, loại, huỳnh");
    }
}
