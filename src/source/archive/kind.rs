//! Which files are archives, and which of their members are read.

use super::super::Format;

/// The kinds of archives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Zip,
    Tar,
    JsonLines,
    Warc,
    /// One file packed, which may itself be an archive.
    Gzip,
}

const EXTENSIONS: &[(&str, Kind)] = &[
    ("zip", Kind::Zip),
    ("tar", Kind::Tar),
    ("jsonl", Kind::JsonLines),
    ("ndjson", Kind::JsonLines),
    ("warc", Kind::Warc),
    ("gz", Kind::Gzip),
    ("tgz", Kind::Gzip),
];

/// What is done with a member.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wanted {
    Document,
    Archive,
    /// It is of no format that is read.
    No,
    /// It is hidden, as files are that a walk over a folder passes by.
    Hidden,
}

impl Kind {
    /// The kind that the extension stands for, in any case of letters.
    pub(super) fn of_name(name: &str) -> Option<Kind> {
        let extension = extension(name)?;
        EXTENSIONS.iter().find(|(known, _)| extension.eq_ignore_ascii_case(known)).map(|(_, kind)| *kind)
    }

    /// The kind of a file that is called so and begins so.
    pub(super) fn of(name: &str, head: &[u8]) -> Option<Kind> {
        let named = Kind::of_name(name);
        // Many a ".tar" is packed, and many a ".gz" was unpacked on its way.
        if head.starts_with(b"\x1f\x8b") && (named.is_some() || Format::of_name(name).is_none()) {
            return Some(Kind::Gzip);
        }
        match named {
            Some(Kind::Gzip) if !head.is_empty() => Kind::of_name(&without_gz(name)).or_else(|| Kind::of_head(head)),
            Some(kind) => Some(kind),
            None if Format::of_name(name).is_some() => None,
            None => Kind::of_head(head),
        }
    }

    fn of_head(head: &[u8]) -> Option<Kind> {
        match head {
            _ if head.starts_with(b"PK\x03\x04") => Some(Kind::Zip),
            _ if head.starts_with(b"WARC/1.") => Some(Kind::Warc),
            _ if head.get(257..262) == Some(b"ustar") => Some(Kind::Tar),
            _ => None,
        }
    }
}

fn file_name(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or(name)
}

fn extension(name: &str) -> Option<&str> {
    file_name(name).rsplit_once('.').map(|(_, extension)| extension)
}

/// What a file that is packed by itself is called when it is unpacked.
pub(super) fn without_gz(name: &str) -> String {
    match name.rsplit_once('.') {
        Some((stem, "tgz" | "TGZ")) => format!("{stem}.tar"),
        Some((stem, extension)) if extension.eq_ignore_ascii_case("gz") => stem.to_owned(),
        _ => name.to_owned(),
    }
}

/// Whether the name is that of an archive.
pub fn is_archive(name: &str) -> bool {
    Kind::of_name(name).is_some()
}

/// Whether a file of that name, come upon in a folder, is read: a document, or an archive that may hold some.
pub fn is_read(name: &str) -> bool {
    matches!(of_file(name), Wanted::Document | Wanted::Archive)
}

fn of_file(name: &str) -> Wanted {
    if Format::of_name(name).is_some() {
        return Wanted::Document;
    }
    match Kind::of_name(name) {
        // What is packed by itself is what it is unpacked, a limited number of times.
        Some(Kind::Gzip) => {
            let inner = without_gz(name);
            match Kind::of_name(&inner) {
                Some(_) => Wanted::Archive,
                None if Format::of_name(&inner).is_some() => Wanted::Archive,
                None => Wanted::No,
            }
        }
        Some(_) => Wanted::Archive,
        None => Wanted::No,
    }
}

/// What is done with a member of that name.
pub(super) fn wanted(name: &str) -> Wanted {
    let hidden = |part: &str| part.starts_with('.') && part != "." && part != ".." || part == "__MACOSX";
    if name.split(['/', '\\']).any(hidden) { Wanted::Hidden } else { of_file(name) }
}

/// The extension by which a member that is left out is counted; empty where it has none of the usual sort.
pub(super) fn left_out(name: &str) -> String {
    let usual = |e: &&str| e.len() <= 8 && e.bytes().all(|b| b.is_ascii_alphanumeric());
    extension(name).filter(usual).map(str::to_ascii_lowercase).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_tell_what_is_read() {
        for name in
            ["a.txt", "b/a.ZIP", "a.tar.gz", "a.tgz", "a.txt.gz", "a.jsonl", "a.ndjson.gz", "c.warc.gz", "x.tar"]
        {
            assert!(is_read(name), "{name}");
        }
        for name in ["a.gz", "a.png.gz", "a.rar", "zip", "a.zip/b"] {
            assert!(!is_read(name), "{name}");
        }
        assert_eq!(wanted("__MACOSX/a.txt"), Wanted::Hidden);
        assert_eq!(wanted("./b/.git/a.txt"), Wanted::Hidden);
        assert_eq!(wanted("../b/a.txt"), Wanted::Document);
        assert_eq!((left_out("a/b.PNG"), left_out("b")), ("png".into(), String::new()));
    }

    #[test]
    fn bytes_count_where_the_name_says_nothing() {
        let mut tar = [0; 512];
        tar[257..262].copy_from_slice(b"ustar");
        for (name, head, kind) in [
            ("kho", &b"PK\x03\x04"[..], Some(Kind::Zip)),
            ("kho", &tar, Some(Kind::Tar)),
            ("kho.tar", b"\x1f\x8b\x08", Some(Kind::Gzip)),
            ("kho.tar.gz", &tar, Some(Kind::Tar)),
            ("a.txt", b"PK\x03\x04", None),
            ("a.txt", b"\x1f\x8b\x08", None),
            ("a.txt.gz", b"plain", None),
            ("a", b"WARC/1.0\r\n", Some(Kind::Warc)),
        ] {
            assert_eq!(Kind::of(name, head), kind, "{name}");
        }
    }
}
