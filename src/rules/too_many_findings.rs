//! Findings of a file that are not told because there are too many. How many are told is a setting of the run, so the
//! run itself says it; the rule stands here to be explained like any other.

use super::{Rule, Severity, wrong};

pub(crate) static RULE: Rule = Rule {
    code: "LIMIT01",
    name: "too-many-findings",
    severity: Severity::Warning,
    default: true,
    basis: "logic",
    summary: (
        "Một tệp có quá nhiều chỗ báo, phần còn lại không hiện ra",
        "More findings in a file than are told; the rest is cut",
    ),
    explain: (
        "## Lỗi gì\nTệp có nhiều chỗ báo hơn mức findings trong [limits] của soat.toml (không đặt thì là 100.000). Từ chỗ \
         được nêu trở đi, các chỗ báo chỉ được đếm, không hiện ra. Văn bản có hơn 400.000 viện dẫn, nhiệm kỳ và ngày thì \
         không được đọc tiếp.\n\n## Vì sao\nMột tệp hỏng hoặc không phải văn bản \
         không được làm đầy bộ nhớ, đĩa hay báo cáo.\n\n## Sửa thế nào\nSửa những chỗ đã hiện rồi soát lại; nếu cần xem \
         hết, tăng findings trong [limits].\n\n## Khi nào im lặng\nKhi mọi chỗ báo của tệp đều được hiện ra.",
        "## What\nThe file has more findings than findings under [limits] in soat.toml lets through (100,000 unless told \
         otherwise). From the place told on, findings are only counted. A text of more than 400,000 citations, terms and \
         dates is not read on.\n\n## Why\nA file that is broken or no document \
         must not fill memory, disk or report.\n\n## How to mend\nMend what is shown and check again; to see all, raise \
         findings under [limits].\n\n## When it is silent\nWhen every finding of the file is told.",
    ),
    wrong: &[wrong("nhiệm kỳ 2025-2020 và nhiệm kỳ ⟦2026-2021⟧")],
    silent: &["Nhiệm kỳ 2020-2025 và nhiệm kỳ 2021-2026."],
    check: |_, _, _| {},
};
