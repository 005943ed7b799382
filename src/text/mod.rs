//! The search copy of a text, the map back to the original, and Vietnamese folding.

mod any_case;
mod blocks;
mod fold;
pub mod legacy;
mod search;
mod sentence;
mod span;
mod syllable;
mod western;

pub use any_case::AnyCase;
pub(crate) use blocks::{BLOCK, Block};
pub use fold::{Tone, decompose, fold_plain, is_letter, is_word, lower, same_word};
pub use search::{Fold, Replaced, Search, Signs};
pub use sentence::{line, line_within, sentence};
pub use span::Span;
pub use syllable::{ToneStyle, is_syllable, placed};
pub use western::{is_foreign_sign, western_byte, western_char};
