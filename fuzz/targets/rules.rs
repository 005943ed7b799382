//! Parsers and rules over a text, and what their suggestions make of it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use soat::edit;
use soat::source::{self, Format};

fuzz_target!(|text: &str| {
    let Some(source) = soat_fuzz::read(text.as_bytes(), "-", Some(Format::Text)) else { return };
    let findings = soat_fuzz::check(&source);
    let suggestions = findings.iter().filter_map(|(part, finding)| Some((*part, finding.suggestion.as_ref()?)));
    let applied = edit::apply(text.as_bytes(), &source, suggestions);
    source::read(&applied.bytes, "-", Some(Format::Text)).expect("what was mended is read");
});
