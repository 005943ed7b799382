//! The runs of a story with their bytes: what has to be known to cut them.

use std::ops::Range;

use memchr::memmem;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use crate::source::ReadError;
use crate::text::Span;

use crate::source::xml_file::{cut, fault};

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
    /// The outermost field that it belongs to, from its start to its end; links are none.
    pub field: Option<Span>,
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
    /// A field in one element, where it begins and the number of the first run in it.
    Field(u32, usize),
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
    // Fields made of several runs, by their begins, separators and ends.
    let mut bounds: Vec<(usize, Bound)> = Vec::new();
    let mut simple = 0;
    let mut reader = Reader::from_str(xml);
    loop {
        let at = (base + reader.buffer_position() as usize) as u32;
        let event = reader.read_event().map_err(|error| fault("xml", &error))?;
        let end = (base + reader.buffer_position() as usize) as u32;
        let (start, empty) = match event {
            Event::Start(start) => (start, false),
            Event::Empty(start) => (start, true),
            Event::End(_) => {
                let open = stack.pop();
                if let Some(Open::Field(start, first)) = open {
                    simple -= 1;
                    if simple == 0 {
                        out.set_field(first..out.list.len(), Span { start, end });
                    }
                }
                close(&mut out, open, at, end);
                continue;
            }
            Event::Eof if stack.is_empty() => break,
            Event::Eof => return Err(cut("xml")),
            _ => continue,
        };
        let own = names.is_own(&start);
        let name = xml::local(start.name().0);
        let open = match stack.last().copied() {
            Some(Open::Run(run)) if own && name == "rPr" => {
                out.list[run].properties = Some(Span { start: at, end });
                Open::Properties(run)
            }
            Some(Open::Run(run)) => {
                if own && name == "fldChar" {
                    bounds.extend(Bound::of(&start).map(|bound| (run, bound)));
                }
                Open::Child(run, at, end, own && name == "t")
            }
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
                let run =
                    Run { span, open: span, properties: None, children: Vec::new(), inserted, outer, field: None };
                out.list.push(run);
                Open::Run(out.list.len() - 1)
            }
            Some(Open::Properties(_)) => Open::Other,
            _ if own && name == "ins" => Open::Inserted(Span { start: at, end }),
            _ if own && name == "fldSimple" && !empty && !start.attributes_raw().contains(LINK) => {
                simple += 1;
                Open::Field(at, out.list.len())
            }
            _ => Open::Other,
        };
        if empty {
            close(&mut out, Some(open), end, end);
        } else {
            stack.push(open);
        }
    }
    out.set_fields(file, &bounds);
    out.prefix = names.root().to_owned();
    Ok(out)
}

/// The code of links, which are fields too.
const LINK: &str = "HYPERLINK";

/// What a run says of the field it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bound {
    Begin,
    Separate,
    End,
}

impl Bound {
    fn of(start: &BytesStart) -> Option<Bound> {
        match &*xml::attribute(start, "fldCharType")? {
            "begin" => Some(Bound::Begin),
            "separate" => Some(Bound::Separate),
            "end" => Some(Bound::End),
            _ => None,
        }
    }
}

impl Runs {
    fn set_field(&mut self, runs: Range<usize>, field: Span) {
        for run in self.list.get_mut(runs).unwrap_or_default() {
            run.field = Some(field);
        }
    }

    /// Sets the outermost fields that are made of several runs.
    fn set_fields(&mut self, file: &[u8], bounds: &[(usize, Bound)]) {
        let mut open: Vec<usize> = Vec::new();
        let mut is_link = false;
        for (run, bound) in bounds {
            match (bound, open.as_slice()) {
                (Bound::Begin, rest) => {
                    is_link &= !rest.is_empty();
                    open.push(*run);
                }
                (Bound::Separate, [first]) => {
                    let code = self.list[*first].span.from()..self.list[*run].span.to();
                    is_link = file.get(code).is_some_and(|code| memmem::find(code, LINK.as_bytes()).is_some());
                }
                (Bound::Separate, _) => {}
                (Bound::End, _) => {
                    let first = open.pop();
                    if let (Some(first), true, false) = (first, open.is_empty(), is_link) {
                        let field = Span { start: self.list[first].span.start, end: self.list[*run].span.end };
                        self.set_field(first..run + 1, field);
                    }
                }
            }
        }
    }
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
        let field = |code: &str| {
            let bound = |kind: &str| format!(r#"<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>"#);
            let (begin, separate, end) = (bound("begin"), bound("separate"), bound("end"));
            let nested = format!("{begin}{separate}<w:r/>{end}");
            let field = format!("{begin}<w:r><w:instrText>{code}</w:instrText></w:r>{separate}{nested}{end}");
            let file = format!(
                r#"<w:p xmlns:w="x"><w:r/>{field}<w:r/><w:fldSimple w:instr="{code}"><w:r/></w:fldSimple></w:p>"#
            );
            let runs = runs(file.as_bytes()).unwrap();
            let fields: Vec<_> =
                runs.list.iter().map(|run| run.field.map(|field| field.of(&file).to_owned())).collect();
            assert!(fields[0].is_none() && fields[9].is_none());
            assert!(fields[1..9].iter().all(|shown| *shown == fields[1]));
            (fields[1] == Some(field), fields[10].is_some())
        };
        assert_eq!(field("REF x"), (true, true));
        assert_eq!(field("HYPERLINK x"), (false, false));
        assert!(super::runs(b"<a><b></a>").is_err() && super::runs(b"<a>").is_err() && super::runs(b"\xff").is_err());
    }
}
