//! What a rule says.

use crate::text::Span;

use super::Rule;

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth a look; never fails a run.
    Info,
    /// Wrong as far as the text and well-founded facts tell.
    Warning,
    /// Wrong whatever the context.
    Error,
}

impl Severity {
    /// The word of the JSON contract.
    pub fn word(self) -> &'static str {
        match self {
            Severity::Info => "info",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// The language of messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Lang {
    /// Vietnamese.
    #[default]
    Vi,
    /// English.
    En,
}

/// One sentence in both languages: what was found, why it is wrong, what is right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Vietnamese.
    pub vi: String,
    /// English.
    pub en: String,
}

impl Message {
    /// A message from its two wordings.
    pub fn new(vi: impl Into<String>, en: impl Into<String>) -> Self {
        Message { vi: vi.into(), en: en.into() }
    }

    /// The wording in `lang`.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Vi => &self.vi,
            Lang::En => &self.en,
        }
    }
}

/// Whether a suggestion may be applied unseen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Safety {
    /// Cannot be wrong.
    Safe,
    /// Right as far as known.
    Unsafe,
}

/// A replacement of bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced.
    pub span: Span,
    /// By what.
    pub replacement: String,
}

/// What would be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Suggestion {
    /// Non-overlapping, in the order of the text.
    pub edits: Vec<Edit>,
    /// Whether they may be applied unseen.
    pub safety: Safety,
}

/// One finding. Rules speak in spans of the search copy; [`super::check`] hands out spans of the original text.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule that speaks.
    pub rule: &'static Rule,
    /// The rule's own severity or a milder one.
    pub severity: Severity,
    /// The words that are wrong.
    pub span: Span,
    /// Other places that bear on it.
    pub related: Vec<(Span, Message)>,
    /// What is wrong.
    pub message: Message,
    /// What is right.
    pub suggestion: Option<Suggestion>,
}

impl Finding {
    /// A finding of `rule` at `span`, at the rule's severity, without suggestion.
    pub fn new(rule: &'static Rule, span: Span, vi: impl Into<String>, en: impl Into<String>) -> Self {
        Finding {
            rule,
            severity: rule.severity,
            span,
            related: Vec::new(),
            message: Message::new(vi, en),
            suggestion: None,
        }
    }

    /// The same at another severity.
    pub fn at(mut self, severity: Severity) -> Self {
        self.severity = severity;
        self
    }

    /// The same with another place that bears on it.
    pub fn with(mut self, span: Span, vi: impl Into<String>, en: impl Into<String>) -> Self {
        self.related.push((span, Message::new(vi, en)));
        self
    }

    /// The same with one replacement as suggestion.
    pub fn fix(self, safety: Safety, span: Span, replacement: impl Into<String>) -> Self {
        self.fixes(safety, vec![Edit { span, replacement: replacement.into() }])
    }

    /// The same with several edits as one suggestion.
    pub fn fixes(mut self, safety: Safety, edits: Vec<Edit>) -> Self {
        self.suggestion = Some(Suggestion { edits, safety });
        self
    }
}

/// Where rules put what they find.
#[derive(Debug, Default)]
pub struct Findings {
    list: Vec<Finding>,
}

impl Findings {
    /// Adds one.
    pub fn push(&mut self, finding: Finding) {
        self.list.push(finding);
    }

    /// All of them, in the order they came.
    pub fn into_vec(self) -> Vec<Finding> {
        self.list
    }
}
