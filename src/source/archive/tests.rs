use std::io::Write;

use ::zip::write::SimpleFileOptions;
use ::zip::{CompressionMethod, ZipWriter};
use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;

use super::*;

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members {
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        out.start_file(*name, options).unwrap();
        out.write_all(bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

fn tar(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = ::tar::Builder::new(Vec::new());
    for (name, bytes) in members {
        let mut header = ::tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        // Names that lead out are refused by the builder, but not by whoever wants to do harm.
        let raw = name.as_bytes();
        let short = raw.len().min(100);
        header.as_old_mut().name[..short].copy_from_slice(&raw[..short]);
        header.set_cksum();
        out.append(&header, *bytes).unwrap();
    }
    out.into_inner().unwrap()
}

fn gz(bytes: &[u8]) -> Vec<u8> {
    let mut out = GzEncoder::new(Vec::new(), Compression::fast());
    out.write_all(bytes).unwrap();
    out.finish().unwrap()
}

fn within(path: &str, input: Input, limits: &Limits) -> Vec<String> {
    let Ok(archive) = Archive::open(path, input, limits) else { return vec!["no archive".into()] };
    archive
        .map(|found| match found {
            Found::Document { path, format, bytes } => {
                let format = format.map(|format| format!(" ({format})")).unwrap_or_default();
                format!("{path}{format}: {}", String::from_utf8_lossy(&bytes[..bytes.len().min(20)]))
            }
            Found::Failed { path, error } => format!("{path}! {error:?}"),
            Found::LeftOut(extensions) => format!("{extensions:?}"),
        })
        .collect()
}

fn all(path: &str, bytes: &[u8]) -> Vec<String> {
    within(path, Input::Bytes(bytes.to_vec()), &Limits::default())
}

const MEMBERS: &[(&str, &[u8])] = &[
    ("b/a.txt", b"a"),
    ("b/image.PNG", b"png"),
    ("../b.md", b"b"),
    ("__MACOSX/c.txt", b"c"),
    ("/d.html", b"d"),
    ("e", b"e"),
    ("b/a.txt.gz", b"plain"),
];

#[test]
fn zip_and_tar_give_the_same() {
    let expected = |path: &str| {
        [
            format!("{path}!/b/a.txt: a"),
            format!("{path}!/b.md: b"),
            format!("{path}!/d.html: d"),
            format!("{path}!/b/a.txt.gz (text): plain"),
            r#"{"": 1, "png": 1}"#.to_owned(),
        ]
    };
    let tar = tar(MEMBERS);
    assert_eq!(all("k.zip", &zip(MEMBERS)), expected("k.zip"));
    assert_eq!(all("k", &zip(MEMBERS)), expected("k"));
    assert_eq!(all("k.tar", &tar), expected("k.tar"));
    for name in ["k.tar.gz", "k.tgz", "k.tar", "k"] {
        assert_eq!(all(name, &gz(&tar)), expected(name), "{name}");
    }
    let stream = |bytes: &[u8]| Input::Stream(Box::new(Cursor::new(bytes.to_vec())));
    assert_eq!(within("k.tgz", stream(&gz(&tar)), &Limits::default()), expected("k.tgz"));
    assert_eq!(within("k.zip", stream(&zip(MEMBERS)), &Limits::default()), expected("k.zip"));
}

#[test]
fn one_packed_file_keeps_its_name() {
    assert_eq!(all("a.txt.gz", &gz(b"a")), ["a.txt.gz (text): a"]);
    assert_eq!(all("a.md.gz", &[gz(b"a"), gz(b"b")].concat()), ["a.md.gz (markdown): ab"]);
    assert_eq!(all("a", &gz(b"a")), ["a: a"]);
    assert_eq!(all("a.txt", &gz(b"a")), ["no archive"]);
    assert_eq!(all("k.zip", &zip(&[("a.txt.gz", &gz(b"a"))])), ["k.zip!/a.txt.gz (text): a"]);
}

#[test]
fn archives_in_archives_are_read_as_deep_as_is_let_in() {
    let mut bytes = zip(&[("a.txt", b"a")]);
    for depth in 0..4 {
        let name = format!("{depth}.zip");
        let found = all("k.zip", &bytes);
        let inner: String = (0..depth).rev().map(|i| format!("{i}.zip!/")).collect();
        match depth {
            0..3 => assert_eq!(found, [format!("k.zip!/{inner}a.txt: a")]),
            _ => assert_eq!(found, ["k.zip!/2.zip!/1.zip!/0.zip! Nesting(3)"]),
        }
        bytes = zip(&[(&name, &bytes)]);
    }
    let mut bytes = gz(b"a");
    for _ in 0..3 {
        bytes = gz(&bytes);
    }
    assert_eq!(all("a.txt.gz.gz.gz.gz", &bytes), ["a.txt.gz.gz.gz.gz! Nesting(3)"]);
    assert_eq!(all("a.txt.gz.gz.gz", &gz(&gz(&gz(b"a")))), ["a.txt.gz.gz.gz (text): a"]);
}

#[test]
fn many_archives_that_lie_too_deep_are_told_once() {
    let mut bytes = b"a".to_vec();
    for depth in 0..5 {
        let names: Vec<String> = (0..3).map(|i| format!("{depth}-{i}.zip")).collect();
        let members: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), &bytes[..])).collect();
        bytes = zip(&[&members[..], &[("a.txt", b"a")]].concat());
    }
    let found = all("k.zip", &bytes);
    assert_eq!(found.len(), 1 + 3 + 9 + 1, "{found:?}");
    let told = "k.zip! Nested(27, 3, \"4-0.zip!/3-0.zip!/2-0.zip\")";
    assert_eq!(found.last().map(String::as_str), Some(told));
}

#[test]
fn a_zip_without_its_list_gives_the_members_that_are_whole() {
    let bytes = zip(&[("a.txt", b"a"), ("b.png", b"b"), ("c.txt", &[b'c'; 5000])]);
    let list = memchr::memmem::find(&bytes, b"PK\x01\x02").unwrap();
    let fault = r#"k.zip! Archive("invalid Zip archive: Could not find EOCD")"#;
    let (a, c, left) = ("k.zip!/a.txt: a", format!("k.zip!/c.txt: {}", "c".repeat(20)), r#"{"png": 1}"#);
    assert_eq!(all("k.zip", &bytes[..list]), [a, &c, fault, left]);
    assert_eq!(all("k.zip", &bytes[..list - 3]), [a, fault, left]);
}

#[test]
fn documents_that_pack_their_parts_are_no_archives() {
    let package = zip(&[("[Content_Types].xml", b""), ("word/document.xml", b"")]);
    assert_eq!(all("k.zip", &package), ["no archive"]);
    let found = all("k.zip", &zip(&[("b.zip", &package), ("a.txt", b"a")]));
    assert!(found[0].starts_with("k.zip!/b.zip: PK") && found[1] == "k.zip!/a.txt: a", "{found:?}");
}

#[test]
fn a_name_given_twice_is_told_apart() {
    let found = all("k.tar", &tar(&[("a.txt", b"1"), ("./a.txt", b"2"), ("b.txt", b"3")]));
    assert_eq!(found, ["k.tar!/a.txt: 1", "k.tar!/a.txt#2: 2", "k.tar!/b.txt: 3"]);
}

/// A zip of one member with that many MiB of zeros. The crate that writes zips would take seconds over it.
fn zeros(mebibytes: usize) -> Vec<u8> {
    let mut block = Vec::with_capacity(1 << 16);
    let mut packer = flate2::Compress::new(Compression::best(), false);
    packer.compress_vec(&vec![0; 1 << 20], &mut block, flate2::FlushCompress::Full).unwrap();
    let mut packed = block.repeat(mebibytes);
    // An empty last block.
    packed.extend([0x03, 0x00]);
    let name = b"a.txt";
    let sizes = [[0; 4], (packed.len() as u32).to_le_bytes(), ((mebibytes as u32) << 20).to_le_bytes()].concat();
    let head = [&[20, 0, 0, 0, 8, 0, 0, 0, 0, 0][..], &sizes, &[5, 0, 0, 0]].concat();
    let local = [&b"PK\x03\x04"[..], &head, name, &packed].concat();
    let entry = [&b"PK\x01\x02\x14\0"[..], &head, &[0; 14], name].concat();
    let size = (entry.len() as u32).to_le_bytes();
    let end = [&b"PK\x05\x06\0\0\0\0\x01\0\x01\0"[..], &size, &(local.len() as u32).to_le_bytes(), &[0, 0]].concat();
    [local, entry, end].concat()
}

#[test]
fn what_unpacks_too_far_is_ended() {
    assert_eq!(all("k.zip", &zeros(20)), ["k.zip!/a.txt! Unpacks(16777216)"]);
    let found = all("k.zip", &zip(&[("a.zip", &zeros(20)), ("b.txt", b"b")]));
    assert_eq!(found, ["k.zip!/a.zip!/a.txt! Unpacks(16777216)", "k.zip!/b.txt: b"]);
    let mut packer = GzEncoder::new(Vec::new(), Compression::best());
    packer.write_all(&vec![0; 1 << 20]).unwrap();
    let packed = packer.finish().unwrap().repeat(40);
    for name in ["a.txt.gz", "a.tar.gz", "a.jsonl.gz"] {
        let found = all(name, &packed);
        match name {
            // The first block of a tar that holds nothing but zeros is its end.
            "a.tar.gz" => assert_eq!(found, [] as [&str; 0]),
            _ => assert_eq!(found, [format!("{name}! Unpacks(16777216)")]),
        }
    }
    let head = tar(&[("a.png", b"")]);
    let mut header = ::tar::Header::from_byte_slice(&head[..512]).clone();
    header.set_size(1 << 40);
    header.set_cksum();
    let bomb = [gz(header.as_bytes()), packed].concat();
    assert_eq!(all("k.tgz", &bomb), ["k.tgz! Unpacks(16777216)"]);
    // Harmless by themselves, not so together: the whole is ended, and with it what stands around.
    let several = zip(&[("a.tgz", &bomb), ("b.txt", b"b")]);
    assert_eq!(all("k.zip", &several), ["k.zip! Unpacks(16777216)"]);
}

#[test]
fn limits_of_size_and_number_are_kept() {
    let limits = Limits { file_size: 3, members: 2, ..Limits::default() };
    let members: &[(&str, &[u8])] = &[("a.txt", b"aaaa"), ("b.txt", b"b")];
    let within = |path: &str, bytes: Vec<u8>| within(path, Input::Bytes(bytes), &limits);
    assert_eq!(within("k.zip", zip(members)), ["k.zip!/a.txt! TooLarge(4, 3)", "k.zip!/b.txt: b"]);
    assert_eq!(within("k.tar", tar(members)), ["k.tar!/a.txt! TooLarge(4, 3)", "k.tar!/b.txt: b"]);
    let more = [members, &[("c.txt", b"c")]].concat();
    assert_eq!(within("k.zip", zip(&more)), ["k.zip! Members(2)"]);
    assert_eq!(within("k.tar", tar(&more))[2..], ["k.tar! Members(2)"]);
    assert_eq!(within("k.jsonl", b"\n{\"a\":1}\n{}\n".to_vec()), ["k.jsonl!/2! TooLarge(8, 3)", r#"{"jsonl": 1}"#]);
}

#[test]
fn members_that_are_locked_or_packed_otherwise_are_told() {
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    out.start_file("a.txt", SimpleFileOptions::default()).unwrap();
    out.write_all(b"a").unwrap();
    let mut bytes = out.finish().unwrap().into_inner();
    let directory = memchr::memmem::find(&bytes, b"PK\x01\x02").unwrap();
    let mut otherwise = bytes.clone();
    for at in [0, directory] {
        let flags = at + if at == 0 { 6 } else { 8 };
        bytes[flags] |= 1;
        otherwise[flags + 2] = 12;
    }
    assert_eq!(all("k.zip", &bytes), ["k.zip!/a.txt! Encrypted"]);
    assert_eq!(all("k.zip", &otherwise), [r#"k.zip!/a.txt! Packing("Bzip2")"#]);
}

#[test]
fn json_lines_are_documents() {
    let text = "{\"id\":\"a\",\"text\":\"1\"}\n\n{\"html\":\"<p>2\"}\nnonsense\n{\"title\":\"x\"}\n{\"url\":\"https://x.vn/b\",\"content\":\"3\"}";
    let found = all("k.jsonl", text.as_bytes());
    assert_eq!(found[..2], ["k.jsonl!/a (text): 1", "k.jsonl!/3 (html): <p>2"]);
    assert!(found[2].starts_with("k.jsonl!/4! Json("), "{found:?}");
    assert_eq!(found[3..], ["k.jsonl!/https://x.vn/b (text): 3", r#"{"jsonl": 1}"#]);
    assert_eq!(all("k.ndjson.gz", &gz(text.as_bytes())).len(), 5);
    let found = all("k.jsonl", "nonsense\n".repeat(1000).as_bytes());
    assert_eq!(found.len(), 10);
    assert!(found[9].starts_with("k.jsonl! Json("), "{found:?}");
}

#[test]
fn pages_of_warc_are_documents() {
    let record = |sort: &str, address: &str, media: &str, body: &[u8]| {
        let head = format!(
            "WARC/1.0\r\nWARC-Type: {sort}\r\nWARC-Target-URI: {address}\r\nContent-Type: {media}\r\nContent-Length: {}\r\n\r\n",
            body.len()
        );
        [head.as_bytes(), body, b"\r\n\r\n"].concat()
    };
    let http = "application/http; msgtype=response";
    let answer = |status: &str, headers: &str, body: &[u8]| {
        [format!("HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\n{headers}\r\n").as_bytes(), body]
            .concat()
    };
    let records = [
        record("warcinfo", "", "application/warc-fields", b"software: x\r\n"),
        record("request", "https://x.vn/", "application/http; msgtype=request", b"GET / HTTP/1.1\r\n\r\n"),
        record("response", "https://x.vn/", http, &answer("200 OK", "", b"<p>a")),
        record("response", "https://x.vn/gone", http, &answer("404 Not Found", "", b"<p>gone")),
        record(
            "response",
            "https://x.vn/c",
            http,
            &answer("200 OK", "Transfer-Encoding: chunked\r\n", b"2\r\n<p\r\n2\r\n>c\r\n0\r\n\r\n"),
        ),
        record("response", "https://x.vn/g", http, &answer("200 OK", "Content-Encoding: gzip\r\n", &gz(b"<p>g"))),
        record("response", "https://x.vn/u", http, &answer("200 OK", "Content-Encoding: br\r\n", b"<p>u")),
        record("response", "https://x.vn/r", http, &answer("200 OK", "Content-Encoding: br\r\n", b"\xff\xfe\x01")),
        record(
            "response",
            "https://x.vn/i.png",
            http,
            &[&b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n"[..], b"x"].concat(),
        ),
        record("conversion", "https://x.vn/t", "text/plain", b"t"),
        record("resource", "file:///d.md", "text/markdown", b"d"),
    ];
    let expected = [
        "k.warc!/https://x.vn/ (html): <p>a",
        "k.warc!/https://x.vn/c (html): <p>c",
        "k.warc!/https://x.vn/g (html): <p>g",
        "k.warc!/https://x.vn/u (html): <p>u",
        "k.warc!/https://x.vn/r! Packing(\"br\")",
        "k.warc!/https://x.vn/t (text): t",
        "k.warc!/file:///d.md (markdown): d",
        r#"{"png": 1}"#,
    ];
    assert_eq!(all("k.warc", &records.concat()), expected);
    // Each record is packed by itself, as tools do that look records up.
    let packed: Vec<u8> = records.iter().flat_map(|record| gz(record)).collect();
    let renamed: Vec<String> = expected.iter().map(|line| line.replace("k.warc!", "k.warc.gz!")).collect();
    assert_eq!(all("k.warc.gz", &packed), renamed);
    assert_eq!(all("k.warc", b"<html>\n\n"), [r#"k.warc! Archive("not a WARC record")"#]);
}

/// An archive of every kind.
fn kinds() -> Vec<(&'static str, Vec<u8>)> {
    let text = "Nghị định số 30/2020/NĐ-CP ".repeat(20);
    let members: &[(&str, &[u8])] = &[("a.txt", text.as_bytes()), ("b.txt", b"b")];
    let warc = format!(
        "WARC/1.0\r\nWARC-Type: conversion\r\nContent-Type: text/plain\r\nContent-Length: {}\r\n\r\n{text}\r\n\r\n",
        text.len()
    );
    vec![
        ("k.zip", zip(members)),
        ("k.tar", tar(members)),
        ("k.tgz", gz(&tar(members))),
        ("k.jsonl.gz", gz(format!("{{\"text\": \"{text}\"}}\n").repeat(3).as_bytes())),
        ("k.warc", warc.repeat(3).into_bytes()),
    ]
}

#[test]
fn an_archive_cut_anywhere_gives_what_stands_before_the_cut() {
    for (path, bytes) in kinds() {
        let whole = all(path, &bytes);
        assert!(whole.iter().all(|line| line.contains(": ")), "{whole:?}");
        for end in (1..bytes.len()).rev() {
            let found = all(path, &bytes[..end]);
            let documents = found.iter().take_while(|line| whole.contains(line)).count();
            assert!(documents + 1 >= found.len(), "{path} {end}: {found:?}");
            assert_eq!(found[..documents], whole[..documents], "{path} {end}");
        }
    }
}

proptest! {
    #[test]
    fn damage_takes_nothing_down(
        number in 0usize..5,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let (path, mut bytes) = kinds().swap_remove(number);
        for (at, byte) in changes {
            let at = at.index(bytes.len());
            bytes[at] = byte;
        }
        prop_assert!(all(path, &bytes).len() < 100);
    }

    #[test]
    fn noise_takes_nothing_down(number in 0usize..5, bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let (path, whole) = kinds().swap_remove(number);
        prop_assert!(all(path, &bytes).len() < 100);
        // Behind a sound beginning it goes further.
        let head = whole.len().min(40);
        prop_assert!(all(path, &[&whole[..head], &bytes[..]].concat()).len() < 100);
    }
}
