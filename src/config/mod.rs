//! What the user decides beside the command line: `soat.toml`, its place, and the baseline of known findings.

mod baseline;
mod error;
mod file;
mod path;
mod registers;
mod settings;

pub use baseline::{Baseline, Entry, Problem};
pub use error::Error;
pub use file::{Config, FailOn, Globs, Level, Limits, parse};
pub use path::{home, name};
pub use settings::{FILE_NAME, FileSettings, Said, Settings};
