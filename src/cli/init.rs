//! `soat init`.

use std::fs::OpenOptions;
use std::io::{self, Write};

use clap::Args;

use crate::config::FILE_NAME;
use crate::rules::Lang;

use super::{Global, Status, error};

/// Arguments of `soat init`.
#[derive(Debug, Args)]
pub(super) struct Init {}

impl Init {
    pub(super) fn run(self, global: Global) -> Status {
        let lang = global.lang();
        let written = OpenOptions::new()
            .write(true)
            .create_new(true)
            .open(FILE_NAME)
            .and_then(|mut file| file.write_all(template(lang).as_bytes()));
        match written {
            Ok(()) if global.quiet => Status::Clean,
            Ok(()) => {
                error::note(match lang {
                    Lang::Vi => "Đã ghi soat.toml; hãy bỏ dấu # ở những dòng cần dùng.",
                    Lang::En => "Wrote soat.toml; take the # away from the lines you need.",
                });
                Status::Clean
            }
            Err(error) => {
                let words = match (lang, error.kind()) {
                    (Lang::Vi, io::ErrorKind::AlreadyExists) => "đã có soat.toml ở đây; không ghi đè".into(),
                    (Lang::En, io::ErrorKind::AlreadyExists) => "there is a soat.toml here; it stays as it is".into(),
                    (Lang::Vi, _) => format!("không ghi được soat.toml: {error}"),
                    (Lang::En, _) => format!("cannot write soat.toml: {error}"),
                };
                error::tell(&words, lang);
                Status::Failed
            }
        }
    }
}

/// A configuration with every key, each behind a `#` and explained.
fn template(lang: Lang) -> &'static str {
    match lang {
        Lang::Vi => include_str!("init.vi.toml"),
        Lang::En => include_str!("init.en.toml"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config;

    #[test]
    fn the_template_is_right_with_and_without_its_signs() {
        for lang in [Lang::Vi, Lang::En] {
            let text = template(lang);
            assert!(config::parse(text).is_ok());
            // Words of explanation begin with "# ", keys with "#".
            let keys: String = text
                .lines()
                .filter(|line| !line.starts_with("# "))
                .map(|line| format!("{}\n", line.trim_start_matches('#')))
                .collect();
            let config = config::parse(&keys).unwrap_or_else(|fault| panic!("{fault:?}\n{keys}"));
            assert!(config.lang.is_some() && !config.own.terms.is_empty() && !config.per_file_ignores.is_empty());
        }
    }
}
