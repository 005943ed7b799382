//! The index of an archive: every citation and term of its files in one SQLite database.
//!
//! Each file is taken in whole, in one transaction, under an id that its path gives, and its rows are told by file and
//! number in the file. So the content of the database depends on the files alone: not on the order in which threads come,
//! not on how often a run was killed and begun again, not on whether two processes worked at once. What is joined over
//! files (`document`, `dated`) is made anew at the end of a run for those documents that `dirty` names, which is written
//! together with the files.

mod ask;
mod identity;
mod write;

use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

pub use ask::{Archive, Cite, Dated, Outlier, Top};
pub use write::{Indexed, Known, Stamp, Writer};

/// "soat", by which the database is known as an index.
const APPLICATION: i64 = 0x736f_6174;

/// The number of the tables' form; others are refused.
const FORM: i64 = 1;

/// How long a process waits for another that writes.
const PATIENCE: Duration = Duration::from_secs(120);

const TABLES: &str = "
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS file (
    id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, hash BLOB NOT NULL, size INTEGER NOT NULL, modified INTEGER NOT NULL,
    type TEXT NOT NULL, number TEXT NOT NULL, date TEXT NOT NULL, issuer TEXT NOT NULL, subject TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS citation (
    file INTEGER NOT NULL, n INTEGER NOT NULL, document INTEGER NOT NULL, class TEXT NOT NULL, part TEXT NOT NULL,
    line INTEGER NOT NULL, col INTEGER NOT NULL, first INTEGER NOT NULL, behind INTEGER NOT NULL, text TEXT NOT NULL,
    type TEXT NOT NULL, number TEXT NOT NULL, date TEXT NOT NULL, issuer TEXT NOT NULL, subject TEXT NOT NULL,
    PRIMARY KEY (file, n)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS citation_document ON citation (document);
CREATE TABLE IF NOT EXISTS term (
    file INTEGER NOT NULL, n INTEGER NOT NULL, part TEXT NOT NULL, line INTEGER NOT NULL, col INTEGER NOT NULL,
    first INTEGER NOT NULL, behind INTEGER NOT NULL, text TEXT NOT NULL, term TEXT NOT NULL, ordinal TEXT NOT NULL,
    from_year INTEGER, to_year INTEGER, PRIMARY KEY (file, n)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS document (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, files INTEGER NOT NULL, mentions INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS dated (
    document INTEGER NOT NULL, date TEXT NOT NULL, digits TEXT NOT NULL, year INTEGER NOT NULL, symbol TEXT NOT NULL,
    number TEXT NOT NULL, type TEXT NOT NULL, issuer TEXT NOT NULL, subject TEXT NOT NULL, files INTEGER NOT NULL,
    PRIMARY KEY (document, date)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS dated_number ON dated (symbol, year, digits);
CREATE INDEX IF NOT EXISTS dated_date ON dated (date);
CREATE TABLE IF NOT EXISTS dirty (document INTEGER PRIMARY KEY);
";

/// Why an index cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// No such file.
    Missing(PathBuf),
    /// A file that is no index, or one of another version.
    Foreign(PathBuf),
    /// What SQLite says.
    Database(PathBuf, String),
}

impl Error {
    /// What happened and what to do, in Vietnamese and in English.
    #[must_use]
    pub fn message(&self) -> (String, String) {
        match self {
            Error::Missing(path) => {
                let path = path.display();
                (
                    format!("không có kho chỉ mục {path}; soat index THƯ-MỤC -o {path} tạo ra nó"),
                    format!("no index {path}; soat index FOLDER -o {path} makes it"),
                )
            }
            Error::Foreign(path) => {
                let path = path.display();
                (
                    format!("{path} không phải kho chỉ mục của bản soat này; hãy nêu tệp khác hoặc xóa nó để lập lại"),
                    format!(
                        "{path} is no index of this version of soat; name another file, or remove it to make it anew"
                    ),
                )
            }
            Error::Database(path, words) => {
                let path = path.display();
                (
                    format!("kho chỉ mục {path} không dùng được ({words}); hãy xem lại quyền ghi và chỗ trống của đĩa"),
                    format!("the index {path} cannot be used ({words}); check permissions and space on the disk"),
                )
            }
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message().1)
    }
}

/// Makes errors of a database out of those of SQLite.
fn told(path: &Path) -> impl Fn(rusqlite::Error) -> Error + '_ {
    |error| match error.sqlite_error_code() {
        Some(rusqlite::ErrorCode::NotADatabase) => Error::Foreign(path.to_path_buf()),
        _ => Error::Database(path.to_path_buf(), error.to_string()),
    }
}

/// Opens a database that is there, for reading.
fn open(path: &Path) -> Result<Connection, Error> {
    if !path.is_file() {
        return Err(Error::Missing(path.to_path_buf()));
    }
    let told = told(path);
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(&told)?;
    connection.busy_timeout(PATIENCE).map_err(&told)?;
    if mark(&connection).map_err(&told)? == (APPLICATION, FORM) {
        Ok(connection)
    } else {
        Err(Error::Foreign(path.to_path_buf()))
    }
}

/// What tells an index from other databases, and its form.
fn mark(connection: &Connection) -> rusqlite::Result<(i64, i64)> {
    let number = |name: &str| connection.pragma_query_value(None, name, |row| row.get(0));
    Ok((number("application_id")?, number("user_version")?))
}
