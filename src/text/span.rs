//! A range of bytes in one text.

use std::ops::Range;

/// A half-open range of byte offsets into a text; both ends lie on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span from `start` to `end`.
    ///
    /// Texts longer than 4 GiB are refused when they are read, so offsets fit.
    pub fn new(start: usize, end: usize) -> Self {
        debug_assert!(start <= end, "span {start}..{end} runs backwards");
        Span { start: start as u32, end: end as u32 }
    }

    /// Length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether nothing lies between the ends.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// First byte as `usize`.
    pub fn from(self) -> usize {
        self.start as usize
    }

    /// One past the last byte as `usize`.
    pub fn to(self) -> usize {
        self.end as usize
    }

    /// The bytes as a range for slicing.
    pub fn range(self) -> Range<usize> {
        self.from()..self.to()
    }

    /// What stands there in `text`.
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// Whether `other` lies wholly inside.
    pub fn covers(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether `at` lies inside.
    pub fn holds(self, at: usize) -> bool {
        self.from() <= at && at < self.to()
    }

    /// Whether the two share a byte.
    pub fn overlaps(self, other: Span) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// The smallest span that holds both.
    pub fn join(self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }
}
