//! The text of PDF files that have a text layer.
//!
//! hayro interprets the pages: it knows fonts, encodings, encryption and broken files, and draws to a device of ours
//! that collects characters with their places. It bounds neither time nor memory, so the program reads PDF in a child
//! process of itself that is bounded (`apart`); a caller of the library that has not named such a program reads in its
//! own process, where panics are caught and what is drawn is counted.

#[cfg(feature = "pdf")]
mod apart;
#[cfg(feature = "pdf")]
mod fonts;
#[cfg(feature = "pdf")]
mod glyphs;
#[cfg(feature = "pdf")]
mod lines;
#[cfg(feature = "pdf")]
mod pages;
#[cfg(feature = "pdf")]
mod told;

#[cfg(feature = "pdf")]
pub use apart::{read_apart, serve};

use super::{Limits, Part, ReadError};

/// What every file begins with, if not at its first byte.
const OPENING: &[u8] = b"%PDF-";

/// How far bytes of others may stand before it.
const REACH: usize = 1024;

/// Whether a file is PDF.
pub(super) fn shows(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(REACH)];
    // A text that speaks of it is none.
    match memchr::memmem::find(head, OPENING) {
        Some(0) => true,
        Some(at) => memchr::memchr(0, head).is_some() || head[..at].trim_ascii().is_empty(),
        None => false,
    }
}

/// The parts of a file.
#[cfg(not(feature = "pdf"))]
pub(super) fn read(_: &[u8], _: &Limits) -> Result<Vec<Part<'static>>, ReadError> {
    Err(ReadError::NotBuilt("pdf"))
}

/// The parts of a file.
#[cfg(feature = "pdf")]
pub(super) fn read(bytes: &[u8], _: &Limits) -> Result<Vec<Part<'static>>, ReadError> {
    if !shows(bytes) {
        return Err(ReadError::Damaged("%PDF- ?".into()));
    }
    Ok(apart::read(bytes)?.parts())
}

/// Reads a file in this process.
#[cfg(feature = "pdf")]
fn interpret(bytes: &[u8]) -> Result<pages::Pages, ReadError> {
    use hayro_interpret::hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
    use hayro_interpret::kurbo::{Affine, Rect};
    use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, RenderContent, interpret_page};

    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => ReadError::Encrypted,
        LoadPdfError::Decryption(error) => ReadError::Damaged(format!("{error:?}")),
        LoadPdfError::Invalid => ReadError::Damaged("xref".into()),
    })?;
    // Comments and stamps of signatures are not the text of the page.
    let settings = InterpreterSettings { render_content: RenderContent::PAGE, ..InterpreterSettings::default() };
    let cache = InterpreterCache::new();
    let mut collector = glyphs::Collector::default();
    let mut pages = Vec::new();
    let (mut known, mut unknown) = (0, 0);
    for page in pdf.pages().iter() {
        let [a, b, c, d, e, f] = page.initial_transform(true).as_coeffs();
        let (width, height) = page.render_dimensions();
        let bounds = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
        let mut context = Context::new(Affine::new([a, b, c, d, e, f]), bounds, &cache, pdf.xref(), settings.clone());
        interpret_page(page, &mut context, &mut collector);
        let drawn = collector.take();
        known += drawn.text.chars().filter(|c| !c.is_whitespace()).count();
        unknown += drawn.unknown;
        pages.push(lines::lines(&drawn, &collector.fonts));
    }
    match (known, unknown) {
        _ if pages.is_empty() => Err(ReadError::Damaged("/Pages".into())),
        (0, 0) => Err(ReadError::Scan),
        // Fonts without tables of their characters show letters that nobody can read but by looking.
        (known, unknown) if unknown > known => Err(ReadError::Unmapped),
        _ => Ok(pages::pages(pages)),
    }
}

#[cfg(all(test, feature = "pdf"))]
mod tests;
