//! Which charset a text is in: the one in which its words become Vietnamese.

use super::decode::{line_of, stored};
use super::{CHARSETS, Charset, Letter, case, decode};
use crate::text::{is_letter, is_syllable, lower};

/// Words that are looked at.
const WORDS: usize = 4000;

/// Bytes of a word that are looked at: longer ones are none.
const LONGEST: usize = 64;

/// Words that must become Vietnamese.
const ENOUGH: u32 = 3;

/// The charset of a text that was saved as Unicode after it had been read as Windows-1252; `None` for what is Unicode,
/// not Vietnamese, or too short to tell.
pub fn detect(text: &str) -> Option<Charset> {
    if is_unicode(text) { None } else { best(text, &CHARSETS) }
}

/// The charset of bytes that are no Unicode, given as the characters of Windows-1252; `None` where they are no
/// Vietnamese, or too few to tell.
pub fn detect_bytes(text: &str) -> Option<Charset> {
    // What is UTF-8 but for some bytes is damaged, not misread.
    let charsets: Vec<Charset> = CHARSETS.into_iter().filter(|charset| *charset != Charset::Utf8).collect();
    best(text, &charsets)
}

/// Whether a text has letters that only Unicode has of Vietnamese, or none beside ASCII.
fn is_unicode(text: &str) -> bool {
    let bytes = text.as_bytes();
    // Most of them begin with these bytes: U+1EA0 to U+1EF9, the combining marks, đ and ă, ơ and ư.
    let mut leads = memchr::memchr3_iter(0xe1, 0xcc, 0xc4, bytes).chain(memchr::memchr_iter(0xc6, bytes));
    let own = |at: usize| {
        matches!(
            text.get(at..).and_then(|rest| rest.chars().next()),
            Some('\u{1ea0}'..='\u{1ef9}' | '\u{300}'..='\u{323}' | 'đ' | 'Đ' | 'ă' | 'Ă' | 'ơ' | 'Ơ' | 'ư' | 'Ư')
        )
    };
    leads.any(own) || text.is_ascii() && !bytes.iter().any(|byte| is_control(*byte))
}

/// Whether a byte is a control character that some charsets have a letter for.
fn is_control(byte: u8) -> bool {
    matches!(byte, 0x01..=0x06 | 0x10..=0x17 | 0x19 | 0x1c..=0x1e)
}

/// Whether bytes that are no Unicode, given as the characters of Windows-1252, may be in the charset that their file
/// names: words with marks become Vietnamese, and nothing becomes anything else. So little proves nothing by itself.
pub fn fits(text: &str, charset: Charset) -> bool {
    let score = score_in(words(text).take(WORDS), charset);
    score.good > 0 && score.bad == 0
}

/// The charset of `charsets` in which the words of the text are Vietnamese beyond doubt.
fn best(text: &str, charsets: &[Charset]) -> Option<Charset> {
    let words: Vec<&str> = words(text).take(WORDS).collect();
    let plain = score(words.iter().copied());
    let mut best: Option<(Charset, Score)> = None;
    for charset in charsets {
        let sum = score_in(words.iter().copied(), *charset);
        if best.as_ref().is_none_or(|(_, known)| sum.points > known.points) {
            best = Some((*charset, sum));
        }
    }
    best.filter(|(_, score)| score.holds() && score.points > plain.points + 2.0).map(|(charset, _)| charset)
}

/// How much stored words are Vietnamese in a charset.
fn score_in<'a>(words: impl Iterator<Item = &'a str>, charset: Charset) -> Score {
    let mut sum = Score::default();
    let mut letters = Vec::new();
    for word in words {
        letters.clear();
        line_of(word, charset, &mut letters);
        if charset == Charset::Tcvn3 {
            case::restore(&mut letters);
        }
        sum.add(&proper(charset, word, &letters));
    }
    sum
}

/// A word as it counts: a letter of Windows-1252 that TCVN3 or UTF-8 leaves as it stands is no letter of a text in them.
fn proper(charset: Charset, word: &str, letters: &[Letter]) -> String {
    let foreign = matches!(charset, Charset::Tcvn3 | Charset::Utf8);
    let mut at = 0;
    let of = |letter: &Letter| {
        let stands = word[at..].starts_with(letter.c);
        at += usize::from(letter.len);
        // The one letter of TCVN3 at its place in Windows-1252.
        let own = letter.c.is_ascii() || letter.c == 'ý' || !is_letter(letter.c);
        if foreign && stands && !own { char::REPLACEMENT_CHARACTER } else { letter.c }
    };
    letters.iter().map(of).collect()
}

/// Whether a text reads better as Vietnamese than it stands, or as well: for runs whose font names a charset.
pub(super) fn is_better(read: &str, stands: &str) -> bool {
    score(words_of(read)).points >= score(words_of(stands)).points
}

/// The words of a stored text that have more than ASCII.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_ascii() && !c.is_ascii_alphabetic() && !is_control(c as u8))
        .filter(|word| word.len() <= LONGEST && word.bytes().any(|byte| !byte.is_ascii() || is_control(byte)))
}

/// The words of a text, ASCII or not.
fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| c.is_ascii() && !c.is_ascii_alphabetic()).filter(|word| !word.is_empty())
}

fn score<'a>(words: impl Iterator<Item = &'a str>) -> Score {
    let mut sum = Score::default();
    words.for_each(|word| sum.add(word));
    sum
}

/// How much words are Vietnamese.
#[derive(Clone, Copy, Debug, Default)]
struct Score {
    points: f32,
    /// Syllables with marks.
    good: u32,
    /// What is no syllable.
    bad: u32,
}

impl Score {
    /// Whether the words are Vietnamese beyond doubt.
    fn holds(self) -> bool {
        self.good >= ENOUGH && self.bad * 4 <= self.good
    }

    /// Adds a word, with what stands in it for punctuation.
    fn add(&mut self, word: &str) {
        let mut rest = word;
        while let Some(c) = rest.chars().next() {
            let length = rest.find(|c| !is_letter(c)).unwrap_or(rest.len());
            if length > 0 {
                self.letters(&rest[..length]);
                rest = &rest[length..];
                continue;
            }
            if !c.is_ascii() && !is_punctuation(c) {
                self.points -= 2.0;
                self.bad += 1;
            } else if is_control_char(c) {
                self.points -= 2.0;
            }
            rest = &rest[c.len_utf8()..];
        }
    }

    /// Adds a run of letters.
    fn letters(&mut self, run: &str) {
        if run.is_ascii() || is_abbreviation(run) {
            return;
        }
        if !is_cased(run) || !is_syllable(run) {
            self.points -= 2.0;
            self.bad += 1;
            return;
        }
        let marked = run.chars().filter(|c| !c.is_ascii());
        let (sum, count) = marked.fold((0.0, 0.0), |(sum, count), c| (sum + weight(lower(c)), count + 1.0));
        // Many a sign alone is a letter in some charset: "ở", "à" prove nothing.
        if run.chars().nth(1).is_some() {
            self.points += 1.0 + sum / count;
            self.good += 1;
        }
    }
}

fn is_control_char(c: char) -> bool {
    u8::try_from(c).is_ok_and(|byte| byte < 0x80 && is_control(byte))
}

/// Punctuation and signs that stand beside Vietnamese words.
fn is_punctuation(c: char) -> bool {
    matches!(
        c,
        '“' | '”'
            | '‘'
            | '’'
            | '–'
            | '—'
            | '…'
            | '•'
            | '·'
            | '«'
            | '»'
            | '§'
            | '°'
            | '²'
            | '³'
            | '½'
            | '×'
            | '\u{a0}'
    )
}

/// "NĐ", "HĐND": capitals without a vowel that bears a mark.
fn is_abbreviation(run: &str) -> bool {
    run.chars().all(|c| c.is_ascii_uppercase() || c == 'Đ') && run.chars().count() <= 8
}

/// Whether a word is in small letters, in capitals, or has one capital at its beginning.
fn is_cased(run: &str) -> bool {
    let mut inner = run.chars().skip(1);
    match inner.next().map(char::is_uppercase) {
        None => true,
        Some(true) => run.chars().all(char::is_uppercase),
        Some(false) => !inner.any(char::is_uppercase),
    }
}

/// How often a letter stands in Vietnamese prose among those with marks, as a logarithm around 0.
fn weight(c: char) -> f32 {
    match c {
        'đ' | 'á' | 'à' | 'ư' => 1.5,
        'ệ' | 'ả' | 'ộ' | 'ị' | 'ạ' | 'ế' | 'ề' | 'ủ' | 'ô' | 'ố' => 0.7,
        'â' | 'ự' | 'ơ' | 'ợ' | 'ê' | 'ậ' | 'ấ' | 'ớ' | 'ứ' | 'ụ' | 'ể' | 'ờ' | 'í' | 'ó' | 'ổ' => {
            0.2
        }
        'ă' | 'ì' | 'ầ' | 'ở' | 'ồ' | 'ã' | 'ý' | 'ử' => -0.5,
        'ẩ' | 'ặ' | 'ữ' | 'ừ' | 'ọ' | 'ỉ' | 'ú' | 'ò' | 'ù' | 'ắ' => -1.0,
        'ằ' | 'ẫ' | 'ĩ' | 'é' | 'ỷ' | 'ỹ' | 'ỏ' | 'ỗ' => -1.5,
        _ => -2.0,
    }
}

/// The words of a piece of an otherwise right text that are written in a legacy charset, and which: from the first to the
/// last of them. `None` where the piece is none, or too short to tell.
pub fn garbled(piece: &str) -> Option<(&str, Charset)> {
    let charset = detect(piece).filter(|_| piece.chars().all(|c| stored(c).is_some()))?;
    let is_one = |word: &str| {
        let mut read = String::with_capacity(word.len());
        decode(word, charset, |letter| read.push(letter.c));
        let bare = |word: &str| is_syllable(word.trim_matches(|c| !is_letter(c)));
        // Ð for Đ is a lookalike in Unicode text; and a word that is right as it stands is none that becomes right.
        let stroke = |c: char| match c {
            'Ð' => 'Đ',
            'ð' => 'đ',
            other => other,
        };
        !read.chars().eq(word.chars().map(stroke)) && (bare(&read) || !bare(word))
    };
    let mut words = piece.split(' ').filter(|word| is_one(word));
    if words.clone().count() < ENOUGH as usize {
        return None;
    }
    let place = |word: &str| word.as_ptr() as usize - piece.as_ptr() as usize;
    let (first, last) = (words.clone().next()?, words.next_back()?);
    let piece = &piece[place(first)..place(last) + last.len()];
    Some((piece.trim_matches(|c: char| c.is_ascii_punctuation()), charset))
}
