//! The text that places are counted in, and its lines.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};

use unicode_segmentation::UnicodeSegmentation;

use crate::rules::Lang;
use crate::source::{self, Format, Home, Origin, Part};
use crate::text::Span;

use super::File;

/// A line and a column, both from 1; the column in grapheme clusters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The line.
    pub line: usize,
    /// The column.
    pub column: usize,
}

/// A text with the starts of its lines.
///
/// It is the file itself where the file is a text, so that line and column are those of an editor, which is told the
/// file's charset; otherwise it is the text of the part.
#[derive(Debug)]
pub struct Page<'a> {
    /// The text.
    pub text: Cow<'a, str>,
    /// Where each line starts in the text.
    pub starts: Vec<u32>,
    part: &'a Part<'a>,
    /// Where the text stands in the file; `None` where places are those of the part's text.
    origin: Option<Origin>,
    /// The clusters and the code points counted: a line of a hundred thousand bytes should not be counted anew for each
    /// of its findings.
    clusters: Marks,
    points: Marks,
}

impl<'a> Page<'a> {
    /// The text in which the places of `part` are counted.
    pub fn new(file: &File<'a>, part: &'a Part<'a>) -> Self {
        let own = || (Cow::Borrowed(&*part.text), None);
        let is_markup = matches!(file.source.format, Format::Html | Format::Markdown);
        let (text, origin) = match (&part.text, &part.origin) {
            _ if part.home != Home::File => own(),
            (Cow::Borrowed(text), Origin::Whole(before)) => (Cow::Borrowed(*text), Some(Origin::Whole(*before))),
            _ => match whole(file.bytes).filter(|_| part.charset.is_none()) {
                Some((text, before)) => (Cow::Borrowed(text), Some(Origin::Whole(before))),
                // The part's text is the whole of the file but for tags and marks.
                None if is_markup => match source::characters(file.bytes, file.source) {
                    Some((text, origin)) => (text, Some(origin)),
                    None => own(),
                },
                None => own(),
            },
        };
        let starts =
            std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32 + 1)).collect();
        Page { text, starts, part, origin, clusters: Marks::default(), points: Marks::default() }
    }

    /// A span of the part's text in what its places are told in: bytes of the file, or of that text.
    pub fn told_span(&self, span: Span) -> Span {
        if self.part.home == Home::File { self.part.origin.to_file(span) } else { span }
    }

    /// The part whose text this is, or is taken from.
    pub fn part(&self) -> &'a Part<'a> {
        self.part
    }

    /// A span of the part's text as bytes of this text.
    pub fn span(&self, span: Span) -> Span {
        let Some(origin) = &self.origin else { return self.clamp(span) };
        let span = self.told_span(span);
        self.clamp(Span { start: origin.to_text(span.start), end: origin.to_text(span.end) })
    }

    /// Inside the text and between characters, so that a map that is off can never take the program down.
    fn clamp(&self, span: Span) -> Span {
        let start = self.text.floor_char_boundary(span.from());
        Span::new(start, self.text.floor_char_boundary(span.to()).max(start))
    }

    /// The number of the line, from 0, that holds the byte.
    pub fn line(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start as usize <= at) - 1
    }

    /// The line's bytes without its line break.
    pub fn line_span(&self, line: usize) -> Span {
        let start = self.starts[line] as usize;
        let end = self.starts.get(line + 1).map_or(self.text.len(), |next| *next as usize);
        Span::new(start, start + self.text[start..end].trim_end_matches(['\r', '\n']).len())
    }

    /// The column of a byte of this text in code points, from 1: what formats count in that know no grapheme clusters.
    pub fn code_points(&self, at: usize) -> usize {
        let start = self.starts[self.line(at)] as usize;
        1 + self.points.count(&self.text, start, at, |piece| piece.chars().count())
    }

    /// The place of a byte of this text.
    pub fn place(&self, at: usize) -> Place {
        let line = self.line(at);
        let start = self.starts[line] as usize;
        let count = self.clusters.count(&self.text, start, at, clusters);
        Place { line: line + 1, column: count + 1 }
    }
}

/// Where in a file of parts, pages and paragraphs a byte of the part's text stands: "footnotes, paragraph 3". `None` in a
/// file that has none of them.
pub(super) fn whereabouts(part: &Part, at: u32, lang: Lang) -> Option<String> {
    let label = part.label.as_deref().filter(|label| *label != "body").map(|label| match (lang, label) {
        (Lang::Vi, "footnotes") => "chú thích cuối trang",
        (Lang::Vi, "endnotes") => "chú thích cuối văn bản",
        (Lang::Vi, "header") => "đầu trang",
        (Lang::Vi, "footer") => "chân trang",
        (Lang::Vi, "text box") => "khung chữ",
        (_, label) => label,
    });
    let page = part.layout.page(at).map(|page| match lang {
        Lang::Vi => format!("trang {page}"),
        Lang::En => format!("page {page}"),
    });
    let paragraph = part.layout.paragraph(at).map(|paragraph| match lang {
        Lang::Vi => format!("đoạn {paragraph}"),
        Lang::En => format!("paragraph {paragraph}"),
    });
    let words: Vec<String> = label.map(str::to_owned).into_iter().chain(page).chain(paragraph).collect();
    (!words.is_empty()).then(|| words.join(", "))
}

/// The grapheme clusters of a text. Letters in one piece and the usual marks are one each beside each other, and only a
/// text with anything else asks the tables of Unicode.
fn clusters(text: &str) -> usize {
    let lone = |c: char| matches!(c, ' '..='~' | '\t' | '\u{a1}'..='\u{24f}' | '\u{1e00}'..='\u{1eff}' | '\u{2010}'..='\u{2027}');
    if text.chars().all(lone) { text.chars().count() } else { text.graphemes(true).count() }
}

/// Places of one line with what lies before them in it.
#[derive(Debug, Default)]
struct Marks {
    /// The start of the line.
    start: Cell<usize>,
    list: RefCell<Vec<(usize, usize)>>,
}

impl Marks {
    /// How far they are from each other, in bytes.
    const STEP: usize = 512;

    /// How much stands between the start of a line and a byte of it.
    fn count(&self, text: &str, start: usize, at: usize, count: impl Fn(&str) -> usize) -> usize {
        let mut list = self.list.borrow_mut();
        if self.start.replace(start) != start {
            list.clear();
        }
        let before = list.partition_point(|(mark, _)| *mark <= at);
        let (mut from, mut sum) = before.checked_sub(1).map_or((start, 0), |last| list[last]);
        while at - from > Self::STEP {
            // Behind a blank begins a cluster.
            let piece = &text[from..text.floor_char_boundary(from + Self::STEP)];
            let piece = &piece[..piece.rfind(' ').map_or(piece.len(), |blank| blank + 1)];
            from += piece.len();
            sum += count(piece);
            list.push((from, sum));
        }
        sum + count(&text[from..at])
    }
}

/// The file as text, less a byte order mark, where it is UTF-8. NUL bytes are those of UTF-16.
fn whole(bytes: &[u8]) -> Option<(&str, u32)> {
    if memchr::memchr(0, bytes).is_some() {
        return None;
    }
    let text = simdutf8::basic::from_utf8(bytes).ok()?;
    Some(match text.strip_prefix('\u{FEFF}') {
        Some(rest) => (rest, 3),
        None => (text, 0),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source;

    fn with_page<T>(text: &str, look: impl FnOnce(&Page) -> T) -> T {
        let source = source::read(text.as_bytes(), "a.txt", Some(source::Format::Text)).unwrap();
        let file = File { path: "a.txt", bytes: text.as_bytes(), source: &source };
        look(&Page::new(&file, &source.parts[0]))
    }

    #[test]
    fn columns_count_what_a_reader_sees() {
        for text in ["x\nệ số 5", "x\ne\u{323}\u{302} số 5", "x\r\nệ số 5"] {
            let at = text.find("số").unwrap();
            assert_eq!(with_page(text, |p| p.place(at)), Place { line: 2, column: 3 }, "{text:?}");
        }
    }

    #[test]
    fn places_do_not_depend_on_their_order() {
        let text = "Điều 5 và Điều 6\nĐiều 7";
        let offsets: Vec<usize> = text.char_indices().map(|(i, _)| i).collect();
        let forth: Vec<Place> = with_page(text, |p| offsets.iter().map(|i| p.place(*i)).collect());
        let back: Vec<Place> = with_page(text, |p| offsets.iter().rev().map(|i| p.place(*i)).collect());
        assert!(forth.iter().eq(back.iter().rev()));
    }

    #[test]
    fn the_end_of_a_text_without_line_break_has_a_place() {
        assert_eq!(with_page("ab\ncd", |p| p.place(5)), Place { line: 2, column: 3 });
        assert_eq!(with_page("", |p| p.place(0)), Place { line: 1, column: 1 });
    }

    #[test]
    fn a_place_in_a_file_of_parts_is_told_by_them() {
        let mut part = Part::default();
        assert_eq!(whereabouts(&part, 0, Lang::En), None);
        part.layout.paragraphs = vec![0, 5];
        part.label = Some("body".to_owned());
        assert_eq!(whereabouts(&part, 5, Lang::Vi).unwrap(), "đoạn 2");
        part.layout.pages = vec![0];
        part.label = Some("footnotes".to_owned());
        assert_eq!(whereabouts(&part, 4, Lang::En).unwrap(), "footnotes, page 1, paragraph 1");
        assert_eq!(whereabouts(&part, 4, Lang::Vi).unwrap(), "chú thích cuối trang, trang 1, đoạn 1");
    }

    #[test]
    fn a_span_off_the_text_is_brought_back() {
        with_page("ệ", |p| {
            assert_eq!(p.clamp(Span::new(1, 2)), Span::new(0, 0));
            assert_eq!(p.clamp(Span::new(0, 99)), Span::new(0, 3));
        });
    }
}
