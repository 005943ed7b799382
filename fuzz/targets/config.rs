//! What users write: `soat.toml`, and registers of their own. The first byte tells which.
#![no_main]

use std::fs;
use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;
use soat::config::{self, Said, Settings};
use soat::rules::Lang;

/// A folder of this process, in memory where the system has such.
static FOLDER: LazyLock<std::path::PathBuf> = LazyLock::new(|| {
    let shared = std::path::Path::new("/dev/shm");
    let base = if shared.is_dir() { shared.to_path_buf() } else { std::env::temp_dir() };
    let folder = base.join(format!("soat-fuzz-{}", std::process::id()));
    let _ = fs::create_dir_all(&folder);
    folder
});

fuzz_target!(|data: &[u8]| {
    let Some((first, rest)) = data.split_first() else { return };
    let register = match first % 4 {
        0 => {
            if let Ok(text) = str::from_utf8(rest) {
                let _ = config::parse(text);
            }
            return;
        }
        1 => "a.csv",
        2 => "a.jsonl",
        _ => "a.xlsx",
    };
    let file = FOLDER.join("soat.toml");
    let written = fs::write(FOLDER.join(register), rest)
        .and_then(|()| fs::write(&file, format!("registers = [\"{register}\"]\n")));
    if written.is_ok()
        && let Ok(Err(error)) = Settings::new(Said::default(), Some(&file))
    {
        let _ = (error.sentence(Lang::Vi), error.sentence(Lang::En));
    }
});
