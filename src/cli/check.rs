//! `soat check`.

use clap::{Args, ValueEnum};

use crate::output::{self, Concise, FindingFormat, Full, Json, Jsonl};
use crate::run;

use super::choosing::Choosing;
use super::{Global, Reading, Status, error, terminal};

/// Arguments of `soat check`.
#[derive(Debug, Args)]
pub(super) struct Check {
    #[command(flatten)]
    reading: Reading,
    /// How findings are written.
    #[arg(long, value_enum, default_value = "full", value_name = "FORMAT")]
    format: Format,
    #[command(flatten)]
    choosing: Choosing,
    /// Print how often each rule spoke.
    #[arg(long)]
    statistics: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// Reports with the line and its words underlined.
    Full,
    /// One line a finding.
    Concise,
    /// One JSON array.
    Json,
    /// One JSON object a line.
    Jsonl,
}

impl Check {
    pub(super) fn run(self, global: Global) -> Status {
        let lang = global.lang();
        let inspection = match self.choosing.inspection(lang) {
            Ok(inspection) => inspection,
            Err(status) => return status,
        };
        let output = self.reading.output.as_deref();
        let format: Box<dyn FindingFormat> = match self.format {
            Format::Full => Box::new(Full::new(terminal::look(global.color, output), terminal::width(output))),
            Format::Concise => Box::new(Concise),
            Format::Json => Box::new(Json),
            Format::Jsonl => Box::new(Jsonl),
        };
        let task = run::Check { inspection, format, lang };
        let counts = match self.reading.run(&task, global) {
            Ok(counts) => counts,
            Err(status) => return status,
        };
        if self.statistics {
            error::note(output::statistics(&counts, lang).trim_end());
        }
        if !global.quiet && matches!(self.format, Format::Full | Format::Concise) {
            error::note(output::summary(&counts, lang).trim_end());
        }
        self.choosing.status(&counts)
    }
}
