//! Luật ghi năm không có luật nào mang tên đó được thông qua.

use super::{Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};
use crate::document::Document;
use crate::parse::Class;
use crate::tables::{self, Basis, Title};

pub(super) static RULE: Rule = Rule {
    code: "REF06",
    name: "law-year",
    severity: Severity::Warning,
    default: true,
    basis: "năm thông qua của luật, bộ luật, pháp lệnh",
    summary: (
        "Luật ghi năm không phải năm thông qua",
        "A law named with a year in which none of its title was adopted",
    ),
    explain: (
        "## Lỗi gì\n“Luật Đất đai năm 2014”: không có luật đất đai nào được thông qua năm đó.\n\
         ## Vì sao\nLuật được gọi theo năm thông qua, không theo năm có hiệu lực: Luật Đất đai được thông qua năm 2013, có hiệu lực từ năm 2014.\n\
         ## Sửa thế nào\nGhi năm thông qua.\n\
         ## Khi nào im lặng\nKhi chưa biết chắc các năm của luật đó; khi năm ghi cách xa các năm đã biết; năm của luật sửa đổi, bổ sung; dự thảo luật; khi nói về ngày có hiệu lực; trong phần trích văn bản khác.",
        "## What\n“Luật Đất đai năm 2014”: no land law was adopted in that year.\n\
         ## Why\nA law is called by the year of its adoption, not of its effect: the Land Law was adopted in 2013 and in force from 2014.\n\
         ## How to mend\nGive the year of adoption.\n\
         ## When it is silent\nWhere the years of that law are not known for sure; where the year is far from the known ones; years of amending laws; drafts; where the effect is spoken of; inside quoted passages of other documents.",
    ),
    wrong: &[
        wrong("Việc thu hồi đất thực hiện theo Luật Đất đai năm ⟦2014⟧.").right("2013"),
        wrong("Theo Bộ luật Dân sự năm ⟦2016⟧, cá nhân có quyền đó.").right("2015"),
        wrong("Theo Bộ Luật Hình sự năm ⟦2016⟧.").right("2015"),
        wrong("Theo Điều 29 Luật Bầu cử năm ⟦2016⟧ (được sửa đổi, bổ sung năm 2025).").right("2015"),
        wrong("Theo Luật Bầu cử đại biểu Quốc hội và đại biểu Hội đồng nhân dân năm ⟦2016⟧.").right("2015"),
    ],
    silent: &[
        "Theo Luật Đất đai năm 2013, Luật Đất đai năm 2024 và Bộ luật Dân sự năm 2015.",
        "Dự thảo Luật Đất đai năm 2022 được lấy ý kiến nhân dân.",
        "Luật Đất đai năm 2014 có hiệu lực từ ngày 01/7/2014.",
        "Theo Luật Đất đai năm 2001 sửa đổi.",
        "Theo Luật Hàng không năm 2010.",
        "Theo Điều 29 Luật Bầu cử năm 2015 (được sửa đổi, bổ sung năm 2025).",
        "Theo Luật Tổ chức năm 2013.",
    ],
    check,
};

/// A year off by more is another law that the table does not know.
const NEAR: i32 = 2;

fn check(doc: &Document, know: &Knowledge, out: &mut Findings) {
    for m in &doc.mentions {
        let Some(c) = m.citation().filter(|c| c.class == Class::Named) else { continue };
        let (Some(word), Some(title), Some(year)) = (c.doc_type, c.title, c.year) else { continue };
        let Some(value) = year.full().filter(|_| word.name != "Hiến pháp") else { continue };
        let title = doc.slice(title);
        let rows = called(word.name, title);
        let year_of = |t: &&&Title| i32::from(t.date.year);
        if rows.is_empty() || rows.iter().any(|t| year_of(&t) == value) || doc.is_quoted(m.span) {
            continue;
        }
        // Two laws of one title never stand so near: the other year is wrong even where the table is not complete.
        let near = |t: &&&Title| (year_of(t) - value).abs() <= NEAR;
        let Some(right) = rows.iter().filter(near).min_by_key(|t| (year_of(t) - value).abs()) else { continue };
        // The newest law may be younger than the table.
        let newest = rows.iter().map(|t| year_of(&t)).max().unwrap_or(0);
        if value > newest && value >= chrono::Datelike::year(&know.today) - 2 || amended_in(title, value) {
            continue;
        }
        if speaks_otherwise(doc, m.span) {
            continue;
        }
        let name = format!("{} {}", right.kind, right.title);
        let effect = match right.from {
            Some(day) if i32::from(day.year) == value => format!(" (có hiệu lực từ {day})"),
            _ => String::new(),
        };
        let years = rows.iter().map(|t| t.date.year.to_string()).collect::<Vec<_>>().join(", ");
        out.push(
            Finding::new(
                &RULE,
                year.span,
                format!("Không có {name} năm {value}; luật này được thông qua năm {years}{effect}."),
                format!("There is no {name} of {value}; it was adopted in {years}."),
            )
            .at(if right.basis == Basis::Known { Severity::Info } else { Severity::Warning })
            .fix(Safety::Unsafe, year.span, right.date.year.to_string()),
        );
    }
}

/// The laws of this title, or those whose title begins with it: "Luật Bầu cử" for "Luật Bầu cử đại biểu Quốc hội …".
fn called(kind: &str, title: &str) -> Vec<&'static Title> {
    let law = |k: &str| matches!(k, "Luật" | "Bộ luật");
    let fits = |t: &&'static Title| t.kind == kind || law(kind) && law(t.kind);
    let rows: Vec<_> = tables::titles_named(title).filter(fits).collect();
    if !rows.is_empty() {
        return rows;
    }
    let mut start = tables::fold(title);
    if !start.contains(' ') {
        return rows;
    }
    start.push(' ');
    let index = tables::titles_index();
    let from = index.partition_point(|(t, _)| *t < start.as_str());
    let longer: Vec<_> = index[from..].iter().take_while(|(t, _)| t.starts_with(&start)).collect();
    // "Luật Tổ chức" may be the begin of many.
    if longer.len() > 3 {
        return rows;
    }
    longer
        .into_iter()
        .flat_map(|(_, rows)| rows.iter().map(|&i| &tables::titles()[usize::from(i)]))
        .filter(fits)
        .collect()
}

/// Whether an amending law to a law of this title was adopted in that year, by which some call the law.
fn amended_in(title: &str, year: i32) -> bool {
    let title = tables::fold(title);
    tables::amendments().iter().any(|a| i32::from(a.date.year) == year && tables::fold(a.title).contains(&title))
}

/// Whether the words around speak of a draft, of amendment or of effect.
fn speaks_otherwise(doc: &Document, span: crate::text::Span) -> bool {
    let sentence = doc.sentence(span);
    let before = doc.text()[sentence.from()..span.from()].trim_end().to_lowercase();
    let end = doc.text().floor_char_boundary(span.to() + 80);
    let behind = doc.text()[span.to()..end].split('\n').next().unwrap_or("");
    ["dự thảo", "dự án", "sửa đổi, bổ sung", "sửa đổi", "một số điều của"].iter().any(|w| before.ends_with(w))
        || behind.trim_start().starts_with("có hiệu lực")
        || behind.trim_start_matches([' ', '(']).starts_with("sửa đổi")
}
