//! What a file says, as bytes between two processes.

use std::borrow::Cow;

use super::super::{Home, Layout, Origin, Part, ReadError};
use super::pages::{Pages, Text};

/// The first byte of an answer.
const READ: u8 = b'r';
const ENCRYPTED: u8 = b'e';
const SCAN: u8 = b's';
const UNMAPPED: u8 = b'u';
const EXHAUSTS: u8 = b'x';
const DAMAGED: u8 = b'd';

/// The bytes for an answer.
pub(super) fn written(answer: &Result<Pages, ReadError>) -> Vec<u8> {
    let mut out = Vec::new();
    match answer {
        Ok(pages) => {
            out.push(READ);
            for text in [&pages.body, &pages.around] {
                out.extend((text.pages.len() as u32).to_le_bytes());
                text.pages.iter().for_each(|start| out.extend(start.to_le_bytes()));
                out.extend((text.text.len() as u32).to_le_bytes());
                out.extend(text.text.as_bytes());
            }
        }
        Err(ReadError::Encrypted) => out.push(ENCRYPTED),
        Err(ReadError::Scan) => out.push(SCAN),
        Err(ReadError::Unmapped) => out.push(UNMAPPED),
        Err(ReadError::Exhausts) => out.push(EXHAUSTS),
        Err(error) => {
            out.push(DAMAGED);
            let why = match error {
                ReadError::Damaged(why) => why.clone(),
                other => other.to_string(),
            };
            out.extend(why.as_bytes());
        }
    }
    out
}

/// The answer that bytes stand for; none where they break off.
pub(super) fn read(bytes: &[u8]) -> Option<Result<Pages, ReadError>> {
    let (kind, rest) = bytes.split_first()?;
    Some(Err(match *kind {
        READ => {
            let (body, rest) = text(rest)?;
            let (around, rest) = text(rest)?;
            return rest.is_empty().then_some(Ok(Pages { body, around }));
        }
        ENCRYPTED => ReadError::Encrypted,
        SCAN => ReadError::Scan,
        UNMAPPED => ReadError::Unmapped,
        EXHAUSTS => ReadError::Exhausts,
        DAMAGED => ReadError::Damaged(String::from_utf8_lossy(rest).into_owned()),
        _ => return None,
    }))
}

/// A text, and what stands behind it.
fn text(bytes: &[u8]) -> Option<(Text, &[u8])> {
    let number = |bytes: &[u8]| Some(u32::from_le_bytes(bytes.get(..4)?.try_into().ok()?));
    let count = number(bytes)? as usize;
    let starts = bytes.get(4..4usize.checked_add(count.checked_mul(4)?)?)?;
    let rest = &bytes[4 + starts.len()..];
    let length = number(rest)? as usize;
    let text = std::str::from_utf8(rest.get(4..4usize.checked_add(length)?)?).ok()?.to_owned();
    let pages = starts.chunks_exact(4).filter_map(number).collect();
    Some((Text { text, pages }, &rest[4 + length..]))
}

impl Pages {
    /// The parts of the file.
    pub(super) fn parts(self) -> Vec<Part<'static>> {
        let texts = [("body", self.body), ("headers and footers", self.around)];
        texts
            .into_iter()
            .filter(|(_, text)| !text.text.is_empty())
            .map(|(label, text)| Part {
                label: Some(label.to_owned()),
                text: Cow::Owned(text.text),
                origin: Origin::Whole(0),
                home: Home::Text,
                layout: Layout { pages: text.pages, paragraphs: Vec::new() },
                ..Part::default()
            })
            .collect()
    }
}
