//! Workbooks that are parcels of compressed files, and how much they may unpack to.

use crate::error::Problem;
use std::io::{Cursor, Read};

/// The most bytes that a workbook may unpack to: 256 MiB.
const MOST_BYTES: u64 = 256 << 20;
/// The most files in a workbook.
const MOST_FILES: usize = 10_000;
/// So many times its size a workbook may unpack to, once that is more than [`FREE`]: tables shrink ten- to fiftyfold.
const MOST_RATIO: u64 = 200;
/// What any workbook may unpack to: 16 MiB.
const FREE: u64 = 16 << 20;

/// The names of the files in a workbook, after each was unpacked once without being kept, so that nothing that unpacks to
/// too much is ever held in memory.
pub(super) fn check(bytes: &[u8]) -> Result<Vec<String>, Problem> {
    let mut parcel = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    if parcel.len() > MOST_FILES {
        return Err(Problem::error(None, format!("the workbook holds more than {MOST_FILES} files"), ""));
    }
    let most = MOST_BYTES.min((bytes.len() as u64).saturating_mul(MOST_RATIO).max(FREE));
    let mut left = most;
    let mut names = Vec::new();
    for i in 0..parcel.len() {
        let mut file = parcel.by_index(i).map_err(|error| damaged(&error))?;
        names.push(file.name().to_owned());
        let unpacked = std::io::copy(&mut (&mut file).take(left + 1), &mut std::io::sink());
        let unpacked = unpacked.map_err(|error| damaged(&error))?;
        left = left.checked_sub(unpacked).ok_or_else(|| bomb(most, bytes.len()))?;
    }
    Ok(names)
}

/// Unpacks one file of a workbook that has been checked.
pub(super) fn unpack(bytes: &[u8], name: &str) -> Result<Vec<u8>, Problem> {
    let mut parcel = zip::ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
    let file = parcel.by_name(name).map_err(|error| damaged(&error))?;
    let mut content = Vec::new();
    file.take(MOST_BYTES).read_to_end(&mut content).map_err(|error| damaged(&error))?;
    Ok(content)
}

fn bomb(most: u64, packed: usize) -> Problem {
    let message = format!("the workbook of {packed} bytes unpacks to more than {} MiB", most >> 20);
    Problem::error(None, message, "it is damaged, or made to use up memory; save the tables as CSV if it is neither")
}

pub(super) fn damaged(error: &dyn std::fmt::Display) -> Problem {
    let message = format!("the workbook is damaged: {error}");
    Problem::error(None, message, "open it in a spreadsheet program and save it again")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn parcel(megabytes: usize) -> Vec<u8> {
        let mut bytes = Cursor::new(Vec::new());
        let mut parcel = zip::ZipWriter::new(&mut bytes);
        let options = zip::write::SimpleFileOptions::default();
        for part in 0..4 {
            parcel.start_file(format!("xl/part{part}.xml"), options).unwrap();
            (0..megabytes).for_each(|_| parcel.write_all(&vec![b' '; 1 << 18]).unwrap());
        }
        parcel.finish().unwrap();
        bytes.into_inner()
    }

    #[test]
    fn a_workbook_that_unpacks_to_too_much_is_refused() {
        assert_eq!(check(&parcel(10)).map(|names| names.len()), Ok(4));
        let refused = check(&parcel(40)).unwrap_err();
        assert!(refused.message.contains("unpacks to more than 16 MiB"), "{refused}");
        assert_eq!(unpack(&parcel(1), "xl/part0.xml").map(|content| content.len()), Ok(1 << 18));
    }
}
