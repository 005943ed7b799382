//! Capitals of TCVN3, which has capitals with tone marks only as small letters in a font of capitals: "NGHÞ §ÞNH".

use super::Letter;
use crate::text::{Tone, decompose, is_letter, is_syllable};

/// What the letters of a word that are sure of their case say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Case {
    /// In capitals throughout.
    Capitals,
    /// Not so.
    Small,
    /// It may be either: "§Ò" is "Đề" or "ĐỀ", "ñ" alone is "ủ" or "Ủ".
    Open,
}

/// Words on each side that tell the case of one between them.
const NEAR: usize = 8;

/// Makes letters with tone marks capitals in the words of a line that are in capitals as far as their other letters
/// tell; a word whose letters tell nothing goes with its neighbours.
pub(super) fn restore(line: &mut [Letter]) {
    let mut words: Vec<(usize, usize, Case)> = Vec::new();
    let mut at = 0;
    while at < line.len() {
        let end = at + line[at..].iter().take_while(|letter| is_letter(letter.c)).count();
        if end > at {
            words.push((at, end, case(&line[at..end])));
        }
        at = end.max(at + 1);
    }
    if !words.iter().any(|word| word.2 == Case::Capitals) {
        return;
    }
    for i in 0..words.len() {
        let (start, end, case) = words[i];
        let capitals = match case {
            Case::Capitals => true,
            Case::Small => false,
            // What stands before is settled already.
            Case::Open => {
                let tells =
                    |word: &&(usize, usize, Case)| word.2 != Case::Open && !is_abbreviation(&line[word.0..word.1]);
                let before = words[..i].iter().rev().take(NEAR).find(tells).map(|word| word.2);
                let after = words[i + 1..].iter().take(NEAR).find(tells).map(|word| word.2);
                before != Some(Case::Small) && after != Some(Case::Small) && (before, after) != (None, None)
            }
        };
        words[i].2 = if capitals { Case::Capitals } else { Case::Small };
        if capitals {
            for letter in &mut line[start..end] {
                letter.c = letter.c.to_uppercase().next().unwrap_or(letter.c);
            }
        }
    }
}

fn case(word: &[Letter]) -> Case {
    let mut capitals = 0;
    let mut inner = false;
    for (i, letter) in word.iter().enumerate() {
        let toned = decompose(letter.c).1 != Tone::Level;
        if letter.c.is_uppercase() {
            capitals += 1;
            inner |= i > 0;
        } else if letter.c.is_ascii() || !toned && !is_font_capital(letter.c) {
            return Case::Small;
        }
    }
    if inner || capitals > 1 { Case::Capitals } else { Case::Open }
}

/// Whether a word is none that could be written small: "Số: 12/KH-UBND" is no line in capitals.
fn is_abbreviation(word: &[Letter]) -> bool {
    !is_syllable(&word.iter().map(|letter| letter.c).collect::<String>())
}

/// Whether a small letter without tone has a capital of its own in TCVN3, and yet is written small in fonts of capitals.
fn is_font_capital(c: char) -> bool {
    matches!(c, 'ă' | 'â' | 'ê' | 'ô' | 'ơ' | 'ư' | 'đ')
}
