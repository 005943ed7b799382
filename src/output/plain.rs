//! Text for people: nothing that could drive a terminal, and columns that stand under each other.

use std::borrow::Cow;

use unicode_segmentation::UnicodeSegmentation;

/// The text without characters that a terminal obeys: controls, and marks that turn the direction of writing.
///
/// A document comes from anywhere; what it holds must not move the cursor or hide words. Each is replaced by one of as
/// many bytes, so that spans stay true. Tab and line breaks are kept.
pub fn tame(text: &str) -> Cow<'_, str> {
    if !text.chars().any(|c| stand_in(c).is_some()) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|c| stand_in(c).unwrap_or(c)).collect())
}

/// What stands for a character that a terminal would obey.
fn stand_in(c: char) -> Option<char> {
    match c {
        '\t' | '\n' | '\r' => None,
        '\0'..='\x1f' | '\x7f' => Some('?'),
        '\u{80}'..='\u{9f}' => Some('·'),
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Some('\u{fffd}'),
        _ => None,
    }
}

/// On one line: runs of blanks and line breaks become one blank.
pub(super) fn one_line(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// Writes rows with their columns under each other; cells wider than `limit` clusters are cut.
pub fn columns(rows: &[Vec<String>], limit: usize, out: &mut String) {
    let cut: Vec<Vec<(String, usize)>> =
        rows.iter().map(|row| row.iter().map(|cell| shorten(&tame(cell), limit)).collect()).collect();
    let count = cut.iter().map(Vec::len).max().unwrap_or(0);
    let widths: Vec<usize> = (0..count)
        .map(|i| cut.iter().filter_map(|row| row.get(i)).map(|(_, width)| *width).max().unwrap_or(0))
        .collect();
    for row in &cut {
        let last = row.iter().rposition(|(_, width)| *width > 0).unwrap_or(0);
        for (i, (cell, width)) in row.iter().enumerate().take(last + 1) {
            out.push_str(cell);
            if i < last {
                out.extend(std::iter::repeat_n(' ', widths[i] - width + 2));
            }
        }
        out.push('\n');
    }
}

/// A cell of at most `limit` clusters, and how many it has.
fn shorten(cell: &str, limit: usize) -> (String, usize) {
    let cell = one_line(cell);
    let width = cell.graphemes(true).count();
    if width <= limit {
        return (cell, width);
    }
    let mut short: String = cell.graphemes(true).take(limit - 1).collect();
    short.push('…');
    (short, limit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_obeys_is_replaced_by_as_many_bytes() {
        let text = "a\x1b[31m\u{9b}b\u{202e}c\t\n";
        let tamed = tame(text);
        assert_eq!(tamed, "a?[31m·b\u{fffd}c\t\n");
        assert_eq!(tamed.len(), text.len());
        assert!(matches!(tame("Nghị định"), Cow::Borrowed(_)));
    }

    #[test]
    fn columns_count_clusters_and_leave_no_blanks_behind() {
        let mut out = String::new();
        let rows = [vec!["ệ".into(), "b".into()], vec!["e\u{323}\u{302}x".into(), String::new()]];
        columns(&rows, 9, &mut out);
        assert_eq!(out, "ệ   b\ne\u{323}\u{302}x\n");
    }

    #[test]
    fn wide_cells_are_cut() {
        let mut out = String::new();
        columns(&[vec!["abcdef".into()]], 4, &mut out);
        assert_eq!(out, "abc…\n");
    }
}
