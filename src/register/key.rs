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
        let number = number.trim();
        let end = number.find(|c: char| !c.is_ascii_alphanumeric() && c != '.').unwrap_or(number.len());
        let digits = number[..end].trim_start_matches('0').to_ascii_uppercase();
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
        let symbol: String = rest.chars().filter_map(plain).collect();
        (!symbol.is_empty()).then_some(Self { digits, year, symbol })
    }

    /// A number of 32 bits to look the key up by; equal keys have equal ones.
    pub fn hash(&self) -> u32 {
        let year = self.year.to_le_bytes();
        let bytes = self.digits.bytes().chain(year).chain(self.symbol.bytes());
        // FNV-1a.
        bytes.fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
    }

    /// A number of 32 bits for the series that the key is of: its year and symbol.
    pub fn series(&self) -> u32 {
        Self { digits: String::new(), ..self.clone() }.hash()
    }

    /// The value of its digits, where they are plain and few enough.
    pub fn value(&self) -> Option<u32> {
        self.digits.bytes().all(|b| b.is_ascii_digit()).then(|| self.digits.parse().ok())?
    }
}

/// A letter of a symbol without its mark, in capitals; none for separators.
fn plain(c: char) -> Option<char> {
    match c {
        'Đ' | 'đ' => Some('D'),
        'Ư' | 'ư' => Some('U'),
        'Ơ' | 'ơ' | 'Ô' | 'ô' => Some('O'),
        'Ă' | 'ă' | 'Â' | 'â' => Some('A'),
        'Ê' | 'ê' => Some('E'),
        _ if c.is_ascii_alphanumeric() => Some(c.to_ascii_uppercase()),
        _ => None,
    }
}

/// Reads the numbers in `table`, two bytes each.
#[must_use]
pub const fn short(table: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([table[2 * at], table[2 * at + 1]])
}

/// Reads the numbers in `table`, four bytes each.
#[must_use]
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
}
