//! Numbers above what their series ever reached.

use std::borrow::Cow;

use crate::document::Document;
use crate::parse::{Oddities, Regime};
use crate::register::{Basis, Row};
use crate::tables::{self, Cap, CapScope, Sure};

use super::numbering::{self, Cited};
use super::{Finding, Findings, Knowledge, Rule, Safety, Severity, registered, wrong};

pub(super) static RULE: Rule = Rule {
    code: "NUM01",
    name: "number-too-high",
    severity: Severity::Error,
    default: true,
    basis: "Hướng dẫn 36-HD/VPTW; Nghị định 30/2020/NĐ-CP",
    summary: (
        "Số văn bản cao hơn hẳn số cao nhất đã biết của dãy số",
        "A number far above the highest known of its series",
    ),
    explain: (
        "## Lỗi gì\nSố văn bản vượt xa số cao nhất mà dãy số ấy từng có: 545-CT/TW, 1203/2020/NĐ-CP. Thường do gõ thừa hoặc lặp chữ số.\n\n## Vì sao\nSố của Đảng chạy theo nhiệm kỳ đại hội (Hướng dẫn 36-HD/VPTW), số của Nhà nước theo năm (Nghị định 34/2016/NĐ-CP Điều 58), số luật theo khóa Quốc hội. Mỗi dãy đều có số cao nhất đã biết; ngưỡng đặt trên đó một khoảng.\n\n## Sửa thế nào\nTra lại số trong văn bản gốc. Khi bỏ chữ số thừa chỉ còn một số có thể có thì số ấy được gợi ý.\n\n## Khi nào im lặng\nDãy không đặt trần (chỉ thị, nghị quyết Trung ương trước 1982; dãy chung với công văn), công văn, quyết định nhân sự, số có chấm 66.k/năm/NQ-CP.",
        "## What\nA number far above any that its series ever reached: 545-CT/TW, 1203/2020/NĐ-CP; mostly a digit typed twice.\n\n## Why\nParty numbers run per congress term (Guide 36-HD/VPTW), State numbers per year (Decree 34/2016/NĐ-CP, Article 58), laws per legislature. Each series has a highest known number; the ceiling stands some way above it.\n\n## How to mend\nLook the number up in the original. Where leaving out the surplus digit gives one possible number only, it is suggested.\n\n## When it is silent\nSeries without ceiling (Central directives before 1982; series shared with letters), official letters, personnel decisions, dotted numbers 66.k/Y/NQ-CP.",
    ),
    wrong: &[
        wrong("Chỉ thị số ⟦545-CT/TW⟧ ngày 20/6/2020 của Bộ Chính trị về bầu cử.").right("45-CT/TW"),
        wrong("Chỉ thị ⟦545-CT/TW⟧ của Bộ Chính trị."),
        wrong("Nghị quyết số ⟦2727-NQ/TW⟧ ngày 21/5/2018 của Ban Chấp hành Trung ương.").right("27-NQ/TW"),
        wrong("Nghị định số ⟦1203/2020/NĐ-CP⟧ của Chính phủ."),
        wrong("Luật Đất đai số ⟦4545/2013/QH13⟧.").right("45/2013/QH13"),
        wrong("Bộ luật Lao động số ⟦455/2019/QH14⟧.").right("45/2019/QH14"),
        wrong("Thông tư số ⟦1330/2016/TT-BTC⟧ của Bộ Tài chính."),
        wrong("Chỉ thị số ⟦4459-CT/TU⟧ ngày 27/8/2020 của Tỉnh ủy."),
    ],
    silent: &[
        "Chỉ thị số 45-CT/TW ngày 20/6/2020 và Chỉ thị số 45-CT/TW ngày 14/4/2025 của Bộ Chính trị.",
        "Chỉ thị số 235-CT/TW ngày 20/8/1976 của Ban Bí thư.",
        "Chỉ thị số 100-CT/TW của Ban Bí thư về khoán sản phẩm.",
        "Chỉ thị số 1474/CT-TTg ngày 24/8/2011 của Thủ tướng Chính phủ.",
        "Công điện số 1063/CĐ-TTg ngày 31/7/2021 của Thủ tướng Chính phủ.",
        "Thông tư số 2866/1998/TT-BQP của Bộ Quốc phòng.",
        "Nghị định số 373/2025/NĐ-CP của Chính phủ; Nghị quyết số 66.22/2026/NQ-CP của Chính phủ.",
        "Công văn số 8011-CV/BTCTW ngày 27/02/2025 của Ban Tổ chức Trung ương.",
        "Quyết định số 2736/QĐ-TTg ngày 15/12/2025 của Thủ tướng Chính phủ.",
        "Nghị quyết số 1685/NQ-UBTVQH15; Nghị quyết số 1003/2006/NQ-UBTVQH11.",
    ],
    check,
};

fn check(doc: &Document, know: &Knowledge, out: &mut Findings) {
    for c in numbering::cited(doc) {
        let Some((value, ceiling)) = exceeded(&c) else { continue };
        // A known document of that number is real, whatever the ceiling.
        let real = |row: &Row| row.is_solid() && c.day().is_none_or(|day| row.date == day);
        if numbering::is_example(doc, c.mention.span) || know.register.find(c.type_name(), c.number).iter().any(real) {
            continue;
        }
        out.push(finding(doc, know, &c, value, &ceiling));
    }
}

/// Whether this rule speaks of the number.
pub(super) fn speaks(c: &Cited) -> bool {
    exceeded(c).is_some()
}

/// The value of the number and the ceiling that it exceeds.
fn exceeded(c: &Cited) -> Option<(u32, Ceiling)> {
    let value = c.number.value.filter(|v| *v > 9)?;
    // Six digits are the matter of another rule.
    if value > 99_999
        || c.number.oddities.has(Oddities::DOTTED)
        || matches!(c.number.regime, Regime::R4 | Regime::R7 | Regime::R10 | Regime::Unknown)
    {
        return None;
    }
    let codes = codes(c);
    // Most numbers are under every ceiling of their types.
    if codes.iter().all(|code| tables::caps_of_code(code).all(|cap| value <= lowest(cap))) {
        return None;
    }
    ceiling(c, &codes).filter(|t| value > t.warn).map(|ceiling| (value, ceiling))
}

/// The ceiling that holds for a number.
struct Ceiling {
    warn: u32,
    error: u32,
    /// The row of the time, where it is known.
    row: Option<&'static Cap>,
}

fn ceiling(c: &Cited, codes: &[Cow<str>]) -> Option<Ceiling> {
    let rows = rows(c, codes);
    let (day, year) = (c.day(), c.year().and_then(|y| u16::try_from(y).ok()));
    let fits = |cap: &&&'static Cap| match (day, year) {
        (Some(day), _) => cap.covers(day),
        (None, Some(year)) => cap.covers_year(year),
        (None, None) => true,
    };
    let mut warn = 0;
    let mut error = 0;
    let mut best: Option<&'static Cap> = None;
    let undated = day.is_none() && year.is_none();
    for cap in rows.iter().filter(fits) {
        if cap.warn_above == 0 {
            // Undated Party numbers: no term of any time came near twice its highest.
            if !undated || cap.scope != CapScope::PartyTerm {
                return None;
            }
            warn = warn.max(highest(cap)? * 2);
            error = u32::MAX;
        } else if undated && cap.scope == CapScope::PartyTerm {
            warn = warn.max(cap.error_above);
            error = error.max(cap.error_above);
        } else {
            warn = warn.max(cap.warn_above);
            error = error.max(cap.error_above);
            if best.is_none_or(|b| b.warn_above < cap.warn_above) {
                best = Some(cap);
            }
        }
        if cap.sure == Sure::Uncertain && !undated {
            return None;
        }
        if cap.sure != Sure::Verified {
            error = u32::MAX;
        }
    }
    (warn > 0).then_some(Ceiling { warn, error, row: best })
}

/// No ceiling that a row sets, whatever is known of the number, is lower.
fn lowest(cap: &Cap) -> u32 {
    match cap.warn_above {
        0 => highest(cap).map_or(u32::MAX, |highest| highest * 2),
        warn => warn.min(cap.error_above),
    }
}

/// The codes of the types that the number may have: several where the text does not say which.
fn codes<'c>(c: &Cited<'c>) -> Vec<Cow<'c, str>> {
    let n = c.number;
    let Some(first) = n.code() else { return Vec::new() };
    if n.regime != Regime::R2 {
        // Letters and personnel decisions have no ceiling.
        let code = numbering::restored(first, true);
        return if matches!(&*code, "CV" | "QĐNS") { Vec::new() } else { vec![code] };
    }
    if !n.organs().is_empty() {
        return vec![first.into()];
    }
    let codes: &[&str] = match c.type_name() {
        Some("Luật") => &["L"],
        Some("Bộ luật") => &["BL"],
        Some("Nghị quyết") => &["NQ"],
        Some("Pháp lệnh") => &["PL"],
        _ => &["L", "NQ", "PL"],
    };
    codes.iter().map(|code| Cow::Borrowed(*code)).collect()
}

/// The rows of the number's series; of every type that the number may have, where the text does not say.
fn rows(c: &Cited, codes: &[Cow<str>]) -> Vec<&'static Cap> {
    let n = c.number;
    let with_year = n.year.is_some() && !n.oddities.has(Oddities::YEAR_BEHIND);
    if n.regime == Regime::R2 {
        let organ = n.organs().first().map(|organ| organ.text.as_str()).or(n.code());
        let rows = |code| organ.into_iter().flat_map(move |organ| tables::caps_for(code, organ, with_year));
        return codes.iter().flat_map(|code| rows(code)).collect();
    }
    let [code] = codes else { return Vec::new() };
    let organs: Vec<_> = n.organs().iter().map(|p| numbering::restored(&p.text, false)).collect();
    let all = organs.join("-");
    let found: Vec<_> = tables::caps_for(code, &all, with_year).collect();
    if !found.is_empty() || organs.len() < 2 {
        return found;
    }
    tables::caps_for(code, &organs[0], with_year).collect()
}

/// The highest number that a row tells: the largest of the numbers that begin a note ("178 (1999); 211 (2004)").
fn highest(cap: &Cap) -> Option<u32> {
    cap.highest
        .split([';', ','])
        .filter_map(|note| {
            let note = note.trim_start_matches(|c: char| !c.is_ascii_digit() && c != '(');
            let end = note.find(|c: char| !c.is_ascii_digit()).unwrap_or(note.len());
            note[..end].parse::<u32>().ok()
        })
        .max()
}

/// What a number may have been before a digit slipped in, at most `limit`.
fn candidates(digits: &str, limit: u32) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut take = |s: String| {
        let possible = !s.starts_with('0') && s.parse::<u32>().is_ok_and(|v| v > 0 && v <= limit);
        let s = if s.len() == 1 { format!("0{s}") } else { s };
        if possible && !found.contains(&s) {
            found.push(s);
        }
    };
    if !digits.bytes().all(|b| b.is_ascii_digit()) {
        return found;
    }
    for i in 0..digits.len() {
        take(format!("{}{}", &digits[..i], &digits[i + 1..]));
    }
    let (a, b) = digits.split_at(digits.len() / 2);
    if a == b {
        take(a.to_string());
    }
    found
}

fn finding(doc: &Document, know: &Knowledge, c: &Cited, value: u32, ceiling: &Ceiling) -> Finding {
    let n = c.number;
    let known = ceiling.row.and_then(highest);
    let open = ceiling.row.is_some_and(|r| r.to.is_none_or(|d| d.year >= 2026));
    let limit = if open { ceiling.warn } else { known.unwrap_or(ceiling.warn) };
    let digits = doc.slice(n.digits);
    let mut options = if ceiling.row.is_some() { candidates(digits, limit) } else { Vec::new() };
    // A known document of that very day is what was meant.
    let meant = c.day().map(|day| know.register.near(c.type_name(), n, day)).unwrap_or_default();
    let cited = c.day().map(|day| know.register.cited_near(c.type_name(), n, day)).unwrap_or_default();
    let meant = meant
        .first()
        .filter(|row| row.basis != Basis::Uncertain)
        .or_else(|| cited.first().filter(|row| row.is_solid()));
    if let Some(digits) = meant.and_then(|row| row.number.split(['/', '-']).next()) {
        options = vec![digits.to_owned()];
    }
    let name = n.code().and_then(|code| tables::types_with_code(code).next()).map_or("văn bản", |t| t.name);
    let tail = &n.canonical[n.digits.len().min(n.canonical.len())..];
    if options.len() > 1
        && let Some(title) = c.citation.and_then(|c| c.title)
    {
        // The title of a law tells which of them it is.
        let of_title: Vec<&str> = tables::titles_named(doc.slice(title)).map(|t| t.number).collect();
        if let Some(i) = options.iter().position(|o| of_title.contains(&format!("{o}{tail}").as_str())) {
            options = vec![options.swap_remove(i)];
        }
    }
    let (mut vi, mut en) = match (ceiling.row, known) {
        (Some(row), Some(known)) => (
            format!(
                "Số {} vượt xa số {} cao nhất đã biết của dãy ({}: {known})",
                n.canonical,
                name.to_lowercase(),
                row.period
            ),
            format!("{} is far above the highest number known of its series ({known})", n.canonical),
        ),
        (Some(row), None) => (
            format!("Số {} vượt ngưỡng {} của dãy số này ({})", n.canonical, ceiling.warn, row.period),
            format!("{} is above the ceiling {} of its series", n.canonical, ceiling.warn),
        ),
        (None, _) => (
            format!("Số {} cao hơn mọi số {} đã biết của các nhiệm kỳ", n.canonical, name.to_lowercase()),
            format!("{} is above every number known of any term", n.canonical),
        ),
    };
    let listed: Vec<String> = options.iter().take(4).map(|o| format!("{o}{tail}")).collect();
    match listed.len() {
        0 => {
            vi.push_str("; cần tra lại văn bản gốc.");
            en.push_str("; look it up in the original.");
        }
        1 if let Some(row) = meant => {
            let ((told, told_en), (source, source_en)) = (registered::told(row), registered::source(row));
            vi.push_str(&format!("; có phải {told} ({source})?"));
            en.push_str(&format!("; did you mean {told_en} ({source_en})?"));
        }
        1 => {
            vi.push_str(&format!("; có lẽ thừa chữ số, đúng là {}.", listed[0]));
            en.push_str(&format!("; a digit too many for {}.", listed[0]));
        }
        _ => {
            vi.push_str(&format!("; có lẽ thừa một chữ số ({}), cần tra lại.", listed.join(", ")));
            en.push_str(&format!("; perhaps a digit too many ({}): look it up.", listed.join(", ")));
        }
    }
    let severity = if value > ceiling.error { Severity::Error } else { Severity::Warning };
    let found = Finding::new(&RULE, n.span, vi, en).at(severity);
    match options.as_slice() {
        [only] => found.fix(Safety::Unsafe, n.digits, only.clone()),
        _ => found,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_highest_number_is_read_from_its_note() {
        let of = |code, organ: &str, year| tables::caps_for(code, organ, year).filter_map(highest).max();
        assert_eq!(of("NĐ", "CP", true), Some(373));
        assert_eq!(of("CT", "TW", false), Some(235));
        assert_eq!(of("TT", "BTC", true), Some(2866));
        assert_eq!(of("L", "QH13", true), Some(108));
    }

    #[test]
    fn surplus_digits_are_left_out() {
        assert_eq!(candidates("545", 48), ["45"]);
        assert_eq!(candidates("345", 55), ["45", "35", "34"]);
        assert_eq!(candidates("1010", 48), ["10"]);
        assert!(candidates("1203", 99).is_empty());
    }
}
