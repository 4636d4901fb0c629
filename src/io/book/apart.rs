//! The actors that a workbook says are not the same.

use calamine::{Data, Reader, Xlsx};
use std::io::Cursor;

/// The pairs in the first two columns of the sheet `never_merge`, without its head; none where there is no such sheet.
pub(in crate::io) fn never_merge(bytes: &[u8]) -> Vec<[String; 2]> {
    let book: Result<Xlsx<_>, _> = Xlsx::new(Cursor::new(bytes));
    let Some(range) = book.ok().and_then(|mut book| book.worksheet_range("never_merge").ok()) else {
        return Vec::new();
    };
    let text = |cell: Option<&Data>| cell.map_or_else(String::new, |cell| cell.to_string().trim().to_owned());
    let pairs = range.rows().skip(1).map(|row| [text(row.first()), text(row.get(1))]);
    pairs.filter(|[one, other]| !one.is_empty() && !other.is_empty()).collect()
}
