//! One body's name written in two ways that a search does not take for one.

use crate::document::Document;
use crate::tables;
use crate::text::Span;

use super::dated::quoted_words;
use super::{Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "ENC08",
    name: "mixed-forms",
    severity: Severity::Info,
    default: false,
    basis: "TCVN 6909:2001",
    summary: (
        "Một tên cơ quan viết bằng hai cách bỏ dấu hoặc hai bảng mã",
        "One name in two encodings or two placements of tone marks",
    ),
    explain: (
        "## Lỗi gì\nCùng một tên cơ quan mà hai chỗ viết khác nhau về cách bỏ dấu (“Ủy ban”, “Uỷ ban”) hoặc về cách mã hóa (dựng sẵn, tổ \
         hợp).\n\n\
         ## Vì sao\nHai cách viết đọc như nhau nhưng tìm theo cách này thì sót chỗ viết theo cách kia.\n\n\
         ## Sửa thế nào\nViết thống nhất; gợi ý theo cách viết xuất hiện trước.\n\n\
         ## Khi nào im lặng\nTên chỉ khác nhau ở chữ hoa; phần trích của văn bản khác. Quy tắc này mặc định tắt.",
        "## What\nOne body's name is written in two placements of the tone mark (“Ủy ban”, “Uỷ ban”) or in two encodings.\n\n\
         ## Why\nThey read alike, but a search for one misses the other.\n\n\
         ## How to mend\nKeep to one; the suggestion follows the first.\n\n\
         ## When it is silent\nNames that differ in capitals only; quotations. The rule is off by default.",
    ),
    wrong: &[
        wrong(
            "Quyết định số 12/QĐ-UBND ngày 05/3/2020 của Ủy ban nhân dân tỉnh; Quyết định số 15/QĐ-UBND ngày 10/3/2020 của ⟦Uỷ ban nhân dân \
             tỉnh⟧.",
        )
        .right("Ủy ban nhân dân tỉnh"),
        wrong(
            "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ; Nghị định số 34/2016/NĐ-CP ngày 14/5/2016 của ⟦Chi\u{301}nh phủ⟧.",
        )
        .right("Chính phủ"),
    ],
    silent: &[
        "Quyết định số 12/QĐ-UBND ngày 05/3/2020 của Ủy ban nhân dân tỉnh; Quyết định số 15/QĐ-UBND ngày 10/3/2020 của Ủy ban\nnhân dân tỉnh.",
        "Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ; Nghị định số 34/2016/NĐ-CP ngày 14/5/2016 của CHÍNH PHỦ.",
    ],
    check,
};

fn check(doc: &Document, _know: &Knowledge, out: &mut Findings) {
    // Line breaks and runs of blanks are the page's.
    let written = |span: Span| {
        let words = doc.original(span).of(doc.search.original()).split_whitespace();
        words.collect::<Vec<_>>().join(" ").to_lowercase()
    };
    let mut names: Vec<(String, Span)> = doc
        .mentions
        .iter()
        .filter_map(|m| m.citation()?.issuer)
        .filter(|i| !doc.is_quoted(i.span))
        .map(|i| (tables::fold(doc.slice(i.span)), i.span))
        .collect();
    names.sort();
    for same in names.chunk_by(|a, b| a.0 == b.0) {
        let first = same[0].1;
        for (_, span) in &same[1..] {
            let (one, other) = (written(first), written(*span));
            if one == other {
                continue;
            }
            out.push(
                Finding::new(
                    &RULE,
                    *span,
                    format!(
                        "Tên “{}” ở đây viết bằng cách bỏ dấu hoặc bảng mã khác với chỗ trước.",
                        quoted_words(doc, *span)
                    ),
                    format!("“{}” has its marks placed or encoded otherwise than before.", quoted_words(doc, *span)),
                )
                .with(first, "ở đây viết cách khác", "written otherwise here")
                .fix(Safety::Unsafe, *span, quoted_words(doc, first)),
            );
        }
    }
}
