//! A report as Markdown: the findings, and tables short enough to be read.

use super::{Bound, ReportRenderer};
use crate::error::Error;
use crate::render::answers;
use crate::report::{Answer, Block, Envelope, Sheet, Table, ToldReport, cited};

pub(super) struct Markdown;

/// Rows of a table that are printed; a workbook has all.
const MOST_ROWS: usize = 25;
/// Tables that are left to the workbook.
const LONG: [&str; 4] = ["findings", "ties", "problems", "sources"];

impl ReportRenderer for Markdown {
    fn name(&self) -> &'static str {
        "md"
    }

    fn file(&self) -> &'static str {
        "report.md"
    }

    fn about(&self) -> &'static str {
        "The findings and the chief tables as Markdown, for documents."
    }

    fn render(&self, bound: &Bound<'_>) -> Result<Vec<u8>, Error> {
        let told = &bound.told[0];
        let mut envelope = Envelope::of("report", bound.network);
        envelope.parameters = bound.result.envelope(bound.network).parameters;
        let answer = Answer { envelope, blocks: blocks(bound, told) };
        let renderer = answers::find("md").expect("invariant: answers are written as Markdown");
        Ok(renderer.render(&answer, &answers::Page::default()).into_bytes())
    }
}

fn blocks(bound: &Bound<'_>, told: &ToldReport) -> Vec<Block> {
    let mut blocks = vec![Block::Heading(told.title.clone()), Block::Paragraph(told.subtitle.clone())];
    let mut question = "";
    for finding in &told.findings {
        if finding.question != question {
            question = &finding.question;
            blocks.push(Block::Heading(question.to_owned()));
        }
        blocks.push(Block::Paragraph(finding.statement.clone()));
        if !finding.sources.is_empty() {
            let heading = if told.language == "ko" { "출처" } else { "Sources" };
            blocks.push(Block::Note(format!("{heading}: {}.", cited(bound.network, &finding.sources))));
        }
    }
    for sheet in told.sheets.iter().filter(|sheet| !LONG.contains(&sheet.id) && !sheet.rows.is_empty()) {
        blocks.push(Block::Heading(sheet.title.clone()));
        blocks.push(Block::Paragraph(sheet.about.clone()));
        blocks.push(Block::Table(table(sheet)));
        if sheet.rows.len() > MOST_ROWS {
            let (shown, all) = (MOST_ROWS, sheet.rows.len());
            blocks.push(Block::Note(match told.language {
                "ko" => format!("{all}행 가운데 {shown}행. 전체는 통합문서(xlsx)에 있습니다."),
                _ => format!("{shown} of {all} rows; the workbook (xlsx) has all."),
            }));
        }
    }
    blocks.extend(told.methods.iter().cloned().map(Block::Note));
    blocks
}

fn table(sheet: &Sheet) -> Table {
    // Long texts and ids would make the table unreadable; a workbook has them.
    let shown: Vec<usize> = (0..sheet.columns.len())
        .filter(|column| !["id", "from", "to", "actors", "sources", "note", "why"].contains(&sheet.columns[*column].id))
        .collect();
    let mut table = Table::new(&[], &[]);
    for column in &shown {
        let of = &sheet.columns[*column];
        let one = if of.numeric { Table::new(&[], &[&of.name]) } else { Table::new(&[&of.name], &[]) };
        table.columns.extend(one.columns);
    }
    for row in sheet.rows.iter().take(MOST_ROWS) {
        table.row(shown.iter().map(|column| row[*column].shown()));
    }
    table
}
