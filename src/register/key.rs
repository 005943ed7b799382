//! What tells one document number from another, however it is written. `build.rs` includes this file, so the index and
//! the queries are keyed by the same code.

/// A number taken apart for comparing: "45/2013/QH13", "0045-CT/TW".
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// The number proper without zeros in front, in capitals: "45", "30A", "66.7".
    pub digits: String,
    /// The year in the number, in four digits; 0 without one.
    pub year: u16,
    /// Letters and figures of the symbol, in capitals without marks and separators: "NDCP", "CTTW", "QH13".
    pub symbol: String,
}

impl Key {
    /// The key of a number in NFC; none where it does not begin with a digit or has no symbol.
    pub fn of(number: &str) -> Option<Self> {
        let parts = Parts::of(number)?;
        let mut symbol = String::with_capacity(parts.rest.len());
        symbol.extend(parts.symbol());
        Some(Self { digits: parts.digits.to_ascii_uppercase(), year: parts.year, symbol })
    }

    /// Whether this is the key of a number; told without making that one.
    pub fn fits(&self, number: &str) -> bool {
        Parts::of(number).is_some_and(|parts| parts.digits.eq_ignore_ascii_case(&self.digits) && parts.is_beside(self))
    }

    /// A number of 32 bits to look the key up by; equal keys have equal ones.
    pub fn hash(&self) -> u32 {
        hash(&[self.digits.as_bytes(), &self.year.to_le_bytes(), self.symbol.as_bytes()])
    }

    /// A number of 32 bits for the series that the key is of: its year and symbol.
    pub fn series(&self) -> u32 {
        hash(&[&self.year.to_le_bytes(), self.symbol.as_bytes()])
    }

    /// The value of its digits, where they are plain and few enough.
    pub fn value(&self) -> Option<u32> {
        self.digits.bytes().all(|b| b.is_ascii_digit()).then(|| self.digits.parse().ok())?
    }
}

/// FNV-1a of some bytes, one piece after the other.
fn hash(pieces: &[&[u8]]) -> u32 {
    let piece =
        |hash, bytes: &&[u8]| bytes.iter().fold(hash, |h: u32, b| (h ^ u32::from(*b)).wrapping_mul(0x0100_0193));
    pieces.iter().fold(0x811c_9dc5, piece)
}

/// A number taken apart as it stands, for what need not keep its key.
pub struct Parts<'n> {
    /// The number proper without zeros in front.
    pub digits: &'n str,
    /// The year in the number, in four digits; 0 without one.
    pub year: u16,
    /// What follows, separators and marks among it.
    rest: &'n str,
}

impl<'n> Parts<'n> {
    /// The parts of a number in NFC; none where it does not begin with a digit or has no symbol.
    pub fn of(number: &'n str) -> Option<Self> {
        let number = number.trim();
        // No other character has a byte of these.
        let end = number.bytes().position(|b| !b.is_ascii_alphanumeric() && b != b'.').unwrap_or(number.len());
        let digits = number[..end].trim_start_matches('0');
        if !digits.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let mut rest = number[end..].trim_start_matches([' ', '/', '-', '.']);
        let figures = rest.bytes().take_while(u8::is_ascii_digit).count();
        let mut year = 0;
        if matches!(figures, 2 | 4) && rest[figures..].starts_with(['/', '-', ' ']) {
            year = rest[..figures].parse().ok()?;
            if figures == 2 {
                // Two digits were usual in the 1990s.
                year += if year >= 45 { 1900 } else { 2000 };
            }
            rest = &rest[figures..];
        }
        let parts = Self { digits, year, rest };
        parts.symbol().next().is_some().then_some(parts)
    }

    /// Letters and figures of the symbol, in capitals without marks and separators.
    pub fn symbol(&self) -> impl Iterator<Item = char> + use<'n> {
        self.rest.chars().filter_map(plain)
    }

    /// Whether the number is of the series of a key: of its year and symbol.
    pub fn is_beside(&self, key: &Key) -> bool {
        self.year == key.year && self.symbol().eq(key.symbol.chars())
    }
}

/// A letter of a symbol without its mark, in capitals; none for separators.
fn plain(c: char) -> Option<char> {
    match c {
        '\0'..='\x7f' => c.is_ascii_alphanumeric().then_some(c.to_ascii_uppercase()),
        'Đ' | 'đ' => Some('D'),
        'Ư' | 'ư' => Some('U'),
        'Ơ' | 'ơ' | 'Ô' | 'ô' => Some('O'),
        'Ă' | 'ă' | 'Â' | 'â' => Some('A'),
        'Ê' | 'ê' => Some('E'),
        _ => None,
    }
}

/// Reads the numbers in `table`, two bytes each.
#[must_use]
#[inline]
pub const fn short(table: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([table[2 * at], table[2 * at + 1]])
}

/// Reads the numbers in `table`, four bytes each.
#[must_use]
#[inline]
pub const fn long(table: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([table[4 * at], table[4 * at + 1], table[4 * at + 2], table[4 * at + 3]])
}

#[cfg(test)]
mod tests {
    use super::Key;

    fn key(number: &str) -> (String, u16, String) {
        let key = Key::of(number).unwrap();
        (key.digits, key.year, key.symbol)
    }

    #[test]
    fn zeros_marks_and_separators_do_not_count() {
        assert_eq!(key("0045-CT/TW"), ("45".into(), 0, "CTTW".into()));
        assert_eq!(key("30/2020/NĐ-CP"), key("30/2020/nd-cp"));
        assert_eq!(key("43/2000/QĐ-BGD&ĐT"), key("43/2000/QĐ/BGDĐT"));
        assert_eq!(key("05/98/TT-BXD"), ("5".into(), 1998, "TTBXD".into()));
        assert_eq!(key("66.7/2025/NQ-CP"), ("66.7".into(), 2025, "NQCP".into()));
        assert_eq!(key("30a/2008/NQ-CP").0, "30A");
        assert_eq!(Key::of("45"), None);
        assert_eq!(Key::of("CT/TW"), None);
    }

    #[test]
    fn a_key_fits_the_numbers_that_have_it() {
        let numbers =
            ["30/2020/NĐ-CP", "030/2020/nd-cp", "30/2020/NĐ", "30/NĐ-CP", "30a/2020/NĐ-CP", "30A/2020/NĐ-CP", "30"];
        for key in numbers.iter().filter_map(|number| Key::of(number)) {
            for number in numbers {
                assert_eq!(key.fits(number), Key::of(number).as_ref() == Some(&key), "{key:?} {number}");
            }
        }
    }
}
