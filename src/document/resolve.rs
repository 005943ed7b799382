//! Mentions resolved to each other: short forms to the full citation before them, pinpoints to the document they are of.
//! A single candidate or nothing.

use std::collections::HashMap;

use crate::parse::{Class, Kind, Reader};

use super::Document;

pub(super) fn resolve(doc: &mut Document) {
    let text = doc.search.text();
    let r = Reader { text, plain: false };
    // Type and figure of full numbers seen so far; `None` where several documents share them.
    let mut full: HashMap<(&'static str, u32), Option<usize>> = HashMap::new();
    let mut targets: Vec<(usize, usize)> = Vec::new();
    for (i, m) in doc.mentions.iter().enumerate() {
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
}
