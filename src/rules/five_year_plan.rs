//! A plan of five or ten years whose years are not five or ten.

use crate::document::Document;
use crate::parse::{Term, TermKind, Years};
use crate::tables::{self, TermTable};
use crate::text::Span;

use super::known_terms::{Right, at_years, dated, plausible};
use super::term_owner::{is_example, is_several};
use super::{Findings, Knowledge, Rule, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "TERM09",
    name: "five-year-plan",
    severity: Severity::Warning,
    default: true,
    basis: "terms",
    summary: ("Kế hoạch 5 năm, chiến lược 10 năm không đủ 5, 10 năm", "A five-year or ten-year plan of another length"),
    explain: (
        "## Lỗi gì\nKế hoạch 5 năm, chiến lược 10 năm có hai năm không ứng với 5, 10 năm kế hoạch: “kế hoạch 5 năm 2021-2026”.\n\
         ## Vì sao\nKế hoạch tính cả năm đầu và năm cuối: 5 năm 2021-2025, 10 năm 2021-2030; “2021-2026” là nhiệm kỳ.\n\
         ## Sửa thế nào\nGhi năm của kế hoạch: 2021-2025, 2026-2030; 2021-2030.\n\
         ## Khi nào im lặng\nSơ kết, tổng kết 5 năm thực hiện một văn bản (“sơ kết 5 năm 2016-2021”); “5 năm” của một nhiệm kỳ; kế hoạch 3 năm.",
        "## What\nA plan of five or a strategy of ten years whose years are others: “kế hoạch 5 năm 2021-2026”.\n\
         ## Why\nPlans count both the first and the last year: five are 2021-2025, ten 2021-2030; “2021-2026” is a term of office.\n\
         ## How to mend\nWrite the plan's years: 2021-2025, 2026-2030; 2021-2030.\n\
         ## When it is silent\nReviews of five years of a document's life (“sơ kết 5 năm 2016-2021”); five years of a term; three-year plans.",
    ),
    wrong: &[
        wrong("Kế hoạch phát triển kinh tế - xã hội 5 năm ⟦2021-2026⟧ của tỉnh.").right("2021-2025"),
        wrong("Chiến lược phát triển kinh tế - xã hội 10 năm ⟦2021-2031⟧ có ba đột phá.").right("2021-2030"),
        wrong("Tình hình thực hiện kế hoạch 5 năm ⟦2016-2021⟧ và phương hướng.").right("2016-2020"),
        wrong("Kế hoạch tài chính 5 năm quốc gia giai đoạn ⟦2021-2024⟧.").right("2021-2025"),
        wrong("Kế hoạch sử dụng đất 05 năm (⟦2021-2026⟧) cấp quốc gia.").right("2021-2025"),
        wrong("Nhiệm vụ trong 5 năm ⟦1961-1975⟧ ở khu vực.").right("1961-1965"),
        wrong("Kế hoạch đầu tư công trung hạn giai đoạn ⟦2021-2026⟧ của huyện.").right("2021-2025"),
    ],
    silent: &[
        "Kế hoạch phát triển kinh tế - xã hội 5 năm 2021-2025 và 10 năm 2021-2030.",
        "Sơ kết 5 năm (2016-2021) thực hiện Chỉ thị số 05-CT/TW.",
        "Kế hoạch tổng kết 5 năm 2016-2021 thực hiện phong trào.",
        "Báo cáo 5 năm (2016-2021) nhiệm kỳ Hội đồng nhân dân.",
        "Kế hoạch tài chính - ngân sách nhà nước 03 năm 2022-2024.",
        "Kế hoạch đầu tư công trung hạn 5 năm giai đoạn 2021-2025.",
        "Trong 5 năm 2016-2021, xã đạt chuẩn nông thôn mới.",
        "Kế hoạch đầu tư công trung hạn giai đoạn 2018-2020.",
        "Định kỳ mỗi 5 năm (2010-2030) lập lại quy hoạch.",
    ],
    check,
};

fn check(doc: &Document, _: &Knowledge, out: &mut Findings) {
    for (span, term, years) in dated(doc) {
        let (Some(from), Some(to)) = (years.first(), years.last()) else { continue };
        if to <= from || !plausible(from) || !plausible(to) {
            continue;
        }
        let (count, table) = match term.kind {
            TermKind::NamNam => (5, TermTable::KeHoach5Nam),
            TermKind::MuoiNam => (10, TermTable::ChienLuoc10Nam),
            TermKind::GiaiDoan | TermKind::ThoiKy => (5, TermTable::KeHoach5Nam),
            _ => continue,
        };
        if to - from == count - 1 {
            continue;
        }
        // Even a review of five years cannot be of fifteen.
        let never = to - from != count
            && matches!(term.kind, TermKind::NamNam | TermKind::MuoiNam)
            && !is_several(doc, term)
            && !doc.slice(years.joint).contains('/');
        if !never && !is_plan(doc, span, term, &years, table) || is_example(doc, years.span) {
            continue;
        }
        let rows = || tables::terms(table).iter().map(|r| (i32::from(r.from), i32::from(r.to)));
        let right = rows().find(|r| r.0 == from).or_else(|| rows().find(|r| r.1 == to)).map(|(f, t)| {
            let mut right = Right::of_length(f, t - f);
            right.vi = format!("kế hoạch {count} năm {f}-{t}");
            right.en = format!("the {count}-year plan {f}-{t}");
            right
        });
        let length = to - from + 1;
        let vi = format!("{count} năm nhưng {from}-{to} là {length} năm, tính cả năm đầu và năm cuối");
        let en = format!("{count} years, but {from}-{to} are {length}, the first and the last counted");
        out.push(at_years(&RULE, doc, &years, right, vi, en));
    }
}

/// Whether the clause speaks of a plan with these years, not of a review or a term.
fn is_plan(doc: &Document, span: Span, term: &Term, years: &Years, table: TermTable) -> bool {
    let text = doc.text();
    let named = matches!(term.kind, TermKind::NamNam | TermKind::MuoiNam);
    let reach = text.ceil_char_boundary(span.from().saturating_sub(REACH));
    // One year beside those of a plan.
    let is_near_plan = |from: i32, to: i32| {
        tables::terms(table).iter().any(|r| i32::from(r.from) == from && (to - i32::from(r.to)).abs() == 1)
    };
    let near = years.first().zip(years.last()).is_some_and(|(from, to)| is_near_plan(from, to));
    // "5 năm" is looked for only where it can be.
    if !named && !near && !text[reach..years.span.from()].contains('5') {
        return false;
    }
    let low = reach.max(doc.sentence(span).from());
    let before = tables::fold(&text[low..years.span.from()]);
    let behind: String = text[years.span.to()..].trim_start_matches([')', ' ', ',']).chars().take(12).collect();
    if tables::fold(&behind).starts_with("nhiệm kỳ") {
        return false;
    }
    let Some(at) =
        ["kế hoạch", "chiến lược", "đầu tư công", "phương hướng"].iter().filter_map(|w| before.rfind(w)).max()
    else {
        return false;
    };
    let between = &before[at..];
    let review = [
        "sơ kết",
        "tổng kết",
        "kết quả",
        "đánh giá",
        "sau ",
        "qua ",
        "trong ",
        "nhiệm kỳ",
        "3 năm",
        "03 năm",
        "hằng năm",
    ];
    if review.iter().any(|w| between.contains(w)) {
        return false;
    }
    // "trung hạn" is said of parts of a plan too: only one that begins with it and nearly ends with it is meant.
    named || between.contains("5 năm") || near && between.contains("trung hạn")
}

/// How many bytes before a term its plan is named.
const REACH: usize = 120;
