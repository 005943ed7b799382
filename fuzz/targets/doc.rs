//! Old Word documents: the streams of the text and of its tables.
#![no_main]

use libfuzzer_sys::fuzz_target;
use soat::source::Format;

fuzz_target!(|data: &[u8]| {
    soat_fuzz::read(&soat_fuzz::doc(data), "a.doc", Some(Format::Doc));
});
