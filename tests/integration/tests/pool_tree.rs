//! What the pool brings along: nothing into a function's release build, and few crates into its tests.

use std::collections::BTreeSet;
use std::process::Command;

/// The crates that `cargo tree` lists, by name and version.
fn tree(arguments: &[&str]) -> BTreeSet<String> {
    let output = Command::new(env!("CARGO"))
        .args(["tree", "--offline", "--locked", "--prefix", "none", "--format", "{p}"])
        .args(arguments)
        .current_dir(support::root())
        .output()
        .expect("cargo runs");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).expect("text");
    // A name, a version, and in parentheses where it comes from.
    text.lines().map(|line| line.split(" (").next().unwrap_or_default().to_owned()).collect()
}

fn has_pool(crates: &BTreeSet<String>) -> bool {
    crates.iter().any(|name| name.starts_with("cognito-triggers-pool "))
}

/// The packages whose tests have a pool.
const TESTED: [&str; 2] = ["examples", "one-lambda"];

#[test]
fn nothing_of_the_pool_is_in_a_release_build() {
    assert!(!has_pool(&tree(&["--package", "cognito-triggers", "--edges", "normal,build"])));
    for package in TESTED {
        let tree = |edges| tree(&["--package", package, "--edges", edges]);
        assert!(has_pool(&tree("normal,build,dev")), "the tests of {package} have a pool");
        assert!(!has_pool(&tree("normal,build")), "{package} itself has none");
    }
}

#[test]
fn the_pool_adds_at_most_25_crates_to_the_tests_of_a_function() {
    let edges = ["--package", "cognito-triggers", "--edges", "normal,build"];
    let alone = tree(&edges);
    for features in ["pool", "pool,cognito-triggers-pool/encrypted-codes"] {
        let with_pool = tree(&[&edges[..], &["--features", features]].concat());
        assert!(has_pool(&with_pool));
        let added: Vec<_> = with_pool.difference(&alone).collect();
        assert!(added.len() <= 25, "{features}: {} crates more: {added:?}", added.len());
        println!("{features}: {} crates more", added.len());
    }
}
