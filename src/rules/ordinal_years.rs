//! A khóa whose years are those of another one.

use crate::document::Document;
use crate::parse::{Mention, Ordinal, Term, TermBody, TermKind, Years, to_roman};
use crate::tables::{self, Sure, TermRow};
use crate::text::Span;

use super::known_terms::{edits, own_terms, row_of_ordinal, tables_of, term_name};
use super::term_owner::{is_example, is_foreign};
use super::{Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "TERM06",
    name: "ordinal-years",
    severity: Severity::Error,
    default: true,
    basis: "terms",
    summary: ("Số khóa không khớp với năm của nhiệm kỳ", "The ordinal of a term and its years do not agree"),
    explain: (
        "## Lỗi gì\nKhóa và nhiệm kỳ đứng cạnh nhau nhưng là của hai nhiệm kỳ khác nhau: “Quốc hội khóa XIV, nhiệm kỳ 2021-2026”.\n\
         ## Vì sao\nMỗi khóa Quốc hội, Ban Chấp hành Trung ương có một nhiệm kỳ: khóa XIV là 2016-2021, khóa XV là 2021-2026.\n\
         ## Sửa thế nào\nSửa số khóa hoặc sửa năm. Ngày tháng trong câu cho biết vế nào đúng; nếu không có, năm trong ngoặc \
         được sửa theo khóa, còn lại số khóa được sửa theo năm.\n\
         ## Khi nào im lặng\nKhóa của cơ quan khác (Hội đồng nhân dân tỉnh, Trung ương Đảng) với số riêng; khóa gần hơn đã khớp; \
         cách ghi khác cũng đúng (khóa XII, 2007-2012; Trung ương khóa XIII, 2021-2025); quốc hội nước khác.",
        "## What\nAn ordinal and years stand side by side but belong to two different terms: “Quốc hội khóa XIV, nhiệm kỳ 2021-2026”.\n\
         ## Why\nEach khóa of the National Assembly and of the Party's Central Committee has one term: XIV is 2016-2021, XV is 2021-2026.\n\
         ## How to mend\nMend the ordinal or the years. A date in the sentence tells which; otherwise years in brackets follow \
         the ordinal, and else the ordinal follows the years.\n\
         ## When it is silent\nOrdinals of bodies that count for themselves; a nearer ordinal that agrees; accepted variants of years; \
         parliaments of other countries.",
    ),
    wrong: &[
        wrong("Quốc hội khóa ⟦XIV⟧, nhiệm kỳ 2021-2026 họp phiên bế mạc.").right("XV"),
        wrong("Bầu cử đại biểu Quốc hội khóa XIV, nhiệm kỳ ⟦2021-2026⟧ tiến hành ngày 22 tháng 5 năm 2016.")
            .right("2016-2021"),
        wrong("Chủ tịch Quốc hội khóa ⟦XVI⟧ (2021-2026) phát biểu ngày 20 tháng 7 năm 2021.").right("XV"),
        wrong("Đồng chí là đại biểu Quốc hội khóa XIII (⟦2016-2021⟧) và khóa XV (2021-2026).").right("2011-2016"),
        wrong("Bầu cử đại biểu Quốc hội khóa ⟦XIV⟧ và đại biểu Hội đồng nhân dân các cấp nhiệm kỳ 2021-2026.")
            .right("XV"),
        wrong("Ban Chấp hành Trung ương Đảng khóa ⟦XIII⟧ (2016-2021) ban hành Nghị quyết số 18-NQ/TW ngày 25/10/2017.")
            .right("XII"),
        wrong("Chính phủ khóa ⟦XIV⟧, nhiệm kỳ 2021-2026 họp.").right("XV"),
        wrong("Ủy ban Thường vụ Quốc hội khóa ⟦XV⟧, nhiệm kỳ 2026-2031 phân công nhiệm vụ.").right("XVI"),
    ],
    silent: &[
        "Ban Chấp hành Trung ương Đảng khóa XIII (2021-2026) và Quốc hội khóa XIII (2011-2016).",
        "Từ Quốc hội khóa XIV đến Quốc hội khóa XV, nhiệm kỳ 2021-2026.",
        "Quốc hội khóa XII (2007-2011); Quốc hội khóa XII, nhiệm kỳ 2007-2012.",
        "Hội đồng nhân dân tỉnh khóa XVIII, nhiệm kỳ 2021-2026.",
        "Trung ương khóa XIII, nhiệm kỳ 2021-2025.",
        "Đại biểu Quốc hội khóa XIV, Chủ tịch Hội đồng nhân dân tỉnh nhiệm kỳ 2021-2026.",
        "Quốc hội Lào khóa IX, nhiệm kỳ 2021-2026.",
        "Bí thư Tỉnh ủy, đại biểu Quốc hội khóa XIV; nhiệm kỳ 2020-2025 tiếp tục tham gia cấp ủy.",
        "Chủ tịch Quốc hội khóa XV trao bằng cho tập thể xuất sắc nhiệm kỳ 2016-2021.",
    ],
    check,
};

/// An ordinal with the years that stand beside it.
struct Pair<'d> {
    ordinal: Ordinal,
    row: &'static TermRow,
    of: TermBody,
    term: &'d Term,
    years: Years,
    /// Whether the years stand in brackets behind the ordinal, as a gloss.
    bracketed: bool,
}

fn check(doc: &Document, _: &Knowledge, out: &mut Findings) {
    let terms: Vec<&Mention> = doc.mentions.iter().filter(|m| m.term().is_some()).collect();
    for (i, mention) in terms.iter().enumerate() {
        let Some(term) = mention.term() else { continue };
        if !own_terms(doc, term).is_empty() {
            continue;
        }
        let before = i.checked_sub(1).map(|j| terms[j]);
        let Some(pair) = pair(doc, mention.span, term, before) else { continue };
        let (Some(from), Some(to)) = (pair.years.first(), pair.years.last()) else { continue };
        let (Ok(f), Ok(t)) = (u16::try_from(from), u16::try_from(to)) else { continue };
        if pair.row.has_years(f, t) {
            continue;
        }
        // Years of no term at all are the matter of other rules.
        let Some(&table) = tables_of(pair.of).first() else { continue };
        let Some(other) = tables::terms_with_years(table, f, t).next() else { continue };
        if is_foreign(doc, pair.term) || is_example(doc, mention.span) {
            continue;
        }
        out.push(found(doc, &pair, other, (from, to)));
    }
}

/// The ordinal and the years that `term` puts together, by itself or with the mention before it.
fn pair<'d>(doc: &Document, span: Span, term: &'d Term, before: Option<&'d Mention>) -> Option<Pair<'d>> {
    let years = term.years?;
    if !matches!(term.kind, TermKind::NhiemKy | TermKind::Khoa) {
        return None;
    }
    // The Government is counted with the National Assembly that elects it.
    let of_ordinal = |of: TermBody| match of {
        TermBody::Assembly | TermBody::AssemblyAndCouncil | TermBody::Government => Some(TermBody::Assembly),
        TermBody::PartyCentral => Some(of),
        _ => None,
    };
    let bracketed = |from: usize| doc.text()[from..years.span.from()].contains('(');
    if let Some(ordinal) = term.ordinal {
        let of = of_ordinal(term.of?)?;
        let row = row_of_ordinal(of, ordinal.value?)?;
        return Some(Pair { ordinal, row, of, term, years, bracketed: bracketed(ordinal.span.to()) });
    }
    let before = before?;
    let khoa = before.term()?;
    let ordinal = khoa.ordinal.filter(|_| khoa.years.is_none())?;
    let of = of_ordinal(khoa.of?)?;
    if before.span.to() > span.from() {
        return None;
    }
    let between = &doc.text()[before.span.to()..span.from()];
    let same = khoa.of == term.of || term.of.is_none();
    let joined = match term.of {
        Some(TermBody::AssemblyAndCouncil) if of == TermBody::Assembly => is_council_joint(between),
        _ => same && between.trim_matches([' ', ',', '(', '-', '\n', '\r']).is_empty(),
    };
    if !joined {
        return None;
    }
    let row = row_of_ordinal(of, ordinal.value?)?;
    Some(Pair { ordinal, row, of, term: khoa, years, bracketed: bracketed(before.span.to()) })
}

/// Whether only "và (bầu cử) đại biểu Hội đồng nhân dân các cấp" stands between.
fn is_council_joint(between: &str) -> bool {
    const WORDS: &[&str] = &[
        "và",
        "bầu",
        "cử",
        "đại",
        "biểu",
        "hội",
        "đồng",
        "nhân",
        "dân",
        "hđnd",
        "đbhđnd",
        "các",
        "cấp",
        "tỉnh",
        "thành",
        "phố",
        "huyện",
        "xã",
        "phường",
        "cuộc",
        "quận",
    ];
    between.len() < 160
        && between.split_whitespace().next().is_some_and(|w| w.eq_ignore_ascii_case("và") || w == ",")
        && between.split_whitespace().all(|w| {
            let w = w.trim_end_matches(',').to_lowercase();
            w.is_empty() || WORDS.contains(&w.as_str())
        })
}

/// The finding: at the ordinal where the years are right, else at the years.
fn found(doc: &Document, pair: &Pair, other: &TermRow, years: (i32, i32)) -> Finding {
    let (from, to) = years;
    let (name_vi, name_en) = term_name(pair.of);
    let numeral = doc.slice(pair.ordinal.span);
    let sentence = doc.sentence(pair.ordinal.span.join(pair.years.span));
    let by_years = match dated_by(doc, sentence, pair.row, other) {
        Some(ordinal_is_right) => !ordinal_is_right,
        None => !pair.bracketed,
    };
    let own = format!("{}-{}", pair.row.from, pair.row.to);
    let right = other.ordinal.map(to_roman).unwrap_or_default();
    let severity = if pair.row.sure == Sure::Uncertain || other.sure == Sure::Uncertain {
        Severity::Warning
    } else {
        Severity::Error
    };
    let vi = format!("Khóa {numeral} là {name_vi} {own}, không phải {from}-{to}; {from}-{to} là khóa {right}");
    let en = format!("Khóa {numeral} is {name_en} {own}, not {from}-{to}; {from}-{to} is khóa {right}");
    if by_years && pair.ordinal.roman {
        Finding::new(&RULE, pair.ordinal.span, vi + ".", en + ".")
            .with(pair.years.span, "năm của nhiệm kỳ", "the years of the term")
            .fix(Safety::Unsafe, pair.ordinal.span, right)
            .at(severity)
    } else {
        Finding::new(&RULE, pair.years.span, vi + ".", en + ".")
            .with(pair.ordinal.span, "số khóa", "the ordinal")
            .fixes(Safety::Unsafe, edits(doc, &pair.years, pair.row.from.into(), pair.row.to.into()))
            .at(severity)
    }
}

/// Whether a date of the sentence falls into the ordinal's term (`true`) or into that of the years, and not into both.
fn dated_by(doc: &Document, sentence: Span, row: &TermRow, other: &TermRow) -> Option<bool> {
    let start = doc.dates.partition_point(|d| d.span.start < sentence.start);
    doc.dates[start..].iter().take_while(|d| d.span.start < sentence.end).find_map(|d| {
        let date = d.date()?;
        let begun = |r: &TermRow| match r.event {
            Some(e) => e.not_after(date),
            None => i32::from(r.from) <= chrono::Datelike::year(&date),
        };
        let runs = |r: &TermRow| begun(r) && chrono::Datelike::year(&date) <= i32::from(r.to);
        // In the year of change the newer term has begun by its election.
        let (newer, ordinal_newer) = if row.from > other.from { (row, true) } else { (other, false) };
        let older = if ordinal_newer { other } else { row };
        if runs(newer) {
            Some(ordinal_newer)
        } else if runs(older) {
            Some(!ordinal_newer)
        } else {
            None
        }
    })
}
