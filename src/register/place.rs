//! Whose numbers a number is one of: given once in the country, or by each province, district and commune.

use crate::tables;

/// Whether only one organ of the country has the symbol of a number: "30/2020/NĐ-CP", "45-CT/TW"; not "12/QĐ-UBND".
#[must_use]
pub fn is_central(number: &str) -> bool {
    let mut parts =
        number.split(['/', '-']).map(str::trim).skip(1).filter(|p| !p.starts_with(|c: char| c.is_ascii_digit()));
    let first = parts.next().unwrap_or_default();
    let organ = parts.next().unwrap_or(first);
    let khoa = |part: &str| part.trim_end_matches(|c: char| c.is_ascii_digit()).ends_with("QH");
    khoa(first) || khoa(organ) || organ.ends_with("TW") || tables::is_of_country(organ)
}

/// What stands before the name of a place below the province.
const BELOW: &[&str] = &["huyện ", "quận ", "thị xã ", "xã ", "phường ", "thị trấn "];

/// Words that name a kind of place and not yet a place.
const KINDS: &[&str] = &["tỉnh", "thành phố", "huyện", "quận", "thị xã", "xã", "phường", "thị trấn", "nhân dân", "ủy"];

/// The place that an issuer is of, in folded letters: a province by its usual name ("quảng nam"), a district or commune
/// with what it is ("huyện hải hậu"), else the whole issuer. None where it names none: "Ủy ban nhân dân tỉnh".
#[must_use]
pub fn place_of(issuer: &str) -> Option<String> {
    let folded = tables::fold(issuer);
    let below = starts(&folded).find(|at| BELOW.iter().any(|word| folded[*at..].starts_with(word)));
    if let Some(at) = below {
        let name = folded[at..].split([',', ';', '(']).next().unwrap_or_default().trim();
        return Some(name.to_owned()).filter(|name| !KINDS.contains(&name.as_str()));
    }
    let words: Vec<&str> = folded.split([' ', ',']).filter(|word| !word.is_empty()).collect();
    let whole = words.join(" ");
    if let Some(province) = starts(&whole).find_map(|at| tables::province_before(&whole[at..])) {
        return Some(tables::fold(province.name));
    }
    (!whole.is_empty() && !KINDS.iter().any(|kind| whole.ends_with(kind))).then_some(whole)
}

/// Where the words of a text begin.
fn starts(text: &str) -> impl Iterator<Item = usize> {
    [0].into_iter().chain(memchr::memchr_iter(b' ', text.as_bytes()).map(|at| at + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_the_country_and_of_places_are_told_apart() {
        for number in ["30/2020/NĐ-CP", "45-CT/TW", "85/2015/QH13", "1685/NQ-UBTVQH15", "12/2024/TT-BTC", "749/QĐ-TTg"]
        {
            assert!(is_central(number), "{number}");
        }
        for number in ["12/QĐ-UBND", "05/2021/NQ-HĐND", "59-CT/TU", "12/QĐ-ABC", "45"] {
            assert!(!is_central(number), "{number}");
        }
    }

    #[test]
    fn places_are_read_from_issuers() {
        let of = |issuer| place_of(issuer).unwrap_or_default();
        assert_eq!(of("Ủy ban nhân dân tỉnh Quảng Nam"), "quảng nam");
        assert_eq!(of("Uỷ ban nhân dân tỉnh Bình Định sửa đổi"), "bình định");
        assert_eq!(of("Hội đồng nhân dân huyện Hải Hậu, tỉnh Nam Định"), "huyện hải hậu");
        assert_eq!(of("UBND TP. Hồ Chí Minh"), of("Hội đồng nhân dân Thành phố Hồ Chí Minh"));
        assert_eq!(of("Ủy ban nhân dân tỉnh"), "");
        assert_eq!(of("Tỉnh ủy"), "");
        assert_eq!(of("Tỉnh ủy Nam Định"), "nam định");
    }
}
