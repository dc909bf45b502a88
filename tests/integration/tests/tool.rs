//! The programs outside Lambda: `--sample`, `--event`, `--list`, and what they say of a wrong argument.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use cognito_triggers::Source;
use support::{assert_echo, program};

fn output(program: &Path, arguments: &[&str], input: &str) -> (Option<i32>, String, String) {
    let mut process = Command::new(program)
        .args(arguments)
        .env_remove("AWS_LAMBDA_RUNTIME_API")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    process.stdin.take().expect("it was asked for").write_all(input.as_bytes()).expect("it is read");
    let Output { status, stdout, stderr } = process.wait_with_output().expect("it ends");
    let text = |bytes| String::from_utf8(bytes).expect("it prints UTF-8");
    (status.code(), text(stdout), text(stderr))
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
            "unknown trigger source \"PreSignUp\": write one that --list names, such as PreSignUp_SignUp",
        ),
        (&["--list", "yaml"], "unknown notation \"yaml\": write sam, cdk, terraform or cli"),
        (&["--event"], "--event needs a file, or - for standard input"),
    ] {
        let (code, printed, problem) = output(&program, arguments, "");
        assert_eq!((code, &*printed), (Some(1), ""), "{arguments:?}");
        assert_eq!(problem, format!("Error: {sentence}\n"), "{arguments:?}");
    }
}
