//! CSV for spreadsheets: RFC 4180, with the byte order mark by which Excel knows UTF-8.

use crate::rules::Lang;

use super::plain::one_line;
use super::record::{self, suggested};
use super::{Checked, FindingFormat, Frame};

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
