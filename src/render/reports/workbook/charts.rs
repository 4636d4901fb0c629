//! The charts of a report on one sheet, each above the numbers that it is drawn from.

use super::Formats;
use crate::render::reports::SERIES;
use crate::report::{Chart, ChartForm, Series, ToldReport};
use rust_xlsxwriter::{
    Chart as Drawn, ChartFormat, ChartLine, ChartLineDashType, ChartSeries, ChartSolidFill, ChartType, Color, Format,
    Worksheet, XlsxError,
};

const ROWS_OF_A_CHART: u32 = 22;

pub(super) fn sheet(page: &mut Worksheet, told: &ToldReport, formats: &Formats) -> Result<(), XlsxError> {
    let title = if told.language == "ko" { "도표" } else { "charts" };
    page.set_name(title)?.set_column_width(0, 34)?.set_column_range_width(1, 12, 16)?;
    let mut row = 0;
    for chart in &told.charts {
        page.write_string_with_format(row, 0, &chart.title, &formats.title)?;
        page.write_string_with_format(row + 1, 0, &chart.about, &Format::new())?;
        let below =
            Numbers { page, formats, chart, title, head: row + 3 + ROWS_OF_A_CHART, korean: told.language == "ko" };
        let drawn = below.write()?;
        page.insert_chart(row + 2, 0, &drawn)?;
        row += ROWS_OF_A_CHART + chart.labels.len() as u32 + 6;
    }
    super::print_setup(page);
    Ok(())
}

/// The numbers of a chart, and the chart that is drawn from their cells.
struct Numbers<'a> {
    page: &'a mut Worksheet,
    formats: &'a Formats,
    chart: &'a Chart,
    title: &'a str,
    /// The row of the heads.
    head: u32,
    korean: bool,
}

impl Numbers<'_> {
    fn write(mut self) -> Result<Drawn, XlsxError> {
        let (chart, head) = (self.chart, self.head);
        self.page.write_string_with_format(head, 0, &chart.axis, &self.formats.head)?;
        for (at, label) in chart.labels.iter().enumerate() {
            let row = head + 1 + at as u32;
            match label.parse::<f64>() {
                Ok(number) => self.page.write_number_with_format(row, 0, number, &self.formats.year)?,
                Err(_) => self.page.write_string_with_format(row, 0, label, &self.formats.wrapped)?,
            };
        }
        let mut drawn = drawing(chart);
        let mut column = 1;
        for (which, series) in chart.series.iter().enumerate() {
            let color = Color::RGB(SERIES[which % SERIES.len()]);
            let ranged = series.points.iter().any(|point| point.range.is_some());
            self.column(column, &series.name, series, |value, _| value)?;
            if chart.form == ChartForm::Ranges {
                let [low, width] =
                    if self.korean { ["하한", "범위의 폭"] } else { ["low", "width of the range"] };
                self.column(column + 1, low, series, |_, (low, _)| low)?;
                self.column(column + 2, width, series, |_, (low, high)| high - low)?;
                self.draw(&mut drawn, column + 1, low).set_format(ChartFormat::new().set_no_fill().set_no_line());
                self.draw(&mut drawn, column + 2, &series.name).set_format(&mut filled(color));
                column += 3;
                continue;
            }
            self.draw(&mut drawn, column, &series.name).set_format(&mut filled(color));
            column += 1;
            if ranged {
                let [low, high] = if self.korean { ["하한", "상한"] } else { ["low", "high"] };
                self.column(column, low, series, |_, (low, _)| low)?;
                self.column(column + 1, high, series, |_, (_, high)| high)?;
                for (column, name) in [(column, low), (column + 1, high)] {
                    let dashed = ChartLine::new()
                        .set_color(color)
                        .set_width(0.75)
                        .set_dash_type(ChartLineDashType::Dash)
                        .clone();
                    self.draw(&mut drawn, column, name).set_format(ChartFormat::new().set_line(&dashed));
                }
                column += 2;
            }
        }
        Ok(drawn)
    }

    /// Writes a column of what is read from each point, its value and the ends of its range.
    fn column(
        &mut self,
        column: u16,
        name: &str,
        series: &Series,
        read: fn(f64, (f64, f64)) -> f64,
    ) -> Result<(), XlsxError> {
        let number = if self.chart.shares { &self.formats.share } else { &self.formats.whole };
        self.page.write_string_with_format(self.head, column, name, &self.formats.number_head)?;
        for (at, point) in series.points.iter().enumerate() {
            let value = read(point.value, point.range.unwrap_or((point.value, point.value)));
            self.page.write_number_with_format(self.head + 1 + at as u32, column, value, number)?;
        }
        Ok(())
    }

    fn draw<'d>(&self, drawn: &'d mut Drawn, column: u16, name: &str) -> &'d mut ChartSeries {
        let (first, last) = (self.head + 1, self.head + self.chart.labels.len() as u32);
        let series = drawn.add_series();
        series.set_values((self.title, first, column, last, column));
        series.set_categories((self.title, first, 0, last, 0)).set_name(name)
    }
}

fn filled(color: Color) -> ChartFormat {
    let (fill, line) = (ChartSolidFill::new().set_color(color).clone(), ChartLine::new().set_color(color).clone());
    ChartFormat::new().set_solid_fill(&fill).set_line(&line).clone()
}

fn drawing(chart: &Chart) -> Drawn {
    let mut drawn = Drawn::new(match chart.form {
        ChartForm::Lines => ChartType::Line,
        ChartForm::Ranges => ChartType::BarStacked,
        _ => ChartType::ColumnStacked,
    });
    drawn.title().set_name(&chart.title);
    drawn.set_width(900).set_height(420);
    drawn.x_axis().set_name(&chart.axis);
    drawn.y_axis().set_name(&chart.unit).set_num_format(if chart.shares { "0.0%" } else { "#,##0" });
    if chart.form == ChartForm::Ranges {
        // The first label is to be at the top.
        drawn.x_axis().set_reverse();
    }
    if chart.series.len() < 2 {
        drawn.legend().set_hidden();
    }
    drawn
}
