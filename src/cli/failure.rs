//! How the program ends when it does not end well.

use proxeny::render::answers::harmless;
use proxeny::{Error, ErrorKind, Problem};
use std::fmt::Write;
use std::process::ExitCode;

/// Why a command ended early, and so its exit code.
#[derive(Debug)]
pub(crate) enum Failure {
    /// It ran, and the answer is negative: 1.
    Negative,
    /// It was called wrongly: 2.
    Usage(String),
    /// The input is bad or missing: 3.
    Input(String),
    /// The output cannot be written, or not without loss: 4.
    Write(String),
    /// Nobody reads the output any more: 0.
    BrokenPipe,
}

impl Failure {
    /// An error of the library; problems are told with the name of the input they are in.
    pub(crate) fn of(error: &Error, input: &str) -> Self {
        match error.kind() {
            ErrorKind::Input(problems) => {
                let lines: Vec<String> = problems.iter().map(|problem| placed(problem, input)).collect();
                let count = lines.len() + problems.untold();
                let noun = if count == 1 { "problem" } else { "problems" };
                let mut told = format!("{}\n{count} {noun} in {input}", lines.join("\n"));
                if let Some(rows) = problems.rows() {
                    let _ = write!(told, "\nrows read: {rows}");
                    for aside in problems.rows_set_aside() {
                        let _ = write!(told, "\n  {aside}");
                    }
                }
                Self::Input(told)
            }
            ErrorKind::Io { .. }
            | ErrorKind::NoMatch { .. }
            | ErrorKind::Ambiguous { .. }
            | ErrorKind::NotConverged { .. }
            | ErrorKind::Font(_)
            | ErrorKind::Undefined { .. } => Self::Input(format!("error: {error}")),
            _ => Self::Usage(format!("error: {error}")),
        }
    }

    /// Says on standard error what happened.
    #[expect(clippy::print_stderr, reason = "this is the program")]
    pub(crate) fn report(self) -> ExitCode {
        let (code, message) = match self {
            Self::BrokenPipe => (0, None),
            Self::Negative => (1, None),
            Self::Usage(message) => (2, Some(message)),
            Self::Input(message) => (3, Some(message)),
            Self::Write(message) => (4, Some(message)),
        };
        if let Some(message) = message {
            eprintln!("{}", harmless(&message));
        }
        ExitCode::from(code)
    }
}

/// A problem with the file it is in before it.
pub(super) fn placed(problem: &Problem, input: &str) -> String {
    let in_folder = problem.place.is_some_and(|place| place.file.is_some() && place.cell_name().is_none());
    let folder = input.trim_end_matches('/');
    if in_folder { format!("{folder}/{problem}") } else { format!("{input}:{problem}") }
}
