//! `soat extract`.

use std::path::Path;

use clap::{Args, ValueEnum};

use crate::config::Said;
use crate::output::{self, Csv, Dot, GraphMl, Json, Jsonl, MentionFormat, Table};
use crate::run;

use super::choosing::{Chosen, configured};
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
    /// CSV for spreadsheets, a row for each mention.
    Csv,
    /// The graph of citations over all files, for Graphviz.
    Dot,
    /// The graph of citations over all files, for Gephi and yEd.
    #[value(name = "graphml")]
    GraphMl,
}

impl Extract {
    pub(super) fn run(self, global: Global, config: Option<&Path>) -> Status {
        let chosen = configured(Said::default(), config, self.reading.first(), global);
        let Chosen { settings, global, .. } = match chosen {
            Ok(chosen) => chosen,
            Err(status) => return status,
        };
        let lang = global.lang();
        let format: Box<dyn MentionFormat> = match self.format {
            Format::Table => Box::new(Table),
            Format::Json => Box::new(Json),
            Format::Jsonl => Box::new(Jsonl),
            Format::Csv => Box::new(Csv),
            Format::Dot => Box::new(Dot::default()),
            Format::GraphMl => Box::new(GraphMl::default()),
        };
        let task = run::Extract { format, settings, lang };
        let counts = match self.reading.run(&task, &task.settings, global) {
            Ok(counts) => counts,
            Err(status) => return status,
        };
        if !global.quiet && self.format == Format::Table {
            super::error::note(output::read(&counts, lang).trim_end());
        }
        if counts.failed > 0 { Status::Failed } else { Status::Clean }
    }
}
