//! `soat annotate`.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use chrono::DateTime;
use clap::Args;

use crate::rules::Lang;
use crate::run::{self, Annotated};

use super::choosing::{self, Choosing};
use super::{Global, Status, error};

/// Arguments of `soat annotate`.
#[derive(Debug, Args)]
pub(super) struct Annotate {
    /// The Word document; it is left as it is.
    #[arg(value_name = "DRAFT.docx")]
    draft: PathBuf,
    /// The document with remarks, written whole or not at all.
    #[arg(short, long, value_name = "OUT.docx", required = true)]
    output: PathBuf,
    /// Put suggestions in as tracked changes, to accept or reject.
    #[arg(long)]
    track_changes: bool,
    #[command(flatten)]
    choosing: Choosing,
}

impl Annotate {
    pub(super) fn run(self, global: Global, config: Option<&Path>) -> Status {
        let lang = global.lang();
        let (draft, output) = (&self.draft, &self.output);
        if is_same(draft, output) {
            let path = output.display();
            let words = match lang {
                Lang::Vi => format!("{path} chính là bản thảo; hãy nêu một tên khác sau -o để bản thảo còn nguyên"),
                Lang::En => format!("{path} is the draft itself; name another file behind -o, so that the draft stays"),
            };
            error::tell(&words, lang);
            return Status::Failed;
        }
        let (inspection, global) = match self.choosing.inspection(config, Some(draft), None, global) {
            Ok(chosen) => chosen,
            Err(status) => return status,
        };
        let lang = global.lang();
        let task = run::Annotate { inspection, track_changes: self.track_changes, date: now(), lang };
        match task.run(draft, output) {
            Ok(annotated) => {
                if !global.quiet {
                    error::note(&told(output, &annotated, self.track_changes, lang));
                }
                choosing::status(&annotated.counts)
            }
            Err(trouble) => {
                if let run::Trouble::Config(problem) = &trouble {
                    choosing::tell(problem, global);
                }
                error::tell(&run::sentence(&draft.to_string_lossy(), &trouble, lang), lang);
                Status::Failed
            }
        }
    }
}

/// Whether both are the same file.
fn is_same(draft: &Path, output: &Path) -> bool {
    draft == output || matches!((fs::canonicalize(draft), fs::canonicalize(output)), (Ok(a), Ok(b)) if a == b)
}

/// The present time as documents write it.
fn now() -> String {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let time = i64::try_from(seconds).ok().and_then(|seconds| DateTime::from_timestamp(seconds, 0));
    time.unwrap_or_default().format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// What was written.
fn told(output: &Path, annotated: &Annotated, track_changes: bool, lang: Lang) -> String {
    let Annotated { remarks, changes, only_told, unplaced, .. } = annotated;
    let path = crate::output::tame(&output.to_string_lossy()).into_owned();
    let mut out = match lang {
        Lang::Vi if *remarks == 0 => format!("Đã ghi {path}: không có gì để nhận xét, giống bản thảo từng byte."),
        Lang::En if *remarks == 0 => format!("Wrote {path}: nothing to remark, the same as the draft byte for byte."),
        Lang::Vi => format!("Đã ghi {path}: {remarks} nhận xét"),
        Lang::En => format!("Wrote {path}: remarks {remarks}"),
    };
    if *remarks > 0 {
        if track_changes {
            out.push_str(&match lang {
                Lang::Vi => format!(", {changes} chỗ sửa chờ duyệt"),
                Lang::En => format!(", tracked changes {changes}"),
            });
        }
        if *only_told > 0 {
            out.push_str(&match lang {
                Lang::Vi => format!(", {only_told} gợi ý chỉ nêu trong nhận xét"),
                Lang::En => format!(", suggestions in remarks only {only_told}"),
            });
        }
        out.push('.');
    }
    if *unplaced > 0 {
        out.push_str(&match lang {
            Lang::Vi => format!(" Còn {unplaced} chỗ báo không có nơi đặt nhận xét; hãy xem bằng soat check."),
            Lang::En => format!(" Findings without a place for a remark: {unplaced}; soat check shows them."),
        });
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_time_is_written_as_documents_write_it() {
        let now = now();
        assert_eq!(now.len(), "2026-03-05T08:00:00Z".len());
        assert!(now.starts_with("20") && now.ends_with('Z'), "{now}");
    }
}
