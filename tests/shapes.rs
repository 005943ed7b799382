//! Files as other programs write them: `fixtures/shapes` has each beside what is to be read, and what is not text says
//! BAIT. A `.xml` there is the main file of a Word document.

mod program;

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use program::{folder, run};
use soat::source;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const MAIN: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
const SPACE: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

fn shapes() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/shapes")
}

/// What stands in a Word document beside its main file: files by their kind, their name and what they hold.
type Others<'a> = &'a [(&'a str, &'a str, &'a [u8])];

/// A Word document around a main file that is called so.
struct Package<'a> {
    main: &'a str,
    kind: &'a str,
    relations: &'a str,
    options: SimpleFileOptions,
}

impl Default for Package<'_> {
    fn default() -> Self {
        let options = SimpleFileOptions::default();
        Package { main: "word/document.xml", kind: MAIN, relations: RELATIONS, options }
    }
}

impl Package<'_> {
    fn bytes(&self, xml: &[u8], others: Others) -> Vec<u8> {
        let mut out = ZipWriter::new(Cursor::new(Vec::new()));
        let Package { main, kind, relations, options } = *self;
        let (folder, file) = main.rsplit_once('/').unwrap();
        let list = |related: &str| format!("<?xml version=\"1.0\"?><Relationships>{related}</Relationships>");
        let related: String = others
            .iter()
            .enumerate()
            .map(|(i, (kind, name, _))| {
                format!("<Relationship Id=\"rId{i}\" Type=\"{relations}/{kind}\" Target=\"/{folder}/{name}\"/>")
            })
            .collect();
        let types = format!("<Types><Override PartName=\"/{main}\" ContentType=\"{kind}\"/></Types>");
        let whole = format!("<Relationship Id=\"r\" Type=\"{relations}/officeDocument\" Target=\"{main}\"/>");
        let mut members = vec![
            ("[Content_Types].xml".to_owned(), types.into_bytes()),
            ("_rels/.rels".to_owned(), list(&whole).into_bytes()),
            (main.to_owned(), xml.to_vec()),
            (format!("{folder}/_rels/{file}.rels"), list(&related).into_bytes()),
        ];
        members.extend(others.iter().map(|(_, name, bytes)| (format!("{folder}/{name}"), bytes.to_vec())));
        for (name, bytes) in members {
            out.start_file(name, options).unwrap();
            out.write_all(&bytes).unwrap();
        }
        out.finish().unwrap().into_inner()
    }
}

/// A main file with one paragraph for each line.
fn document(space: &str, text: &str) -> String {
    let paragraphs: String = text.lines().map(|line| format!("<w:p><w:r><w:t>{line}</w:t></w:r></w:p>")).collect();
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><w:document xmlns:w=\"{space}\"><w:body>{paragraphs}</w:body></w:document>"
    )
}

/// The parts of a file below each other, each under its label.
fn told(bytes: &[u8], name: &str) -> String {
    let source = source::read(bytes, name, None).unwrap_or_else(|error| panic!("{name}: {error}"));
    let label = |part: &source::Part| part.label.clone().unwrap_or_default();
    source.parts.iter().map(|part| format!("== {}\n{}\n", label(part), part.text.trim_end_matches('\n'))).collect()
}

#[test]
fn every_shape_is_read_as_it_is_shown() {
    let mut seen = 0;
    for entry in fs::read_dir(shapes()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            continue;
        }
        let bytes = fs::read(&path).unwrap();
        let name = path.file_name().unwrap().to_string_lossy();
        let packed = path.extension().is_some_and(|extension| extension == "xml");
        let told = if packed { told(&Package::default().bytes(&bytes, &[]), "a.docx") } else { told(&bytes, &name) };
        let plain = |text: &str| text.lines().map(|line| format!("{}\n", line.trim_end())).collect::<String>();
        assert_eq!(plain(&told), plain(&fs::read_to_string(path.with_extension("txt")).unwrap()), "{name}");
        seen += 1;
    }
    assert!(seen >= 15);
}

#[test]
fn a_document_is_found_wherever_its_package_keeps_it() {
    let xml = document(SPACE, "thân");
    let strict = "http://purl.oclc.org/ooxml/wordprocessingml/main";
    let note = format!(
        "<w:footnotes xmlns:w=\"{SPACE}\"><w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:t>BAIT</w:t>\
                        </w:r></w:p></w:footnote><w:footnote w:id=\"2\"><w:p><w:r><w:footnoteRef/><w:t>chú</w:t></w:r></w:p>\
                        </w:footnote></w:footnotes>"
    );
    let others = [("footnotes", "footnotes.xml", note.as_bytes())];
    let expected = "== body\nthân\n== footnotes\nchú\n";
    for main in ["word/document.xml", "word/document2.xml", "docs/main.xml"] {
        let package = Package { main, ..Package::default() };
        assert_eq!(told(&package.bytes(xml.as_bytes(), &others), "a"), expected, "{main}");
    }
    for kind in [
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
        "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
    ] {
        let package = Package { kind, main: "docs/main.xml", ..Package::default() };
        assert_eq!(told(&package.bytes(xml.as_bytes(), &others), "a"), expected, "{kind}");
    }
    let package =
        Package { relations: "http://purl.oclc.org/ooxml/officeDocument/relationships", ..Package::default() };
    let bytes = package
        .bytes(document(strict, "thân").as_bytes(), &[("footnotes", "f.xml", note.replace(SPACE, strict).as_bytes())]);
    assert_eq!(told(&bytes, "a.docx"), expected);
    let wide: Vec<u8> =
        format!("\u{feff}{}", xml.replace("UTF-8", "UTF-16")).encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(told(&Package::default().bytes(&wide, &others), "a.docx"), expected);
    let large = Package { options: SimpleFileOptions::default().large_file(true), ..Package::default() };
    assert_eq!(told(&large.bytes(xml.as_bytes(), &others), "a.docx"), expected);
}

#[test]
fn what_word_keeps_beside_the_text_is_not_read() {
    let bait = document(SPACE, "BAIT");
    let others = [
        ("comments", "comments.xml", bait.replace("w:document", "w:comments").replace("w:body", "w:comment")),
        ("glossaryDocument", "glossary/document.xml", bait.clone()),
        ("settings", "settings.xml", bait.clone()),
        ("customXml", "item1.xml", bait),
    ];
    let others: Vec<(&str, &str, &[u8])> =
        others.iter().map(|(kind, name, text)| (*kind, *name, text.as_bytes())).collect();
    assert_eq!(
        told(&Package::default().bytes(document(SPACE, "thân").as_bytes(), &others), "a.docx"),
        "== body\nthân\n"
    );
}

#[test]
fn inserted_documents_are_read_and_do_not_nest_without_end() {
    let xml = document(SPACE, "thân");
    let with = |name: &str, inserted: &[u8]| Package::default().bytes(xml.as_bytes(), &[("aFChunk", name, inserted)]);
    assert_eq!(told(&with("a.html", "<p>khối".as_bytes()), "a.docx"), "== body\nthân\n== inserted\nkhối\n");
    let mut bytes = with("a.txt", "khối".as_bytes());
    assert_eq!(told(&with("b.docx", &bytes), "a.docx"), "== body\nthân\n== inserted\nthân\n\nkhối\n");
    for _ in 0..5 {
        bytes = with("b.docx", &bytes);
    }
    assert!(source::read(&bytes, "a.docx", None).unwrap_err().to_string().contains("altChunk"));
}

#[test]
fn pages_without_text_are_counted() {
    let bytes = fs::read(shapes().join("half-scanned.pdf")).unwrap();
    let dir = folder(&[("a.pdf", &bytes)]);
    for _ in 0..2 {
        let (code, out, err) =
            run(dir.path(), &["check", "--cache", "cache", "--lang", "en", "--format", "concise", "a.pdf"]);
        assert!(code == 1 && out.contains("30/20200/NĐ-CP"), "{out}{err}");
        assert!(err.contains("1 page of PDF files hold no text"), "{err}");
    }
}
