//! The sentence and the line around a place.

use super::Span;

/// How far a sentence is looked for on each side, in bytes: long enough for the longest legal basis, short enough to
/// stay linear in a text without full stops.
const REACH: usize = 1500;

/// The sentence around `span`: from the end of the sentence or line before it to the end of its own, without outer
/// blanks. It holds at most some 1,500 bytes on each side.
pub fn sentence(text: &str, span: Span) -> Span {
    let low = text.ceil_char_boundary(span.from().saturating_sub(REACH));
    let high = text.floor_char_boundary(span.to() + REACH);
    let bytes = text.as_bytes();
    let start = (low..span.from()).rev().find(|&at| ends_sentence(bytes, at)).map_or(low, |at| at + 1);
    let end = (span.to()..high).find(|&i| ends_sentence(bytes, i)).map_or(high, |i| i + usize::from(bytes[i] != b'\n'));
    let found = &text[start..end];
    let lead = found.len() - found.trim_start().len();
    let trail = found.len() - found.trim_end().len();
    Span::new((start + lead).min(span.from()), (end - trail).max(span.to()))
}

/// The line around `span`. It holds at most some 1,500 bytes on each side: a line may be the whole text.
pub fn line(text: &str, span: Span) -> Span {
    line_within(text, span, REACH)
}

/// The line around `span`, at most `reach` bytes of it on each side.
pub fn line_within(text: &str, span: Span, reach: usize) -> Span {
    let low = text.ceil_char_boundary(span.from().saturating_sub(reach));
    let high = text.floor_char_boundary(span.to() + reach);
    let bytes = text.as_bytes();
    let start = memchr::memrchr(b'\n', &bytes[low..span.from()]).map_or(low, |at| low + at + 1);
    let end = memchr::memchr(b'\n', &bytes[span.to()..high]).map_or(high, |at| span.to() + at);
    Span::new(start, end)
}

/// Whether a sentence ends with the byte at `at`: a line break, or a full stop, semicolon, question or exclamation mark
/// before a blank.
#[inline]
fn ends_sentence(bytes: &[u8], at: usize) -> bool {
    // All marks lie below the letters, which are asked about most.
    let byte = bytes[at];
    byte < b'@'
        && match byte {
            b'\n' => true,
            b'.' | b';' | b'!' | b'?' => bytes.get(at + 1).is_none_or(|b| b.is_ascii_whitespace()),
            _ => false,
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_at_stops_and_lines() {
        let text = "Một. Hai số 1.2 ba; bốn\nnăm";
        let at = text.find("ba").unwrap();
        assert_eq!(sentence(text, Span::new(at, at + 2)).of(text), "Hai số 1.2 ba;");
        assert_eq!(line(text, Span::new(at, at + 2)).of(text), "Một. Hai số 1.2 ba; bốn");
        assert_eq!(line(text, Span::new(text.len(), text.len())).of(text), "năm");
    }

    #[test]
    fn a_line_without_end_is_looked_at_near_the_place() {
        let text = "ế".repeat(5000);
        let found = line(&text, Span::new(6000, 6003));
        assert!((2990..=3010).contains(&found.len()), "{found:?}");
    }
}
