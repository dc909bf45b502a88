//! What the README says is what happens: its programs are those of the examples, its commands print what
//! stands below them, and "Use it" works in an empty folder beside a clone.

use std::fs::{read_to_string, write};
use std::path::Path;
use std::process::{Command, Output};

use support::{program, root};

fn readme() -> String {
    read_to_string(root().join("README.md")).expect("the README is there")
}

/// Returns the blocks of a language in a section, up to the next heading.
fn blocks(readme: &str, section: &str, language: &str) -> Vec<String> {
    let (_, rest) = readme.split_once(&format!("\n{section}\n")).expect("the section is there");
    let mut blocks: Vec<String> = Vec::new();
    let mut inside = None;
    for line in rest.lines() {
        match (inside, line.strip_prefix("```")) {
            (None, Some(info)) => {
                inside = Some(info == language);
                blocks.extend((info == language).then(String::new));
            }
            (Some(_), Some(_)) => inside = None,
            (Some(true), None) => *blocks.last_mut().expect("a block has begun") += &format!("{line}\n"),
            (None, None) if line.starts_with('#') => break,
            _ => {}
        }
    }
    blocks
}

fn only(mut blocks: Vec<String>) -> String {
    assert_eq!(blocks.len(), 1, "{blocks:?}");
    blocks.remove(0)
}

#[test]
fn the_readme_shows_the_minimal_example() {
    let example = read_to_string(root().join("examples/minimal.rs")).expect("the example is there");
    let (program, _) = example.split_once("#[cfg(test)]").expect("the example has tests");
    let (_, program) = program.split_once("\n\n").expect("a program below its title");
    assert_eq!(only(blocks(&readme(), "## Write a handler", "rust,no_run")).trim(), program.trim());
}

#[test]
fn the_first_command_prints_what_the_readme_shows() {
    let readme = readme();
    let commands = blocks(&readme, "## Try it", "sh");
    assert_eq!(commands[..], ["cargo run --bin custom-message\n", "cargo test\n"]);
    assert_eq!(
        readme.split("```sh\n").nth(1).and_then(|rest| rest.lines().next()),
        commands[0].lines().next()
    );
    let mut run = Command::new(program("custom-message"));
    // The tests of this package have scenarios of their own.
    run.env_remove("AWS_LAMBDA_RUNTIME_API").env_remove("CARGO_MANIFEST_DIR").current_dir(root());
    let output = String::from_utf8(run.output().expect("it runs").stdout).expect("it prints UTF-8");
    assert_eq!(output, only(blocks(&readme, "## Try it", "text")));
}

/// Runs the commands of a block. What they need is there since this test was built.
#[cfg(unix)]
fn run(commands: &str, folder: &Path) -> Output {
    let mut shell = Command::new("sh");
    shell.args(["-euc", commands]).current_dir(folder);
    shell.env("CARGO_NET_OFFLINE", "true").env("CARGO_TERM_COLOR", "never");
    shell.env("CARGO_TARGET_DIR", root().join("target/tests/readme"));
    // cargo tells a test about its own package.
    shell.env_remove("CARGO_MANIFEST_DIR").env_remove("AWS_LAMBDA_RUNTIME_API");
    shell.output().expect("a shell runs")
}

#[cfg(unix)]
fn succeeded(output: Output) -> String {
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("it prints UTF-8")
}

#[cfg(unix)]
#[test]
fn use_it_works_in_an_empty_folder_beside_a_clone() {
    let readme = readme();
    let clone = root().canonicalize().expect("the clone has a path");
    // The same path each time, so that cargo finds what it has built, and another one for another clone.
    let name = format!("cognito-triggers-readme{}", clone.display().to_string().replace('/', "-"));
    let folder = std::env::temp_dir().join(name);
    _ = std::fs::remove_dir_all(&folder);
    std::fs::create_dir(&folder).expect("a folder can be made");
    std::os::unix::fs::symlink(clone, folder.join("cognito-triggers")).expect("a link can be made");

    let commands = blocks(&readme, "## Use it", "sh");
    succeeded(run(&commands[0], &folder));
    let project = folder.join("confirmation");
    // The versions of this workspace, which are there.
    std::fs::copy(root().join("Cargo.lock"), project.join("Cargo.lock")).expect("the lock file is there");
    let program = only(blocks(&readme, "## Write a handler", "rust,no_run"));
    let test = only(blocks(&readme, "## Test the flow", "rust"));
    let main = project.join("src/main.rs");
    write(&main, format!("{program}\n{test}")).expect("a file can be written");

    let (runs, tests) = commands[1].split_once('\n').expect("two commands");
    assert_eq!(succeeded(run(runs, &project)), only(blocks(&readme, "## Use it", "text")));
    let tested = succeeded(run(tests, &project));
    assert!(tested.contains("test tests::a_new_user_signs_up_and_in ... ok"), "{tested}");

    // The error of the README, with the list that the README names.
    let listed = "#[custom_message(SignUp, AdminCreateUser)]";
    assert!(readme.contains(listed));
    let wrong = program.replace("#[custom_message(SignUp, ResendCode)]", listed);
    write(&main, wrong).expect("a file can be written");
    let refused = run("cargo build", &project);
    assert!(!refused.status.success(), "it compiles");
    let said = String::from_utf8(refused.stderr).expect("it prints UTF-8");
    let shown = only(blocks(&readme, "## Read the error", "text"));
    // Another compiler draws messages in another way.
    let compiler = read_to_string(root().join("tests/ui/COMPILER")).expect("the compiler is named");
    let ours = succeeded(run("rustc --version", &project));
    let shown = if ours.contains(compiler.trim()) { shown.trim() } else { "needs `{username}` in the text" };
    assert!(said.contains(shown), "{said}");
    std::fs::remove_dir_all(folder).expect("the folder can be removed");
}
