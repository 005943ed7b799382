//! A body's name with capitals in the wrong places.

use crate::document::Document;
use crate::tables::{self, Sphere};
use crate::text::{Span, is_word};

use super::{Finding, Findings, Knowledge, Rule, Safety, Severity, wrong};

pub(super) static RULE: Rule = Rule {
    code: "STYLE02",
    name: "body-capitals",
    severity: Severity::Info,
    default: false,
    basis: "Phụ lục II mục IV, Nghị định 30/2020/NĐ-CP",
    summary: ("Tên cơ quan viết hoa sai", "A body's name with wrong capitals"),
    explain: (
        "## Lỗi gì\n“uỷ ban nhân dân tỉnh”, “Bộ tài chính”, “Bộ Tài Chính”.\n\n\
         ## Vì sao\nTên cơ quan viết hoa chữ cái đầu của các từ, cụm từ chỉ loại hình, chức năng, lĩnh vực hoạt động: “Bộ Tài chính”, “Ủy ban nhân dân tỉnh Nam Định” (Phụ lục II mục IV, Nghị định 30/2020/NĐ-CP).\n\n\
         ## Sửa thế nào\nViết như tên trong văn bản thành lập cơ quan.\n\n\
         ## Khi nào im lặng\nDòng viết toàn chữ hoa; cách nói chung (“các bộ, ngành”); tên chỉ có hai tiếng, vốn cũng là từ thường; trong phần trích văn bản khác. Quy tắc này tắt theo mặc định.",
        "## What\n“uỷ ban nhân dân tỉnh”, “Bộ tài chính”, “Bộ Tài Chính”.\n\n\
         ## Why\nA body's name has a capital at each word or phrase of its kind, task and field: “Bộ Tài chính”, “Ủy ban nhân dân tỉnh Nam Định” (Annex II, part IV of Decree 30/2020/NĐ-CP).\n\n\
         ## How to mend\nWrite it as the document that set it up does.\n\n\
         ## When it is silent\nLines of capitals; bodies in general (“các bộ, ngành”); names of two syllables, which are common words too; quoted passages of other documents. The rule is off by default.",
    ),
    wrong: &[
        wrong("Giao ⟦ủy ban nhân dân⟧ tỉnh Nam Định thực hiện.").right("Ủy ban nhân dân"),
        wrong("Giao ⟦uỷ ban nhân dân⟧ các cấp thực hiện.").right("Uỷ ban nhân dân"),
        wrong("Theo đề nghị của ⟦Bộ tài chính⟧.").right("Bộ Tài chính"),
        wrong("Theo đề nghị của ⟦Bộ Tài Chính⟧.").right("Bộ Tài chính"),
        wrong("Theo đề nghị của Bộ Nội vụ và ⟦bộ Giáo dục và đào tạo⟧.").right("Bộ Giáo dục và Đào tạo"),
    ],
    silent: &[
        "Giao Ủy ban nhân dân tỉnh Nam Định, Bộ Tài chính, Bộ Giáo dục và Đào tạo thực hiện.",
        "ỦY BAN NHÂN DÂN TỈNH NAM ĐỊNH",
        "Giao các bộ, ngành và ủy ban kiểm tra các cấp; chính phủ điện tử, chính quyền số.",
        "Các bộ nội vụ của nhiều nước đã tham gia; bộ công thương hiệu mới.",
        "Sửa đổi như sau: “giao ủy ban nhân dân tỉnh thực hiện”.",
    ],
    check,
};

/// Names of bodies begin with one of these words.
const FIRST: [&str; 7] = ["bộ", "ủy", "hội", "viện", "tòa", "thanh", "ngân"];

/// Words in names whose capitals the laws themselves write in two ways ("Ủy ban thường vụ Quốc hội").
const TWO_WAYS: [&str; 3] = ["thường vụ", "bầu cử", "chỉ huy"];

fn check(doc: &Document, _know: &Knowledge, out: &mut Findings) {
    let text = doc.text();
    let mut at = 0;
    while let Some(start) = text[at..].find(is_word).map(|i| at + i) {
        let end = text[start..].find(|c| !is_word(c)).map_or(text.len(), |i| start + i);
        at = end;
        // Most words are done with here, without being copied.
        if end - start > "thanh".len() || !FIRST.contains(&tables::fold(&text[start..end]).as_str()) {
            continue;
        }
        let Some((span, right)) = name_at(doc, start) else { continue };
        at = span.to();
        let written = doc.slice(span);
        let capitals = written.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
        if capitals || written == right || doc.is_quoted(span) || is_general(doc, span) {
            continue;
        }
        out.push(
            Finding::new(
                &RULE,
                span,
                format!("Tên cơ quan viết là “{right}”."),
                format!("The body's name is written “{right}”."),
            )
            .fix(Safety::Unsafe, span, right),
        );
    }
}

/// The known name that begins at `start`, and how its capitals stand; tone marks and blanks are left as they are.
fn name_at(doc: &Document, start: usize) -> Option<(Span, String)> {
    // The longest name has some 60 letters; a line break may stand within.
    let text = &doc.text()[start..];
    let window = text.char_indices().nth(90).map_or(text, |(end, _)| &text[..end]);
    let index = tables::organ_index();
    let (name, rows) = index[tables::longest_prefix(index, &tables::fold(window))?];
    let organ = &tables::organs()[usize::from(*rows.first()?)];
    let known = [organ.name].into_iter().chain(organ.short_names.iter().copied()).find(|n| tables::fold(n) == name)?;
    let plain = known.split(' ').count() > 2 && !known.contains(['&', '.']) && known.contains(char::is_lowercase);
    if !plain || organ.sphere == Sphere::Party || TWO_WAYS.iter().any(|w| name.contains(w)) {
        return None;
    }
    let mut right = String::new();
    let mut letters = known.chars().filter(|c| !c.is_whitespace());
    let mut end = 0;
    let mut wanted = letters.next();
    for (i, c) in window.char_indices() {
        let Some(model) = wanted else { break };
        end = i + c.len_utf8();
        if c.is_whitespace() {
            right.push(c);
            continue;
        }
        if model.is_uppercase() {
            right.extend(c.to_uppercase())
        } else {
            right.extend(c.to_lowercase())
        }
        wanted = letters.next();
    }
    wanted.is_none().then(|| (Span::new(start, start + end), right))
}

/// Whether the words may be common ones: without any capital only councils and committees of the people are names.
fn is_general(doc: &Document, span: Span) -> bool {
    let written = doc.slice(span);
    !written.contains(char::is_uppercase) && !written.ends_with("nhân dân")
}
