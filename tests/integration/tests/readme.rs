//! What the README shows is what the examples do.

use std::fs::read_to_string;
use std::process::Command;

use support::{program, root};

#[test]
fn the_readme_shows_the_minimal_example() {
    let readme = read_to_string(root().join("README.md")).expect("the README is there");
    let example = read_to_string(root().join("examples/minimal.rs")).expect("the example is there");
    let (program, tests) = example.split_once("#[cfg(test)]").expect("the example has tests");
    assert!(readme.contains(tests.trim_end()), "the README's test differs from examples/minimal.rs");
    let handler = &program
        [program.find("#[custom_message").expect("a handler")..program.find("#[tokio").expect("main")];
    assert!(readme.contains(handler.trim_end()), "the README's handler differs from examples/minimal.rs");
}

#[test]
fn the_readme_shows_what_the_tool_prints() {
    let readme = read_to_string(root().join("README.md")).expect("the README is there");
    let listed = Command::new(program("minimal")).args(["--list", "sam"]).output().expect("it runs");
    let listed = String::from_utf8(listed.stdout).expect("it prints UTF-8");
    assert!(readme.contains(&format!("$ cargo run -- --list sam\n{listed}```\n")), "{listed}");
}
