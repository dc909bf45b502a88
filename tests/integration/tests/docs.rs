//! The errors that the documentation shows are errors that rustc prints: those of the misuse cases.

use std::collections::BTreeSet;
use std::fs::read_to_string;
use std::path::{Path, PathBuf};

use support::root;

fn files(folder: &Path, extension: &str, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("the folder is there").flatten() {
        let path = entry.path();
        if path.is_dir() {
            files(&path, extension, found);
        } else if path.extension().is_some_and(|e| e == extension) {
            found.push(path);
        }
    }
}

/// What an error says, without its code and without the names that a case chose.
fn said(line: &str) -> String {
    let text = line.split_once(": ").map_or(line, |(_, text)| text);
    text.split('`').step_by(2).collect::<Vec<_>>().join("..")
}

#[test]
fn every_error_on_a_page_is_that_of_a_misuse_case() {
    let mut cases = Vec::new();
    files(&root().join("tests/ui"), "stderr", &mut cases);
    let known: BTreeSet<String> = cases
        .iter()
        .flat_map(|path| {
            let text = read_to_string(path).expect("a case can be read");
            text.lines().filter(|line| line.starts_with("error")).map(said).collect::<Vec<_>>()
        })
        .collect();
    let mut pages = vec![root().join("README.md")];
    files(&root().join("cognito-triggers/src/doc"), "md", &mut pages);
    files(&root().join("cognito-triggers/src/guide"), "md", &mut pages);
    let mut shown = 0;
    for page in pages {
        let text = read_to_string(&page).expect("a page can be read");
        for line in text.lines().filter(|line| line.starts_with("error[") || line.starts_with("error: ")) {
            shown += 1;
            assert!(known.contains(&said(line)), "{}: no misuse case says this: {line}", page.display());
        }
    }
    println!("{shown} errors shown, {} known", known.len());
    assert!(shown >= 13);
}
