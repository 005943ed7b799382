//! Work that may fail in soat itself without taking the run down.

use std::cell::{Cell, RefCell};
use std::panic::{self, AssertUnwindSafe};

thread_local! {
    static GUARDED: Cell<bool> = const { Cell::new(false) };
    static LAST: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Makes panics in the work on a file silent on standard error, where [`run`](super::run) tells them itself with the
/// file's name. All other panics are told as before.
pub fn install() {
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if GUARDED.get() {
            LAST.set(Some(info.to_string()));
        } else {
            before(info);
        }
    }));
}

/// What `work` returns, or where and with what words it panicked.
///
/// Nothing that outlives the file is changed by the work, so that what a panic leaves half done is thrown away with it.
pub(super) fn guard<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    GUARDED.set(true);
    let result = panic::catch_unwind(AssertUnwindSafe(work));
    GUARDED.set(false);
    result.map_err(|payload| {
        let words = payload.downcast_ref::<String>().cloned();
        LAST.take()
            .or(words)
            .or_else(|| payload.downcast_ref::<&str>().map(ToString::to_string))
            .unwrap_or_else(|| "panic".into())
    })
}
