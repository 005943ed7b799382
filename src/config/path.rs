//! Paths compared by their names, without asking the file system.

use std::path::{Component, Path, PathBuf};

use crate::source;

/// The path from the root, without `.` and `..`.
pub(super) fn plain(path: &Path) -> PathBuf {
    let whole = std::path::absolute(path).unwrap_or_else(|_| path.to_path_buf());
    let mut out = PathBuf::new();
    for part in whole.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                out.pop();
            }
            other => out.push(other),
        }
    }
    out
}

/// The folder of the file on the disk: for a document in an archive, that of the archive.
pub(super) fn folder(path: &Path) -> &Path {
    let file = path.to_str().and_then(source::outermost).map_or(path, Path::new);
    file.parent().unwrap_or(file)
}

/// The path as seen from a folder, both from the root, with strokes as in addresses so that it means the same on every
/// machine.
pub(super) fn seen_from(path: &Path, folder: &Path) -> String {
    let common = path.components().zip(folder.components()).take_while(|(a, b)| a == b).count();
    let up = folder.components().skip(common).map(|_| "..".to_owned());
    let down = path.components().skip(common).map(|part| part.as_os_str().to_string_lossy().into_owned());
    up.chain(down).collect::<Vec<_>>().join("/")
}

/// The folder that a file lies in, from the root.
#[must_use]
pub fn home(file: &Path) -> PathBuf {
    let whole = plain(file);
    whole.parent().unwrap_or(&whole).to_path_buf()
}

/// A file as files beside it name it: its path seen from a folder, with strokes as in addresses.
#[must_use]
pub fn name(file: &Path, folder: &Path) -> String {
    seen_from(&plain(file), folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_taken_by_their_names() {
        assert_eq!(plain(Path::new("/a/./b/../c")), Path::new("/a/c"));
        assert_eq!(folder(Path::new("/a/b.zip!/c/d.txt")), Path::new("/a"));
        assert_eq!(folder(Path::new("/a/b/d.txt")), Path::new("/a/b"));
        assert_eq!(seen_from(Path::new("/a/b/c.txt"), Path::new("/a")), "b/c.txt");
        assert_eq!(seen_from(Path::new("/a/b.txt"), Path::new("/a/x/y")), "../../b.txt");
    }
}
