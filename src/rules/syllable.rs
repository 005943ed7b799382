//! Whether letters make a Vietnamese syllable: what tells a damaged Vietnamese word from a foreign one.

use crate::text::{Tone, decompose};

/// Beginnings of syllables, longer ones first.
const ONSETS: &[&str] = &[
    "ngh", "ng", "nh", "gh", "gi", "kh", "ph", "qu", "th", "tr", "ch", "b", "c", "d", "đ", "g", "h", "k", "l", "m",
    "n", "p", "r", "s", "t", "v", "x",
];

/// Ends of syllables behind their vowels.
const CODAS: &[&str] = &["", "c", "ch", "m", "n", "ng", "nh", "p", "t"];

/// Whether `word` can be a syllable of Vietnamese, in any case.
pub(super) fn is_syllable(word: &str) -> bool {
    let mut letters = String::with_capacity(word.len());
    let mut tones = 0;
    for c in word.chars() {
        let (base, tone) = decompose(c);
        tones += u32::from(tone != Tone::Level);
        letters.push(base);
    }
    if tones > 1 || letters.chars().count() > 8 {
        return false;
    }
    let fits = |rest: &str| {
        let vowels = rest.chars().take_while(|c| is_vowel(*c)).count();
        let coda = rest.trim_start_matches(is_vowel);
        (1..=3).contains(&vowels) && CODAS.contains(&coda)
    };
    // "gì" and "quý": the vowel may be part of the onset.
    fits(&letters) || ONSETS.iter().any(|o| letters.strip_prefix(o).is_some_and(fits))
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'ă' | 'â' | 'e' | 'ê' | 'i' | 'o' | 'ô' | 'ơ' | 'u' | 'ư' | 'y')
}

/// Whether `word` is an abbreviation in capitals: "HĐND", "NĐ".
pub(super) fn is_abbreviation(word: &str) -> bool {
    let count = word.chars().count();
    (2..=12).contains(&count) && word.chars().all(|c| c.is_ascii_uppercase() || c == 'Đ' || c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_told_from_foreign_words() {
        for word in ["Đảng", "điều", "nghiêng", "quý", "gì", "uỷ", "Ủy", "khuya", "ĐẤT", "hội"] {
            assert!(is_syllable(word), "{word}");
        }
        for word in ["Guđmundur", "Sigurđur", "viđ", "Wien", "mđ", "nđn", "str"] {
            assert!(!is_syllable(word), "{word}");
        }
        assert!(is_abbreviation("HĐND") && !is_abbreviation("Đ") && !is_abbreviation("Hđ"));
    }
}
