//! Word documents (OOXML): body, text boxes, notes, headers and footers, each with its bytes in the packed file it
//! stands in.
//!
//! Text is what the reader of the page sees once all tracked changes are accepted: deleted and moved-away text,
//! comments, codes of fields and hidden text are none; automatic numbers are, although no run holds them.

mod numbering;
mod runs;
mod story;
mod styles;
mod xml;

use std::borrow::Cow;

use memchr::memmem;

use super::origin::Origin;
use super::zipped::{self, Zipped};
use super::{Encoding, Home, Layout, Limits, Part, ReadError, encoding};
use crate::text::Span;
use numbering::Numbering;
pub use runs::{Child, Run, Runs, runs};
use story::{Setting, Text};
use styles::Styles;
use xml::{Step, attribute};

/// The first bytes of an OLE file: old Office files, and newer ones that are locked.
const OLE: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// Whether the bytes are a Word document, or an Office document behind a password.
pub(super) fn shows(bytes: &[u8]) -> bool {
    if bytes.starts_with(OLE) {
        return is_locked(bytes);
    }
    if !zipped::shows(bytes) {
        return false;
    }
    match Zipped::open(bytes, &Limits::default()) {
        Ok(mut zipped) => match zipped.find(TYPES).map(str::to_owned) {
            // Where the main file lies is for the package to say; nearly all programs put it here.
            Some(types) => zipped.names().any(|name| name.starts_with("word/")) || tells_word(&mut zipped, &types),
            None => false,
        },
        // The directory stands at the end; what is cut off, or lists too much, still begins as Office files do.
        Err(_) => {
            let office = |name: &str| name == TYPES || name.starts_with("_rels/") || name.starts_with("word/");
            zipped::first_name(bytes).is_some_and(office) && memmem::find(bytes, b"word/").is_some()
        }
    }
}

/// Whether the list of kinds has a document of Word.
fn tells_word(zipped: &mut Zipped, types: &str) -> bool {
    let has = |list: &[u8], kind: &str| memmem::find(list, kind.as_bytes()).is_some();
    zipped.unpack(types).is_ok_and(|list| {
        [
            "wordprocessingml.document.main",
            "wordprocessingml.template.main",
            "ms-word.document.macro",
            "ms-word.template.macro",
        ]
        .iter()
        .any(|kind| has(&list, kind))
    })
}

/// Whether an OLE file holds a locked Office document.
fn is_locked(bytes: &[u8]) -> bool {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    memmem::find(bytes, &name).is_some()
}

/// The list of what kind each packed file is.
pub const TYPES: &str = "[Content_Types].xml";

/// The parts of a Word document.
///
/// # Errors
/// What keeps it from being read whole.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Vec<Part<'static>>, ReadError> {
    if bytes.starts_with(OLE) {
        return Err(ReadError::Encrypted);
    }
    let mut package = Package { zipped: Zipped::open(bytes, limits)? };
    let main = package.main()?;
    let related = package.related(&main)?;
    let named = |kind: &'static str| related.iter().filter(move |r| r.kind == kind).map(|r| r.target.as_str());
    let mut setting = Setting::default();
    if let Some((member, xml)) = package.optional(named("styles").next())? {
        setting.styles = Styles::read(&decoded(&xml, &member)?.0, &member)?;
    }
    if let Some((member, xml)) = package.optional(named("numbering").next())? {
        setting.numbering = Numbering::read(&decoded(&xml, &member)?.0, &member)?;
    }
    let pages = package.pages()?;
    let mut parts = Vec::new();
    let body = package.zipped.unpack(&main)?;
    add(&mut parts, "body", &main, &body, &mut setting)?;
    if let Some(body) = parts.first_mut() {
        // Word notes where its pages began; that holds only if nothing changed it since.
        if pages.is_some_and(|count| count as usize == body.layout.pages.len() + 1) {
            body.layout.pages.insert(0, 0);
        } else {
            body.layout.pages.clear();
        }
    }
    for (kind, label) in
        [("footnotes", "footnotes"), ("endnotes", "endnotes"), ("header", "header"), ("footer", "footer")]
    {
        for target in named(kind) {
            if let Some((member, xml)) = package.optional(Some(target))? {
                add(&mut parts, label, &member, &xml, &mut setting)?;
            }
        }
    }
    for target in named("aFChunk") {
        if let Some((member, bytes)) = package.optional(Some(target))? {
            inserted(&mut parts, &member, &bytes, limits)?;
        }
    }
    let says_nothing = |part: &Part| !part.text.contains(char::is_alphanumeric);
    if parts.iter().all(says_nothing) && package.zipped.names().any(|name| name.contains("/media/")) {
        return Err(ReadError::Scan);
    }
    // The body stays even if it is empty, so that a document always has a part.
    let mut first = true;
    parts.retain(|part| std::mem::replace(&mut first, false) || !says_nothing(part));
    Ok(parts)
}

/// Adds the parts of the story in `member`.
fn add(
    parts: &mut Vec<Part<'static>>,
    label: &str,
    member: &str,
    bytes: &[u8],
    setting: &mut Setting,
) -> Result<(), ReadError> {
    let (xml, outer) = decoded(bytes, member)?;
    let story = story::read(&xml, member, setting)?;
    let part = |label: &str, text: Text, outer: Origin| Part {
        label: Some(label.to_owned()),
        text: Cow::Owned(text.out.text),
        origin: Origin::within(text.out.pieces, outer),
        home: Home::Member(member.to_owned()),
        layout: Layout { pages: text.pages, paragraphs: text.paragraphs },
        runs: text.coded,
        ..Part::default()
    };
    parts.push(part(label, story.text, outer.clone()));
    if !story.boxes.is_empty() {
        parts.push(part("text box", joined(story.boxes), outer));
    }
    Ok(())
}

/// Adds the text of a document of any format that stands in this one (`w:altChunk`) until Word opens and saves it.
fn inserted(parts: &mut Vec<Part<'static>>, member: &str, bytes: &[u8], limits: &Limits) -> Result<(), ReadError> {
    // They may hold such documents themselves.
    let nesting = limits.nesting.checked_sub(1).ok_or_else(|| ReadError::Damaged(format!("{member}: altChunk")))?;
    let within = Limits { nesting, ..*limits };
    let source = super::read_within(bytes, member, None, &within)
        .map_err(|error| ReadError::Damaged(format!("{member}: {error}")))?;
    let texts = source.parts.iter().map(|part| &*part.text).filter(|text| !text.trim().is_empty());
    let text = texts.collect::<Vec<_>>().join("\n");
    parts.push(Part {
        label: Some("inserted".to_owned()),
        text: Cow::Owned(text),
        home: Home::Text,
        ..Part::default()
    });
    Ok(())
}

/// Texts below each other, with an empty line between them.
fn joined(texts: Vec<Text>) -> Text {
    let mut all = Text::default();
    for text in texts {
        let base = all.out.append_line(text.out);
        all.coded.extend(text.coded.into_iter().map(|mut run| {
            run.span = Span { start: run.span.start + base, end: run.span.end + base };
            run
        }));
        all.paragraphs.extend(text.paragraphs.into_iter().map(|start| start + base));
    }
    all
}

/// The characters of a packed XML file.
fn decoded<'b>(bytes: &'b [u8], member: &str) -> Result<(Cow<'b, str>, Origin), ReadError> {
    match encoding::decode(bytes) {
        Ok((text, origin, Encoding::Utf8 | Encoding::Utf8Bom | Encoding::Utf16Le | Encoding::Utf16Be)) => {
            Ok((text, origin))
        }
        _ => Err(ReadError::Damaged(format!("{member}: encoding"))),
    }
}

/// A file that another one names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Related {
    /// By what name.
    pub id: String,
    /// The last word of its kind: "footnotes", "header".
    pub kind: String,
    /// Its own name in the package.
    pub target: String,
}

/// The name of the list of files that the file of that name refers to; that of the package itself for "".
#[must_use]
pub fn list_of(member: &str) -> String {
    match member.rsplit_once('/') {
        Some((folder, file)) => format!("{folder}/_rels/{file}.rels"),
        None => format!("_rels/{member}.rels"),
    }
}

/// The files in such a list, less those that are not packed.
///
/// # Errors
/// [`ReadError::Damaged`] where it is not well-formed.
pub fn related_in(list: &[u8], member: &str) -> Result<Vec<Related>, ReadError> {
    let folder = member.rsplit_once('/').map_or("", |(folder, _)| folder);
    let name = list_of(member);
    let (xml, _) = decoded(list, &name)?;
    let mut out = Vec::new();
    xml::walk(&xml, &name, |step| {
        let Step::Open(start) = step else { return };
        if xml::local(start.name().0) != "Relationship"
            || attribute(start, "TargetMode").is_some_and(|mode| mode == "External")
        {
            return;
        }
        let (Some(kind), Some(target)) = (attribute(start, "Type"), attribute(start, "Target")) else { return };
        let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
        let id = attribute(start, "Id").unwrap_or_default().into_owned();
        out.push(Related { id, kind, target: resolved(folder, &target) });
    })?;
    Ok(out)
}

/// A packed Office document.
struct Package<'a> {
    zipped: Zipped<'a>,
}

impl Package<'_> {
    /// The name of the main file.
    fn main(&mut self) -> Result<String, ReadError> {
        let related = self.related("")?;
        let named = related.into_iter().find(|r| r.kind == "officeDocument").map(|r| r.target);
        let main = named.as_deref().unwrap_or("word/document.xml");
        self.zipped.find(main).map(str::to_owned).ok_or_else(|| ReadError::Damaged(format!("{main}?")))
    }

    /// The bytes of a file that may be missing, with its name as packed.
    fn optional(&mut self, name: Option<&str>) -> Result<Option<(String, Vec<u8>)>, ReadError> {
        let Some(name) = name.and_then(|name| self.zipped.find(name)).map(str::to_owned) else { return Ok(None) };
        let bytes = self.zipped.unpack(&name)?;
        Ok(Some((name, bytes)))
    }

    /// The files that the file of that name refers to; those of the package itself for "".
    fn related(&mut self, of: &str) -> Result<Vec<Related>, ReadError> {
        match self.optional(Some(&list_of(of)))? {
            Some((_, list)) => related_in(&list, of),
            None => Ok(Vec::new()),
        }
    }

    /// How many pages the document had when it was last saved.
    fn pages(&mut self) -> Result<Option<u32>, ReadError> {
        let Some((member, bytes)) = self.optional(Some("docProps/app.xml"))? else { return Ok(None) };
        // What only decorates must not keep the text from being read.
        let Ok((xml, _)) = decoded(&bytes, &member) else { return Ok(None) };
        let Some((_, rest)) = xml.split_once("Pages>") else { return Ok(None) };
        Ok(rest.split('<').next().and_then(|count| count.trim().parse().ok()))
    }
}

/// The name in the package of a file named from within `folder`.
fn resolved(folder: &str, target: &str) -> String {
    let mut steps: Vec<&str> = match target.starts_with('/') {
        true => Vec::new(),
        false => folder.split('/').filter(|step| !step.is_empty()).collect(),
    };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests;
