//! Viện dẫn điều, khoản, điểm của chính văn bản mà văn bản không có.

use super::heading_series::{amending_articles, breaks};
use super::own_articles::{Items, Whole, wholes};
use super::pinpoint_values::place;
use super::{Finding, Findings, Knowledge, Rule, Severity, wrong};
use crate::document::Document;
use crate::parse::{Class, Pinpoint, Step, Unit};
use crate::text::{self, Span};

pub(super) static RULE: Rule = Rule {
    code: "PIN09",
    name: "missing-own-part",
    severity: Severity::Warning,
    default: true,
    basis: "Phụ lục I, Nghị định 30/2020/NĐ-CP",
    summary: (
        "Viện dẫn điều, khoản, điểm, phụ lục của chính văn bản mà văn bản không có",
        "A reference to an article, clause, point or annex that the text itself does not have",
    ),
    explain: (
        "## Lỗi gì\n“Điều 14 Quy chế này” trong quy chế chỉ có 6 điều; “khoản 5 Điều 3 Thông tư này” khi Điều 3 chỉ có 2 khoản.\n\
         ## Vì sao\nNgười đọc không tìm được quy định được dẫn; thường là số cũ còn lại sau khi bỏ hoặc dồn điều, khoản.\n\
         ## Sửa thế nào\nTìm đúng điều, khoản, điểm muốn dẫn trong văn bản và sửa số.\n\
         ## Khi nào im lặng\nKhi văn bản không đủ các điều từ Điều 1 đến hết, khi các khoản, điểm của điều đó không đánh số liên tục, khi dẫn văn bản khác, trong phần trích văn bản khác.",
        "## What\n“Điều 14 Quy chế này” in a regulation of six articles; “khoản 5 Điều 3 Thông tư này” where Điều 3 has two clauses.\n\
         ## Why\nNobody can find what is cited; mostly an old number is left after articles were dropped or joined.\n\
         ## How to mend\nFind the article, clause or point that is meant and mend the number.\n\
         ## When it is silent\nWhere the text does not hold all its articles from Điều 1 on, where the clauses or points of that article are not in order, where another document is cited, inside quoted passages of other documents.",
    ),
    wrong: &[
        wrong(
            "Điều 1. A\nĐiều 2. B\nVi phạm Điều ⟦14⟧ Quy chế này thì bị xử lý.\nĐiều 3. Tổ chức thực hiện\nVăn phòng thi hành Quy chế này.",
        ),
        wrong(
            "Điều 1. A\n1. Một.\n2. Hai.\nĐiều 2. B\nTheo khoản ⟦5⟧ Điều 1 Thông tư này.\nĐiều 3. Thông tư này có hiệu lực từ ngày ký.",
        ),
        wrong(
            "Điều 1. A\n1. Một:\na) Nhỏ;\nb) Bé.\n2. Hai.\nĐiều 2. B\nTheo điểm ⟦g⟧ khoản 1 Điều 1 Thông tư này.\nĐiều 3. Thông tư này có hiệu lực từ ngày ký.",
        ),
        wrong("Điều 1. A\n1. Một.\n2. Theo khoản ⟦4⟧ Điều này.\nĐiều 2. Thông tư này có hiệu lực từ ngày ký."),
        wrong(
            "Điều 1. A\n1. Một.\n2. Hai.\nĐiều 2. Nghị quyết này có hiệu lực từ ngày ký; nội dung tại khoản ⟦3⟧ Điều 1 thực hiện sau.",
        ),
        wrong(
            "Điều 1. Theo Phụ lục ⟦III⟧ ban hành kèm theo Quyết định này.\nĐiều 2. Quyết định này có hiệu lực từ ngày ký.\nPHỤ LỤC I\nA\nPHỤ LỤC II\nB",
        ),
    ],
    silent: &[
        "Điều 1. A\n1. Một.\n2. Hai.\nĐiều 2. B\nTheo khoản 2 Điều 1 và Điều 3 Thông tư này.\nĐiều 3. Thông tư này có hiệu lực từ ngày ký.",
        "Điều 1. A\nĐiều 2. Theo Điều 14 Luật Đất đai năm 2024 và Điều 20 của Nghị định số 30/2020/NĐ-CP.\nĐiều 3. Thông tư này có hiệu lực từ ngày ký.",
        "Điều 1. A\nTheo Điều 14 Thông tư này.\nĐiều 2. B",
        "Điều 1. Ban hành Quy chế.\nĐiều 2. Quyết định này có hiệu lực từ ngày ký.\nNơi nhận:\n- Như Điều 2.\nQUY CHẾ\n(Ban hành kèm theo Quyết định số 12/QĐ-UBND)\nĐiều 1. A\nTheo Điều 3 Quy chế này.\nĐiều 2. B\nĐiều 3. C. Văn phòng thi hành.",
        "Điều 1. Sửa đổi như sau:\n“Điều 7. X\n1. Theo khoản 9 Điều này và Điều 80 Luật này.”\nĐiều 2. Luật này có hiệu lực từ ngày ký.",
        "Điều 1. Nghị định này quy định chi tiết khoản 2 Điều 14, khoản 5 Điều 18 và một số điều khác.\nĐiều 2. Nghị định này có hiệu lực từ ngày ký.",
        "Điều 1. Sửa đổi\n1. Thay cụm từ “tại Điều 15 của Luật này” tại khoản 3 Điều 66 bằng cụm từ khác.\nĐiều 2. Luật này có hiệu lực từ ngày ký.",
        "Điều 1. Quyết định này có hiệu lực từ ngày ký.\nĐiều 2. Phương án lập theo điểm e khoản 3 Điều 6 nay lập lại theo Quyết định này.",
        "Điều 1. A\nĐoạn một.\nĐiều 2. B\nTheo khoản 2 Điều 1 Thông tư này.\nĐiều 3. Thông tư này có hiệu lực từ ngày ký.",
        "Điều 1. Theo Phụ lục II ban hành kèm theo Quyết định này.\nĐiều 2. Quyết định này có hiệu lực từ ngày ký.",
    ],
    check,
};

fn check(doc: &Document, _: &Knowledge, out: &mut Findings) {
    if doc.outline.is_empty() {
        return;
    }
    let wholes = if doc.is_consolidated() { Vec::new() } else { wholes(doc) };
    let last_annex = last_annex(doc);
    if wholes.is_empty() && last_annex.is_none() {
        return;
    }
    let amending = if wholes.is_empty() { Vec::new() } else { amending_articles(doc) };
    let several = has_several(doc);
    let mut known = Items::default();
    // How many headings stand above the mention, and the last article among them.
    let mut above = 0;
    let mut article = None;
    for m in &doc.mentions {
        let Some(p) = m.pinpoint() else { continue };
        if doc.is_quoted(m.span) {
            continue;
        }
        if let Some(last) = last_annex {
            annexes(doc, last, m.span, p, out);
        }
        if wholes.is_empty() || p.steps.iter().any(|s| s.unit > Unit::Dieu) {
            continue;
        }
        // Where it amends, "Điều 14 Luật này" may be of the law amended.
        while let Some(h) = doc.outline.get(above).filter(|h| h.span.from() <= m.span.from()) {
            if h.unit == Unit::Dieu && !h.quoted {
                article = Some(above);
            }
            above += 1;
        }
        if article.is_some_and(|a| amending.binary_search(&a).is_ok()) {
            continue;
        }
        let Some(owner) = owner(doc, m.span, p) else { continue };
        let Some(whole) = body_of(doc, &wholes, several, above, owner) else { continue };
        // An article that this text cannot have is then another's.
        if matches!(owner, Owner::Unsaid(_)) && (!amending.is_empty() || is_beyond(doc, whole, p)) {
            continue;
        }
        parts(doc, &mut known, whole, m.span, p, out);
    }
}

fn is_beyond(doc: &Document, whole: &Whole, p: &Pinpoint) -> bool {
    p.steps.iter().any(|s| s.unit == Unit::Dieu && place(s.unit, doc.slice(s.value)).is_none_or(|n| n.0 > whole.last))
}

/// Whose part is cited.
#[derive(Clone, Copy)]
enum Owner<'d> {
    /// "… Quy chế này".
    Named(&'d str),
    /// "… Điều này".
    Here,
    /// Nothing said, in a line that names this document alone: "khoản 3 Điều 1".
    Unsaid(&'d str),
}

fn owner<'d>(doc: &'d Document, span: Span, p: &Pinpoint) -> Option<Owner<'d>> {
    if let Some(c) = p.target.and_then(|t| doc.mentions[t].citation()) {
        return (c.class == Class::This).then(|| Owner::Named(c.doc_type.map_or("", |t| t.name)));
    }
    if p.target.is_some() {
        return None;
    }
    if p.steps.iter().any(|s| doc.slice(s.value) == "này") {
        return Some(Owner::Here);
    }
    // A bare "khoản 3 Điều 1": the document's own where its line names itself and no other.
    let line = text::line(doc.text(), span);
    let first = doc.mentions.partition_point(|m| m.span.start < line.start);
    let mut own = None;
    for m in doc.mentions[first..].iter().take_while(|m| m.span.start < line.end) {
        match m.citation() {
            Some(c) if c.class == Class::This => own = c.doc_type.map(|t| t.name),
            Some(_) => return None,
            None => {}
        }
    }
    // "Điều 5 Luật …", "Điều 5 của Hiệp định …", "Điều 5, Điều 7 Luật …": of a document that stands further on.
    let behind = doc.text()[span.to()..line.to()].trim_start();
    let word = behind.split(' ').next().unwrap_or("");
    let plain =
        word.chars().next().is_some_and(char::is_lowercase) && !["của", "và", "hoặc", "luật", "đến"].contains(&word);
    let line = doc.slice(line);
    let whole_line = line.trim_end().ends_with(['.', ';', ':'])
        && !line.contains("quy định chi tiết")
        && !line.contains("hướng dẫn");
    own.filter(|_| plain && whole_line && p.steps.iter().any(|s| s.unit == Unit::Dieu)).map(Owner::Unsaid)
}

/// The body that is meant below the first `above` headings.
fn body_of<'w>(doc: &Document, wholes: &'w [Whole], several: bool, above: usize, owner: Owner) -> Option<&'w Whole> {
    let here = doc.outline[..above].last()?.body;
    let whole = |body: u32| wholes.iter().find(|w| w.body == body);
    match owner {
        Owner::Here => whole(here),
        Owner::Named(name) | Owner::Unsaid(name) => {
            if !several {
                return wholes.first();
            }
            // With a regulation attached, "Quyết định này" is the first text and "Quy chế này" the one around.
            let first = match doc.head.doc_type {
                Some(t) => t.name == name,
                None => matches!(name, "Quyết định" | "Nghị định" | "Thông tư" | "Nghị quyết" | "Luật"),
            };
            match (first, here) {
                (true, _) => whole(0),
                (false, 0) => None,
                (false, _) => whole(here),
            }
        }
    }
}

fn parts(doc: &Document, known: &mut Items, whole: &Whole, span: Span, p: &Pinpoint, out: &mut Findings) {
    let mut article = None;
    let mut articles = 0;
    for step in p.steps.iter().filter(|s| s.unit == Unit::Dieu) {
        articles += 1;
        if doc.slice(step.value) == "này" {
            article = whole.around(doc, span.from());
            continue;
        }
        let Some((number, 0)) = place(step.unit, doc.slice(step.value)) else { return };
        article = whole.article(number);
        if number > whole.last {
            missing(
                doc,
                step,
                format!("văn bản chỉ có {} điều", whole.last),
                format!("the text ends with Điều {}", whole.last),
                out,
            );
            return;
        }
    }
    // "khoản 2 và điểm a khoản này": the article around.
    if articles == 0 {
        article = whole.around(doc, span.from());
    }
    let (Some(article), true) = (article, articles <= 1) else { return };
    let Some((clauses, last)) = known.of(doc, article, Unit::Khoan) else { return };
    let name = doc.slice(doc.outline[article].value);
    let mut clause = None;
    let mut count = 0;
    for step in p.steps.iter().filter(|s| s.unit == Unit::Khoan) {
        count += 1;
        if doc.slice(step.value) == "này" {
            clause = clauses.iter().copied().rfind(|&i| doc.outline[i].span.from() <= span.from());
            continue;
        }
        let Some((number, 0)) = place(step.unit, doc.slice(step.value)) else { return };
        if number > last {
            missing(
                doc,
                step,
                format!("Điều {name} chỉ có {last} khoản"),
                format!("Điều {name} has {last} clauses"),
                out,
            );
            return;
        }
        clause = clauses.iter().copied().find(|&i| doc.slice(doc.outline[i].value).parse() == Ok(number));
    }
    let (Some(clause), 1) = (clause, count) else { return };
    let Some((points, last)) = known.of(doc, clause, Unit::Diem) else { return };
    for step in p.steps.iter().filter(|s| s.unit == Unit::Diem) {
        let Some((number, 0)) = place(step.unit, doc.slice(step.value)) else { return };
        if number > last {
            let (number, end) =
                (doc.slice(doc.outline[clause].value), points.last().map_or("", |&i| doc.slice(doc.outline[i].value)));
            missing(
                doc,
                step,
                format!("khoản {number} Điều {name} chỉ có đến điểm {end}"),
                format!("clause {number} of Điều {name} ends with point {end}"),
                out,
            );
            return;
        }
    }
}

fn missing(doc: &Document, step: &Step, vi: String, en: String, out: &mut Findings) {
    let (word, value) = (step.unit.word(), doc.slice(step.value));
    out.push(Finding::new(
        &RULE,
        step.value,
        format!("Không có {word} {value}: {vi}."),
        format!("There is no {word} {value}: {en}."),
    ));
}

/// The number of the text's last annex. Two annexes at least, in order: a single one may be the only one in this file.
fn last_annex(doc: &Document) -> Option<u32> {
    let own: Vec<usize> = (0..doc.outline.len()).filter(|&i| doc.outline[i].unit == Unit::PhuLuc).collect();
    let places = own.iter().filter_map(|&i| place(Unit::PhuLuc, doc.slice(doc.outline[i].value)));
    let last = places.map(|p| p.0).max()?;
    (own.len() > 1 && last as usize == own.len() && breaks(doc, &own).is_empty()).then_some(last)
}

/// Whether the articles are of more than one body: a decision with its regulation.
fn has_several(doc: &Document) -> bool {
    let mut bodies = doc.outline.iter().filter(|h| !h.quoted && h.unit == Unit::Dieu).map(|h| h.body);
    let first = bodies.next();
    bodies.any(|body| Some(body) != first)
}

/// "Phụ lục III kèm theo" where the text holds the annexes I and II.
fn annexes(doc: &Document, last: u32, span: Span, p: &Pinpoint, out: &mut Findings) {
    let [step] = p.steps[..] else { return };
    if step.unit != Unit::PhuLuc {
        return;
    }
    let Some((number, 0)) = place(Unit::PhuLuc, doc.slice(step.value)) else { return };
    if number <= last {
        return;
    }
    let behind = doc.text()[span.to()..].trim_start();
    let said = ["kèm theo", "ban hành kèm theo"].iter().find_map(|w| behind.strip_prefix(w));
    let Some(rest) = said else { return };
    let next = doc.mentions.partition_point(|m| m.span.from() < span.to());
    let own_document = doc.mentions.get(next).is_some_and(|m| {
        let at = doc.text().len() - rest.trim_start().len();
        m.span.from() == at && m.citation().is_some_and(|c| c.class == Class::This)
    });
    if own_document {
        missing(doc, &step, format!("văn bản chỉ có {last} phụ lục"), format!("the text has {last} annexes"), out);
    }
}
