//! Passages that belong to another document: what amending texts put between quotation marks.

use memchr::memmem;

use crate::text::Span;

/// The longest passage taken for a quotation where its closing mark is missing or far, in bytes.
const REACH: usize = 200_000;

/// Passages between quotation marks that follow a colon, or that hold a heading of their own, in the order of the text.
pub(super) fn find(text: &str) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    let mut from = 0;
    for at in memmem::find_iter(text.as_bytes(), "“") {
        if at < from {
            continue;
        }
        let inner = at + "“".len();
        let leads = text[..at].trim_end().ends_with(':');
        let opens = leads || is_heading(&text[inner..]);
        if !opens {
            continue;
        }
        let Some(end) = close(text, inner) else { continue };
        out.push(Span::new(at, end));
        from = end;
    }
    out
}

/// Whether a quoted text begins with a heading: "Điều 7. …", "3. …", "a) …".
fn is_heading(text: &str) -> bool {
    let text = text.trim_start();
    if let Some(rest) = text.strip_prefix("Điều ") {
        return rest.starts_with(|c: char| c.is_ascii_digit());
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
/// one that is not paired inside.
fn close(text: &str, inner: usize) -> Option<usize> {
    let mut depth = 0;
    let mut first = None;
    let reach = (inner + REACH).min(text.len());
    for (at, mark) in text[inner..].match_indices(['“', '”']) {
        let at = inner + at;
        if at > reach {
            break;
        }
        if mark == "“" {
            depth += 1;
            continue;
        }
        let end = at + "”".len();
        let behind = text[end..].trim_start_matches(['.', ';', ',', ')', ' ', '\t', '\r', '*', '_']);
        if depth == 0 {
            first.get_or_insert(end);
            if behind.is_empty() || behind.starts_with('\n') {
                return Some(end);
            }
            // A closing mark inside a line ends a quotation of one line.
            if !text[inner..at].contains('\n') {
                return Some(end);
            }
        } else {
            depth -= 1;
        }
    }
    first
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amendments_are_quotations() {
        let text =
            "1. Sửa đổi Điều 7 như sau:\n“Điều 7. Văn thư\n1. Gọi là “sổ” khi cần.\n2. Lưu.”\n2. Từ “abc” ở khoản 1.";
        let found = find(text);
        assert_eq!(found.len(), 1);
        assert!(found[0].of(text).starts_with("“Điều 7") && found[0].of(text).ends_with("Lưu.”"));
    }
}
