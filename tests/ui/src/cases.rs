//! The cases: programs that must not compile, `<area>/<mistake>.rs`, each with its message beside it.

use std::fs;
use std::path::{Path, PathBuf};

/// Folders that are no areas; where a message is new, trybuild puts it into `wip`.
const OTHERS: [&str; 3] = ["src", "templates", "wip"];

/// A program that must not compile.
#[derive(Debug)]
pub(crate) struct Case {
    /// As exemptions and reports name it, such as `attribute/unknown_source`.
    pub(crate) name: String,
}

impl Case {
    pub(crate) fn area(&self) -> &str {
        self.name.split('/').next().unwrap_or_default()
    }

    /// The program, from this package's folder.
    pub(crate) fn program(&self) -> String {
        format!("{}.rs", self.name)
    }

    /// What the compiler is recorded to say: empty if nothing is.
    pub(crate) fn message(&self) -> String {
        fs::read_to_string(root().join(format!("{}.stderr", self.name))).unwrap_or_default()
    }
}

/// This package's folder.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All cases, sorted.
pub(crate) fn all() -> Vec<Case> {
    files("rs").iter().map(|file| Case { name: name_of(file) }).collect()
}

/// Messages whose program is gone.
pub(crate) fn messages_without_program() -> Vec<String> {
    let messages = files("stderr");
    messages.iter().filter(|file| !file.with_extension("rs").exists()).map(|file| name_of(file)).collect()
}

/// Copies a folder, with what is in it.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("the target directory is writable");
    for entry in fs::read_dir(from).expect("templates are there").flatten() {
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            fs::copy(from, to).expect("the target directory is writable");
        }
    }
}

fn name_of(file: &Path) -> String {
    let name = file.strip_prefix(root()).expect("it is listed there").with_extension("");
    name.to_string_lossy().replace('\\', "/")
}

/// The files in the areas that end so, sorted.
fn files(extension: &str) -> Vec<PathBuf> {
    let list = |folder: &Path| -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).expect("the folder is readable");
        entries.map(|entry| entry.expect("the entry is readable").path()).collect()
    };
    let areas = list(root())
        .into_iter()
        .filter(|path| path.is_dir() && !OTHERS.iter().any(|other| path.ends_with(other)));
    let mut files: Vec<PathBuf> = areas.flat_map(|area| list(&area)).collect();
    files.retain(|file| file.extension().is_some_and(|found| found == extension));
    files.sort();
    files
}
