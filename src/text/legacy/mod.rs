//! Vietnamese charsets from before Unicode: reading, writing and recognising them.
//!
//! Text in such a charset is handled as software shows it that knows nothing of it: each byte as its character of
//! Windows-1252 ("NghÞ ®Þnh" is TCVN3 for "Nghị định"). So one way leads from files of bytes, from runs of a
//! word processor, and from text that was saved as Unicode after it had been read so.

mod case;
mod decode;
mod detect;
mod encode;
mod font;
mod tables;

pub use decode::{Letter, decode, decode_run};
pub use detect::{detect, detect_bytes, fits, garbled};
pub use encode::encode;
pub use font::{Font, Run, of_font};

/// A charset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Charset {
    /// TCVN 5712:1993 VN3, that of the ABC fonts (.VnTime): one byte a letter; capitals with tone marks are small
    /// letters in a font of capitals.
    Tcvn3,
    /// TCVN 5712:1993 VN1, which has all capitals.
    Vn1,
    /// VNI for Windows: a letter, then a byte for its marks.
    Vni,
    /// VISCII (RFC 1456).
    Viscii,
    /// VPS.
    Vps,
    /// Windows-1258: tone marks are bytes of their own.
    Windows1258,
    /// UTF-8 whose bytes were taken for characters of Windows-1252.
    Utf8,
}

/// All of them; of two that read a text alike, the one that is more used stands first.
pub const CHARSETS: [Charset; 7] =
    [Charset::Tcvn3, Charset::Vni, Charset::Utf8, Charset::Viscii, Charset::Vps, Charset::Windows1258, Charset::Vn1];

impl Charset {
    /// The charset that pages call so, in any case of letters.
    pub fn of_label(label: &str) -> Option<Charset> {
        Some(match label.to_ascii_lowercase().as_str() {
            "tcvn3" | "x-viet-tcvn3" | "abc" => Charset::Tcvn3,
            "tcvn" | "tcvn-5712" | "tcvn5712-1" | "x-viet-tcvn5712" => Charset::Vn1,
            "vni" | "x-viet-vni" => Charset::Vni,
            "viscii" | "csviscii" | "viscii1.1-1" => Charset::Viscii,
            "vps" | "x-viet-vps" => Charset::Vps,
            "windows-1258" | "cp1258" | "x-cp1258" => Charset::Windows1258,
            _ => return None,
        })
    }

    /// Its usual name.
    pub fn name(self) -> &'static str {
        match self {
            Charset::Tcvn3 => "TCVN3 (ABC)",
            Charset::Vn1 => "TCVN 5712-1",
            Charset::Vni => "VNI",
            Charset::Viscii => "VISCII",
            Charset::Vps => "VPS",
            Charset::Windows1258 => "Windows-1258",
            Charset::Utf8 => "UTF-8",
        }
    }

    /// Its word in output for programs.
    pub fn word(self) -> &'static str {
        match self {
            Charset::Tcvn3 => "tcvn3",
            Charset::Vn1 => "tcvn5712-1",
            Charset::Vni => "vni",
            Charset::Viscii => "viscii",
            Charset::Vps => "vps",
            Charset::Windows1258 => "windows-1258",
            Charset::Utf8 => "utf-8",
        }
    }
}

#[cfg(test)]
mod tests;
