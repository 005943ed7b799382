//! A file as clean Unicode text: composed letters, no legacy charset, no letters of other scripts in Vietnamese words.

use std::borrow::Cow;
use std::fmt::Write;

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::source::{self, Encoding, Format, Source};
use crate::text::{Fold, Search, ToneStyle, is_letter, is_syllable, placed};

/// The file that `source` was read from as text in UTF-8 without byte order mark: files of text with their markup and
/// line breaks, HTML with its charset set right; of packed files the text of their parts.
///
/// Letters are composed (NFC); Ð and Ɖ, Cyrillic and Greek letters become the Vietnamese ones in words where only these
/// make sense; tone marks in oa, oe, uy are put where `style` says. Blanks, dashes and invisible characters stay: they
/// may be meant, and rules speak of those that are not. Tags, scripts, addresses stay but for their charset.
pub fn cleaned(bytes: &[u8], source: &Source, style: Option<ToneStyle>) -> String {
    let markup = matches!(source.format, Format::Html | Format::Markdown);
    let converted = source.encoding != Encoding::Utf8 || source.parts.iter().any(|part| part.charset.is_some());
    let whole = match source.format {
        Format::Html | Format::Markdown | Format::Text => source::expanded(bytes, source),
        _ => None,
    };
    let Some(mut text) = whole else { return packed(source, style) };
    // Files in UTF-16 and those with a byte order mark may hold NUL; without either it makes a file a binary one.
    if memchr::memchr(0, text.as_bytes()).is_some() {
        text = Cow::Owned(text.replace('\0', ""));
    }
    // A second byte order mark would be the first of the new text.
    let text = text.trim_start_matches('\u{feff}');
    let mut out = String::with_capacity(text.len());
    for (piece, kept) in pieces(text, markup) {
        if kept { out.push_str(piece) } else { out.push_str(&clean(piece, style)) }
    }
    if converted && source.format == Format::Html { with_charset(&out) } else { out }
}

/// The texts of the parts, with an empty line between them.
fn packed(source: &Source, style: Option<ToneStyle>) -> String {
    let mut out = String::new();
    for part in source.parts.iter().filter(|part| !part.text.trim().is_empty()) {
        if !out.is_empty() {
            out.push('\n');
        }
        out.push_str(&clean(&part.text, style));
        if !out.ends_with('\n') {
            out.push('\n');
        }
    }
    out
}

/// How often lookalikes are looked for.
const PASSES: usize = 64;

/// A text made clean.
pub fn clean(text: &str, style: Option<ToneStyle>) -> Cow<'_, str> {
    let composed = if is_nfc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect::<String>()) };
    let mut lettered = composed;
    // A letter that has become Latin can make its neighbour one of a Latin word.
    for _ in 0..PASSES {
        match letters(&lettered) {
            Some(text) => lettered = Cow::Owned(text),
            None => break,
        }
    }
    match style.and_then(|style| toned(&lettered, style)) {
        // A letter that gave its tone away takes a second mark that stood behind it.
        Some(text) if !is_nfc(&text) => Cow::Owned(text.nfc().collect()),
        Some(text) => Cow::Owned(text),
        None => lettered,
    }
}

/// The text with Vietnamese letters for their lookalikes; `None` where there are none.
fn letters(text: &str) -> Option<String> {
    let search = Search::new(text);
    let mut out: Option<String> = None;
    let mut done = 0;
    for place in search.replaced() {
        let makes_sense = match place.fold {
            Fold::Lookalike => true,
            // "Guðmundur" keeps its letter.
            Fold::Stroke => is_vietnamese(word_at(search.text(), place.copy.from())),
            _ => false,
        };
        if makes_sense {
            let out = out.get_or_insert_with(|| String::with_capacity(text.len()));
            out.push_str(&text[done..place.original.from()]);
            out.push_str(place.copy.of(search.text()));
            done = place.original.to();
        }
    }
    let mut out = out?;
    out.push_str(&text[done..]);
    Some(out)
}

/// The run of letters around a place.
fn word_at(text: &str, at: usize) -> &str {
    let start = text[..at].char_indices().rev().take_while(|(_, c)| is_letter(*c)).last().map_or(at, |(i, _)| i);
    let length = text[start..].find(|c| !is_letter(c)).unwrap_or(text.len() - start);
    &text[start..start + length]
}

/// A syllable, or an abbreviation in capitals ("NĐ").
fn is_vietnamese(word: &str) -> bool {
    is_syllable(word) || word.chars().all(|c| c.is_ascii_uppercase() || c == 'Đ')
}

/// The text with its tone marks where the style puts them; `None` where all stand there.
fn toned(text: &str, style: ToneStyle) -> Option<String> {
    let mut out: Option<String> = None;
    let mut done = 0;
    let mut at = 0;
    while let Some(start) = text[at..].find(is_letter).map(|found| at + found) {
        let end = text[start..].find(|c| !is_letter(c)).map_or(text.len(), |length| start + length);
        let word = &text[start..end];
        if let Some(pair) = placed(word, style) {
            let out = out.get_or_insert_with(|| String::with_capacity(text.len()));
            let kept: usize = word.chars().rev().take(2).map(char::len_utf8).sum();
            out.push_str(&text[done..end - kept]);
            out.extend(pair);
            done = end;
        }
        at = end;
    }
    let mut out = out?;
    out.push_str(&text[done..]);
    Some(out)
}

/// Cuts a text into pieces to clean and pieces to keep: addresses, and with `markup` tags, scripts, styles and the
/// targets of links.
fn pieces(text: &str, markup: bool) -> Vec<(&str, bool)> {
    let mut out = Vec::new();
    let mut cut = Cut { text, endless: false, open: false };
    let (mut at, mut done) = (0, 0);
    let bytes = text.as_bytes();
    loop {
        let rest = &bytes[at..];
        let next = if markup { memchr::memchr3(b'<', b':', b']', rest) } else { memchr::memchr(b':', rest) };
        let Some(found) = next.map(|found| at + found) else { break };
        let (start, end) = match bytes[found] {
            b'<' => (found, cut.tag(found)),
            b':' => cut.address(found, done),
            _ => (found, cut.target(found)),
        };
        at = end.max(found + 1);
        if end > start {
            out.push((&text[done..start], false));
            out.push((&text[start..end], true));
            done = end;
        }
    }
    out.push((&text[done..], false));
    out
}

/// Finds what is kept of a text.
struct Cut<'a> {
    text: &'a str,
    /// Whether no `>` follows any more, so that it is not looked for again and again.
    endless: bool,
    /// Whether no comment ends any more.
    open: bool,
}

/// Bytes of an address or the target of a link.
const LONGEST: usize = 4096;

impl Cut<'_> {
    /// The end of the tag, comment, script or style that begins at `at`; `at` where it is none.
    fn tag(&mut self, at: usize) -> usize {
        let rest = &self.text[at..];
        let name = |what: &str| rest.get(1..=what.len()).is_some_and(|head| head.eq_ignore_ascii_case(what));
        if rest.starts_with("<!--") {
            return match rest.find("-->").filter(|_| !self.open) {
                Some(length) => at + length + 3,
                None => {
                    self.open = true;
                    at
                }
            };
        }
        for (opening, closing) in [("script", "</script"), ("style", "</style")] {
            if name(opening) {
                let closes =
                    |i: &usize| rest.get(*i..i + closing.len()).is_some_and(|t| t.eq_ignore_ascii_case(closing));
                let end = memchr::memchr_iter(b'<', rest.as_bytes()).find(closes);
                return end.map_or(self.text.len(), |end| at + end + closing.len());
            }
        }
        if !rest[1..].starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?')) || self.endless {
            return at;
        }
        match memchr::memchr(b'>', rest.as_bytes()) {
            Some(length) => at + length + 1,
            None => {
                self.endless = true;
                at
            }
        }
    }

    /// The address whose colon stands at `colon`, no part of which stands before `from`.
    fn address(&self, colon: usize, from: usize) -> (usize, usize) {
        if !self.text[colon..].starts_with("://") {
            return (colon, colon);
        }
        let scheme = self.text[from..colon].bytes().rev().take_while(u8::is_ascii_alphanumeric).take(16).count();
        let ends = |c: char| c.is_whitespace() || matches!(c, '<' | '>' | '"');
        let length = self.text[colon..].char_indices().take(LONGEST).find(|(_, c)| ends(*c)).map(|(i, _)| i);
        (colon - scheme, length.map_or(self.text.len(), |length| colon + length))
    }

    /// The end of the target of a link, where `](` stands at `at`; `at` where it does not.
    fn target(&self, at: usize) -> usize {
        if !self.text[at..].starts_with("](") {
            return at;
        }
        let end = self.text[at..].char_indices().take(LONGEST).find(|(_, c)| matches!(c, ')' | '\n'));
        end.map_or(at, |(length, _)| at + length)
    }
}

/// HTML that says of itself that it is UTF-8: where it names a charset, or at the beginning of its head.
fn with_charset(html: &str) -> String {
    let lower = html.to_ascii_lowercase();
    let mut out = String::with_capacity(html.len() + 32);
    let (mut done, mut named) = (0, false);
    for (opening, word) in [("<?xml", "encoding"), ("<meta", "charset")] {
        let mut from = 0;
        while let Some(open) = lower[from..].find(opening).map(|found| from + found) {
            let Some(length) = lower[open..].find('>') else { break };
            from = open + length;
            let Some(at) = lower[open..from].find(word).map(|found| open + found + word.len()) else { continue };
            let value = at + lower[at..from].len() - lower[at..from].trim_start_matches([' ', '=', '"', '\'']).len();
            let end = value + lower[value..from].find(['"', '\'', ';', ' ', '/', '?']).unwrap_or(from - value);
            if value > at && end > value && value >= done {
                out.push_str(&html[done..value]);
                out.push_str("utf-8");
                done = end;
                named |= word == "charset";
            }
        }
    }
    let head = lower.find("<head").filter(|at| lower[at + 5..].starts_with(['>', ' ', '\n', '\r', '\t']));
    if !named
        && let Some(end) =
            head.and_then(|at| lower[at..].find('>').map(|length| at + length + 1)).filter(|at| *at >= done)
    {
        out.push_str(&html[done..end]);
        // Writing to a string cannot fail.
        let _ = write!(out, "<meta charset=\"utf-8\">");
        done = end;
    }
    out.push_str(&html[done..]);
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::source::{Charset, legacy};

    fn cleaned_as(bytes: &[u8], name: &str) -> String {
        cleaned(bytes, &source::read(bytes, name, None).unwrap(), None)
    }

    #[test]
    fn marks_of_byte_order_are_left_out_all_of_them() {
        for bytes in [&b"\xfe\xff\xfe\xff\0a"[..], b"\xef\xbb\xbf\xef\xbb\xbfa"] {
            assert_eq!(cleaned_as(bytes, "a.txt"), "a");
        }
    }

    #[test]
    fn letters_are_composed_and_made_vietnamese() {
        assert_eq!(clean("Nghi\u{323} đi\u{323}nh", None), "Nghị định");
        assert_eq!(clean("NÐ-CP, 45–СT/ТW; Guðmundur", None), "NĐ-CP, 45–CT/TW; Guðmundur");
        assert_eq!(clean("số\u{a0}5 – 7\u{200b}", None), "số\u{a0}5 – 7\u{200b}");
        assert!(matches!(clean("Nghị định", None), Cow::Borrowed(_)));
    }

    #[test]
    fn tone_marks_go_where_the_style_says() {
        let text = "Uỷ ban hoà giải, khoẻ mạnh; THUỶ lợi; quý I, hoàn thành; Ủy, hòa";
        assert_eq!(
            clean(text, Some(ToneStyle::Old)),
            "Ủy ban hòa giải, khỏe mạnh; THỦY lợi; quý I, hoàn thành; Ủy, hòa"
        );
        assert_eq!(
            clean(text, Some(ToneStyle::New)),
            "Uỷ ban hoà giải, khoẻ mạnh; THUỶ lợi; quý I, hoàn thành; Uỷ, hoà"
        );
    }

    #[test]
    fn files_keep_their_line_breaks_and_lose_their_mark() {
        assert_eq!(cleaned_as("\u{feff}a\r\nÐiều 5\r\n".as_bytes(), "a.txt"), "a\r\nĐiều 5\r\n");
        let utf16 = Encoding::Utf16Le.encode("\u{feff}Ðiều 5").unwrap().into_owned();
        assert_eq!(cleaned_as(&utf16, "a.txt"), "Điều 5");
        assert_eq!(cleaned_as("\u{feff}a\0b".as_bytes(), "a.txt"), "ab");
    }

    #[test]
    fn tags_and_addresses_stay() {
        let page = "<p title=\"hoà\">hoà https://a.vn/hoà hoà</p><script>hoà</script>hoà <!-- hoà -->";
        let right = "<p title=\"hoà\">hòa https://a.vn/hoà hòa</p><script>hoà</script>hòa <!-- hoà -->";
        let read = |text: &str, name: &str| {
            cleaned(text.as_bytes(), &source::read(text.as_bytes(), name, None).unwrap(), Some(ToneStyle::Old))
        };
        assert_eq!(read(page, "a.html"), right);
        assert_eq!(read("[hoà](hoà.md) hoà <hoà", "a.md"), "[hòa](hoà.md) hòa <hòa");
    }

    #[test]
    fn pages_say_their_new_charset() {
        let page = "<html><head><meta http-equiv=\"Content-Type\" content=\"text/html; charset=x-user-defined\"></head>\
                    <p>Nghị định của Chính phủ</p></html>";
        let stored = legacy::encode(page, Charset::Vni).unwrap();
        let bytes = Encoding::Western.encode(&stored).unwrap().into_owned();
        assert_eq!(cleaned_as(&bytes, "a.html"), page.replace("x-user-defined", "utf-8"));
        let page = "<html><head><title>a</title></head><p>Ngh&ograve; ñònh cuûa Chính phuû</p></html>";
        let bytes = Encoding::Western.encode(page).unwrap().into_owned();
        assert_eq!(
            cleaned_as(&bytes, "a.html"),
            "<html><head><meta charset=\"utf-8\"><title>a</title></head><p>Nghị định của Chính phủ</p></html>"
        );
        // A page that is right already is left alone.
        let page = "<head><meta charset=\"UTF-8\"></head>Nghị định";
        assert_eq!(cleaned_as(page.as_bytes(), "a.html"), page);
    }

    proptest! {
        #[test]
        fn cleaning_twice_changes_nothing(text in "[a-z <>/:\\[\\]()\"\n.,Ððoàòảạuỷủýéẻeiqhk\u{300}-\u{303}\u{323}АСа]{0,80}") {
            for style in [None, Some(ToneStyle::Old), Some(ToneStyle::New)] {
                let once = clean(&text, style).into_owned();
                prop_assert_eq!(clean(&once, style).into_owned(), once.clone());
                for name in ["a.txt", "a.html", "a.md"] {
                    let source = source::read(text.as_bytes(), name, None).unwrap();
                    let once = cleaned(text.as_bytes(), &source, style);
                    let source = source::read(once.as_bytes(), name, None).unwrap();
                    prop_assert_eq!(cleaned(once.as_bytes(), &source, style), once.clone(), "{}", name);
                }
            }
        }
    }
}
