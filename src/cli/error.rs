//! What the command line says on standard error, and errors of arguments in the user's language.

use std::io::{self, Write};

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::rules::Lang;

use super::Status;

/// Prints an answer that stands ready.
pub(super) fn print(text: &str, lang: Lang) -> Status {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            let words = match lang {
                Lang::Vi => format!("không ghi được ra đầu ra chuẩn: {error}"),
                Lang::En => format!("cannot write to standard output: {error}"),
            };
            tell(&words, lang);
            Status::Failed
        }
        _ => Status::Clean,
    }
}

/// Says what went wrong.
pub(super) fn tell(words: &str, lang: Lang) {
    let label = match lang {
        Lang::Vi => "lỗi",
        Lang::En => "error",
    };
    note(&format!("{label}: {words}"));
}

/// Says something beside the answer. Where nobody can hear it, the exit code still tells.
pub(super) fn note(words: &str) {
    if !words.is_empty() {
        let _ = writeln!(io::stderr().lock(), "{words}");
    }
}

/// The sentence for a word that names no rule.
pub(super) fn unknown_rule(word: &str, near: Option<&str>, lang: Lang) -> String {
    match (lang, near) {
        (Lang::Vi, Some(near)) => format!("không có quy tắc \"{word}\"; ý bạn là {near}?"),
        (Lang::Vi, None) => format!("không có quy tắc \"{word}\"; hãy xem danh sách bằng lệnh soat rules"),
        (Lang::En, Some(near)) => format!("no rule \"{word}\"; did you mean {near}?"),
        (Lang::En, None) => format!("no rule \"{word}\"; soat rules lists them"),
    }
}

/// Prints help, or what is wrong with the arguments.
pub(super) fn report(error: &clap::Error, lang: Lang) -> Status {
    if !error.use_stderr() {
        // Help or version; a closed pipe is no trouble.
        let _ = error.print();
        return Status::Clean;
    }
    match sentence(error).filter(|_| lang == Lang::Vi) {
        Some(words) => {
            tell(&words, lang);
            note("Xem cách dùng: soat --help, soat LỆNH --help");
        }
        None => {
            let _ = error.print();
        }
    }
    Status::Failed
}

/// The Vietnamese sentence for the usual errors of arguments; `None` for the rare ones, which clap tells in English.
fn sentence(error: &clap::Error) -> Option<String> {
    let get = |kind| match error.get(kind)? {
        ContextValue::String(word) => Some(word.clone()),
        ContextValue::Strings(words) => Some(words.join(", ")),
        other => Some(other.to_string()),
    };
    let arg = || get(ContextKind::InvalidArg);
    let near = |kind| get(kind).map(|word| format!("; ý bạn là {word}?")).unwrap_or_default();
    Some(match error.kind() {
        ErrorKind::UnknownArgument => format!("tham số lạ {}{}", arg()?, near(ContextKind::SuggestedArg)),
        ErrorKind::InvalidSubcommand => {
            format!("lệnh lạ {}{}", get(ContextKind::InvalidSubcommand)?, near(ContextKind::SuggestedSubcommand))
        }
        ErrorKind::InvalidValue => {
            let value = get(ContextKind::InvalidValue)?;
            let valid =
                get(ContextKind::ValidValue).map(|words| format!("; chọn một trong: {words}")).unwrap_or_default();
            if value.is_empty() {
                format!("thiếu giá trị cho {}{valid}", arg()?)
            } else {
                format!("giá trị \"{value}\" không dùng được cho {}{valid}", arg()?)
            }
        }
        ErrorKind::ValueValidation => {
            format!("giá trị \"{}\" không dùng được cho {}", get(ContextKind::InvalidValue)?, arg()?)
        }
        ErrorKind::MissingRequiredArgument => format!("thiếu {}", arg()?),
        ErrorKind::ArgumentConflict => {
            format!("{} không đi cùng {}", arg()?, get(ContextKind::PriorArg).unwrap_or_default())
        }
        _ => return None,
    })
}
