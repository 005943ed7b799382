//! How much an archive has unpacked to so far, with all that is packed in it.

use std::cell::Cell;
use std::io::{self, BufRead, Read};
use std::rc::Rc;

use flate2::bufread::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};

use super::super::{Limits, ReadError, UNPACKED_FREE};

/// Counts for an archive as a whole, which archives within it share: what unpacks a thousandfold at each level is
/// stopped by what the outermost one may come to.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    ratio: u64,
    /// Bytes of the outermost file: all of them where its size is known, else those read so far.
    fed: Cell<u64>,
    unpacked: Cell<u64>,
    members: Cell<u64>,
    over: Cell<bool>,
}

impl Ledger {
    pub(super) fn new(ratio: u64) -> Self {
        Ledger { ratio, ..Ledger::default() }
    }

    pub(super) fn feed(&self, bytes: u64) {
        self.fed.set(self.fed.get().saturating_add(bytes));
    }

    fn allowed(&self) -> u64 {
        self.fed.get().saturating_mul(self.ratio).max(UNPACKED_FREE)
    }

    /// Notes bytes that were unpacked.
    ///
    /// # Errors
    /// Where they are more than the file may unpack to.
    pub(super) fn unpack(&self, bytes: u64) -> io::Result<()> {
        self.unpacked.set(self.unpacked.get().saturating_add(bytes));
        if self.unpacked.get() > self.allowed() {
            self.over.set(true);
            return Err(io::Error::other("limit"));
        }
        Ok(())
    }

    /// Notes files in archives.
    ///
    /// # Errors
    /// Where they are more than are let in.
    pub(super) fn meet(&self, members: u64, limits: &Limits) -> Result<(), ReadError> {
        self.members.set(self.members.get().saturating_add(members));
        self.broken(limits).map_or(Ok(()), Err)
    }

    /// The limit of the whole that was reached.
    pub(super) fn broken(&self, limits: &Limits) -> Option<ReadError> {
        if self.over.get() {
            return Some(ReadError::Unpacks(self.allowed()));
        }
        (self.members.get() > limits.members).then_some(ReadError::Members(limits.members))
    }
}

/// Counts what is read from the outermost file.
pub(super) struct Fed<R> {
    inner: R,
    ledger: Rc<Ledger>,
}

impl<R> Fed<R> {
    pub(super) fn new(inner: R, ledger: Rc<Ledger>) -> Self {
        Fed { inner, ledger }
    }
}

impl<R: Read> Read for Fed<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(out)?;
        self.ledger.feed(read as u64);
        Ok(read)
    }
}

/// What a stream unpacks to, within the ledger.
pub(super) struct Inflated<R> {
    inner: R,
    ledger: Rc<Ledger>,
}

impl<B: BufRead> Inflated<MultiGzDecoder<B>> {
    pub(super) fn new(packed: B, ledger: Rc<Ledger>) -> Self {
        Inflated { inner: MultiGzDecoder::new(packed), ledger }
    }
}

impl<B: BufRead> Inflated<ZlibDecoder<B>> {
    pub(super) fn zlib(packed: B, ledger: Rc<Ledger>) -> Self {
        Inflated { inner: ZlibDecoder::new(packed), ledger }
    }
}

impl<B: BufRead> Inflated<DeflateDecoder<B>> {
    pub(super) fn deflate(packed: B, ledger: Rc<Ledger>) -> Self {
        Inflated { inner: DeflateDecoder::new(packed), ledger }
    }
}

impl<R: Read> Read for Inflated<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(out)?;
        self.ledger.unpack(read as u64)?;
        Ok(read)
    }
}
