//! Zip files: members unpacked within limits, and faults told as [`ReadError`]s.

use std::collections::{BTreeMap, HashMap};
use std::io::{Cursor, Read, Write};

use zip::read::Config;
use zip::result::ZipError;
use zip::unstable::read::ZipIterable;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use super::{Limits, ReadError};

/// The first bytes of a zip file with anything in it.
const MAGIC: &[u8] = b"PK\x03\x04";

/// Whether the bytes begin as a zip file does.
pub(super) fn shows(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

/// The name of the first member, read from the head of the file alone: what a file that was cut off still tells.
pub(super) fn first_name(bytes: &[u8]) -> Option<&str> {
    let length = usize::from(u16::from_le_bytes([*bytes.get(26)?, *bytes.get(27)?]));
    str::from_utf8(bytes.get(30..30 + length)?).ok()
}

/// A zip file in memory.
pub(super) struct Zipped<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// The names of the members by their small letters: of two that differ in case only, the first.
    names: HashMap<String, String>,
    /// How many more bytes may be unpacked, and how many could be in all.
    left: u64,
    most: u64,
}

impl<'a> Zipped<'a> {
    /// Reads the directory of the file.
    ///
    /// # Errors
    /// [`ReadError::Damaged`] where there is no directory that can be read, [`ReadError::Members`] where it lists more
    /// members than the limits let in.
    pub(super) fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, ReadError> {
        // The list of members is many times as large in memory as in the file: how long it is, is asked first.
        let listed = ZipIterable::try_new(Cursor::new(bytes), Config::default()).map_err(|error| fault(&error))?;
        if listed.len() as u64 > limits.members {
            return Err(ReadError::Members(limits.members));
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| fault(&error))?;
        let mut names = HashMap::with_capacity(archive.len());
        for name in archive.file_names_raw().filter_map(|name| str::from_utf8(name).ok()) {
            names.entry(name.to_ascii_lowercase()).or_insert_with(|| name.to_owned());
        }
        let most = limits.unpacked(bytes.len() as u64);
        Ok(Zipped { archive, names, left: most, most })
    }

    /// The names of the members in the order of the directory; those that are no Unicode are left out.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.archive.file_names_raw().filter_map(|name| str::from_utf8(name).ok())
    }

    /// The member's own name, where there is one of that name in any case of ASCII letters: the names of Office files
    /// are to be compared that way.
    pub(super) fn find<'n>(&'n self, name: &'n str) -> Option<&'n str> {
        match self.archive.index_for_name_raw(name.as_bytes()) {
            Some(_) => Some(name),
            None => self.names.get(&name.to_ascii_lowercase()).map(String::as_str),
        }
    }

    /// The bytes of the member of exactly that name.
    ///
    /// # Errors
    /// [`ReadError::Damaged`] where there is none or its bytes are not what the directory says, [`ReadError::Encrypted`]
    /// where it is locked, [`ReadError::Unpacks`] where it and those before it are more than the limits let in.
    pub(super) fn unpack(&mut self, name: &str) -> Result<Vec<u8>, ReadError> {
        let index = self.archive.index_for_name_raw(name.as_bytes());
        let index = index.ok_or_else(|| ReadError::Damaged(format!("{name}?")))?;
        let member = self.archive.by_index(index).map_err(|error| fault(&error))?;
        // The directory may lie about the size: it only saves growing, and is not trusted beyond what is packed.
        let expected = member.size().min(member.compressed_size().saturating_mul(32)).min(self.left);
        let mut out = Vec::with_capacity(expected as usize + 1);
        let read = member.take(self.left + 1).read_to_end(&mut out);
        if out.len() as u64 > self.left {
            return Err(ReadError::Unpacks(self.most));
        }
        read.map_err(|error| ReadError::Damaged(format!("{name}: {error}")))?;
        self.left -= out.len() as u64;
        Ok(out)
    }
}

/// The packed file with these members in place of those of the same names, or behind all others; what is not among them
/// stays byte for byte. `None` where it cannot be packed.
pub fn packed_anew(bytes: &[u8], mut changed: BTreeMap<String, Vec<u8>>) -> Option<Vec<u8>> {
    /// Room for what is new, in bytes.
    const ROOM: usize = 1 << 12;
    let mut old = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let mut new = ZipWriter::new(Cursor::new(Vec::with_capacity(bytes.len() + ROOM)));
    new.set_raw_comment(old.comment().into()).ok()?;
    for index in 0..old.len() {
        let member = old.by_index_raw(index).ok()?;
        let name = str::from_utf8(member.name_raw()).ok().map(str::to_owned);
        match name.and_then(|name| Some((changed.remove(&name)?, name))) {
            Some((bytes, name)) => {
                let mut options = SimpleFileOptions::default().compression_method(member.compression());
                if let Some(time) = member.last_modified() {
                    options = options.last_modified_time(time);
                }
                new.start_file(name, options).ok()?;
                new.write_all(&bytes).ok()?;
            }
            None => new.raw_copy_file(member).ok()?,
        }
    }
    for (name, bytes) in changed {
        new.start_file(name, SimpleFileOptions::default()).ok()?;
        new.write_all(&bytes).ok()?;
    }
    Some(new.finish().ok()?.into_inner())
}

/// What a fault of the archive means for whoever wanted to read it.
pub(super) fn fault(error: &ZipError) -> ReadError {
    match error {
        ZipError::UnsupportedArchive(words) if *words == ZipError::PASSWORD_REQUIRED => ReadError::Encrypted,
        other => ReadError::Damaged(other.to_string()),
    }
}

/// A zip file with these members.
#[cfg(test)]
pub(super) fn pack<T: AsRef<[u8]>>(members: &[(&str, T)]) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        out.start_file(*name, SimpleFileOptions::default()).unwrap();
        out.write_all(bytes.as_ref()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_found_and_unpacked() {
        let bytes = pack(&[("[Content_Types].xml", "x"), ("Word/a.xml", "abc")]);
        assert!(shows(&bytes));
        assert_eq!(first_name(&bytes), Some("[Content_Types].xml"));
        assert_eq!(first_name(&bytes[..40]), None);
        let mut zipped = Zipped::open(&bytes, &Limits::default()).unwrap();
        assert_eq!(zipped.names().count(), 2);
        assert_eq!(zipped.find("word/A.xml"), Some("Word/a.xml"));
        assert_eq!(zipped.find("word/b.xml"), None);
        assert_eq!(zipped.unpack("Word/a.xml").unwrap(), b"abc");
        assert!(matches!(zipped.unpack("b"), Err(ReadError::Damaged(_))));
    }

    #[test]
    fn no_more_is_unpacked_than_the_limits_let_in() {
        let bytes = pack(&[("a", [0; 3000]), ("b", [0; 3000])]);
        let limits = Limits { file_size: 4000, ..Limits::default() };
        let mut zipped = Zipped::open(&bytes, &limits).unwrap();
        assert_eq!(zipped.unpack("a").unwrap().len(), 3000);
        assert_eq!(zipped.unpack("b").unwrap_err(), ReadError::Unpacks(4000));
        let few = Limits { members: 1, ..Limits::default() };
        assert_eq!(Zipped::open(&bytes, &few).err(), Some(ReadError::Members(1)));
    }

    #[test]
    fn a_file_cut_anywhere_or_with_a_bad_byte_is_an_error_or_the_same() {
        let text = "Nghị định số 30/2020/NĐ-CP ".repeat(20).into_bytes();
        let bytes = pack(&[("a", &text)]);
        for end in 0..bytes.len() {
            assert!(Zipped::open(&bytes[..end], &Limits::default()).is_err(), "{end}");
        }
        for at in 0..bytes.len() {
            let mut bad = bytes.clone();
            bad[at] ^= 0x55;
            if let Ok(mut zipped) = Zipped::open(&bad, &Limits::default())
                && let Ok(read) = zipped.unpack("a")
            {
                assert_eq!(read, text, "{at}");
            }
        }
    }
}
