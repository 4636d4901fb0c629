//! Which files of a folder are read.

use super::kinds::{ALIAS_FILES, FRAME, TABLES, TIES};
use super::{Files, read};
use crate::error::{Error, ErrorKind, Problem, Problems};
use crate::io::{ReadOptions, encoding, read_file};
use crate::model::Network;
use std::path::Path;

/// Reads a network from the tables of a folder.
pub(in crate::io) fn read_folder(path: &Path, options: &ReadOptions) -> Result<Network, Error> {
    let names = names(path)?;
    let mut problems = Problems::default();
    let has = |name: &str| names.iter().any(|found| found == name);
    let mut chosen = Vec::new();
    // Any file may be packed.
    let packed = |name: &str| format!("{name}.gz");
    let is_there = |name: &str| has(name) || has(&packed(name));
    let read_one = |name: &'static str, problems: &mut Problems| -> Result<Vec<u8>, Error> {
        let bytes = read_file(&path.join(if has(name) { name.to_owned() } else { packed(name) }))?;
        let (bytes, notes) = encoding::unwrap(&bytes).map_err(|error| match error.into_problems() {
            Ok(problems) => in_words(problems, name).into(),
            Err(error) => error,
        })?;
        problems.extend(notes.into_iter().map(|note| note.in_file(name)));
        Ok(bytes.into_owned())
    };
    for kind in TABLES {
        if let Some(file) = kind.files.iter().find(|file| is_there(file)) {
            chosen.push((kind, *file, read_one(file, &mut problems)?));
        }
    }
    let aliases = match ALIAS_FILES.iter().find(|file| is_there(file)) {
        Some(file) => Some((*file, read_one(file, &mut problems)?)),
        None => None,
    };
    if !chosen.iter().any(|(kind, ..)| kind.name == TIES.name) {
        let help = format!("name the table of ties {}", TIES.files.join(" or "));
        problems.push(Problem::error(None, "the folder has no table of ties", help));
    }
    let frame = if is_there(FRAME) { Some(read_one(FRAME, &mut problems)?) } else { None };
    if frame.is_none() {
        let message = format!("no {FRAME}: home, focal actor, date and mandates are not known");
        let help = "questions about access then need --from and --to";
        problems.push(Problem::warning(None, message, help));
    }
    let read_already = |name: &str| {
        let plain = if has(name.trim_end_matches(".gz")) { name } else { name.trim_end_matches(".gz") };
        plain == FRAME || chosen.iter().any(|(_, file, _)| *file == plain) || aliases.iter().any(|(file, _)| *file == plain)
    };
    let others: Vec<&str> =
        names.iter().map(String::as_str).filter(|name| !read_already(name) && is_data(name)).collect();
    if !others.is_empty() {
        let message = format!("not read: {}", others.join(", "));
        problems.push(Problem::warning(None, message, "only files with the name of a table are"));
    }
    let further = aliases.iter().map(|(file, bytes)| (*file, bytes)).chain(frame.iter().map(|bytes| (FRAME, bytes)));
    let digest = digest(chosen.iter().map(|(_, file, bytes)| (*file, bytes)).chain(further));
    let tables = chosen.iter().map(|(kind, file, bytes)| (*kind, Some(*file), bytes.as_slice())).collect();
    let name = path.canonicalize().ok().and_then(|path| Some(path.file_name()?.to_str()?.to_owned()));
    let options = ReadOptions { id: options.id.clone().or(name), ..options.clone() };
    let aliases = aliases.as_ref().map(|(file, bytes)| (*file, bytes.as_slice()));
    read(&Files { frame: frame.as_deref(), tables, aliases, notes: problems }, &options, digest)
}

/// Problems of a file that has no lines yet, with its name.
fn in_words(problems: Problems, file: &str) -> Problems {
    let mut told = Problems::default();
    told.extend(problems.into_iter().map(|mut problem| {
        problem.message = format!("{file}: {}", problem.message);
        problem
    }));
    told
}

/// Names of the files of a folder, in order.
fn names(path: &Path) -> Result<Vec<String>, Error> {
    let failed = |source| Error::from(ErrorKind::Io { path: path.display().to_string(), source });
    let mut names = Vec::new();
    for entry in std::fs::read_dir(path).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        if let Some(name) = entry.file_name().to_str().filter(|_| entry.path().is_file()) {
            names.push(name.to_owned());
        }
    }
    names.sort();
    Ok(names)
}

fn is_data(name: &str) -> bool {
    let extension = Path::new(name).extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    ["csv", "tsv", "json", "xlsx", "xls", "ods", "gz"].contains(&extension)
}

/// The digest of a folder: of the names, lengths and contents of the files read.
fn digest<'a>(files: impl Iterator<Item = (&'static str, &'a Vec<u8>)>) -> String {
    let mut hasher = blake3::Hasher::new();
    for (name, bytes) in files {
        hasher.update(format!("{name}\n{}\n", bytes.len()).as_bytes());
        hasher.update(bytes);
    }
    hasher.finalize().to_hex().to_string()
}
