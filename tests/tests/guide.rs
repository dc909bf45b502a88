//! What the guide shows is what happens: its wrong programs are misuse cases, with the message that is recorded
//! for them, and the output it shows is that of the examples.

use std::collections::BTreeSet;
use std::fs::{read_dir, read_to_string};
use std::path::PathBuf;
use std::process::Command;

use tests::root;

/// A fenced block.
struct Block {
    info: String,
    text: String,
}

struct Page {
    name: String,
    text: String,
}

impl Page {
    fn blocks(&self) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut open: Option<Block> = None;
        for line in self.text.lines() {
            match (&mut open, line.strip_prefix("```")) {
                (None, Some(info)) => open = Some(Block { info: info.to_owned(), text: String::new() }),
                (Some(_), Some(_)) => blocks.extend(open.take()),
                (Some(block), None) => block.text += &format!("{line}\n"),
                (None, None) => {}
            }
        }
        blocks
    }
}

fn folder() -> PathBuf {
    root().join("cognito-triggers/src/guide")
}

fn pages() -> Vec<Page> {
    let mut pages = Vec::new();
    for entry in read_dir(folder()).expect("the guide is there").flatten() {
        let path = entry.path();
        if path.extension().is_some_and(|extension| extension == "md") && !path.ends_with("README.md") {
            let name = path.file_stem().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            pages.push(Page { name, text: read_to_string(path).expect("a page can be read") });
        }
    }
    pages.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(pages.len() > 5);
    pages
}

/// A documentation test as rustdoc compiles it: its hidden lines are lines too.
fn program(block: &str) -> String {
    let shown = |line: &str| match line {
        "#" => String::new(),
        _ => line.strip_prefix("# ").unwrap_or(line).to_owned(),
    };
    block.lines().map(|line| shown(line) + "\n").collect()
}

#[test]
fn every_page_is_shown_tested_and_listed() {
    let index = read_to_string(folder().join("README.md")).expect("the guide has an index");
    let names: BTreeSet<String> = pages().into_iter().map(|page| page.name).collect();
    for (file, start) in [("cognito-triggers/src/guide/mod.rs", "pages! {"), ("tests/src/lib.rs", "pages! {")] {
        let text = read_to_string(root().join(file)).expect("it can be read");
        let list = text.split(start).nth(1).and_then(|rest| rest.split('}').next()).expect("a list");
        let listed: BTreeSet<String> = list.split_whitespace().map(str::to_owned).collect();
        assert_eq!(listed, names, "{file}");
    }
    for name in names {
        assert!(index.contains(&format!("](crate::guide::{name})")), "the index has no link to {name}");
    }
}

#[test]
fn every_wrong_program_is_a_misuse_case_with_its_message() {
    let mut cases = Vec::new();
    for entry in read_dir(root().join("tests/ui/guide")).expect("the cases are there").flatten() {
        let path = entry.path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let message = read_to_string(path.with_extension("stderr")).expect("a case has a message");
            let message = message.replace(&format!("ui/guide/{name}"), "src/main.rs");
            cases.push((name, read_to_string(&path).expect("a case can be read"), message));
        }
    }
    let mut shown = BTreeSet::new();
    for page in pages() {
        let blocks = page.blocks();
        for (i, block) in blocks.iter().enumerate().filter(|(_, block)| block.info.contains("compile_fail")) {
            let program = program(&block.text);
            let case = cases.iter().find(|(_, case, _)| *case == program);
            let (name, _, message) = case.unwrap_or_else(|| {
                panic!("{}: no case in tests/ui/guide is this program:\n{program}", page.name);
            });
            shown.insert(name.clone());
            let before = i.checked_sub(1).and_then(|i| blocks.get(i)).filter(|block| block.info == "text");
            let before = before.map(|block| block.text.as_str()).filter(|text| text.starts_with("error"));
            let text = before.unwrap_or_else(|| panic!("{}: the error of {name} is not shown", page.name));
            // A message may be cut at its end, below the caret.
            assert!(message.starts_with(text) && text.contains('^'), "{}: {name} says\n{message}", page.name);
        }
        let texts = blocks.iter().filter(|block| block.info == "text" && block.text.starts_with("error"));
        let programs = blocks.iter().filter(|block| block.info.contains("compile_fail"));
        assert_eq!(texts.count(), programs.count(), "{}: an error is shown without its program", page.name);
    }
    let all: BTreeSet<String> = cases.into_iter().map(|(name, ..)| name).collect();
    assert_eq!(shown, all, "a case is on no page");
    assert!(all.len() >= 8);
}

#[test]
fn the_first_handler_is_the_minimal_example() {
    let page = read_to_string(folder().join("first_handler.md")).expect("the page is there");
    let example = read_to_string(root().join("examples/minimal.rs")).expect("the example is there");
    let (program, tests) = example.split_once("#[cfg(test)]").expect("the example has tests");
    let program = program.split_once("\n\n").map(|(_, program)| program.trim()).expect("a program below its title");
    assert!(page.contains(program), "the program differs from examples/minimal.rs");
    assert!(page.contains(tests.trim()), "the test differs from examples/minimal.rs");
}

/// What a command prints, run in the workspace: `cargo run` alone is the first handler's.
fn output(command: &str) -> String {
    let mut arguments: Vec<&str> = command.split_whitespace().skip(2).collect();
    if arguments.first() != Some(&"--bin") {
        arguments.splice(0..0, ["--bin", "minimal"]);
    }
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["run", "--quiet", "--offline"]).args(arguments).current_dir(root());
    let output = cargo.env_remove("AWS_LAMBDA_RUNTIME_API").output().expect("cargo runs");
    assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn the_output_shown_is_what_the_examples_print() {
    let mut shown = 0;
    for page in pages() {
        for pair in page.blocks().windows(2) {
            let [command, text] = pair else { continue };
            if command.info == "sh" && text.info == "text" && command.text.starts_with("cargo run") {
                shown += 1;
                assert_eq!(text.text, output(command.text.trim()), "{}: {}", page.name, command.text);
            }
        }
    }
    assert!(shown >= 4, "{shown}");
}
