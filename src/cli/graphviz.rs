//! An installed Graphviz, started to lay out and draw DOT.

use super::failure::Failure;
use std::io::{ErrorKind, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

/// The program that draws with every engine.
pub(crate) const PROGRAM: &str = "dot";
/// How long it may take.
pub(crate) const PATIENCE: Duration = Duration::from_mins(1);
/// The formats that it is asked for.
pub(crate) const FORMATS: [&str; 3] = ["svg", "png", "pdf"];

const MISSING: &str = "error: --engine needs Graphviz, and there is no program `dot`; install it (apt install graphviz, \
                       dnf install graphviz, brew install graphviz, winget install graphviz), or leave out --engine: svg \
                       needs no other program";

/// Draws DOT in a format; what the program says on standard error is handed back with the drawing.
///
/// All that goes wrong is a [`Failure::Write`]: the drawing cannot be made.
pub(crate) fn draw(
    program: &str,
    format: &str,
    dot: Vec<u8>,
    patience: Duration,
) -> Result<(Vec<u8>, String), Failure> {
    let mut command = Command::new(program);
    command.arg(format!("-T{format}")).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().map_err(|error| match error.kind() {
        ErrorKind::NotFound => Failure::Write(MISSING.to_owned()),
        _ => Failure::Write(format!("error: cannot start `{program}`: {error}")),
    })?;
    // Each pipe has its own thread: whoever fills one waits for nobody who is busy with another.
    if let Some(mut stdin) = child.stdin.take() {
        // A program that ends early leaves the rest unread, and says itself why.
        thread::spawn(move || drop(stdin.write_all(&dot)));
    }
    let (drawing, complaints) = (drained(child.stdout.take()), drained(child.stderr.take()));
    let ended = wait(&mut child, Instant::now() + patience);
    // What it started itself may still hold the pipes.
    let rest = |pipe: Receiver<Vec<u8>>| pipe.recv_timeout(Duration::from_secs(1)).unwrap_or_default();
    let complaints = String::from_utf8_lossy(&rest(complaints)).trim().to_owned();
    let told = if complaints.is_empty() { String::new() } else { format!(": {complaints}") };
    match ended {
        None => Err(Failure::Write(format!(
            "error: Graphviz took more than {} seconds and was ended; try --engine sfdp, or a smaller part of the network{told}",
            patience.as_secs()
        ))),
        Some(false) => Err(Failure::Write(format!("error: Graphviz failed{told}"))),
        Some(true) => match rest(drawing) {
            nothing if nothing.is_empty() => Err(Failure::Write(format!("error: Graphviz drew nothing{told}"))),
            drawing => Ok((drawing, complaints)),
        },
    }
}

/// Reads a pipe to its end in a thread of its own.
fn drained(pipe: Option<impl Read + Send + 'static>) -> Receiver<Vec<u8>> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        let mut bytes = Vec::new();
        if let Some(mut pipe) = pipe {
            // What was read before an error is still worth telling.
            let _ = pipe.read_to_end(&mut bytes);
        }
        let _ = sender.send(bytes);
    });
    receiver
}

/// Waits until the program has ended and tells whether it went well; ends it where that takes too long.
fn wait(child: &mut Child, end: Instant) -> Option<bool> {
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status.success()),
            Ok(None) if Instant::now() < end => thread::sleep(Duration::from_millis(5)),
            _ => {
                let _ = child.kill();
                let _ = child.wait();
                return None;
            }
        }
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use std::fs;
    use std::os::unix::fs::PermissionsExt;
    use std::path::PathBuf;

    /// A program that stands in for Graphviz.
    fn program(name: &str, script: &str) -> PathBuf {
        let path = std::env::temp_dir().join(format!("proxeny-{}-{name}", std::process::id()));
        fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        path
    }

    fn run(name: &str, script: &str, dot: &str, patience: u64) -> Result<(Vec<u8>, String), String> {
        let path = program(name, script);
        let drawn = draw(path.to_str().unwrap(), "svg", dot.as_bytes().to_vec(), Duration::from_millis(patience));
        fs::remove_file(path).unwrap();
        drawn.map_err(|failure| match failure {
            Failure::Write(message) => message,
            other => panic!("{other:?}"),
        })
    }

    #[test]
    fn full_pipes_on_all_sides_do_not_block() {
        let much = "x".repeat(1 << 20);
        let script = "head -c 1000000 /dev/zero | tr '\\0' e >&2; echo $1; cat";
        let (drawing, complaints) = run("full", script, &much, 30_000).unwrap();
        assert_eq!((drawing.len(), complaints.len()), (much.len() + "-Tsvg\n".len(), 1_000_000));
    }

    #[test]
    fn a_program_that_reads_nothing_is_no_trouble() {
        let (drawing, _) = run("deaf", "echo drawn", &"x".repeat(1 << 20), 30_000).unwrap();
        assert_eq!(drawing, b"drawn\n");
    }

    #[test]
    fn a_program_that_takes_too_long_is_ended() {
        let begun = Instant::now();
        let message = run("slow", "echo thinking >&2; exec sleep 60", "graph {}", 300).unwrap_err();
        assert!(begun.elapsed() < Duration::from_secs(20));
        assert!(message.contains("was ended") && message.ends_with(": thinking"), "{message}");
    }

    #[test]
    fn what_it_complains_of_is_passed_on() {
        let message = run("bad", "echo 'syntax error in line 1' >&2; exit 3", "graph", 30_000).unwrap_err();
        assert_eq!(message, "error: Graphviz failed: syntax error in line 1");
        let message = run("mute", "exit 0", "graph", 30_000).unwrap_err();
        assert_eq!(message, "error: Graphviz drew nothing");
    }

    #[test]
    fn without_graphviz_it_says_what_to_install() {
        let failure = draw("no-such-program-anywhere", "svg", Vec::new(), PATIENCE).unwrap_err();
        assert!(matches!(failure, Failure::Write(message) if message.contains("apt install graphviz")));
    }
}
