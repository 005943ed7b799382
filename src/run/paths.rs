//! Which files a run reads, in which order.

use std::collections::BTreeMap;
use std::fmt;
use std::fs::File;
use std::io::{self, BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::WalkBuilder;

use crate::source::{self, Format};

use super::watch::Changes;

use super::Trouble;

/// What standard input is called where it is given no name.
pub const STDIN: &str = "<stdin>";

/// What the user asks to be read.
#[derive(Clone, Debug, Default)]
pub struct Inputs {
    /// Files, folders, and `-` for standard input.
    pub paths: Vec<PathBuf>,
    /// A file of paths, one a line; `-` for standard input.
    pub files_from: Option<PathBuf>,
    /// What standard input is called.
    pub stdin_name: Option<String>,
    /// What is left out of folders and archives.
    pub leave_out: Option<LeaveOut>,
    /// Whether archives in folders are passed by.
    pub no_archives: bool,
    /// Where only files that changed are read: which ones.
    pub changed: Option<Arc<Changes>>,
}

/// Whether a path in a folder is left out; the second tells whether it is itself a folder.
#[derive(Clone)]
pub struct LeaveOut(pub Arc<Leaves>);

/// What decides it.
type Leaves = dyn Fn(&Path, bool) -> bool + Send + Sync;

impl fmt::Debug for LeaveOut {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LeaveOut")
    }
}

/// One thing to read.
#[derive(Debug)]
pub enum Job {
    /// A file.
    File(PathBuf),
    /// Standard input, by this name.
    Stdin(String),
    /// A document in an archive.
    Member {
        /// What it is called, the path of the archive before it.
        path: String,
        /// Its format, where the archive tells it.
        format: Option<Format>,
        /// Its bytes.
        bytes: Vec<u8>,
    },
    /// Members of the archive at this path that are of no format that is read, counted by their extensions.
    LeftOut(String, BTreeMap<String, usize>),
    /// A path that led nowhere.
    Failed(String, Trouble),
}

impl Job {
    /// The path as the user knows it.
    pub fn name(&self) -> String {
        match self {
            Job::File(path) => path.to_string_lossy().into_owned(),
            Job::Member { path, .. } => path.clone(),
            Job::Stdin(name) | Job::LeftOut(name, _) | Job::Failed(name, _) => name.clone(),
        }
    }

    /// The format of the document, where it is known before it is read.
    pub(super) fn format(&self) -> Option<Format> {
        if let Job::Member { format, .. } = self { *format } else { None }
    }

    /// How many bytes it holds.
    pub(super) fn weight(&self) -> usize {
        if let Job::Member { bytes, .. } = self { bytes.len() } else { 0 }
    }
}

impl Inputs {
    /// The files, in the order of the paths given; those of a folder in the order of their names. Folders are walked
    /// and lists read while the work goes on, so that a million names are never held at once.
    pub fn jobs(self) -> Box<dyn Iterator<Item = Job>> {
        let mut paths = self.paths;
        let stdin = self.stdin_name;
        let (leave_out, archives) = (self.leave_out, !self.no_archives);
        if paths.is_empty() && self.files_from.is_none() {
            // A name for standard input says that it is to be read; otherwise the present folder is meant.
            paths.push(if stdin.is_some() { "-" } else { "." }.into());
        }
        let listed = self.files_from.into_iter().flat_map(|list| read_list(&list));
        let named = paths.into_iter().map(Ok).chain(listed);
        let changed = self.changed;
        let jobs = named.flat_map(move |path| match path {
            Ok(path) if path.as_os_str() == "-" => one(Job::Stdin(stdin.clone().unwrap_or_else(|| STDIN.into()))),
            Ok(path) if path.is_dir() => walk(&path, leave_out.clone(), archives),
            Ok(path) => one(Job::File(path)),
            Err(failed) => one(failed),
        });
        match changed {
            Some(changed) => Box::new(jobs.filter(move |job| matches!(job, Job::File(path) if changed.hold(path)))),
            None => Box::new(jobs),
        }
    }
}

fn one(job: Job) -> Box<dyn Iterator<Item = Job>> {
    Box::new(std::iter::once(job))
}

/// The paths in a list: one a line, or between NUL bytes as `find -print0` writes them.
fn read_list(list: &Path) -> Box<dyn Iterator<Item = Result<PathBuf, Job>>> {
    let failed = |error: io::Error, list: &Path| Err(Job::Failed(list.to_string_lossy().into_owned(), error.into()));
    let mut input: Box<dyn BufRead> = if list.as_os_str() == "-" {
        Box::new(BufReader::new(io::stdin()))
    } else {
        match File::open(list) {
            Ok(file) => Box::new(BufReader::new(file)),
            Err(error) => return Box::new(std::iter::once(failed(error, list))),
        }
    };
    let end = match input.fill_buf() {
        Ok(start) if start.contains(&0) => 0,
        _ => b'\n',
    };
    let list = list.to_path_buf();
    Box::new(
        input
            .split(end)
            .map(move |line| match line {
                Ok(line) => {
                    let line = line.strip_suffix(b"\r").unwrap_or(&line);
                    Ok(named(line))
                }
                Err(error) => failed(error, &list),
            })
            .filter(|path| !matches!(path, Ok(path) if path.as_os_str().is_empty())),
    )
}

/// A path as its bytes stand in a list: where the system lets names be any bytes, they need not be UTF-8.
#[cfg(unix)]
fn named(bytes: &[u8]) -> PathBuf {
    use std::os::unix::ffi::OsStrExt;
    PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
}

#[cfg(not(unix))]
fn named(bytes: &[u8]) -> PathBuf {
    PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
}

/// A walk over a folder by which ignore files count.
fn walker(folder: &Path, leave_out: Option<LeaveOut>) -> WalkBuilder {
    let mut walk = WalkBuilder::new(folder);
    walk.add_custom_ignore_filename(".soatignore")
        // A folder taken out of its repository is still to be read as there.
        .require_git(false)
        // By name: files of one folder have all before it in common, and need not be taken apart.
        .sort_by_file_path(|a, b| a.as_os_str().cmp(b.as_os_str()));
    if let Some(LeaveOut(leave_out)) = leave_out {
        // The folder that is named is read, whatever patterns say.
        walk.filter_entry(move |entry| {
            let is_folder = entry.file_type().is_some_and(|kind| kind.is_dir());
            entry.depth() == 0 || !leave_out(entry.path(), is_folder)
        });
    }
    walk
}

/// The files of a folder that are read, less those that `.gitignore`, `.ignore` and `.soatignore` leave out and hidden
/// ones.
fn walk(folder: &Path, leave_out: Option<LeaveOut>, archives: bool) -> Box<dyn Iterator<Item = Job>> {
    let walk = walker(folder, leave_out).build();
    // "./a.txt" for the present folder would be a name that nobody gave.
    let here = folder == Path::new(".");
    let folder = folder.to_string_lossy().into_owned();
    Box::new(walk.filter_map(move |entry| match entry {
        Ok(entry) => {
            let file = entry.file_type().is_some_and(|kind| kind.is_file());
            (file && readable(entry.path(), archives)).then(|| {
                let path = entry.path();
                Job::File(if here { path.strip_prefix(".").unwrap_or(path) } else { path }.to_path_buf())
            })
        }
        Err(error) => {
            let (path, words) = place(&error).unwrap_or_else(|| (folder.clone(), error.to_string()));
            let trouble = match error.into_io_error() {
                Some(error) => error.into(),
                None => Trouble::System(words),
            };
            Some(Job::Failed(path, trouble))
        }
    }))
}

/// The extensions of the files of a folder that a walk leaves out because they are of no format that is read; one for
/// each file, empty where it has none.
pub fn left_out(folder: &Path, leave_out: Option<LeaveOut>) -> impl Iterator<Item = String> {
    let walk = walker(folder, leave_out).build();
    walk.filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()) && !readable(entry.path(), true))
        .map(|entry| entry.path().extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default())
}

/// The path that an error of the walk is about, and its words without it.
fn place(error: &ignore::Error) -> Option<(String, String)> {
    match error {
        ignore::Error::WithPath { path, err } => Some((path.to_string_lossy().into_owned(), err.to_string())),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => place(err),
        _ => None,
    }
}

fn readable(path: &Path, archives: bool) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    // Word keeps the name of who has a document open in a file of almost the same name beside it.
    !name.starts_with("~$") && source::is_read(&name) && (archives || !source::is_archive(&name))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn names(inputs: Inputs, root: &Path) -> Vec<String> {
        let prefix = format!("{}/", root.to_string_lossy());
        inputs.jobs().map(|job| job.name().replace(&prefix, "")).collect()
    }

    #[test]
    fn a_folder_is_walked_in_order_and_ignore_files_count() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        fs::create_dir(root.join("b")).unwrap();
        for name in [
            "b/2.HTML",
            "b/10.txt",
            "a.md",
            "c.png",
            "git.txt",
            "ign.txt",
            "soat.txt",
            ".hidden.txt",
            "~$d.docx",
            "d.DOCX",
        ] {
            fs::write(root.join(name), "x").unwrap();
        }
        fs::write(root.join(".gitignore"), "git.txt").unwrap();
        fs::write(root.join(".ignore"), "ign.txt").unwrap();
        fs::write(root.join(".soatignore"), "soat.txt").unwrap();
        let inputs = Inputs { paths: vec![root.into()], ..Inputs::default() };
        assert_eq!(names(inputs, root), ["a.md", "b/10.txt", "b/2.HTML", "d.DOCX"]);
        let named = Inputs { paths: vec![root.join("c.png"), root.join("git.txt")], ..Inputs::default() };
        assert_eq!(names(named, root), ["c.png", "git.txt"]);
    }

    #[test]
    fn lists_are_read_by_lines_or_nul() {
        let dir = tempfile::tempdir().unwrap();
        for (text, expected) in
            [("a.txt\r\n\nb c.txt", ["a.txt", "b c.txt"]), ("a\nb.txt\0c.txt\0", ["a\nb.txt", "c.txt"])]
        {
            let list = dir.path().join("list");
            fs::write(&list, text).unwrap();
            let inputs = Inputs { files_from: Some(list), ..Inputs::default() };
            assert_eq!(names(inputs, dir.path()), expected);
        }
    }

    #[test]
    fn standard_input_takes_the_name_it_is_given() {
        let dir = Path::new("/");
        let named = Inputs { stdin_name: Some("a.html".into()), ..Inputs::default() };
        assert_eq!(names(named, dir), ["a.html"]);
        let dash = Inputs { paths: vec!["-".into()], ..Inputs::default() };
        assert_eq!(names(dash, dir), [STDIN]);
    }
}
