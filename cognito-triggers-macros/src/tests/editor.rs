//! Checks that names stay where the user wrote them, which editors need.

use proc_macro2::{LineColumn, TokenTree};

use super::{Macro, tokens};
use crate::tools::spec::Trigger;
use crate::tools::tokens::flat;

const ITEM: &str = "async fn verify(event: Event<'_>) -> Result<Email> { body }";

/// Finds where a name occurs in an attribute's expansion, as the last segment but one of a path.
fn occurrences(name: &str, list: &str) -> Vec<LineColumn> {
    let output =
        flat(Macro::Attribute { trigger: Trigger::custom_message(), item: ITEM }.expand(tokens(list)));
    let is = |token: &TokenTree, text: &str| token.to_string() == text;
    let path = output.windows(6).filter(|window| {
        is(&window[0], "custom_message")
            && is(&window[1], ":")
            && is(&window[2], ":")
            && is(&window[3], name)
            && is(&window[4], ":")
    });
    path.map(|window| window[3].span().start()).collect()
}

#[test]
fn each_source_is_a_path_where_the_user_wrote_it() {
    for list in ["SignUp", "ResendCode,\n    SignUp,", "SignUp, ResendCode, ForgotPassword"] {
        for name in list.split(',').map(str::trim).filter(|name| !name.is_empty()) {
            let offset = list.find(name).expect("it is in the list");
            let (line, column) = (
                list[..offset].matches('\n').count() + 1,
                offset - list[..offset].rfind('\n').map_or(0, |at| at + 1),
            );
            let found = occurrences(name, list);
            assert!(!found.is_empty(), "{name} in {list}");
            assert!(
                found.iter().all(|at| (at.line, at.column) == (line, column)),
                "{name} in {list}: {found:?}"
            );
        }
    }
}

#[test]
fn the_function_is_emitted_once_and_as_it_was() {
    // With an empty list of parameters, which says nothing.
    let correct = Macro::Item { args: "SignUp" }.expand(tokens(ITEM)).to_string().replacen(" < >", "", 1);
    let levels = "# [allow (clippy :: needless_pass_by_value , clippy :: unnecessary_wraps , clippy :: unused_async)] ";
    assert!(correct.starts_with(&format!("{levels}{}", tokens(ITEM))), "{correct}");
    assert_eq!(correct.matches("body").count(), 1, "{correct}");
}

#[test]
fn a_wrong_handler_keeps_its_function_and_its_name() {
    for (args, item) in [
        ("SignUpp", ITEM),
        ("SignUp SignUp", ITEM),
        ("SignUp", "fn verify() -> Email { body }"),
        ("SignUp", "fn verify(event: Event<'_>) { body }"),
        ("SignUp", "fn verify<T>(event: T) -> Email { body }"),
        ("SignUp", "const fn verify(event: Event<'_>, a: A, b: &str) -> impl Send { body }"),
    ] {
        let output =
            Macro::Attribute { trigger: Trigger::custom_message(), item }.expand(tokens(args)).to_string();
        for part in ["compile_error", "fn verify", "body", "enum verify", "Describe for verify"] {
            assert!(output.contains(part), "{part} in {output}");
        }
    }
}
