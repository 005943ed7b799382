//! Which citations are of one document.

use chrono::{Datelike, NaiveDate};

use crate::output::Mentioned;
use crate::register::{Key, is_central, place_of};
use crate::tables;

/// An id that the same words give in every run: the first 63 bits of their hash.
pub(super) fn id_of(words: &str) -> i64 {
    let bytes = *blake3::hash(words.as_bytes()).as_bytes();
    let mut first = [0; 8];
    first.copy_from_slice(&bytes[..8]);
    i64::from_be_bytes(first) & i64::MAX
}

/// The document that a citation means; none where it names none ("Nghị định này").
pub(super) fn document(cited: &Mentioned) -> Option<i64> {
    if cited.class == "self" {
        return None;
    }
    let Some(key) = Key::of(&cited.number) else {
        let named = cited.class == "named" && !cited.text.is_empty();
        return named.then(|| id_of(&format!("named {}", tables::fold(&cited.text))));
    };
    // Laws, ordinances and resolutions of one khóa share their numbers.
    let group = match cited.doc_type {
        _ if !key.symbol.contains("QH") => "",
        "Luật" | "Bộ luật" => "L",
        other => other,
    };
    let day = cited.date.parse::<NaiveDate>().ok();
    // Numbers begin again, each year or with each congress of the Party.
    let era = match day {
        Some(day) if key.symbol.ends_with("TW") => {
            tables::congress_numbering_at(day).map_or_else(String::new, |congress| congress.ordinal.to_string())
        }
        Some(day) if key.year == 0 => day.year().to_string(),
        _ => String::new(),
    };
    let place = if is_central(&cited.number) { None } else { place_of(&cited.issuer) };
    let place = place.unwrap_or_default();
    Some(id_of(&format!("number {group} {} {} {} {era} {place}", key.digits, key.year, key.symbol)))
}
