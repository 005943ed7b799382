//! Document types, their codes, and who may issue them when.

use super::fold::lower;
use super::{Day, Sphere, Sure, rows_of, within};
use chrono::NaiveDate;

/// A group of organs that issue a type, where naming each would be no fact but a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum IssuerClass {
    /// Any organ or organisation.
    AnyBody,
    /// Organs of the commune level.
    Commune,
    /// Organs of the district level (until 30/6/2025).
    District,
    /// Inspectorates.
    Inspectorate,
    /// The Front and the mass organisations.
    Mass,
    /// Ministries and organs of their rank.
    Ministry,
    /// Any Party organisation.
    PartyAny,
    /// Party cells.
    PartyCell,
    /// Party committees of any level and their standing boards.
    PartyCommittee,
    /// Party congresses.
    PartyCongress,
    /// Boards, offices and inspection commissions of the Party.
    PartyOffice,
    /// Organs of the province level.
    Province,
    /// Any State organ or organisation.
    StateBody,
}

/// A type of document as one kind of organ issues it over one span of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocType {
    /// The code in the symbol ("NĐ"); empty where the type has none (công văn of the State).
    pub code: &'static str,
    /// The usual name ("Nghị định").
    pub name: &'static str,
    /// What narrows the row ("Quốc hội", "QPPL số có năm"); may be empty.
    pub scope: &'static str,
    /// Whose type it is.
    pub sphere: Sphere,
    /// Whether it is a normative legal document.
    pub normative: bool,
    /// Symbols of the organs that issue it, all in the table of organs.
    pub issuers: &'static [&'static str],
    /// Groups of organs that issue it.
    pub classes: &'static [IssuerClass],
    /// What else is known of the issuers.
    pub note: &'static str,
    /// First day of the row; none where the type is older than the rule it rests on, or the day is not known.
    pub from: Option<Day>,
    /// Last day of the row; none while it holds.
    pub to: Option<Day>,
    /// Where the fact comes from.
    pub source: &'static str,
    /// How far to trust it.
    pub sure: Sure,
}

impl DocType {
    /// Whether the row may hold on `day`.
    #[must_use]
    pub fn covers(&self, day: NaiveDate) -> bool {
        within(self.from, self.to, day)
    }
}

/// The codes that a document called by one type word may carry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeName {
    /// The type word ("Quyết định").
    pub name: &'static str,
    /// The codes; `""` stands for a symbol without code, `"*"` for any code at all.
    pub codes: &'static [&'static str],
    /// Why the codes are more, or other, than the type's own; may be empty.
    pub reason: &'static str,
    /// Where the fact comes from.
    pub source: &'static str,
}

include!(concat!(env!("OUT_DIR"), "/types.rs"));

/// All types, sorted by code, name, scope, sphere and first day.
#[must_use]
pub fn types() -> &'static [DocType] {
    TYPES
}

/// The rows with exactly this code.
pub fn types_with_code(code: &str) -> impl Iterator<Item = &'static DocType> + use<> {
    let rows = &TYPES[TYPES.partition_point(|t| t.code < code)..];
    // A code has few.
    rows[..rows.iter().take_while(|t| t.code == code).count()].iter()
}

/// The rows with exactly this name (NFC); its first letter may be of either case.
pub fn types_named(name: &str) -> impl Iterator<Item = &'static DocType> + use<> {
    rows_of(TYPES_BY_NAME, &lower_first(name)).iter().map(|&i| &TYPES[usize::from(i)])
}

/// Whether a document type of any sphere has this code.
#[must_use]
pub fn code_is_known(code: &str) -> bool {
    !code.is_empty() && CODES.binary_search(&code).is_ok()
}

/// All type words and the codes that go with them, sorted by name with its first letter small.
#[must_use]
pub fn type_names() -> &'static [TypeName] {
    TYPE_NAMES
}

/// The codes that a document called by this type word may carry: `""` stands for a symbol without code ("91/2015/QH13"),
/// `"*"` for any code at all. Empty if the word is not known.
#[must_use]
pub fn codes_of_name(name: &str) -> &'static [&'static str] {
    let name = first_small(name);
    TYPE_NAMES.binary_search_by(|row| first_small(row.name).cmp(&name)).map_or(&[], |i| TYPE_NAMES[i].codes)
}

fn lower_first(name: &str) -> String {
    let (first, rest) = first_small(name);
    first.into_iter().chain(rest.chars()).collect()
}

/// The first character of a name, small, and the rest.
fn first_small(name: &str) -> (Option<char>, &str) {
    let mut chars = name.chars();
    (chars.next().map(lower), chars.as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_found_by_code_and_name() {
        assert!(types_with_code("NĐ").all(|t| t.name == "Nghị định"));
        assert!(types_with_code("QĐ").count() > 8);
        assert_eq!(types_with_code("KHH").count(), 0);
        assert!(types_named("nghị quyết").all(|t| t.code == "NQ"));
        assert_eq!(types_named("Nghị quyết").count(), types_named("nghị quyết").count());
        assert_eq!(types_named("nghị Quyết").count(), 0);
        assert!(code_is_known("QyĐ") && code_is_known("CV") && code_is_known("QĐNS"));
        assert!(!code_is_known("") && !code_is_known("QYĐ") && !code_is_known("*"));
    }

    #[test]
    fn one_word_may_carry_several_codes() {
        assert_eq!(codes_of_name("Quyết định"), ["", "QĐ", "QĐNS", "QĐXP"]);
        assert_eq!(codes_of_name("quy định"), ["QyĐ", "QĐ", "QĐi"]);
        assert_eq!(codes_of_name("Thông báo kết luận"), ["KL", "TB"]);
        assert_eq!(codes_of_name("Công văn"), ["*"]);
        assert!(codes_of_name("Luật").contains(&""));
        assert!(codes_of_name("Đề án").contains(&"ĐA"));
        assert!(codes_of_name("Bài thơ").is_empty());
    }

    #[test]
    fn types_hold_for_their_time() {
        let day = NaiveDate::from_ymd_opt(2018, 5, 1).unwrap();
        let joint = |t: &&DocType| t.covers(day) && t.issuers.is_empty();
        assert_eq!(types_with_code("TTLT").filter(joint).count(), 0);
    }
}
