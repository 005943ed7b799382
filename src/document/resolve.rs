//! Mentions resolved to each other: short forms to the full citation before them, pinpoints to the document they are of.
//! A single candidate or nothing.

use std::collections::HashMap;

use crate::parse::{Class, Kind, Mention, Reader};

use super::Document;

pub(super) fn resolve(doc: &mut Document) {
    let text = doc.search.text();
    let r = Reader { own: doc.own, ..Reader::marked(text) };
    // Type and figure of full numbers seen so far; `None` where several documents share them.
    let mut full: HashMap<(&'static str, u32), Option<usize>> = HashMap::new();
    let mut targets: Vec<(usize, usize)> = Vec::new();
    // Names that the text gives to documents: "(sau đây gọi tắt là Luật Đất đai)". They hold from there on.
    let mut aliases: HashMap<String, usize> = HashMap::new();
    for (i, m) in doc.mentions.iter().enumerate() {
        if let Some(c) = m.citation().filter(|c| c.class != Class::This) {
            let name = || crate::tables::fold(m.span.of(text));
            if let Some(meant) = named_so(doc, &r, i) {
                aliases.insert(name(), meant);
                targets.push((i, meant));
                continue;
            }
            if c.class != Class::Numbered
                && !aliases.is_empty()
                && let Some(&meant) = aliases.get(&name())
            {
                targets.push((i, meant));
                continue;
            }
        }
        match &m.kind {
            Kind::Citation(c) => {
                let key = c.doc_type.zip(c.number.as_ref().and_then(|n| n.value)).map(|(t, v)| (t.name, v));
                match (c.class, key) {
                    (Class::Numbered, Some(key)) => {
                        full.entry(key)
                            .and_modify(|seen| {
                                let same = seen.is_some_and(|j| {
                                    doc.mentions[j].number().map(|n| &n.canonical) == m.number().map(|n| &n.canonical)
                                });
                                if !same {
                                    *seen = None;
                                }
                            })
                            .or_insert(Some(i));
                    }
                    (Class::Short, Some(key)) => {
                        if let Some(Some(j)) = full.get(&key) {
                            targets.push((i, *j));
                        }
                    }
                    _ => {}
                }
            }
            // "khoản 2 Điều 5 (của) Nghị định số …": the citation right behind.
            Kind::Pinpoint(_) => {
                if let Some((j, next)) = doc.mentions[i + 1..].iter().enumerate().map(|(n, x)| (i + 1 + n, x)).next()
                    && next.citation().is_some()
                {
                    let mut at = r.blank(m.span.to());
                    if let Some(e) = r.words(at, "của") {
                        at = r.blank(e);
                    }
                    if at == next.span.from() {
                        targets.push((i, j));
                    }
                }
            }
            _ => {}
        }
    }
    for (i, j) in targets {
        match &mut doc.mentions[i].kind {
            Kind::Citation(c) => c.target = Some(j),
            Kind::Pinpoint(p) => p.target = Some(j),
            _ => {}
        }
    }
}

/// The citation that mention `at` is a new name of: the one before the bracket in which "gọi tắt là" introduces it.
fn named_so(doc: &Document, r: &Reader, at: usize) -> Option<usize> {
    const NEAR: usize = 60;
    let m = &doc.mentions[at];
    // Nearly always another word stands there.
    r.words_before(m.span.from(), "là")?;
    let said = ["gọi tắt là", "gọi là", "viết gọn là", "viết tắt là", "gọi chung là"]
        .iter()
        .find_map(|w| r.words_before(m.span.from(), w))?;
    let low = r.text.ceil_char_boundary(said.saturating_sub(NEAR));
    let open = low + r.text[low..said].rfind(['(', ')'])?;
    if r.byte(open) == b')' {
        return None;
    }
    // The citation that the bracket follows, within its sentence; one with a number before one named in its subject.
    let start = r.clause_start(open, 1200);
    let before = doc.mentions[..at].iter().enumerate().rev().filter(|(_, x)| x.span.to() <= open);
    let mut named = None;
    for (i, x) in before.take_while(|(_, x)| x.span.from() >= start) {
        match x.citation().map(|c| c.class) {
            Some(Class::Numbered) if same_type(x, m) => return Some(i),
            Some(Class::Named) if same_type(x, m) => named = named.or(Some(i)),
            _ => {}
        }
    }
    named
}

/// Whether two mentions are of one type of document.
fn same_type(a: &Mention, b: &Mention) -> bool {
    let name = |m: &Mention| m.citation().and_then(|c| c.doc_type).map(|t| t.name);
    name(a).is_some() && name(a) == name(b)
}

#[cfg(test)]
mod tests {
    use crate::text::Search;

    #[test]
    fn short_forms_and_pinpoints_find_their_document() {
        let search = Search::new(
            "Nghị định số 30/2020/NĐ-CP về văn thư. Theo khoản 1 Điều 5 Nghị định số 30/2020/NĐ-CP, Nghị định 30 có hiệu lực.",
        );
        let doc = super::super::read(&search);
        let targets: Vec<_> = doc
            .mentions
            .iter()
            .map(|m| m.citation().map_or_else(|| m.pinpoint().and_then(|p| p.target), |c| c.target))
            .collect();
        assert_eq!(targets, [None, Some(2), None, Some(0)]);
    }

    #[test]
    fn aliases_stand_for_what_they_were_given_to() {
        let search = Search::new(
            "Luật Đất đai số 31/2024/QH15 (sau đây gọi tắt là Luật Đất đai). Theo Luật Đất đai và Luật Nhà ở. \
             Nghị định số 30/2020/NĐ-CP của Chính phủ (sau đây gọi là Nghị định số 30/2020/NĐ-CP).",
        );
        let doc = super::super::read(&search);
        let targets: Vec<_> = doc.mentions.iter().filter_map(|m| m.citation().map(|c| c.target)).collect();
        assert_eq!(targets, [None, Some(0), Some(0), None, None, Some(4)]);
    }
}
