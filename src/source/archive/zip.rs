//! Zip archives, read member by member.

use std::io::{BufReader, Cursor, Read, Seek};
use std::vec;

use ::zip::CompressionMethod;
use ::zip::read::{Config, ZipFileEntry, ZipReadOptions, read_zipfile_from_stream};
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
    let listed = match &input {
        Input::File(file) => list(BufReader::new(file), limits, ledger),
        Input::Bytes(bytes) => list(Cursor::new(&bytes[..]), limits, ledger),
        Input::Stream(_) => Ok((Vec::new(), None)),
    };
    let (entries, fault) = match listed {
        Ok(listed) => listed,
        Err(fault @ ReadError::Archive(_)) => return Ok(Opened::Archive(Box::new(Cut::new(input, fault)?))),
        Err(error) => return Err(error),
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
        unpacked(file, limit, size, ledger)
    }
}

/// What a member unpacks to, which is to be of that size.
fn unpacked(member: impl Read, limit: u64, size: u64, ledger: &Ledger) -> Result<Vec<u8>, ReadError> {
    let bytes = match bytes_of(member, limit, size) {
        Err(ReadError::TooLarge(..)) => return Err(ReadError::Unpacks(limit)),
        bytes => bytes?,
    };
    ledger.unpack(bytes.len() as u64).map_err(|error| super::broken(&error))?;
    Ok(bytes)
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
        step(name, entry.is_file(), || self.bytes(entry, limits, ledger))
    }
}

/// What a member is to whoever asked, whose bytes are read only where they are wanted.
fn step(name: String, is_file: bool, bytes: impl FnOnce() -> Result<Vec<u8>, ReadError>) -> Step {
    let wanted = kind::wanted(&name);
    if !is_file || wanted == Wanted::Hidden {
        return Step::Passed;
    }
    if wanted == Wanted::No {
        return Step::LeftOut(kind::left_out(&name));
    }
    match bytes() {
        Ok(bytes) if wanted == Wanted::Archive => Step::Nested { name, bytes },
        Ok(bytes) => Step::Document { name, format: None, bytes },
        Err(error) => Step::Refused { name, error },
    }
}

/// A zip archive whose list of members, which stands at its end, is lost: what stands before the cut is read by the heads
/// of the members themselves.
struct Cut {
    reader: BufReader<Box<dyn Read>>,
    /// What is wrong with it, behind the last member that is whole.
    fault: Option<ReadError>,
}

impl Cut {
    fn new(mut input: Input, fault: ReadError) -> Result<Cut, ReadError> {
        if let Input::File(file) = &mut input {
            file.rewind().map_err(|error| super::broken(&error))?;
        }
        Ok(Cut { reader: BufReader::new(input.stream()), fault: Some(fault) })
    }
}

impl Members for Cut {
    fn next(&mut self, limits: &Limits, ledger: &Ledger) -> Step {
        let mut cut = || self.fault.take().map_or(Step::End, Step::Broken);
        let Ok(Some(mut file)) = read_zipfile_from_stream(&mut self.reader) else { return cut() };
        if let Err(error) = ledger.meet(1, limits) {
            return Step::Broken(error);
        }
        let name = String::from_utf8_lossy(file.name_raw()).into_owned();
        let (is_file, size) = (file.is_file(), file.size());
        let step = step(name, is_file, || {
            if size > limits.file_size {
                return Err(ReadError::TooLarge(size, limits.file_size));
            }
            let limit = limits.unpacked(file.compressed_size());
            unpacked(&mut file, limit, size, ledger)
        });
        match step {
            // Where the cut goes through a member, nothing is behind it.
            Step::Refused { error: ReadError::Archive(_), .. } => cut(),
            step => step,
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
