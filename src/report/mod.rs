//! One report over many files: HTML, XLSX or CSV, of files checked now and of what checks elsewhere wrote.

mod charts;
mod csv;
mod facts;
mod html;
mod shard;
mod tally;
mod xlsx;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::rules::Lang;

pub use facts::{Facts, Item};
pub use shard::{Broken, Shard, left_out_line, lines};
pub use xlsx::Overfull;

/// What a report tells.
#[derive(Debug, Default)]
pub struct Report {
    /// What is known of each file, by its path.
    files: BTreeMap<String, Facts>,
    /// Lines of shards that are none of soat's.
    broken: Vec<Broken>,
    /// Files of folders that were left out because they are of no format that is read, by their extensions.
    left_out: BTreeMap<String, usize>,
    /// Whether something was taken from what `check` and `extract` write, which do not name files without findings.
    shards: bool,
    /// Whether files were checked here, or shards of `extract` tell what is cited.
    cited_known: bool,
}

/// How a report is dressed.
#[derive(Clone, Copy, Debug)]
pub struct Dress<'d> {
    /// The language of headings.
    pub lang: Lang,
    /// What leads from the folder of the report to the one that paths are seen from: "../", or nothing.
    pub back: &'d str,
    /// The day that stands on it.
    pub today: NaiveDate,
}

impl Report {
    /// Adds what is known of a file. What another shard knows of the same file is joined to it.
    pub fn add(&mut self, path: String, facts: Facts) {
        self.cited_known |= facts.whole || !facts.cited.is_empty();
        self.files.entry(path).or_default().join(facts);
    }

    /// Adds a shard.
    pub fn add_shard(&mut self, shard: Shard) {
        let known = |facts: &Facts| facts.whole || facts.error.is_some();
        self.shards |= shard.files.is_empty() || !shard.files.values().all(known);
        self.broken.extend(shard.broken);
        self.add_left_out(shard.left_out);
        for (path, facts) in shard.files {
            self.add(path, facts);
        }
    }

    /// Adds files that were left out, by their extensions.
    pub fn add_left_out(&mut self, left_out: BTreeMap<String, usize>) {
        for (extension, count) in left_out {
            *self.left_out.entry(extension).or_default() += count;
        }
    }

    /// Puts everything in its order.
    pub fn settle(&mut self) {
        for facts in self.files.values_mut() {
            facts.settle();
        }
        self.broken.sort();
    }

    /// How many files and findings there are in it, for the line that tells of it.
    pub fn size(&self) -> (usize, usize) {
        (self.files.len(), self.files.values().map(|facts| facts.items.len()).sum())
    }

    /// How many findings at or above each severity word: errors, warnings, infos.
    pub fn severities(&self) -> [usize; 3] {
        let mut counts = [0; 3];
        for item in self.files.values().flat_map(|facts| &facts.items) {
            counts[item.rank()] += 1;
        }
        counts
    }

    /// How many files and lines could not be read.
    pub fn unread(&self) -> usize {
        self.broken.len() + self.files.values().filter(|facts| facts.error.is_some()).count()
    }

    /// The report as one page.
    pub fn html(&self, dress: Dress) -> String {
        html::page(self, dress)
    }

    /// All findings as CSV, in the form of `check --format csv`.
    pub fn csv(&self) -> String {
        csv::table(self)
    }

    /// All that is known, as JSON Lines from which the same report can be made again.
    pub fn lines(&self) -> String {
        let mut out = String::new();
        for (path, facts) in &self.files {
            lines(path, facts, &mut out);
        }
        out + &left_out_line(&self.left_out)
    }

    /// The report as a workbook.
    ///
    /// # Errors
    /// Where a workbook cannot hold it.
    pub fn xlsx(&self, dress: Dress) -> Result<Vec<u8>, Overfull> {
        xlsx::workbook(self, dress)
    }
}

/// The wording in the language of the report.
fn say<'t>(lang: Lang, vi: &'t str, en: &'t str) -> &'t str {
    match lang {
        Lang::Vi => vi,
        Lang::En => en,
    }
}
