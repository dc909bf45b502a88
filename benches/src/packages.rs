//! The packages that a program is built from.

use std::collections::BTreeSet;

use crate::tools::{Outcome, cargo, output};

/// Names and versions, without those of this repository. Build scripts and macros included.
pub(crate) fn of(package: &str) -> Outcome<BTreeSet<String>> {
    let arguments = [
        "tree",
        "--locked",
        "-p",
        package,
        "-e",
        "normal,build",
        "--prefix",
        "none",
        "--no-dedupe",
        "-f",
        "{p}",
    ];
    let tree = output(&mut cargo(&arguments))?;
    let packages = tree.lines().filter(|line| !line.contains('/'));
    Ok(packages.map(|line| line.trim_end_matches(" (proc-macro)").to_owned()).collect())
}

/// What `minimal` has beyond `lambda_runtime` (no default features), tokio, serde and serde_json.
pub(crate) fn extra() -> Outcome<Vec<String>> {
    let alone = of("bench-alone")?;
    Ok(of("bench-minimal")?.into_iter().filter(|package| !alone.contains(package)).collect())
}
