//! How the bytes of a file are characters: UTF-8, UTF-16, and what is neither.

use std::borrow::Cow;

use super::ReadError;
use super::origin::{CharMapBuilder, Origin};
use crate::text::{western_byte, western_char};

/// How the characters of a file are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-8 after a byte order mark.
    Utf8Bom,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// No Unicode: each byte is taken for its character of Windows-1252, whatever it stands for.
    Western,
}

impl Encoding {
    /// The bytes that a file in this encoding has for `text`; `None` where it has none for a character.
    pub fn encode(self, text: &str) -> Option<Cow<'_, [u8]>> {
        Some(match self {
            Encoding::Utf8 | Encoding::Utf8Bom => Cow::Borrowed(text.as_bytes()),
            Encoding::Utf16Le => Cow::Owned(text.encode_utf16().flat_map(u16::to_le_bytes).collect()),
            Encoding::Utf16Be => Cow::Owned(text.encode_utf16().flat_map(u16::to_be_bytes).collect()),
            Encoding::Western => Cow::Owned(text.chars().map(western_byte).collect::<Option<_>>()?),
        })
    }
}

/// The characters of a file, with the map to its bytes.
pub(super) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, Origin, Encoding), ReadError> {
    if let Some(rest) = bytes.strip_prefix(b"\xef\xbb\xbf") {
        return utf8(rest, 3).map(|(text, origin)| (text, origin, Encoding::Utf8Bom));
    }
    if bytes.starts_with(b"\xff\xfe") {
        return utf16(bytes, 2, Encoding::Utf16Le);
    }
    if bytes.starts_with(b"\xfe\xff") {
        return utf16(bytes, 2, Encoding::Utf16Be);
    }
    if memchr::memchr(0, &bytes[..bytes.len().min(SAMPLE)]).is_some() {
        // No text in UTF-8 holds NUL; one in UTF-16 holds it in each ASCII character.
        let encoding = guess_utf16(bytes).ok_or(ReadError::Binary)?;
        let read = utf16(bytes, 0, encoding).map_err(|_| ReadError::Binary)?;
        // What holds NUL as a character, too, is no text.
        return if memchr::memchr(0, read.0.as_bytes()).is_some() { Err(ReadError::Binary) } else { Ok(read) };
    }
    match utf8(bytes, 0) {
        Ok((text, origin)) => Ok((text, origin, Encoding::Utf8)),
        Err(ReadError::Encoding(_)) => Ok(western(bytes)),
        Err(error) => Err(error),
    }
}

/// The offset of the first byte that is no UTF-8; the length where there is none.
pub(super) fn valid_up_to(bytes: &[u8]) -> usize {
    simdutf8::compat::from_utf8(bytes).map_or_else(|bad| bad.valid_up_to(), str::len)
}

/// How many bytes are looked at to tell binary files and UTF-16 from UTF-8.
const SAMPLE: usize = 4096;

fn utf8(bytes: &[u8], base: usize) -> Result<(Cow<'_, str>, Origin), ReadError> {
    match simdutf8::compat::from_utf8(bytes) {
        Ok(text) => Ok((Cow::Borrowed(text), Origin::Whole(base as u32))),
        Err(bad) => {
            // Images, archives and Office files have NULs before or soon after their first odd byte.
            let at = bad.valid_up_to();
            let near = &bytes[..bytes.len().min(at + SAMPLE)];
            if memchr::memchr(0, near).is_some() { Err(ReadError::Binary) } else { Err(ReadError::Encoding(base + at)) }
        }
    }
}

fn western(bytes: &[u8]) -> (Cow<'_, str>, Origin, Encoding) {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 4);
    let mut map = CharMapBuilder::new(0, bytes.len());
    for c in bytes.iter().copied().map(western_char) {
        text.push(c);
        map.push(c, 1);
    }
    (Cow::Owned(text), Origin::Decoded(map.finish()), Encoding::Western)
}

/// Which UTF-16 a file without byte order mark is plainly written in: in one of the two places of each pair at least a
/// third of the bytes are zero (blanks, digits, letters without marks), in the other hardly any.
fn guess_utf16(bytes: &[u8]) -> Option<Encoding> {
    if !bytes.len().is_multiple_of(2) {
        return None;
    }
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let pairs = sample.len() / 2;
    let zeros = |place: usize| sample.iter().skip(place).step_by(2).filter(|&&b| b == 0).count();
    match (zeros(0), zeros(1)) {
        (low, high) if high * 3 >= pairs && low * 20 <= pairs + 20 => Some(Encoding::Utf16Le),
        (high, low) if high * 3 >= pairs && low * 20 <= pairs + 20 => Some(Encoding::Utf16Be),
        _ => None,
    }
}

fn utf16(bytes: &[u8], base: usize, encoding: Encoding) -> Result<(Cow<'_, str>, Origin, Encoding), ReadError> {
    let body = &bytes[base..];
    if body.len() % 2 == 1 {
        return Err(ReadError::Encoding(bytes.len() - 1));
    }
    let units = body.chunks_exact(2).map(|pair| match encoding {
        Encoding::Utf16Be => u16::from_be_bytes([pair[0], pair[1]]),
        _ => u16::from_le_bytes([pair[0], pair[1]]),
    });
    let mut text = String::with_capacity(body.len());
    let mut map = CharMapBuilder::new(base, body.len() / 2);
    let mut at = base;
    for c in char::decode_utf16(units) {
        // Half a surrogate pair is no character of any encoding.
        let c = c.map_err(|_| ReadError::Encoding(at))?;
        text.push(c);
        map.push(c, c.len_utf16() * 2);
        at += c.len_utf16() * 2;
    }
    Ok((Cow::Owned(text), Origin::Decoded(map.finish()), encoding))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    #[test]
    fn utf16_is_read_with_and_without_mark() {
        let text = "Nghị định số 30/2020/NĐ-CP 😀";
        for encoding in [Encoding::Utf16Le, Encoding::Utf16Be] {
            for mark in ["\u{feff}", ""] {
                let bytes = encoding.encode(&format!("{mark}{text}")).unwrap().into_owned();
                let (read, origin, found) = decode(&bytes).unwrap();
                assert_eq!((read.as_ref(), found), (text, encoding));
                let at = text.find("30").unwrap();
                let file = origin.to_file(Span::new(at, text.len()));
                assert_eq!(bytes[file.range()], *encoding.encode(&text[at..]).unwrap());
            }
        }
    }

    #[test]
    fn other_bytes_are_refused_with_their_place() {
        let (text, origin, encoding) = decode(b"Ngh\xcc \xb8").unwrap();
        assert_eq!((text.as_ref(), encoding), ("NghÌ ¸", Encoding::Western));
        assert_eq!(origin.to_file(Span::new(6, 8)).range(), 5..6);
        assert_eq!(valid_up_to(b"Ngh\xcc \xb8"), 3);
        assert_eq!(decode(b"\xef\xbb\xbfab\xff").unwrap_err(), ReadError::Encoding(5));
        assert_eq!(decode(b"\xff\xfea\0b").unwrap_err(), ReadError::Encoding(4));
        assert_eq!(decode(b"\xff\xfea\0\0\xd8b\0").unwrap_err(), ReadError::Encoding(4));
        assert_eq!(decode(b"PK\x03\x04\0\0\0\0\x08\x08").unwrap_err(), ReadError::Binary);
        assert_eq!(decode(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0").unwrap_err(), ReadError::Binary);
        assert_eq!(decode(b"H!D\x0b\0\0\0htl").unwrap_err(), ReadError::Binary);
        assert_eq!(decode(b"").unwrap().0, "");
    }
}
