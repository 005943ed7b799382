//! What the targets share: what must hold for whatever is read, and files packed around the bytes to be tried.
//!
//! A packed format is tried from inside: its file is built anew around what is tried, so that no checksum or offset keeps
//! a change from being read. Bytes that begin as such a file does are taken as they are, so that real ones can be seeds.

use std::io::{Cursor, Write};

use soat::document;
use soat::rules::{self, Finding, Knowledge, Selection};
use soat::source::{self, Format, Home, Limits, Source};
use soat::text::{Search, Span};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Limits that let a target try much in little time.
pub const LIMITS: Limits = Limits { file_size: 1 << 22, ratio: 50, members: 200, nesting: 3 };

/// Reads a file and looks at what was read.
pub fn read<'b>(bytes: &'b [u8], name: &str, format: Option<Format>) -> Option<Source<'b>> {
    match source::read_within(bytes, name, format, &LIMITS) {
        Ok(source) => {
            source.parts.iter().for_each(|part| {
                let length = part.text.len() as u32;
                let starts = [&part.layout.pages, &part.layout.paragraphs];
                for starts in starts {
                    assert!(starts.is_sorted(), "starts fall");
                    assert!(starts.iter().all(|at| part.text.is_char_boundary(*at as usize)), "start in a character");
                }
                for run in &part.runs {
                    assert!(run.span.end <= length, "run behind the end");
                    let _ = run.span.of(&part.text);
                }
                let whole = part.origin.to_file(Span::new(0, part.text.len()));
                assert!(whole.start <= whole.end);
                if part.home == Home::File {
                    assert!(whole.to() <= bytes.len(), "text from behind the end of the file");
                }
            });
            Some(source)
        }
        Err(error) => {
            for lang in ["vi", "en"] {
                assert!(!error.message(lang).is_empty());
            }
            None
        }
    }
}

/// Runs all rules over each part of a file and looks at the places they name.
pub fn check(source: &Source) -> Vec<(usize, Finding)> {
    let mut all = Vec::new();
    for (number, part) in source.parts.iter().enumerate() {
        let search = Search::new(&part.text);
        let doc = document::read(&search);
        let know = Knowledge { charset: part.charset, runs: &part.runs, ..Knowledge::default() };
        for finding in rules::check(&doc, &know, &every_rule()) {
            let spans = finding.suggestion.iter().flat_map(|s| s.edits.iter().map(|edit| edit.span));
            for span in spans.chain([finding.span]) {
                let _ = span.of(&part.text);
                let _ = part.origin.to_file(span);
            }
            all.push((number, finding));
        }
    }
    all
}

fn every_rule() -> Selection {
    Selection::new(&["ALL".to_owned()], &[]).unwrap_or_default()
}

/// The pieces between bytes that no XML and no content of a PDF page holds.
pub fn pieces(data: &[u8]) -> impl Iterator<Item = &[u8]> {
    data.split(|byte| *byte == 0)
}

/// A zip file with these members.
pub fn zip<'m>(members: impl IntoIterator<Item = (&'m str, &'m [u8])>) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        if out.start_file(name, SimpleFileOptions::default()).is_ok() {
            let _ = out.write_all(bytes);
        }
    }
    out.finish().map(Cursor::into_inner).unwrap_or_default()
}

/// The files inside a Word document that are tried, in this order.
const WORD: [&str; 5] =
    ["word/document.xml", "word/styles.xml", "word/numbering.xml", "word/footnotes.xml", "word/header1.xml"];

/// A Word document with these files in it; what begins as a zip file does is one as it is.
pub fn docx(data: &[u8]) -> Vec<u8> {
    if data.starts_with(b"PK") {
        return data.to_vec();
    }
    let related: String = ["styles", "numbering", "footnotes", "header"]
        .iter()
        .zip(&WORD[1..])
        .map(|(kind, name)| format!("<Relationship Id=\"{kind}\" Type=\"o/{kind}\" Target=\"/{name}\"/>"))
        .collect();
    let related = format!("<Relationships>{related}</Relationships>");
    let fixed: [(&str, &[u8]); 2] =
        [("[Content_Types].xml", b"<Types/>"), ("word/_rels/document.xml.rels", related.as_bytes())];
    zip(fixed.into_iter().chain(WORD.into_iter().zip(pieces(data)).filter(|(_, bytes)| !bytes.is_empty())))
}

/// An OpenDocument text with these files in it; what begins as a zip file does is one as it is.
pub fn odt(data: &[u8]) -> Vec<u8> {
    if data.starts_with(b"PK") {
        return data.to_vec();
    }
    let fixed: [(&str, &[u8]); 1] = [("mimetype", b"application/vnd.oasis.opendocument.text")];
    let names = ["content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"];
    zip(fixed.into_iter().chain(names.into_iter().zip(pieces(data)).filter(|(_, bytes)| !bytes.is_empty())))
}

/// A PDF page with this content, drawn in a font with this table of characters.
pub fn pdf(data: &[u8]) -> Vec<u8> {
    if data.starts_with(b"%PDF") {
        return data.to_vec();
    }
    let mut pieces = pieces(data);
    let (content, table) = (pieces.next().unwrap_or_default(), pieces.next().unwrap_or_default());
    let stream =
        |bytes: &[u8]| [format!("<</Length {}>>stream\n", bytes.len()).as_bytes(), bytes, b"\nendstream"].concat();
    let objects: [Vec<u8>; 6] = [
        b"<</Type/Catalog/Pages 2 0 R>>".to_vec(),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>".to_vec(),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>".to_vec(),
        stream(content),
        b"<</Type/Font/Subtype/TrueType/BaseFont/Helvetica/Encoding/WinAnsiEncoding/ToUnicode 6 0 R>>".to_vec(),
        stream(table),
    ];
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut places = Vec::new();
    for (number, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj\n", number + 1).bytes());
        out.extend(object);
        out.extend(b"\nendobj\n");
    }
    let table = out.len();
    out.extend(b"xref\n0 7\n0000000000 65535 f \n");
    places.iter().for_each(|at| out.extend(format!("{at:010} 00000 n \n").bytes()));
    out.extend(format!("trailer\n<</Size 7/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n").bytes());
    out
}

/// A compound file with the streams of an old Word document; what begins as a compound file does is one as it is. The
/// first two bytes tell how much of what follows is the stream of the text.
pub fn doc(data: &[u8]) -> Vec<u8> {
    let [low, high, rest @ ..] = data else { return Vec::new() };
    if data.starts_with(b"\xd0\xcf\x11\xe0") {
        return data.to_vec();
    }
    let (main, table) = rest.split_at(usize::from(u16::from_le_bytes([*low, *high])).min(rest.len()));
    let build = || {
        let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new()))?;
        for (name, bytes) in [("/WordDocument", main), ("/1Table", table), ("/0Table", table), ("/Data", table)] {
            file.create_stream(name)?.write_all(bytes)?;
        }
        file.flush()?;
        std::io::Result::Ok(file.into_inner().into_inner())
    };
    build().unwrap_or_default()
}
