//! XML written by hand: two small formats need no more than elements and attributes.

use std::fmt::Write;

/// Opens an element up to its attributes: `<name`.
pub(super) fn open(out: &mut String, name: &str) {
    out.push('<');
    out.push_str(name);
}

/// Adds an attribute, the value on one line.
pub(super) fn attribute(out: &mut String, name: &str, value: &str) {
    // Writing to a string cannot fail.
    let _ = write!(out, " {name}=\"");
    escape(out, value);
    out.push('"');
}

/// Adds text with what is markup escaped. Line breaks and tabs become references, which an attribute keeps; a character
/// that XML 1.0 has no way to write becomes U+FFFD.
pub(super) fn escape(out: &mut String, text: &str) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\t' | '\n' | '\r' => {
                let _ = write!(out, "&#{};", u32::from(c));
            }
            '\0'..='\x1f' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_cannot_hold_is_escaped_or_replaced() {
        let mut out = String::new();
        attribute(&mut out, "a", "\"Điều\" <5> & 'b'\n\t\0\x1b\u{ffff}\u{85}😀");
        assert_eq!(
            out,
            " a=\"&quot;Điều&quot; &lt;5&gt; &amp; &apos;b&apos;&#10;&#9;\u{fffd}\u{fffd}\u{fffd}\u{85}😀\""
        );
    }
}
