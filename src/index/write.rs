//! Taking files into an index.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use rusqlite::{Connection, Transaction, TransactionBehavior, params};

use crate::output::Mentioned;
use crate::register::Key;

use super::identity::{document, id_of};
use super::{APPLICATION, Error, FORM, PATIENCE, TABLES, mark, told};

/// So many files are written in one transaction.
const AT_ONCE: usize = 128;

/// How long files wait at most to be written, while others come.
const WAIT: Duration = Duration::from_millis(500);

/// By what a file is known without reading it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Its size in bytes.
    pub size: u64,
    /// When it was changed, in nanoseconds.
    pub modified: i64,
}

/// What the index knows of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Known {
    /// The hash of its bytes.
    pub hash: [u8; 32],
    /// Its size and time.
    pub stamp: Stamp,
}

impl Known {
    /// What there is to know of a file with these bytes.
    #[must_use]
    pub fn of(bytes: &[u8], stamp: Stamp) -> Known {
        Known { hash: *blake3::hash(bytes).as_bytes(), stamp }
    }
}

/// A file with what it says.
#[derive(Clone, Debug)]
pub struct Indexed {
    /// Its path as the index has it.
    pub path: String,
    /// What it is known by.
    pub known: Known,
    /// Its mentions; none where only its time has changed.
    pub mentions: Option<Vec<Mentioned>>,
}

/// A change of the index that waits to be written.
#[derive(Debug)]
enum Change {
    Put(Indexed),
    Remove(String),
}

/// An index that is being written.
#[derive(Debug)]
pub struct Writer {
    connection: Connection,
    path: PathBuf,
    waiting: Vec<Change>,
    since: Instant,
}

impl Writer {
    /// Opens an index, or makes one.
    ///
    /// # Errors
    /// Why it cannot be written, and where the file is no index of this form.
    pub fn open(path: &Path) -> Result<Writer, Error> {
        let told = told(path);
        let mut connection = Connection::open(path).map_err(&told)?;
        connection.busy_timeout(PATIENCE).map_err(&told)?;
        wal(&connection).map_err(&told)?;
        connection.pragma_update(None, "synchronous", "NORMAL").map_err(&told)?;
        connection.pragma_update(None, "cache_size", -65_536).map_err(&told)?;
        connection.set_prepared_statement_cache_capacity(32);
        // Whoever comes first makes the tables, others wait.
        let begun = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(&told)?;
        let found = mark(&begun).map_err(&told)?;
        let tables: i64 = begun.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).map_err(&told)?;
        if found != (APPLICATION, FORM) && (found != (0, 0) || tables > 0) {
            return Err(Error::Foreign(path.to_path_buf()));
        }
        begun.execute_batch(TABLES).map_err(&told)?;
        begun.pragma_update(None, "application_id", APPLICATION).map_err(&told)?;
        begun.pragma_update(None, "user_version", FORM).map_err(&told)?;
        begun.commit().map_err(&told)?;
        drop(told);
        Ok(Writer { connection, path: path.to_path_buf(), waiting: Vec::new(), since: Instant::now() })
    }

    /// The files that the index has, by path. Where another version of soat has read them, they count as unknown.
    ///
    /// # Errors
    /// What the database says.
    pub fn files(&self) -> Result<HashMap<String, Known>, Error> {
        let read = || -> rusqlite::Result<HashMap<String, Known>> {
            let mut files = HashMap::new();
            let mut query = self.connection.prepare("SELECT path, hash, size, modified FROM file")?;
            let mut rows = query.query([])?;
            while let Some(row) = rows.next()? {
                let known = Known {
                    hash: row.get(1)?,
                    stamp: Stamp { size: row.get::<_, i64>(2)? as u64, modified: row.get(3)? },
                };
                files.insert(row.get(0)?, known);
            }
            Ok(files)
        };
        read().map_err(told(&self.path))
    }

    /// Whether this version of soat has read the files that the index has.
    ///
    /// # Errors
    /// What the database says.
    pub fn is_of_this_version(&self) -> Result<bool, Error> {
        let read = self.connection.query_row("SELECT value FROM meta WHERE name = 'soat'", [], |row| row.get(0));
        match read {
            Ok(version) => Ok(env!("CARGO_PKG_VERSION") == <String as AsRef<str>>::as_ref(&version)),
            Err(rusqlite::Error::QueryReturnedNoRows) => Ok(true),
            Err(error) => Err(told(&self.path)(error)),
        }
    }

    /// Takes a file in, in place of what was known of it.
    ///
    /// # Errors
    /// What the database says.
    pub fn put(&mut self, file: Indexed) -> Result<(), Error> {
        self.wait(Change::Put(file))
    }

    /// Takes a file out.
    ///
    /// # Errors
    /// What the database says.
    pub fn remove(&mut self, path: String) -> Result<(), Error> {
        self.wait(Change::Remove(path))
    }

    fn wait(&mut self, change: Change) -> Result<(), Error> {
        if self.waiting.is_empty() {
            self.since = Instant::now();
        }
        self.waiting.push(change);
        if self.waiting.len() >= AT_ONCE || self.since.elapsed() >= WAIT { self.write() } else { Ok(()) }
    }

    /// Writes what waits, all or nothing.
    fn write(&mut self) -> Result<(), Error> {
        let waiting = std::mem::take(&mut self.waiting);
        if waiting.is_empty() {
            return Ok(());
        }
        let told = told(&self.path);
        let write = |connection: &mut Connection| -> rusqlite::Result<()> {
            let begun = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
            for change in &waiting {
                match change {
                    Change::Put(file) => put(&begun, file)?,
                    Change::Remove(path) => remove(&begun, path)?,
                }
            }
            begun.commit()
        };
        write(&mut self.connection).map_err(told)
    }

    /// Writes what waits and joins what the files say of each document.
    ///
    /// # Errors
    /// What the database says.
    pub fn finish(mut self) -> Result<(), Error> {
        self.write()?;
        let told = told(&self.path);
        let join = |connection: &mut Connection| -> rusqlite::Result<()> {
            let version = env!("CARGO_PKG_VERSION");
            let noted: Option<String> =
                connection.query_row("SELECT max(value) FROM meta WHERE name = 'soat'", [], |row| row.get(0))?;
            let dirty: bool = connection.query_row("SELECT EXISTS (SELECT 1 FROM dirty)", [], |row| row.get(0))?;
            if dirty || noted.as_deref() != Some(version) {
                let begun = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
                join(&begun)?;
                begun.execute("INSERT OR REPLACE INTO meta VALUES ('soat', ?1)", [version])?;
                begun.commit()?;
            }
            Ok(())
        };
        join(&mut self.connection).map_err(told)
    }
}

/// Lets readers read while it is written. Where the file system has no room for that, the usual way will do.
fn wal(connection: &Connection) -> rusqlite::Result<()> {
    let end = Instant::now() + PATIENCE;
    loop {
        match connection.pragma_update_and_check(None, "journal_mode", "WAL", |row| row.get::<_, String>(0)) {
            Err(error)
                if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy) && Instant::now() < end =>
            {
                // Waiting for this one is not done by the database itself.
                thread::sleep(Duration::from_millis(5));
            }
            Err(error) => return Err(error),
            Ok(_) => return Ok(()),
        }
    }
}

/// Takes away what a file said, and notes the documents that it spoke of.
fn forget(begun: &Transaction, id: i64) -> rusqlite::Result<()> {
    let marked = "INSERT OR IGNORE INTO dirty SELECT DISTINCT document FROM citation WHERE file = ?1 AND document != 0";
    begun.prepare_cached(marked)?.execute([id])?;
    begun.prepare_cached("DELETE FROM citation WHERE file = ?1")?.execute([id])?;
    begun.prepare_cached("DELETE FROM term WHERE file = ?1")?.execute([id])?;
    Ok(())
}

fn remove(begun: &Transaction, path: &str) -> rusqlite::Result<()> {
    let id = id_of(path);
    forget(begun, id)?;
    begun.prepare_cached("DELETE FROM file WHERE id = ?1")?.execute([id])?;
    Ok(())
}

fn put(begun: &Transaction, file: &Indexed) -> rusqlite::Result<()> {
    let id = id_of(&file.path);
    let Stamp { size, modified } = file.known.stamp;
    let Some(mentions) = &file.mentions else {
        let stamped = "UPDATE file SET size = ?2, modified = ?3 WHERE id = ?1 AND hash = ?4";
        begun.prepare_cached(stamped)?.execute(params![id, size as i64, modified, file.known.hash])?;
        return Ok(());
    };
    forget(begun, id)?;
    let own = mentions.iter().find(|mention| mention.kind == "own");
    let own_field = |field: fn(&Mentioned) -> &str| own.map_or("", field);
    begun.prepare_cached("INSERT OR REPLACE INTO file VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")?.execute(
        params![
            id,
            file.path,
            file.known.hash,
            size as i64,
            modified,
            own_field(|own| own.doc_type),
            own_field(|own| &own.number),
            own_field(|own| &own.date),
            own_field(|own| &own.issuer),
            own_field(|own| &own.subject),
        ],
    )?;
    let cite = "INSERT INTO citation VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)";
    let mut cite = begun.prepare_cached(cite)?;
    let mut mark = begun.prepare_cached("INSERT OR IGNORE INTO dirty VALUES (?1)")?;
    let term = "INSERT INTO term VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)";
    let mut term = begun.prepare_cached(term)?;
    for (n, m) in mentions.iter().enumerate() {
        let n = n as i64;
        let (line, column) = (m.line as i64, m.column as i64);
        match m.kind {
            "citation" => {
                // A short form is a citation of what it stands for.
                let meant = m.target.and_then(|t| mentions.get(t)).filter(|_| m.class == "short").unwrap_or(m);
                let document = document(meant).unwrap_or(0);
                let subject = if m.subject.is_empty() { &m.title } else { &m.subject };
                cite.execute(params![
                    id, n, document, m.class, m.part, line, column, m.start, m.end, m.text, m.doc_type, m.number,
                    m.date, m.issuer, subject
                ])?;
                if document != 0 {
                    mark.execute([document])?;
                }
            }
            "term" => {
                term.execute(params![
                    id, n, m.part, line, column, m.start, m.end, m.text, m.term, m.ordinal, m.from, m.to
                ])?;
            }
            _ => {}
        }
    }
    Ok(())
}

/// A citation as far as it tells of its document.
struct Voice {
    file: i64,
    date: String,
    class: String,
    name: String,
    number: String,
    doc_type: String,
    issuer: String,
    subject: String,
}

/// Joins anew what the files say of the documents that are noted.
fn join(begun: &Transaction) -> rusqlite::Result<()> {
    begun.execute("DELETE FROM document WHERE id IN (SELECT document FROM dirty)", [])?;
    begun.execute("DELETE FROM dated WHERE document IN (SELECT document FROM dirty)", [])?;
    {
        let voices = "SELECT c.document, c.file, c.date, c.class, c.text, c.number, c.type, c.issuer, c.subject \
                      FROM dirty JOIN citation AS c ON c.document = dirty.document ORDER BY dirty.document";
        let mut query = begun.prepare(voices)?;
        let mut rows = query.query([])?;
        let mut of: Option<i64> = None;
        let mut heard: Vec<Voice> = Vec::new();
        while let Some(row) = rows.next()? {
            let document: i64 = row.get(0)?;
            if let Some(before) = of.filter(|before| *before != document) {
                tell(begun, before, &heard)?;
                heard.clear();
            }
            of = Some(document);
            heard.push(Voice {
                file: row.get(1)?,
                date: row.get(2)?,
                class: row.get(3)?,
                name: row.get(4)?,
                number: row.get(5)?,
                doc_type: row.get(6)?,
                issuer: row.get(7)?,
                subject: row.get(8)?,
            });
        }
        if let Some(last) = of {
            tell(begun, last, &heard)?;
        }
    }
    begun.execute("DELETE FROM dirty", [])?;
    Ok(())
}

/// Writes what is said of one document.
fn tell(begun: &Transaction, document: i64, voices: &[Voice]) -> rusqlite::Result<()> {
    let numbered: Vec<&Voice> = voices.iter().filter(|voice| voice.class == "numbered").collect();
    let number = most(numbered.iter().map(|voice| voice.number.as_str()));
    let doc_type = most(numbered.iter().map(|voice| voice.doc_type.as_str()));
    let name = match number {
        "" => most(voices.iter().filter(|voice| voice.class == "named").map(|voice| voice.name.as_str())).to_owned(),
        number => format!("{doc_type} {number}").trim().to_owned(),
    };
    let files = |voices: &mut dyn Iterator<Item = i64>| {
        let mut files: Vec<i64> = voices.collect();
        files.sort_unstable();
        files.dedup();
        files.len() as i64
    };
    let all = files(&mut voices.iter().map(|voice| voice.file));
    begun.prepare_cached("INSERT INTO document VALUES (?1, ?2, ?3, ?4)")?.execute(params![
        document,
        name,
        all,
        voices.len() as i64
    ])?;
    let Some(key) = Key::of(number) else { return Ok(()) };
    let mut by_date: BTreeMap<&str, Vec<&Voice>> = BTreeMap::new();
    for voice in numbered {
        by_date.entry(&voice.date).or_default().push(voice);
    }
    let mut dated = begun.prepare_cached("INSERT INTO dated VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)")?;
    for (date, voices) in by_date {
        let field = |field: fn(&Voice) -> &str| most(voices.iter().map(|voice| field(voice)));
        dated.execute(params![
            document,
            date,
            key.digits,
            key.year,
            key.symbol,
            number,
            doc_type,
            field(|voice| &voice.issuer),
            field(|voice| &voice.subject),
            files(&mut voices.iter().map(|voice| voice.file)),
        ])?;
    }
    Ok(())
}

/// What most of them say, of equals the longest and first; empty where all are silent.
fn most<'v>(words: impl Iterator<Item = &'v str>) -> &'v str {
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for word in words.filter(|word| !word.is_empty()) {
        *counts.entry(word).or_default() += 1;
    }
    counts.into_iter().max_by_key(|(word, count)| (*count, word.len(), Reverse(*word))).map_or("", |(word, _)| word)
}
