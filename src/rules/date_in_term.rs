//! A central Party number too high for the day of its term.

use crate::document::Document;
use crate::parse::Regime;
use crate::tables::{CapScope, Sure, caps_for, congress_numbering_at};

use super::dated::{self, is_plausible, quoted_words, written};
use super::{Finding, Findings, Knowledge, Rule, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "DATE12",
    name: "date-in-term",
    severity: Severity::Warning,
    default: false,
    basis: "Hướng dẫn 36-HD/VPTW, mục II.1.3",
    summary: (
        "Số văn bản của Trung ương Đảng không hợp với ngày trong nhiệm kỳ",
        "A central Party number that its term cannot have reached by its date",
    ),
    explain: (
        "## Lỗi gì\nSố văn bản của Trung ương Đảng lớn hơn nhiều so với mức có thể đạt tới vào ngày ghi kèm.\n\n\
         ## Vì sao\nVăn bản của Đảng đánh số lại từ 01 sau mỗi đại hội (Hướng dẫn 36-HD/VPTW, mục II.1.3). Số 80 không thể có khi nhiệm \
         kỳ mới được hai tuần: hoặc số, hoặc ngày ghi sai nhiệm kỳ.\n\n\
         ## Sửa thế nào\nĐối chiếu số và ngày với bản gốc.\n\n\
         ## Khi nào im lặng\nLoại văn bản, nhiệm kỳ chưa đủ số liệu; văn bản của địa phương, của ban đảng; công văn, quyết định nhân sự. \
         Quy tắc này mặc định tắt vì dựa vào nhịp ban hành ước lượng từ số cao nhất của nhiệm kỳ.",
        "## What\nA number of the Party's centre is far above what its series can have reached by the date beside it.\n\n\
         ## Why\nThe Party's numbers start again after each congress (guide 36-HD/VPTW, II.1.3). There is no number 80 two weeks into a \
         term: either the number or the date is of another term.\n\n\
         ## How to mend\nLook both up in the document itself.\n\n\
         ## When it is silent\nSeries and terms without data; local committees and boards; letters, personnel decisions. The rule is off \
         by default, since it rests on a pace estimated from the highest number of a term.",
    ),
    wrong: &[
        wrong("Nghị quyết số 80-NQ/TW ngày ⟦05/02/2026⟧ của Bộ Chính trị."),
        wrong("Chỉ thị số 45-CT/TW, ngày ⟦20/6/2021⟧ của Bộ Chính trị."),
    ],
    silent: &[
        "Nghị quyết số 80-NQ/TW ngày 07/01/2026 của Bộ Chính trị.",
        "Chỉ thị số 45-CT/TW, ngày 20/6/2020 của Bộ Chính trị.",
        "Chỉ thị số 07-CT/TW, ngày 13/7/2026 của Ban Bí thư.",
        "Kết luận số 83-KL/TW, ngày 08/8/2026 của Bộ Chính trị.",
        "Chỉ thị số 59-CT/TU, ngày 27/8/2021 của Tỉnh ủy.",
    ],
    check,
};

fn check(doc: &Document, know: &Knowledge, out: &mut Findings) {
    /// Length of a term in days.
    const TERM: i64 = 1826;
    /// A year's numbers may come early.
    const AHEAD: i64 = 365;
    for (_, citation, date) in dated::cited(doc) {
        let Some(number) = citation.number.as_ref().filter(|n| n.regime == Regime::R5) else { continue };
        let ([organ], Some(code), Some(value)) = (number.organs(), number.code(), number.value) else { continue };
        if organ.text != "TW" || !is_plausible(doc, know, &date) || doc.is_quoted(date.span) {
            continue;
        }
        let Some(day) = date.date() else { continue };
        let Some(congress) = congress_numbering_at(day) else { continue };
        let Some(start) = congress.numbering_from.exact() else { continue };
        let Some(cap) = caps_for(code, "TW", false)
            .find(|c| c.covers(day) && c.scope == CapScope::PartyTerm && c.warn_above > 0 && c.sure > Sure::Uncertain)
        else {
            continue;
        };
        let days = (day - start).num_days();
        let most = i64::from(cap.warn_above) * (days + AHEAD) / TERM;
        if days >= TERM - AHEAD || i64::from(value) <= most {
            continue;
        }
        let said = quoted_words(doc, date.span);
        out.push(
            Finding::new(
                &RULE,
                date.span,
                format!(
                    "Số {} không hợp với ngày “{said}”: nhiệm kỳ khóa {} đánh số từ ngày {}, đến ngày này chỉ có thể tới khoảng số {most}.",
                    number.canonical,
                    crate::parse::to_roman(congress.ordinal),
                    written(start)
                ),
                format!(
                    "Number {} does not fit “{said}”: the term of congress {} is numbered from {}, and can have reached some {most} by then.",
                    number.canonical,
                    crate::parse::to_roman(congress.ordinal),
                    written(start)
                ),
            )
            .with(number.span, "số này", "this number"),
        );
    }
}
