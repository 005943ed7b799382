//! Registers of the user's own, read from CSV, XLSX and JSON Lines.

use std::fs;
use std::io::Cursor;
use std::ops::Range;
use std::path::{Path, PathBuf};

use calamine::{Data, DataType, Reader, Xlsx};
use unicode_normalization::UnicodeNormalization;

use crate::register::{self, Columns, Own};
use crate::rules::Message;
use crate::source::{self, Format};

use super::error::{Error, Fault};

/// Registers of more bytes are refused.
const MOST_BYTES: u64 = 256 << 20;

/// So many rows may stand above the names of the columns.
const ABOVE: usize = 30;

/// What reads a register by its rows: each with the number that the user's program gives it and, in texts, its bytes.
type Take<'t> = &'t mut dyn FnMut(usize, Range<usize>, Vec<String>) -> Result<(), Fault>;

/// Reads the registers that a configuration names, seen from its folder. `unreadable` makes an error of the bytes of the
/// configuration that name a register which cannot be opened. Beside them stands the hash of their bytes.
///
/// # Errors
/// The first thing that is wrong, with the row of the register.
pub(super) fn read(
    folder: &Path,
    named: &[(PathBuf, Range<usize>)],
    unreadable: impl Fn(Range<usize>, Message) -> Error,
) -> Result<(Own, String), Error> {
    let mut hash = blake3::Hasher::new();
    let mut own = Own::default();
    for (written, at) in named {
        let path = super::path::plain(&folder.join(written));
        let fail = |vi: String, en: String| {
            let name = written.display();
            let message = Message::new(
                format!("không đọc được danh mục {name}: {vi}"),
                format!("the register {name} cannot be read: {en}"),
            );
            unreadable(at.clone(), message)
        };
        let bytes = match fs::metadata(&path).and_then(|meta| Ok((meta.len(), fs::read(&path)?))) {
            Ok((size, _)) if size > MOST_BYTES => {
                return Err(fail("tệp quá lớn".into(), "the file is too large".into()));
            }
            Ok((_, bytes)) => bytes,
            Err(error) => return Err(fail(error.to_string(), error.to_string())),
        };
        let extension = path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
        let known = ["csv", "tsv", "txt", "xlsx", "jsonl", "ndjson"];
        if !known.contains(&extension.as_str()) {
            let formats = "CSV, XLSX, JSON Lines (.csv, .tsv, .xlsx, .jsonl)";
            return Err(fail(format!("phải là {formats}"), format!("it must be {formats}")));
        }
        hash.update(&(bytes.len() as u64).to_le_bytes()).update(&bytes);
        own.begin(&written.to_string_lossy());
        if extension == "xlsx" {
            sheet(&mut own, bytes).map_err(|fault| Error {
                path: path.clone(),
                message: fault.message,
                place: None,
            })?;
            continue;
        }
        let source = source::read(&bytes, "a.txt", Some(Format::Text))
            .map_err(|error| fail(error.message("vi"), error.message("en")))?;
        let text = source.parts.first().map_or("", |part| &part.text);
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let done = if extension.ends_with("jsonl") || extension == "ndjson" {
            json(&mut own, text)
        } else {
            csv(&mut own, text)
        };
        done.map_err(|fault| Error::fault(&path, text, fault))?;
    }
    Ok((own, hash.finalize().to_hex().to_string()))
}

/// Takes the rows of a table behind the one that names the columns.
fn table(own: &mut Own, rows: impl FnOnce(Take) -> Result<(), Fault>) -> Result<(), Fault> {
    let mut columns: Option<Columns> = None;
    let mut above = 0;
    let no_head = || {
        let wanted = Columns::wanted();
        Fault::new(
            0..0,
            format!("không thấy dòng tên cột nào có {wanted}"),
            format!("no row names the columns {wanted}"),
        )
    };
    rows(&mut |row, bytes, cells| {
        let Some(columns) = &columns else {
            columns = Columns::of(&cells);
            above += 1;
            return if columns.is_none() && above > ABOVE { Err(no_head()) } else { Ok(()) };
        };
        own.push(columns, &cells).map_err(|wrong| in_row(row, bytes, wrong))
    })?;
    if columns.is_none() { Err(no_head()) } else { Ok(()) }
}

fn in_row(row: usize, bytes: Range<usize>, wrong: register::Fault) -> Fault {
    Fault::new(bytes, format!("dòng {row}: {}", wrong.vi), format!("row {row}: {}", wrong.en))
}

/// A cell as it is compared: letters composed.
fn cell(text: &str) -> String {
    text.nfc().collect()
}

/// Comma, semicolon or tab, whichever stands most often in the first lines outside quotes.
fn separator(text: &str) -> u8 {
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut quoted = false;
    for byte in text.bytes().take(4000) {
        quoted ^= byte == b'"';
        if let Some((_, count)) = counts.iter_mut().find(|(sign, _)| *sign == byte && !quoted) {
            *count += 1;
        }
    }
    // Of equals the first counts.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(sign, _)| *sign)
}

fn csv(own: &mut Own, text: &str) -> Result<(), Fault> {
    table(own, |take| {
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(separator(text))
            .has_headers(false)
            .flexible(true)
            .from_reader(text.as_bytes());
        let mut record = csv::StringRecord::new();
        loop {
            match reader.read_record(&mut record) {
                Ok(false) => return Ok(()),
                Ok(true) => {}
                Err(error) => {
                    let words = error.to_string();
                    return Err(Fault::new(
                        0..0,
                        format!("không phải CSV đúng: {words}"),
                        format!("no valid CSV: {words}"),
                    ));
                }
            }
            let (line, from) = record.position().map_or((0, 0), |at| (at.line() as usize, at.byte() as usize));
            // The reader gives the place behind the line before; blank lines between are skipped.
            let lead = text.get(from..).map_or(0, |rest| rest.len() - rest.trim_start_matches(['\r', '\n']).len());
            let blank = text.get(from..from + lead).map_or(0, |blank| blank.matches('\n').count());
            let end = text
                .get(from + lead..)
                .and_then(|rest| rest.find(['\r', '\n']))
                .map_or(text.len(), |n| from + lead + n);
            take(line + blank, from + lead..end, record.iter().map(cell).collect())?;
        }
    })
}

fn json(own: &mut Own, text: &str) -> Result<(), Fault> {
    let mut at = 0;
    for (i, line) in text.split_inclusive('\n').enumerate() {
        let bytes = at..at + line.trim_end().len();
        at += line.len();
        if line.trim().is_empty() {
            continue;
        }
        let row = i + 1;
        let object: serde_json::Map<String, serde_json::Value> = serde_json::from_str(line).map_err(|error| {
            Fault::new(
                bytes.clone(),
                format!("dòng {row}: không phải một đối tượng JSON: {error}"),
                format!("row {row}: no JSON object: {error}"),
            )
        })?;
        let names: Vec<String> = object.keys().map(|key| cell(key)).collect();
        let cells: Vec<String> = object
            .values()
            .map(|value| match value {
                serde_json::Value::String(text) => cell(text),
                serde_json::Value::Null => String::new(),
                other => other.to_string(),
            })
            .collect();
        let Some(columns) = Columns::of(&names) else {
            let wanted = Columns::wanted();
            return Err(Fault::new(
                bytes,
                format!("dòng {row}: thiếu khóa {wanted}"),
                format!("row {row}: the keys {wanted} are missing"),
            ));
        };
        own.push(&columns, &cells).map_err(|wrong| in_row(row, bytes, wrong))?;
    }
    Ok(())
}

/// The first sheet of a workbook.
fn sheet(own: &mut Own, bytes: Vec<u8>) -> Result<(), Fault> {
    let wrong = |words: String| {
        Fault::new(
            0..0,
            format!("không phải bảng tính XLSX đọc được: {words}"),
            format!("no readable XLSX workbook: {words}"),
        )
    };
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|error| wrong(error.to_string()))?;
    let range = match book.worksheet_range_at(0) {
        Some(Ok(range)) => range,
        Some(Err(error)) => return Err(wrong(error.to_string())),
        None => return Err(wrong("không có trang tính nào (no sheet)".into())),
    };
    let first = range.start().map_or(0, |(row, _)| row as usize);
    table(own, |take| {
        for (i, row) in range.rows().enumerate() {
            take(first + i + 1, 0..0, row.iter().map(shown).collect())?;
        }
        Ok(())
    })
}

/// A cell as the workbook shows it, days as 2024-03-05.
fn shown(data: &Data) -> String {
    match data {
        Data::DateTime(_) | Data::DateTimeIso(_) => {
            let day = data.as_date().map(|day| day.to_string());
            day.unwrap_or_else(|| data.to_string())
        }
        Data::Empty | Data::Error(_) => String::new(),
        other => cell(&other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::register::{Key, Register};
    use crate::rules::Lang;

    /// The rows of a register of that name and content, as "number date title", or what is wrong.
    fn rows(name: &str, bytes: &[u8]) -> Result<Vec<String>, String> {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join(name), bytes).unwrap();
        let (own, _) = read(dir.path(), &[(name.into(), 0..0)], |_, message| Error {
            path: "soat.toml".into(),
            message,
            place: None,
        })
        .map_err(|error| error.sentence(Lang::En).replace(&format!("{}/", dir.path().display()), ""))?;
        let register = Register::empty().with_own(own);
        Ok(register.rows().map(|row| format!("{} {} {}", row.number, row.date, row.title)).collect())
    }

    #[test]
    fn csv_is_read_with_any_separator_and_lines_above() {
        let expected = ["12/2024/QĐ-UBND 2024-03-05 về giá đất; sửa đổi"];
        let comma = "Số ký hiệu,Ngày ban hành,Trích yếu\n12/2024/QĐ-UBND,05/3/2024,về giá đất; sửa đổi\n";
        assert_eq!(rows("a.csv", comma.as_bytes()).unwrap(), expected);
        let semicolon = "\u{feff}DANH MỤC;;\r\nSTT;Số ký hiệu;Ngày ban hành;Trích yếu\r\n1;12/2024/QĐ-UBND;5/3/2024;\"về giá đất; sửa đổi\"\r\n;;;\r\n";
        assert_eq!(rows("a.csv", semicolon.as_bytes()).unwrap(), expected);
        let tabs: Vec<u8> = "number\tdate\ttitle\n12/2024/QĐ-UBND\t2024-03-05\tvề giá đất; sửa đổi\n"
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        assert_eq!(rows("a.tsv", &[&[0xff, 0xfe], tabs.as_slice()].concat()).unwrap(), expected);
    }

    #[test]
    fn json_lines_are_read() {
        let text = "{\"so\": \"12/2024/QĐ-UBND\", \"ngay\": \"2024-03-05\", \"trich yeu\": null, \"stt\": 1}\n\n";
        assert_eq!(rows("a.jsonl", text.as_bytes()).unwrap(), ["12/2024/QĐ-UBND 2024-03-05 "]);
        let wrong = rows("a.jsonl", "{\"so\": \"12/2024/QĐ-UBND\"}".as_bytes()).unwrap_err();
        assert!(wrong.contains("a.jsonl:1:1: row 1"), "{wrong}");
    }

    #[test]
    fn workbooks_are_read() {
        use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
        let book = |day: &str| {
            let mut book = Workbook::new();
            let sheet = book.add_worksheet();
            sheet.write_row(2, 1, ["Số ký hiệu", "Ngày ban hành", "Trích yếu"]).unwrap();
            let format = Format::new().set_num_format("dd/mm/yyyy");
            let date = ExcelDateTime::from_ymd(2024, 3, 5).unwrap();
            sheet.write(3, 1, "12/2024/QĐ-UBND").unwrap();
            sheet.write_with_format(3, 2, date, &format).unwrap();
            sheet.write_row(4, 1, ["13/2024/QĐ-UBND", day]).unwrap();
            book.save_to_buffer().unwrap()
        };
        let expected = ["12/2024/QĐ-UBND 2024-03-05 ", "13/2024/QĐ-UBND 2024-03-06 "];
        assert_eq!(rows("a.xlsx", &book("06/3/2024")).unwrap(), expected);
        let wrong = rows("a.xlsx", &book("31/4/2024")).unwrap_err();
        assert!(wrong.starts_with("a.xlsx: row 5: \"31/4/2024\""), "{wrong}");
        assert!(rows("a.xlsx", b"PK").unwrap_err().contains("no readable XLSX"));
    }

    #[test]
    fn what_is_wrong_is_told_with_its_row() {
        let wrong = rows("a.csv", "so,ngay\n\n12/2024/QĐ-UBND,05/3/2024\n13/2024/QĐ-UBND,31/4/2024\n".as_bytes());
        assert!(wrong.as_ref().unwrap_err().starts_with("a.csv:4:1: row 4: \"31/4/2024\""), "{wrong:?}");
        assert!(rows("a.csv", b"a,b\n1,2\n").unwrap_err().contains("no row names the columns"));
        assert!(rows("a.pdf", b"").unwrap_err().contains("it must be CSV"));
        assert_eq!(Key::of("12/2024/QĐ-UBND").map(|key| key.year), Some(2024));
    }
}
