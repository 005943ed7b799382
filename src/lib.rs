//! soat reads Vietnamese official texts as they are, knows every citation, term and pinpoint in them, and says what is
//! wrong with each and what is right.
//!
//! The way of a text through the library: `source → text → parse → document → rules → output | report`.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

pub mod cli;
pub mod config;
pub mod document;
pub mod edit;
pub mod index;
pub mod output;
pub mod parse;
pub mod register;
pub mod report;
pub mod rules;
pub mod run;
pub mod source;
pub mod tables;
pub mod text;
