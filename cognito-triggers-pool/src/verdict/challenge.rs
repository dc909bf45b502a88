//! Custom authentication: reads the answers of its Define, Create and Verify triggers.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use super::members::Members;
use super::remarks::{Refusal, Remarks};
use crate::state::Round;

/// The decision of DefineAuthChallenge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Decision {
    Challenge(String),
    IssueTokens,
    Fail,
}

/// Challenges of the service itself that need a verified password.
const AFTER_PASSWORD: [&str; 3] = ["NEW_PASSWORD_REQUIRED", "SMS_MFA", "SOFTWARE_TOKEN_MFA"];

pub(crate) fn define(
    response: &Map<String, Value>,
    rounds: &[Round],
    remarks: &mut Remarks,
) -> Result<Decision, Refusal> {
    let members = Members::of(response, "response", &["challengeName", "issueTokens", "failAuthentication"])?;
    let name = members.text("challengeName")?.filter(|name| !name.is_empty());
    let issue = members.boolean("issueTokens")?.unwrap_or_default();
    let fail = members.boolean("failAuthentication")?.unwrap_or_default();
    match (issue, fail, name) {
        (true, true, _) => {
            remarks.undocumented("issueTokens and failAuthentication are both true: the sign-in fails here");
            Ok(Decision::Fail)
        }
        (false, true, _) => Ok(Decision::Fail),
        (true, false, name) => {
            if let Some(name) = name {
                remarks.note(format!("issueTokens is true, so the challengeName {name} is ignored."));
            }
            if rounds.is_empty() {
                remarks.note(
                    "tokens are issued at the very first call: whoever knows the user's name is signed in, without a \
                     challenge.",
                );
            }
            Ok(Decision::IssueTokens)
        }
        (false, false, Some("CUSTOM_CHALLENGE")) => Ok(Decision::Challenge("CUSTOM_CHALLENGE".to_owned())),
        (false, false, Some(name)) => built_in(name, rounds, remarks),
        (false, false, None) => Err(Refusal::unrecognizable(
            "no decision: challengeName is null, and neither issueTokens nor failAuthentication is true.",
        )
        .undocumented("no source documents an answer without a decision")),
    }
}

fn built_in(name: &str, rounds: &[Round], remarks: &mut Remarks) -> Result<Decision, Refusal> {
    let succeeded = |wanted: &str| rounds.iter().any(|round| round.name == wanted && round.result);
    let refuse = |reason: String| {
        Err(Refusal::unrecognizable(reason)
            .undocumented("no source documents this challengeName at this point"))
    };
    if name == "PASSWORD_VERIFIER" {
        return if succeeded("SRP_A") {
            Ok(Decision::Challenge(name.to_owned()))
        } else {
            refuse("PASSWORD_VERIFIER needs a sign-in that began with SRP_A.".to_owned())
        };
    }
    if AFTER_PASSWORD.contains(&name) {
        if !succeeded("PASSWORD_VERIFIER") {
            return refuse(format!("{name} needs a verified password: a PASSWORD_VERIFIER that was true."));
        }
        if name != "NEW_PASSWORD_REQUIRED" {
            remarks.note(format!(
                "{name} was seen to work after PASSWORD_VERIFIER. Cognito asks for MFA by itself."
            ));
        }
        return Ok(Decision::Challenge(name.to_owned()));
    }
    refuse(format!("\"{name}\" is not a challenge that a function can ask for."))
}

/// The challenge that CreateAuthChallenge has made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Challenge {
    pub(crate) public: BTreeMap<String, String>,
    pub(crate) private: BTreeMap<String, String>,
    pub(crate) metadata: Option<String>,
}

pub(crate) fn create(
    response: &Map<String, Value>,
    rounds: &[Round],
    remarks: &mut Remarks,
) -> Result<Challenge, Refusal> {
    const PUBLIC: &str = "publicChallengeParameters";
    const PRIVATE: &str = "privateChallengeParameters";
    let members = Members::of(response, "response", &[PUBLIC, PRIVATE, "challengeMetadata"])?;
    let public = members.text_map(PUBLIC)?;
    let private = members.text_map(PRIVATE)?;
    for (name, there) in [(PUBLIC, public.is_some()), (PRIVATE, private.is_some())] {
        if !there {
            remarks.note(format!("{name} is null or missing, and counts as empty."));
            remarks.undocumented("a challenge without parameters is documented as incomplete");
        }
    }
    let private = private.unwrap_or_default();
    if private.is_empty() {
        remarks.note(
            "there are no private parameters: VerifyAuthChallengeResponse has nothing to compare the answer with.",
        );
    }
    let metadata = members.text("challengeMetadata")?.map(str::to_owned);
    let earlier = rounds.iter().rfind(|round| round.name == "CUSTOM_CHALLENGE");
    if metadata.is_none() && earlier.is_some_and(|round| round.metadata.is_some()) {
        remarks.note(
            "the previous round had a challengeMetadata, but this one has none: what it kept is gone from the last \
             element of the session.",
        );
    }
    Ok(Challenge { public: public.unwrap_or_default(), private, metadata })
}

pub(crate) fn verify(response: &Map<String, Value>, _: &mut Remarks) -> Result<bool, Refusal> {
    let members = Members::of(response, "response", &["answerCorrect"])?;
    members.boolean("answerCorrect")?.ok_or_else(|| {
        Refusal::unrecognizable("answerCorrect is null or missing.")
            .undocumented("no source documents a missing answerCorrect; it is never taken as true")
    })
}
