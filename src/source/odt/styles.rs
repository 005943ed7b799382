//! Styles of an OpenDocument text, as far as they bear on what is read.

use std::collections::HashMap;

use quick_xml::XmlVersion;
use quick_xml::events::BytesStart;

use super::numbering::{Level, Levels};

/// How characters look, as far as it bears on what is read. What a style does not say its parent does.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// Whether they stand above the line.
    pub(super) raised: Option<bool>,
    /// Whether they are not shown.
    pub(super) hidden: Option<bool>,
    /// Whether a page begins with the paragraph.
    pub(super) break_before: Option<bool>,
    /// Whether a page ends with the paragraph.
    pub(super) break_after: Option<bool>,
}

#[derive(Clone, Debug, Default)]
struct Style {
    parent: Option<String>,
    look: Look,
}

/// The styles of a document: by family and name.
#[derive(Clone, Debug, Default)]
pub(super) struct Styles {
    common: HashMap<String, Style>,
    /// Styles of the file's own, which another file may use the names of.
    automatic: HashMap<String, Style>,
    lists: HashMap<String, Levels>,
    automatic_lists: HashMap<String, Levels>,
    /// The numbers of headings.
    pub(super) outline: Levels,
}

/// Styles above a style.
const ANCESTORS: usize = 16;

impl Styles {
    /// Forgets the styles that only the file read so far knows.
    pub(super) fn forget_automatic(&mut self) {
        self.automatic.clear();
        self.automatic_lists.clear();
    }

    /// Notes a style and returns what its properties are told by.
    pub(super) fn begin(&mut self, start: &BytesStart, automatic: bool) -> Option<String> {
        let name = attribute(start, "style:name")?;
        let key = key(&attribute(start, "style:family")?, &name);
        let mut style = Style { parent: attribute(start, "style:parent-style-name"), ..Style::default() };
        if attribute(start, "style:master-page-name").is_some_and(|page| !page.is_empty()) {
            style.look.break_before = Some(true);
        }
        if automatic { &mut self.automatic } else { &mut self.common }.insert(key.clone(), style);
        Some(key)
    }

    /// Notes properties of a style.
    pub(super) fn said(&mut self, key: &str, start: &BytesStart, automatic: bool) {
        let styles = if automatic { &mut self.automatic } else { &mut self.common };
        let Some(Style { look, .. }) = styles.get_mut(key) else { return };
        if let Some(position) = attribute(start, "style:text-position") {
            let first = position.split_whitespace().next().unwrap_or_default();
            let percent: f32 = first.trim_end_matches('%').parse().unwrap_or(0.0);
            look.raised = Some(first == "super" || percent > 0.0);
        }
        if let Some(display) = attribute(start, "text:display") {
            look.hidden = Some(display == "none");
        }
        if let Some(kind) = attribute(start, "fo:break-before") {
            look.break_before = Some(kind == "page");
        }
        if let Some(kind) = attribute(start, "fo:break-after") {
            look.break_after = Some(kind == "page");
        }
    }

    /// How the style of that family and name looks.
    pub(super) fn look(&self, family: &str, name: Option<&str>) -> Look {
        let mut look = Look::default();
        let mut next = name.map(str::to_owned);
        for _ in 0..ANCESTORS {
            let Some(name) = next else { break };
            let key = key(family, &name);
            let Some(style) = self.automatic.get(&key).or_else(|| self.common.get(&key)) else { break };
            look.raised = look.raised.or(style.look.raised);
            look.hidden = look.hidden.or(style.look.hidden);
            look.break_before = look.break_before.or(style.look.break_before);
            look.break_after = look.break_after.or(style.look.break_after);
            next = style.parent.clone();
        }
        look
    }

    /// Notes a level of a list style; of the outline where it has no name.
    pub(super) fn level(&mut self, list: Option<&str>, start: &BytesStart, automatic: bool) {
        let levels = match list {
            None => &mut self.outline,
            Some(name) if automatic => self.automatic_lists.entry(name.to_owned()).or_default(),
            Some(name) => self.lists.entry(name.to_owned()).or_default(),
        };
        if let Some(level) = Level::read(start) {
            levels.insert(level);
        }
    }

    /// The levels of the list style of that name.
    pub(super) fn list(&self, name: &str) -> Option<&Levels> {
        self.automatic_lists.get(name).or_else(|| self.lists.get(name))
    }
}

fn key(family: &str, name: &str) -> String {
    format!("{family} {name}")
}

/// The value of the attribute of that qualified name.
pub(super) fn attribute(start: &BytesStart, name: &str) -> Option<String> {
    let found = start.attributes().with_checks(false).flatten().find(|a| a.key.0 == name)?;
    found.normalized_value(XmlVersion::Implicit1_0).ok().map(|value| value.into_owned())
}
