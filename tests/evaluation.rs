//! How well mentions are found in labelled texts, where those are at hand: the figures are printed (`cargo test --test
//! evaluation -- --nocapture`) and may not fall below what was reached.
//!
//! The labelled sets are not part of the repository. They are looked for in the folder that `SOAT_GOLD` names, else in
//! `../shared/gold` beside the crate; without them the tests pass and say so. With `SOAT_GOLD_MISSES` set, what was missed
//! or read otherwise is printed too.
//!
//! `passages.jsonl`: passages with every mention and its fields, read as they are and in four spoilt copies.
//! `sentences.jsonl`: sentences with references to documents, labelled by others and not completely, so that recall
//! counts for more than precision.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use soat::document;
use soat::parse::{Citation, Class, Kind};
use soat::text::{Search, Span};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// What was reached on clean passages, a little less than one mention below.
const PASSAGES: &[(&str, f64)] = &[
    ("numbered F1", 0.996),
    ("numbered exact span", 0.996),
    ("numbered type", 0.990),
    ("numbered date", 0.980),
    ("numbered issuer", 0.941),
    ("named F1", 0.950),
    ("short F1", 0.999),
    ("self F1", 0.990),
    ("own F1", 0.999),
    ("own exact span", 0.999),
    ("term F1", 0.990),
    ("term exact span", 0.990),
    ("pinpoint F1", 0.980),
];

/// How far each spoilt copy may fall below the clean one.
const SPOILT: &[(Spoil, f64)] =
    &[(Spoil::Nfd, 0.005), (Spoil::NoBreak, 0.005), (Spoil::Wrapped, 0.005), (Spoil::Plain, 0.005)];

/// Where more is lost, how much: a break can end a sentence, and without marks words become one that were two
/// ("đô thị" and "do thì", behind which no title goes on).
const LOST: &[(Spoil, &str, f64)] = &[
    (Spoil::Wrapped, "numbered date", 0.020),
    (Spoil::Wrapped, "pinpoint F1", 0.012),
    (Spoil::Plain, "numbered F1", 0.020),
    (Spoil::Plain, "numbered exact span", 0.010),
    (Spoil::Plain, "numbered type", 0.010),
    (Spoil::Plain, "numbered issuer", 0.012),
    (Spoil::Plain, "named F1", 0.120),
    (Spoil::Plain, "pinpoint F1", 0.012),
];

/// What was reached on the sentences of others.
const SENTENCES: &[(&str, f64)] =
    &[("exact recall", 0.973), ("core recall", 0.979), ("found recall", 0.988), ("exact F1", 0.935)];

/// How a text is spoilt before it is read.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Spoil {
    Clean,
    /// Letters taken apart into base and marks.
    Nfd,
    /// Half of the blanks made no-break spaces.
    NoBreak,
    /// Lines broken at some sixty characters.
    Wrapped,
    /// All marks left out.
    Plain,
}

#[derive(Deserialize)]
struct Passage {
    id: String,
    text: String,
    mentions: Vec<Label>,
}

/// A labelled mention; offsets count characters.
#[derive(Clone, Deserialize)]
struct Label {
    kind: String,
    start: usize,
    end: usize,
    number: Option<String>,
    r#type: Option<String>,
    date: Option<String>,
    issuer: Option<String>,
    from: Option<u32>,
    to: Option<u32>,
    ordinal: Option<String>,
}

#[derive(Deserialize)]
struct Sentence {
    id: String,
    text: String,
    entities: Vec<Entity>,
}

#[derive(Deserialize)]
struct Entity {
    start: usize,
    end: usize,
    label: String,
}

/// The folder with the labelled sets.
fn gold() -> Option<PathBuf> {
    let folder = std::env::var_os("SOAT_GOLD")
        .map_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/gold"), PathBuf::from);
    if folder.is_dir() {
        return Some(folder);
    }
    println!("no labelled sets in {}: nothing was measured", folder.display());
    None
}

fn rows<T: for<'de> Deserialize<'de>>(path: &Path) -> Vec<T> {
    let text = std::fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    text.lines().filter(|line| !line.trim().is_empty()).map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The mentions that the library finds, as labels, and for citations where their date ends.
fn read(text: &str) -> Vec<(Label, Option<usize>)> {
    let search = Search::new(text);
    let doc = document::read(&search);
    let chars = Characters::of(text);
    let place = |span: Span| {
        let span = doc.original(span);
        (chars.before(span.from()), chars.before(span.to()))
    };
    let words = |span: Span| doc.slice(span).split_whitespace().collect::<Vec<_>>().join(" ");
    let mut out = Vec::new();
    for m in &doc.mentions {
        let (start, end) = place(m.span);
        let mut label = Label {
            kind: String::new(),
            start,
            end,
            number: None,
            r#type: None,
            date: None,
            issuer: None,
            from: None,
            to: None,
            ordinal: None,
        };
        let mut date_end = None;
        match &m.kind {
            Kind::Citation(c) => {
                label.kind = class(c).to_string();
                label.r#type = c.doc_type.map(|w| w.name.to_string());
                label.number = c.number.as_ref().map(|n| n.canonical.clone());
                label.date = c.date.and_then(|d| d.date()).map(|d| d.to_string());
                label.issuer = c.issuer.map(|i| words(i.span));
                date_end = c.date.map(|d| place(d.span).1);
            }
            Kind::Own(n) => {
                label.kind = "own".to_string();
                label.number = Some(n.canonical.clone());
            }
            Kind::Term(t) => {
                label.kind = "term".to_string();
                label.ordinal = t.ordinal.map(|o| words(o.span));
                label.from = t.years.and_then(|y| y.from.value);
                label.to = t.years.and_then(|y| y.to.value);
            }
            Kind::Pinpoint(_) => label.kind = "pinpoint".to_string(),
        }
        out.push((label, date_end));
    }
    out
}

fn class(c: &Citation) -> &'static str {
    match c.class {
        Class::Numbered => "numbered",
        Class::Named => "named",
        Class::Short => "short",
        Class::This => "self",
    }
}

/// Where each character of a text begins.
struct Characters {
    starts: Vec<usize>,
}

impl Characters {
    fn of(text: &str) -> Self {
        Characters { starts: text.char_indices().map(|(i, _)| i).collect() }
    }

    /// How many characters stand before a byte.
    fn before(&self, byte: usize) -> usize {
        self.starts.partition_point(|s| *s < byte)
    }
}

fn slice(text: &str, start: usize, end: usize) -> String {
    text.chars().skip(start).take(end - start).collect()
}

/// The spoilt text, and where each of its labels stands in it.
fn spoilt(passage: &Passage, spoil: Spoil, seed: u64) -> (String, Vec<Label>) {
    let text = &passage.text;
    let out: String = match spoil {
        Spoil::Clean => text.clone(),
        Spoil::Nfd => text.nfd().collect(),
        Spoil::NoBreak => {
            let mut state = seed.wrapping_mul(2).wrapping_add(1);
            let mut half = || {
                state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                state >> 63 == 0
            };
            text.chars().map(|c| if c == ' ' && half() { '\u{a0}' } else { c }).collect()
        }
        Spoil::Wrapped => {
            let mut column = 0;
            let wrap = |c: char| {
                if c == ' ' && column > 60 {
                    column = 0;
                    return '\n';
                }
                column = if c == '\n' { 0 } else { column + 1 };
                c
            };
            text.chars().map(wrap).collect()
        }
        Spoil::Plain => text.chars().map(without_marks).collect(),
    };
    let place = |at: usize| match spoil {
        Spoil::Nfd => text.chars().take(at).nfd().count(),
        _ => at,
    };
    let labels = passage.mentions.iter().map(|m| Label { start: place(m.start), end: place(m.end), ..m.clone() });
    (out, labels.collect())
}

fn without_marks(c: char) -> char {
    match c {
        'đ' => 'd',
        'Đ' => 'D',
        _ => std::iter::once(c).nfd().next().unwrap_or(c),
    }
}

/// In small letters, without marks and blanks.
fn fold(s: Option<&str>) -> String {
    s.unwrap_or("")
        .nfd()
        .filter(|c| canonical_combining_class(*c) == 0 && !c.is_whitespace())
        .flat_map(|c| if c == 'Ð' { 'd' } else { without_marks(c) }.to_lowercase())
        .collect()
}

/// A number as compared: composed, without blanks, one kind of hyphen, in capitals.
fn canonical(number: &str) -> String {
    number
        .nfc()
        .filter(|c| !c.is_whitespace())
        .flat_map(|c| {
            match c {
                'Ð' => 'Đ',
                '\u{2010}'..='\u{2014}' | '\u{2212}' => '-',
                c => c,
            }
            .to_uppercase()
        })
        .collect()
}

fn overlap(a: (usize, usize), b: (usize, usize)) -> usize {
    a.1.min(b.1).saturating_sub(a.0.max(b.0))
}

fn same(gold: &Label, got: &Label, plain: bool) -> bool {
    match gold.kind.as_str() {
        "numbered" | "own" => {
            let key = |l: &Label| match plain {
                true => fold(l.number.as_deref()),
                false => canonical(l.number.as_deref().unwrap_or("")),
            };
            key(gold) == key(got)
        }
        "term" => {
            (gold.from, gold.to) == (got.from, got.to) && fold(gold.ordinal.as_deref()) == fold(got.ordinal.as_deref())
        }
        _ => (gold.start, gold.end) == (got.start, got.end),
    }
}

/// Labels and finds paired one to one, those with the largest overlap first.
fn pairs(golds: &[&Label], gots: &[&Label], plain: bool) -> Vec<(usize, usize)> {
    let mut options = Vec::new();
    for (i, g) in golds.iter().enumerate() {
        for (j, p) in gots.iter().enumerate() {
            let shared = overlap((g.start, g.end), (p.start, p.end));
            if shared > 0 && same(g, p, plain) {
                options.push((Reverse(shared), i, j));
            }
        }
    }
    options.sort();
    let mut out: Vec<(usize, usize)> = Vec::new();
    for (_, i, j) in options {
        if out.iter().all(|(a, b)| *a != i && *b != j) {
            out.push((i, j));
        }
    }
    out
}

/// Hits, misses and extras.
#[derive(Default)]
struct Tally {
    hit: usize,
    missed: usize,
    extra: usize,
}

impl Tally {
    fn f1(&self) -> f64 {
        ratio(2 * self.hit, 2 * self.hit + self.missed + self.extra)
    }

    fn recall(&self) -> f64 {
        ratio(self.hit, self.hit + self.missed)
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    part as f64 / whole.max(1) as f64
}

/// The figures of the passages in one spoilt form; misses and extras are printed where `tell`.
fn passages(all: &[Passage], spoil: Spoil, tell: bool) -> BTreeMap<String, f64> {
    let mut tallies: BTreeMap<String, Tally> = BTreeMap::new();
    let mut fields: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (n, passage) in all.iter().enumerate() {
        let (text, labels) = spoilt(passage, spoil, n as u64);
        let found = read(&text);
        for kind in ["numbered", "named", "short", "self", "own", "term", "pinpoint"] {
            let golds: Vec<_> = labels.iter().filter(|l| l.kind == kind).collect();
            let gots: Vec<_> = found.iter().map(|(l, _)| l).filter(|l| l.kind == kind).collect();
            let pairs = pairs(&golds, &gots, spoil == Spoil::Plain);
            let tally = tallies.entry(kind.to_string()).or_default();
            tally.hit += pairs.len();
            tally.missed += golds.len() - pairs.len();
            tally.extra += gots.len() - pairs.len();
            let mut field = |name: &str, right: bool| {
                let (hit, of) = fields.entry(format!("{kind} {name}")).or_default();
                *hit += usize::from(right);
                *of += 1;
            };
            for &(i, j) in &pairs {
                let (g, p) = (golds[i], gots[j]);
                if matches!(kind, "numbered" | "own" | "term") {
                    field("exact span", (g.start, g.end) == (p.start, p.end));
                }
                if kind == "numbered" {
                    let alike = |a: &Option<String>, b: &Option<String>| fold(a.as_deref()) == fold(b.as_deref());
                    for (name, a, b) in
                        [("type", &g.r#type, &p.r#type), ("date", &g.date, &p.date), ("issuer", &g.issuer, &p.issuer)]
                    {
                        let right = alike(a, b);
                        field(name, right);
                        if tell && !right {
                            let words = slice(&text, g.start, g.end);
                            println!("  {name} of {words:?} in {}: {b:?}, not {a:?}", passage.id);
                        }
                    }
                }
            }
            if tell {
                let lost = golds.iter().enumerate().filter(|(i, _)| pairs.iter().all(|p| p.0 != *i));
                let more = gots.iter().enumerate().filter(|(j, _)| pairs.iter().all(|p| p.1 != *j));
                for (what, l) in lost.map(|(_, l)| ("missed", l)).chain(more.map(|(_, l)| ("extra", l))) {
                    println!("  {kind} {what} in {}: {:?}", passage.id, slice(&text, l.start, l.end));
                }
            }
        }
    }
    let f1 = tallies.iter().map(|(kind, tally)| (format!("{kind} F1"), tally.f1()));
    f1.chain(fields.iter().map(|(name, (hit, of))| (name.clone(), ratio(*hit, *of)))).collect()
}

#[test]
fn mentions_in_passages() {
    let Some(folder) = gold() else { return };
    let all: Vec<Passage> = rows(&folder.join("passages.jsonl"));
    let tell = std::env::var_os("SOAT_GOLD_MISSES").is_some();
    let clean = passages(&all, Spoil::Clean, tell);
    let spoilt: Vec<_> = SPOILT.iter().map(|(spoil, least)| (passages(&all, *spoil, tell), spoil, least)).collect();
    print!("{:<22}{:>9}", "passages", "Clean");
    spoilt.iter().for_each(|(_, spoil, _)| print!("{:>9}", format!("{spoil:?}")));
    println!("{:>9}", "floor");
    let mut faults = Vec::new();
    for (name, floor) in PASSAGES {
        let reached = clean[*name];
        print!("{name:<22}{reached:>9.4}");
        if reached < *floor {
            faults.push(format!("{name}: {reached:.4}, reached were {floor}"));
        }
        for (figures, spoil, least) in &spoilt {
            let got = figures[*name];
            print!("{got:>9.4}");
            let lost =
                LOST.iter().find(|(at, figure, _)| at == *spoil && figure == name).map_or(**least, |lost| lost.2);
            if got < reached - lost {
                faults.push(format!("{name}: {got:.4} in {spoil:?}, {reached:.4} in the clean text"));
            }
        }
        println!("{floor:>9.3}");
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}

const TYPES: &[(&str, &str)] = &[
    ("NĐ", "nghidinh"),
    ("L", "luat"),
    ("TT", "thongtu"),
    ("QĐ", "quyetdinh"),
    ("PL", "phaplenh"),
    ("BL", "boluat"),
    ("NQ", "nghiquyet"),
    ("TTLT", "thongtulientich"),
    ("HP", "hienphap"),
];

/// A reference folded, its date left aside.
fn without_date(s: &str) -> String {
    let mut s = s;
    for word in [" ngày ", " năm "] {
        if let Some(at) = s.find(word).filter(|at| *at > 0) {
            s = &s[..at];
        }
    }
    fold(Some(s))
}

#[test]
fn references_in_sentences_of_others() {
    let Some(folder) = gold() else { return };
    let all: Vec<Sentence> = rows(&folder.join("sentences.jsonl"));
    let tell = std::env::var_os("SOAT_GOLD_MISSES").is_some();
    let types: BTreeMap<_, _> = TYPES.iter().copied().collect();
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    for sentence in &all {
        // Their marks hold the date.
        let found: Vec<_> = read(&sentence.text)
            .into_iter()
            .filter(|(l, _)| matches!(l.kind.as_str(), "numbered" | "named" | "short"))
            .filter(|(l, _)| types.values().any(|t| *t == fold(l.r#type.as_deref())))
            .map(|(l, date_end)| Label { end: l.end.max(date_end.unwrap_or(0)), ..l })
            .collect();
        let exact = |g: &Entity, p: &Label| (g.start, g.end) == (p.start, p.end);
        let core = |g: &Entity, p: &Label| {
            let words = slice(&sentence.text, g.start, g.end);
            g.start == p.start
                && match &p.number {
                    Some(number) => canonical(&words).contains(&canonical(number)),
                    None => without_date(&words) == without_date(&slice(&sentence.text, p.start, p.end)),
                }
        };
        let overlaps = |g: &Entity, p: &Label| {
            overlap((g.start, g.end), (p.start, p.end)) > 0
                && types.get(g.label.as_str()).is_some_and(|t| *t == fold(p.r#type.as_deref()))
        };
        type Good<'f> = &'f dyn Fn(&Entity, &Label) -> bool;
        let ways: [(&str, Good); 3] = [("exact", &exact), ("core", &core), ("found", &overlaps)];
        for (way, good) in ways {
            let mut used = vec![false; found.len()];
            let tally = tallies.entry(way).or_default();
            for g in &sentence.entities {
                match (0..found.len()).find(|&j| !used[j] && good(g, &found[j])) {
                    Some(j) => {
                        used[j] = true;
                        tally.hit += 1;
                    }
                    None => {
                        tally.missed += 1;
                        if tell && way == "found" {
                            println!("  missed in {}: {:?}", sentence.id, slice(&sentence.text, g.start, g.end));
                        }
                    }
                }
            }
            tally.extra += used.iter().filter(|used| !**used).count();
        }
    }
    println!("{:<22}{:>9}{:>9}", "sentences", "recall", "F1");
    for (way, tally) in &tallies {
        println!("{way:<22}{:>9.4}{:>9.4}", tally.recall(), tally.f1());
    }
    for (name, floor) in SENTENCES {
        let (way, figure) = name.split_once(' ').unwrap();
        let tally = &tallies[way];
        let reached = if figure == "recall" { tally.recall() } else { tally.f1() };
        assert!(reached >= *floor, "{name}: {reached:.4}, reached were {floor}");
    }
}
