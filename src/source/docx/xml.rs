//! What the readers of the files inside a Word document share: elements by their local names, attributes, faults.

use std::borrow::Cow;
use std::collections::HashSet;

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};
use quick_xml::reader::Reader;

use crate::source::ReadError;
use crate::source::xml_file::{cut, fault};

/// The name without its prefix.
pub(super) fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// What stands before the local name.
pub(super) fn prefix(name: &str) -> &str {
    name.rsplit_once(':').map_or("", |(prefix, _)| prefix)
}

/// Which elements of a file are Word's own.
#[derive(Clone, Debug, Default)]
pub(super) struct Names {
    /// The prefix of the root's name.
    root: Option<String>,
    /// Other prefixes of their names.
    others: HashSet<String>,
}

impl Names {
    /// Whether an element is one of Word's own. It must be asked of every element, in the order of the file: the first
    /// is one, whatever it says, and others may bind more prefixes to the same names.
    pub(super) fn is_own(&mut self, start: &BytesStart) -> bool {
        const SPACE: &str = "wordprocessingml";
        let own = prefix(start.name().0);
        self.root.get_or_insert_with(|| own.to_owned());
        let raw = start.attributes_raw();
        if raw.len() > SPACE.len() && raw.contains(SPACE) {
            for attribute in start.attributes().with_checks(false).flatten() {
                let space = &*attribute.value;
                let declared = match attribute.key.0 {
                    "xmlns" => "",
                    key => match key.strip_prefix("xmlns:") {
                        Some(declared) => declared,
                        None => continue,
                    },
                };
                let words = space.contains(SPACE) && space.ends_with("/main");
                if words && declared != self.root() {
                    self.others.insert(declared.to_owned());
                }
            }
        }
        own == self.root() || self.others.contains(own)
    }

    /// The prefix of the root.
    pub(super) fn root(&self) -> &str {
        self.root.as_deref().unwrap_or_default()
    }
}

/// The value of the attribute of that local name.
pub(super) fn attribute<'a>(start: &BytesStart<'a>, name: &str) -> Option<Cow<'a, str>> {
    // Attributes of the borrowed event would not outlive it, so the value is taken out of it.
    let found = start.attributes().with_checks(false).flatten().find(|a| local(a.key.0) == name)?;
    let value = found.normalized_value(XmlVersion::Implicit1_0).ok()?;
    Some(Cow::Owned(value.into_owned()))
}

/// The attribute `val`.
pub(super) fn val<'a>(start: &BytesStart<'a>) -> Option<Cow<'a, str>> {
    attribute(start, "val")
}

/// A number as the attribute `val`.
pub(super) fn number(start: &BytesStart) -> Option<u32> {
    val(start)?.trim().parse().ok()
}

/// Whether an element that is on by its presence is on.
pub(super) fn on(start: &BytesStart) -> bool {
    !matches!(val(start).as_deref(), Some("0" | "false" | "off"))
}

/// An element opens or closes.
pub(super) enum Step<'e, 'x> {
    Open(&'e BytesStart<'x>),
    Close(&'e str),
}

/// Goes over the elements of a file; `each` gets their local names from the steps. An empty element opens and closes.
///
/// # Errors
/// [`ReadError::Damaged`] where the file is not well-formed.
pub(super) fn walk(xml: &str, member: &str, mut each: impl FnMut(Step)) -> Result<(), ReadError> {
    let mut reader = Reader::from_str(xml);
    let mut depth = 0usize;
    loop {
        match reader.read_event().map_err(|error| fault(member, &error))? {
            Event::Start(start) => {
                depth += 1;
                each(Step::Open(&start));
            }
            Event::Empty(start) => {
                each(Step::Open(&start));
                each(Step::Close(local(start.name().0)));
            }
            Event::End(end) => {
                depth = depth.saturating_sub(1);
                each(Step::Close(local(end.name().0)));
            }
            Event::Eof if depth > 0 => return Err(cut(member)),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}
