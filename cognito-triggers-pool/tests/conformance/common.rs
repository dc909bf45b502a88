//! Functions that the tests attach.

use std::sync::{Arc, Mutex};

use cognito_triggers_pool::{LambdaConfig, LambdaVersion, Pool, Trigger, User};
use serde_json::Value;

pub(crate) const PASSWORD: &str = "Correct-horse-9";
pub(crate) const EMAIL: &str = "ines@example.org";
pub(crate) const PHONE: &str = "+4915112345678";

pub(crate) type Answer = Result<Value, String>;

/// Gives the event back as it came.
pub(crate) fn echo(event: Value) -> Answer {
    Ok(event)
}

/// The triggers that a usual pool has, each with an echo.
pub(crate) fn usual() -> LambdaConfig {
    [
        Trigger::PreSignUp,
        Trigger::PostConfirmation,
        Trigger::PreAuthentication,
        Trigger::PostAuthentication,
        Trigger::PreTokenGeneration(LambdaVersion::V1_0),
        Trigger::CustomMessage,
    ]
    .into_iter()
    .fold(LambdaConfig::new(), |config, trigger| config.on(trigger, echo))
}

/// Sets members of the response, and gives the event back.
pub(crate) fn responding(response: Value) -> impl Fn(Value) -> Answer + Send + Sync + 'static {
    move |mut event| {
        for (name, value) in response.as_object().expect("an object") {
            event["response"][name] = value.clone();
        }
        Ok(event)
    }
}

/// Refuses with a text.
pub(crate) fn denying(text: &'static str) -> impl Fn(Value) -> Answer + Send + Sync + 'static {
    move |_| Err(text.to_owned())
}

/// One trigger with one closure.
pub(crate) fn one<F>(trigger: Trigger, handler: F) -> LambdaConfig
where
    F: Fn(Value) -> Answer + Send + Sync + 'static,
{
    LambdaConfig::new().on(trigger, handler)
}

/// A confirmed user with a password and an e-mail address.
pub(crate) fn ines() -> User {
    User::confirmed("ines").password(PASSWORD).attribute("email", EMAIL)
}

/// A pool with that user.
pub(crate) fn with_ines(config: LambdaConfig) -> Pool {
    Pool::new(config).with_user(ines())
}

/// A list that handlers write to.
#[derive(Clone, Default)]
pub(crate) struct Notes(Arc<Mutex<Vec<String>>>);

impl Notes {
    pub(crate) fn add(&self, note: impl Into<String>) {
        self.0.lock().expect("no panic while it is held").push(note.into());
    }

    pub(crate) fn all(&self) -> Vec<String> {
        self.0.lock().expect("no panic while it is held").clone()
    }
}

/// Custom authentication by a code: three tries, and the code travels in the metadata.
pub(crate) fn passwordless(code: &'static str) -> LambdaConfig {
    LambdaConfig::new()
        .on(Trigger::DefineAuthChallenge, |mut event| {
            let session = event["request"]["session"].as_array().cloned().unwrap_or_default();
            let last = session.last().cloned().unwrap_or_default();
            if last["challengeName"] == "CUSTOM_CHALLENGE" && last["challengeResult"] == true {
                event["response"]["issueTokens"] = true.into();
            } else if session.len() >= 3 || last["challengeName"] == "SRP_A" {
                event["response"]["failAuthentication"] = true.into();
            } else {
                event["response"]["challengeName"] = "CUSTOM_CHALLENGE".into();
            }
            Ok(event)
        })
        .on(Trigger::CreateAuthChallenge, move |mut event| {
            event["response"]["publicChallengeParameters"] = serde_json::json!({"medium": "email"});
            event["response"]["privateChallengeParameters"] = serde_json::json!({"code": code});
            event["response"]["challengeMetadata"] = "CODE".into();
            Ok(event)
        })
        .on(Trigger::VerifyAuthChallengeResponse, |mut event| {
            // A user who does not exist has no right answer.
            let right = event["request"]["challengeAnswer"]
                == event["request"]["privateChallengeParameters"]["code"]
                && event["request"]["userNotFound"] != true;
            event["response"]["answerCorrect"] = right.into();
            Ok(event)
        })
}
