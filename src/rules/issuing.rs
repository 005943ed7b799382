//! Whether a number and the body named beside it go together.

use crate::document::Document;
use crate::parse::{Body, Citation, Issuer, Kind, Mention, Number, Regime};
use crate::tables::{self, Organ, Sphere};
use crate::text::Span;

use super::numbering::{self, Cited};

/// What a symbol and a body say of each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Agreement {
    /// The symbol is the body's own, its predecessor's or successor's.
    Agree,
    /// They exclude each other.
    Clash,
    /// Government and Prime Minister taken for each other.
    GovernmentForItsHead,
    /// Not enough is known.
    Unknown,
}

/// The issuer that the text gives to a number for certain: named behind it, or before "ban hành".
pub(super) fn claimed(doc: &Document, c: &Cited) -> Option<Issuer> {
    let issuer = c.citation?.issuer?;
    if issuer.span.start >= c.mention.span.end {
        return Some(issuer);
    }
    let between = doc.text().get(issuer.span.to()..c.mention.span.from())?.trim();
    matches!(between, "ban hành" | "đã ban hành" | "vừa ban hành" | "ra" | "đã ra").then_some(issuer)
}

/// How the symbol of `n` and the body `issuer` go together.
pub(super) fn agreement(doc: &Document, n: &Number, issuer: Issuer) -> Agreement {
    let Some((body, part)) = numbering::holder(n) else { return Agreement::Unknown };
    let name = doc.slice(issuer.span);
    if is_loose(name) {
        return Agreement::Unknown;
    }
    let other = issuer.body;
    match (body, other) {
        (Body::Ministry, Body::Ministry) => {
            let symbol: Vec<_> = numbering::organ_rows(&numbering::restored(&part.text, false)).collect();
            let named = organs_of(name);
            if symbol.is_empty() || named.is_empty() {
                return Agreement::Unknown;
            }
            let same = symbol.iter().any(|a| named.iter().any(|b| related(a, b)));
            if same { Agreement::Agree } else { Agreement::Clash }
        }
        (Body::Government, Body::PrimeMinister) | (Body::PrimeMinister, Body::Government) => {
            Agreement::GovernmentForItsHead
        }
        (Body::PartyDistrict, Body::PartyDistrict) => {
            let lower = name.to_lowercase();
            let clash =
                part.text == "HU" && lower.contains("quận ủy") || part.text == "QU" && lower.contains("huyện ủy");
            if clash { Agreement::Clash } else { Agreement::Agree }
        }
        // Towns write TU or ThU for their committees as they please.
        (Body::PartyProvince, Body::PartyDistrict) if !name.to_lowercase().contains("huyện") => Agreement::Unknown,
        // "Thành ủy" of a town under a province.
        (Body::PartyDistrict, Body::PartyProvince) if name.to_lowercase().contains("thành") => Agreement::Unknown,
        (a, b) if a == b => Agreement::Agree,
        // "Bộ", "bộ, ngành" name no ministry.
        (_, Body::Ministry) if organs_of(name).is_empty() => Agreement::Unknown,
        (_, b) if is_strong(b) => Agreement::Clash,
        _ => Agreement::Unknown,
    }
}

/// "của Đảng", "của Trung ương": ways of speaking, not issuers.
fn is_loose(name: &str) -> bool {
    name.len() <= "trung ương đảng".len()
        && matches!(
            name.to_lowercase().as_str(),
            "đảng" | "trung ương" | "trung ương đảng" | "bộ" | "chi bộ" | "đảng bộ"
        )
}

/// Bodies that never sign with the symbol of another kind.
fn is_strong(body: Body) -> bool {
    !matches!(body, Body::Department | Body::StateOffice | Body::PartyBoard | Body::Mass | Body::Other)
}

/// The rows of the ministry named, its head's office before the name left out.
pub(super) fn organs_of(name: &str) -> Vec<&'static Organ> {
    let spaced = name.replace('-', " - ");
    let mut rest = spaced.as_str();
    loop {
        let found: Vec<_> = tables::organs_named(rest).collect();
        if !found.is_empty() {
            return found;
        }
        match rest.split_once(' ') {
            Some((_, next)) if next.contains(' ') => rest = next.trim_start(),
            _ => return Vec::new(),
        }
    }
}

/// Whether two organs are one, or one became the other.
pub(super) fn related(a: &Organ, b: &Organ) -> bool {
    tables::fold(a.name) == tables::fold(b.name) || leads_to(a, b, 4) || leads_to(b, a, 4)
}

fn leads_to(from: &Organ, to: &Organ, steps: u8) -> bool {
    steps > 0 && from.successor_rows().any(|next| next.name == to.name || leads_to(next, to, steps - 1))
}

/// Whether the body named is certainly another than the known issuer of the number; what symbol and name say against each
/// other is another rule's.
pub(super) fn is_other(doc: &Document, n: &Number, named: Issuer, known: &str) -> bool {
    let name = doc.slice(named.span);
    if is_loose(name) || tables::fold(name) == tables::fold(known) {
        return false;
    }
    let agreement = agreement(doc, n, named);
    if let (Some(said), Some(known)) = (central(name), central(known)) {
        // The Politburo and the Secretariat sign under the Committee's head; "của Bộ Chính trị, Ban Bí thư" names two.
        let behind = doc.text()[named.span.to()..].chars().take(40).collect::<String>();
        return agreement == Agreement::Agree
            && said != known
            && said != Central::Committee
            && !["Bộ Chính trị", "Ban Bí thư", "Ban Chấp hành"].iter().any(|other| behind.contains(other));
    }
    if agreement != Agreement::Unknown {
        return false;
    }
    // "Liên Bộ", "Hội đồng": too little to tell.
    let mut said = organs_of(name);
    said.retain(|organ| organ.sphere != Sphere::Joint && organ.name.split(' ').count() > 2);
    let symbols = n.organs().iter().flat_map(|part| numbering::organ_rows(&part.text));
    let real: Vec<&Organ> = organs_of(known).into_iter().chain(symbols).collect();
    let one = |a: &Organ, b: &Organ| {
        let (x, y) = (tables::fold(a.name), tables::fold(b.name));
        related(a, b) || x.contains(&y) || y.contains(&x)
    };
    !said.is_empty() && !real.is_empty() && !said.iter().any(|a| real.iter().any(|b| one(a, b)))
}

/// The bodies that share the numbers of the Party's Centre.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Central {
    Committee,
    Politburo,
    Secretariat,
}

fn central(name: &str) -> Option<Central> {
    let name = tables::fold(name);
    let (politburo, secretariat) = (name.contains("bộ chính trị"), name.contains("ban bí thư"));
    match (politburo, secretariat) {
        (true, true) => None,
        (true, false) => Some(Central::Politburo),
        (false, true) => Some(Central::Secretariat),
        (false, false) => name.contains("ban chấp hành trung ương").then_some(Central::Committee),
    }
}

/// Whether the body at `span` is called former: "nguyên", "trước đây", "(cũ)", "(nay là …)".
pub(super) fn is_former(doc: &Document, span: Span) -> bool {
    let text = doc.text();
    let behind = text[span.to()..].trim_start().trim_start_matches(['(', ',', ' ']);
    let before = text[..span.from()].trim_end();
    ["cũ", "trước đây", "nay là", "nay thuộc", "trước khi"].iter().any(|w| behind.starts_with(w))
        || ["nguyên", "nguyên là", "cũ", "trước đây"].iter().any(|w| before.ends_with(w))
}

/// Whether date and issuer behind an inner citation belong to an outer one, whose title ends with the inner:
/// "Thông tư số 03/2018/TT-BGTVT quy định … Nghị định số 116/2017/NĐ-CP ngày 10/01/2018 của Bộ Giao thông vận tải".
pub(super) fn belongs_outside(doc: &Document, c: &Cited, issuer: Issuer) -> bool {
    let sentence = doc.sentence(c.mention.span);
    let mut low = sentence.from();
    for m in doc.mentions[..c.index].iter().rev().take_while(|m| m.span.from() >= sentence.from()).take(8) {
        let Kind::Citation(outer) = &m.kind else { continue };
        if outer.issuer.is_none() && fits(doc, outer, issuer) {
            return true;
        }
        low = low.max(end_of(m));
    }
    // "Thông tư hướng dẫn Nghị định số … của Bộ Tài chính": the outer one has no number yet.
    let before = doc.text()[low..c.mention.span.from()].to_lowercase();
    let outer: &[&str] = match issuer.body {
        Body::Ministry | Body::Court | Body::Procuracy | Body::Audit => &["thông tư", "quyết định", "chỉ thị"],
        Body::Committee | Body::PrimeMinister | Body::President => &["quyết định", "chỉ thị", "kế hoạch"],
        Body::Council | Body::Assembly | Body::AssemblyCommittee | Body::Government => {
            &["nghị quyết", "luật ", "pháp lệnh", "nghị định"]
        }
        _ => &["nghị quyết", "chỉ thị", "kế hoạch", "chương trình", "kết luận", "hướng dẫn số", "quy định số", "đề án"],
    };
    outer.iter().any(|w| before.contains(w))
}

fn end_of(m: &Mention) -> usize {
    let Kind::Citation(c) = &m.kind else { return m.span.to() };
    let ends = [c.date.map(|d| d.span), c.issuer.map(|i| i.span)];
    ends.into_iter().flatten().map(Span::to).chain([m.span.to()]).max().unwrap_or_else(|| m.span.to())
}

fn fits(doc: &Document, outer: &Citation, issuer: Issuer) -> bool {
    let Some(n) = &outer.number else { return false };
    n.regime != Regime::R8 && agreement(doc, n, issuer) == Agreement::Agree
}
