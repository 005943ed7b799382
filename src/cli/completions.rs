//! `soat completions` and `soat man`: what shells and `man` want to know of the command line.

use clap::{Args, Command};
use clap_complete::Shell;

use super::{Global, Status, error};

/// Arguments of `soat completions`.
#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell.
    #[arg(value_enum, value_name = "SHELL")]
    shell: Shell,
}

/// Arguments of `soat man`.
#[derive(Debug, Args)]
pub(super) struct Man {}

impl Completions {
    pub(super) fn run(self, mut command: Command, global: Global) -> Status {
        let mut out = Vec::new();
        clap_complete::generate(self.shell, &mut command, "soat", &mut out);
        error::print(&String::from_utf8_lossy(&out), global.lang())
    }
}

impl Man {
    /// Prints one page for all commands, each as a page of its own would have it.
    pub(super) fn run(self, mut command: Command, global: Global) -> Status {
        command.build();
        let mut out = Vec::new();
        let mut pages = vec![command.clone()];
        pages.extend(command.get_subcommands().cloned());
        for page in pages {
            let name = page.get_bin_name().unwrap_or("soat").to_owned();
            // Writing to memory cannot fail.
            let _ = clap_mangen::Man::new(page).title(name).render(&mut out);
        }
        error::print(&String::from_utf8_lossy(&out), global.lang())
    }
}
