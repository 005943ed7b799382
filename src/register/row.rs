//! A known document, and how well it is known.

use chrono::{Datelike, NaiveDate};

use crate::tables;

use super::archive::Cited;
use super::key::Parts;
use super::place::{is_central, place_of};

/// What a row rests on, the weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Basis {
    /// Witnesses disagree, or it does not fit its series: a hint at most.
    Uncertain,
    /// General knowledge, not yet read in a source.
    Known,
    /// Documents of the archive index that cite it.
    Archive,
    /// Other documents that cite it.
    Cited,
    /// The document's own head in the gazette.
    Metadata,
    /// The codification (Bộ pháp điển).
    Codification,
    /// The codification or the gazette, and another witness.
    Verified,
    /// A register of the user's own.
    Own,
}

impl Basis {
    /// The word of the table.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Basis::Uncertain => "uncertain",
            Basis::Known => "known",
            Basis::Archive => "archive",
            Basis::Cited => "cited",
            Basis::Metadata => "metadata",
            Basis::Codification => "codification",
            Basis::Verified => "verified",
            Basis::Own => "own",
        }
    }

    pub(super) fn of(word: &str) -> Self {
        match word {
            "verified" => Basis::Verified,
            "codification" => Basis::Codification,
            "metadata" => Basis::Metadata,
            "cited" => Basis::Cited,
            "known" => Basis::Known,
            _ => Basis::Uncertain,
        }
    }
}

/// Where a row stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum At {
    /// A line of the table that the program carries.
    Builtin(u16),
    /// A row of the user's own registers, counted through all of them.
    Own(u32),
    /// A row of the archive index, counted through those that were asked for.
    Archive(u32),
}

/// A document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row<'r> {
    pub(super) at: At,
    /// The number: "30/2020/NĐ-CP".
    pub number: &'r str,
    /// The usual name of its type: "Nghị định".
    pub doc_type: &'r str,
    /// Day of issue, of a law that of its adoption.
    pub date: NaiveDate,
    /// The body that goes with the symbol; empty where not known.
    pub issuer: &'r str,
    /// What it is about, in the built-in table cut at 120 characters ("…"); empty where not known.
    pub title: &'r str,
    /// First day in force, where known.
    pub from: Option<NaiveDate>,
    /// Day from which another document takes its place, where one says so. None does not mean in force.
    pub to: Option<NaiveDate>,
    /// What the row rests on.
    pub basis: Basis,
    /// How many witnesses agree on the date; of the archive index, how many files.
    pub count: u32,
    /// The user's own register that has it, as the configuration names it; empty for other rows.
    pub source: &'r str,
}

/// What a later document does to an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Ends it, or says that it has ended.
    Abolishes,
    /// Changes some of it.
    Amends,
    /// Takes its place.
    Replaces,
}

/// A later document that changes a known one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change<'r> {
    /// What it does.
    pub kind: Kind,
    /// From when; the day of issue where the day of effect is not known.
    pub date: NaiveDate,
    /// Its number.
    pub new: &'r str,
}

impl Row<'_> {
    /// Whether the date is known well enough to say that another one is wrong.
    #[must_use]
    pub fn is_solid(&self) -> bool {
        self.basis >= Basis::Metadata || matches!(self.basis, Basis::Cited | Basis::Archive) && self.count >= 3
    }

    /// Whether the date was read in the codification, the gazette or a register of the user's own.
    #[must_use]
    pub fn is_read(&self) -> bool {
        self.basis >= Basis::Metadata
    }

    /// Whether a text may call it by this type. Where the symbol tells the type, every word means the same document;
    /// laws and resolutions of one khóa share their numbers.
    #[must_use]
    pub fn may_be_called(&self, doc_type: Option<&str>) -> bool {
        let law = |t: &str| matches!(t, "Luật" | "Bộ luật");
        let shared = || self.number.contains("QH");
        doc_type.is_none_or(|t| t == self.doc_type || law(t) && law(self.doc_type) || !shared())
    }

    /// The row as files of an archive cite it.
    #[must_use]
    pub fn cited(&self) -> Cited {
        Cited {
            number: self.number.to_owned(),
            doc_type: self.doc_type.to_owned(),
            date: self.date,
            issuer: self.issuer.to_owned(),
            title: self.title.to_owned(),
            files: self.count,
        }
    }

    /// The year in its number, 0 without one.
    #[must_use]
    pub fn number_year(&self) -> u16 {
        Parts::of(self.number).map_or(0, |parts| parts.year)
    }

    /// Whether the number is given once in the whole country, not by each province or commune.
    #[must_use]
    pub fn is_central(&self) -> bool {
        is_central(self.number)
    }

    /// The place whose number it is, where its issuer names one.
    #[must_use]
    pub fn place(&self) -> Option<String> {
        place_of(self.issuer)
    }

    /// Whether both are one document, given that their numbers have one key: numbers with a year are borne once, others
    /// once in a year, those of the Party once in a term of the Central Committee; local ones once in each place.
    #[must_use]
    pub fn is_same(&self, other: &Row) -> bool {
        self.may_be_called(Some(other.doc_type))
            && self.is_of_time(other.date)
            && (self.is_central() || self.place() == other.place())
    }

    /// Whether the document of this number that was issued on `day` or about that time is this one.
    #[must_use]
    pub fn is_of_time(&self, day: NaiveDate) -> bool {
        if self.number_year() != 0 {
            return true;
        }
        if self.number.ends_with("TW") {
            let term = |day| tables::congress_numbering_at(day).map(|congress| congress.ordinal);
            return term(self.date).is_some() && term(self.date) == term(day);
        }
        self.date.year() == day.year()
    }
}
