//! Archives: files that hold many documents. They are unpacked one member at a time into memory, never onto the disk.
//!
//! A member is called `archive.zip!/folder/a.txt`, one of an archive within an archive
//! `archive.zip!/inner.tar!/a.txt`. The single file in a `.gz` goes by the name of the `.gz`.

mod json_lines;
mod kind;
mod ledger;
mod name;
mod tar;
mod warc;
mod zip;

use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::{self, BufRead, BufReader, Cursor, Read, Seek};
use std::rc::Rc;

use super::{Format, Limits, ReadError};
use kind::Kind;
use ledger::{Fed, Inflated, Ledger};

pub use json_lines::{Line, line};
pub use kind::{is_archive, is_read};
pub use name::outermost;

/// What an archive is read from.
pub enum Input {
    /// A file that can be read at any place.
    File(File),
    /// A file in memory.
    Bytes(Vec<u8>),
    /// What can be read once only, from its beginning.
    Stream(Box<dyn Read>),
}

/// What an archive gives.
#[derive(Debug, PartialEq, Eq)]
pub enum Found {
    /// A document.
    Document {
        /// What it is called, the archive's own path before it.
        path: String,
        /// Its format, where the archive tells it better than name and content do.
        format: Option<Format>,
        /// Its bytes, as unpacked.
        bytes: Vec<u8>,
    },
    /// A member, or the rest of an archive, that could not be read.
    Failed {
        /// The path of the member or of the archive.
        path: String,
        /// Why.
        error: ReadError,
    },
    /// At the end: how many members are of no format that is read, by their extensions.
    LeftOut(BTreeMap<String, usize>),
}

/// What comes next in an archive.
enum Step {
    /// A document.
    Document { name: String, format: Option<Format>, bytes: Vec<u8> },
    /// An archive within the archive.
    Nested { name: String, bytes: Vec<u8> },
    /// A member that cannot be read; the others can.
    Refused { name: String, error: ReadError },
    /// A member with this extension, which is of no format that is read.
    LeftOut(String),
    /// What is no member that anybody would ask for.
    Passed,
    /// The rest cannot be read.
    Broken(ReadError),
    /// Nothing.
    End,
}

/// The members of one kind of archive.
trait Members {
    fn next(&mut self, limits: &Limits, ledger: &Ledger) -> Step;
}

/// An archive that is open, and the archives in it that are.
struct Level {
    path: String,
    members: Box<dyn Members>,
}

/// What a file turns out to be when it is opened as an archive.
enum Opened {
    Archive(Box<dyn Members>),
    /// A single document, packed.
    Single(Box<dyn Read>, String),
    /// A document whose format packs its own parts: it is none that holds documents.
    Package(Input),
}

/// The documents of an archive, one after the other.
pub struct Archive {
    path: String,
    limits: Limits,
    ledger: Rc<Ledger>,
    levels: Vec<Level>,
    /// What there is to say before the levels are asked.
    first: Option<Found>,
    /// How often a path was given, by its hash: two members may bear one name.
    given: HashMap<u64, u32>,
    left_out: BTreeMap<String, usize>,
    /// How many archives lay too deep, and the path of the first: what holds a thousand of them is told once.
    too_deep: (u64, String),
    done: bool,
}

/// The most extensions that are told apart among members that are left out.
const MOST_EXTENSIONS: usize = 200;

impl Archive {
    /// The archive at `path`, as its name and its first bytes show it; the input itself where they show none, and where
    /// it is a document that packs its own parts, as those of office programs do.
    ///
    /// # Errors
    /// The input, to be read as a document.
    pub fn open(path: &str, input: Input, limits: &Limits) -> Result<Archive, Input> {
        let (input, head) = match input.with_head() {
            Ok(known) => known,
            Err(input) => (input, Vec::new()),
        };
        let Some(kind) = Kind::of(path, &head) else { return Err(input) };
        let ledger = Rc::new(Ledger::new(limits.ratio));
        let input = match input {
            Input::Stream(stream) => Input::Stream(Box::new(Fed::new(stream, Rc::clone(&ledger)))),
            sized => {
                ledger.feed(sized.size());
                sized
            }
        };
        let mut archive = Archive {
            path: path.to_owned(),
            limits: *limits,
            ledger,
            levels: Vec::new(),
            first: None,
            given: HashMap::new(),
            left_out: BTreeMap::new(),
            too_deep: (0, String::new()),
            done: false,
        };
        match open(kind, path, input, limits, &archive.ledger) {
            Ok(Opened::Package(input)) => return Err(input),
            Ok(opened) => archive.first = archive.enter(path.to_owned(), opened),
            Err(error) => archive.first = Some(archive.failed(path.to_owned(), error)),
        }
        Ok(archive)
    }

    /// Goes on with an archive, or gives the document that it is.
    fn enter(&mut self, path: String, opened: Opened) -> Option<Found> {
        match opened {
            Opened::Archive(members) => {
                self.levels.push(Level { path, members });
                None
            }
            Opened::Single(stream, name) => {
                let format = Format::of_name(&name).filter(|format| format.is_text());
                Some(match bytes_of(stream, self.limits.file_size, 0) {
                    Ok(bytes) => Found::Document { path, format, bytes },
                    Err(error) => self.failed(path, error),
                })
            }
            Opened::Package(input) => Some(match input {
                Input::Bytes(bytes) => Found::Document { path, format: None, bytes },
                _ => return None,
            }),
        }
    }

    /// An archive within an archive.
    fn nested(&mut self, path: String, bytes: Vec<u8>) -> Option<Found> {
        if self.levels.len() as u64 >= self.limits.nesting {
            return self.deep(path);
        }
        let Some(kind) = Kind::of(&path, &bytes) else {
            // Its name is that of a packed file, but it was unpacked on its way.
            let format = Format::of_name(&kind::without_gz(&path)).filter(|format| format.is_text());
            return Some(Found::Document { path, format, bytes });
        };
        match open(kind, &path, Input::Bytes(bytes), &self.limits, &self.ledger) {
            Ok(opened) => self.enter(path, opened),
            Err(ReadError::Nesting(_)) => self.deep(path),
            Err(error) => Some(self.failed(path, error)),
        }
    }

    /// Counts an archive that lies too deep; it is told when all were seen.
    fn deep(&mut self, path: String) -> Option<Found> {
        self.too_deep.0 += 1;
        if self.too_deep.0 == 1 {
            self.too_deep.1 = path;
        }
        None
    }

    /// Tells, once, which archives lay too deep.
    fn told_deep(&mut self) -> Option<Found> {
        let (count, first) = std::mem::take(&mut self.too_deep);
        let limit = self.limits.nesting;
        match count {
            0 => None,
            1 => Some(Found::Failed { path: first, error: ReadError::Nesting(limit) }),
            _ => {
                let inside = first.strip_prefix(&self.path).map_or(&*first, |rest| rest.trim_start_matches("!/"));
                let error = ReadError::Nested(count, limit, inside.to_owned());
                Some(Found::Failed { path: self.path.clone(), error })
            }
        }
    }

    /// Tells a failure. One of a limit that holds for the whole ends the whole.
    fn failed(&mut self, path: String, error: ReadError) -> Found {
        let (path, error) = match (self.ledger.broken(&self.limits), self.levels.first()) {
            (Some(limit), Some(whole)) => (whole.path.clone(), limit),
            (Some(limit), None) => (path, limit),
            (None, _) => (path, error),
        };
        if self.ledger.broken(&self.limits).is_some() {
            self.levels.clear();
        }
        Found::Failed { path, error }
    }

    /// The path, with a number behind it where it was given before.
    fn once(&mut self, path: String) -> String {
        let mut hasher = DefaultHasher::new();
        path.hash(&mut hasher);
        let times = self.given.entry(hasher.finish()).or_default();
        *times += 1;
        if *times == 1 { path } else { format!("{path}#{times}") }
    }

    fn leave_out(&mut self, extension: String) {
        let known = self.left_out.len() < MOST_EXTENSIONS || self.left_out.contains_key(&extension);
        *self.left_out.entry(if known { extension } else { String::new() }).or_default() += 1;
    }
}

impl Iterator for Archive {
    type Item = Found;

    fn next(&mut self) -> Option<Found> {
        if let Some(first) = self.first.take() {
            return Some(first);
        }
        while let Some(level) = self.levels.last_mut() {
            let whole = |name: &str| format!("{}!/{}", level.path, name::tame(name));
            let found = match level.members.next(&self.limits, &self.ledger) {
                Step::Document { name, format, bytes } => {
                    let path = whole(&name);
                    Some(Found::Document { path: self.once(path), format, bytes })
                }
                Step::Nested { name, bytes } => {
                    let path = whole(&name);
                    let path = self.once(path);
                    self.nested(path, bytes)
                }
                Step::Refused { name, error } => {
                    let path = whole(&name);
                    Some(self.failed(path, error))
                }
                Step::LeftOut(extension) => {
                    self.leave_out(extension);
                    None
                }
                Step::Passed => None,
                Step::Broken(error) => {
                    let path = level.path.clone();
                    let found = self.failed(path, error);
                    self.levels.pop();
                    Some(found)
                }
                Step::End => {
                    self.levels.pop();
                    None
                }
            };
            if found.is_some() {
                return found;
            }
        }
        if let Some(deep) = self.told_deep() {
            return Some(deep);
        }
        let last = !std::mem::replace(&mut self.done, true) && !self.left_out.is_empty();
        last.then(|| Found::LeftOut(std::mem::take(&mut self.left_out)))
    }
}

/// Opens an archive of a kind that is known.
fn open(kind: Kind, path: &str, input: Input, limits: &Limits, ledger: &Rc<Ledger>) -> Result<Opened, ReadError> {
    let (mut kind, mut name) = (kind, path.to_owned());
    let mut stream: Box<dyn BufRead> = match (kind, input) {
        (Kind::Zip, input) => return zip::open(input, limits, ledger),
        (_, input) => Box::new(BufReader::with_capacity(1 << 16, input.stream())),
    };
    let mut layers = 0;
    loop {
        return Ok(match kind {
            Kind::Gzip => {
                // Packed and packed again: each counts as one archive within another.
                layers += 1;
                if layers > limits.nesting {
                    return Err(ReadError::Nesting(limits.nesting));
                }
                name = kind::without_gz(&name);
                stream = Box::new(BufReader::with_capacity(1 << 16, Inflated::new(stream, Rc::clone(ledger))));
                let head = stream.fill_buf().map_err(|error| broken(&error))?;
                match Kind::of(&name, head) {
                    Some(Kind::Zip) => {
                        let bytes = bytes_of(stream, limits.file_size, 0)?;
                        return zip::open(Input::Bytes(bytes), limits, ledger);
                    }
                    Some(inner) => {
                        kind = inner;
                        continue;
                    }
                    None => Opened::Single(stream, name),
                }
            }
            Kind::Tar => Opened::Archive(Box::new(tar::Tar::new(stream))),
            Kind::JsonLines => Opened::Archive(Box::new(json_lines::JsonLines::new(stream))),
            Kind::Warc => Opened::Archive(Box::new(warc::Warc::new(stream, Rc::clone(ledger)))),
            Kind::Zip => return Err(ReadError::Archive("zip".into())),
        });
    }
}

/// What can be read at any place.
trait ReadSeek: Read + Seek {}

impl<T: Read + Seek> ReadSeek for T {}

/// How many of the first bytes show what a file is.
const HEAD: usize = 512;

impl Input {
    /// The input and its first bytes, where they can be read without being lost.
    fn with_head(self) -> Result<(Input, Vec<u8>), Input> {
        match self {
            Input::File(mut file) => {
                let mut head = Vec::with_capacity(HEAD);
                let read = (&mut file).take(HEAD as u64).read_to_end(&mut head);
                match read.and_then(|_| file.rewind()) {
                    Ok(()) => Ok((Input::File(file), head)),
                    Err(_) => Err(Input::File(file)),
                }
            }
            Input::Bytes(bytes) => {
                let head = bytes.iter().take(HEAD).copied().collect();
                Ok((Input::Bytes(bytes), head))
            }
            Input::Stream(_) => Err(self),
        }
    }

    fn size(&self) -> u64 {
        match self {
            Input::File(file) => file.metadata().map_or(0, |meta| meta.len()),
            Input::Bytes(bytes) => bytes.len() as u64,
            Input::Stream(_) => 0,
        }
    }

    fn stream(self) -> Box<dyn Read> {
        match self {
            Input::File(file) => Box::new(file),
            Input::Bytes(bytes) => Box::new(Cursor::new(bytes)),
            Input::Stream(stream) => stream,
        }
    }
}

/// All that a stream gives, up to the limit; `expected` is what it is likely to give.
fn bytes_of(stream: impl Read, limit: u64, expected: u64) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::with_capacity(expected.min(limit).min(1 << 20) as usize);
    stream.take(limit.saturating_add(1)).read_to_end(&mut bytes).map_err(|error| broken(&error))?;
    match bytes.len() as u64 {
        read if read > limit => Err(ReadError::TooLarge(read, limit)),
        _ => Ok(bytes),
    }
}

/// What is wrong with an archive, in the words of what reads it.
fn broken(error: &io::Error) -> ReadError {
    if error.kind() == io::ErrorKind::UnexpectedEof {
        return ReadError::Archive("unexpected end of file".into());
    }
    let words: String = error.to_string().chars().map(|c| if c.is_control() { ' ' } else { c }).take(120).collect();
    ReadError::Archive(words)
}

#[cfg(test)]
mod tests;
