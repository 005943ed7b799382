//! Zip archives, read member by member.

use std::io::{BufReader, Cursor, Read, Seek};
use std::vec;

use ::zip::CompressionMethod;
use ::zip::read::{Config, ZipFileEntry, ZipReadOptions};
use ::zip::result::ZipError;
use ::zip::unstable::read::ZipIterable;

use super::super::{Limits, ReadError};
use super::kind::{self, Wanted};
use super::ledger::Ledger;
use super::{Input, Members, Opened, ReadSeek, Step, bytes_of};

/// A zip archive.
struct Zip {
    reader: BufReader<Box<dyn ReadSeek>>,
    entries: vec::IntoIter<ZipFileEntry<'static>>,
    /// What is wrong with the list of members, behind those that can be read.
    fault: Option<ReadError>,
}

/// Opens a zip file: an archive, or a document whose format packs its parts in zip.
pub(super) fn open(input: Input, limits: &Limits, ledger: &Ledger) -> Result<Opened, ReadError> {
    let input = match input {
        Input::Stream(stream) => Input::Bytes(bytes_of(stream, limits.file_size, 0)?),
        sized => sized,
    };
    let (entries, fault) = match &input {
        Input::File(file) => list(BufReader::new(file), limits, ledger)?,
        Input::Bytes(bytes) => list(Cursor::new(&bytes[..]), limits, ledger)?,
        Input::Stream(_) => (Vec::new(), None),
    };
    // Office programs pack the parts of their documents so.
    let packages: [&[u8]; 2] = [b"[Content_Types].xml", b"mimetype"];
    if entries.iter().any(|entry| packages.contains(&entry.name_raw())) {
        return Ok(Opened::Package(input));
    }
    let reader: Box<dyn ReadSeek> = match input {
        Input::File(file) => Box::new(file),
        Input::Bytes(bytes) => Box::new(Cursor::new(bytes)),
        Input::Stream(_) => Box::new(Cursor::new([])),
    };
    Ok(Opened::Archive(Box::new(Zip { reader: BufReader::new(reader), entries: entries.into_iter(), fault })))
}

/// The members that a zip file lists, and what is wrong with the list from there on.
fn list<R: Read + Seek>(
    reader: R,
    limits: &Limits,
    ledger: &Ledger,
) -> Result<(Vec<ZipFileEntry<'static>>, Option<ReadError>), ReadError> {
    let mut list = ZipIterable::try_new(reader, Config::default()).map_err(|error| fault(&error))?;
    ledger.meet(list.len() as u64, limits)?;
    let mut entries = Vec::new();
    for entry in list.files().map_err(|error| fault(&error))? {
        match entry {
            Ok(entry) => entries.push(entry),
            Err(error) => return Ok((entries, Some(fault(&error)))),
        }
    }
    Ok((entries, None))
}

impl Zip {
    /// The bytes of a member.
    fn bytes(&mut self, entry: ZipFileEntry, limits: &Limits, ledger: &Ledger) -> Result<Vec<u8>, ReadError> {
        if entry.encrypted() {
            return Err(ReadError::Encrypted);
        }
        if !matches!(entry.compression(), CompressionMethod::Stored | CompressionMethod::Deflated) {
            return Err(ReadError::Packing(entry.compression().to_string()));
        }
        let (packed, size) = (entry.compressed_size(), entry.size());
        if size > limits.file_size {
            return Err(ReadError::TooLarge(size, limits.file_size));
        }
        let limit = limits.unpacked(packed);
        let file = entry.with_reader(&mut self.reader, ZipReadOptions::new()).map_err(|error| fault(&error))?;
        let bytes = match bytes_of(file, limit, size) {
            Err(ReadError::TooLarge(..)) => return Err(ReadError::Unpacks(limit)),
            bytes => bytes?,
        };
        ledger.unpack(bytes.len() as u64).map_err(|error| super::broken(&error))?;
        Ok(bytes)
    }
}

impl Members for Zip {
    fn next(&mut self, limits: &Limits, ledger: &Ledger) -> Step {
        let Some(entry) = self.entries.next() else {
            return self.fault.take().map_or(Step::End, Step::Broken);
        };
        let name = match entry.name() {
            Ok(name) => name.into_owned(),
            Err(_) => String::from_utf8_lossy(entry.name_raw()).into_owned(),
        };
        let wanted = kind::wanted(&name);
        if !entry.is_file() || wanted == Wanted::Hidden {
            return Step::Passed;
        }
        if wanted == Wanted::No {
            return Step::LeftOut(kind::left_out(&name));
        }
        match self.bytes(entry, limits, ledger) {
            Ok(bytes) if wanted == Wanted::Archive => Step::Nested { name, bytes },
            Ok(bytes) => Step::Document { name, format: None, bytes },
            Err(error) => Step::Refused { name, error },
        }
    }
}

/// What is wrong, in the words of the library.
fn fault(error: &ZipError) -> ReadError {
    match error {
        ZipError::UnsupportedArchive(words) if *words == ZipError::PASSWORD_REQUIRED => ReadError::Encrypted,
        ZipError::UnsupportedArchive(words) => ReadError::Packing((*words).to_owned()),
        ZipError::Io(error) => super::broken(error),
        other => ReadError::Archive(other.to_string()),
    }
}
