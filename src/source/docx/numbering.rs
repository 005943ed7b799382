//! Automatic numbers: "Điều 1.", "a)". Word shows them, but no run holds them.

use std::collections::{HashMap, HashSet};

use crate::source::ReadError;
use crate::source::roman::roman;

use super::xml::{self, Step, attribute, local, number, on, val};

/// Levels of a list.
const LEVELS: usize = 9;

/// So much is kept of the text of a level. What is longer is never shown, and would be made anew for each paragraph.
const LONGEST_TEXT: usize = 1000;

/// A level of a list.
#[derive(Clone, Debug)]
struct Level {
    start: u32,
    format: Format,
    /// "Điều %1.", in which `%1` stands for the number of the first level.
    text: String,
    /// Whether all its numbers are written in figures.
    legal: bool,
    /// The level, from 1, behind which it begins again; 0: never. `None`: behind any above it.
    restart: Option<usize>,
    /// Whether nothing stands between number and text.
    close: bool,
    hidden: bool,
    /// The style of paragraphs that stand on this level.
    style: Option<String>,
}

impl Default for Level {
    fn default() -> Self {
        Level {
            start: 1,
            format: Format::Decimal,
            text: String::new(),
            legal: false,
            restart: None,
            close: false,
            hidden: false,
            style: None,
        }
    }
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Decimal,
    /// "01".
    Padded,
    UpperRoman,
    LowerRoman,
    UpperLetter,
    LowerLetter,
    Bullet,
    None,
}

/// A definition that lists share, and with it their count.
#[derive(Clone, Debug, Default)]
struct Definition {
    levels: Vec<Level>,
    /// The style of lists whose definition counts instead.
    link: Option<String>,
    /// The style of lists that this is the definition of.
    style: Option<String>,
}

/// A list: its definition, and for each level where it differs.
#[derive(Clone, Debug, Default)]
struct List {
    definition: u32,
    starts: HashMap<usize, u32>,
    levels: HashMap<usize, Level>,
}

/// The lists of a document.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    definitions: HashMap<u32, Definition>,
    lists: HashMap<u32, List>,
    /// The definition that each style of lists has.
    by_style: HashMap<String, u32>,
}

impl Numbering {
    /// Reads `numbering.xml`.
    pub(super) fn read(xml: &str, member: &str) -> Result<Numbering, ReadError> {
        let mut numbering = Numbering::default();
        let mut definition: Option<(u32, Definition)> = None;
        let mut list: Option<(u32, List)> = None;
        let mut level: Option<(usize, Level)> = None;
        let mut overridden = None;
        xml::walk(xml, member, |step| match step {
            Step::Open(start) => {
                let id = |name: &str| attribute(start, name).and_then(|v| v.trim().parse::<u32>().ok());
                match local(start.name().0) {
                    "abstractNum" => definition = id("abstractNumId").map(|id| (id, Definition::default())),
                    "num" => list = id("numId").map(|id| (id, List::default())),
                    "abstractNumId" => {
                        if let (Some((_, list)), Some(of)) = (&mut list, number(start)) {
                            list.definition = of;
                        }
                    }
                    "lvlOverride" => overridden = id("ilvl").map(|level| level as usize),
                    "startOverride" => {
                        if let (Some((_, list)), Some(level), Some(from)) = (&mut list, overridden, number(start)) {
                            list.starts.insert(level, from);
                        }
                    }
                    "lvl" => level = id("ilvl").map(|number| (number as usize, Level::default())),
                    "numStyleLink" => {
                        if let Some((_, definition)) = &mut definition {
                            definition.link = val(start).map(|v| v.into_owned());
                        }
                    }
                    "styleLink" => {
                        if let Some((_, definition)) = &mut definition {
                            definition.style = val(start).map(|v| v.into_owned());
                        }
                    }
                    name => {
                        let Some((_, level)) = &mut level else { return };
                        match name {
                            "start" => level.start = number(start).unwrap_or(1),
                            "numFmt" => level.format = Format::of(&val(start).unwrap_or_default()),
                            "lvlText" => {
                                let text = val(start).unwrap_or_default();
                                level.text = text[..text.floor_char_boundary(LONGEST_TEXT)].to_owned();
                            }
                            "isLgl" => level.legal = on(start),
                            "lvlRestart" => level.restart = number(start).map(|n| n as usize),
                            "suff" => level.close = val(start).is_some_and(|v| v == "nothing"),
                            "vanish" => level.hidden = on(start),
                            "pStyle" => level.style = val(start).map(|v| v.into_owned()),
                            _ => {}
                        }
                    }
                }
            }
            Step::Close(name) => match name {
                "lvl" => {
                    let Some((at, level)) = level.take().filter(|(at, _)| *at < LEVELS) else { return };
                    if let Some((_, list)) = &mut list {
                        list.levels.insert(at, level);
                    } else if let Some((_, definition)) = &mut definition {
                        let levels = &mut definition.levels;
                        levels.resize_with(levels.len().max(at + 1), Level::default);
                        levels[at] = level;
                    }
                }
                "lvlOverride" => overridden = None,
                "abstractNum" => {
                    if let Some((id, definition)) = definition.take() {
                        if let Some(style) = &definition.style {
                            numbering.by_style.entry(style.clone()).or_insert(id);
                        }
                        numbering.definitions.insert(id, definition);
                    }
                }
                "num" => {
                    if let Some((id, list)) = list.take() {
                        numbering.lists.insert(id, list);
                    }
                }
                _ => {}
            },
        })?;
        Ok(numbering)
    }

    /// The list, its definition's number, and its definition.
    fn list(&self, id: u32) -> Option<(&List, u32, &Definition)> {
        let list = self.lists.get(&id)?;
        let definition = self.definitions.get(&list.definition)?;
        if let Some(link) = &definition.link
            && let Some(id) = self.by_style.get(link)
            && let Some(definition) = self.definitions.get(id)
        {
            return Some((list, *id, definition));
        }
        Some((list, list.definition, definition))
    }

    /// The level of the list on which paragraphs of that style stand.
    pub(super) fn level_of_style(&self, list: u32, style: &str) -> Option<usize> {
        let (_, _, definition) = self.list(list)?;
        definition.levels.iter().position(|level| level.style.as_deref() == Some(style))
    }
}

/// How far the lists of a story have counted.
#[derive(Debug, Default)]
pub(super) struct Counters {
    /// For each definition the last number of each level.
    counts: HashMap<u32, [Option<u32>; LEVELS]>,
    /// Lists and levels that were met, so that what they begin with is heeded once.
    met: HashSet<(u32, usize)>,
}

impl Counters {
    /// Counts the next paragraph of the list; the number that Word shows before it, with the blank behind it.
    pub(super) fn next(&mut self, numbering: &Numbering, list: u32, at: usize) -> Option<String> {
        let (own, id, definition) = numbering.list(list)?;
        let level = |at: usize| own.levels.get(&at).or_else(|| definition.levels.get(at));
        let current = level(at)?;
        let counts = self.counts.entry(id).or_default();
        let count = counts.get_mut(at)?;
        let begin = own.starts.get(&at).copied().filter(|_| self.met.insert((list, at)));
        *count = Some(match (begin, *count) {
            (Some(begin), _) => begin,
            (None, Some(last)) => last.saturating_add(1),
            (None, None) => current.start,
        });
        for (below, count) in counts.iter_mut().enumerate().skip(at + 1) {
            // A level begins again behind any above it, unless it says behind which.
            let restart = level(below).and_then(|level| level.restart).unwrap_or(below);
            if at < restart {
                *count = None;
            }
        }
        if current.hidden || current.format == Format::None && !current.text.contains('%') && current.text.is_empty() {
            return None;
        }
        let mut out = String::new();
        if current.format == Format::Bullet {
            // Bullets are signs of fonts of their own, in places that Unicode leaves to everybody.
            let sign = current.text.chars().next()?;
            out.push(if ('\u{e000}'..='\u{f8ff}').contains(&sign) { '•' } else { sign });
        } else {
            let mut rest = current.text.as_str();
            while let Some(found) = rest.find('%') {
                out.push_str(&rest[..found]);
                rest = &rest[found + 1..];
                let Some(of) = rest.bytes().next().filter(|b| (b'1'..=b'9').contains(b)) else {
                    out.push('%');
                    continue;
                };
                rest = &rest[1..];
                let of = usize::from(of - b'1');
                let Some(shown) = level(of) else { continue };
                let number = counts[of].unwrap_or(shown.start);
                let format = if current.legal { Format::Decimal } else { shown.format };
                format.write(number, &mut out);
            }
            out.push_str(rest);
        }
        if out.trim().is_empty() {
            return None;
        }
        if !current.close {
            out.push(' ');
        }
        Some(out)
    }
}

impl Format {
    fn of(word: &str) -> Format {
        match word {
            "decimalZero" => Format::Padded,
            "upperRoman" => Format::UpperRoman,
            "lowerRoman" => Format::LowerRoman,
            "upperLetter" => Format::UpperLetter,
            "lowerLetter" => Format::LowerLetter,
            "bullet" => Format::Bullet,
            "none" => Format::None,
            _ => Format::Decimal,
        }
    }

    fn write(self, number: u32, out: &mut String) {
        match self {
            Format::Decimal => out.push_str(&number.to_string()),
            Format::Padded => out.push_str(&format!("{number:02}")),
            Format::UpperRoman => out.push_str(&numeral(number)),
            Format::LowerRoman => out.push_str(&numeral(number).to_ascii_lowercase()),
            Format::UpperLetter => letters(number, b'A', out),
            Format::LowerLetter => letters(number, b'a', out),
            Format::Bullet | Format::None => {}
        }
    }
}

/// "IV".
fn numeral(number: u32) -> String {
    if number == 0 || number > 4000 { number.to_string() } else { roman(number) }
}

/// "a" … "z", "aa", "bb" …, as Word counts.
fn letters(number: u32, first: u8, out: &mut String) {
    const MOST: u32 = 26 * 30;
    if number == 0 || number > MOST {
        out.push_str(&number.to_string());
        return;
    }
    let letter = char::from(first + ((number - 1) % 26) as u8);
    out.extend(std::iter::repeat_n(letter, ((number - 1) / 26 + 1) as usize));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(xml: &str, paragraphs: &[(u32, usize)]) -> Vec<String> {
        let numbering = Numbering::read(xml, "numbering.xml").unwrap();
        let mut counters = Counters::default();
        paragraphs.iter().map(|(list, at)| counters.next(&numbering, *list, *at).unwrap_or_default()).collect()
    }

    fn level(at: usize, format: &str, text: &str, more: &str) -> String {
        format!(
            r#"<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{format}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>"#
        )
    }

    #[test]
    fn articles_clauses_and_points_count_as_word_counts() {
        let levels = [
            level(0, "decimal", "Điều %1.", ""),
            level(1, "decimal", "%2.", ""),
            level(2, "lowerLetter", "%3)", ""),
            level(3, "lowerRoman", "%1.%2.%4", r#"<w:suff w:val="nothing"/>"#),
        ];
        let xml = format!(
            r#"<w:numbering><w:abstractNum w:abstractNumId="4">{}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="4"/></w:num>
            <w:num w:numId="2"><w:abstractNumId w:val="4"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="7"/></w:lvlOverride></w:num></w:numbering>"#,
            levels.concat()
        );
        let list = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 2), (1, 3), (1, 0), (1, 1), (2, 0), (2, 0), (1, 0), (9, 0)];
        assert_eq!(
            shown(&xml, &list),
            [
                "Điều 1. ",
                "1. ",
                "2. ",
                "a) ",
                "b) ",
                "1.2.i",
                "Điều 2. ",
                "1. ",
                "Điều 7. ",
                "Điều 8. ",
                "Điều 9. ",
                ""
            ]
        );
    }

    #[test]
    fn clauses_may_count_on_through_articles() {
        let xml = format!(
            r#"<w:numbering><w:abstractNum w:abstractNumId="0">{}{}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#,
            level(0, "upperRoman", "Chương %1", ""),
            level(1, "decimal", "Điều %2.", r#"<w:lvlRestart w:val="0"/>"#)
        );
        let list = [(1, 0), (1, 1), (1, 1), (1, 0), (1, 1)];
        assert_eq!(shown(&xml, &list), ["Chương I ", "Điều 1. ", "Điều 2. ", "Chương II ", "Điều 3. "]);
    }

    #[test]
    fn bullets_are_signs_and_no_numbers() {
        let xml = format!(
            r#"<w:numbering><w:abstractNum w:abstractNumId="0">{}{}{}</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#,
            level(0, "bullet", "-", ""),
            level(1, "bullet", "\u{f0b7}", ""),
            level(2, "none", "", "")
        );
        assert_eq!(shown(&xml, &[(1, 0), (1, 1), (1, 2)]), ["- ", "• ", ""]);
    }

    #[test]
    fn numbers_are_written_in_their_format() {
        let write = |format: Format, number| {
            let mut out = String::new();
            format.write(number, &mut out);
            out
        };
        assert_eq!([1, 4, 9, 14, 1999].map(|n| write(Format::UpperRoman, n)), ["I", "IV", "IX", "XIV", "MCMXCIX"]);
        assert_eq!([1, 26, 27, 53].map(|n| write(Format::LowerLetter, n)), ["a", "z", "aa", "aaa"]);
        assert_eq!(write(Format::Padded, 7), "07");
        assert_eq!(write(Format::UpperRoman, u32::MAX), u32::MAX.to_string());
    }
}
