//! Automatic numbers of lists and headings.

use quick_xml::events::BytesStart;

use crate::source::roman::roman;

use super::styles::attribute;

/// Levels that a list can have.
pub(super) const LEVELS: usize = 10;

/// How the numbers of a level are written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Level {
    /// The level, from 1.
    number: usize,
    /// "1", "a", "A", "i", "I"; empty where there is no number.
    format: String,
    prefix: String,
    suffix: String,
    /// The first number.
    start: u32,
    /// How many levels are shown.
    shown: usize,
    /// How they are shown, with "%1%" for the number of the first; it counts before the words above.
    pattern: Option<String>,
}

impl Level {
    /// Reads a level from its element; bullets and pictures are levels without numbers.
    pub(super) fn read(start: &BytesStart) -> Option<Level> {
        let number = attribute(start, "text:level")?.parse().ok().filter(|level| (1..=LEVELS).contains(level))?;
        let words = |name: &str| attribute(start, name).unwrap_or_default();
        let count = |name: &str| attribute(start, name).and_then(|value| value.parse().ok());
        let (prefix, suffix) = (words("style:num-prefix"), words("style:num-suffix"));
        let pattern = attribute(start, "loext:num-list-format");
        // What is never shown would be made anew for each item.
        let shows =
            prefix.len() + suffix.len() <= LONGEST && pattern.as_ref().is_none_or(|p| p.len() <= LONGEST_PATTERN);
        Some(Level {
            number,
            format: if shows { words("style:num-format") } else { String::new() },
            prefix,
            suffix,
            start: count("text:start-value").unwrap_or(1),
            shown: count("text:display-levels").map_or(1, |levels: u32| levels as usize),
            pattern,
        })
    }
}

/// The levels of a list style.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Levels(Vec<Level>);

impl Levels {
    pub(super) fn insert(&mut self, level: Level) {
        match self.0.iter_mut().find(|known| known.number == level.number) {
            Some(known) => *known = level,
            None => self.0.push(level),
        }
    }

    fn get(&self, number: usize) -> Option<&Level> {
        self.0.iter().find(|level| level.number == number)
    }
}

/// The numbers that a list has come to, by level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Counters([Option<u32>; LEVELS]);

/// The longest number that is shown, in bytes.
const LONGEST: usize = 100;

/// The longest pattern that may come to a number that is shown.
const LONGEST_PATTERN: usize = 1000;

impl Counters {
    /// Counts an item of a level, from 1, and returns its number as shown, with a blank behind it; nothing where the
    /// level has none. `begins` is the number that the item itself begins anew with.
    pub(super) fn next(&mut self, levels: &Levels, level: usize, begins: Option<u32>) -> Option<String> {
        let index = level.clamp(1, LEVELS) - 1;
        let known = levels.get(index + 1);
        let first = known.map_or(1, |level| level.start);
        let counted = self.0[index].map(|last| last.saturating_add(1));
        self.0[index] = Some(begins.or(counted).unwrap_or(first));
        self.0[index + 1..].fill(None);
        let known = known.filter(|level| !level.format.is_empty())?;
        let number = |at: usize| {
            let level = levels.get(at)?;
            let value = self.0.get(at - 1).copied().flatten().unwrap_or(level.start);
            Some(written(value, &level.format))
        };
        let mut out = match &known.pattern {
            Some(pattern) => filled(pattern, &number),
            None => {
                let from = (index + 2).saturating_sub(known.shown.max(1)).max(1);
                let numbers: Vec<String> = (from..=index + 1).filter_map(number).filter(|n| !n.is_empty()).collect();
                format!("{}{}{}", known.prefix, numbers.join("."), known.suffix)
            }
        };
        if out.is_empty() || out.len() > LONGEST {
            return None;
        }
        if !out.ends_with(char::is_whitespace) {
            out.push(' ');
        }
        Some(out)
    }
}

/// A pattern with the numbers of levels in place of "%1%", "%2%" ….
fn filled(pattern: &str, number: &impl Fn(usize) -> Option<String>) -> String {
    let mut out = String::new();
    let mut rest = pattern;
    while let Some((before, behind)) = rest.split_once('%') {
        out.push_str(before);
        match behind.split_once('%') {
            Some((digits, after)) if !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()) => {
                let level = digits.parse().unwrap_or(0);
                if (1..=LEVELS).contains(&level) {
                    out.push_str(&number(level).unwrap_or_default());
                }
                rest = after;
            }
            _ => {
                out.push('%');
                rest = behind;
            }
        }
    }
    out.push_str(rest);
    out
}

/// A number in the form that a format asks for; digits where it is not known.
fn written(value: u32, format: &str) -> String {
    match format {
        "" => String::new(),
        "a" => letters(value),
        "A" => letters(value).to_uppercase(),
        "i" => numeral(value).to_lowercase(),
        "I" => numeral(value),
        _ => value.to_string(),
    }
}

/// a … z, aa … az ….
fn letters(value: u32) -> String {
    let mut out = Vec::new();
    let mut rest = value;
    while rest > 0 {
        rest -= 1;
        out.push(char::from(b'a' + (rest % 26) as u8));
        rest /= 26;
    }
    out.iter().rev().collect()
}

fn numeral(value: u32) -> String {
    if value > 4999 { value.to_string() } else { roman(value) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(number: usize, format: &str, suffix: &str, shown: usize) -> Level {
        Level { number, format: format.into(), suffix: suffix.into(), start: 1, shown, ..Level::default() }
    }

    #[test]
    fn numbers_are_counted_by_level() {
        let mut levels = Levels::default();
        levels.insert(level(1, "I", ".", 1));
        levels.insert(level(2, "1", ")", 2));
        levels.insert(Level { prefix: "Mục ".into(), start: 4, ..level(3, "A", "", 1) });
        levels.insert(Level { pattern: Some("(%1%-%2%, 100%)".into()), ..level(4, "a", "", 1) });
        let mut counters = Counters::default();
        let mut next = |at, begins| counters.next(&levels, at, begins).unwrap_or_default();
        assert_eq!([next(1, None), next(1, None), next(2, None), next(2, None)], ["I. ", "II. ", "II.1) ", "II.2) "]);
        assert_eq!([next(3, None), next(3, None), next(4, None)], ["Mục D ", "Mục E ", "(II-2, 100%) "]);
        assert_eq!([next(1, Some(9)), next(2, None), next(5, None)], ["IX. ", "IX.1) ", ""]);
    }

    #[test]
    fn letters_and_roman_numbers() {
        assert_eq!([0, 1, 26, 27, 703].map(letters), ["", "a", "z", "aa", "aaa"]);
        assert_eq!([4, 14, 1999, 5000].map(numeral), ["IV", "XIV", "MCMXCIX", "5000"]);
    }
}
