//! The grammar in `grammars/citation.ebnf` is whole, and the library reads its examples as it says.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use soat::document::{self, Document};
use soat::parse::{Class, Kind};
use soat::text::Search;

/// Productions that no other names: what the parsers are asked for.
const ROOTS: &[&str] = &["mention", "list", "behind", "ahead"];

/// A production with the examples and counter-examples below it.
#[derive(Debug, Default)]
struct Production {
    names: BTreeSet<String>,
    examples: Vec<String>,
    others: Vec<String>,
}

fn grammar() -> BTreeMap<String, Production> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("grammars/citation.ebnf");
    read(&std::fs::read_to_string(path).unwrap())
}

/// Reads the notation: names, quoted terminals, remarks, specials between question marks.
fn read(text: &str) -> BTreeMap<String, Production> {
    let mut out: BTreeMap<String, Production> = BTreeMap::new();
    let mut current = String::new();
    let mut open = false;
    let mut rest = text.trim_start();
    while let Some(c) = rest.chars().next() {
        if let Some(behind) = rest.strip_prefix("(*") {
            let (remark, behind) = behind.split_once("*)").expect("a remark without its end");
            let remark = remark.trim();
            let production = out.entry(current.clone()).or_default();
            if let Some(examples) = remark.strip_prefix("e.g. ") {
                production.examples.extend(quoted(examples));
            } else if let Some(others) = remark.strip_prefix("not ") {
                production.others.extend(quoted(others));
            }
            rest = behind;
        } else if c == '"' {
            let (_, behind) = rest[1..].split_once('"').expect("a terminal without its end");
            rest = behind;
        } else if c == '?' {
            let (_, behind) = rest[1..].split_once('?').expect("a special without its end");
            rest = behind;
        } else if c.is_ascii_lowercase() {
            let end = rest.find(|c: char| !(c.is_ascii_lowercase() || c == '-')).unwrap_or(rest.len());
            let name = rest[..end].to_string();
            rest = rest[end..].trim_start();
            if open {
                out.get_mut(&current).unwrap().names.insert(name);
            } else {
                rest = rest.strip_prefix('=').unwrap_or_else(|| panic!("{name}: no production"));
                assert!(!out.contains_key(&name), "{name} is defined twice");
                out.insert(name.clone(), Production::default());
                current = name;
                open = true;
            }
        } else if c == ';' {
            assert!(open, "an end without a production behind {current}");
            open = false;
            rest = &rest[1..];
        } else {
            assert!("|,()[]{}".contains(c), "{current}: {c:?} is no sign of the notation");
            rest = &rest[1..];
        }
        rest = rest.trim_start();
    }
    assert!(!open, "{current} has no end");
    out.remove("");
    out
}

/// The words between quotes, with `|` between them.
fn quoted(text: &str) -> Vec<String> {
    let parts = text.split(" | ").map(|part| {
        let part = part.trim();
        let inner = part.strip_prefix('"').and_then(|p| p.strip_suffix('"'));
        inner.unwrap_or_else(|| panic!("{part} stands without quotes")).to_string()
    });
    parts.collect()
}

#[test]
fn every_name_is_defined_and_used() {
    let grammar = grammar();
    for (name, production) in &grammar {
        for used in &production.names {
            assert!(grammar.contains_key(used), "{name} names {used}, which is not defined");
        }
    }
    let mut reached: BTreeSet<&str> = BTreeSet::new();
    let mut open: Vec<&str> = ROOTS.to_vec();
    while let Some(name) = open.pop() {
        if reached.insert(name) {
            open.extend(grammar[name].names.iter().map(String::as_str));
        }
    }
    for name in grammar.keys() {
        assert!(reached.contains(name.as_str()), "nothing leads to {name}");
    }
}

/// How an example of a production is put into a text.
fn text_with(production: &str, example: &str) -> String {
    match production {
        "state" | "assembly" | "letter" | "party" | "old" | "joint-number" | "consolidated" => {
            format!("Đơn vị thực hiện theo văn bản số {example} và báo cáo.")
        }
        "years" => format!("Đơn vị tổng kết nhiệm kỳ {example}, rồi báo cáo."),
        "own" => format!("ĐƠN VỊ\n{example}\nTHÔNG BÁO"),
        _ => format!("Đơn vị thực hiện {example}; rồi báo cáo."),
    }
}

/// What a text with an example gives of its production: the words of each mention (or date) of that kind.
fn found<'d>(production: &str, doc: &'d Document) -> Vec<&'d str> {
    if matches!(production, "date-in-figures" | "date-in-words" | "iso-date") {
        return doc.dates.iter().map(|d| doc.slice(d.span)).collect();
    }
    let of_kind = doc.mentions.iter().filter_map(|m| {
        let whole = doc.slice(m.span);
        match (production, &m.kind) {
            ("numbered", Kind::Citation(c)) => (c.class == Class::Numbered).then_some(whole),
            ("named", Kind::Citation(c)) => (c.class == Class::Named).then_some(whole),
            ("short", Kind::Citation(c)) => (c.class == Class::Short).then_some(whole),
            ("self", Kind::Citation(c)) => (c.class == Class::This).then_some(whole),
            ("own", Kind::Own(_)) => Some(whole),
            ("term", Kind::Term(_)) => Some(whole),
            ("years", Kind::Term(t)) => t.years.map(|y| doc.slice(y.span)),
            ("pinpoint", Kind::Pinpoint(_)) => Some(whole),
            (
                "state" | "assembly" | "letter" | "party" | "old" | "joint-number" | "consolidated",
                Kind::Citation(c),
            ) => c.number.as_ref().filter(|_| c.class == Class::Numbered).map(|n| doc.slice(n.span)),
            _ => None,
        }
    });
    of_kind.collect()
}

/// What of an example must be found.
fn wanted(production: &str, example: &str) -> String {
    let search = Search::new(example);
    let text = search.text();
    let from = match production {
        "date-in-figures" | "date-in-words" | "iso-date" => text.strip_prefix("ngày ").unwrap_or(text),
        "own" => &text[text.find(|c: char| c.is_ascii_digit()).unwrap()..],
        _ => text,
    };
    from.to_string()
}

#[test]
fn examples_are_read() {
    let mut faults = Vec::new();
    let mut count = 0;
    for (name, production) in grammar() {
        for example in &production.examples {
            count += 1;
            let text = text_with(&name, example);
            let search = Search::new(&text);
            let doc = document::read(&search);
            let found = found(&name, &doc);
            if found != [wanted(&name, example)] {
                faults.push(format!("{name}: {example:?} gives {found:?}"));
            }
        }
    }
    assert!(count > 100, "{count} examples");
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn counter_examples_are_not() {
    let mut faults = Vec::new();
    for (name, production) in grammar() {
        for other in &production.others {
            let text = text_with(&name, other);
            let search = Search::new(&text);
            let doc = document::read(&search);
            let found = found(&name, &doc);
            if !found.is_empty() {
                faults.push(format!("{name}: {other:?} gives {found:?}"));
            }
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

#[test]
fn what_has_examples_is_looked_for() {
    for (name, production) in grammar() {
        let any = !production.examples.is_empty() || !production.others.is_empty();
        let search = Search::new("");
        let _ = found(&name, &document::read(&search));
        let looked_for = [
            "state",
            "assembly",
            "letter",
            "party",
            "old",
            "joint-number",
            "consolidated",
            "numbered",
            "named",
            "short",
            "self",
            "own",
            "term",
            "years",
            "pinpoint",
            "date-in-figures",
            "date-in-words",
            "iso-date",
        ];
        assert_eq!(any, looked_for.contains(&name.as_str()), "{name}");
    }
}
