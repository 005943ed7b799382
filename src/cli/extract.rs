//! `soat extract`.

use clap::{Args, ValueEnum};

use crate::output::{self, Json, Jsonl, MentionFormat, Table};
use crate::run;

use super::{Global, Reading, Status};

/// Arguments of `soat extract`.
#[derive(Debug, Args)]
pub(super) struct Extract {
    #[command(flatten)]
    reading: Reading,
    /// How mentions are written.
    #[arg(long, value_enum, default_value = "table", value_name = "FORMAT")]
    format: Format,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Aligned columns.
    Table,
    /// One JSON array.
    Json,
    /// One JSON object a line.
    Jsonl,
}

impl Extract {
    pub(super) fn run(self, global: Global) -> Status {
        let lang = global.lang();
        let format: Box<dyn MentionFormat> = match self.format {
            Format::Table => Box::new(Table),
            Format::Json => Box::new(Json),
            Format::Jsonl => Box::new(Jsonl),
        };
        let counts = match self.reading.run(&run::Extract { format, lang }, global) {
            Ok(counts) => counts,
            Err(status) => return status,
        };
        if !global.quiet && self.format == Format::Table {
            super::error::note(output::read(&counts, lang).trim_end());
        }
        if counts.failed > 0 { Status::Failed } else { Status::Clean }
    }
}
