//! The catalogue of mistakes: programs in `ui/<area>/<mistake>.rs` that must not compile, each with
//! what the compiler says about it in `<mistake>.stderr`, and the rules that every message obeys.
//!
//! A new case is a new file: write the program, run `BLESS=1 cargo test -p ui`, and read the
//! message as somebody would who has never seen this crate. When the compiler in `ui/COMPILER`
//! changes, bless, and read the difference.
//!
//! This is not trybuild, since that sees rendered text only: the rules need the compiler's JSON.

mod compile;
mod render;
mod rules;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::Instant;
use std::{env, fs};

pub(crate) use rules::{Exemption, Rule};

/// A program that must not compile.
#[derive(Debug)]
struct Case {
    /// As exemptions and reports name it, such as `attribute/unknown_source`.
    name: String,
    source: PathBuf,
}

impl Case {
    fn area(&self) -> &str {
        self.name.split('/').next().unwrap_or_default()
    }

    fn expected(&self) -> PathBuf {
        self.source.with_extension("stderr")
    }
}

/// Compiles the cases whose names contain one of the filters, and compares.
///
/// # Panics
///
/// A file or the compiler cannot be read or run.
pub(crate) fn test(filters: &[String], exemptions: &[Exemption]) -> ExitCode {
    let compiler = fs::read_to_string(root().join("COMPILER")).expect("ui/COMPILER is readable");
    let (wanted, found) = (compiler.trim(), rustc_version());
    if found != wanted {
        let required = env::var_os("CI_REQUIRE_UI").is_some_and(|value| value == "1");
        println!(
            "ui: SKIPPED, since the expected messages are those of rustc {wanted} (tests/ui/COMPILER), and this is {found}"
        );
        return if required { ExitCode::FAILURE } else { ExitCode::SUCCESS };
    }
    let cases: Vec<Case> = cases()
        .into_iter()
        .filter(|case| filters.is_empty() || filters.iter().any(|filter| case.name.contains(filter)))
        .collect();
    if cases.is_empty() {
        println!("ui: no case is called like that");
        return ExitCode::SUCCESS;
    }
    let start = Instant::now();
    let messages = compile::compile(&cases);
    let seconds = start.elapsed().as_secs();

    let bless = env::var_os("BLESS").is_some_and(|value| value == "1");
    let mut wrong = 0;
    for case in &cases {
        let errors = messages.get(&case.name).map_or(&[][..], Vec::as_slice);
        let mut complaints = rules::check(case, errors, exemptions);
        let actual = render::render(errors, &case.name);
        if let Err(complaint) = compare(case, &actual, bless) {
            complaints.push(complaint);
        }
        if !complaints.is_empty() {
            wrong += 1;
            println!("\n== {} ==\n{}\n\n{actual}", case.name, complaints.join("\n"));
        }
    }
    let orphans = if filters.is_empty() { orphans(exemptions) } else { Vec::new() };
    if !filters.is_empty() {
        for (case, exemption) in cases.iter().flat_map(|case| exemptions.iter().map(move |e| (case, e))) {
            if exemption.is_for(&case.name) {
                println!("ui: {} may break \"{}\": {}", case.name, exemption.rule.text(), exemption.reason);
            }
        }
    }
    for orphan in &orphans {
        println!("{orphan}");
    }

    let mut areas: BTreeMap<&str, usize> = BTreeMap::new();
    for case in &cases {
        *areas.entry(case.area()).or_default() += 1;
    }
    let areas: Vec<String> = areas.iter().map(|(area, count)| format!("{area} {count}")).collect();
    println!("\nui: {} cases in {seconds} s, rustc {wanted}: {}", cases.len(), areas.join(", "));
    println!("ui: the rules, checked for every case:");
    for rule in Rule::ALL {
        let exempt: usize = exemptions.iter().filter(|e| e.rule == rule).map(|e| e.cases.len()).sum();
        println!("ui:   {} ({exempt} exempt)", rule.text());
    }
    if wrong == 0 && orphans.is_empty() {
        println!("ui: ok");
        return ExitCode::SUCCESS;
    }
    println!("ui: {wrong} wrong; `BLESS=1 cargo test -p ui` takes new messages over, but bends no rule");
    ExitCode::FAILURE
}

fn workspace() -> &'static Path {
    root().ancestors().nth(2).expect("the package is in `tests` of the workspace")
}

/// This package.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn rustc_version() -> String {
    let output = Command::new("rustc").arg("-V").output().expect("rustc runs");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.split(' ').nth(1).unwrap_or("unknown").to_owned()
}

fn cases() -> Vec<Case> {
    let case = |source: PathBuf| {
        let name = source.strip_prefix(root()).expect("listed there").with_extension("");
        Case { name: name.to_string_lossy().replace('\\', "/"), source }
    };
    files("rs").into_iter().map(case).collect()
}

/// The files in the areas that end so, sorted.
fn files(extension: &str) -> Vec<PathBuf> {
    let list = |folder: &Path| -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).expect("the folder is readable");
        entries.map(|entry| entry.expect("the entry is readable").path()).collect()
    };
    let areas = list(root()).into_iter().filter(|path| path.is_dir() && !path.ends_with("src"));
    let mut files: Vec<PathBuf> = areas.flat_map(|area| list(&area)).collect();
    files.retain(|file| file.extension().is_some_and(|found| found == extension));
    files.sort();
    files
}

fn compare(case: &Case, actual: &str, bless: bool) -> Result<(), String> {
    let expected = fs::read_to_string(case.expected()).unwrap_or_default();
    if expected == actual {
        return Ok(());
    }
    if bless {
        fs::write(case.expected(), actual).expect("the expected message is writable");
        return Ok(());
    }
    if expected.is_empty() {
        return Err("- there is no expected message".to_owned());
    }
    Err(format!("- the message is another; expected was:\n\n{expected}"))
}

/// What is left over: an expected message without a program, an exemption without a case.
fn orphans(exemptions: &[Exemption]) -> Vec<String> {
    let messages = files("stderr").into_iter().filter(|file| !file.with_extension("rs").exists());
    let messages = messages.map(|file| format!("ui: {} has no program", file.display()));
    let names: Vec<String> = cases().into_iter().map(|case| case.name).collect();
    let exempt = exemptions.iter().flat_map(|exemption| exemption.cases);
    let exempt = exempt.filter(|case| !names.iter().any(|name| name == *case));
    messages.chain(exempt.map(|case| format!("ui: the exempt case {case} does not exist"))).collect()
}
