//! The program over generated folders, beside ripgrep that only looks for what may be a citation:
//! `cargo bench --bench beside_ripgrep`.
//!
//! The texts are written to a folder of their own under the target folder and are the same each time. Each figure is
//! the best of three runs, the files being in the cache of the system. Without ripgrep its column stays empty.

mod texts;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use texts::Texts;

/// What a search tool can look for: numbers of documents, terms, pinpoints, dates.
const PATTERN: &str = "[0-9]{1,4}/[0-9]{4}/[A-ZĐ]|[0-9]{1,5}-[A-ZĐ]{2}|[Nn]hiệm kỳ|[Kk]hóa [IVX]|[Gg]iai đoạn|\
                       [Đđ]iều [0-9]|[Kk]hoản [0-9]|ngày [0-9]|Luật [A-ZĐ]";

const RUNS: usize = 3;

fn main() {
    // What `cargo test --benches` asks for is only whether it can be built.
    if !std::env::args().any(|arg| arg == "--bench") {
        return;
    }
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("texts");
    println!("{:<28}{:>8}{:>9}{:>14}{:>14}{:>14}", "texts", "files", "MB", "soat MB/s", "1 thread", "ripgrep MB/s");
    for (name, what, files) in [
        ("articles", "articles of 4 KB", 5_000),
        ("legal", "legal texts of 8 KB", 1_000),
        ("huge", "one legal text of 16 MB", 1),
        ("small", "notes of 400 bytes", 20_000),
    ] {
        let folder = folder.join(name);
        let bytes = write(name, files, &folder) as f64 / 1e6;
        let soat = |threads: Option<&str>| {
            let mut command = Command::new(env!("CARGO_BIN_EXE_soat"));
            command.args(["check", "--format", "jsonl", "--fail-on", "never", "-o", "/dev/null"]);
            command.args(threads.map(|n| ["--threads", n]).into_iter().flatten()).arg(&folder);
            best(command)
        };
        let mut rg = Command::new("rg");
        rg.args(["--count-matches", "--no-messages", "-e", PATTERN]).arg(&folder);
        let speed =
            |time: Option<Duration>| time.map_or("-".into(), |time| format!("{:.0}", bytes / time.as_secs_f64()));
        println!(
            "{what:<28}{files:>8}{bytes:>9.1}{:>14}{:>14}{:>14}",
            speed(soat(None)),
            speed(soat(Some("1"))),
            speed(best(rg))
        );
    }
}

/// Writes the texts of a kind unless they are there, and tells how many bytes they have.
fn write(name: &str, files: usize, folder: &Path) -> usize {
    let mut texts = Texts::new(7);
    let mut bytes = 0;
    for number in 0..files {
        let text = match name {
            "articles" => texts.article(),
            "legal" => texts.legal(),
            "huge" => texts.huge(16 << 20),
            _ => texts.note(),
        };
        let shelf: PathBuf = folder.join(format!("{:03}", number / 500));
        let path = shelf.join(format!("{number:05}.txt"));
        bytes += text.len();
        if fs::metadata(&path).is_ok_and(|known| known.len() == text.len() as u64) {
            continue;
        }
        fs::create_dir_all(&shelf).and_then(|()| fs::write(&path, text)).expect("the target folder can be written");
    }
    bytes
}

/// The shortest of some runs; none where the program is not there.
fn best(mut command: Command) -> Option<Duration> {
    command.stdout(Stdio::null());
    (0..RUNS)
        .map(|_| {
            let begun = Instant::now();
            command.status().ok().map(|_| begun.elapsed())
        })
        .min()
        .flatten()
}
