//! Where each byte of a text stands in its file.

use crate::text::Span;

/// A map from bytes of a part's text to bytes of its file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The text is the file's bytes from this offset on.
    Whole(u32),
    /// Pieces in the order of both texts. They cover the text without gaps.
    Pieces(Vec<Piece>),
    /// The text was decoded from UTF-16, or from bytes that are no Unicode.
    Decoded(CharMap),
    /// The text was taken out of a text (first map) that was itself decoded from the file (second map): HTML or
    /// Markdown in UTF-16.
    Nested(Vec<Piece>, Box<Origin>),
    /// The text was decoded from a legacy charset (first map), whose bytes stood as characters in a text with a map of
    /// its own.
    Recoded(CharMap, Box<Origin>),
}

impl Default for Origin {
    fn default() -> Self {
        Origin::Whole(0)
    }
}

/// A run of text and the bytes of the file it was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Where it stands in the text.
    pub text: Span,
    /// Where it stands in the file. Of the same length where the bytes are the same, except that an ASCII blank may
    /// stand for another one (a line break that HTML reads as a blank); otherwise (an entity, collapsed blanks) the
    /// two stand for each other as wholes. Empty where nothing in the file stands for the text (a line break
    /// between two HTML blocks).
    pub file: Span,
}

impl Piece {
    /// Whether offsets inside map one to one.
    fn is_linear(&self) -> bool {
        self.text.len() == self.file.len()
    }
}

impl Origin {
    /// The bytes of the file that a span of the text was read from: from the first byte of its first character to the
    /// last byte of its last. Bytes between the two that are no text (tags, marks) are within.
    ///
    /// An empty span maps to an empty one: behind what stands before it, so that an insertion lands inside the same
    /// markup; at the start of the text and after a line break that is not in the file, before what follows.
    pub fn to_file(&self, span: Span) -> Span {
        match self {
            Origin::Whole(base) => Span { start: span.start + base, end: span.end + base },
            Origin::Pieces(pieces) => map_pieces(pieces, span),
            Origin::Decoded(map) => map.to_file(span),
            Origin::Nested(pieces, outer) => outer.to_file(map_pieces(pieces, span)),
            Origin::Recoded(map, outer) => outer.to_file(map.to_file(span)),
        }
    }

    /// Where in the text stands what was read from byte `at` of the file; for bytes that are no text (tags, comments),
    /// what follows them. Never past the text's end, but for a whole file, where
    /// the caller knows it.
    pub fn to_text(&self, at: u32) -> u32 {
        match self {
            Origin::Whole(base) => at.saturating_sub(*base),
            Origin::Pieces(pieces) => text_of_pieces(pieces, at),
            Origin::Decoded(map) => map.to_text(at),
            Origin::Nested(pieces, outer) => text_of_pieces(pieces, outer.to_text(at)),
            Origin::Recoded(map, outer) => map.to_text(outer.to_text(at)),
        }
    }

    /// Whether the text is the file, byte for byte.
    pub fn is_identity(&self) -> bool {
        *self == Origin::Whole(0)
    }

    /// Whether the file holds exactly the characters of the span and nothing between them: no tags, marks, entities or
    /// collapsed blanks. Only such a span can be replaced in the file without more ado.
    pub fn is_plain(&self, span: Span) -> bool {
        match self {
            Origin::Whole(_) | Origin::Decoded(_) => true,
            Origin::Recoded(map, outer) => outer.is_plain(map.to_file(span)),
            Origin::Pieces(pieces) | Origin::Nested(pieces, _) => {
                let first = pieces.partition_point(|p| p.text.end <= span.start);
                span.is_empty() || pieces.get(first).is_some_and(|p| p.is_linear() && p.text.covers(span))
            }
        }
    }

    /// The map of a text taken out of another one, whose own map is `outer`.
    pub(super) fn within(mut pieces: Vec<Piece>, outer: Origin) -> Origin {
        match outer {
            Origin::Whole(base) => {
                if base > 0 {
                    for piece in &mut pieces {
                        piece.file = Span { start: piece.file.start + base, end: piece.file.end + base };
                    }
                }
                Origin::Pieces(pieces)
            }
            other => Origin::Nested(pieces, Box::new(other)),
        }
    }
}

/// Maps a span through pieces; see [`Origin::to_file`].
fn map_pieces(pieces: &[Piece], span: Span) -> Span {
    // The first piece that ends after the start, and the last that starts before the end.
    let first = pieces.partition_point(|p| p.text.end <= span.start);
    if span.is_empty() {
        let before = first.checked_sub(1).map(|i| pieces[i]);
        let at = match (before, pieces.get(first)) {
            (_, Some(p)) if p.text.start < span.start => start_in(p, span.start),
            (Some(p), None) => p.file.end,
            (Some(p), Some(_)) if !p.file.is_empty() => p.file.end,
            (_, Some(p)) => p.file.start,
            (None, None) => 0,
        };
        return Span { start: at, end: at };
    }
    let last = pieces.partition_point(|p| p.text.start < span.end);
    let (Some(head), Some(tail)) = (pieces.get(first), last.checked_sub(1).and_then(|i| pieces.get(i))) else {
        let at = pieces.last().map_or(0, |p| p.file.end);
        return Span { start: at, end: at };
    };
    let end =
        if tail.is_linear() { tail.file.start + span.end.min(tail.text.end) - tail.text.start } else { tail.file.end };
    let start = start_in(head, span.start);
    Span { start, end: end.max(start) }
}

/// Maps a place back through pieces; see [`Origin::to_text`].
fn text_of_pieces(pieces: &[Piece], at: u32) -> u32 {
    match pieces.get(pieces.partition_point(|p| p.file.end <= at)) {
        Some(p) if p.is_linear() => p.text.start + at.saturating_sub(p.file.start),
        Some(p) => p.text.start,
        None => pieces.last().map_or(0, |p| p.text.end),
    }
}

/// Where the character at `at`, inside the piece, starts in the file.
fn start_in(piece: &Piece, at: u32) -> u32 {
    if piece.is_linear() { piece.file.start + at - piece.text.start } else { piece.file.start }
}

/// The map of a decoded text, exact for each character: a byte of bookkeeping per character in place of a piece for each
/// of the short runs of which Vietnamese consists.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CharMap {
    blocks: Vec<Block>,
}

/// Sixty-four characters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Block {
    /// Where the first of them starts in the text.
    text: u32,
    /// Where the first of them starts in the file.
    file: u32,
    /// How many there are: fewer than sixty-four in the last block only.
    count: u32,
    /// For each, in two bits its length in the text less one, in six that in the file.
    lengths: [u8; BLOCK as usize],
}

impl Block {
    /// A block without characters that starts there.
    fn at(text: u32, file: u32) -> Self {
        Block { text, file, count: 0, lengths: [0; BLOCK as usize] }
    }

    /// Bytes in the text and in the file of the character number `i`.
    fn character(&self, i: u32) -> (u32, u32) {
        let lengths = u32::from(self.lengths[i as usize]);
        ((lengths >> 6) + 1, lengths & 0x3f)
    }
}

/// Characters in a block.
const BLOCK: u32 = 64;

impl CharMap {
    /// Where the character that holds the byte `at` of the text starts and ends in the text and in the file, as
    /// (text start, file start, file end).
    fn locate(&self, at: u32) -> (u32, u32, u32) {
        let index = self.blocks.partition_point(|b| b.text <= at).saturating_sub(1);
        let Some(block) = self.blocks.get(index) else { return (0, 0, 0) };
        let (mut text, mut file) = (block.text, block.file);
        for i in 0..block.count {
            let (in_text, in_file) = block.character(i);
            if at < text + in_text {
                return (text, file, file + in_file);
            }
            text += in_text;
            file += in_file;
        }
        (text, file, file)
    }

    pub(super) fn to_text(&self, at: u32) -> u32 {
        let index = self.blocks.partition_point(|b| b.file <= at).saturating_sub(1);
        let Some(block) = self.blocks.get(index) else { return 0 };
        let (mut text, mut file) = (block.text, block.file);
        for i in 0..block.count {
            let (in_text, in_file) = block.character(i);
            if at < file + in_file {
                break;
            }
            text += in_text;
            file += in_file;
        }
        text
    }

    fn to_file(&self, span: Span) -> Span {
        let (_, start, _) = self.locate(span.start);
        let end = if span.is_empty() { start } else { self.locate(span.end - 1).2 };
        Span { start, end }
    }
}

/// Makes a [`CharMap`] character by character.
#[derive(Debug)]
pub(super) struct CharMapBuilder {
    map: CharMap,
    block: Block,
    text: u32,
    file: u32,
}

impl CharMapBuilder {
    /// A map of a text whose first character stands at `file` in the file and that has some `expected` characters.
    pub(super) fn new(file: usize, expected: usize) -> Self {
        let file = file as u32;
        let map = CharMap { blocks: Vec::with_capacity(expected / BLOCK as usize + 1) };
        CharMapBuilder { map, block: Block::at(0, file), text: 0, file }
    }

    /// The next character, which has `length` bytes in the file, at most 63.
    #[inline]
    pub(super) fn push(&mut self, c: char, length: usize) {
        debug_assert!(length < 64, "{length} bytes for a character");
        let in_text = c.len_utf8();
        self.block.lengths[self.block.count as usize] = ((in_text - 1) << 6 | length) as u8;
        self.text += in_text as u32;
        self.file += length as u32;
        self.block.count += 1;
        if self.block.count == BLOCK {
            self.map.blocks.push(self.block);
            self.block = Block::at(self.text, self.file);
        }
    }

    /// The map of all characters pushed.
    pub(super) fn finish(mut self) -> CharMap {
        // The last block may be empty: it also answers for the end of the text.
        self.map.blocks.push(self.block);
        self.map
    }
}

/// A text taken out of another one, and the pieces that map it back.
#[derive(Debug, Default)]
pub(super) struct Collected {
    /// The text.
    pub(super) text: String,
    /// The map; offsets of `file` are those of the text it was taken from.
    pub(super) pieces: Vec<Piece>,
}

impl Collected {
    /// Adds what was taken from the same text behind all that is here, with a line break between the two. Returns where
    /// it begins.
    pub(super) fn append_line(&mut self, other: Collected) -> u32 {
        if !self.text.is_empty() {
            let at = self.pieces.last().map_or(0, |piece| piece.file.to());
            self.put("\n", at, at);
        }
        let base = self.text.len() as u32;
        self.text.push_str(&other.text);
        self.pieces.extend(other.pieces.into_iter().map(|mut piece| {
            piece.text.start += base;
            piece.text.end += base;
            piece
        }));
        base
    }

    /// Nothing yet, with room for `expected` bytes.
    pub(super) fn with_capacity(expected: usize) -> Self {
        Collected { text: String::with_capacity(expected), pieces: Vec::new() }
    }

    /// Adds text that stands in the file as it is, from byte `at` on.
    #[inline]
    pub(super) fn copy(&mut self, text: &str, at: usize) {
        if !text.is_empty() {
            self.put(text, at, at + text.len());
        }
    }

    /// Adds text that the bytes `start..end` of the file stand for.
    #[inline]
    pub(super) fn put(&mut self, text: &str, start: usize, end: usize) {
        let from = self.text.len();
        self.text.push_str(text);
        let text = Span::new(from, self.text.len());
        let file = Span::new(start, end);
        let linear = text.len() == file.len();
        match self.pieces.last_mut() {
            Some(last) if linear && last.is_linear() && last.file.end == file.start => {
                last.text.end = text.end;
                last.file.end = file.end;
            }
            _ => self.pieces.push(Piece { text, file }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn piece(t: (usize, usize), f: (usize, usize)) -> Piece {
        Piece { text: Span::new(t.0, t.1), file: Span::new(f.0, f.1) }
    }

    #[test]
    fn pieces_map_linearly_or_as_wholes() {
        // "ab&amp;c<p>d" read as "ab&c\nd"
        let origin = Origin::Pieces(vec![
            piece((0, 2), (0, 2)),
            piece((2, 3), (2, 7)),
            piece((3, 4), (7, 8)),
            piece((4, 5), (8, 8)),
            piece((5, 6), (11, 12)),
        ]);
        let map = |a, b| origin.to_file(Span::new(a, b)).range();
        assert_eq!(map(0, 1), 0..1);
        assert_eq!(map(1, 3), 1..7);
        assert_eq!(map(2, 3), 2..7);
        assert_eq!(map(3, 6), 7..12);
        assert_eq!(map(4, 5), 8..8);
        assert_eq!(map(0, 0), 0..0);
        assert_eq!(map(1, 1), 1..1);
        assert_eq!(map(3, 3), 7..7);
        assert_eq!(map(4, 4), 8..8);
        assert_eq!(map(5, 5), 11..11);
        assert_eq!(map(6, 6), 12..12);
        // The bytes of the tag lead to what follows it.
        let back = [0, 1, 2, 4, 7, 8, 10, 11, 12, 99].map(|at| origin.to_text(at));
        assert_eq!(back, [0, 1, 2, 2, 3, 5, 5, 5, 6, 6]);
        assert!(origin.is_plain(Span::new(0, 2)) && !origin.is_plain(Span::new(0, 3)));
        assert!(!origin.is_plain(Span::new(2, 3)) && !origin.is_identity());
        assert_eq!(Origin::Pieces(vec![]).to_file(Span::new(0, 0)).range(), 0..0);
    }

    #[test]
    fn runs_that_follow_each_other_in_the_file_are_one_piece() {
        let mut out = Collected::default();
        out.copy("ab", 3);
        out.put(" ", 5, 6);
        out.copy("c", 6);
        out.put("\n", 7, 7);
        out.copy("d", 7);
        assert_eq!(out.pieces, [piece((0, 4), (3, 7)), piece((4, 5), (7, 7)), piece((5, 6), (7, 8))]);
    }

    #[test]
    fn a_decoded_text_maps_each_character() {
        let text: String = "aĐề😀 ".repeat(100);
        let mut builder = CharMapBuilder::new(2, 500);
        text.chars().for_each(|c| builder.push(c, c.len_utf16() * 2));
        let map = builder.finish();
        let mut file = 2;
        for (at, c) in text.char_indices() {
            let span = map.to_file(Span::new(at, at + c.len_utf8()));
            assert_eq!(span.range(), file..file + c.len_utf16() * 2, "{at}");
            assert_eq!(map.to_file(Span::new(at, at)).range(), file..file);
            assert_eq!(map.to_text(file as u32), at as u32);
            file += c.len_utf16() * 2;
        }
        let end = text.len();
        assert_eq!(map.to_file(Span::new(end, end)).range(), file..file);
        assert_eq!((map.to_text(file as u32), map.to_text(u32::MAX)), (end as u32, end as u32));
    }
}
