//! Capitals of TCVN3, which has capitals with tone marks only as small letters in a font of capitals: "NGHÞ §ÞNH".

use super::Letter;
use crate::text::{Tone, decompose, is_letter};

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
                let before = i.checked_sub(1).map(|i| words[i].2);
                let after = words[i + 1..].iter().map(|word| word.2).find(|case| *case != Case::Open);
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

/// Whether a small letter without tone has a capital of its own in TCVN3, and yet is written small in fonts of capitals.
fn is_font_capital(c: char) -> bool {
    matches!(c, 'ă' | 'â' | 'ê' | 'ô' | 'ơ' | 'ư' | 'đ')
}
