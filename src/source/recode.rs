//! Texts in legacy charsets made Unicode.

use std::borrow::Cow;

use super::origin::CharMapBuilder;
use super::{Charset, Layout, Origin, Part, Source, encoding, legacy};

/// The part as Unicode where its text was read in a wrong charset and then saved; else as it is.
pub(super) fn unicode(part: Part) -> Part {
    match legacy::detect(&part.text) {
        Some(charset) => decoded(part, charset),
        None => part,
    }
}

/// The part as Unicode whose characters are bytes; `None` where its charset does not show.
pub(super) fn bytes(part: Part) -> Option<Part> {
    let charset = legacy::detect_bytes(&part.text)?;
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
