//! A uniform grid that answers "what is near this rectangle" without looking at everything.

use super::geometry::Rect;

/// Numbers filed under the cells that their rectangles touch. What lies outside the frame is filed at its border.
pub(crate) struct Grid {
    frame: Rect,
    cell: f64,
    columns: usize,
    rows: usize,
    cells: Vec<Vec<u32>>,
}

impl Grid {
    /// An empty grid over `frame` for about `expected` items.
    pub(crate) fn new(frame: Rect, expected: usize) -> Self {
        let cell = (frame.area() / expected.max(1) as f64).sqrt().clamp(8.0, 200.0);
        let columns = (frame.width / cell).ceil().clamp(1.0, 2000.0) as usize;
        let rows = (frame.height / cell).ceil().clamp(1.0, 2000.0) as usize;
        Self { frame, cell, columns, rows, cells: vec![Vec::new(); columns * rows] }
    }

    /// Files `item` under every cell that `rect` touches.
    pub(crate) fn insert(&mut self, rect: &Rect, item: usize) {
        let (columns, rows) = self.span(rect);
        for row in rows {
            for column in columns.clone() {
                self.cells[row * self.columns + column].push(item as u32);
            }
        }
    }

    /// Everything filed near `rect`; an item may come more than once.
    pub(crate) fn near(&self, rect: &Rect) -> impl Iterator<Item = usize> + '_ {
        let (columns, rows) = self.span(rect);
        rows.flat_map(move |row| columns.clone().map(move |column| row * self.columns + column))
            .flat_map(|cell| self.cells[cell].iter().map(|&item| item as usize))
    }

    fn span(&self, rect: &Rect) -> (std::ops::Range<usize>, std::ops::Range<usize>) {
        // A cast saturates, so that anything left of the frame lands in column 0.
        let index = |offset: f64, count: usize| ((offset / self.cell) as usize).min(count - 1);
        let left = index(rect.x - self.frame.x, self.columns);
        let right = index(rect.right() - self.frame.x, self.columns);
        let top = index(rect.y - self.frame.y, self.rows);
        let bottom = index(rect.bottom() - self.frame.y, self.rows);
        (left..right + 1, top..bottom + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::{Grid, Rect};

    #[test]
    fn finds_what_is_near_even_outside_the_frame() {
        let mut grid = Grid::new(Rect::new(0.0, 0.0, 100.0, 100.0), 16);
        grid.insert(&Rect::new(10.0, 10.0, 5.0, 5.0), 3);
        grid.insert(&Rect::new(-50.0, -50.0, 1.0, 1.0), 4);
        assert!(grid.near(&Rect::new(12.0, 12.0, 1.0, 1.0)).any(|i| i == 3));
        assert!(grid.near(&Rect::new(-80.0, -80.0, 1.0, 1.0)).any(|i| i == 4));
        assert!(!grid.near(&Rect::new(90.0, 90.0, 1.0, 1.0)).any(|i| i == 3));
    }
}
