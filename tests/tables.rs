//! Do the facts of the tables agree with themselves and with each other?

use soat::tables::{self, Day, Sphere, TermTable};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Debug;
use std::path::PathBuf;
use unicode_normalization::is_nfc;

fn in_order(what: impl Debug, from: Option<Day>, to: Option<Day>) {
    if let (Some(from), Some(to)) = (from, to) {
        assert!(from.earliest() <= to.latest(), "{what:?}: {from} is after {to}");
    }
}

fn sorted<T, K: Ord + Debug>(rows: &[T], key: impl Fn(&T) -> K) {
    for pair in rows.windows(2) {
        let (a, b) = (key(&pair[0]), key(&pair[1]));
        assert!(a < b, "{b:?} is not after {a:?}");
    }
}

fn known_abbr(abbr: &str) -> bool {
    tables::organs_with_abbr(abbr).next().is_some()
}

fn known_codes(row: &dyn Debug, codes: &[&str]) {
    for code in codes {
        assert!(tables::code_is_known(code), "{code}: no such type: {row:?}");
    }
}

#[test]
fn types_are_sorted_and_refer_to_organs() {
    sorted(tables::types(), |t| (t.code, t.name, t.scope, t.sphere, t.from));
    for t in tables::types() {
        in_order(t, t.from, t.to);
        assert!(t.issuers.iter().all(|abbr| known_abbr(abbr)), "{t:?}");
        assert!(!t.issuers.is_empty() || !t.classes.is_empty(), "nobody issues {t:?}");
        // The codes HP and BL are only the table's own: no symbol shows them.
        let shown = !t.code.is_empty() && !matches!(t.code, "HP" | "BL");
        assert!(!shown || tables::codes_of_name(t.name).iter().any(|c| *c == t.code || *c == "*"), "{t:?}");
    }
}

#[test]
fn type_words_have_known_codes() {
    sorted(tables::type_names(), |n| {
        let mut chars = n.name.chars();
        chars.next().into_iter().flat_map(char::to_lowercase).chain(chars).collect::<String>()
    });
    for n in tables::type_names() {
        sorted(n.codes, |c| *c);
        known_codes(n, &n.codes.iter().copied().filter(|c| !matches!(*c, "" | "*")).collect::<Vec<_>>());
        assert_eq!(tables::codes_of_name(n.name), n.codes);
    }
}

#[test]
fn organs_are_sorted_and_lead_to_organs() {
    sorted(tables::organs(), |o| (o.abbr, o.from, o.name));
    for o in tables::organs() {
        in_order(o, o.from, o.to);
        assert!(o.successors.iter().all(|abbr| known_abbr(abbr)), "{o:?}");
        assert!(!o.name.contains(['(', ';', '/']), "a remark in the name: {o:?}");
        assert!(o.short_names.iter().all(|n| !n.contains(['(', ';'])), "a remark in a short name: {o:?}");
        assert!(!o.ministry || o.sphere == Sphere::State, "{o:?}");
    }
}

#[test]
fn every_organ_is_found_by_each_of_its_names() {
    for (i, o) in tables::organs().iter().enumerate() {
        for name in o.short_names.iter().chain([&o.name]) {
            assert!(tables::organs_named(name).any(|found| found == o), "{name}");
            assert!(tables::organ_names().binary_search(&(*name, i)).is_ok(), "{name}");
        }
    }
    assert!(tables::organ_names().is_sorted());
    sorted(tables::organ_index(), |e| e.0);
}

#[test]
fn one_organ_never_lives_twice_at_once() {
    for pair in tables::organs().windows(2) {
        if (pair[0].abbr, pair[0].name) == (pair[1].abbr, pair[1].name) {
            assert!(pair[0].to.is_some(), "{pair:?}");
            in_order(pair[1].abbr, pair[0].to, pair[1].from);
        }
    }
}

#[test]
fn provinces_lead_to_provinces() {
    sorted(tables::provinces(), |p| (p.name, p.from, p.to, p.set));
    for p in tables::provinces() {
        in_order(p, p.from, p.to);
        assert!(p.merged_into.iter().all(|n| tables::provinces_named(n).next().is_some()), "{p:?}");
        assert!(p.aliases.iter().all(|n| tables::provinces_named(n).any(|found| found == p)), "{p:?}");
        assert!(!p.name.contains('('), "{p:?}");
    }
    sorted(tables::province_index(), |e| e.0);
}

#[test]
fn there_were_63_provinces_and_then_34() {
    let on = |y, m, d| {
        let day = chrono::NaiveDate::from_ymd_opt(y, m, d).unwrap();
        tables::provinces().iter().filter(|p| p.existed(day)).map(|p| p.name).collect::<BTreeSet<_>>().len()
    };
    assert_eq!(on(2010, 1, 1), 63);
    assert_eq!(on(2025, 6, 30), 63);
    assert_eq!(on(2025, 7, 1), 34);
    assert_eq!(on(2026, 10, 1), 34);
}

const BODIES: [TermTable; 18] = [
    TermTable::ChiBo,
    TermTable::ChienLuoc10Nam,
    TermTable::ChinhPhu,
    TermTable::ChuTichNuoc,
    TermTable::CongDoan,
    TermTable::CuuChienBinh,
    TermTable::DangDiaPhuong,
    TermTable::DangTrungUong,
    TermTable::Doan,
    TermTable::HoiDongNhanDan,
    TermTable::KeHoach5Nam,
    TermTable::MatTran,
    TermTable::NongDan,
    TermTable::OnDinhNganSach,
    TermTable::PhuNu,
    TermTable::QuocHoi,
    TermTable::QuyHoach,
    TermTable::SapXepDonViHanhChinh,
];

#[test]
fn terms_rise() {
    for body in BODIES {
        let rows = tables::terms(body);
        assert!(!rows.is_empty(), "{body:?}");
        sorted(rows, |t| (t.from, t.to));
        for t in rows {
            assert!(t.from < t.to && t.alt.iter().all(|(from, to)| from < to), "{t:?}");
            in_order(t, t.event, t.event_end);
            assert!(t.event.is_none_or(|d| d.year == t.from), "{t:?}");
        }
        let ordinals: Vec<_> = rows.iter().filter_map(|t| t.ordinal).collect();
        if !ordinals.is_empty() {
            let counted: Vec<_> = (1..=u32::try_from(rows.len()).unwrap()).collect();
            assert_eq!(ordinals, counted, "{body:?}: counted without a gap");
            assert!(ordinals.iter().all(|&n| tables::term_of_ordinal(body, n).is_some()));
        }
    }
}

#[test]
fn congresses_follow_each_other_and_agree_with_the_terms() {
    sorted(tables::congresses(), |c| c.ordinal);
    for pair in tables::congresses().windows(2) {
        assert!(pair[0].close < pair[1].open, "{pair:?}");
        assert!(pair[0].numbering_from < pair[1].numbering_from, "{pair:?}");
        assert!(pair[0].numbering_to.is_none_or(|d| d < pair[1].numbering_from), "{pair:?}");
        assert_eq!(pair[0].term_to, pair[1].term_from);
    }
    for c in tables::congresses() {
        in_order(c, Some(c.open), Some(c.close));
        in_order(c, Some(c.numbering_from), c.numbering_to);
        assert!(c.open <= c.numbering_from && c.numbering_from <= c.close, "{c:?}");
        let term = tables::term_of_ordinal(TermTable::DangTrungUong, c.ordinal).unwrap();
        assert_eq!((term.from, term.to, term.event), (c.term_from, c.term_to, Some(c.open)));
        assert!(c.short_form.is_none_or(|(from, to)| term.has_years(from, to)), "{c:?}");
    }
}

#[test]
fn caps_are_sorted_and_for_known_types() {
    sorted(tables::caps(), |c| (c.types[0], c.symbols[0], c.from, c.period));
    for c in tables::caps() {
        in_order(c, c.from, c.to);
        known_codes(c, c.types);
        assert!(c.warn_above <= c.error_above, "{c:?}");
        assert!(c.warn_above > 0 || c.error_above == 0, "{c:?}");
        for symbol in c.symbols {
            assert!(!symbol.contains([' ', ';', '(']), "{symbol}: not apart from its remarks");
            let organ = symbol.split_once(['-', '/']).map_or(*symbol, |(_, organ)| organ);
            let stem = organ.trim_end_matches("<k>").trim_end_matches(|ch: char| ch.is_ascii_digit());
            let known = matches!(organ, "*" | "<BỘ>" | "AL" | "NS/TW") || known_abbr(stem) || known_abbr(organ);
            assert!(known, "{symbol}: no such organ");
        }
        let ordinal = c.symbols[0].rsplit_once("QH").and_then(|(_, k)| k.parse().ok());
        assert_eq!(c.assembly, ordinal, "{c:?}");
    }
}

#[test]
fn one_series_has_one_ceiling_at_a_time() {
    for c in tables::caps().iter().filter(|c| !c.dotted && !c.symbols[0].contains(['*', '<'])) {
        let (code, organ) = c.symbols[0].split_once(['-', '/']).unwrap_or((c.types[0], c.symbols[0]));
        for with_year in [true, false] {
            let rows: Vec<_> = tables::caps_for(code, organ, with_year).collect();
            for (i, a) in rows.iter().enumerate() {
                for b in &rows[i + 1..] {
                    let apart =
                        |x: Option<Day>, y: Option<Day>| x.zip(y).is_some_and(|(x, y)| x.latest() < y.earliest());
                    assert!(apart(a.to, b.from) || apart(b.to, a.from), "{a:?} and {b:?}");
                }
            }
        }
    }
}

#[test]
fn symbols_are_sorted_and_name_known_issuers() {
    const GROUPS: [&str; 7] = [
        "ban Hội đồng nhân dân",
        "bộ",
        "cơ quan ban hành công văn - đơn vị soạn",
        "cơ quan ngang bộ",
        "liên bộ",
        "liên cơ quan",
        "liên tịch",
    ];
    sorted(tables::symbols(), |s| (s.ending, s.from));
    for s in tables::symbols() {
        in_order(s, s.from, s.to);
        known_codes(s, s.types);
        assert!(!s.issuers.is_empty() && !s.regime.is_empty(), "{s:?}");
        for issuer in s.issuers {
            let known = GROUPS.contains(issuer) || tables::organs_named(issuer).next().is_some();
            assert!(known, "{issuer}: neither an organ nor a group: {s:?}");
        }
    }
}

#[test]
fn titles_are_sorted_whole_and_in_one_spelling() {
    sorted(tables::titles(), |t| (tables::fold(t.title), t.kind, t.date, t.number));
    let mut spellings = BTreeMap::new();
    for t in tables::titles() {
        in_order(t, Some(t.date), t.from);
        in_order(t, t.from.or(Some(t.date)), t.to);
        assert_eq!(t.title.is_empty(), t.kind == "Hiến pháp", "{t:?}");
        assert!(t.title.chars().next().is_none_or(char::is_uppercase), "{t:?}");
        assert!(!t.title.contains(['_', '…', '"']) && !t.title.ends_with([' ', ',', ';', '.']), "{t:?}");
        assert!(!t.title.starts_with("Sửa đổi"), "{t:?}");
        assert_eq!(*spellings.entry(tables::fold(t.title)).or_insert(t.title), t.title);
    }
    sorted(tables::titles_index(), |e| e.0);
}

#[test]
fn no_number_belongs_to_two_titles_of_a_kind() {
    let mut seen = BTreeSet::new();
    for t in tables::titles().iter().filter(|t| !t.number.is_empty()) {
        assert!(seen.insert((t.kind, t.number)), "{t:?}");
        assert!(tables::titles_numbered(t.number).any(|found| found == t));
        if let [_, year, _] = t.number.split('/').collect::<Vec<_>>()[..] {
            assert_eq!(year.parse(), Ok(t.date.year), "{t:?}");
        }
    }
    for a in tables::amendments() {
        assert!(seen.insert((a.kind, a.number)), "{a:?}");
        assert!(a.number.contains(&a.date.year.to_string()), "{a:?}");
    }
}

#[test]
fn titles_with_commas_are_found_whole() {
    for title in [
        "An toàn, vệ sinh lao động",
        "Bảo vệ, chăm sóc và giáo dục trẻ em",
        "Bầu cử đại biểu Quốc hội và đại biểu Hội đồng nhân dân",
        "Cán bộ, công chức",
        "Hoạt động giám sát của Quốc hội và Hội đồng nhân dân",
        "Hôn nhân và gia đình",
        "Khoa học, công nghệ và đổi mới sáng tạo",
        "Người lao động Việt Nam đi làm việc ở nước ngoài theo hợp đồng",
        "Nhập cảnh, xuất cảnh, quá cảnh, cư trú của người nước ngoài tại Việt Nam",
        "Phí và lệ phí",
        "Phòng cháy, chữa cháy và cứu nạn, cứu hộ",
        "Phòng, chống bạo lực gia đình",
        "Phòng, chống bệnh truyền nhiễm",
        "Phòng, chống ma túy",
        "Phòng, chống mua bán người",
        "Phòng, chống rửa tiền",
        "Phòng, chống tham nhũng",
        "Phòng, chống thiên tai",
        "Phòng, chống tác hại của rượu, bia",
        "Quản lý và đầu tư vốn nhà nước tại doanh nghiệp",
        "Quản lý, sử dụng tài sản công",
        "Quản lý, sử dụng vũ khí, vật liệu nổ và công cụ hỗ trợ",
        "Thi đua, khen thưởng",
        "Thuế xuất khẩu, thuế nhập khẩu",
        "Thực hành tiết kiệm, chống lãng phí",
        "Tiêu chuẩn và quy chuẩn kỹ thuật",
        "Trật tự, an toàn giao thông đường bộ",
        "Tín ngưỡng, tôn giáo",
        "Tương trợ tư pháp",
        "Tổ chức Hội đồng nhân dân và Ủy ban nhân dân",
        "Đường sắt",
    ] {
        assert!(tables::titles_named(title).any(|t| t.title == title), "{title}");
        let folded = tables::fold(&format!("{title} năm 2020"));
        let found = tables::longest_prefix(tables::titles_index(), &folded).map(|i| tables::titles_index()[i].0);
        assert_eq!(found, Some(tables::fold(title).as_str()));
    }
}

#[test]
fn every_row_says_where_it_is_from() {
    let sources = (tables::types().iter().map(|r| r.source))
        .chain(tables::type_names().iter().map(|r| r.source))
        .chain(tables::organs().iter().map(|r| r.source))
        .chain(tables::provinces().iter().map(|r| r.source))
        .chain(BODIES.iter().flat_map(|&b| tables::terms(b)).map(|r| r.source))
        .chain(tables::congresses().iter().map(|r| r.source))
        .chain(tables::caps().iter().map(|r| r.source))
        .chain(tables::symbols().iter().map(|r| r.source))
        .chain(tables::titles().iter().map(|r| r.source))
        .chain(tables::amendments().iter().map(|r| r.source));
    for source in sources {
        assert!(!source.trim().is_empty());
    }
}

#[test]
fn the_files_are_nfc_and_of_single_spaces() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("grammars");
    for name in ["caps", "issuers", "provinces", "symbols", "terms", "titles", "types"] {
        let text = std::fs::read_to_string(folder.join(name).with_extension("toml")).unwrap();
        assert!(is_nfc(&text), "{name}.toml");
        for line in text.lines() {
            assert!(!line.trim_start().contains("  ") && line == line.trim_end(), "{name}.toml: {line}");
        }
        let rows: Vec<_> = text.lines().filter(|l| l.starts_with("  {")).collect();
        assert_eq!(rows.len(), rows.iter().collect::<BTreeSet<_>>().len(), "{name}.toml: a row twice");
    }
}
