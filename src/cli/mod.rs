//! The command line: one file per subcommand, and what they share.

mod annotate;
mod check;
mod choosing;
mod completions;
mod error;
mod explain;
mod extract;
mod fix;
mod index;
mod init;
mod lookup;
mod normalize;
mod progress;
mod report;
mod rules;
mod sink;
mod terminal;
mod watch;
mod words;

use std::collections::HashSet;
use std::ffi::OsString;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand, ValueEnum};

use crate::config::Settings;
use crate::output::Counts;
use crate::rules::Lang;
use crate::run::{self, Changes, Inputs, LeaveOut, Outcome, Task, Trouble};
use crate::source::{self, Format};

use progress::Progress;
use sink::Sink;
use terminal::Colour;

/// Checks citations, terms and pinpoints in Vietnamese official texts.
#[derive(Debug, Parser)]
#[command(name = "soat", version, disable_help_flag = true, disable_version_flag = true)]
#[command(disable_help_subcommand = true, subcommand_required = true, arg_required_else_help = true)]
struct Cli {
    #[command(flatten)]
    global: Global,
    /// Take the settings from FILE and from no other soat.toml.
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

/// How a list is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Listing {
    /// Aligned columns.
    Table,
    /// One JSON array.
    Json,
}

/// Options of every subcommand.
#[derive(Clone, Copy, Debug, Args)]
struct Global {
    /// Language of messages and help; "vi" unless told otherwise.
    #[arg(long, global = true, env = words::LANG_VARIABLE, value_enum, value_name = "LANG")]
    lang: Option<Language>,
    /// When to use colours; NO_COLOR and CLICOLOR_FORCE are kept.
    #[arg(long, global = true, value_enum, default_value = "auto", value_name = "WHEN")]
    color: Colour,
    /// Print findings only, no summary.
    #[arg(short, long, global = true)]
    quiet: bool,
    /// Name each file as it is read.
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    verbose: bool,
    /// Print help.
    #[arg(short, long, global = true, action = clap::ArgAction::Help)]
    help: Option<bool>,
    /// Print the version.
    #[arg(short = 'V', long, action = clap::ArgAction::Version)]
    version: Option<bool>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Say what is wrong in texts, and what is right.
    Check(check::Check),
    /// Mend texts: apply what is suggested and cannot be wrong.
    Fix(fix::Fix),
    /// Write what is wrong into a Word document, as comments and tracked changes.
    Annotate(annotate::Annotate),
    /// Write texts as clean Unicode: composed letters, legacy charsets converted.
    Normalize(normalize::Normalize),
    /// List the citations, terms and pinpoints of texts.
    Extract(extract::Extract),
    /// Show the documents that bear a number or have words in their titles.
    Lookup(lookup::Lookup),
    /// Keep the citations and terms of an archive in one database, and tell what it cites most and what stands alone.
    Index(index::Index),
    /// Write one report over many files: a page, a workbook or a table.
    Report(report::Report),
    /// List the rules.
    Rules(rules::Rules),
    /// Explain a rule: what is wrong, why, how to mend it, when it is silent.
    Explain(explain::Explain),
    /// Write a soat.toml in which every setting is explained.
    Init(init::Init),
    /// Print what a shell needs to complete arguments.
    Completions(completions::Completions),
    /// Print the manual page.
    Man(completions::Man),
}

/// The languages as options.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Language {
    /// Vietnamese.
    Vi,
    /// English.
    En,
}

impl From<Language> for Lang {
    fn from(language: Language) -> Lang {
        match language {
            Language::Vi => Lang::Vi,
            Language::En => Lang::En,
        }
    }
}

impl Global {
    fn lang(self) -> Lang {
        self.lang.map(Lang::from).unwrap_or_default()
    }

    /// The same with the language of a configuration, where neither argument nor variable sets one.
    fn with(self, lang: Option<Lang>) -> Global {
        let set = lang.map(|lang| match lang {
            Lang::Vi => Language::Vi,
            Lang::En => Language::En,
        });
        Global { lang: self.lang.or(set), ..self }
    }
}

/// What is read, and with how many threads.
#[derive(Clone, Debug, Default, Args)]
struct Reading {
    /// Files and folders; "-" is standard input. Without any, the present folder.
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Read the paths in FILE too, one a line or between NUL bytes; "-" is standard input.
    #[arg(long, value_name = "FILE")]
    files_from: Option<PathBuf>,
    /// What standard input is called; its ending tells the format.
    #[arg(long, value_name = "NAME")]
    stdin_filename: Option<String>,
    /// Threads; by default as many as there are processors.
    #[arg(long, value_name = "N")]
    threads: Option<std::num::NonZeroUsize>,
    /// Write to FILE, whole or not at all, instead of standard output.
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Where only files that changed are read: which ones.
    #[arg(skip)]
    changed: Option<Arc<Changes>>,
}

impl Reading {
    /// The first path that is read, whose configuration holds for the run as a whole.
    fn first(&self) -> Option<&Path> {
        let named = self.paths.first().map(PathBuf::as_path).filter(|path| path.as_os_str() != "-");
        named.or(self.stdin_filename.as_deref().map(Path::new))
    }
}

/// How the program ended: the exit codes of the contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Status {
    /// Nothing at or above the limit.
    Clean,
    /// Findings at or above it.
    Found,
    /// Not all that was asked could be done.
    Failed,
}

impl From<Status> for ExitCode {
    fn from(status: Status) -> ExitCode {
        ExitCode::from(match status {
            Status::Clean => 0,
            Status::Found => 1,
            Status::Failed => 2,
        })
    }
}

/// The only argument of a child process that reads a PDF file; nobody else has a use for it.
#[cfg(feature = "pdf")]
const READ_PDF: &str = "--read-pdf";

/// Runs the program with these arguments, the first of which is its name.
pub fn main(args: Vec<OsString>) -> ExitCode {
    #[cfg(feature = "pdf")]
    {
        if args.len() == 2 && args[1] == READ_PDF {
            return source::serve_pdf();
        }
        if let Ok(program) = std::env::current_exe() {
            source::read_pdf_apart(program, READ_PDF);
        }
    }
    let command = words::localised(Cli::command(), words::wanted(&args));
    let Cli { global, config, command } =
        match command.try_get_matches_from(&args).and_then(|matches| Cli::from_arg_matches(&matches)) {
            Ok(cli) => cli,
            Err(error) => return error::report(&error, words::wanted(&args)).into(),
        };
    run::silence_guarded_panics();
    let described = || words::localised(Cli::command(), words::wanted(&args));
    match command {
        Command::Check(check) => check.run(global, config.as_deref()),
        Command::Fix(fix) => fix.run(global, config.as_deref()),
        Command::Annotate(annotate) => annotate.run(global, config.as_deref()),
        Command::Normalize(normalize) => normalize.run(global, config.as_deref()),
        Command::Extract(extract) => extract.run(global, config.as_deref()),
        Command::Lookup(lookup) => lookup.run(global, config.as_deref()),
        Command::Index(index) => index.run(global, config.as_deref()),
        Command::Rules(rules) => rules.run(global),
        Command::Explain(explain) => explain.run(global),
        Command::Init(init) => init.run(global),
        Command::Report(report) => report.run(global, config.as_deref()),
        Command::Completions(completions) => completions.run(described(), global),
        Command::Man(man) => man.run(described(), global),
    }
    .into()
}

impl Reading {
    /// Runs `task` over what is to be read and tells standard error of every file that fails.
    ///
    /// # Errors
    /// How the program ends where there is no whole answer; why has been told.
    fn run(self, task: &dyn Task, settings: &Arc<Settings>, global: Global) -> Result<Counts, Status> {
        let lang = global.lang();
        let output = self.output.clone();
        let again = self.changed.is_some();
        let elsewhere = output.is_some() || !io::stdout().is_terminal();
        let told = |error: &io::Error| {
            let words = match (lang, &output) {
                (Lang::Vi, Some(path)) => format!("không ghi được {}: {error}", path.display()),
                (Lang::En, Some(path)) => format!("cannot write {}: {error}", path.display()),
                (Lang::Vi, None) => format!("không ghi được ra đầu ra chuẩn: {error}"),
                (Lang::En, None) => format!("cannot write to standard output: {error}"),
            };
            error::tell(&words, lang);
        };
        let mut sink = match Sink::open(output.as_deref()) {
            Ok(sink) => sink,
            Err(error) => {
                told(&error);
                return Err(Status::Failed);
            }
        };
        let counts = match self
            .work(task, settings, global, &mut sink, elsewhere)
            .and_then(|counts| sink.finish().map(|()| counts))
        {
            Ok(counts) => counts,
            // Who reads has had enough, as `head` has: no failure.
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return Err(Status::Clean),
            Err(error) => {
                told(&error);
                return Err(Status::Failed);
            }
        };
        if counts.files + counts.failed == 0 && !again {
            return Err(Status::Failed);
        }
        Ok(counts)
    }

    /// Runs `task` over what is to be read into `sink`. Standard error is told of every file that fails, and where there
    /// is none at all, and, where the answer does not go to the terminal, how far the run is.
    ///
    /// # Errors
    /// What `sink` says.
    fn work(
        self,
        task: &dyn Task,
        settings: &Arc<Settings>,
        global: Global,
        sink: &mut dyn io::Write,
        answer_elsewhere: bool,
    ) -> io::Result<Counts> {
        let lang = global.lang();
        let threads = self.threads.or_else(|| std::thread::available_parallelism().ok()).map_or(1, |n| n.get());
        let inputs = Inputs {
            paths: self.paths,
            files_from: self.files_from,
            stdin_name: self.stdin_filename,
            leave_out: Some(leave_out(settings)),
            no_archives: !task.unfolds(),
            changed: self.changed,
        };
        let again = inputs.changed.is_some();
        if again {
            // What changed may be none of the files that are read: then what stands on the terminal stays.
            if inputs.clone().jobs().next().is_none() {
                return Ok(Counts::default());
            }
            watch::clear();
        }
        let mut progress = Progress::new(&inputs, answer_elsewhere, global);
        let mut counts = Counts::default();
        let mut wrong = HashSet::new();
        let done = run::run(task, inputs, threads, sink, |outcome| {
            counts.add(&outcome.counts);
            if let Some(progress) = &mut progress {
                progress.follow(outcome);
                if outcome.trouble.is_some() {
                    progress.clear();
                }
            }
            // The line of a configuration that is wrong is shown once, not with each of its files.
            if let Some(Trouble::Config(error)) = &outcome.trouble
                && wrong.insert(error.path.clone())
            {
                choosing::tell(error, global);
            }
            follow(outcome, global);
        });
        if let Some(progress) = &mut progress {
            progress.clear();
        }
        done?;
        if counts.files + counts.failed == 0 && !again {
            let read: Vec<String> = Format::extensions().map(|extension| format!(".{extension}")).collect();
            let read = read.join(", ");
            error::tell(
                &match lang {
                    Lang::Vi => format!(
                        "không có tệp nào để đọc; thư mục và tệp nén chỉ được đọc các tệp {read} không bị .gitignore, .ignore hay \
                         .soatignore bỏ ra"
                    ),
                    Lang::En => format!(
                        "no file to read; of folders and archives only {read} files are read that .gitignore, .ignore and .soatignore \
                         leave in"
                    ),
                },
                lang,
            );
        }
        Ok(counts)
    }
}

/// What the settings leave out of folders.
fn leave_out(settings: &Arc<Settings>) -> LeaveOut {
    let settings = Arc::clone(settings);
    LeaveOut(Arc::new(move |path, is_folder| settings.leaves_out(path, is_folder)))
}

/// Tells standard error what became of a file.
fn follow(outcome: &Outcome, global: Global) {
    let lang = global.lang();
    if let Some(trouble) = &outcome.trouble {
        error::tell(&run::sentence(&outcome.path, trouble, lang), lang);
    } else if global.verbose {
        let mentions = outcome.counts.citations + outcome.counts.terms + outcome.counts.pinpoints;
        let findings: usize = outcome.counts.findings.values().sum();
        let path = crate::output::tame(&outcome.path);
        error::note(&match lang {
            Lang::Vi => format!("{path}: {mentions} chỗ nhắc, {findings} chỗ báo"),
            Lang::En => format!("{path}: mentions {mentions}, findings {findings}"),
        });
    }
}
