//! The note of the local tool about a custom sign-in that lacks handlers.
//!
//! A Lambda function does not log it, since another function may handle the rest.

use crate::router::check::missing_for_custom_auth;
use crate::router::{HandlerSet, Triggers};
use crate::spec::source::Source;

/// Returns a note if a part of a custom sign-in has no handler.
pub(super) fn about<Handlers: HandlerSet<State>, State>(
    triggers: &Triggers<Handlers, State>,
) -> Option<String> {
    let missing = missing_for_custom_auth(triggers.handlers());
    let names: Vec<_> = missing.iter().map(Source::name).collect();
    (!names.is_empty()).then(|| {
        format!(
            "note: no handler takes {}. Unless another function handles {}, a custom sign-in fails with\n      \"Custom auth lambda trigger is not configured for the user pool.\"",
            names.join(" and "),
            if names.len() == 1 { "it" } else { "them" },
        )
    })
}

#[cfg(test)]
mod tests {
    use super::about;
    use crate::define_auth_challenge::Decision;
    use crate::{define_auth_challenge, pre_sign_up, triggers, verify_auth_challenge_response};

    #[define_auth_challenge(crate = crate)]
    fn define(_: define_auth_challenge::Event<'_>) -> Decision {
        Decision::FailAuthentication
    }

    #[verify_auth_challenge_response(crate = crate)]
    fn verify(_: verify_auth_challenge_response::Event<'_>) -> bool {
        false
    }

    #[pre_sign_up(SignUp, crate = crate)]
    fn sign_up(_: pre_sign_up::Event<'_>) {}

    #[test]
    fn a_part_of_a_custom_sign_in_is_noted() {
        assert_eq!(
            about(&triggers![define]).unwrap(),
            "note: no handler takes CreateAuthChallenge_Authentication and VerifyAuthChallengeResponse_Authentication. Unless another function handles them, a custom sign-in fails with\n      \"Custom auth lambda trigger is not configured for the user pool.\""
        );
        let note = about(&triggers![verify, sign_up, define]).unwrap();
        assert!(
            note.starts_with("note: no handler takes CreateAuthChallenge_Authentication. Unless"),
            "{note}"
        );
        assert_eq!(about(&triggers![sign_up]), None);
    }
}
