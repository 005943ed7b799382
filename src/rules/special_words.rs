//! "Nhân dân" and "Nhà nước" in small letters.

use memchr::memmem;

use crate::document::Document;
use crate::text::{Span, is_word, same_word};

use super::{Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "STYLE03",
    name: "special-words",
    severity: Severity::Info,
    default: false,
    basis: "Phụ lục II mục V.1, Nghị định 30/2020/NĐ-CP",
    summary: ("“Nhân dân”, “Nhà nước” viết thường", "“Nhân dân” or “Nhà nước” without its capital"),
    explain: (
        "## Lỗi gì\n“phục vụ nhân dân”, “Đảng và nhà nước”.\n\n\
         ## Vì sao\nNhân dân, Nhà nước là danh từ thuộc trường hợp đặc biệt, viết hoa chữ cái đầu (Phụ lục II mục V.1, Nghị định 30/2020/NĐ-CP).\n\n\
         ## Sửa thế nào\nViết “Nhân dân”, “Nhà nước”.\n\n\
         ## Khi nào im lặng\nTrong tên gọi và cụm từ quen viết thường: “Ủy ban nhân dân”, “công an nhân dân”, “quản lý nhà nước”, “ngân sách nhà nước”, “nhân dân tệ”; trong phần trích văn bản khác. Quy tắc này tắt theo mặc định.",
        "## What\n“phục vụ nhân dân”, “Đảng và nhà nước”.\n\n\
         ## Why\nNhân dân and Nhà nước are among the nouns that have a capital by rule (Annex II, part V.1 of Decree 30/2020/NĐ-CP).\n\n\
         ## How to mend\nWrite “Nhân dân”, “Nhà nước”.\n\n\
         ## When it is silent\nIn names and phrases that are written small: “Ủy ban nhân dân”, “công an nhân dân”, “quản lý nhà nước”, “ngân sách nhà nước”, “nhân dân tệ”; quoted passages of other documents. The rule is off by default.",
    ),
    wrong: &[
        wrong("Cán bộ, công chức phục vụ ⟦nhân dân⟧.").right("Nhân dân"),
        wrong("Chủ trương của Đảng và ⟦nhà nước⟧.").right("Nhà nước"),
        wrong("Chính sách, pháp luật của ⟦nhà nước⟧ ta.").right("Nhà nước"),
        wrong("Đời sống của ⟦nhân dân⟧ được nâng cao.").right("Nhân dân"),
    ],
    silent: &[
        "Ủy ban nhân dân tỉnh, Hội đồng nhân dân, Tòa án nhân dân, Viện kiểm sát nhân dân, công an nhân dân.",
        "Quản lý nhà nước về đất đai bằng ngân sách nhà nước; cơ quan nhà nước; 100 nhân dân tệ.",
        "Sửa đổi như sau: “cán bộ phục vụ nhân dân”.",
        "Phục vụ Nhân dân; chủ trương của Đảng và Nhà nước.",
    ],
    check,
};

/// Words before "nhân dân" with which it is the people that do or are given something, not part of a name.
const BEFORE_PEOPLE: &[&str] = &[
    "phục vụ",
    "của",
    "và",
    "cho",
    "với",
    "trong",
    "tầng lớp",
    "quần chúng",
    "vận động",
    "toàn thể",
    "để",
    "do",
    "bởi",
    "tổ chức",
    "huy động",
    "lòng",
    "đời sống",
    "toàn",
    "giữa",
    "được",
    "động viên",
    "cùng",
    "ý kiến",
];
/// Words behind "nhà nước" with which the State acts.
const BEHIND_STATE: &[&str] =
    &["ta", "bảo đảm", "khuyến khích", "thống nhất quản lý", "giao", "thu hồi", "hỗ trợ", "có chính sách"];

fn check(doc: &Document, _know: &Knowledge, out: &mut Findings) {
    let text = doc.text();
    for (word, right) in [("nhân dân", "Nhân dân"), ("nhà nước", "Nhà nước")] {
        for at in memmem::find_iter(text.as_bytes(), word) {
            let span = Span::new(at, at + word.len());
            let (before, behind) = (&text[..at], &text[span.to()..]);
            let glued = before.ends_with(is_word) || behind.starts_with(is_word);
            let means = if word == "nhân dân" { is_people(before, behind) } else { is_state(before, behind) };
            if glued || !means || doc.is_quoted(span) {
                continue;
            }
            out.push(
                Finding::new(
                    &RULE,
                    span,
                    format!("“{right}” viết hoa chữ cái đầu."),
                    format!("“{right}” has a capital."),
                )
                .fix(Safety::Unsafe, span, right),
            );
        }
    }
}

fn is_people(before: &str, behind: &str) -> bool {
    let next = behind.trim_start();
    ends_with(before, BEFORE_PEOPLE) && !starts_with(next, &["tệ", "tự vệ", "các nước", "tỉnh", "Việt Nam"])
}

fn is_state(before: &str, behind: &str) -> bool {
    let of_party = ["Đảng và", "Đảng,", "đảng và", "đảng,"].iter().any(|w| before.trim_end().ends_with(w));
    of_party || starts_with(behind.trim_start(), BEHIND_STATE)
}

/// Whether the text ends with one of these phrases, as whole words.
fn ends_with(text: &str, phrases: &[&str]) -> bool {
    let text = text.trim_end();
    phrases.iter().any(|p| {
        let Some(start) = text.len().checked_sub(p.len()).filter(|s| text.is_char_boundary(*s)) else { return false };
        same_word(&text[start..], p, false) && !text[..start].ends_with(is_word)
    })
}

/// Whether the text begins with one of these phrases, as whole words.
fn starts_with(text: &str, phrases: &[&str]) -> bool {
    phrases.iter().any(|p| text.strip_prefix(p).is_some_and(|rest| !rest.starts_with(is_word)))
}
