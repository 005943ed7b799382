//! How the numbers of documents are built: whose symbol a number carries, what separators its regime asks for, and the
//! day it belongs to.

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::document::Document;
use crate::parse::{Body, Citation, DateRef, Kind, Mention, Number, Oddities, Part, Regime};
use crate::tables;
use crate::text::Span;

/// A number of the text: cited, or the document's own.
pub(super) struct Cited<'d> {
    /// Index of its mention.
    pub index: usize,
    /// Its mention.
    pub mention: &'d Mention,
    /// The number.
    pub number: &'d Number,
    /// The citation it stands in; `None` for the document's own.
    pub citation: Option<&'d Citation>,
    /// Its date: of the citation, or of the head.
    pub date: Option<DateRef>,
}

impl Cited<'_> {
    /// The day of its date, where it is one.
    pub fn day(&self) -> Option<NaiveDate> {
        self.date.as_ref().and_then(DateRef::date)
    }

    /// The year of its date.
    pub fn date_year(&self) -> Option<i32> {
        self.date.as_ref().and_then(DateRef::year_value).filter(|y| (1930..2100).contains(y))
    }

    /// The year of its number, in four digits.
    pub fn number_year(&self) -> Option<i32> {
        year_of(self.number)
    }

    /// The year of its date, else of its number, else of "năm 2020" behind it.
    pub fn year(&self) -> Option<i32> {
        self.date_year()
            .or_else(|| self.number_year())
            .or_else(|| self.citation.and_then(|c| c.year).and_then(|y| y.full()))
    }

    /// The usual name of its type, where the text says one.
    pub fn type_name(&self) -> Option<&'static str> {
        self.citation.and_then(|c| c.doc_type).map(|t| t.name)
    }

    /// Whether the type is said right before this very number and not before an earlier member of a list.
    pub fn has_own_type(&self) -> bool {
        self.citation.and_then(|c| c.doc_type).is_some_and(|t| self.mention.span.covers(t.span))
    }
}

/// Every number with a symbol, in the order of the text.
pub(super) fn cited<'d>(doc: &'d Document<'_>) -> impl Iterator<Item = Cited<'d>> {
    let numbered = |m: &Mention| matches!(m.kind, Kind::Citation(_) | Kind::Own(_));
    (0..doc.mentions.len())
        .filter(move |&index| numbered(&doc.mentions[index]))
        .filter_map(move |index| cited_at(doc, index))
}

/// The number with a symbol that the mention of this index is.
pub(super) fn cited_at<'d>(doc: &'d Document<'_>, index: usize) -> Option<Cited<'d>> {
    let mention = doc.mentions.get(index)?;
    let (number, citation, date) = match &mention.kind {
        Kind::Citation(c) => (c.number.as_ref()?, Some(&**c), c.date),
        Kind::Own(n) => (&**n, None, doc.head.date),
        _ => return None,
    };
    (!number.parts.is_empty()).then_some(Cited { index, mention, number, citation, date })
}

/// The year in a number; two digits are years of the last century (05/98/TT-BXD).
pub(super) fn year_of(n: &Number) -> Option<i32> {
    let year = n.year?;
    match (year.digits, year.value) {
        (2, Some(v @ 45..)) => Some(1900 + v as i32),
        _ => year.full(),
    }
}

/// Whether the text at `span` is an example or a form, where nothing is meant in earnest.
pub(super) fn is_example(doc: &Document, span: Span) -> bool {
    let before = doc.line_before(span.from());
    ["ví dụ", "Ví dụ", "VÍ DỤ", "thí dụ", "Thí dụ", "Mẫu số", "mẫu số"].iter().any(|w| before.contains(w))
}

/// What stands between two pieces of a number, blanks left out.
#[derive(Clone, Copy, Debug)]
pub(super) struct Joint {
    /// The separator or separators.
    pub span: Span,
    /// What should stand there.
    pub right: &'static str,
}

/// How the separators of a number should be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// `30/2020/NĐ-CP`, `1354/KH-UBND`.
    State,
    /// `45-CT/TW`.
    Party,
    /// `27/2015/TTLT/BKHCN-BTC` or `27/2015/TTLT-BKHCN-BTC`: the separator behind the code is free.
    Joint,
}

/// The style that the letters of a number ask for. `None` where several are in use: old numbers, mass organisations.
pub(super) fn style_of(n: &Number) -> Option<Style> {
    match n.regime {
        Regime::R8 => return Some(Style::Joint),
        Regime::R7 | Regime::R6 | Regime::R4 | Regime::Unknown => return None,
        Regime::R2 | Regime::R10 => return Some(Style::State),
        Regime::R1 | Regime::R3 | Regime::R5 => {}
    }
    let code = restored(n.code()?, true);
    if !tables::code_is_known(&code) {
        return None;
    }
    let organ = restored(&n.organs().first()?.text, false);
    if is_party_organ(&organ) {
        return Some(Style::Party);
    }
    // The President's orders: 18/L/CTN, 13-L/CTN.
    if organ == "CTN" && n.year.is_none() {
        return None;
    }
    (n.regime != Regime::R5 || is_state_organ(&organ)).then_some(Style::State)
}

/// Organs that sign with the Party's form only.
pub(super) fn is_party_organ(organ: &str) -> bool {
    matches!(organ, "TW" | "TU" | "HU" | "QU" | "ThU" | "ĐU" | "CB")
        || (organ.len() > 3
            && (organ.ends_with("TW") || organ.ends_with("TU") || organ.ends_with("HU") || organ.starts_with("ĐU"))
            && organ_rows(organ).next().is_some()
            && organ_rows(organ).all(|o| o.sphere == tables::Sphere::Party))
}

/// Organs of the State that have signed with the State's form only, whatever the year.
pub(super) fn is_state_organ(organ: &str) -> bool {
    matches!(organ, "CP" | "TTg" | "UBND" | "HĐND" | "VPCP" | "VPUBND" | "CTN" | "VPQH")
        || (organ.starts_with('B') && organ_rows(organ).any(|o| o.ministry))
        || (organ.starts_with('S')
            && organ.len() > 2
            && organ_rows(organ).any(|o| o.sphere == tables::Sphere::Local && o.name.starts_with("Sở ")))
}

/// The rows of an organ's symbol; units are numbered ("NHNN2").
pub(super) fn organ_rows(organ: &str) -> impl Iterator<Item = &'static tables::Organ> + use<> {
    tables::organs_with_symbol(organ)
}

/// The joints of a number with what should stand there in `style`, from the left. A year behind is left out.
pub(super) fn joints(text: &str, n: &Number, style: Style) -> impl Iterator<Item = Joint> {
    let year = n.year.filter(|_| !n.oddities.has(Oddities::YEAR_BEHIND));
    let has_year = year.is_some();
    let before_year = year.map(|y| (n.digits.to(), y.span.from(), "/"));
    let first_end = year.map_or(n.digits.to(), |y| y.span.to());
    let parts = n.parts.iter().enumerate().map(move |(i, p)| {
        let from = if i == 0 { first_end } else { n.parts[i - 1].span.to() };
        let right = match (style, i) {
            (Style::Party, 0) if !has_year => "-",
            (Style::Party, 1) => "/",
            (Style::Joint, 1) if p.sep == '/' => "/",
            (_, 0) => "/",
            _ => "-",
        };
        (from, p.span.from(), right)
    });
    let elided = n.elided;
    before_year.into_iter().chain(parts).filter(move |(from, to, _)| !elided && from <= to).map(
        move |(from, to, right)| {
            let slice = &text[from..to];
            let lead = slice.len() - slice.trim_start().len();
            let body = slice.trim();
            Joint { span: Span::new(from + lead, from + lead + body.len()), right }
        },
    )
}

/// Letters with the stroke of their Đ put back: "ND" is no code, "NĐ" is. `code` for the first part of a symbol.
pub(super) fn restored(letters: &str, code: bool) -> Cow<'_, str> {
    let known = |s: &str| (code && tables::code_is_known(s)) || organ_rows(s).next().is_some();
    let count = letters.bytes().filter(|b| *b == b'D').count();
    if count == 0 || count > 4 || known(letters) {
        return Cow::Borrowed(letters);
    }
    let mut found = None;
    for mask in 1_u32..1 << count {
        let mut nth = 0;
        let other: String = letters
            .chars()
            .map(|c| {
                if c != 'D' {
                    return c;
                }
                nth += 1;
                if mask & (1 << (nth - 1)) != 0 { 'Đ' } else { 'D' }
            })
            .collect();
        if known(&other) && found.replace(other).is_some() {
            return Cow::Borrowed(letters);
        }
    }
    found.map_or(Cow::Borrowed(letters), Cow::Owned)
}

/// The part that names whose number it is, with the kind of body. `None` for joint numbers and unknown organs.
pub(super) fn holder(n: &Number) -> Option<(Body, &Part)> {
    let part = match n.regime {
        Regime::R8 | Regime::R10 | Regime::Unknown => return None,
        Regime::R2 => n.parts.iter().find(|p| p.text.contains("QH"))?,
        Regime::R4 => n.parts.first()?,
        Regime::R7 if n.parts.len() == 1 => n.parts.first()?,
        Regime::R7 => return None,
        Regime::R1 | Regime::R3 | Regime::R5 | Regime::R6 => n.organs().first()?,
    };
    let organ = restored(&part.text, false);
    let body = match &*organ {
        "CP" => Body::Government,
        "TTg" => Body::PrimeMinister,
        "HĐBT" if n.regime == Regime::R7 => Body::Government,
        _ if n.regime == Regime::R7 => return None,
        "UBND" => Body::Committee,
        _ if n.regime == Regime::R4 => {
            return (organ.starts_with('B') && organ_rows(&organ).any(|o| o.ministry))
                .then_some((Body::Ministry, part));
        }
        "UB" => Body::Committee,
        "HĐND" | "TTHĐND" => Body::Council,
        "CTN" => Body::President,
        "TW" => Body::PartyCentral,
        "TU" => Body::PartyProvince,
        "HU" | "QU" => Body::PartyDistrict,
        "ĐU" => Body::PartyBase,
        "CB" => Body::PartyCell,
        "TANDTC" | "TATC" | "HĐTP" => Body::Court,
        "VKSNDTC" | "VKSTC" | "VKS" => Body::Procuracy,
        "KTNN" => Body::Audit,
        "TLĐ" | "TWĐTN" | "MTTW" | "HNDTW" => Body::Mass,
        "VPCP" => return None,
        o => match n.assembly() {
            Some(("QH", _)) => Body::Assembly,
            Some(_) => Body::AssemblyCommittee,
            None if organ_rows(o).any(|r| r.ministry) => Body::Ministry,
            None => return None,
        },
    };
    Some((body, part))
}

/// The name of a body that signs with a symbol, as messages say it.
pub(super) fn body_name(body: Body) -> (&'static str, &'static str) {
    match body {
        Body::Assembly => ("Quốc hội", "the National Assembly"),
        Body::AssemblyCommittee => ("Ủy ban Thường vụ Quốc hội", "the Standing Committee of the National Assembly"),
        Body::President => ("Chủ tịch nước", "the President"),
        Body::Government => ("Chính phủ", "the Government"),
        Body::PrimeMinister => ("Thủ tướng Chính phủ", "the Prime Minister"),
        Body::Ministry => ("bộ, cơ quan ngang bộ", "a ministry"),
        Body::StateOffice => ("văn phòng trung ương", "a central office"),
        Body::Council => ("Hội đồng nhân dân", "a People's Council"),
        Body::Committee => ("Ủy ban nhân dân", "a People's Committee"),
        Body::Department => ("sở, cục, vụ", "a department"),
        Body::PartyCentral => {
            ("Trung ương Đảng (Ban Chấp hành Trung ương, Bộ Chính trị, Ban Bí thư)", "the Party's Central bodies")
        }
        Body::PartyBoard => ("ban đảng Trung ương", "a central board of the Party"),
        Body::PartyProvince => ("Tỉnh ủy, Thành ủy", "a provincial Party committee"),
        Body::PartyDistrict => ("Huyện ủy, Quận ủy", "a district Party committee"),
        Body::PartyBase => ("Đảng ủy", "a Party committee below the district"),
        Body::PartyCell => ("Chi bộ", "a Party cell"),
        Body::Court => ("Tòa án nhân dân tối cao", "the Supreme People's Court"),
        Body::Procuracy => ("Viện kiểm sát nhân dân tối cao", "the Supreme People's Procuracy"),
        Body::Audit => ("Kiểm toán nhà nước", "the State Audit"),
        Body::Mass => ("tổ chức chính trị - xã hội", "a mass organisation"),
        Body::Other => ("cơ quan khác", "another body"),
    }
}

/// Whether `a` becomes `b` by one letter put in, left out, or changed, or by two neighbours changing places.
pub(super) fn one_edit_apart(a: &str, b: &str) -> bool {
    let a: Vec<char> = a.chars().collect();
    let b: Vec<char> = b.chars().collect();
    let (short, long) = if a.len() <= b.len() { (&a, &b) } else { (&b, &a) };
    if a == b || long.len() - short.len() > 1 {
        return false;
    }
    let lead = short.iter().zip(long.iter()).take_while(|(x, y)| x == y).count();
    if short.len() < long.len() {
        return short[lead..] == long[lead + 1..];
    }
    short[lead + 1..] == long[lead + 1..]
        || (short.len() > lead + 1
            && short[lead] == long[lead + 1]
            && short[lead + 1] == long[lead]
            && short[lead + 2..] == long[lead + 2..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strokes_are_put_back() {
        assert_eq!(restored("ND", true), "NĐ");
        assert_eq!(restored("HDND", false), "HĐND");
        assert_eq!(restored("BGDDT", false), "BGDĐT");
        assert_eq!(restored("HD", true), "HD");
        assert_eq!(restored("DTXD", false), "DTXD");
    }

    #[test]
    fn one_edit_is_one_slip() {
        assert!(one_edit_apart("1354", "1345"));
        assert!(one_edit_apart("35", "33"));
        assert!(one_edit_apart("20144", "2014"));
        assert!(one_edit_apart("UBDN", "UBND"));
        assert!(!one_edit_apart("12", "12"));
        assert!(!one_edit_apart("123", "321"));
    }
}
