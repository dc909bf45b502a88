//! What the README shows is what the examples do.

use std::fs::read_to_string;
use std::process::Command;

use support::{program, root};

#[test]
fn the_readme_shows_the_example_of_custom_messages() {
    let readme = read_to_string(root().join("README.md")).expect("the README is there");
    let example = read_to_string(root().join("examples/custom_message.rs")).expect("the example is there");
    let (program, tests) = example.split_once("#[cfg(test)]").expect("the example has tests");
    let (_, program) = program.split_once("\n\n").expect("a program below its title");
    let first = readme.split("```rust").nth(1).expect("the README has a program");
    assert!(first.contains(program.trim()), "the README's program differs from examples/custom_message.rs");
    assert!(program.contains("#[custom_message(SignUp, AdminCreateUser)]\nasync fn"));
    assert!(readme.contains(tests.trim_end()), "the README's test differs from examples/custom_message.rs");
}

#[test]
fn the_readme_shows_what_the_tool_prints() {
    let readme = read_to_string(root().join("README.md")).expect("the README is there");
    let listed = Command::new(program("custom-message")).args(["--list", "sam"]).output().expect("it runs");
    let listed = String::from_utf8(listed.stdout).expect("it prints UTF-8");
    assert!(readme.contains(&format!("$ cargo run -- --list sam\n{listed}```\n")), "{listed}");
}
