//! A legal basis that another document had taken the place of.

use chrono::NaiveDate;

use crate::document::Document;
use crate::parse::{Class, Mention};
use crate::register::{self, Key, Kind, Row};
use crate::tables::{self, Title};
use crate::text::Span;

use super::dated::{self, written};
use super::registered;
use super::{Edit, Finding, Findings, Knowledge, Rule, Safety, Severity, numbering, wrong};

pub(super) static RULE: Rule = Rule {
    code: "REF03",
    name: "repealed",
    severity: Severity::Warning,
    default: true,
    basis: "danh mục văn bản đã biết",
    summary: ("Căn cứ vào văn bản đã hết hiệu lực", "A legal basis that was no longer in force"),
    explain: (
        "## Lỗi gì\nDòng “Căn cứ” của văn bản năm 2021 dẫn Nghị định số 110/2004/NĐ-CP, đã được Nghị định số 30/2020/NĐ-CP thay thế từ ngày 05/3/2020.\n\n\
         ## Vì sao\nCăn cứ ban hành phải là văn bản đang có hiệu lực vào ngày ban hành.\n\n\
         ## Sửa thế nào\nDẫn văn bản thay thế, với ngày và trích yếu của nó.\n\n\
         ## Khi nào im lặng\nNgoài phần “Căn cứ” (lịch sử, chuyển tiếp, “thay thế”, “bãi bỏ” thì được dẫn văn bản cũ); khi không biết ngày của chính văn bản; khi chưa biết văn bản nào thay thế toàn bộ; văn bản được nêu trong tên của văn bản khác; phần trích.",
        "## What\nA line “Căn cứ” of a document of 2021 names Decree 110/2004/NĐ-CP, which 30/2020/NĐ-CP had replaced from 05/3/2020.\n\n\
         ## Why\nA legal basis must be in force on the day of issue.\n\n\
         ## How to mend\nCite the document that took its place, with its date and subject.\n\n\
         ## When it is silent\nOutside “Căn cứ” (history, transition, “thay thế”, “bãi bỏ” rightly cite old documents); where the document's own date is not known; where nothing is known to have replaced the whole; documents named in the title of another; quoted passages.",
    ),
    wrong: &[
        wrong("Căn cứ Nghị định số ⟦110/2004/NĐ-CP⟧ ngày 08/4/2004 của Chính phủ về công tác văn thư;")
            .dated("2021-06-01"),
        wrong("Căn cứ Nghị định số ⟦110/2004/NĐ-CP⟧ của Chính phủ về công tác văn thư;")
            .right("30/2020/NĐ-CP")
            .dated("2021-06-01"),
    ],
    silent: &[
        "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020 của Chính phủ về công tác văn thư;",
        "Căn cứ Nghị định số 110/2004/NĐ-CP ngày 08/4/2004 của Chính phủ về công tác văn thư;",
        "Nghị định số 30/2020/NĐ-CP thay thế Nghị định số 110/2004/NĐ-CP ngày 08/4/2004.",
    ],
    check,
};

fn check(doc: &Document, know: &Knowledge, out: &mut Findings) {
    let Some(own) = know.own_date(doc) else { return };
    if know.register.is_empty() || doc.head.bases.is_empty() {
        return;
    }
    for line in &doc.head.bases {
        if doc.is_quoted(*line) || dated::is_example(doc, Span::new(line.to(), line.to())) {
            continue;
        }
        let first = doc.mentions.partition_point(|m| m.span.start < line.start);
        let of_line = doc.mentions[first..].iter().take_while(|m| m.span.start < line.end);
        let mut end = line.from();
        for m in of_line.filter(|m| m.citation().is_some()) {
            // Behind the first, a document is a basis of its own only where a semicolon parts it from the one before.
            let own_basis = end == line.from() || doc.text()[end..m.span.from()].contains("; ");
            end = m.span.to();
            if own_basis && let Some(finding) = by_number(doc, know, m, own).or_else(|| by_title(doc, m, own)) {
                out.push(finding);
            }
        }
    }
}

/// What is said of a basis cited by number.
fn by_number(doc: &Document, know: &Knowledge, m: &Mention, own: NaiveDate) -> Option<Finding> {
    let c = numbering::cited(doc).find(|c| std::ptr::eq(c.mention, m))?;
    let number = c.number;
    let day = c.day();
    let mut rows: Vec<Row> = registered::known(doc, know.register, &c);
    rows.retain(|row| day.is_none_or(|day| row.date == day));
    let [row] = rows.as_slice() else { return None };
    let to = row.to.filter(|to| *to <= own)?;
    let by = know.register.replaced_by(row).filter(|by| by.date <= own)?;
    let old = format!("{} {}", row.doc_type, row.number);
    let (verb, verb_en) = match by.kind {
        Kind::Replaces => ("thay thế", "replaced"),
        _ => ("cho hết hiệu lực", "ended"),
    };
    let mut finding = Finding::new(
        &RULE,
        number.span,
        format!("{old} đã được {} {verb} từ {}, trước ngày {} của văn bản này.", by.new, written(to), written(own)),
        format!("{} {verb_en} {old} on {}, before {}, the date of this document.", by.new, written(to), written(own)),
    )
    .at(if row.is_read() { Severity::Warning } else { Severity::Info });
    let new = Key::of(by.new).map(|key| know.register.with_key(&key)).unwrap_or_default();
    let takes_over = |new: &Row| register::alike(row.title, new.title).is_some_and(|l| l >= register::ALIKE);
    // "Ends" is often said of what is replaced in fact.
    if by.kind == Kind::Replaces || new.iter().any(takes_over) {
        let mut edits = vec![Edit { span: number.span, replacement: by.new.to_owned() }];
        let whole = match (c.date, new.as_slice()) {
            (None, _) => true,
            (Some(date), [new]) => match dated::edits_towards(doc, &date, new.date) {
                Some(more) => {
                    edits.extend(more);
                    true
                }
                None => false,
            },
            _ => false,
        };
        if whole && new.iter().all(|new| new.doc_type == row.doc_type) {
            edits.sort_by_key(|edit| edit.span);
            finding = finding.fixes(Safety::Unsafe, edits);
        }
    }
    Some(finding)
}

/// What is said of a law named with its year.
fn by_title(doc: &Document, m: &Mention, own: NaiveDate) -> Option<Finding> {
    let c = m.citation().filter(|c| c.class == Class::Named)?;
    let (word, title) = (c.doc_type?, doc.slice(c.title?));
    let year = c.year.and_then(|y| y.full()).or_else(|| c.date.and_then(|d| d.year_value()))?;
    let rows: Vec<&Title> = tables::titles_named(title).filter(|t| t.kind == word.name).collect();
    let row = rows.iter().find(|t| i32::from(t.date.year) == year)?;
    let to = row.to.filter(|to| to.is_before(own))?;
    let later = rows.iter().filter(|t| t.date > row.date).min_by_key(|t| t.date)?;
    let name = format!("{} {}", row.kind, row.title);
    Some(
        Finding::new(
            &RULE,
            m.span,
            format!(
                "{name} năm {year} có hiệu lực đến {to}, trước ngày {} của văn bản này; luật mới thông qua năm {}.",
                written(own),
                later.date.year
            ),
            format!(
                "{name} of {year} was in force until {to}, before {}, the date of this document; the new one is of {}.",
                written(own),
                later.date.year
            ),
        )
        .at(if row.sure == tables::Sure::Verified { Severity::Warning } else { Severity::Info }),
    )
}
