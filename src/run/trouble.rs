//! Why a file could not be worked on, in words that say what to do.

use std::io;
use std::sync::Arc;

use crate::config;
use crate::index;
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
    /// The configuration that holds for it is wrong.
    Config(Arc<config::Error>),
    /// Read, but not understood.
    Unread(ReadError),
    /// Read, but of a format that takes no remarks.
    Unannotated,
    /// An archive, whose documents are not mended within it.
    Packed,
    /// Read and mended, but not written, with these words of the system.
    Unwritten(String),
    /// The index of the archive could not be asked or written.
    Index(index::Error),
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
            (Lang::Vi, Trouble::Config(error)) => format!("chưa được soát vì cấu hình sai: {}", error.sentence(lang)),
            (Lang::En, Trouble::Config(error)) => {
                format!("was left because its configuration is wrong: {}", error.sentence(lang))
            }
            (Lang::Vi, Trouble::Unread(error)) => error.message("vi"),
            (Lang::En, Trouble::Unread(error)) => error.message("en"),
            (Lang::Vi, Trouble::Unannotated) => {
                "không ghi nhận xét vào tệp loại này được; hãy lưu thành .docx rồi chạy lại, hoặc dùng soat check"
                    .into()
            }
            (Lang::En, Trouble::Unannotated) => {
                "takes no remarks; save it as .docx and run this again, or use soat check".into()
            }
            (Lang::Vi, Trouble::Packed) => {
                "chứa nhiều văn bản (tệp nén, JSON Lines hoặc WARC) và được giữ nguyên; hãy giải nén rồi sửa các tệp lấy ra"
                    .into()
            }
            (Lang::En, Trouble::Packed) => {
                "holds many documents (an archive, JSON Lines or WARC) and is left as it is; unpack it and mend its files"
                    .into()
            }
            (Lang::Vi, Trouble::Unwritten(words)) => {
                format!("không ghi được ({words}); tệp còn nguyên như cũ. Hãy xem lại quyền ghi của tệp và thư mục")
            }
            (Lang::En, Trouble::Unwritten(words)) => {
                format!("could not be written ({words}) and is as before; check the permissions of file and folder")
            }
            (Lang::Vi, Trouble::Index(error)) => error.message().0,
            (Lang::En, Trouble::Index(error)) => error.message().1,
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
