//! All cases in one `cargo check`: a generated package with a binary for each.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use serde_json::Value;

use super::Case;

/// The errors of each case, as the compiler's JSON. The same text twice is one error, as cargo
/// shows it to people.
pub(super) fn compile(cases: &[Case]) -> BTreeMap<String, Vec<Value>> {
    let folder = target().join("ui");
    fs::create_dir_all(&folder).expect("the target directory is writable");
    let manifest = folder.join("Cargo.toml");
    write_if_changed(&manifest, &manifest_of(cases));
    let workspace = super::workspace();
    let lock = fs::read_to_string(workspace.join("Cargo.lock")).expect("Cargo.lock is readable");
    fs::write(folder.join("Cargo.lock"), lock).expect("the target directory is writable");
    let output = Command::new(env::var_os("CARGO").unwrap_or("cargo".into()))
        .args(["check", "--bins", "--keep-going", "--offline", "--message-format=json"])
        .arg("--manifest-path")
        .arg(&manifest)
        .arg("--target-dir")
        .arg(folder.join("target"))
        // Whatever makes warnings errors outside must not add errors here.
        .env("RUSTFLAGS", "")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .env_remove("RUSTC_WORKSPACE_WRAPPER")
        .output()
        .expect("cargo runs");

    let names: BTreeMap<PathBuf, &str> =
        cases.iter().map(|case| (case.source.clone(), case.name.as_str())).collect();
    let mut errors: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    let mut elsewhere = Vec::new();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let Ok(mut line) = serde_json::from_str::<Value>(line) else { continue };
        let message = line["message"].take();
        let is_error = line["reason"] == "compiler-message"
            && message["level"] == "error"
            && !message["spans"].as_array().is_none_or(Vec::is_empty);
        if !is_error {
            continue;
        }
        let source = line["target"]["src_path"].as_str().unwrap_or_default();
        let Some(name) = names.get(Path::new(source)) else {
            elsewhere.push(message["rendered"].to_string());
            continue;
        };
        let errors = errors.entry((*name).to_owned()).or_default();
        if errors.iter().all(|known| known["rendered"] != message["rendered"]) {
            errors.push(message);
        }
    }
    assert!(
        elsewhere.is_empty() && !errors.is_empty(),
        "the cases could not be compiled:\n{}{}",
        elsewhere.concat(),
        String::from_utf8_lossy(&output.stderr)
    );
    errors
}

/// The directory for what is built: the running test is in `<target>/debug/deps`.
fn target() -> PathBuf {
    let test = env::current_exe().expect("a test has a path");
    test.ancestors().nth(3).expect("a test is in `<target>/debug/deps`").to_path_buf()
}

/// Cargo looks at the time of the manifest.
fn write_if_changed(path: &Path, text: &str) {
    if fs::read_to_string(path).is_ok_and(|found| found == text) {
        return;
    }
    fs::write(path, text).expect("the target directory is writable");
}

fn manifest_of(cases: &[Case]) -> String {
    let crates = super::workspace();
    let mut manifest = format!(
        r#"[package]
name = "ui"
version = "0.0.0"
edition = "2024"
autobins = false

[workspace]

[lints.rust]
warnings = "allow"

[dependencies]
cognito-triggers.path = {:?}
lambda_runtime = {{ version = "1", default-features = false }}
tokio = {{ version = "1", default-features = false, features = ["macros", "rt"] }}
tracing = {{ version = "0.1", default-features = false, features = ["attributes", "std"] }}
"#,
        crates.join("cognito-triggers").display().to_string()
    );
    for case in cases {
        let name = case.name.replace('/', "-");
        let _ =
            write!(manifest, "\n[[bin]]\nname = {name:?}\npath = {:?}\n", case.source.display().to_string());
    }
    manifest
}
