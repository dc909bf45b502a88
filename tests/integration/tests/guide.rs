//! What the guide and the attributes' pages show is what happens: their wrong programs are misuse cases, with the
//! message that is recorded for them, and the output that the guide shows is that of the examples.

use std::collections::BTreeSet;
use std::fs::{read_dir, read_to_string};
use std::path::{Path, PathBuf};
use std::process::Command;

use support::{program as program_of, root};

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

fn pages(folder: &Path) -> Vec<Page> {
    let mut pages = Vec::new();
    for entry in read_dir(folder).expect("the pages are there").flatten() {
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
    let names: BTreeSet<String> = pages(&folder()).into_iter().map(|page| page.name).collect();
    for (file, start) in
        [("cognito-triggers/src/guide/mod.rs", "pages! {"), ("tests/integration/src/lib.rs", "pages! {")]
    {
        let text = read_to_string(root().join(file)).expect("it can be read");
        let list = text.split(start).nth(1).and_then(|rest| rest.split('}').next()).expect("a list");
        let listed: BTreeSet<String> = list.split_whitespace().map(str::to_owned).collect();
        assert_eq!(listed, names, "{file}");
    }
    for name in names {
        assert!(index.contains(&format!("](crate::guide::{name})")), "the index has no link to {name}");
    }
}

/// The wrong programs of `tests/ui/<area>`, with what is recorded for them, as a page names the file.
fn cases(area: &str) -> Vec<(String, String, String)> {
    let mut cases = Vec::new();
    for entry in read_dir(root().join("tests/ui").join(area)).expect("the cases are there").flatten() {
        let path = entry.path();
        if path.extension().is_some_and(|extension| extension == "rs") {
            let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
            let message = read_to_string(path.with_extension("stderr")).expect("a case has a message");
            let message = message.replace(&format!("{area}/{name}"), "src/main.rs");
            cases.push((name, read_to_string(&path).expect("a case can be read"), message));
        }
    }
    cases
}

/// Whether a message is shown as it is. Lines below the caret may be left out: what rustc says of traits is long.
fn shows(shown: &str, message: &str) -> bool {
    let to_caret = message.lines().position(|line| line.contains('^')).unwrap_or(0) + 1;
    let head = message.lines().zip(shown.lines()).take_while(|(a, b)| a == b).count();
    let mut rest = message.lines();
    head >= to_caret && shown.lines().all(|line| rest.any(|recorded| recorded == line))
}

#[test]
fn every_wrong_program_is_a_misuse_case_with_its_message() {
    for (area, pages) in
        [("guide", pages(&folder())), ("doc", pages(&root().join("cognito-triggers/src/doc")))]
    {
        let cases = cases(area);
        let mut found = BTreeSet::new();
        for page in pages {
            let blocks = page.blocks();
            let mut errors = 0;
            for pair in blocks.windows(2) {
                let [text, wrong] = pair else { continue };
                let is_error = text.info == "text" && text.text.starts_with("error");
                errors += usize::from(is_error);
                if !is_error || !wrong.info.starts_with("compile_fail") {
                    // A page of the guide shows what each of its wrong programs is told.
                    assert!(area != "guide" || !wrong.info.starts_with("compile_fail"), "{}", wrong.text);
                    continue;
                }
                errors -= 1;
                let program = program(&wrong.text);
                let (name, _, message) =
                    cases.iter().find(|(_, case, _)| *case == program).unwrap_or_else(|| {
                        panic!("{}: no case in tests/ui/{area} is this program:\n{program}", page.name)
                    });
                assert!(shows(&text.text, message), "{}: {name} says\n{message}", page.name);
                found.insert(name.clone());
            }
            assert_eq!(errors, 0, "{}: an error is shown without its program", page.name);
        }
        let all: BTreeSet<String> = cases.into_iter().map(|(name, ..)| name).collect();
        assert_eq!(found, all, "{area}: a case is on no page");
        assert!(all.len() >= 8);
    }
}

#[test]
fn the_first_handler_is_the_minimal_example() {
    let page = read_to_string(folder().join("first_handler.md")).expect("the page is there");
    let example = read_to_string(root().join("examples/minimal.rs")).expect("the example is there");
    let (program, tests) = example.split_once("#[cfg(test)]").expect("the example has tests");
    let program =
        program.split_once("\n\n").map(|(_, program)| program.trim()).expect("a program below its title");
    assert!(page.contains(program), "the program differs from examples/minimal.rs");
    assert!(page.contains(tests.trim()), "the test differs from examples/minimal.rs");
}

/// What a command prints: `cargo run` alone runs the first handler, `cargo run --bin NAME` an example.
fn output(command: &str) -> String {
    let arguments: Vec<&str> = command.split_whitespace().skip(2).collect();
    let (name, arguments) = match arguments[..] {
        ["--bin", name, ref rest @ ..] => (name, rest),
        ref rest => ("minimal", rest),
    };
    let mut run = Command::new(program_of(name));
    run.args(arguments.iter().skip_while(|argument| **argument == "--")).env_remove("AWS_LAMBDA_RUNTIME_API");
    // There, `scenarios` is a folder of the pages.
    run.env_remove("CARGO_MANIFEST_DIR").current_dir(root());
    let output = run.output().expect("it runs");
    assert!(output.status.success(), "{command}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

#[test]
fn the_output_shown_is_what_the_examples_print() {
    let mut shown = 0;
    for page in pages(&folder()) {
        for pair in page.blocks().windows(2) {
            let [command, text] = pair else { continue };
            if command.info == "sh" && text.info == "text" && command.text.starts_with("cargo run") {
                shown += 1;
                assert_eq!(text.text, output(command.text.trim()), "{}: {}", page.name, command.text);
            }
        }
    }
    assert!(shown >= 3, "{shown}");
}

#[test]
fn the_page_names_the_cdk_that_the_example_was_checked_with() {
    let package =
        read_to_string(root().join("examples/deploy/cdk/package.json")).expect("the example is there");
    let (_, version) = package.split_once("\"aws-cdk-lib\": \"").expect("it depends on the CDK");
    let version = version.split('"').next().unwrap_or_default();
    let page = read_to_string(folder().join("deploying.md")).expect("the page is there");
    assert!(
        page.contains(&format!("aws-cdk-lib {version} of ")),
        "deploying.md has another version than {version}"
    );
}
