//! The search copy: what is read in place of a text that is not clean, with a map back to it.

use std::borrow::Cow;
use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};
use unicode_normalization::UnicodeNormalization;

use super::{BLOCK, Block, Span, is_foreign_sign};

/// A text with the copy in which parsers search.
///
/// The copy is the text itself where it is clean. Otherwise marks are composed (NFC), lookalikes of Latin letters, odd
/// blanks and dashes are replaced by the usual ones, and invisible characters are left out. Line breaks stay: the
/// parsers read a single one as a blank.
#[derive(Debug)]
pub struct Search<'a> {
    original: &'a str,
    copy: Cow<'a, str>,
    replaced: Vec<Replaced>,
    signs: Signs,
}

/// What one look over a text shows of it, so that what looks for such places need not go over a text without them. Each
/// is right where it says no.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Signs {
    /// "á" before a sign of the upper half of Latin 1, or "Ä": letters with two marks and "đ" read in a wrong encoding
    /// have them.
    pub misread: bool,
    /// "Ã": letters with one mark read so have it, and words in capitals.
    pub tilde: bool,
    /// A sign of Latin 1, or a letter of it that no Vietnamese word has, Ð and ð aside: text in a legacy charset has many.
    pub legacy: bool,
}

/// A place where the copy differs from the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Replaced {
    /// Where it stands in the copy; empty where something was left out.
    pub copy: Span,
    /// Where it stands in the text.
    pub original: Span,
    /// What was done.
    pub fold: Fold,
}

/// What was done to a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fold {
    /// Combining marks were joined to their letter.
    Composed,
    /// An odd blank became a blank.
    Blank,
    /// An invisible character was left out.
    Invisible,
    /// A dash became a hyphen.
    Dash,
    /// Ð, Ɖ (or small) became Đ.
    Stroke,
    /// A Cyrillic or Greek letter in a Latin word became its lookalike.
    Lookalike,
    /// A full-width, mathematical or otherwise styled character became the plain one.
    Styled,
}

impl<'a> Search<'a> {
    /// Reads a text. Clean text is borrowed.
    pub fn new(original: &'a str) -> Self {
        let mut odd = OddPlaces::new(original);
        let mut at = odd.next(0);
        if at == original.len() {
            return Search { original, copy: Cow::Borrowed(original), replaced: Vec::new(), signs: odd.signs };
        }
        let mut build = Build { original, copy: String::new(), replaced: Vec::new(), done: 0 };
        while at < original.len() {
            let next = build.fold(at);
            at = odd.next(next);
        }
        let signs = odd.signs;
        if build.replaced.is_empty() {
            return Search { original, copy: Cow::Borrowed(original), replaced: Vec::new(), signs };
        }
        build.copy.push_str(&original[build.done..]);
        Search { original, copy: Cow::Owned(build.copy), replaced: build.replaced, signs }
    }

    /// The copy to search in.
    pub fn text(&self) -> &str {
        &self.copy
    }

    /// The text as it is.
    pub fn original(&self) -> &'a str {
        self.original
    }

    /// What one look over the text shows.
    pub fn signs(&self) -> Signs {
        self.signs
    }

    /// Where the copy differs, in the order of both.
    pub fn replaced(&self) -> &[Replaced] {
        &self.replaced
    }

    /// The places that differ within a span of the copy.
    pub fn replaced_in(&self, span: Span) -> &[Replaced] {
        let from = self
            .replaced
            .partition_point(|r| r.copy.end < span.start || r.copy.end == span.start && !r.copy.is_empty());
        let to = self.replaced.partition_point(|r| r.copy.start < span.end);
        &self.replaced[from.min(to)..to]
    }

    /// The bytes of the text for a span of the copy: from the first byte of its first character to the last byte of its
    /// last one.
    pub fn to_original(&self, span: Span) -> Span {
        if self.replaced.is_empty() {
            return span;
        }
        let start = self.place(span.start, false);
        let end = if span.is_empty() { start } else { self.place(span.end, true) };
        Span { start, end: end.max(start) }
    }

    /// The place in the text of a place in the copy; inside a replaced piece its beginning, or with `end` its end.
    fn place(&self, at: u32, end: bool) -> u32 {
        // An end looks at the pieces that begin before it, a start also at those that begin there, so that what was left
        // out between two characters belongs to neither.
        let after = self.replaced.partition_point(|r| if end { r.copy.start < at } else { r.copy.start <= at });
        let Some(piece) = after.checked_sub(1).map(|i| self.replaced[i]) else { return at };
        if at < piece.copy.end || (end && at == piece.copy.end) {
            return match (end, at == piece.copy.start) {
                (true, _) => piece.original.end,
                (false, _) => piece.original.start,
            };
        }
        piece.original.end + (at - piece.copy.end)
    }
}

/// The copy in the making.
struct Build<'a> {
    original: &'a str,
    copy: String,
    replaced: Vec<Replaced>,
    /// How much of the text is in the copy.
    done: usize,
}

impl Build<'_> {
    /// Looks at the odd character at `at`; answers where to go on.
    fn fold(&mut self, at: usize) -> usize {
        let c = self.original[at..].chars().next().unwrap_or('\0');
        let end = at + c.len_utf8();
        match c {
            '\u{300}'..='\u{36f}' => self.compose(at),
            '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => {
                self.replace(at, end, " ", Fold::Blank)
            }
            '\u{2028}' | '\u{2029}' => self.replace(at, end, "\n", Fold::Blank),
            '\u{ad}' if self.joins_number(at, end) => self.replace(at, end, "-", Fold::Dash),
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}' => {
                self.replace(at, end, "", Fold::Invisible)
            }
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => {
                self.replace(at, end, "-", Fold::Dash)
            }
            '\u{2044}' | '\u{2215}' => self.replace(at, end, "/", Fold::Styled),
            'Ð' | 'Ɖ' => self.replace(at, end, "Đ", Fold::Stroke),
            'ð' | 'ɖ' => self.replace(at, end, "đ", Fold::Stroke),
            '\u{ff01}'..='\u{ff5e}' | '\u{1d400}'..='\u{1d7ff}' => {
                let plain: String = c.nfkc().collect();
                self.replace(at, end, &plain, Fold::Styled)
            }
            _ => match latin_lookalike(c) {
                Some(latin) if self.in_latin_word(at) => {
                    let mut buffer = [0; 4];
                    self.replace(at, end, latin.encode_utf8(&mut buffer), Fold::Lookalike)
                }
                _ => end,
            },
        }
    }

    fn replace(&mut self, start: usize, end: usize, by: &str, fold: Fold) -> usize {
        self.copy.push_str(&self.original[self.done..start]);
        let at = self.copy.len();
        self.copy.push_str(by);
        self.replaced.push(Replaced { copy: Span::new(at, self.copy.len()), original: Span::new(start, end), fold });
        self.done = end;
        end
    }

    /// Joins the run of combining marks at `at` to the letter before it.
    fn compose(&mut self, at: usize) -> usize {
        let marks = self.original[at..].chars().take_while(|&c| is_mark(c));
        let end = at + marks.map(char::len_utf8).sum::<usize>();
        if at > self.done {
            let base = self.original[self.done..at].chars().next_back().map_or(at, |c| at - c.len_utf8());
            let cluster: String = self.original[base..end].nfc().collect();
            if cluster == self.original[base..end] {
                return end;
            }
            return self.replace(base, end, &cluster, Fold::Composed);
        }
        // The letter is in the copy already: it was replaced itself, or something invisible stood between.
        let mut base = at;
        while let Some(r) = self.replaced.last().filter(|r| r.original.to() == base && r.copy.is_empty()) {
            base = r.original.from();
            self.replaced.pop();
        }
        let mut cluster = String::new();
        let mut fold = Fold::Composed;
        while cluster.chars().next().is_none_or(is_mark) {
            match self.replaced.last().copied().filter(|r| r.original.to() == base) {
                Some(r) => {
                    cluster.insert_str(0, &self.copy[r.copy.from()..]);
                    self.copy.truncate(r.copy.from());
                    base = r.original.from();
                    fold = r.fold;
                    self.replaced.pop();
                }
                None => {
                    let Some(c) = self.copy.pop() else { break };
                    cluster.insert(0, c);
                    base -= c.len_utf8();
                }
            }
        }
        cluster.push_str(&self.original[at..end]);
        self.done = base;
        let cluster: String = cluster.nfc().collect();
        self.replace(base, end, &cluster, fold)
    }

    /// Whether a soft hyphen stands where a number has its hyphen: between a digit and a capital.
    fn joins_number(&self, at: usize, end: usize) -> bool {
        self.original[..at].ends_with(|c: char| c.is_ascii_digit())
            && self.original[end..].starts_with(char::is_uppercase)
    }

    /// Whether the run of letters, digits and joints around `at` holds a Latin letter or a digit, and no Cyrillic or
    /// Greek letter without a Latin lookalike.
    fn in_latin_word(&self, at: usize) -> bool {
        let joint = |c: char| c.is_alphanumeric() || matches!(c, '-' | '/' | '&' | '.');
        let before = self.original[..at].chars().rev().take(40).take_while(|&c| joint(c));
        let after = self.original[at..].chars().take(40).take_while(|&c| joint(c));
        let mut latin = false;
        for c in before.chain(after) {
            match c {
                'A'..='Z' | 'a'..='z' | '0'..='9' | '\u{c0}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' => latin = true,
                '\u{370}'..='\u{52f}' if latin_lookalike(c).is_none() => return false,
                _ => {}
            }
        }
        latin
    }
}

/// Whether `c` is a combining mark.
fn is_mark(c: char) -> bool {
    ('\u{300}'..='\u{36f}').contains(&c)
}

/// The Latin letter that a Cyrillic or Greek one looks like.
fn latin_lookalike(c: char) -> Option<char> {
    Some(match c {
        'А' | 'Α' => 'A',
        'В' | 'Β' => 'B',
        'С' => 'C',
        'Е' | 'Ε' => 'E',
        'Н' | 'Η' => 'H',
        'І' | 'Ι' => 'I',
        'К' | 'Κ' => 'K',
        'М' | 'Μ' => 'M',
        'Ν' => 'N',
        'О' | 'Ο' => 'O',
        'Р' | 'Ρ' => 'P',
        'Ѕ' => 'S',
        'Т' | 'Τ' => 'T',
        'Х' | 'Χ' => 'X',
        'У' | 'Υ' => 'Y',
        'а' => 'a',
        'с' => 'c',
        'е' => 'e',
        'һ' => 'h',
        'і' => 'i',
        'о' | 'ο' => 'o',
        'р' => 'p',
        'ѕ' => 's',
        'х' => 'x',
        'у' => 'y',
        _ => return None,
    })
}

/// Whether characters that the copy might replace begin with this byte, which no Vietnamese letter does: combining marks,
/// letters of other scripts, small capitals, what is full-width; blanks and signs.
#[inline(always)]
fn is_lead(b: u8) -> bool {
    b == 0xc2 || b >= 0xc9 && b != 0xe1
}

/// Characters whose first byte is too common to be looked for alone: Ð, ð, Ɖ, which the copy replaces; then what shows
/// letters read in a wrong encoding, or in a legacy charset: those with 0xC3 that no Vietnamese text has.
///
/// The search sorts its words into eight lists by their places here and by the halves of their bytes, and looks closer
/// where a text has the halves of a list. In this order no list has those of a Vietnamese letter.
const PAIRS: [&str; 34] = [
    "Æ", "Ä", "Ð", "Ã", "Ɖ", "Ö", "æ", "ö", //
    "Ç", "Å", "Ñ", "ä", "å", "×", "ç", "÷", //
    "Ë", "ð", "Ø", "ñ", "ø", "Û", "ë", "û", //
    "Î", "Þ", "Ü", "î", "þ", "ü", "Ï", "ß", //
    "ï", "ÿ",
];

static PAIR_SEARCH: LazyLock<AhoCorasick> = LazyLock::new(|| {
    // The SIMD search before the automaton finds nearly all places, so that one which is made soon will do.
    let kind = Some(AhoCorasickKind::ContiguousNFA);
    let builder = AhoCorasick::builder().match_kind(MatchKind::LeftmostFirst).kind(kind).build(PAIRS);
    builder.expect("the pairs are few and short")
});

/// The places of a text where a character may be odd, one after the other.
struct OddPlaces<'t> {
    bytes: &'t [u8],
    /// The end of the block that is looked at, and where in it such bytes stand as [`is_lead`] tells that were not handed
    /// out yet.
    end: usize,
    leads: u64,
    /// Where one of Ð, ð, Ɖ stands, and how many of them are passed.
    strokes: Vec<usize>,
    passed: usize,
    signs: Signs,
}

impl<'t> OddPlaces<'t> {
    fn new(text: &'t str) -> Self {
        let mut strokes = Vec::new();
        let mut signs = Signs::default();
        for hit in PAIR_SEARCH.find_iter(text) {
            match PAIRS[hit.pattern().as_usize()] {
                "Ð" | "ð" | "Ɖ" => strokes.push(hit.start()),
                "Ã" => signs.tilde = true,
                other => {
                    signs.legacy = true;
                    signs.misread |= other == "Ä";
                }
            }
        }
        OddPlaces { bytes: text.as_bytes(), end: 0, leads: 0, strokes, passed: 0, signs }
    }

    /// The first place at or after `from` where a character begins that the copy might replace; the length where there is
    /// none.
    fn next(&mut self, from: usize) -> usize {
        while self.strokes.get(self.passed).is_some_and(|at| *at < from) {
            self.passed += 1;
        }
        let stroke = self.strokes.get(self.passed).copied().unwrap_or(self.bytes.len());
        while let Some(at) = self.lead(stroke) {
            if at < from {
                continue;
            }
            if self.bytes[at] == 0xc2 {
                self.signs.legacy |= self.bytes.get(at + 1).is_some_and(|next| is_foreign_sign(0xc2, *next));
                // "á" before a sign of Latin 1.
                self.signs.misread |= self.bytes[..at].ends_with("á".as_bytes());
            }
            if begins_odd(self.bytes, at) {
                return at;
            }
        }
        stroke
    }

    /// The next byte before `end` with which an odd character may begin.
    #[inline]
    fn lead(&mut self, end: usize) -> Option<usize> {
        while self.leads == 0 {
            if self.end >= end {
                return None;
            }
            let block = Block::at(self.bytes, self.end);
            self.end += BLOCK;
            if block.has(is_lead) {
                self.leads = block.bits(is_lead);
            }
        }
        let at = self.end - BLOCK + self.leads.trailing_zeros() as usize;
        if at >= end {
            return None;
        }
        self.leads &= self.leads - 1;
        Some(at)
    }
}

/// Whether the character that begins at `at` is one to look at: sorts out the common ones that share a lead byte with
/// odd ones (curly quotes, the ellipsis, section signs).
fn begins_odd(bytes: &[u8], at: usize) -> bool {
    let (second, third) = (bytes.get(at + 1).copied().unwrap_or(0), bytes.get(at + 2).copied().unwrap_or(0));
    match bytes[at] {
        0xc2 => matches!(second, 0xa0 | 0xad),
        0xe2 => match second {
            0x80 => !matches!(third, 0x96..=0xa7 | 0xb0..=0xbf),
            0x81 => matches!(third, 0x84 | 0x9f..=0xa4),
            0x88 => matches!(third, 0x92 | 0x95),
            _ => false,
        },
        0xe3 => second == 0x80 && third == 0x80,
        0xef => matches!(second, 0xb9 | 0xbb..=0xbd),
        0xf0 => second == 0x9d,
        lead => !matches!(lead, 0xca | 0xcb | 0xd4..),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn copy(text: &str) -> String {
        Search::new(text).text().to_string()
    }

    #[test]
    fn the_pairs_hold_every_letter_that_is_foreign() {
        for next in 0x80..=0xbf {
            let bytes = [0xc3, next];
            let letter = std::str::from_utf8(&bytes).unwrap();
            assert_eq!(is_foreign_sign(0xc3, next), PAIRS.contains(&letter) && letter != "Ã", "{letter}");
        }
    }

    #[test]
    fn clean_text_is_borrowed() {
        let text = "Nghị định số 30/2020/NĐ-CP “về công tác văn thư”… §5";
        assert!(matches!(Search::new(text).copy, Cow::Borrowed(_)));
    }

    #[test]
    fn marks_are_composed() {
        for text in ["Nghị định về điều lệ, tuyệt mật", "Ử Ữ ế ợ ằ"] {
            let nfd: String = text.nfd().collect();
            assert_eq!(copy(&nfd), text);
        }
        assert_eq!(copy("ê\u{301}u ơ\u{323}"), "ếu ợ");
    }

    #[test]
    fn lookalikes_blanks_and_dashes_are_folded() {
        assert_eq!(copy("45–СT/ТW, NÐ-CP"), "45-CT/TW, NĐ-CP");
        assert_eq!(copy("số\u{a0}12\u{200b}/KH"), "số 12/KH");
        assert_eq!(copy("４５－CT/TW"), "45-CT/TW");
        assert_eq!(copy("газета Правда, Вести"), "газета Правда, Вести");
        assert_eq!(copy("45\u{ad}CT/TW giáo\u{ad}dục"), "45-CT/TW giáodục");
    }

    #[test]
    fn places_lead_back() {
        let text = "a\u{200b}b – NÐ-CP cu\u{309}a";
        let search = Search::new(text);
        let at = search.text().find("NĐ-CP").unwrap();
        assert_eq!(search.to_original(Span::new(at, at + 6)).of(text), "NÐ-CP");
        let at = search.text().find("của").unwrap();
        assert_eq!(search.to_original(Span::new(at, at + 5)).of(text), "cu\u{309}a");
        assert_eq!(search.to_original(Span::new(0, 1)).of(text), "a");
        assert_eq!(search.to_original(Span::new(1, 2)).of(text), "b");
    }

    proptest! {
        #[test]
        fn every_character_of_the_copy_comes_from_the_text(text in "[a-zA-Z0-9 Đđ\u{d0}ếợ\u{300}-\u{303}\u{309}\u{323}\u{a0}\u{ad}\u{200b}\u{2013}АВС/“”\u{ff10}-\u{ff19}\\-\n]{0,200}") {
            let search = Search::new(&text);
            let copy = search.text();
            let mut last = 0;
            for (at, c) in copy.char_indices() {
                let span = search.to_original(Span::new(at, at + c.len_utf8()));
                prop_assert!(span.start >= last, "runs backwards");
                last = span.start;
                let piece = span.of(&text);
                prop_assert!(!piece.is_empty());
                let again = Search::new(piece);
                // A lookalike is folded by the word around it, so only other characters must fold alone.
                // A mark that joins no letter needs one before it.
                if !piece.chars().any(|p| latin_lookalike(p).is_some()) && !piece.contains('\u{ad}') && !('\u{300}'..='\u{36f}').contains(&c) {
                    prop_assert!(again.text().contains(c));
                }
            }
        }

        #[test]
        fn folding_twice_changes_nothing(text in "[a-zA-Z0-9 Đ\u{d0}ếợ\u{300}-\u{303}\u{309}\u{323}\u{a0}\u{200b}\u{2013}/“”\\-\n]{0,200}") {
            let once = copy(&text);
            prop_assert_eq!(copy(&once), once);
        }

        #[test]
        fn canonical_decomposition_changes_nothing(text in "[a-zA-Z0-9 ĐđếợẳỮ/“”\\-\n]{0,200}") {
            let nfd: String = text.nfd().collect();
            prop_assert_eq!(copy(&nfd), text);
        }
    }
}
