//! Registers of the user's own: what their columns are called, and what may stand in a row.

use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;

use crate::tables;
use crate::text::{fold_plain, is_word};

use super::key::Key;
use super::row::{At, Basis, Change, Kind, Row};

/// Documents of the user's own registers. Later ones win over earlier ones, and all over the built-in table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Own {
    /// The registers, as the configuration names them.
    sources: Vec<String>,
    documents: Vec<Document>,
    by_key: HashMap<Key, Vec<u32>>,
    by_day: HashMap<NaiveDate, Vec<u32>>,
    /// The numbers of each series, which a year and a symbol tell.
    numbers: HashMap<(u16, String), BTreeSet<u32>>,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Document {
    source: u16,
    number: String,
    doc_type: String,
    date: NaiveDate,
    issuer: String,
    title: String,
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    replaced_by: String,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Field {
    Number,
    Type,
    Date,
    Issuer,
    Title,
    From,
    To,
    ReplacedBy,
}

/// The names of columns without marks, in lower case, the first in English and the second in Vietnamese.
const NAMES: &[(Field, &[&str])] = &[
    (Field::Number, &["number", "so ky hieu", "so", "so hieu", "so va ky hieu", "so van ban", "so hieu van ban"]),
    (Field::Type, &["type", "loai", "loai van ban", "ten loai", "ten loai van ban", "hinh thuc"]),
    (Field::Date, &["date", "ngay ban hanh", "ngay", "ngay van ban", "ngay thang", "ngay thang nam", "ngay ky"]),
    (Field::Issuer, &["issuer", "co quan ban hanh", "co quan", "noi ban hanh", "don vi ban hanh"]),
    (Field::Title, &["title", "trich yeu", "subject", "ten van ban", "ten goi", "trich yeu noi dung", "noi dung"]),
    (Field::From, &["from", "hieu luc tu", "ngay hieu luc", "ngay co hieu luc", "co hieu luc tu", "hieu luc tu ngay"]),
    (Field::To, &["to", "het hieu luc", "ngay het hieu luc", "het hieu luc tu", "het hieu luc tu ngay"]),
    (Field::ReplacedBy, &["replaced by", "thay the boi", "bi thay the boi", "van ban thay the", "thay bang"]),
];

/// Which column holds what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Columns {
    fields: Vec<Option<Field>>,
}

/// What is wrong with a row, in both languages; whoever reads the file adds which row it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// In Vietnamese.
    pub vi: String,
    /// In English.
    pub en: String,
}

fn fault(vi: impl Into<String>, en: impl Into<String>) -> Fault {
    Fault { vi: vi.into(), en: en.into() }
}

impl Columns {
    /// Reads the names of columns; none where number and date are not both among them, as in the lines above a head.
    /// Columns with other names are left alone.
    #[must_use]
    pub fn of<S: AsRef<str>>(names: &[S]) -> Option<Columns> {
        let mut fields: Vec<Option<Field>> = Vec::with_capacity(names.len());
        for name in names {
            let plain = plain(name.as_ref());
            let field = NAMES.iter().find(|(_, names)| names.contains(&plain.as_str())).map(|(field, _)| *field);
            // Of two columns for one thing the first counts.
            fields.push(field.filter(|field| !fields.contains(&Some(*field))));
        }
        let has = |field| fields.contains(&Some(field));
        (has(Field::Number) && has(Field::Date)).then_some(Columns { fields })
    }

    /// What the columns are to be called, for messages.
    #[must_use]
    pub fn wanted() -> &'static str {
        "số ký hiệu (number), ngày ban hành (date)"
    }

    fn cell<'c, S: AsRef<str>>(&self, field: Field, cells: &'c [S]) -> &'c str {
        let at = self.fields.iter().position(|f| *f == Some(field));
        at.and_then(|at| cells.get(at)).map_or("", |cell| cell.as_ref().trim())
    }
}

/// A name without marks, its words parted by single blanks.
fn plain(name: &str) -> String {
    let folded: String = name.chars().map(fold_plain).map(|c| if is_word(c) { c } else { ' ' }).collect();
    folded.split_whitespace().collect::<Vec<_>>().join(" ")
}

impl Own {
    /// Begins a register; the rows that follow are its.
    pub fn begin(&mut self, source: &str) {
        self.sources.push(source.to_owned());
    }

    /// Takes in a row. Rows with nothing in them are left out.
    ///
    /// # Errors
    /// What is wrong with a cell.
    pub fn push<S: AsRef<str>>(&mut self, columns: &Columns, cells: &[S]) -> Result<(), Fault> {
        if cells.iter().all(|cell| cell.as_ref().trim().is_empty()) {
            return Ok(());
        }
        let cell = |field| columns.cell(field, cells);
        let number = cell(Field::Number).split_whitespace().collect::<Vec<_>>().join(" ");
        let Some(key) = Key::of(&number) else {
            return Err(match number.is_empty() {
                true => fault("thiếu số, ký hiệu văn bản", "the number of the document is missing"),
                false => fault(
                    format!("\"{number}\" không phải số, ký hiệu văn bản (như 12/2024/QĐ-UBND)"),
                    format!("\"{number}\" is no number of a document (like 12/2024/QĐ-UBND)"),
                ),
            });
        };
        let date = day(cell(Field::Date))?
            .ok_or_else(|| fault("thiếu ngày ban hành", "the date of the document is missing"))?;
        let doc_type = match cell(Field::Type) {
            "" => type_of(&number).unwrap_or("Văn bản").to_owned(),
            said => tables::types_named(said).next().map_or_else(|| said.to_owned(), |known| known.name.to_owned()),
        };
        let text = |field| cell(field).split_whitespace().collect::<Vec<_>>().join(" ");
        let document = Document {
            source: u16::try_from(self.sources.len().saturating_sub(1)).unwrap_or(u16::MAX),
            number,
            doc_type,
            date,
            issuer: text(Field::Issuer),
            title: text(Field::Title),
            from: day(cell(Field::From))?,
            to: day(cell(Field::To))?,
            replaced_by: text(Field::ReplacedBy),
        };
        let at = u32::try_from(self.documents.len())
            .map_err(|_| fault("danh mục có quá nhiều dòng", "the register has too many rows"))?;
        self.documents.push(document);
        let same = |other: &u32| self.row(*other).is_same(&self.row(at));
        let replaced = self.by_key.get(&key).and_then(|rows| rows.iter().position(same));
        self.by_day.entry(date).or_default().push(at);
        if let Some(value) = key.value() {
            self.numbers.entry((key.year, key.symbol.clone())).or_default().insert(value);
        }
        let rows = self.by_key.entry(key).or_default();
        match replaced {
            Some(i) => {
                let old = std::mem::replace(&mut rows[i], at);
                let day = self.documents[old as usize].date;
                self.by_day.entry(day).or_default().retain(|other| *other != old);
            }
            None => rows.push(at),
        }
        Ok(())
    }

    /// How many documents they tell of.
    #[must_use]
    pub fn len(&self) -> usize {
        self.by_key.values().map(Vec::len).sum()
    }

    /// Whether they tell of none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.by_key.is_empty()
    }

    pub(super) fn with_key(&self, key: &Key) -> impl Iterator<Item = Row<'_>> {
        self.by_key.get(key).into_iter().flatten().map(|at| self.row(*at))
    }

    /// Every document, in the order of the registers.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        let mut at: Vec<u32> = self.by_key.values().flatten().copied().collect();
        at.sort_unstable();
        at.into_iter().map(|at| self.row(at))
    }

    pub(super) fn of_day(&self, day: NaiveDate) -> impl Iterator<Item = Row<'_>> {
        self.by_day.get(&day).into_iter().flatten().map(|at| self.row(*at))
    }

    /// The numbers that documents of the series of a key bear, ascending.
    pub(super) fn numbers(&self, key: &Key) -> impl Iterator<Item = u32> {
        self.numbers.get(&(key.year, key.symbol.clone())).into_iter().flatten().copied()
    }

    pub(super) fn changes(&self, at: u32) -> Option<Change<'_>> {
        let document = self.documents.get(at as usize)?;
        let said = !document.replaced_by.is_empty();
        said.then_some(Change { kind: Kind::Replaces, date: document.to?, new: &document.replaced_by })
    }

    fn row(&self, at: u32) -> Row<'_> {
        let document = &self.documents[at as usize];
        Row {
            at: At::Own(at),
            number: &document.number,
            doc_type: &document.doc_type,
            date: document.date,
            issuer: &document.issuer,
            title: &document.title,
            from: document.from,
            to: document.to,
            basis: Basis::Own,
            count: 0,
            source: self.sources.get(usize::from(document.source)).map_or("", String::as_str),
        }
    }
}

/// The type that the symbol of a number tells: of several with one code the one that most kinds of bodies have.
fn type_of(number: &str) -> Option<&'static str> {
    let mut parts = number.split(['/', '-']).map(str::trim).skip(1);
    let code = parts.find(|part| !part.starts_with(|c: char| c.is_ascii_digit()))?;
    let of_party = parts.next().is_some_and(|organ| organ.ends_with("TW") || organ.ends_with('U'));
    let fits = |t: &&tables::DocType| (t.sphere == tables::Sphere::Party) == of_party;
    let names: Vec<&str> = tables::types_with_code(code).filter(fits).map(|known| known.name).collect();
    let often = |name: &&&str| names.iter().filter(|other| *other == *name).count();
    names.iter().max_by_key(often).copied().or_else(|| Some(tables::types_with_code(code).next()?.name))
}

/// A day as registers write it: 2024-03-05, with or without a time behind; 5/3/2024, 05-03-2024, 5.3.2024.
fn day(cell: &str) -> Result<Option<NaiveDate>, Fault> {
    if cell.is_empty() {
        return Ok(None);
    }
    let wrong = || {
        fault(
            format!("\"{cell}\" không phải ngày có thật (viết như 05/3/2024 hoặc 2024-03-05)"),
            format!("\"{cell}\" is no day (write it like 05/3/2024 or 2024-03-05)"),
        )
    };
    let date = cell.split([' ', 'T']).next().unwrap_or_default();
    let parts: Vec<&str> = date.split(['/', '-', '.']).collect();
    let [first, month, last] = parts[..] else { return Err(wrong()) };
    let (year, day) = if first.len() == 4 { (first, last) } else { (last, first) };
    let number = |text: &str, most: usize| {
        let plain = !text.is_empty() && text.len() <= most && text.bytes().all(|b| b.is_ascii_digit());
        plain.then(|| text.parse::<u32>().ok()).flatten()
    };
    let (Some(year), Some(month), Some(day)) = (number(year, 4), number(month, 2), number(day, 2)) else {
        return Err(wrong());
    };
    let found = NaiveDate::from_ymd_opt(year as i32, month, day).filter(|_| year >= 1900);
    found.map(Some).ok_or_else(wrong)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(rows: &[[&str; 4]]) -> Own {
        let columns = Columns::of(&["Số, ký hiệu", "Ngày ban hành", "Cơ quan ban hành", "Trích yếu"]);
        // The comma of the first name is no part of it.
        let columns = columns.expect("number and date are there");
        let mut own = Own::default();
        own.begin("a.csv");
        for row in rows {
            own.push(&columns, row).unwrap();
        }
        own
    }

    #[test]
    fn columns_are_known_in_both_languages() {
        assert!(Columns::of(&["number", "date"]).is_some());
        assert!(Columns::of(&["STT", "SỐ KÝ HIỆU", "Ngày ban hành", "Ghi chú"]).is_some());
        assert!(Columns::of(&["DANH MỤC VĂN BẢN", ""]).is_none());
    }

    #[test]
    fn later_rows_win_over_earlier_ones_of_the_same_document() {
        let own = own(&[
            ["12/QĐ-UBND", "05/3/2024", "UBND tỉnh Nam Định", "a"],
            ["12/QĐ-UBND", "06/3/2024", "Ủy ban nhân dân tỉnh Nam Định", "b"],
            ["12/QĐ-UBND", "06/3/2024", "Ủy ban nhân dân tỉnh Hà Nam", "c"],
            ["12/QĐ-UBND", "2023-03-06", "Ủy ban nhân dân tỉnh Hà Nam", "d"],
            ["", " ", "", ""],
        ]);
        let key = Key::of("12/QĐ-UBND").unwrap();
        let titles: Vec<_> = own.with_key(&key).map(|row| row.title).collect();
        assert_eq!(titles, ["b", "c", "d"]);
        assert_eq!(own.len(), 3);
        assert!(own.rows().all(|row| row.doc_type == "Quyết định" && row.is_solid() && row.source == "a.csv"));
    }

    #[test]
    fn cells_that_cannot_be_read_are_told() {
        let columns = Columns::of(&["so", "ngay"]).unwrap();
        let mut own = Own::default();
        for (row, word) in [
            (["mười hai", "05/3/2024"], "mười hai"),
            (["12/QĐ-UBND", "31/4/2024"], "31/4/2024"),
            (["12/QĐ-UBND", "05/3/24"], "05/3/24"),
            (["12/QĐ-UBND", ""], "thiếu ngày"),
            (["", "05/3/2024"], "thiếu số"),
        ] {
            let found = own.push(&columns, &row).unwrap_err();
            assert!(found.vi.contains(word), "{found:?}");
        }
        assert!(own.is_empty());
    }
}
