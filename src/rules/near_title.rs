//! A law whose name is a known title but for a sign or a syllable.

use super::{Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};
use crate::document::Document;
use crate::parse::Class;
use crate::tables::{self, Title};
use crate::text::Span;

pub(super) static RULE: Rule = Rule {
    code: "REF12",
    name: "quoted-title-cut",
    severity: Severity::Info,
    default: true,
    basis: "tên luật, bộ luật, pháp lệnh đã công bố",
    summary: (
        "Tên luật gần giống một tên đã công bố",
        "A law's name is that of a known law but for a sign or a syllable",
    ),
    explain: (
        "## Lỗi gì\n“Luật Thi đua khen thưởng”: luật mang tên “Luật Thi đua, khen thưởng”.\n\n\
         ## Vì sao\nTên luật là tên riêng, viện dẫn phải đúng từng chữ, từng dấu; viết khác thì tra cứu không ra.\n\n\
         ## Sửa thế nào\nViết như tên đã công bố.\n\n\
         ## Khi nào im lặng\nTên ngắn dưới bốn tiếng (trừ khi chỉ khác dấu câu, liên từ); tên khác từ hai tiếng trở lên; tên gọi tắt; luật sửa đổi, bổ sung; dự thảo; luật nước ngoài; tên nằm trong tên văn bản khác; phần trích.",
        "## What\n“Luật Thi đua khen thưởng”: the law is called “Luật Thi đua, khen thưởng”.\n\n\
         ## Why\nA law's title is a proper name, cited to the letter; otherwise searches miss it.\n\n\
         ## How to mend\nWrite the title as published.\n\n\
         ## When it is silent\nTitles of less than four syllables (unless only signs or “và” differ); titles off by two syllables or more; shortened names; amending laws; drafts; foreign laws; titles within the names of other documents; quoted passages.",
    ),
    wrong: &[
        wrong("Căn cứ ⟦Luật Thi đua khen thưởng⟧ năm 2022;").right("Luật Thi đua, khen thưởng"),
        wrong("Căn cứ ⟦Luật Ban hành văn bản qui phạm pháp luật⟧ năm 2015;")
            .right("Luật Ban hành văn bản quy phạm pháp luật"),
        wrong("Căn cứ ⟦Luật Tổ chức chính quyền địa phươn⟧ năm 2015;").right("Luật Tổ chức chính quyền địa phương"),
    ],
    silent: &[
        "Căn cứ Luật Thi đua, khen thưởng năm 2022;",
        "Căn cứ Luật Bầu cử năm 2015;",
        "Dự thảo Luật Thi đua khen thưởng được lấy ý kiến.",
        "Luật Khoa học và Công nghệ năm 2013 và Luật Khoa học, công nghệ và đổi mới sáng tạo năm 2025.",
        "Luật Đầu tư công năm 2019, Luật Đầu tư năm 2020.",
    ],
    check,
};

/// A title of fewer syllables is near too many words.
const SYLLABLES: usize = 4;

fn check(doc: &Document, _know: &Knowledge, out: &mut Findings) {
    for m in &doc.mentions {
        let Some(c) = m.citation().filter(|c| matches!(c.class, Class::Named | Class::Numbered)) else { continue };
        let (Some(word), Some(title)) = (c.doc_type, c.title) else { continue };
        if word.name == "Hiến pháp" || doc.is_quoted(m.span) {
            continue;
        }
        let written = tables::fold(doc.slice(title));
        let Some((near, syllables)) = nearest(word.name, &written) else { continue };
        let before = doc.text()[..word.span.from()].trim_end();
        let other = ["Dự thảo", "dự thảo", "Dự án", "dự án", "một số điều của", "sửa đổi, bổ sung"];
        if other.iter().any(|w| before.ends_with(w)) {
            continue;
        }
        let span = Span::new(word.span.from(), title.to());
        let name = format!("{} {}", near.kind, near.title);
        let off = if syllables { "khác một tiếng" } else { "khác dấu câu hoặc liên từ" };
        let off_en = if syllables { "off by a syllable" } else { "off by a sign or “và”" };
        out.push(
            Finding::new(
                &RULE,
                span,
                format!("Không có luật nào mang tên này trong danh mục; {name} chỉ {off}."),
                format!("No law of this name is known; {name} is {off_en}."),
            )
            .fix(Safety::Unsafe, title, near.title),
        );
    }
}

/// The one known title of the kind that this one is not, but is by a sign, by "và", or by one syllable; and whether it
/// is a syllable that differs.
fn nearest(kind: &str, written: &str) -> Option<(&'static Title, bool)> {
    let law = |k: &str| matches!(k, "Luật" | "Bộ luật");
    let of_kind = |row: &Title| row.kind == kind || law(row.kind) && law(kind);
    // Nearly every title is one of the table: no other has to be looked at.
    let index = tables::titles_index();
    if let Ok(at) = index.binary_search_by(|(title, _)| (*title).cmp(written))
        && index[at].1.iter().any(|row| of_kind(&tables::titles()[usize::from(*row)]))
    {
        return None;
    }
    // The first syllable is as it should be: titles that share it stand together.
    let words: Vec<&str> = syllables(written).collect();
    let first = *words.first()?;
    let from = index.partition_point(|(title, _)| *title < first);
    let mut found: Option<(&'static Title, bool)> = None;
    for (title, rows) in index[from..].iter().take_while(|(title, _)| title.starts_with(first)) {
        let row = &tables::titles()[usize::from(*rows.last()?)];
        if !of_kind(row) {
            continue;
        }
        let known: Vec<&str> = syllables(title).collect();
        let same = known.iter().filter(|w| **w != "và").eq(words.iter().filter(|w| **w != "và"));
        let off = if same {
            false
        } else if known.len() >= SYLLABLES && known.len() == words.len() && is_slip(&known, &words) {
            true
        } else {
            continue;
        };
        match found {
            Some((other, _)) if other.title != row.title => return None,
            _ => found = Some((row, off)),
        }
    }
    found
}

/// Whether one syllable of the two is another by a slip of the hand: one letter more, less or other, or `i` for `y`.
fn is_slip(known: &[&str], words: &[&str]) -> bool {
    let mut other = known.iter().zip(words).filter(|(a, b)| a != b);
    let (Some((a, b)), None) = (other.next(), other.next()) else { return false };
    super::distance(a, b) <= 1
}

fn syllables(title: &str) -> impl Iterator<Item = &str> {
    title.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty())
}
