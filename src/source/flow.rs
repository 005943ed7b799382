//! Running text of word processors: paragraphs and lines put down as plain text has them, table cells as the reader of
//! HTML puts them down, so that a document says the same in every format.

use std::borrow::Cow;

use super::html::RAISED;
use super::{Home, Layout, Origin, Part, legacy};
use crate::text::Span;

/// What has to be written before the next characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Gap {
    #[default]
    Nothing,
    /// A line break inside a paragraph.
    Line,
    /// A line break between two pages, which need not be the end of a paragraph.
    Page,
    /// A tab between two cells.
    Tab,
    /// A line break between two rows.
    Row,
    /// A line break between two paragraphs: as plain text has them, where the same words then say the same.
    Paragraph,
    /// An empty line: where paragraphs are empty, and behind a table, where no sentence goes on.
    Empty,
}

/// A text in the making.
#[derive(Debug, Default)]
pub(super) struct Flow {
    text: String,
    paragraphs: Vec<u32>,
    runs: Vec<legacy::Run>,
    gap: Gap,
}

impl Flow {
    /// Adds characters of a paragraph; `in_table` tells whether it stands in a table. Blanks that would begin a paragraph
    /// or a line are dropped.
    pub(super) fn push(&mut self, text: &str, in_table: bool) {
        if matches!(self.gap, Gap::Tab | Gap::Row) && !in_table {
            self.gap = Gap::Empty;
        }
        let begins = self.text.is_empty() || self.gap != Gap::Nothing;
        let text = if begins { text.trim_start_matches([' ', '\t']) } else { text };
        if text.is_empty() {
            return;
        }
        if !self.text.is_empty() {
            self.text.push_str(match self.gap {
                Gap::Nothing => "",
                Gap::Line | Gap::Page | Gap::Paragraph | Gap::Row => "\n",
                Gap::Tab => "\t",
                Gap::Empty => "\n\n",
            });
        }
        if begins && (self.text.is_empty() || self.gap != Gap::Line) {
            self.paragraphs.push(self.text.len() as u32);
        }
        self.gap = Gap::Nothing;
        self.text.push_str(text);
    }

    /// Adds characters in a font of a legacy charset, read as the font says where they are of that charset.
    pub(super) fn push_legacy(&mut self, text: &str, in_table: bool, font: legacy::Font, is_raised: bool) {
        let decoded = legacy::decode_run(text, font);
        let read = match &decoded {
            Some(letters) => Cow::Owned(letters.iter().map(|letter| letter.c).collect()),
            None => Cow::Borrowed(text),
        };
        let read = if is_raised { Cow::Owned(raised(&read)) } else { read };
        let before = self.text.len();
        self.push(&read, in_table);
        let length = read.trim_start_matches([' ', '\t']).len().min(self.text.len() - before);
        let span = Span::new(self.text.len() - length, self.text.len());
        let decoded = decoded.is_some();
        match self.runs.last_mut() {
            _ if span.is_empty() => {}
            Some(last) if last.span.end == span.start && (last.font, last.decoded) == (font, decoded) => {
                last.span.end = span.end;
            }
            _ => self.runs.push(legacy::Run { span, font, decoded }),
        }
    }

    /// A line break inside a paragraph.
    pub(super) fn line(&mut self) {
        self.gap = match self.gap {
            Gap::Nothing | Gap::Page => Gap::Line,
            Gap::Line | Gap::Paragraph => Gap::Empty,
            other => other,
        };
    }

    /// The end of a paragraph.
    pub(super) fn paragraph(&mut self) {
        self.gap = match self.gap {
            Gap::Nothing | Gap::Page => Gap::Paragraph,
            Gap::Line | Gap::Paragraph => Gap::Empty,
            other => other,
        };
    }

    /// The end of a page, a column, a section, or of one text among others.
    pub(super) fn page(&mut self) {
        if self.gap == Gap::Nothing {
            self.gap = Gap::Page;
        }
    }

    /// The end of a table's cell.
    pub(super) fn cell(&mut self) {
        if self.gap != Gap::Row {
            self.gap = Gap::Tab;
        }
    }

    /// The end of a table's row.
    pub(super) fn row(&mut self) {
        self.gap = Gap::Row;
    }

    /// The part that the text is; none where nothing was written.
    pub(super) fn part(self, label: &str) -> Option<Part<'static>> {
        (!self.text.is_empty()).then(|| Part {
            label: Some(label.to_owned()),
            text: Cow::Owned(self.text),
            origin: Origin::Whole(0),
            home: Home::Text,
            layout: Layout { pages: Vec::new(), paragraphs: self.paragraphs },
            charset: None,
            runs: self.runs,
        })
    }
}

/// The same text with raised digits in place of its digits, or the sign of a footnote would be read as part of the
/// number before it ("NĐ-CP1").
pub(super) fn raised(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    for c in text.chars() {
        match c.to_digit(10).and_then(|digit| RAISED.get(digit as usize)) {
            Some(raised) => out.push_str(raised),
            None => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_lines_and_cells_are_those_of_html() {
        let mut flow = Flow::default();
        flow.paragraph();
        flow.push("  a", false);
        flow.line();
        flow.push("b", false);
        flow.paragraph();
        flow.paragraph();
        for row in [["c", "d"], ["", "e"]] {
            for cell in row {
                flow.push(cell, true);
                flow.cell();
            }
            flow.row();
        }
        flow.push("f", false);
        flow.push(&raised("1 m2"), false);
        let part = flow.part("body").unwrap();
        assert_eq!(part.text, "a\nb\n\nc\td\ne\n\nf¹ m²");
        let starts = part.layout.paragraphs.iter().map(|at| part.text[*at as usize..].chars().next().unwrap());
        assert_eq!(starts.collect::<String>(), "acdef");
        assert!(Flow::default().part("body").is_none());
    }
}
