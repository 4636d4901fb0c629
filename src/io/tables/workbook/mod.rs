//! Workbooks: XLSX, XLS and ODS, one sheet for each table.
//!
//! A workbook is a folder of tables. Its sheets have the names of the files without their endings, or Korean names (관계, 행위자,
//! 기관, 사업, 대상도시, 출처); small and capital letters, spaces and underscores do not count. A sheet `network` holds in two
//! columns, key and value, what is no table; a sheet `aliases` other names of actors. Sheets named `read me`, 안내, `lists`, 목록,
//! `examples`, 보기, `never_merge` and 합치지 않음 are for people and passed over. Any other sheet is told and not read, unless it is the only one, or the only one
//! that holds ties: then it is the table of ties, or a matrix.
//!
//! Numbers, truth values and dates are read as they would be typed; a date that is shown without its day is a month. A formula
//! that comes to an error, or whose value was never worked out, is a problem at its cell. Of merged cells the first holds what is
//! there, the others are blank. A hidden sheet with the name of a table is read, any other is not; both are told.
//!
//! **Limits.** Every file of a parcel is unpacked once without being kept, before anything is read: 256 MiB in all, and no more
//! than 200 times the size of the workbook once that is above 16 MiB. Then at most 256 sheets of 2²⁰ rows and 2¹⁴ columns, 2²²
//! cells in all, 256 MiB of text.

mod compound;
mod frame;
mod ods;
mod raw;
mod xls;
mod xlsx;
mod zipped;

use super::kinds::{ACTOR_KINDS, ACTORS, PROGRAMMES, REACHED, SOURCES, TIE_KINDS, TIES, TableKind, squash};
use super::sheet::Sheet;
use super::{Sheets, is_ties, matrix};
use crate::error::{Error, Place, Problem, Problems};
use crate::io::{Format, Input, ReadOptions};
use crate::model::{Network, NetworkBuilder};
use raw::{Budget, Content, RawSheet};
use std::cell::Cell;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// Workbooks as a format.
pub(in crate::io) struct Workbook;

/// How a parcel of files begins.
const PARCEL: &[u8] = b"PK\x03\x04";
/// How an XLS file begins.
const COMPOUND: &[u8] = &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1];

/// What a sheet is for.
#[derive(Clone, Copy)]
enum Part {
    Table(&'static TableKind),
    /// What is no table.
    Frame,
    /// Other names of actors.
    Aliases,
    /// For people, or for another command.
    Ignored,
}

/// The sheet of actors that are not the same.
const NEVER_MERGE: &str = "never_merge";
const NEVER_MERGE_KOREAN: &str = "합치지 않음";

/// Names of sheets, and what they are for.
static NAMES: &[(&str, Part)] = &[
    ("ties", Part::Table(&TIES)),
    ("edges", Part::Table(&TIES)),
    ("관계", Part::Table(&TIES)),
    ("actors", Part::Table(&ACTORS)),
    ("nodes", Part::Table(&ACTORS)),
    ("행위자", Part::Table(&ACTORS)),
    ("기관", Part::Table(&ACTORS)),
    ("programmes", Part::Table(&PROGRAMMES)),
    ("programs", Part::Table(&PROGRAMMES)),
    ("사업", Part::Table(&PROGRAMMES)),
    ("reached", Part::Table(&REACHED)),
    ("대상도시", Part::Table(&REACHED)),
    ("sources", Part::Table(&SOURCES)),
    ("출처", Part::Table(&SOURCES)),
    ("actor_kinds", Part::Table(&ACTOR_KINDS)),
    ("행위자 유형", Part::Table(&ACTOR_KINDS)),
    ("기관 유형", Part::Table(&ACTOR_KINDS)),
    ("tie_kinds", Part::Table(&TIE_KINDS)),
    ("관계 유형", Part::Table(&TIE_KINDS)),
    ("network", Part::Frame),
    ("네트워크", Part::Frame),
    ("aliases", Part::Aliases),
    ("별칭", Part::Aliases),
    ("read me", Part::Ignored),
    ("안내", Part::Ignored),
    (NEVER_MERGE, Part::Ignored),
    (NEVER_MERGE_KOREAN, Part::Ignored),
    ("lists", Part::Ignored),
    ("목록", Part::Ignored),
    ("examples", Part::Ignored),
    ("보기", Part::Ignored),
];

impl Format for Workbook {
    fn name(&self) -> &'static str {
        "workbook"
    }

    fn about(&self) -> &'static str {
        "workbook: XLSX, XLS or ODS with a sheet for each table, or a single sheet of ties or a matrix"
    }

    fn extensions(&self) -> &'static [&'static str] {
        &["xlsx", "xlsm", "xls", "ods"]
    }

    fn recognises(&self, _: &str, bytes: &[u8]) -> bool {
        is_one(bytes)
    }

    fn read_with(&self, bytes: &[u8], options: &ReadOptions) -> Result<Input, Error> {
        let mut problems = Problems::default();
        let mut chosen = Chosen::default();
        load(bytes)?.into_iter().for_each(|sheet| chosen.add(sheet, &mut problems));
        chosen.network(bytes, problems, options).map(|network| Input::Network(Box::new(network)))
    }
}

/// Whether a file is a workbook, or something else that begins like one.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    bytes.starts_with(PARCEL) || bytes.starts_with(COMPOUND)
}

/// Reads the only sheet of a workbook as a matrix.
pub(super) fn as_matrix(bytes: &[u8], options: &ReadOptions) -> Result<Network, Error> {
    let mut problems = Problems::default();
    let mut sheets: Vec<RawSheet> =
        load(bytes)?.into_iter().filter(|sheet| !sheet.hidden && !sheet.is_empty()).collect();
    let (Some(sheet), true) = (sheets.pop(), sheets.is_empty()) else {
        let message = "a workbook that is read as a matrix has one sheet";
        return Err(Problem::error(None, message, "save the matrix in a workbook of its own").into());
    };
    tell_merged(&sheet, None, &mut problems);
    let table = sheet.table(None, &mut problems)?;
    matrix::network(&table, builder(bytes, options), problems, options)
}

/// The pairs of ids in the first two columns of the sheet of actors that are not the same, without its head.
pub(in crate::io) fn never_merge(bytes: &[u8]) -> Result<Vec<[String; 2]>, Problem> {
    if !is_one(bytes) {
        return Ok(Vec::new());
    }
    let sheet = load(bytes)?.into_iter().find(|sheet| {
        let name = squash(&sheet.name);
        name == squash(NEVER_MERGE) || name == squash(NEVER_MERGE_KOREAN)
    });
    let cells = sheet.map(RawSheet::rows).unwrap_or_default();
    let text = |row: &[(usize, usize, Content)], column: usize| {
        let cell = row.iter().find(|(_, own, _)| *own == column)?;
        if let Content::Text(text) = &cell.2 { Some(text.trim().to_owned()) } else { None }
    };
    let rows = cells.chunk_by(|one, other| one.0 == other.0).skip(1);
    Ok(rows.filter_map(|row| Some([text(row, 0)?, text(row, 1)?])).collect())
}

fn digest(bytes: &[u8]) -> String {
    blake3::hash(bytes).to_hex().to_string()
}

fn builder(bytes: &[u8], options: &ReadOptions) -> NetworkBuilder {
    NetworkBuilder::new(options.id.as_deref().unwrap_or("network")).digest(digest(bytes))
}

thread_local! {
    static GUEST: Cell<bool> = const { Cell::new(false) };
}

/// Whether this thread reads a workbook. A panic of the reader of its format is then caught and told as damage of the file, so
/// that a hook for panics need not tell it too.
///
/// # Examples
/// ```
/// assert!(!proxeny::io::catches_panics());
/// ```
pub fn catches_panics() -> bool {
    GUEST.get()
}

/// Every sheet of a workbook. The reader of its format is a guest whose faults are told like faults of the file.
fn load(bytes: &[u8]) -> Result<Vec<RawSheet>, Problem> {
    let unsound = |_| Err(zipped::damaged(&"a part of it makes no sense"));
    GUEST.set(true);
    let read = catch_unwind(AssertUnwindSafe(|| sheets(bytes)));
    GUEST.set(false);
    read.unwrap_or_else(unsound)
}

fn sheets(bytes: &[u8]) -> Result<Vec<RawSheet>, Problem> {
    let mut budget = Budget::default();
    if bytes.starts_with(COMPOUND) {
        return xls::sheets(&compound::plain(bytes)?, &mut budget);
    }
    if !bytes.starts_with(PARCEL) {
        return Err(Problem::error(None, "this is no workbook", "XLSX, XLS and ODS are read"));
    }
    let names = zipped::check(bytes)?;
    let has = |name: &str| names.iter().any(|found| found == name);
    if has("content.xml") {
        return ods::sheets(bytes, &mut budget);
    }
    if names.iter().any(|name| name.ends_with("workbook.bin")) {
        return Err(Problem::error(None, "this is a binary workbook (XLSB)", "save it as XLSX or ODS"));
    }
    if !has("[Content_Types].xml") {
        let message = "this is a parcel of files, but no workbook that can be read";
        return Err(Problem::error(None, message, "save it as XLSX or ODS"));
    }
    xlsx::sheets(bytes, &mut budget)
}

/// A sheet that is read, with the name that places have.
type Named = (Option<&'static str>, RawSheet);

/// The sheets by what they are for.
#[derive(Default)]
struct Chosen {
    tables: Vec<(&'static TableKind, Named)>,
    frame: Option<Named>,
    aliases: Option<Named>,
    others: Vec<RawSheet>,
}

impl Chosen {
    fn add(&mut self, sheet: RawSheet, problems: &mut Problems) {
        let known = NAMES.iter().find(|(name, _)| squash(name) == squash(&sheet.name));
        let Some((name, part)) = known else { return self.others.push(sheet) };
        let taken = match part {
            Part::Table(kind) => self.tables.iter().any(|(other, _)| other.name == kind.name),
            Part::Frame => self.frame.is_some(),
            Part::Aliases => self.aliases.is_some(),
            Part::Ignored => return,
        };
        if taken {
            let message = format!("sheet {:?} holds what another sheet holds already", sheet.name);
            problems.push(Problem::error(None, message, "bring both together in one, or rename it"));
            return;
        }
        if sheet.hidden {
            let message = format!("sheet {:?} is hidden, and read all the same", sheet.name);
            problems.push(Problem::warning(None, message, "rename it if it should not be"));
        }
        let named = (Some(*name), sheet);
        match part {
            Part::Table(kind) => self.tables.push((kind, named)),
            Part::Frame => self.frame = Some(named),
            Part::Aliases => self.aliases = Some(named),
            Part::Ignored => {}
        }
    }

    fn network(mut self, bytes: &[u8], mut problems: Problems, options: &ReadOptions) -> Result<Network, Error> {
        self.others.retain(|sheet| !sheet.is_empty());
        let mut tables = Vec::new();
        let mut unread = false;
        let mut single = None;
        if !self.tables.iter().any(|(kind, _)| kind.name == TIES.name) {
            single = self.only_one(&mut problems)?;
        }
        self.tell_others(&mut problems);
        if let Some(sheet) = single {
            if self.tables.is_empty() && !is_ties(&sheet) && matrix::is_matrix(&sheet) {
                return matrix::network(&sheet, builder(bytes, options), problems, options);
            }
            tables.push((&TIES, sheet));
        }
        let mut builder = builder(bytes, options);
        match self.frame {
            Some((name, sheet)) => builder = frame::read(sheet, name, builder, options, &mut problems)?,
            None if tables.is_empty() || !self.tables.is_empty() => {
                let message = "no sheet `network`: home, focal actor, date and mandates are not known";
                let help = "questions about access then need --from and --to";
                problems.push(Problem::warning(None, message, help));
            }
            None => {}
        }
        for (kind, (name, sheet)) in self.tables {
            tell_merged(&sheet, name, &mut problems);
            match sheet.table(name, &mut problems) {
                Ok(sheet) => tables.push((kind, sheet)),
                Err(problem) => {
                    unread |= kind.name == ACTORS.name;
                    problems.push(problem);
                }
            }
        }
        let aliases = match self.aliases.filter(|(_, sheet)| !sheet.is_empty()) {
            Some((name, sheet)) => Some(sheet.table(name, &mut problems)?),
            None => None,
        };
        Sheets { tables, aliases, unread, merged: None, problems }.network(builder.digest(digest(bytes)), options)
    }

    /// The sheet of ties where none has its name: the only one there is, or the only one that names both ends of a tie.
    fn only_one(&mut self, problems: &mut Problems) -> Result<Option<Sheet<'static>>, Problem> {
        let shown: Vec<usize> = (0..self.others.len()).filter(|i| !self.others[*i].hidden).collect();
        let mut likely = shown.clone();
        if shown.len() != 1 || !self.tables.is_empty() {
            likely.retain(|i| self.others[*i].head().is_ok_and(|sheet| is_ties(&sheet)));
        }
        let [only] = likely.as_slice() else {
            let message = if likely.is_empty() { "no sheet holds ties" } else { "several sheets may hold ties" };
            problems.push(Problem::error(None, message, "name the sheet of ties `ties` or `관계`"));
            return Ok(None);
        };
        let sheet = self.others.remove(*only);
        tell_merged(&sheet, None, problems);
        if !self.tables.is_empty() || shown.len() > 1 {
            let message = format!("sheet {:?} is read as the ties, since it names both ends of each", sheet.name);
            problems.push(Problem::warning(None, message, "name it `ties`"));
        }
        sheet.table(None, problems).map(Some)
    }

    /// Tells the sheets that are not read.
    fn tell_others(&self, problems: &mut Problems) {
        for (hidden, what) in [(true, "hidden sheets that are not read"), (false, "sheets that are not read")] {
            let sheets = self.others.iter().filter(|sheet| sheet.hidden == hidden);
            let names: Vec<String> = sheets.map(|sheet| format!("{:?}", sheet.name)).collect();
            if !names.is_empty() {
                let message = format!("{what}: {}", names.join(", "));
                problems.push(Problem::warning(None, message, "only sheets with the name of a table are"));
            }
        }
    }
}

/// Tells merged cells of a sheet.
fn tell_merged(sheet: &RawSheet, name: Option<&'static str>, problems: &mut Problems) {
    let Some(first) = sheet.merged.first() else { return };
    let more =
        if sheet.merged.len() > 1 { format!(" and {} more blocks", sheet.merged.len() - 1) } else { String::new() };
    let message =
        format!("cells are merged ({first}{more}): what they hold is read as that of the first of them alone");
    let place = Some(Place::cell(1, 1).in_file(name));
    problems.push(Problem::warning(place, message, "part them, and fill in each"));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_sheets_are_sound() {
        for (i, (name, _)) in NAMES.iter().enumerate() {
            assert!(NAMES[i + 1..].iter().all(|(other, _)| squash(name) != squash(other)), "{name}");
        }
        for kind in super::super::kinds::TABLES {
            assert!(NAMES.iter().any(|(name, part)| *name == kind.name && matches!(part, Part::Table(_))));
        }
    }
}
