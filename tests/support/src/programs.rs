//! Programs of the workspace, for tests that start them.

use std::path::PathBuf;
use std::process::Command;

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
