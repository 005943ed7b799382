//! PDF: what a page draws, and the table of its font.
#![no_main]

use libfuzzer_sys::fuzz_target;
use soat::source::Format;

fuzz_target!(|data: &[u8]| {
    soat_fuzz::read(&soat_fuzz::pdf(data), "a.pdf", Some(Format::Pdf));
});
