//! Writing: answers and files, each whole or not at all.

use super::failure::Failure;
use super::options::{Language, Running};
use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};
use proxeny::model::{Mandate, Network};
use proxeny::render::answers::{self, Page, harmless};
use proxeny::report::{self, Answer, Block};
use proxeny::{Control, Progress};
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// In which format an answer is given.
#[derive(Args)]
#[command(next_help_heading = "Program")]
pub(crate) struct FormatArgs {
    /// Format of the answer
    #[arg(long, value_enum, default_value_t = FormatArg::Table)]
    pub(crate) format: FormatArg,
}

/// Whether an answer also explains its numbers.
#[derive(Args)]
pub(crate) struct Explaining {
    /// Also tell what each number means, what goes into it and what it assumes
    #[arg(long)]
    pub(crate) explain: bool,
}

impl Explaining {
    /// Adds the explanations to an answer, if they are asked for.
    pub(crate) fn add(&self, answer: &mut Answer, network: &Network, mandate: Option<&Mandate>, language: Language) {
        if self.explain {
            report::add_explanations_of(answer, network, mandate, language.code());
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum FormatArg {
    /// Words and aligned tables
    Table,
    /// Everything, for programs
    Json,
    /// Tables, for spreadsheets
    Csv,
    /// Markdown
    Md,
}

impl FormatArg {
    fn name(self) -> &'static str {
        match self {
            Self::Table => "table",
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Md => "md",
        }
    }
}

/// Stages of a run and how long they took.
pub(crate) struct Clock {
    last: Instant,
    read: f64,
    build: f64,
    compute: f64,
    /// A sign of life on standard error, if that is a terminal. Gone when the clock is.
    alive: ProgressBar,
}

impl Clock {
    pub(crate) fn start(running: &Running) -> Self {
        let alive = if running.quiet { ProgressBar::hidden() } else { ProgressBar::new_spinner() };
        alive.set_style(style(ALIVE));
        alive.set_message("reading");
        alive.enable_steady_tick(Duration::from_millis(200));
        Self { last: Instant::now(), read: 0.0, build: 0.0, compute: 0.0, alive }
    }

    fn lap(&mut self) -> f64 {
        let now = Instant::now();
        let lap = now.duration_since(std::mem::replace(&mut self.last, now));
        lap.as_secs_f64()
    }

    /// The input has been read.
    pub(crate) fn read(&mut self) {
        self.alive.set_message("computing");
        self.read += self.lap();
    }

    /// Shows the progress of the work on standard error, if that is a terminal and not to be quiet.
    pub(crate) fn control(&self) -> Control {
        if self.alive.is_hidden() {
            return Control::new();
        }
        let alive = self.alive.clone();
        Control::new().on_progress(move |progress| show(&alive, progress))
    }

    /// The topology has been built.
    pub(crate) fn built(&mut self) {
        self.build += self.lap();
    }

    /// The answer has been found.
    pub(crate) fn computed(&mut self) {
        self.alive.finish_and_clear();
        self.compute += self.lap();
    }

    #[expect(clippy::print_stderr, reason = "this is the program")]
    fn report(mut self) {
        let write = self.lap();
        let line = serde_json::json!({
            "read_s": self.read, "build_s": self.build, "compute_s": self.compute, "write_s": write,
            "peak_rss_mb": peak_rss_mb(),
        });
        eprintln!("{line}");
    }
}

const ALIVE: &str = "{spinner} {elapsed} {msg}";
const SHARE: &str = "{spinner} {elapsed} {msg} {bar:24} {percent}%";
/// Nobody knows beforehand how many worlds a precision takes, so that there is no share to show.
const GROWING: &str = "{spinner} {elapsed} {msg} {bar:24} {pos} of {len} worlds, and more until the precision is met";

fn style(template: &str) -> ProgressStyle {
    ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_spinner())
}

fn show(bar: &ProgressBar, progress: Progress) {
    bar.set_style(style(match progress {
        Progress { total: 0 | 1, .. } => ALIVE,
        Progress { may_grow: true, .. } => GROWING,
        _ => SHARE,
    }));
    bar.set_message(progress.phase);
    bar.set_length(progress.total);
    bar.set_position(progress.done);
}

/// The most memory the process had, where the system tells.
fn peak_rss_mb() -> Option<f64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    let kib: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kib / 1024.0)
}

/// Prints an answer, with its warnings on standard error.
pub(crate) fn answer(answer: &Answer, format: FormatArg, running: &Running, clock: Clock) -> Result<(), Failure> {
    let renderer = answers::find(format.name()).expect("invariant: every format of the command line is registered");
    warn(&answer.envelope.warnings, running);
    let told = renderer.render(answer, &if running.output.is_some() { Page::default() } else { page() });
    // Formats for reading are harmless in themselves, and the colours of a terminal are commands.
    if format == FormatArg::Table { bytes(told.as_bytes(), running, clock) } else { text(&told, running, clock) }
}

/// Prints an answer on standard output beside what is in the output file; its warnings are told already.
pub(crate) fn also(answer: &Answer, format: FormatArg) -> Result<(), Failure> {
    let renderer = answers::find(format.name()).expect("invariant: every format of the command line is registered");
    stdout(renderer.render(answer, &page()).as_bytes())
}

/// Tells warnings on standard error, unless that is to be quiet.
#[expect(clippy::print_stderr, reason = "this is the program")]
pub(crate) fn warn(warnings: &[String], running: &Running) {
    if !running.quiet {
        for warning in warnings {
            eprintln!("warning: {}", harmless(warning));
        }
    }
}

/// Tells on standard error why there is nothing to write.
#[expect(clippy::print_stderr, reason = "this is the program")]
pub(crate) fn explain(answer: &Answer) {
    for block in &answer.blocks {
        if let Block::Paragraph(text) = block {
            eprintln!("{}", harmless(text));
        }
    }
}

/// Writes a text to the output file or to standard output, where a terminal gets nothing that it would act on.
pub(crate) fn text(text: &str, running: &Running, clock: Clock) -> Result<(), Failure> {
    let to_terminal = running.output.is_none() && io::stdout().is_terminal();
    let shown = if to_terminal { harmless(text) } else { text.into() };
    bytes(shown.as_bytes(), running, clock)
}

/// Writes the content of a file to the output file or to standard output.
pub(crate) fn bytes(bytes: &[u8], running: &Running, clock: Clock) -> Result<(), Failure> {
    to(running.output.as_deref(), bytes, running, clock)
}

/// Writes the content of a file to this file or to standard output.
pub(crate) fn to(file: Option<&Path>, bytes: &[u8], running: &Running, clock: Clock) -> Result<(), Failure> {
    match file {
        Some(path) if path.as_os_str() != "-" => write_file(path, bytes)
            .map_err(|error| Failure::Write(format!("error: cannot write {}: {error}", path.display())))?,
        _ => stdout(bytes)?,
    }
    if running.timings {
        clock.report();
    }
    Ok(())
}

/// Tells something on standard error, unless that is to be quiet.
#[expect(clippy::print_stderr, reason = "this is the program")]
pub(crate) fn tell(text: &str, running: &Running) {
    if !running.quiet {
        eprintln!("{}", harmless(text));
    }
}

/// Writes a folder beside the target and renames it when it is complete. An old folder is replaced only if it holds
/// nothing but files of these names.
pub(crate) fn folder(
    path: &Path,
    files: &[(&str, Vec<u8>)],
    known: &[&str],
    clock: Option<Clock>,
) -> Result<(), Failure> {
    let failed = |why: &dyn std::fmt::Display| Failure::Write(format!("error: cannot write {}: {why}", path.display()));
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if target.exists() {
        let strangers = strangers(&target, known).map_err(|error| failed(&error))?;
        if !strangers.is_empty() {
            let why = format!(
                "the folder holds something else too ({}), which would be lost; name another",
                strangers.join(", ")
            );
            return Err(failed(&why));
        }
    }
    replace_folder(&target, files).map_err(|error| failed(&error))?;
    if let Some(clock) = clock {
        clock.report();
    }
    Ok(())
}

/// What a folder holds besides files of these names.
fn strangers(folder: &Path, known: &[&str]) -> io::Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if !known.contains(&name.as_str()) {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

fn replace_folder(target: &Path, files: &[(&str, Vec<u8>)]) -> io::Result<()> {
    let (new, old) = (beside(target)?, beside(target)?.with_extension("old"));
    fs::create_dir(&new)?;
    let written = files.iter().try_for_each(|(name, bytes)| fill(&new.join(name), bytes, None)).and_then(|()| {
        if !target.exists() {
            return fs::rename(&new, target);
        }
        fs::set_permissions(&new, fs::metadata(target)?.permissions())?;
        fs::rename(target, &old)?;
        fs::rename(&new, target).inspect_err(|_| drop(fs::rename(&old, target)))?;
        fs::remove_dir_all(&old)
    });
    if written.is_err() {
        // The first error is the one to tell.
        let _ = fs::remove_dir_all(&new);
    }
    written
}

/// Writes to standard output; a reader that has gone away is no failure.
pub(crate) fn stdout(bytes: &[u8]) -> Result<(), Failure> {
    let mut stdout = io::stdout().lock();
    match stdout.write_all(bytes).and_then(|()| stdout.flush()) {
        Ok(()) => Ok(()),
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Err(Failure::BrokenPipe),
        Err(error) => Err(Failure::Write(format!("error: cannot write: {error}"))),
    }
}

/// The width of the terminal; what is no terminal gets as many columns as `COLUMNS` says, or 100, and no colour.
fn page() -> Page {
    let terminal = io::stdout().is_terminal();
    let wished = || std::env::var("COLUMNS").ok()?.parse().ok();
    let width = if terminal { terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)) } else { None };
    let width = width.or_else(wished);
    let plain = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
    Page { width: width.unwrap_or(100), color: terminal && !plain && !dumb }
}

/// Writes beside the target and renames, so that a failed run leaves the old file. Links are followed, the old file's
/// mode is kept; what is not a regular file (a pipe, `/dev/stdout`) is written directly.
fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let old = fs::metadata(&target).ok();
    if old.as_ref().is_some_and(|old| !old.is_file()) {
        return fs::OpenOptions::new().write(true).open(&target)?.write_all(bytes);
    }
    let beside = beside(&target)?;
    let written = fill(&beside, bytes, old.as_ref()).and_then(|()| fs::rename(&beside, &target));
    if written.is_err() {
        // The first error is the one to tell.
        let _ = fs::remove_file(&beside);
    } else {
        clear_away(&target);
    }
    written
}

/// Removes what runs that were killed had begun to write for this target, where the system tells who still runs.
fn clear_away(target: &Path) {
    let (Some(folder), Some(name)) = (target.parent(), target.file_name()) else { return };
    let processes = Path::new("/proc");
    if !processes.join("self").exists() {
        return;
    }
    let begins = format!(".{}.", name.to_string_lossy());
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let file = entry.file_name().to_string_lossy().into_owned();
        let writer = file.strip_prefix(&begins).and_then(|rest| rest.strip_suffix(".part")).map(str::parse::<u32>);
        if let Some(Ok(writer)) = writer
            && !processes.join(writer.to_string()).exists()
        {
            // What cannot be removed is in nobody's way.
            let _ = fs::remove_file(entry.path());
        }
    }
}

fn fill(beside: &Path, bytes: &[u8], old: Option<&fs::Metadata>) -> io::Result<()> {
    let mut file = fs::OpenOptions::new().write(true).create_new(true).open(beside)?;
    file.write_all(bytes)?;
    if let Some(old) = old {
        file.set_permissions(old.permissions())?;
    }
    file.sync_all()
}

fn beside(target: &Path) -> io::Result<PathBuf> {
    let name = target.file_name().ok_or_else(|| io::Error::other("this is not the name of a file"))?;
    let mut hidden = std::ffi::OsString::from(".");
    hidden.push(name);
    hidden.push(format!(".{}.part", std::process::id()));
    Ok(target.with_file_name(hidden))
}
