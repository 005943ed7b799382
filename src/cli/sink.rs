//! Where answers go: standard output, or a file that is written whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::path::Path;

use crate::run::Replacement;

/// Where an answer goes.
#[derive(Debug)]
pub(super) enum Sink {
    /// Standard output; shown after each file where someone looks on.
    Stdout(BufWriter<StdoutLock<'static>>, bool),
    /// A device or pipe, which cannot be replaced by another file.
    Direct(BufWriter<File>),
    /// A file that takes the place of the one that is meant in the end.
    Beside(BufWriter<Replacement>),
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
        if fs::metadata(output).is_ok_and(|meta| !meta.is_file()) {
            return Ok(Sink::Direct(BufWriter::new(OpenOptions::new().write(true).open(output)?)));
        }
        Ok(Sink::Beside(BufWriter::with_capacity(1 << 16, Replacement::of(output)?)))
    }

    /// Writes what is still held and puts the file in its place.
    ///
    /// # Errors
    /// What the system says.
    pub(super) fn finish(self) -> io::Result<()> {
        match self {
            Sink::Stdout(mut out, _) => out.flush(),
            Sink::Direct(mut out) => out.flush(),
            Sink::Beside(out) => out.into_inner().map_err(io::IntoInnerError::into_error)?.finish(),
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
            Sink::Direct(out) => out.write(bytes),
            Sink::Beside(out) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Sink::Stdout(out, _) => out.flush(),
            Sink::Direct(out) => out.flush(),
            Sink::Beside(out) => out.flush(),
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
