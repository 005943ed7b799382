//! Why a file could not be worked on, in words that say what to do.

use std::io;

use crate::rules::Lang;
use crate::source::ReadError;

/// What keeps a file from being worked on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// No such file or folder.
    Missing,
    /// The system does not let it be read.
    Forbidden,
    /// Any other answer of the system.
    System(String),
    /// Read, but not understood.
    Unread(ReadError),
    /// soat itself failed, with these words.
    Internal(String),
}

impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Trouble::Missing,
            io::ErrorKind::PermissionDenied => Trouble::Forbidden,
            _ => Trouble::System(error.to_string()),
        }
    }
}

impl Trouble {
    /// What happened and what to do, without the file's name.
    pub fn sentence(&self, lang: Lang) -> String {
        match (lang, self) {
            (Lang::Vi, Trouble::Missing) => "không có tệp hay thư mục này; hãy xem lại đường dẫn".into(),
            (Lang::En, Trouble::Missing) => "no such file or folder; check the path".into(),
            (Lang::Vi, Trouble::Forbidden) => "không được phép đọc; hãy mở quyền đọc hoặc bỏ tệp này ra".into(),
            (Lang::En, Trouble::Forbidden) => "may not be read; grant the permission or leave it out".into(),
            (Lang::Vi, Trouble::System(words)) => format!("không đọc được ({words}); hãy xem lại đĩa hoặc đường dẫn"),
            (Lang::En, Trouble::System(words)) => format!("could not be read ({words}); check the disk or the path"),
            (_, Trouble::Unread(error)) => unread(error, lang),
            (Lang::Vi, Trouble::Internal(words)) => {
                format!("soat tự hỏng khi đọc tệp này ({words}); các tệp khác vẫn được đọc. Xin báo lỗi kèm tệp này")
            }
            (Lang::En, Trouble::Internal(words)) => {
                format!(
                    "soat itself failed on this file ({words}); the others were read. Please report it with the file"
                )
            }
        }
    }
}

fn unread(error: &ReadError, lang: Lang) -> String {
    const MIB: u64 = 1 << 20;
    match (lang, error) {
        (Lang::Vi, ReadError::Encoding(at)) => {
            format!("không phải UTF-8 hay UTF-16 (byte lạ ở vị trí {at}); hãy lưu lại tệp ở dạng UTF-8")
        }
        (Lang::En, ReadError::Encoding(at)) => {
            format!("neither UTF-8 nor UTF-16 (odd byte at offset {at}); save the file as UTF-8")
        }
        (Lang::Vi, ReadError::Binary) => "không phải văn bản thường; hãy lưu tệp ở dạng .txt, .md hoặc .html".into(),
        (Lang::En, ReadError::Binary) => "not a text file; save it as .txt, .md or .html".into(),
        (Lang::Vi, ReadError::TooLarge(size, limit)) => {
            format!("quá lớn ({} MiB, hạn mức {} MiB); hãy chia nhỏ tệp", size.div_ceil(MIB), limit / MIB)
        }
        (Lang::En, ReadError::TooLarge(size, limit)) => {
            format!("too large ({} MiB, the limit is {} MiB); split the file", size.div_ceil(MIB), limit / MIB)
        }
        (Lang::Vi, ReadError::Io(words)) => format!("không đọc được ({words})"),
        (Lang::En, ReadError::Io(words)) => format!("could not be read ({words})"),
    }
}
