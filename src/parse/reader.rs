//! Reading words and blanks around a place of the search copy.

use nom::IResult;

use crate::tables::Vocabulary;
use crate::text::{Span, is_letter, is_word, same_word};

/// The search copy with the way its words are compared.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Reader<'t> {
    /// The search copy.
    pub text: &'t str,
    /// Whether the text is written without diacritics, so that words are compared without them.
    pub plain: bool,
    /// Words of the user's own.
    pub own: &'static Vocabulary,
}

impl<'t> Reader<'t> {
    /// A reader; looks whether the text is written without diacritics.
    pub fn new(text: &'t str) -> Self {
        Reader { plain: is_plain(text), ..Reader::marked(text) }
    }

    /// A reader of a text with diacritics.
    pub fn marked(text: &'t str) -> Self {
        Reader { text, plain: false, own: Vocabulary::none() }
    }

    /// The bytes.
    pub fn bytes(&self) -> &'t [u8] {
        self.text.as_bytes()
    }

    /// The byte at `at`, or 0 past the end.
    pub fn byte(&self, at: usize) -> u8 {
        self.bytes().get(at).copied().unwrap_or(0)
    }

    /// The text from `at` on.
    pub fn rest(&self, at: usize) -> &'t str {
        &self.text[at..]
    }

    /// The character at `at`.
    pub fn char(&self, at: usize) -> Option<char> {
        match self.byte(at) {
            b @ 1..=0x7f => Some(b as char),
            _ => self.text.get(at..)?.chars().next(),
        }
    }

    /// The character before `at`.
    pub fn char_before(&self, at: usize) -> Option<char> {
        match at.checked_sub(1).map(|i| self.byte(i)) {
            None => None,
            Some(b @ 0..=0x7f) => Some(b as char),
            _ => self.text.get(..at)?.chars().next_back(),
        }
    }

    /// Runs a nom parser at `at`: its value and the place behind.
    pub fn run<T>(&self, at: usize, mut parser: impl FnMut(&'t str) -> IResult<&'t str, T>) -> Option<(T, usize)> {
        let (rest, value) = parser(self.text.get(at..)?).ok()?;
        Some((value, self.text.len() - rest.len()))
    }

    /// The place behind blanks at `at`, with at most one line break, and that only inside a sentence.
    pub fn blank(&self, at: usize) -> usize {
        let bytes = self.bytes();
        let mut i = at;
        let mut broken = false;
        while let Some(b) = bytes.get(i) {
            match b {
                b' ' | b'\t' | b'\r' | 0x0b | 0x0c => i += 1,
                b'\n' if !broken && self.is_soft_break(i) => {
                    broken = true;
                    i += 1;
                }
                _ => break,
            }
        }
        // A break that leads nowhere is no blank.
        if broken && bytes.get(i).is_none_or(|b| *b == b'\n') { at } else { i }
    }

    /// The place before the blanks that end at `at`.
    pub fn blank_before(&self, at: usize) -> usize {
        let bytes = self.bytes();
        let mut i = at;
        let mut broken = false;
        while i > 0 {
            match bytes[i - 1] {
                b' ' | b'\t' | b'\r' | 0x0b | 0x0c => i -= 1,
                b'\n' if !broken && self.is_soft_break(i - 1) => {
                    broken = true;
                    i -= 1;
                }
                _ => break,
            }
        }
        i
    }

    /// Whether the line break at `at` stands inside a sentence: nothing ends before it, no blank line and no list mark
    /// follow it.
    pub fn is_soft_break(&self, at: usize) -> bool {
        let bytes = self.bytes();
        let mut before = at;
        while before > 0 && matches!(bytes[before - 1], b' ' | b'\t' | b'\r') {
            before -= 1;
        }
        if before == 0 || matches!(bytes[before - 1], b'\n' | b'.' | b':' | b';' | b'!' | b'?') {
            return false;
        }
        let mut next = at + 1;
        while matches!(bytes.get(next), Some(b' ' | b'\t' | b'\r')) {
            next += 1;
        }
        !matches!(bytes.get(next), None | Some(b'\n')) && self.item_mark(next).is_none()
    }

    /// The place behind a list mark at `at`: "1.", "1)", "a)", "-", "+", "•".
    pub fn item_mark(&self, at: usize) -> Option<usize> {
        let bytes = self.bytes();
        let mut i = at;
        match *bytes.get(i)? {
            b'-' | b'+' | b'*' | b'#' => return (self.byte(i + 1) == b' ').then_some(i + 1),
            b'0'..=b'9' => {
                while self.byte(i).is_ascii_digit() && i < at + 3 {
                    i += 1;
                }
            }
            b'a'..=b'z' => i += 1,
            _ if self.rest(at).starts_with('đ') => i += 'đ'.len_utf8(),
            _ if self.rest(at).starts_with(['•', '▪', '●']) => return Some(at + 3),
            _ => return None,
        }
        (matches!(self.byte(i), b'.' | b')') && matches!(self.byte(i + 1), b' ' | b'\t')).then_some(i + 1)
    }

    /// Whether only blanks stand between the beginning of the line and `at`, marks of Markdown and quotes aside.
    pub fn at_line_start(&self, at: usize) -> bool {
        // Looked for only as far as such marks reach: a line may be the whole text.
        const REACH: usize = 24;
        let low = at.saturating_sub(REACH);
        let line = match memchr::memrchr(b'\n', &self.bytes()[low..at]) {
            Some(i) => low + i + 1,
            None if low == 0 => 0,
            None => return false,
        };
        at - line < REACH
            && self.text[line..at]
                .chars()
                .all(|c| matches!(c, ' ' | '\t' | '\r' | '|' | '"' | '“' | '*' | '#' | '_' | '>' | '\u{feff}'))
    }

    /// The word at `at`: a run of letters.
    pub fn word_at(&self, at: usize) -> Option<Span> {
        let rest = self.text.get(at..)?;
        let len = rest.find(|c| !is_letter(c)).unwrap_or(rest.len());
        (len > 0).then(|| Span::new(at, at + len))
    }

    /// The word that ends at or before `at`, blanks between.
    pub fn word_before(&self, at: usize) -> Option<Span> {
        let end = self.blank_before(at);
        let mut start = end;
        for (i, c) in self.text[..end].char_indices().rev() {
            if !is_letter(c) {
                break;
            }
            start = i;
        }
        if start == end {
            return None;
        }
        // "ban hànhKế hoạch": a capital behind small letters begins a word that lost its blank.
        let mut glued = start;
        if end - start > 8 {
            let mut small = 0;
            for (i, c) in self.text[start..end].char_indices() {
                if c.is_uppercase() && small >= 2 {
                    glued = start + i;
                }
                small = if c.is_lowercase() { small + 1 } else { 0 };
            }
        }
        Some(Span::new(glued, end))
    }

    /// Whether a letter or digit stands before `at`.
    pub fn glued_before(&self, at: usize) -> bool {
        self.char_before(at).is_some_and(is_word)
    }

    /// Whether a letter or digit stands at `at`.
    pub fn glued(&self, at: usize) -> bool {
        self.char(at).is_some_and(is_word)
    }

    /// Whether the word at `span` is `word`.
    pub fn is(&self, span: Span, word: &str) -> bool {
        same_word(span.of(self.text), word, self.plain)
    }

    /// The place behind `words` (in lower case, one blank between) at `at`, where they stand there as whole words.
    #[inline]
    pub fn words(&self, at: usize, words: &str) -> Option<usize> {
        if self.byte_may_be(self.byte(at), words.as_bytes()[0]) { self.words_at(at, words) } else { None }
    }

    /// Whether the byte `byte` of the text may be `sought` at the beginning of words, or at their end: a quick no.
    #[inline]
    fn byte_may_be(&self, byte: u8, sought: u8) -> bool {
        if byte.is_ascii() && sought.is_ascii() {
            byte | 0x20 == sought | 0x20 || matches!((byte | 0x20, sought), (b'i', b'y') | (b'y', b'i'))
        } else {
            // "đ" and "ư" are no "d" and "u" with tones.
            let (low, high) = (byte.min(sought), byte.max(sought));
            self.plain || !(low.is_ascii() && matches!(high, 0xc4 | 0xc6))
        }
    }

    fn words_at(&self, at: usize, words: &str) -> Option<usize> {
        let (text, sought) = (self.bytes().get(at..)?, words.as_bytes());
        let mut same = 0;
        loop {
            while same < sought.len() && same < text.len() && text[same] == sought[same] {
                same += 1;
            }
            if same == sought.len() {
                return (!self.char(at + same).is_some_and(is_letter)).then_some(at + same);
            }
            same = words.floor_char_boundary(same);
            let (c, other) = (self.char(at + same)?, words[same..].chars().next()?);
            if !is_capital_of(c, other) {
                // Before the letters at odds both have the same, so that they decide.
                return if self.may_be(c, other) { self.words_one_by_one(at, words) } else { None };
            }
            same += c.len_utf8();
        }
    }

    /// The same, with each word compared by itself, however it is written.
    #[inline(never)]
    fn words_one_by_one(&self, at: usize, words: &str) -> Option<usize> {
        let mut i = at;
        let mut rest = words;
        loop {
            let (word, more) = split_word(rest);
            let span = self.word_at(i)?;
            if !self.is(span, word) {
                return None;
            }
            i = span.to();
            let Some(more) = more else { return Some(i) };
            let next = self.blank(i);
            if next == i {
                return None;
            }
            i = next;
            rest = more;
        }
    }

    /// Whether the character `c` of the text may be `other` of words that are looked for, both behind or before the same
    /// letters: a quick no.
    #[inline]
    fn may_be(&self, c: char, other: char) -> bool {
        use crate::text::{Tone, decompose, fold_plain};
        // Where words have one blank the text may have several.
        if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{b}' | '\u{c}') {
            return true;
        }
        if self.plain {
            return fold_plain(c) == fold_plain(other);
        }
        let ((c, tone), (other, sought)) = (decompose(c), decompose(other));
        // A word has one tone; where its mark stands is a matter of style.
        (c == other || matches!((c, other), ('i', 'y') | ('y', 'i')))
            && (tone == sought || tone == Tone::Level || sought == Tone::Level)
    }

    /// Whether at most `most` words, with blanks and colons, lie between `at` and a figure: a quick no for parsers that
    /// read words and then a figure.
    pub fn leads_to_figure(&self, at: usize, most: usize) -> bool {
        let mut words = 0;
        let mut in_word = false;
        for &b in &self.bytes()[at..] {
            match b {
                b'0'..=b'9' => return true,
                b' ' | b'\t' | b'\r' | b'\n' | 0x0b | 0x0c | b':' => in_word = false,
                b'a'..=b'z' | b'A'..=b'Z' | 0x80.. => {
                    if !in_word {
                        in_word = true;
                        words += 1;
                        if words > most {
                            return false;
                        }
                    }
                }
                _ => return false,
            }
        }
        false
    }

    /// The longest of `choices` at `at`: its index and the place behind.
    pub fn any(&self, at: usize, choices: &[&str]) -> Option<(usize, usize)> {
        let byte = self.byte(at);
        let fits = |words: &str| {
            if self.byte_may_be(byte, words.as_bytes()[0]) { self.words_at(at, words) } else { None }
        };
        let found = choices.iter().enumerate().filter_map(|(i, words)| Some((i, fits(words)?)));
        found.max_by_key(|(_, end)| *end)
    }

    /// Where `words` begin that end at or before `at`, blanks between.
    #[inline]
    pub fn words_before(&self, at: usize, words: &str) -> Option<usize> {
        let end = self.blank_before(at);
        let (x, y) = (self.byte(end.wrapping_sub(1)), words.as_bytes()[words.len() - 1]);
        let may_end = !(x.is_ascii() && y.is_ascii()) || self.byte_may_be(x, y);
        if may_end { self.words_behind(at, end, words) } else { None }
    }

    fn words_behind(&self, at: usize, end: usize, words: &str) -> Option<usize> {
        let (text, sought) = (&self.bytes()[..end], words.as_bytes());
        let mut same = 0;
        loop {
            while same < sought.len() && same < end && text[end - 1 - same] == sought[sought.len() - 1 - same] {
                same += 1;
            }
            if same == sought.len() {
                // A word that lost the blank before it may still begin there.
                return match self.char_before(end - same).is_some_and(is_letter) {
                    true => self.words_one_by_one_before(at, words),
                    false => Some(end - same),
                };
            }
            same = sought.len() - words.ceil_char_boundary(sought.len() - same);
            let (c, other) = (self.char_before(end - same)?, words[..sought.len() - same].chars().next_back()?);
            if !is_capital_of(c, other) {
                // Behind the letters at odds both have the same, so that they decide.
                return if self.may_be(c, other) { self.words_one_by_one_before(at, words) } else { None };
            }
            same += c.len_utf8();
        }
    }

    /// The same, with each word compared by itself, however it is written.
    #[inline(never)]
    fn words_one_by_one_before(&self, at: usize, words: &str) -> Option<usize> {
        let mut i = at;
        let mut rest = words;
        loop {
            let (more, word) = split_last(rest);
            let span = self.word_before(i)?;
            if !self.is(span, word) {
                return None;
            }
            i = span.from();
            let Some(more) = more else { return Some(i) };
            rest = more;
        }
    }

    /// The place behind "," ";" "và" "hoặc" "cùng", alone or together, with blanks around, at `at`.
    pub fn list_joint(&self, at: usize) -> Option<usize> {
        let mut i = self.blank(at);
        let mut any = false;
        if matches!(self.byte(i), b',' | b';') {
            i = self.blank(i + 1);
            any = true;
        }
        if let Some((_, end)) = self.any(i, &["và", "hoặc", "cùng", "với"]) {
            i = self.blank(end);
            any = true;
        }
        any.then_some(i)
    }

    /// The begin of the sentence or line that `at` stands in, at most `reach` bytes back.
    pub fn clause_start(&self, at: usize, reach: usize) -> usize {
        let bytes = self.bytes();
        let low = at.saturating_sub(reach);
        let mut i = at;
        while i > low {
            let b = bytes[i - 1];
            if b == b'\n' && !self.is_soft_break(i - 1) {
                return i;
            }
            if matches!(b, b'.' | b';' | b'?' | b'!') && matches!(bytes.get(i), Some(b' ' | b'\n' | b'\r' | b'\t')) {
                return i;
            }
            i -= 1;
        }
        self.text.ceil_char_boundary(i)
    }
}

/// Whether `c` is the capital of a small letter, of as many bytes.
#[inline]
fn is_capital_of(c: char, small: char) -> bool {
    crate::text::lower(c) == small && c.len_utf8() == small.len_utf8()
}

/// How many initials are told apart.
pub(crate) const INITIALS: usize = 27;

/// The place of words that begin with `c` in lists by initial: words that may be the same have the same, in texts with
/// diacritics and without.
#[inline]
pub(crate) fn initial(c: char) -> usize {
    match crate::text::fold_plain(c) {
        // "i" and "y" are written for each other.
        'y' => usize::from(b'i' - b'a') + 1,
        c @ 'a'..='z' => c as usize - usize::from(b'a') + 1,
        _ => 0,
    }
}

/// Words or phrases in lower case with what they stand for, in lists by initial: of a long list only few are compared.
pub(crate) struct ByInitial<T> {
    lists: [Vec<(&'static str, T)>; INITIALS],
}

impl<T: Copy> ByInitial<T> {
    pub fn new(table: &[(&'static str, T)]) -> Self {
        let mut lists = [const { Vec::new() }; INITIALS];
        for row in table {
            lists[row.0.chars().next().map_or(0, initial)].push(*row);
        }
        ByInitial { lists }
    }

    /// The rows that stand at `at`, in the order of the table, each with the place behind it.
    pub fn at(&self, r: &Reader, at: usize) -> impl Iterator<Item = (usize, &'static str, T)> {
        let list = r.char(at).map_or(&[][..], |c| &self.lists[initial(c)]);
        list.iter().filter_map(move |(words, value)| Some((r.words(at, words)?, *words, *value)))
    }

    /// The longest that stands at `at`, with the place behind it.
    pub fn longest(&self, r: &Reader, at: usize) -> Option<(usize, T)> {
        self.at(r, at).map(|(end, _, value)| (end, value)).max_by_key(|(end, _)| *end)
    }
}

impl ByInitial<()> {
    pub fn words(words: &[&'static str]) -> Self {
        let rows: Vec<_> = words.iter().map(|word| (*word, ())).collect();
        ByInitial::new(&rows)
    }

    /// Whether the word at `span` is one of them.
    pub fn holds(&self, r: &Reader, span: Span) -> bool {
        let first = span.of(r.text).chars().next().map_or(0, initial);
        self.lists[first].iter().any(|(word, ())| r.is(span, word))
    }
}

/// The rows of a table sorted by folded name whose names begin with `word` as their first word.
pub(crate) fn with_first_word<'w, T>(
    r: &Reader<'w>,
    table: &'static [(&'static str, T)],
    word: &'w str,
) -> impl Iterator<Item = &'static (&'static str, T)> + use<'w, T> {
    let plain = r.plain;
    let rows = if plain { table } else { beginning_with(table, word) };
    rows.iter().filter(move |(name, _)| {
        let head = name.bytes().position(|b| matches!(b, b' ' | b',')).map_or(*name, |end| &name[..end]);
        same_word(head, word, plain)
    })
}

/// The rows whose names begin with `word`, and with words that may be the same.
fn beginning_with<T>(table: &'static [(&'static str, T)], word: &str) -> &'static [(&'static str, T)] {
    let mut lead = crate::tables::fold(word);
    // "lí" stands for "lý", "qũy" for "quỹ": then the initial alone counts.
    let ends_open = lead.chars().next_back().is_some_and(|c| matches!(crate::text::decompose(c).0, 'i' | 'y'));
    if ends_open || lead.starts_with('q') {
        lead.truncate(lead.chars().next().map_or(0, char::len_utf8));
    }
    let from = table.partition_point(|row| row.0 < lead.as_str());
    let count = table[from..].partition_point(|row| row.0.starts_with(&lead));
    &table[from..from + count]
}

/// The first word of `words` and the others.
#[inline]
pub(crate) fn split_word(words: &str) -> (&str, Option<&str>) {
    match words.bytes().position(|b| b == b' ') {
        Some(i) => (&words[..i], Some(&words[i + 1..])),
        None => (words, None),
    }
}

/// The last word of `words` and the others.
#[inline]
fn split_last(words: &str) -> (Option<&str>, &str) {
    match words.bytes().rposition(|b| b == b' ') {
        Some(i) => (Some(&words[..i]), &words[i + 1..]),
        None => (None, words),
    }
}

/// Whether a text holds so few Vietnamese letters with marks that it must be one written without diacritics.
fn is_plain(text: &str) -> bool {
    // The lead bytes of the letters with two marks (ế, ộ …): every tenth letter of ordinary Vietnamese.
    const SAMPLE: usize = 4096;
    let bytes = &text.as_bytes()[..text.len().min(SAMPLE)];
    if bytes.len() < 12 {
        return false;
    }
    // Counted only as far as they decide it: mostly a few lines.
    let are_few = |bytes: &[u8]| {
        let marked = bytes.iter().filter(|b| matches!(**b, 0xc3 | 0xc4 | 0xc6 | 0xe1));
        marked.take(bytes.len().div_ceil(50)).count() * 50 < bytes.len()
    };
    // A long text may begin with a table or an English abstract.
    are_few(bytes) && (text.len() <= SAMPLE || are_few(text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_break_inside_a_sentence_is_a_blank() {
        let r = Reader::new("Luật số \r\n143/2025/QH15 và\n1. Phạm vi\nĐiều này.\nHết");
        let at = r.text.find("143").unwrap();
        assert_eq!(r.blank("Luật số".len()), at);
        let end = r.text.find("\n1.").unwrap();
        assert_eq!(r.blank(end), end);
        let stop = r.text.find("\nHết").unwrap();
        assert_eq!(r.blank(stop), stop);
    }

    #[test]
    fn words_are_read_both_ways() {
        let r = Reader::new("Căn cứ NGHỊ  ĐỊNH số");
        let at = r.text.find("NGHỊ").unwrap();
        let end = r.words(at, "nghị định").unwrap();
        assert_eq!(&r.text[at..end], "NGHỊ  ĐỊNH");
        assert_eq!(r.words_before(end + 1, "nghị định"), Some(at));
        assert!(r.words(at, "nghị").is_some());
        assert!(r.words(at, "nghị địn").is_none());
    }
}
