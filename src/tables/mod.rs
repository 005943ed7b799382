//! What is known of official documents: types and their codes, issuing organs, provinces, terms, number series,
//! symbols and titles of laws, each fact with its source and the time it holds for.
//!
//! The facts stand in `grammars/*.toml`; `build.rs` checks them and writes them out as statics, so nothing is read or
//! parsed at run time. Every table is sorted and every look-up is a binary search, save where a doc comment says
//! otherwise.

mod caps;
mod day;
mod fold;
mod organs;
mod own;
mod prefix;
mod provinces;
mod symbols;
mod terms;
mod titles;
mod types;

pub use caps::{Cap, CapScope, caps, caps_for, caps_of_code, dotted_caps};
pub use day::Day;
pub use fold::fold;
pub use organs::{
    Organ, is_of_country, organ_index, organ_names, organs, organs_named, organs_with_abbr, organs_with_symbol,
};
pub use own::{OwnIssuer, OwnTerm, OwnType, Vocabulary};
pub use prefix::longest_prefix;
pub use provinces::{Province, Set, province_before, province_index, provinces, provinces_named};
pub use symbols::{SymbolRow, symbols, symbols_for};
pub use terms::{
    Congress, TermRow, TermTable, congress_numbering_at, congress_of_ordinal, congresses, term_of_ordinal, terms,
    terms_with_years,
};
pub use titles::{
    Amendment, Basis, Title, amendments, constitution_years, titles, titles_index, titles_named, titles_numbered,
};
pub use types::{
    DocType, IssuerClass, TypeName, code_is_known, codes_of_name, type_names, types, types_named, types_with_code,
};

/// How far a fact may be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sure {
    /// Not enough to raise an alarm on alone.
    Uncertain,
    /// Firm, but not read in a source.
    Known,
    /// Read in a stored source.
    Verified,
}

/// The side of public life a document type or an organ belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sphere {
    /// The Army's staffs and political organs.
    Army,
    /// Several spheres together.
    Joint,
    /// Courts and procuracies.
    Judiciary,
    /// Councils and committees of provinces, districts and communes.
    Local,
    /// The Front and the mass organisations.
    Mass,
    /// The Party.
    Party,
    /// Technical standards.
    Standard,
    /// The central State.
    State,
    /// International treaties.
    Treaty,
}

/// The rows of an index that belong to one key, by binary search.
fn rows_of<'a>(index: &'a [(&'static str, &'static [u16])], key: &str) -> &'a [u16] {
    index.binary_search_by(|(k, _)| (*k).cmp(key)).map_or(&[], |i| index[i].1)
}

/// Whether `day` lies between two days that may be unknown.
fn within(from: Option<Day>, to: Option<Day>, day: chrono::NaiveDate) -> bool {
    from.is_none_or(|d| d.not_after(day)) && to.is_none_or(|d| d.not_before(day))
}
