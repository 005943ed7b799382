//! Archives: the first byte tells which, and whether its members are tried or its own bytes.
#![no_main]

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;
use libfuzzer_sys::fuzz_target;
use soat::source::{Archive, Found, Input};

const NAMES: [&str; 7] = ["a.zip", "a.tar", "a.jsonl", "a.warc", "a.tgz", "a.txt.gz", "a.warc.gz"];

fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else { return };
    let name = NAMES[usize::from(*first & 0x0f) % NAMES.len()];
    let members = || rest.split(|byte| *byte == 0xff).enumerate();
    let bytes = match name {
        _ if first & 0x10 != 0 => rest.to_vec(),
        "a.zip" => {
            let members: Vec<_> =
                members().map(|(i, bytes)| (format!("{i}/{}", NAMES[i % NAMES.len()]), bytes)).collect();
            soat_fuzz::zip(members.iter().map(|(name, bytes)| (name.as_str(), *bytes)))
        }
        "a.tar" => {
            let mut out = tar::Builder::new(Vec::new());
            for (i, bytes) in members() {
                let mut header = tar::Header::new_gnu();
                header.set_size(bytes.len() as u64);
                let _ = out.append_data(&mut header, format!("{i}/{}", NAMES[i % NAMES.len()]), bytes);
            }
            out.into_inner().unwrap_or_default()
        }
        name if name.ends_with("gz") => {
            let mut out = GzEncoder::new(Vec::new(), Compression::fast());
            let _ = out.write_all(rest);
            out.finish().unwrap_or_default()
        }
        _ => rest.to_vec(),
    };
    let input = match first & 0x20 {
        0 => Input::Bytes(bytes),
        _ => Input::Stream(Box::new(std::io::Cursor::new(bytes))),
    };
    let Ok(archive) = Archive::open(name, input, &soat_fuzz::LIMITS) else { return };
    for (count, found) in archive.enumerate() {
        assert!(count < 1 << 20, "no end");
        if let Found::Failed { error, .. } = found {
            let _ = error.message("vi");
        }
    }
});
