//! `soat check --watch`: files are checked again as they change.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::rules::Lang;
use crate::run::{self, Unwatched, Watch};

use super::check::Check;
use super::{Global, Status, error};

/// Takes everything off the terminal, what was rolled away too, and begins at its top.
const CLEAR: &str = "\x1b[2J\x1b[3J\x1b[H";

/// Checks, waits until files change, and checks those again, until it is stopped.
pub(super) fn watch(check: Check, global: Global, config: Option<&Path>) -> Status {
    let lang = global.lang();
    if let Some(words) = check.unwatchable(lang) {
        error::tell(words, lang);
        return Status::Failed;
    }
    run::stop_cleanly();
    let mut paths = check.reading.paths.clone();
    if paths.is_empty() {
        paths.push(PathBuf::from("."));
    }
    // Before the first check, so that what changes while it lasts is not missed.
    let watch = match Watch::over(&paths) {
        Ok(watch) => watch,
        Err(unwatched) => {
            error::tell(&sentence(&unwatched, lang), lang);
            return Status::Failed;
        }
    };
    let mut status = check.clone().once(global, config);
    loop {
        if !global.quiet {
            error::note(match lang {
                Lang::Vi => "Đang chờ tệp thay đổi; bấm Ctrl-C để dừng.",
                Lang::En => "Waiting for files to change; Ctrl-C stops.",
            });
        }
        let Some(changes) = watch.changes() else { return status };
        let mut check = check.clone();
        check.reading.changed = Some(Arc::new(changes));
        status = check.once(global, config);
    }
}

/// Clears the terminal before what changed is told; what goes elsewhere stays as it is.
pub(super) fn clear() {
    let mut out = io::stdout();
    if out.is_terminal() {
        // Where nobody can see it, nothing is lost.
        let _ = out.write_all(CLEAR.as_bytes()).and_then(|()| out.flush());
    }
}

fn sentence(unwatched: &Unwatched, lang: Lang) -> String {
    match (lang, unwatched) {
        (Lang::Vi, Unwatched::TooMany) => {
            "hệ thống không theo dõi thêm được thư mục nào; hãy nêu ít thư mục hơn, hoặc tăng \
             fs.inotify.max_user_watches"
                .into()
        }
        (Lang::En, Unwatched::TooMany) => {
            "the system watches no more folders; name fewer of them, or raise fs.inotify.max_user_watches".into()
        }
        (Lang::Vi, Unwatched::System(words)) => {
            format!("không theo dõi được ({words}); hãy xem lại đường dẫn")
        }
        (Lang::En, Unwatched::System(words)) => format!("cannot watch ({words}); check the paths"),
    }
}
