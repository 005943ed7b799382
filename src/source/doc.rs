//! The text of Word's binary files (97 to 2003).
//!
//! A file is a compound file. Its characters lie in the stream `WordDocument`, in pieces whose order a table of the
//! stream `0Table` or `1Table` tells; the same table tells how they look, of which only what changes the text is read:
//! deleted, hidden and raised characters, fonts, cells and rows.

mod bytes;
mod header;
mod looks;
mod pieces;
mod styles;

use std::io::{Cursor, Read};

use cfb::CompoundFile;

use super::flow::{Flow, raised};
use super::{Limits, Part, ReadError};
use header::Header;
use looks::{Look, Looks};
use pieces::Pieces;

/// What every compound file begins with.
const MAGIC: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// The stream that only Word's files have.
const MAIN: &str = "/WordDocument";

/// Whether a file is a document of Word. One whose directory is broken is known by the name of its stream.
pub(super) fn shows(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
        && match CompoundFile::open(Cursor::new(bytes)) {
            Ok(file) => file.is_stream(MAIN),
            Err(_) => {
                let name: Vec<u8> = MAIN[1..].encode_utf16().flat_map(u16::to_le_bytes).collect();
                memchr::memmem::find(bytes, &name).is_some()
            }
        }
}

/// The parts of a file.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Vec<Part<'static>>, ReadError> {
    let mut file = CompoundFile::open(Cursor::new(bytes)).map_err(|error| ReadError::Damaged(error.to_string()))?;
    let main = stream(&mut file, MAIN, bytes.len())?;
    let header = Header::read(&main)?;
    let table = stream(&mut file, header.table, bytes.len())?;
    // Where a paragraph's properties did not fit their page.
    let data = stream(&mut file, "/Data", bytes.len()).unwrap_or_default();
    let pieces = Pieces::read(&main, &table, &header, limits.unpacked(bytes.len() as u64))?;
    let looks = Looks::read(&main, &table, &data, &header);
    let text = Text { pieces, looks };
    let mut parts = Vec::new();
    for (label, spans) in header.parts(&table) {
        let mut flow = Flow::default();
        for (start, end) in spans {
            write(&text.characters(&main, start, end), &text.looks, &mut flow);
            flow.page();
        }
        parts.extend(flow.part(label));
    }
    Ok(parts)
}

/// A stream of the file as a whole; none is longer than the file.
fn stream(file: &mut CompoundFile<Cursor<&[u8]>>, name: &str, longest: usize) -> Result<Vec<u8>, ReadError> {
    let damaged = |error: std::io::Error| ReadError::Damaged(format!("{}: {error}", &name[1..]));
    let stream = file.open_stream(name).map_err(damaged)?;
    let length = stream.len();
    let mut out = Vec::new();
    stream.take(longest as u64).read_to_end(&mut out).map_err(damaged)?;
    if out.len() as u64 == length { Ok(out) } else { Err(ReadError::Damaged(name[1..].to_owned())) }
}

/// A character with how it looks.
#[derive(Clone, Copy, Debug)]
struct Character {
    /// A unit of UTF-16.
    unit: u16,
    look: Look,
}

struct Text {
    pieces: Pieces,
    looks: Looks,
}

impl Text {
    /// The characters from one position of the document to another.
    fn characters(&self, main: &[u8], start: u32, end: u32) -> Vec<Character> {
        let mut out = Vec::new();
        for piece in self.pieces.between(start, end) {
            let mut cursor = self.looks.cursor(piece.first_byte());
            for (at, unit) in piece.units(main) {
                let mut look = cursor.at(at);
                self.looks.apply(&mut look, &piece.change);
                out.push(Character { unit, look });
            }
        }
        out
    }
}

/// Marks of a field: what it was made from stands between the first two, what it shows between the last two.
const FIELD: u16 = 0x13;
const FIELD_SHOWS: u16 = 0x14;
const FIELD_END: u16 = 0x15;

/// Writes characters down.
fn write(characters: &[Character], looks: &Looks, flow: &mut Flow) {
    let shown = shown(characters);
    let mut run = String::new();
    let mut run_look = Look::default();
    let mut half = None;
    for (character, shown) in characters.iter().zip(shown) {
        let Character { unit, look } = *character;
        if !shown || look.deleted {
            continue;
        }
        let end: Option<fn(&mut Flow)> = match unit {
            0x0d if look.inner_cell => Some(if look.row_end { Flow::row } else { Flow::cell }),
            0x0d => Some(Flow::paragraph),
            0x0c | 0x0e => Some(Flow::page),
            0x0b => Some(Flow::line),
            0x07 if look.row_end => Some(Flow::row),
            0x07 => Some(Flow::cell),
            _ => None,
        };
        if let Some(end) = end {
            put(&mut run, run_look, looks, flow);
            end(flow);
            continue;
        }
        if look.hidden {
            continue;
        }
        if look != run_look {
            put(&mut run, run_look, looks, flow);
            run_look = look;
        }
        match (half.take(), unit) {
            (_, 0xd800..=0xdbff) => half = Some(unit),
            (Some(half), 0xdc00..=0xdfff) => run.extend(char::decode_utf16([half, unit]).flatten()),
            (_, 0x09) => run.push('\t'),
            (_, 0x1e) => run.push('\u{2011}'),
            (_, 0x1f) => run.push('\u{ad}'),
            // A sign of another font stands in place of this bracket.
            (_, 0x28) if look.symbol => run.push('•'),
            // Pictures, signs of footnotes and the like.
            (_, 0..0x20) => {}
            // Symbol fonts have their characters here, the byte of each in the low half.
            (_, 0xf020..=0xf0ff) if looks.legacy(look.font).is_none() => run.push('•'),
            (_, unit) => run.extend(char::from_u32(u32::from(unit))),
        }
    }
    put(&mut run, run_look, looks, flow);
}

/// Writes a run of characters that look the same.
fn put(run: &mut String, look: Look, looks: &Looks, flow: &mut Flow) {
    if run.is_empty() {
        return;
    }
    match looks.legacy(look.font) {
        Some(font) => flow.push_legacy(run, look.in_table, font, look.raised),
        None if look.raised => flow.push(&raised(run), look.in_table),
        None => flow.push(run, look.in_table),
    }
    run.clear();
}

/// For each character whether it is outside what fields were made from. A mark without its counterpart, as damage leaves
/// it, hides nothing.
fn shown(characters: &[Character]) -> Vec<bool> {
    // Where the open fields begin, and where they begin to show.
    let mut open: Vec<(usize, Option<usize>)> = Vec::new();
    // How many more fields hide what stands from here on.
    let mut hides = vec![0i32; characters.len() + 1];
    for (at, character) in characters.iter().enumerate() {
        match (character.unit, open.last_mut()) {
            (FIELD, _) => open.push((at, None)),
            (FIELD_SHOWS, Some((_, shows @ None))) => *shows = Some(at),
            (FIELD_END, Some(_)) => {
                if let Some((start, shows)) = open.pop() {
                    hides[start] += 1;
                    hides[shows.unwrap_or(at)] -= 1;
                }
            }
            _ => {}
        }
    }
    let mut depth = 0;
    let mut shown = Vec::with_capacity(characters.len());
    for change in &hides[..characters.len()] {
        depth += change;
        shown.push(depth == 0);
    }
    shown
}

#[cfg(test)]
mod tests;
