//! The catalogue of mistakes, and the rules that every message obeys.
//!
//! A case is a program in `<area>/<mistake>.rs` that must not compile, and the compiler's message about it
//! in `<mistake>.stderr`.
//! trybuild compiles and compares; then the rules are checked on what is recorded. CONTRIBUTING.md says
//! how to add a case. `COMPILER` names the compiler whose messages these are: on another one, both are
//! skipped, and `CI_REQUIRE_UI=1` makes that a failure.

mod advice;
mod cases;
mod exemptions;
mod hidden;
mod loops;
mod message;
mod rules;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Instant;
use std::{env, fs};

use cases::Case;
use exemptions::EXEMPTIONS;
use rules::Rule;

/// What trybuild takes as a filter.
const FILTER: &str = "trybuild=";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            println!("ui: {problem}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &[String]) -> Result<(), String> {
    if arguments.iter().any(|argument| argument == "--list") {
        println!("ui: test");
        return Ok(());
    }
    if let Some(name) = arguments.iter().find(|a| !a.starts_with('-') && !a.starts_with(FILTER)) {
        // `cargo test NAME` asks every test program. A name like a case's is meant for this one.
        if name.contains('/') {
            return Err(format!("choose cases with {FILTER}{name}"));
        }
        println!("ui: left out, since only tests called {name} are asked for");
        return Ok(());
    }
    let (wanted, found) = (compiler(), running_compiler());
    if found != wanted {
        let skipped = format!(
            "SKIPPED, messages and rules: the messages are those of rustc {wanted} (tests/ui/COMPILER), and this is {found}"
        );
        if env::var_os("CI_REQUIRE_UI").is_some_and(|value| value == "1") {
            return Err(skipped);
        }
        println!("ui: {skipped}");
        return Ok(());
    }
    let filters: Vec<&str> = arguments.iter().filter_map(|argument| argument.strip_prefix(FILTER)).collect();
    // As trybuild chooses.
    let is_chosen = |case: &Case| filters.is_empty() || filters.iter().any(|f| case.program().contains(f));
    let cases: Vec<Case> = cases::all().into_iter().filter(is_chosen).collect();
    if cases.is_empty() {
        return Err(format!("no case is called {}", filters.join(" or ")));
    }

    let start = Instant::now();
    let same = compare(&cases);
    let seconds = start.elapsed().as_secs();
    let mut broken = check_rules(&cases);
    if filters.is_empty() {
        broken += report_orphans();
    } else {
        report_exemptions(&cases);
    }

    let advice = Instant::now();
    let outcome = loops::run(&cases)?;
    println!("ui: advice followed in {} s", advice.elapsed().as_secs());
    broken += outcome.report();
    println!("ui: {} cases in {seconds} s, rustc {wanted}: {}", cases.len(), areas(&cases));
    println!("ui: the rules, checked for every case:");
    for rule in Rule::ALL {
        let of_rule = EXEMPTIONS.iter().filter(|exemption| exemption.rule == rule);
        let exempt: usize = of_rule.map(|exemption| exemption.cases.len()).sum();
        println!("ui:   {} ({exempt} exempt)", rule.text());
    }
    if broken > 0 {
        println!("ui: {broken} problems with the rules, listed above: TRYBUILD=overwrite bends no rule");
    }
    same?;
    if broken > 0 {
        return Err("failed".to_owned());
    }
    println!("ui: ok");
    Ok(())
}

/// The version whose messages are recorded.
fn compiler() -> String {
    let text = fs::read_to_string(cases::root().join("COMPILER")).expect("COMPILER is readable");
    text.trim().to_owned()
}

fn running_compiler() -> String {
    let rustc = env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc).arg("-V").output().expect("rustc runs");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.split(' ').nth(1).unwrap_or("unknown").to_owned()
}

/// Has trybuild compile the cases and compare, or write down with `TRYBUILD=overwrite`.
///
/// # Errors
///
/// How many differ, in trybuild's words.
fn compare(cases: &[Case]) -> Result<(), String> {
    lay_templates();
    // trybuild runs when it is dropped, and panics where a case differs: its report is printed by then.
    let hook = std::panic::take_hook();
    std::panic::set_hook(Box::new(|_| {}));
    let outcome = std::panic::catch_unwind(|| {
        let all = trybuild::TestCases::new();
        for case in cases {
            all.compile_fail(case.program());
        }
    });
    std::panic::set_hook(hook);
    outcome.map_err(|panic| match panic.downcast::<String>() {
        Ok(text) => format!("{text}: see `mismatch`, `error` or `wip` above"),
        Err(_) => "trybuild did not get as far as the cases: see above".to_owned(),
    })
}

/// Files that a mail macro reads are looked for in the folder of Cargo.toml, which for a case is trybuild's.
fn lay_templates() {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("it is in the target directory");
    let folder = target.join("tests/trybuild/ui/templates");
    fs::create_dir_all(&folder).expect("the target directory is writable");
    for file in fs::read_dir(cases::root().join("templates")).expect("templates are there").flatten() {
        fs::copy(file.path(), folder.join(file.file_name())).expect("the target directory is writable");
    }
}

/// Prints what breaks a rule, and how many cases do.
fn check_rules(cases: &[Case]) -> usize {
    let mut broken = 0;
    for case in cases {
        let program = fs::read_to_string(cases::root().join(case.program())).expect("a case is readable");
        let complaints = rules::check(case, &program, EXEMPTIONS);
        broken += usize::from(!complaints.is_empty());
        for complaint in complaints {
            println!("ui: {}: {complaint}", case.name);
        }
    }
    broken
}

/// Prints which of the rules the chosen cases may break.
fn report_exemptions(cases: &[Case]) {
    for (case, exemption) in cases.iter().flat_map(|case| EXEMPTIONS.iter().map(move |e| (case, e))) {
        if exemption.is_for(&case.name) {
            println!("ui: {} may break \"{}\": {}", case.name, exemption.rule.text(), exemption.reason);
        }
    }
}

/// Prints what belongs to no case, and how much that is.
fn report_orphans() -> usize {
    let names: Vec<String> = cases::all().into_iter().map(|case| case.name).collect();
    let messages = cases::messages_without_program();
    for name in &messages {
        println!("ui: {name}.stderr has no program");
    }
    let exempt = EXEMPTIONS.iter().flat_map(|exemption| exemption.cases);
    let exempt: Vec<_> = exempt.filter(|case| !names.iter().any(|name| name == *case)).collect();
    for case in &exempt {
        println!("ui: the exempt case {case} does not exist");
    }
    messages.len() + exempt.len()
}

/// How many cases each area has.
fn areas(cases: &[Case]) -> String {
    let mut areas: BTreeMap<&str, usize> = BTreeMap::new();
    for case in cases {
        *areas.entry(case.area()).or_default() += 1;
    }
    areas.iter().map(|(area, count)| format!("{area} {count}")).collect::<Vec<_>>().join(", ")
}
