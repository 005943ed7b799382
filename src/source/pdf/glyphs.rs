//! The characters of a page with their places, in the order in which they are drawn.

use std::collections::HashMap;
use std::panic::resume_unwind;

use hayro_interpret::font::{Glyph as Drawn, GlyphRun, OutlineFontData};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::hayro_syntax::object::{self, Dict};
use hayro_interpret::kurbo::{Affine, BezPath, Point};
use hayro_interpret::{BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask};

use super::super::legacy;
use super::fonts::{Fallback, plain};

/// A character, or several that are drawn as one, with its place. Lengths are in points; y grows downwards.
#[derive(Clone, Copy, Debug)]
pub(super) struct Glyph {
    /// Where its characters stand in [`Glyphs::text`].
    pub(super) text: (u32, u32),
    /// From its left to its right edge, along the direction in which it is written.
    pub(super) x: (f32, f32),
    /// The line on which it stands.
    pub(super) y: f32,
    /// The size of its font.
    pub(super) size: f32,
    /// In quarters of a turn from upright.
    pub(super) turn: u8,
    /// Number of its font.
    pub(super) font: u32,
}

/// The characters of a page.
#[derive(Debug, Default)]
pub(super) struct Glyphs {
    /// Their text, one behind the other.
    pub(super) text: String,
    pub(super) list: Vec<Glyph>,
    /// How many are drawn that no table tells the character of.
    pub(super) unknown: usize,
    /// Whether there is a picture.
    pub(super) pictures: bool,
}

/// How much may be drawn on the pages of a file before it is taken for a hostile one.
const MOST_CALLS: u64 = 30_000_000;

/// What is thrown where a file draws more than that.
pub(super) struct TooMuch;

/// What is known of a font.
#[derive(Default)]
struct Font {
    number: u32,
    fallback: Option<Fallback>,
}

/// Collects the characters of pages.
#[derive(Default)]
pub(super) struct Collector {
    /// The page that is being drawn.
    pub(super) page: Glyphs,
    /// What the names of fonts say of a legacy charset, in the order of their numbers.
    pub(super) fonts: Vec<Option<legacy::Font>>,
    known: HashMap<u128, Font>,
    calls: u64,
    /// For each open stretch of marked content the text that it stands for, and whether it was written.
    marks: Vec<Option<(String, bool)>>,
    /// The last few runs by their first place and their text, as one drawn twice for weight is one.
    recent: Vec<(f32, f32, String)>,
}

impl Collector {
    /// Takes the page that was drawn.
    pub(super) fn take(&mut self) -> Glyphs {
        self.marks.clear();
        self.recent.clear();
        std::mem::take(&mut self.page)
    }

    fn count(&mut self, calls: usize) {
        self.calls += calls as u64;
        if self.calls > MOST_CALLS {
            resume_unwind(Box::new(TooMuch));
        }
    }

    /// The number of the font of a glyph.
    fn font(&mut self, glyph: &Drawn) -> (u32, u128) {
        let Drawn::Outline(outline) = glyph else { return (0, 0) };
        let Some(OutlineFontData { cache_key, data, postscript_name, .. }) = outline.font_data() else { return (0, 0) };
        if let Some(font) = self.known.get(&cache_key) {
            return (font.number, cache_key);
        }
        if self.fonts.is_empty() {
            self.fonts.push(None);
        }
        let number = self.fonts.len() as u32;
        self.fonts.push(postscript_name.as_deref().and_then(legacy::of_font));
        self.known.insert(cache_key, Font { number, fallback: Some(Fallback::new((*data).as_ref())) });
        (number, cache_key)
    }

    /// The characters that a glyph stands for.
    fn characters(&mut self, glyph: &Drawn, font: u128, out: &mut String) {
        match glyph.as_unicode() {
            Some(BfString::Char(c)) if c != '\0' => plain(c, out),
            Some(BfString::String(text)) if !text.is_empty() => text.chars().for_each(|c| plain(c, out)),
            _ => {
                let fallback = self.known.get(&font).and_then(|font| font.fallback.as_ref());
                let found = match (glyph, fallback) {
                    (Drawn::Outline(outline), Some(fallback)) => fallback.character(outline.glyph_id().to_u32()),
                    _ => None,
                };
                match found {
                    Some(c) => plain(c, out),
                    None => self.page.unknown += 1,
                }
            }
        }
    }
}

/// The direction of a glyph in quarters of a turn; none for oblique ones, as the stamps across a page are.
fn turn(a: f64, b: f64) -> Option<u8> {
    match (a.abs() * 0.1 > b.abs(), b.abs() * 0.1 > a.abs()) {
        (true, _) => Some(if a > 0.0 { 0 } else { 2 }),
        (_, true) => Some(if b > 0.0 { 1 } else { 3 }),
        _ => None,
    }
}

impl<'a> Device<'a> for Collector {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {
        self.count(1);
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.count(1);
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.count(1);
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        self.count(run.glyphs().len());
        let Some(first) = run.glyphs().first() else { return };
        let (number, font) = self.font(first);
        let kept = (self.page.list.len(), self.page.text.len());
        let mut place = None;
        for glyph in run.glyphs() {
            let matrix: Affine = props.transform * glyph.transform();
            let [a, b, c, d, x, y] = matrix.as_coeffs();
            if !matrix.as_coeffs().iter().all(|n| n.is_finite()) {
                continue;
            }
            let Some(turn) = turn(a, b) else { continue };
            let advance = match &**glyph {
                Drawn::Outline(outline) => outline.advance_width(),
                Drawn::Type3(type3) => type3.advance_width(),
            };
            let end = matrix * Point::new(f64::from(advance.unwrap_or(500.0)), 0.0);
            // The page turned so that the glyph stands upright.
            let upright = |x: f64, y: f64| match turn {
                0 => (x, y),
                1 => (y, -x),
                2 => (-x, -y),
                _ => (-y, x),
            };
            let ((x0, y), (x1, _)) = (upright(x, y), upright(end.x, end.y));
            let start = self.page.text.len();
            let mut text = std::mem::take(&mut self.page.text);
            match self.marks.iter_mut().rev().find_map(Option::as_mut) {
                Some((actual, written)) => {
                    if !std::mem::replace(written, true) {
                        actual.chars().for_each(|c| plain(c, &mut text));
                    }
                }
                None => self.characters(glyph, font, &mut text),
            }
            self.page.text = text;
            place.get_or_insert((x0 as f32, y as f32));
            self.page.list.push(Glyph {
                text: (start as u32, self.page.text.len() as u32),
                x: (x0 as f32, x1.max(x0) as f32),
                y: y as f32,
                size: ((c * c + d * d).sqrt() * 1000.0) as f32,
                turn,
                font: number,
            });
        }
        // A run that is drawn again in its place, for weight or for a shadow.
        let Some((x, y)) = place else { return };
        let text = &self.page.text[kept.1..];
        let size = self.page.list[kept.0].size;
        let near = |a: f32, b: f32| (a - b).abs() < size * 0.12;
        if text.trim().is_empty() {
            return;
        }
        if self.recent.iter().any(|(x0, y0, before)| near(*x0, x) && near(*y0, y) && before == text) {
            self.page.list.truncate(kept.0);
            self.page.text.truncate(kept.1);
            return;
        }
        let text = text.to_owned();
        if self.recent.len() >= 8 {
            self.recent.remove(0);
        }
        self.recent.push((x, y, text));
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.count(1);
        self.page.pictures = true;
    }

    fn pop_clip(&mut self) {
        self.count(1);
    }

    fn pop_transparency_group(&mut self) {
        self.count(1);
    }

    fn begin_marked_content(&mut self, _: &[u8], properties: Option<&Dict<'_>>) {
        self.count(1);
        let actual = properties.and_then(|dict| dict.get::<object::String<'_>>(b"ActualText"));
        self.marks.push(actual.map(|text| (decoded(text.as_bytes()), false)));
    }

    fn end_marked_content(&mut self) {
        self.count(1);
        self.marks.pop();
    }
}

/// A string of the file's own words: UTF-16 with its mark, UTF-8 with its mark, or bytes that are ASCII where it matters.
fn decoded(bytes: &[u8]) -> String {
    match bytes {
        [0xfe, 0xff, rest @ ..] => {
            let units = rest.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
            char::decode_utf16(units).filter_map(Result::ok).collect()
        }
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|b| char::from(*b)).collect(),
    }
}
