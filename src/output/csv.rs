//! CSV for spreadsheets: RFC 4180, with the byte order mark by which Excel knows UTF-8.

use crate::rules::Lang;

use super::plain::one_line;
use super::record::{self, suggested};
use super::{Checked, Extracted, FindingFormat, Frame, MentionFormat, mentioned};

/// The columns.
const HEAD: [&str; 9] = ["path", "line", "column", "severity", "code", "name", "text", "message", "suggestion"];

/// Findings as CSV.
#[derive(Clone, Copy, Debug)]
pub struct Csv;

impl FindingFormat for Csv {
    fn frame(&self) -> Frame {
        Frame { head: head().into(), ..Frame::default() }
    }

    fn findings(&self, checked: &Checked, lang: Lang, out: &mut String) {
        record::walk(checked, lang, |record, finding, page| {
            let right = suggested(finding, &page.part().text).unwrap_or_default();
            let (line, column) = (record.place.line.to_string(), record.place.column.to_string());
            row(
                out,
                [
                    record.path,
                    &line,
                    &column,
                    record.severity,
                    record.code,
                    record.name,
                    &one_line(record.text),
                    &one_line(record.message),
                    &right,
                ],
            );
        });
    }

    fn failed(&self, path: &str, error: &str, out: &mut String) {
        row(out, [path, "", "", "error", "", "unreadable-file", "", error, ""]);
    }
}

/// The columns of mentions.
const MENTIONS: [&str; 21] = [
    "path", "line", "column", "start", "end", "part", "kind", "class", "text", "type", "number", "date", "issuer",
    "title", "subject", "target", "term", "ordinal", "from", "to", "levels",
];

impl MentionFormat for Csv {
    fn frame(&self) -> Frame {
        let mut head = String::from('\u{feff}');
        row(&mut head, MENTIONS);
        Frame { head: head.into(), ..Frame::default() }
    }

    fn mentions(&self, extracted: &Extracted, _lang: Lang, out: &mut String) {
        let number = |value: Option<u32>| value.map_or_else(String::new, |value| value.to_string());
        for m in mentioned(extracted) {
            let target = m.target.map_or_else(String::new, |target| target.to_string());
            row(
                out,
                [
                    extracted.file.path,
                    &m.line.to_string(),
                    &m.column.to_string(),
                    &m.start.to_string(),
                    &m.end.to_string(),
                    &m.part,
                    m.kind,
                    m.class,
                    &m.text,
                    m.doc_type,
                    &m.number,
                    &m.date,
                    &m.issuer,
                    &m.title,
                    &m.subject,
                    &target,
                    m.term,
                    &m.ordinal,
                    &number(m.from),
                    &number(m.to),
                    &m.levels,
                ],
            );
        }
    }

    fn failed(&self, path: &str, error: &str, out: &mut String) {
        row(out, [path, "", "", "", "", "", "error", "", error].into_iter().chain([""; 12]));
    }
}

/// What stands above all rows: the byte order mark and the names of the columns.
pub fn head() -> String {
    let mut head = String::from('\u{feff}');
    row(&mut head, HEAD);
    head
}

/// Writes one row.
pub fn row<'c>(out: &mut String, cells: impl IntoIterator<Item = &'c str>) {
    for (number, cell) in cells.into_iter().enumerate() {
        if number > 0 {
            out.push(',');
        }
        write(out, cell);
    }
    out.push_str("\r\n");
}

/// Writes one cell. What a spreadsheet would take for a formula gets an apostrophe before it: a document comes from
/// anywhere, and opening a list of its faults must not run what it says.
fn write(out: &mut String, cell: &str) {
    let formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let quoted = formula || cell.contains([',', ';', '"', '\n', '\r', '\t']) || cell.trim() != cell;
    if !quoted {
        out.push_str(cell);
        return;
    }
    out.push('"');
    if formula {
        out.push('\'');
    }
    out.push_str(&cell.replace('"', "\"\""));
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_formulas_defused() {
        let mut out = String::new();
        row(&mut out, ["a", "Điều 5, \"6\"", "=1+1", "-x", " b", "c\nd", "", "@SUM(1)"]);
        assert_eq!(out, "a,\"Điều 5, \"\"6\"\"\",\"'=1+1\",\"'-x\",\" b\",\"c\nd\",,\"'@SUM(1)\"\r\n");
    }
}
