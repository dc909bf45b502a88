//! The catalogue of mistakes in `tests/ui`: see `tests::ui`.
//!
//! `cargo test --test ui` compiles all cases, `cargo test --test ui -- email/` those with such a
//! name, and `BLESS=1 cargo test --test ui` writes what the compiler says.

use std::process::ExitCode;

use tests::ui::{Exemption, Rule};

/// The cases that may break a rule.
const EXEMPTIONS: &[Exemption] = &[
    Exemption {
        rule: Rule::OneError,
        reason: "independent mistakes are reported together",
        cases: &[
            "attribute/two_unknown_sources",
            "email/two_mistakes",
            "triggers/three_handlers_for_one_source",
        ],
    },
    Exemption {
        rule: Rule::OneError,
        reason: "rustc reports a name that does not exist at each use, each time with another proposal",
        cases: &["derive/source_not_imported", "event/source_not_imported"],
    },
    Exemption {
        rule: Rule::OneError,
        reason: "an attribute cannot know that it is inside of an `impl` or a `trait`, when there is no `self`",
        cases: &["item/associated_function", "item/trait_function_with_body"],
    },
    Exemption {
        rule: Rule::OneError,
        reason: "a handler is a function and a type, and rustc reports both",
        cases: &["signature/name_of_a_type", "signature/same_name_twice"],
    },
    Exemption {
        rule: Rule::OneError,
        reason: "the handler and the router need it, and rustc reports both",
        cases: &["state/not_send", "state/not_sync"],
    },
    Exemption {
        rule: Rule::OneError,
        reason: "rustc reports the form of the attribute and expands it nonetheless",
        cases: &["attribute/equals_form"],
    },
    Exemption {
        rule: Rule::OneError,
        reason: "rustc recovers from the syntax error and reads what follows as another thing",
        cases: &["signature/body_half_typed"],
    },
    Exemption {
        rule: Rule::OwnFile,
        reason: "there is no token to point at, and the call comes from a macro of ours, `email!` and the like",
        cases: &["deny/empty", "email/empty", "sms/empty", "triggers/empty"],
    },
    Exemption {
        rule: Rule::SmallCaret,
        reason: "an attribute cannot know that it is inside of an `impl` or a `trait`, when there is no `self`",
        cases: &["item/associated_function", "item/trait_function_with_body"],
    },
    Exemption {
        rule: Rule::SmallCaret,
        reason: "the router is what lacks a state, and `triggers![..]` is the router",
        cases: &["state/missing", "state/missing_in_service"],
    },
    Exemption {
        rule: Rule::SmallCaret,
        reason: "rustc reports the form of the attribute and expands it nonetheless",
        cases: &["attribute/equals_form"],
    },
    Exemption {
        rule: Rule::NothingHidden,
        reason: "an attribute cannot know that it is inside of an `impl` or a `trait`, when there is no `self`",
        cases: &["item/associated_function", "item/trait_function_with_body"],
    },
    Exemption {
        rule: Rule::NothingHidden,
        reason: "there is no token to point at, and the call comes from a macro of ours, `email!` and the like",
        cases: &["deny/empty", "email/empty", "sms/empty", "triggers/empty"],
    },
    Exemption {
        rule: Rule::Help,
        reason: "rustc says it before or without the macro, and says all there is to say",
        cases: &[
            "attribute/called",
            "attribute/equals_form",
            "attribute/not_imported",
            "deny/anothers_error",
            "deny/missing_value",
            "deny/unknown_variable",
            "derive/source_not_imported",
            "email/snake_case_username",
            "email/unknown_variable",
            "event/source_not_imported",
            "event/undeclared_type",
            "response/foreign_error",
            "response/not_imported",
            "response/not_send",
            "response/question_mark_without_result",
            "response/text_instead_of_email",
            "signature/body_does_not_parse",
            "signature/body_half_typed",
            "signature/body_wrong_type",
            "signature/half_typed_return_type",
            "signature/half_typed_type",
            "signature/missing_arrow",
            "signature/name_of_a_type",
            "signature/no_async",
            "signature/same_name_twice",
            "sms/unknown_variable",
            "state/not_send",
            "triggers/handler_in_private_module",
            "triggers/handler_without_attribute",
            "triggers/run_with_array",
            "triggers/run_with_service_fn",
            "triggers/run_without_triggers",
            "triggers/source",
        ],
    },
    Exemption {
        rule: Rule::Help,
        reason: "the types are the message: what the text makes, and what is expected in its place",
        cases: &[
            "response/reply_forgotten",
            "response/sms_instead_of_email",
            "response/sms_lacks_username",
            "response/text_has_username_too",
            "response/text_lacks_username",
        ],
    },
    Exemption {
        rule: Rule::Help,
        reason: "an attribute cannot know that it is inside of an `impl` or a `trait`, when there is no `self`",
        cases: &["item/associated_function", "item/trait_function_with_body"],
    },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.iter().any(|argument| argument == "--list") {
        println!("ui: test");
        return ExitCode::SUCCESS;
    }
    let filters: Vec<String> = arguments.into_iter().filter(|argument| !argument.starts_with('-')).collect();
    tests::ui::test(&filters, EXEMPTIONS)
}
