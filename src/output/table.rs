//! Mentions as a table with aligned columns.

use crate::rules::Lang;

use super::plain::columns;
use super::{Extracted, MentionFormat, record, tame};

/// Mentions as aligned columns, one table a file.
#[derive(Clone, Copy, Debug)]
pub struct Table;

/// Cells wider than this are cut; a title can be a whole sentence.
const CELL: usize = 48;

impl MentionFormat for Table {
    fn frame(&self) -> super::Frame {
        super::Frame { between: "\n", ..super::Frame::default() }
    }

    fn mentions(&self, extracted: &Extracted, lang: Lang, out: &mut String) {
        let mut found = Vec::new();
        record::mentions(extracted, |mention| found.push(mention.row()));
        if found.is_empty() {
            return;
        }
        let head = match lang {
            Lang::Vi => ["vị trí", "loại", "chữ", "số", "ngày, năm", "cơ quan", "chỉ đến"],
            Lang::En => ["place", "kind", "text", "number", "date", "issuer", "target"],
        };
        let mut rows = vec![head.map(String::from).to_vec()];
        for row in &found {
            let target = row.target.and_then(|t| found.get(t)).map(|t| t.text.clone());
            rows.push(vec![
                format!("{}:{}:{}", extracted.file.path, row.line, row.column),
                kind(row.kind, lang).into(),
                row.text.clone(),
                row.number.clone().unwrap_or_default(),
                row.date.clone().unwrap_or_default(),
                row.issuer.clone().unwrap_or_default(),
                target.unwrap_or_default(),
            ]);
        }
        columns(&rows, CELL, out);
    }

    fn unread(&self, path: &str, sentence: &str, out: &mut String) {
        out.push_str(&format!("{}: {sentence}\n", tame(path)));
    }
}

/// The word of the contract in the reader's language.
fn kind(word: &'static str, lang: Lang) -> &'static str {
    match (lang, word) {
        (Lang::En, _) => word,
        (Lang::Vi, "numbered") => "có số",
        (Lang::Vi, "named") => "có tên",
        (Lang::Vi, "short") => "gọi tắt",
        (Lang::Vi, "self") => "chính nó",
        (Lang::Vi, "own") => "số của nó",
        (Lang::Vi, "term") => "thời hạn",
        (Lang::Vi, "pinpoint") => "điều khoản",
        (Lang::Vi, _) => word,
    }
}
