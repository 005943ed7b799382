//! An XML file gone over to its end, and its faults.

use std::fmt::Display;

use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use super::ReadError;

/// Who takes what a file holds. Places are bytes of the file.
pub(super) trait Content {
    /// An element opens at `at`. Each is closed again, an empty one at once.
    ///
    /// # Errors
    /// Why the file is not read on.
    fn open(&mut self, start: &BytesStart, at: usize) -> Result<(), ReadError>;

    /// The element opened last ends with the bytes `at..end`.
    fn close(&mut self, at: usize, end: usize);

    /// Whether characters here are text; others are not handed out.
    fn is_text(&self) -> bool;

    /// The characters that stand at `start..end`; whether they were marked to be left as they are (CDATA).
    fn characters(&mut self, start: usize, end: usize, marked: bool);

    /// The character that the reference `start..end` stands for.
    fn sign(&mut self, c: char, start: usize, end: usize);
}

/// Hands out what the file `member` holds.
///
/// # Errors
/// [`ReadError::Damaged`] where the file is not well-formed to its end: half a text would look like a whole one.
pub(super) fn read(xml: &str, member: &str, content: &mut impl Content) -> Result<(), ReadError> {
    let mut reader = Reader::from_str(xml);
    let mut depth = 0usize;
    let mut rooted = false;
    loop {
        let at = reader.buffer_position() as usize;
        let event = reader.read_event().map_err(|error| fault(member, &error))?;
        let end = reader.buffer_position() as usize;
        match event {
            Event::Start(start) => {
                rooted = true;
                depth += 1;
                content.open(&start, at)?;
            }
            Event::Empty(start) => {
                rooted = true;
                content.open(&start, at)?;
                content.close(at, end);
            }
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                content.close(at, end);
            }
            Event::Text(_) if content.is_text() => content.characters(at, end, false),
            Event::CData(data) if content.is_text() => {
                let from = at + "<![CDATA[".len();
                content.characters(from, from + data.len(), true);
            }
            Event::GeneralRef(reference) if content.is_text() => {
                let c = match reference.resolve_char_ref().map_err(|error| fault(member, &error))? {
                    Some(c) => Some(c),
                    None => resolve_xml_entity(&reference).and_then(|signs| signs.chars().next()),
                };
                let c = c.ok_or_else(|| fault(member, &format_args!("&{};", &*reference)))?;
                content.sign(c, at, end);
            }
            Event::Eof if depth > 0 || !rooted => return Err(cut(member)),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// The file ends inside an element.
pub(super) fn cut(member: &str) -> ReadError {
    fault(member, &"XML cut off")
}

/// What the fault of a file says, in few words.
pub(super) fn fault(member: &str, words: &dyn Display) -> ReadError {
    const LONGEST: usize = 120;
    let words: String = words.to_string().chars().take(LONGEST).collect();
    ReadError::Damaged(format!("{member}: {words}"))
}
