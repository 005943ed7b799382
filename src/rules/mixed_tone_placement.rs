//! Both placements of tone marks in one text.

use crate::document::Document;
use crate::text::Span;

use super::{Edit, Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "STYLE01",
    name: "tone-placement",
    severity: Severity::Info,
    default: false,
    basis: "Quyết định 240/QĐ ngày 05/3/1984 của Bộ Giáo dục",
    summary: (
        "Lẫn hai cách bỏ dấu thanh (hòa, hoà) trong một văn bản",
        "Both placements of tone marks (hòa, hoà) in one text",
    ),
    explain: (
        "## Lỗi gì\nVăn bản lẫn hai cách bỏ dấu ở các vần oa, oe, uy: “hòa” và “hoà”, “ủy” và “uỷ”.\n\n\
         ## Vì sao\nHai cách đều được dùng, nhưng lẫn trong một văn bản thì thiếu thống nhất và tìm kiếm bị sót. Hướng dẫn của Văn phòng \
         Trung ương viết “ủy”.\n\n\
         ## Sửa thế nào\nChọn một cách; gợi ý theo cách được dùng nhiều hơn, bằng nhau thì theo “hòa, khỏe, ủy”. Mỗi tệp báo một lần.\n\n\
         ## Khi nào im lặng\nTên riêng (viết hoa), trừ “Ủy”; phần trích; chữ hai cách viết như nhau (“hoàn”, “quý”). Quy tắc này \
         mặc định tắt.",
        "## What\nThe text mixes the two placements of tone marks in oa, oe, uy: “hòa” and “hoà”, “ủy” and “uỷ”.\n\n\
         ## Why\nBoth are in use, but mixed they look careless and searching misses words.\n\n\
         ## How to mend\nKeep to one; the suggestion follows the more frequent, or “hòa, khỏe, ủy”. One finding a file.\n\n\
         ## When it is silent\nProper names, save “Ủy”; quotations; syllables alike in both (“hoàn”, “quý”). Off by default.",
    ),
    wrong: &[
        wrong("Sức khỏe của nhân dân; hòa bình; ⟦hoà⟧ giải ở cơ sở.").right("hòa"),
        wrong("Ủy ban và Ủy viên họp; ⟦Uỷ⟧ ban quyết định.").right("Ủy"),
    ],
    silent: &[
        "Ủy ban nhân dân hòa giải, khỏe mạnh.",
        "Uỷ ban nhân dân hoà giải, khoẻ mạnh; hoàn thành quý I; Thuý Hòa.",
    ],
    check,
};

/// Old and new placement.
const PAIRS: [(&str, &str); 15] = [
    ("oà", "òa"),
    ("oá", "óa"),
    ("oả", "ỏa"),
    ("oã", "õa"),
    ("oạ", "ọa"),
    ("oè", "òe"),
    ("oé", "óe"),
    ("oẻ", "ỏe"),
    ("oẽ", "õe"),
    ("oẹ", "ọe"),
    ("uỳ", "ùy"),
    ("uý", "úy"),
    ("uỷ", "ủy"),
    ("uỹ", "ũy"),
    ("uỵ", "ụy"),
];

fn check(doc: &Document, _know: &Knowledge, out: &mut Findings) {
    let text = doc.text();
    // Words in the old and in the new placement, with the vowels and what they are in the other.
    let mut found: [Vec<(Span, Span, &'static str)>; 2] = Default::default();
    for word in text.split(|c: char| !c.is_alphabetic()) {
        if word.is_ascii() {
            continue;
        }
        let at = word.as_ptr() as usize - text.as_ptr() as usize;
        let lower = word.to_lowercase();
        if lower.len() != word.len() {
            continue;
        }
        for (old, new) in PAIRS {
            for (style, (here, there)) in [(old, new), (new, old)].into_iter().enumerate() {
                if let Some(head) = lower.strip_suffix(here)
                    && !(head.ends_with('q') && here.starts_with(['u', 'ù', 'ú', 'ủ', 'ũ', 'ụ']))
                {
                    let vowels = Span::new(at + head.len(), at + word.len());
                    found[style].push((Span::new(at, at + word.len()), vowels, there));
                }
            }
        }
    }
    for style in &mut found {
        style.retain(|(word, _, _)| !is_name(doc.slice(*word)) && !doc.is_quoted(*word));
    }
    let [old, new] = &found;
    if old.is_empty() || new.is_empty() {
        return;
    }
    let rare = if old.len() > new.len() { new } else { old };
    let first = rare[0].0;
    let edits = rare
        .iter()
        .map(|(_, vowels, there)| {
            let capital = doc.slice(*vowels).chars().next().is_some_and(char::is_uppercase);
            let all = doc.slice(*vowels).chars().all(char::is_uppercase);
            let replacement = match (all, capital) {
                (true, _) => there.to_uppercase(),
                (_, true) => {
                    let mut chars = there.chars();
                    chars.next().into_iter().flat_map(char::to_uppercase).chain(chars).collect()
                }
                _ => there.to_string(),
            };
            Edit { span: *vowels, replacement }
        })
        .collect();
    let (few, many) = (rare.len(), old.len().max(new.len()));
    out.push(
        Finding::new(
            &RULE,
            first,
            format!("“{}” bỏ dấu theo cách khác với phần lớn văn bản ({few} chữ so với {many} chữ).", doc.slice(first)),
            format!(
                "“{}” has its tone mark placed otherwise than most of the text ({few} words to {many}).",
                doc.slice(first)
            ),
        )
        .fixes(Safety::Safe, edits),
    );
}

/// Whether a word is a proper name, which keeps its spelling. "Ủy ban" is none.
fn is_name(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
        && !matches!(word, "Ủy" | "Uỷ")
        && word.chars().any(char::is_lowercase)
}
