//! All findings as CSV.

use crate::output::{csv_head, csv_row};

use super::Report;

pub(super) fn table(report: &Report) -> String {
    let mut out = csv_head();
    for (path, facts) in &report.files {
        for item in &facts.items {
            let (line, column) = (item.line.to_string(), item.column.to_string());
            let suggestion = item.suggestion.as_deref().unwrap_or_default();
            let cells = [&line, &column, &item.severity, &item.code, &item.name, &item.text, &item.message];
            csv_row(&mut out, std::iter::once(path.as_str()).chain(cells.map(String::as_str)).chain([suggestion]));
        }
        if let Some(error) = &facts.error {
            csv_row(&mut out, [path, "", "", "error", "", "unreadable-file", "", error, ""]);
        }
    }
    for broken in &report.broken {
        let line = broken.line.to_string();
        csv_row(&mut out, [&*broken.path, &line, "", "error", "", "unreadable-line", "", &broken.error, ""]);
    }
    out
}
