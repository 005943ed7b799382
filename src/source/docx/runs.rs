//! The runs of a story with their bytes: what has to be known to cut them.

use quick_xml::events::Event;
use quick_xml::reader::Reader;

use crate::source::ReadError;
use crate::text::Span;

use super::xml::{self, Names};

/// An element of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Child {
    /// All of it.
    pub span: Span,
    /// Between its tags, where it holds characters.
    pub characters: Option<Span>,
}

/// A run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// All of it.
    pub span: Span,
    /// Its start tag.
    pub open: Span,
    /// Its properties.
    pub properties: Option<Span>,
    /// What it holds beside them.
    pub children: Vec<Child>,
    /// The start tag of the tracked insertion that it stands in directly.
    pub inserted: Option<Span>,
    /// The run whose text box it stands in, as an index into the list of runs.
    pub outer: Option<usize>,
}

/// The runs of a story, in the order in which they begin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Runs {
    /// The runs.
    pub list: Vec<Run>,
    /// The prefix of the story's own element: "w".
    pub prefix: String,
}

impl Runs {
    /// The innermost run that holds byte `at` of the file.
    #[must_use]
    pub fn around(&self, at: u32) -> Option<usize> {
        let mut index = self.list.partition_point(|run| run.span.start <= at).checked_sub(1)?;
        // A run that ends before the place stands in the same text box as the place, or deeper.
        while self.list[index].span.end <= at {
            index = self.list[index].outer?;
        }
        Some(index)
    }

    /// The run that stands in no text box and holds that run, or is it.
    #[must_use]
    pub fn outermost(&self, mut index: usize) -> usize {
        while let Some(outer) = self.list.get(index).and_then(|run| run.outer) {
            index = outer;
        }
        index
    }
}

/// What an open element is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    Run(usize),
    /// The properties of a run.
    Properties(usize),
    /// Another element of a run, where it begins and what it holds begins, and whether that is characters.
    Child(usize, u32, u32, bool),
    /// A tracked insertion with its start tag.
    Inserted(Span),
    Other,
}

/// The runs of the story in the packed file whose bytes are `file`.
///
/// # Errors
/// [`ReadError::Damaged`] where it is not well-formed.
pub fn runs(file: &[u8]) -> Result<Runs, ReadError> {
    const MARK: &[u8] = b"\xef\xbb\xbf";
    let rest = file.strip_prefix(MARK).unwrap_or(file);
    let base = file.len() - rest.len();
    let xml = str::from_utf8(rest).map_err(|_| ReadError::Damaged("UTF-8".to_owned()))?;
    let mut out = Runs::default();
    let mut names = Names::default();
    let mut stack: Vec<Open> = Vec::new();
    let mut reader = Reader::from_str(xml);
    loop {
        let at = (base + reader.buffer_position() as usize) as u32;
        let event = reader.read_event().map_err(|error| xml::fault("xml", &error))?;
        let end = (base + reader.buffer_position() as usize) as u32;
        let (start, empty) = match event {
            Event::Start(start) => (start, false),
            Event::Empty(start) => (start, true),
            Event::End(_) => {
                close(&mut out, stack.pop(), at, end);
                continue;
            }
            Event::Eof if stack.is_empty() => break,
            Event::Eof => return Err(xml::cut("xml")),
            _ => continue,
        };
        let own = names.is_own(&start);
        let name = xml::local(start.name().0);
        let open = match stack.last().copied() {
            Some(Open::Run(run)) if own && name == "rPr" => {
                out.list[run].properties = Some(Span { start: at, end });
                Open::Properties(run)
            }
            Some(Open::Run(run)) => Open::Child(run, at, end, own && name == "t"),
            around if own && name == "r" => {
                let inserted = match around {
                    Some(Open::Inserted(tag)) => Some(tag),
                    _ => None,
                };
                let outer = stack.iter().rev().find_map(|open| match open {
                    Open::Run(run) => Some(*run),
                    _ => None,
                });
                let span = Span { start: at, end };
                out.list.push(Run { span, open: span, properties: None, children: Vec::new(), inserted, outer });
                Open::Run(out.list.len() - 1)
            }
            Some(Open::Properties(_)) => Open::Other,
            _ if own && name == "ins" => Open::Inserted(Span { start: at, end }),
            _ => Open::Other,
        };
        if empty {
            close(&mut out, Some(open), end, end);
        } else {
            stack.push(open);
        }
    }
    out.prefix = names.root().to_owned();
    Ok(out)
}

/// Notes that an element ends, whose end tag stands at `at..end`.
fn close(out: &mut Runs, open: Option<Open>, at: u32, end: u32) {
    match open {
        Some(Open::Run(run)) => out.list[run].span.end = end,
        Some(Open::Properties(run)) => {
            if let Some(properties) = &mut out.list[run].properties {
                properties.end = end;
            }
        }
        Some(Open::Child(run, start, content, is_text)) => {
            let characters = (is_text && content <= at && at < end).then_some(Span { start: content, end: at });
            out.list[run].children.push(Child { span: Span { start, end }, characters });
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_are_found_with_their_bytes() {
        let xml = r#"<w:p xmlns:w="http://x/wordprocessingml/2006/main"><w:ins w:id="1"><w:r w:a="b"><w:rPr><w:b/></w:rPr><w:t>một</w:t><w:tab/></w:r></w:ins><w:r><w:pict><w:r><w:t>hộp</w:t></w:r></w:pict></w:r><w:r/></w:p>"#;
        for mark in ["", "\u{feff}"] {
            let file = format!("{mark}{xml}");
            let runs = runs(file.as_bytes()).unwrap();
            let first = &runs.list[0];
            assert_eq!(runs.prefix, "w");
            assert_eq!(first.open.of(&file), r#"<w:r w:a="b">"#);
            assert_eq!(first.properties.unwrap().of(&file), "<w:rPr><w:b/></w:rPr>");
            assert_eq!(first.children[0].characters.unwrap().of(&file), "một");
            assert_eq!(first.children[1].span.of(&file), "<w:tab/>");
            assert_eq!(first.inserted.unwrap().of(&file), r#"<w:ins w:id="1">"#);
            assert!(first.span.of(&file).ends_with("</w:r>"));
            let inside = file.find("hộp").unwrap() as u32;
            assert_eq!(runs.around(inside), Some(2));
            assert_eq!((runs.outermost(2), runs.list[2].outer), (1, Some(1)));
            assert_eq!(runs.around(file.find("</w:pict>").unwrap() as u32), Some(1));
            assert_eq!(runs.around(file.find("</w:p>").unwrap() as u32), None);
            assert_eq!(runs.list.len(), 4);
        }
        assert!(super::runs(b"<a><b></a>").is_err() && super::runs(b"<a>").is_err() && super::runs(b"\xff").is_err());
    }
}
