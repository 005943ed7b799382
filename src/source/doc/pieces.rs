//! The pieces that a document's characters lie in: one after saving it whole, many after saving only changes.

use encoding_rs::WINDOWS_1252;

use super::super::ReadError;
use super::bytes::{plex, slice, u16_at, u32_at};
use super::header::Header;
use super::looks::{Change, DELETED, HIDDEN, RAISED};

/// A run of characters that lie in the file one behind the other.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    /// Positions of its characters in the document.
    start: u32,
    end: u32,
    /// Its first byte in the stream.
    at: u32,
    /// One byte each, else two.
    narrow: bool,
    /// What changes of how all of them look.
    pub(super) change: Change,
}

/// All of them, in the order of the document.
#[derive(Debug)]
pub(super) struct Pieces(Vec<Piece>);

/// The bit that tells characters of one byte.
const NARROW: u32 = 1 << 30;

impl Pieces {
    /// Reads the table of pieces; the document may have `most` characters.
    ///
    /// # Errors
    /// If it is broken, or leads out of the file, or the document is too large.
    pub(super) fn read(main: &[u8], table: &[u8], header: &Header, most: u64) -> Result<Pieces, ReadError> {
        let damaged = || ReadError::Damaged("WordDocument: CLX".into());
        if header.total() > most {
            return Err(ReadError::Unpacks(most));
        }
        let mut rest = slice(table, header.pieces);
        // Sets of properties come first; pieces refer to them by number.
        let mut sets = Vec::new();
        while rest.first() == Some(&1) {
            let length = usize::from(u16_at(rest, 1).ok_or_else(damaged)?);
            sets.push(Change::of(rest.get(3..3 + length).ok_or_else(damaged)?));
            rest = &rest[3 + length..];
        }
        if rest.first() != Some(&2) {
            return Err(damaged());
        }
        let length = u32_at(rest, 1).ok_or_else(damaged)?;
        let rows = rest[5..].get(..length as usize).ok_or_else(damaged)?;
        let mut out: Vec<Piece> = Vec::new();
        for (start, end, entry) in plex(rows, 8) {
            let fc = u32_at(entry, 2).ok_or_else(damaged)?;
            let narrow = fc & NARROW != 0;
            let at = if narrow { (fc & !NARROW) / 2 } else { fc & !NARROW };
            let last = out.last().map_or(0, |piece| piece.end);
            if start > end || start != last {
                return Err(damaged());
            }
            let bytes = u64::from(end - start) * if narrow { 1 } else { 2 };
            // The piece table covers one character more than the document has.
            if u64::from(at) + bytes > main.len() as u64 + 2 {
                return Err(damaged());
            }
            let change = change(u16_at(entry, 6).unwrap_or(0), &sets);
            out.push(Piece { start, end, at, narrow, change });
        }
        let covered = out.last().map_or(0, |piece| piece.end);
        if u64::from(covered) < header.total() {
            return Err(damaged());
        }
        Ok(Pieces(out))
    }

    /// The pieces from one position of the document to another, cut to it.
    pub(super) fn between(&self, start: u32, end: u32) -> impl Iterator<Item = Piece> {
        let first = self.0.partition_point(|piece| piece.end <= start);
        self.0[first..].iter().take_while(move |piece| piece.start < end).map(move |piece| {
            let from = piece.start.max(start);
            let skipped = (from - piece.start) * if piece.narrow { 1 } else { 2 };
            Piece { start: from, end: piece.end.min(end), at: piece.at + skipped, ..*piece }
        })
    }
}

impl Piece {
    /// Where its first byte lies in the stream.
    pub(super) fn first_byte(&self) -> u32 {
        self.at
    }

    /// Its characters as units of UTF-16, each with its place in the stream.
    pub(super) fn units<'a>(&self, main: &'a [u8]) -> impl Iterator<Item = (u32, u16)> + use<'a> {
        let width = if self.narrow { 1 } else { 2 };
        let first = self.at;
        let from = (first as usize).min(main.len());
        let to = (from + (self.end.saturating_sub(self.start)) as usize * width).min(main.len());
        main[from..to].chunks_exact(width).enumerate().map(move |(i, bytes)| {
            let unit = match bytes {
                [low, high] => u16::from_le_bytes([*low, *high]),
                [byte] => wide(*byte),
                _ => 0,
            };
            (first + (i * width) as u32, unit)
        })
    }
}

/// The character of a byte in windows-1252.
fn wide(byte: u8) -> u16 {
    if byte < 0x80 {
        return u16::from(byte);
    }
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(std::slice::from_ref(&byte));
    text.chars().next().map_or(0, |c| c as u16)
}

/// What a piece changes: a set by its number, or one property in short.
fn change(modifier: u16, sets: &[Change]) -> Change {
    if modifier & 1 == 1 {
        return sets.get(usize::from(modifier >> 1)).copied().unwrap_or_default();
    }
    let long: u16 = match (modifier >> 1) & 0x7f {
        0x41 => DELETED,
        0x5c => HIDDEN,
        0x68 => RAISED,
        _ => return Change::default(),
    };
    let [low, high] = long.to_le_bytes();
    Change::of(&[low, high, (modifier >> 8) as u8])
}
