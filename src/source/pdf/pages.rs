//! Lines joined to paragraphs, across pages; what stands on every page is set apart.

use std::collections::{HashMap, HashSet};

use super::lines::Line;

/// What the pages of a file say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Pages {
    /// The text proper.
    pub(super) body: Text,
    /// What stands at the top and the bottom of many pages, once.
    pub(super) around: Text,
}

/// A text with the places where its pages begin.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Text {
    pub(super) text: String,
    pub(super) pages: Vec<u32>,
}

/// How many lines at the top and at the bottom of a page may stand on every page.
const EDGE: usize = 3;

/// Joins the lines of pages.
pub(super) fn pages(mut pages: Vec<Vec<Line>>) -> Pages {
    let mut out = Pages::default();
    drop_numbers(&mut pages);
    set_apart(&mut pages, &mut out.around);
    let mut last: Option<(Line, Column)> = None;
    let mut margin = f32::NEG_INFINITY;
    for lines in &pages {
        // Where little stands on a page, the one before it tells how wide its lines may be.
        let least = if lines.len() < FEW { margin } else { f32::NEG_INFINITY };
        let columns = columns(lines, least);
        margin = lines.iter().map(|line| line.x.1).fold(least, f32::max);
        out.body.pages.push(out.body.text.len() as u32);
        for (i, (line, column)) in lines.iter().zip(&columns).enumerate() {
            let first = i == 0;
            let gap = match &last {
                None => Gap::Nothing,
                Some((before, its)) => gap(before, its, line, column, first),
            };
            let text = line.text.trim();
            match gap {
                Gap::Nothing => {}
                Gap::Paragraph => out.body.text.push('\n'),
                Gap::Block => out.body.text.push_str("\n\n"),
                Gap::Blank => out.body.text.push(' '),
                Gap::SoftHyphen => {
                    out.body.text.pop();
                }
            }
            if first && let Some(start) = out.body.pages.last_mut() {
                *start = out.body.text.len() as u32;
            }
            out.body.text.push_str(text);
            last = Some((line.clone(), *column));
        }
    }
    out
}

/// Pages with fewer lines than this do not show their margin.
const FEW: usize = 12;

/// On pages with more lines than this they are not compared with each other.
const MANY: usize = 3_000;

/// What stands between two lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gap {
    /// Nothing: a number that was broken behind its hyphen.
    Nothing,
    Blank,
    /// Nothing, and the soft hyphen before it goes.
    SoftHyphen,
    /// A line break, as plain text has it between paragraphs.
    Paragraph,
    /// An empty line between what stands in different places of the page.
    Block,
}

/// What is known of the lines around a line.
#[derive(Clone, Copy, Debug, Default)]
struct Column {
    /// Its left and right edge.
    x: (f32, f32),
    /// From line to line.
    pitch: f32,
    /// Whether it is as wide as the text of the page.
    main: bool,
}

/// For each line of a page its column: the lines above and below it that are drawn one after the other. The right margin
/// of the page is `least` at least.
fn columns(lines: &[Line], least: f32) -> Vec<Column> {
    let left = lines.iter().map(|line| line.x.0).fold(f32::INFINITY, f32::min);
    let right = lines.iter().map(|line| line.x.1).fold(least, f32::max);
    let mut out = Vec::with_capacity(lines.len());
    let mut start = 0;
    for i in 1..=lines.len() {
        if i < lines.len() && follows(&lines[i - 1], &lines[i]) {
            continue;
        }
        let block = &lines[start..i];
        let x0 = block.iter().map(|line| line.x.0).fold(f32::INFINITY, f32::min);
        let x1 = block.iter().map(|line| line.x.1).fold(f32::NEG_INFINITY, f32::max);
        let mut steps: Vec<f32> = block.windows(2).map(|pair| pair[1].y - pair[0].y).collect();
        steps.sort_by(f32::total_cmp);
        // Most steps are those inside paragraphs, or there is no other.
        let pitch = steps.get(steps.len() / 3).copied().unwrap_or(0.0);
        let main = x1 - x0 > (right - left) * 0.8;
        // What stands beside a block bounds it; without that its lines end where their writer ended them.
        let (top, bottom) = (block[0].y, block[block.len() - 1].y);
        let beside = |line: &Line| line.x.0 >= x1 && line.y > top - line.size && line.y < bottom + line.size;
        let bounded = lines.len() > MANY || lines.iter().any(beside);
        let x = match (main, bounded) {
            (true, _) => (left, right),
            (false, true) => (x0, x1),
            (false, false) => (x0, right),
        };
        out.extend(std::iter::repeat_n(Column { x, pitch, main }, block.len()));
        start = i;
    }
    out
}

/// Whether a line stands right below another, in the same column.
fn follows(a: &Line, b: &Line) -> bool {
    let step = b.y - a.y;
    let size = a.size.max(b.size);
    a.turn == b.turn && step > size * 0.6 && step < size * 3.5 && a.x.0 < b.x.1 && b.x.0 < a.x.1
}

fn gap(a: &Line, its: &Column, b: &Line, column: &Column, new_page: bool) -> Gap {
    if !joins(a, its, b, column, new_page) {
        let near = new_page || follows(a, b) && (column.pitch == 0.0 || b.y - a.y < column.pitch * 1.8);
        return if near { Gap::Paragraph } else { Gap::Block };
    }
    let mut tail = a.text.trim_end().chars().rev();
    match (tail.next(), tail.next()) {
        (Some('\u{ad}'), _) => Gap::SoftHyphen,
        (Some('-' | '\u{2010}' | '\u{2011}' | '–' | '/'), Some(c)) if c.is_alphanumeric() => Gap::Nothing,
        _ => Gap::Blank,
    }
}

/// Whether a line goes on in the next one.
fn joins(a: &Line, its: &Column, b: &Line, column: &Column, new_page: bool) -> bool {
    if new_page {
        // The text goes on in a column that begins at the same edge.
        if a.turn != b.turn || (its.x.0 - column.x.0).abs() > a.size * 2.0 {
            return false;
        }
    } else if !follows(a, b) {
        return false;
    }
    // Lines of different sizes are of different paragraphs, but for a word of another size at an end.
    if (a.size - b.size).abs() > a.size.max(b.size) * 0.2 {
        return false;
    }
    let (before, after) = (a.text.trim_end(), b.text.trim_start());
    let small = after.chars().next().is_some_and(char::is_lowercase);
    let ends = before.ends_with(['.', ';', ':', '!', '?', '…']);
    let item = begins_item(after, before);
    let centred = ((a.x.0 + a.x.1) - (b.x.0 + b.x.1)).abs() < a.size * 0.6 && (a.x.0 - b.x.0).abs() > a.size * 0.5;
    // Whether the first word of the next line would not have found room.
    let room = if centred { its.x.0 + a.x.1 - a.x.0 } else { a.x.1 };
    let full = room + a.size * 0.2 + b.first_word > its.x.1 - a.size * 0.15 && (its.main || !centred);
    let apart = !new_page && column.pitch > 0.0 && b.y - a.y > column.pitch * 1.2 + 0.5;
    if item && (ends || !full || !goes_on(before)) {
        return false;
    }
    if apart {
        return small && full && !ends;
    }
    if small && !ends {
        return full || !centred || a.x.1 - a.x.0 > (its.x.1 - its.x.0) * 0.5;
    }
    if !full {
        return goes_on(before) && !before.ends_with(',');
    }
    // A page ends with a sentence because it ends with its paragraph, most often.
    if new_page && ends {
        return false;
    }
    // A full line at the end of a paragraph, and a first line that is set in.
    let set_in = b.x.0 > column.x.0 + b.size * 0.8 && b.x.0 > a.x.0 + b.size * 0.5;
    !(ends && set_in && !centred)
}

/// Whether a line ends where a number or a unit must follow: "theo quy định tại khoản | 2. Trường hợp …".
fn goes_on(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "bảng", "chương", "của", "đến", "điểm", "điều", "hoặc", "khoản", "là", "lần", "mục", "năm", "ngày", "ở",
        "phần", "quý", "số", "tại", "tháng", "theo", "thứ", "từ", "và", "với",
    ];
    let word = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    text.ends_with(',') || WORDS.contains(&word.to_lowercase().as_str())
}

/// Whether a line begins with what begins an article, a clause, a point or an item.
fn begins_item(text: &str, before: &str) -> bool {
    const UNITS: &[&str] = &["điều", "chương", "mục", "phần", "phụ lục"];
    const BULLETS: &[char] = &['-', '–', '—', '+', '*', '•', '●', '○', '▪', '■', '►', '❖', '✓'];
    let text = text.trim_start_matches(['“', '"', '(']);
    let start: String = text.chars().take(12).flat_map(char::to_lowercase).collect();
    if start.starts_with("căn cứ ") || start.starts_with("nơi nhận") {
        return true;
    }
    let unit = UNITS.iter().find_map(|unit| start.strip_prefix(unit)?.strip_prefix(' ').map(|_| *unit));
    if let Some(unit) = unit {
        // "Điều 5." begins an article, "Điều 5 của Luật" goes on in a sentence.
        let value: String = text.chars().skip(unit.chars().count() + 1).take_while(|c| c.is_alphanumeric()).collect();
        let behind = text.chars().nth(unit.chars().count() + 1 + value.chars().count());
        let number = value.starts_with(|c: char| c.is_ascii_digit());
        let roman = !value.is_empty() && value.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L'));
        return (number || roman) && behind.is_none_or(|c| matches!(c, '.' | ':'));
    }
    let mut rest = text.chars();
    if rest.next().is_some_and(|c| BULLETS.contains(&c)) {
        // "2021 | - 2026" is one term.
        let years = before.ends_with(|c: char| c.is_ascii_digit())
            && rest.clone().find(|c| !c.is_whitespace()).is_some_and(|c| c.is_ascii_digit());
        return rest.next().is_some_and(char::is_whitespace) && !years;
    }
    let mark: String = text.chars().take_while(|c| c.is_alphanumeric()).take(6).collect();
    let mut behind = text[mark.len()..].chars();
    let (stop, then) = (behind.next(), behind.next());
    let apart = then.is_none_or(|c| c.is_whitespace() || c.is_uppercase());
    let short = mark.chars().count() <= 3;
    let number = !mark.is_empty() && mark.chars().all(|c| c.is_ascii_digit());
    let roman = !mark.is_empty() && mark.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L'));
    let letter = mark.chars().filter(|c| c.is_alphabetic()).count() == 1;
    match stop {
        Some('.') => apart && (short && number || roman || letter && then.is_some_and(char::is_whitespace)),
        Some(')') => short && (number || letter),
        _ => false,
    }
}

/// Drops the number of each page, where it stands alone in the first or last line and counts the pages.
fn drop_numbers(pages: &mut [Vec<Line>]) {
    for first in [true, false] {
        // How far the number is from that of the page in the file.
        let mut offsets: HashMap<i64, usize> = HashMap::new();
        let found: Vec<Option<(usize, i64)>> = pages
            .iter()
            .enumerate()
            .map(|(page, lines)| {
                let at = *edges(lines, first).first()?;
                let offset = page_number(&lines[at].text)? - page as i64;
                *offsets.entry(offset).or_default() += 1;
                Some((at, offset))
            })
            .collect();
        for (page, (lines, found)) in pages.iter_mut().zip(found).enumerate() {
            if let Some((at, offset)) = found
                && (offset == 1 && page > 0 || offsets.get(&offset).is_some_and(|count| *count > 1))
            {
                lines.remove(at);
            }
        }
    }
}

/// The number that a line has to itself: "2", "- 2 -", "Trang 2/10".
fn page_number(text: &str) -> Option<i64> {
    let text =
        text.trim().trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | '|' | '.' | '[' | ']'));
    let text = ["Trang", "trang", "Page", "page"].iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    let number = text.split('/').next()?.trim();
    let total = text.split('/').nth(1).is_none_or(|total| total.trim().bytes().all(|b| b.is_ascii_digit()));
    (number.len() <= 4 && total).then(|| number.parse().ok())?
}

/// The indices of the lines at the top of a page, from above, or at the bottom, from below.
fn edges(lines: &[Line], first: bool) -> Vec<usize> {
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by(|a, b| lines[*a].y.total_cmp(&lines[*b].y));
    if !first {
        order.reverse();
    }
    order.truncate(EDGE);
    order
}

/// Takes the lines out that stand on many pages in the same place, and puts each of them down once.
fn set_apart(pages: &mut [Vec<Line>], around: &mut Text) {
    if pages.len() < 3 {
        return;
    }
    // What the pages number is told apart by them only.
    let key = |line: &Line| {
        let text: String = line.text.chars().map(|c| if c.is_ascii_digit() { '#' } else { c }).collect();
        (text, (line.y / 4.0).round() as i64)
    };
    let mut counts: HashMap<(String, i64), usize> = HashMap::new();
    for lines in pages.iter() {
        for at in edges(lines, true).into_iter().chain(edges(lines, false)) {
            *counts.entry(key(&lines[at])).or_default() += 1;
        }
    }
    let enough = (pages.len() / 2).max(3);
    counts.retain(|_, count| *count >= enough);
    if counts.is_empty() {
        return;
    }
    let mut told = HashSet::new();
    for lines in pages.iter_mut() {
        around.pages.push(around.text.len() as u32);
        let mut fresh = true;
        let mut taken: Vec<usize> = edges(lines, true)
            .into_iter()
            .chain(edges(lines, false))
            .filter(|at| counts.contains_key(&key(&lines[*at])))
            .collect();
        taken.sort_unstable();
        taken.dedup();
        for at in taken.into_iter().rev() {
            let line = lines.remove(at);
            if told.insert(line.text.clone()) {
                if !around.text.is_empty() {
                    around.text.push_str("\n\n");
                }
                if let Some(start) = around.pages.last_mut()
                    && std::mem::take(&mut fresh)
                {
                    *start = around.text.len() as u32;
                }
                around.text.push_str(line.text.trim());
            }
        }
    }
}
