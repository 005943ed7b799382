//! The charsets as tables. Each was compared with a second source byte by byte.

use unicode_normalization::UnicodeNormalization;

use super::Charset;
use crate::text::western_char;

/// The characters of the bytes 0x80 to 0xFF, sixteen a line. `_` is a byte that stays what it is in Windows-1252.
type Half = [char; 128];

/// Reads a table at compile time.
const fn half(rows: &str) -> Half {
    let bytes = rows.as_bytes();
    let mut out = ['_'; 128];
    let (mut at, mut filled) = (0, 0);
    while at < bytes.len() {
        let lead = bytes[at];
        let (length, first) = match lead {
            0..=0x7f => (1, lead as u32),
            0xc0..=0xdf => (2, lead as u32 & 0x1f),
            _ => (3, lead as u32 & 0x0f),
        };
        let mut code = first;
        let mut next = 1;
        while next < length {
            code = code << 6 | bytes[at + next] as u32 & 0x3f;
            next += 1;
        }
        at += length;
        // Blanks and line breaks only part the lines of the table.
        if lead > b' ' {
            out[filled] = match char::from_u32(code) {
                Some(c) => c,
                None => panic!("the table is no UTF-8"),
            };
            filled += 1;
        }
    }
    assert!(filled == 128, "a table has 128 characters");
    out
}

/// TCVN 5712:1993, VN3. Source: the table of the standard as UniKey and xvnkb have it.
const VN3: Half = half(
    "________________
     ________________
     _ĂÂÊÔƠƯĐăâêôơưđ_
     _____àảãáạ_ằẳẵắ_
     ______ặầẩẫấậè_ẻẽ
     éẹềểễếệìỉ___ĩíịò
     _ỏõóọồổỗốộờởỡớợù
     _ủũúụừửữứựỳỷỹýỵ_",
);

/// TCVN 5712:1993, VN1. Source: ISO-IR-180, second: the converter of GNU libc. The combining tone marks at 0xB0 to 0xB4
/// join the letter before them.
const VN1: Half = half(
    "ÀẢÃÁẠẶẬÈẺẼÉẸỆÌỈĨ
     ÍỊÒỎÕÓỌỘỜỞỠỚỢÙỦŨ
     _ĂÂÊÔƠƯĐăâêôơưđẰ
     _____àảãáạẲằẳẵắẴ
     ẮẦẨẪẤỀặầẩẫấậèỂẻẽ
     éẹềểễếệìỉỄẾỒĩíịò
     Ổỏõóọồổỗốộờởỡớợù
     ỖủũúụừửữứựỳỷỹýỵỐ",
);

/// VN1 below 0x20.
const VN1_CONTROLS: &[(u8, char)] = &[
    (0x01, 'Ú'),
    (0x02, 'Ụ'),
    (0x04, 'Ừ'),
    (0x05, 'Ử'),
    (0x06, 'Ữ'),
    (0x11, 'Ứ'),
    (0x12, 'Ự'),
    (0x13, 'Ỳ'),
    (0x14, 'Ỷ'),
    (0x15, 'Ỹ'),
    (0x16, 'Ý'),
    (0x17, 'Ỵ'),
];

/// VN1's combining tone marks.
const VN1_MARKS: &[(u8, char)] =
    &[(0xb0, '\u{300}'), (0xb1, '\u{309}'), (0xb2, '\u{303}'), (0xb3, '\u{301}'), (0xb4, '\u{323}')];

/// VISCII. Source: RFC 1456, second: the converter of GNU libc.
const VISCII: Half = half(
    "ẠẮẰẶẤẦẨẬẼẸẾỀỂỄỆỐ
     ỒỔỖỘỢỚỜỞỊỎỌỈỦŨỤỲ
     Õắằặấầẩậẽẹếềểễệố
     ồổỗỠƠộờởịỰỨỪỬơớƯ
     ÀÁÂÃẢĂẳẵÈÉÊẺÌÍĨỳ
     ĐứÒÓÔạỷừửÙÚỹỵÝỡư
     àáâãảăữẫèéêẻìíĩỉ
     đựòóôõỏọụùúũủýợỮ",
);

/// VISCII below 0x20.
const VISCII_CONTROLS: &[(u8, char)] = &[(0x02, 'Ẳ'), (0x05, 'Ẵ'), (0x06, 'Ẫ'), (0x14, 'Ỷ'), (0x19, 'Ỹ'), (0x1e, 'Ỵ')];

/// VPS. Source: GNU recode, second: UniKey (which has no capitals at control codes).
const VPS: Half = half(
    "ÀẢÃẤẦẨọỗĂếềểệẮẰẲ
     Ế__ỀỂỄỐỒỔ_ýỷỵỚỜỞ
     _ắằẳẵặỠớÙờởỡŨỨợỪ
     ổỬỲỸÍÌộỈĨÓửữÒỎÕự
     ầÁÂấẩẫậđẻÉÊẹỉễịỹ
     ƯỦồốÔỏơÈừứÚũưÝẺ_
     àáâãảạă_èéêẽìí_ĩ
     ẴĐòóôõ_Ơụùúủ_ỶẼỳ",
);

/// VPS below 0x20.
const VPS_CONTROLS: &[(u8, char)] = &[
    (0x02, 'Ạ'),
    (0x03, 'Ậ'),
    (0x04, 'Ặ'),
    (0x05, 'Ẹ'),
    (0x06, 'Ệ'),
    (0x10, 'Ị'),
    (0x11, 'Ọ'),
    (0x12, 'Ộ'),
    (0x13, 'Ợ'),
    (0x14, 'Ụ'),
    (0x15, 'Ự'),
    (0x19, 'Ỵ'),
    (0x1c, 'Ẫ'),
    (0x1d, 'Ữ'),
];

/// Windows-1258. Source: Microsoft's table, second: the converter of GNU libc. Its five tone marks join the letter
/// before them.
const WINDOWS_1258: Half = half(
    "________________
     ________________
     ________________
     ________________
     ___Ă____________
     Đ____Ơ_______Ư__
     ___ă____________
     đ____ơ_______ư₫_",
);

/// The tone marks of Windows-1258.
const WINDOWS_1258_MARKS: &[(u8, char)] =
    &[(0xcc, '\u{300}'), (0xd2, '\u{309}'), (0xde, '\u{303}'), (0xec, '\u{301}'), (0xf2, '\u{323}')];

/// The single letters of VNI for Windows beside a to z. Source: xvnkb, second: UniKey.
const VNI_SINGLES: &[(u8, char)] = &[
    (0xc6, 'Ỉ'),
    (0xcc, 'Ì'),
    (0xcd, 'Í'),
    (0xce, 'Ỵ'),
    (0xd1, 'Đ'),
    (0xd2, 'Ị'),
    (0xd3, 'Ĩ'),
    (0xd4, 'Ơ'),
    (0xd6, 'Ư'),
    (0xe6, 'ỉ'),
    (0xec, 'ì'),
    (0xed, 'í'),
    (0xee, 'ỵ'),
    (0xf1, 'đ'),
    (0xf2, 'ị'),
    (0xf3, 'ĩ'),
    (0xf4, 'ơ'),
    (0xf6, 'ư'),
];

/// The marks of VNI behind a letter: the byte behind a small letter (behind a capital it is 0x20 less), and the letters
/// it makes of `aeouy` and of its `ơ`, `ư`; `_` where it makes none.
const VNI_MARKS: &[(u8, &str)] = &[
    (0xf8, "àèòùỳờừ"),
    (0xf9, "áéóúýớứ"),
    (0xfb, "ảẻỏủỷởử"),
    (0xf5, "ãẽõũỹỡữ"),
    (0xef, "ạẹọụ_ợự"),
    (0xe2, "âêô____"),
    (0xe0, "ầềồ____"),
    (0xe1, "ấếố____"),
    (0xe5, "ẩểổ____"),
    (0xe3, "ẫễỗ____"),
    (0xe4, "ậệộ____"),
    (0xea, "ă______"),
    (0xe8, "ằ______"),
    (0xe9, "ắ______"),
    (0xfa, "ẳ______"),
    (0xfc, "ẵ______"),
    (0xeb, "ặ______"),
];

/// The letters that VNI's marks stand behind, as bytes, in the order of [`VNI_MARKS`].
const VNI_BASES: [u8; 7] = [b'a', b'e', b'o', b'u', b'y', 0xf4, 0xf6];

fn found<T: Copy>(list: &[(u8, T)], byte: u8) -> Option<T> {
    list.iter().find(|(known, _)| *known == byte).map(|(_, value)| *value)
}

/// The character that a byte stands for by itself. For [`Charset::Utf8`] that of Windows-1252.
pub(super) fn single(charset: Charset, byte: u8) -> char {
    let (half, controls): (Option<&Half>, &[(u8, char)]) = match charset {
        Charset::Tcvn3 => (Some(&VN3), &[]),
        Charset::Vn1 => (Some(&VN1), VN1_CONTROLS),
        Charset::Viscii => (Some(&VISCII), VISCII_CONTROLS),
        Charset::Vps => (Some(&VPS), VPS_CONTROLS),
        Charset::Windows1258 => (Some(&WINDOWS_1258), &[]),
        Charset::Vni => return found(VNI_SINGLES, byte).unwrap_or_else(|| western_char(byte)),
        Charset::Utf8 => (None, &[]),
    };
    match (byte, half) {
        (0..=0x1f, _) => found(controls, byte).unwrap_or(char::from(byte)),
        (0x80.., Some(half)) => match half[usize::from(byte) - 0x80] {
            '_' => mark(charset, byte).unwrap_or_else(|| western_char(byte)),
            letter => letter,
        },
        _ => western_char(byte),
    }
}

/// The combining mark that a byte is.
fn mark(charset: Charset, byte: u8) -> Option<char> {
    match charset {
        Charset::Vn1 => found(VN1_MARKS, byte),
        Charset::Windows1258 => found(WINDOWS_1258_MARKS, byte),
        _ => None,
    }
}

/// The letter that two bytes stand for together.
#[inline]
pub(super) fn pair(charset: Charset, first: u8, second: u8) -> Option<char> {
    match charset {
        Charset::Vni => vni(first, second),
        Charset::Vn1 | Charset::Windows1258 => {
            let mark = mark(charset, second)?;
            // Ê and a dot below compose only by way of Ẹ, so it takes more than one step.
            let mut composed = [single(charset, first), mark].into_iter().nfc();
            composed.next().filter(|_| composed.next().is_none())
        }
        _ => None,
    }
}

fn vni(first: u8, second: u8) -> Option<char> {
    if !(0xc0..=0xfc).contains(&second) {
        return None;
    }
    let capital = first.is_ascii_uppercase() || matches!(first, 0xd4 | 0xd6);
    let base = if capital { first | 0x20 } else { first };
    let place = VNI_BASES.iter().position(|known| *known == base)?;
    // Some software changes the case of the letter and not of its mark.
    let letter = found(VNI_MARKS, second | 0x20)?.chars().nth(place).filter(|letter| *letter != '_')?;
    if capital { letter.to_uppercase().next() } else { Some(letter) }
}
