//! OpenDocument texts: the XML files in them, or the one of a flat text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use soat::source::Format;

fuzz_target!(|data: &[u8]| {
    soat_fuzz::read(&soat_fuzz::odt(data), "a.odt", Some(Format::Odt));
    soat_fuzz::read(data, "a.fodt", Some(Format::Odt));
});
