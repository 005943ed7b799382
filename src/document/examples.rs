//! Places where a text shows something instead of saying it.

use std::sync::LazyLock;

use crate::text::{AnyCase, Span};

/// Words by which a sentence says that it gives an example or quotes a mistake.
static WORDS: LazyLock<AnyCase> = LazyLock::new(|| {
    AnyCase::new(&[
        "ví dụ",
        "đính chính",
        "in nhầm",
        "ghi nhầm",
        "viết nhầm",
        "ghi sai",
        "viết sai",
        "in sai",
        "gõ sai",
        "gõ nhầm",
        "thay vì",
        "sai sót",
        "không đúng",
    ])
});

/// Where such words stand, in the order of the text.
pub(super) fn find(text: &str) -> Vec<Span> {
    WORDS.places(text).collect()
}
