//! The rules: one file each, one line each in [`RULES`].
//!
//! A rule is a pure function of a document and of what is known. It reads nothing else, keeps no state and does not
//! depend on the order of rules.

mod dated;
mod finding;
mod folded;
mod heading_series;
mod issuing;
mod known_terms;
mod numbering;
mod own_articles;
mod pinpoint_values;
mod registered;
mod said_subject;
mod series;
mod syllable;
mod term_owner;
#[cfg(test)]
mod tests;

use chrono::NaiveDate;

use crate::document::Document;
use crate::register::Register;
use crate::text::Span;
use crate::text::legacy::{Charset, Run};

pub(crate) use too_many_findings::RULE as TOO_MANY_FINDINGS;
pub(crate) use unused_allowance::RULE as UNUSED_ALLOWANCE;

pub use finding::{Cut, Edit, Finding, Findings, Lang, Message, Safety, Severity, Suggestion};

/// What rules may know beside the document.
#[derive(Clone, Copy, Debug, Default)]
pub struct Knowledge<'k> {
    /// The document's own date where the user states it; otherwise the head's counts.
    pub document_date: Option<NaiveDate>,
    /// The present day, a setting.
    pub today: NaiveDate,
    /// The legacy charset that the text was written in, where it was not Unicode.
    pub charset: Option<Charset>,
    /// Runs of the text in fonts of a legacy charset, in the order of the text.
    pub runs: &'k [Run],
    /// The documents that are known: those that the program carries, unless others are given.
    pub register: &'k Register,
}

impl Knowledge<'_> {
    /// The same without any known document.
    #[must_use]
    pub fn without_register(self) -> Self {
        static NOTHING: Register = Register::empty();
        Knowledge { register: &NOTHING, ..self }
    }

    /// The document's own date: stated, else read in its head.
    pub fn own_date(&self, doc: &Document) -> Option<NaiveDate> {
        self.document_date.or_else(|| doc.own_date())
    }
}

/// A case that a rule must flag: the wrong words stand between ⟦ and ⟧.
#[derive(Clone, Copy, Debug)]
pub struct Wrong {
    /// The text with its mark.
    pub text: &'static str,
    /// The marked words after the suggestion, where there is one right answer.
    pub right: Option<&'static str>,
    /// The document's date, `YYYY-MM-DD`, where the case depends on it.
    pub date: Option<&'static str>,
    /// The font in which a word processor shows the marked words, where the case depends on it.
    pub font: Option<&'static str>,
}

/// A wrong case without a suggestion.
pub const fn wrong(text: &'static str) -> Wrong {
    Wrong { text, right: None, date: None, font: None }
}

impl Wrong {
    /// The same with what the marked words become when the suggestion is applied.
    pub const fn right(self, right: &'static str) -> Wrong {
        Wrong { right: Some(right), ..self }
    }

    /// The same in a document of that date.
    pub const fn dated(self, date: &'static str) -> Wrong {
        Wrong { date: Some(date), ..self }
    }

    /// The same with the marked words in a font.
    pub const fn font(self, font: &'static str) -> Wrong {
        Wrong { font: Some(font), ..self }
    }
}

/// A rule.
pub struct Rule {
    /// "TERM01": group and number, never reused.
    pub code: &'static str,
    /// Named after the defect: "reversed-term".
    pub name: &'static str,
    /// The gravest it may say.
    pub severity: Severity,
    /// Whether it runs unless told otherwise.
    pub default: bool,
    /// The clause it stands on, or "logic".
    pub basis: &'static str,
    /// One line: what it flags, in both languages.
    pub summary: (&'static str, &'static str),
    /// The explanation that `soat explain` prints, in both languages: what is wrong, why, how to mend it, when it is silent.
    pub explain: (&'static str, &'static str),
    /// Texts it must flag, exactly at the mark.
    pub wrong: &'static [Wrong],
    /// Texts in which neither this rule nor any other at warning or error may speak.
    pub silent: &'static [&'static str],
    /// Looks at a document.
    pub check: fn(&Document, &Knowledge, &mut Findings),
}

impl std::fmt::Debug for Rule {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.code, self.name)
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Rule) -> bool {
        self.code == other.code
    }
}

impl Rule {
    /// What it speaks of in a text, for a rule that is silent there.
    fn flagged(&self, doc: &Document, know: &Knowledge) -> Vec<Span> {
        let mut out = Findings::default();
        (self.check)(doc, know, &mut out);
        out.into_vec().into_iter().map(|finding| finding.span).collect()
    }

    /// The letters of the code: "TERM".
    pub fn group(&self) -> &'static str {
        self.code.trim_end_matches(|c: char| c.is_ascii_digit())
    }
}

/// Declares the rules: each file is one line here, and the lines stand in the order of the codes.
macro_rules! rules {
    ($($file:ident)*) => {
        $(mod $file;)*

        /// Every rule, sorted by code.
        pub static RULES: &[&Rule] = &[$(&$file::RULE),*];
    };
}

// `cargo fmt` does not look behind a macro: format these files with `rustfmt src/rules/*.rs`.
rules! {
    unused_allowance
    impossible_date
    month_range
    year_implausible
    number_year_date_year
    future_citation
    same_number_two_dates
    date_register
    two_digit_year
    zero_padding
    needless_zero
    mixed_date
    date_in_term
    weekday
    range_down
    decomposed_letters
    lookalike_letters
    legacy_charset
    invisible_characters
    odd_dash
    scanned_letters
    mojibake
    mixed_forms
    legacy_font
    symbol_issuer_clash
    issuer_out_of_its_time
    province_out_of_its_time
    unknown_organ
    government_for_its_head
    ended_body_in_present
    mixed_body_names
    issuer_register
    too_many_findings
    number_too_high
    impossible_number
    bad_number_year
    year_before_regime
    missing_number_year
    needless_number_year
    wrong_separator
    blank_inside_number
    wrong_letter_case
    missing_stroke
    khoa_year_clash
    missing_khoa
    missing_leading_zero
    doubled_symbol
    near_equal_numbers
    number_unknown
    truncated_symbol
    year_in_party_number
    state_number_in_party_form
    number_out_of_order
    bad_letter
    falling_range
    pinpoint_without_article
    article_beyond_law
    large_to_small
    pinpoint_case
    duplicate_item
    roman_arabic
    missing_own_part
    short_unresolved
    first_citation_incomplete
    repealed_basis
    amended_unsaid
    title_number
    law_year
    self_cite
    duplicate_basis
    constitution_year
    subject_drift
    short_wrong_type
    near_title
    issuer_clash
    subject_register
    own_register_clash
    not_in_register
    ambiguous_party_number
    odd_one_out
    article_gap
    clause_gap
    head_number_date
    head_issuer_clash
    annex_carry
    annex_count
    effect_before_sign
    basis_punctuation
    stale_recipients
    mixed_tone_placement
    body_capitals
    special_words
    law_capitals
    mixed_year_spacing
    head_colon
    party_comma
    reversed_term
    bad_year_digits
    zero_term
    term_length
    unknown_term
    ordinal_years
    party_council_mix
    school_year
    five_year_plan
    ordinal_form
    ordinal_too_high
    inconsistent_term
    past_term
    nested_period
    vision_order
    congress_ordinal
    election_date
    type_symbol_clash
    type_of_another_issuer
    type_out_of_its_time
    missing_type_word
    law_under_other_symbol
    unknown_type_code
}

/// Which rules run.
#[derive(Clone, Debug)]
pub struct Selection {
    on: Vec<bool>,
}

impl Default for Selection {
    fn default() -> Self {
        Selection { on: RULES.iter().map(|r| r.default).collect() }
    }
}

/// A word of `--select` or `--ignore` that names no rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownRule {
    /// The word.
    pub word: String,
    /// The nearest code, name or group.
    pub near: Option<String>,
}

impl Selection {
    /// The rules named by `select` (or the default ones where it is empty) less those named by `ignore`.
    ///
    /// A word is a code, a name, a group (`TERM`) or `ALL`, in any case.
    ///
    /// # Errors
    /// The first word that names no rule.
    pub fn new(select: &[String], ignore: &[String]) -> Result<Self, UnknownRule> {
        let mut on = if select.is_empty() { Selection::default().on } else { vec![false; RULES.len()] };
        for (words, value) in [(select, true), (ignore, false)] {
            for word in words {
                let mut any = false;
                for (i, rule) in RULES.iter().enumerate() {
                    if names(word, rule) {
                        on[i] = value;
                        any = true;
                    }
                }
                if !any && !word.eq_ignore_ascii_case("ALL") {
                    return Err(UnknownRule { word: word.clone(), near: nearest(word) });
                }
            }
        }
        Ok(Selection { on })
    }

    /// Switches the rules that a word names on or off; a word that names none changes nothing.
    pub fn turn(&mut self, word: &str, value: bool) {
        for (on, rule) in self.on.iter_mut().zip(RULES) {
            if names(word, rule) {
                *on = value;
            }
        }
    }

    /// The rules that run.
    pub fn rules(&self) -> impl Iterator<Item = &'static Rule> + '_ {
        RULES.iter().zip(&self.on).filter(|(_, on)| **on).map(|(r, _)| *r)
    }
}

/// Whether a word of the user's means the rule: its code, name or group, or `ALL`.
pub(crate) fn names(word: &str, rule: &Rule) -> bool {
    word.eq_ignore_ascii_case("ALL")
        || word.eq_ignore_ascii_case(rule.code)
        || word.eq_ignore_ascii_case(rule.name)
        || word.eq_ignore_ascii_case(rule.group())
}

/// The rule of that code or name, in any case.
pub fn find(word: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|r| word.eq_ignore_ascii_case(r.code) || word.eq_ignore_ascii_case(r.name))
}

/// The code, name or group nearest to a mistyped word.
pub fn nearest(word: &str) -> Option<String> {
    let lower = word.to_lowercase();
    RULES
        .iter()
        .flat_map(|r| [r.code.to_lowercase(), r.name.to_string(), r.group().to_lowercase()])
        .map(|c| (distance(&lower, &c), c))
        .min()
        .filter(|(d, c)| *d <= 1 + c.len() / 4)
        .map(|(_, c)| match find(&c) {
            Some(r) if r.name == c => c,
            _ => c.to_uppercase(),
        })
}

/// Edit distance by characters.
pub(crate) fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, ca) in a.chars().enumerate() {
        let mut before = row[0];
        row[0] = i + 1;
        for (j, cb) in b.iter().enumerate() {
            let keep = before + usize::from(ca != *cb);
            before = row[j + 1];
            row[j + 1] = keep.min(before + 1).min(row[j] + 1);
        }
    }
    row[b.len()]
}

/// Makes one edit of several within the words that are wrong, or within the number or heading that holds them: whole
/// right words are easier to read and to trust than the letters that change.
fn widen(finding: &mut Finding, doc: &Document) {
    let Some(suggestion) = &mut finding.suggestion else { return };
    let Some(inner) = suggestion.edits.iter().map(|e| e.span).reduce(Span::join) else { return };
    let unit = unit_around(doc, finding.span.join(inner)).unwrap_or(finding.span);
    if !unit.covers(inner) {
        return;
    }
    suggestion.edits.sort_by_key(|e| e.span);
    // The words around the changes stay as they are written, dashes and marks of the text included.
    let kept = |from: u32, to: u32| {
        let span = Span { start: from, end: to };
        if span.is_empty() { "" } else { doc.original(span).of(doc.search.original()) }
    };
    let mut right = String::new();
    let mut at = unit.start;
    for edit in &suggestion.edits {
        right.push_str(kept(at, edit.span.start));
        right.push_str(&edit.replacement);
        at = edit.span.end;
    }
    right.push_str(kept(at, unit.end));
    suggestion.edits = vec![Edit { span: unit, replacement: right }];
}

/// The document number or heading that holds `span`.
fn unit_around(doc: &Document, span: Span) -> Option<Span> {
    let after = doc.mentions.partition_point(|m| m.span.start <= span.start);
    let number =
        doc.mentions[..after].iter().rev().take(3).filter_map(|m| m.number()).map(|n| n.span).find(|n| n.covers(span));
    number.or_else(|| {
        let after = doc.outline.partition_point(|h| h.span.start <= span.start);
        after.checked_sub(1).map(|i| doc.outline[i].span).filter(|h| h.covers(span))
    })
}

/// Runs the selected rules; findings come sorted by place and code, spans in bytes of the original text.
pub fn check(doc: &Document, know: &Knowledge, selection: &Selection) -> Vec<Finding> {
    check_within(doc, know, selection, usize::MAX).0
}

/// Runs the selected rules as [`check`] does, and keeps the first `limit` findings of the text; of the others only the
/// numbers.
pub fn check_within(
    doc: &Document,
    know: &Knowledge,
    selection: &Selection,
    limit: usize,
) -> (Vec<Finding>, Option<Cut>) {
    let mut out = Findings::within(limit);
    for rule in selection.rules() {
        (rule.check)(doc, know, &mut out);
    }
    let (mut list, mut cut) = out.into_kept();
    if let Some(cut) = &mut cut {
        cut.from = doc.original(cut.from);
    }
    for f in &mut list {
        widen(f, doc);
        f.span = doc.original(f.span);
        for (span, _) in &mut f.related {
            *span = doc.original(*span);
        }
        for edit in f.suggestion.iter_mut().flat_map(|s| &mut s.edits) {
            edit.span = doc.original(edit.span);
        }
    }
    list.sort_by(|a, b| (a.span, a.rule.code).cmp(&(b.span, b.rule.code)));
    (list, cut)
}
