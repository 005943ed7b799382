//! Texts in legacy charsets made Unicode.

use std::borrow::Cow;

use super::origin::CharMapBuilder;
use super::{Charset, Format, Layout, Origin, Part, Source, encoding, entity, legacy};
use crate::text::western_byte;

/// The part as Unicode where its text was read in a wrong charset and then saved; else as it is.
pub(super) fn unicode(part: Part) -> Part {
    match legacy::detect(&part.text) {
        Some(charset) => decoded(part, charset),
        None => part,
    }
}

/// The part as Unicode whose characters are bytes; `None` where its charset does not show. The one that its file names
/// counts where the bytes are too few to tell: many a page names another than it is in.
pub(super) fn bytes(part: Part, declared: Option<Charset>) -> Option<Part> {
    let charset =
        legacy::detect_bytes(&part.text).or_else(|| declared.filter(|charset| legacy::fits(&part.text, *charset)))?;
    Some(decoded(part, charset))
}

fn decoded(part: Part, charset: Charset) -> Part {
    let mut text = String::with_capacity(part.text.len());
    let mut map = CharMapBuilder::new(0, part.text.len());
    legacy::decode(&part.text, charset, |letter| {
        text.push(letter.c);
        map.push(letter.c, usize::from(letter.len));
    });
    let map = map.finish();
    let moved = |starts: &[u32]| starts.iter().map(|at| map.to_text(*at)).collect();
    let layout = Layout { pages: moved(&part.layout.pages), paragraphs: moved(&part.layout.paragraphs) };
    Part {
        text: Cow::Owned(text),
        origin: Origin::Recoded(map, Box::new(part.origin)),
        layout,
        charset: Some(charset),
        ..part
    }
}

/// All characters of a file of text, markup among them, and where they stand in it: as its encoding and the charset of
/// its part have them. `None` for packed files. A byte order mark is left out.
pub fn characters<'a>(bytes: &'a [u8], source: &Source) -> Option<(Cow<'a, str>, Origin)> {
    let charset = source.parts.first()?.charset;
    let (text, origin, _) = encoding::decode(bytes).ok()?;
    Some(match charset {
        Some(charset) => {
            let part = decoded(Part { text, origin, ..Part::default() }, charset);
            (Cow::Owned(part.text.into_owned()), part.origin)
        }
        None => (text, origin),
    })
}

/// All characters of a file of text as [`characters`] has them. In markup of a legacy charset, the references to
/// characters that are its bytes ("Ngh&ograve;") are made characters too.
pub fn expanded<'a>(bytes: &'a [u8], source: &Source) -> Option<Cow<'a, str>> {
    let charset = source.parts.first()?.charset;
    let (Some(charset), Format::Html | Format::Markdown) = (charset, source.format) else {
        return characters(bytes, source).map(|(text, _)| text);
    };
    let (text, _, _) = encoding::decode(bytes).ok()?;
    let mut stored = String::with_capacity(text.len());
    let mut done = 0;
    for at in memchr::memchr_iter(b'&', text.as_bytes()) {
        let Some(found) = text.get(at..).and_then(entity::decode).filter(|_| at >= done) else { continue };
        let [c, second] = found.chars;
        if !c.is_ascii() && second == '\0' && western_byte(c).is_some() {
            stored.push_str(&text[done..at]);
            stored.push(c);
            done = at + found.len;
        }
    }
    stored.push_str(&text[done..]);
    let mut out = String::with_capacity(stored.len());
    legacy::decode(&stored, charset, |letter| out.push(letter.c));
    Some(Cow::Owned(out))
}
