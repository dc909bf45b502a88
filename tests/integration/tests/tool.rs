//! The programs outside Lambda: `--sample`, `--event`, `--list`, and what they say of a wrong argument.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use cognito_triggers::Source;
use support::{assert_echo, program, root};

fn output(program: &Path, arguments: &[&str], input: &str) -> (Option<i32>, String, String) {
    support::output(Command::new(program).args(arguments), input)
}

#[test]
fn the_sample_of_each_source_is_answered() {
    let program = program("every-trigger");
    for source in Source::ALL {
        let (code, sample, _) = output(&program, &["--sample", source.name()], "");
        assert_eq!(code, Some(0), "{source}");
        assert!(sample.contains(&format!("\"triggerSource\": \"{source}\"")), "{sample}");
        let (code, answer, problem) = output(&program, &["--event", "-"], sample.trim_end());
        assert_eq!((code, &*problem), (Some(0), ""), "{source}");
        assert_echo(sample.trim_end(), answer.trim_end());
    }
}

#[test]
fn the_list_is_also_given_in_one_notation_alone() {
    let program = program("one-lambda");
    let (_, everything, _) = output(&program, &["--list"], "");
    for notation in ["sam", "cdk", "terraform", "cli"] {
        let (code, only, _) = output(&program, &["--list", notation], "");
        assert_eq!(code, Some(0), "{notation}");
        assert!(!only.contains("PreSignUp_SignUp"), "{notation} names sources:\n{only}");
        assert!(everything.contains(&only), "{notation} is not part of the whole list:\n{only}");
    }
}

#[test]
fn a_part_of_a_custom_sign_in_is_noted_where_people_read() {
    let program = program("define-alone");
    let note = "note: no handler takes CreateAuthChallenge_Authentication and VerifyAuthChallengeResponse_Authentication. Unless another function handles them, a custom sign-in fails with\n      \"Custom auth lambda trigger is not configured for the user pool.\"\n";
    for arguments in [&[][..], &["--list"]] {
        let (code, printed, problem) = output(&program, arguments, "");
        assert_eq!((code, &*problem), (Some(0), ""), "{arguments:?}");
        assert_eq!(printed.matches(note).count(), 1, "{arguments:?}: {printed}");
    }
    // What may go to a file is the notation alone.
    let (code, printed, problem) = output(&program, &["--list", "sam"], "");
    assert_eq!((code, &*problem), (Some(0), note));
    assert!(printed.contains("DefineAuthChallenge") && !printed.contains("note:"), "{printed}");
    // An answer is the answer alone.
    let (_, sample, _) = output(&program, &["--sample", "DefineAuthChallenge_Authentication"], "");
    let (code, answer, problem) = output(&program, &["--event", "-"], sample.trim_end());
    assert_eq!((code, &*problem), (Some(0), ""));
    assert_echo(sample.trim_end(), answer.trim_end());
}

#[test]
fn an_option_takes_its_value_after_an_equal_sign_too() {
    let program = program("one-lambda");
    assert_eq!(output(&program, &["--list=cli"], ""), output(&program, &["--list", "cli"], ""));
}

#[test]
fn a_wrong_argument_is_named_with_what_to_write() {
    let program = program("one-lambda");
    for (arguments, sentence) in [
        (&["--sample"][..], "--sample needs a trigger source, such as PreSignUp_SignUp"),
        (
            &["--sample", "PreSignUp"],
            "unknown trigger source \"PreSignUp\": write PreSignUp_SignUp or PreSignUp_AdminCreateUser or PreSignUp_ExternalProvider",
        ),
        (&["--list", "yaml"], "unknown notation \"yaml\": write sam, cdk, terraform or cli"),
        (&["--event"], "--event needs a file, or - for standard input"),
        // Functions on Lambda have neither feature.
        (
            &["--serve"],
            "--serve and --preview need a feature: cargo run --features cognito-triggers/serve -- --serve",
        ),
        (
            &["--check", "template.yaml"],
            "--check needs a feature: cargo run --features cognito-triggers/check -- --check FILE",
        ),
    ] {
        let (code, printed, problem) = output(&program, arguments, "");
        assert_eq!((code, &*printed), (Some(1), ""), "{arguments:?}");
        assert_eq!(problem, format!("Error: {sentence}\n"), "{arguments:?}");
    }
}

/// Where no subscriber is set, problems are lines of JSON on stderr, as in the logs of a function.
#[test]
fn problems_are_lines_of_json_where_nobody_listens() {
    let event =
        std::fs::read_to_string(root().join("cognito-triggers/samples/TokenGeneration_HostedAuth.json"));
    let event = event.expect("a sample can be read");
    let of_version =
        |version: &str| event.replace(r#""version": "2""#, &format!(r#""version": "{version}""#));
    let tokens = program("token-claims");
    let line = |stderr: &str| -> BTreeMap<String, String> {
        let line = stderr.lines().next().expect("a line");
        serde_json::from_str(line).unwrap_or_else(|e| panic!("{e}: {line}"))
    };
    let members = |members: &[(&str, &str)]| -> BTreeMap<String, String> {
        members.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    };

    let (_, _, stderr) = output(&tokens, &["--event", "-"], &of_version("1"));
    let expected = members(&[
        ("level", "ERROR"),
        ("message", "the event failed"),
        ("trigger_source", "TokenGeneration_HostedAuth"),
        ("request_id", ""),
        (
            "error",
            "the event from TokenGeneration_HostedAuth has version V1_0, but its handler is for V2_0: set `PreTokenGenerationConfig.LambdaVersion` of the user pool to V2_0, or write a handler for V1_0",
        ),
    ]);
    assert_eq!(line(&stderr), expected);

    let (code, answer, stderr) = output(&tokens, &["--event", "-"], &of_version("9"));
    assert_eq!((code, answer.trim_end()), (Some(0), of_version("9").trim_end()));
    let expected = members(&[
        ("level", "WARN"),
        (
            "message",
            "the event states the version \"9\", which does not exist, and no handler is for V1_0: it goes back unchanged. To try a handler for V2_0 with an emulator that states another version, set the event's `version` to \"2\"",
        ),
        ("trigger_source", "TokenGeneration_HostedAuth"),
    ]);
    assert_eq!((line(&stderr), stderr.lines().count()), (expected, 1));

    // A name from outside is escaped.
    let unknown = r#"{"triggerSource":"\"\u0001\n"}"#;
    let (code, answer, stderr) = output(&tokens, &["--event", "-"], unknown);
    assert_eq!((code, answer.trim_end()), (Some(0), unknown));
    assert_eq!((line(&stderr)["trigger_source"].as_str(), stderr.lines().count()), ("\"\u{1}\n", 1));
}

#[test]
fn scenarios_are_played_for_each_source_or_for_those_that_are_named() {
    let program = program("localized");
    let folder = root().join("examples/localized/scenarios");
    let folder = folder.to_str().expect("the path is UTF-8");
    let play = |arguments: &[&str]| output(&program, &[arguments, &["--scenarios", folder]].concat(), "");

    let (code, everything, problem) = play(&[]);
    assert_eq!((code, &*problem), (Some(0), ""));
    for (subject, scenario) in [
        ("Confirm your address", "CustomMessage_SignUp\n"),
        ("Confirmez votre adresse", "CustomMessage_SignUp, \"French\"\n"),
        ("تأكيد عنوانك", "CustomMessage_ResendCode, \"Arabic, from right to left\"\n"),
        ("ご招待", "CustomMessage_AdminCreateUser, \"Japanese\"\n"),
    ] {
        let (_, played) =
            everything.split_once(scenario).unwrap_or_else(|| panic!("{scenario}: {everything}"));
        let played = played.split("\nCustomMessage_").next().unwrap_or_default();
        assert!(played.contains(&format!("emailSubject: {subject}")), "{scenario}: {played}");
    }

    let (_, one, _) = play(&["CustomMessage_SignUp", "--scenario", "French"]);
    assert_eq!(one.matches("CustomMessage_").count(), 1, "{one}");
    let (_, sample, _) = play(&["--sample", "CustomMessage_SignUp", "--scenario", "Japanese"]);
    assert!(sample.contains("\"given_name\": \"結衣\""), "{sample}");
    for (arguments, expected) in [
        (
            &["--scenario", "Klingon"][..],
            "there is no scenario \"Klingon\", but these: \"Arabic, from right to left\"",
        ),
        (&["PreSignUp_SignUp"], "no handler takes PreSignUp_SignUp"),
        (&["SignUp"], "unknown trigger source \"SignUp\""),
    ] {
        let (code, _, problem) = play(arguments);
        assert_eq!(code, Some(1), "{arguments:?}");
        assert!(problem.contains(expected), "{arguments:?}: {problem}");
    }
}

#[test]
fn playing_with_a_state_says_what_it_may_do() {
    let (_, _, stateful) = output(&program("passwordless"), &["DefineAuthChallenge_Authentication"], "");
    assert!(stateful.starts_with("note: handlers run with the program's state, and may write"), "{stateful}");
}
