//! Sheets of ODS workbooks: `content.xml` of `OpenDocument` 1.2 and later
//! (<https://docs.oasis-open.org/office/v1.2/OpenDocument-v1.2-part1.html>, section 9).

use super::raw::{Budget, Content, MOST_ROWS, RawSheet};
use super::zipped::unpack;
use crate::Place;
use crate::error::{Error, Problem};
use crate::io::exchange::{Element, Step, Walk};
use crate::io::tables::sheet::MOST_COLUMNS;
use crate::io::text::Text;
use crate::model::Date;
use std::collections::HashSet;

/// The sheets of a workbook that has been checked.
pub(super) fn sheets(bytes: &[u8], budget: &mut Budget) -> Result<Vec<RawSheet>, Problem> {
    if unpack(bytes, "META-INF/manifest.xml").is_ok_and(|manifest| contains(&manifest, b"encryption-data")) {
        return Err(Problem::error(None, "the workbook is protected by a password", "save it without"));
    }
    let content = unpack(bytes, "content.xml")?;
    let text = Text::decode(&content).map_err(|error| first(error, "content.xml"))?;
    let mut reader = Reader { walk: Walk::new(&text), hidden: HashSet::new(), style: None };
    reader.sheets(budget).map_err(|problem| inside(problem, "content.xml"))
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

fn first(error: Error, file: &str) -> Problem {
    let problem = error.into_problems().ok().and_then(|problems| problems.into_iter().next());
    problem.map_or_else(|| Problem::error(None, format!("{file} is damaged"), ""), |problem| inside(problem, file))
}

/// Places in a file inside the workbook are told in words: they are no cells.
fn inside(mut problem: Problem, file: &str) -> Problem {
    if let Some(place) = problem.place.take() {
        problem.message = format!("the workbook is damaged: {file}:{place}: {}", problem.message);
    }
    problem
}

struct Reader<'a, 't> {
    walk: Walk<'a, 't>,
    /// Styles of sheets that are not shown.
    hidden: HashSet<String>,
    /// The style that is being told.
    style: Option<String>,
}

/// A cell and how often it stands there.
struct Found {
    content: Option<Content>,
    times: usize,
    spans: (usize, usize),
}

fn repeated(element: &Element, attribute: &str) -> usize {
    element.get(attribute).and_then(|times| times.parse().ok()).unwrap_or(1)
}

impl Reader<'_, '_> {
    fn sheets(&mut self, budget: &mut Budget) -> Result<Vec<RawSheet>, Problem> {
        let mut sheets = Vec::new();
        loop {
            match self.walk.step()? {
                Step::Open(element) if element.name == "table" => {
                    budget.sheet()?;
                    sheets.push(self.sheet(&element, budget)?);
                }
                Step::Open(element) if element.name == "style" => {
                    self.style = element.get("style:name").map(str::to_owned);
                }
                Step::Open(element) if element.get("table:display") == Some("false") => {
                    self.hidden.extend(self.style.clone());
                }
                // Changes that are kept and tables that hold results of others are no sheets.
                Step::Open(element) if matches!(&*element.name, "tracked-changes" | "dde-links") => {
                    self.walk.skip()?;
                }
                Step::End => return Ok(sheets),
                _ => {}
            }
        }
    }

    fn sheet(&mut self, element: &Element, budget: &mut Budget) -> Result<RawSheet, Problem> {
        let name = element.get("table:name").unwrap_or_default().to_owned();
        let hidden = element.get("table:style-name").is_some_and(|style| self.hidden.contains(style));
        let mut sheet = RawSheet::new(name, hidden);
        let (mut row, mut depth) = (0_usize, 0);
        loop {
            match self.walk.step()? {
                Step::Open(element) if element.name == "table-row" => {
                    let times = repeated(&element, "table:number-rows-repeated");
                    self.row(&mut sheet, row, times, budget)?;
                    row = row.saturating_add(times).min(MOST_ROWS);
                }
                // Drawings may hold tables of their own.
                Step::Open(element) if matches!(&*element.name, "shapes" | "forms" | "table") => {
                    self.walk.skip()?;
                }
                Step::Open(_) => depth += 1,
                Step::Close if depth == 0 => return Ok(sheet),
                Step::Close => depth -= 1,
                Step::Text(_) => {}
                Step::End => return Ok(sheet),
            }
        }
    }

    fn row(&mut self, sheet: &mut RawSheet, row: usize, times: usize, budget: &mut Budget) -> Result<(), Problem> {
        let (mut column, mut depth) = (0_usize, 0);
        loop {
            match self.walk.step()? {
                Step::Open(element) if matches!(&*element.name, "table-cell" | "covered-table-cell") => {
                    let found = self.cell(&element)?;
                    if found.spans.0 > 1 || found.spans.1 > 1 {
                        let (rows, columns) = found.spans;
                        let last = (row.saturating_add(rows), column.saturating_add(columns));
                        let last = Place::cell(last.0.min(MOST_ROWS), last.1.min(MOST_COLUMNS));
                        sheet.merged.push(format!("{}:{last}", Place::cell(row + 1, column + 1)));
                    }
                    if let Some(content) = found.content {
                        for at in (row..row.saturating_add(times)).flat_map(|row| {
                            (column..column.saturating_add(found.times)).map(move |column| (row, column))
                        }) {
                            sheet.push(at, content.clone(), budget)?;
                        }
                    }
                    column = column.saturating_add(found.times).min(MOST_COLUMNS);
                }
                Step::Open(_) => depth += 1,
                Step::Close if depth == 0 => return Ok(()),
                Step::Close => depth -= 1,
                Step::Text(_) => {}
                Step::End => return Ok(()),
            }
        }
    }

    /// Reads a cell up to its end.
    fn cell(&mut self, element: &Element) -> Result<Found, Problem> {
        let shown = self.paragraphs()?;
        let value = |attribute: &str| element.get(attribute).map(str::to_owned);
        let is_error = element.get("calcext:value-type") == Some("error");
        let text = match element.get("office:value-type") {
            _ if is_error => None,
            Some("float" | "percentage" | "currency") => value("office:value"),
            Some("boolean") => value("office:boolean-value"),
            Some("date") => value("office:date-value").map(|date| shown_of(&date, &shown)),
            _ if shown.is_empty() => value("office:string-value"),
            _ => Some(shown.clone()),
        };
        let content = match text {
            _ if is_error => Some(Content::Error(shown)),
            Some(text) => Some(Content::Text(text)).filter(|_| !is_blank(element, &shown)),
            None => None,
        };
        let times = repeated(element, "table:number-columns-repeated");
        let spans = |attribute: &str| element.get(attribute).and_then(|span| span.parse().ok()).unwrap_or(1);
        let spans = (spans("table:number-rows-spanned"), spans("table:number-columns-spanned"));
        Ok(Found { content, times, spans })
    }

    /// The text of a cell, its paragraphs in lines; remarks on it are passed over.
    fn paragraphs(&mut self) -> Result<String, Problem> {
        let (mut text, mut depth, mut paragraphs, mut inside) = (String::new(), 0, 0, 0);
        loop {
            match self.walk.step()? {
                Step::Open(element) if matches!(&*element.name, "annotation" | "frame" | "custom-shape") => {
                    self.walk.skip()?;
                }
                Step::Open(element) => {
                    depth += 1;
                    match &*element.name {
                        "p" => {
                            text.push_str(if paragraphs > 0 { "\n" } else { "" });
                            paragraphs += 1;
                            inside = depth;
                        }
                        "s" => {
                            let spaces = element.get("text:c").and_then(|count| count.parse().ok()).unwrap_or(1_usize);
                            text.push_str(&" ".repeat(spaces.min(1 << 10)));
                        }
                        "tab" => text.push('\t'),
                        "line-break" => text.push('\n'),
                        _ => {}
                    }
                }
                Step::Close if depth == 0 => return Ok(text),
                Step::Close => {
                    inside = if depth == inside { 0 } else { inside };
                    depth -= 1;
                }
                Step::Text(more) if inside > 0 => text.push_str(&more),
                Step::Text(_) => {}
                Step::End => return Ok(text),
            }
        }
    }
}

/// A cell without a type and without a text holds nothing.
fn is_blank(element: &Element, shown: &str) -> bool {
    shown.is_empty() && element.get("office:value-type").is_none()
}

/// A date as it is shown where that leaves out the day, or the month too; else without midnight.
fn shown_of(date: &str, shown: &str) -> String {
    let is_shorter = shown.parse::<Date>().is_ok() && date.starts_with(shown);
    if is_shorter { shown.to_owned() } else { date.trim_end_matches("T00:00:00").to_owned() }
}
