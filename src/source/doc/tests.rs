use std::io::Write;

use proptest::prelude::*;

use super::*;

/// A document in the making: a compound file with just what a reader needs.
#[derive(Default)]
struct Made {
    /// Texts of the document in the order of their kinds: body, footnotes, headers, macros, comments, endnotes, boxes.
    texts: [String; 8],
    /// Runs of characters by their positions, with their properties.
    characters: Vec<(u32, u32, Vec<u8>)>,
    paragraphs: Vec<(u32, u32, Vec<u8>)>,
    /// Where the text is cut into pieces, which then lie in the file in reverse.
    cuts: Vec<usize>,
    flags: u16,
    version: u16,
    narrow: bool,
}

impl Made {
    fn body(text: &str) -> Made {
        Made { texts: [text, "", "", "", "", "", "", ""].map(String::from), version: 0xc1, ..Made::default() }
    }

    fn bytes(&self) -> Vec<u8> {
        let text: Vec<u16> = self.texts.concat().encode_utf16().collect();
        let mut main = vec![0u8; 2048];
        let put = |main: &mut Vec<u8>, at: usize, bytes: &[u8]| main[at..at + bytes.len()].copy_from_slice(bytes);
        put(&mut main, 0, &0xa5ecu16.to_le_bytes());
        put(&mut main, 2, &self.version.to_le_bytes());
        put(&mut main, 0x0a, &(self.flags | 0x0200).to_le_bytes());
        put(&mut main, 0x20, &14u16.to_le_bytes());
        put(&mut main, 0x3e, &22u16.to_le_bytes());
        put(&mut main, 0x98, &93u16.to_le_bytes());
        for (i, part) in self.texts.iter().enumerate() {
            put(&mut main, 0x4c + i * 4, &(part.encode_utf16().count() as u32).to_le_bytes());
        }
        // The pieces, the last first.
        let mut edges = vec![0];
        edges.extend(&self.cuts);
        edges.push(text.len());
        let mut places = Vec::new();
        for pair in edges.windows(2).rev() {
            places.push(main.len() as u32);
            for unit in &text[pair[0]..pair[1]] {
                if self.narrow { main.push(*unit as u8) } else { main.extend(unit.to_le_bytes()) }
            }
        }
        places.reverse();
        let place_of = |cp: u32| {
            let piece = edges.windows(2).position(|pair| (cp as usize) < pair[1]).unwrap_or(places.len() - 1);
            places[piece] + (cp - edges[piece] as u32) * if self.narrow { 1 } else { 2 }
        };
        let mut rows = Vec::new();
        edges.iter().for_each(|edge| rows.extend((*edge as u32).to_le_bytes()));
        for place in &places {
            let fc = if self.narrow { (place * 2) | (1 << 30) } else { *place };
            rows.extend([0, 0]);
            rows.extend(fc.to_le_bytes());
            rows.extend([0, 0]);
        }
        let mut table = vec![2];
        table.extend((rows.len() as u32).to_le_bytes());
        table.extend(rows);
        put(&mut main, 0x1a2, &0u32.to_le_bytes());
        put(&mut main, 0x1a6, &(table.len() as u32).to_le_bytes());
        for (at, runs, paragraphs) in [(0xfa, &self.characters, false), (0x102, &self.paragraphs, true)] {
            if runs.is_empty() {
                continue;
            }
            main.resize(main.len().next_multiple_of(512), 0);
            let number = (main.len() / 512) as u32;
            let mut page = vec![0u8; 512];
            page[511] = runs.len() as u8;
            let mut room = 510;
            let last = runs.len() * 4;
            for (i, (from, to, properties)) in runs.iter().enumerate() {
                page[i * 4..i * 4 + 4].copy_from_slice(&place_of(*from).to_le_bytes());
                page[last..last + 4].copy_from_slice(&place_of(*to).to_le_bytes());
                let mut set = properties.clone();
                if paragraphs {
                    set.splice(0..0, [0, 0]);
                    set.insert(0, set.len().div_ceil(2) as u8);
                    set.insert(0, 0);
                } else {
                    set.insert(0, set.len() as u8);
                }
                room -= set.len().next_multiple_of(2);
                page[room..room + set.len()].copy_from_slice(&set);
                page[last + 4 + i * if paragraphs { 13 } else { 1 }] = (room / 2) as u8;
            }
            main.extend(page);
            put(&mut main, at, &(table.len() as u32).to_le_bytes());
            put(&mut main, at + 4, &12u32.to_le_bytes());
            table.extend(0u32.to_le_bytes());
            table.extend(u32::MAX.to_le_bytes());
            table.extend(number.to_le_bytes());
        }
        let mut file = CompoundFile::create(Cursor::new(Vec::new())).unwrap();
        file.create_stream(MAIN).unwrap().write_all(&main).unwrap();
        file.create_stream("/1Table").unwrap().write_all(&table).unwrap();
        file.into_inner().into_inner()
    }

    fn parts(&self) -> Vec<(String, String)> {
        let parts = read(&self.bytes(), &Limits::default()).unwrap();
        parts.into_iter().map(|part| (part.label.unwrap(), part.text.into_owned())).collect()
    }

    fn text(&self) -> String {
        self.parts().first().map(|(_, text)| text.clone()).unwrap_or_default()
    }
}

/// Where a word stands in a text, in units of UTF-16.
fn place(text: &str, word: &str) -> (u32, u32) {
    let start = text[..text.find(word).unwrap()].encode_utf16().count() as u32;
    (start, start + word.encode_utf16().count() as u32)
}

#[test]
fn paragraphs_lines_and_fields() {
    for (text, expected) in [
        ("Điều 1.\rMột\x0bHai\x0cBa\r", "Điều 1.\nMột\nHai\nBa"),
        ("a \x13 HYPERLINK \"x\" \x14b\x15 c\r", "a b c"),
        ("a \x13 IF \x13 PAGE \x141\x15 = 1 \x14b\x15 c\r", "a b c"),
        ("a \x13 DATE \x15b\r", "a b"),
        // A mark without its counterpart hides nothing.
        ("a\x15 \x14b\r", "a b"),
        ("a \x13 b\r", "a  b"),
        ("NĐ\x1eCP \x1f😀\x01\x02\x08\r", "NĐ\u{2011}CP \u{ad}😀"),
        ("a\x07b\x07\x07c\r", "a\n\nb\n\nc"),
        ("", ""),
    ] {
        assert_eq!(Made::body(text).text(), expected, "{text:?}");
    }
    assert_eq!(Made { narrow: true, ..Made::body("a\u{e9}\rb") }.text(), "aé\nb");
}

#[test]
fn pieces_are_read_in_the_order_of_the_document() {
    let text = "Một hai ba bốn năm\r";
    let made = Made { cuts: vec![3, 9, 10, 15], ..Made::body(text) };
    assert_eq!(made.text(), text.trim_end());
}

#[test]
fn deleted_and_hidden_characters_are_none_and_raised_digits_are_raised() {
    let text = "Luật số 1 cũ ẩn NĐ-CP1 mới\r";
    let property = |word: &str, bytes: &[u8]| (place(text, word).0, place(text, word).1, bytes.to_vec());
    let characters = vec![
        property("cũ ", &[0x00, 0x08, 1]),
        property("ẩn ", &[0x3c, 0x08, 1]),
        property("NĐ-CP", &[]),
        (place(text, "CP1").1 - 1, place(text, "CP1").1, vec![0x48, 0x2a, 1]),
    ];
    assert_eq!(Made { characters: characters.clone(), ..Made::body(text) }.text(), "Luật số 1 NĐ-CP¹ mới");
    // The same in a file that only changes were saved of.
    let made = Made { characters: characters[..1].to_vec(), cuts: vec![4, 10, 16], ..Made::body(text) };
    assert_eq!(made.text(), "Luật số 1 ẩn NĐ-CP1 mới");
}

#[test]
fn cells_and_rows_are_told_apart_by_their_paragraphs() {
    let text = "a\x07\x07b\x07\x07c\r";
    let end = text.len() as u32;
    let cell = vec![0x16, 0x24, 1];
    let row = vec![0x16, 0x24, 1, 0x17, 0x24, 1];
    let paragraphs = vec![(0, 2, cell.clone()), (2, 3, row.clone()), (3, 5, cell), (5, 6, row), (6, end, vec![])];
    // One run ends where the next begins.
    let made = Made { paragraphs, ..Made::body(text) };
    assert_eq!(made.text(), "a\nb\n\nc");
}

#[test]
fn other_texts_of_the_file_are_parts_and_comments_are_not() {
    let mut made = Made::body("thân\r");
    made.texts[1] = "\x02 chú thích\r".into();
    made.texts[4] = "bình luận\r".into();
    made.texts[5] = "cuối\r".into();
    made.texts[6] = "hộp\r".into();
    let expected = [("body", "thân"), ("footnotes", "chú thích"), ("endnotes", "cuối"), ("text boxes", "hộp")];
    assert_eq!(made.parts(), expected.map(|(label, text)| (label.to_string(), text.to_string())));
}

#[test]
fn files_that_are_not_read_say_why() {
    let error = |made: Made| read(&made.bytes(), &Limits::default()).expect_err("a fault");
    assert_eq!(error(Made { flags: 0x0100, ..Made::body("a") }), ReadError::Encrypted);
    assert_eq!(error(Made { version: 101, ..Made::body("a") }), ReadError::Outdated("Word 6.0/95"));
    let bytes = Made::body("Điều 1\r").bytes();
    assert!(shows(&bytes) && !shows(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"));
    // Cut off, it is still known as what it was.
    let cut = &bytes[..bytes.len() / 2];
    assert!(shows(cut));
    assert!(matches!(read(cut, &Limits::default()), Err(ReadError::Damaged(_))), "{:?}", read(cut, &Limits::default()));
}

proptest! {
    #[test]
    fn nothing_takes_it_down(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..40)) {
        let text = "a\x07\x07b \x13x\x14y\x15\r";
        let mut bytes = Made {
            characters: vec![(0, 4, vec![0x00, 0x08, 1])],
            paragraphs: vec![(0, 4, vec![0x16, 0x24, 1])],
            ..Made::body(text)
        }
        .bytes();
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        let _ = (shows(&bytes), read(&bytes, &Limits::default()));
    }
}
