//! Terms whose years are joined with and without blanks in one text.

use crate::document::Document;
use crate::parse::Term;
use crate::text::Span;

use super::{Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "STYLE05",
    name: "term-spacing",
    severity: Severity::Info,
    default: false,
    basis: "thống nhất trong văn bản",
    summary: ("Lẫn “2021 - 2026” và “2021-2026” trong một văn bản", "“2021 - 2026” and “2021-2026” in one text"),
    explain: (
        "## Lỗi gì\nTrong một văn bản, hai năm của nhiệm kỳ, giai đoạn chỗ nối liền (2021-2026), chỗ có khoảng trắng (2021 - 2026).\n\n\
         ## Vì sao\nHai cách đều đúng, nhưng lẫn lộn thì thiếu thống nhất và tìm kiếm bị sót.\n\n\
         ## Sửa thế nào\nChọn một cách; gợi ý theo cách dùng nhiều hơn, bằng nhau thì theo cách đứng trước.\n\n\
         ## Khi nào im lặng\nPhần trích của văn bản khác; năm nối bằng chữ (“2021 đến 2026”). Quy tắc này mặc định tắt.",
        "## What\nThe years of terms are joined here without blanks (2021-2026), there with them (2021 - 2026).\n\n\
         ## Why\nBoth are right, but mixed they look careless and searching misses some.\n\n\
         ## How to mend\nKeep to one; the suggestion follows the more frequent, or the first.\n\n\
         ## When it is silent\nQuotations; years joined by words. Off by default.",
    ),
    wrong: &[
        wrong("Hội đồng nhân dân nhiệm kỳ 2021-2026; Ủy ban nhân dân nhiệm kỳ ⟦2021 - 2026⟧.").right("2021-2026"),
        wrong("Nhiệm kỳ 2021 - 2026, nhiệm kỳ 2016 - 2021; giai đoạn ⟦2021-2030⟧.").right("2021 - 2030"),
    ],
    silent: &[
        "Hội đồng nhân dân nhiệm kỳ 2021-2026; giai đoạn 2021-2030.",
        "Hội đồng nhân dân nhiệm kỳ 2021 - 2026; giai đoạn 2021 đến 2030.",
    ],
    check,
};

fn check(doc: &Document, _know: &Knowledge, out: &mut Findings) {
    let joints = || {
        doc.mentions
            .iter()
            .filter_map(|m| m.term())
            .filter_map(|t: &Term| t.years)
            .filter(|y| matches!(doc.slice(y.joint), "-" | " - ") && !doc.is_quoted(y.span))
    };
    let wide = |span: Span| span.len() == 3;
    let (mut open, mut tight) = (0, 0);
    for y in joints() {
        if wide(y.joint) { open += 1 } else { tight += 1 }
    }
    if open == 0 || tight == 0 {
        return;
    }
    let first_wide = joints().next().is_some_and(|y| wide(y.joint));
    let keep_wide = open > tight || (open == tight && first_wide);
    let (vi, en) = if keep_wide { ("có khoảng trắng", "with blanks") } else { ("nối liền", "without blanks") };
    for y in joints().filter(|y| wide(y.joint) != keep_wide) {
        let dash = doc.original(y.joint).of(doc.search.original()).trim().to_string();
        let right = if keep_wide { format!(" {dash} ") } else { dash };
        out.push(
            Finding::new(
                &RULE,
                y.span,
                format!("“{}” viết khác phần còn lại của văn bản, nơi hai năm viết {vi}.", doc.slice(y.span)),
                format!("“{}” differs from the rest of the text, which joins years {en}.", doc.slice(y.span)),
            )
            .fix(Safety::Safe, y.joint, right),
        );
    }
}
