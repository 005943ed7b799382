//! The report as one HTML page that needs nothing beside itself.

use std::borrow::Cow;
use std::fmt::Write;

use chrono::Datelike;

use crate::output::tame;
use crate::rules::Lang;

use super::facts::Item;
use super::tally::{Row, Tally, sum};
use super::{Dress, Report, charts, say};

/// How many rows a table of the most has.
const ROWS: usize = 30;

/// How many of the worst files stand in sight.
const FIRST: usize = 10;

/// The classes of error, warning and info.
const CLASSES: [&str; 3] = ["e", "w", "i"];

/// Text with what is markup escaped and what would turn or hide words replaced.
pub(super) fn escape(text: &str) -> Cow<'_, str> {
    let text = tame(text);
    if !text.contains(['&', '<', '>', '"', '\'']) {
        return text;
    }
    let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    Cow::Owned(text.replace('"', "&quot;").replace('\'', "&#39;"))
}

pub(super) fn page(report: &Report, dress: Dress) -> String {
    let lang = dress.lang;
    let tally = Tally::of(report, lang);
    let mut out = String::new();
    let title = say(lang, "Báo cáo soát viện dẫn", "Report on citations");
    // Writing to a string cannot fail.
    let _ = write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; \
         script-src 'unsafe-inline'\">\n<title>{title}</title>\n<style>\n{}</style>\n</head>\n<body>\n<main>\n",
        say(lang, "vi", "en"),
        include_str!("page.css"),
    );
    let (day, month, year) = (dress.today.day(), dress.today.month(), dress.today.year());
    let _ = writeln!(
        out,
        "<h1>{title}</h1>\n<p class=\"dim\">soat {} · {day:02}/{month:02}/{year}</p>",
        env!("CARGO_PKG_VERSION")
    );
    totals(report, &tally, lang, &mut out);
    worst(&tally, lang, &mut out);
    all_charts(&tally, lang, &mut out);
    cited(report, &tally, lang, &mut out);
    unchecked(report, lang, &mut out);
    findings(report, &tally, lang, &mut out);
    let _ = write!(out, "</main>\n<script>\n{}</script>\n</body>\n</html>\n", include_str!("page.js"));
    out
}

/// The totals, those of findings leading to them, and what else stands on the page.
fn totals(report: &Report, tally: &Tally, lang: Lang, out: &mut String) {
    let whole = report.files.values().filter(|facts| facts.whole).count();
    let cited: usize = report.files.values().flat_map(|facts| facts.cited.values()).sum();
    let [errors, warnings, infos] = report.severities();
    let mut cards = vec![
        ("e", errors, say(lang, "lỗi", "errors")),
        ("w", warnings, say(lang, "cảnh báo", "warnings")),
        ("i", infos, say(lang, "lưu ý", "to look at")),
        ("", report.unread(), say(lang, "không đọc được", "not read")),
    ];
    if report.shards {
        cards.insert(
            0,
            ("", report.files.len(), say(lang, "tệp có chỗ báo hoặc đã đọc", "files read or with findings")),
        );
    } else {
        cards.insert(0, ("", whole, say(lang, "tệp đã đọc", "files read")));
    }
    if report.cited_known {
        cards.insert(1, ("", cited, say(lang, "viện dẫn", "citations")));
    }
    out.push_str("<div class=\"cards\">");
    for (class, count, words) in cards {
        if class.is_empty() || count == 0 {
            let _ = write!(out, "<div class=\"card {class}\"><b>{count}</b>{words}</div>");
        } else {
            let _ = write!(
                out,
                "<a class=\"card {class}\" href=\"#findings\" data-severity=\"{class}\"><b>{count}</b>{words}</a>"
            );
        }
    }
    out.push_str("</div>\n<nav>");
    let any = !tally.rules.is_empty();
    for (at, words) in [
        (any.then_some("findings"), say(lang, "Mọi chỗ báo", "Every finding")),
        (Some("cited"), say(lang, "Văn bản được viện dẫn nhiều nhất", "Most cited documents")),
        (Some("unchecked"), say(lang, "Chưa kiểm tra", "Not checked")),
    ] {
        if let Some(at) = at {
            let _ = write!(out, "<a href=\"#{at}\">{words}</a>");
        }
    }
    out.push_str("</nav>\n");
}

fn all_charts(tally: &Tally, lang: Lang, out: &mut String) {
    if tally.rules.is_empty() {
        let words =
            say(lang, "Không thấy gì sai trong những gì đã kiểm tra.", "Nothing found wrong in what was checked.");
        let _ = writeln!(out, "<p>{words}</p>");
        return;
    }
    let keys = severities(lang);
    out.push_str("<p class=\"key\">");
    for (class, word) in CLASSES.iter().zip(keys) {
        let _ = write!(out, "<span class=\"{class}\">{word}</span>");
    }
    out.push_str("</p>\n<div class=\"charts\">\n");
    let total = tally.rules.iter().fold([0; 3], |t, (_, c)| [t[0] + c[0], t[1] + c[1], t[2] + c[2]]);
    let by_severity: Vec<Row> = (0..3)
        .map(|rank| {
            let mut counts = [0; 3];
            counts[rank] = total[rank];
            (keys[rank].to_owned(), counts)
        })
        .collect();
    let chart = |title: &str, rows: &[Row], out: &mut String| {
        let _ = write!(out, "<section class=\"chart\"><h3>{title}</h3>");
        charts::bars(rows, out);
        out.push_str("</section>\n");
    };
    chart(say(lang, "Theo quy tắc", "By rule"), &tally.rules, out);
    chart(say(lang, "Theo mức", "By severity"), &by_severity, out);
    chart(say(lang, "Theo thư mục", "By folder"), &tally.folders, out);
    // What nothing is known of makes no chart.
    if !tally.months.is_empty() {
        let title = say(lang, "Theo tháng của văn bản", "By month of the document");
        let _ = write!(out, "<section class=\"chart\"><h3>{title}</h3>");
        charts::columns(&tally.months, out);
        if tally.undated > 0 {
            let words = say(lang, "Chỗ báo trong văn bản không rõ tháng", "Findings in documents of unknown month");
            let _ = write!(out, "<p class=\"dim\">{words}: {}.</p>", tally.undated);
        }
        out.push_str("</section>\n");
    }
    if tally.issuers.len() > 1 || tally.issuers.iter().any(|(name, _)| !name.starts_with('(')) {
        chart(say(lang, "Theo cơ quan ban hành", "By issuer"), &tally.issuers, out);
    }
    out.push_str("</div>\n");
}

/// A table of a class, whose columns after the first hold numbers.
fn table(heads: &[&str], class: &str, rows: impl Iterator<Item = (String, Vec<usize>)>, out: &mut String) {
    let _ = write!(out, "<table class=\"{class}\"><thead><tr>");
    for (number, head) in heads.iter().enumerate() {
        let _ = write!(out, "<th{}>{head}</th>", if number > 0 { " class=\"n\"" } else { "" });
    }
    out.push_str("</tr></thead><tbody>\n");
    for (name, counts) in rows {
        let _ = write!(out, "<tr><td>{}</td>", escape(&name));
        for count in counts {
            let _ = write!(out, "<td class=\"n\">{count}</td>");
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody></table>\n");
}

/// The files with the gravest findings: the first in sight, some more behind a click.
fn worst(tally: &Tally, lang: Lang, out: &mut String) {
    if tally.files.is_empty() {
        return;
    }
    let _ = writeln!(out, "<h2>{}</h2>", say(lang, "Tệp cần xem trước", "Files to look at first"));
    let [errors, warnings, infos] = severities(lang);
    let heads = [say(lang, "tệp", "file"), errors, warnings, infos];
    let row = |(name, counts): &Row| (name.clone(), counts.to_vec());
    let (first, rest) = tally.files.split_at(tally.files.len().min(FIRST));
    table(&heads, "files", first.iter().map(row), out);
    if !rest.is_empty() {
        let shown = rest.len().min(ROWS - FIRST);
        let words = say(lang, "Các tệp tiếp theo", "The next files");
        let _ = writeln!(out, "<details><summary>{words} ({shown})</summary>");
        table(&heads, "files", rest.iter().take(shown).map(row), out);
        more(tally.files.len(), lang, out);
        out.push_str("</details>\n");
    }
}

fn cited(report: &Report, tally: &Tally, lang: Lang, out: &mut String) {
    let words = say(lang, "Văn bản được viện dẫn nhiều nhất", "Most cited documents");
    let _ = writeln!(out, "<h2 id=\"cited\">{words}</h2>");
    if tally.cited.is_empty() {
        let words = if report.cited_known {
            say(lang, "Không có viện dẫn nào.", "Nothing is cited.")
        } else {
            say(
                lang,
                "Kết quả của soat check không ghi văn bản nào được viện dẫn; thêm kết quả của soat extract --format jsonl \
                 thì bảng này có số liệu.",
                "What soat check writes does not hold what is cited; add what soat extract --format jsonl writes to fill \
                 this table.",
            )
        };
        let _ = writeln!(out, "<p class=\"dim\">{words}</p>");
        return;
    }
    let heads = [say(lang, "văn bản", "document"), say(lang, "tệp", "files"), say(lang, "lần", "times")];
    let rows = tally.cited.iter().take(ROWS);
    table(&heads, "", rows.map(|(name, files, times)| (name.clone(), vec![*files, *times])), out);
    more(tally.cited.len(), lang, out);
}

/// How much a table leaves out.
fn more(rows: usize, lang: Lang, out: &mut String) {
    if let Some(rest) = rows.checked_sub(ROWS).filter(|rest| *rest > 0) {
        let words = match lang {
            Lang::Vi => format!("Còn {rest} dòng nữa; báo cáo .xlsx có đủ."),
            Lang::En => format!("{rest} more; the report as .xlsx has all."),
        };
        let _ = writeln!(out, "<p class=\"dim\">{words}</p>");
    }
}

/// What was not checked, so that silence is not taken for praise.
fn unchecked(report: &Report, lang: Lang, out: &mut String) {
    let _ = writeln!(out, "<h2 id=\"unchecked\">{}</h2>", say(lang, "Chưa kiểm tra", "Not checked"));
    let mut any = false;
    let mut line = |words: &str| {
        any = true;
        let _ = writeln!(out, "<p>{words}</p>");
    };
    for (extension, count) in &report.left_out {
        let extension = escape(extension);
        line(&match (lang, extension.is_empty()) {
            (Lang::Vi, false) => format!("{count} tệp .{extension} trong các thư mục không được đọc."),
            (Lang::En, false) => format!("Files .{extension} in the folders that are not read: {count}."),
            (Lang::Vi, true) => format!("{count} tệp không có đuôi trong các thư mục không được đọc."),
            (Lang::En, true) => format!("Files without extension in the folders that are not read: {count}."),
        });
    }
    if report.shards {
        line(say(
            lang,
            "Một phần số liệu lấy từ kết quả JSON Lines: ở đó không có tên những tệp không có chỗ báo, cũng không có câu \
             văn quanh chỗ báo.",
            "Part of this comes from JSON Lines, which name no files without findings and hold no sentences around \
             findings.",
        ));
    }
    let failed = report.files.iter().filter_map(|(path, facts)| Some((path, facts.error.as_ref()?)));
    let mut rows: Vec<(String, &str)> = failed.map(|(path, error)| (path.clone(), error.as_str())).collect();
    rows.extend(report.broken.iter().map(|b| (format!("{}:{}", b.path, b.line), b.error.as_str())));
    if !rows.is_empty() {
        any = true;
        let _ = writeln!(
            out,
            "<table class=\"why\"><thead><tr><th>{}</th><th>{}</th></tr></thead><tbody>",
            say(lang, "tệp", "file"),
            say(lang, "vì sao", "why")
        );
        for (path, error) in rows {
            let _ = writeln!(out, "<tr><td>{}</td><td>{}</td></tr>", escape(&path), escape(error));
        }
        out.push_str("</tbody></table>\n");
    }
    if !any {
        let words = say(lang, "Mọi tệp được đưa vào đều đọc được.", "Every file that was given could be read.");
        let _ = writeln!(out, "<p>{words}</p>");
    }
}

/// The words of error, warning and info.
pub(super) fn severities(lang: Lang) -> [&'static str; 3] {
    [say(lang, "lỗi", "error"), say(lang, "cảnh báo", "warning"), say(lang, "lưu ý", "info")]
}

fn findings(report: &Report, tally: &Tally, lang: Lang, out: &mut String) {
    let count: usize = tally.rules.iter().map(|(_, counts)| sum(*counts)).sum();
    if count == 0 {
        return;
    }
    let words = severities(lang);
    let _ = write!(
        out,
        "<h2 id=\"findings\">{}</h2>\n<div class=\"filter\"><input id=\"words\" type=\"search\" placeholder=\"{}\" \
         aria-label=\"{}\"><select id=\"severity\" aria-label=\"{}\"><option value=\"\">{}</option>",
        say(lang, "Mọi chỗ báo", "Every finding"),
        say(lang, "Tìm trong đường dẫn, câu văn, thông báo…", "Search paths, sentences, messages…"),
        say(lang, "Tìm", "Search"),
        say(lang, "Mức", "Severity"),
        say(lang, "Mọi mức", "Any severity"),
    );
    for (class, word) in CLASSES.iter().zip(words) {
        let _ = write!(out, "<option value=\"{class}\">{word}</option>");
    }
    let _ = write!(
        out,
        "</select><select id=\"rule\" aria-label=\"{}\"><option value=\"\">{}</option>",
        say(lang, "Quy tắc", "Rule"),
        say(lang, "Mọi quy tắc", "Any rule"),
    );
    let mut rules: Vec<&str> = tally.rules.iter().map(|(name, _)| name.as_str()).collect();
    rules.sort_unstable();
    for rule in rules {
        let code = rule.split(' ').next().unwrap_or_default();
        let _ = write!(out, "<option value=\"{}\">{}</option>", escape(code), escape(rule));
    }
    let _ = write!(
        out,
        "</select><span id=\"count\" class=\"dim\">{count} / {count}</span></div>\n<ol class=\"findings\">\n"
    );
    // The gravest first: who stops in the middle has missed the least.
    for (rank, word) in words.iter().enumerate() {
        for (path, facts) in &report.files {
            for item in facts.items.iter().filter(|item| item.rank() == rank) {
                finding(path, item, word, out);
            }
        }
    }
    out.push_str("</ol>\n");
}

fn finding(path: &str, item: &Item, severity: &str, out: &mut String) {
    let class = CLASSES[item.rank()];
    let _ = write!(
        out,
        "<li class=\"{class}\" data-rule=\"{code}\"><div class=\"where\"><b>{path}</b>:{line}:{column} · \
         <span class=\"sev\">{severity}</span> · {code} {name}",
        code = escape(&item.code),
        path = escape(path),
        line = item.line,
        column = item.column,
        name = escape(&item.name),
    );
    if let Some(part) = &item.part {
        let _ = write!(out, " · {}", escape(part));
    }
    let _ = write!(out, "</div><div class=\"said\">{}</div><blockquote>", escape(&item.message));
    let (before, behind) = item.around.as_ref().map_or(("", ""), |(before, behind)| (before, behind));
    let _ = write!(out, "{}<mark>{}</mark>", escape(before), escape(&item.text));
    if let Some(right) = item.suggestion.as_ref().filter(|right| !right.is_empty()) {
        let _ = write!(out, " <span class=\"right\">→ {}</span>", escape(right));
    }
    let _ = writeln!(out, "{}</blockquote></li>", escape(behind));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_in_a_document_becomes_markup() {
        assert_eq!(escape("<b a='1'>\"&\u{202e}"), "&lt;b a=&#39;1&#39;&gt;&quot;&amp;\u{fffd}");
    }
}
