//! A file beside the crate's manifest, and the parts that it puts in: `{{> header.html}}`.

use std::io::ErrorKind;
use std::path::Path;

use super::part::{Mistake, Part};
use super::template::{self, Item};
use crate::rules;

/// A file that was read.
pub(super) struct File {
    /// The path, relative to the folder of the crate's manifest.
    pub(super) path: String,
    pub(super) content: String,
}

/// The place of a part of a text in its files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Spot {
    /// The file's place among those that were read.
    pub(super) file: usize,
    pub(super) offset: usize,
}

/// The parts of a text, with the place of each.
pub(super) type Located = Vec<(Part, Spot)>;

/// How many files may stand in each other.
const DEPTH: usize = 16;

/// Reads files, and puts parts in.
#[derive(Default)]
pub(super) struct Reader {
    /// Each file that was read, once.
    pub(super) files: Vec<File>,
    /// The files that put each other in, from the outermost one.
    chain: Vec<usize>,
}

impl Reader {
    /// Reads the file of a whole text.
    pub(super) fn read(&mut self, path: &str) -> Result<usize, Mistake> {
        let path = normal(path);
        if let Some(known) = self.files.iter().position(|file| file.path == path) {
            return Ok(known);
        }
        let content = read(&path)?;
        self.files.push(File { path, content });
        Ok(self.files.len() - 1)
    }

    /// Splits a file into parts. A mistake names its place.
    pub(super) fn split(&mut self, file: usize) -> Result<Located, Mistake> {
        let Some(File { path, content }) = self.files.get(file) else { return Ok(Vec::new()) };
        let (path, content) = (path.clone(), content.clone());
        let at = |offset, (fact, help): Mistake| (format!("{}{fact}", place(&path, &content, offset)), help);
        let items = template::parse_file(&content).map_err(|(offset, mistake)| at(offset, mistake))?;
        self.chain.push(file);
        let mut parts = Vec::new();
        for (offset, item) in items {
            match item {
                Item::Part(part) => parts.push((part, Spot { file, offset })),
                Item::File(name) => {
                    let inner = self.find(&path, &name).map_err(|mistake| at(offset, mistake))?;
                    let mut inner = self.split(inner)?;
                    // The line break at the end of the part's last line is its file's, not the text's.
                    if let Some((Part::Text(text), _)) = inner.last_mut() {
                        let end = text.strip_suffix('\n').map(|text| text.strip_suffix('\r').unwrap_or(text));
                        text.truncate(end.unwrap_or(text).len());
                    }
                    parts.extend(inner);
                }
            }
        }
        self.chain.pop();
        Ok(parts)
    }

    /// Reads the file that another one puts in.
    fn find(&mut self, path: &str, name: &str) -> Result<usize, Mistake> {
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let path = normal(&format!("{folder}/{name}"));
        let inner = self.read(&path).map_err(|(fact, help)| {
            let from_the_root = normal(name);
            let help = if is_file(&format!("{path}.html")) {
                format!("write `{{{{> {name}.html}}}}`")
            } else if is_file(&from_the_root) {
                let path = relative(folder, &from_the_root);
                format!("write `{{{{> {path}}}}}`, a path relative to the folder of this file")
            } else if fact.starts_with("there is no file") {
                "write a path relative to the folder of this file".to_owned()
            } else {
                help
            };
            (format!("`{{{{> {name}}}}}`: {fact}"), help)
        })?;
        if self.chain.contains(&inner) || self.chain.len() >= DEPTH {
            let names = self.chain.iter().chain([&inner]).filter_map(|file| self.files.get(*file));
            let chain: Vec<_> = names.map(|file| &*file.path).collect();
            let fact = if self.chain.contains(&inner) {
                "files put each other in without an end".to_owned()
            } else {
                format!("more than {DEPTH} files stand in each other")
            };
            let help = format!("remove `{{{{> {name}}}}}`");
            return Err((format!("{fact}: {}", chain.join(" > ")), help));
        }
        Ok(inner)
    }
}

impl File {
    /// Words a place in the file, as what stands before a message.
    pub(super) fn place(&self, offset: usize) -> String {
        place(&self.path, &self.content, offset)
    }
}

fn place(path: &str, content: &str, offset: usize) -> String {
    let rules::Place { line, column, .. } = rules::place(content, offset);
    format!("{path}:{line}:{column}: ")
}

/// Resolves `.` and `..` in a path.
fn normal(path: &str) -> String {
    let mut names: Vec<&str> = Vec::new();
    for name in path.split(['/', '\\']) {
        match name {
            "" if names.is_empty() && path.starts_with('/') && !path.starts_with("//") => {}
            "" | "." => {}
            ".." if names.last().is_some_and(|last| *last != "..") => drop(names.pop()),
            name => names.push(name),
        }
    }
    names.join("/")
}

/// Returns the path of a file as a file in the folder names it.
fn relative(folder: &str, path: &str) -> String {
    let folders: Vec<&str> = folder.split('/').filter(|name| !name.is_empty()).collect();
    let names: Vec<&str> = path.split('/').collect();
    let shared = folders.iter().zip(&names).take_while(|(folder, name)| folder == name).count();
    let up = folders.iter().skip(shared).map(|_| "..");
    up.chain(names.into_iter().skip(shared)).collect::<Vec<_>>().join("/")
}

fn is_file(path: &str) -> bool {
    find(path).is_some_and(|found| found.is_file())
}

fn find(path: &str) -> Option<std::path::PathBuf> {
    std::env::var_os("CARGO_MANIFEST_DIR").map(|folder| Path::new(&folder).join(path))
}

fn read(path: &str) -> Result<String, Mistake> {
    let help = || {
        // From the folder of the source file, as `include_str!` takes it, and without its ending.
        let inner = path.trim_start_matches("../");
        let beside = inner.trim_start_matches("src/");
        let found = [inner.to_owned(), beside.to_owned(), format!("{inner}.html"), format!("{beside}.html")];
        match found.into_iter().find(|found| is_file(found)) {
            Some(found) => format!("write `{found:?}`, a path relative to the folder of Cargo.toml"),
            None => "name a file relative to the folder of Cargo.toml".to_owned(),
        }
    };
    let file = find(path)
        .ok_or_else(|| ("the folder of Cargo.toml is not known".to_owned(), "build with cargo".to_owned()))?;
    std::fs::read_to_string(file).map_err(|error| match error.kind() {
        ErrorKind::NotFound => (format!("there is no file `{path}`"), help()),
        ErrorKind::InvalidData => (format!("`{path}` is not UTF-8 text"), "save it as UTF-8".to_owned()),
        _ => (format!("`{path}` cannot be read: {error}"), help()),
    })
}

#[cfg(test)]
mod tests {
    use super::{normal, read, relative};

    #[test]
    fn paths_are_resolved() {
        for (path, expected) in [
            ("mails/verify.html", "mails/verify.html"),
            ("mails/de/../header.html", "mails/header.html"),
            ("./mails//a.html", "mails/a.html"),
            ("../shared/a.html", "../shared/a.html"),
            ("mails/../../a.html", "../a.html"),
            ("/a.html", "a.html"),
        ] {
            assert_eq!(normal(path), expected, "{path}");
        }
    }
    #[test]
    fn a_path_is_relative_to_a_folder() {
        for (folder, path, expected) in [
            ("mails/verify", "mails/header.html", "../header.html"),
            ("mails", "mails/parts/header.html", "parts/header.html"),
            ("mails/verify/fr", "parts/header.html", "../../../parts/header.html"),
            ("", "mails/header.html", "mails/header.html"),
        ] {
            assert_eq!(relative(folder, path), expected, "{folder} {path}");
        }
    }

    #[test]
    fn a_file_elsewhere_is_named() {
        for (path, file) in [
            ("../src/lib.rs", "\"src/lib.rs\""),
            ("../../tests/shared/page.html", "name a file"),
            ("src/Cargo.toml", "\"Cargo.toml\""),
            ("none.html", "name a file"),
        ] {
            let (_, help) = read(path).unwrap_err();
            assert!(help.contains(file), "{path}: {help}");
        }
    }
}
