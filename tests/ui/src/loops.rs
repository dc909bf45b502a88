//! Compiles the programs that follow the advice, all in one run of cargo, and finds those in which the same
//! mistake is reported again.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::advice::{Advice, follow};
use crate::cases::{Case, copy, root};
use crate::message::messages;

/// What became of the advice of the cases.
#[derive(Debug, Default)]
pub(crate) struct Outcome {
    /// The program compiles.
    pub(crate) right: Vec<String>,
    /// Another mistake is reported: the case, and the mistake.
    pub(crate) later: Vec<(String, String)>,
    /// The same mistake is reported.
    pub(crate) loops: Vec<String>,
    /// There is nothing to apply: the cases for each reason.
    pub(crate) prose: BTreeMap<&'static str, Vec<String>>,
}

impl Outcome {
    /// Prints what became of the advice, and returns how much of it leads on where no reason is given.
    pub(crate) fn report(&self) -> usize {
        println!("ui: the advice, followed in every case:");
        println!("ui:   {} compile", self.right.len());
        let (expected, others): (Vec<_>, Vec<_>) =
            self.later.iter().partition(|(case, fact)| reason(case, fact).is_some());
        println!("ui:   {} have another mistake then, for a reason", expected.len());
        for (reason, cases) in &self.prose {
            println!("ui:   {} have nothing to apply: {reason}: {}", cases.len(), cases.join(" "));
        }
        for (case, fact) in &others {
            println!("ui: {case}: after its advice there is another mistake: {fact}");
        }
        for case in &self.loops {
            println!("ui: {case}: its advice leads back");
        }
        others.len() + self.loops.len()
    }
}

/// Returns why a mistake may remain when the advice is followed.
fn reason(case: &str, fact: &str) -> Option<&'static str> {
    if fact == "mismatched types" {
        return Some("the signature says something else now, and the body has to follow");
    }
    if fact.starts_with("cannot find ") {
        return Some("a name has to be imported, or an example's to be replaced");
    }
    LATER.iter().find(|(_, cases)| cases.contains(&case)).map(|(reason, _)| *reason)
}

/// Cases with another mistake after their advice, and why.
const LATER: &[(&str, &[&str])] = &[
    (
        "independent mistakes are reported together, and one of them is corrected",
        &[
            "attribute/empty_list",
            "email/texts_with_names",
            "attribute/two_unknown_sources",
            "growth/fields_without_rest",
            "growth/match_without_wildcard",
        ],
    ),
    (
        "rustc proposes to declare the name; where somebody does, our message says to import it",
        &["derive/source_not_imported", "derive/source_not_imported_of_its_name"],
    ),
    (
        "rustc proposes the parameter's name, which is that of the trait to name with `impl`",
        &["triggers/router_without_parameter"],
    ),
    (
        "rustc proposes `Ok` around a part of the call; where somebody writes it, our message says where it goes",
        &["response/missing_ok"],
    ),
    (
        "what is underlined is a part of what the advice is about: an argument, a statement, a body",
        &[
            "email/argument_twice",
            "email/file_with_colon",
            "email/file_with_unused_value",
            "email/no_body_after_comma",
            "email/unused_argument",
            "email/username_value_twice",
            "email/username_value_unused",
            "inbound_federation/option",
            "pre_sign_up/semicolon",
            "response/semicolon",
            "sms/unused_argument",
            "sms/username_value_unused",
            "state/missing_in_call",
            "verify_auth_challenge_response/semicolon",
            "verify_auth_challenge_response/unit_result",
        ],
    ),
    (
        "the program goes on from there: the enum's variants name the lifetime, the event has the other version or one at all, the trigger is not complete yet, the state has to be `Sync`",
        &[
            "derive/no_lifetime",
            "derive/no_lifetime_and_a_handler",
            "pre_token_generation/no_version_anywhere",
            "pre_token_generation/version_that_does_not_exist",
            "state/parameter_not_declared",
            "triggers/complete_attribute",
            "triggers/complete_flow_of_the_client",
            "triggers/complete_misspelt",
            "triggers/complete_nothing",
        ],
    ),
];

/// Follows the advice of every case.
///
/// # Errors
///
/// Fails if cargo does not get as far as the programs.
pub(crate) fn run(cases: &[Case]) -> Result<Outcome, String> {
    let folder = trybuild().join("ui-advice");
    fs::create_dir_all(&folder).expect("the target directory is writable");
    let mut outcome = Outcome::default();
    let mut facts = BTreeMap::new();
    // trybuild's own package has what the cases use.
    let manifest = fs::read_to_string(trybuild().join("ui/Cargo.toml")).map_err(|e| e.to_string())?;
    let (head, rest) = manifest.split_once("[[bin]]").ok_or("trybuild's package has no program")?;
    let workspace = rest.find("\n[workspace").map_or("", |at| &rest[at..]);
    let mut manifest = head.replace("\"ui-tests\"", "\"ui-advice\"");
    for (index, case) in cases.iter().enumerate() {
        let program = fs::read_to_string(root().join(case.program())).expect("a case is readable");
        let recorded = case.message();
        let messages = messages(&recorded);
        let errors: Vec<_> = messages.iter().filter(|message| message.is_error).collect();
        let Some(first) = errors.first() else { continue };
        match follow(first, case, &program) {
            Advice::Prose(reason) => outcome.prose.entry(reason).or_default().push(case.name.clone()),
            Advice::Followed(changed) => {
                let name = format!("advice{index:03}");
                let file = folder.join(format!("{name}.rs"));
                fs::write(&file, changed).expect("the target directory is writable");
                let path = file.display();
                write!(manifest, "[[bin]]\nname = {name:?}\npath = '{path}'\n\n").expect("a String");
                let fact = first.fact().trim_start_matches(PANIC).to_owned();
                // Independent mistakes may be reported in the same words.
                let count =
                    errors.iter().filter(|error| error.fact().trim_start_matches(PANIC) == fact).count();
                facts.insert(name, (case.name.clone(), fact, count));
            }
        }
    }
    if facts.is_empty() {
        return Ok(outcome);
    }
    manifest.push_str(workspace);
    fs::write(folder.join("Cargo.toml"), manifest).map_err(|e| e.to_string())?;
    fs::copy(trybuild().join("ui/Cargo.lock"), folder.join("Cargo.lock")).map_err(|e| e.to_string())?;
    copy_templates(&folder);
    let reported = reported(&folder)?;
    for (program, (case, before, count)) in facts {
        match reported.get(&program).map(Vec::as_slice) {
            None | Some([]) => outcome.right.push(case),
            Some(facts) if facts.iter().filter(|fact| **fact == before).count() >= count => {
                outcome.loops.push(case);
            }
            Some([fact, ..]) => outcome.later.push((case, fact.clone())),
        }
    }
    Ok(outcome)
}

/// How rustc begins the message of a check.
const PANIC: &str = "evaluation panicked: ";

/// Has cargo check the programs, and returns the mistakes that are reported for each.
fn reported(folder: &Path) -> Result<BTreeMap<String, Vec<String>>, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    // As trybuild does, so that what the cases use is not compiled again.
    let flags = r#"["--cfg", "trybuild", "--verbose", "-A", "dead_code", "--diagnostic-width=140"]"#;
    let host = host();
    let output = Command::new(cargo)
        .args(["check", "--offline", "--bins", "--keep-going", "--quiet", "--message-format=json"])
        .args([
            format!("--config=build.rustflags={flags}"),
            format!("--config=target.{host}.rustflags={flags}"),
        ])
        .args(["--target", &host])
        .env("CARGO_TARGET_DIR", trybuild())
        .env("CARGO_INCREMENTAL", "0")
        .env_remove("RUSTFLAGS")
        .current_dir(folder)
        .output()
        .map_err(|e| e.to_string())?;
    let text = String::from_utf8_lossy(&output.stdout);
    let lines: Vec<serde_json::Value> =
        text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect();
    if !lines.iter().any(|line| line["reason"] == "build-finished") {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    let mut reported: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for line in lines {
        let (target, message) = (line["target"]["name"].as_str(), &line["message"]);
        if let (Some(target), "error", Some(fact)) =
            (target, message["level"].as_str().unwrap_or_default(), message["message"].as_str())
        {
            let first = fact.trim_start_matches(PANIC).lines().next().unwrap_or_default();
            if !first.starts_with("aborting due to") {
                reported.entry(target.to_owned()).or_default().push(first.to_owned());
            }
        }
    }
    Ok(reported)
}

/// The machine's own target, for which trybuild compiles.
fn host() -> String {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc).arg("-vV").output().expect("rustc runs");
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    text.lines().find_map(|line| line.strip_prefix("host: ")).unwrap_or_default().to_owned()
}

fn copy_templates(folder: &Path) {
    copy(&root().join("templates"), &folder.join("templates"));
}

/// The folder of trybuild's packages.
fn trybuild() -> PathBuf {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("it is in the target directory");
    target.join("tests/trybuild")
}
