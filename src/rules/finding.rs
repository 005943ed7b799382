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

/// Findings that are not told because there are too many.
#[derive(Clone, Debug, PartialEq)]
pub struct Cut {
    /// The words of the first of them.
    pub from: Span,
    /// How many, by rule and severity.
    pub counts: Vec<(&'static Rule, Severity, usize)>,
}

impl Cut {
    /// Counts a finding among them.
    pub fn add(&mut self, finding: &Finding) {
        self.count(finding.rule, finding.severity, finding.span);
    }

    fn count(&mut self, rule: &'static Rule, severity: Severity, span: Span) {
        self.from = self.from.min(span);
        match self.counts.iter_mut().find(|(r, s, _)| *r == rule && *s == severity) {
            Some((_, _, count)) => *count += 1,
            None => self.counts.push((rule, severity, 1)),
        }
    }

    /// How many they are.
    pub fn sum(&self) -> usize {
        self.counts.iter().map(|(_, _, count)| count).sum()
    }

    /// Takes the findings behind the first `limit` out of a list in its order. Nothing, where there are not so many.
    pub fn behind(list: &mut Vec<Finding>, limit: usize) -> Option<Cut> {
        let first = list.get(limit)?;
        let mut cut = Cut { from: first.span, counts: Vec::new() };
        list.drain(limit..).for_each(|finding| cut.add(&finding));
        Some(cut)
    }

    /// Joins what was cut before to what was cut now.
    pub fn join(self, other: Option<Cut>) -> Cut {
        let Some(mut all) = other else { return self };
        all.from = all.from.min(self.from);
        for (rule, severity, count) in self.counts {
            match all.counts.iter_mut().find(|(r, s, _)| *r == rule && *s == severity) {
                Some((_, _, known)) => *known += count,
                None => all.counts.push((rule, severity, count)),
            }
        }
        all
    }
}

/// Where rules put what they find.
#[derive(Debug)]
pub struct Findings {
    list: Vec<Finding>,
    /// How many of them are kept in the end: the first of the text.
    limit: usize,
    /// Place and code of the last one that may be kept, once there are too many.
    last: Option<(Span, &'static str)>,
    cut: Option<Cut>,
    /// The mentions that do not agree with the register, once a rule has asked.
    pub(super) clashing: Option<Vec<usize>>,
}

impl Default for Findings {
    fn default() -> Self {
        Findings::within(usize::MAX)
    }
}

impl Findings {
    /// A place for `limit` findings, and the numbers of the others.
    pub fn within(limit: usize) -> Self {
        Findings { list: Vec::new(), limit, last: None, cut: None, clashing: None }
    }

    /// Adds one.
    pub fn push(&mut self, finding: Finding) {
        if self.counted(finding.rule, finding.severity, finding.span) {
            return;
        }
        self.list.push(finding);
        // Rules come one behind the other, so that the first of the text are known only in the end; in between not many
        // more are held.
        if self.list.len() > self.limit.saturating_add(self.limit / 8).max(64) {
            self.trim();
        }
    }

    /// Whether a finding of the gravest severity of its rule would not be kept; then it is counted, so that a rule need
    /// not work out what to say of it.
    pub fn beyond(&mut self, rule: &'static Rule, span: Span) -> bool {
        self.counted(rule, rule.severity, span)
    }

    fn counted(&mut self, rule: &'static Rule, severity: Severity, span: Span) -> bool {
        let (Some(last), Some(cut)) = (self.last, &mut self.cut) else { return false };
        let beyond = (span, rule.code) > last;
        if beyond {
            cut.count(rule, severity, span);
        }
        beyond
    }

    /// The first of the text, in the order they came where there are no more, and what was cut.
    pub fn into_kept(mut self) -> (Vec<Finding>, Option<Cut>) {
        if self.list.len() > self.limit {
            self.trim();
        }
        (self.list, self.cut)
    }

    /// The first of the text, in the order they came.
    pub fn into_vec(self) -> Vec<Finding> {
        self.into_kept().0
    }

    fn trim(&mut self) {
        self.list.sort_by(|a, b| (a.span, a.rule.code).cmp(&(b.span, b.rule.code)));
        if let Some(cut) = Cut::behind(&mut self.list, self.limit) {
            self.cut = Some(cut.join(self.cut.take()));
            self.last = self.list.last().map(|f| (f.span, f.rule.code));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_the_text_are_kept() {
        let (a, b) = (super::super::RULES[1], super::super::RULES[2]);
        let mut findings = Findings::within(3);
        for at in (0..20).rev() {
            findings.push(Finding::new(a, Span::new(at * 2, at * 2 + 1), "", ""));
        }
        for at in 0..20 {
            findings.push(Finding::new(b, Span::new(at * 2 + 1, at * 2 + 2), "", ""));
        }
        let (kept, cut) = findings.into_kept();
        let starts: Vec<usize> = kept.iter().map(|f| f.span.from()).collect();
        assert_eq!(starts, [0, 1, 2]);
        let cut = cut.unwrap();
        assert_eq!((cut.from.from(), cut.sum()), (3, 37));
        assert!(cut.counts.contains(&(a, a.severity, 18)) && cut.counts.contains(&(b, b.severity, 19)));
        assert!(Findings::within(0).into_kept().1.is_none());
    }
}
