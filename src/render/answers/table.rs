//! An answer for reading in a terminal: wrapped words, aligned tables.

use super::{AnswerRenderer, Page, columns};
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
        Block::Table(rows) => table(rows, width),
    }
}

/// Control characters from a file must not reach a terminal.
fn clean(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
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

/// A table no wider than the page: words that do not fit are cut with an ellipsis, numbers never.
fn table(table: &Rows, width: usize) -> String {
    let heads: Vec<String> = table.columns.iter().map(|column| clean(&column.name)).collect();
    let rows: Vec<Vec<String>> = table.rows.iter().map(|row| row.iter().map(|cell| clean(cell)).collect()).collect();
    let widest = |i: usize| rows.iter().map(|row| columns(&row[i])).max().unwrap_or(0).max(columns(&heads[i]));
    let mut widths: Vec<usize> = (0..heads.len()).map(widest).collect();
    narrow(&mut widths, &table.columns, width);
    let rule: Vec<String> = widths.iter().map(|width| "─".repeat(*width)).collect();
    let line = |cells: &[String]| {
        let cells = cells.iter().zip(&table.columns).zip(&widths);
        let cells: Vec<String> = cells.map(|((cell, column), width)| pad(cell, column.align, *width)).collect();
        format!("{}\n", cells.join("  ").trim_end())
    };
    let body: String = rows.iter().map(|row| line(row)).collect();
    format!("{}{}{body}", line(&heads), line(&rule))
}

/// The narrowest that a column of words becomes.
const NARROWEST: usize = 8;

/// Takes columns away from the widest column of words until the table fits.
fn narrow(widths: &mut [usize], columns: &[Column], page: usize) {
    let gaps = 2 * widths.len().saturating_sub(1);
    while widths.iter().sum::<usize>() + gaps > page {
        let words = widths.iter().zip(columns).enumerate().filter(|(_, (_, column))| column.align == Align::Left);
        let Some((i, (width, _))) = words.max_by_key(|(_, (width, _))| **width) else { return };
        if *width <= NARROWEST {
            return;
        }
        widths[i] -= 1;
    }
}

/// A text cut to so many columns.
fn cut(text: &str, width: usize) -> String {
    if columns(text) <= width {
        return text.to_owned();
    }
    let mut cut = String::new();
    for c in text.chars() {
        if columns(&cut) + columns(c.encode_utf8(&mut [0; 4])) + 1 > width {
            break;
        }
        cut.push(c);
    }
    cut.push('…');
    cut
}

fn pad(cell: &str, align: Align, width: usize) -> String {
    let cell = &cut(cell, width);
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
    fn a_table_fits_a_narrow_page_and_keeps_its_numbers() {
        let mut rows = Rows::new(&["name", "kind"], &["leverage"]);
        rows.row(["서울주택도시공사 해외사업 조직".to_owned(), "city agency".to_owned(), "0.123456".to_owned()]);
        let text = table(&rows, 40);
        assert!(text.lines().all(|line| columns(line) <= 40), "{text}");
        assert!(text.contains("0.123456") && text.contains('…'), "{text}");
    }

    #[test]
    fn words_are_wrapped_and_control_characters_dropped() {
        assert_eq!(wrap("a\u{1b}[31mb cc", 6, ""), "a\n[31mb\ncc\n");
    }
}
