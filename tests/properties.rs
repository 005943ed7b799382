//! What holds for every text: for texts put together from pieces of documents and dirt, and for any characters at all.

use std::fmt::Write;

use chrono::NaiveDate;
use proptest::prelude::*;
use soat::document::{self, Document};
use soat::parse::{Kind, Mention};
use soat::rules::{self, Finding, Knowledge, Selection};
use soat::text::{Search, Span};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// Whole mentions, right and wrong.
const MENTIONS: &[&str] = &[
    "Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ",
    "Quyết định số 877/QĐ-TTg ngày 18/7/2022 của Thủ tướng Chính phủ",
    "Chỉ thị số 45-CT/TW, ngày 20/6/2020 của Bộ Chính trị",
    "Nghị quyết số 18-NQ/TW",
    "các Quyết định số 131, 132 và 133-QĐ/TW",
    "Thông tư liên tịch số 01/2014/TTLT-BTC-BNV",
    "Công văn số 5678/BNV-CCVC",
    "Luật Đất đai số 45/2013/QH13",
    "Luật Phòng, chống tác hại của rượu, bia năm 2019",
    "Hiến pháp năm 2013",
    "Nghị định này",
    "Nghị định 30",
    "Nghị định số 3O/20200/ND-CP ngày 31/4/2020",
    "Chỉ thị 45 - CT/TW ngày 29 tháng 02 năm 2021",
    "Quyết định 1215 năm 2019",
    "nhiệm kỳ 2021-2026",
    "nhiệm kỳ 2021-2020",
    "giai đoạn 2021 - 20265",
    "Quốc hội khóa XV nhiệm kỳ 2021-2020",
    "khóa XVV",
    "năm học 2024-2026",
    "kế hoạch 5 năm 2016-2020",
    "điểm a khoản 2 Điều 5",
    "các Điều 5, 6 và 7",
    "Điều 9 đến Điều 6",
    "Thứ Hai, ngày 05/3/2020",
    "ngày 05/13/2020",
    "Số: 15/QĐ-BNV",
];

/// Beginnings, ends and neighbours of mentions.
const FRAGMENTS: &[&str] = &[
    "Nghị định ",
    "số ",
    "Số: ",
    "30/2020/",
    "NĐ-CP",
    "-CT/TW",
    "45",
    "/",
    "-",
    " ngày ",
    "05/3/2020",
    " tháng 3 năm 2020",
    " của ",
    "Chính phủ",
    "Bộ Tài chính",
    "Luật ",
    "Đất đai ",
    "năm 2013",
    "điểm a ",
    "khoản 2 ",
    "Điều 5",
    "Mục ",
    "nhiệm kỳ ",
    "2021-2026",
    "khóa ",
    "XV",
    "Đại hội ",
    "này",
    "Căn cứ ",
    "QUYẾT ĐỊNH",
    "Phụ lục ",
];

/// What stands around.
const PROSE: &[&str] = &[
    " ",
    " ",
    ", ",
    "; ",
    ". ",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    " và ",
    " về công tác văn thư ",
    " được sửa đổi, bổ sung theo ",
    "Ủy ban nhân dân tỉnh Quảng Nam ",
    "tỷ lệ 1/500 ",
    "điện thoại 0243.825-6471 ",
    "(",
    ")",
    "“",
    "”",
    "| ",
    "**",
    "1. ",
    "a) ",
    "- ",
];

/// What converters leave behind.
const DIRT: &[&str] = &[
    "\u{a0}",
    "\u{200b}",
    "\u{ad}",
    "\u{2013}",
    "\u{2212}",
    "\u{feff}",
    "\u{301}",
    "\u{323}",
    "e\u{302}\u{301}",
    "Ð",
    "\u{421}\u{420}",
    "\u{ff13}\u{ff10}",
    "\u{3000}",
    "\u{2028}",
    "\u{1f600}",
    "\0",
    "ﬁ",
    "\u{1d7d8}",
    "đ\u{300}",
];

fn piece() -> impl Strategy<Value = &'static str> {
    prop_oneof![
        4 => proptest::sample::select(MENTIONS),
        3 => proptest::sample::select(FRAGMENTS),
        4 => proptest::sample::select(PROSE),
        1 => proptest::sample::select(DIRT),
    ]
}

/// A text of pieces.
fn text() -> impl Strategy<Value = String> {
    proptest::collection::vec(piece(), 0..24).prop_map(|pieces| pieces.concat())
}

fn know() -> Knowledge<'static> {
    Knowledge { today: NaiveDate::from_ymd_opt(2026, 11, 24).unwrap(), ..Knowledge::default() }
}

fn every_rule() -> Selection {
    Selection::new(&["ALL".to_string()], &[]).unwrap()
}

fn check(doc: &Document) -> Vec<Finding> {
    rules::check(doc, &know(), &every_rule())
}

/// Words with composed letters. A mark that no letter takes up ("ủ" and an acute) is left aside at the end: it stays a
/// character of its own where its letter is composed, and goes with the letter where that is taken apart.
fn composed(words: &str) -> String {
    let words: String = words.nfc().collect();
    words.trim_end_matches(|c| canonical_combining_class(c) != 0).to_string()
}

/// The mentions and dates of a document in words: composed letters for their text, all their fields.
fn told(doc: &Document, text: &str) -> String {
    let mut out = String::new();
    let words = |span: Span| composed(doc.original(span).of(text));
    for Mention { span, kind } in &doc.mentions {
        write!(out, "{:?} ", words(*span)).unwrap();
        match kind {
            Kind::Citation(c) => {
                let number = c.number.as_ref().map(|n| (&n.canonical, n.value, n.regime, n.oddities, n.elided));
                let date = c.date.map(|d| (d.date(), words(d.span)));
                let issuer = c.issuer.map(|i| (i.body, words(i.span)));
                let texts =
                    [c.title, c.subject, c.doc_type.map(|w| w.span), c.year.map(|y| y.span)].map(|s| s.map(words));
                write!(out, "{:?} {number:?} {date:?} {issuer:?} {texts:?} {:?} {:?}", c.class, c.target, c.within)
            }
            Kind::Own(n) => write!(out, "own {}", n.canonical),
            Kind::Term(t) => {
                let years = t.years.map(|y| (y.from.value, y.to.value, words(y.joint)));
                let ordinal = t.ordinal.map(|o| (o.value, words(o.span)));
                write!(out, "{:?} {years:?} {ordinal:?} {:?} {:?}", t.kind, t.of, t.vision.map(|y| y.value))
            }
            Kind::Pinpoint(p) => {
                let steps: Vec<_> = p.steps.iter().map(|s| (s.unit, words(s.value), s.worded, s.ends_range)).collect();
                write!(out, "{steps:?} {:?}", p.target)
            }
        }
        .unwrap();
        out.push('\n');
    }
    for date in &doc.dates {
        writeln!(out, "{:?} {:?} {:?}", words(date.span), date.form, date.date()).unwrap();
    }
    out
}

/// Findings in words, with what their edits would write.
fn said(findings: &[Finding], text: &str) -> String {
    let words = |span: Span| composed(span.of(text));
    let mut out = String::new();
    for f in findings {
        let related: Vec<_> = f.related.iter().map(|(span, message)| (words(*span), &message.en)).collect();
        let edits = f.suggestion.as_ref().map(|s| {
            (
                s.safety,
                s.edits.iter().map(|e| (words(e.span), e.replacement.nfc().collect::<String>())).collect::<Vec<_>>(),
            )
        });
        writeln!(out, "{} {:?} {:?} {} {related:?} {edits:?}", f.rule.code, f.severity, words(f.span), f.message.vi)
            .unwrap();
    }
    out
}

/// Whether a span can be cut out of the text.
fn cuts(text: &str, span: Span) -> bool {
    span.start <= span.end && text.get(span.range()).is_some()
}

/// What must hold of the reading of any text.
fn holds(text: &str) -> Result<(), TestCaseError> {
    let search = Search::new(text);
    let doc = document::read(&search);
    for m in &doc.mentions {
        prop_assert!(cuts(doc.text(), m.span) && !m.span.is_empty(), "{:?} in the copy of {:?}", m.span, text);
        prop_assert!(cuts(text, doc.original(m.span)), "{:?} of {:?}", m.span, text);
    }
    for pair in doc.mentions.windows(2) {
        prop_assert!(pair[0].span.start <= pair[1].span.start, "mentions out of order in {text:?}");
    }
    for f in check(&doc) {
        prop_assert!(cuts(text, f.span), "{} at {:?} of {:?}", f.rule.code, f.span, text);
        prop_assert!(!f.message.vi.is_empty() && !f.message.en.is_empty());
        for (span, _) in &f.related {
            prop_assert!(cuts(text, *span), "{} with {:?} of {:?}", f.rule.code, span, text);
        }
        let edits = f.suggestion.as_ref().map_or(&[][..], |s| &s.edits);
        for edit in edits {
            prop_assert!(cuts(text, edit.span), "{} would edit {:?} of {:?}", f.rule.code, edit.span, text);
        }
        for pair in edits.windows(2) {
            prop_assert!(
                pair[0].span.end <= pair[1].span.start,
                "{} would edit {:?} and {:?} of {:?}",
                f.rule.code,
                pair[0].span,
                pair[1].span,
                text
            );
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn texts_of_pieces_are_read_and_checked(text in text()) {
        holds(&text)?;
    }

    #[test]
    fn any_text_is_read_and_checked(text in "\\PC{0,200}") {
        holds(&text)?;
    }

    #[test]
    fn any_characters_between_pieces_are_read_and_checked(
        pieces in proptest::collection::vec((piece(), any::<char>()), 0..16),
    ) {
        let text: String = pieces.iter().flat_map(|(piece, c)| [piece.to_string(), c.to_string()]).collect();
        holds(&text)?;
    }

    #[test]
    fn composed_and_decomposed_letters_are_the_same(text in text()) {
        let (composed, apart) = (text.nfc().collect::<String>(), text.nfd().collect::<String>());
        let (one, other) = (Search::new(&composed), Search::new(&apart));
        let (one, other) = (document::read(&one), document::read(&other));
        prop_assert_eq!(told(&one, &composed), told(&other, &apart));
        // One rule speaks of just this difference.
        let rules = Selection::new(&["ALL".to_string()], &["not-nfc".to_string()]).unwrap();
        let check = |doc: &Document| rules::check(doc, &know(), &rules);
        prop_assert_eq!(said(&check(&one), &composed), said(&check(&other), &apart));
    }

    #[test]
    fn reading_twice_says_the_same(text in text()) {
        let search = Search::new(&text);
        let (one, other) = (document::read(&search), document::read(&search));
        prop_assert_eq!(&one.mentions, &other.mentions);
        prop_assert_eq!(&one.dates, &other.dates);
        prop_assert_eq!(said(&check(&one), &text), said(&check(&other), &text));
    }

    #[test]
    fn what_stands_before_a_paragraph_does_not_move_its_mentions(before in text(), mention in proptest::sample::select(MENTIONS)) {
        // Behind an empty line a mention is read as if it stood alone, but for what the whole document tells.
        let paragraph = format!("Đơn vị thực hiện {mention} từ nay.");
        let text = format!("{before}.\n\n{paragraph}");
        let alone = spans(&paragraph);
        let offset = text.len() - paragraph.len();
        let found: Vec<_> = spans(&text).into_iter().filter(|s| s.from() >= offset).collect();
        let moved: Vec<_> = alone.iter().map(|s| Span::new(s.from() + offset, s.to() + offset)).collect();
        prop_assert_eq!(found, moved, "{:?}", text);
    }
}

fn spans(text: &str) -> Vec<Span> {
    let search = Search::new(text);
    let doc = document::read(&search);
    doc.mentions.iter().map(|m| doc.original(m.span)).collect()
}
