//! Long runs: what earlier runs found is kept, files are checked again as they change, and a run that is stopped leaves
//! whole files.

mod program;

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use program::{folder, run, soat};

const WRONG: &str = "Hội đồng nhân dân, nhiệm kỳ 2025-2020.\n";
const RIGHT: &str = "Hội đồng nhân dân, nhiệm kỳ 2021-2026.\n";
const FORMATS: [&str; 10] =
    ["full", "concise", "json", "jsonl", "sarif", "junit", "github", "gitlab", "checkstyle", "csv"];

/// How many answers a cache holds.
fn kept(dir: &Path) -> usize {
    let shelves = fs::read_dir(dir).unwrap().map(|e| e.unwrap().path()).filter(|path| path.is_dir());
    shelves.map(|shelf| fs::read_dir(shelf).unwrap().count()).sum()
}

#[test]
fn a_cache_changes_no_answer() {
    let dir = folder(&[
        ("kho/a.txt", WRONG.as_bytes()),
        ("kho/b.html", b"<p>Nghi dinh 30/2020/ND-CP</p>"),
        ("kho/c.txt", b"Ngh\xe1 \xf0\x28"),
        ("kho/d.txt", RIGHT.as_bytes()),
    ]);
    for format in FORMATS {
        let args = ["check", "--format", format, "--statistics", "kho"];
        let plain = run(dir.path(), &args);
        let cached = [&args[..], &["--cache", "cache"]].concat();
        assert_eq!(run(dir.path(), &cached), plain, "{format}: the first run");
        let before = kept(&dir.path().join("cache"));
        assert_eq!(run(dir.path(), &cached), plain, "{format}: the second run");
        assert_eq!(kept(&dir.path().join("cache")), before, "{format}: what is known is not kept again");
    }
    // Three files that can be read, ten formats.
    assert_eq!(kept(&dir.path().join("cache")), 30);
}

#[test]
fn what_bears_on_an_answer_makes_another() {
    let dir = folder(&[("kho/a.txt", WRONG.as_bytes())]);
    let both = |more: &[&str]| {
        let args = [&["check", "--format", "jsonl", "kho"], more].concat();
        let cached = [&args[..], &["--cache", "cache"]].concat();
        run(dir.path(), &cached);
        assert_eq!(run(dir.path(), &cached), run(dir.path(), &args), "{more:?}");
        kept(&dir.path().join("cache"))
    };
    assert_eq!(both(&[]), 1);
    assert_eq!(both(&["--lang", "en"]), 2);
    assert_eq!(both(&["--select", "DATE"]), 3);
    assert_eq!(both(&["--fail-on", "never"]), 4);
    assert_eq!(both(&["--document-date", "2024-03-05"]), 5);
    fs::write(dir.path().join("kho/soat.toml"), "[severity]\nTERM01 = \"info\"\n").unwrap();
    assert_eq!(both(&[]), 6);
    fs::write(dir.path().join("kho/a.txt"), RIGHT).unwrap();
    assert_eq!(both(&[]), 7);
}

#[test]
fn a_baseline_works_with_a_cache() {
    let dir = folder(&[("a.txt", format!("{WRONG}{RIGHT}").as_bytes())]);
    let cached =
        |more: &[&str]| run(dir.path(), &[&["check", "--cache", "cache", "--lang", "en", "a.txt"], more].concat());
    for _ in 0..2 {
        assert!(cached(&["--write-baseline", "known.json"]).2.contains("Findings written to known.json: "));
        let known = fs::read_to_string(dir.path().join("known.json")).unwrap();
        assert!(known.contains("TERM01"), "{known}");
    }
    for _ in 0..2 {
        let (code, out, err) = cached(&["--baseline", "known.json"]);
        assert_eq!((code, out.as_str()), (0, ""), "{err}");
        // Every entry was met, although nothing was looked at.
        assert!(!err.contains("no finding stands for"), "{err}");
    }
    fs::write(dir.path().join("known.json"), "[]").unwrap();
    assert_eq!(cached(&["--baseline", "known.json"]).0, 1);
}

#[test]
fn a_broken_cache_is_set_aside() {
    let dir = folder(&[("a.txt", WRONG.as_bytes()), ("file", b"x")]);
    let args = ["check", "--format", "jsonl", "--cache", "cache", "a.txt"];
    let first = run(dir.path(), &args);
    for shelf in fs::read_dir(dir.path().join("cache")).unwrap().map(|e| e.unwrap().path()).filter(|p| p.is_dir()) {
        for entry in fs::read_dir(shelf).unwrap() {
            fs::write(entry.unwrap().path(), "{\"text\":\"lies\"}").unwrap();
        }
    }
    assert_eq!(run(dir.path(), &args), first);
    let (code, _, err) = run(dir.path(), &["check", "--lang", "en", "--cache", "file", "a.txt"]);
    assert!(code == 2 && err.contains("the cache file"), "{err}");
    // Several processes at a time in one folder.
    let threads: Vec<_> = (0..4).map(|_| soat(dir.path()).args(args).output().unwrap()).collect();
    assert!(threads.iter().all(|out| String::from_utf8_lossy(&out.stdout) == first.1));
}

/// A run that goes on, and the lines it prints.
struct Going {
    child: Child,
    lines: Receiver<String>,
}

impl Going {
    fn start(dir: &Path, args: &[&str]) -> Going {
        let mut command = std::process::Command::new(soat(dir).get_program());
        command.current_dir(dir).args(args).env("XDG_CONFIG_HOME", dir.join("none"));
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (sender, lines) = mpsc::channel();
        let out: ChildStdout = child.stdout.take().unwrap();
        let err = child.stderr.take().unwrap();
        let told = sender.clone();
        thread::spawn(move || BufReader::new(out).lines().map_while(Result::ok).try_for_each(|line| told.send(line)));
        thread::spawn(move || BufReader::new(err).lines().map_while(Result::ok).try_for_each(|line| sender.send(line)));
        Going { child, lines }
    }

    /// The lines up to where each of `words` has come: the two streams are not in step with each other.
    fn until(&self, words: &[&str]) -> Vec<String> {
        let mut seen: Vec<String> = Vec::new();
        while !words.iter().all(|word| seen.iter().any(|line| line.contains(word))) {
            match self.lines.recv_timeout(Duration::from_secs(60)) {
                Ok(line) => seen.push(line),
                Err(_) => panic!("{words:?} never came; {seen:?}"),
            }
        }
        seen
    }

    #[cfg(unix)]
    fn interrupt(mut self) -> Option<i32> {
        let killed = std::process::Command::new("kill").args(["-INT", &self.child.id().to_string()]).status().unwrap();
        assert!(killed.success());
        self.child.wait().unwrap().code()
    }
}

#[cfg(target_os = "linux")]
#[test]
fn files_are_checked_again_as_they_change() {
    let dir =
        folder(&[("kho/a.txt", RIGHT.as_bytes()), ("kho/b.txt", WRONG.as_bytes()), ("kho/.gitignore", b"no.txt")]);
    let at = |name: &str| dir.path().join(name);
    let args = ["check", "--watch", "--lang", "en", "--select", "TERM", "--format", "concise", "kho"];
    let going = Going::start(dir.path(), &args);
    going.until(&["kho/b.txt:1:", "Waiting"]);
    // An editor that writes beside and moves; what is not read and what is left out is no news.
    fs::write(at("kho/no.txt"), WRONG).unwrap();
    fs::write(at("kho/.a.txt.swp"), WRONG).unwrap();
    fs::rename(at("kho/.a.txt.swp"), at("kho/a.txt")).unwrap();
    let again = going.until(&["kho/a.txt:1:", "Waiting"]);
    assert!(!again.iter().any(|line| line.contains("b.txt") || line.contains("no.txt")), "{again:?}");
    fs::create_dir(at("kho/new")).unwrap();
    fs::write(at("kho/new/c.txt"), WRONG).unwrap();
    going.until(&["kho/new/c.txt:1:", "Waiting"]);
    // A setting changes, which bears on all.
    fs::write(at("kho/soat.toml"), "[limits]\nfindings = 0\n").unwrap();
    going.until(&["kho/b.txt:1:"]);
    assert_eq!(going.interrupt(), Some(130));
}

#[test]
fn what_cannot_be_watched_is_told() {
    let dir = folder(&[("a.txt", RIGHT.as_bytes())]);
    for args in [&["--format", "sarif", "a.txt"][..], &["-"], &["none/a.txt"], &["-o", "x", "a.txt"]] {
        let (code, out, err) = run(dir.path(), &[&["check", "--watch"], args].concat());
        assert_eq!((code, out.as_str()), (2, ""), "{args:?}");
        assert!(!err.is_empty());
    }
}

#[cfg(unix)]
#[test]
fn a_run_that_is_stopped_leaves_whole_files() {
    let dir = folder(&[("out.json", b"old")]);
    // Standard input that never ends holds the run.
    let mut command = std::process::Command::new(soat(dir.path()).get_program());
    command.current_dir(dir.path()).args(["check", "--format", "json", "-o", "out.json", "-"]);
    let child = command.stdin(Stdio::piped()).spawn().unwrap();
    let beside = || {
        let names = fs::read_dir(dir.path()).unwrap().map(|e| e.unwrap().file_name().to_string_lossy().into_owned());
        names.filter(|name| name.ends_with(".tmp")).count()
    };
    while beside() == 0 {
        thread::sleep(Duration::from_millis(5));
    }
    let (_, lines) = mpsc::channel();
    assert_eq!(Going { child, lines }.interrupt(), Some(130));
    assert_eq!(beside(), 0);
    assert_eq!(fs::read_to_string(dir.path().join("out.json")).unwrap(), "old");
}
