//! The cases that may break a rule, and why.

use crate::rules::{Exemption, Rule};

/// The cases that may break a rule.
pub(crate) const EXEMPTIONS: &[Exemption] = &[
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
        reason: "each type that may grow is an error of its own",
        cases: &["growth/fields_without_rest", "growth/match_without_wildcard"],
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
        rule: Rule::NothingHidden,
        reason: "a handler is a function and a type, and rustc names what the type has twice",
        cases: &["signature/same_name_twice"],
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
        rule: Rule::Help,
        reason: "rustc says it before or without the macro, and says all there is to say",
        cases: &[
            "attribute/equals_form",
            "deny/missing_value",
            "pre_authentication/question_mark_without_result",
            "response/not_send",
            "response/question_mark_without_result",
            "signature/no_async",
            "signature/same_name_twice",
            "silence/denial_as_an_argument",
            "silence/denial_with_values_as_an_argument",
            "silence/handler_left_out",
            "silence/handler_left_out_of_a_module",
            "state/not_send",
            "triggers/handler_in_private_module",
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
        rule: Rule::NothingHidden,
        reason: "rustc shows where the attribute is defined that was meant, and a macro of ours defines them all",
        cases: &["attribute/misspelled"],
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
            "pre_sign_up/flag_as_field",
            "secret/into_string",
            "secret/to_string",
        ],
    },
    Exemption {
        rule: Rule::Help,
        reason: "the comparison is `Option`'s, and rustc asks nothing of the secrets in it",
        cases: &[
            "guide/answer_compared_with_equals",
            "verify_auth_challenge_response/answer_compared_with_parameter",
        ],
    },
    Exemption {
        rule: Rule::Help,
        reason: "the types are the message: what is there, and what is expected in its place",
        cases: &["user_migration/medium_is_a_string", "user_migration/one_medium"],
    },
];
