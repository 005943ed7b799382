//! OpenDocument texts: body, text boxes, notes, headers and footers, each with its bytes in the XML it stands in,
//! packed (`.odt`, `.ott`) or flat (`.fodt`).
//!
//! Text is what the reader of the page sees once all tracked changes are accepted: deleted text, comments, signs of
//! notes and hidden text are none; automatic numbers are, although the XML holds them as styles only.

mod numbering;
mod story;
mod styles;

use std::borrow::Cow;

use memchr::memmem;

use super::origin::Origin;
use super::zipped::{self, Zipped};
use super::{Home, Layout, Limits, Part, ReadError, encoding};
use story::{Kind, Story, Text};
use styles::Styles;

/// What the type of an OpenDocument text begins with; those of templates and master documents go on.
const TYPE: &str = "application/vnd.oasis.opendocument.text";

/// Whether the bytes are an OpenDocument text.
pub(super) fn shows(bytes: &[u8]) -> bool {
    if zipped::shows(bytes) {
        // The type stands first and unpacked, so that it can be seen from outside.
        if zipped::first_name(bytes) == Some("mimetype")
            && memmem::find(&bytes[..bytes.len().min(256)], TYPE.as_bytes()).is_some()
        {
            return true;
        }
        let packed = || {
            let mut zipped = Zipped::open(bytes, &Limits::default()).ok()?;
            zipped.unpack("mimetype").ok()
        };
        return memmem::find(bytes, b"mimetype").is_some() && packed().is_some_and(|m| m.starts_with(TYPE.as_bytes()));
    }
    is_flat(bytes)
}

/// Whether the bytes are an OpenDocument text in one XML file.
fn is_flat(bytes: &[u8]) -> bool {
    /// The root with its many namespaces stands at the beginning.
    const HEAD: usize = 16 << 10;
    let head = &bytes[..bytes.len().min(HEAD)];
    let start = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    start.starts_with(b"<?xml")
        && memmem::find(head, b"<office:document").is_some_and(|at| {
            let root = &head[at..];
            let root = &root[..memchr::memchr(b'>', root).unwrap_or(root.len())];
            memmem::find(root, TYPE.as_bytes()).is_some()
        })
}

/// The parts of an OpenDocument text.
///
/// # Errors
/// What keeps it from being read whole.
pub(super) fn read(bytes: &[u8], limits: &Limits) -> Result<Vec<Part<'static>>, ReadError> {
    let mut parts = if zipped::shows(bytes) { packed(bytes, limits)? } else { flat(bytes)? };
    let says_nothing = |part: &Part| !part.text.contains(char::is_alphanumeric);
    let has_pictures =
        || memmem::find(bytes, b"Pictures/").is_some() || memmem::find(bytes, b"office:binary-data").is_some();
    if parts.iter().all(says_nothing) && has_pictures() {
        return Err(ReadError::Scan);
    }
    // The body stays even if it is empty, so that a document always has a part.
    let mut first = true;
    parts.retain(|part| std::mem::replace(&mut first, false) || !says_nothing(part));
    Ok(parts)
}

/// The parts of a packed text.
fn packed(bytes: &[u8], limits: &Limits) -> Result<Vec<Part<'static>>, ReadError> {
    const CONTENT: &str = "content.xml";
    const STYLES: &str = "styles.xml";
    let mut zipped = Zipped::open(bytes, limits)?;
    let listed = |zipped: &Zipped, name: &str| zipped.find(name).is_some();
    // Newer files lock the package as a whole, older ones each member.
    if listed(&zipped, "encrypted-package") {
        return Err(ReadError::Encrypted);
    }
    if listed(&zipped, "META-INF/manifest.xml") {
        let manifest = zipped.unpack("META-INF/manifest.xml")?;
        if memmem::find(&manifest, b":encryption-data").is_some() {
            return Err(ReadError::Encrypted);
        }
    }
    let content = zipped.unpack(CONTENT)?;
    let styles = if listed(&zipped, STYLES) { zipped.unpack(STYLES)? } else { Vec::new() };
    // What only decorates must not keep the text from being read.
    let meta = if listed(&zipped, "meta.xml") { zipped.unpack("meta.xml").unwrap_or_default() } else { Vec::new() };
    let mut known = Styles::default();
    let mut around = Vec::new();
    if !styles.is_empty() {
        let (xml, outer) = decoded(&styles, STYLES)?;
        let stories = story::read(&xml, STYLES, &mut known)?;
        around = stories.into_iter().map(|story| (story, outer.clone(), Home::Member(STYLES.into()))).collect();
        known.forget_automatic();
    }
    let (xml, outer) = decoded(&content, CONTENT)?;
    let stories = story::read(&xml, CONTENT, &mut known)?;
    let own = stories.into_iter().map(|story| (story, outer.clone(), Home::Member(CONTENT.into())));
    Ok(parts(own.chain(around), pages(&meta)))
}

/// The parts of a flat text.
fn flat(bytes: &[u8]) -> Result<Vec<Part<'static>>, ReadError> {
    let (xml, outer) = decoded(bytes, "fodt")?;
    // Only of UTF-8 the bytes are those of the characters.
    let home = if matches!(outer, Origin::Whole(_)) { Home::File } else { Home::Text };
    let stories = story::read(&xml, "fodt", &mut Styles::default())?;
    Ok(parts(stories.into_iter().map(|story| (story, outer.clone(), home.clone())), pages(bytes)))
}

/// The characters of an XML file.
fn decoded<'b>(bytes: &'b [u8], member: &str) -> Result<(Cow<'b, str>, Origin), ReadError> {
    match encoding::decode(bytes) {
        Ok((text, origin, _)) => Ok((text, origin)),
        Err(_) => Err(ReadError::Damaged(format!("{member}: encoding"))),
    }
}

/// How many pages the document had when it was last saved.
fn pages(meta: &[u8]) -> Option<u32> {
    const COUNT: &[u8] = b"meta:page-count=\"";
    let rest = &meta[memmem::find(meta, COUNT)? + COUNT.len()..];
    str::from_utf8(&rest[..memchr::memchr(b'"', rest)?]).ok()?.parse().ok()
}

/// Stories as parts, those of one kind together, in the order of the kinds.
fn parts(stories: impl Iterator<Item = (Story, Origin, Home)>, pages: Option<u32>) -> Vec<Part<'static>> {
    let mut stories: Vec<_> = stories.collect();
    stories.sort_by_key(|(story, ..)| story.kind);
    let mut out: Vec<Part<'static>> = Vec::new();
    for group in stories.chunk_by_mut(|a, b| a.0.kind == b.0.kind && a.2 == b.2) {
        let Some((first, outer, home)) = group.first() else { continue };
        let (kind, outer, home) = (first.kind, outer.clone(), home.clone());
        let mut text = joined(group.iter_mut().map(|(story, ..)| std::mem::take(&mut story.text)));
        if kind == Kind::Body {
            // Where pages began is written down for some breaks only; it holds if none is missing.
            if pages.is_some_and(|count| count as usize == text.pages.len() + 1) {
                text.pages.insert(0, 0);
            } else {
                text.pages.clear();
            }
        }
        let origin = if home == Home::Text { Origin::default() } else { Origin::within(text.out.pieces, outer) };
        out.push(Part {
            label: Some(kind.label().to_owned()),
            text: Cow::Owned(text.out.text),
            origin,
            home,
            layout: Layout { pages: text.pages, paragraphs: text.paragraphs },
            charset: None,
            ..Part::default()
        });
    }
    if out.first().is_none_or(|part| part.label.as_deref() != Some(Kind::Body.label())) {
        let home = out.first().map_or(Home::Text, |part| part.home.clone());
        out.insert(0, Part { label: Some(Kind::Body.label().to_owned()), home, ..Part::default() });
    }
    out
}

/// Texts below each other.
fn joined(mut texts: impl Iterator<Item = Text>) -> Text {
    let mut all = texts.next().unwrap_or_default();
    for text in texts {
        let base = all.out.append_line(text.out);
        all.paragraphs.extend(text.paragraphs.into_iter().map(|start| start + base));
    }
    all
}

#[cfg(test)]
mod tests;
