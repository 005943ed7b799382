use super::super::{Format, Source, read as read_source, read_within, zipped::pack};
use super::*;
use crate::text::Span;

const W: &str = r#"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006""#;

/// A document with this body, and these files beside it: kind, name below `word`, content.
fn packed(body: &str, others: &[(&str, &str, &str)]) -> Vec<u8> {
    let document = format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document {W}><w:body>{body}</w:body></w:document>"#
    );
    let mut related = String::new();
    let mut members = vec![
        (TYPES.to_owned(), "<Types/>".to_owned()),
        (
            "_rels/.rels".to_owned(),
            r#"<Relationships><Relationship Id="r" Type="http://x/officeDocument" Target="word/document.xml"/></Relationships>"#
                .to_owned(),
        ),
        ("word/document.xml".to_owned(), document),
    ];
    for (kind, name, content) in others {
        if *kind == "app" {
            members.push(("docProps/app.xml".to_owned(), (*content).to_owned()));
            continue;
        }
        related.push_str(&format!(r#"<Relationship Id="{name}" Type="http://x/{kind}" Target="{name}"/>"#));
        members.push((format!("word/{name}"), (*content).to_owned()));
    }
    let related = format!("<Relationships>{related}</Relationships>");
    members.push(("word/_rels/document.xml.rels".to_owned(), related));
    let members: Vec<(&str, &str)> = members.iter().map(|(name, content)| (name.as_str(), content.as_str())).collect();
    pack(&members)
}

fn source(bytes: &[u8]) -> Source<'_> {
    read_source(bytes, "a.docx", None).unwrap()
}

/// The text of the body.
fn body(body: &str) -> String {
    let bytes = packed(body, &[]);
    source(&bytes).parts[0].text.clone().into_owned()
}

fn run(text: &str) -> String {
    format!(r#"<w:r><w:t xml:space="preserve">{text}</w:t></w:r>"#)
}

fn paragraph(text: &str) -> String {
    format!("<w:p>{}</w:p>", run(text))
}

#[test]
fn words_split_over_runs_are_whole_and_signs_are_signs() {
    let text = body(&format!(
        r#"<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr>{}<w:proofErr w:type="a"/>{}<w:r><w:noBreakHyphen/><w:t>CP</w:t><w:tab/><w:t>a&amp;&#x111;</w:t><w:br/><w:softHyphen/><w:sym w:font="Symbol" w:char="F02F"/><w:t><![CDATA[<x>]]></w:t></w:r></w:p><w:p/>{}"#,
        run("Nghị định số 30/20"),
        run("20/NĐ"),
        paragraph("hai")
    ));
    assert_eq!(text, "Nghị định số 30/2020/NĐ\u{2011}CP\ta&đ\n\u{ad}/<x>\n\nhai\n");
}

#[test]
fn deleted_moved_hidden_and_coded_text_is_none() {
    let text = body(&format!(
        r#"<w:p>{}<w:del><w:r><w:delText>xóa</w:delText><w:t>xóa</w:t></w:r></w:del><w:ins>{}</w:ins><w:moveFrom>{}</w:moveFrom><w:r><w:rPr><w:vanish/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:rPr><w:vanish w:val="0"/><w:rPrChange><w:rPr><w:vanish/></w:rPr></w:rPrChange></w:rPr><w:t>3</w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText><w:t>mã</w:t></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r><w:fldSimple w:instr="DATE">{}</w:fldSimple><w:hyperlink>{}</w:hyperlink><w:commentRangeStart w:id="0"/><w:sdt><w:sdtPr><w:alias w:val="x"/></w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt></w:p>"#,
        run("1"),
        run("2"),
        run("m"),
        run("4"),
        run("5"),
        run("6"),
        run("7"),
    ));
    assert_eq!(text, "1234567\n");
}

#[test]
fn a_field_without_end_hides_nothing() {
    assert_eq!(body(&format!(r#"<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>{}</w:p>"#, run("a"))), "a\n");
}

#[test]
fn a_paragraph_whose_mark_is_deleted_goes_on() {
    let gone = r#"<w:pPr><w:rPr><w:del w:id="1"/></w:rPr></w:pPr>"#;
    let text = body(&format!("<w:p>{gone}{}</w:p>{}{}", run("Nghị "), paragraph("định"), paragraph("số")));
    assert_eq!(text, "Nghị định\nsố\n");
    let bytes = packed(&format!("<w:p>{gone}{}</w:p>{}{}", run("a"), paragraph("b"), paragraph("c")), &[]);
    assert_eq!(source(&bytes).parts[0].layout.paragraphs, [0, 3]);
}

#[test]
fn cells_stand_apart_and_deleted_rows_are_none() {
    let cell = |paragraphs: &[&str]| {
        format!("<w:tc><w:tcPr/>{}</w:tc>", paragraphs.iter().map(|text| paragraph(text)).collect::<String>())
    };
    let table = format!(
        "<w:tbl><w:tblPr/><w:tr>{}{}</w:tr><w:tr><w:trPr><w:del/></w:trPr>{}</w:tr><w:tr>{}{}</w:tr></w:tbl>{}",
        cell(&["BỘ A", "Số: 1/QĐ-A"]),
        cell(&["CỘNG HÒA"]),
        cell(&["xóa"]),
        cell(&[""]),
        cell(&["b"]),
        paragraph("sau")
    );
    assert_eq!(body(&table), "BỘ A\nSố: 1/QĐ-A\tCỘNG HÒA\n\tb\nsau\n");
}

#[test]
fn a_text_box_is_a_part_and_leaves_its_paragraph_whole() {
    let drawing = |text: &str| format!("<w:txbxContent>{}</w:txbxContent>", paragraph(text));
    let bytes = packed(
        &format!(
            "<w:p>{}<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing>{}</w:drawing></mc:Choice><mc:Fallback><w:pict>{}</w:pict></mc:Fallback></mc:AlternateContent></w:r>{}</w:p>",
            run("Nghị định số 30/20"),
            drawing("DỰ THẢO"),
            drawing("DỰ THẢO"),
            run("20/NĐ-CP")
        ),
        &[],
    );
    let source = source(&bytes);
    let texts: Vec<_> = source.parts.iter().map(|part| (part.label.as_deref(), &*part.text)).collect();
    assert_eq!(texts, [(Some("body"), "Nghị định số 30/2020/NĐ-CP\n"), (Some("text box"), "DỰ THẢO\n")]);
}

#[test]
fn notes_headers_and_footers_are_parts() {
    let story = |root: &str, inside: &str| format!("<x:{root} {}>{inside}</x:{root}>", W.replace("xmlns:w", "xmlns:x"));
    let note = |text: &str| paragraph(text).replace("w:", "x:");
    let notes = format!(
        r#"<x:footnote x:type="separator" x:id="0">{}</x:footnote><x:footnote x:id="1">{}</x:footnote>"#,
        note("---"),
        note("Xem Luật A")
    );
    let bytes = packed(
        &paragraph("a"),
        &[
            ("footer", "f.xml", &story("ftr", &note("cuối"))),
            ("header", "h1.xml", &story("hdr", &note(" "))),
            ("header", "h2.xml", &story("hdr", &note("đầu"))),
            ("footnotes", "n.xml", &story("footnotes", &notes)),
        ],
    );
    let source = source(&bytes);
    let texts: Vec<_> = source.parts.iter().map(|part| (part.label.as_deref().unwrap(), &*part.text)).collect();
    assert_eq!(texts, [("body", "a\n"), ("footnotes", "Xem Luật A\n"), ("header", "đầu\n"), ("footer", "cuối\n")]);
    assert_eq!(source.parts[1].home, Home::Member("word/n.xml".into()));
    assert_eq!(source.format, Format::Docx);
}

#[test]
fn styles_hide_number_and_raise() {
    let styles = r#"<w:styles><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="A"/></w:rPr></w:rPrDefault></w:docDefaults>
        <w:style w:type="paragraph" w:default="1" w:styleId="N"/>
        <w:style w:type="character" w:styleId="H"><w:rPr><w:vanish/></w:rPr></w:style>
        <w:style w:type="character" w:styleId="S"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
        <w:style w:type="paragraph" w:styleId="D"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
        <w:style w:type="paragraph" w:styleId="E"><w:basedOn w:val="D"/></w:style>
        <w:style w:type="paragraph" w:styleId="L"><w:basedOn w:val="L"/></w:style></w:styles>"#;
    let numbering = r#"<w:numbering><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="D"/><w:lvlText w:val="Điều %1."/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#;
    let styled =
        |style: &str, inside: &str| format!(r#"<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{inside}</w:p>"#);
    let document = [
        styled("D", &run("Phạm vi")),
        styled("E", ""),
        styled("L", &run("x")),
        format!(r#"<w:p><w:pPr><w:numPr><w:numId w:val="0"/></w:numPr></w:pPr>{}</w:p>"#, run("y")),
        r#"<w:p><w:r><w:rPr><w:rStyle w:val="H"/></w:rPr><w:t>ẩn</w:t></w:r><w:r><w:rPr><w:rStyle w:val="S"/></w:rPr><w:t>a12</w:t></w:r></w:p>"#.into(),
        r#"<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>z</w:t></w:r></w:p>"#.into(),
    ];
    let bytes = packed(&document.concat(), &[("styles", "s.xml", styles), ("numbering", "n.xml", numbering)]);
    let source = source(&bytes);
    assert_eq!(source.parts[0].text, "Điều 1. Phạm vi\nĐiều 2. \nx\ny\na¹²\nĐiều 3. z\n");
    let part = &source.parts[0];
    assert!(part.origin.to_file(Span::new(0, 4)).is_empty() && !part.origin.is_plain(Span::new(0, 4)));
}

#[test]
fn fonts_of_legacy_charsets_are_decoded() {
    let run = |font: &str, text: &str| {
        format!(
            r#"<w:r><w:rPr><w:rFonts w:ascii="{font}" w:hAnsi="{font}"/></w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>"#
        )
    };
    let line = [
        run(".VnTime", "NghÞ ®Þnh sè 30 cña ChÝnh phñ "),
        run("VNI-Times", "Nghò ñònh cuûa Chính phuû "),
        run(".VnTime", "Nghị định"),
    ];
    let bytes = packed(&format!("<w:p>{}</w:p>", line.concat()), &[]);
    let source = source(&bytes);
    let part = &source.parts[0];
    assert_eq!(part.text, "Nghị định số 30 của Chính phủ Nghị định của Chính phủ Nghị định\n");
    assert_eq!(part.runs.iter().map(|run| run.decoded).collect::<Vec<_>>(), [true, true, false]);
    let xml = Zipped::open(&bytes, &Limits::default()).unwrap().unpack("word/document.xml").unwrap();
    let at = part.text.find("định").unwrap();
    let span = part.origin.to_file(Span::new(at, at + "định".len()));
    assert_eq!(str::from_utf8(&xml[span.range()]).unwrap(), "®Þnh");
}

#[test]
fn every_character_is_found_again_in_its_file() {
    let document = format!(
        "<w:p>{}<w:r><w:tab/><w:t>a&lt;b\r\nc</w:t></w:r></w:p><w:p>{}</w:p>",
        run("Nghị định số "),
        run("30/2020")
    );
    let bytes = packed(&document, &[]);
    let source = source(&bytes);
    let part = &source.parts[0];
    assert_eq!(part.text, "Nghị định số \ta<b c\n30/2020\n");
    let Home::Member(member) = &part.home else { panic!() };
    let xml = Zipped::open(&bytes, &Limits::default()).unwrap().unpack(member).unwrap();
    for (word, there) in
        [("Nghị định", "Nghị định"), ("\t", "<w:tab/>"), ("<", "&lt;"), ("b c", "b\r\nc"), ("30/2020", "30/2020")]
    {
        let at = part.text.find(word).unwrap();
        let span = part.origin.to_file(Span::new(at, at + word.len()));
        assert_eq!(str::from_utf8(&xml[span.range()]).unwrap(), there);
    }
}

#[test]
fn strict_files_and_other_prefixes_are_read() {
    let text = |root: &str| {
        let bytes = pack(&[
            (TYPES, ""),
            (
                "_rels/.rels",
                r#"<Relationships><Relationship Type="http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument" Target="/word/main.xml"/></Relationships>"#,
            ),
            ("word/main.xml", root),
        ]);
        source(&bytes).parts[0].text.clone().into_owned()
    };
    let strict = "http://purl.oclc.org/ooxml/wordprocessingml/main";
    assert_eq!(
        text(&format!(r#"<document xmlns="{strict}"><body><p><r><t>a</t><tab/></r></p></body></document>"#)),
        "a\t\n"
    );
    assert_eq!(
        text(&format!(
            r#"<ns0:document xmlns:ns0="{strict}" xmlns:a="x"><ns0:body><ns0:p><a:t>bait</a:t><y:r xmlns:y="{strict}"><y:t>b</y:t></y:r></ns0:p></ns0:body></ns0:document>"#
        )),
        "b\n"
    );
}

#[test]
fn pages_are_told_where_word_counted_as_many() {
    let document = format!("<w:p>{}<w:r><w:lastRenderedPageBreak/></w:r>{}</w:p>", run("một "), run("hai"));
    let pages = |count: &str| {
        let bytes = packed(&document, &[("app", "", &format!("<Properties><Pages>{count}</Pages></Properties>"))]);
        source(&bytes).parts[0].layout.pages.clone()
    };
    assert_eq!(pages("2"), [0, "một ".len() as u32]);
    assert!(pages("3").is_empty());
}

#[test]
fn what_cannot_be_read_whole_is_an_error() {
    let whole = packed(&paragraph("Nghị định"), &[]);
    let error = |bytes: &[u8]| read_source(bytes, "a.docx", None).unwrap_err();
    for end in (0..whole.len()).step_by(7).skip(1) {
        assert!(matches!(error(&whole[..end]), ReadError::Damaged(_)), "{end}: {:?}", error(&whole[..end]));
    }
    for body in ["<w:p>", "<w:p></w:r></w:p>", "<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", "</w:body>"] {
        assert!(matches!(error(&packed(body, &[])), ReadError::Damaged(_)), "{body}");
    }
    let boxes = "<w:txbxContent>".repeat(40) + &"</w:txbxContent>".repeat(40);
    assert!(matches!(error(&packed(&boxes, &[])), ReadError::Damaged(_)));
    assert!(matches!(error(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0"), ReadError::Damaged(_)));
    let mut locked = OLE.to_vec();
    locked.extend("\0EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(error(&locked), ReadError::Encrypted);
    assert_eq!(error(&packed(&paragraph(" "), &[("image", "media/a.png", "x")])), ReadError::Scan);
    assert_eq!(source(&packed("", &[])).parts.len(), 1);
}

#[test]
fn bombs_are_refused() {
    let bytes = packed(&paragraph(&"a".repeat(400_000)), &[]);
    let limits = Limits { file_size: 100_000, ..Limits::default() };
    assert!(bytes.len() < 100_000);
    assert_eq!(read_within(&bytes, "a.docx", None, &limits).unwrap_err(), ReadError::Unpacks(100_000));
}

#[test]
fn other_packed_files_are_none() {
    for names in [[TYPES, "xl/workbook.xml"], ["a.txt", "word/document.xml"]] {
        assert!(!shows(&pack(&names.map(|name| (name, "x")))), "{names:?}");
    }
}
