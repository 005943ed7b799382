//! JSON Lines: one object a line, for streams and for sharing work between machines.

use serde::Serialize;

use crate::rules::Lang;

use super::json::line;
use super::record::{self, ErrorRecord};
use super::{Checked, Extracted, FindingFormat, MentionFormat};

/// Findings or mentions as one object a line.
#[derive(Clone, Copy, Debug)]
pub struct Jsonl;

fn push(out: &mut String, record: &impl Serialize) {
    out.push_str(&line(record));
    out.push('\n');
}

impl FindingFormat for Jsonl {
    fn findings(&self, checked: &Checked, lang: Lang, out: &mut String) {
        record::findings(checked, lang, |finding| push(out, &finding));
    }

    fn failed(&self, path: &str, error: &str, out: &mut String) {
        push(out, &ErrorRecord { path, error });
    }
}

impl MentionFormat for Jsonl {
    fn mentions(&self, extracted: &Extracted, _lang: Lang, out: &mut String) {
        record::mentions(extracted, |mention| push(out, &mention));
    }

    fn failed(&self, path: &str, error: &str, out: &mut String) {
        push(out, &ErrorRecord { path, error });
    }
}
