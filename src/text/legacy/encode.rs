//! From Unicode to a charset.

use std::collections::HashMap;
use std::sync::OnceLock;

use unicode_normalization::UnicodeNormalization;

use super::tables::{pair, single};
use super::{CHARSETS, Charset, decode};
use crate::text::western_char;

/// One or two bytes; the second is 0 where there is one.
type Code = [u8; 2];

/// A text in a charset, with a character of Windows-1252 for each byte. `None` where a character cannot be written, or
/// would be read as another one: TCVN3 writes "Ủy" as "ủy".
pub fn encode(text: &str, charset: Charset) -> Option<String> {
    if text.is_ascii() && !text.bytes().any(|byte| byte < 0x20) {
        return Some(text.to_owned());
    }
    let composed: String = text.nfc().collect();
    let mut out = String::with_capacity(composed.len());
    let codes = (charset != Charset::Utf8).then(|| codes(charset));
    for c in composed.chars() {
        match codes {
            Some(codes) => {
                let [first, second] = *codes.get(&c)?;
                out.push(western_char(first));
                if second != 0 {
                    out.push(western_char(second));
                }
            }
            None => out.extend(c.encode_utf8(&mut [0; 4]).bytes().map(western_char)),
        }
    }
    let mut again = String::with_capacity(composed.len());
    decode(&out, charset, |letter| again.push(letter.c));
    (again == composed).then_some(out)
}

/// What each character is written as.
fn codes(charset: Charset) -> &'static HashMap<char, Code> {
    static CODES: [OnceLock<HashMap<char, Code>>; CHARSETS.len()] = [const { OnceLock::new() }; CHARSETS.len()];
    CODES[charset as usize].get_or_init(|| {
        let mut codes = HashMap::new();
        let singles = (1..=u8::MAX).map(|byte| (single(charset, byte), [byte, 0]));
        let pairs = (1..=u8::MAX).flat_map(|first| (0x80..=u8::MAX).map(move |second| [first, second]));
        let pairs = pairs.filter_map(|code| Some((pair(charset, code[0], code[1])?, code)));
        if charset == Charset::Vni {
            // Its marks are letters of Windows-1252 by themselves. Of marks in either case, that of the letter's own
            // case is the usual one.
            let usual = pairs.filter(|(letter, code)| letter.is_uppercase() == (code[1] < 0xe0));
            usual.chain(singles).for_each(|(letter, code)| _ = codes.entry(letter).or_insert(code));
        } else {
            singles.chain(pairs).for_each(|(letter, code)| _ = codes.entry(letter).or_insert(code));
        }
        if charset == Charset::Tcvn3 {
            let small: Vec<(char, Code)> = codes.iter().map(|(c, code)| (*c, *code)).collect();
            for (c, code) in small {
                let mut upper = c.to_uppercase();
                if let (Some(capital), None) = (upper.next(), upper.next()) {
                    codes.entry(capital).or_insert(code);
                }
            }
        }
        codes
    })
}
