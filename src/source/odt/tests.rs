use std::io::{Cursor, Write};

use proptest::prelude::*;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::super::{Format, Source, read as read_file};
use super::*;
use crate::text::Span;

const STYLES: &str = r#"<office:styles><style:style style:name="Sup" style:family="text"><style:text-properties style:text-position="super 58%"/></style:style><style:style style:name="Break" style:family="paragraph"><style:paragraph-properties fo:break-before="page"/></style:style><text:outline-style style:name="Outline"><text:outline-level-style text:level="1" style:num-format=""/><text:outline-level-style text:level="2" style:num-format="I" style:num-suffix="."/></text:outline-style></office:styles>"#;

const AUTOMATIC: &str = r#"<office:automatic-styles><style:style style:name="T1" style:family="text" style:parent-style-name="Sup"/><style:style style:name="T2" style:family="text"><style:text-properties text:display="none"/></style:style><style:style style:name="P1" style:family="paragraph" style:parent-style-name="Break"/><text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" style:num-prefix="Điều " style:num-suffix="."/><text:list-level-style-number text:level="2" style:num-format="a" style:num-suffix=")"/><text:list-level-style-bullet text:level="3" text:bullet-char="•"/></text:list-style></office:automatic-styles>"#;

fn content(body: &str) -> String {
    format!(
        r#"<?xml version="1.0"?><office:document-content>{AUTOMATIC}<office:body><office:text>{body}</office:text></office:body></office:document-content>"#
    )
}

fn pack(members: &[(&str, &str)]) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in members {
        out.start_file(*name, SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored)).unwrap();
        out.write_all(text.as_bytes()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

fn odt(body: &str, around: &str) -> Vec<u8> {
    let styles = format!(
        "<office:document-styles>{STYLES}<office:master-styles>{around}</office:master-styles></office:document-styles>"
    );
    let meta = r#"<office:document-meta><meta:document-statistic meta:page-count="3"/></office:document-meta>"#;
    pack(&[("mimetype", TYPE), ("content.xml", &content(body)), ("styles.xml", &styles), ("meta.xml", meta)])
}

fn source(bytes: &[u8]) -> Source<'_> {
    let source = read_file(bytes, "a.bin", None).unwrap();
    assert_eq!(source.format, Format::Odt);
    source
}

/// The parts as "label: text".
fn texts(bytes: &[u8]) -> Vec<String> {
    source(bytes).parts.iter().map(|part| format!("{}: {}", part.label.as_deref().unwrap(), part.text)).collect()
}

fn body(xml: &str) -> String {
    source(&odt(xml, "")).parts[0].text.to_string()
}

#[test]
fn paragraphs_and_cells_stand_apart() {
    let xml = "<text:h text:outline-level=\"1\">Tiêu đề</text:h><text:p>một</text:p><text:p/><table:table><table:table-row>\
               <table:table-cell><text:p>A</text:p><text:p>A2</text:p></table:table-cell><table:covered-table-cell/>\
               <table:table-cell><text:p>B</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell>\
               <text:p>C</text:p></table:table-cell></table:table-row></table:table><text:p>hai</text:p>";
    assert_eq!(body(xml), "Tiêu đề\nmột\n\nA\nA2\tB\nC\nhai\n");
}

#[test]
fn blanks_count_as_the_format_says() {
    let xml = "<text:p>\n  một <text:span> hai</text:span>\t\n ba<text:s/> <text:s text:c=\"3\"/>bốn<text:tab/>năm<text:line-break/>\
               sáu &amp;&#x111;<![CDATA[<]]></text:p>";
    assert_eq!(body(xml), "một hai ba     bốn\tnăm\nsáu &đ<\n");
    let bomb = "<text:p>x<text:s text:c=\"4000000000\"/><text:s text:c=\"21\"/></text:p>";
    assert_eq!(body(bomb).len(), 1 + 100 + 20 + 1);
}

#[test]
fn only_what_the_page_shows_is_text() {
    let xml = "<text:tracked-changes><text:changed-region><text:deletion><text:p>xóa</text:p></text:deletion></text:changed-region>\
               </text:tracked-changes><text:sequence-decls><text:sequence-decl>x</text:sequence-decl></text:sequence-decls>\
               <text:p>còn<text:change text:change-id=\"1\"/><office:annotation><text:p>lời bàn</text:p></office:annotation>\
               <text:span text:style-name=\"T2\">ẩn</text:span> lại<draw:frame><draw:image><office:binary-data>AAAA</office:binary-data>\
               </draw:image><svg:title>ảnh</svg:title></draw:frame></text:p>\
               <text:table-of-content><text:table-of-content-source>x<text:index-title-template>y</text:index-title-template>\
               </text:table-of-content-source><text:index-body><text:p><text:a>mục 1</text:a></text:p></text:index-body>\
               </text:table-of-content><text:section text:display=\"none\"><text:p>ẩn</text:p></text:section>";
    assert_eq!(body(xml), "còn lại\nmục 1\n");
}

#[test]
fn notes_boxes_headers_and_footers_are_parts_of_their_own() {
    let note = |class: &str, text: &str| {
        format!(
            "<text:note text:note-class=\"{class}\"><text:note-citation>1</text:note-citation><text:note-body><text:p>{text}</text:p></text:note-body></text:note>"
        )
    };
    let xml = format!(
        "<text:p>Nghị định{}, luật{} và<draw:frame><draw:text-box><text:p>hộp</text:p></draw:text-box></draw:frame> số{}<text:span text:style-name=\"T1\">2</text:span> 3</text:p>",
        note("footnote", "chân một"),
        note("endnote", "cuối"),
        note("footnote", "chân hai"),
    );
    let around = "<style:master-page><style:header><text:p>đầu</text:p></style:header><style:footer><text:p>trang</text:p></style:footer>\
                  <style:footer-left style:display=\"false\"><text:p>x</text:p></style:footer-left></style:master-page>";
    let expected = [
        "body: Nghị định, luật và số² 3\n",
        "text box: hộp\n",
        "footnotes: chân một\n\nchân hai\n",
        "endnotes: cuối\n",
        "header: đầu\n",
        "footer: trang\n",
    ];
    assert_eq!(texts(&odt(&xml, around)), expected);
}

#[test]
fn automatic_numbers_are_written() {
    let item = |text: &str, more: &str| format!("<text:list-item><text:p>{text}</text:p>{more}</text:list-item>");
    let inner = format!(
        "<text:list>{}{}</text:list>",
        item("x", "<text:list><text:list-item><text:p>y</text:p></text:list-item></text:list>"),
        item("z", "")
    );
    let xml = format!(
        "<text:list xml:id=\"l\" text:style-name=\"L1\">{}{}<text:list-header><text:p>không</text:p></text:list-header></text:list><text:p>xen</text:p>\
         <text:list text:style-name=\"L1\" text:continue-list=\"l\">{}</text:list><text:list text:style-name=\"L1\">{}</text:list>\
         <text:list text:style-name=\"L1\" text:continue-numbering=\"true\"><text:list-item text:start-value=\"9\"><text:p>chín</text:p></text:list-item></text:list>\
         <text:h text:outline-level=\"1\">A</text:h><text:h text:outline-level=\"2\">B</text:h><text:h text:outline-level=\"2\">C</text:h>",
        item("một", &inner),
        item("hai", ""),
        item("ba", ""),
        item("lại", ""),
    );
    let expected =
        "Điều 1. một\na) x\ny\nb) z\nĐiều 2. hai\nkhông\nxen\nĐiều 3. ba\nĐiều 1. lại\nĐiều 9. chín\nA\nI. B\nII. C\n";
    assert_eq!(body(&xml), expected);
}

#[test]
fn pages_are_told_where_no_break_is_missing() {
    let xml = "<text:p>một <text:soft-page-break/>hai</text:p><text:p text:style-name=\"P1\">ba</text:p>";
    let pages = |xml: &str| source(&odt(xml, "")).parts[0].layout.clone();
    let layout = pages(xml);
    assert_eq!(layout.pages, [0, "một ".len() as u32, "một hai\n".len() as u32]);
    assert_eq!(layout.paragraphs, [0, "một hai\n".len() as u32]);
    assert_eq!(pages("<text:p>một</text:p>").pages, [] as [u32; 0]);
}

#[test]
fn places_lead_to_the_bytes_of_the_xml() {
    let xml = "<text:p>Nghị <text:span>định&amp;</text:span> số  30</text:p>";
    let bytes = odt(xml, "");
    let source = source(&bytes);
    let part = &source.parts[0];
    assert_eq!(part.home, Home::Member("content.xml".into()));
    let content = content(xml);
    for words in ["Nghị", "định", "30", "ghị định"] {
        let at = part.text.find(words).unwrap();
        let place = part.origin.to_file(Span::new(at, at + words.len()));
        assert_eq!(place.of(&content).replace("<text:span>", ""), words);
    }
    let at = part.text.find('&').unwrap();
    assert_eq!(part.origin.to_file(Span::new(at, at + 1)).of(&content), "&amp;");
}

#[test]
fn a_flat_text_is_read_at_its_own_bytes() {
    let flat = format!(
        r#"<?xml version="1.0"?>
<office:document office:mimetype="{TYPE}">{STYLES}{AUTOMATIC}<office:master-styles><style:master-page><style:header><text:p>đầu</text:p></style:header></style:master-page></office:master-styles><office:body><office:text><text:p>Nghị định</text:p></office:text></office:body></office:document>"#
    );
    let source = source(flat.as_bytes());
    assert_eq!(texts(flat.as_bytes()), ["body: Nghị định\n", "header: đầu\n"]);
    let part = &source.parts[0];
    assert_eq!(part.home, Home::File);
    assert_eq!(part.origin.to_file(Span::new(0, 6)).of(&flat), "Nghị");
    let wide: Vec<u8> = format!("\u{feff}{flat}").encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(
        read(&wide, &Limits::default())
            .is_ok_and(|parts| parts[0].home == Home::Text && parts[0].text == "Nghị định\n")
    );
}

#[test]
fn what_cannot_be_read_is_told() {
    let text = content("<text:p>x</text:p>");
    let locked =
        "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let error = |bytes: &[u8]| read_file(bytes, "a.odt", None).unwrap_err();
    assert_eq!(
        error(&pack(&[("mimetype", TYPE), ("content.xml", &text), ("META-INF/manifest.xml", locked)])),
        ReadError::Encrypted
    );
    assert_eq!(error(&pack(&[("mimetype", TYPE), ("encrypted-package", "x")])), ReadError::Encrypted);
    assert!(matches!(error(&pack(&[("mimetype", TYPE)])), ReadError::Damaged(_)));
    for bad in [&text[..text.len() - 9], "<office:document-content><a></b>", "", "<a>&x;</a>x<"] {
        assert!(matches!(error(&pack(&[("mimetype", TYPE), ("content.xml", bad)])), ReadError::Damaged(_)), "{bad}");
    }
    let picture = content("<text:p><draw:frame><draw:image/></draw:frame></text:p>");
    assert_eq!(
        error(&pack(&[("mimetype", TYPE), ("content.xml", &picture), ("Pictures/1.png", "x")])),
        ReadError::Scan
    );
    let whole = odt("<text:p>x</text:p>", "");
    assert!(matches!(error(&whole[..whole.len() / 2]), ReadError::Damaged(_)));
    let other = pack(&[("mimetype", "application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", &text)]);
    assert!(read_file(&other, "a.odt", None).is_err());
}

#[test]
fn depth_does_not_take_the_program_down() {
    let deep = |name: &str| format!("{}x{}", format!("<{name}>").repeat(20_000), format!("</{name}>").repeat(20_000));
    assert_eq!(body(&format!("<text:p>{}</text:p>", deep("text:span"))), "x\n");
    assert_eq!(body(&deep("text:section")), "");
    assert_eq!(body(&format!("<text:p>{}</text:p>", deep("text:p"))).trim(), "x");
    let boxes = content(&deep("draw:text-box"));
    let bytes = pack(&[("mimetype", TYPE), ("content.xml", &boxes)]);
    assert!(matches!(read_file(&bytes, "a.odt", None), Err(ReadError::Damaged(_))));
    assert!(body(&deep("text:list")).is_empty());
}

proptest! {
    #[test]
    fn damage_takes_nothing_down(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8), flat in any::<bool>()) {
        let xml = "<text:list text:style-name=\"L1\"><text:list-item><text:p>một <text:span text:style-name=\"T1\">1</text:span>&amp;</text:p></text:list-item></text:list>";
        let mut bytes = if flat {
            content(xml).replace("document-content>", "document>").replacen("<office:document>", &format!("<office:document office:mimetype=\"{TYPE}\">"), 1).into_bytes()
        } else {
            odt(xml, "")
        };
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        if let Ok(source) = read_file(&bytes, "a.odt", None) {
            for part in &source.parts {
                // Every character has a place.
                for (at, c) in part.text.char_indices() {
                    let place = part.origin.to_file(Span::new(at, at + c.len_utf8()));
                    prop_assert!(place.start <= place.end);
                }
            }
        }
    }
}
