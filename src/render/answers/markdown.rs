//! An answer as Markdown.

use super::{AnswerRenderer, Page, is_command};
use crate::report::{Align, Answer, Block, Table};

pub(super) struct Markdown;

impl AnswerRenderer for Markdown {
    fn name(&self) -> &'static str {
        "md"
    }

    fn about(&self) -> &'static str {
        "Markdown, for documents"
    }

    fn render(&self, answer: &Answer, _page: &Page) -> String {
        let mut parts: Vec<String> = Vec::new();
        let mut level = "#";
        for block in &answer.blocks {
            parts.push(match block {
                Block::Heading(text) => {
                    let heading = format!("{level} {}", escape(text));
                    level = "##";
                    heading
                }
                Block::Paragraph(text) => escape(text),
                Block::Note(text) => format!("<small>{}</small>", escape(text)),
                Block::Table(rows) => table(rows),
            });
        }
        parts.push(format!("---\n{}", escape(&answer.envelope.provenance())));
        parts.join("\n\n") + "\n"
    }
}

fn table(table: &Table) -> String {
    let row = |cells: Vec<String>| format!("| {} |", cells.join(" | "));
    let rule = |align: Align| if align == Align::Right { "---:" } else { "---" }.to_owned();
    let mut lines = vec![
        row(table.columns.iter().map(|column| escape(&column.name)).collect()),
        row(table.columns.iter().map(|column| rule(column.align)).collect()),
    ];
    lines.extend(table.rows.iter().map(|cells| row(cells.iter().map(|cell| escape(cell)).collect())));
    lines.join("\n")
}

/// Keeps what Markdown and HTML would read as their own.
fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '#' => escaped.extend(['\\', c]),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            c if is_command(c) => escaped.push(' '),
            c => escaped.push(c),
        }
    }
    escaped
}
