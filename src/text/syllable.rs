//! Syllables of Vietnamese: which there can be, and where their tone mark stands.

use super::fold::{Tone, decompose};

/// Beginnings of syllables, longer ones first.
const ONSETS: &[&str] = &[
    "ngh", "ng", "nh", "gh", "gi", "kh", "ph", "qu", "th", "tr", "ch", "b", "c", "d", "đ", "g", "h", "k", "l", "m",
    "n", "p", "r", "s", "t", "v", "x", "",
];

/// Rhymes without tone, sorted.
const RHYMES: &[&str] = &[
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "e", "ec", "em", "en", "eng", "eo",
    "ep", "et", "i", "ia", "ich", "im", "in", "inh", "ip", "it", "iu", "iêc", "iêm", "iên", "iêng", "iêp", "iêt",
    "iêu", "o", "oa", "oac", "oach", "oai", "oam", "oan", "oang", "oanh", "oao", "oap", "oat", "oay", "oc", "oe",
    "oen", "oeo", "oet", "oi", "om", "on", "ong", "ooc", "oong", "op", "ot", "oăc", "oăm", "oăn", "oăng", "oăt", "u",
    "ua", "uc", "ui", "um", "un", "ung", "uo", "up", "ut", "uy", "uya", "uych", "uyn", "uynh", "uyp", "uyt", "uyu",
    "uyên", "uyêt", "uân", "uâng", "uât", "uây", "uê", "uêch", "uênh", "uêu", "uôc", "uôi", "uôm", "uôn", "uông",
    "uôt", "uơ", "y", "ych", "ynh", "yt", "yêm", "yên", "yêng", "yêt", "yêu", "âc", "âm", "ân", "âng", "âp", "ât",
    "âu", "ây", "ê", "êch", "êm", "ên", "êng", "ênh", "êp", "êt", "êu", "ô", "ôc", "ôi", "ôm", "ôn", "ông", "ôp", "ôt",
    "ăc", "ăm", "ăn", "ăng", "ăp", "ăt", "ơ", "ơi", "ơm", "ơn", "ơp", "ơt", "ư", "ưa", "ưc", "ưi", "ưm", "ưng", "ưt",
    "ưu", "ươc", "ươi", "ươm", "ươn", "ương", "ươp", "ươt", "ươu",
];

/// Whether `word` is a syllable that Vietnamese can have, in any case of letters and with either placement of the tone
/// mark. Stricter than spelling alone asks: "tôc" is none, as a syllable that ends in c, ch, p or t bears a tone.
pub fn is_syllable(word: &str) -> bool {
    let mut letters = [0_u8; 16];
    let mut length = 0;
    let mut tone = Tone::Level;
    for c in word.chars() {
        let (base, mark) = decompose(c);
        if mark != Tone::Level {
            if tone != Tone::Level {
                return false;
            }
            tone = mark;
        }
        let end = length + base.len_utf8();
        if end > letters.len() {
            return false;
        }
        base.encode_utf8(&mut letters[length..]);
        length = end;
    }
    let Ok(letters) = std::str::from_utf8(&letters[..length]) else { return false };
    ONSETS.iter().any(|onset| letters.strip_prefix(onset).is_some_and(|rest| fits(onset, rest, tone)))
}

/// Whether a rhyme may follow an onset and bear a tone.
fn fits(onset: &str, rhyme: &str, tone: Tone) -> bool {
    let known = RHYMES.binary_search(&rhyme).is_ok();
    if !known || rhyme.ends_with(['c', 'h', 'p', 't']) && stops(rhyme) && !matches!(tone, Tone::Acute | Tone::Dot) {
        return false;
    }
    let front = rhyme.starts_with(['e', 'ê', 'i', 'y']);
    match onset {
        "k" | "gh" | "ngh" => front,
        // "gì", "giêng": the vowel is the onset's own i.
        "g" => !front || rhyme.starts_with('i'),
        "c" | "ng" => !front,
        "qu" => !rhyme.starts_with(['u', 'ư']),
        "gi" => !rhyme.starts_with(['i', 'y']),
        _ => true,
    }
}

/// Whether a rhyme ends in c, ch, p or t, not in nh.
fn stops(rhyme: &str) -> bool {
    !rhyme.ends_with("nh")
}

/// Where the tone mark stands in the open rhymes oa, oe and uy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ToneStyle {
    /// On the second vowel: hoà, khoẻ, uỷ.
    New,
    /// On the first vowel: hòa, khỏe, ủy.
    Old,
}

/// The endings in the old and in the new placement.
const PLACEMENTS: [(&str, &str); 15] = [
    ("òa", "oà"),
    ("óa", "oá"),
    ("ỏa", "oả"),
    ("õa", "oã"),
    ("ọa", "oạ"),
    ("òe", "oè"),
    ("óe", "oé"),
    ("ỏe", "oẻ"),
    ("õe", "oẽ"),
    ("ọe", "oẹ"),
    ("ùy", "uỳ"),
    ("úy", "uý"),
    ("ủy", "uỷ"),
    ("ũy", "uỹ"),
    ("ụy", "uỵ"),
];

/// The two last letters of a syllable with its tone mark where `style` puts it, where it stands elsewhere: "hoà"
/// becomes "òa" in the old style. The letters keep their case. `None` where nothing changes: in other rhymes, in
/// "quý", in what is no syllable.
pub fn placed(word: &str, style: ToneStyle) -> Option<[char; 2]> {
    if word.is_ascii() || !is_syllable(word) {
        return None;
    }
    let mut last = word.chars().rev();
    let (second, first) = (last.next()?, last.next()?);
    let mut pair = String::with_capacity(8);
    pair.extend(first.to_lowercase());
    pair.extend(second.to_lowercase());
    let (_, other) = PLACEMENTS
        .iter()
        .map(|(old, new)| if style == ToneStyle::New { (old, new) } else { (new, old) })
        .find(|(wrong, _)| **wrong == pair)?;
    // The u of "quý" belongs to the onset.
    if last.next().is_some_and(|before| matches!(before, 'q' | 'Q')) {
        return None;
    }
    let mut right = other.chars();
    let cased = |c: char, like: char| if like.is_uppercase() { c.to_uppercase().next().unwrap_or(c) } else { c };
    Some([cased(right.next()?, first), cased(right.next()?, second)])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rhymes_are_sorted() {
        assert!(RHYMES.windows(2).all(|pair| pair[0] < pair[1]));
    }

    #[test]
    fn syllables_are_told_from_what_is_none() {
        let syllables = "Đảng điều nghiêng quý gì giếng giết uỷ Ủy khuya ĐẤT hội quốc quyết nghĩa thuở Huỳnh boong \
                         ngoằn khuỷu yếu ưu rượu tuýp quên của giữa việc";
        for word in syllables.split_whitespace() {
            assert!(is_syllable(word), "{word}");
        }
        let others = "Guđmundur viđ mđ nđn str tôc ngiên ceo kả ộtộ café Nghò quuýt hòà Việtnam aaaaaaaaaaaaaaaaaaaa";
        for word in others.split_whitespace() {
            assert!(!is_syllable(word), "{word}");
        }
    }

    #[test]
    fn tone_marks_move_within_open_rhymes() {
        let moved = |word: &str, style| placed(word, style).map(|pair| pair.iter().collect::<String>());
        assert_eq!(moved("hoà", ToneStyle::Old).as_deref(), Some("òa"));
        assert_eq!(moved("hòa", ToneStyle::New).as_deref(), Some("oà"));
        assert_eq!(moved("ỦY", ToneStyle::New).as_deref(), Some("UỶ"));
        assert_eq!(moved("Uỷ", ToneStyle::Old).as_deref(), Some("Ủy"));
        for word in ["hoà", "hoàn", "quý", "của", "thuyền", "hoa", "Kh", "", "ò"] {
            assert_eq!(placed(word, ToneStyle::New), None, "{word}");
        }
        assert_eq!(placed("quý", ToneStyle::Old), None);
    }
}
