//! Programs of the workspace, for tests that start them.

use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// Builds a program, and gives its path.
///
/// # Panics
///
/// It cannot be built.
pub fn program(name: &str) -> PathBuf {
    let build = Command::new(env!("CARGO"))
        .args(["build", "--quiet", "--offline", "--bin", name])
        .current_dir(crate::root())
        .status();
    assert!(build.expect("cargo runs").success(), "{name} does not build");
    let test = std::env::current_exe().expect("the test has a path");
    test.ancestors().nth(2).expect("it lies in `deps`").join(name)
}

/// Runs a program outside Lambda: its exit code, and what it prints and complains of.
///
/// # Panics
///
/// It does not start, or prints what is not UTF-8.
pub fn output(program: &mut Command, input: &str) -> (Option<i32>, String, String) {
    let mut process = program
        .env_remove("AWS_LAMBDA_RUNTIME_API")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // A program that does not read it has ended.
    let _ = process.stdin.take().expect("it was asked for").write_all(input.as_bytes());
    let Output { status, stdout, stderr } = process.wait_with_output().expect("it ends");
    let text = |bytes| String::from_utf8(bytes).expect("it prints UTF-8");
    (status.code(), text(stdout), text(stderr))
}
