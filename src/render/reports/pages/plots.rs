//! Charts on pages, made of plain shapes.

use super::model::{Area, Page, Paint, Path, Side, Type, WHITE};
use crate::render::reports::SERIES;
use crate::report::{Chart, ChartForm, Mark, percent};

const MARK: &str = "#c44536";
const GRID: &str = "#d5dbe1";
const LABEL: f64 = 11.0;
/// Height of a line of labels.
const LINE: f64 = 14.0;

pub(super) fn plot(page: &mut Page, chart: &Chart, area: Area) {
    legend(page, chart, area);
    let area = Area::new(area.x, area.y + 26.0, area.width, area.height - 26.0);
    match chart.form {
        ChartForm::Lines => lines(page, chart, area),
        ChartForm::Ranges => ranges(page, chart, area),
        _ => bars(page, chart, area),
    }
}

fn legend(page: &mut Page, chart: &Chart, area: Area) {
    let mut x = area.x;
    let several = chart.series.iter().enumerate().filter(|_| chart.series.len() > 1);
    for (at, series) in several {
        page.rectangle("Key", Area::new(x, area.y + 3.0, 10.0, 10.0), Paint::fill(color(at)));
        let width = Type::of(LABEL).style().width(&series.name) + 8.0;
        page.line(Area::new(x + 15.0, area.y + 1.0, width, LINE), &series.name, Type::of(LABEL));
        x += width + 30.0;
    }
    let right = Area::new(area.x + area.width - 200.0, area.y + 1.0, 200.0, LINE);
    page.line(right, &chart.unit, Type::of(LABEL).grey().at(Side::Right));
}

fn color(series: usize) -> String {
    format!("#{:06x}", SERIES[series % SERIES.len()])
}

fn value(chart: &Chart, value: f64) -> String {
    if chart.shares { percent(value) } else { format!("{value:.0}") }
}

fn top(mark: &Mark) -> f64 {
    mark.range.map_or(mark.value, |(_, high)| high.max(mark.value))
}

/// A row for each label of a chart.
struct Rows {
    area: Area,
    names: f64,
    step: f64,
    scale: f64,
}

impl Rows {
    fn new(chart: &Chart, area: Area, most: f64) -> Self {
        let step = (area.height / chart.labels.len().max(1) as f64).min(52.0);
        Self { area, names: area.width * 0.3, step, scale: area.width * 0.55 / most.max(f64::MIN_POSITIVE) }
    }

    /// The bar from one value to another in a row.
    fn bar(&self, row: usize, from: f64, to: f64) -> Area {
        let x = self.area.x + self.names + from * self.scale;
        Area::new(x, self.area.y + row as f64 * self.step, ((to - from) * self.scale).max(0.5), self.step * 0.6)
    }

    /// Where a text stands beside or in a bar.
    fn beside(&self, row: usize, x: f64, width: f64) -> Area {
        Area::new(x, self.area.y + (row as f64 + 0.3) * self.step - LINE / 2.0, width, LINE)
    }

    /// The label of a row, in two lines where one is too short for it.
    fn label(&self, page: &mut Page, row: usize, label: &str) {
        let set = Type::of(LABEL).at(Side::Right).on_one_line();
        let mut lines = set.style().wrap(label, self.names - 12.0);
        if lines.len() > 2 {
            lines.truncate(2);
            lines[1].push('…');
        }
        let at = self.beside(row, self.area.x, self.names - 10.0);
        let height = LINE * lines.len() as f64;
        page.words(Area { y: at.y + (LINE - height) / 2.0, height, ..at }, lines, set);
    }

    fn number(&self, page: &mut Page, row: usize, end: f64, number: String) {
        let x = self.area.x + self.names + end * self.scale + 6.0;
        page.line(self.beside(row, x, 130.0), number, Type::of(LABEL).grey());
    }
}

fn bars(page: &mut Page, chart: &Chart, area: Area) {
    let total = |row: usize| chart.series.iter().map(|series| series.points[row].value).sum::<f64>();
    let rows = Rows::new(chart, area, (0..chart.labels.len()).map(total).fold(0.0, f64::max));
    for (row, label) in chart.labels.iter().enumerate() {
        rows.label(page, row, label);
        let mut end = 0.0;
        let parts = chart.series.iter().enumerate().filter(|(_, series)| series.points[row].value > 0.0);
        for (which, series) in parts {
            let (from, number) = (end, series.points[row].value);
            end += number;
            let bar = rows.bar(row, from, end);
            page.rectangle(label, bar, Paint::fill(color(which)));
            // The only part is the whole, whose number stands at its end.
            if bar.width > 20.0 && chart.series.len() > 1 {
                let set = Type::of(LABEL).bold().colored(WHITE).at(Side::Middle);
                page.line(rows.beside(row, bar.x, bar.width), value(chart, number), set);
            }
        }
        rows.number(page, row, end, value(chart, end));
    }
}

fn ranges(page: &mut Page, chart: &Chart, area: Area) {
    let Some(series) = chart.series.first() else { return };
    let rows = Rows::new(chart, area, series.points.iter().map(top).fold(0.0, f64::max));
    for (row, (label, point)) in chart.labels.iter().zip(&series.points).enumerate() {
        rows.label(page, row, label);
        let (low, high) = point.range.unwrap_or((point.value, point.value));
        page.rectangle(label, rows.bar(row, low, high), Paint { opacity: Some(0.45), ..Paint::fill(color(0)) });
        let at = rows.bar(row, point.value, point.value);
        page.rectangle("Mark", Area::new(at.x - 1.0, at.y - 2.0, 2.0, at.height + 4.0), Paint::fill(MARK));
        rows.number(page, row, high, format!("{} – {}", value(chart, low), value(chart, high)));
    }
}

/// A line for each series, with its band.
fn lines(page: &mut Page, chart: &Chart, area: Area) {
    let plot = Area::new(area.x + 52.0, area.y + 4.0, area.width - 70.0, area.height - 48.0);
    let most = chart.series.iter().flat_map(|series| &series.points).map(top).fold(f64::MIN_POSITIVE, f64::max);
    let last = chart.labels.len().saturating_sub(1).max(1) as f64;
    let place =
        |at: usize, value: f64| (plot.x + plot.width * at as f64 / last, plot.y + plot.height * (1.0 - value / most));
    for part in [0.0, 0.25, 0.5, 0.75, 1.0] {
        let y = plot.y + plot.height * (1.0 - part);
        page.outline("Grid", Path::through([(plot.x, y), (plot.x + plot.width, y)]), Paint::line(GRID, 0.5));
        let at = Area::new(area.x, y - LINE / 2.0, 46.0, LINE);
        page.line(at, value(chart, most * part), Type::of(LABEL).grey().at(Side::Right));
    }
    let middle = Type::of(LABEL).grey().at(Side::Middle);
    let every = chart.labels.len().div_ceil(12).max(1);
    for (at, label) in chart.labels.iter().enumerate().step_by(every) {
        page.line(Area::new(place(at, 0.0).0 - 30.0, plot.y + plot.height + 5.0, 60.0, LINE), label, middle);
    }
    page.line(Area::new(plot.x, plot.y + plot.height + 24.0, plot.width, LINE), &chart.axis, middle);
    for (which, series) in chart.series.iter().enumerate() {
        let color = color(which);
        let ends: Option<Vec<(f64, f64)>> = series.points.iter().map(|point| point.range).collect();
        if let Some(ends) = ends.filter(|ends| !ends.is_empty()) {
            let step = chart.id == "incidence";
            let edge = |read: fn(&(f64, f64)) -> f64| {
                let point = |at: usize| {
                    let before = at.checked_sub(1).filter(|_| step).map(|before| place(at, read(&ends[before])));
                    before.into_iter().chain([place(at, read(&ends[at]))])
                };
                (0..ends.len()).flat_map(point).collect::<Vec<_>>()
            };
            let (upper, lower) = (edge(|ends| ends.1), edge(|ends| ends.0).into_iter().rev());
            let paint = Paint { opacity: Some(0.15), ..Paint::fill(color.clone()) };
            page.outline("Band", Path::through(upper.into_iter().chain(lower)).closed(), paint);
        }
        // Shares that are known from a year on stay until the next, so they are drawn as steps.
        let line = series.points.iter().enumerate().flat_map(|(at, point)| {
            let before =
                at.checked_sub(1).filter(|_| chart.id == "incidence").map(|before| series.points[before].value);
            before.map(|before| place(at, before)).into_iter().chain([place(at, point.value)])
        });
        page.outline(&series.name, Path::through(line), Paint::line(color, 2.0));
    }
}
