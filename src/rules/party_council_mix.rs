//! Years of the councils given to a local Party committee.

use crate::document::Document;
use crate::parse::{TermBody, TermKind};
use crate::tables::{self, TermTable};

use super::known_terms::{Right, at_years, dated};
use super::term_owner::{is_example, is_own, is_several};
use super::{Findings, Knowledge, Rule, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "TERM07",
    name: "party-council-mix",
    severity: Severity::Warning,
    default: false,
    basis: "Chỉ thị 45-CT/TW ngày 14/4/2025",
    summary: (
        "Nhiệm kỳ của Hội đồng nhân dân ghi cho cấp ủy địa phương",
        "A council's term given to a local Party committee",
    ),
    explain: (
        "## Lỗi gì\nĐảng bộ, cấp ủy địa phương ghi nhiệm kỳ của Hội đồng nhân dân: “Đảng bộ tỉnh nhiệm kỳ 2021-2026”.\n\
         ## Vì sao\nĐại hội đảng bộ các cấp họp trước Đại hội toàn quốc một năm: nhiệm kỳ 2015-2020, 2020-2025, 2025-2030; Hội đồng nhân dân \
         2016-2021, 2021-2026, 2026-2031.\n\
         ## Sửa thế nào\nGhi nhiệm kỳ của cấp ủy: 2020-2025. Một số nơi vẫn ghi theo Hội đồng nhân dân, nên quy tắc này mặc định tắt.\n\
         ## Khi nào im lặng\nTrung ương Đảng (2021-2026); hai nhiệm kỳ ghi cạnh nhau cho hai cơ quan. Chiều ngược lại do TERM05 báo.",
        "## What\nA local Party committee with the years of the councils: “Đảng bộ tỉnh nhiệm kỳ 2021-2026”.\n\
         ## Why\nLocal congresses meet a year before the national one: 2015-2020, 2020-2025, 2025-2030; councils have 2016-2021, 2021-2026.\n\
         ## How to mend\nWrite the committee's term, 2020-2025. Some places do write so, hence the rule is off by default.\n\
         ## When it is silent\nThe Central Committee (2021-2026); two terms side by side for two bodies. TERM05 tells of the reverse.",
    ),
    wrong: &[
        wrong("Ban Chấp hành Đảng bộ tỉnh nhiệm kỳ ⟦2021-2026⟧ họp phiên thứ hai.").right("2020-2025"),
        wrong("Đại hội Đảng bộ huyện, nhiệm kỳ ⟦2016 - 2021⟧.").right("2015 - 2020"),
    ],
    silent: &[
        "Ban Chấp hành Trung ương Đảng khóa XIII, nhiệm kỳ 2021-2026.",
        "Đảng bộ tỉnh nhiệm kỳ 2020-2025 lãnh đạo Hội đồng nhân dân tỉnh nhiệm kỳ 2021-2026.",
        "Tỉnh ủy lãnh đạo bầu cử nhiệm kỳ 2021-2026.",
        "Đảng bộ tỉnh nhiệm kỳ 2016-2020.",
    ],
    check,
};

fn check(doc: &Document, _: &Knowledge, out: &mut Findings) {
    for (span, term, years) in dated(doc) {
        let (Some(from), Some(to)) = (years.first(), years.last()) else { continue };
        if term.of != Some(TermBody::PartyLocal) || term.kind != TermKind::NhiemKy || to - from != 5 {
            continue;
        }
        let (Ok(f), Ok(t)) = (u16::try_from(from), u16::try_from(to)) else { continue };
        let has = |table, f, t| tables::terms_with_years(table, f, t).next().is_some();
        if has(TermTable::DangDiaPhuong, f, t) || !has(TermTable::HoiDongNhanDan, f, t) {
            continue;
        }
        if !is_own(doc, span, term) || is_several(doc, term) || is_example(doc, years.span) {
            continue;
        }
        let right = has(TermTable::DangDiaPhuong, f - 1, t - 1).then(|| {
            let mut right = Right::of_length(from - 1, 5);
            right.vi = format!("nhiệm kỳ cấp ủy địa phương {}-{}", f - 1, t - 1);
            right.en = format!("the local Party committees' term {}-{}", f - 1, t - 1);
            right
        });
        let vi = format!("{from}-{to} là nhiệm kỳ Hội đồng nhân dân, không phải của cấp ủy địa phương");
        let en = format!("{from}-{to} is the councils' term, not that of local Party committees");
        out.push(at_years(&RULE, doc, &years, right, vi, en));
    }
}
