//! What the documents of an archive say of others: how many of them give a number which date.

use chrono::NaiveDate;

use super::key::Key;
use super::row::{At, Basis, Row};

/// A document as files of the archive cite it: one number with one date.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cited {
    /// The number, as most of them write it.
    pub number: String,
    /// The usual name of its type; empty where none says it.
    pub doc_type: String,
    /// The date that they give it.
    pub date: NaiveDate,
    /// The issuer that most of them name; empty where none does.
    pub issuer: String,
    /// The subject or title that most of them give; empty where none does.
    pub title: String,
    /// How many files give it this date, less the one that is being checked.
    pub files: u32,
}

/// What an archive says of the documents that one text cites.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Archive {
    cited: Vec<(Key, Cited)>,
}

impl Archive {
    /// What is known of some numbers and some days.
    #[must_use]
    pub fn new(cited: Vec<Cited>) -> Archive {
        let keyed = cited.into_iter().filter_map(|c| Some((Key::of(&c.number)?, c)));
        let mut cited: Vec<(Key, Cited)> = keyed.collect();
        cited.sort_by(|(_, a), (_, b)| (a.date, a).cmp(&(b.date, b)));
        cited.dedup();
        Archive { cited }
    }

    /// Every number with every date, oldest first.
    pub(super) fn rows(&self) -> impl Iterator<Item = (&Key, Row<'_>)> {
        self.cited.iter().enumerate().map(|(at, (key, cited))| {
            let row = Row {
                at: At::Archive(u32::try_from(at).unwrap_or(u32::MAX)),
                number: &cited.number,
                doc_type: &cited.doc_type,
                date: cited.date,
                issuer: &cited.issuer,
                title: &cited.title,
                from: None,
                to: None,
                basis: Basis::Archive,
                count: cited.files,
                source: "",
            };
            (key, row)
        })
    }
}
