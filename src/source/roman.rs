//! Roman numerals, as automatic numbers show them.

/// The numeral of a number; empty for 0. Its length grows with the thousands: the caller bounds them.
pub(super) fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut out = String::new();
    let mut rest = number;
    for (worth, sign) in SIGNS {
        while rest >= worth {
            out.push_str(sign);
            rest -= worth;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::roman;

    #[test]
    fn numerals_are_written() {
        let written = [0, 4, 9, 14, 40, 90, 400, 944, 1999, 4000].map(roman);
        assert_eq!(written, ["", "IV", "IX", "XIV", "XL", "XC", "CD", "CMXLIV", "MCMXCIX", "MMMM"]);
    }
}
