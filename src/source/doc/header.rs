//! The header of a document: what its characters belong to, and where its tables lie.

use super::super::ReadError;
use super::bytes::{slice, u16_at, u32_at};

/// The header.
#[derive(Clone, Debug)]
pub(super) struct Header {
    /// The stream with the tables.
    pub(super) table: &'static str,
    /// How many characters body, footnotes, headers, macros, comments, endnotes, text boxes of the body and those of
    /// headers have, in this order.
    counts: [u32; 8],
    /// The order of the pieces.
    pub(super) pieces: (u32, u32),
    /// The pages that tell how characters look, and how paragraphs.
    pub(super) characters: (u32, u32),
    pub(super) paragraphs: (u32, u32),
    pub(super) styles: (u32, u32),
    pub(super) fonts: (u32, u32),
    headers: (u32, u32),
}

/// From one position of the document to another, as often as a part is broken.
type Spans = Vec<(u32, u32)>;

/// The first version that writes this form: Word 97.
const FIRST: u16 = 0xc1;

impl Header {
    /// Reads the header from the stream of the characters.
    ///
    /// # Errors
    /// If it is that of an older version, or locked, or broken.
    pub(super) fn read(main: &[u8]) -> Result<Header, ReadError> {
        let damaged = || ReadError::Damaged("WordDocument: FIB".into());
        let short = |at| u16_at(main, at).ok_or_else(damaged);
        let (magic, version, flags) = (short(0)?, short(2)?, short(0x0a)?);
        match magic {
            0xa5ec if version >= FIRST => {}
            0xa5ec | 0xa5dc => return Err(ReadError::Outdated("Word 6.0/95")),
            _ => return Err(damaged()),
        }
        if flags & 0x0100 != 0 {
            return Err(ReadError::Encrypted);
        }
        // Three lists follow, each behind its length: of short numbers, of long ones, of places in the table stream.
        let longs = 0x22 + usize::from(short(0x20)?) * 2;
        let places = longs + 2 + usize::from(short(longs)?) * 4;
        let long = |i: usize| u32_at(main, longs + 2 + i * 4).ok_or_else(damaged);
        let count = usize::from(short(places)?);
        let place = |i: usize| {
            let at = places + 2 + i * 8;
            (i < count).then(|| Some((u32_at(main, at)?, u32_at(main, at + 4)?))).flatten().unwrap_or_default()
        };
        let mut counts = [0; 8];
        for (i, count) in counts.iter_mut().enumerate() {
            *count = long(3 + i)?;
        }
        Ok(Header {
            table: if flags & 0x0200 != 0 { "/1Table" } else { "/0Table" },
            counts,
            pieces: place(33),
            characters: place(12),
            paragraphs: place(13),
            styles: place(1),
            fonts: place(15),
            headers: place(11),
        })
    }

    /// How many characters there are in all.
    pub(super) fn total(&self) -> u64 {
        self.counts.iter().map(|count| u64::from(*count)).sum()
    }

    /// The parts of the document that are text, each with the positions of its characters. Comments are none, as they
    /// are not printed.
    pub(super) fn parts(&self, table: &[u8]) -> Vec<(&'static str, Spans)> {
        let mut spans = [(0, 0); 8];
        let mut start = 0u32;
        for (span, count) in spans.iter_mut().zip(self.counts) {
            let end = start.saturating_add(count);
            *span = (start, end);
            start = end;
        }
        let [body, footnotes, headers, _, _, endnotes, boxes, header_boxes] = spans;
        let (above, below) = self.headers(table, headers);
        vec![
            ("body", vec![body]),
            ("headers", above),
            ("footers", below),
            ("footnotes", vec![footnotes]),
            ("endnotes", vec![endnotes]),
            ("text boxes", vec![boxes, header_boxes]),
        ]
    }

    /// Headers and footers: six separators of notes come first, then for each section the headers and footers of even,
    /// odd and first pages.
    fn headers(&self, table: &[u8], (start, end): (u32, u32)) -> (Spans, Spans) {
        let bytes = slice(table, self.headers);
        let length = end - start;
        let stories = bytes.len() / 4;
        let place = |i: usize| u32_at(bytes, i * 4).unwrap_or(0).min(length);
        let (mut above, mut below) = (Vec::new(), Vec::new());
        let mut last = 0;
        for story in 6..stories.saturating_sub(1) {
            let (from, to) = (place(story).max(last), place(story + 1));
            if from < to {
                let side = if matches!((story - 6) % 6, 0 | 1 | 4) { &mut above } else { &mut below };
                side.push((start + from, start + to));
                last = to;
            }
        }
        if stories == 0 && length > 0 {
            above.push((start, end));
        }
        (above, below)
    }
}
