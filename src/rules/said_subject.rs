//! The subject that a citation gives, held against the titles of known documents.
//!
//! Titles of the register are cut, citations shorten, paraphrase and go on behind, and many say what a document rules
//! instead of what it is called. So two subjects are different only where hardly a word is common, and where the words
//! stand as a title does.

use crate::document::Document;
use crate::parse::{Kind, Mention, Regime};
use crate::register::{self, Register, Row, UNLIKE, alike, same_subject};
use crate::tables;
use crate::text::Span;

use super::numbering::Cited;

/// The subject of a citation.
pub(super) struct Said {
    /// Where it stands.
    pub span: Span,
    /// Its words as far as they are a title.
    pub words: String,
}

/// What begins a title. What begins otherwise ("thực hiện", "sửa đổi", "giao") mostly goes on with the sentence.
const BEGINS: &[&str] = &["về", "quy định", "qui định", "hướng dẫn", "ban hành", "phê duyệt"];

/// What ends a title: the sentence goes on behind.
const ENDS: &[char] = &['(', '“', '"', ':'];

/// Words that do.
const GOES_ON: &[&str] = &["như sau", "được sửa đổi", "đã được", "được thay thế", "sau đây gọi"];

/// Words of titles that change other documents: people cite such a one by what those are about.
const CHANGES: &[&str] = &[
    "sửa đổi",
    "bổ sung",
    "bãi bỏ",
    "thay thế",
    "kéo dài",
    "đính chính",
    "hợp nhất",
    "ngưng",
    "điều chỉnh",
    "hết hiệu lực",
];

/// A title of fewer words tells too little.
const WORDS: usize = 4;

/// So many, where the title is cut.
const WORDS_BESIDE_CUT: usize = 8;

/// So many words make a title that is no other's.
const WORDS_OF_ONE: usize = 5;

impl Said {
    /// The subject of a citation, where it stands as a title does.
    pub fn of(doc: &Document, c: &Cited) -> Option<Said> {
        let citation = c.citation?;
        // Names of laws are other rules' matter.
        let span = citation.subject.filter(|_| citation.title.is_none() && c.number.regime != Regime::R2)?;
        let text = doc.slice(span);
        if !BEGINS.iter().any(|word| text.starts_with(word)) || has_pinpoint(doc, c) {
            return None;
        }
        let goes_on = |at: usize| GOES_ON.iter().any(|word| text[at..].starts_with(word));
        let ends = |(at, c): &(usize, char)| ENDS.contains(c) || *c == ' ' && goes_on(at + 1);
        let end = text.char_indices().find(ends).map_or(text.len(), |(at, _)| at);
        Some(Said { span, words: text[..end].split_whitespace().collect::<Vec<_>>().join(" ") })
    }

    /// Whether it may be the subject of the document, as far as the title is known.
    pub fn may_be(&self, row: &Row) -> bool {
        begins_alike(&self.words, row.title)
            || row.title.is_empty()
            || changes(row.title)
            || alike(&self.words, row.title).is_none_or(|likeness| likeness >= UNLIKE)
            || alike(row.title, &self.words).is_none_or(|likeness| likeness >= UNLIKE)
    }

    /// The known document whose title it is, other than `own`.
    pub fn title_of<'k>(&self, register: &'k Register, own: &Row) -> Option<Row<'k>> {
        let (_, words) = register::shared(&self.words, &self.words);
        if words < WORDS_OF_ONE {
            return None;
        }
        // As many of its words as a title that is cut may have, without the first: titles begin with "về" or "Về việc".
        let begin = BEGINS.iter().find_map(|word| self.words.strip_prefix(word)).unwrap_or(&self.words).trim_start();
        let mut asked = &begin[..begin.floor_char_boundary(REACH)];
        if asked.len() < begin.len() {
            asked = asked.rsplit_once(' ').map_or(asked, |(whole, _)| whole);
        }
        let fits = |row: &Row| row.is_solid() && row.number != own.number && same_subject(&self.words, row.title);
        register.titled(asked).into_iter().find(fits)
    }

    /// Whether a formal citation calls a document by it that is called otherwise altogether.
    pub fn is_strange_to(&self, doc: &Document, c: &Cited, own: &Row) -> bool {
        let (common, words) = register::shared(&self.words, own.title);
        // The end of a title that is cut may hold the words.
        let least = if own.title.ends_with('…') { WORDS_BESIDE_CUT } else { WORDS };
        !names_another(own.title)
            && words >= least
            && common * 7 <= words
            && is_formal(doc, c)
            && !self.words.contains('/')
            && !has_abbreviation(&self.words)
    }
}

/// How many bytes of a subject are looked for in titles.
const REACH: usize = 60;

/// Whether the one begins with the other, but for case: nearly all citations do, and need no more.
fn begins_alike(said: &str, title: &str) -> bool {
    let title = title.trim_end_matches(['…', ' ']);
    let letters =
        |text: &str| text.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric()).take(80).count();
    let (mut a, mut b) = (folded(said), folded(title));
    loop {
        match (a.next(), b.next()) {
            (Some(x), Some(y)) if x == y => {}
            (Some(_), Some(_)) => return false,
            _ => return letters(said).min(letters(title)) > 8,
        }
    }
}

fn folded(text: &str) -> impl Iterator<Item = char> + '_ {
    text.chars().flat_map(char::to_lowercase).filter(|c| c.is_alphanumeric())
}

fn changes(title: &str) -> bool {
    let title = tables::fold(title);
    CHANGES.iter().any(|word| title.contains(word))
}

/// Whether a title names another document by its number, by whose subject people may call it.
fn names_another(title: &str) -> bool {
    title.contains('/')
}

/// Letters in capitals that may stand for words of a title.
fn has_abbreviation(words: &str) -> bool {
    words
        .split(|c: char| !c.is_alphanumeric())
        .any(|word| word.chars().count() > 1 && word.chars().all(char::is_uppercase))
}

/// Whether a part of the document is cited, so that the words behind say what that part rules.
fn has_pinpoint(doc: &Document, c: &Cited) -> bool {
    let is_of_it = |m: &Mention| matches!(&m.kind, Kind::Pinpoint(p) if p.target == Some(c.index));
    let near = || doc.mentions[..c.index].iter().rev().take(6);
    // Where the sentence begins is asked only where it tells.
    near().any(is_of_it) && {
        let sentence = doc.sentence(c.mention.span);
        near().take_while(|m| m.span.start >= sentence.start).any(is_of_it)
    }
}

/// Whether the citation stands where documents are cited by their full titles: "Căn cứ Nghị định số …".
fn is_formal(doc: &Document, c: &Cited) -> bool {
    let before = doc.line_before(c.mention.span.from()).trim().trim_start_matches(|c: char| !c.is_alphabetic());
    matches!(
        before,
        "" | "Căn cứ" | "Căn cứ vào" | "căn cứ" | "Thực hiện" | "Thi hành" | "Triển khai" | "Triển khai thực hiện"
    )
}
