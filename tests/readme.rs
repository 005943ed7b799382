//! The examples of both READMEs are run, and what the program says must be what they show.
//!
//! `SOAT_UPDATE_README=1 cargo test --test readme` writes what it says into them instead.
//!
//! An example is a fence marked `console` with lines `$ soat …`, each followed by standard output and then standard
//! error. `< FILE` behind a command is its input, `| head -N` keeps the first lines of its output.

use std::fs;
use std::path::Path;

use assert_cmd::Command;
use tempfile::TempDir;

#[test]
fn the_english_readme_tells_the_truth() {
    compare("README.md");
}

#[test]
fn the_vietnamese_readme_tells_the_truth() {
    compare("README.vi.md");
}

#[test]
fn both_name_the_same_commands() {
    let plain = |name: &str| -> Vec<String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR"));
        let text = fs::read_to_string(root.join(name)).unwrap();
        let commands = text.lines().filter_map(|line| line.strip_prefix("$ soat "));
        commands.map(|line| line.replace("--lang en ", "")).collect()
    };
    assert!(!plain("README.md").is_empty());
    assert_eq!(plain("README.md"), plain("README.vi.md"));
}

fn compare(name: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let shown = fs::read_to_string(&path).unwrap();
    let said = refreshed(&shown);
    if std::env::var_os("SOAT_UPDATE_README").is_some() {
        fs::write(&path, said).unwrap();
        return;
    }
    for (number, (shown, said)) in shown.lines().zip(said.lines()).enumerate() {
        assert_eq!(shown, said, "{name}:{}; SOAT_UPDATE_README=1 refreshes it", number + 1);
    }
    assert_eq!(shown.len(), said.len(), "{name}: the end differs; SOAT_UPDATE_README=1 refreshes it");
}

/// The text with the output of every example as it is now.
fn refreshed(text: &str) -> String {
    let mut out = String::new();
    let mut inside = false;
    for line in text.lines() {
        match line {
            "```console" => inside = true,
            "```" if inside => inside = false,
            _ if inside => {
                if let Some(command) = line.strip_prefix("$ soat ") {
                    out.push_str(line);
                    out.push('\n');
                    out.push_str(&run(command));
                }
                continue;
            }
            _ => {}
        }
        out.push_str(line);
        out.push('\n');
    }
    out
}

thread_local! {
    /// The folder in which the examples of one README run: it holds the fixtures, and takes the files that they write.
    static FOLDER: TempDir = {
        let folder = tempfile::tempdir().unwrap();
        copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures"), &folder.path().join("fixtures"));
        folder
    };
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &to);
        } else {
            fs::copy(entry.path(), to).unwrap();
        }
    }
}

/// What a command prints.
fn run(line: &str) -> String {
    let (line, head) = match line.split_once(" | head -") {
        Some((line, count)) => (line, Some(count.parse().expect("a number of lines behind head"))),
        None => (line, None),
    };
    let (line, input) = match line.split_once(" < ") {
        Some((line, input)) => (line, Some(input)),
        None => (line, None),
    };
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut command = Command::cargo_bin("soat").unwrap();
    command.current_dir(FOLDER.with(|folder| folder.path().to_owned())).args(line.split_whitespace());
    for name in ["SOAT_LANG", "NO_COLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    if let Some(input) = input {
        command.write_stdin(fs::read(root.join(input)).unwrap());
    }
    let output = command.output().unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    let kept: String = match head {
        Some(count) => printed.split_inclusive('\n').take(count).collect(),
        None => printed,
    };
    // Reports end with an empty line, which is only a gap before the next.
    let said = kept + &String::from_utf8(output.stderr).unwrap();
    said.trim_end().lines().map(|line| format!("{}\n", line.trim_end())).collect()
}
