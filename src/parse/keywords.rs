//! A search for a few dozen words at once.
//!
//! Vietnamese words are made of the same few letters, and of these most begin with the same two bytes: SIMD searches, which
//! compare a few bits of the first bytes of all words together, stop at every other word of a text. This one tells letters
//! from what stands between them, sixty-four bytes at a time, and looks up each word whole: eight bytes, which hardly any
//! word is longer than, are one number.

use crate::text::{BLOCK, Block};

/// How many lists there may be, a power of two.
const SLOTS: usize = 1 << 13;

/// The longest word that is looked up, in bytes.
const LONGEST: usize = 8;

/// The words of a search, by their bytes.
pub(super) struct Keywords<T: 'static> {
    /// For each hash of a word the number of its list, 0 where no word has it.
    slots: Box<[u8; SLOTS]>,
    lists: Vec<Vec<Entry<T>>>,
    /// What is added to the bytes of a word before it is looked up, so that its case does not count; nothing where it does.
    case: u64,
}

/// A word or phrase that is looked for.
#[derive(Clone, Copy)]
struct Entry<T> {
    /// Its first word as it is looked up.
    first: u64,
    words: &'static str,
    value: T,
}

impl<T: Copy> Keywords<T> {
    /// A search for words, and phrases with one blank between their words, as they are written here.
    pub(super) fn new(words: &[(&'static str, T)]) -> Self {
        Self::with_case(words, 0)
    }

    /// A search for words in small letters of ASCII, however they are written.
    pub(super) fn in_any_case(words: &[(&'static str, T)]) -> Self {
        Self::with_case(words, 0x2020_2020_2020_2020)
    }

    fn with_case(words: &[(&'static str, T)], case: u64) -> Self {
        let mut out = Keywords { slots: Box::new([0; SLOTS]), lists: vec![Vec::new()], case };
        for &(words, value) in words {
            let len = words.bytes().position(|b| b == b' ').unwrap_or(words.len());
            let first = number(words.as_bytes(), 0, len as u32, case);
            let list = &mut out.slots[slot(first)];
            if *list == 0 {
                // There are fewer words than a byte can tell.
                *list = out.lists.len() as u8;
                out.lists.push(Vec::new());
            }
            out.lists[usize::from(*list)].push(Entry { first, words, value });
        }
        out
    }

    /// Calls `found` with each place where one of the words stands as a whole word, or a phrase that begins so, and what
    /// it stands for, in the order of the text. Figures may stand beside a word.
    pub(super) fn each(&self, bytes: &[u8], mut found: impl FnMut(usize, &'static str, T)) {
        let mut from = 0;
        // Whether a word began before the block.
        let mut within = false;
        while from < bytes.len() {
            let Letters { bits: letters, len } = Letters::at(bytes, from);
            let mut starts = letters & !(letters << 1 | u64::from(within));
            // Whole words with two bytes or more, but not more than the longest has.
            let (two, three) = (letters & letters >> 1, letters & letters >> 1 & letters >> 2);
            starts &= two
                & !(three & three >> 3 & three >> 6)
                & u64::MAX.checked_shr(BLOCK.saturating_sub(len) as u32).unwrap_or(0);
            while starts != 0 {
                let at = starts.trailing_zeros();
                starts &= starts - 1;
                let len = (letters >> at).trailing_ones();
                let start = from + at as usize;
                let word = number(bytes, start, len, self.case);
                let list = self.slots[slot(word)];
                if list != 0 {
                    for entry in &self.lists[usize::from(list)] {
                        if entry.first == word && self.is(&bytes[start..], entry) {
                            found(start, entry.words, entry.value);
                        }
                    }
                }
            }
            within = len == 0;
            from += if within { BLOCK } else { len };
        }
    }

    /// Whether the words of an entry whose first word was found are all there.
    fn is(&self, bytes: &[u8], entry: &Entry<T>) -> bool {
        if self.case == 0 {
            bytes.starts_with(entry.words.as_bytes())
        } else {
            bytes.get(..entry.words.len()).is_some_and(|bytes| bytes.eq_ignore_ascii_case(entry.words.as_bytes()))
        }
    }
}

/// The `len` bytes at `at` as a number, no more than [`LONGEST`].
#[inline(always)]
fn number(bytes: &[u8], at: usize, len: u32, case: u64) -> u64 {
    let eight = match bytes.get(at..at + LONGEST).and_then(|eight| eight.first_chunk()) {
        Some(eight) => u64::from_le_bytes(*eight),
        None => last(&bytes[at..]),
    };
    (eight | case) & u64::MAX >> (64 - 8 * len)
}

/// The number of fewer bytes than it has.
#[cold]
fn last(bytes: &[u8]) -> u64 {
    let mut eight = [0; LONGEST];
    eight[..bytes.len()].copy_from_slice(bytes);
    u64::from_le_bytes(eight)
}

/// The slot of a word: Fibonacci hashing, which spreads what differs in any bit.
#[inline(always)]
fn slot(word: u64) -> usize {
    (word.wrapping_mul(0x9e37_79b9_7f4a_7c15) >> (64 - SLOTS.trailing_zeros())) as usize
}

/// A block of a text as letters and what is none.
struct Letters {
    /// Which of its bytes are of letters, the first in the lowest bit.
    bits: u64,
    /// How many bytes the words and signs have that are whole in it; 0 where it is all letters.
    len: usize,
}

impl Letters {
    #[inline(always)]
    fn at(bytes: &[u8], from: usize) -> Self {
        let block = Block::at(bytes, from);
        let bits = block.bits(|b| (b | 0x20).wrapping_sub(b'a') < 26 || b >= 0x80);
        if block.has(begins_sign) {
            return Self::with_signs(&bytes[from..], bits, block.bits(begins_sign));
        }
        Letters { bits, len: BLOCK - bits.leading_ones() as usize }
    }

    /// Takes quotation marks, dashes and the like out of the letters: they are of several bytes as letters with marks are.
    fn with_signs(bytes: &[u8], mut bits: u64, mut signs: u64) -> Self {
        let mut end = 0;
        while signs != 0 {
            let at = signs.trailing_zeros() as usize;
            signs &= signs - 1;
            let len = match bytes[at] {
                0xc2 => 2,
                0xf0.. => 4,
                _ => 3,
            };
            bits &= !(((1 << len) - 1) << at);
            end = at + len;
        }
        Letters { bits, len: end.max(BLOCK - bits.leading_ones() as usize) }
    }
}

/// Whether a character that begins with this byte is no letter: a sign of Latin 1, or one beyond the letters of Vietnamese.
#[inline(always)]
fn begins_sign(b: u8) -> bool {
    b == 0xc2 || b >= 0xe2
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const WORDS: &[(&str, usize)] =
        &[("năm", 0), ("này", 1), ("tầm nhìn", 2), ("số", 3), ("Điều", 4), ("abcd", 5), ("Chương", 6), ("kì", 7)];

    /// Where the words stand, found one by one.
    fn sought(text: &str) -> Vec<(usize, usize)> {
        let letter = |c: Option<char>| c.is_some_and(char::is_alphabetic);
        let all =
            WORDS.iter().flat_map(|(word, value)| text.match_indices(word).map(|(start, _)| (start, *word, *value)));
        let whole = all.filter(|(start, word, _)| {
            let end = start + word.len();
            !letter(text[..*start].chars().next_back()) && (word.contains(' ') || !letter(text[end..].chars().next()))
        });
        let mut out: Vec<_> = whole.map(|(start, _, value)| (start, value)).collect();
        out.sort_unstable();
        out
    }

    fn found(text: &str) -> Vec<(usize, usize)> {
        let mut found = Vec::new();
        Keywords::new(WORDS).each(text.as_bytes(), |start, _, value| found.push((start, value)));
        found
    }

    proptest! {
        #[test]
        fn every_word_is_found_where_it_stands(pieces in proptest::collection::vec(
            proptest::sample::select(vec![
                "năm", "này", "tầm nhìn", "số", "Điều", "abcd", "Chương", "kì", "a", "đ", "ế", ".", "7", "“", "”", "…", "»", "📌",
                " ", " ", " ", " ", " ", " ", " ", " ",
            ]),
            0..80,
        )) {
            let text = pieces.concat();
            prop_assert_eq!(found(&text), sought(&text));
        }
    }

    #[test]
    fn signs_at_the_border_of_a_block_are_no_letters() {
        for lead in 55..70 {
            let text = format!("{}“năm”, 📌này", ".".repeat(lead));
            assert_eq!(found(&text), sought(&text));
            assert_eq!(found(&text).len(), 2, "{text}");
        }
    }

    #[test]
    fn case_counts_only_where_it_should() {
        let words = &[("nam", 0), ("dai hoi", 1)];
        let mut found = Vec::new();
        Keywords::in_any_case(words).each("NAM Nam năm dai nam DAI Hoi".as_bytes(), |start, _, value| {
            found.push((start, value));
        });
        assert_eq!(found, [(0, 0), (4, 0), (17, 0), (21, 1)]);
    }
}
