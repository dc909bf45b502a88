//! PreSignUp: whether the user is confirmed and verified at once.

use serde_json::{Map, Value};

use super::members::Members;
use super::remarks::{Refusal, Remarks};
use crate::error;
use crate::event::Source;

/// The flags that count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct SignUpFlags {
    pub(crate) confirm: bool,
    pub(crate) verify_email: bool,
    pub(crate) verify_phone: bool,
}

const FLAGS: [&str; 3] = ["autoConfirmUser", "autoVerifyEmail", "autoVerifyPhone"];

/// Reads the response for one source. `has` tells which attributes the user brings.
pub(crate) fn sign_up(
    response: &Map<String, Value>,
    source: Source,
    has: impl Fn(&str) -> bool,
    remarks: &mut Remarks,
) -> Result<SignUpFlags, Refusal> {
    let members = Members::of(response, "response", &FLAGS).map_err(Refusal::documented)?;
    let mut flag = |name: &str| {
        if members.is_null(name) {
            remarks.note(format!("{name} is null, which counts as false."));
        }
        members.boolean(name).map(Option::unwrap_or_default)
    };
    let [confirm, verify_email, verify_phone] = [flag(FLAGS[0])?, flag(FLAGS[1])?, flag(FLAGS[2])?];
    if let Some(effect) = effect_where_ignored(source) {
        let set = [confirm, verify_email, verify_phone];
        let names: Vec<_> =
            FLAGS.into_iter().zip(set).filter(|(_, set)| *set).map(|(name, _)| name).collect();
        if !names.is_empty() {
            remarks.ignored(format!("{} of {}: {effect}", names.join(", "), source.as_str()));
            if source == Source::PreSignUpFederated {
                remarks.undocumented(
                    "that federated users are not verified by flags is reported, but not documented",
                );
            }
        }
        return Ok(SignUpFlags::default());
    }
    for (set, flag, attribute) in
        [(verify_email, FLAGS[1], "email"), (verify_phone, FLAGS[2], "phone_number")]
    {
        if set && !has(attribute) {
            let error = error::invalid_parameter(&format!("{flag} is set, but the user has no {attribute}."));
            return Err(
                Refusal::rejected(error).undocumented("the sign-up fails with a text that no source has")
            );
        }
    }
    Ok(SignUpFlags { confirm, verify_email, verify_phone })
}

/// The fate of a user whose flags are ignored.
fn effect_where_ignored(source: Source) -> Option<&'static str> {
    match source {
        Source::PreSignUpByAdmin => Some(
            "Cognito ignores these flags for users whom an administrator creates. The user must set a new \
             password at the first sign-in, and the address stays as AdminCreateUser set it.",
        ),
        Source::PreSignUpFederated => Some(
            "Cognito ignores these flags for federated users. The user is EXTERNAL_PROVIDER, and the address \
             is verified only if the provider's attributes say so.",
        ),
        _ => None,
    }
}
