//! One JSON array.

use serde::Serialize;

use crate::rules::Lang;

use super::record::{self, ErrorRecord};
use super::{Checked, Extracted, FindingFormat, Frame, MentionFormat};

/// Findings or mentions as one array of objects.
#[derive(Clone, Copy, Debug)]
pub struct Json;

/// Between two objects of the array.
const BETWEEN: &str = ",\n";

/// What makes objects an array.
pub(super) fn array() -> Frame {
    Frame { head: "[\n".into(), between: BETWEEN, foot: "\n]\n".into(), empty: Some("[]\n") }
}

/// Adds one object as one line, behind a comma where another stands before it.
pub(super) fn push(out: &mut String, record: &impl Serialize) {
    if !out.is_empty() {
        out.push_str(BETWEEN);
    }
    out.push_str(&line(record));
}

/// One object on one line.
pub(super) fn line(record: &impl Serialize) -> String {
    serde_json::to_string(record).expect("records hold nothing but strings, numbers and maps with words as keys")
}

impl FindingFormat for Json {
    fn frame(&self) -> Frame {
        array()
    }

    fn findings(&self, checked: &Checked, lang: Lang, out: &mut String) {
        record::findings(checked, lang, |finding| push(out, &finding));
    }

    fn failed(&self, path: &str, error: &str, out: &mut String) {
        push(out, &ErrorRecord { path, error });
    }
}

impl MentionFormat for Json {
    fn frame(&self) -> Frame {
        array()
    }

    fn mentions(&self, extracted: &Extracted, _lang: Lang, out: &mut String) {
        record::mentions(extracted, |mention| push(out, &mention));
    }

    fn failed(&self, path: &str, error: &str, out: &mut String) {
        push(out, &ErrorRecord { path, error });
    }
}
