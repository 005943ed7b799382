//! Unified diffs, as `diff -u` writes and `patch` reads them.

use std::fmt::Write;

/// Lines shown around a change.
const CONTEXT: usize = 3;

/// Words that switch colours on and off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    /// None.
    Plain,
    /// Removed lines red, added ones green.
    Colour,
}

/// A run of lines that differ: old lines from..to, new lines from..to.
type Change = ((usize, usize), (usize, usize));

/// The difference of two texts; empty where there is none.
pub fn unified(path: &str, old: &str, new: &str, paint: Paint) -> String {
    let old: Vec<&str> = old.split_inclusive('\n').collect();
    let new: Vec<&str> = new.split_inclusive('\n').collect();
    let changes = changes(&old, &new);
    let mut out = String::new();
    if changes.is_empty() {
        return out;
    }
    let path = path.trim_start_matches('/');
    // Writing to a string cannot fail.
    let _ = write!(out, "--- a/{path}\n+++ b/{path}\n");
    let near = |a: &Change, b: &Change| b.0.0 - a.0.1 <= 2 * CONTEXT;
    for hunk in changes.chunk_by(near) {
        let (first, last) = (hunk[0], hunk[hunk.len() - 1]);
        let before = first.0.0.min(CONTEXT);
        let after = (old.len() - last.0.1).min(CONTEXT);
        let (old_from, old_to) = (first.0.0 - before, last.0.1 + after);
        let (new_from, new_to) = (first.1.0 - before, last.1.1 + after);
        let _ = writeln!(out, "@@ -{} +{} @@", lines(old_from, old_to), lines(new_from, new_to));
        let mut at = old_from;
        for ((from, to), (new_from, new_to)) in hunk.iter().copied() {
            old[at..from].iter().for_each(|line| push(&mut out, ' ', line, paint));
            old[from..to].iter().for_each(|line| push(&mut out, '-', line, paint));
            new[new_from..new_to].iter().for_each(|line| push(&mut out, '+', line, paint));
            at = to;
        }
        old[at..old_to].iter().for_each(|line| push(&mut out, ' ', line, paint));
    }
    out
}

/// Where the texts differ. Corrections seldom add or take a line: then lines are compared one by one; otherwise all
/// between the first and the last difference is one change.
fn changes(old: &[&str], new: &[&str]) -> Vec<Change> {
    if old.len() == new.len() {
        let mut out: Vec<Change> = Vec::new();
        for i in (0..old.len()).filter(|&i| old[i] != new[i]) {
            match out.last_mut() {
                Some((o, n)) if o.1 == i => (o.1, n.1) = (i + 1, i + 1),
                _ => out.push(((i, i + 1), (i, i + 1))),
            }
        }
        return out;
    }
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let rest = old.len().min(new.len()) - head;
    let tail = old.iter().rev().zip(new.iter().rev()).take(rest).take_while(|(a, b)| a == b).count();
    vec![((head, old.len() - tail), (head, new.len() - tail))]
}

/// "start,count", counted from 1; where there is no line, from the one before.
fn lines(from: usize, to: usize) -> String {
    match to - from {
        0 => format!("{from},0"),
        1 => format!("{to}"),
        count => format!("{},{count}", from + 1),
    }
}

fn push(out: &mut String, sign: char, line: &str, paint: Paint) {
    let colour = match (paint, sign) {
        (Paint::Colour, '-') => "\x1b[31m",
        (Paint::Colour, '+') => "\x1b[32m",
        _ => "",
    };
    let end = if colour.is_empty() { "" } else { "\x1b[0m" };
    let (words, broken) = match line.strip_suffix('\n') {
        Some(words) => (words, true),
        None => (line, false),
    };
    let _ = writeln!(out, "{colour}{sign}{words}{end}");
    if !broken {
        out.push_str("\\ No newline at end of file\n");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_texts_have_no_difference() {
        assert_eq!(unified("a", "x\ny", "x\ny", Paint::Plain), "");
    }

    #[test]
    fn near_changes_share_a_hunk() {
        let old: String = (1..=20).map(|i| format!("{i}\n")).collect();
        let new = old.replace("\n2\n", "\nB\n").replace("\n5\n", "\nE\n").replace("\n19\n", "\nS\n");
        assert_eq!(
            unified("/t/a", &old, &new, Paint::Plain),
            "--- a/t/a\n+++ b/t/a\n@@ -1,8 +1,8 @@\n 1\n-2\n+B\n 3\n 4\n-5\n+E\n 6\n 7\n 8\n@@ -16,5 +16,5 @@\n 16\n 17\n \
             18\n-19\n+S\n 20\n"
        );
    }

    #[test]
    fn lines_may_come_and_go_and_the_last_may_be_open() {
        assert_eq!(
            unified("a", "x\ny\nz", "x\nz", Paint::Plain),
            "--- a/a\n+++ b/a\n@@ -1,3 +1,2 @@\n x\n-y\n z\n\\ No newline at end of file\n"
        );
        assert_eq!(unified("a", "", "x\n", Paint::Plain), "--- a/a\n+++ b/a\n@@ -0,0 +1 @@\n+x\n");
        assert!(unified("a", "x", "y", Paint::Colour).contains("\x1b[31m-x\x1b[0m\n"));
    }
}
