//! Whose terms a text speaks of: its own country's and its own body's, or examples, several bodies', other countries'.

use std::sync::LazyLock;

use crate::document::Document;
use crate::parse::{Term, TermBody};
use crate::tables;
use crate::text::{AnyCase, Span};

/// Whether the sentence around `span` tells an example or quotes a mistake: what is wrong in it is meant to be.
pub(super) fn is_example(doc: &Document, span: Span) -> bool {
    doc.tells_example(doc.sentence(span))
}

/// Whether several terms are meant: "các nhiệm kỳ", "hai khóa".
pub(super) fn is_several(doc: &Document, term: &Term) -> bool {
    let before = doc.text()[..term.word.from()].trim_end();
    let word = before.rsplit(|c: char| c.is_whitespace() || c == '(').next().unwrap_or("").to_lowercase();
    matches!(
        word.as_str(),
        "các"
            | "mỗi"
            | "kỳ"
            | "từng"
            | "hai"
            | "ba"
            | "bốn"
            | "năm"
            | "những"
            | "nhiều"
            | "mấy"
            | "02"
            | "03"
            | "2"
            | "3"
            | "04"
            | "4"
    )
}

/// Names by which a sentence shows that a parliament or party is not Vietnam's.
static FOREIGN: LazyLock<AnyCase> = LazyLock::new(|| {
    AnyCase::new(&[
        "lào",
        "campuchia",
        "cam-pu-chia",
        "trung quốc",
        "cuba",
        "cu ba",
        "triều tiên",
        "hàn quốc",
        "nhật bản",
        "liên bang nga",
        "hoa kỳ",
        "thái lan",
        "ấn độ",
        "singapore",
        "xin-ga-po",
        "malaysia",
        "indonesia",
        "philippines",
        "myanmar",
        "pháp quốc",
        "châu âu",
        "mông cổ",
        "liên hợp quốc",
        "asean",
        "ipu",
        "aipa",
        "unesco",
    ])
});

/// Whether the text around a place speaks of another country, so that a congress or khóa may be that country's.
pub(super) fn is_abroad(doc: &Document, span: Span) -> bool {
    const REACH: usize = 2000;
    let text = doc.text();
    let low = text.ceil_char_boundary(span.from().saturating_sub(REACH));
    let high = text.floor_char_boundary(span.to() + REACH);
    FOREIGN.occur(&text[low..high])
}

/// Whether the body before a term is of another country or above countries: "Quốc hội Lào khóa IX".
pub(super) fn is_foreign(doc: &Document, term: &Term) -> bool {
    let sentence = doc.sentence(term.word);
    let low = doc.text().ceil_char_boundary(sentence.from().max(term.word.from().saturating_sub(200)));
    let before = &doc.text()[low..term.word.from()];
    if FOREIGN.occur(before) {
        return true;
    }
    // "Quốc hội Áo": a proper name right behind the body.
    for body in ["Quốc hội ", "Chính phủ ", "Chủ tịch nước ", "Thủ tướng "] {
        if let Some(at) = before.rfind(body) {
            let behind = &before[at + body.len()..];
            let word = behind.split_whitespace().next().unwrap_or("");
            let proper = word.chars().next().is_some_and(char::is_uppercase);
            if proper && !["Việt", "Khóa", "Khoá", "Nhiệm", "Chính"].contains(&word.trim_matches(',')) {
                return true;
            }
            if word == "nước" && !behind.contains("Việt Nam") {
                return true;
            }
        }
    }
    false
}

/// The words that end a body's name, by which its terms are known to be its own.
fn names_of(of: TermBody) -> &'static [&'static str] {
    match of {
        TermBody::Assembly => &["quốc hội", "đbqh"],
        TermBody::Council | TermBody::AssemblyAndCouncil => &["hội đồng nhân dân", "hđnd", "đbhđnd"],
        TermBody::Government => &["chính phủ", "chủ tịch nước"],
        TermBody::Committee => &["ủy ban nhân dân", "ubnd"],
        TermBody::PartyCentral => &[
            "trung ương đảng",
            "ban chấp hành trung ương",
            "bộ chính trị",
            "ban bí thư",
            "bch trung ương",
            "đại hội đảng",
            "của đảng",
            "đại hội đại biểu toàn quốc",
        ],
        TermBody::PartyLocal => {
            &["đảng bộ", "đảng ủy", "tỉnh ủy", "thành ủy", "huyện ủy", "quận ủy", "thị ủy", "cấp ủy"]
        }
        TermBody::PartyCell => &["chi bộ", "chi ủy"],
        TermBody::Front => &["mặt trận tổ quốc", "mttq"],
        TermBody::Youth => &["đoàn thanh niên", "trung ương đoàn", "đoàn", "hồ chí minh"],
        TermBody::Union => &["công đoàn", "tổng liên đoàn", "liên đoàn lao động"],
        TermBody::Women => &["phụ nữ"],
        TermBody::Farmers => &["nông dân"],
        TermBody::Veterans => &["cựu chiến binh"],
        TermBody::Other => &[],
    }
}

/// Words of places, levels and ordinals that stand between a body and its term.
const LEVELS: &[&str] = &[
    "tỉnh",
    "thành",
    "phố",
    "huyện",
    "quận",
    "xã",
    "phường",
    "thị",
    "trấn",
    "các",
    "cấp",
    "khóa",
    "lần",
    "thứ",
    "nước",
    "cộng",
    "hòa",
    "hội",
    "chủ",
    "nghĩa",
    "nhất",
    "hai",
    "ba",
    "tư",
    "năm",
    "sáu",
    "bảy",
    "tám",
    "chín",
    "mười",
    "của",
    "đảng",
    "khu",
    "địa",
    "phương",
    "lâm",
    "thời",
];

/// Words of levels below the centre.
const LOCAL: &[&str] = &["các", "cấp", "tỉnh", "thành", "huyện", "quận", "xã", "phường", "thị", "khu", "địa", "phương"];

/// Whether nothing but names, levels and ordinals stands between a term and the body it is of: the term is surely its own.
pub(super) fn is_own(doc: &Document, span: Span, term: &Term) -> bool {
    let Some(of) = term.of else { return false };
    let names = names_of(of);
    let text = doc.text();
    let behind: String = text[span.to()..].trim_start_matches([')', ' ']).chars().take(30).collect();
    if tables::fold(&behind).strip_prefix("của ").is_some_and(|of| names.iter().any(|n| of.starts_with(n))) {
        return true;
    }
    let sentence = doc.sentence(term.word);
    let low = text.ceil_char_boundary(sentence.from().max(term.word.from().saturating_sub(160)));
    let words: Vec<&str> = text[low..term.word.from()].split_whitespace().collect();
    let plain: Vec<String> =
        words.iter().map(|w| tables::fold(w.trim_matches(|c: char| !c.is_alphanumeric()))).collect();
    for j in (0..words.len()).rev().take(16) {
        let ends = |name: &&str| {
            let n = name.split(' ').count();
            j + 1 >= n && name.split(' ').eq(plain[j + 1 - n..=j].iter().map(String::as_str))
        };
        if names.iter().any(ends) {
            return true;
        }
        let word = words[j];
        let proper = word.chars().find(|c| c.is_alphanumeric()).is_none_or(|c| c.is_uppercase() || c.is_ascii_digit());
        let level = LEVELS.contains(&plain[j].as_str());
        // "đại hội Đảng các cấp" is none of the central ones.
        let local = of == TermBody::PartyCentral && LOCAL.contains(&plain[j].as_str());
        if !proper && !level || local {
            return false;
        }
    }
    false
}
