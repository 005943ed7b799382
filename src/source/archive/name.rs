//! What members are called.

/// The most bytes of a name.
const MOST: usize = 4096;

/// The name of a member without what would lead out of its archive: a root, a drive, `.` and `..`. Nothing is ever
/// written by it, but it stands in output, and folders on the way to it are asked for their configuration.
pub(super) fn tame(name: &str) -> String {
    let name = name.replace('\\', "/");
    let bytes = name.as_bytes();
    let drive = bytes.len() > 1 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':' && bytes.get(2) != Some(&b'/');
    let root =
        bytes.len() > 2 && bytes[0].is_ascii_alphabetic() && &bytes[1..3] == b":/" && bytes.get(3) != Some(&b'/');
    let name = if drive || root { &name[2..] } else { &name };
    let parts: Vec<&str> =
        name.trim_start_matches('/').split('/').filter(|part| !matches!(*part, "." | "..")).collect();
    let mut out = parts.join("/");
    if out.len() > MOST {
        out.truncate(out.floor_char_boundary(MOST));
    }
    out
}

/// The path of the archive on the disk that a member lies in; `None` for a path that leads into none.
pub fn outermost(path: &str) -> Option<&str> {
    // Few names have the mark that leads into an archive.
    let (outer, _) = path.contains('!').then(|| path.split_once("!/"))??;
    super::is_archive(outer).then_some(outer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_name_leads_out() {
        for (name, tamed) in [
            ("a/b.txt", "a/b.txt"),
            ("/etc/passwd", "etc/passwd"),
            ("../../a.txt", "a.txt"),
            ("C:\\Users\\a.txt", "Users/a.txt"),
            ("a\\..\\b.txt", "a/b.txt"),
            ("https://x.vn/a/./b.html", "https://x.vn/a/b.html"),
            ("..", ""),
        ] {
            assert_eq!(tame(name), tamed);
        }
        assert_eq!(tame(&"ệ".repeat(2000)).len(), 4095);
    }

    #[test]
    fn the_outermost_archive_is_told() {
        assert_eq!(outermost("k/a.zip!/b.tar!/c.txt"), Some("k/a.zip"));
        assert_eq!(outermost("k/a.txt"), None);
        assert_eq!(outermost("wow!/a.txt"), None);
    }
}
