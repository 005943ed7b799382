//! What only looks like a document number: forms, plots, telephones, bids, court cases, addresses of pages.

use super::reader::Reader;
use super::{Number, Oddities, Regime};
use crate::tables;

/// Words before a number that make it one of something else.
const OTHERS: &[&str] = &[
    "mẫu",
    "biểu",
    "biểu mẫu",
    "phụ lục",
    "phụ biểu",
    "thửa",
    "thửa đất",
    "tờ bản đồ",
    "tờ",
    "bản đồ",
    "điện thoại",
    "đt",
    "fax",
    "hợp đồng",
    "hđ",
    "giấy phép",
    "gói thầu",
    "tài khoản",
    "mã",
    "mã số",
    "hồ sơ",
    "biên lai",
    "hóa đơn",
    "công báo",
    "bản án",
    "vụ án",
    "mst",
    "biển",
    "biển số",
    "tỷ lệ",
    "tỉ lệ",
    "tcvn",
    "qcvn",
    "tcxdvn",
    "tcxd",
    "iso",
    "iec",
    "tcn",
    "đăng ký",
    "giấy chứng nhận",
    "chứng chỉ",
    "chứng thư",
    "lô",
    "căn hộ",
    "nhà số",
    "trung đoàn",
    "tiểu đoàn",
    "sư đoàn",
    "quốc lộ",
    "đường",
    "khoản vay",
    "phiếu",
    "máy lẻ",
    "số nhà",
    "công trình",
];

/// Codes of what is no document in our sense: contracts, licences, certificates, forms.
const OTHER_CODES: &[&str] = &[
    "GP", "GPXD", "GCN", "GCNĐKKD", "ĐK", "HĐMB", "HĐTC", "HĐKT", "HĐLĐ", "HĐTĐ", "GTGT", "TNDN", "TNCN", "MTT",
    "ĐKKD", "HSMT", "TCVN", "QCVN", "ISO", "BB-VPHC",
];

/// Kinds of court cases: `12/2020/HS-ST`.
const CASES: &[&str] = &["HS", "DS", "HC", "KDTM", "LĐ", "HNGĐ", "KTM", "QĐST", "QĐPT", "DSST", "HSST", "HSPT", "DSPT"];
const INSTANCES: &[&str] = &["ST", "PT", "GĐT", "TT", "QĐ"];
/// What an instance does with a case, before its kind: `45/2020/QĐST-HNGĐ`, `15/2021/TLST-HS`.
const CASE_ACTS: &[&str] = &["QĐST", "QĐPT", "TLST", "TLPT", "QĐXXST", "QĐXXPT"];

/// What a number has before it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Lead {
    /// A type word governs it, itself or through a list.
    pub typed: bool,
    /// "số" stands before it.
    pub so: bool,
}

/// Whether the number at hand is a document's, as far as its form and the words before `start` tell.
pub(crate) fn is_document(r: &Reader, n: &Number, start: usize, lead: Lead) -> bool {
    let code = n.code().unwrap_or("");
    // Addresses of pages, file names, e-mail, dossier codes.
    if matches!(r.char_before(n.span.from()), Some('/' | '_' | '.' | '=' | '@' | '-' | '+' | ':'))
        && !is_lead(r, n.span.from())
        || matches!(r.byte(n.span.to()), b'@' | b'_' | b'=')
        || (r.byte(n.span.to()) == b'.' && r.char(n.span.to() + 1).is_some_and(|c| c.is_ascii_lowercase()))
    {
        return false;
    }
    if CASES.contains(&code) && n.organs().first().is_some_and(|o| INSTANCES.iter().any(|i| o.text.starts_with(i))) {
        return false;
    }
    if CASE_ACTS.contains(&code) && n.organs().iter().any(|o| CASES.contains(&o.text.as_str())) {
        return false;
    }
    if OTHER_CODES.contains(&code) && !matches!(code, "HĐND") {
        return false;
    }
    // "Hợp đồng thuê số 03/HĐ-TN": the word stands too far off.
    if !lead.typed && (code == "HĐ" || follows_other(r, start)) {
        return false;
    }
    let own =
        r.own.type_with_code(code).is_some() || n.parts.iter().any(|p| r.own.issuer_with_symbol(&p.text).is_some());
    if own {
        return true;
    }
    let value = n.value.unwrap_or(0);
    let one = n.parts.len() == 1;
    let organ = |s: &str| tables::organs_with_abbr(s.trim_end_matches(|c: char| c.is_ascii_digit())).next().is_some();
    let known = tables::code_is_known(code);
    let organs = n.organs().iter().any(|o| organ(&o.text));
    match n.regime {
        Regime::R2 | Regime::R8 => true,
        Regime::R10 => code != "AL" || lead.typed,
        Regime::R1 => {
            if one {
                // "01/2019/TT", "05/98/TTg" only where the text says that it is a document.
                return lead.typed || (lead.so && (known || organ(code)));
            }
            known || lead.typed || organs || (lead.so && !n.oddities.has(Oddities::BLANK))
        }
        Regime::R5 | Regime::R6 => known || lead.typed || organs,
        Regime::R3 => lead.typed || lead.so || organs || value > 0,
        Regime::R4 => lead.typed || (lead.so && (organ(code) || organs)) || (organ(code) && organs),
        Regime::R7 => {
            let symbol =
                known || organ(code) || matches!(code, "CP" | "TTg" | "HĐBT" | "SL" | "SLt" | "CT" | "UB" | "LB");
            // "25/TTg" without a word before it may be anything.
            lead.typed && (symbol || n.span.len() > 5) || (lead.so && symbol && value > 0)
        }
        Regime::Unknown => lead.typed,
    }
}

/// Whether the sign before a number belongs to its lead: "Số:15/QĐ-BNV", "(45-CT/TW)".
fn is_lead(r: &Reader, at: usize) -> bool {
    let c = r.char_before(at);
    let before = at - c.map_or(0, char::len_utf8);
    match c {
        Some(':') => r.word_before(before).is_some(),
        Some('.') => r.char_before(before).is_some_and(char::is_alphabetic) && r.words_before(before, "số").is_none(),
        Some('-' | '+') => before == 0 || matches!(r.byte(before - 1), b'\n' | b' '),
        _ => false,
    }
}

fn follows_other(r: &Reader, start: usize) -> bool {
    OTHERS.iter().any(|w| r.words_before(start, w).is_some())
}
