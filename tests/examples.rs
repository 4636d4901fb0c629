//! Every public item shows how it is used.

use std::fs;
use std::path::Path;

/// The program itself, which nobody can call.
const PROGRAM: &[&str] = &["cli/", "main.rs"];

/// What a public item begins with, once `pub` and `const fn` are out of the way.
const ITEMS: &[&str] = &["fn ", "struct ", "enum ", "trait ", "static ", "const ", "type ", "union "];

/// All files of a folder and its folders, with their paths in `src`.
fn sources(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            found.push((name, fs::read_to_string(&path).unwrap()));
        }
    }
}

/// The name of the item that a line declares, if it is one.
fn declared<'l>(line: &'l str, visibility: &str) -> Option<&'l str> {
    let line = line.trim_start().strip_prefix(visibility)?;
    let line = line.strip_prefix("const fn ").map_or(line, |_| &line["const ".len()..]);
    let rest = ITEMS.iter().find_map(|item| line.strip_prefix(item))?;
    rest.split(|c: char| !c.is_alphanumeric() && c != '_').next()
}

/// The public items of a file whose doc comment holds no code block, each with its line.
///
/// A method of a public trait is also shown where the example of the trait calls it.
fn without_example(text: &str) -> Vec<(usize, String)> {
    let (mut docs, mut of_trait, mut missing) = (String::new(), None, Vec::new());
    for (i, line) in text.lines().enumerate() {
        let trimmed = line.trim_start();
        if trimmed == "#[cfg(test)]" {
            break;
        } else if let Some(doc) = trimmed.strip_prefix("///") {
            docs += doc;
            docs.push('\n');
            continue;
        } else if trimmed.starts_with("#[") || trimmed == ")]" {
            continue;
        } else if line.starts_with('}') {
            of_trait = None;
        }
        let docs = std::mem::take(&mut docs);
        let shown = docs.contains("```");
        let method = of_trait.as_ref().and_then(|docs: &String| Some((docs, declared(line, "")?)));
        if let Some(name) = declared(line, "pub ").filter(|_| !shown) {
            missing.push((i + 1, name.to_owned()));
        } else if let Some((example, name)) = method.filter(|_| !shown && line.starts_with("    fn "))
            && !example.contains(&format!(".{name}("))
        {
            missing.push((i + 1, name.to_owned()));
        }
        if line.starts_with("pub trait ") {
            of_trait = Some(docs);
        }
    }
    missing
}

/// Every `pub` function, type, trait, constant and static of the library has a code block in its doc comment, which is
/// compiled and run with the tests of the documentation.
///
/// What is `pub` can be reached by users of the library, because the lint `unreachable_pub` refuses the rest. Modules,
/// re-exports, variants and fields need no block of their own.
#[test]
fn every_public_item_has_an_example() {
    let mut files = Vec::new();
    sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut files);
    files.sort();
    let left_out = |name: &str| PROGRAM.iter().any(|beginning| name.starts_with(beginning));
    let covered: Vec<_> = files.iter().filter(|(name, _)| !left_out(name)).collect();
    assert!(covered.len() > 80, "only {} files were found", covered.len());
    let of_file = |(name, text): &&(String, String)| {
        let told = |(line, item)| format!("src/{name}:{line}: `{item}`");
        without_example(text).into_iter().map(told).collect::<Vec<_>>()
    };
    let missing: Vec<String> = covered.iter().flat_map(of_file).collect();
    assert!(missing.is_empty(), "{} public items have no example:\n{}", missing.len(), missing.join("\n"));
}

#[test]
fn an_item_without_example_is_found() {
    let text = "/// Named.\npub fn named() {}\n\n/// Shown.\n/// ```\n/// shown();\n/// ```\n#[must_use]\npub const fn shown() {}\n\n\
                /// Hidden.\npub(crate) struct Hidden;\n\n/// Told.\n/// ```\n/// it.one();\n/// ```\npub trait Told {\n    \
                /// One.\n    fn one(&self);\n    /// Two.\n    fn two(&self);\n}\n\n#[cfg(test)]\npub fn test() {}\n";
    assert_eq!(without_example(text), [(2, "named".to_owned()), (22, "two".to_owned())]);
}
