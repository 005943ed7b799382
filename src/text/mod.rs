//! The search copy of a text, the map back to the original, and Vietnamese folding.

mod fold;
mod search;
mod sentence;
mod span;

pub use fold::{Tone, decompose, fold_plain, is_letter, is_word, lower, same_word};
pub use search::{Fold, Replaced, Search};
pub use sentence::sentence;
pub use span::Span;
