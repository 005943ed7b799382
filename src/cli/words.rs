//! Help in both languages. The English words stand beside the arguments; the Vietnamese ones stand here.

use std::env;
use std::ffi::OsString;
use std::fmt::Write;

use clap::{Arg, Command};

use crate::rules::Lang;

/// The variable that sets the language.
pub(super) const LANG_VARIABLE: &str = "SOAT_LANG";

/// What help says of a command in Vietnamese.
struct Words {
    /// The command's name.
    command: &'static str,
    /// What it does.
    about: &'static str,
    /// How it is called.
    usage: &'static str,
    /// Its own arguments by their ids.
    args: &'static [(&'static str, &'static str)],
}

// What several commands say in the same words.
const FILES_FROM: &str =
    "Đọc thêm các đường dẫn ghi trong FILE, mỗi dòng một tên hoặc cách nhau bằng byte NUL; \"-\" là đầu vào chuẩn.";
const STDIN_FILENAME: &str = "Tên gọi của đầu vào chuẩn; đuôi của tên cho biết định dạng.";
const THREADS: &str = "Số luồng; mặc định bằng số bộ xử lý.";
const SELECT: &str = "Chỉ chạy các quy tắc này: mã, tên, nhóm (TERM), ALL; cách nhau bằng dấu phẩy.";
const IGNORE: &str = "Không chạy các quy tắc này.";
const FAIL_ON: &str = "Từ mức nào thì mã thoát là 1; không nêu thì là error.";
const BASELINE: &str = "Không hiện những chỗ báo đã ghi trong FILE; --write-baseline tạo ra nó.";
const INDEX: &str = "Biết thêm những gì kho văn bản có chỉ mục ARCHIVE.db dẫn; soat index tạo ra nó.";
const DOCUMENT_DATE: &str = "Ngày của văn bản, khi phần đầu văn bản không nêu.";

/// What reading commands share.
macro_rules! reading {
    ($($own:expr),* $(,)?) => {
        &[
            ("paths", "Tệp và thư mục; \"-\" là đầu vào chuẩn. Không nêu thì đọc thư mục hiện tại."),
            ("files_from", FILES_FROM),
            ("stdin_filename", STDIN_FILENAME),
            ("threads", THREADS),
            ("output", "Ghi ra FILE, trọn vẹn hoặc không ghi gì, thay cho đầu ra chuẩn."),
            $($own),*
        ]
    };
}

static VIETNAMESE: &[Words] = &[
    Words {
        command: "soat",
        about: "Soát viện dẫn, nhiệm kỳ và điểm, khoản, Điều trong văn bản tiếng Việt.",
        usage: "soat [TÙY CHỌN] <LỆNH>",
        args: &[
            ("lang", "Ngôn ngữ của thông báo và trợ giúp; biến SOAT_LANG cũng đặt được; không nêu thì là vi."),
            ("config", "Lấy thiết lập từ FILE, không từ soat.toml nào khác."),
            ("color", "Khi nào dùng màu; NO_COLOR và CLICOLOR_FORCE được tôn trọng."),
            ("quiet", "Chỉ in những chỗ báo, không in tổng kết."),
            ("verbose", "Nêu tên từng tệp khi đọc."),
            ("help", "In trợ giúp."),
            ("version", "In phiên bản."),
        ],
    },
    Words {
        command: "check",
        about: "Nói chỗ nào sai trong văn bản và thế nào là đúng.",
        usage: "soat check [TÙY CHỌN] [PATH]...",
        args: reading![
            ("format", "Cách ghi những chỗ báo."),
            ("select", SELECT),
            ("ignore", IGNORE),
            ("fail_on", FAIL_ON),
            ("document_date", DOCUMENT_DATE),
            ("baseline", BASELINE),
            ("index", INDEX),
            ("write_baseline", "Ghi những chỗ báo vào FILE, coi như đã biết, không hiện ra."),
            ("statistics", "In số lần báo của từng quy tắc."),
            ("cache", "Giữ kết quả trong thư mục DIR, tệp không đổi thì không soát lại."),
            ("watch", "Chạy tiếp, tệp nào thay đổi thì soát lại tệp ấy."),
        ],
    },
    Words {
        command: "fix",
        about: "Sửa văn bản: áp dụng những gợi ý không thể sai.",
        usage: "soat fix [TÙY CHỌN] [PATH]...",
        args: &[
            (
                "paths",
                "Tệp và thư mục; \"-\" đứng một mình là đầu vào chuẩn, bản đã sửa được in ra. Không nêu thì là thư mục hiện tại.",
            ),
            ("unsafe_too", "Áp dụng cả những gợi ý chỉ đúng theo chỗ đã biết."),
            ("diff", "Cho xem sẽ sửa gì, không ghi gì."),
            ("files_from", FILES_FROM),
            ("stdin_filename", STDIN_FILENAME),
            ("threads", THREADS),
            ("select", SELECT),
            ("ignore", IGNORE),
            ("fail_on", FAIL_ON),
            ("document_date", DOCUMENT_DATE),
            ("baseline", BASELINE),
            ("index", INDEX),
        ],
    },
    Words {
        command: "annotate",
        about: "Ghi chỗ sai vào tệp Word: nhận xét ở lề, và chỗ sửa chờ duyệt.",
        usage: "soat annotate [TÙY CHỌN] <DRAFT.docx> -o <OUT.docx>",
        args: &[
            ("draft", "Tệp Word; tệp này được giữ nguyên."),
            ("output", "Tệp có nhận xét, ghi trọn vẹn hoặc không ghi gì."),
            ("track_changes", "Đưa các gợi ý vào dưới dạng thay đổi được theo dõi, để chấp nhận hoặc từ chối."),
            ("select", SELECT),
            ("ignore", IGNORE),
            ("fail_on", FAIL_ON),
            ("document_date", DOCUMENT_DATE),
            ("index", INDEX),
            ("baseline", BASELINE),
        ],
    },
    Words {
        command: "normalize",
        about: "Ghi văn bản thành Unicode sạch: chữ dựng sẵn, bảng mã cũ (TCVN3, VNI …) được đổi.",
        usage: "soat normalize [TÙY CHỌN] [PATH]...",
        args: &[
            ("paths", "Tệp và thư mục; \"-\" là đầu vào chuẩn. Không nêu thì là đầu vào chuẩn."),
            (
                "output",
                "Ghi ra FILE, trọn vẹn hoặc không ghi gì; khi có nhiều tệp thì là thư mục để ghi các tệp với tên của chúng.",
            ),
            (
                "tone_style",
                "Đặt dấu thanh ở các vần oa, oe, uy: new là hoà, khoẻ, uỷ; old là hòa, khỏe, ủy; keep là giữ nguyên.",
            ),
            ("stdin_filename", STDIN_FILENAME),
            ("threads", THREADS),
        ],
    },
    Words {
        command: "extract",
        about: "Liệt kê viện dẫn, nhiệm kỳ và điểm, khoản, Điều trong văn bản.",
        usage: "soat extract [TÙY CHỌN] [PATH]...",
        args: reading![("format", "Cách ghi danh sách.")],
    },
    Words {
        command: "index",
        about: "Giữ mọi viện dẫn và nhiệm kỳ của một kho văn bản trong một tệp; nêu văn bản được dẫn nhiều nhất và chỗ lạc lõng.",
        usage: "soat index [PATH]... -o ARCHIVE.db; soat index ARCHIVE.db --top|--outliers",
        args: &[
            ("paths", "Tệp và thư mục cần đưa vào; có --top hay --outliers mà không có -o thì là tệp chỉ mục để hỏi."),
            ("files_from", FILES_FROM),
            ("threads", THREADS),
            ("output", "Tệp chỉ mục: chưa có thì lập, có rồi thì cập nhật."),
            ("top", "Nêu những văn bản được nhiều tệp dẫn nhất."),
            ("outliers", "Nêu những viện dẫn khác với cách số đông cùng dẫn."),
            ("most", "Số dòng nhiều nhất của danh sách."),
            ("format", "Cách ghi danh sách."),
        ],
    },
    Words {
        command: "lookup",
        about: "Tra văn bản theo số, ký hiệu hoặc theo chữ trong trích yếu.",
        usage: "soat lookup [TÙY CHỌN] <NUMBER-OR-WORDS>...",
        args: &[
            ("query", "Số, ký hiệu (có thể kèm loại văn bản), hoặc chữ trong trích yếu, có dấu hay không dấu."),
            ("format", "Cách ghi danh sách."),
            ("most", "Tra theo chữ thì nêu nhiều nhất bao nhiêu văn bản; của chỉ mục thì bao nhiêu chỗ cho mỗi ngày."),
            ("index", "Tra cả những văn bản mà kho có chỉ mục ARCHIVE.db dẫn, nêu rõ dẫn ở đâu; soat index tạo ra nó."),
        ],
    },
    Words {
        command: "report",
        about: "Lập một báo cáo cho nhiều tệp: trang HTML, bảng tính hoặc CSV.",
        usage: "soat report [TÙY CHỌN] <PATH>... -o <REPORT>",
        args: &[
            (
                "paths",
                "Tệp và thư mục cần soát, và các tệp JSON Lines (.jsonl) mà report, check hoặc extract đã ghi trước đó.",
            ),
            ("files_from", FILES_FROM),
            (
                "output",
                "Tệp báo cáo; đuôi cho biết dạng: .html, .xlsx, .csv, hoặc .jsonl để sau này lập báo cáo; \"-\" là đầu ra \
                 chuẩn, dạng .jsonl.",
            ),
            ("threads", THREADS),
            ("select", SELECT),
            ("ignore", IGNORE),
            ("fail_on", FAIL_ON),
            ("document_date", DOCUMENT_DATE),
            ("baseline", BASELINE),
            ("index", INDEX),
        ],
    },
    Words {
        command: "rules",
        about: "Liệt kê các quy tắc.",
        usage: "soat rules [TÙY CHỌN]",
        args: &[("format", "Cách ghi danh sách.")],
    },
    Words {
        command: "explain",
        about: "Giải thích một quy tắc: sai gì, vì sao, sửa thế nào, khi nào im lặng.",
        usage: "soat explain [TÙY CHỌN] <CODE>",
        args: &[("rule", "Mã hoặc tên của một quy tắc, hoặc một nhóm: TERM01, reversed-term, TERM.")],
    },
    Words {
        command: "init",
        about: "Ghi một tệp soat.toml có giải thích từng thiết lập.",
        usage: "soat init [TÙY CHỌN]",
        args: &[],
    },
    Words {
        command: "completions",
        about: "In phần khai báo để vỏ lệnh tự điền tham số.",
        usage: "soat completions [TÙY CHỌN] <SHELL>",
        args: &[("shell", "Vỏ lệnh.")],
    },
    Words {
        command: "man", about: "In trang hướng dẫn cho lệnh man.", usage: "soat man [TÙY CHỌN]", args: &[]
    },
];

/// A command line that help shows, with what it does in both languages.
struct Example {
    command: &'static str,
    line: &'static str,
    vi: &'static str,
    en: &'static str,
}

static EXAMPLES: &[Example] = &[
    Example { command: "soat", line: "soat check bai.txt", vi: "soát một tệp", en: "check a file" },
    Example {
        command: "soat",
        line: "soat extract --format jsonl kho/",
        vi: "liệt kê mọi viện dẫn trong một thư mục",
        en: "list all citations of a folder",
    },
    Example { command: "soat", line: "soat explain TERM01", vi: "giải thích một quy tắc", en: "explain a rule" },
    Example { command: "check", line: "soat check bai.txt kho/", vi: "tệp và thư mục", en: "files and folders" },
    Example {
        command: "check",
        line: "soat check --select TERM,DATE --fail-on warning bai.md",
        vi: "chỉ nhiệm kỳ và ngày tháng; cảnh báo cũng là hỏng",
        en: "only terms and dates; warnings fail too",
    },
    Example {
        command: "check",
        line: "cat bai.html | soat check --stdin-filename bai.html --format jsonl",
        vi: "đọc từ đầu vào chuẩn",
        en: "read standard input",
    },
    Example {
        command: "fix", line: "soat fix --diff bai.txt", vi: "cho xem sẽ sửa gì", en: "show what would change"
    },
    Example {
        command: "fix",
        line: "soat fix --unsafe bai.txt kho/",
        vi: "sửa cả những gợi ý cần đọc lại",
        en: "apply suggestions too that want a look",
    },
    Example {
        command: "fix",
        line: "cat bai.html | soat fix --stdin-filename bai.html",
        vi: "in bản đã sửa của đầu vào chuẩn",
        en: "print standard input mended",
    },
    Example {
        command: "annotate",
        line: "soat annotate du-thao.docx -o nhan-xet.docx",
        vi: "ghi nhận xét vào lề",
        en: "write remarks into the margin",
    },
    Example {
        command: "annotate",
        line: "soat annotate --track-changes du-thao.docx -o nhan-xet.docx",
        vi: "kèm chỗ sửa chờ duyệt",
        en: "with corrections to accept or reject",
    },
    Example { command: "extract", line: "soat extract nghi-dinh.html", vi: "in bảng", en: "print a table" },
    Example {
        command: "extract",
        line: "find . -name '*.txt' -print0 | soat extract --files-from - --format json -o ket-qua.json",
        vi: "đọc danh sách tệp, ghi ra tệp",
        en: "read a list of files, write to a file",
    },
    Example {
        command: "lookup",
        line: "soat lookup 45-CT/TW",
        vi: "mọi văn bản từng mang số ấy",
        en: "every document that bore the number",
    },
    Example {
        command: "index",
        line: "soat index kho/ -o kho.db",
        vi: "lập hoặc cập nhật chỉ mục của kho",
        en: "make or update the index of an archive",
    },
    Example {
        command: "index",
        line: "soat index kho.db --outliers",
        vi: "những viện dẫn khác với số đông",
        en: "the citations that stand alone against many",
    },
    Example {
        command: "lookup",
        line: "soat lookup bau cu dai bieu quoc hoi khoa XV",
        vi: "theo chữ, có dấu hay không dấu",
        en: "by words, with or without diacritics",
    },
    Example {
        command: "rules",
        line: "soat rules --format json",
        vi: "cho chương trình khác đọc",
        en: "for other programs",
    },
    Example {
        command: "check",
        line: "soat check --baseline soat-baseline.json kho/",
        vi: "chỉ những chỗ báo mới",
        en: "only new findings",
    },
    Example {
        command: "check",
        line: "soat check --format sarif -o soat.sarif kho/",
        vi: "cho công cụ khác đọc",
        en: "for other tools",
    },
    Example {
        command: "check",
        line: "soat check --watch bai.md",
        vi: "soát lại mỗi khi tệp được lưu",
        en: "check again whenever the file is saved",
    },
    Example {
        command: "report",
        line: "soat report kho/ -o bao-cao.html",
        vi: "một trang xem được mà không cần mạng",
        en: "a page that needs no network",
    },
    Example {
        command: "report",
        line: "soat report may-1.jsonl may-2.jsonl -o bao-cao.xlsx",
        vi: "gộp kết quả của nhiều máy",
        en: "merge what several machines found",
    },
    Example {
        command: "report",
        line: "soat report kho/ -o may-1.jsonl",
        vi: "kết quả của một máy, để gộp sau",
        en: "what one machine found, to be merged",
    },
    Example {
        command: "completions",
        line: "soat completions bash",
        vi: "ghi vào thư mục bash_completion.d",
        en: "into the folder bash_completion.d",
    },
    Example {
        command: "normalize",
        line: "soat normalize tcvn3.txt -o sach.txt",
        vi: "đổi một tệp mã TCVN3 sang Unicode",
        en: "convert a file in TCVN3 to Unicode",
    },
    Example {
        command: "normalize",
        line: "soat normalize --tone-style old kho/ -o sach/",
        vi: "cả thư mục, dấu thanh đặt kiểu “hòa”",
        en: "a folder, tone marks as in hòa",
    },
    Example { command: "man", line: "soat man", vi: "xem bằng man -l -", en: "for man -l -" },
    Example { command: "init", line: "soat init", vi: "trong thư mục hiện tại", en: "in the present folder" },
    Example { command: "explain", line: "soat explain reversed-term", vi: "gọi theo tên", en: "by name" },
];

/// The language of help: what the arguments say, else the variable. The arguments are looked at before they are
/// parsed, because a mistake among them is to be told in that language too.
pub(super) fn wanted(args: &[OsString]) -> Lang {
    let mut words = args.iter().filter_map(|arg| arg.to_str()).take_while(|arg| *arg != "--");
    let mut told = None;
    while let Some(word) = words.next() {
        match word.strip_prefix("--lang") {
            Some("") => told = words.next().map(str::to_owned),
            Some(rest) => told = rest.strip_prefix('=').map(str::to_owned).or(told),
            None => {}
        }
    }
    match told.or_else(|| env::var(LANG_VARIABLE).ok()).as_deref() {
        Some("en") => Lang::En,
        _ => Lang::Vi,
    }
}

/// The command with help in `lang`.
pub(super) fn localised(command: Command, lang: Lang) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let mut command = one(command, lang);
    for name in names {
        command = command.mut_subcommand(name, |sub| one(sub, lang));
    }
    command
}

/// One command, without those below it.
fn one(command: Command, lang: Lang) -> Command {
    let name = command.get_name().to_owned();
    // What is defined at the root counts everywhere; under its own heading it does not mix with a command's own options.
    let root = VIETNAMESE[0].command == name;
    let heading = match (root, lang) {
        (true, Lang::Vi) => Some("Tùy chọn chung"),
        (true, Lang::En) => Some("Global options"),
        (false, Lang::Vi) => Some("Tùy chọn"),
        (false, Lang::En) => None,
    };
    let command = command.after_help(examples(&name, lang)).mut_args(|arg| match heading {
        Some(heading) if !arg.is_positional() => arg.help_heading(heading),
        _ => arg,
    });
    let Some(words) = VIETNAMESE.iter().find(|w| lang == Lang::Vi && w.command == name) else { return command };
    command
        .about(words.about)
        .override_usage(words.usage)
        .subcommand_help_heading("Lệnh")
        .help_template("{about-with-newline}\nCách dùng: {usage}\n\n{all-args}{after-help}")
        .mut_args(|arg| match words.args.iter().find(|(id, _)| *id == arg.get_id().as_str()) {
            Some((_, help)) => vietnamese(arg, help),
            None => arg,
        })
}

/// The argument with Vietnamese help. What clap would add in English is told in it.
fn vietnamese(arg: Arg, help: &str) -> Arg {
    let arg = if arg.is_positional() { arg.help_heading("Tham số") } else { arg };
    if !arg.get_action().takes_values() {
        return arg.help(help.to_owned());
    }
    let mut help = help.to_owned();
    let values: Vec<String> = arg.get_possible_values().iter().map(|v| v.get_name().to_owned()).collect();
    // Writing to a string cannot fail.
    if !values.is_empty() {
        let _ = write!(help, " [giá trị: {}]", values.join(", "));
    }
    if let [default, ..] = arg.get_default_values() {
        let _ = write!(help, " [mặc định: {}]", default.to_string_lossy());
    }
    arg.help(help).hide_possible_values(true).hide_default_value(true).hide_env(true)
}

/// The examples of a command, the explanations under each other.
fn examples(command: &str, lang: Lang) -> String {
    let mut out = String::from(match lang {
        Lang::Vi => "Ví dụ:",
        Lang::En => "Examples:",
    });
    for example in EXAMPLES.iter().filter(|e| e.command == command) {
        let words = match lang {
            Lang::Vi => example.vi,
            Lang::En => example.en,
        };
        let _ = write!(out, "\n  {}\n      {words}", example.line);
    }
    out
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::super::Cli;
    use super::*;

    fn commands(lang: Lang) -> Vec<Command> {
        let root = localised(Cli::command(), lang);
        std::iter::once(root.clone()).chain(root.get_subcommands().cloned()).collect()
    }

    #[test]
    fn the_command_holds_together() {
        for lang in [Lang::Vi, Lang::En] {
            localised(Cli::command(), lang).debug_assert();
        }
    }

    #[test]
    fn every_command_and_argument_has_both_languages() {
        for (vi, en) in commands(Lang::Vi).iter().zip(commands(Lang::En)) {
            assert_ne!(vi.get_about().map(ToString::to_string), en.get_about().map(ToString::to_string));
            for (vi_arg, en_arg) in vi.get_arguments().zip(en.get_arguments()) {
                let help = |arg: &Arg| arg.get_help().map(ToString::to_string).unwrap_or_default();
                let id = format!("{} {}", vi.get_name(), vi_arg.get_id());
                assert!(!help(en_arg).is_empty(), "{id} has no English words");
                assert_ne!(help(vi_arg), help(en_arg), "{id} has no Vietnamese words");
            }
        }
    }

    #[test]
    fn no_words_are_left_over() {
        let commands = commands(Lang::En);
        for words in VIETNAMESE {
            let command = commands.iter().find(|c| c.get_name() == words.command).expect(words.command);
            for (id, _) in words.args {
                assert!(command.get_arguments().any(|a| a.get_id() == id), "{} {id}", words.command);
            }
        }
    }

    #[test]
    fn every_command_has_an_example_that_parses() {
        for command in commands(Lang::En) {
            let examples: Vec<_> = EXAMPLES.iter().filter(|e| e.command == command.get_name()).collect();
            assert!(!examples.is_empty(), "{}", command.get_name());
            for example in examples {
                let own = example.line.rsplit("| ").next().unwrap_or_default();
                Cli::command().try_get_matches_from(own.split_whitespace()).expect(example.line);
            }
        }
    }

    #[test]
    fn the_language_is_known_before_arguments_are_parsed() {
        let lang = |words: &[&str]| wanted(&words.iter().map(OsString::from).collect::<Vec<_>>());
        assert_eq!(lang(&["soat", "--lang", "en", "check"]), Lang::En);
        assert_eq!(lang(&["soat", "check", "--lang=en"]), Lang::En);
        assert_eq!(lang(&["soat", "check", "--lang=vi"]), Lang::Vi);
    }
}
