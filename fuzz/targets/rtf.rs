//! RTF.
#![no_main]

use libfuzzer_sys::fuzz_target;
use soat::source::Format;

fuzz_target!(|data: &[u8]| {
    soat_fuzz::read(&[b"{\\rtf1", data].concat(), "a.rtf", Some(Format::Rtf));
    soat_fuzz::read(data, "a.rtf", None);
});
