//! Numbers that one slip of the hand makes of another.

/// How the digits of one number became those of another, the likelier first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Edited {
    /// One digit for another.
    Changed,
    /// A digit typed twice or beside its like: 45 → 545, 27 → 277.
    Inserted,
    /// Two neighbours changed places.
    Swapped,
    /// A digit left out.
    Dropped,
}

/// How the digits `right` became `wrong`, where one slip did it: the likeliest way. Numbers under ten are written with a
/// zero or without, so that 03 for 30 is a swap.
#[must_use]
pub fn edited(wrong: &str, right: &str) -> Option<Edited> {
    edited_digits(wrong.as_bytes(), right.as_bytes())
}

/// The same for a number by its value.
pub(super) fn edited_number(wrong: &str, right: u32) -> Option<Edited> {
    let mut digits = [0; u32::MAX.ilog10() as usize + 1];
    let (mut left, mut start) = (right, digits.len());
    loop {
        start -= 1;
        digits[start] = b'0' + (left % 10) as u8;
        left /= 10;
        if left == 0 {
            return edited_digits(wrong.as_bytes(), &digits[start..]);
        }
    }
}

fn edited_digits(wrong: &[u8], right: &[u8]) -> Option<Edited> {
    if wrong.len() > 1 && right.len() > 1 {
        return slip(wrong, right);
    }
    let mut zeros = [[b'0'; 2]; 2];
    let [wrong_zero, right_zero] = &mut zeros;
    let ways = [slip(wrong, right), slip(padded(wrong, wrong_zero), padded(right, right_zero))];
    if wrong == right { None } else { ways.into_iter().flatten().min() }
}

/// A single digit behind a zero.
fn padded<'d>(digits: &'d [u8], zero: &'d mut [u8; 2]) -> &'d [u8] {
    let [digit] = digits else { return digits };
    zero[1] = *digit;
    zero
}

fn slip(wrong: &[u8], right: &[u8]) -> Option<Edited> {
    let (short, long) = if wrong.len() <= right.len() { (wrong, right) } else { (right, wrong) };
    if long.len() - short.len() > 1 || wrong == right {
        return None;
    }
    let lead = short.iter().zip(long).take_while(|(x, y)| x == y).count();
    if short.len() < long.len() {
        let kind = if wrong.len() > right.len() { Edited::Inserted } else { Edited::Dropped };
        return (short[lead..] == long[lead + 1..]).then_some(kind);
    }
    if short[lead + 1..] == long[lead + 1..] {
        return Some(Edited::Changed);
    }
    let swapped = short.len() > lead + 1
        && short[lead] == long[lead + 1]
        && short[lead + 1] == long[lead]
        && short[lead + 2..] == long[lead + 2..];
    swapped.then_some(Edited::Swapped)
}

/// How many slips make one word of another: letters changed, put in, left out or swapped with their neighbours.
pub(super) fn slips_between(wrong: &str, right: &str) -> usize {
    let (wrong, right): (Vec<char>, Vec<char>) = (wrong.chars().collect(), right.chars().collect());
    // Optimal string alignment over three rows.
    let mut older: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=right.len()).collect();
    for (i, x) in wrong.iter().enumerate() {
        let mut row = vec![i + 1; right.len() + 1];
        for (j, y) in right.iter().enumerate() {
            let keep = last[j] + usize::from(x != y);
            row[j + 1] = keep.min(last[j + 1] + 1).min(row[j] + 1);
            if i > 0 && j > 0 && *x == right[j - 1] && wrong[i - 1] == *y {
                row[j + 1] = row[j + 1].min(older[j - 1] + 1);
            }
        }
        older = std::mem::replace(&mut last, row);
    }
    last[right.len()]
}

/// Whether a number is one that slips: plain digits do, "66.7" and "30A" stay as they are.
pub(super) fn slips(digits: &str) -> bool {
    digits.len() <= 6 && digits.bytes().all(|b| b.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_told_apart() {
        assert_eq!(edited("545", "45"), Some(Edited::Inserted));
        assert_eq!(edited("54", "45"), Some(Edited::Swapped));
        assert_eq!(edited("46", "45"), Some(Edited::Changed));
        assert_eq!(edited("5", "45"), Some(Edited::Changed));
        assert_eq!(edited("45", "145"), Some(Edited::Dropped));
        assert_eq!(edited("3", "30"), Some(Edited::Swapped));
        assert_eq!(edited("45", "45"), None);
        assert_eq!(edited("123", "321"), None);
        for (wrong, right) in [("45", 45), ("545", 45), ("3", 30), ("5", 45), ("5", 0), ("45", u32::MAX)] {
            assert_eq!(edited_number(wrong, right), edited(wrong, &right.to_string()), "{wrong} {right}");
        }
    }

    #[test]
    fn slips_are_counted() {
        for (wrong, right, slips) in
            [("TTBCT", "TTBTC", 1), ("NDPC", "NDCP", 1), ("123", "321", 2), ("NDC", "NDCP", 1), ("45", "45", 0)]
        {
            assert_eq!(slips_between(wrong, right), slips, "{wrong} {right}");
        }
    }

    #[test]
    fn a_slip_is_one_in_the_digits() {
        for near in ["545", "4", "5", "54", "46", "95", "450"] {
            assert!(edited("45", near).is_some(), "{near}");
        }
        assert!(edited("5", "35").is_some());
        assert!(["45", "123", "4500"].iter().all(|far| edited("45", far).is_none()));
        assert!(!slips("66.7"));
    }
}
