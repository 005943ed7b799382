//! The values of units as ordered numbers: articles, clauses, points with letters, chapters.

use crate::parse::Unit;

/// The letters of points in their order (Phụ lục I, NĐ 30/2020): the Vietnamese alphabet without ă, â, ê, ô, ơ, ư.
pub(super) const LETTERS: [char; 23] =
    ['a', 'b', 'c', 'd', 'đ', 'e', 'g', 'h', 'i', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'x', 'y'];

/// The place of a value in its series: its number, and 0 or the place of an inserted one behind it ("12a" is (12, 1)).
pub(super) type Place = (u32, u32);

/// The place of `value` among those of its unit; `None` for compound values ("5.2"), "này" and what is no value.
pub(super) fn place(unit: Unit, value: &str) -> Option<Place> {
    let figures = value.bytes().take_while(u8::is_ascii_digit).count();
    match unit {
        _ if figures > 0 => Some((value[..figures].parse().ok()?, inserted(&value[figures..])?)),
        Unit::Diem => {
            let letter = value.chars().next()?;
            let behind = &value[letter.len_utf8()..];
            let inserted = if behind.is_empty() { 0 } else { behind.parse().ok()? };
            Some((letter_place(letter)?, inserted))
        }
        _ => {
            let letters = value.bytes().take_while(|b| matches!(b, b'I' | b'V' | b'X' | b'L')).count();
            let number = crate::parse::from_roman(&value[..letters])?;
            Some((number, inserted(&value[letters..])?))
        }
    }
}

/// The place of a point's letter, from 1.
pub(super) fn letter_place(letter: char) -> Option<u32> {
    LETTERS.iter().position(|l| *l == letter).map(|i| i as u32 + 1)
}

/// The place of the letter behind an inserted value: 0 for none, 1 for "a".
fn inserted(behind: &str) -> Option<u32> {
    if behind.is_empty() {
        return Some(0);
    }
    let mut chars = behind.chars();
    match (chars.next(), chars.next()) {
        (Some(letter), None) => letter_place(letter.to_lowercase().next()?),
        _ => None,
    }
}

/// The value at `number` of a unit, written as `like` is: a letter, a Roman or an Arabic number.
pub(super) fn written(number: u32, like: &str) -> Option<String> {
    let first = like.chars().next()?;
    if first.is_ascii_digit() {
        let padded = like.len() == 2 && like.starts_with('0');
        return Some(if padded { format!("{number:02}") } else { number.to_string() });
    }
    if first.is_lowercase() {
        let index = usize::try_from(number).ok()?.checked_sub(1)?;
        return LETTERS.get(index).map(char::to_string);
    }
    Some(crate::parse::to_roman(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_have_places() {
        assert_eq!(place(Unit::Diem, "đ"), Some((5, 0)));
        assert_eq!(place(Unit::Diem, "đ2"), Some((5, 2)));
        assert_eq!(place(Unit::Diem, "f"), None);
        assert_eq!(place(Unit::Dieu, "12a"), Some((12, 1)));
        assert_eq!(place(Unit::Khoan, "5.2"), None);
        assert_eq!(place(Unit::Chuong, "IIa"), Some((2, 1)));
        assert_eq!(place(Unit::Khoan, "này"), None);
    }

    #[test]
    fn values_are_written_alike() {
        assert_eq!(written(5, "d").as_deref(), Some("đ"));
        assert_eq!(written(4, "VI").as_deref(), Some("IV"));
        assert_eq!(written(3, "04").as_deref(), Some("03"));
        assert_eq!(written(10, "9").as_deref(), Some("10"));
    }
}
