//! The catalogue of mistakes in `tests/ui`: see `tests::ui`.
//!
//! `cargo test -p ui` compiles all cases, `cargo test -p ui -- email/` those with such a
//! name, and `BLESS=1 cargo test -p ui` writes what the compiler says.

mod catalogue;

use std::process::ExitCode;

use catalogue::{Exemption, Rule};

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
        cases: &[
            "derive/source_not_imported",
            "event/source_not_imported",
            "pre_token_generation/version_not_imported",
        ],
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
        cases: &[
            "deny/empty",
            "email/empty",
            "pre_token_generation/claim_macro_without_name",
            "sms/empty",
            "triggers/empty",
        ],
    },
    Exemption {
        rule: Rule::SmallCaret,
        reason: "an attribute cannot know that it is inside of an `impl` or a `trait`, when there is no `self`",
        cases: &["item/associated_function", "item/trait_function_with_body"],
    },
    Exemption {
        rule: Rule::SmallCaret,
        reason: "the router is what lacks a state, and `triggers![..]` is the router",
        cases: &["guide/state_forgotten", "state/missing", "state/missing_in_service"],
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
        cases: &[
            "deny/empty",
            "email/empty",
            "pre_token_generation/claim_macro_without_name",
            "sms/empty",
            "triggers/empty",
        ],
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
            "pre_authentication/question_mark_without_result",
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
    Exemption {
        rule: Rule::OneError,
        reason: "two arguments are of the wrong type, and rustc reports each",
        cases: &["create_auth_challenge/swapped"],
    },
    Exemption {
        rule: Rule::OneError,
        reason: "the call around the macro lacks an argument too, and rustc reports that",
        cases: &["pre_token_generation/claim_with_value"],
    },
    Exemption {
        rule: Rule::OneError,
        reason: "the macro is `tracing`'s, which uses the value several times",
        cases: &["custom_sms_sender/code_logged", "secret/displayed_in_log"],
    },
    Exemption {
        rule: Rule::OwnFile,
        reason: "the macro is `tracing`'s, and rustc points into it",
        cases: &["custom_sms_sender/code_logged", "secret/displayed_in_log", "secret/in_log"],
    },
    Exemption {
        rule: Rule::NothingHidden,
        reason: "the macro is `tracing`'s, and rustc names it",
        cases: &[
            "custom_sms_sender/code_logged",
            "secret/displayed_in_log",
            "secret/in_log",
            "secret/in_log_text",
        ],
    },
    Exemption {
        rule: Rule::NothingHidden,
        reason: "the enum is written by a macro of ours, since it keeps unknown names, and rustc says so",
        cases: &["inbound_federation/provider_type_match"],
    },
    Exemption {
        rule: Rule::Help,
        reason: "the macro is `tracing`'s, and rustc says that the value is not for texts",
        cases: &["custom_sms_sender/code_logged", "secret/displayed_in_log", "secret/in_log"],
    },
    Exemption {
        rule: Rule::Help,
        reason: "rustc names what there is not, and has no advice that a type could give it",
        cases: &[
            "create_auth_challenge/challenge_as_literal",
            "create_auth_challenge/private_parameters_of_verify",
            "custom_email_sender/code_parameter",
            "custom_sms_sender/take_over",
            "define_auth_challenge/members_of_the_response",
            "define_auth_challenge/tokens_with_a_challenge",
            "define_auth_challenge/wire_name_of_outcome",
            "pre_authentication/password",
            "pre_sign_up/code_parameter",
            "pre_token_generation/groups_in_access_token",
            "pre_token_generation/scope_in_id_token",
            "pre_token_generation/scope_in_v1_tokens",
            "pre_token_generation/scope_on_v2_tokens",
            "pre_token_generation/version_not_imported",
            "secret/as_str_method",
            "secret/compared_with_string",
            "secret/into_string",
            "secret/to_string",
            "user_migration/medium_as_variant",
            "user_migration/message_action",
            "user_migration/status_that_does_not_exist",
        ],
    },
    Exemption {
        rule: Rule::Help,
        reason: "the types are the message: what is there, and what is expected in its place",
        cases: &[
            "create_auth_challenge/private_in_place_of_public",
            "doc/create_auth_challenge",
            "create_auth_challenge/public_in_place_of_private",
            "create_auth_challenge/swapped",
            "create_auth_challenge/text_of_private_parameter",
            "custom_sms_sender/optional_code",
            "pre_sign_up/flag_is_a_string",
            "pre_token_generation/list_as_groups",
            "secret/as_str",
            "user_migration/medium_is_a_string",
            "user_migration/migrated_with_attributes",
            "user_migration/one_medium",
            "user_migration/status_is_a_string",
            "user_migration/status_of_user_attributes",
            "verify_auth_challenge_response/answer_in_match",
            "verify_auth_challenge_response/matches_parameter",
        ],
    },
];

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments.iter().any(|argument| argument == "--list") {
        println!("ui: test");
        return ExitCode::SUCCESS;
    }
    let filters: Vec<String> = arguments.into_iter().filter(|argument| !argument.starts_with('-')).collect();
    catalogue::test(&filters, EXEMPTIONS)
}
