//! UTF-8 that was read as Windows-1252.

use memchr::memmem;

use crate::document::Document;
use crate::text::legacy::Charset;
use crate::text::{Span, western_byte};

use super::folded::{edit_of, first_marked_word, to_copy};
use super::{Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "ENC07",
    name: "mojibake",
    severity: Severity::Warning,
    default: true,
    basis: "TCVN 6909:2001",
    summary: ("Chữ tiếng Việt bị đọc sai bảng mã", "Vietnamese read in the wrong encoding"),
    explain: (
        "## Lỗi gì\nChữ tiếng Việt mã UTF-8 bị đọc như Windows-1252: “Nghá»‹ Ä‘á»‹nh” thay cho “Nghị định”.\n\n\
         ## Vì sao\nTệp được mở hoặc chuyển đổi với bảng mã sai. Văn bản không đọc được và không tra cứu được.\n\n\
         ## Sửa thế nào\nTốt nhất là lấy lại tệp gốc và mở bằng UTF-8. Gợi ý giải mã lại mọi từ trong tệp; ký tự đã mất thì không khôi phục \
         được.\n\n\
         ## Khi nào im lặng\nChữ có dấu của tiếng nước ngoài, dấu ngoặc kép «…»; chuỗi không giải mã được thành chữ tiếng Việt. Mỗi tệp báo \
         một lần, ở chỗ đầu tiên.",
        "## What\nVietnamese in UTF-8 was read as Windows-1252: “Nghá»‹ Ä‘á»‹nh” for “Nghị định”.\n\n\
         ## Why\nThe file was opened or converted in the wrong encoding; it can be neither read nor searched.\n\n\
         ## How to mend\nBest open the first file as UTF-8. The suggestion decodes all words again; what was lost stays lost.\n\n\
         ## When it is silent\nAccented letters and «quotes» of other languages; sequences that do not decode to Vietnamese. One finding a \
         file, at the first place.",
    ),
    wrong: &[
        wrong("Căn cứ ⟦Nghá»‹⟧ định số 30/2020/NĐ-CP ngày 05/3/2020;").right("Nghị"),
        wrong("⟦Quyáº¿t⟧ định của Ủy ban nhân dân tỉnh.").right("Quyết"),
        wrong("Bộ ⟦ChÃ\u{ad}nh⟧ trị ban hành.").right("Chính"),
        wrong("Trình Quốc ⟦há»™i.⟧").right("hội."),
        wrong("Thông tư ⟦cá»§a⟧ Bộ Tài chính.").right("của"),
    ],
    silent: &[
        "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020;",
        "Tờ báo «Nhân dân» và tạp chí «Cộng sản á» ra số mới.",
        "Thành phố São Paulo, Bộ trưởng João; ÃO là tên viết tắt.",
        "Giá 15 € – giảm 5 %… theo điều kiện.",
        "Đường Nguyễn Ái Quốc, quận Á Âu.",
        "Con dấu “UBND XÃ” của CỘNG HÒA XÃ\u{a0}HỘI CHỦ NGHĨA VIỆT NAM, XÃ’.",
    ],
    check,
};

/// Sequences that almost any Vietnamese text read so holds: the first bytes of the letters with two marks, and đ.
const MISREAD: &[&str] = &["á»", "áº", "Ä‘"];
/// The first byte of á, à, í … as a character.
const TILDE: &[&str] = &["Ã"];

fn check(doc: &Document, know: &Knowledge, out: &mut Findings) {
    if know.charset == Some(Charset::Utf8) {
        out.push(whole(doc));
        return;
    }
    let text = doc.search.original();
    let signs = doc.search.signs();
    let held = |sequences: &[&str]| {
        sequences.iter().any(|s| memmem::find_iter(text.as_bytes(), s).any(|at| is_sign(text, at)))
    };
    if !(signs.misread && held(MISREAD) || signs.tilde && held(TILDE)) {
        return;
    }
    let mut edits: Vec<(Span, String)> = Vec::new();
    for (start, word) in words(text) {
        if let Some(right) = decode(word) {
            edits.push((Span::new(start, start + word.len()), right));
        }
    }
    let Some((first, right)) = edits.first().cloned() else { return };
    let count = edits.len();
    let edits = edits.into_iter().map(|(span, right)| edit_of(doc, span, right)).collect();
    out.push(
        Finding::new(
            &RULE,
            to_copy(doc.search, first),
            format!(
                "“{}” là chữ tiếng Việt bị đọc sai bảng mã, đúng là “{right}”; cả tệp có {count} từ như vậy.",
                first.of(text)
            ),
            format!(
                "“{}” is Vietnamese read in the wrong encoding for “{right}”; the file has {count} such words.",
                first.of(text)
            ),
        )
        .fixes(Safety::Unsafe, edits),
    );
}

/// What there is to say of a text that was misread throughout, which soat has read rightly.
fn whole(doc: &Document) -> Finding {
    let word = first_marked_word(doc.text());
    Finding::new(
        &RULE,
        word,
        format!(
            "Cả tệp là chữ UTF-8 bị đọc như Windows-1252 rồi lưu lại; soat đã đọc đúng (ví dụ “{}”), các phần mềm khác thì không. \
             Hãy chạy soat normalize để có bản Unicode.",
            doc.slice(word)
        ),
        format!(
            "The whole file is UTF-8 that was read as Windows-1252 and saved; soat reads it right (“{}”), other software does not. \
             soat normalize writes it in Unicode.",
            doc.slice(word)
        ),
    )
}

/// Words between blanks, with their places; no-break blanks are bytes of letters here.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split([' ', '\n', '\t', '\r'])
        .map(move |w| (w.as_ptr() as usize - text.as_ptr() as usize, w))
        .filter(|(_, w)| !w.is_ascii())
}

/// Whether a sequence that can only come from a wrong encoding stands at `at`.
fn is_sign(text: &str, at: usize) -> bool {
    let rest = &text[at..];
    let Some((letter, len)) = sequence(rest) else { return false };
    let mut chars = rest[..len].chars();
    if chars.next() != Some('Ã') {
        return is_vietnamese(letter);
    }
    // "XÃ”" and "XÃ HỘI" with a no-break blank are capitals with what follows them.
    let inside = text[..at].ends_with(|c: char| c.is_ascii_lowercase());
    let second = chars.next().and_then(high).unwrap_or(0);
    (is_vietnamese(letter) || decode(rest.split([' ', '\n', '\t', '\r']).next().unwrap_or("")).is_some())
        && (inside || second > 0xa0 && second != 0xad)
}

/// A word decoded, where it holds a sequence that gives a Vietnamese letter; up to three times wrong.
fn decode(word: &str) -> Option<String> {
    // A word with a letter that Windows-1252 lacks was read right.
    if word.chars().any(|c| !c.is_ascii() && high(c).is_none()) {
        return None;
    }
    let mut now = word.to_string();
    let mut good = false;
    for _ in 0..3 {
        let (next, hits) = decode_once(&now);
        if hits == 0 {
            break;
        }
        good |= next.chars().any(is_vietnamese);
        now = next;
    }
    (good && now != word).then_some(now)
}

fn decode_once(word: &str) -> (String, usize) {
    let mut out = String::with_capacity(word.len());
    let (mut at, mut hits) = (0, 0);
    while let Some(c) = word[at..].chars().next() {
        match sequence(&word[at..]) {
            Some((letter, len)) => {
                out.push(letter);
                hits += 1;
                at += len;
            }
            None => {
                out.push(c);
                at += c.len_utf8();
            }
        }
    }
    (out, hits)
}

/// The character whose UTF-8 bytes stand as characters of Windows-1252 at the beginning of `text`, and their length there.
fn sequence(text: &str) -> Option<(char, usize)> {
    let mut chars = text.chars();
    let lead = chars.next()?;
    let first = high(lead)?;
    let more = match first {
        0xc2..=0xdf => 1,
        0xe0..=0xef => 2,
        _ => return None,
    };
    let mut bytes = [first, 0, 0];
    let mut len = lead.len_utf8();
    for slot in &mut bytes[1..=more] {
        let c = chars.next()?;
        *slot = high(c).filter(|b| (0x80..0xc0).contains(b))?;
        len += c.len_utf8();
    }
    let letter = std::str::from_utf8(&bytes[..=more]).ok()?.chars().next()?;
    Some((letter, len))
}

/// Whether a letter with marks is one of Vietnamese.
fn is_vietnamese(c: char) -> bool {
    matches!(c, '\u{1ea0}'..='\u{1ef9}' | 'đ' | 'Đ' | 'ă' | 'Ă' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | 'ĩ' | 'Ĩ' | 'ũ' | 'Ũ')
        || matches!(c, 'à' | 'á' | 'â' | 'ã' | 'è' | 'é' | 'ê' | 'ì' | 'í' | 'ò' | 'ó' | 'ô' | 'õ' | 'ù' | 'ú' | 'ý')
        || matches!(c, 'À' | 'Á' | 'Â' | 'Ã' | 'È' | 'É' | 'Ê' | 'Ì' | 'Í' | 'Ò' | 'Ó' | 'Ô' | 'Õ' | 'Ù' | 'Ú' | 'Ý')
}

/// The byte of a character of Windows-1252 that is no ASCII.
fn high(c: char) -> Option<u8> {
    western_byte(c).filter(|byte| !byte.is_ascii())
}
