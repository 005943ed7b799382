//! Viện dẫn điều vượt quá điều cuối của luật được nêu tên.

use super::pinpoint_values::place;
use super::{Finding, Findings, Knowledge, Rule, Severity, wrong};
use crate::document::Document;
use crate::parse::{Citation, Class, Unit};
use crate::tables::{self, Sure, Title};

pub(super) static RULE: Rule = Rule {
    code: "PIN04",
    name: "article-beyond-law",
    severity: Severity::Warning,
    default: true,
    basis: "số điều của luật, bộ luật, Hiến pháp được dẫn",
    summary: ("Viện dẫn điều lớn hơn điều cuối của luật", "An article cited beyond the last one of the law"),
    explain: (
        "## Lỗi gì\n“Điều 700 Bộ luật Dân sự năm 2015”: bộ luật này chỉ có 689 điều.\n\
         ## Vì sao\nĐiều được dẫn không tồn tại; thường gõ sai chữ số, hoặc dẫn theo bản luật của năm khác.\n\
         ## Sửa thế nào\nXem lại luật được dẫn; sửa số điều hoặc năm của luật.\n\
         ## Khi nào im lặng\nKhi chưa biết luật có bao nhiêu điều; khi không rõ là bản luật năm nào; điều chèn thêm (Điều 217a) tính theo điều gốc.",
        "## What\n“Điều 700 Bộ luật Dân sự năm 2015”: that code has 689 articles.\n\
         ## Why\nThe article does not exist; a figure was mistyped, or the article is that of another year's law.\n\
         ## How to mend\nLook at the law; mend the article or the year.\n\
         ## When it is silent\nWhere the number of articles is not known, or which year's law is meant; inserted articles (Điều 217a) count under their base.",
    ),
    wrong: &[
        wrong("Theo quy định tại Điều ⟦700⟧ Bộ luật Dân sự năm 2015 về chuyển tiếp."),
        wrong("Quyền bầu cử được quy định tại Điều ⟦127⟧ Hiến pháp năm 2013."),
        wrong("Hành vi này là tội phạm theo khoản 1 Điều ⟦1174⟧ của Bộ luật Hình sự năm 2015."),
        wrong("Căn cứ Điều ⟦100⟧ Luật Bầu cử đại biểu Quốc hội và đại biểu Hội đồng nhân dân số 85/2015/QH13;"),
    ],
    silent: &[
        "Theo Điều 689 Bộ luật Dân sự năm 2015 và Điều 777 Bộ luật Dân sự năm 2005.",
        "Theo Điều 217a Bộ luật Hình sự năm 2015.",
        "Theo Điều 770 Bộ luật Dân sự.",
        "Theo Điều 700 Luật Hàng không dân dụng Việt Nam.",
        "Theo Điều 119 Hiến pháp năm 2013.",
    ],
    check,
};

fn check(doc: &Document, _: &Knowledge, out: &mut Findings) {
    for m in &doc.mentions {
        let Some(p) = m.pinpoint() else { continue };
        let Some(c) = p.target.and_then(|t| doc.mentions[t].citation()) else { continue };
        if !p.steps.iter().any(|s| s.unit == Unit::Dieu) || doc.is_quoted(m.span) {
            continue;
        }
        let Some((last, name)) = last_article(doc, c) else { continue };
        for step in p.steps.iter().filter(|s| s.unit == Unit::Dieu) {
            let Some((number, _)) = place(step.unit, doc.slice(step.value)) else { continue };
            if number > u32::from(last) {
                out.push(Finding::new(
                    &RULE,
                    step.value,
                    format!("{name} chỉ có {last} điều, không có Điều {}.", doc.slice(step.value)),
                    format!("{name} ends with Điều {last}; there is no Điều {}.", doc.slice(step.value)),
                ));
            }
        }
    }
}

/// The last article of the law cited with its name; of several that may be meant, the greatest.
fn last_article(doc: &Document, c: &Citation) -> Option<(u16, String)> {
    let mut rows: Vec<&Title> = Vec::new();
    match c.class {
        Class::Numbered => rows.extend(tables::titles_numbered(&c.number.as_ref()?.canonical)),
        Class::Named => {
            let kind = c.doc_type?.name;
            let year = c.year.map(|y| y.full());
            let fits = |t: &&Title| t.kind == kind && year.is_none_or(|y| y == Some(i32::from(t.date.year)));
            if kind == "Hiến pháp" {
                year?;
                rows.extend(tables::titles().iter().filter(fits));
            } else {
                rows.extend(tables::titles_named(doc.slice(c.title?)).filter(fits));
            }
        }
        Class::Short | Class::This => return None,
    }
    if rows.is_empty() || rows.iter().any(|t| t.sure < Sure::Known) {
        return None;
    }
    // Without a year every law of the title must be known.
    let last = rows.iter().map(|t| t.last_article).collect::<Option<Vec<_>>>()?.into_iter().max()?;
    let newest = rows.iter().max_by_key(|t| t.date)?;
    let title = if newest.title.is_empty() { String::new() } else { format!(" {}", newest.title) };
    let year = if rows.len() == 1 { format!(" năm {}", newest.date.year) } else { String::new() };
    Some((last, format!("{}{title}{year}", newest.kind)))
}
