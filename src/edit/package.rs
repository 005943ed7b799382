//! Packed files: one of their members read, and some of them put in anew with all others left byte for byte.

use std::collections::BTreeMap;

use crate::source::{self, Limits};

/// A packed file of which members can be replaced.
pub(super) struct Package<'a> {
    bytes: &'a [u8],
    limits: Limits,
    /// New bytes of members, by their names.
    changed: BTreeMap<String, Vec<u8>>,
}

impl<'a> Package<'a> {
    /// The packed file as it is.
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        // It was read before, within the limits of whoever read it.
        let limits = Limits { file_size: u64::from(u32::MAX), ratio: u64::MAX, members: u64::MAX, ..Limits::default() };
        Package { bytes, limits, changed: BTreeMap::new() }
    }

    /// The bytes of a member as they are now; `None` where there is none that can be read.
    pub(super) fn member(&self, name: &str) -> Option<Vec<u8>> {
        match self.changed.get(name) {
            Some(bytes) => Some(bytes.clone()),
            None => source::member(self.bytes, name, &self.limits).ok(),
        }
    }

    /// Puts a member in place of the one of that name, or behind all others.
    pub(super) fn put(&mut self, name: &str, bytes: Vec<u8>) {
        self.changed.insert(name.to_owned(), bytes);
    }

    /// The packed file with what was put in; `None` where it cannot be packed.
    pub(super) fn packed(self) -> Option<Vec<u8>> {
        if self.changed.is_empty() {
            return Some(self.bytes.to_vec());
        }
        source::packed_anew(self.bytes, self.changed)
    }
}
