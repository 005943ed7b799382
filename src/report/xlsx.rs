//! The report as a workbook: a sheet each for findings, rules, files, cited documents and what was not checked.

use std::fmt;

use chrono::Datelike;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Url, Workbook, Worksheet, XlsxError};

use super::html::severities;
use super::tally::Tally;
use super::{Dress, Report, say};

/// The most rows that a sheet holds, its head among them.
const ROWS: usize = 1 << 20;

/// The most characters of a cell.
const CELL: usize = 32_000;

/// The most links of a sheet.
const LINKS: usize = 65_000;

/// Why there is no workbook.
#[derive(Debug)]
pub struct Overfull(XlsxError);

impl fmt::Display for Overfull {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl From<XlsxError> for Overfull {
    fn from(error: XlsxError) -> Self {
        Overfull(error)
    }
}

/// A cell.
enum Cell<'c> {
    Text(&'c str),
    Count(usize),
    /// A file, with a link to it.
    File(&'c str),
}

/// A sheet being filled.
struct Sheet<'w> {
    back: String,
    sheet: &'w mut Worksheet,
    wrapped: Format,
    next: usize,
    columns: usize,
    links: usize,
}

impl<'w> Sheet<'w> {
    fn new(book: &'w mut Workbook, back: &str, name: &str, heads: &[(&str, f64)]) -> Result<Self, XlsxError> {
        let bold = Format::new().set_bold().set_background_color("#EDEDE8");
        let sheet = book.add_worksheet().set_name(name)?;
        for (column, (head, width)) in heads.iter().enumerate() {
            sheet.write_string_with_format(0, column as u16, *head, &bold)?;
            sheet.set_column_width(column as u16, *width)?;
        }
        sheet.set_freeze_panes(1, 0)?;
        sheet.set_landscape().set_print_fit_to_pages(1, 0).set_repeat_rows(0, 0)?;
        let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
        Ok(Sheet { back: back.to_owned(), sheet, wrapped, next: 1, columns: heads.len(), links: 0 })
    }

    fn row<'c>(&mut self, cells: impl IntoIterator<Item = Cell<'c>>) -> Result<(), XlsxError> {
        if self.next >= ROWS {
            return Err(XlsxError::RowColumnLimitError);
        }
        let row = self.next as u32;
        for (column, cell) in cells.into_iter().enumerate() {
            let column = column as u16;
            match cell {
                // A string cell is never a formula, whatever it begins with.
                Cell::Text(text) => {
                    self.sheet.write_string_with_format(row, column, cut(text), &self.wrapped)?;
                }
                Cell::Count(count) => {
                    self.sheet.write_number_with_format(row, column, count as f64, &self.wrapped)?;
                }
                Cell::File(path) => {
                    let link = (self.links < LINKS).then(|| link(&self.back, path)).flatten();
                    let linked =
                        link.is_some_and(|url| self.sheet.write_url(row, column, url.set_text(cut(path))).is_ok());
                    if linked {
                        self.links += 1;
                    } else {
                        self.sheet.write_string_with_format(row, column, cut(path), &self.wrapped)?;
                    }
                }
            }
        }
        self.next += 1;
        Ok(())
    }

    fn finish(self) -> Result<(), XlsxError> {
        let last = (self.next - 1).max(1) as u32;
        self.sheet.autofilter(0, 0, last, self.columns as u16 - 1)?;
        Ok(())
    }
}

/// A link to a file: beside the workbook where its path is so given. What is no name of a file has none.
fn link(back: &str, path: &str) -> Option<Url> {
    let plain = !path.is_empty() && !path.starts_with('<') && !path.contains(['#', '%', '\n', '\r', ':', '!']);
    plain.then(|| {
        let back = if path.starts_with('/') { "" } else { back };
        Url::new(format!("file:///{back}{path}"))
    })
}

/// As much of a text as a cell holds.
fn cut(text: &str) -> &str {
    match text.char_indices().nth(CELL / 2) {
        // Characters outside the basic plane count twice.
        Some((at, _)) if text.encode_utf16().count() > CELL => &text[..at],
        _ => text,
    }
}

pub(super) fn workbook(report: &Report, dress: Dress) -> Result<Vec<u8>, Overfull> {
    let lang = dress.lang;
    let tally = Tally::of(report, lang);
    let mut book = Workbook::new();
    // The day of the report and not the second, so that the same findings make the same workbook.
    let (year, month, day) = (dress.today.year(), dress.today.month(), dress.today.day());
    let made = ExcelDateTime::from_ymd(year.clamp(1900, 9999) as u16, month as u8, day as u8)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let [errors, warnings, infos] = severities(lang);
    let words = severities(lang);
    let heads = [
        (say(lang, "tệp", "file"), 34.0),
        (say(lang, "dòng", "line"), 7.0),
        (say(lang, "cột", "column"), 7.0),
        (say(lang, "mức", "severity"), 10.0),
        (say(lang, "mã", "code"), 9.0),
        (say(lang, "tên", "name"), 22.0),
        (say(lang, "chữ", "text"), 26.0),
        (say(lang, "thông báo", "message"), 60.0),
        (say(lang, "gợi ý", "suggestion"), 26.0),
        (say(lang, "câu", "sentence"), 70.0),
        (say(lang, "cơ quan ban hành", "issuer"), 24.0),
        (say(lang, "tháng", "month"), 9.0),
    ];
    let mut sheet = Sheet::new(&mut book, dress.back, say(lang, "Chỗ báo", "Findings"), &heads)?;
    for (path, facts) in &report.files {
        let month = facts.month.map(|(year, month)| format!("{year}-{month:02}")).unwrap_or_default();
        for item in &facts.items {
            let sentence = match &item.around {
                Some((before, behind)) => format!("{before}{}{behind}", item.text),
                None => String::new(),
            };
            sheet.row([
                Cell::File(path),
                Cell::Count(item.line),
                Cell::Count(item.column),
                Cell::Text(words[item.rank()]),
                Cell::Text(&item.code),
                Cell::Text(&item.name),
                Cell::Text(&item.text),
                Cell::Text(&item.message),
                Cell::Text(item.suggestion.as_deref().unwrap_or_default()),
                Cell::Text(&sentence),
                Cell::Text(facts.issuer.as_deref().unwrap_or_default()),
                Cell::Text(&month),
            ])?;
        }
    }
    sheet.finish()?;
    let counts = |first: &'static str, width| [(first, width), (errors, 10.0), (warnings, 10.0), (infos, 10.0)];
    let mut sheet =
        Sheet::new(&mut book, dress.back, say(lang, "Quy tắc", "Rules"), &counts(say(lang, "quy tắc", "rule"), 40.0))?;
    for (name, [e, w, i]) in &tally.rules {
        sheet.row([Cell::Text(name), Cell::Count(*e), Cell::Count(*w), Cell::Count(*i)])?;
    }
    sheet.finish()?;
    let mut sheet =
        Sheet::new(&mut book, dress.back, say(lang, "Tệp", "Files"), &counts(say(lang, "tệp", "file"), 60.0))?;
    for (name, [e, w, i]) in &tally.files {
        sheet.row([Cell::File(name), Cell::Count(*e), Cell::Count(*w), Cell::Count(*i)])?;
    }
    sheet.finish()?;
    let heads = [
        (say(lang, "văn bản", "document"), 60.0),
        (say(lang, "tệp", "files"), 10.0),
        (say(lang, "lần", "times"), 10.0),
    ];
    let mut sheet = Sheet::new(&mut book, dress.back, say(lang, "Được viện dẫn", "Cited"), &heads)?;
    for (name, files, times) in &tally.cited {
        sheet.row([Cell::Text(name), Cell::Count(*files), Cell::Count(*times)])?;
    }
    sheet.finish()?;
    let heads = [(say(lang, "tệp", "file"), 50.0), (say(lang, "vì sao", "why"), 90.0)];
    let mut sheet = Sheet::new(&mut book, dress.back, say(lang, "Chưa kiểm tra", "Not checked"), &heads)?;
    for (path, facts) in &report.files {
        if let Some(error) = &facts.error {
            sheet.row([Cell::File(path), Cell::Text(error)])?;
        }
    }
    for broken in &report.broken {
        sheet.row([Cell::Text(&format!("{}:{}", broken.path, broken.line)), Cell::Text(&broken.error)])?;
    }
    for (extension, count) in &report.left_out {
        let why = say(lang, "không phải định dạng được đọc", "of no format that is read");
        sheet.row([Cell::Text(&format!("*.{extension} ({count})")), Cell::Text(why)])?;
    }
    sheet.finish()?;
    Ok(book.save_to_buffer()?)
}
