//! Fonts that tell a charset.

use super::Charset;
use crate::text::Span;

/// What the name of a font says of the text shown in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Font {
    /// The charset.
    pub charset: Charset,
    /// Whether it shows small letters as capitals (.VnTimeH).
    pub capitals: bool,
}

/// A run of a word processor in a font of a legacy charset.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Run {
    /// Its bytes in the text as decoded.
    pub span: Span,
    /// What its font says.
    pub font: Font,
    /// Whether it was decoded as the font says; else its text was Unicode all the same.
    pub decoded: bool,
}

/// The charset of a font by its name, in any case of letters: .VnTime, .VnArialH, VNI-Times, VPS Times. `None` for fonts of
/// Unicode and for others. The name may have the six letters and the plus sign before it that mark a subset in PDF.
///
/// "VNtimes new roman", "VNarial" and their like are of another charset (Vietware) and not told.
pub fn of_font(name: &str) -> Option<Font> {
    let name = name.trim().trim_matches(['"', '\'']);
    let name = match name.split_once('+') {
        Some((tag, rest)) if tag.len() == 6 && tag.bytes().all(|b| b.is_ascii_uppercase()) => rest,
        _ => name,
    };
    let starts = |what: &str| name.get(..what.len()).is_some_and(|head| head.eq_ignore_ascii_case(what));
    if starts(".vn") {
        // A style may follow the H: ".VnTimeH Bold", ".VnArial NarrowH", ".VnTimeH-Bold".
        let plain = name.split([' ', '-', ',']).map(|word| word.trim_end_matches(|c: char| c.is_ascii_digit()));
        let capitals = plain.into_iter().any(|word| word.len() > 1 && word.ends_with('H'));
        return Some(Font { charset: Charset::Tcvn3, capitals });
    }
    let charset = if starts("vni-") || starts("vni ") || name.eq_ignore_ascii_case("vni") {
        Charset::Vni
    } else if starts("vps ") || starts("vps-") {
        Charset::Vps
    } else {
        return None;
    };
    Some(Font { charset, capitals: false })
}
