//! A search for words in any of the usual cases.

use std::collections::BTreeSet;

use aho_corasick::AhoCorasick;

use super::Span;

/// Words that are looked for all at once, in small letters, in capitals, and with capitals at the beginning of the first
/// or of each.
#[derive(Debug)]
pub struct AnyCase(AhoCorasick);

impl AnyCase {
    /// From words in small letters.
    pub fn new(words: &[&str]) -> Self {
        // The search takes letters of ASCII in either case; others count here.
        let forms: BTreeSet<String> = words
            .iter()
            .flat_map(|words| {
                let each: Vec<String> = words.split(' ').map(raised).collect();
                [(*words).to_owned(), words.to_uppercase(), raised(words), each.join(" ")]
            })
            .map(|form| form.to_ascii_lowercase())
            .collect();
        let search = AhoCorasick::builder().ascii_case_insensitive(true).build(forms);
        AnyCase(search.expect("the words are few and short"))
    }

    /// Whether one of them stands in `text`.
    pub fn occur(&self, text: &str) -> bool {
        self.0.is_match(text)
    }

    /// Where they stand in `text`, none within another.
    pub fn places(&self, text: &str) -> impl Iterator<Item = Span> {
        self.0.find_iter(text).map(|hit| Span::new(hit.start(), hit.end()))
    }
}

/// A word with a capital at its beginning.
fn raised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
}
