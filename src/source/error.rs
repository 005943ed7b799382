//! Why a file could not be read, and what to do about it.

/// Why a file could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ReadError {
    /// Neither UTF-8 nor UTF-16, nor Vietnamese in a legacy charset: the offset of the first byte that is no UTF-8.
    Encoding(usize),
    /// Holds NUL bytes and is of no known format.
    Binary,
    /// Larger than the limit: its size and the limit, in bytes.
    TooLarge(u64, u64),
    /// Unpacks to more than the limit, in bytes.
    Unpacks(u64),
    /// Locked with a password.
    Encrypted,
    /// Broken or cut off: what is wrong, in the words of its format.
    Damaged(String),
    /// Has pages, but no text: a scan.
    Scan,
    /// An archive that is broken or cut off: what is wrong, in the words of its format.
    Archive(String),
    /// A line that is no JSON: what is wrong with it.
    Json(String),
    /// Packed in a way that is not read, by this name.
    Packing(String),
    /// An archive that holds more files than this.
    Members(u64),
    /// Archives within archives, deeper than this.
    Nesting(u64),
    /// So many archives within an archive, deeper than this: how many, the limit, and the path of the first of them.
    Nested(u64, u64, String),
    /// Written by a program so old that its files are not read: its name.
    Outdated(&'static str),
    /// Takes more time or memory than a file is given.
    Exhausts,
    /// Shows letters without telling what characters they are.
    Unmapped,
    /// Of a format that this build of soat was made without.
    NotBuilt(&'static str),
    /// Could not be opened or read.
    Io(String),
}

impl ReadError {
    /// One sentence that says what stands in the way and what to do, in Vietnamese (`vi`) or English (`en`; any other
    /// language). The caller puts the file's name before it.
    pub fn message(&self, lang: &str) -> String {
        let vi = lang == "vi";
        match self {
            ReadError::Encoding(at) if vi => format!(
                "không phải UTF-8 hay UTF-16 (byte lạ đầu tiên ở vị trí {at}), cũng không đủ chữ tiếng Việt để nhận ra bảng \
                 mã cũ (TCVN3, VNI …): hãy mở bằng trình soạn thảo và lưu lại dạng Unicode UTF-8"
            ),
            ReadError::Encoding(at) => format!(
                "neither UTF-8 nor UTF-16 (first invalid byte at offset {at}), and too little Vietnamese to tell a legacy \
                 charset (TCVN3, VNI …) by: open it in an editor and save it as Unicode UTF-8"
            ),
            ReadError::Binary if vi => {
                "là tệp nhị phân, không phải văn bản: hãy xuất nội dung ra .txt, .md hoặc .html \
                                        rồi kiểm tra tệp đó"
                    .to_owned()
            }
            ReadError::Binary => {
                "a binary file, not a text: export its content as .txt, .md or .html and check that".to_owned()
            }
            ReadError::TooLarge(size, limit) if vi => format!(
                "lớn quá mức cho phép ({}, giới hạn {}): hãy chia tệp thành nhiều phần nhỏ hơn, hoặc tăng file-size trong \
                 [limits] của soat.toml",
                bytes(*size, ','),
                bytes(*limit, ',')
            ),
            ReadError::TooLarge(size, limit) => format!(
                "too large ({}, the limit is {}): split it into smaller files, or raise file-size under [limits] in soat.toml",
                bytes(*size, '.'),
                bytes(*limit, '.')
            ),
            ReadError::Unpacks(limit) if vi => format!(
                "bung ra lớn quá mức cho phép (giới hạn {}): nếu tin được tệp này, hãy tăng archive-ratio hoặc file-size \
                 trong [limits] của soat.toml",
                bytes(*limit, ',')
            ),
            ReadError::Unpacks(limit) => format!(
                "unpacks to more than is let in (the limit is {}): if the file can be trusted, raise archive-ratio or \
                 file-size under [limits] in soat.toml",
                bytes(*limit, '.')
            ),
            ReadError::Encrypted if vi => "bị khóa bằng mật khẩu: hãy mở tệp, bỏ mật khẩu rồi lưu lại".to_owned(),
            ReadError::Encrypted => "locked with a password: open it, take the password off and save it".to_owned(),
            ReadError::Damaged(why) if vi => {
                format!("bị hỏng hoặc bị cắt ({why}): hãy mở bằng phần mềm đã tạo ra tệp và lưu lại")
            }
            ReadError::Damaged(why) => {
                format!("damaged or cut off ({why}): open it with the program that made it and save it again")
            }
            ReadError::Scan if vi => {
                "là bản quét, các trang không có chữ: hãy nhận dạng chữ (OCR) trước khi kiểm tra".to_owned()
            }
            ReadError::Scan => "a scan, its pages hold no text: run OCR over it before it is checked".to_owned(),
            ReadError::Archive(why) if vi => {
                format!(
                    "tệp nén bị hỏng hoặc bị cắt từ đây ({why}): hãy tải lại hoặc nén lại rồi kiểm tra phần còn thiếu"
                )
            }
            ReadError::Archive(why) => {
                format!("damaged or cut off from here on ({why}): fetch or pack it again and check what is missing")
            }
            ReadError::Json(why) if vi => {
                format!("dòng này không phải JSON ({why}): hãy ghi lại tệp, mỗi dòng một đối tượng JSON")
            }
            ReadError::Json(why) => format!("this line is no JSON ({why}): write the file anew, a JSON object a line"),
            ReadError::Packing(how) if vi => {
                format!("được nén theo cách chưa đọc được ({how}): hãy giải nén bằng công cụ khác rồi kiểm tra")
            }
            ReadError::Packing(how) => {
                format!("packed in a way that is not read ({how}): unpack it with another tool and check that")
            }
            ReadError::Members(limit) if vi => format!(
                "chứa quá {limit} tệp, phần vượt quá chưa được đọc: nếu tin được tệp này, hãy tăng archive-members trong \
                 [limits] của soat.toml"
            ),
            ReadError::Members(limit) => format!(
                "holds more than {limit} files, and the rest was not read: if it can be trusted, raise archive-members \
                 under [limits] in soat.toml"
            ),
            ReadError::Nesting(limit) if vi => format!(
                "tệp nén lồng nhau quá {limit} lớp: hãy giải nén bớt, hoặc tăng nesting trong [limits] của soat.toml"
            ),
            ReadError::Nesting(limit) => format!(
                "an archive within more than {limit} others: unpack some of them, or raise nesting under [limits] in \
                 soat.toml"
            ),
            ReadError::Nested(count, limit, first) if vi => format!(
                "chứa {count} tệp nén lồng nhau quá {limit} lớp, chưa được đọc (tệp đầu tiên là {first}): hãy giải nén bớt, \
                 hoặc tăng nesting trong [limits] của soat.toml"
            ),
            ReadError::Nested(count, limit, first) => format!(
                "holds {count} archives within more than {limit} others, which were not read (the first is {first}): unpack \
                 some of them, or raise nesting under [limits] in soat.toml"
            ),
            ReadError::Outdated(program) if vi => {
                format!("ở dạng {program}, quá cũ để đọc: hãy mở bằng Word hoặc LibreOffice và lưu lại dạng .docx")
            }
            ReadError::Outdated(program) => {
                format!(
                    "a file of {program}, too old to be read: open it with Word or LibreOffice and save it as .docx"
                )
            }
            ReadError::Exhausts if vi => {
                "tốn quá nhiều thời gian hoặc bộ nhớ để đọc: hãy in lại tệp ra PDF mới, hoặc chia thành nhiều phần nhỏ hơn"
                    .to_owned()
            }
            ReadError::Exhausts => {
                "takes too much time or memory to read: print it to a new PDF, or split it into smaller files".to_owned()
            }
            ReadError::Unmapped if vi => {
                "có chữ nhưng không cho biết là chữ gì (phông không kèm bảng mã): hãy nhận dạng chữ (OCR), hoặc dùng tệp gốc"
                    .to_owned()
            }
            ReadError::Unmapped => {
                "shows letters without saying which (fonts without a table of characters): run OCR over it, or use the \
                 original document"
                    .to_owned()
            }
            ReadError::NotBuilt(format) if vi => {
                format!("ở dạng {format} mà bản soat này không đọc: hãy dùng bản soat dựng với --features {format}")
            }
            ReadError::NotBuilt(format) => {
                format!("is {format}, which this build of soat does not read: use one built with --features {format}")
            }
            ReadError::Io(why) if vi => {
                format!("không đọc được ({why}): hãy kiểm tra đường dẫn và quyền đọc tệp")
            }
            ReadError::Io(why) => format!("cannot be read ({why}): check the path and the permission to read it"),
        }
    }
}

impl std::fmt::Display for ReadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message("en"))
    }
}

impl std::error::Error for ReadError {}

/// A size in the largest unit that leaves it at least 1, with the decimal mark of the language.
fn bytes(size: u64, mark: char) -> String {
    const UNITS: [&str; 4] = ["byte", "KiB", "MiB", "GiB"];
    let mut unit = 0;
    let mut tenths = size.saturating_mul(10);
    while tenths >= 10240 && unit + 1 < UNITS.len() {
        tenths = tenths.div_ceil(1024);
        unit += 1;
    }
    let (whole, rest) = (tenths / 10, tenths % 10);
    if rest == 0 { format!("{whole} {}", UNITS[unit]) } else { format!("{whole}{mark}{rest} {}", UNITS[unit]) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_name_the_fault_and_the_remedy() {
        let bad = ReadError::Encoding(1234);
        assert_eq!(
            bad.message("vi"),
            "không phải UTF-8 hay UTF-16 (byte lạ đầu tiên ở vị trí 1234), cũng không đủ chữ tiếng Việt để nhận ra bảng mã cũ \
             (TCVN3, VNI …): hãy mở bằng trình soạn thảo và lưu lại dạng Unicode UTF-8"
        );
        assert!(bad.message("en").contains("1234"));
        assert_eq!(
            ReadError::TooLarge((3 << 30) + (1 << 29), 1 << 30).message("vi"),
            "lớn quá mức cho phép (3,5 GiB, giới hạn 1 GiB): hãy chia tệp thành nhiều phần nhỏ hơn, hoặc tăng file-size \
             trong [limits] của soat.toml"
        );
        let others =
            [ReadError::Outdated("Word 6.0/95"), ReadError::Exhausts, ReadError::Unmapped, ReadError::NotBuilt("pdf")];
        for error in others.into_iter().chain([bad, ReadError::Binary, ReadError::Io("x".into())]) {
            assert!(!error.message("vi").ends_with('.') && error.message("vi").contains(": hãy"));
            assert!(!error.message("en").contains('\n'));
        }
    }
}
