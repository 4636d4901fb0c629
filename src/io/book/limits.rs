//! What a sheet can hold, and what is done with the rest.

use crate::io::Loss;
use crate::io::tables::{Page, PageCell};

/// Rows below the head.
const ROWS: usize = 1_048_575;
const COLUMNS: usize = 16_384;
/// UTF-16 units in a cell.
const UNITS: usize = 32_767;

/// Makes a table fit a sheet and tells what is lost.
pub(super) fn fit(page: &mut Page) -> Vec<Loss> {
    let mut losses = Vec::new();
    let (rows, columns, name) = (page.rows.len(), page.head.len(), page.name);
    if rows > ROWS {
        page.rows.truncate(ROWS);
        let told = format!("{} rows of {name}, of which a sheet holds 1,048,575", rows - ROWS);
        losses.push(Loss::new(name, rows - ROWS, told));
    }
    if columns > COLUMNS {
        page.head.truncate(COLUMNS);
        page.rows.iter_mut().for_each(|row| row.truncate(COLUMNS));
        let told = format!("{} columns of {name}, of which a sheet holds 16,384", columns - COLUMNS);
        losses.push(Loss::new(format!("columns of {name}"), columns - COLUMNS, told));
    }
    for column in 0..page.head.len() {
        let (cut, left_out) = fit_column(page, column);
        let what = format!("{name}.{}", page.head[column]);
        let long = format!("`{what}` longer than 32,767 characters");
        let told = match cut {
            1 => format!("1 text of {long} is cut, each still unlike any other"),
            _ => format!("{cut} texts of {long} are cut, each still unlike any other"),
        };
        losses.extend((cut > 0).then(|| Loss::new(&*what, cut, told)));
        let told = match left_out {
            1 => format!("1 list or JSON of {long} is left out"),
            _ => format!("{left_out} lists or JSON of {long} are left out"),
        };
        losses.extend((left_out > 0).then(|| Loss::new(what, left_out, told)));
    }
    page.head.iter_mut().filter(|head| is_long(head)).for_each(|head| *head = shortened(head));
    losses
}

/// Makes the cells of a column fit: how many were cut, how many left out.
fn fit_column(page: &mut Page, column: usize) -> (usize, usize) {
    let (mut cut, mut left_out) = (0, 0);
    for row in &mut page.rows {
        match &mut row[column] {
            PageCell::Text(text) if is_long(text) => {
                *text = shortened(text);
                cut += 1;
            }
            cell if matches!(&*cell, PageCell::Whole(text) if is_long(text)) => {
                *cell = PageCell::Blank;
                left_out += 1;
            }
            _ => {}
        }
    }
    (cut, left_out)
}

/// A text of more bytes than units fit may still fit.
fn is_long(text: &str) -> bool {
    text.len() > UNITS && text.encode_utf16().count() > UNITS
}

/// The beginning of a text, with a part of its digest instead of the rest.
fn shortened(text: &str) -> String {
    let digest = blake3::hash(text.as_bytes()).to_hex();
    let end = format!("…{}", &digest[..16]);
    let mut left = UNITS - end.chars().count();
    let begins = text.chars().take_while(|c| {
        let fits = c.len_utf16() <= left;
        left -= if fits { c.len_utf16() } else { 0 };
        fits
    });
    let mut cut: String = begins.collect();
    cut.push_str(&end);
    cut
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cut_text_fits_exactly() {
        for text in ["가".repeat(40_000), "x".repeat(32_768), "😀".repeat(20_000), format!("x{}", "😀".repeat(20_000))]
        {
            let units = shortened(&text).encode_utf16().count();
            assert!(is_long(&text) && units <= UNITS && units >= UNITS - 1, "{units}");
        }
        assert!(!is_long(&"가".repeat(32_767)) && !is_long(&"x".repeat(32_767)));
    }

    #[test]
    fn rows_and_columns_beyond_the_limit_are_told() {
        let mut page = Page { name: "ties", head: vec!["id".to_owned()], rows: vec![vec![PageCell::Blank]; ROWS + 3] };
        assert_eq!(fit(&mut page), [Loss::new("ties", 3, "3 rows of ties, of which a sheet holds 1,048,575")]);
        assert_eq!(page.rows.len(), ROWS);
        let mut page =
            Page { name: "ties", head: vec!["x".to_owned(); 16_390], rows: vec![vec![PageCell::Blank; 16_390]] };
        assert_eq!(fit(&mut page)[0].to_string(), "6 columns of ties, of which a sheet holds 16,384");
        assert_eq!((page.head.len(), page.rows[0].len()), (16_384, 16_384));
    }
}
