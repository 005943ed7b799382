//! Word documents: the XML files in them.
#![no_main]

use libfuzzer_sys::fuzz_target;
use soat::source::Format;

fuzz_target!(|data: &[u8]| {
    soat_fuzz::read(&soat_fuzz::docx(data), "a.docx", Some(Format::Docx));
});
