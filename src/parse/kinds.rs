//! The words that name a type of document.

use std::sync::LazyLock;

use crate::text::Span;

use super::TypeWord;
use super::reader::{INITIALS, Reader, initial};

/// A word for a type: how it is written in lower case, the type's usual name, and how it may be used.
struct Kind {
    words: &'static str,
    name: &'static str,
    /// Whether "… này" means the document itself also in small letters.
    this: This,
    /// Whether "Nghị định 30" names a document.
    short: bool,
}

#[derive(Clone, Copy, PartialEq)]
enum This {
    Always,
    /// Only with a capital: "dự án này" is mostly the project, not a document.
    Capital,
    Never,
}

use This::{Always, Capital, Never};

const fn kind(words: &'static str, name: &'static str, this: This, short: bool) -> Kind {
    Kind { words, name, this, short }
}

/// Longer words before their beginnings or ends.
static KINDS: &[Kind] = &[
    kind("thông tư liên tịch", "Thông tư liên tịch", Always, true),
    kind("thông tư liên bộ", "Thông tư liên bộ", Always, true),
    kind("thông tư", "Thông tư", Always, true),
    kind("thông tri", "Thông tri", Always, false),
    kind("thông báo kết luận", "Thông báo", Always, false),
    kind("thông báo", "Thông báo", Always, false),
    kind("thông cáo", "Thông cáo", Always, false),
    kind("nghị quyết liên tịch", "Nghị quyết liên tịch", Always, true),
    kind("nghị quyết", "Nghị quyết", Always, true),
    kind("nghị định", "Nghị định", Always, true),
    kind("quyết định", "Quyết định", Always, true),
    kind("chỉ thị", "Chỉ thị", Always, true),
    kind("sắc lệnh", "Sắc lệnh", Always, true),
    kind("sắc luật", "Sắc luật", Always, true),
    kind("bộ luật", "Bộ luật", Always, false),
    kind("luật", "Luật", Always, false),
    kind("pháp lệnh", "Pháp lệnh", Always, false),
    kind("hiến pháp", "Hiến pháp", Always, false),
    kind("lệnh", "Lệnh", Capital, false),
    kind("quy chế phối hợp", "Quy chế phối hợp", Always, false),
    kind("quy chế", "Quy chế", Always, false),
    kind("quy định", "Quy định", Capital, true),
    kind("quy chuẩn", "Quy chuẩn", Capital, false),
    kind("quy trình", "Quy trình", Capital, false),
    kind("điều lệ", "Điều lệ", Always, false),
    kind("hiến chương", "Hiến chương", Always, false),
    kind("kế hoạch liên tịch", "Kế hoạch liên tịch", Always, false),
    kind("kế hoạch phối hợp", "Kế hoạch phối hợp", Always, false),
    kind("kế hoạch", "Kế hoạch", Always, false),
    kind("hướng dẫn liên tịch", "Hướng dẫn liên tịch", Always, false),
    kind("hướng dẫn", "Hướng dẫn", Always, false),
    kind("chương trình hành động", "Chương trình", Capital, false),
    kind("chương trình công tác", "Chương trình", Capital, false),
    kind("chương trình phối hợp", "Chương trình phối hợp", Capital, false),
    kind("chương trình", "Chương trình", Capital, false),
    kind("đề án", "Đề án", Capital, false),
    kind("dự án", "Dự án", Never, false),
    kind("phương án", "Phương án", Capital, false),
    kind("báo cáo thẩm tra", "Báo cáo", Capital, false),
    kind("báo cáo thẩm định", "Báo cáo", Capital, false),
    kind("báo cáo", "Báo cáo", Capital, false),
    kind("biên bản", "Biên bản", Always, false),
    kind("tờ trình", "Tờ trình", Always, false),
    kind("công điện", "Công điện", Always, false),
    kind("công văn", "Công văn", Always, false),
    kind("văn bản hợp nhất", "Văn bản hợp nhất", Always, false),
    kind("văn bản", "Văn bản", Always, false),
    kind("kết luận thanh tra", "Kết luận thanh tra", Always, false),
    kind("kết luận", "Kết luận", Always, true),
    kind("giấy mời", "Giấy mời", Never, false),
    kind("giấy ủy quyền", "Giấy ủy quyền", Never, false),
    kind("quy hoạch", "Quy hoạch", Never, false),
    kind("chiến lược", "Chiến lược", Never, false),
    kind("án lệ", "Án lệ", Never, false),
    kind("thư", "Thư", Never, false),
];

/// Abbreviations that stand for a type word before a number, as written.
static ABBREVIATIONS: &[(&str, &str)] = &[
    ("BC", "Báo cáo"),
    ("CT", "Chỉ thị"),
    ("CTr", "Chương trình"),
    ("CV", "Công văn"),
    ("CĐ", "Công điện"),
    ("HD", "Hướng dẫn"),
    ("KH", "Kế hoạch"),
    ("KL", "Kết luận"),
    ("NQ", "Nghị quyết"),
    ("NĐ", "Nghị định"),
    ("QyĐ", "Quy định"),
    ("QĐ", "Quyết định"),
    ("TB", "Thông báo"),
    ("TT", "Thông tư"),
    ("TTLT", "Thông tư liên tịch"),
    ("TTr", "Tờ trình"),
];

/// Longest type word, in words.
pub(crate) const MOST_WORDS: usize = 4;

/// Kinds by the initial of one of their words, each list in the order of [`KINDS`].
type ByWord = [Vec<&'static Kind>; INITIALS];

/// The kinds by their first word.
static BY_FIRST: LazyLock<ByWord> = LazyLock::new(|| by_word(|words| words.split(' ').next()));

/// The kinds by their last word.
static BY_LAST: LazyLock<ByWord> = LazyLock::new(|| by_word(|words| words.split(' ').next_back()));

fn by_word(pick: impl Fn(&'static str) -> Option<&'static str>) -> ByWord {
    let mut lists = [const { Vec::new() }; INITIALS];
    for k in KINDS {
        let word = pick(k.words).unwrap_or(k.words);
        lists[word.chars().next().map_or(0, initial)].push(k);
    }
    lists
}

/// The type word that ends at or before `at`, blanks between.
pub(crate) fn before(r: &Reader, at: usize) -> Option<TypeWord> {
    let end = r.blank_before(at);
    let own =
        r.own.types.iter().filter_map(|t| Some((r.words_before(end, &t.name)?, t))).min_by_key(|(start, _)| *start);
    if let Some((start, t)) = own {
        return Some(TypeWord { span: Span::new(start, end), name: &t.name });
    }
    let last = r.word_before(at)?;
    let letters = last.of(r.text);
    let kinds = &BY_LAST[letters.chars().next().map_or(0, initial)];
    if let Some((start, k)) = kinds.iter().find_map(|k| Some((r.words_before(end, k.words)?, k))) {
        return Some(TypeWord { span: Span::new(start, last.to()), name: k.name });
    }
    // Abbreviations have capitals.
    letters.starts_with(|c: char| c.is_ascii_uppercase()).then_some(())?;
    ABBREVIATIONS.iter().find(|(a, _)| *a == letters).map(|&(_, name)| TypeWord { span: last, name })
}

/// The longest type word at `at`, with the place behind it.
pub(crate) fn at(r: &Reader, at: usize) -> Option<(TypeWord, usize)> {
    let own = r.own.types.iter().filter_map(|t| Some((r.words(at, &t.name)?, t))).max_by_key(|(end, _)| *end);
    if let Some((end, t)) = own {
        return Some((TypeWord { span: Span::new(at, end), name: &t.name }, end));
    }
    BY_FIRST[initial(r.char(at)?)].iter().find_map(|k| {
        let end = r.words(at, k.words)?;
        Some((TypeWord { span: Span::new(at, end), name: k.name }, end))
    })
}

/// Whether a document may be named by this type and a bare number.
pub(crate) fn is_short(name: &str) -> bool {
    KINDS.iter().any(|k| k.short && k.name == name)
}

/// Whether a document may be named by this type, "số" and a bare number.
pub(crate) fn is_numbered(name: &str) -> bool {
    const NUMBERED: &[&str] =
        &["Kế hoạch", "Hướng dẫn", "Thông báo", "Công văn", "Tờ trình", "Công điện", "Thông tri", "Báo cáo", "Văn bản"];
    NUMBERED.contains(&name)
}

/// Whether "… này" behind this type word means the document itself.
pub(crate) fn is_this(r: &Reader, word: TypeWord) -> bool {
    let capital = word.span.of(r.text).chars().next().is_some_and(char::is_uppercase);
    let Some(first) = r.char(word.span.from()) else { return false };
    let mut kinds = BY_FIRST[initial(first)].iter();
    kinds.find(|k| r.words(word.span.from(), k.words) == Some(word.span.to())).is_some_and(|k| match k.this {
        Always => true,
        Capital => capital,
        Never => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn longer_words_come_first() {
        for (i, a) in KINDS.iter().enumerate() {
            for b in &KINDS[..i] {
                let hidden =
                    a.words.starts_with(&format!("{} ", b.words)) || a.words.ends_with(&format!(" {}", b.words));
                assert!(!hidden, "{} never matches behind {}", a.words, b.words);
            }
        }
    }

    #[test]
    fn reads_backwards() {
        let r = Reader::new("theo Thông tư liên tịch số");
        let end = r.text.len() - " số".len();
        let word = before(&r, end).unwrap();
        assert_eq!((word.name, word.span.of(r.text)), ("Thông tư liên tịch", "Thông tư liên tịch"));
        let r = Reader::new("các NĐ ");
        assert_eq!(before(&r, r.text.len()).unwrap().name, "Nghị định");
    }
}
