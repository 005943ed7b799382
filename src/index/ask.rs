//! What an index tells: of single numbers for the rules and for lookups, and of the archive as a whole.

use std::collections::HashSet;
use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use chrono::NaiveDate;
use rusqlite::{Connection, Row, params};

use crate::register::{self, Cited, Key, Register, Words};

use super::identity::id_of;
use super::{Error, open, told};

/// An index that is read, by several threads at once.
pub struct Archive {
    path: PathBuf,
    /// Connections that no thread is using.
    free: Mutex<Vec<Connection>>,
}

impl fmt::Debug for Archive {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Archive").field("path", &self.path).finish_non_exhaustive()
    }
}

/// One number with one date, as files of the archive cite it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The id of the document.
    pub document: i64,
    /// The date as `YYYY-MM-DD`; empty where they give none.
    pub date: String,
    /// The number, as most write it.
    pub number: String,
    /// The type, as most name it.
    pub doc_type: String,
    /// The issuer, as most name it.
    pub issuer: String,
    /// The subject, as most give it.
    pub subject: String,
    /// How many files give it this date.
    pub files: u32,
}

/// A place where a document is cited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cite {
    /// The file, seen from the folder of the index.
    pub path: String,
    /// Its line, from 1.
    pub line: u32,
    /// Its column, from 1.
    pub column: u32,
    /// The words.
    pub text: String,
}

/// A document with how often it is cited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Top {
    /// Its type and number, or its name.
    pub name: String,
    /// How many files cite it.
    pub files: u32,
    /// How many mentions there are.
    pub mentions: u32,
}

/// A citation that stands alone against many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outlier {
    /// Where it stands.
    pub cite: Cite,
    /// What it says.
    pub odd: Dated,
    /// What the many say.
    pub usual: Dated,
}

const DATED: &str = "d.document, d.date, d.number, d.type, d.issuer, d.subject, d.files";

fn dated(row: &Row, from: usize) -> rusqlite::Result<Dated> {
    Ok(Dated {
        document: row.get(from)?,
        date: row.get(from + 1)?,
        number: row.get(from + 2)?,
        doc_type: row.get(from + 3)?,
        issuer: row.get(from + 4)?,
        subject: row.get(from + 5)?,
        files: row.get(from + 6)?,
    })
}

impl Dated {
    /// As the register has it, less the files that do not count; none where there is no day.
    fn cited(self, less: u32) -> Option<Cited> {
        Some(Cited {
            date: self.date.parse().ok()?,
            number: self.number,
            doc_type: self.doc_type,
            issuer: self.issuer,
            title: self.subject,
            files: self.files.saturating_sub(less),
        })
    }
}

impl Archive {
    /// Opens an index.
    ///
    /// # Errors
    /// Why it cannot be used.
    pub fn open(path: &Path) -> Result<Archive, Error> {
        Ok(Archive { path: path.to_path_buf(), free: Mutex::new(vec![open(path)?]) })
    }

    /// Where it lies.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    fn with<T>(&self, read: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, Error> {
        let free = || self.free.lock().unwrap_or_else(PoisonError::into_inner);
        let taken = free().pop();
        let connection = match taken {
            Some(connection) => connection,
            None => open(&self.path)?,
        };
        let done = read(&connection).map_err(told(&self.path));
        free().push(connection);
        done
    }

    /// What the archive says of some numbers, and of others of the days given with them. The file `but` does not count,
    /// named as the index has it.
    ///
    /// # Errors
    /// What the database says.
    pub fn said_of(&self, asked: &[(Key, Option<NaiveDate>)], but: Option<&str>) -> Result<register::Archive, Error> {
        self.with(|connection| {
            let mut mine: HashSet<(i64, String)> = HashSet::new();
            if let Some(path) = but {
                let of = "SELECT DISTINCT document, date FROM citation WHERE file = ?1 AND class = 'numbered'";
                let mut query = connection.prepare_cached(of)?;
                let rows = query.query_map([id_of(path)], |row| Ok((row.get(0)?, row.get(1)?)))?;
                mine = rows.collect::<rusqlite::Result<_>>()?;
            }
            let by_number =
                format!("SELECT {DATED} FROM dated AS d WHERE d.symbol = ?1 AND d.year = ?2 AND d.digits = ?3");
            let by_date = format!("SELECT {DATED} FROM dated AS d WHERE d.date = ?1 AND d.symbol = ?2 AND d.year = ?3");
            let (mut by_number, mut by_date) =
                (connection.prepare_cached(&by_number)?, connection.prepare_cached(&by_date)?);
            let mut found: Vec<Dated> = Vec::new();
            for (key, day) in asked {
                let rows = by_number.query_map(params![key.symbol, key.year, key.digits], |row| dated(row, 0))?;
                found.extend(rows.collect::<rusqlite::Result<Vec<_>>>()?);
                let Some(day) = day else { continue };
                let rows = by_date.query_map(params![day.to_string(), key.symbol, key.year], |row| dated(row, 0))?;
                found.extend(rows.collect::<rusqlite::Result<Vec<_>>>()?);
            }
            let cited = found.into_iter().filter_map(|d| {
                let less = u32::from(mine.contains(&(d.document, d.date.clone())));
                d.cited(less)
            });
            Ok(register::Archive::new(cited.collect()))
        })
    }

    /// What the archive says of a number, by date.
    ///
    /// # Errors
    /// What the database says.
    pub fn dated(&self, key: &Key) -> Result<Vec<Dated>, Error> {
        self.with(|connection| {
            let by_number = format!(
                "SELECT {DATED} FROM dated AS d WHERE d.symbol = ?1 AND d.year = ?2 AND d.digits = ?3 \
                 ORDER BY d.date, d.files DESC, d.document"
            );
            let mut query = connection.prepare(&by_number)?;
            let rows = query.query_map(params![key.symbol, key.year, key.digits], |row| dated(row, 0))?;
            rows.collect()
        })
    }

    /// The documents with these words in type, number, issuer or subject, as files cite them; the most cited first, at most
    /// `most`. Words may be written with or without marks.
    ///
    /// # Errors
    /// What the database says.
    pub fn with_words(&self, words: &str, most: usize) -> Result<Vec<Dated>, Error> {
        let Some(words) = Words::of(words) else { return Ok(Vec::new()) };
        self.with(|connection| {
            let all = format!("SELECT {DATED} FROM dated AS d ORDER BY d.files DESC, d.document, d.date DESC");
            let mut query = connection.prepare(&all)?;
            let mut rows = query.query([])?;
            let mut hits: Vec<(Dated, (bool, bool))> = Vec::new();
            while let Some(row) = rows.next()? {
                let dated = dated(row, 0)?;
                let fits = words.stand_in(&[&dated.doc_type, &dated.number, &dated.issuer, &dated.subject]);
                hits.extend(fits.map(|fits| (dated, fits)));
            }
            register::best(&mut hits, |(_, fits)| *fits);
            Ok(hits.into_iter().take(most).map(|(dated, _)| dated).collect())
        })
    }

    /// Where a document is cited with a date, at most `most` places, in the order of the paths.
    ///
    /// # Errors
    /// What the database says.
    pub fn citing(&self, document: i64, date: &str, most: usize) -> Result<Vec<Cite>, Error> {
        self.with(|connection| citing(connection, document, date, most))
    }

    /// The documents that most files cite.
    ///
    /// # Errors
    /// What the database says.
    pub fn top(&self, most: usize) -> Result<Vec<Top>, Error> {
        self.with(|connection| {
            let mut query = connection.prepare(
                "SELECT name, files, mentions FROM document WHERE name != '' \
                 ORDER BY files DESC, mentions DESC, name LIMIT ?1",
            )?;
            let rows = query.query_map([most as i64], |row| {
                Ok(Top { name: row.get(0)?, files: row.get(1)?, mentions: row.get(2)? })
            })?;
            rows.collect()
        })
    }

    /// The citations that stand alone against many: one number with another date than the many give it, or one date and
    /// subject with a number one slip away. What the register knows as real is left out.
    ///
    /// # Errors
    /// What the database says.
    pub fn outliers(&self, register: &Register) -> Result<Vec<Outlier>, Error> {
        self.with(|connection| {
            let usual = DATED.replace("d.", "e.");
            let pairs = |on: &str| {
                format!(
                    "SELECT {DATED}, {usual} FROM dated AS d JOIN dated AS e ON {on} \
                     WHERE d.files = 1 AND e.files >= {} AND d.date != '' AND e.date != ''",
                    register::MANY
                )
            };
            let mut found: Vec<(Dated, Dated)> = Vec::new();
            for on in [
                "e.document = d.document AND e.date != d.date",
                "e.date = d.date AND e.symbol = d.symbol AND e.year = d.year AND e.digits != d.digits",
            ] {
                let mut query = connection.prepare(&pairs(on))?;
                let rows = query.query_map([], |row| Ok((dated(row, 0)?, dated(row, 7)?)))?;
                found.extend(rows.collect::<rusqlite::Result<Vec<_>>>()?);
            }
            let mut out = Vec::new();
            for (odd, usual) in found {
                let is_odd = odd.clone().cited(0).zip(usual.clone().cited(0));
                if !is_odd.is_some_and(|(odd, usual)| register::is_odd(register, &odd, &usual)) {
                    continue;
                }
                for cite in citing(connection, odd.document, &odd.date, 1)? {
                    out.push(Outlier { cite, odd: odd.clone(), usual: usual.clone() });
                }
            }
            out.sort_by(|a, b| {
                let place = |o: &Outlier| (o.cite.path.clone(), o.cite.line, o.cite.column);
                place(a).cmp(&place(b)).then(b.usual.files.cmp(&a.usual.files))
            });
            // Of several that it may have been, the most cited is told.
            out.dedup_by(|b, a| a.cite == b.cite);
            Ok(out)
        })
    }
}

fn citing(connection: &Connection, document: i64, date: &str, most: usize) -> rusqlite::Result<Vec<Cite>> {
    let places = "SELECT f.path, c.line, c.col, c.text FROM citation AS c JOIN file AS f ON f.id = c.file \
                  WHERE c.document = ?1 AND c.date = ?2 AND c.class = 'numbered' ORDER BY f.path, c.n LIMIT ?3";
    let mut query = connection.prepare_cached(places)?;
    let rows = query.query_map(params![document, date, most as i64], |row| {
        Ok(Cite { path: row.get(0)?, line: row.get(1)?, column: row.get(2)?, text: row.get(3)? })
    })?;
    rows.collect()
}
