//! The search copy of a text, the map back to the original, and Vietnamese folding.

mod fold;
mod scan;
mod search;
mod span;

pub use fold::{Case, Tone, decompose, fold_plain, is_letter, lower, same_word};
pub use scan::{Lines, line_of};
pub use search::{Replaced, Search};
pub use span::Span;
