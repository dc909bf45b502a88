//! `--check` from outside. This is a program with the triggers of the example `one-lambda` and the feature `check`,
//! and the test that runs it: without `--check` or `--help`, it starts itself with them.

use std::process::Command;

use cognito_triggers::prelude::*;
use cognito_triggers::{RunError, custom_message, post_confirmation, pre_sign_up, pre_token_generation};
use support::root;

#[pre_sign_up]
fn allow(_: pre_sign_up::Event<'_>) {}

#[custom_message(SignUp)]
fn verify(_: custom_message::Event<'_>) -> custom_message::Email {
    email!("Welcome", "Your code is {code}.")
}

#[post_confirmation(ConfirmSignUp)]
fn record(_: post_confirmation::Event<'_>) {}

#[pre_token_generation(V2_0, HostedAuth, Authentication)]
fn tenant(_: pre_token_generation::Event<'_, pre_token_generation::V2_0>) {}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), RunError> {
    let first = std::env::args().nth(1).unwrap_or_default();
    if ["--check", "--help"].iter().any(|option| first.starts_with(option)) {
        return run(triggers![allow, verify, record, tenant]).await;
    }
    templates_of_the_examples_are_fine();
    planted_mistakes_are_found();
    files_are_read_from_everywhere();
    the_page_shows_what_is_printed();
    println!("--check: 4 tests passed");
    Ok(())
}

const SAM: &str = "examples/deploy/sam/template.yaml";
/// What `cdk synth` makes of `examples/deploy/cdk` with aws-cdk-lib 2.276.
const SYNTH: &str = "tests/integration/synth/Triggers.template.json";

fn text(file: &str) -> String {
    std::fs::read_to_string(root().join(file)).expect("the file can be read")
}

/// Runs this program: its exit code, and what it prints and complains of.
fn output(arguments: &[&str], input: &str) -> (Option<i32>, String, String) {
    let program = std::env::current_exe().expect("the program has a path");
    support::output(Command::new(program).args(arguments).current_dir(root()), input)
}

fn templates_of_the_examples_are_fine() {
    for (file, line) in [
        (SAM, "Users calls Triggers for PreSignUp, CustomMessage, PostConfirmation, PreTokenGeneration V2_0"),
        (
            SYNTH,
            "Users0A0EEA89 calls TriggersFunction9FC6E4FC for CustomMessage, PostConfirmation, PreSignUp, PreTokenGeneration V2_0",
        ),
    ] {
        let expected = (Some(0), format!("{file}: {line}, as the handlers need\n"), String::new());
        assert_eq!(output(&["--check", file], ""), expected);
        assert_eq!(output(&[&format!("--check={file}")], ""), expected);
    }
    let expected = output(&["--check", SYNTH], "");
    assert_eq!(output(&["--check", SYNTH, "--function", "TriggersFunction"], ""), expected);
}

fn planted_mistakes_are_found() {
    let sam = text(SAM);
    let permission =
        sam.find("  # Only this pool").expect("it is there")..sam.find("  Users:").expect("it is there");
    for (old, new, problem) in [
        (
            "LambdaVersion: V2_0",
            "LambdaVersion: V1_0",
            "`PreTokenGenerationConfig` of Users has the `LambdaVersion` V1_0, but the handler takes V2_0: write `PreTokenGenerationConfig: {LambdaArn: !GetAtt Triggers.Arn, LambdaVersion: V2_0}` in its `LambdaConfig`",
        ),
        (
            &sam[permission],
            "",
            "Users may not call Triggers: write the `AWS::Lambda::Permission` that `--list sam` prints, with Triggers as `Triggers` and Users as `Users`",
        ),
        (
            "        CustomMessage: !GetAtt Triggers.Arn\n",
            "",
            "Users does not call Triggers for `CustomMessage`, which has a handler: write `CustomMessage: !GetAtt Triggers.Arn` in its `LambdaConfig`",
        ),
        (
            "        CustomMessage:",
            "        UserMigration: !GetAtt Triggers.Arn\n        CustomMessage:",
            "Users calls Triggers for `UserMigration`, but no handler takes it: remove `UserMigration`, or write a handler with `#[user_migration]`",
        ),
    ] {
        assert_eq!(sam.matches(old).count(), 1, "{old:?}");
        let (code, printed, error) = output(&["--check", "-"], &sam.replace(old, new));
        assert_eq!((code, &*error), (Some(1), "Error: - has 1 problem\n"), "{printed}");
        let (place, line) = printed.split_once(": ").expect("a place");
        assert_eq!(line, format!("{problem}\n"));
        let number: usize = place.strip_prefix("-:").and_then(|line| line.parse().ok()).expect("a line");
        assert!(number > 80, "{place}");
    }
    let synth = text(SYNTH);
    let broken = synth.replace("\"LambdaVersion\": \"V2_0\"", "\"LambdaVersion\": \"V3_0\"");
    let (code, printed, _) = output(&["--check", "-"], &broken);
    assert_eq!(code, Some(1));
    assert!(
        printed
            .contains("has the `LambdaVersion` V3_0, but the handler takes V2_0: write `users.addTrigger("),
        "{printed}"
    );
}

fn files_are_read_from_everywhere() {
    for (arguments, error) in [
        (
            &["--check"][..],
            "--check needs a file: a template, or what `aws cognito-idp describe-user-pool` has printed",
        ),
        (
            &["--check", "examples/deploy/sam"],
            "cannot check examples/deploy/sam: it is a folder: write examples/deploy/sam/template.yaml",
        ),
        (
            &["--check", "tests/integration/synth"],
            "cannot check tests/integration/synth: it is a folder: write tests/integration/synth/Triggers.template.json",
        ),
        (
            &["--check", "examples/deploy/cdk/package.json"],
            "cannot check examples/deploy/cdk/package.json: it has neither `Resources`, as a template has, nor `UserPool`, as the output of `aws cognito-idp describe-user-pool` has",
        ),
        (
            &["--check", SAM, "--function", "Trigger"],
            "cannot check examples/deploy/sam/template.yaml: there is no function Trigger, but these: Triggers",
        ),
    ] {
        assert_eq!(output(arguments, ""), (Some(1), String::new(), format!("Error: {error}\n")));
    }
    let (code, help, _) = output(&["--help"], "");
    assert!(code == Some(0) && help.contains("--check FILE") && help.contains("--function NAME"), "{help}");
}

/// The guide's page shows a pool whose tokens come in another version.
fn the_page_shows_what_is_printed() {
    let page = text("cognito-triggers/src/guide/deploying.md");
    let pool = r#"{"UserPool": {"Id": "eu-central-1_Example", "LambdaConfig": {
        "PreSignUp": "arn:aws:lambda:eu-central-1:123456789012:function:triggers",
        "CustomMessage": "arn:aws:lambda:eu-central-1:123456789012:function:triggers",
        "PostConfirmation": "arn:aws:lambda:eu-central-1:123456789012:function:triggers",
        "PreTokenGeneration": "arn:aws:lambda:eu-central-1:123456789012:function:triggers"
    }}}"#;
    let (code, printed, error) = output(&["--check", "-"], pool);
    assert_eq!(code, Some(1));
    let shown = format!(
        "```text\n{}```",
        format!("{printed}{error}").replace("-: ", "pool.json: ").replace("- has", "pool.json has")
    );
    assert!(page.contains(&shown), "the page does not show this:\n{shown}");
}
