//! The list of fonts: each tells in what code page the bytes of its runs are.

use std::collections::HashMap;

use encoding_rs::{Encoding, WINDOWS_1252};

use super::super::legacy;

/// A font of the list.
#[derive(Clone, Debug, Default)]
pub(super) struct Font {
    name: String,
    charset: Option<i32>,
    /// A code page that is named beside the character set and counts for more.
    page: Option<i32>,
    /// Whether it shows Vietnamese letters in places of others, and how.
    legacy: Option<legacy::Font>,
}

impl Font {
    /// In what code page its bytes are; `None` is that of the file.
    pub(super) fn page(&self) -> Option<&'static Encoding> {
        if self.legacy.is_some() {
            return Some(WINDOWS_1252);
        }
        self.page.and_then(code_page).or_else(|| self.charset.and_then(charset_page))
    }

    /// Whether its bytes stand for signs, not for letters.
    pub(super) fn is_symbol(&self) -> bool {
        self.charset == Some(2)
    }

    /// What it says of the charset of its runs, where that is a legacy one.
    pub(super) fn legacy(&self) -> Option<legacy::Font> {
        self.legacy
    }
}

/// The list of fonts, in the making and ready.
#[derive(Debug, Default)]
pub(super) struct Fonts {
    fonts: HashMap<i32, Font>,
    /// The font that is being told, with its number.
    told: Option<(i32, Font)>,
}

/// The longest name of a font that is kept, in bytes.
const LONGEST: usize = 200;

impl Fonts {
    pub(super) fn get(&self, number: i32) -> Option<&Font> {
        self.fonts.get(&number)
    }

    /// A word of the list.
    pub(super) fn word(&mut self, word: &[u8], value: Option<i32>) {
        match (word, &mut self.told) {
            (b"f", _) => {
                self.finish();
                self.told = Some((value.unwrap_or(0), Font::default()));
            }
            (b"fcharset", Some((_, font))) => font.charset = value,
            (b"cpg", Some((_, font))) => font.page = value,
            _ => {}
        }
    }

    /// Characters of the list.
    pub(super) fn name(&mut self, bytes: &[u8]) {
        if let Some((_, font)) = &mut self.told
            && font.name.len() < LONGEST
            && !font.name.ends_with(';')
        {
            let room = bytes.len().min(LONGEST);
            font.name.extend(bytes[..room].iter().map(|b| char::from(*b)));
        }
    }

    /// The font that was told is ready.
    pub(super) fn finish(&mut self) {
        if let Some((number, mut font)) = self.told.take() {
            if let Some(end) = font.name.find(';') {
                font.name.truncate(end);
            }
            font.legacy = legacy::of_font(&font.name);
            self.fonts.entry(number).or_insert(font);
        }
    }
}

/// The code page that a character set of Windows stands for; `None` where it is that of the file.
fn charset_page(charset: i32) -> Option<&'static Encoding> {
    let page = match charset {
        0 => 1252,
        77 => 10000,
        128 => 932,
        129 | 130 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    };
    code_page(page)
}

/// A code page by its number.
pub(super) fn code_page(page: i32) -> Option<&'static Encoding> {
    Some(match page {
        866 => encoding_rs::IBM866,
        874 => encoding_rs::WINDOWS_874,
        932 => encoding_rs::SHIFT_JIS,
        936 => encoding_rs::GBK,
        949 => encoding_rs::EUC_KR,
        950 => encoding_rs::BIG5,
        1250 => encoding_rs::WINDOWS_1250,
        1251 => encoding_rs::WINDOWS_1251,
        1252 => encoding_rs::WINDOWS_1252,
        1253 => encoding_rs::WINDOWS_1253,
        1254 => encoding_rs::WINDOWS_1254,
        1255 => encoding_rs::WINDOWS_1255,
        1256 => encoding_rs::WINDOWS_1256,
        1257 => encoding_rs::WINDOWS_1257,
        1258 => encoding_rs::WINDOWS_1258,
        10000 => encoding_rs::MACINTOSH,
        65001 => encoding_rs::UTF_8,
        _ => return None,
    })
}
