//! The checks of `triggers!`: no source has two handlers, and a complete trigger lacks none.

use crate::handler::Meta;
use crate::handler::sentence::{Sentence, same};
use crate::spec::source::{Source, SourceSet, Trigger};
use crate::spec::version::LambdaVersion;

/// Checks that no earlier handler takes one of this handler's sources in the same version.
/// It is evaluated at the handler in `triggers!`.
#[track_caller]
pub const fn overlap(handlers: &[Meta], index: usize) {
    let this = &handlers[index];
    let mut i = 0;
    while i < index {
        let other = &handlers[i];
        let both = other.sources.intersection(this.sources);
        if !both.is_empty() && share_version(other.version, this.version) {
            if same(other.name, this.name) {
                Sentence::new("the handler `")
                    .then(this.name)
                    .then("` is named twice\nhelp: remove it here")
                    .fail()
            }
            let sentence = Sentence::new("both `")
                .then(other.name)
                .then("` and `")
                .then(this.name)
                .then("` handle ")
                .sources(both);
            let sentence = match this.version {
                Some(version) => sentence.then(" of `").then(version.name()).then("`"),
                None => sentence,
            };
            sentence.then("\nhelp: list the sources of one of them without ").short_names(both).fail()
        }
        i += 1;
    }
}

/// Returns whether an event can be of both versions. A handler without a version takes any.
const fn share_version(a: Option<LambdaVersion>, b: Option<LambdaVersion>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => a.is(b),
        _ => true,
    }
}

/// Checks that every source of the trigger has a handler. It is evaluated at the trigger in
/// `triggers!`.
#[track_caller]
pub const fn complete(handlers: &[Meta], trigger: Trigger) {
    let mut missing = SourceSet::all_of(trigger);
    let mut has_v3 = false;
    let mut i = 0;
    while i < handlers.len() {
        missing = missing.without(handlers[i].sources);
        has_v3 = has_v3 || matches!(handlers[i].version, Some(LambdaVersion::V3_0));
        i += 1;
    }
    if !has_v3 {
        // Only events of that version come from it.
        missing = missing.without(SourceSet::of(&[Source::TokenGenerationClientCredentials]));
    }
    if !missing.is_empty() {
        Sentence::new("no handler takes ")
            .sources(missing)
            .then("\nhelp: add ")
            .short_names(missing)
            .then(" to the list of a `#[")
            .then(trigger.attribute())
            .then("(..)]`, or remove `")
            .then(trigger.name())
            .then("` after `complete:`")
            .fail()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::handler::sentence::failure;

    const SIGN_UP: Source = Source::CustomMessageSignUp;
    const RESEND: Source = Source::CustomMessageResendCode;
    const HOSTED: Source = Source::TokenGenerationHostedAuth;

    fn handler(name: &'static str, sources: &[Source]) -> Meta {
        Meta::new(name, sources[0].trigger(), SourceSet::of(sources))
    }

    #[test]
    fn two_handlers_of_a_source_overlap() {
        let (a, b, c) = (handler("a", &[SIGN_UP]), handler("b", &[RESEND]), handler("c", &[SIGN_UP, RESEND]));
        let overlap = |handlers: [Meta; 3], index| failure(move || overlap(&handlers, index));
        assert_eq!(overlap([a, b, c], 0), None);
        assert_eq!(overlap([a, b, c], 1), None);
        for (handlers, expected) in [
            (
                [a, b, c],
                "both `a` and `c` handle `CustomMessage_SignUp`\nhelp: list the sources of one of them without `SignUp`",
            ),
            (
                [b, handler("d", &[HOSTED]), c],
                "both `b` and `c` handle `CustomMessage_ResendCode`\nhelp: list the sources of one of them without `ResendCode`",
            ),
            ([b, a, a], "the handler `a` is named twice\nhelp: remove it here"),
        ] {
            assert_eq!(overlap(handlers, 2).as_deref(), Some(expected));
        }
    }

    #[test]
    fn handlers_of_different_versions_do_not_overlap() {
        let any = handler("any", &[HOSTED]);
        let v2 = handler("v2", &[HOSTED]).of_version(LambdaVersion::V2_0);
        let v3 = handler("v3", &[HOSTED]).of_version(LambdaVersion::V3_0);
        let other = handler("other", &[HOSTED]).of_version(LambdaVersion::V2_0);
        let overlap = |handlers: [Meta; 2]| failure(move || overlap(&handlers, 1));
        assert_eq!(overlap([v2, v3]), None);
        assert!(overlap([any, v3]).unwrap().starts_with("both `any` and `v3` handle"));
        assert_eq!(
            overlap([v2, other]).unwrap(),
            "both `v2` and `other` handle `TokenGeneration_HostedAuth` of `V2_0`\nhelp: list the sources of one of them without `HostedAuth`"
        );
    }

    #[test]
    fn a_complete_trigger_has_a_handler_for_every_source() {
        let confirm = handler("a", &[Source::PostConfirmationConfirmSignUp]);
        let forgot = handler("b", &[Source::PostConfirmationConfirmForgotPassword]);
        let complete = |handlers: [Meta; 2]| failure(move || complete(&handlers, Trigger::PostConfirmation));
        assert_eq!(complete([confirm, forgot]), None);
        assert_eq!(
            complete([confirm, handler("c", &[SIGN_UP])]).unwrap(),
            "no handler takes `PostConfirmation_ConfirmForgotPassword`\nhelp: add `ConfirmForgotPassword` to the list of a `#[post_confirmation(..)]`, or remove `PostConfirmation` after `complete:`"
        );
    }

    #[test]
    fn only_handlers_of_the_last_version_need_one_for_machines() {
        let machine = SourceSet::of(&[Source::TokenGenerationClientCredentials]);
        let people = SourceSet::all_of(Trigger::PreTokenGeneration).without(machine);
        let handler = Meta::new("a", Trigger::PreTokenGeneration, people);
        for (version, is_complete) in [(LambdaVersion::V2_0, true), (LambdaVersion::V3_0, false)] {
            let handlers = [handler.of_version(version)];
            let failure = failure(move || complete(&handlers, Trigger::PreTokenGeneration));
            assert_eq!(failure.is_none(), is_complete, "{failure:?}");
        }
    }
}
