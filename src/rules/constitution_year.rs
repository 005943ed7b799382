//! Hiến pháp ghi năm không có bản Hiến pháp nào.

use super::{Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};
use crate::document::Document;
use crate::parse::{Class, Kind};
use crate::tables;
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    code: "REF09",
    name: "constitution-year",
    severity: Severity::Error,
    default: true,
    basis: "Hiến pháp năm 2013, Lời nói đầu",
    summary: ("Hiến pháp ghi năm không có bản nào", "A Constitution of a year in which none was adopted"),
    explain: (
        "## Lỗi gì\nViện dẫn Hiến pháp nước ta với năm không có bản Hiến pháp nào: “Hiến pháp năm 2012”.\n\
         ## Vì sao\nNước ta có năm bản Hiến pháp: 1946, 1959, 1980, 1992 và 2013 (Lời nói đầu Hiến pháp năm 2013 kể bốn bản trước). Năm 2001 Hiến pháp năm 1992 được sửa đổi, không có bản mới.\n\
         ## Sửa thế nào\nGhi đúng năm thông qua của bản Hiến pháp được dẫn.\n\
         ## Khi nào im lặng\nHiến pháp của nước khác, của chế độ Việt Nam Cộng hòa; “Hiến pháp sửa đổi năm 2001”; trong phần trích văn bản khác.",
        "## What\nThe Constitution of Viet Nam is cited with a year of none: “Hiến pháp năm 2012”.\n\
         ## Why\nThere are five: 1946, 1959, 1980, 1992 and 2013 (the preamble of 2013 names the four before it). In 2001 the Constitution of 1992 was amended; that made no new one.\n\
         ## How to mend\nGive the year in which the Constitution meant was adopted.\n\
         ## When it is silent\nConstitutions of other countries and of the Republic of Vietnam; “Hiến pháp sửa đổi năm 2001”; inside quoted passages of other documents.",
    ),
    wrong: &[
        wrong("Căn cứ Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam năm ⟦2012⟧;").right("2013"),
        wrong("Quyền con người được quy định tại Chương II Hiến pháp năm ⟦2014⟧.").right("2013"),
        wrong("Hiến pháp ⟦1993⟧ đã được sửa đổi, bổ sung theo Nghị quyết số 51/2001/QH10 ngày 25 tháng 12 năm 2001.")
            .right("1992"),
        wrong("Hiến pháp năm ⟦1956⟧ là bản Hiến pháp đầu tiên của nước ta.").right("1946"),
    ],
    silent: &[
        "Kế thừa Hiến pháp năm 1946, Hiến pháp năm 1959, Hiến pháp năm 1980, Hiến pháp năm 1992 và Hiến pháp năm 2013.",
        "Hiến pháp nước Cộng hòa xã hội chủ nghĩa Việt Nam năm 1992 (sửa đổi, bổ sung năm 2001).",
        "Hiến pháp sửa đổi năm 2001 giữ nguyên quy định này.",
        "Hiến pháp năm 1958 của Cộng hòa Pháp quy định nguyên thủ do dân bầu.",
        "So với Hiến pháp năm 1787 của Hoa Kỳ, Hiến pháp năm 1946 ra đời muộn hơn.",
        "Hiến pháp năm 1967 của Việt Nam Cộng hòa tồn tại đến năm 1975.",
    ],
    check,
};

/// States and regimes whose Constitutions Vietnamese texts speak of.
const OTHERS: &[&str] = &[
    "Hoa Kỳ",
    "Mỹ",
    "Pháp",
    "Nga",
    "Liên Xô",
    "Xô viết",
    "Trung Quốc",
    "Trung Hoa",
    "Nhật",
    "Hàn Quốc",
    "Triều Tiên",
    "Đức",
    "Lào",
    "Campuchia",
    "Cam-pu-chia",
    "Thái Lan",
    "Singapore",
    "Indonesia",
    "Philippines",
    "Malaysia",
    "Ấn Độ",
    "Cuba",
    "Ba Lan",
    "Thụy Điển",
    "Thụy Sĩ",
    "Italia",
    "Tây Ban Nha",
    "Nam Phi",
    "Việt Nam Cộng hòa",
    "Việt Nam Cộng hoà",
    "Sài Gòn",
];

fn check(doc: &Document, _: &Knowledge, out: &mut Findings) {
    for m in &doc.mentions {
        let Kind::Citation(c) = &m.kind else { continue };
        if c.class != Class::Named || c.doc_type.is_none_or(|t| t.name != "Hiến pháp") {
            continue;
        }
        let Some((year, value)) = c.year.and_then(|y| Some((y.span, y.full()?))) else { continue };
        let known = tables::constitution_years();
        // A year before the Republic is another country's.
        if known.iter().any(|k| i32::from(*k) == value) || value < 1945 {
            continue;
        }
        let title = c.title.map_or("", |t| doc.slice(t)).to_lowercase();
        let foreign = !title.is_empty() && !title.contains("việt nam") && !title.contains("chxhcn");
        let between = Span::new(c.title.map_or(m.span.from(), Span::from), year.from());
        if foreign || doc.slice(between).contains("sửa đổi") || doc.is_quoted(m.span) {
            continue;
        }
        let sentence = doc.slice(doc.sentence(m.span));
        if OTHERS.iter().any(|o| names(sentence, o)) {
            continue;
        }
        let list = known.iter().map(u16::to_string).collect::<Vec<_>>().join(", ");
        let mut finding = Finding::new(
            &RULE,
            year,
            format!("Không có Hiến pháp năm {value}; nước ta có các bản Hiến pháp năm {list}."),
            format!("There is no Constitution of {value}; those of Viet Nam are of {list}."),
        );
        if let Some(right) = meant(value, sentence, known) {
            finding = finding.fix(Safety::Unsafe, year, right.to_string());
        }
        out.push(finding);
    }
}

/// Whether `sentence` holds `name` as a whole: "Pháp" is not the end of "Hiến Pháp", nor "Nga" the begin of "Ngạn".
fn names(sentence: &str, name: &str) -> bool {
    sentence.match_indices(name).any(|(at, _)| {
        let before = sentence[..at].trim_end();
        let behind = sentence[at + name.len()..].chars().next();
        behind.is_none_or(|c| !c.is_alphabetic()) && !before.ends_with("Hiến") && !before.ends_with("HIẾN")
    })
}

/// The year meant: told by what the sentence says of it, else the nearest one digit off, else the nearest.
fn meant(value: i32, sentence: &str, known: &'static [u16]) -> Option<u16> {
    // Amended by 51/2001/QH10 and 203/2025/QH15: the Constitutions of 1992 and 2013.
    for (said, year) in [("51/2001", 1992), ("203/2025", 2013), ("đầu tiên", 1946)] {
        if sentence.contains(said) {
            return Some(year);
        }
    }
    let digits = value.to_string();
    let one_off = |k: &u16| k.to_string().bytes().zip(digits.bytes()).filter(|(a, b)| a != b).count() == 1;
    let distance = |k: &u16| (i32::from(*k) - value).abs();
    let near = known.iter().copied().filter(one_off).min_by_key(distance);
    near.or_else(|| known.iter().copied().min_by_key(distance).filter(|k| distance(k) <= 3))
}
