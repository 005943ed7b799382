//! Allowances inside documents: `soat: allow TERM01` in a comment of Markdown or HTML or on a line of its own in other
//! texts, `soat: allow-file TERM01` for the whole file.

use std::sync::LazyLock;

use regex::Regex;

use crate::rules::{self, Finding, Selection, UNUSED_ALLOWANCE};
use crate::source::{self, Comments, Format, Part, Source};
use crate::text::Span;

/// What allowances begin with.
const WORD: &str = "soat:";

/// An allowance: whether it is for the whole file, and its codes. Built only where a text holds the word.
static ALLOWANCE: LazyLock<Regex> = LazyLock::new(|| pattern(r"(?s)^soat:\s*allow(-file)?[\s:](.*)"));

/// One code, name or group.
static CODE: LazyLock<Regex> = LazyLock::new(|| pattern(r"[^\s,:]+"));

fn pattern(pattern: &str) -> Regex {
    Regex::new(pattern).expect("the pattern is well formed")
}

/// The allowances of a file.
#[derive(Debug, Default)]
pub(super) struct Allowances {
    list: Vec<Allowance>,
    comments: Option<Comments>,
    /// Number of the part that the comments will be.
    comments_at: usize,
}

/// One rule or group that may be broken somewhere.
#[derive(Debug)]
struct Allowance {
    /// Code, name, group or `ALL`.
    word: String,
    /// Where the word stands, in its part.
    span: Span,
    part: usize,
    /// Where it holds in the text of the first part; everywhere where none.
    scope: Option<Span>,
    used: bool,
}

/// Finds the allowances of a file.
pub(super) fn allowances(bytes: &[u8], source: &Source) -> Allowances {
    let mut out = Allowances { comments_at: source.parts.len(), ..Allowances::default() };
    let Some(part) = source.parts.first() else { return out };
    match source.format {
        Format::Markdown | Format::Html => {
            let Some(comments) = source::comments(bytes, source, WORD) else { return out };
            let mut scopes = Scopes::new(&part.text, source.format);
            for (span, after) in &comments.list {
                let scope = scopes.of(*after as usize);
                out.read(span.of(&comments.part.text), span.from(), source.parts.len(), scope);
            }
            out.comments = Some(comments);
        }
        _ => {
            let mut scopes = Scopes::new(&part.text, source.format);
            for at in memchr::memmem::find_iter(part.text.as_bytes(), WORD) {
                let before = blanks_off(&part.text[..at]);
                let before = before.strip_suffix('#').or_else(|| before.strip_suffix("//")).unwrap_or(before);
                if !begins_line(blanks_off(before).trim_start_matches('\u{feff}')) {
                    continue;
                }
                let end = line_end(&part.text, at);
                let scope = scopes.of(end);
                out.read(&part.text[at..end], at, 0, scope);
            }
        }
    }
    out
}

/// The scopes of the allowances of a text, asked for in its order.
struct Scopes<'t> {
    text: &'t str,
    format: Format,
    /// The last line asked for, and its scope as the one that holds the words and as the one behind them: a line may have
    /// any number of allowances.
    line: Span,
    known: [Option<Span>; 2],
}

impl<'t> Scopes<'t> {
    fn new(text: &'t str, format: Format) -> Self {
        Scopes { text, format, line: Span::new(0, line_end(text, 0)), known: [None; 2] }
    }

    /// Where an allowance holds that is followed by the text at `after`: its own line and the next that is not blank; in
    /// Markdown all lines of the next paragraph. In HTML, where a block is a line, a comment between two blocks holds for
    /// the one behind it.
    fn of(&mut self, after: usize) -> Span {
        if after > self.line.to() {
            let start = self.text[self.line.to()..after].rfind('\n').map_or(0, |at| self.line.to() + at + 1);
            self.line = Span::new(start, line_end(self.text, after));
            self.known = [None; 2];
        }
        // A comment with nothing before it on its line is read as part of the next: that is the line it is meant for.
        let commented = matches!(self.format, Format::Markdown | Format::Html);
        let first = commented && blanks_off(&self.text[self.line.from()..after]).is_empty();
        let known = self.known[usize::from(first)].unwrap_or_else(|| self.behind(first));
        self.known[usize::from(first)] = Some(known);
        known
    }

    fn behind(&self, first: bool) -> Span {
        let (text, own) = (self.text, self.line.to());
        let mut at = if first { self.line.from() } else { own };
        at += text[at..].len() - text[at..].trim_start().len();
        let mut end = line_end(text, at);
        while end < text.len() {
            let next = line_end(text, (end + 1).min(text.len()));
            let blank = text.get(end + 1..next).is_none_or(|line| line.trim().is_empty());
            if self.format != Format::Markdown || blank {
                break;
            }
            end = next;
        }
        Span::new(self.line.from(), end.max(own))
    }
}

/// A text without the blanks at its end; a line break is none of them.
fn blanks_off(text: &str) -> &str {
    text.trim_end_matches(|c: char| c.is_whitespace() && c != '\n')
}

/// Whether a line begins behind a text.
fn begins_line(text: &str) -> bool {
    text.is_empty() || text.ends_with('\n')
}

fn line_end(text: &str, at: usize) -> usize {
    memchr::memchr(b'\n', &text.as_bytes()[at..]).map_or(text.len(), |length| at + length)
}

impl Allowances {
    /// Reads `soat: allow CODE, CODE`, which stands at `at` in its part.
    fn read(&mut self, text: &str, at: usize, part: usize, scope: Span) {
        // Any other sentence may begin with the word.
        let Some(found) = ALLOWANCE.captures(text) else { return };
        let scope = found.get(1).is_none().then_some(scope);
        let codes = found.get(2).map_or(text.len()..text.len(), |m| m.range());
        for code in CODE.find_iter(&text[codes.clone()]) {
            let from = at + codes.start;
            let span = Span::new(from + code.start(), from + code.end());
            self.list.push(Allowance { word: code.as_str().to_owned(), span, part, scope, used: false });
        }
    }

    /// Takes away the findings that are allowed, and adds one for each allowance that allows nothing.
    pub(super) fn apply(
        mut self,
        selection: &Selection,
        findings: &mut Vec<(usize, Finding)>,
    ) -> Option<Part<'static>> {
        if self.list.is_empty() {
            return None;
        }
        findings.retain(|(part, finding)| !self.allows(*part, finding));
        if selection.rules().any(|rule| rule.code == UNUSED_ALLOWANCE.code) {
            let unused: Vec<_> = self.list.iter().filter_map(|a| Some((a.part, unused(a, selection)?))).collect();
            let before = findings.len();
            findings.extend(unused);
            let added = findings.split_off(before);
            findings.extend(added.into_iter().filter(|(_, finding)| !self.allows(0, finding)));
            findings.sort_by(|a, b| (a.0, a.1.span, a.1.rule.code).cmp(&(b.0, b.1.span, b.1.rule.code)));
        }
        let told = findings.last().is_some_and(|(part, _)| *part == self.comments_at);
        self.comments.filter(|_| told).map(|comments| comments.part)
    }

    fn allows(&mut self, part: usize, finding: &Finding) -> bool {
        let mut any = false;
        for allowance in &mut self.list {
            let here = allowance
                .scope
                .is_none_or(|scope| part == 0 && scope.start <= finding.span.start && finding.span.start <= scope.end);
            if here && rules::names(&allowance.word, finding.rule) {
                allowance.used = true;
                any = true;
            }
        }
        any
    }
}

/// What there is to say of an allowance that allowed nothing. One of rules that did not all run may have its use.
fn unused(allowance: &Allowance, selection: &Selection) -> Option<Finding> {
    let word = &allowance.word;
    let finding = |vi: String, en: String| Some(Finding::new(&UNUSED_ALLOWANCE, allowance.span, vi, en));
    let meant: Vec<_> = rules::RULES.iter().filter(|rule| rules::names(word, rule)).collect();
    if meant.is_empty() && !word.eq_ignore_ascii_case("ALL") {
        let (vi, en) = match rules::nearest(word) {
            Some(near) => (format!("; ý bạn là {near}?"), format!("; did you mean {near}?")),
            None => (String::new(), String::new()),
        };
        return finding(
            format!("Lời cho phép “{word}” không gọi tên quy tắc nào{vi}."),
            format!("The allowance “{word}” names no rule{en}."),
        );
    }
    let usual = meant.iter().any(|rule| rule.default);
    let all_ran = meant
        .iter()
        .filter(|rule| rule.default || !usual)
        .all(|rule| selection.rules().any(|running| running.code == rule.code));
    if allowance.used || !all_ran || meant.iter().any(|rule| rule.code == UNUSED_ALLOWANCE.code) {
        return None;
    }
    finding(
        format!("Lời cho phép “{word}” thừa: ở chỗ nó có hiệu lực không có gì để báo."),
        format!("The allowance “{word}” is not needed: where it holds there is nothing to flag."),
    )
}

/// The source with one more part, borrowed from the first.
pub(super) fn with_part<'a>(source: &'a Source, part: Part<'a>) -> Source<'a> {
    let borrowed = source.parts.iter().map(Part::borrowed);
    Source { format: source.format, encoding: source.encoding, parts: borrowed.chain([part]).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a finding of TERM01 at each "x" and the allowances of a file come to, as `code:words` in order.
    fn left(name: &str, text: &str, selection: &Selection) -> Vec<String> {
        let source = source::read(text.as_bytes(), name, None).unwrap();
        let own = &source.parts[0].text;
        let rule = rules::find("TERM01").unwrap();
        let mut findings: Vec<_> =
            own.match_indices('x').map(|(at, _)| (0, Finding::new(rule, Span::new(at, at + 1), "", ""))).collect();
        let extra = allowances(text.as_bytes(), &source).apply(selection, &mut findings);
        findings
            .iter()
            .map(|(part, finding)| {
                let text = if *part == 0 { own } else { &extra.as_ref().unwrap().text };
                let line = text[..finding.span.from()].matches('\n').count();
                format!("{}:{line}:{}", finding.rule.code, finding.span.of(text))
            })
            .collect()
    }

    fn by_default(name: &str, text: &str) -> Vec<String> {
        left(name, text, &Selection::default())
    }

    #[test]
    fn a_line_of_text_holds_for_the_next() {
        let text = "x\n# soat: allow TERM01\n\nx x\nx\n";
        assert_eq!(by_default("a.txt", text), ["TERM01:0:x", "TERM01:4:x"]);
        assert_eq!(by_default("a.txt", "  // soat: allow reversed-term\r\nx\r\nx"), ["TERM01:2:x"]);
        assert_eq!(by_default("a.txt", "soat: allow-file term\nx\n\nx"), [] as [&str; 0]);
        assert_eq!(by_default("a.txt", "như soat: allow TERM01\nx"), ["TERM01:1:x"]);
        assert_eq!(by_default("a.txt", "soat: allowing TERM01\nx"), ["TERM01:1:x"]);
    }

    #[test]
    fn a_comment_holds_for_the_next_block() {
        let text = "<p>x</p>\n<!-- soat: allow TERM01 -->\n<p>x\nx</p><p>x</p>";
        assert_eq!(by_default("a.html", text), ["TERM01:0:x", "TERM01:4:x"]);
        let text = "x\n\n<!-- soat: allow TERM01 -->\nx\nx\n\nx";
        assert_eq!(by_default("a.md", text).len(), 2, "{:?}", by_default("a.md", text));
    }

    #[test]
    fn allowances_that_allow_nothing_are_told() {
        assert_eq!(by_default("a.txt", "soat: allow TERM01, DATE01\nx"), ["ALLOW01:0:DATE01"]);
        assert_eq!(by_default("a.txt", "soat: allow TREM01\nx"), ["ALLOW01:0:TREM01", "TERM01:1:x"]);
        assert_eq!(by_default("a.html", "<p>y</p><!-- soat: allow TERM01 --><p>y</p>"), ["ALLOW01:0:TERM01"]);
        assert_eq!(by_default("a.txt", "soat: allow-file ALLOW01\nsoat: allow DATE01\ny"), [] as [&str; 0]);
        let dates = Selection::new(&["DATE".into(), "ALLOW01".into()], &[]).unwrap();
        assert_eq!(left("a.txt", "soat: allow TERM01\ny", &dates), [] as [&str; 0]);
        let terms = Selection::new(&["TERM".into()], &[]).unwrap();
        assert_eq!(left("a.txt", "soat: allow TERM01\ny", &terms), [] as [&str; 0]);
    }
}
