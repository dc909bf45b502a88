//! The pages keep their word: the errors on them are those of the misuse cases, and the search finds
//! each response member by its name on the wire.

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

#[test]
fn the_search_finds_response_members_by_their_names_on_the_wire() {
    let (mut pages, mut sources) = (Vec::new(), Vec::new());
    files(&root().join("cognito-triggers/src/doc"), "md", &mut pages);
    files(&root().join("cognito-triggers/src"), "rs", &mut sources);
    let read = |path: &PathBuf| read_to_string(path).expect("a file can be read");
    let sources: String = sources.iter().map(read).collect();
    let aliases: String = sources.lines().filter(|line| line.contains("doc(alias")).collect();
    let mut members = 0;
    for page in pages {
        let text = read(&page);
        let Some((_, response)) = text.split_once("\n# Response\n") else { continue };
        let response = response.split("\n# ").next().unwrap_or_default();
        // The first cell of a row names the members.
        for cell in response.lines().filter_map(|row| row.strip_prefix('|')?.split('|').next()) {
            for member in cell.split('`').skip(1).step_by(2) {
                members += 1;
                let name = format!("\"{member}\"");
                assert!(aliases.contains(&name), "{}: no item has the alias {name}", page.display());
            }
        }
    }
    assert!(members >= 20, "{members} members were read");
}
