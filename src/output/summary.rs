//! What a run says of itself at its end: how much was read, what was found, what was not read.

use std::collections::BTreeMap;

use crate::document::Document;
use crate::parse::Kind;
use crate::rules::{Finding, Lang, Severity};
use crate::source::{Charset, Format, Part, Source};

use super::plain::columns;

/// Counts of a file or of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Files read.
    pub files: usize,
    /// Files and folders that could not be read.
    pub failed: usize,
    /// Members of archives that are of no format that is read.
    pub left_out: usize,
    /// Citations of documents.
    pub citations: usize,
    /// Terms.
    pub terms: usize,
    /// Pinpoints.
    pub pinpoints: usize,
    /// Findings by code and severity.
    pub findings: BTreeMap<(&'static str, &'static str, Severity), usize>,
    /// Findings at or above the severity that fails the run.
    pub failing: usize,
    /// What `fix` did.
    pub mending: Mending,
    /// Files in each legacy charset.
    pub charsets: BTreeMap<Charset, usize>,
    /// Pages of PDF files that hold no text although others do.
    pub bare_pages: usize,
}

/// What `fix` did in a file or in a run, and could not do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Mending {
    /// Suggestions applied.
    pub mended: usize,
    /// Files changed.
    pub files: usize,
    /// Suggestions left because they may be wrong.
    pub unsafe_left: usize,
    /// Suggestions left because their words do not stand in the file as they are read.
    pub out_of_reach: usize,
}

impl Counts {
    /// Counts what is mentioned in a document.
    pub fn mentions(&mut self, doc: &Document) {
        for mention in &doc.mentions {
            match mention.kind {
                Kind::Citation(_) => self.citations += 1,
                Kind::Term(_) => self.terms += 1,
                Kind::Pinpoint(_) => self.pinpoints += 1,
                Kind::Own(_) => {}
            }
        }
    }

    /// Counts a file by the legacy charset of its text, where it has one, and its pages without text.
    pub fn source(&mut self, source: &Source) {
        if let Some(charset) = source.parts.iter().find_map(|part| part.charset) {
            *self.charsets.entry(charset).or_default() += 1;
        }
        if source.format == Format::Pdf {
            self.bare_pages += source.parts.first().map_or(0, Part::bare_pages);
        }
    }

    /// Counts a finding.
    pub fn finding(&mut self, finding: &Finding) {
        *self.findings.entry((finding.rule.code, finding.rule.name, finding.severity)).or_default() += 1;
    }

    /// Adds the counts of another file.
    pub fn add(&mut self, other: &Counts) {
        self.files += other.files;
        self.failed += other.failed;
        self.left_out += other.left_out;
        self.citations += other.citations;
        self.terms += other.terms;
        self.pinpoints += other.pinpoints;
        for (key, count) in &other.findings {
            *self.findings.entry(*key).or_default() += count;
        }
        self.failing += other.failing;
        for (charset, count) in &other.charsets {
            *self.charsets.entry(*charset).or_default() += count;
        }
        self.bare_pages += other.bare_pages;
        self.mending.mended += other.mending.mended;
        self.mending.files += other.mending.files;
        self.mending.unsafe_left += other.mending.unsafe_left;
        self.mending.out_of_reach += other.mending.out_of_reach;
    }

    /// How many findings there are of a severity.
    pub fn of(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|((_, _, s), _)| *s == severity).map(|(_, count)| count).sum()
    }
}

/// The severity in the reader's language.
pub fn severity_word(severity: Severity, lang: Lang) -> &'static str {
    match (lang, severity) {
        (Lang::En, _) => severity.word(),
        (Lang::Vi, Severity::Error) => "lỗi",
        (Lang::Vi, Severity::Warning) => "cảnh báo",
        (Lang::Vi, Severity::Info) => "lưu ý",
    }
}

/// How much was read, in one line.
pub fn read(counts: &Counts, lang: Lang) -> String {
    let Counts { files, citations, terms, pinpoints, .. } = counts;
    let mut out = match lang {
        Lang::Vi => format!(
            "Đã đọc {files} tệp: {citations} viện dẫn, {terms} nhiệm kỳ và giai đoạn, {pinpoints} điểm, khoản, Điều.\n"
        ),
        Lang::En => format!(
            "Read {}: {}, {}, {}.\n",
            many(*files, "file"),
            many(*citations, "citation"),
            many(*terms, "term"),
            many(*pinpoints, "pinpoint")
        ),
    };
    let charsets: Vec<String> = counts.charsets.iter().map(|(charset, n)| format!("{} {n}", charset.name())).collect();
    if !charsets.is_empty() {
        let charsets = charsets.join(", ");
        out.push_str(&match lang {
            Lang::Vi => format!(
                "Số tệp viết bằng bảng mã cũ, đã đọc theo bảng mã ấy: {charsets}; soat normalize đổi sang Unicode.\n"
            ),
            Lang::En => format!("Files read in a legacy charset: {charsets}; soat normalize writes them in Unicode.\n"),
        });
    }
    if counts.bare_pages > 0 {
        let pages = counts.bare_pages;
        out.push_str(&match lang {
            Lang::Vi => format!(
                "Có {pages} trang PDF không có chữ (bản quét hoặc trang trắng), chưa được kiểm tra; nếu là bản quét, hãy nhận \
                 dạng chữ (OCR) trước.\n"
            ),
            Lang::En => format!(
                "{} of PDF files hold no text (scanned or empty) and stayed unchecked; run OCR over those that are scans.\n",
                many(pages, "page")
            ),
        });
    }
    out
}

/// The closing lines of a run.
pub fn summary(counts: &Counts, lang: Lang) -> String {
    let failed = counts.failed;
    let mut out = read(counts, lang);
    let found = found(counts, lang);
    out.push_str(&match (lang, found.is_empty()) {
        (Lang::Vi, true) => "Không thấy gì sai trong những gì đã kiểm tra.\n".into(),
        (Lang::En, true) => "Nothing found wrong in what was checked.\n".into(),
        (Lang::Vi, false) => format!("Thấy {found}.\n"),
        (Lang::En, false) => format!("Found {found}.\n"),
    });
    if failed > 0 {
        out.push_str(&match lang {
            Lang::Vi => format!("Không đọc được {failed} tệp; những tệp đó chưa được kiểm tra.\n"),
            Lang::En => format!("Could not read {}, which stayed unchecked.\n", many(failed, "file")),
        });
    }
    out.push_str(&left_out(counts, lang));
    out
}

/// What of archives was not looked at; empty where there is nothing.
fn left_out(counts: &Counts, lang: Lang) -> String {
    match (counts.left_out, lang) {
        (0, _) => String::new(),
        (count, Lang::Vi) => {
            format!("Trong các tệp nén có {count} tệp không thuộc định dạng soat đọc; chưa được kiểm tra.\n")
        }
        (count, Lang::En) => {
            format!("{} in archives of no format that is read stayed unchecked.\n", many(count, "file"))
        }
    }
}

/// The closing lines of `soat fix`; `shown` where the changes were shown and not written.
pub fn mended(counts: &Counts, shown: bool, lang: Lang) -> String {
    let Mending { mended, files, unsafe_left, out_of_reach } = counts.mending;
    let mut out = match (lang, shown) {
        (Lang::Vi, _) if mended == 0 => "Không có gì để sửa.\n".into(),
        (Lang::En, _) if mended == 0 => "Nothing to mend.\n".into(),
        (Lang::Vi, false) => format!("Đã sửa {mended} chỗ trong {files} tệp.\n"),
        (Lang::En, false) => format!("Mended {} in {}.\n", many(mended, "place"), many(files, "file")),
        (Lang::Vi, true) => format!("Sẽ sửa {mended} chỗ trong {files} tệp; chưa ghi gì.\n"),
        (Lang::En, true) => {
            format!("Would mend {} in {}; nothing was written.\n", many(mended, "place"), many(files, "file"))
        }
    };
    if unsafe_left > 0 {
        out.push_str(&match lang {
            Lang::Vi => format!("Còn {unsafe_left} gợi ý chỉ áp dụng khi có --unsafe; hãy đọc lại sau khi áp dụng.\n"),
            Lang::En => format!("Suggestions that need --unsafe, and a look afterwards: {unsafe_left}.\n"),
        });
    }
    if out_of_reach > 0 {
        out.push_str(&match lang {
            Lang::Vi => {
                format!("Còn {out_of_reach} gợi ý phải sửa bằng tay: chữ trong tệp có thẻ hoặc ký hiệu xen vào.\n")
            }
            Lang::En => {
                format!("Suggestions to apply by hand, as tags or marks stand between the words: {out_of_reach}.\n")
            }
        });
    }
    let found = found(counts, lang);
    if !found.is_empty() {
        out.push_str(&match lang {
            Lang::Vi => format!("Còn lại {found}; soat check cho thấy chúng.\n"),
            Lang::En => format!("Left: {found}; soat check shows them.\n"),
        });
    }
    if counts.failed > 0 {
        out.push_str(&match lang {
            Lang::Vi => format!("Có {} tệp không sửa được, còn nguyên như cũ.\n", counts.failed),
            Lang::En => format!("{} could not be mended and stayed as before.\n", many(counts.failed, "file")),
        });
    }
    out
}

/// "2 errors, 1 warning"; empty where there is nothing.
fn found(counts: &Counts, lang: Lang) -> String {
    let found: Vec<String> = [Severity::Error, Severity::Warning, Severity::Info]
        .into_iter()
        .map(|severity| (severity, counts.of(severity)))
        .filter(|(_, count)| *count > 0)
        .map(|(severity, count)| match lang {
            Lang::Vi => format!("{count} {}", severity_word(severity, lang)),
            Lang::En if severity == Severity::Info => format!("{count} info"),
            Lang::En => many(count, severity.word()),
        })
        .collect();
    found.join(", ")
}

/// "1 file", "2 files".
fn many(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}

/// How often each rule spoke, most often first.
pub fn statistics(counts: &Counts, lang: Lang) -> String {
    let mut rows: Vec<_> = counts.findings.iter().collect();
    // Stable, so that rules of equal count stay in the order of their codes.
    rows.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    let rows: Vec<Vec<String>> = rows
        .into_iter()
        .map(|((code, name, severity), count)| {
            vec![count.to_string(), (*code).into(), (*name).into(), severity_word(*severity, lang).into()]
        })
        .collect();
    let mut out = String::new();
    columns(&rows, 40, &mut out);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_names_only_what_there_is() {
        let mut counts = Counts { files: 1, citations: 2, ..Counts::default() };
        assert_eq!(
            summary(&counts, Lang::En),
            "Read 1 file: 2 citations, 0 terms, 0 pinpoints.\nNothing found wrong in what was checked.\n"
        );
        counts.failed = 1;
        counts.findings.insert(("TERM01", "reversed-term", Severity::Error), 2);
        counts.findings.insert(("NUM01", "odd-number", Severity::Info), 1);
        let text = summary(&counts, Lang::Vi);
        assert!(text.contains("Thấy 2 lỗi, 1 lưu ý."), "{text}");
        assert!(text.contains("Không đọc được 1 tệp"), "{text}");
    }
}
