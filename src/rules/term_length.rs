//! A term longer or shorter than the terms of its body.

use crate::document::Document;
use crate::parse::{TermBody, TermKind};
use crate::tables::{self, TermTable};

use super::known_terms::{Right, at_years, dated, own_terms, plausible, right_years, tables_of, term_name};
use super::term_owner::{is_example, is_foreign, is_own, is_several};
use super::{Findings, Knowledge, Rule, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "TERM04",
    name: "term-length",
    severity: Severity::Warning,
    default: true,
    basis: "terms",
    summary: ("Nhiệm kỳ dài hoặc ngắn hơn nhiệm kỳ của cơ quan đó", "A term longer or shorter than its body's terms"),
    explain: (
        "## Lỗi gì\nNhiệm kỳ có số năm khác nhiệm kỳ của cơ quan: “Hội đồng nhân dân nhiệm kỳ 2021-2027”.\n\
         ## Vì sao\nNhiệm kỳ Quốc hội, Hội đồng nhân dân, Chính phủ, cấp ủy, Mặt trận Tổ quốc là 5 năm (Hiến pháp 2013 Điều 71; Luật Tổ chức \
         chính quyền địa phương; Điều lệ Đảng); các nhiệm kỳ rút ngắn, kéo dài đều có trong bảng.\n\
         ## Sửa thế nào\nGhi nhiệm kỳ đúng, thường là nhiệm kỳ bắt đầu cùng năm đầu.\n\
         ## Khi nào im lặng\nHội đồng nhân dân 2004-2011; Quốc hội khóa XII 2007-2011; chi bộ, đoàn cơ sở, hội đồng quản trị, hợp tác xã; \
         đảng bộ cơ sở có nhiệm kỳ ngắn; nhiệm kỳ đoàn thể rút ngắn đến 2025, 2026; cơ quan nước ngoài; nhiều nhiệm kỳ.",
        "## What\nA term with another number of years than the terms of its body: “Hội đồng nhân dân nhiệm kỳ 2021-2027”.\n\
         ## Why\nThe terms of the National Assembly, the councils, the Government, Party committees and the Front last five years \
         (Constitution 2013, Art. 71; Party statutes); shortened and prolonged ones are in the table.\n\
         ## How to mend\nWrite the right term, mostly the one that begins in the first year.\n\
         ## When it is silent\nCouncils 2004-2011; National Assembly XII 2007-2011; cells, base unions, boards, cooperatives; base Party \
         committees with short terms; terms cut to 2025 or 2026; foreign bodies; several terms together.",
    ),
    wrong: &[
        wrong("Hội đồng nhân dân các cấp nhiệm kỳ ⟦2021-2027⟧ kiện toàn các chức danh.").right("2021-2026"),
        wrong("Bầu cử đại biểu Hội đồng nhân dân các cấp nhiệm kỳ ⟦2026 - 2030⟧.").right("2026 - 2031"),
        wrong("Ban Chấp hành Đảng bộ tỉnh nhiệm kỳ ⟦2020-2026⟧ làm việc.").right("2020-2025"),
        wrong("Đại hội đại biểu Đảng bộ thành phố lần thứ XVII, nhiệm kỳ ⟦2025-2035⟧.").right("2025-2030"),
        wrong("Quốc hội khóa XV, nhiệm kỳ ⟦2021-2025⟧ giám sát hai chuyên đề.").right("2021-2026"),
        wrong("Quốc hội khóa IX (1992-1997), khóa X (⟦1997-2003⟧) đã họp.").right("1997-2002"),
        wrong("Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh nhiệm kỳ ⟦2019-2023⟧ tổng kết.").right("2019-2024"),
        wrong("Đại biểu HĐND phường lâm thời khóa 1, nhiệm kỳ ⟦2021-2062⟧ đã họp.").right("2021-2026"),
        wrong("Chi đoàn nhiệm kỳ ⟦2023 - 2042⟧ hoàn thành đại hội."),
        wrong("Lấy ý kiến cử tri đối với người ứng cử đại biểu HĐND các cấp nhiệm kỳ ⟦2026-2030⟧ của Ban Thường trực.")
            .right("2026-2031"),
        wrong("Ủy ban nhân dân xã nhiệm kỳ ⟦2011-2017⟧ bàn giao hồ sơ.").right("2011-2016"),
    ],
    silent: &[
        "Hội đồng nhân dân các cấp nhiệm kỳ 2004-2011 và nhiệm kỳ 2004-2009.",
        "Quốc hội khóa XII, nhiệm kỳ 2007-2011; Quốc hội khóa I (1946-1960).",
        "Đảng bộ huyện nhiệm kỳ 2020-2025; chi bộ nhiệm kỳ 2022-2025; chi đoàn nhiệm kỳ 2023-2024.",
        "Hội đồng quản trị nhiệm kỳ 2020-2023; ban kiểm soát nhiệm kỳ 2021-2024.",
        "Hội đồng Bảo an Liên hợp quốc nhiệm kỳ 2020-2021.",
        "Quốc hội Hàn Quốc nhiệm kỳ 2020-2024.",
        "Hội đồng nhân dân tỉnh qua các nhiệm kỳ 2011-2021.",
        "Đảng bộ xã nhiệm kỳ 2005-2008 và 2008-2010.",
        "Công đoàn Việt Nam nhiệm kỳ 2023-2026 theo chủ trương mới.",
        "Ủy ban nhân dân tỉnh phê duyệt quy hoạch cán bộ nhiệm kỳ 2020-2026.",
        "Ban Chấp hành Trung ương Đảng khóa XIII, nhiệm kỳ 2021-2025.",
        "Đảng bộ thành phố nhiệm kỳ 2016-2020, 2021-2025.",
        "Hội đồng nhân dân xã khóa I, nhiệm kỳ 2025-2026.",
    ],
    check,
};

/// No body of today has terms longer than this.
const LONGEST: i32 = 10;

/// The first year from which that holds.
const RECENT: i32 = 1992;

fn check(doc: &Document, know: &Knowledge, out: &mut Findings) {
    for (span, term, years) in dated(doc) {
        let (Some(from), Some(to)) = (years.first(), years.last()) else { continue };
        if !own_terms(doc, term).is_empty() {
            continue;
        }
        if !matches!(term.kind, TermKind::NhiemKy | TermKind::Khoa) || to <= from || !plausible(from) || !plausible(to)
        {
            continue;
        }
        if to - from > LONGEST && from >= RECENT && !is_several(doc, term) && !is_example(doc, years.span) {
            let of = term.of.unwrap_or(TermBody::Other);
            if !is_right(of, from, to) && !is_foreign(doc, term) {
                if out.beyond(&RULE, years.span) {
                    continue;
                }
                let right = right_years(doc, know, span, term, &years).filter(|r| (r.from, r.to) != (from, to));
                let vi = format!("Không nhiệm kỳ nào dài {} năm như {from}-{to}", to - from);
                let en = format!("No term lasts {} years as {from}-{to} does", to - from);
                out.push(at_years(&RULE, doc, &years, right, vi, en));
            }
            continue;
        }
        let Some(of) = term.of else { continue };
        if to - from == 5 || is_right(of, from, to) || !is_wrong_length(of, from, to) {
            continue;
        }
        let own = is_own(doc, span, term);
        if !own || is_several(doc, term) || is_foreign(doc, term) || is_example(doc, years.span) {
            continue;
        }
        if out.beyond(&RULE, years.span) {
            continue;
        }
        let known = tables_of(of).iter().flat_map(|t| tables::terms(*t)).any(|r| i32::from(r.from) == from);
        let right = if is_mass(of) && !known {
            Some(Right::of_length(from, 5))
        } else {
            right_years(doc, know, span, term, &years).filter(|r| (r.from, r.to) != (from, to))
        };
        let (vi, en) = term_name(of);
        let length = to - from;
        let mut name = vi.to_string();
        name.replace_range(..1, "N");
        let vi = format!("{name} là 5 năm, {from}-{to} là {length} năm");
        let en = format!("Five years is {en}; {from}-{to} is {length}");
        out.push(at_years(&RULE, doc, &years, right, vi, en));
    }
}

fn is_mass(of: TermBody) -> bool {
    use TermBody::{Farmers, Front, Union, Veterans, Women, Youth};
    matches!(of, Front | Youth | Union | Women | Farmers | Veterans)
}

/// Whether a body has had such a term.
fn is_right(of: TermBody, from: i32, to: i32) -> bool {
    let (Ok(f), Ok(t)) = (u16::try_from(from), u16::try_from(to)) else { return false };
    let more: &[TermTable] = if of == TermBody::AssemblyAndCouncil { &[TermTable::QuocHoi] } else { &[] };
    tables_of(of).iter().chain(more).any(|table| tables::terms_with_years(*table, f, t).next().is_some())
}

/// Whether no term of the body can have this length.
fn is_wrong_length(of: TermBody, from: i32, to: i32) -> bool {
    let length = to - from;
    // Terms before those of the table were of many lengths.
    let since = tables_of(of).iter().filter_map(|t| tables::terms(*t).first()).map(|r| i32::from(r.from)).min();
    if since.is_none_or(|s| from < s) {
        return false;
    }
    match of {
        // Councils of the communes joined in July 2025 sit until the next election.
        TermBody::Council | TermBody::Committee if (from, to) == (2025, 2026) => false,
        // Committees of the base had two terms in five years; new units begin between congresses.
        TermBody::PartyLocal => length == 4 || length > 5,
        TermBody::PartyCell | TermBody::Other => false,
        // Congresses were held early when units were joined in 2025 and 2026.
        of if is_mass(of) => {
            (length == 4 || length > 5 || of == TermBody::Front) && !matches!(to, 2025 | 2026) && from >= 1990
        }
        _ => true,
    }
}
