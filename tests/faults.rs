//! What goes wrong outside the program: full disks, targets that cannot be written, interruptions, closed pipes, names that
//! are made to do harm. Nothing half-written is left as a result, and the old file stays.

use crate::cli::{proxeny, text};
use std::fs::{self, File};
use std::os::unix::process::ExitStatusExt;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

/// A folder of this test's own, empty.
fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_proxeny"))
}

/// A network that is written with more than a megabyte.
fn large(folder: &Path) -> PathBuf {
    let lines: Vec<String> = (0..40_000).map(|i| format!("actor{} actor{}", i, (i * 7 + 1) % 40_000)).collect();
    let file = folder.join("large.edges");
    fs::write(&file, lines.join("\n")).unwrap();
    file
}

/// Runs the program where no file may become longer than these blocks of 512 bytes.
fn with_short_files(before: &str, blocks: u32, arguments: &[&str]) -> Output {
    let script = format!("{before} ulimit -f {blocks}; exec \"$@\"");
    let program = [&["-c", &script, "sh", env!("CARGO_BIN_EXE_proxeny")], arguments].concat();
    Command::new("sh").args(program).current_dir(env!("CARGO_TARGET_TMPDIR")).output().unwrap()
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_told() {
    for arguments in
        [&["convert", "seoul", "--write-as", "native"][..], &["schema"], &["ladder", "seoul"], &["draw", "singapore"]]
    {
        let full = File::options().write(true).open("/dev/full").unwrap();
        let output = program().args(arguments).stdout(full).output().unwrap();
        assert_eq!(output.status.code(), Some(4), "{arguments:?}: {}", text(&output.stderr));
        assert!(text(&output.stderr).contains("error: cannot write: No space left on device"));
        let output = proxeny(&[arguments, &["-o", "/dev/full"]].concat());
        assert_eq!(output.status.code(), Some(4), "{arguments:?}: {}", text(&output.stderr));
        assert!(text(&output.stderr).contains("error: cannot write /dev/full: No space left"));
    }
}

/// A file system that takes no more: the write fails after some of it is written.
#[test]
#[cfg(target_os = "linux")]
fn a_disk_that_fills_up_keeps_the_old_file() {
    let folder = folder("filled");
    let (large, target) = (large(&folder), folder.join("out.json"));
    fs::write(&target, "old").unwrap();
    let arguments = ["convert", large.to_str().unwrap(), "-o", target.to_str().unwrap()];
    let output = with_short_files("trap '' XFSZ;", 200, &arguments);
    assert_eq!(output.status.code(), Some(4), "{}", text(&output.stderr));
    assert!(text(&output.stderr).contains("cannot write"), "{}", text(&output.stderr));
    assert_eq!(fs::read_to_string(&target).unwrap(), "old");
    assert_eq!(names(&folder), ["large.edges", "out.json"], "what was begun is cleared away");
    let tables = folder.join("tables");
    fs::create_dir(&tables).unwrap();
    fs::write(tables.join("ties.csv"), "from,to\na,b\n").unwrap();
    let output = with_short_files("trap '' XFSZ;", 200, &["convert", arguments[1], "-o", tables.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(4), "{}", text(&output.stderr));
    assert_eq!(fs::read_to_string(tables.join("ties.csv")).unwrap(), "from,to\na,b\n");
    assert_eq!(names(&folder), ["large.edges", "out.json", "tables"]);
}

/// Killed while it writes, by a limit that strikes in the middle of the file every time.
#[test]
#[cfg(target_os = "linux")]
fn an_interrupted_write_keeps_the_old_file() {
    let folder = folder("killed");
    let (large, target) = (large(&folder), folder.join("out.json"));
    fs::write(&target, "old").unwrap();
    let arguments = ["convert", large.to_str().unwrap(), "-o", target.to_str().unwrap()];
    let output = with_short_files("ulimit -c 0;", 200, &arguments);
    assert!(output.status.signal().is_some(), "{:?}", output.status);
    assert_eq!(fs::read_to_string(&target).unwrap(), "old");
    let left: Vec<String> = names(&folder).into_iter().filter(|name| name.starts_with('.')).collect();
    assert!(
        left.len() == 1 && Path::new(&left[0]).extension().is_some_and(|end| end == "part"),
        "what was begun is hidden and named so: {left:?}"
    );
    // The next run gets through, and clears away what nobody writes any more.
    let output = proxeny(&arguments);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert_eq!(names(&folder), ["large.edges", "out.json"]);
    assert!(fs::metadata(&target).unwrap().len() > 1 << 20);
}

#[test]
fn targets_that_cannot_be_written_are_told() {
    let folder = folder("targets");
    fs::write(folder.join("file"), "old").unwrap();
    fs::create_dir(folder.join("dir")).unwrap();
    fs::write(folder.join("dir/mine.txt"), "mine").unwrap();
    let path = |name: &str| folder.join(name).to_str().unwrap().to_owned();
    for (target, more) in [("file/x.json", None), ("nowhere/x.json", None), ("dir", Some("native")), ("dir", None)] {
        let mut arguments = vec!["convert".to_owned(), "singapore".to_owned(), "-o".to_owned(), path(target)];
        arguments.extend(more.into_iter().flat_map(|format| ["--write-as".to_owned(), format.to_owned()]));
        let output = program().args(&arguments).output().unwrap();
        assert_eq!(output.status.code(), Some(4), "{target}: {}", text(&output.stderr));
        assert!(
            text(&output.stderr).contains(&format!("error: cannot write {}", path(target))),
            "{}",
            text(&output.stderr)
        );
    }
    assert_eq!(names(&folder), ["dir", "file"]);
    assert_eq!(names(&folder.join("dir")), ["mine.txt"]);
    assert_eq!(fs::read_to_string(folder.join("file")).unwrap(), "old");
}

#[test]
fn a_read_only_folder_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let folder = folder("read-only");
    fs::write(folder.join("old.json"), "old").unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).unwrap();
    // Root writes everywhere, and then there is nothing to see.
    if File::create(folder.join("probe")).is_err() {
        let output = proxeny(&["convert", "singapore", "-o", folder.join("old.json").to_str().unwrap()]);
        assert_eq!(output.status.code(), Some(4), "{}", text(&output.stderr));
        assert_eq!(fs::read_to_string(folder.join("old.json")).unwrap(), "old");
    }
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
}

#[test]
fn a_closed_pipe_is_no_failure() {
    for arguments in [&["convert", "seoul"][..], &["draw", "seoul"], &["metrics", "seoul", "--format", "json"]] {
        let mut child = program().args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}: {}", text(&output.stderr));
        assert!(!text(&output.stderr).contains("error"), "{}", text(&output.stderr));
    }
}

/// Ctrl-C in the middle of the work: it stops, and the old file stays.
#[test]
fn an_interrupt_stops_the_work() {
    let folder = folder("interrupted");
    let target = folder.join("answer.json");
    fs::write(&target, "old").unwrap();
    let arguments = ["leverage", "seoul", "--worlds", "2000000000", "--format", "json", "-o", target.to_str().unwrap()];
    let mut child = program().args(arguments).stderr(Stdio::null()).spawn().unwrap();
    std::thread::sleep(Duration::from_millis(600));
    assert!(child.try_wait().unwrap().is_none(), "it is at work");
    let sent = Command::new("sh").args(["-c", &format!("kill -INT {}", child.id())]).status().unwrap();
    assert!(sent.success());
    let status = child.wait().unwrap();
    assert!(status.signal() == Some(2) || status.code() == Some(130), "{status:?}");
    assert_eq!(fs::read_to_string(&target).unwrap(), "old");
    assert_eq!(names(&folder), ["answer.json"]);
}

/// A file that is being written while it is read holds half of something.
#[test]
fn a_file_that_changes_while_it_is_read_is_refused() {
    use std::io::Write;
    use std::sync::atomic::{AtomicBool, Ordering};
    let folder = folder("changing");
    let file = folder.join("growing.edges");
    fs::write(&file, "a b\n".repeat(4 << 20)).unwrap();
    assert_eq!(proxeny::io::read_file(&file).unwrap().len(), 16 << 20);
    let done = AtomicBool::new(false);
    let refused = std::thread::scope(|scope| {
        let mut writer = File::options().append(true).open(&file).unwrap();
        let (begun, begins) = std::sync::mpsc::channel();
        let done = &done;
        scope.spawn(move || {
            while !done.load(Ordering::Relaxed) {
                writer.write_all(b"a b\n").unwrap();
                let _ = begun.send(());
            }
        });
        begins.recv().unwrap();
        // On a busy machine the writer may sleep through a reading.
        let refused = (0..64).map(|_| proxeny::io::read_file(&file)).find(Result::is_err);
        done.store(true, Ordering::Relaxed);
        refused
    });
    let told = refused.expect("a change is seen").unwrap_err().to_string();
    assert!(told.contains("the file changed while it was read"), "{told}");
    assert!(proxeny::io::read_file(&file).is_ok(), "and once it is finished it is read");
}

/// Names that lead out of a folder, call a spreadsheet's functions, or move a terminal's cursor.
const EVIL: &str = r#"{"format": "proxeny/1", "id": "../../evil", "home": "KR", "focal": "../b",
  "title": {"en": "\u001b]0;owned\u0007<script>alert(1)</script>"},
  "actors": [
    {"id": "../../a", "name": {"en": "\u001b[31mred\u001b[2J"}, "kind": "sme", "country": "KR"},
    {"id": "../b", "name": {"en": "a\rb\u0008\u009b1m"}, "kind": "city_agency", "country": "KR"},
    {"id": "c", "name": {"en": "=HYPERLINK(\"http://x\")\u202e"}, "kind": "foreign_city", "country": "VN"}],
  "ties": [{"from": "../../a", "to": "../b", "kind": "\u001b[5mmou", "evidence": "\u001b[7m"},
           {"from": "../b", "to": "c", "kind": "mou", "strength": 0.25}],
  "mandates": {"export": {"from": "kind:sme", "to": "kind:foreign_city"}}}"#;

#[test]
fn ids_lead_out_of_no_folder() {
    let folder = folder("traversal");
    let (evil, within) = (folder.join("evil.json"), folder.join("deep/within"));
    fs::create_dir_all(&within).unwrap();
    fs::write(&evil, EVIL).unwrap();
    let target = within.join("tables");
    let output = proxeny(&["convert", evil.to_str().unwrap(), "-o", target.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert_eq!(names(&folder), ["deep", "evil.json"]);
    assert_eq!((names(&folder.join("deep")), names(&within)), (vec!["within".to_owned()], vec!["tables".to_owned()]));
    assert_eq!(names(&target), ["actors.csv", "network.json", "ties.csv"]);
}

/// Control characters, which move the cursor or hide what was said, except ends of lines.
fn controls(text: &str) -> Vec<char> {
    let hidden =
        |c: char| (c.is_control() && c != '\n') || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    text.chars().filter(|c| hidden(*c)).collect()
}

#[test]
fn no_name_reaches_the_terminal_as_a_command() {
    let folder = folder("terminal");
    let evil = folder.join("evil.json");
    fs::write(&evil, EVIL).unwrap();
    let evil = evil.to_str().unwrap();
    let refused = folder.join("refused.json");
    fs::write(
        &refused,
        EVIL.replace("\"strength\": 0.25", "\"strength\": 7").replace("\"to\": \"../b\"", "\"to\": \"\\u001b[31mx\""),
    )
    .unwrap();
    let refused = refused.to_str().unwrap();
    let mut commands: Vec<Vec<&str>> =
        ["brief", "leverage", "ladder", "metrics", "validate", "brokers", "timeline", "checks"]
            .into_iter()
            .map(|command| vec![command, evil])
            .collect();
    commands.push(vec!["routes", evil, "../../a", "c"]);
    commands.push(vec!["routes", evil, "\u{1b}[31mnobody", "../b"]);
    commands.push(vec!["validate", refused]);
    commands.push(vec!["brief", refused]);
    commands.push(vec!["brief", "\u{1b}[31mnofile"]);
    commands.push(vec!["convert", evil, "--write-as", "\u{1b}[31m"]);
    commands.push(vec!["convert", evil, "--write-as", "pajek", "-o", "/dev/null"]);
    for command in &commands {
        for format in ["table", "md"] {
            let asked = matches!(command[0], "convert") || (format == "md" && command[1] != evil);
            let output = if asked { proxeny(command) } else { proxeny(&[command, &["--format", format][..]].concat()) };
            assert!(output.status.code().is_some_and(|code| code <= 4), "{command:?}");
            let (out, err) = (text(&output.stdout), text(&output.stderr));
            assert!(out.len() + err.len() > 10, "{command:?} says nothing");
            assert_eq!(controls(&out), [], "{command:?} {format}: {out:?}");
            assert_eq!(controls(&err), [], "{command:?} {format}: {err:?}");
        }
    }
}

#[test]
fn pictures_hold_no_scripts_and_no_controls() {
    let folder = folder("scripts");
    let evil = folder.join("evil.json");
    fs::write(&evil, EVIL).unwrap();
    let output = proxeny(&["draw", evil.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let svg = text(&output.stdout);
    assert!(!svg.contains("<script") && svg.contains("&lt;script&gt;"), "{svg}");
    assert_eq!(controls(&svg), [], "{svg}");
}
