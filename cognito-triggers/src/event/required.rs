//! The secrets that a handler compares.
//!
//! An event without one never reaches a handler: an empty secret, compared with another empty text, would
//! let anybody in. The codes of custom senders are not among them: nothing is compared with them, and if
//! such an event reached no handler, its message would be lost without anybody noticing.

use crate::event::attributes::Attributes;
use crate::spec::source::{Source, SourceSet};
use crate::wire::envelope::{Envelope, RequestMember};
use crate::wire::secret::Secret;

/// Returns the members of `request` that an event of the source must have, with a text that is not
/// empty.
pub(crate) const fn secrets(source: Source) -> &'static [RequestMember] {
    match source {
        Source::UserMigrationAuthentication => &[RequestMember::Password],
        Source::VerifyAuthChallengeResponseAuthentication => {
            &[RequestMember::ChallengeAnswer, RequestMember::PrivateChallengeParameters]
        }
        _ => &[],
    }
}

/// Returns whether events of any of these sources have such a member.
pub(crate) const fn any(sources: SourceSet) -> bool {
    let mut i = 0;
    while i < Source::ALL.len() {
        if sources.contains(Source::ALL[i]) && !secrets(Source::ALL[i]).is_empty() {
            return true;
        }
        i += 1;
    }
    false
}

/// Returns the first secret of the source that the event lacks.
pub(crate) fn missing(envelope: &Envelope<'_>, source: Source) -> Option<RequestMember> {
    secrets(source).iter().copied().find(|member| !has(envelope, *member))
}

/// A secret that the event has, since it would not have reached a handler without.
///
/// Should that ever be wrong, the secret is empty, and equals nothing.
pub(crate) fn secret<'e>(envelope: &'e Envelope<'_>, member: RequestMember) -> Secret<'e> {
    envelope.secret(member).unwrap_or(Secret::NONE)
}

fn has(envelope: &Envelope<'_>, member: RequestMember) -> bool {
    if member == RequestMember::PrivateChallengeParameters {
        return !Attributes::of_request(envelope, member).is_empty();
    }
    envelope.secret(member).is_some()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;
    use crate::event::samples;

    #[test]
    fn every_sample_has_its_secrets() {
        for &source in Source::ALL {
            assert_eq!(missing(&samples::envelope(source, None), source), None, "{source}");
        }
    }

    #[test]
    fn only_what_is_compared_is_required() {
        for &source in Source::ALL {
            let expected: &[RequestMember] = match source.name() {
                "UserMigration_Authentication" => &[RequestMember::Password],
                "VerifyAuthChallengeResponse_Authentication" => {
                    &[RequestMember::ChallengeAnswer, RequestMember::PrivateChallengeParameters]
                }
                _ => &[],
            };
            assert!(secrets(source) == expected, "{source}");
            assert_eq!(any(SourceSet::of(&[source])), !expected.is_empty(), "{source}");
        }
        assert!(any(SourceSet::of(Source::ALL)));
        assert!(!any(SourceSet::EMPTY));
    }

    #[test]
    fn a_secret_is_never_absent_null_or_empty() {
        for &source in Source::ALL {
            for &member in secrets(source) {
                for value in [None, Some(json!(null)), Some(json!(""))] {
                    assert_eq!(missing(&with(source, member, value), source), Some(member), "{source}");
                }
            }
        }
    }

    #[test]
    fn private_parameters_need_one_that_is_not_empty() {
        let source = Source::VerifyAuthChallengeResponseAuthentication;
        let member = RequestMember::PrivateChallengeParameters;
        for value in
            [json!({}), json!([]), json!("x"), json!({"answer": null}), json!({"answer": "", "b": ""})]
        {
            assert_eq!(missing(&with(source, member, Some(value)), source), Some(member));
        }
        assert_eq!(missing(&with(source, member, Some(json!({"a": "", "b": "x"}))), source), None);
    }

    fn with(source: Source, member: RequestMember, value: Option<Value>) -> Envelope<'static> {
        let mut event: Value = serde_json::from_str(samples::text(source)).unwrap();
        let request = event["request"].as_object_mut().unwrap();
        match value {
            Some(value) => request.insert(member.name().to_owned(), value),
            None => request.remove(member.name()),
        };
        Envelope::from_text(event.to_string()).unwrap()
    }
}
