//! Plain text: its encoding guessed, its format by its content.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    for name in ["a.txt", "-"] {
        if let Some(source) = soat_fuzz::read(data, name, None) {
            for part in &source.parts {
                let _ = soat::text::Search::new(&part.text);
            }
        }
    }
});
