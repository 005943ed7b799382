//! Styles: what they say of the text of their paragraphs and runs.

use std::collections::HashMap;

use quick_xml::events::BytesStart;

use crate::source::{ReadError, legacy};

use super::xml::{self, Step, attribute, local, number, on, val};

/// What is said of characters; what is not said is left to what stands behind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Look {
    /// Neither shown nor printed.
    pub(super) hidden: Option<bool>,
    /// Superscript.
    pub(super) raised: Option<bool>,
    /// What the font says of its characters, where it is one of a legacy charset.
    pub(super) font: Option<Option<legacy::Font>>,
}

impl Look {
    /// This look, and that of `other` where this one says nothing.
    pub(super) fn over(self, other: Look) -> Look {
        Look {
            hidden: self.hidden.or(other.hidden),
            raised: self.raised.or(other.raised),
            font: self.font.or(other.font),
        }
    }

    /// Notes what a property says of characters.
    pub(super) fn say(&mut self, name: &str, start: &BytesStart) {
        match name {
            "vanish" => self.hidden = Some(on(start)),
            "vertAlign" => self.raised = val(start).map(|v| v == "superscript"),
            "rFonts" => {
                // Vietnamese letters stand outside ASCII.
                let Some(font) = attribute(start, "hAnsi").or_else(|| attribute(start, "ascii")) else { return };
                self.font = Some(legacy::of_font(&font));
            }
            _ => {}
        }
    }
}

/// The list that a paragraph is numbered in: number of the list (0: in none) and level.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Listed {
    pub(super) list: Option<u32>,
    pub(super) level: Option<usize>,
}

#[derive(Clone, Debug, Default)]
struct Style {
    based_on: Option<String>,
    look: Look,
    listed: Listed,
}

/// The styles of a document.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    /// The style of paragraphs that name none.
    default_paragraph: Option<String>,
    /// What holds where no style says anything.
    defaults: Look,
}

/// How many styles a style may be based on, one on the other.
const DEPTH: usize = 32;

impl Styles {
    /// Reads `styles.xml`.
    pub(super) fn read(xml: &str, member: &str) -> Result<Styles, ReadError> {
        let mut styles = Styles::default();
        let mut open: Option<(String, Style)> = None;
        let mut defaults = false;
        // Inside what a tracked change of formatting keeps of before.
        let mut former = 0u32;
        // Variants of table styles for a table's edges say nothing of paragraphs elsewhere.
        let mut variant = 0u32;
        xml::walk(xml, member, |step| match step {
            Step::Open(start) => match local(start.name().0) {
                "rPrChange" | "pPrChange" => former += 1,
                "tblStylePr" => variant += 1,
                _ if former > 0 || variant > 0 => {}
                "docDefaults" => defaults = true,
                "style" => {
                    let id = attribute(start, "styleId").unwrap_or_default().into_owned();
                    let is = |name, value: &str| attribute(start, name).is_some_and(|v| v == value);
                    if is("type", "paragraph") && (is("default", "1") || is("default", "true")) {
                        styles.default_paragraph = Some(id.clone());
                    }
                    open = Some((id, Style::default()));
                }
                name => {
                    if let Some((_, style)) = &mut open {
                        match name {
                            "basedOn" => style.based_on = val(start).map(|v| v.into_owned()),
                            "numId" => style.listed.list = number(start),
                            "ilvl" => style.listed.level = number(start).map(|level| level as usize),
                            _ => style.look.say(name, start),
                        }
                    } else if defaults {
                        styles.defaults.say(name, start);
                    }
                }
            },
            Step::Close(name) => match name {
                "rPrChange" | "pPrChange" => former = former.saturating_sub(1),
                "tblStylePr" => variant = variant.saturating_sub(1),
                "docDefaults" => defaults = false,
                "style" => {
                    if let Some((id, style)) = open.take() {
                        styles.styles.insert(id, style);
                    }
                }
                _ => {}
            },
        })?;
        Ok(styles)
    }

    /// The style and those that it is based on, the nearest first.
    fn chain<'s>(&'s self, id: Option<&'s str>) -> impl Iterator<Item = &'s Style> {
        let mut next = id;
        let each = std::iter::from_fn(move || {
            let style = self.styles.get(next?)?;
            next = style.based_on.as_deref();
            Some(style)
        });
        // A style may be based on itself, by mistake or by malice.
        each.take(DEPTH)
    }

    /// The paragraph's style: the one it names, else the default one.
    pub(super) fn paragraph<'s>(&'s self, named: Option<&'s str>) -> Option<&'s str> {
        named.filter(|id| self.styles.contains_key(*id)).or(self.default_paragraph.as_deref())
    }

    /// How characters of a paragraph of that style look.
    pub(super) fn paragraph_look(&self, id: Option<&str>) -> Look {
        self.character_look(id).over(self.defaults)
    }

    /// What a style of characters says of them.
    pub(super) fn character_look(&self, id: Option<&str>) -> Look {
        self.chain(id).fold(Look::default(), |look, style| look.over(style.look))
    }

    /// The list that paragraphs of that style are numbered in.
    pub(super) fn listed(&self, id: Option<&str>) -> Listed {
        self.chain(id).fold(Listed::default(), |listed, style| Listed {
            list: listed.list.or(style.listed.list),
            level: listed.level.or(style.listed.level),
        })
    }
}
