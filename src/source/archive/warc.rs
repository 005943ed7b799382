//! WARC: pages as they were fetched, record by record (ISO 28500).

use std::io::{self, BufRead, Read};
use std::rc::Rc;

use super::super::{Format, Limits, ReadError};
use super::kind::{self, Wanted};
use super::ledger::{Inflated, Ledger};
use super::{Members, Step, broken, bytes_of};

/// The most bytes of the headers of a record, or of an answer within it.
const HEADERS: u64 = 1 << 20;

/// A WARC file.
pub(super) struct Warc {
    stream: Box<dyn BufRead>,
    ledger: Rc<Ledger>,
    /// Bytes of the record that are not read yet.
    rest: u64,
}

/// Headers, of which only those that are asked for are kept.
#[derive(Debug, Default)]
struct Headers {
    first: String,
    fields: Vec<(String, String)>,
}

impl Headers {
    fn get(&self, name: &str) -> &str {
        self.fields.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)).map_or("", |(_, value)| value)
    }

    /// A media type without its parameters, in small letters.
    fn media(&self) -> String {
        self.get("content-type").split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
    }
}

/// Headers up to the blank line behind them.
///
/// # Errors
/// What the stream says; that it ends before they do; that they are too long.
fn headers(stream: &mut dyn BufRead) -> io::Result<Headers> {
    let mut out = Headers::default();
    let mut stream = stream.take(HEADERS);
    let mut line = Vec::new();
    loop {
        line.clear();
        if stream.read_until(b'\n', &mut line)? == 0 {
            let long = stream.limit() == 0;
            return Err(if long { io::Error::other("header too long") } else { io::ErrorKind::UnexpectedEof.into() });
        }
        let text = String::from_utf8_lossy(&line);
        let text = text.trim_end_matches(['\r', '\n']);
        if out.first.is_empty() {
            text.clone_into(&mut out.first);
            if text.is_empty() {
                return Ok(out);
            }
        } else if text.is_empty() {
            return Ok(out);
        } else if let Some((name, value)) = text.split_once(':') {
            out.fields.push((name.trim().to_owned(), value.trim().to_owned()));
        }
    }
}

/// What is done with a record of that media type and address.
fn wanted(media: &str, address: &str) -> Option<Option<Format>> {
    // The path of the address, without question and mark.
    let path = address.split(['?', '#']).next().unwrap_or_default();
    match media {
        "text/html" | "application/xhtml+xml" => Some(Some(Format::Html)),
        "text/markdown" => Some(Some(Format::Markdown)),
        "text/plain" => Some(Some(Format::Text)),
        _ if media.starts_with("text/") || media.starts_with("image/") => None,
        // What the bytes show counts for the rest.
        _ => match kind::wanted(path.rsplit('/').next().unwrap_or_default()) {
            Wanted::Document => Some(None),
            _ => None,
        },
    }
}

impl Warc {
    pub(super) fn new(stream: Box<dyn BufRead>, ledger: Rc<Ledger>) -> Self {
        Warc { stream, ledger, rest: 0 }
    }

    fn step(&mut self, limits: &Limits) -> io::Result<Step> {
        let skipped = io::copy(&mut (&mut self.stream).take(self.rest), &mut io::sink())?;
        if skipped < self.rest {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        self.rest = 0;
        // Two line breaks stand behind each record; some writers are free with them.
        loop {
            let next = self.stream.fill_buf()?;
            match next.first() {
                None => return Ok(Step::End),
                Some(b'\r' | b'\n') => self.stream.consume(1),
                Some(_) => break,
            }
        }
        let record = headers(&mut *self.stream)?;
        let length = record.get("content-length").parse::<u64>();
        let (true, Ok(length)) = (record.first.starts_with("WARC/"), length) else {
            return Err(io::Error::other("not a WARC record"));
        };
        self.rest = length;
        let name = record.get("warc-target-uri").trim_matches(['<', '>']).to_owned();
        let sort = record.get("warc-type").to_ascii_lowercase();
        let answer = match (&*sort, &*record.media()) {
            ("response", "application/http") => {
                let mut block = (&mut self.stream).take(length);
                let answer = headers(&mut block)?;
                self.rest = block.limit();
                if !answer.first.split(' ').nth(1).is_some_and(|status| status.starts_with('2')) {
                    return Ok(Step::Passed);
                }
                answer
            }
            ("response" | "resource" | "conversion", _) => record,
            _ => return Ok(Step::Passed),
        };
        let Some(format) = wanted(&answer.media(), &name) else {
            return Ok(Step::LeftOut(left_out(&answer.media(), &name)));
        };
        if self.rest > limits.file_size {
            return Ok(Step::Refused { name, error: ReadError::TooLarge(self.rest, limits.file_size) });
        }
        let whole = std::mem::take(&mut self.rest);
        let bytes = match bytes_of((&mut self.stream).take(whole), limits.file_size, whole) {
            Ok(bytes) if (bytes.len() as u64) < whole => return Err(io::ErrorKind::UnexpectedEof.into()),
            Ok(bytes) => bytes,
            Err(error) => return Ok(Step::Broken(error)),
        };
        Ok(match self.body(&answer, bytes, limits) {
            Ok(bytes) => Step::Document { name, format, bytes },
            Err(error) => Step::Refused { name, error },
        })
    }

    /// The body of an answer without the wrapping it was sent in. Many crawlers take the wrapping off and leave the
    /// header that tells of it.
    fn body(&self, answer: &Headers, bytes: Vec<u8>, limits: &Limits) -> Result<Vec<u8>, ReadError> {
        let mut bytes = bytes;
        if answer.get("transfer-encoding").to_ascii_lowercase().contains("chunked")
            && let Some(joined) = joined(&bytes)
        {
            bytes = joined;
        }
        let coding = answer.get("content-encoding").to_ascii_lowercase();
        let ledger = || Rc::clone(&self.ledger);
        match coding.trim() {
            "" | "identity" => Ok(bytes),
            "gzip" | "x-gzip" if bytes.starts_with(b"\x1f\x8b") => {
                bytes_of(Inflated::new(&bytes[..], ledger()), limits.file_size, 0)
            }
            "deflate" if simdutf8::basic::from_utf8(&bytes).is_err() => {
                // The header of zlib is a multiple of 31; many servers leave it out.
                let zlib = bytes.len() > 1
                    && bytes[0] & 0x0f == 8
                    && (u16::from(bytes[0]) << 8 | u16::from(bytes[1])) % 31 == 0;
                if zlib {
                    bytes_of(Inflated::zlib(&bytes[..], ledger()), limits.file_size, 0)
                } else {
                    bytes_of(Inflated::deflate(&bytes[..], ledger()), limits.file_size, 0)
                }
            }
            // A text is not packed, whatever the header says.
            _ if simdutf8::basic::from_utf8(&bytes).is_ok() => Ok(bytes),
            "gzip" | "x-gzip" => Ok(bytes),
            other => Err(ReadError::Packing(other.chars().take(40).collect())),
        }
    }
}

/// The extension by which a record that is left out is counted: that of its address, else of its media type.
fn left_out(media: &str, address: &str) -> String {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let last = path.rsplit('/').next().unwrap_or_default();
    match kind::left_out(last) {
        known if !known.is_empty() => known,
        _ => kind::left_out(&format!(".{}", media.rsplit('/').next().unwrap_or_default())),
    }
}

/// The chunks of a body put together; `None` where it is none of chunks.
fn joined(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(bytes.len());
    let mut rest = bytes;
    loop {
        let end = memchr::memchr(b'\n', rest.get(..rest.len().min(1024))?)?;
        let size = rest[..end].split(|b| *b == b';').next()?.trim_ascii();
        let size = usize::from_str_radix(std::str::from_utf8(size).ok()?, 16).ok()?;
        rest = &rest[end + 1..];
        if size == 0 {
            return Some(out);
        }
        // A body that was cut off ends within a chunk.
        let Some(chunk) = rest.get(..size) else {
            out.extend_from_slice(rest);
            return Some(out);
        };
        out.extend_from_slice(chunk);
        rest = &rest[size..];
        rest = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n")).unwrap_or(rest);
        if rest.is_empty() {
            return Some(out);
        }
    }
}

impl Members for Warc {
    fn next(&mut self, limits: &Limits, _: &Ledger) -> Step {
        self.step(limits).unwrap_or_else(|error| Step::Broken(broken(&error)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_put_together() {
        assert_eq!(joined(b"3\r\nabc\r\n2;x=1\r\nde\r\n0\r\n\r\n"), Some(b"abcde".to_vec()));
        assert_eq!(joined(b"5\r\nabc"), Some(b"abc".to_vec()));
        assert_eq!(joined(b"<html>\n"), None);
        assert_eq!(joined(b"<html>"), None);
        assert_eq!(joined(b""), None);
    }

    #[test]
    fn media_types_and_addresses_tell_what_is_read() {
        assert_eq!(wanted("text/html", "https://x.vn/a.pdf"), Some(Some(Format::Html)));
        assert_eq!(wanted("text/css", "https://x.vn/a.txt"), None);
        assert_eq!(wanted("", "https://x.vn/a.txt?x=.png"), Some(None));
        assert_eq!(wanted("", "https://x.vn"), None);
        assert_eq!(wanted("application/octet-stream", "https://x.vn/a"), None);
        assert_eq!(
            (left_out("image/png", "https://x.vn/a"), left_out("x", "https://x.vn/a.JPG?b")),
            ("png".into(), "jpg".into())
        );
    }
}
