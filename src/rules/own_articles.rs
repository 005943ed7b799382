//! The articles, clauses and points that a text holds itself, for references inside it.

use std::collections::BTreeMap;

use super::heading_series::{counts_on, nested_breaks, number, numbered, numbered_breaks};
use crate::document::Document;
use crate::parse::Unit;

/// A text, or a regulation attached to it, whose articles are all there.
pub(super) struct Whole {
    /// Its number among the bodies of the document.
    pub body: u32,
    /// Places of its articles in the outline.
    pub articles: Vec<usize>,
    /// Those of them that are no inserted ones, with their numbers.
    numbered: Vec<(usize, u32)>,
    /// The number of the last article.
    pub last: u32,
}

/// The bodies of `doc` that begin with Điều 1, have no gap and come to their end.
pub(super) fn wholes(doc: &Document) -> Vec<Whole> {
    let mut out: Vec<Whole> = Vec::new();
    for (i, h) in doc.outline.iter().enumerate() {
        if h.quoted || h.unit != Unit::Dieu {
            continue;
        }
        match out.last_mut().filter(|w| w.body == h.body) {
            Some(w) => w.articles.push(i),
            None => out.push(Whole { body: h.body, articles: vec![i], numbered: Vec::new(), last: 0 }),
        }
    }
    out.retain_mut(|w| {
        w.numbered = numbered(doc, &w.articles);
        w.last = w.numbered.iter().map(|(_, number)| *number).max().unwrap_or(0);
        w.numbered.first().is_some_and(|(_, number)| *number == 1)
            && w.last > 1
            && numbered_breaks(&w.numbered).is_empty()
            && ends(doc, w)
    });
    out
}

/// Whether the last articles are on effect or execution, or the recipients follow: then nothing was cut off.
fn ends(doc: &Document, w: &Whole) -> bool {
    let line = |i: &usize| doc.text()[doc.outline[*i].span.from()..].split('\n').next().unwrap_or("");
    let closing = ["hiệu lực", "Hiệu lực", "thi hành", "ổ chức thực hiện", "ách nhiệm thực hiện", "chuyển tiếp"];
    if w.articles.iter().rev().take(2).any(|i| closing.iter().any(|word| line(i).contains(word))) {
        return true;
    }
    let Some(&last) = w.articles.last() else { return false };
    let from = doc.outline[last].span.from();
    let within = |reach: usize, words: &[&str]| {
        let to = doc.text().floor_char_boundary(from + reach);
        words.iter().any(|w| doc.text()[from..to].contains(w))
    };
    within(700, &["hiệu lực", "ổ chức thực hiện", "thi hành"]) || within(6000, &["Nơi nhận", "NƠI NHẬN"])
}

impl Whole {
    /// The place in the outline of its article `number`.
    pub fn article(&self, number: u32) -> Option<usize> {
        self.numbered.iter().find(|(_, of)| *of == number).map(|(at, _)| *at)
    }

    /// The article around the byte `at`.
    pub fn around(&self, doc: &Document, at: usize) -> Option<usize> {
        let n = self.articles.partition_point(|&i| doc.outline[i].span.from() <= at);
        n.checked_sub(1).map(|n| self.articles[n])
    }
}

/// Places of items, and the number of the last.
type Numbered = (Vec<usize>, u32);

/// The items of headings that were asked for. A text refers to the same ones over and over.
#[derive(Default)]
pub(super) struct Items {
    known: BTreeMap<(usize, Unit), Option<Numbered>>,
}

impl Items {
    /// The items of `unit` right under the heading `parent`: their places and the last number. `None` where there are
    /// none or where their order is broken, so that one may only seem to be missing.
    pub fn of(&mut self, doc: &Document, parent: usize, unit: Unit) -> Option<(&[usize], u32)> {
        let found = self.known.entry((parent, unit)).or_insert_with(|| items(doc, parent, unit));
        found.as_ref().map(|(places, last)| (&places[..], *last))
    }
}

fn items(doc: &Document, parent: usize, unit: Unit) -> Option<Numbered> {
    let list: Vec<usize> = (parent + 1..doc.outline.len())
        .take_while(|&i| doc.outline[i].quoted || doc.outline[i].unit < doc.outline[parent].unit)
        .filter(|&i| {
            let h = &doc.outline[i];
            !h.quoted && h.unit == unit && h.parent == Some(parent as u32)
        })
        .collect();
    let first = *list.first()?;
    if counts_on(doc, &list) {
        let last = list.len() as u32;
        return Some((list, last));
    }
    let last = list.iter().filter_map(|&i| number(doc, i)).max()?;
    (number(doc, first)? == 1 && nested_breaks(doc, &list).is_empty()).then_some((list, last))
}
