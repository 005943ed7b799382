//! Remarks on the words of a Word document, and corrections that its reader accepts or rejects.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

use crate::rules::Suggestion;
use crate::source::word::{self, Run, Runs};
use crate::source::{Format, Home, Origin, Part, Source};
use crate::text::Span;

use super::super::package::Package;
use super::super::{ByteEdit, Target, changed, meets, touch};
use super::{Change, Held, escaped, held, insertion, pieces, spliced};

/// A remark on a place of a document.
#[derive(Clone, Debug)]
pub struct Remark<'a> {
    /// The index of its part.
    pub part: usize,
    /// The words that it is about.
    pub span: Span,
    /// What it says, a paragraph each.
    pub lines: Vec<String>,
    /// What would be right.
    pub suggestion: Option<&'a Suggestion>,
}

/// Who writes remarks and how.
#[derive(Clone, Copy, Debug)]
pub struct Pen<'a> {
    /// The author's name.
    pub author: &'a str,
    /// When, as "2026-03-05T08:00:00Z".
    pub date: &'a str,
    /// Whether suggestions are put in as tracked changes.
    pub track_changes: bool,
}

/// A document with remarks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remarked {
    /// The file.
    pub bytes: Vec<u8>,
    /// Remarks in it.
    pub remarks: usize,
    /// Suggestions in it as tracked changes.
    pub changes: usize,
    /// Suggestions that are told in remarks only: their words meet others, or cannot be edited.
    pub only_told: usize,
    /// Remarks for which there is no place: in the header of a document without a body.
    pub unplaced: usize,
}

/// Writes remarks into the Word document that `source` was read from. `None` where it is not one, or is not as it was
/// read.
pub fn annotate(bytes: &[u8], source: &Source, remarks: &[Remark], pen: Pen) -> Option<Remarked> {
    if remarks.is_empty() {
        return Some(Remarked { bytes: bytes.to_vec(), ..Remarked::default() });
    }
    let (Format::Docx, Some(Home::Member(main))) = (source.format, source.parts.first().map(|part| &part.home)) else {
        return None;
    };
    let mut package = Package::new(bytes);
    let mut sheets: Vec<Sheet> = Vec::new();
    for part in &source.parts {
        let Home::Member(member) = &part.home else { return None };
        if !sheets.iter().any(|sheet| sheet.member == member) {
            let bytes = package.member(member)?;
            let runs = word::runs(&bytes).ok()?;
            sheets.push(Sheet { member, bytes, runs, marks: BTreeMap::new(), around: Vec::new() });
        }
    }
    let comments = Comments::find(&package, main)?;
    let all = sheets.iter().map(|sheet| sheet.bytes.as_slice()).chain(comments.old.as_deref());
    let mut ids = Ids::above(all);
    let dialect = Dialect::of(&sheets.first()?.bytes);
    let mut out = Remarked::default();
    let mut written = String::new();
    for remark in remarks {
        let Some((sheet, anchor)) = anchor(source, &sheets, remark) else {
            out.unplaced += 1;
            continue;
        };
        let id = ids.next();
        sheets[sheet].range(anchor, id);
        comment(&mut written, id, &remark.lines, pen);
        out.remarks += 1;
    }
    if pen.track_changes {
        let mut taken: BTreeMap<(usize, u32), ByteEdit> = BTreeMap::new();
        for remark in remarks {
            let Some(suggestion) = remark.suggestion else { continue };
            match tracked(source, &mut sheets, &mut taken, remark.part, suggestion) {
                true => out.changes += 1,
                false => out.only_told += 1,
            }
        }
    }
    for sheet in &sheets {
        let changes = sheet.changes(&mut ids, dialect, pen);
        if !changes.is_empty() {
            package.put(sheet.member, spliced(&sheet.bytes, &changes));
        }
    }
    if out.remarks > 0 {
        comments.put(&mut package, main, &written, dialect)?;
    }
    out.bytes = package.packed()?;
    Some(out)
}

/// A packed file with the marks that are to be set in it.
struct Sheet<'a> {
    member: &'a str,
    bytes: Vec<u8>,
    runs: Runs,
    /// For each run, by its index, the marks in it.
    marks: BTreeMap<usize, Vec<Mark>>,
    /// Marks around fields.
    around: Vec<Mark>,
}

/// A mark in a run, with its place in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Mark {
    at: u32,
    kind: Kind,
}

/// What a mark is; marks at one place stand in this order.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    /// The end of what is taken out.
    Kept,
    /// What comes in place of what was taken out.
    Replacement(String),
    /// The end of the words of a comment.
    End(u32),
    /// Their start.
    Start(u32),
    /// What is put in between words.
    Insertion(String),
    /// The end of a comment on a place without words.
    EndHere(u32),
    /// The start of what is taken out.
    Gone,
}

/// Where a remark stands: the words between two places of the file, or a whole run.
#[derive(Clone, Copy, Debug)]
enum Anchor {
    Words(Span),
    Run(usize),
}

/// The sheet and the place for a remark.
fn anchor(source: &Source, sheets: &[Sheet], remark: &Remark) -> Option<(usize, Anchor)> {
    let part = source.parts.get(remark.part)?;
    let body = source.parts.first()?;
    let sheet_of = |home: &Home| sheets.iter().position(|sheet| matches!(home, Home::Member(m) if m == sheet.member));
    let sheet = sheet_of(&part.home)?;
    if part.home != body.home {
        // Word knows no comments in headers and footers, and LibreOffice opens no file with comments in notes: a remark
        // on a note stands at its mark, one on a header at the start of the body, one on a footer at the end.
        let main = sheet_of(&body.home)?;
        let at = words(&sheets[sheet].bytes, part, remark.span).map(|words| words.from());
        let mark = at.and_then(|at| mark_of_note(&sheets[sheet].bytes[..at], &sheets[main]));
        if let Some(run) = mark {
            return Some((main, Anchor::Run(run)));
        }
        let Origin::Pieces(pieces) = &body.origin else { return None };
        let readable = |piece: &&crate::source::Piece| held(&sheets[main].bytes, &body.text, piece) == Held::Characters;
        let first = part.label.as_deref() == Some("header");
        let piece = if first { pieces.iter().find(readable) } else { pieces.iter().rfind(readable) };
        return Some((main, Anchor::Words(piece?.file)));
    }
    let words = words(&sheets[sheet].bytes, part, remark.span)?;
    // Nor are there comments in text boxes: they stand on the run that holds the box.
    let runs = &sheets[sheet].runs;
    let Some(run) = runs.around(words.start) else {
        // Formulas have runs of their own kind.
        let near = runs.list.partition_point(|run| run.span.start <= words.start).saturating_sub(1);
        return (!runs.list.is_empty()).then(|| (sheet, Anchor::Run(runs.outermost(near))));
    };
    let outermost = runs.outermost(run);
    Some((sheet, if outermost == run { Anchor::Words(words) } else { Anchor::Run(outermost) }))
}

/// The run of the body that holds the mark of the note in which the first bytes of a file end.
fn mark_of_note(before: &[u8], main: &Sheet) -> Option<usize> {
    let kinds = ["footnote", "endnote"];
    let opened = |kind: &str| memchr::memmem::rfind(before, format!("{kind} ").as_bytes());
    let (at, kind) = kinds.into_iter().filter_map(|kind| Some((opened(kind)?, kind))).max()?;
    let id = id_in(&before[at..])?;
    let name = format!("{kind}Reference ");
    memchr::memmem::find_iter(&main.bytes, name.as_bytes())
        .find(|at| id_in(&main.bytes[*at..]) == Some(id))
        .and_then(|at| main.runs.around(at as u32))
        .map(|run| main.runs.outermost(run))
}

/// The value of `id` in the tag that the bytes begin in.
fn id_in(tag: &[u8]) -> Option<&[u8]> {
    let tag = &tag[..memchr::memchr(b'>', tag)?];
    let value = &tag[memchr::memmem::find(tag, b":id=\"")? + b":id=\"".len()..];
    Some(&value[..memchr::memchr(b'"', value)?])
}

/// The bytes of the file from the first to the last of the words that stands in it; those of what stands next, where
/// none does.
fn words(xml: &[u8], part: &Part, span: Span) -> Option<Span> {
    let Origin::Pieces(pieces) = &part.origin else { return None };
    let real = |piece: &&crate::source::Piece| held(xml, &part.text, piece) != Held::Nothing;
    let first = pieces.partition_point(|p| p.text.end <= span.start);
    let last = pieces.partition_point(|p| p.text.start < span.end).max(first);
    let inside = &pieces[first..last];
    let cut = |at: u32, piece: &crate::source::Piece, otherwise: u32| {
        let linear = piece.text.len() == piece.file.len() && piece.text.start <= at && at <= piece.text.end;
        if linear { piece.file.start + at - piece.text.start } else { otherwise }
    };
    if let (Some(from), Some(to)) = (inside.iter().find(real), inside.iter().rfind(real)) {
        return Some(Span { start: cut(span.start, from, from.file.start), end: cut(span.end, to, to.file.end) });
    }
    // An automatic number, or the end of a paragraph.
    pieces[last..].iter().find(real).or_else(|| pieces[..first].iter().rfind(real)).map(|piece| piece.file)
}

/// Sets the marks for a suggestion as tracked changes; whether all of them could be set.
fn tracked(
    source: &Source,
    sheets: &mut [Sheet],
    taken: &mut BTreeMap<(usize, u32), ByteEdit>,
    part: usize,
    suggestion: &Suggestion,
) -> bool {
    let mut made = || {
        let part = source.parts.get(part)?;
        let ground = sheets.iter().position(|sheet| matches!(&part.home, Home::Member(m) if m == sheet.member))?;
        let sheet = &mut sheets[ground];
        let target = Target {
            part,
            format: source.format,
            encoding: source.encoding,
            ground: Some(ground),
            decomposed: OnceCell::new(),
        };
        let mut marks: Vec<(usize, Mark)> = Vec::new();
        let mut claims: Vec<Span> = Vec::new();
        for edit in &suggestion.edits {
            if edit.span.start > edit.span.end || part.text.get(edit.span.range()) == Some(&edit.replacement) {
                return None;
            }
            // Whole words read best; where something among them is no character, only what changes is touched.
            let mut ways = [(edit.span, edit.replacement.as_str()), changed(&part.text, edit)];
            if pieces(&sheet.bytes, part, edit.span).is_some_and(|p| p.iter().any(|(held, _)| *held == Held::Element)) {
                ways.swap(0, 1);
            }
            let mine = ways.into_iter().find_map(|(at, replacement)| {
                let replacement = target.written(part.text.get(at.range())?, replacement)?;
                sheet.correction(part, at, &replacement)
            })?;
            marks.extend(mine);
            claims.extend(super::claims(&sheet.bytes, part, edit.span));
        }
        claims.sort();
        let apart = claims.windows(2).all(|pair| !touch(pair[0], pair[1]));
        if !apart || claims.is_empty() || claims.iter().any(|claim| meets(taken, ground, *claim)) {
            return None;
        }
        for claim in claims {
            taken.insert((ground, claim.start), ByteEdit { claim, changes: Vec::new() });
        }
        for (run, mark) in marks {
            sheet.marks.entry(run).or_default().push(mark);
        }
        Some(())
    };
    made().is_some()
}

impl Sheet<'_> {
    /// Marks the words of a comment.
    fn range(&mut self, anchor: Anchor, id: u32) {
        let (first, last, span) = match anchor {
            Anchor::Run(run) => (run, run, self.runs.list[run].span),
            Anchor::Words(span) => {
                let Some(first) = self.runs.around(span.start) else { return };
                let last = self.runs.around(span.end.max(span.start + 1) - 1).unwrap_or(first);
                (first, last, span)
            }
        };
        let end = if span.is_empty() { Kind::EndHere(id) } else { Kind::End(id) };
        // LibreOffice takes a comment inside a field for words of the field: it stands around it.
        match self.runs.list[first].field {
            Some(field) => self.around.push(Mark { at: field.start, kind: Kind::Start(id) }),
            None => self.marks.entry(first).or_default().push(Mark { at: span.start, kind: Kind::Start(id) }),
        }
        match self.runs.list[last].field {
            Some(field) => self.around.push(Mark { at: field.end, kind: end }),
            None => self.marks.entry(last).or_default().push(Mark { at: span.end, kind: end }),
        }
    }

    /// The marks that put `replacement` in place of a span of the part's text, each with its run; `None` where that
    /// cannot be done.
    fn correction(&self, part: &Part, at: Span, replacement: &str) -> Option<Vec<(usize, Mark)>> {
        if replacement.chars().any(char::is_control) {
            return None;
        }
        if at.is_empty() {
            let place = insertion(&self.bytes, part, at)?;
            // The place may be the end of the characters, but never that of the run.
            let run = self.editable(place)?;
            return Some(vec![(run, Mark { at: place, kind: Kind::Insertion(replacement.to_owned()) })]);
        }
        let mut out = Vec::new();
        for (index, (_, file)) in pieces(&self.bytes, part, at)?.into_iter().enumerate() {
            let run = self.editable(file.start)?;
            out.push((run, Mark { at: file.start, kind: Kind::Gone }));
            out.push((run, Mark { at: file.end, kind: Kind::Kept }));
            if index == 0 && !replacement.is_empty() {
                out.push((run, Mark { at: file.end, kind: Kind::Replacement(replacement.to_owned()) }));
            }
        }
        Some(out)
    }

    /// The run around a place, where changes can be tracked in it: a field is made anew when it is updated.
    fn editable(&self, at: u32) -> Option<usize> {
        self.runs.around(at).filter(|run| self.runs.list[*run].field.is_none())
    }

    /// The changes of the file that set all marks.
    fn changes(&self, ids: &mut Ids, dialect: Dialect, pen: Pen) -> Vec<Change> {
        let mut out = Vec::new();
        for (index, marks) in &self.marks {
            let run = &self.runs.list[*index];
            let mut cutter = Cutter { bytes: &self.bytes, run, ids, dialect, pen, gone: false, changes: Vec::new() };
            cutter.cut(marks);
            out.append(&mut cutter.changes);
        }
        for mark in &self.around {
            let mut markup = String::new();
            match mark.kind {
                Kind::Start(id) => dialect.start(id, &mut markup),
                Kind::End(id) | Kind::EndHere(id) => dialect.end(id, &mut markup),
                _ => {}
            }
            out.push((Span { start: mark.at, end: mark.at }, markup.into_bytes()));
        }
        out.sort_by_key(|(span, _)| *span);
        out
    }
}

/// Cuts a run at its marks.
struct Cutter<'c> {
    bytes: &'c [u8],
    run: &'c Run,
    ids: &'c mut Ids,
    dialect: Dialect,
    pen: Pen<'c>,
    /// Whether what comes next is taken out.
    gone: bool,
    changes: Vec<Change>,
}

/// Where in a run a cut goes through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    /// Before or behind it.
    Outside,
    /// Between its elements.
    Between,
    /// Through the characters of that child.
    Through(usize),
}

impl Cutter<'_> {
    fn cut(&mut self, marks: &[Mark]) {
        let mut placed: Vec<(u32, Level, &Kind)> = marks
            .iter()
            .map(|mark| {
                let (at, level) = self.place(mark.at);
                (at, level, &mark.kind)
            })
            .collect();
        placed.sort_by(|a, b| (a.0, a.2).cmp(&(b.0, b.2)));
        let groups: Vec<&[(u32, Level, &Kind)]> = placed.chunk_by(|a, b| a.0 == b.0).collect();
        let mut next = 0;
        for child in 0..self.run.children.len() {
            let span = self.run.children[child].span;
            // What stands before the child decides how its tag reads.
            while groups.get(next).is_some_and(|group| group[0].0 <= span.start) {
                self.group(groups[next]);
                next += 1;
            }
            let Some(characters) = self.run.children[child].characters else { continue };
            if self.gone {
                self.rename(span.start);
            }
            let mut cut = false;
            while groups.get(next).is_some_and(|group| group[0].0 < characters.end) {
                if !cut && !is_nothing(groups[next]) {
                    self.keep_blanks(span, characters, groups[next][0].0);
                    cut = true;
                }
                self.group(groups[next]);
                next += 1;
            }
            if self.gone {
                self.rename(characters.end);
            }
        }
        for group in &groups[next..] {
            self.group(group);
        }
    }

    /// The place and level of a mark: cuts at the edge of characters go around their tags.
    fn place(&self, at: u32) -> (u32, Level) {
        let run = self.run;
        for (index, child) in run.children.iter().enumerate() {
            if let Some(characters) = child.characters
                && characters.start < at
                && at < characters.end
            {
                return (at, Level::Through(index));
            }
            let (from, to) = match child.characters {
                Some(characters) => (characters.start, characters.end),
                None => (child.span.start, child.span.end),
            };
            if at <= from {
                return if index == 0 { (run.span.start, Level::Outside) } else { (child.span.start, Level::Between) };
            }
            if at <= to || at <= child.span.end {
                let last = index + 1 == run.children.len();
                return if last { (run.span.end, Level::Outside) } else { (child.span.end, Level::Between) };
            }
        }
        (if at <= run.open.start { run.span.start } else { run.span.end }, Level::Outside)
    }

    /// Sets all marks of one place.
    fn group(&mut self, group: &[(u32, Level, &Kind)]) {
        if is_nothing(group) {
            return;
        }
        let (at, level, _) = group[0];
        let mut out = String::new();
        if level != Level::Outside || self.gone {
            self.close(level, &mut out);
        }
        self.gone = group.iter().fold(self.gone, |gone, (_, _, kind)| match kind {
            Kind::Kept => false,
            Kind::Gone => true,
            _ => gone,
        });
        for (_, _, kind) in group {
            self.mark(kind, &mut out);
        }
        if level != Level::Outside || self.gone {
            self.open(level, &mut out);
        }
        self.changes.push((Span { start: at, end: at }, out.into_bytes()));
    }

    /// Ends what the cut goes through.
    fn close(&self, level: Level, out: &mut String) {
        if let Level::Through(child) = level {
            let name = self.name(self.run.children[child].span.start);
            match self.gone {
                true => out.push_str(&format!("</{}>", deleted(name))),
                false => out.push_str(&format!("</{name}>")),
            }
        }
        if level != Level::Outside {
            out.push_str(&format!("</{}>", self.name(self.run.span.start)));
        }
        if self.gone {
            out.push_str("</w:del>");
        }
    }

    /// Begins again what the cut went through.
    fn open(&mut self, level: Level, out: &mut String) {
        if self.gone {
            let id = self.ids.next();
            self.element("del", Some(id), out);
            out.push('>');
        }
        if level != Level::Outside {
            out.push_str(self.slice(self.run.open));
            out.push_str(self.properties());
        }
        if let Level::Through(child) = level {
            let name = self.name(self.run.children[child].span.start);
            let name = if self.gone { Cow::Owned(deleted(name)) } else { Cow::Borrowed(name) };
            out.push_str(&format!(r#"<{name} xml:space="preserve">"#));
        }
    }

    fn mark(&mut self, kind: &Kind, out: &mut String) {
        match kind {
            Kind::Kept | Kind::Gone => {}
            Kind::Start(id) => self.dialect.start(*id, out),
            Kind::End(id) | Kind::EndHere(id) => self.dialect.end(*id, out),
            Kind::Replacement(text) | Kind::Insertion(text) => {
                // Another's insertion is not the author's: it ends before and begins again behind.
                let around = self.run.inserted.map(|tag| self.slice(tag).to_owned());
                if let Some(tag) = &around {
                    out.push_str(&format!("</{}>", name_of(tag)));
                }
                let id = self.ids.next();
                self.element("ins", Some(id), out);
                out.push_str(&format!("><w:r>{}", self.properties()));
                out.push_str(&format!(r#"<w:t xml:space="preserve">{}</w:t></w:r></w:ins>"#, escaped(text)));
                out.push_str(around.as_deref().unwrap_or_default());
            }
        }
    }

    /// An element of ours, open at its end, with author and date.
    fn element(&self, name: &str, id: Option<u32>, out: &mut String) {
        out.push_str(&format!("<w:{name}{}", self.dialect.declared));
        if let Some(id) = id {
            out.push_str(&format!(
                r#" w:id="{id}" w:author="{}" w:date="{}""#,
                escaped(self.pen.author),
                self.pen.date
            ));
        }
    }

    /// Makes the tag at `at` that of characters taken out.
    fn rename(&mut self, at: u32) {
        let name = self.name(at);
        // Behind "<" or "</".
        let from = at + 1 + u32::from(self.bytes.get(at as usize + 1) == Some(&b'/'));
        let new = deleted(name).into_bytes();
        self.changes.push((Span { start: from, end: from + name.len() as u32 }, new));
    }

    /// Keeps the blanks at the end of characters that are cut at `at`.
    fn keep_blanks(&mut self, child: Span, characters: Span, at: u32) {
        let tag = Span { start: child.start, end: characters.start };
        let blank = self.bytes.get(at as usize - 1).is_some_and(u8::is_ascii_whitespace);
        if blank && !self.slice(tag).contains("preserve") {
            let end = characters.start - 1;
            self.changes.push((Span { start: end, end }, br#" xml:space="preserve""#.to_vec()));
        }
    }

    fn properties(&self) -> &str {
        self.run.properties.map_or("", |span| self.slice(span))
    }

    fn slice(&self, span: Span) -> &str {
        self.bytes.get(span.range()).and_then(|bytes| str::from_utf8(bytes).ok()).unwrap_or_default()
    }

    /// The name in the tag at `at`.
    fn name(&self, at: u32) -> &str {
        let rest = self.bytes.get(at as usize..).unwrap_or_default();
        let tag = &rest[..memchr::memchr(b'>', rest).map_or(rest.len(), |end| end + 1)];
        str::from_utf8(tag).map(name_of).unwrap_or_default()
    }
}

/// Whether marks of one place take each other away: what is taken out goes on.
fn is_nothing(group: &[(u32, Level, &Kind)]) -> bool {
    let has = |wanted: &Kind| group.iter().any(|(_, _, kind)| *kind == wanted);
    group.len() == 2 && has(&Kind::Kept) && has(&Kind::Gone)
}

/// The name of an element in its start or end tag.
fn name_of(tag: &str) -> &str {
    let rest = tag.trim_start_matches(['<', '/']);
    rest.split(|c: char| c.is_ascii_whitespace() || matches!(c, '/' | '>')).next().unwrap_or_default()
}

/// The name that characters have where they are taken out: `w:delText` for `w:t`.
fn deleted(name: &str) -> String {
    match name.rsplit_once(':') {
        Some((prefix, _)) => format!("{prefix}:delText"),
        None => "delText".to_owned(),
    }
}

/// How elements of ours are written in the files of a document.
#[derive(Clone, Copy, Debug)]
struct Dialect {
    /// Whether the document keeps to the strict form of the standard.
    strict: bool,
    /// What declares our prefix, where the document itself uses another one.
    declared: &'static str,
}

const TRANSITIONAL: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const STRICT: &str = "http://purl.oclc.org/ooxml/wordprocessingml/main";

impl Dialect {
    fn of(main: &[u8]) -> Dialect {
        let head = &main[..main.len().min(1 << 14)];
        let has = |words: &str| memchr::memmem::find(head, words.as_bytes()).is_some();
        let strict = has(STRICT);
        let bound = has(&format!(r#"xmlns:w="{STRICT}""#)) || has(&format!(r#"xmlns:w="{TRANSITIONAL}""#));
        let declared = match (bound, strict) {
            (true, _) => "",
            (false, true) => r#" xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main""#,
            (false, false) => r#" xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main""#,
        };
        Dialect { strict, declared }
    }

    /// Writes where the words of a comment begin.
    fn start(self, id: u32, out: &mut String) {
        out.push_str(&format!(r#"<w:commentRangeStart{} w:id="{id}"/>"#, self.declared));
    }

    /// Writes where they end, and what leads to the comment.
    fn end(self, id: u32, out: &mut String) {
        let declared = self.declared;
        out.push_str(&format!(
            r#"<w:commentRangeEnd{declared} w:id="{id}"/><w:r{declared}><w:commentReference w:id="{id}"/></w:r>"#
        ));
    }
}

/// Numbers of comments and changes that no other has.
struct Ids(u32);

impl Ids {
    /// Above those of comments, changes and bookmarks in these files.
    fn above<'x>(files: impl Iterator<Item = &'x [u8]>) -> Ids {
        const MOST: u32 = 1 << 30;
        let mut last = 0;
        for file in files {
            for at in memchr::memmem::find_iter(file, b"id=\"") {
                let digits = file[at + 4..].iter().take(10).take_while(|b| b.is_ascii_digit());
                let id = digits.fold(0u32, |id, b| id.saturating_mul(10).saturating_add(u32::from(b - b'0')));
                if id < MOST {
                    last = last.max(id);
                }
            }
        }
        Ids(last)
    }

    fn next(&mut self) -> u32 {
        self.0 += 1;
        self.0
    }
}

/// Writes a comment.
fn comment(out: &mut String, id: u32, lines: &[String], pen: Pen) {
    let (author, date) = (escaped(pen.author), pen.date);
    // Writing to a string cannot fail.
    let _ = write!(out, r#"<w:comment w:id="{id}" w:author="{author}" w:date="{date}" w:initials="{author}">"#);
    for line in lines {
        let line: String = line.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        let _ = write!(out, r#"<w:p><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>"#, escaped(&line));
    }
    out.push_str("</w:comment>");
}

/// The file of comments.
struct Comments {
    member: String,
    /// What it holds, where there is one.
    old: Option<Vec<u8>>,
}

impl Comments {
    fn find(package: &Package, main: &str) -> Option<Comments> {
        let list = package.member(&word::list_of(main));
        let related = list.map(|list| word::related_in(&list, main)).transpose().ok()?.unwrap_or_default();
        if let Some(known) = related.iter().find(|file| file.kind == "comments") {
            return Some(Comments { old: Some(package.member(&known.target)?), member: known.target.clone() });
        }
        let folder = main.rsplit_once('/').map_or(String::new(), |(folder, _)| format!("{folder}/"));
        let names = (1..).map(|n| match n {
            1 => format!("{folder}comments.xml"),
            n => format!("{folder}comments{n}.xml"),
        });
        let member = names.take(1000).find(|name| package.member(name).is_none())?;
        Some(Comments { member, old: None })
    }

    /// Puts the comments in, and where the file is new what leads to it.
    fn put(self, package: &mut Package, main: &str, written: &str, dialect: Dialect) -> Option<()> {
        if let Some(old) = self.old {
            // The file may use another prefix than ours.
            let bound = memchr::memmem::find(&old, b"xmlns:w=").is_some();
            let space = if dialect.strict { STRICT } else { TRANSITIONAL };
            let written = match bound {
                true => written.to_owned(),
                false => written.replace("<w:comment ", &format!(r#"<w:comment xmlns:w="{space}" "#)),
            };
            package.put(&self.member, inside(&old, &written)?);
            return Some(());
        }
        let space = if dialect.strict { STRICT } else { TRANSITIONAL };
        let file = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:comments xmlns:w=\"{space}\">{written}</w:comments>"
        );
        package.put(&self.member, file.into_bytes());
        let kinds = package.member(word::TYPES)?;
        let kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml";
        let prefix = prefix_of_root(&kinds);
        let entry = format!(r#"<{prefix}Override PartName="/{}" ContentType="{kind}"/>"#, self.member);
        package.put(word::TYPES, inside(&kinds, &entry)?);
        let list = word::list_of(main);
        let kind = match dialect.strict {
            true => "http://purl.oclc.org/ooxml/officeDocument/relationships/comments",
            false => "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments",
        };
        let old = package.member(&list).unwrap_or_else(|| {
            br#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>"#.to_vec()
        });
        let known: BTreeSet<String> = word::related_in(&old, main).ok()?.into_iter().map(|file| file.id).collect();
        let text = String::from_utf8_lossy(&old);
        let id = (1..).map(|n| format!("soat{n}")).find(|id| !known.contains(id) && !text.contains(id.as_str()))?;
        let prefix = prefix_of_root(&old);
        let entry = format!(r#"<{prefix}Relationship Id="{id}" Type="{kind}" Target="/{}"/>"#, self.member);
        package.put(&list, inside(&old, &entry)?);
        Some(())
    }
}

/// The file with more at the end of its root.
fn inside(xml: &[u8], more: &str) -> Option<Vec<u8>> {
    let text = str::from_utf8(xml).ok()?;
    let end = text.rfind('<')?;
    let mut out = String::with_capacity(text.len() + more.len());
    if text[end..].starts_with("</") {
        out.push_str(&text[..end]);
        out.push_str(more);
        out.push_str(&text[end..]);
    } else {
        // A root with nothing in it: "<Relationships …/>".
        let name = name_of(&text[end..]);
        let close = end + text[end..].find("/>")?;
        out.push_str(&text[..close]);
        let _ = write!(out, ">{more}</{name}>");
        out.push_str(&text[close + 2..]);
    }
    Some(out.into_bytes())
}

/// The prefix, with its colon, of the last tag of a file: that of its root.
fn prefix_of_root(xml: &[u8]) -> String {
    let open = memchr::memrchr(b'<', xml).unwrap_or(0);
    let tag = str::from_utf8(&xml[open..]).unwrap_or_default();
    name_of(tag).rsplit_once(':').map_or(String::new(), |(prefix, _)| format!("{prefix}:"))
}
