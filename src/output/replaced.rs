//! What words become, told from their record alone: the same from the text and from JSON Lines.

use super::plain::one_line;

/// How many replacements are told where the words themselves cannot be.
const PIECES: usize = 3;

/// The words at `start` to `end` after the edits that lie in them, all in bytes of the file; only what is put in, where
/// none does or where the words are not those of the file byte for byte. On one line.
pub fn replaced<'e>(
    words: &str,
    start: u32,
    end: u32,
    edits: impl Iterator<Item = (u32, u32, &'e str)> + Clone,
) -> String {
    let whole = || {
        let plain = words.len() == end.checked_sub(start)? as usize;
        let inside = edits.clone().filter(|(from, to, _)| start <= *from && from <= to && *to <= end);
        let mut inside = inside.peekable();
        inside.peek().filter(|_| plain)?;
        let mut out = String::new();
        let mut done = 0;
        for (from, to, replacement) in inside {
            out.push_str(words.get(done..(from - start) as usize)?);
            out.push_str(replacement);
            done = (to - start) as usize;
        }
        out.push_str(words.get(done..)?);
        Some(out)
    };
    let pieces = || {
        let mut out = edits.clone().take(PIECES).map(|(_, _, piece)| piece).collect::<Vec<_>>().join(" … ");
        if edits.clone().nth(PIECES).is_some() {
            out.push_str(" …");
        }
        out
    };
    one_line(&whole().unwrap_or_else(pieces))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn edits_are_made_where_they_lie_in_the_words() {
        let told = |words, edits: &[(u32, u32, &'static str)]| replaced(words, 10, 19, edits.iter().copied());
        assert_eq!(told("2021-2020", &[(15, 19, "2026")]), "2021-2026");
        assert_eq!(told("2021-2020", &[(15, 19, "2026"), (90, 99, "x")]), "2021-2026");
        assert_eq!(told("2021-2020", &[(30, 31, "x")]), "x");
        assert_eq!(told("2021-20 0", &[(19, 19, "x"), (5, 12, "y")]), "2021-20 0x");
        assert_eq!(told("shorter", &[(1, 2, "a"), (3, 4, "b"), (5, 6, "c"), (7, 8, "d")]), "a … b … c …");
    }
}
