//! nom parsers for numbers, dates, years, issuers, pinpoints, citations and terms, run near candidates only.

mod types;

pub use types::*;
