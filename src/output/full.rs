//! Graphical reports: the line with its words underlined, what is wrong, what is right.

use std::borrow::Cow;
use std::fmt::{self, Display};
use std::ops::Range;

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError, MietteSpanContents, Severity,
    SourceCode, SourceSpan, SpanContents,
};
use unicode_segmentation::UnicodeSegmentation;

use crate::rules::{self, Finding, Lang};
use crate::text::Span;

use super::place::{Page, Place, whereabouts};
use super::plain::{one_line, tame};
use super::record::suggested;
use super::{Checked, FindingFormat};

/// What reports are drawn with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Lines and colours.
    Colour,
    /// Lines without colours.
    Plain,
    /// Nothing beyond ASCII, for terminals that know no more.
    Ascii,
}

/// Findings as graphical reports.
#[derive(Debug)]
pub struct Full {
    handler: GraphicalReportHandler,
    theme: GraphicalTheme,
    width: usize,
}

impl Full {
    /// Reports of that look, at most `width` columns wide.
    pub fn new(look: Look, width: usize) -> Self {
        let theme = match look {
            Look::Colour => GraphicalTheme::unicode(),
            Look::Plain => GraphicalTheme::unicode_nocolor(),
            Look::Ascii => GraphicalTheme::none(),
        };
        // Below this nothing can be read, and miette subtracts without looking.
        let width = width.max(40);
        let handler = GraphicalReportHandler::new_themed(theme.clone())
            .with_width(width)
            .with_links(false)
            // Zero lines around would make a request for text look like one for a place: see `Shown::read_span`.
            .with_context_lines(1);
        Full { handler, theme, width }
    }
}

impl FindingFormat for Full {
    fn findings(&self, checked: &Checked, lang: Lang, out: &mut String) {
        let path = tame(checked.file.path);
        for group in checked.findings.chunk_by(|a, b| a.0 == b.0) {
            let part = &checked.file.source.parts[group[0].0];
            let page = Page::new(&checked.file, part);
            let text = tame(&page.text);
            for (_, finding) in group {
                let place = whereabouts(part, finding.span.start, lang);
                let path = place.map_or(Cow::Borrowed(&*path), |place| Cow::Owned(format!("{path} ({place})")));
                let report = Report::new(&page, &path, &text, finding, self.width, lang);
                // Writing to a string fails only where a label lies outside the text, and `Report` keeps it inside.
                if self.handler.render_report(out, &report).is_err() {
                    out.push('\n');
                }
                if let Some(right) = suggested(finding, &part.text) {
                    let label = match lang {
                        Lang::Vi => "sửa thành:",
                        Lang::En => "change to:",
                    };
                    // The word "help" of miette knows no language; this line stands in its place.
                    let label = self.theme.styles.help.style(label).to_string();
                    out.push_str(&format!("  {label} {}\n", tame(&right)));
                }
                out.push('\n');
            }
        }
    }
}

/// A report on a place in a text that is no document, such as a configuration.
pub fn framed(path: &str, text: &str, span: Span, message: &str, look: Look, width: usize) -> String {
    let Full { handler, width, .. } = Full::new(look, width);
    let (path, text) = (tame(path), tame(text));
    let starts: Vec<u32> =
        std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32 + 1)).collect();
    let lines = Lines { starts: &starts, text: &text };
    let from = span.from().min(text.len());
    let line = lines.line(from);
    let (start, end) = (lines.start(line), lines.end(line));
    let to = span.to().clamp(from, start + text[start..end].trim_end().len().max(from - start));
    let column = text.get(start..from).map_or(1, |before| before.graphemes(true).count() + 1);
    let label = Label { span: Span::new(from, to), place: Place { line: line + 1, column }, words: None };
    let room = width - 4 - starts.len().to_string().len();
    let framed =
        Framed { message: tame(message).into_owned(), shown: Shown { lines, path: &path, labels: vec![label], room } };
    let mut out = String::new();
    // Writing to a string fails only where a label lies outside the text.
    let _ = handler.render_report(&mut out, &framed);
    out
}

/// A message with its place.
#[derive(Debug)]
struct Framed<'a> {
    message: String,
    shown: Shown<'a>,
}

impl Display for Framed<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Framed<'_> {}

impl Diagnostic for Framed<'_> {
    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.shown)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let span = self.shown.labels[0].span;
        Some(Box::new(std::iter::once(LabeledSpan::new_primary_with_span(None, (span.from(), span.len())))))
    }
}

/// One finding as miette wants it.
#[derive(Debug)]
struct Report<'a> {
    finding: &'a Finding,
    message: String,
    shown: Shown<'a>,
}

impl<'a> Report<'a> {
    fn new(page: &'a Page, path: &'a str, text: &'a str, finding: &'a Finding, width: usize, lang: Lang) -> Self {
        let mut labels = vec![Label::new(page, finding.span, None)];
        for (span, message) in &finding.related {
            labels.push(Label::new(page, *span, Some(tame(&one_line(message.get(lang))).into_owned())));
        }
        let lines = page.starts.len().to_string().len();
        Report {
            finding,
            message: tame(finding.message.get(lang)).into_owned(),
            // Before the text of a line stand a blank, its number, a blank, a bar and a blank.
            shown: Shown { lines: Lines { starts: &page.starts, text }, path, labels, room: width - 4 - lines },
        }
    }
}

impl Display for Report<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Report<'_> {}

impl Diagnostic for Report<'_> {
    fn code<'b>(&'b self) -> Option<Box<dyn Display + 'b>> {
        Some(Box::new(format!("{} {}", self.finding.rule.code, self.finding.rule.name)))
    }

    fn severity(&self) -> Option<Severity> {
        Some(match self.finding.severity {
            rules::Severity::Error => Severity::Error,
            rules::Severity::Warning => Severity::Warning,
            rules::Severity::Info => Severity::Advice,
        })
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.shown)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.shown.labels.iter().enumerate().map(|(i, label)| {
            let span = (label.span.from(), label.span.len());
            match i {
                0 => LabeledSpan::new_primary_with_span(label.words.clone(), span),
                _ => LabeledSpan::new_with_span(label.words.clone(), span),
            }
        })))
    }
}

/// Words to underline.
#[derive(Debug)]
struct Label {
    span: Span,
    place: Place,
    words: Option<String>,
}

/// Words longer than this are underlined at their start only.
const LONGEST: usize = 240;

impl Label {
    /// A label inside one line: over several, miette draws arrows down the margin instead of a line under the words.
    fn new(page: &Page, span: Span, words: Option<String>) -> Self {
        let span = page.span(span);
        let line = page.line_span(page.line(span.from()));
        let end = page.text.floor_char_boundary(span.to().min(line.to()).min(span.from() + LONGEST).max(span.from()));
        Label { span: Span::new(span.from(), end), place: page.place(span.from()), words }
    }
}

/// A text and the starts of its lines.
#[derive(Debug)]
struct Lines<'a> {
    text: &'a str,
    starts: &'a [u32],
}

impl Lines<'_> {
    fn line(&self, at: usize) -> usize {
        self.starts.partition_point(|start| *start as usize <= at) - 1
    }

    fn start(&self, line: usize) -> usize {
        self.starts[line] as usize
    }

    fn end(&self, line: usize) -> usize {
        self.starts.get(line + 1).map_or(self.text.len(), |next| *next as usize)
    }
}

/// The text as miette reads it. The sources it brings along look for line breaks from the start of the file for every
/// report, count columns in bytes, and print a paragraph of any length whole.
#[derive(Debug)]
struct Shown<'a> {
    lines: Lines<'a>,
    path: &'a str,
    labels: Vec<Label>,
    /// Columns for the text of a line.
    room: usize,
}

impl SourceCode for Shown<'_> {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let (start, end) = (span.offset(), span.offset() + span.len());
        if end > self.lines.text.len() {
            return Err(MietteError::OutOfBounds);
        }
        if (before, after) == (0, 0) {
            // The head of a report asks where a label stands.
            let label = self.labels.iter().find(|l| l.span.from() == start).ok_or(MietteError::OutOfBounds)?;
            return Ok(self.contents(start..end, label.place.line - 1, label.place.column - 1));
        }
        let window = self.window(start, end).ok_or(MietteError::OutOfBounds)?;
        let line = self.lines.line(window.start);
        Ok(self.contents(window, line, 0))
    }
}

impl<'s> Shown<'s> {
    fn contents<'a>(&'a self, bytes: Range<usize>, line: usize, column: usize) -> Box<dyn SpanContents<'a> + 'a> {
        let count = self.lines.line(bytes.end.saturating_sub(1).max(bytes.start)) - self.lines.line(bytes.start) + 1;
        Box::new(MietteSpanContents::new_named(
            self.path.to_owned(),
            &self.lines.text.as_bytes()[bytes.clone()],
            (bytes.start, bytes.len()).into(),
            line,
            column,
            count,
        ))
    }

    /// The bytes to show for `start..end`: whole lines where they fit, else what fits around the words.
    ///
    /// `None` where the words are those of two labels that do not fit into one picture; each then gets its own.
    fn window(&self, start: usize, end: usize) -> Option<Range<usize>> {
        let text = self.lines.text;
        let (first, last) = (self.lines.line(start), self.lines.line(end));
        let whole = self.lines.start(first)..self.lines.end(last);
        let fits = |line| clusters(text[self.lines.start(line)..self.lines.end(line)].trim_end(), self.room).is_some();
        if (first..=last).all(fits) {
            return Some(whole);
        }
        let single = self.labels.iter().any(|l| (l.span.from(), l.span.to()) == (start, end));
        let words = clusters(&text[start..end], self.room);
        if !single && (first != last || words.is_none()) {
            return None;
        }
        let spare = self.room - words.unwrap_or(self.room);
        let left = spare / 2;
        let head = &text[whole.start..start];
        let tail = text[end..whole.end].trim_end();
        let taken: Vec<&str> = head.graphemes(true).rev().take(left).collect();
        let from = start - taken.iter().map(|g| g.len()).sum::<usize>();
        // What the left side leaves unused goes to the right.
        let to = end + tail.graphemes(true).take(spare - taken.len()).map(str::len).sum::<usize>();
        let (from, to) = whole_words(text, &whole, from..start, end..to);
        Some(self.around_labels(from..to))
    }

    /// The window without half of another label: miette would take it for one over several lines.
    fn around_labels(&self, mut window: Range<usize>) -> Range<usize> {
        for label in &self.labels {
            let (from, to) = (label.span.from(), label.span.to());
            if from < window.start && to > window.start {
                window.start = from;
            }
            if from < window.end && to > window.end {
                window.end = to;
            }
        }
        window
    }
}

/// Moves the cuts at both ends of a window to the nearest blank inside it, unless that would leave out much: half a
/// word at the edge reads like a mistake in the text.
fn whole_words(text: &str, line: &Range<usize>, head: Range<usize>, tail: Range<usize>) -> (usize, usize) {
    const WORD: usize = 24;
    let from = match text[head.clone()].find(' ') {
        Some(blank) if head.start > line.start && blank < WORD => head.start + blank + 1,
        _ => head.start,
    };
    let to = match text[tail.clone()].rfind(' ') {
        Some(blank) if tail.end < line.end && tail.len() - blank < WORD => tail.start + blank,
        _ => tail.end,
    };
    (from, to)
}

/// How many clusters `text` has, where it has at most `limit`.
fn clusters(text: &str, limit: usize) -> Option<usize> {
    // A tab is drawn as up to four columns.
    let mut count = 0;
    for cluster in text.graphemes(true) {
        count += if cluster == "\t" { 4 } else { 1 };
        if count > limit {
            return None;
        }
    }
    Some(count)
}

#[cfg(test)]
mod tests {
    use crate::rules::{Rule, Safety};
    use crate::source;

    use super::super::File;
    use super::*;

    static RULE: Rule = Rule {
        code: "TERM99",
        name: "odd-term",
        severity: rules::Severity::Warning,
        default: true,
        basis: "",
        summary: ("", ""),
        explain: ("", ""),
        wrong: &[],
        silent: &[],
        check: |_, _, _| {},
    };

    fn span(text: &str, words: &str) -> Span {
        let start = text.find(words).unwrap();
        Span::new(start, start + words.len())
    }

    fn render(text: &str, findings: Vec<Finding>) -> String {
        let source = source::read(text.as_bytes(), "a.txt", Some(source::Format::Text)).unwrap();
        let file = File { path: "a.txt", bytes: text.as_bytes(), source: &source };
        let checked = Checked { file, findings: findings.into_iter().map(|f| (0, f)).collect() };
        let mut out = String::new();
        Full::new(Look::Plain, 60).findings(&checked, Lang::En, &mut out);
        out
    }

    /// Where the line under the words begins and how long it is, in columns behind the margin.
    fn underline(report: &str) -> (usize, usize) {
        let line = report.lines().find(|l| l.contains("───") && l.contains('·')).unwrap();
        let line: Vec<char> = line.split_once("· ").unwrap().1.chars().collect();
        let start = line.iter().take_while(|c| **c == ' ').count();
        (start, line[start..].iter().take_while(|c| "─┬".contains(**c)).count())
    }

    #[test]
    fn a_report_says_what_is_wrong_and_what_is_right() {
        let text = "Mở đầu\nkhóa XV, nhiệm kỳ 2021-2020";
        let finding = Finding::new(&RULE, span(text, "2021-2020"), "ngược", "backwards")
            .with(span(text, "khóa XV"), "từ 2021", "since 2021")
            .fix(Safety::Safe, span(text, "2021-2020"), "2021-2026");
        assert_eq!(
            render(text, vec![finding]),
            "TERM99 odd-term\n\n  ⚠ backwards\n   ╭─[a.txt:2:19]\n 2 │ khóa XV, nhiệm kỳ 2021-2020\n   · ───┬───           ─────────\n   \
             ·    ╰── since 2021\n   ╰────\n  change to: 2021-2026\n\n"
        );
    }

    #[test]
    fn the_line_stands_under_the_words_however_they_are_composed() {
        for text in ["nhiệm kỳ 2021-2020 …\r\n", "nhie\u{323}\u{302}m ky\u{300} 2021-2020 …", "nhiệm kỳ 2021-2020"]
        {
            let report = render(text, vec![Finding::new(&RULE, span(text, "2021-2020"), "", "x")]);
            assert!(report.contains("[a.txt:1:10]"), "{report}");
            assert_eq!(underline(&report), (9, 9), "{report}");
        }
        let text = "\tkỳ 2021-2020";
        assert_eq!(underline(&render(text, vec![Finding::new(&RULE, span(text, "2021-2020"), "", "x")])), (7, 9));
    }

    #[test]
    fn long_lines_are_cut_to_what_fits() {
        let text = format!("{} 2021-2020 {}", "nhiê\u{323}m ".repeat(20_000), "ệ".repeat(100_000));
        let report = render(&text, vec![Finding::new(&RULE, span(&text, "2021-2020"), "", "x")]);
        assert!(report.contains("[a.txt:1:120002]"), "{report}");
        let line = report.lines().find(|l| l.contains("2021-2020")).unwrap();
        assert!(line.graphemes(true).count() <= 60, "{line}");
        let at = line.split_once("│ ").unwrap().1;
        let before = at[..at.find("2021").unwrap()].graphemes(true).count();
        assert_eq!(underline(&report), (before, 9), "{report}");
    }

    #[test]
    fn places_far_apart_in_one_line_get_their_own_pictures() {
        let text = format!("khóa XV {} 2021-2020 {}", "a ".repeat(400), "b ".repeat(400));
        let finding = Finding::new(&RULE, span(&text, "2021-2020"), "", "x").with(span(&text, "khóa XV"), "", "since");
        let report = render(&text, vec![finding]);
        assert_eq!(report.matches("[a.txt:1:").count(), 2, "{report}");
        assert!(report.contains("since"), "{report}");
        assert!(!report.contains("Failed"), "{report}");
    }

    #[test]
    fn labels_that_touch_or_cross_the_cut_are_drawn_whole() {
        let text = format!("{} 2021-2020 {}", "ab ".repeat(100), "khóa XV ".repeat(60));
        let long = Span::new(200, 330);
        let finding = Finding::new(&RULE, span(&text, "2021-2020"), "", "x").with(long, "", "wide");
        let report = render(&text, vec![finding]);
        assert!(report.contains("wide") && !report.contains("╭─▶"), "{report}");
    }

    #[test]
    fn words_over_several_lines_are_underlined_in_the_first() {
        let text = "nhiệm kỳ\n2021-2020";
        let report = render(text, vec![Finding::new(&RULE, Span::new(0, text.len()), "", "x")]);
        assert_eq!(underline(&report), (0, 8), "{report}");
    }

    #[test]
    fn nothing_in_the_text_drives_the_terminal() {
        let text = "kỳ \x1b[2J2021-2020\u{9b}";
        let report = render(text, vec![Finding::new(&RULE, span(text, "2021-2020"), "", "x\x1b[31m")]);
        assert!(!report.contains(['\x1b', '\u{9b}']), "{report:?}");
        assert_eq!(underline(&report), (7, 9), "{report}");
    }

    #[test]
    fn an_empty_span_at_the_end_is_drawn() {
        let text = "Số 30";
        let finding = Finding::new(&RULE, Span::new(text.len(), text.len()), "", "x");
        let report = render(text, vec![finding]);
        assert!(report.contains("[a.txt:1:6]") && !report.contains("Failed"), "{report}");
    }
}
