//! Duties laid on bodies that have ended.

use crate::document::Document;
use crate::tables::{self, Sure};
use crate::text::Span;

use super::{Finding, Findings, Knowledge, Rule, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "ISSUER06",
    name: "old-name",
    severity: Severity::Info,
    default: false,
    basis: "Nghị quyết 176/2025/QH15",
    summary: ("Giao việc cho bộ đã kết thúc", "A duty laid on a ministry that has ended"),
    explain: (
        "## Lỗi gì\nVăn bản ban hành sau khi sắp xếp mà còn giao việc, trình, báo cáo bộ đã kết thúc: “trình Bộ Giao thông vận tải” năm 2026.\n\n## Vì sao\nTừ ngày 01/3/2025 các bộ được sắp xếp lại (Nghị quyết 176/2025/QH15); nhiệm vụ thuộc về bộ kế tiếp.\n\n## Sửa thế nào\nGhi tên bộ kế tiếp.\n\n## Khi nào im lặng\nViện dẫn văn bản cũ; kể lại việc trước đó; “nguyên”, “trước đây”.",
        "## What\nA text of after the merger still gives duties to a ministry that has ended.\n\n## Why\nMinistries were merged on 1 March 2025 (Resolution 176/2025/QH15); their duties went to successors.\n\n## How to mend\nName the successor.\n\n## When it is silent\nCitations of old documents; history; “nguyên”, “trước đây”.",
    ),
    wrong: &[
        wrong("Sở Xây dựng trình ⟦Bộ Giao thông vận tải⟧ xem xét, quyết định.").dated("2026-05-20"),
        wrong("Đơn vị báo cáo ⟦Bộ Kế hoạch và Đầu tư⟧ trước ngày 15 hằng tháng.").dated("2026-05-20"),
    ],
    silent: &[
        "Căn cứ Thông tư số 09/2022/TT-BGTVT của Bộ Giao thông vận tải.",
        "Sở Xây dựng trình Bộ Xây dựng xem xét.",
        "Đơn vị nguyên là của Bộ Giao thông vận tải đã giải thể.",
        "Báo cáo Bộ Tài chính trước ngày 15 hằng tháng.",
    ],
    check,
};

fn check(doc: &Document, know: &Knowledge, out: &mut Findings) {
    let Some(day) = know.own_date(doc) else { return };
    let text = doc.text();
    for organ in tables::organs().iter().filter(|o| o.ministry && o.sure == Sure::Verified && o.name.starts_with("Bộ "))
    {
        let ended = organ.to.is_some_and(|d| d.is_before(day));
        if !ended || tables::organs_named(organ.name).any(|o| o.existed(day)) {
            continue;
        }
        for at in memchr::memmem::find_iter(text.as_bytes(), organ.name) {
            let span = Span::new(at, at + organ.name.len());
            let before = text[..at].trim_end();
            let duty = ["trình", "báo cáo", "Báo cáo", "gửi", "Giao", "giao", "đề nghị", "Đề nghị", "phối hợp với"]
                .iter()
                .any(|w| before.ends_with(w));
            if !duty || doc.is_quoted(span) {
                continue;
            }
            let end = organ.to.map_or_else(String::new, |d| d.to_string());
            let next = organ.successor_rows().next().map_or_else(String::new, |o| format!("; tiếp theo là {}", o.name));
            out.push(Finding::new(
                &RULE,
                span,
                format!("{} đã kết thúc sau {end}{next}.", organ.name),
                format!("{} ended on {end}.", organ.name),
            ));
        }
    }
}
