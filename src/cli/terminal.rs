//! What the terminal can show.

use std::env;
use std::io::{self, IsTerminal};
use std::path::Path;

use clap::ValueEnum;

use crate::output::Look;

/// When to use colours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Colour {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The width of reports that no terminal bounds.
const WIDTH: usize = 100;

/// How reports written to standard output or to `output` look.
pub(super) fn look(colour: Colour, output: Option<&Path>) -> Look {
    let terminal = output.is_none() && io::stdout().is_terminal();
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    choose(
        colour,
        terminal,
        set("NO_COLOR"),
        env::var_os("CLICOLOR_FORCE").is_some_and(|value| !value.is_empty() && value != "0"),
        terminal && env::var_os("TERM").is_some_and(|value| value == "dumb"),
    )
}

/// How reports written to standard error look, and how wide they are.
pub(super) fn of_errors(colour: Colour) -> (Look, usize) {
    let terminal = io::stderr().is_terminal();
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    let forced = env::var_os("CLICOLOR_FORCE").is_some_and(|value| !value.is_empty() && value != "0");
    let dumb = terminal && env::var_os("TERM").is_some_and(|value| value == "dumb");
    let width = match terminal_size::terminal_size() {
        Some((width, _)) if terminal => usize::from(width.0),
        _ => WIDTH,
    };
    (choose(colour, terminal, set("NO_COLOR"), forced, dumb), width)
}

/// The option counts before the variables, NO_COLOR before CLICOLOR_FORCE.
fn choose(colour: Colour, terminal: bool, no_color: bool, forced: bool, dumb: bool) -> Look {
    let coloured = match colour {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto if no_color => false,
        Colour::Auto => forced || (terminal && !dumb),
    };
    match (coloured, dumb) {
        (true, _) => Look::Colour,
        (false, true) => Look::Ascii,
        (false, false) => Look::Plain,
    }
}

/// The width of the terminal, or the usual one where the answer goes elsewhere.
pub(super) fn width(output: Option<&Path>) -> usize {
    if output.is_some() || !io::stdout().is_terminal() {
        return WIDTH;
    }
    terminal_size::terminal_size().map_or(WIDTH, |(width, _)| usize::from(width.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_option_counts_before_the_variables() {
        assert_eq!(choose(Colour::Auto, true, false, false, false), Look::Colour);
        assert_eq!(choose(Colour::Auto, false, false, false, false), Look::Plain);
        assert_eq!(choose(Colour::Auto, true, true, true, false), Look::Plain);
        assert_eq!(choose(Colour::Auto, false, false, true, false), Look::Colour);
        assert_eq!(choose(Colour::Always, false, true, false, false), Look::Colour);
        assert_eq!(choose(Colour::Never, true, false, true, false), Look::Plain);
        assert_eq!(choose(Colour::Auto, true, false, false, true), Look::Ascii);
    }
}
