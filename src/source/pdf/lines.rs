//! Characters joined to words and lines.

use super::super::flow::raised;
use super::super::legacy;
use super::glyphs::{Glyph, Glyphs};

/// A line of a page, or of a column or cell of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    pub(super) text: String,
    /// Its left and right edge, blanks not counted.
    pub(super) x: (f32, f32),
    /// Where it stands, downwards.
    pub(super) y: f32,
    /// The size of most of its characters.
    pub(super) size: f32,
    /// How wide its first word is.
    pub(super) first_word: f32,
    /// Whether its page has to be turned to read it, and which way.
    pub(super) turn: u8,
}

/// A gap this wide between two characters is a blank, in sizes of the font.
const BLANK: f32 = 0.17;
/// One this wide is a tab.
const TAB: f32 = 2.5;
/// Characters that stand no further from the line than this are on it; smaller ones may stand further.
const RISE: f32 = 0.35;
const RISE_SMALL: f32 = 0.65;
/// Characters smaller than this part of the line's are raised or lowered ones.
const SMALL: f32 = 0.85;

/// A line in the making.
struct Open {
    line: Line,
    /// The right edge of its last character, blanks counted.
    edge: f32,
    /// Whether a blank was drawn behind its last character.
    blank: bool,
    /// How wide the characters of its size are together.
    width: f32,
    in_first_word: bool,
    font: u32,
    /// Where the characters of the present font begin in the text.
    run: usize,
}

/// The lines of a page, in the order in which they are drawn.
///
/// That is the order in which programs for writing have the text: table cells one by one, columns one by one. `fonts`
/// tells what the names of fonts say.
pub(super) fn lines(page: &Glyphs, fonts: &[Option<legacy::Font>]) -> Vec<Line> {
    let mut out = Vec::new();
    let mut open: Option<Open> = None;
    for glyph in &page.list {
        let text = page.text.get(glyph.text.0 as usize..glyph.text.1 as usize).unwrap_or_default();
        let joins = open.as_ref().is_some_and(|open| open.takes(glyph));
        if !joins && !text.is_empty() && !text.trim().is_empty() {
            out.extend(open.take().and_then(|open| open.close(fonts)));
            open = Some(Open::new(glyph));
        }
        if let Some(open) = &mut open {
            open.add(glyph, text, joins, fonts);
        }
    }
    out.extend(open.and_then(|open| open.close(fonts)));
    out
}

/// Whether a text begins with a mark that belongs to the letter before it.
fn is_mark(text: &str) -> bool {
    text.starts_with(|c: char| ('\u{300}'..='\u{36f}').contains(&c))
}

impl Open {
    fn new(glyph: &Glyph) -> Open {
        let line =
            Line { x: (glyph.x.0, glyph.x.0), y: glyph.y, size: glyph.size, turn: glyph.turn, ..Line::default() };
        Open { line, edge: glyph.x.0, blank: false, width: 0.0, in_first_word: true, font: glyph.font, run: 0 }
    }

    /// Whether a character continues the line.
    fn takes(&self, glyph: &Glyph) -> bool {
        let line = &self.line;
        let size = line.size.max(glyph.size);
        let (small, large) = (glyph.size < line.size * SMALL, line.size < glyph.size * SMALL);
        let rise = if small || large { RISE_SMALL } else { RISE };
        let gap = glyph.x.0 - self.edge;
        // A raised sign stands close to its word; a small line of another column does not.
        let near = if (glyph.y - line.y).abs() > size * RISE { size } else { size * 40.0 };
        glyph.turn == line.turn && (glyph.y - line.y).abs() <= size * rise && gap > -size * 0.4 && gap < near
    }

    fn add(&mut self, glyph: &Glyph, text: &str, joins: bool, fonts: &[Option<legacy::Font>]) {
        if text.is_empty() {
            // The rest of what a stretch of characters was written for.
            if joins {
                self.edge = self.edge.max(glyph.x.1);
            }
            return;
        }
        if text.trim().is_empty() {
            if joins {
                self.blank |= !self.line.text.is_empty();
                self.edge = self.edge.max(glyph.x.1);
            }
            return;
        }
        if is_mark(text) {
            self.line.text.push_str(text);
            return;
        }
        let size = self.line.size.max(glyph.size);
        let gap = glyph.x.0 - self.edge;
        // The blank itself may have been drawn as wide as a tab.
        let wide = glyph.x.0 - self.line.x.1 > size * TAB;
        let begins = text.starts_with(char::is_whitespace);
        if !self.line.text.is_empty() && (self.blank || begins || gap > size * BLANK) {
            self.line.text.push(if wide { '\t' } else { ' ' });
            self.in_first_word = false;
        }
        self.blank = text.ends_with(char::is_whitespace);
        let rises = self.line.y - glyph.y;
        if glyph.size < self.line.size * SMALL && rises > self.line.size * 0.15 {
            self.end_run(fonts);
            self.line.text.push_str(&raised(text.trim()));
            self.run = self.line.text.len();
        } else {
            if self.line.size < glyph.size * SMALL && rises < -glyph.size * 0.15 {
                // What came first was a raised sign, and here the line itself begins.
                self.line.text = raised(&self.line.text);
                self.run = self.line.text.len();
                self.line.y = glyph.y;
                self.line.size = glyph.size;
                self.width = 0.0;
            }
            if glyph.font != self.font {
                self.end_run(fonts);
                self.font = glyph.font;
            }
            self.line.text.push_str(text.trim());
        }
        let width = glyph.x.1 - glyph.x.0;
        if glyph.size > self.line.size && width > self.width {
            self.line.size = glyph.size;
            self.line.y = glyph.y;
        }
        self.width += width;
        self.line.x.1 = self.line.x.1.max(glyph.x.1);
        self.edge = self.edge.max(glyph.x.1);
        if self.in_first_word {
            self.line.first_word = self.line.x.1 - self.line.x.0;
        }
    }

    /// Ends a run of characters of one font, and reads it as the name of its font says.
    fn end_run(&mut self, fonts: &[Option<legacy::Font>]) {
        if let Some(font) = fonts.get(self.font as usize).copied().flatten()
            && let Some(letters) = self.line.text.get(self.run..).and_then(|run| legacy::decode_run(run, font))
        {
            self.line.text.truncate(self.run);
            self.line.text.extend(letters.iter().map(|letter| letter.c));
        }
        self.run = self.line.text.len();
    }

    fn close(mut self, fonts: &[Option<legacy::Font>]) -> Option<Line> {
        self.end_run(fonts);
        (!self.line.text.trim().is_empty()).then_some(self.line)
    }
}
