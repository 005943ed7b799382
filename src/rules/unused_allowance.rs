//! An allowance that allows nothing. Which allowances are used is known only when all rules have spoken, so the run
//! itself says it; the rule stands here to be chosen and explained like any other.

use super::{Rule, Severity, wrong};

pub(crate) static RULE: Rule = Rule {
    code: "ALLOW01",
    name: "unused-allowance",
    severity: Severity::Info,
    default: true,
    basis: "logic",
    summary: ("Lời cho phép trong văn bản không có tác dụng", "An allowance in the text that allows nothing"),
    explain: (
        "## Lỗi gì\nDòng hoặc chú thích “soat: allow …” cho phép một quy tắc ở chỗ quy tắc ấy không có gì để báo, hoặc gọi \
         tên một quy tắc không có.\n\n## Vì sao\nLời cho phép thừa che mất lỗi sẽ viết vào sau này.\n\n## Sửa thế nào\nBỏ \
         lời cho phép, hoặc sửa mã quy tắc.\n\n## Khi nào im lặng\nKhi quy tắc được cho phép không chạy trong lần soát này \
         (--select, --ignore), nên không biết được lời cho phép có thừa hay không.",
        "## What\nA line or comment “soat: allow …” allows a rule where that rule has nothing to flag, or names no \
         rule.\n\n## Why\nAn allowance that is not needed hides mistakes yet to be written.\n\n## How to mend\nTake the \
         allowance out, or correct the code.\n\n## When it is silent\nWhen the rule that is allowed does not run \
         (--select, --ignore), so that nobody can tell whether the allowance is needed.",
    ),
    wrong: &[wrong("soat: allow ⟦TERM01⟧\nnhiệm kỳ 2020-2025"), wrong("# soat: allow ⟦TREM01⟧\nnhiệm kỳ 2020-2025")],
    silent: &["soat: allow TERM01\nnhiệm kỳ 2025-2020", "Viết soat: allow TERM01 giữa câu thì không có nghĩa gì."],
    check: |_, _, _| {},
};
