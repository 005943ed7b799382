//! Endings of document symbols and the issuers they go with.

use super::caps::{Pattern, body_matches};
use super::{Day, Sure};

/// One ending of a symbol.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SymbolRow {
    /// The pattern: `<LOẠI>` a code of `types`, `<k>` an ordinal, `<BỘ>` a ministry, `<CQ>`, `<A>`, `<B>` an organ,
    /// `<BAN>`, `<ĐƠN VỊ>` a unit.
    pub ending: &'static str,
    /// Names of the issuers, or of a group of them ("bộ", "liên tịch").
    pub issuers: &'static [&'static str],
    /// Codes of the types it is used with; empty where any is.
    pub types: &'static [&'static str],
    /// The number regimes, R1 to R10.
    pub regime: &'static [&'static str],
    /// What else is known.
    pub note: &'static str,
    /// First day, if known.
    pub from: Option<Day>,
    /// Last day; none while it is used.
    pub to: Option<Day>,
    /// Real numbers that show it.
    pub example: &'static str,
    /// Where the fact comes from.
    pub source: &'static str,
    /// How far to trust it.
    pub sure: Sure,
}

include!(concat!(env!("OUT_DIR"), "/symbols.rs"));

/// All endings, sorted.
#[must_use]
pub fn symbols() -> &'static [SymbolRow] {
    SYMBOLS
}

/// The rows whose ending fits a symbol of this code (empty if it has none) and organ part.
///
/// The organ part is all that follows the code: "TTg", "QH13", "BTC-BNV" of a joint circular, "UBND-VX" of a letter.
/// Where a unit follows the organ and no row is found, ask again without it.
/// The whole table is read: ask once per distinct symbol.
pub fn symbols_for(code: &str, organ: &str) -> impl Iterator<Item = &'static SymbolRow> {
    SYMBOLS.iter().filter(move |row| {
        let pattern = Pattern::of(row.ending);
        let code_fits = match pattern.code {
            None => code.is_empty(),
            Some("<LOẠI>") => row.types.is_empty() || row.types.contains(&code),
            Some(fixed) => fixed == code,
        };
        code_fits && body_matches(pattern.organ, organ)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_name_their_issuers() {
        let issuers = |code, organ| symbols_for(code, organ).flat_map(|r| r.issuers).copied().collect::<Vec<_>>();
        assert_eq!(issuers("NĐ", "CP"), ["Chính phủ"]);
        assert!(issuers("CT", "TW").contains(&"Ban Bí thư"));
        assert!(issuers("KH", "TU").contains(&"Tỉnh ủy"));
        assert!(issuers("", "QH13").contains(&"Quốc hội"));
        assert!(issuers("TT", "BTC").contains(&"bộ"));
        assert!(issuers("TT", "QH").is_empty());
        assert_eq!(issuers("TTLT", "BTC-BNV"), ["liên tịch"; 2]);
        assert!(issuers("TTLT", "BTC").is_empty());
        assert_eq!(issuers("QĐ", "TWĐTN-VP"), issuers("KH", "TWĐTN"));
        assert_eq!(issuers("", "UBND-VX").len(), 1);
        assert!(issuers("KH", "BYT").contains(&"bộ"));
    }
}
