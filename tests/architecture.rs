//! The direction of the imports, the purity of the reading modules, names and sizes of files: `docs/architecture.md`
//! tells the reasons.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A module of `src` and what it may import of ours.
struct Layer {
    name: &'static str,
    imports: &'static [&'static str],
    /// Whether it only computes: no files, no environment, no clock, no printing.
    pure: bool,
    why: &'static str,
}

const LAYERS: &[Layer] = &[
    Layer { name: "tables", imports: &[], pure: true, why: "facts, compiled in; who uses them is not its business" },
    Layer { name: "text", imports: &[], pure: true, why: "the search copy is the ground all spans stand on" },
    Layer { name: "source", imports: &["text"], pure: false, why: "bytes to text; knows nothing of citations" },
    Layer {
        name: "parse",
        imports: &["tables", "text"],
        pure: true,
        why: "local: sees a sentence, never the document around it",
    },
    Layer {
        name: "document",
        imports: &["parse", "tables", "text"],
        pure: true,
        why: "joins mentions to a whole; does not judge them",
    },
    Layer {
        name: "register",
        imports: &["parse", "tables", "text"],
        pure: true,
        why: "facts of real documents; what follows from them is for the rules, who reads them from files for others",
    },
    Layer {
        name: "rules",
        imports: &["document", "parse", "register", "tables", "text"],
        pure: true,
        why: "functions of a document and of settings; the present day is a setting",
    },
    Layer {
        name: "edit",
        imports: &["rules", "source", "text"],
        pure: true,
        why: "suggestions as bytes of a file; of the rules it knows the type of a suggestion",
    },
    Layer {
        name: "output",
        imports: &["document", "parse", "rules", "source", "text"],
        pure: true,
        why: "turns mentions and findings into text; who writes it where is for others",
    },
    Layer {
        name: "config",
        imports: &["register", "rules", "source", "tables", "text"],
        pure: false,
        why: "settings, the baseline, allowances; finds its own files",
    },
    Layer {
        name: "report",
        imports: &["document", "output", "parse", "rules"],
        pure: true,
        why: "joins what is known of many files; who reads and writes them is for others",
    },
    Layer {
        name: "index",
        imports: &["output", "register", "tables"],
        pure: false,
        why: "one SQLite database; what is read and judged is for others",
    },
    Layer {
        name: "run",
        imports: &[
            "config", "document", "edit", "index", "output", "parse", "register", "report", "rules", "source", "text",
        ],
        pure: false,
        why: "files and threads",
    },
    Layer {
        name: "cli",
        imports: &[
            "config", "document", "edit", "index", "output", "parse", "register", "report", "rules", "run", "source",
            "tables", "text",
        ],
        pure: false,
        why: "arguments in, exit codes out; nothing imports it but main",
    },
];

/// What a module that only computes may not name.
const IMPURE: &[&str] = &[
    "std::fs",
    "std::env",
    "std::io",
    "std::net",
    "std::process",
    "std::thread",
    "print!",
    "println!",
    "dbg!",
    "SystemTime",
    "Instant::",
    "Utc::now",
    "Local::now",
];

/// Names that say nothing of what stands inside.
const EMPTY_NAMES: &[&str] = &["util", "utils", "common", "helper", "helpers", "misc"];

/// The most lines of a file.
const MOST_LINES: usize = 900;

/// Files that may be longer, with the reason.
const LONGER: &[(&str, &str)] =
    &[("source/markdown.rs", "one scanner over blocks and inline marks; its cases read best beside it")];

/// A source file without its comments.
struct File {
    /// Below `src`, with `/`.
    path: String,
    code: String,
    lines: usize,
}

impl File {
    /// The module at the top that the file belongs to; none for the roots.
    fn layer(&self) -> Option<&str> {
        match self.path.split_once('/') {
            Some((layer, _)) => Some(layer),
            None => self.path.strip_suffix(".rs").filter(|name| !matches!(*name, "lib" | "main")),
        }
    }

    /// How many modules deep the file is: `text/mod.rs` one, `text/span.rs` two.
    fn depth(&self) -> usize {
        let parts = self.path.trim_end_matches(".rs").split('/');
        parts.filter(|part| !matches!(*part, "mod" | "lib" | "main")).count()
    }
}

fn files() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut out = Vec::new();
    let mut folders = vec![root.clone()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let text = std::fs::read_to_string(&path).unwrap();
                let below: Vec<_> =
                    path.strip_prefix(&root).unwrap().iter().map(|p| p.to_str().unwrap().to_string()).collect();
                out.push(File { path: below.join("/"), code: without_comments(&text), lines: text.lines().count() });
            }
        }
    }
    out.sort_by(|a, b| a.path.cmp(&b.path));
    out
}

/// The code without line comments: they may speak of everything. String literals stay whole.
fn without_comments(text: &str) -> String {
    let mut out = String::new();
    for line in text.lines() {
        let mut end = line.len();
        let mut quoted = false;
        let mut before = '\0';
        for (i, c) in line.char_indices() {
            match c {
                '"' if before != '\\' && before != '\'' => quoted = !quoted,
                '/' if !quoted && line[i..].starts_with("//") => {
                    end = i;
                    break;
                }
                _ => {}
            }
            before = if before == '\\' { '\0' } else { c };
        }
        out.push_str(&line[..end]);
        out.push('\n');
    }
    out
}

/// The modules at the top that a file names: `crate::x`, `crate::{x, y::z}`, and `super::` as often as leads to the top.
fn imports(file: &File) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in file.code.match_indices("crate::") {
        if file.code[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '$')) {
            continue;
        }
        heads(&file.code[at + "crate::".len()..], &mut found);
    }
    let mut depth = file.depth();
    for line in file.code.lines() {
        // Modules inside a file stand at its end.
        if line.starts_with("mod ") && line.ends_with('{') {
            depth += 1;
        }
        let mut rest = line;
        while let Some(at) = rest.find("super::") {
            let mut tail = &rest[at..];
            let mut ups = 0;
            while let Some(after) = tail.strip_prefix("super::") {
                tail = after;
                ups += 1;
            }
            if ups >= depth {
                heads(tail, &mut found);
            }
            rest = tail;
        }
    }
    found
}

/// The first names of a path or of a group of paths in braces.
fn heads(path: &str, found: &mut BTreeSet<String>) {
    let name = |s: &str| s.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let Some(group) = path.strip_prefix('{') else {
        found.insert(name(path));
        return;
    };
    let mut depth = 0;
    let mut start = true;
    for (i, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => return,
            '}' => depth -= 1,
            ',' if depth == 0 => start = true,
            c if start && !c.is_whitespace() => {
                found.insert(name(&group[i..]));
                start = false;
            }
            _ => {}
        }
    }
}

#[test]
fn imports_go_one_way() {
    let layers: BTreeMap<_, _> = LAYERS.iter().map(|layer| (layer.name, layer)).collect();
    let mut faults = Vec::new();
    for file in files() {
        let Some(name) = file.layer() else { continue };
        let Some(layer) = layers.get(name) else {
            faults.push(format!("src/{}: the module `{name}` is not in the table", file.path));
            continue;
        };
        for import in imports(&file) {
            if import != name && layers.contains_key(import.as_str()) && !layer.imports.contains(&import.as_str()) {
                faults.push(format!("src/{}: `{name}` may not import `{import}` ({})", file.path, layer.why));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn the_table_is_in_order_and_has_no_dead_rows() {
    let exist: BTreeSet<_> = files().iter().filter_map(|f| f.layer().map(str::to_string)).collect();
    let mut above = BTreeSet::new();
    for layer in LAYERS {
        assert!(exist.contains(layer.name), "there is no module `{}`", layer.name);
        for import in layer.imports {
            assert!(above.contains(import), "`{}` imports `{import}`, which does not stand above it", layer.name);
        }
        above.insert(layer.name);
    }
}

#[test]
fn the_table_of_the_page_is_this_one() {
    let page = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/architecture.md")).unwrap();
    for layer in LAYERS {
        let imports: Vec<_> = layer.imports.iter().map(|import| format!("`{import}`")).collect();
        let imports = if imports.is_empty() { "nothing of ours".to_string() } else { imports.join(", ") };
        let row = page.lines().find(|line| line.starts_with(&format!("| `{}` |", layer.name)));
        let row = row.unwrap_or_else(|| panic!("docs/architecture.md has no row for `{}`", layer.name));
        assert!(row.ends_with(&format!("| {imports} |")), "docs/architecture.md says otherwise: {row}, not {imports}");
    }
}

#[test]
fn what_only_computes_reads_nothing_and_prints_nothing() {
    let pure: BTreeSet<_> = LAYERS.iter().filter(|layer| layer.pure).map(|layer| layer.name).collect();
    let mut faults = Vec::new();
    for file in files() {
        if !file.layer().is_some_and(|name| pure.contains(name)) {
            continue;
        }
        for word in IMPURE {
            if file.code.contains(word) {
                faults.push(format!("src/{}: `{word}`", file.path));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn names_say_what_stands_inside() {
    for file in files() {
        for part in file.path.trim_end_matches(".rs").split('/') {
            assert!(!EMPTY_NAMES.contains(&part), "src/{}: `{part}` says nothing", file.path);
        }
        for name in EMPTY_NAMES {
            let inline = format!("mod {name} {{");
            assert!(!file.code.contains(&inline), "src/{}: `{inline}`", file.path);
        }
    }
}

#[test]
fn files_are_no_longer_than_can_be_read() {
    let mut long = BTreeSet::new();
    for file in files().iter().filter(|file| file.lines > MOST_LINES) {
        assert!(
            LONGER.iter().any(|(path, _)| *path == file.path),
            "src/{} has {} lines, more than {MOST_LINES}",
            file.path,
            file.lines
        );
        long.insert(file.path.clone());
    }
    for (path, _) in LONGER {
        assert!(long.contains(*path), "src/{path} is short enough now: take it off the list");
    }
}

#[test]
fn rules_ask_for_the_year_and_no_smaller_part_of_the_present_day() {
    // What a run remembers of files is good for a year: the key holds no more of the day.
    for file in files().iter().filter(|file| file.path.starts_with("rules/") && file.path != "rules/tests.rs") {
        for (at, _) in file.code.match_indices("know.today") {
            let before = file.code[..at].trim_end_matches('&');
            let behind = &file.code[at + "know.today".len()..];
            assert!(
                behind.starts_with(".year()") || before.ends_with("Datelike::year("),
                "src/{}: know.today is asked for more than its year; then cli and run::cache must know the day",
                file.path
            );
        }
    }
}

#[test]
fn the_reader_of_imports_reads_them() {
    let read = |path: &str, code: &str| {
        let file = File { path: path.to_string(), code: without_comments(code), lines: 0 };
        imports(&file).into_iter().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(read("rules/a.rs", "use crate::{parse::{self, Kind}, text};"), "parse text");
    assert_eq!(read("rules/a.rs", "let x = crate::tables::fold(s); // crate::cli"), "tables");
    assert_eq!(read("rules/a.rs", "use super::dated;\nmod tests {\n    use super::super::x;\n}"), "");
    assert_eq!(read("rules/a.rs", "use super::super::cli;"), "cli");
    assert_eq!(read("rules/mod.rs", "use super::cli::x;"), "cli");
    assert_eq!(read("rules/a.rs", "$crate::x; my_crate::y"), "");
}
