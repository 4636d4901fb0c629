//! An answer for reading in a terminal: wrapped words, aligned tables.

use super::{AnswerRenderer, Page, columns, is_command};
use crate::report::{Align, Answer, Block, Column, Table as Rows};

pub(super) struct Table;

/// Words are wrapped at most this wide, and at least so.
const WIDTH: (usize, usize) = (40, 110);

impl AnswerRenderer for Table {
    fn name(&self) -> &'static str {
        "table"
    }

    fn about(&self) -> &'static str {
        "words and aligned tables, for reading"
    }

    fn render(&self, answer: &Answer, page: &Page) -> String {
        let width = page.width.clamp(WIDTH.0, WIDTH.1);
        let ink = Ink { color: page.color };
        let mut parts: Vec<String> = answer.blocks.iter().map(|block| part(block, width, ink)).collect();
        parts.push(ink.faint(&wrap(&answer.envelope.provenance(), width, "  ")));
        parts.join("\n")
    }
}

/// Bold and faint print, where the page understands them.
#[derive(Clone, Copy)]
struct Ink {
    color: bool,
}

impl Ink {
    fn bold(self, text: &str) -> String {
        if self.color { format!("\u{1b}[1m{text}\u{1b}[0m") } else { text.to_owned() }
    }

    fn faint(self, text: &str) -> String {
        if self.color { format!("\u{1b}[2m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}

fn part(block: &Block, width: usize, ink: Ink) -> String {
    match block {
        Block::Heading(text) => {
            let rule = "─".repeat(columns(&clean(text)).min(width));
            format!("{}\n{rule}\n", ink.bold(wrap(text, width, "").trim_end()))
        }
        Block::Paragraph(text) => wrap(text, width, ""),
        Block::Note(text) => ink.faint(&wrap(text, width, "  ")),
        Block::Table(rows) => folded(rows, width).iter().map(|rows| table(rows, width)).collect::<Vec<_>>().join("\n"),
    }
}

/// A table of too many numbers, as several below one another that repeat the leading words. Numbers get three fifths of
/// the page at least, however long the texts beside them are, but for what keeps single words whole.
fn folded(table: &Rows, width: usize) -> Vec<Rows> {
    let widest = |i: usize| {
        let cells = table.rows.iter().map(|row| columns(&row[i]));
        cells.max().unwrap_or(0).max(columns(&table.columns[i].name)) + 2
    };
    let leading = table.columns.iter().take_while(|column| column.align == Align::Left).count();
    let words: usize = (0..leading).map(widest).sum();
    let whole: usize = (0..leading).map(|i| longest_word(table, i) + 2).sum();
    let room = width.saturating_sub(words).max(width * 3 / 5).min(width.saturating_sub(whole));
    let mut groups: Vec<Vec<usize>> = vec![Vec::new()];
    let mut used = 0;
    for i in leading..table.columns.len() {
        if used + widest(i) > room && used > 0 {
            groups.push(Vec::new());
            used = 0;
        }
        used += widest(i);
        groups.last_mut().expect("invariant: there is a group").push(i);
    }
    let chosen = |group: &Vec<usize>| (0..leading).chain(group.iter().copied()).collect::<Vec<_>>();
    let part = |group: &Vec<usize>| Rows {
        columns: chosen(group).into_iter().map(|i| table.columns[i].clone()).collect(),
        rows: table.rows.iter().map(|row| chosen(group).into_iter().map(|i| row[i].clone()).collect()).collect(),
    };
    groups.iter().map(part).collect()
}

/// The most columns that a word is kept whole in.
const WORD: usize = 16;

/// The longest word of a column, as far as it is kept whole.
fn longest_word(table: &Rows, i: usize) -> usize {
    let texts = table.rows.iter().map(|row| row[i].as_str()).chain([table.columns[i].name.as_str()]);
    let words = texts.flat_map(|text| text.split_inclusive([' ', '-']));
    words.map(|word| columns(word.trim_end())).max().unwrap_or(0).min(WORD)
}

/// Control characters from a file must not reach a terminal.
fn clean(text: &str) -> String {
    text.chars().map(|c| if is_command(c) { ' ' } else { c }).collect()
}

fn wrap(text: &str, width: usize, indent: &str) -> String {
    let text = clean(text);
    let mut lines: Vec<String> = Vec::new();
    let mut line = indent.to_owned();
    for word in text.split_whitespace() {
        let begun = line.len() > indent.len();
        if begun && columns(&line) + 1 + columns(word) > width {
            lines.push(std::mem::replace(&mut line, indent.to_owned()));
        } else if begun {
            line.push(' ');
        }
        line.push_str(word);
    }
    lines.push(line);
    lines.join("\n") + "\n"
}

/// A table no wider than the page: words that do not fit go on in the next line, numbers never.
fn table(table: &Rows, width: usize) -> String {
    let heads: Vec<String> = table.columns.iter().map(|column| clean(&column.name)).collect();
    let rows: Vec<Vec<String>> = table.rows.iter().map(|row| row.iter().map(|cell| clean(cell)).collect()).collect();
    let widest = |i: usize| rows.iter().map(|row| columns(&row[i])).max().unwrap_or(0).max(columns(&heads[i]));
    let mut widths: Vec<usize> = (0..heads.len()).map(widest).collect();
    let floors: Vec<usize> = (0..heads.len()).map(|i| longest_word(table, i).max(NARROWEST)).collect();
    narrow(&mut widths, &floors, &table.columns, width);
    let rule: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
    let row = |cells: &[String]| {
        let cells: Vec<Vec<String>> = cells.iter().zip(&widths).map(|(cell, width)| broken(cell, *width)).collect();
        let height = cells.iter().map(Vec::len).max().unwrap_or(0);
        (0..height).map(|i| line(&cells, i, &table.columns, &widths)).collect::<String>()
    };
    let body: String = rows.iter().map(|cells| row(cells)).collect();
    format!("{}{}{body}", row(&heads), row(&rule))
}

/// Line number `i` of a row whose cells are broken into lines.
fn line(cells: &[Vec<String>], i: usize, columns: &[Column], widths: &[usize]) -> String {
    let parts = cells.iter().zip(columns).zip(widths);
    let parts =
        parts.map(|((lines, column), width)| pad(lines.get(i).map_or("", String::as_str), column.align, *width));
    format!("{}\n", parts.collect::<Vec<_>>().join("  ").trim_end())
}

/// The narrowest that a column of words becomes.
const NARROWEST: usize = 8;

/// Takes columns away from the widest column of words until the table fits; words are broken only where nothing else helps.
fn narrow(widths: &mut [usize], floors: &[usize], columns: &[Column], page: usize) {
    let gaps = 2 * widths.len().saturating_sub(1);
    for floor in [floors, &vec![NARROWEST; floors.len()][..]] {
        while widths.iter().sum::<usize>() + gaps > page {
            let words = (0..widths.len()).filter(|i| columns[*i].align == Align::Left && widths[*i] > floor[*i]);
            let Some(i) = words.max_by_key(|i| widths[*i]) else { break };
            widths[i] -= 1;
        }
    }
}

/// A text broken into lines of so many columns: at spaces, after hyphens, and where a word is too long anywhere.
fn broken(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for piece in text.split_inclusive([' ', '-']) {
        let line = lines.last().map_or("", String::as_str);
        if !line.is_empty() && columns(line) + columns(piece.trim_end()) > width {
            lines.push(String::new());
        }
        for c in piece.chars() {
            let line = lines.last().map_or("", String::as_str);
            if c != ' ' && columns(line) + columns(c.encode_utf8(&mut [0; 4])) > width {
                lines.push(String::new());
            }
            lines.last_mut().expect("invariant: never empty").push(c);
        }
    }
    lines.iter().map(|line| line.trim_end().to_owned()).collect()
}

fn pad(cell: &str, align: Align, width: usize) -> String {
    let blank = " ".repeat(width.saturating_sub(columns(cell)));
    match align {
        Align::Left => format!("{cell}{blank}"),
        Align::Right => format!("{blank}{cell}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn korean_names_are_aligned() {
        let mut rows = Rows::new(&["name"], &["n"]);
        rows.row(["서울".to_owned(), "1".to_owned()]);
        rows.row(["Athens".to_owned(), "12".to_owned()]);
        let text = table(&rows, 80);
        let widths: Vec<usize> = text.lines().map(columns).collect();
        assert_eq!(widths[2], widths[3], "{text}");
    }

    #[test]
    fn wide_tables_are_folded() {
        let names: Vec<String> = (0..20).map(|i| format!("measure_{i:02}")).collect();
        let mut rows = Rows::new(&["actor"], &names.iter().map(String::as_str).collect::<Vec<_>>());
        rows.row(std::iter::once("Seoul".to_owned()).chain((0..20).map(|i| i.to_string())));
        let parts = folded(&rows, 80);
        assert!(
            parts.len() > 1 && parts.iter().all(|part| part.columns[0].name == "actor" && part.rows[0][0] == "Seoul")
        );
        assert_eq!(parts.iter().map(|part| part.columns.len() - 1).sum::<usize>(), 20);
        assert!(parts.iter().all(|part| table(part, 80).lines().all(|line| columns(line) <= 80)));
        assert_eq!(folded(&rows, 1000), [rows]);
    }

    #[test]
    fn a_table_fits_a_narrow_page_and_keeps_its_numbers() {
        let mut rows = Rows::new(&["name", "kind"], &["leverage"]);
        rows.row(["서울주택도시공사 해외사업 조직".to_owned(), "city agency".to_owned(), "0.123456".to_owned()]);
        let text = table(&rows, 40);
        assert!(text.lines().all(|line| columns(line) <= 40), "{text}");
        assert!(text.contains("0.123456") && text.contains("city"), "{text}");
        assert_eq!(broken("서울주택도시공사 해외사업 조직", 18), ["서울주택도시공사", "해외사업 조직"]);
        assert_eq!(broken("smg-seoul_tc-owns", 9), ["smg-", "seoul_tc-", "owns"]);
        assert_eq!(broken("abcdefgh", 3), ["abc", "def", "gh"]);
    }

    #[test]
    fn words_are_wrapped_and_control_characters_dropped() {
        assert_eq!(wrap("a\u{1b}[31mb cc", 6, ""), "a\n[31mb\ncc\n");
    }
}
