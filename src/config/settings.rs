//! Which settings hold for which file: the command line before the nearest `soat.toml`, then that of the user.

use std::collections::HashMap;
use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use chrono::NaiveDate;

use crate::register::Register;
use crate::rules::{Finding, Rule, Selection, Severity, UnknownRule};
use crate::source;

use super::error::{Error, Fault};
use super::file::{self, Config, FailOn, Level};
use super::path;
use super::registers;

/// What a configuration is called.
pub const FILE_NAME: &str = "soat.toml";

/// What the command line says. It counts before any file.
#[derive(Clone, Debug, Default)]
pub struct Said {
    /// Which rules run. Sets aside what files say of rules, save for single files.
    pub select: Vec<String>,
    /// Which do not, beside those that files name.
    pub ignore: Vec<String>,
    /// From which severity on findings fail the run.
    pub fail_on: Option<FailOn>,
    /// The date of the documents.
    pub document_date: Option<NaiveDate>,
}

/// A configuration with what follows from it.
#[derive(Debug)]
struct Ready {
    config: Config,
    /// Its folder from the root.
    folder: PathBuf,
    selection: Selection,
    /// The documents that are known, with the registers of the user's own.
    register: Register,
    /// The hash of those registers.
    registers: String,
    /// What was read.
    text: String,
}

type Found = Result<Arc<Ready>, Arc<Error>>;

/// Finds the settings of files.
#[derive(Debug)]
pub struct Settings {
    said: Said,
    /// The only configuration, where the command line names one.
    only: Option<Arc<Ready>>,
    /// What holds where no folder has one.
    fallback: OnceLock<Found>,
    /// What holds for the files of a folder; folders from the root.
    folders: Mutex<HashMap<PathBuf, Found>>,
}

/// The settings of one file.
#[derive(Clone, Debug)]
pub struct FileSettings {
    ready: Arc<Ready>,
    /// Which rules run.
    pub selection: Selection,
    /// From which severity on findings fail the run.
    pub fail_on: FailOn,
    /// The date of the document where the user states it.
    pub document_date: Option<NaiveDate>,
}

impl Settings {
    /// Settings from what the command line says and from the configuration it names.
    ///
    /// # Errors
    /// What is wrong with that configuration.
    pub fn new(said: Said, only: Option<&Path>) -> Result<Result<Settings, Error>, UnknownRule> {
        // Words of the command line are checked here once, so that no file can fail by them.
        Selection::new(&said.select, &said.ignore)?;
        let mut settings = Settings { said, only: None, fallback: OnceLock::new(), folders: Mutex::default() };
        if let Some(path) = only {
            match fs::read_to_string(path) {
                Ok(text) => match settings.ready(path, &text) {
                    Ok(ready) => settings.only = Some(Arc::new(ready)),
                    Err(error) => return Ok(Err(error)),
                },
                Err(error) => return Ok(Err(Error::unreadable(path, &error))),
            }
        }
        Ok(Ok(settings))
    }

    /// The settings of a file.
    ///
    /// # Errors
    /// What is wrong with the configuration that holds for it.
    pub fn of(&self, file: &Path) -> Result<FileSettings, Arc<Error>> {
        let ready = self.folder_of(file)?;
        let mut selection = ready.selection.clone();
        if !ready.config.per_file_ignores.is_empty() {
            let seen = seen(&ready, &path::plain(file));
            for (globs, codes) in &ready.config.per_file_ignores {
                if globs.hold(&seen) {
                    codes.iter().for_each(|word| selection.turn(word, false));
                }
            }
        }
        Ok(FileSettings {
            selection,
            fail_on: self.said.fail_on.or(ready.config.fail_on).unwrap_or_default(),
            document_date: self.said.document_date.or(ready.config.document_date),
            ready,
        })
    }

    /// Whether a path is left out when its folder is walked. One whose configuration is wrong is not: its files tell.
    pub fn leaves_out(&self, path: &Path, is_folder: bool) -> bool {
        let Ok(ready) = self.folder_of(path) else { return false };
        let exclude = &ready.config.exclude;
        !exclude.is_empty() && exclude.fit(&seen(&ready, &path::plain(path)), is_folder)
    }

    /// How much of a file is taken in. What is wrong with its configuration is told when it is looked at.
    pub fn source_limits(&self, file: &Path) -> source::Limits {
        self.folder_of(file).map_or_else(|_| source::Limits::default(), |ready| ready.config.limits.source)
    }

    /// Whether a rule may have run in some file.
    pub fn may_run(&self, code: &str) -> bool {
        let folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        let ready = folders.values().chain(self.fallback.get()).filter_map(|found| found.as_ref().ok());
        let mut ready = ready.chain(&self.only);
        ready.any(|ready| ready.selection.rules().any(|rule| rule.code == code))
    }

    /// What holds in the folder of a file. Folders are known as they are written too, as files mostly come from few.
    fn folder_of(&self, file: &Path) -> Found {
        let written = path::folder(file);
        if let Some(known) = self.known(written) {
            return known;
        }
        let found = self.folder(path::folder(&path::plain(file)));
        let mut folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        folders.insert(written.to_path_buf(), found.clone());
        found
    }

    /// What holds in a folder, given from the root.
    fn folder(&self, folder: &Path) -> Found {
        if let Some(only) = &self.only {
            return Ok(Arc::clone(only));
        }
        if let Some(known) = self.known(folder) {
            return known;
        }
        let mut passed = vec![folder.to_path_buf()];
        let mut at = Some(folder);
        let found = loop {
            let Some(folder) = at else { break self.fallback() };
            if let Some(known) = self.known(folder) {
                break known;
            }
            passed.push(folder.to_path_buf());
            match self.read(&folder.join(FILE_NAME)) {
                Some(found) => break found,
                None => at = folder.parent(),
            }
        };
        let mut folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        for folder in passed {
            folders.insert(folder, found.clone());
        }
        found
    }

    fn known(&self, folder: &Path) -> Option<Found> {
        self.folders.lock().unwrap_or_else(PoisonError::into_inner).get(folder).cloned()
    }

    /// The user's configuration, or none.
    fn fallback(&self) -> Found {
        let find = || user_folder().and_then(|folder| self.read(&folder.join(FILE_NAME)));
        let none = || {
            Ok(Arc::new(Ready {
                folder: PathBuf::new(),
                selection: self.selection(&Config::default()),
                config: Config::default(),
                register: Register::builtin(),
                registers: String::new(),
                text: String::new(),
            }))
        };
        self.fallback.get_or_init(|| find().unwrap_or_else(none)).clone()
    }

    /// A configuration, where there is one.
    fn read(&self, path: &Path) -> Option<Found> {
        match fs::read_to_string(path) {
            Ok(text) => Some(self.ready(path, &text).map(Arc::new).map_err(Arc::new)),
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => None,
            Err(error) => Some(Err(Arc::new(Error::unreadable(path, &error)))),
        }
    }

    fn ready(&self, path: &Path, text: &str) -> Result<Ready, Error> {
        // Windows' editors put a mark before the text.
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let config = file::parse(text).map_err(|fault| Error::fault(path, text, fault))?;
        let whole = path::plain(path);
        let folder = whole.parent().unwrap_or(&whole).to_path_buf();
        let (register, registers) = match config.registers.as_slice() {
            [] => (Register::builtin(), String::new()),
            named => {
                let fail = |at, message| Error::fault(path, text, Fault { span: at, message });
                let (own, hash) = registers::read(&folder, named, fail)?;
                (Register::builtin().with_own(own), hash)
            }
        };
        Ok(Ready { selection: self.selection(&config), folder, config, register, registers, text: text.to_owned() })
    }

    /// The rules that run.
    fn selection(&self, config: &Config) -> Selection {
        let said = &self.said;
        let mut selection = Selection::default();
        if said.select.is_empty() {
            if let Some(select) = &config.select {
                selection.turn("ALL", false);
                select.iter().for_each(|word| selection.turn(word, true));
            }
            for (rule, level) in &config.severity {
                match level {
                    Level::Off => selection.turn(rule.code, false),
                    // Who names a severity for a rule that is off wants to hear it, unless the list of rules is theirs.
                    Level::At(_) if config.select.is_none() => selection.turn(rule.code, true),
                    Level::At(_) => {}
                }
            }
            config.ignore.iter().for_each(|word| selection.turn(word, false));
        } else {
            selection.turn("ALL", false);
            said.select.iter().for_each(|word| selection.turn(word, true));
        }
        said.ignore.iter().for_each(|word| selection.turn(word, false));
        selection
    }
}

impl FileSettings {
    /// The configuration that holds for the file.
    pub fn config(&self) -> &Config {
        &self.ready.config
    }

    /// The documents that are known: those of the program, and those of the registers that the configuration names.
    pub fn register(&self) -> &Register {
        &self.ready.register
    }

    /// A path that stands in the configuration, from the root.
    pub fn path(&self, written: &Path) -> PathBuf {
        path::plain(&self.ready.folder.join(written))
    }

    /// Sets a finding to the severity that the user wants. One that its rule holds for milder than the rest stays so.
    pub fn settle(&self, finding: &mut Finding) {
        finding.severity = self.severity(finding.rule, finding.severity);
    }

    /// The severity that the user wants for what a rule says at `severity`.
    pub fn severity(&self, rule: &Rule, severity: Severity) -> Severity {
        match self.ready.config.severity.iter().find(|(known, _)| *known == rule) {
            Some((_, Level::At(wanted))) if severity == rule.severity => *wanted,
            Some((_, Level::At(wanted))) => severity.min(*wanted),
            _ => severity,
        }
    }

    /// Everything in the settings that bears on what is said of the file, as words for a key: two files with the same
    /// words are checked alike.
    pub fn words(&self) -> String {
        let rules: Vec<&str> = self.selection.rules().map(|rule| rule.code).collect();
        // The text of the configuration stands for what its tables hold.
        let Ready { text, registers, .. } = &*self.ready;
        format!("{rules:?} {:?} {:?} {text:?} {registers}", self.fail_on, self.document_date)
    }
}

/// A path as patterns of the configuration see it: from its folder, else from the root.
fn seen(ready: &Ready, whole: &Path) -> PathBuf {
    match whole.strip_prefix(&ready.folder) {
        Ok(inside) if !ready.folder.as_os_str().is_empty() => inside.to_path_buf(),
        _ => whole.components().filter(|part| matches!(part, std::path::Component::Normal(_))).collect(),
    }
}

/// The folder of the user's own configuration.
fn user_folder() -> Option<PathBuf> {
    let set = |name| env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let base = set("XDG_CONFIG_HOME").or_else(|| Some(set("HOME")?.join(".config")))?;
    Some(base.join("soat"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rules;

    fn settings(said: Said) -> Settings {
        Settings::new(said, None).unwrap().unwrap()
    }

    fn runs(settings: &FileSettings, code: &str) -> bool {
        settings.selection.rules().any(|rule| rule.code == code)
    }

    #[test]
    fn the_nearest_file_holds() {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path();
        fs::create_dir_all(root.join("a/b/c")).unwrap();
        fs::write(root.join("soat.toml"), "fail-on = \"never\"").unwrap();
        fs::write(root.join("a/b/soat.toml"), "fail-on = \"info\"").unwrap();
        fs::write(root.join("a/b/c/soat.toml"), "x = 1").unwrap();
        let settings = settings(Said::default());
        let fail_on = |name: &str| settings.of(&root.join(name)).map(|s| s.fail_on);
        assert_eq!(fail_on("a/x.txt"), Ok(FailOn::Never));
        assert_eq!(fail_on("a/b/x.txt"), Ok(FailOn::Info));
        assert_eq!(fail_on("a/b/../x.txt"), Ok(FailOn::Never));
        let error = fail_on("a/b/c/x.txt").unwrap_err();
        assert!(error.sentence(rules::Lang::En).contains("c/soat.toml:1:1: unknown key"), "{error:?}");
    }

    #[test]
    fn the_command_line_counts_before_files() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("cu/a.txt");
        let text = "select = [\"TERM\"]\nignore = [\"TERM02\"]\n[severity]\nTERM01 = \"off\"\nTERM03 = \"info\"\n\
                    [per-file-ignores]\ncu = [\"TERM03\"]";
        fs::write(dir.path().join("soat.toml"), text).unwrap();
        let plain = settings(Said::default());
        let near = plain.of(&dir.path().join("b.txt")).unwrap();
        assert!(runs(&near, "TERM03") && !runs(&near, "TERM01") && !runs(&near, "TERM02") && !runs(&near, "DATE01"));
        assert!(!runs(&plain.of(&file).unwrap(), "TERM03"));
        let said = settings(Said { select: vec!["TERM01".into(), "TERM03".into()], ..Said::default() });
        let said = said.of(&file).unwrap();
        assert!(runs(&said, "TERM01") && !runs(&said, "TERM03") && !runs(&said, "TERM02"));
        let mut finding =
            Finding::new(rules::find("TERM03").unwrap(), crate::text::Span::default(), String::new(), String::new());
        near.settle(&mut finding);
        assert_eq!(finding.severity, Severity::Info);
        assert!(Settings::new(Said { select: vec!["NOPE".into()], ..Said::default() }, None).is_err());
    }

    #[test]
    fn paths_are_left_out_by_patterns() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("soat.toml"), "exclude = [\"/nhap/\", \"*.old.txt\"]").unwrap();
        let settings = settings(Said::default());
        let out = |name: &str, is_folder| settings.leaves_out(&dir.path().join(name), is_folder);
        assert!(out("nhap", true) && out("b/x.old.txt", false));
        assert!(!out("b/nhap", true) && !out("a.txt", false));
    }
}
