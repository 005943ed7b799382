//! Markdown and HTML, and the same made clean.
#![no_main]

use libfuzzer_sys::fuzz_target;
use soat::edit;
use soat::source::{self, Format};

fuzz_target!(|data: &[u8]| {
    for format in [Format::Html, Format::Markdown] {
        if let Some(source) = soat_fuzz::read(data, "-", Some(format)) {
            let clean = edit::cleaned(data, &source, None);
            let again = source::read(clean.as_bytes(), "-", Some(format)).expect("what is clean is read");
            assert_eq!(edit::cleaned(clean.as_bytes(), &again, None), clean, "cleaned twice");
        }
    }
});
