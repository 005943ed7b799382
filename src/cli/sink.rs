//! Where answers go: standard output, or a file that is written whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::path::{Path, PathBuf};

/// Where an answer goes.
#[derive(Debug)]
pub(super) enum Sink {
    /// Standard output; shown after each file where someone looks on.
    Stdout(BufWriter<StdoutLock<'static>>, bool),
    /// A device or pipe, which cannot be replaced by another file.
    Direct(BufWriter<File>),
    /// A file beside the one that is meant, which takes its place in the end.
    Beside(BufWriter<File>, Beside),
}

/// A file that vanishes unless it takes the place of its target.
#[derive(Debug)]
pub(super) struct Beside {
    path: PathBuf,
    target: PathBuf,
    moved: bool,
}

impl Drop for Beside {
    fn drop(&mut self) {
        if !self.moved {
            // What stays behind is only a file too many.
            let _ = fs::remove_file(&self.path);
        }
    }
}

impl Sink {
    /// A sink into `output`, or into standard output.
    ///
    /// # Errors
    /// What the system says where the file cannot be made.
    pub(super) fn open(output: Option<&Path>) -> io::Result<Sink> {
        let Some(output) = output.filter(|path| path.as_os_str() != "-") else {
            let stdout = io::stdout();
            let seen = stdout.is_terminal();
            return Ok(Sink::Stdout(BufWriter::with_capacity(1 << 16, stdout.lock()), seen));
        };
        // A link stays a link: its target is replaced.
        let target = fs::canonicalize(output).unwrap_or_else(|_| output.to_path_buf());
        let known = fs::metadata(&target).ok();
        if known.as_ref().is_some_and(|meta| !meta.is_file()) {
            return Ok(Sink::Direct(BufWriter::new(OpenOptions::new().write(true).open(&target)?)));
        }
        let name = target.file_name().ok_or(io::ErrorKind::InvalidInput)?.to_string_lossy().into_owned();
        let path = target.with_file_name(format!(".{name}.{}.tmp", std::process::id()));
        let file = OpenOptions::new().write(true).create_new(true).open(&path)?;
        let beside = Beside { path, target, moved: false };
        if let Some(meta) = known {
            file.set_permissions(meta.permissions())?;
        }
        Ok(Sink::Beside(BufWriter::with_capacity(1 << 16, file), beside))
    }

    /// Writes what is still held and puts the file in its place.
    ///
    /// # Errors
    /// What the system says.
    pub(super) fn finish(self) -> io::Result<()> {
        match self {
            Sink::Stdout(mut out, _) => out.flush(),
            Sink::Direct(mut out) => out.flush(),
            Sink::Beside(out, mut beside) => {
                out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
                fs::rename(&beside.path, &beside.target)?;
                beside.moved = true;
                Ok(())
            }
        }
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Sink::Stdout(out, seen) => {
                let written = out.write(bytes)?;
                if *seen {
                    out.flush()?;
                }
                Ok(written)
            }
            Sink::Direct(out) | Sink::Beside(out, _) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Sink::Stdout(out, _) => out.flush(),
            Sink::Direct(out) | Sink::Beside(out, _) => out.flush(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_or_stays() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("out.json");
        fs::write(&path, "old").unwrap();
        let mut sink = Sink::open(Some(&path)).unwrap();
        sink.write_all(b"new").unwrap();
        drop(sink);
        assert_eq!(fs::read_to_string(&path).unwrap(), "old");
        let mut sink = Sink::open(Some(&path)).unwrap();
        sink.write_all(b"new").unwrap();
        sink.finish().unwrap();
        assert_eq!(fs::read_to_string(&path).unwrap(), "new");
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 1);
    }
}
