//! Charsets from before Unicode: a text written in one, and bytes that may be in any.
#![no_main]

use libfuzzer_sys::fuzz_target;
use soat::edit;
use soat::source::{self, Charset, Encoding, legacy};

fuzz_target!(|data: &[u8]| {
    for name in ["a.txt", "a.html"] {
        if let Some(source) = soat_fuzz::read(data, name, None) {
            let _ = edit::cleaned(data, &source, None);
        }
    }
    let Ok(text) = str::from_utf8(data) else { return };
    for charset in [Charset::Tcvn3, Charset::Vni, Charset::Viscii, Charset::Vps, Charset::Windows1258] {
        let Some(stored) = legacy::encode(text, charset) else { continue };
        let mut back = String::new();
        legacy::decode(&stored, charset, |letter| back.push(letter.c));
        let Some(bytes) = Encoding::Western.encode(&stored) else { continue };
        let _ = source::read(&bytes, "a.txt", None);
    }
});
