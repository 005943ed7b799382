//! The command `soat`.

use std::process::ExitCode;

fn main() -> ExitCode {
    soat::cli::main(std::env::args_os().collect())
}
