//! Passages that belong to another document: what amending texts put between quotation marks.

use crate::text::Span;

/// The longest passage taken for a quotation where its closing mark is missing or far, in bytes.
const REACH: usize = 200_000;

/// The lead byte that curly marks share with dashes and little else.
const CURLY: u8 = "“".as_bytes()[0];

/// Passages between quotation marks that follow a colon, or that hold a heading of their own, in the order of the text.
pub(super) fn find(text: &str) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    // Marks that nobody closes are searched far in vain: all searches together stay linear in the text.
    let mut budget = 4 * text.len() + REACH;
    let mut from = 0;
    // Where a line begins with a typewriter mark, which opens a quotation only there.
    let mut straight = Vec::new();
    let bytes = text.as_bytes();
    for at in memchr::memchr2_iter(CURLY, b'"', bytes) {
        if bytes[at] == b'"' {
            if at > 0 && bytes[at - 1] == b'\n' {
                straight.push(at);
            }
        } else if at >= from
            && text[at..].starts_with('“')
            && let Some(span) = opened(text, at, "“", &mut budget)
        {
            out.push(span);
            from = span.to();
        }
    }
    let mut more = Vec::new();
    for at in straight {
        let known = out.partition_point(|q| q.from() <= at);
        let inside = known > 0 && out[known - 1].holds(at);
        if !inside
            && more.last().is_none_or(|q: &Span| q.to() <= at)
            && let Some(span) = opened(text, at, "\"", &mut budget)
        {
            more.push(span);
        }
    }
    if !more.is_empty() {
        out.append(&mut more);
        out.sort_unstable();
    }
    out
}

/// The quotation that `mark` opens at `at`, where it is one of another document.
fn opened(text: &str, at: usize, mark: &str, budget: &mut usize) -> Option<Span> {
    let inner = at + mark.len();
    let leads = text[..at].trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '>')).ends_with(':');
    if !leads && !is_heading(&text[inner..]) || *budget == 0 {
        return None;
    }
    let end = close(text, inner);
    let read = end.map_or(REACH.min(text.len() - inner), |end| end - inner);
    *budget = budget.saturating_sub(read);
    end.map(|end| Span::new(at, end))
}

/// Whether a quoted text begins with a heading: "Điều 7. …", "3. …", "a) …".
fn is_heading(text: &str) -> bool {
    let text = text.trim_start();
    if let Some(rest) = text.strip_prefix("Điều ") {
        return rest.starts_with(|c: char| c.is_ascii_digit());
    }
    if let Some(rest) = ["Chương ", "CHƯƠNG ", "Mục ", "MỤC "].iter().find_map(|w| text.strip_prefix(w)) {
        return rest.starts_with(|c: char| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X'));
    }
    let figures = text.bytes().take_while(u8::is_ascii_digit).count();
    if figures > 0 && figures < 3 {
        let rest = text[figures..].trim_start_matches(|c: char| c.is_ascii_lowercase() || c == 'đ');
        return rest.starts_with(". ") || rest.starts_with(") ");
    }
    let mut chars = text.chars();
    chars.next().is_some_and(char::is_lowercase) && text.chars().nth(1).is_some_and(|c| c == ')')
}

/// The end of the quotation whose inside begins at `inner`: the first closing mark that ends a line, or else the first
/// one that is not paired inside. A quotation that nobody closes ends before the next one that a line announces.
fn close(text: &str, inner: usize) -> Option<usize> {
    let mut depth = 0;
    let mut first = None;
    // Typewriter marks that stand open inside.
    let mut straight = 0;
    let bytes = text.as_bytes();
    let reach = (inner + REACH + 1).min(text.len());
    for at in memchr::memchr2_iter(CURLY, b'"', &bytes[inner..reach]) {
        let at = inner + at;
        let Some(mark) = ["“", "”", "\""].into_iter().find(|mark| bytes[at..].starts_with(mark.as_bytes())) else {
            continue;
        };
        let before = text[..at].chars().next_back();
        let opens = before.is_none_or(|c| c.is_whitespace() || c == '(');
        if mark == "“" {
            if depth == 0
                && let Some(end) = announced(text, inner, at)
            {
                return Some(end);
            }
            depth += 1;
            continue;
        }
        if mark == "\"" {
            if opens {
                straight += 1;
                continue;
            }
            if straight > 0 {
                straight -= 1;
                continue;
            }
            if !ends_line(text, at + 1) {
                continue;
            }
            return Some(at + 1);
        }
        let end = at + "”".len();
        if depth == 0 {
            first.get_or_insert(end);
            // A closing mark inside a line ends a quotation of one line.
            if ends_line(text, end) || !text[inner..at].contains('\n') {
                return Some(end);
            }
        } else {
            depth -= 1;
        }
    }
    first
}

/// Whether only signs stand between `end` and the end of the line.
fn ends_line(text: &str, end: usize) -> bool {
    let behind = text[end..].trim_start_matches(['.', ';', ',', ')', ' ', '\t', '\r', '*', '_']);
    behind.is_empty() || behind.starts_with('\n')
}

/// Where the open quotation must have ended if the mark at `at` begins the next one: before the line "2. … như sau:".
fn announced(text: &str, inner: usize, at: usize) -> Option<usize> {
    let lead = text[inner..at].trim_end_matches([' ', '\t', '\r', '*', '_', '>']).strip_suffix('\n')?.trim_end();
    if !lead.ends_with("như sau:") {
        return None;
    }
    let line = lead.rfind('\n')? + 1;
    Some(inner + line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unclosed_quotation_ends_before_the_next() {
        let text =
            "1. Sửa đổi Điều 7 như sau:\n“Điều 7. Văn thư\n2. Sửa đổi Điều 8 như sau:\n“Điều 8. Lưu trữ.”\n3. Bỏ.";
        let found: Vec<_> = find(text).iter().map(|q| q.of(text)).collect();
        assert_eq!(found, ["“Điều 7. Văn thư\n", "“Điều 8. Lưu trữ.”"]);
    }

    #[test]
    fn typewriter_marks_quote_too() {
        let text =
            "1. Sửa đổi như sau:\n\"Điều 7. Gọi là \"sổ\".\n2. Lưu.\"\n2. Từ \"abc\".\n3. Như sau:\n“4. X.\".\nĐiều 2.";
        let found: Vec<_> = find(text).iter().map(|q| q.of(text)).collect();
        assert_eq!(found, ["\"Điều 7. Gọi là \"sổ\".\n2. Lưu.\"", "“4. X.\""]);
    }

    #[test]
    fn amendments_are_quotations() {
        let text =
            "1. Sửa đổi Điều 7 như sau:\n“Điều 7. Văn thư\n1. Gọi là “sổ” khi cần.\n2. Lưu.”\n2. Từ “abc” ở khoản 1.";
        let found = find(text);
        assert_eq!(found.len(), 1);
        assert!(found[0].of(text).starts_with("“Điều 7") && found[0].of(text).ends_with("Lưu.”"));
    }
}
