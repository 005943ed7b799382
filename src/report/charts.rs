//! Charts as inline SVG: bars across, and columns over time. They are drawn in the colours of the page, which paper
//! takes over.

use std::fmt::Write;

use super::html::escape;
use super::tally::{Row, sum};

/// How many bars stand in a chart.
const BARS: usize = 12;

/// How many columns.
const COLUMNS: usize = 36;

/// Bars across: a row each, the parts by severity, the number behind. The name stands in HTML beside the bar, so that
/// it breaks into lines on a narrow page.
pub(super) fn bars(rows: &[Row], out: &mut String) {
    let most = rows.iter().map(|(_, counts)| sum(*counts)).max().unwrap_or(1).max(1) as f64;
    out.push_str("<div class=\"bars\">");
    for (name, counts) in rows.iter().take(BARS) {
        // Writing to a string cannot fail.
        let _ = write!(out, "<span class=\"name\">{}</span>", escape(name));
        out.push_str("<svg viewBox=\"0 0 200 12\" preserveAspectRatio=\"none\" aria-hidden=\"true\">");
        let mut x = 0.0;
        for (count, class) in counts.iter().zip(["e", "w", "i"]) {
            let width = *count as f64 * 200.0 / most;
            if *count > 0 {
                let _ = write!(out, "<rect class=\"{class}\" x=\"{x:.1}\" width=\"{width:.1}\" height=\"12\"/>");
            }
            x += width;
        }
        let _ = write!(out, "</svg><span class=\"n\">{}</span>", sum(*counts));
    }
    out.push_str("</div>");
}

/// Columns over time, the last ones where there are too many.
pub(super) fn columns(rows: &[Row], out: &mut String) {
    let rows = &rows[rows.len().saturating_sub(COLUMNS)..];
    let most = rows.iter().map(|(_, counts)| sum(*counts)).max().unwrap_or(1).max(1) as f64;
    let step = 24.0;
    // The last name leans out to the right.
    let width = (rows.len() as f64 * step + 16.0).max(240.0);
    let _ = write!(out, "<svg class=\"columns\" viewBox=\"0 0 {width:.0} 150\" role=\"img\">");
    for (number, (name, counts)) in rows.iter().enumerate() {
        let x = number as f64 * step;
        let mut y = 90.0;
        let _ = write!(out, "<g><title>{}: {}</title>", escape(name), sum(*counts));
        for (count, class) in counts.iter().zip(["e", "w", "i"]) {
            let height = *count as f64 * 80.0 / most;
            y -= height;
            if *count > 0 {
                let _ = write!(
                    out,
                    "<rect class=\"{class}\" x=\"{:.1}\" y=\"{y:.1}\" width=\"16\" height=\"{height:.1}\"/>",
                    x + 4.0
                );
            }
        }
        let _ = write!(out, "<text transform=\"translate({:.1} 95) rotate(60)\">{}</text></g>", x + 8.0, escape(name));
    }
    out.push_str("</svg>");
}
