//! The catalogue of mistakes in `tests/ui`: see `tests::ui`.
//!
//! `cargo test --test ui` compiles all cases, `cargo test --test ui -- email/` those with such a
//! name, and `BLESS=1 cargo test --test ui` writes what the compiler says.

use std::process::ExitCode;

use tests::ui::{Exemption, Rule};

/// The cases that may break a rule.
const EXEMPTIONS: &[Exemption] = &[];

#[allow(dead_code, reason = "until the first exemption")]
const _: Rule = Rule::Help;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.iter().any(|argument| argument == "--list") {
        println!("ui: test");
        return ExitCode::SUCCESS;
    }
    let filters: Vec<String> = arguments.into_iter().filter(|argument| !argument.starts_with('-')).collect();
    tests::ui::test(&filters, EXEMPTIONS)
}
