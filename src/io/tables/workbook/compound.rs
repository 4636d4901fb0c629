//! What of an XLS workbook is given to its reader: its stream of records alone, once it is known how large the sheets say they
//! are.
//!
//! An XLS file is a file system of sectors ([MS-CFB](https://learn.microsoft.com/openspecs/windows_protocols/ms-cfb)) with one
//! stream of records ([MS-XLS](https://learn.microsoft.com/openspecs/office_file_formats/ms-xls)). A record of a few bytes may
//! claim a sheet of billions of cells, for which a reader that trusts it makes room.

use super::raw::MOST_CELLS;
use super::zipped::damaged;
use crate::error::Problem;
use std::collections::HashSet;

/// A sector number from which on there is no sector.
const NO_SECTOR: u32 = 0xFFFF_FFFA;

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(bytes.get(at..at + 2)?.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?))
}

/// The workbook with nothing but its stream of records, in a file system in which every chain has an end.
///
/// # Errors
/// Sheets that are too large, or no stream of records where one should be.
pub(super) fn plain(bytes: &[u8]) -> Result<Vec<u8>, Problem> {
    let lost = || damaged(&"there are no sheets where they should be");
    let protected = "EncryptedPackage".bytes().flat_map(|byte| [byte, 0]).collect::<Vec<u8>>();
    if bytes.windows(protected.len()).any(|window| window == protected) {
        return Err(Problem::error(None, "the workbook is protected by a password", "save it without"));
    }
    let stream = File::open(bytes).and_then(|file| file.workbook()).ok_or_else(lost)?;
    let cells = cells(&stream).ok_or_else(lost)?;
    if cells > MOST_CELLS as u64 {
        let message = format!("the sheets span {cells} cells, more than {MOST_CELLS}");
        return Err(Problem::error(None, message, "leave out what is not asked about, or save the tables as CSV"));
    }
    packed(&stream).ok_or_else(lost)
}

/// Bytes of a sector of the files that are written here.
const SECTOR: usize = 1 << 12;
/// The end of a chain.
const END: u32 = 0xFFFF_FFFE;
/// A sector of which nothing is told.
const NONE: u32 = 0xFFFF_FFFF;
/// Streams of fewer bytes lie elsewhere.
const LEAST: usize = 4096;

/// A stream of records as the only stream of a file: a head, the table of the sector after each sector, the directory, the
/// stream. `None` if it needs more tables than a head lists.
fn packed(stream: &[u8]) -> Option<Vec<u8>> {
    let size = stream.len().max(LEAST);
    let sectors = size.div_ceil(SECTOR);
    let tables = (sectors + 1).div_ceil(SECTOR / 4 - 1);
    let [directory, first] = [tables, tables + 1];
    let mut file = vec![0; SECTOR * (1 + tables + 1 + sectors)];
    let mut put = |at: usize, bytes: &[u8]| file[at..at + bytes.len()].copy_from_slice(bytes);
    let mut put_number = |at: usize, number: u32| put(at, &number.to_le_bytes());
    for (at, number) in [(44, tables as u32), (48, directory as u32), (56, LEAST as u32), (60, END), (68, END)] {
        put_number(at, number);
    }
    for i in 0..109 {
        put_number(76 + 4 * i, if i < tables { i as u32 } else { NONE });
    }
    for i in 0..tables * SECTOR / 4 {
        let next = match i {
            _ if i < tables => 0xFFFF_FFFD,
            _ if i == directory || i + 1 == first + sectors => END,
            _ if i < first + sectors => i as u32 + 1,
            _ => NONE,
        };
        put_number(SECTOR + 4 * i, next);
    }
    let entries = SECTOR * (1 + directory);
    for entry in 0..SECTOR / 128 {
        (0..3).for_each(|link| put_number(entries + 128 * entry + 68 + 4 * link, NONE));
    }
    // The directory is a tree: the stream is beneath the root.
    put_number(entries + 76, 1);
    put_number(entries + 128 + 116, first as u32);
    put_number(entries + 128 + 120, size as u32);
    put(0, &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
    // Versions, the order of bytes, and the sizes of sectors as powers of two.
    put(24, &[0x3E, 0, 4, 0, 0xFE, 0xFF, 12, 0, 6, 0]);
    for (entry, name, kind) in [(entries, "Root Entry", 5), (entries + 128, "Workbook", 2)] {
        let name: Vec<u8> = name.bytes().chain([0]).flat_map(|byte| [byte, 0]).collect();
        put(entry, &name);
        put(entry + 64, &[name.len() as u8, 0, kind, 1]);
    }
    put(SECTOR * (1 + first), stream);
    (tables <= 109).then_some(file)
}

/// The file system.
struct File<'a> {
    bytes: &'a [u8],
    /// Bytes of a sector.
    size: usize,
    /// The sector after each sector.
    next: Vec<u32>,
}

impl<'a> File<'a> {
    fn open(bytes: &'a [u8]) -> Option<Self> {
        let shift = u16_at(bytes, 30).filter(|shift| (7..=16).contains(shift))?;
        let mut file = Self { bytes, size: 1 << shift, next: Vec::new() };
        let mut tables: Vec<u32> = (0..109).filter_map(|i| u32_at(bytes, 76 + 4 * i)).collect();
        let (mut more, mut seen) = (u32_at(bytes, 68)?, HashSet::new());
        while more < NO_SECTOR && seen.insert(more) {
            let sector = file.sector(more)?;
            let last = file.size / 4 - 1;
            tables.extend((0..last).filter_map(|i| u32_at(sector, 4 * i)));
            more = u32_at(sector, 4 * last)?;
        }
        let tables = tables.into_iter().filter(|table| *table < NO_SECTOR).filter_map(|table| file.sector(table));
        let next: Vec<u32> =
            tables.flat_map(|sector| sector.chunks_exact(4).filter_map(|four| u32_at(four, 0))).collect();
        file.next = next;
        Some(file)
    }

    fn sector(&self, number: u32) -> Option<&'a [u8]> {
        let start = (number as usize + 1).checked_mul(self.size)?;
        // The last sector may be cut short.
        self.bytes.get(start..(start + self.size).min(self.bytes.len())).filter(|sector| !sector.is_empty())
    }

    /// The sectors of a chain one after another.
    fn chain(&self, first: u32) -> Vec<u8> {
        let (mut stream, mut sector, mut seen) = (Vec::new(), first, HashSet::new());
        while sector < NO_SECTOR && seen.insert(sector) {
            let Some(content) = self.sector(sector) else { break };
            stream.extend_from_slice(content);
            sector = self.next.get(sector as usize).copied().unwrap_or(NO_SECTOR);
        }
        stream
    }

    /// The stream of records.
    fn workbook(&self) -> Option<Vec<u8>> {
        let directory = self.chain(u32_at(self.bytes, 48)?);
        let entries: Vec<&[u8]> = directory.chunks_exact(128).collect();
        let named = |entry: &&&[u8]| {
            let name: Vec<u8> = "Workbook".bytes().flat_map(|byte| [byte, 0]).collect();
            let old: Vec<u8> = "Book".bytes().flat_map(|byte| [byte, 0]).collect();
            entry.starts_with(&[name, vec![0, 0]].concat()) || entry.starts_with(&[old, vec![0, 0]].concat())
        };
        let entry = entries.iter().find(named)?;
        let (start, size) = (u32_at(entry, 116)?, u32_at(entry, 120)? as usize);
        if size as u64 >= u64::from(u32_at(self.bytes, 56)?) {
            return Some(self.chain(start)).map(|mut stream| {
                stream.truncate(size);
                stream
            });
        }
        self.small(entries.first()?, start, size)
    }

    /// A small stream, which lies in sectors of its own within a stream that the first entry tells.
    fn small(&self, root: &[u8], start: u32, size: usize) -> Option<Vec<u8>> {
        let within = self.chain(u32_at(root, 116)?);
        let next = self.chain(u32_at(self.bytes, 60)?);
        let small = 1_usize << u16_at(self.bytes, 32).filter(|shift| (4..=16).contains(shift))?;
        let (mut stream, mut sector, mut seen) = (Vec::new(), start, HashSet::new());
        while sector < NO_SECTOR && seen.insert(sector) && stream.len() < size {
            let at = (sector as usize).checked_mul(small)?;
            stream.extend_from_slice(within.get(at..(at + small).min(within.len()))?);
            sector = u32_at(&next, 4 * sector as usize)?;
        }
        stream.truncate(size);
        Some(stream)
    }
}

/// How many cells the sheets span, by what they say of themselves and by the cells in them, whichever is more.
fn cells(stream: &[u8]) -> Option<u64> {
    let mut all = 0_u64;
    let (mut rows, mut columns, mut said) = ((u64::MAX, 0), (u64::MAX, 0), 0);
    let mut at = 0;
    while let (Some(kind), Some(length)) = (u16_at(stream, at), u16_at(stream, at + 2)) {
        let data = stream.get(at + 4..at + 4 + length as usize)?;
        at += 4 + length as usize;
        match kind {
            // A sheet begins.
            0x0809 => {
                all = all.saturating_add(span(rows, columns).max(said));
                (rows, columns, said) = ((u64::MAX, 0), (u64::MAX, 0), 0);
            }
            // Where a sheet begins, which must be within.
            0x0085 if u32_at(data, 0)? as usize >= stream.len() => return None,
            // What a sheet says of its size; a first row after the last is none.
            0x0200 => said = said.max(dimensions(data)?),
            // Numbers, labels, errors, formulas and rows of numbers.
            0x0203 | 0x0204 | 0x0205 | 0x00D6 | 0x00FD | 0x027E | 0x00BD | 0x0006 => {
                let (row, column) = (u64::from(u16_at(data, 0)?), u64::from(u16_at(data, 2)?));
                let last = if kind == 0x00BD { u64::from(u16_at(data, data.len().checked_sub(2)?)?) } else { column };
                rows = (rows.0.min(row), rows.1.max(row));
                columns = (columns.0.min(column.min(last)), columns.1.max(last.max(column)));
            }
            _ => {}
        }
    }
    Some(all.saturating_add(span(rows, columns).max(said)))
}

fn span(rows: (u64, u64), columns: (u64, u64)) -> u64 {
    if rows.0 > rows.1 { 0 } else { (rows.1 - rows.0 + 1) * (columns.1 - columns.0 + 1) }
}

fn dimensions(data: &[u8]) -> Option<u64> {
    let [top, bottom, left, right] = if data.len() >= 14 {
        [u32_at(data, 0)?, u32_at(data, 4)?, u32::from(u16_at(data, 8)?), u32::from(u16_at(data, 10)?)]
    } else {
        [0, 2, 4, 6].map(|at| u16_at(data, at).map_or(0, u32::from))
    };
    let (height, width) = (bottom.checked_sub(top)?, right.checked_sub(left)?);
    Some(u64::from(height) * u64::from(width))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn record(kind: u16, data: &[u16]) -> Vec<u8> {
        let data: Vec<u8> = data.iter().flat_map(|two| two.to_le_bytes()).collect();
        [kind.to_le_bytes().to_vec(), (data.len() as u16).to_le_bytes().to_vec(), data].concat()
    }

    #[test]
    fn sheets_tell_how_large_they_are() {
        let far =
            [record(0x0809, &[]), record(0x0203, &[0, 0, 0]), record(0x00BD, &[9, 2, 0, 0, 0, 4]), record(0x000A, &[])];
        assert_eq!(cells(&far.concat()), Some(50));
        let claimed = [record(0x0809, &[]), record(0x0200, &[0, 0, 0xFFFF, 0xFFFF, 0, 256, 0])];
        assert_eq!(cells(&claimed.concat()), Some(0xFFFF_FFFF * 256));
        assert_eq!(cells(&record(0x0200, &[9, 0, 3, 0, 0, 1, 0])), None, "it ends before it begins");
    }

    #[test]
    fn what_is_packed_is_found_again() {
        for length in [0, 10, 4095, 4096, 4097, 3 * SECTOR, 1023 * SECTOR, 1024 * SECTOR + 1] {
            let stream: Vec<u8> = (0..length).map(|i| (i % 251) as u8).collect();
            let file = packed(&stream).unwrap();
            let found = File::open(&file).unwrap().workbook().unwrap();
            assert!(found.starts_with(&stream) && found[length..].iter().all(|byte| *byte == 0), "{length}");
            assert_eq!(found.len(), length.max(LEAST));
        }
    }

    proptest! {
        #[test]
        fn no_bytes_are_too_much(
            bytes in prop::collection::vec(any::<u8>(), 0..2000), shift in 0..20_u8, links in prop::collection::vec(0..4_u8, 8)
        ) {
            let mut bytes = bytes;
            // A head that points into the file, so that there is something to follow.
            for (at, value) in [30, 32, 44, 48, 56, 60, 68, 76].into_iter().zip(links) {
                if let Some(byte) = bytes.get_mut(at..at + 4) {
                    byte.copy_from_slice(&[if at == 30 { shift } else { value }, 0, 0, 0]);
                }
            }
            let _ = plain(&bytes);
            let _ = cells(&bytes);
        }
    }
}
