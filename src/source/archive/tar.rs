//! Tar archives, read from beginning to end.

use std::cell::Cell;
use std::io::{self, BufRead, Read};

use super::super::{Limits, ReadError};
use super::kind::{self, Wanted};
use super::ledger::Ledger;
use super::{Members, Step, broken, bytes_of};

/// Members stand in blocks of this size.
const BLOCK: u64 = 512;

/// The most bytes that the headers of one member may take: long names and attributes stand in blocks of their own.
const HEADERS: u64 = 1 << 20;

/// A tar archive.
pub(super) struct Tar {
    stream: Counted,
}

/// A stream that counts what is read of it, and gives no more than it may.
struct Counted {
    inner: Box<dyn BufRead>,
    read: Cell<u64>,
    most: u64,
}

impl Read for Counted {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let left = self.most.saturating_sub(self.read.get());
        if left == 0 && !out.is_empty() {
            return Err(io::Error::other("header too long"));
        }
        let most = out.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        let read = self.inner.read(&mut out[..most])?;
        self.read.set(self.read.get() + read as u64);
        Ok(read)
    }
}

impl Tar {
    pub(super) fn new(stream: Box<dyn BufRead>) -> Self {
        Tar { stream: Counted { inner: stream, read: Cell::new(0), most: 0 } }
    }

    fn step(&mut self, limits: &Limits, ledger: &Ledger) -> io::Result<Step> {
        // Entries borrow their archive, so that one that outlives a call cannot be kept: each is read by an archive that
        // begins with it.
        self.stream.read.set(0);
        self.stream.most = HEADERS;
        let mut archive = ::tar::Archive::new(&mut self.stream);
        let mut entries = archive.entries()?;
        let Some(entry) = entries.next() else { return Ok(Step::End) };
        let entry = entry?;
        let sort = entry.header().entry_type();
        let name = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        // A file with holes is longer than its blocks.
        let size = if sort.is_gnu_sparse() { entry.header().entry_size()? } else { entry.size() };
        self.stream.read.set(0);
        self.stream.most = u64::MAX;
        let step = match sort {
            ::tar::EntryType::Regular | ::tar::EntryType::Continuous if !name.ends_with('/') => {
                if let Err(error) = ledger.meet(1, limits) {
                    return Ok(Step::Broken(error));
                }
                self.file(name, size, limits)
            }
            ::tar::EntryType::GNUSparse if kind::wanted(&name) == Wanted::Document => {
                Step::Refused { name, error: ReadError::Packing("sparse".into()) }
            }
            _ => Step::Passed,
        };
        if let Step::Broken(_) = step {
            return Ok(step);
        }
        // What stands between the end of the member and the next header.
        let whole = size.div_ceil(BLOCK).saturating_mul(BLOCK);
        let rest = whole.saturating_sub(self.stream.read.get());
        let skipped = io::copy(&mut (&mut self.stream).take(rest), &mut io::sink())?;
        if skipped < rest && self.stream.read.get() < size {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        Ok(step)
    }

    fn file(&mut self, name: String, size: u64, limits: &Limits) -> Step {
        let wanted = kind::wanted(&name);
        match wanted {
            Wanted::No => return Step::LeftOut(kind::left_out(&name)),
            Wanted::Hidden => return Step::Passed,
            Wanted::Document | Wanted::Archive => {}
        }
        if size > limits.file_size {
            return Step::Refused { name, error: ReadError::TooLarge(size, limits.file_size) };
        }
        match bytes_of((&mut self.stream).take(size), limits.file_size, size) {
            Ok(bytes) if (bytes.len() as u64) < size => Step::Broken(broken(&io::ErrorKind::UnexpectedEof.into())),
            Ok(bytes) if wanted == Wanted::Archive => Step::Nested { name, bytes },
            Ok(bytes) => Step::Document { name, format: None, bytes },
            Err(error) => Step::Broken(error),
        }
    }
}

impl Members for Tar {
    fn next(&mut self, limits: &Limits, ledger: &Ledger) -> Step {
        self.step(limits, ledger).unwrap_or_else(|error| Step::Broken(broken(&error)))
    }
}
