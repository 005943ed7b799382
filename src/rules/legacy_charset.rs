//! Text in a charset from before Unicode.

use crate::document::Document;
use crate::text::legacy::{self, Charset};
use crate::text::{Span, is_foreign_sign, western_byte};

use super::folded::{edit_of, first_marked_word, to_copy};
use super::{Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "ENC03",
    name: "legacy-encoding",
    severity: Severity::Warning,
    default: true,
    basis: "TCVN 6909:2001; Quyết định 72/2002/QĐ-TTg",
    summary: ("Chữ viết bằng bảng mã cũ (TCVN3, VNI …)", "Text in a legacy charset (TCVN3, VNI …)"),
    explain: (
        "## Lỗi gì\nVăn bản, hoặc một đoạn trong văn bản, viết bằng bảng mã có trước Unicode: TCVN3 (ABC), VNI, VISCII, VPS, \
         Windows-1258. Ví dụ “Quy ®Þnh nµy” thay cho “Quy định này”.\n\n\
         ## Vì sao\nTừ năm 2003 cơ quan nhà nước dùng Unicode theo TCVN 6909:2001 (Quyết định 72/2002/QĐ-TTg). Chữ mã cũ chỉ đọc được \
         với đúng phông, không tra cứu được.\n\n\
         ## Sửa thế nào\nCả tệp viết bằng mã cũ thì soat đọc theo mã ấy và báo một lần: chạy `soat normalize` để có bản Unicode. Một đoạn \
         mã cũ giữa văn bản Unicode thì gợi ý đổi mọi đoạn như vậy; hãy đọc lại sau khi đổi.\n\n\
         ## Khi nào im lặng\nChuỗi ngắn dưới ba tiếng có dấu, công thức, ký hiệu; chữ tiếng nước ngoài.",
        "## What\nThe text, or a passage of it, is in a charset from before Unicode: TCVN3 (ABC), VNI, VISCII, VPS, Windows-1258. \
         “Quy ®Þnh nµy” stands for “Quy định này”.\n\n\
         ## Why\nSince 2003 State bodies write Unicode as TCVN 6909:2001 has it (Decision 72/2002/QĐ-TTg). Legacy text is readable in the \
         right font only, and cannot be searched.\n\n\
         ## How to mend\nA file that is legacy throughout is read as such and told once: `soat normalize` writes it in Unicode. For a passage \
         within Unicode text the suggestion converts all of them; read them afterwards.\n\n\
         ## When it is silent\nStrings of fewer than three syllables with marks, formulas, signs; words of other languages.",
    ),
    wrong: &[
        wrong("Ủy ban nhân dân tỉnh báo cáo.\nQuy ⟦®Þnh nµy cã hiÖu lùc⟧ thi hành.").right("định này có hiệu lực"),
        wrong("Căn cứ Luật Đất đai;\n⟦Nghò ñònh cuûa Chính phuû⟧ về đất đai.").right("Nghị định của Chính phủ"),
        wrong("Xét đề nghị của Sở Nội vụ.\n⟦Quyªt ð¸nh s¯⟧ 12 của Ủy ban.").right("Quyết định số"),
    ],
    silent: &[
        "Ủy ban nhân dân tỉnh báo cáo Chính phủ theo quy định này.",
        "Công ty Nestlé, São Paulo, Zürich, Ærø và Malmö ký kết hợp tác với Việt Nam.",
        "Diện tích 12 m², góc 45°, sai số ±3 µm; © 2020 bản quyền ® của công ty; giá £5, ¥100.",
        "Các chữ “®Þnh” và “nµy” là mã cũ.",
    ],
    check,
};

fn check(doc: &Document, know: &Knowledge, out: &mut Findings) {
    let run = know.runs.iter().find(|run| run.decoded);
    match (know.charset, run) {
        // Of that another rule speaks.
        (Some(Charset::Utf8), _) => {}
        (Some(charset), _) => out.push(told(doc, charset, first_marked_word(doc.text()), true)),
        (None, Some(run)) => out.push(told(doc, run.font.charset, to_copy(doc.search, run.span), false)),
        (None, None) => passages(doc, out),
    }
}

/// What there is to say of text that soat has read in its charset.
fn told(doc: &Document, charset: Charset, span: Span, whole: bool) -> Finding {
    let (name, words) = (charset.name(), doc.slice(span));
    let (vi, en) = match whole {
        true => ("Văn bản viết bằng", "The text is in"),
        false => ("Văn bản có đoạn dùng phông", "Passages are in a font of"),
    };
    Finding::new(
        &RULE,
        span,
        format!(
            "{vi} bảng mã {name}, không phải Unicode; soat đã đọc theo bảng mã ấy (ví dụ “{words}”). Hãy chạy soat normalize để có bản \
             Unicode theo TCVN 6909:2001."
        ),
        format!(
            "{en} {name}, not in Unicode; soat read it so (“{words}”). soat normalize writes it in Unicode, as TCVN 6909:2001 asks."
        ),
    )
}

/// Passages in a legacy charset within Unicode text: one finding a file.
fn passages(doc: &Document, out: &mut Findings) {
    if !doc.search.signs().legacy {
        return;
    }
    let text = doc.search.original();
    let mut edits = Vec::new();
    let mut first = None;
    for piece in odd_lines(text).filter(|line| line.len() < LONGEST).flat_map(runs) {
        let Some((piece, charset)) = legacy::garbled(piece).filter(|(_, charset)| *charset != Charset::Utf8) else {
            continue;
        };
        let at = piece.as_ptr() as usize - text.as_ptr() as usize;
        let span = Span::new(at, at + piece.len());
        let mut right = String::with_capacity(piece.len());
        legacy::decode(piece, charset, |letter| right.push(letter.c));
        first.get_or_insert((span, charset, right.clone()));
        edits.push(edit_of(doc, span, right));
    }
    let Some((span, charset, right)) = first else { return };
    let (words, name, count) = (span.of(text), charset.name(), edits.len());
    out.push(
        Finding::new(
            &RULE,
            to_copy(doc.search, span),
            format!("“{words}” là chữ viết bằng bảng mã {name}, đúng là “{right}”; cả tệp có {count} đoạn như vậy."),
            format!("“{words}” is text in {name} for “{right}”; the file has {count} such passages."),
        )
        .fixes(Safety::Unsafe, edits),
    );
}

/// Bytes of a line that is looked at.
const LONGEST: usize = 1 << 16;

/// Characters that a passage must have of those that Vietnamese has not.
const SIGNS: usize = 3;

/// The lines that have enough such characters, and others among them than Ð and ð, which stand for Đ and đ in Unicode
/// text too.
fn odd_lines(text: &str) -> impl Iterator<Item = &str> {
    let mut done = 0;
    signs(text.as_bytes()).filter_map(move |at| {
        if at < done {
            return None;
        }
        let start = text[..at].rfind('\n').map_or(0, |i| i + 1);
        done = text[at..].find('\n').map_or(text.len(), |i| at + i);
        let line = &text[start..done];
        let is_stroke = |at: usize| matches!(line.as_bytes()[at..], [0xc3, 0x90 | 0xb0, ..]);
        let odd = signs(line.as_bytes()).take(SIGNS).count() == SIGNS;
        (odd && signs(line.as_bytes()).any(|at| !is_stroke(at))).then_some(line)
    })
}

/// The places of characters of Latin-1 that stand in no Vietnamese text.
fn signs(bytes: &[u8]) -> impl Iterator<Item = usize> {
    // In UTF-8 they are 0xC2 or 0xC3 and one byte more.
    let leads = memchr::memchr2_iter(0xc2, 0xc3, bytes);
    leads.filter(move |&at| bytes.get(at + 1).is_some_and(|next| is_foreign_sign(bytes[at], *next)))
}

/// The longest pieces of a line whose words can all be legacy text, from the first that is not ASCII to the last.
fn runs(line: &str) -> impl Iterator<Item = &str> {
    let own = |word: &str| word.chars().any(|c| western_byte(c).is_none());
    let mut rest = line;
    std::iter::from_fn(move || {
        loop {
            let mut run: Option<(usize, usize)> = None;
            let mut next = rest.len();
            for word in rest.split(' ') {
                let at = word.as_ptr() as usize - rest.as_ptr() as usize;
                if own(word) {
                    next = at + word.len();
                    break;
                }
                if !word.is_ascii() {
                    run = Some((run.map_or(at, |(start, _)| start), at + word.len()));
                }
            }
            if rest.is_empty() {
                return None;
            }
            let (piece, left) = (run.map(|(start, end)| &rest[start..end]), &rest[next..]);
            rest = left;
            if let Some(piece) = piece {
                return Some(piece);
            }
        }
    })
}
