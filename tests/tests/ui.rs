//! The catalogue of mistakes in `tests/ui`: see `tests::ui`.
//!
//! `cargo test --test ui` compiles all cases, `cargo test --test ui -- email/` those with such a
//! name, and `BLESS=1 cargo test --test ui` writes what the compiler says.

use std::process::ExitCode;

use tests::ui::{Exemption, Rule};

/// The cases that may break a rule.
#[rustfmt::skip]
const EXEMPTIONS: &[Exemption] = &[
    Exemption { case: "attribute/called", rule: Rule::Help, reason: RUSTC_SPEAKS },
    Exemption { case: "response/foreign_error", rule: Rule::Help, reason: RUSTC_SPEAKS },
    Exemption { case: "response/not_send", rule: Rule::Help, reason: RUSTC_SPEAKS },
    Exemption { case: "state/not_send", rule: Rule::Help, reason: RUSTC_SPEAKS },
    Exemption { case: "triggers/handler_in_private_module", rule: Rule::Help, reason: RUSTC_SPEAKS },
    Exemption { case: "triggers/run_with_array", rule: Rule::Help, reason: RUSTC_SPEAKS },
    Exemption { case: "triggers/run_with_service_fn", rule: Rule::Help, reason: RUSTC_SPEAKS },
    Exemption { case: "triggers/run_without_triggers", rule: Rule::Help, reason: RUSTC_SPEAKS },
    Exemption { case: "attribute/not_imported", rule: Rule::Help, reason: RUSTC_SPEAKS },
    Exemption { case: "deny/anothers_error", rule: Rule::Help, reason: RUSTC_SPEAKS },
    Exemption { case: "deny/missing_value", rule: Rule::Help, reason: RUSTC_SPEAKS },
    Exemption { case: "deny/unknown_variable", rule: Rule::Help, reason: RUSTC_SPEAKS },
    Exemption { case: "email/unknown_variable", rule: Rule::Help, reason: RUSTC_SPEAKS },
    Exemption { case: "email/snake_case_username", rule: Rule::Help, reason: RUSTC_SPEAKS },
    Exemption { case: "sms/unknown_variable", rule: Rule::Help, reason: RUSTC_SPEAKS },
    Exemption { case: "response/question_mark_without_result", rule: Rule::Help, reason: RUSTC_SPEAKS },
    Exemption { case: "response/text_instead_of_email", rule: Rule::Help, reason: RUSTC_SPEAKS },
    Exemption { case: "signature/body_does_not_parse", rule: Rule::Help, reason: RUSTC_SPEAKS },
    Exemption { case: "signature/body_half_typed", rule: Rule::Help, reason: RUSTC_SPEAKS },
    Exemption { case: "signature/body_wrong_type", rule: Rule::Help, reason: RUSTC_SPEAKS },
    Exemption { case: "signature/half_typed_return_type", rule: Rule::Help, reason: RUSTC_SPEAKS },
    Exemption { case: "signature/half_typed_type", rule: Rule::Help, reason: RUSTC_SPEAKS },
    Exemption { case: "signature/missing_arrow", rule: Rule::Help, reason: RUSTC_SPEAKS },
    Exemption { case: "signature/no_async", rule: Rule::Help, reason: RUSTC_SPEAKS },
    Exemption { case: "triggers/handler_without_attribute", rule: Rule::Help, reason: RUSTC_SPEAKS },
    Exemption { case: "triggers/source", rule: Rule::Help, reason: RUSTC_SPEAKS },
    Exemption { case: "event/undeclared_type", rule: Rule::Help, reason: RUSTC_SPEAKS },
    Exemption { case: "event/source_not_imported", rule: Rule::Help, reason: RUSTC_SPEAKS },
    Exemption { case: "derive/source_not_imported", rule: Rule::Help, reason: RUSTC_SPEAKS },
    Exemption { case: "signature/name_of_a_type", rule: Rule::Help, reason: RUSTC_SPEAKS },
    Exemption { case: "signature/same_name_twice", rule: Rule::Help, reason: RUSTC_SPEAKS },
    Exemption { case: "attribute/equals_form", rule: Rule::Help, reason: RUSTC_SPEAKS },
    Exemption { case: "response/reply_forgotten", rule: Rule::Help, reason: TYPES_SPEAK },
    Exemption { case: "response/sms_instead_of_email", rule: Rule::Help, reason: TYPES_SPEAK },
    Exemption { case: "response/sms_lacks_username", rule: Rule::Help, reason: TYPES_SPEAK },
    Exemption { case: "response/text_has_username_too", rule: Rule::Help, reason: TYPES_SPEAK },
    Exemption { case: "response/text_lacks_username", rule: Rule::Help, reason: TYPES_SPEAK },
    Exemption { case: "attribute/two_unknown_sources", rule: Rule::OneError, reason: INDEPENDENT },
    Exemption { case: "email/two_mistakes", rule: Rule::OneError, reason: INDEPENDENT },
    Exemption { case: "triggers/three_handlers_for_one_source", rule: Rule::OneError, reason: INDEPENDENT },
    Exemption { case: "deny/empty", rule: Rule::OwnFile, reason: EMPTY_CALL },
    Exemption { case: "deny/empty", rule: Rule::NothingHidden, reason: EMPTY_CALL },
    Exemption { case: "email/empty", rule: Rule::OwnFile, reason: EMPTY_CALL },
    Exemption { case: "email/empty", rule: Rule::NothingHidden, reason: EMPTY_CALL },
    Exemption { case: "sms/empty", rule: Rule::OwnFile, reason: EMPTY_CALL },
    Exemption { case: "sms/empty", rule: Rule::NothingHidden, reason: EMPTY_CALL },
    Exemption { case: "triggers/empty", rule: Rule::OwnFile, reason: EMPTY_CALL },
    Exemption { case: "triggers/empty", rule: Rule::NothingHidden, reason: EMPTY_CALL },
    Exemption { case: "event/source_not_imported", rule: Rule::OneError, reason: EACH_USE },
    Exemption { case: "event/undeclared_type", rule: Rule::OneError, reason: EACH_USE },
    Exemption { case: "derive/source_not_imported", rule: Rule::OneError, reason: EACH_USE },
    Exemption { case: "item/associated_function", rule: Rule::OneError, reason: IN_AN_IMPL },
    Exemption { case: "item/associated_function", rule: Rule::SmallCaret, reason: IN_AN_IMPL },
    Exemption { case: "item/associated_function", rule: Rule::NothingHidden, reason: IN_AN_IMPL },
    Exemption { case: "item/associated_function", rule: Rule::Help, reason: IN_AN_IMPL },
    Exemption { case: "item/trait_function_with_body", rule: Rule::OneError, reason: IN_AN_IMPL },
    Exemption { case: "item/trait_function_with_body", rule: Rule::SmallCaret, reason: IN_AN_IMPL },
    Exemption { case: "item/trait_function_with_body", rule: Rule::NothingHidden, reason: IN_AN_IMPL },
    Exemption { case: "item/trait_function_with_body", rule: Rule::Help, reason: IN_AN_IMPL },
    Exemption { case: "signature/name_of_a_type", rule: Rule::OneError, reason: TWO_NAMES },
    Exemption { case: "signature/same_name_twice", rule: Rule::OneError, reason: TWO_NAMES },
    Exemption { case: "state/missing", rule: Rule::SmallCaret, reason: ROUTER },
    Exemption { case: "state/missing_in_service", rule: Rule::SmallCaret, reason: ROUTER },
    Exemption { case: "state/not_send", rule: Rule::OneError, reason: TWO_BOUNDS },
    Exemption { case: "state/not_sync", rule: Rule::OneError, reason: TWO_BOUNDS },
    Exemption { case: "attribute/equals_form", rule: Rule::OneError, reason: RUSTC_AND_US },
    Exemption { case: "attribute/equals_form", rule: Rule::SmallCaret, reason: RUSTC_AND_US },
    Exemption { case: "signature/body_half_typed", rule: Rule::OneError, reason: HALF_TYPED },
];

const RUSTC_SPEAKS: &str = "rustc says it before or without the macro, and says all there is to say";
const TYPES_SPEAK: &str = "the types are the message: what the text makes, and what is expected in its place";
const INDEPENDENT: &str = "independent mistakes are reported together";
const EMPTY_CALL: &str =
    "there is no token to point at, and the call comes from a macro of ours, `email!` and the like";
const EACH_USE: &str =
    "rustc reports a name that does not exist at each use, each time with another proposal";
const IN_AN_IMPL: &str =
    "an attribute cannot know that it is inside of an `impl` or a `trait`, when there is no `self`";
const TWO_NAMES: &str = "a handler is a function and a type, and rustc reports both";
const ROUTER: &str = "the router is what lacks a state, and `triggers![..]` is the router";
const TWO_BOUNDS: &str = "the handler and the router need it, and rustc reports both";
const RUSTC_AND_US: &str = "rustc reports the form of the attribute and expands it nonetheless";
const HALF_TYPED: &str = "rustc recovers from the syntax error and reads what follows as another thing";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.iter().any(|argument| argument == "--list") {
        println!("ui: test");
        return ExitCode::SUCCESS;
    }
    let filters: Vec<String> = arguments.into_iter().filter(|argument| !argument.starts_with('-')).collect();
    tests::ui::test(&filters, EXEMPTIONS)
}
