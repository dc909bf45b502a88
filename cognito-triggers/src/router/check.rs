//! The checks of `triggers!`: no source has two handlers, and a complete trigger lacks none.

use crate::handler::Meta;
use crate::handler::sentence::{Sentence, same};
use crate::spec::source::{Source, SourceSet, Trigger};
use crate::spec::version::LambdaVersion;

/// Checks that no earlier handler takes one of this handler's sources in the same version.
/// It is evaluated at the handler in `triggers!`, which has these paths.
#[track_caller]
pub const fn overlap(handlers: &[Meta], paths: &[&'static str], index: usize) {
    let this = &handlers[index];
    let mut i = 0;
    while i < index {
        let other = &handlers[i];
        let both = other.sources.intersection(this.sources);
        if !both.is_empty() && share_version(other.version, this.version) {
            if same(paths[i], paths[index]) {
                Sentence::new("the handler `")
                    .then(this.name)
                    .then("` is named twice\nhelp: remove it here")
                    .fail()
            }
            // Functions of different modules may have one name.
            let (first, second) =
                if same(other.name, this.name) { (paths[i], paths[index]) } else { (other.name, this.name) };
            let sentence = Sentence::new("both `")
                .then(first)
                .then("` and `")
                .then(second)
                .then("` handle ")
                .sources(both);
            let sentence = match this.version {
                Some(version) => sentence.then(" of `").then(version.name()).then("`"),
                None => sentence,
            };
            let sentence =
                sentence.then("\nhelp: list the sources of one of them without ").short_names(both);
            if matches!(this.trigger, Trigger::CustomMessage) {
                sentence.then("; for an e-mail and an SMS, return `(Email, Sms)` from one handler").fail()
            }
            sentence.fail()
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
    let mut missing = not_taken(SourceSet::all_of(trigger), handlers);
    let mut has_v3 = false;
    let mut i = 0;
    while i < handlers.len() {
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

/// Returns the sources of a custom sign-in that no handler takes, if a handler takes one of them: none
/// can be used without the others.
#[cfg(any(feature = "local", test))]
pub(crate) const fn missing_for_custom_auth(handlers: &[Meta]) -> SourceSet {
    let missing = not_taken(CUSTOM_AUTH, handlers);
    if missing.len() == CUSTOM_AUTH.len() { SourceSet::EMPTY } else { missing }
}

/// Returns those of the sources that no handler takes.
const fn not_taken(mut sources: SourceSet, handlers: &[Meta]) -> SourceSet {
    let mut i = 0;
    while i < handlers.len() {
        sources = sources.without(handlers[i].sources);
        i += 1;
    }
    sources
}

/// The sources that Cognito calls for the flow `CUSTOM_AUTH`.
const CUSTOM_AUTH: SourceSet = SourceSet::of(&[
    Source::DefineAuthChallengeAuthentication,
    Source::CreateAuthChallengeAuthentication,
    Source::VerifyAuthChallengeResponseAuthentication,
]);

/// Checks that the three triggers of a custom sign-in have handlers. It is evaluated at `CustomAuth` in
/// `triggers!`.
#[track_caller]
pub const fn complete_custom_auth(handlers: &[Meta]) {
    let missing = not_taken(CUSTOM_AUTH, handlers);
    if missing.is_empty() {
        return;
    }
    let mut sentence = Sentence::new("no handler takes ")
        .sources(missing)
        .then(", and a custom sign-in needs all three triggers\nhelp: write a handler with ");
    let (mut i, mut is_first) = (0, true);
    while i < Source::ALL.len() {
        let source = Source::ALL[i];
        i += 1;
        if missing.contains(source) {
            let before = if is_first { "`#[" } else { "` and one with `#[" };
            sentence = sentence.then(before).then(source.trigger().attribute()).then("]");
            is_first = false;
        }
    }
    sentence.then("`, or remove `CustomAuth` after `complete:`").fail()
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
        let overlap = |handlers: [Meta; 3], index| {
            failure(move || overlap(&handlers, &handlers.map(|handler| handler.name), index))
        };
        assert_eq!(overlap([a, b, c], 0), None);
        assert_eq!(overlap([a, b, c], 1), None);
        for (handlers, expected) in [
            (
                [a, b, c],
                "both `a` and `c` handle `CustomMessage_SignUp`\nhelp: list the sources of one of them without `SignUp`; for an e-mail and an SMS, return `(Email, Sms)` from one handler",
            ),
            (
                [b, handler("d", &[HOSTED]), c],
                "both `b` and `c` handle `CustomMessage_ResendCode`\nhelp: list the sources of one of them without `ResendCode`; for an e-mail and an SMS, return `(Email, Sms)` from one handler",
            ),
            ([b, a, a], "the handler `a` is named twice\nhelp: remove it here"),
        ] {
            assert_eq!(overlap(handlers, 2).as_deref(), Some(expected));
        }
    }

    #[test]
    fn handlers_of_one_name_are_told_apart_by_their_paths() {
        let handlers = [handler("a", &[SIGN_UP]), handler("a", &[SIGN_UP, RESEND])];
        let overlap = |paths: [&'static str; 2]| failure(move || overlap(&handlers, &paths, 1)).unwrap();
        assert!(overlap(["one::a", "two::a"]).starts_with("both `one::a` and `two::a` handle `Custom"));
        assert_eq!(overlap(["one::a", "one::a"]), "the handler `a` is named twice\nhelp: remove it here");
    }

    #[test]
    fn handlers_of_different_versions_do_not_overlap() {
        let any = handler("any", &[HOSTED]);
        let v2 = handler("v2", &[HOSTED]).of_version(LambdaVersion::V2_0);
        let v3 = handler("v3", &[HOSTED]).of_version(LambdaVersion::V3_0);
        let other = handler("other", &[HOSTED]).of_version(LambdaVersion::V2_0);
        let overlap = |handlers: [Meta; 2]| failure(move || overlap(&handlers, &["first", "second"], 1));
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

    const DEFINE: Source = Source::DefineAuthChallengeAuthentication;
    const CREATE: Source = Source::CreateAuthChallengeAuthentication;
    const VERIFY: Source = Source::VerifyAuthChallengeResponseAuthentication;

    #[test]
    fn the_triggers_of_a_custom_sign_in_need_each_other() {
        let missing = |sources: &[Source]| {
            let handlers: Vec<_> = sources.iter().map(|source| handler("a", &[*source])).collect();
            missing_for_custom_auth(&handlers).iter().collect::<Vec<_>>()
        };
        assert_eq!(missing(&[DEFINE, CREATE, VERIFY]), []);
        assert_eq!(missing(&[SIGN_UP]), []);
        assert_eq!(missing(&[]), []);
        assert_eq!(missing(&[DEFINE, SIGN_UP]), [CREATE, VERIFY]);
        assert_eq!(missing(&[VERIFY, DEFINE]), [CREATE]);
        assert_eq!(missing(&[CREATE, VERIFY]), [DEFINE]);
    }

    #[test]
    fn a_complete_custom_sign_in_has_all_three() {
        let complete = |sources: &[Source]| {
            let handlers: Vec<_> = sources.iter().map(|source| handler("a", &[*source])).collect();
            failure(move || complete_custom_auth(&handlers))
        };
        assert_eq!(complete(&[CREATE, DEFINE, VERIFY, SIGN_UP]), None);
        assert_eq!(
            complete(&[DEFINE]).unwrap(),
            "no handler takes `CreateAuthChallenge_Authentication` and `VerifyAuthChallengeResponse_Authentication`, and a custom sign-in needs all three triggers\nhelp: write a handler with `#[create_auth_challenge]` and one with `#[verify_auth_challenge_response]`, or remove `CustomAuth` after `complete:`"
        );
        assert!(complete(&[SIGN_UP]).unwrap().contains("`#[define_auth_challenge]` and one with"));
    }
}
