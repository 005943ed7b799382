//! Turns the tables of `grammars/*.toml` into Rust statics, so that the program carries them ready made.
//!
//! Shape is checked here: unknown keys, bad days, unknown words of an enumeration and unsorted rows stop the build with
//! the file and the row. Whether facts agree with each other is checked by `tests/tables.rs`.

use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::PathBuf;
use std::{env, fs};

#[allow(dead_code)]
#[path = "src/tables/fold.rs"]
mod folding;
use folding::fold;
#[allow(dead_code)]
#[path = "src/register/key.rs"]
mod key;
use key::Key;

fn main() {
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=src/tables/fold.rs");
    println!("cargo:rerun-if-changed=src/register/key.rs");
    types();
    organs();
    provinces();
    terms();
    caps();
    symbols();
    titles();
    register();
}

// Reading.

/// One file of the folder, parsed; its lists are taken out row by row, so that a fault can be told with its row.
struct File {
    name: &'static str,
    table: toml::Table,
}

impl File {
    fn open(name: &'static str) -> Self {
        let path = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("grammars").join(name);
        println!("cargo:rerun-if-changed=grammars/{name}");
        let text = fs::read_to_string(&path).unwrap_or_else(|e| panic!("grammars/{name}: {e}"));
        let table = text.parse().unwrap_or_else(|e| panic!("grammars/{name}: {e}"));
        Self { name, table }
    }

    /// The rows of one list, which must be sorted by `key`, each once.
    fn rows<T: DeserializeOwned, K: Ord>(&mut self, list: &str, key: impl Fn(&T) -> K) -> Vec<T> {
        let Some(toml::Value::Array(values)) = self.table.remove(list) else {
            panic!("grammars/{}: no list `{list}`", self.name)
        };
        let rows: Vec<T> = (values.into_iter().enumerate())
            .map(|(i, v)| v.clone().try_into().unwrap_or_else(|e| self.fail(list, i, &format!("{e}: {v}"))))
            .collect();
        if let Some(i) = rows.windows(2).position(|w| key(&w[0]) >= key(&w[1])) {
            self.fail(list, i + 1, "not sorted, or the same as the row before");
        }
        rows
    }

    fn fail(&self, list: &str, row: usize, what: &str) -> ! {
        panic!("grammars/{}: `{list}`, row {}: {what}", self.name, row + 1)
    }

    fn finish(self) {
        if let Some(key) = self.table.keys().next() {
            panic!("grammars/{}: unknown list `{key}`", self.name);
        }
    }
}

/// A year, month or day as the tables write it, or nothing.
#[derive(Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
#[serde(try_from = "String")]
struct Day(u16, u8, u8);

impl TryFrom<String> for Day {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let bad = || format!("`{text}` is no day (YYYY, YYYY-MM or YYYY-MM-DD)");
        let shape: Vec<usize> = text.split('-').map(str::len).collect();
        if !matches!(shape[..], [4] | [4, 2] | [4, 2, 2]) {
            return Err(bad());
        }
        let mut parts = text.split('-').map(|p| p.parse::<u16>().map_err(|_| bad()));
        let year = parts.next().transpose()?.unwrap_or(0);
        let month = parts.next().transpose()?;
        let day = parts.next().transpose()?;
        let long = match month {
            Some(4 | 6 | 9 | 11) => 30,
            Some(2) if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
            Some(2) => 28,
            _ => 31,
        };
        let right = (1900..=2100).contains(&year)
            && month.is_none_or(|m| (1..=12).contains(&m))
            && day.is_none_or(|d| (1..=long).contains(&d));
        if !right {
            return Err(bad());
        }
        Ok(Self(year, month.unwrap_or(0) as u8, day.unwrap_or(0) as u8))
    }
}

/// Words that may not be missing.
#[derive(Clone, Deserialize)]
#[serde(try_from = "String")]
struct Text(String);

impl TryFrom<String> for Text {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Self, &'static str> {
        if text.trim().is_empty() { Err("an empty text") } else { Ok(Self(text)) }
    }
}

/// A field that is worked out where the row does not state it.
#[derive(Deserialize)]
struct Told<T>(Option<T>);

impl<T> Default for Told<T> {
    fn default() -> Self {
        Self(None)
    }
}

/// The words of an enumeration, as the tables write them, with the variants they stand for.
macro_rules! words {
    ($name:ident, $enumeration:literal, { $($word:literal => $variant:ident),+ $(,)? }) => {
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
        enum $name { $(#[serde(rename = $word)] $variant),+ }

        impl Rust for $name {
            fn rust(&self) -> String {
                match self { $(Self::$variant => concat!($enumeration, "::", stringify!($variant)).to_owned()),+ }
            }
        }
    };
}

words!(Sure, "Sure", { "verified" => Verified, "known" => Known, "uncertain" => Uncertain });
words!(Sphere, "Sphere", {
    "army" => Army, "joint" => Joint, "judiciary" => Judiciary, "local" => Local, "mass" => Mass, "party" => Party,
    "standard" => Standard, "state" => State, "treaty" => Treaty,
});
words!(Class, "IssuerClass", {
    "any-body" => AnyBody, "commune" => Commune, "district" => District, "inspectorate" => Inspectorate,
    "mass" => Mass, "ministry" => Ministry, "party-any" => PartyAny, "party-cell" => PartyCell,
    "party-committee" => PartyCommittee, "party-congress" => PartyCongress, "party-office" => PartyOffice,
    "province" => Province, "state-body" => StateBody,
});
words!(Set, "Set", { "34" => New34, "63" => Old63, "historic" => Historic });
words!(Scope, "CapScope", {
    "assembly-term" => AssemblyTerm, "election" => Election, "party-term" => PartyTerm, "running" => Running,
    "year" => Year,
});
words!(Basis, "Basis", {
    "cited" => Cited, "codification" => Codification, "known" => Known, "metadata" => Metadata,
    "verified" => Verified,
});
words!(Body, "TermTable", {
    "chi-bo" => ChiBo, "chien-luoc-10-nam" => ChienLuoc10Nam, "chinh-phu" => ChinhPhu,
    "chu-tich-nuoc" => ChuTichNuoc, "cong-doan" => CongDoan, "cuu-chien-binh" => CuuChienBinh,
    "dang-dia-phuong" => DangDiaPhuong, "dang-trung-uong" => DangTrungUong, "doan" => Doan,
    "hoi-dong-nhan-dan" => HoiDongNhanDan, "ke-hoach-5-nam" => KeHoach5Nam, "mat-tran" => MatTran,
    "nong-dan" => NongDan, "on-dinh-ngan-sach" => OnDinhNganSach, "phu-nu" => PhuNu, "quoc-hoi" => QuocHoi,
    "quy-hoach" => QuyHoach, "sap-xep-dvhc" => SapXepDonViHanhChinh,
});

// Writing.

/// A value as a Rust expression.
trait Rust {
    fn rust(&self) -> String;
}

impl Rust for String {
    fn rust(&self) -> String {
        format!("{self:?}")
    }
}

impl Rust for Text {
    fn rust(&self) -> String {
        self.0.rust()
    }
}

impl<T: Rust> Rust for Told<T> {
    fn rust(&self) -> String {
        self.0.as_ref().expect("worked out before writing").rust()
    }
}

impl Rust for &str {
    fn rust(&self) -> String {
        format!("{self:?}")
    }
}

impl Rust for Day {
    fn rust(&self) -> String {
        format!("Day {{ year: {}, month: {}, day: {} }}", self.0, self.1, self.2)
    }
}

impl<T: Rust> Rust for Option<T> {
    fn rust(&self) -> String {
        self.as_ref().map_or_else(|| "None".to_owned(), |v| format!("Some({})", v.rust()))
    }
}

impl<T: Rust> Rust for Vec<T> {
    fn rust(&self) -> String {
        format!("&[{}]", self.iter().map(Rust::rust).collect::<Vec<_>>().join(", "))
    }
}

impl<A: Rust, B: Rust> Rust for (A, B) {
    fn rust(&self) -> String {
        format!("({}, {})", self.0.rust(), self.1.rust())
    }
}

macro_rules! rust_by_display {
    ($($t:ty),+) => { $(impl Rust for $t { fn rust(&self) -> String { self.to_string() } })+ };
}
rust_by_display!(bool, u16, u32, usize);

/// A row of a table: read from TOML by the names of its fields, written as a struct of the library.
macro_rules! row {
    ($name:ident as $target:literal {
        need { $($field:ident : $t:ty),+ $(,)? }
        may { $($free:ident $(= $key:literal)? : $u:ty),+ $(,)? }
    }) => {
        #[derive(Deserialize)]
        #[serde(deny_unknown_fields)]
        struct $name { $($field: $t,)+ $(#[serde(default $(, rename = $key)?)] $free: $u),+ }

        impl Rust for $name {
            fn rust(&self) -> String {
                let fields = [
                    $(format!("{}: {}", stringify!($field), self.$field.rust()),)+
                    $(format!("{}: {}", stringify!($free), self.$free.rust())),+
                ];
                format!("{} {{ {} }}", $target, fields.join(", "))
            }
        }
    };
}

/// The statics of one module.
struct Out {
    file: &'static str,
    text: String,
}

impl Out {
    fn new(file: &'static str) -> Self {
        Self { file, text: String::new() }
    }

    fn list<T: Rust>(&mut self, name: &str, of: &str, rows: &[T]) {
        writeln!(self.text, "static {name}: &[{of}] = &[").expect("a string grows");
        for row in rows {
            writeln!(self.text, "    {},", row.rust()).expect("a string grows");
        }
        self.text.push_str("];\n");
    }

    /// Keys in byte order, each with the rows it stands for, in their order.
    fn index(&mut self, name: &str, pairs: impl IntoIterator<Item = (String, usize)>) {
        let mut pairs: Vec<(String, usize)> = pairs.into_iter().collect();
        pairs.sort();
        self.index_in_order(name, pairs);
    }

    /// The same with the rows of a key in the order given.
    fn index_in_order(&mut self, name: &str, pairs: impl IntoIterator<Item = (String, usize)>) {
        let mut map: BTreeMap<String, Vec<u16>> = BTreeMap::new();
        for (key, row) in pairs {
            let (rows, row) = (map.entry(key).or_default(), u16::try_from(row).expect("tables are short"));
            if !rows.contains(&row) {
                rows.push(row);
            }
        }
        self.list(name, "(&str, &[u16])", &map.into_iter().collect::<Vec<_>>());
    }

    fn write(self) {
        let path = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it")).join(self.file);
        fs::write(&path, self.text).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    }
}

// The tables.

row!(DocType as "DocType" {
    need {
        name: String, sphere: Sphere, source: Text, sure: Sure,
    }
    may {
        code: String, scope: String, normative: bool, issuers: Vec<String>, classes: Vec<Class>, note: String,
        from: Option<Day>, to: Option<Day>,
    }
});
row!(TypeName as "TypeName" {
    need {
        name: Text, source: Text, codes: Vec<String>,
    }
    may {
        reason: String,
    }
});

fn types() {
    let mut file = File::open("types.toml");
    let rows: Vec<DocType> =
        file.rows("row", |r: &DocType| (r.code.clone(), r.name.clone(), r.scope.clone(), r.sphere, r.from));
    let names: Vec<TypeName> = file.rows("name", |r: &TypeName| lower_first(&r.name.0));
    file.finish();
    let codes: BTreeSet<&str> = (rows.iter().map(|r| r.code.as_str()))
        .chain(names.iter().flat_map(|n| n.codes.iter().map(String::as_str)))
        .filter(|c| !matches!(*c, "" | "*"))
        .collect();
    let mut out = Out::new("types.rs");
    out.list("TYPES", "DocType", &rows);
    out.list("TYPE_NAMES", "TypeName", &names);
    out.list("CODES", "&str", &codes.into_iter().collect::<Vec<_>>());
    out.index("TYPES_BY_NAME", rows.iter().enumerate().map(|(i, r)| (lower_first(&r.name), i)));
    out.write();
}

fn lower_first(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map_or_else(String::new, |c| c.to_lowercase().chain(chars).collect())
}

row!(Organ as "Organ" {
    need {
        abbr: Text, name: Text, sphere: Sphere, source: Text, sure: Sure,
    }
    may {
        short_names = "short": Vec<String>, note: String, ministry: bool, from: Option<Day>, to: Option<Day>,
        successors: Vec<String>,
    }
});

fn organs() {
    let mut file = File::open("issuers.toml");
    let rows: Vec<Organ> = file.rows("row", |r: &Organ| (r.abbr.0.clone(), r.from, r.name.0.clone()));
    file.finish();
    let named = |r: &Organ| [vec![r.name.0.clone()], r.short_names.clone()].concat();
    let mut names: Vec<(String, usize)> =
        rows.iter().enumerate().flat_map(|(i, r)| named(r).into_iter().map(move |n| (n, i))).collect();
    names.sort();
    let mut out = Out::new("organs.rs");
    out.list("ORGANS", "Organ", &rows);
    out.list("ORGAN_NAMES", "(&str, usize)", &names);
    out.index("ORGAN_INDEX", names.iter().map(|(n, i)| (fold(n), *i)));
    let symbols = rows.iter().map(|r| r.abbr.0.clone()).zip(0..);
    out.index_in_order("ORGANS_BY_SYMBOL", symbols.chain(names));
    out.write();
}

row!(Province as "Province" {
    need {
        name: Text, kind: Text, set: Set, source: Text, sure: Sure,
    }
    may {
        note: String, from: Option<Day>, to: Option<Day>, merged_into: Vec<String>, aliases: Vec<String>,
    }
});

fn provinces() {
    let mut file = File::open("provinces.toml");
    let rows: Vec<Province> = file.rows("row", |r: &Province| (r.name.0.clone(), r.from, r.to, r.set));
    file.finish();
    let mut out = Out::new("provinces.rs");
    out.list("PROVINCES", "Province", &rows);
    let named = |r: &Province| [vec![r.name.0.clone()], r.aliases.clone()].concat();
    out.index(
        "PROVINCE_INDEX",
        rows.iter().enumerate().flat_map(|(i, r)| named(r).into_iter().map(move |n| (fold(&n), i))),
    );
    out.write();
}

row!(TermRow as "TermRow" {
    need {
        body: Body, from: u16, to: u16, source: Text, sure: Sure,
    }
    may {
        ordinal: Option<u32>, event: Option<Day>, event_end: Option<Day>, alt: Vec<(u16, u16)>, note: String,
    }
});
row!(Congress as "Congress" {
    need {
        ordinal: u32, open: Day, close: Day, term_from: u16, term_to: u16, numbering_from: Day, source: Text,
        sure: Sure,
    }
    may {
        place: String, short_form: Option<(u16, u16)>, local_forms: Vec<(u16, u16)>, numbering_to: Option<Day>,
        party: String,
    }
});

fn terms() {
    let mut file = File::open("terms.toml");
    let rows: Vec<TermRow> = file.rows("row", |r: &TermRow| (r.body, r.from, r.to));
    let congresses: Vec<Congress> = file.rows("congress", |r: &Congress| r.ordinal);
    file.finish();
    let mut out = Out::new("terms.rs");
    out.list("TERMS", "TermRow", &rows);
    out.list("CONGRESSES", "Congress", &congresses);
    out.write();
}

row!(Cap as "Cap" {
    need {
        issuer: Text, period: Text, scope: Scope, warn_above: u32, error_above: u32, source: Text, sure: Sure,
        types: Vec<String>, symbols: Vec<String>,
    }
    may {
        assembly: Option<u32>, with_year: Option<bool>, dotted: bool, from: Option<Day>, to: Option<Day>,
        highest: String, how: String,
    }
});

fn caps() {
    let mut file = File::open("caps.toml");
    let rows: Vec<Cap> =
        file.rows("row", |r: &Cap| (r.types.first().cloned(), r.symbols.first().cloned(), r.from, r.period.0.clone()));
    file.finish();
    let mut out = Out::new("caps.rs");
    out.list("CAPS", "Cap", &rows);
    out.index("CAPS_BY_CODE", rows.iter().enumerate().flat_map(|(i, r)| r.types.iter().map(move |t| (t.clone(), i))));
    out.write();
}

row!(SymbolRow as "SymbolRow" {
    need {
        ending: Text, source: Text, sure: Sure, issuers: Vec<String>, regime: Vec<String>,
    }
    may {
        types: Vec<String>, note: String, from: Option<Day>, to: Option<Day>, example: String,
    }
});

fn symbols() {
    let mut file = File::open("symbols.toml");
    let rows: Vec<SymbolRow> = file.rows("row", |r: &SymbolRow| (r.ending.0.clone(), r.from));
    file.finish();
    let mut out = Out::new("symbols.rs");
    out.list("SYMBOLS", "SymbolRow", &rows);
    out.write();
}

row!(Title as "Title" {
    need {
        kind: Text, date: Day, basis: Basis,
    }
    may {
        title: String, number: String, from: Option<Day>, to: Option<Day>, last_article: Option<u16>, source: String,
        sure: Told<Sure>,
    }
});
row!(Amendment as "Amendment" {
    need {
        kind: Text, title: Text, number: Text, date: Day, basis: Basis,
    }
    may {
        from: Option<Day>, to: Option<Day>, source: String, sure: Told<Sure>,
    }
});

fn titles() {
    let mut file = File::open("titles.toml");
    let mut rows: Vec<Title> =
        file.rows("row", |r: &Title| (fold(&r.title), r.kind.0.clone(), r.date, r.number.clone()));
    let mut amending: Vec<Amendment> =
        file.rows("amending", |r: &Amendment| (fold(&r.title.0), r.kind.0.clone(), r.date, r.number.0.clone()));
    let legend = file.table.remove("source").unwrap_or_else(|| panic!("grammars/titles.toml: no table `source`"));
    let legend: BTreeMap<Basis, String> =
        legend.try_into().unwrap_or_else(|e| panic!("grammars/titles.toml: `source`: {e}"));
    file.finish();
    let source = |basis: Basis| {
        legend.get(&basis).cloned().unwrap_or_else(|| panic!("grammars/titles.toml: `source` lacks {}", basis.rust()))
    };
    let sure = |basis: Basis| match basis {
        Basis::Verified | Basis::Codification | Basis::Metadata => Sure::Verified,
        Basis::Cited | Basis::Known => Sure::Known,
    };
    for r in &mut rows {
        r.source = source(r.basis);
        r.sure.0.get_or_insert(sure(r.basis));
    }
    for r in &mut amending {
        r.source = source(r.basis);
        r.sure.0.get_or_insert(sure(r.basis));
    }
    let years: BTreeSet<u16> = rows.iter().filter(|r| r.kind.0 == "Hiến pháp").map(|r| r.date.0).collect();
    let numbered = rows.iter().enumerate().filter(|(_, r)| !r.number.is_empty());
    let titled = rows.iter().enumerate().filter(|(_, r)| !r.title.is_empty());
    let mut out = Out::new("titles.rs");
    out.list("TITLES", "Title", &rows);
    out.list("AMENDMENTS", "Amendment", &amending);
    out.list("CONSTITUTION_YEARS", "u16", &years.into_iter().collect::<Vec<_>>());
    out.index("TITLES_INDEX", titled.map(|(i, r)| (fold(&r.title), i)));
    out.index("TITLES_BY_NUMBER", numbered.map(|(i, r)| (r.number.clone(), i)));
    out.write();
}

// The register: its tables are compiled in as they stand, and only indexes are made.

/// The lines of a table with tabs, below its head, each with where it begins.
fn lines<'a>(name: &str, text: &'a str, head: &str) -> Vec<(usize, Vec<&'a str>)> {
    let Some(body) = text.strip_prefix(head).and_then(|rest| rest.strip_prefix('\n')) else {
        panic!("grammars/{name}: its head is not `{head}`")
    };
    if !body.ends_with('\n') {
        panic!("grammars/{name}: the last line does not end");
    }
    let columns = head.split('\t').count();
    let mut at = text.len() - body.len();
    let mut before = "";
    let mut rows = Vec::new();
    for (i, line) in body.lines().enumerate() {
        let fields: Vec<&str> = line.split('\t').collect();
        let fault = if fields.len() != columns {
            "not as many fields as in the head"
        } else if before >= line {
            "not sorted, or the same as the line before"
        } else if line.contains('\r') {
            "ends with a carriage return"
        } else {
            rows.push((at, fields));
            at += line.len() + 1;
            before = line;
            continue;
        };
        panic!("grammars/{name}, line {}: {fault}: {line}", i + 2);
    }
    rows
}

fn table(name: &str) -> String {
    let path = PathBuf::from(env::var("CARGO_MANIFEST_DIR").expect("cargo sets it")).join("grammars").join(name);
    println!("cargo:rerun-if-changed=grammars/{name}");
    fs::read_to_string(&path).unwrap_or_else(|e| panic!("grammars/{name}: {e}"))
}

fn register() {
    let text = table("register.tsv");
    let rows = lines("register.tsv", &text, "date\ttype\tnumber\tissuer\tfrom\tto\tbasis\tcount\ttitle");
    let exact = |day: &str| Day::try_from(day.to_owned()).is_ok_and(|d| d.2 != 0);
    let mut hashes: Vec<(u32, u16)> = Vec::with_capacity(rows.len());
    let mut series: Vec<(u32, u32)> = Vec::with_capacity(rows.len());
    let mut numbered: BTreeMap<&str, Vec<u16>> = BTreeMap::new();
    for (i, (_, f)) in rows.iter().enumerate() {
        let basis = ["cited", "codification", "known", "metadata", "uncertain", "verified"];
        let key = Key::of(f[2]);
        let right = exact(f[0])
            && !f[1].is_empty()
            && [f[4], f[5]].iter().all(|day| day.is_empty() || exact(day))
            && basis.contains(&f[6])
            && f[7].parse::<u16>().is_ok();
        let (true, Some(key)) = (right, key) else {
            panic!("grammars/register.tsv, line {}: a field is not what it should be: {}", i + 2, f.join("\t"))
        };
        let row = u16::try_from(i).expect("the register has fewer rows than 65536");
        hashes.push((key.hash(), row));
        series.extend(key.value().map(|value| (key.series(), value)));
        numbered.entry(f[2]).or_default().push(row);
    }
    hashes.sort_unstable();
    series.sort_unstable();
    series.dedup();
    let starts = rows.iter().map(|(at, _)| *at).chain([text.len()]);
    write_bytes("register-lines.bin", starts.flat_map(|at| (at as u32).to_le_bytes()));
    write_bytes("register-hashes.bin", hashes.iter().flat_map(|(hash, _)| hash.to_le_bytes()));
    write_bytes("register-series.bin", series.iter().flat_map(|(hash, _)| hash.to_le_bytes()));
    write_bytes("register-numbers.bin", series.iter().flat_map(|(_, value)| value.to_le_bytes()));
    write_bytes("register-hashed.bin", hashes.iter().flat_map(|(_, row)| row.to_le_bytes()));

    let text = table("replacements.tsv");
    let changes = lines("replacements.tsv", &text, "old\told_date\tkind\tdate\tnew\tbasis");
    let mut changed: Vec<(u16, u32)> = Vec::new();
    for (i, (at, f)) in changes.iter().enumerate() {
        let right = (f[1].is_empty() || exact(f[1]))
            && ["abolishes", "amends", "replaces"].contains(&f[2])
            && exact(f[3])
            && Key::of(f[4]).is_some();
        if !right {
            panic!("grammars/replacements.tsv, line {}: a field is not what it should be: {}", i + 2, f.join("\t"));
        }
        // One number can be that of several documents: the date tells which, and without it only a number that one has.
        let of: &[u16] = numbered.get(f[0]).map_or(&[], |rows| rows);
        let dated = of.iter().filter(|row| rows[usize::from(**row)].1[0] == f[1]);
        let meant: Vec<u16> = if f[1].is_empty() && of.len() == 1 { of.to_vec() } else { dated.copied().collect() };
        changed.extend(meant.into_iter().map(|row| (row, *at as u32)));
    }
    changed.sort_unstable();
    write_bytes("register-changed.bin", changed.iter().flat_map(|(row, _)| row.to_le_bytes()));
    write_bytes("register-changed-by.bin", changed.iter().flat_map(|(_, at)| at.to_le_bytes()));
}

fn write_bytes(name: &str, bytes: impl Iterator<Item = u8>) {
    let path = PathBuf::from(env::var("OUT_DIR").expect("cargo sets it")).join(name);
    fs::write(&path, bytes.collect::<Vec<u8>>()).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
}
