//! Reading in a process of its own, so that a hostile file can take nothing with it.

use std::ffi::OsStr;
use std::io::{self, Read, Write};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::{Child, Command, ExitCode, Stdio};
use std::sync::OnceLock;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use super::super::ReadError;
use super::glyphs::TooMuch;
use super::interpret;
use super::pages::Pages;
use super::told;

/// The program to read with, and the argument that tells it to.
static READER: OnceLock<(PathBuf, &'static str)> = OnceLock::new();

/// How long a file may take by the clock; a machine under load gives a process a small part of it.
const LONGEST: Duration = Duration::from_secs(120);

/// How long a file may take of a processor, in seconds.
#[cfg(unix)]
const PROCESSOR: u64 = 10;

/// How much memory a file may take, in bytes: so much, and so many times its own size.
#[cfg(unix)]
const MEMORY: u64 = 512 << 20;
#[cfg(unix)]
const MEMORY_RATIO: u64 = 4;

/// From now on PDF files are read by calling `program` with `argument`: a program that answers with [`serve`]. Only the
/// first call counts.
pub fn read_apart(program: PathBuf, argument: &'static str) {
    let _ = READER.set((program, argument));
}

/// Reads a file, in a process of its own where a program for it is known.
pub(super) fn read(bytes: &[u8]) -> Result<Pages, ReadError> {
    match READER.get() {
        Some((program, argument)) => ask(program.as_os_str(), argument, bytes),
        None => guarded(bytes),
    }
}

/// Reads in this process; a panic ends the file and nothing else.
fn guarded(bytes: &[u8]) -> Result<Pages, ReadError> {
    catch_unwind(AssertUnwindSafe(|| interpret(bytes))).unwrap_or_else(|payload| {
        if payload.is::<TooMuch>() { Err(ReadError::Exhausts) } else { Err(ReadError::Damaged("PDF".into())) }
    })
}

/// Answers a parent: reads a file from standard input and tells on standard output what it says.
pub fn serve() -> ExitCode {
    let mut bytes = Vec::new();
    if io::stdin().lock().read_to_end(&mut bytes).is_err() {
        return ExitCode::FAILURE;
    }
    bound(bytes.len() as u64);
    // What goes wrong is told by the parent, in words of its own.
    std::panic::set_hook(Box::new(|_| {}));
    let answer = told::written(&guarded(&bytes));
    let mut out = io::stdout().lock();
    match out.write_all(&answer).and_then(|()| out.flush()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(_) => ExitCode::FAILURE,
    }
}

/// Bounds what this process may take.
#[cfg(unix)]
fn bound(size: u64) {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let memory = MEMORY.saturating_add(size.saturating_mul(MEMORY_RATIO));
    // Where the system knows no such bound, the others stand.
    for (resource, most) in [(Resource::As, memory), (Resource::Cpu, PROCESSOR), (Resource::Core, 0)] {
        let _ = setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) });
    }
}

/// Bounds nothing: the parent ends what takes too long.
#[cfg(not(unix))]
fn bound(_: u64) {}

/// Asks the program what a file says.
fn ask(program: &OsStr, argument: &str, bytes: &[u8]) -> Result<Pages, ReadError> {
    let child =
        Command::new(program).arg(argument).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn();
    // A program that was replaced or a full table of processes must not keep a file from being read.
    let Ok(mut child) = child else { return guarded(bytes) };
    let answer = answer(&mut child, bytes);
    if answer.is_none() {
        let _ = child.kill();
    }
    let _ = child.wait();
    // An answer that breaks off is that of a process that ran into its bounds, or of one that overran its stack.
    answer.and_then(|answer| told::read(&answer)).unwrap_or(Err(ReadError::Exhausts))
}

/// What the child answers; none if it takes too long.
fn answer(child: &mut Child, bytes: &[u8]) -> Option<Vec<u8>> {
    let (mut input, mut output) = (child.stdin.take()?, child.stdout.take()?);
    thread::scope(|scope| {
        let (send, receive) = channel();
        scope.spawn(move || {
            // It may end before it has read all; what it said until then is read all the same.
            let _ = input.write_all(bytes);
            drop(input);
            let mut answer = Vec::new();
            let _ = output.read_to_end(&mut answer);
            let _ = send.send(answer);
        });
        match receive.recv_timeout(LONGEST) {
            Ok(answer) => Some(answer),
            Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                // The thread waits for the child, and the scope for the thread.
                let _ = child.kill();
                None
            }
        }
    })
}
