//! Suggestions put into the bytes of a file: mapped from the text that rules read to the file, written as the file is
//! written, never overlapping. What lies outside the edits stays byte for byte.

mod clean;
mod diff;
mod package;
mod word;

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeMap;

use unicode_normalization::UnicodeNormalization;

use crate::rules::{Edit, Suggestion};
use crate::source::{self, Encoding, Format, Home, Limits, Part, Source, legacy};
use crate::text::Span;

pub use clean::{clean, cleaned};
pub use diff::{Paint, unified};
use package::Package;
use word::Change;
pub use word::{Pen, Remark, Remarked, annotate};

/// What became of a suggestion.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// Its edits are in the new bytes.
    Applied,
    /// One before it wants to change the same place: it is left for the next run.
    Conflict,
    /// Its words do not stand in the file as they are read: a tag or an entity lies within, or the file is no text.
    OutOfReach,
    /// The file says already what it wants, in other bytes.
    Vain,
}

/// A file after its suggestions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// The new bytes.
    pub bytes: Vec<u8>,
    /// What became of each suggestion, in the order they were given.
    pub fates: Vec<Fate>,
}

/// An edit in bytes of what its part was taken from.
#[derive(Clone, Debug)]
struct ByteEdit {
    /// The words that the suggestion speaks of: no other may change any of them.
    claim: Span,
    /// What changes, in order.
    changes: Vec<Change>,
}

/// What parts were taken from: the file itself, or a packed member of it.
struct Ground<'b> {
    member: Option<&'b str>,
    bytes: Cow<'b, [u8]>,
}

/// Applies suggestions, each with the index of its part, to the file that `source` was read from. A suggestion is
/// applied as a whole or not at all; of two that meet, the first counts.
pub fn apply<'s>(
    bytes: &[u8],
    source: &Source,
    suggestions: impl IntoIterator<Item = (usize, &'s Suggestion)>,
) -> Applied {
    let suggestions: Vec<(usize, &Suggestion)> = suggestions.into_iter().collect();
    let mut package = Package::new(bytes);
    let mut grounds: Vec<Ground> = vec![Ground { member: None, bytes: Cow::Borrowed(bytes) }];
    let targets: Vec<Target> = source
        .parts
        .iter()
        .map(|part| Target {
            part,
            format: source.format,
            encoding: source.encoding,
            decomposed: OnceCell::new(),
            ground: ground(&mut grounds, &part.home, &package),
        })
        .collect();
    let mut taken: BTreeMap<(usize, u32), ByteEdit> = BTreeMap::new();
    let fates: Vec<Fate> = suggestions
        .iter()
        .map(|&(part, suggestion)| {
            let found = targets.get(part).and_then(|target| {
                let ground = target.ground?;
                Some((ground, mapped(&grounds[ground].bytes, target, suggestion)?))
            });
            let Some((ground, edits)) = found else { return Fate::OutOfReach };
            let bytes = &grounds[ground].bytes;
            if edits.iter().flat_map(|edit| &edit.changes).all(|(span, new)| bytes[span.range()] == **new) {
                return Fate::Vain;
            }
            if edits.iter().any(|edit| meets(&taken, ground, edit.claim)) {
                return Fate::Conflict;
            }
            taken.extend(edits.into_iter().map(|edit| ((ground, edit.claim.start), edit)));
            Fate::Applied
        })
        .collect();
    let mut all: Vec<Vec<Change>> = grounds.iter().map(|_| Vec::new()).collect();
    for ((ground, _), edit) in taken {
        all[ground].extend(edit.changes);
    }
    let mut own = None;
    for (Ground { member, bytes }, mut changes) in grounds.iter().zip(all) {
        match member {
            _ if changes.is_empty() => {}
            None => own = Some(word::spliced(bytes, &changes)),
            Some(member) => {
                if source.format == Format::Docx {
                    word::keep_blanks(bytes, &mut changes);
                }
                package.put(member, word::spliced(bytes, &changes));
            }
        }
    }
    let new = own.or_else(|| package.packed()).filter(|new| {
        let made = suggestions.iter().zip(&fates).filter(|(_, fate)| **fate == Fate::Applied);
        targets.first().is_none_or(|target| target.reads_as(new, made.map(|((_, suggestion), _)| *suggestion)))
    });
    match new {
        Some(bytes) => Applied { bytes, fates },
        None => Applied { bytes: bytes.to_vec(), fates: vec![Fate::OutOfReach; fates.len()] },
    }
}

/// The number among `grounds` of what a part was taken from; `None` where nothing can be written back.
fn ground<'b>(grounds: &mut Vec<Ground<'b>>, home: &'b Home, package: &Package) -> Option<usize> {
    let member = match home {
        Home::File => return Some(0),
        Home::Text => return None,
        Home::Member(member) => member.as_str(),
    };
    if let Some(known) = grounds.iter().position(|ground| ground.member == Some(member)) {
        return Some(known);
    }
    grounds.push(Ground { member: Some(member), bytes: Cow::Owned(package.member(member)?) });
    Some(grounds.len() - 1)
}

/// Whether the span shares a byte with an edit that is taken; what is inserted must not even touch one, because then
/// nothing would tell which comes first.
fn meets(taken: &BTreeMap<(usize, u32), ByteEdit>, ground: usize, span: Span) -> bool {
    // Edits that are taken lie apart, so none before the last two that start early enough can reach the span.
    taken.range((ground, 0)..=(ground, span.end)).rev().take(2).any(|(_, edit)| touch(edit.claim, span))
}

fn touch(a: Span, b: Span) -> bool {
    a.overlaps(b) || (a.is_empty() || b.is_empty()) && a.start <= b.end && b.start <= a.end
}

/// The edits of a suggestion in bytes of the file, in their order, where each of them can be made.
fn mapped(bytes: &[u8], target: &Target, suggestion: &Suggestion) -> Option<Vec<ByteEdit>> {
    let part = target.part;
    let mut edits: Vec<ByteEdit> = Vec::with_capacity(suggestion.edits.len());
    for edit in &suggestion.edits {
        let inside = |at: usize| part.text.is_char_boundary(at);
        if edit.span.start > edit.span.end || !inside(edit.span.from()) || !inside(edit.span.to()) {
            return None;
        }
        // What stays is left alone, so that a tag beside the letters that change is in nobody's way.
        let (at, replacement) = changed(&part.text, edit);
        let replacement = target.written(at.of(&part.text), replacement)?;
        match part.home {
            Home::Member(_) if target.format == Format::Docx => {
                let mut changes = word::changes(bytes, part, at, &replacement)?;
                for claim in word::claims(bytes, part, edit.span) {
                    edits.push(ByteEdit { claim, changes: std::mem::take(&mut changes) });
                }
            }
            // Blanks side by side and at the edges of a paragraph are elements there: such a change is left to people.
            Home::Member(_) | Home::File if target.format == Format::Odt => {
                if has_bare_blanks(&replacement) {
                    return None;
                }
                let changes = word::changes(bytes, part, at, &replacement)?;
                // Elements that stand for blanks belong to the paragraph around, and are left.
                let keeps = |(span, _): &Change| bytes.get(span.range()).is_some_and(|old| !old.starts_with(b"<"));
                if !changes.iter().all(keeps) {
                    return None;
                }
                edits.push(ByteEdit { claim: part.origin.to_file(edit.span), changes });
            }
            Home::Member(_) | Home::Text => return None,
            Home::File => {
                let span = part.origin.to_file(at);
                if !part.origin.is_plain(at) || span.to() > bytes.len() {
                    return None;
                }
                let changes = vec![(span, target.bytes(&replacement)?)];
                edits.push(ByteEdit { claim: part.origin.to_file(edit.span), changes });
            }
        }
    }
    edits.sort_by_key(|edit| edit.claim);
    let apart = edits.windows(2).all(|pair| !touch(pair[0].claim, pair[1].claim));
    apart.then_some(edits)
}

/// An edit without the beginning and the end that stay as they are; what is only inserted keeps a character beside it.
fn changed<'e>(text: &str, edit: &'e Edit) -> (Span, &'e str) {
    let old = edit.span.of(text);
    let new = edit.replacement.as_str();
    let shared = |a: &mut dyn Iterator<Item = (char, char)>| {
        a.take_while(|(x, y)| x == y).map(|(x, _)| x.len_utf8()).sum::<usize>()
    };
    let lead = shared(&mut old.chars().zip(new.chars()));
    let tail = shared(&mut old[lead..].chars().rev().zip(new[lead..].chars().rev()));
    if lead + tail == old.len() {
        return (edit.span, new);
    }
    (Span::new(edit.span.from() + lead, edit.span.to() - tail), &new[lead..new.len() - tail])
}

/// A part of a file with how the file is written.
struct Target<'a> {
    part: &'a Part<'a>,
    format: Format,
    encoding: Encoding,
    /// The number of what it was taken from.
    ground: Option<usize>,
    /// Whether its letters are decomposed, once it was asked.
    decomposed: OnceCell<bool>,
}

impl Target<'_> {
    /// The characters that stand in a text file for a replacement of `old`, and in the runs of a packed one; `None` where
    /// its format has no safe way to write it.
    fn written<'r>(&self, old: &str, replacement: &'r str) -> Option<Cow<'r, str>> {
        let mut text = Cow::Borrowed(replacement);
        if text.contains('\n') && self.part.text.contains("\r\n") {
            text = Cow::Owned(text.replace("\r\n", "\n").replace('\n', "\r\n"));
        }
        // A replacement of the same letters is about how they are composed, and stays as it is.
        if *self.decomposed.get_or_init(|| is_decomposed(&self.part.text)) && !old.nfd().eq(text.nfd()) {
            text = Cow::Owned(text.nfd().collect());
        }
        match self.format {
            Format::Html => text = escaped(text),
            // What would be markup cannot be escaped everywhere: inside code a backslash is text.
            Format::Markdown if text.contains(['\\', '`', '*', '_', '[', ']', '<', '>', '&', '|', '~', '#']) => {
                return None;
            }
            _ => {}
        }
        Some(text)
    }

    /// Whether the new bytes of a file in a legacy charset read as its text with what was suggested. No mark in the file
    /// tells the charset: it is seen from the words, and some of its letters from those around them, so that other
    /// words could be read another way. What is Unicode says by itself what it is.
    fn reads_as<'s>(&self, new: &[u8], made: impl Iterator<Item = &'s Suggestion>) -> bool {
        if self.part.charset.is_none() || self.part.home != Home::File {
            return true;
        }
        let text = &*self.part.text;
        let mut edits: Vec<(Span, Cow<str>)> = made
            .flat_map(|suggestion| &suggestion.edits)
            .filter_map(|edit| {
                let (at, replacement) = changed(text, edit);
                // Its markup is that of the file, not of the text.
                let written = match self.format {
                    Format::Html => Cow::Borrowed(replacement),
                    _ => self.written(at.of(text), replacement)?,
                };
                Some((at, written))
            })
            .collect();
        edits.sort();
        let mut wanted = String::with_capacity(text.len());
        let mut done = 0;
        for (at, replacement) in &edits {
            wanted.push_str(text.get(done..at.from()).unwrap_or_default());
            wanted.push_str(replacement);
            done = at.to();
        }
        wanted.push_str(text.get(done..).unwrap_or_default());
        let limits = Limits { file_size: u64::from(u32::MAX), ..Limits::default() };
        source::read_within(new, "", Some(self.format), &limits)
            .is_ok_and(|again| again.parts.first().is_some_and(|part| part.text.nfc().eq(wanted.nfc())))
    }

    /// The bytes that stand in the file for these characters; `None` where its charset has none for one of them.
    fn bytes(&self, text: &str) -> Option<Vec<u8>> {
        let text = match self.part.charset {
            Some(charset) => Cow::Owned(legacy::encode(text, charset)?),
            None => Cow::Borrowed(text),
        };
        Some(self.encoding.encode(&text)?.into_owned())
    }
}

/// Whether a text has blanks that XML does not keep as they are.
fn has_bare_blanks(text: &str) -> bool {
    text.starts_with(' ') || text.ends_with(' ') || text.contains("  ") || text.contains(['\t', '\n', '\r'])
}

/// Whether a text writes its letters with marks of their own, and none of the letters of Vietnamese that hold two.
fn is_decomposed(text: &str) -> bool {
    // U+0300 to U+033F begin with 0xCC; U+1E80 to U+1EFF with 0xE1 0xBA or 0xE1 0xBB.
    memchr::memchr(0xcc, text.as_bytes()).is_some() && !text.chars().any(|c| ('\u{1ea0}'..='\u{1ef9}').contains(&c))
}

/// The text as HTML.
fn escaped(text: Cow<str>) -> Cow<str> {
    if !text.contains(['&', '<', '>']) {
        return text;
    }
    Cow::Owned(text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::rules::Safety;

    fn suggestion(edits: &[(usize, usize, &str)]) -> Suggestion {
        Suggestion {
            edits: edits
                .iter()
                .map(|(from, to, replacement)| Edit {
                    span: Span::new(*from, *to),
                    replacement: (*replacement).to_owned(),
                })
                .collect(),
            safety: Safety::Safe,
        }
    }

    /// Applies suggestions to a file whose part has them in bytes of its text.
    fn edit(bytes: &[u8], name: &str, suggestions: &[Suggestion]) -> (Vec<u8>, Vec<Fate>) {
        let source = source::read(bytes, name, None).unwrap();
        let applied = apply(bytes, &source, suggestions.iter().map(|s| (0, s)));
        (applied.bytes, applied.fates)
    }

    fn replace(bytes: &[u8], name: &str, words: &str, by: &str) -> (Vec<u8>, Fate) {
        let source = source::read(bytes, name, None).unwrap();
        let at = source.parts[0].text.find(words).unwrap();
        let (bytes, fates) = edit(bytes, name, &[suggestion(&[(at, at + words.len(), by)])]);
        (bytes, fates[0])
    }

    #[test]
    fn the_first_of_two_that_meet_counts() {
        let suggestions = [
            suggestion(&[(0, 2, "A")]),
            suggestion(&[(1, 3, "B")]),
            suggestion(&[(2, 3, "C"), (8, 9, "D")]),
            suggestion(&[(8, 9, "E")]),
            suggestion(&[(9, 9, "F")]),
            suggestion(&[(5, 5, "G")]),
            suggestion(&[(5, 5, "H")]),
            suggestion(&[(9, 99, "I")]),
            suggestion(&[(6, 7, "6")]),
        ];
        use Fate::{Applied, Conflict, OutOfReach, Vain};
        let (bytes, fates) = edit(b"0123456789", "a.txt", &suggestions);
        assert_eq!(fates, [Applied, Conflict, Applied, Conflict, Conflict, Applied, Conflict, OutOfReach, Vain]);
        assert_eq!(bytes, b"AC34G567D9");
    }

    #[test]
    fn a_suggestion_that_meets_itself_is_left() {
        assert_eq!(edit(b"0123", "a.txt", &[suggestion(&[(0, 2, "a"), (1, 3, "b")])]).1, [Fate::OutOfReach]);
    }

    #[test]
    fn files_keep_their_encoding_mark_and_line_ends() {
        let text = "Nghị định\r\nsố 1\r\n";
        for (encoding, mark) in [
            (Encoding::Utf8, ""),
            (Encoding::Utf8Bom, "\u{feff}"),
            (Encoding::Utf16Le, "\u{feff}"),
            (Encoding::Utf16Be, "\u{feff}"),
        ] {
            let bytes = encoding.encode(&format!("{mark}{text}")).unwrap().into_owned();
            let (new, fate) = replace(&bytes, "a.txt", "định\r\nsố", "đ\nS");
            assert_eq!(
                (new, fate),
                (encoding.encode(&format!("{mark}Nghị đ\r\nS 1\r\n")).unwrap().into_owned(), Fate::Applied)
            );
        }
    }

    #[test]
    fn replacements_in_html_are_escaped_and_markup_is_left() {
        let page = "<p>a &amp; b <b>c</b>d&eacute; 1</p>";
        let new = |words, by| {
            let (bytes, fate) = replace(page.as_bytes(), "a.html", words, by);
            (String::from_utf8(bytes).unwrap(), fate)
        };
        assert_eq!(new("b", "<&>"), (page.replace(" b ", " &lt;&amp;&gt; "), Fate::Applied));
        assert_eq!(new("a & b", "x"), (page.to_owned(), Fate::OutOfReach));
        assert_eq!(new("cd", "x"), (page.to_owned(), Fate::OutOfReach));
        assert_eq!(replace("Hà **số** 1".as_bytes(), "a.md", "số", "So_").1, Fate::OutOfReach);
        assert_eq!(replace("Hà **số** 1".as_bytes(), "a.md", "số", "Số").0, "Hà **Số** 1".as_bytes());
    }

    #[test]
    fn a_file_that_would_be_read_in_another_charset_is_left() {
        let text = "Nghị định của 2021-2020";
        let bytes =
            Encoding::Western.encode(&legacy::encode(text, legacy::Charset::Tcvn3).unwrap()).unwrap().into_owned();
        let (new, fate) = replace(&bytes, "a.txt", "2020", "2026");
        assert_eq!((new.ends_with(b"-2026"), fate), (true, Fate::Applied));
        // Two words are too few to tell the charset by.
        assert_eq!(replace(&bytes, "a.txt", "của", "cua"), (bytes.clone(), Fate::OutOfReach));
    }

    #[test]
    fn decomposed_texts_are_mended_in_their_own_letters() {
        let nfd = |text: &str| text.nfd().collect::<String>();
        let (new, _) = replace(nfd("Nghị định Đ").as_bytes(), "a.txt", "Nghi", "kỳ");
        assert_eq!(new, format!("{}{}", nfd("kỳ"), &nfd("Nghị định Đ")[4..]).as_bytes());
        let (new, _) = replace("Nghị x\u{301}".as_bytes(), "a.txt", "x", "kỳ");
        assert_eq!(new, "Nghị kỳ\u{301}".as_bytes());
        let (new, fate) = replace(nfd("Nghị định").as_bytes(), "a.txt", &nfd("Nghị"), "Nghị");
        assert_eq!((new, fate), (format!("Nghị{}", nfd(" định")).into_bytes(), Fate::Applied));
    }

    proptest! {
        #[test]
        fn nothing_outside_the_edits_changes(
            text in "[aẩ<&\r\n ]{0,40}",
            cuts in prop::collection::vec((0usize..41, 0usize..6, "[xệ&]{0,3}"), 0..6),
            html in any::<bool>(),
            wide in any::<bool>(),
        ) {
            let encoding = if wide { Encoding::Utf16Le } else { Encoding::Utf8 };
            let bytes = encoding.encode(&format!("\u{feff}{text}")).unwrap().into_owned();
            let name = if html { "a.html" } else { "a.txt" };
            let source = source::read(&bytes, name, None).unwrap();
            let part = &source.parts[0];
            let target =
                Target { part, format: source.format, encoding, ground: Some(0), decomposed: OnceCell::new() };
            let suggestions: Vec<Suggestion> = cuts
                .iter()
                .map(|(from, len, by)| suggestion(&[(*from, from + len, by)]))
                .collect();
            let applied = apply(&bytes, &source, suggestions.iter().map(|s| (0, s)));
            let mut made: Vec<(Span, Vec<u8>)> = suggestions
                .iter()
                .zip(&applied.fates)
                .filter(|(_, fate)| **fate == Fate::Applied)
                .map(|(s, _)| {
                    let (span, replacement) = changed(&part.text, &s.edits[0]);
                    let written = target.written(span.of(&part.text), replacement).unwrap();
                    (part.origin.to_file(span), target.bytes(&written).unwrap())
                })
                .collect();
            made.sort();
            // Walk both: what stands between the edits is the same in both.
            let (mut old, mut new) = (0, 0);
            for (span, replacement) in made {
                let kept = span.from() - old;
                prop_assert_eq!(&bytes[old..span.from()], &applied.bytes[new..new + kept]);
                new += kept;
                prop_assert_eq!(&applied.bytes[new..new + replacement.len()], &replacement[..]);
                new += replacement.len();
                old = span.to();
            }
            prop_assert_eq!(&bytes[old..], &applied.bytes[new..]);
            prop_assert!(source::read(&applied.bytes, name, None).is_ok());
        }
    }
}
