//! Sign-in with a code by e-mail and no password: the three challenge triggers in one function.
//!
//! Attach the function as `DefineAuthChallenge`, `CreateAuthChallenge` and
//! `VerifyAuthChallengeResponse`, allow the app client `ALLOW_CUSTOM_AUTH`, and set its
//! `PreventUserExistenceErrors` to `ENABLED`: an unknown user then goes through the same steps as
//! a known one, and fails at the end.
//!
//! `cargo run --bin passwordless` shows what each step decides.

use std::future::Future;
use std::pin::Pin;

use cognito_triggers::create_auth_challenge::{self, Challenge, Entry, PrivateParameters, PublicParameters};
use cognito_triggers::define_auth_challenge::{self, ChallengeName, Decision};
use cognito_triggers::prelude::*;
use cognito_triggers::{HandlerSet, Triggers, verify_auth_challenge_response};

/// The number of attempts that a user has. Cognito ends the session after as many, too.
const ATTEMPTS: usize = 3;

/// Decides what comes next: tokens after a correct code, else the code again, at most three times.
#[define_auth_challenge]
fn next(event: define_auth_challenge::Event<'_>) -> Decision {
    let session = event.session();
    if session.last_is_correct(ChallengeName::CustomChallenge) && !event.user_not_found() {
        Decision::IssueTokens
    } else if session.failed_attempts() < ATTEMPTS {
        Decision::custom_challenge()
    } else {
        Decision::FailAuthentication
    }
}

/// Sends a code in the first round, and asks for the same one in the others.
#[create_auth_challenge]
async fn ask(event: create_auth_challenge::Event<'_>, app: &App) -> Result<Challenge> {
    let session = event.session();
    let code = if let Some(code) = session.iter().rev().find_map(Entry::metadata) {
        code.to_owned()
    } else {
        let code = random_code()?;
        // An unknown user has no address. Everything else is the same for known and unknown users.
        if let Some(address) = address(&event) {
            app.sender.send(&address, &code).await?;
        }
        code
    };
    Ok(Challenge::new(PrivateParameters::new("answer", &code))
        // Not even a part of the address is public: it would reveal whether the user exists.
        .with_public_parameters(PublicParameters::new().with("medium", "email"))
        // Cognito keeps the metadata for the next round, and does not show it to the client.
        .with_metadata(code))
}

/// Compares in constant time. There is no right answer for an unknown user.
#[verify_auth_challenge_response]
fn check(event: verify_auth_challenge_response::Event<'_>) -> bool {
    event.answer_matches("answer") && !event.user_not_found()
}

/// Returns the address for the code, if it is known to be the user's.
fn address(event: &create_auth_challenge::Event<'_>) -> Option<String> {
    let attributes = event.user_attributes();
    let verified = attributes.email_verified() == Some(true);
    if event.user_not_found() || !verified {
        return None;
    }
    attributes.email().map(String::from)
}

/// Makes a code of six digits from the operating system's random numbers.
fn random_code() -> Result<String> {
    let mut bytes = [0; 8];
    getrandom::fill(&mut bytes).map_err(|e| Error::internal(e.to_string()))?;
    Ok(format!("{:06}", u64::from_le_bytes(bytes) % 1_000_000))
}

/// The state that the handlers share.
pub(crate) struct App {
    sender: Box<dyn SendCode>,
}

/// Delivers a code. Hand the code to a queue: a mail server's answer takes long enough to tell a known
/// user from an unknown one, for whom nothing is sent.
pub(crate) trait SendCode: Send + Sync {
    fn send<'a>(
        &'a self,
        address: &'a str,
        code: &'a str,
    ) -> Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>>;
}

/// Sends nothing: replace this with Amazon SES, SNS or SQS.
struct Nowhere;

impl SendCode for Nowhere {
    fn send<'a>(&'a self, _: &'a str, _: &'a str) -> Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>> {
        Box::pin(async {
            eprintln!("a code would be sent now");
            Ok(())
        })
    }
}

/// Makes the function from its three handlers, with a sender that delivers their codes.
pub(crate) fn passwordless(sender: impl SendCode + 'static) -> Triggers<impl HandlerSet<App>, App> {
    triggers![next, ask, check; complete: CustomAuth].with_state(App { sender: Box::new(sender) })
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), cognito_triggers::RunError> {
    run(passwordless(Nowhere)).await
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use serde_json::{Value, json};

    use super::*;

    /// A sender that keeps the codes.
    #[derive(Clone, Default)]
    struct Outbox(Arc<Mutex<Vec<(String, String)>>>);

    impl SendCode for Outbox {
        fn send<'a>(
            &'a self,
            address: &'a str,
            code: &'a str,
        ) -> Pin<Box<dyn Future<Output = Result<()>> + Send + 'a>> {
            self.0.lock().unwrap().push((address.to_owned(), code.to_owned()));
            Box::pin(async { Ok(()) })
        }
    }

    /// The part of a sign-in that a client sees.
    #[derive(Debug, PartialEq)]
    struct Seen {
        tokens: bool,
        rounds: Vec<Value>,
    }

    /// Calls the triggers as Cognito does at a sign-in. The answer to a round may depend on the code
    /// that was sent.
    async fn sign_in(user: Value, outbox: &Outbox, answer: impl Fn(usize, &str) -> String) -> Seen {
        let triggers = passwordless(outbox.clone());
        let mut session = Vec::new();
        let mut rounds = Vec::new();
        loop {
            let mut request = user.clone();
            request["session"] = json!(session);
            let decision = call(&triggers, "DefineAuthChallenge_Authentication", &request).await;
            if decision["challengeName"] != "CUSTOM_CHALLENGE" {
                assert_ne!(decision["issueTokens"], decision["failAuthentication"]);
                return Seen { tokens: decision["issueTokens"] == true, rounds };
            }
            request["challengeName"] = decision["challengeName"].clone();
            let challenge = call(&triggers, "CreateAuthChallenge_Authentication", &request).await;
            rounds.push(challenge["publicChallengeParameters"].clone());

            let sent = outbox.0.lock().unwrap().last().map(|(_, code)| code.clone()).unwrap_or_default();
            let mut request = user.clone();
            request["privateChallengeParameters"] = challenge["privateChallengeParameters"].clone();
            request["challengeAnswer"] = json!(answer(rounds.len(), &sent));
            let verdict = call(&triggers, "VerifyAuthChallengeResponse_Authentication", &request).await;
            session.push(json!({
                "challengeName": "CUSTOM_CHALLENGE",
                "challengeResult": verdict["answerCorrect"],
                "challengeMetadata": challenge["challengeMetadata"],
            }));
        }
    }

    async fn call<H>(triggers: &Triggers<H, App>, source: &str, request: &Value) -> Value
    where
        H: HandlerSet<App>,
    {
        let event = json!({ "version": "1", "triggerSource": source, "request": request, "response": {} });
        let answer = triggers.call(event.to_string()).await.unwrap();
        serde_json::from_str::<Value>(&answer).unwrap()["response"].take()
    }

    fn known() -> Value {
        json!({ "userAttributes": { "email": "ines@example.org", "email_verified": "true" } })
    }

    fn unknown() -> Value {
        json!({ "userAttributes": {}, "userNotFound": true })
    }

    #[tokio::test]
    async fn a_wrong_code_and_then_the_right_one() {
        let outbox = Outbox::default();
        let seen =
            sign_in(known(), &outbox, |round, code| if round == 1 { "?".into() } else { code.into() }).await;
        assert!(seen.tokens);
        assert_eq!(seen.rounds.len(), 2);
        let sent = outbox.0.lock().unwrap();
        assert_eq!(sent.len(), 1, "one code for both rounds");
        assert_eq!(sent[0].0, "ines@example.org");
        assert!(sent[0].1.len() == 6 && sent[0].1.bytes().all(|b| b.is_ascii_digit()));
    }

    #[tokio::test]
    async fn three_wrong_codes() {
        let seen = sign_in(known(), &Outbox::default(), |_, _| "?".into()).await;
        assert!(!seen.tokens);
        assert_eq!(seen.rounds.len(), ATTEMPTS);
    }

    #[tokio::test]
    async fn an_unknown_user_looks_like_one_who_answers_wrongly() {
        let outbox = Outbox::default();
        let seen = sign_in(unknown(), &outbox, |_, _| "?".into()).await;
        assert!(outbox.0.lock().unwrap().is_empty());
        assert_eq!(seen, sign_in(known(), &Outbox::default(), |_, _| "?".into()).await);
    }

    #[tokio::test]
    async fn nothing_is_sent_to_an_address_that_is_not_verified() {
        let outbox = Outbox::default();
        let user = json!({ "userAttributes": { "email": "ines@example.org", "email_verified": "false" } });
        assert!(!sign_in(user, &outbox, |_, _| "?".into()).await.tokens);
        assert!(outbox.0.lock().unwrap().is_empty());
    }

    #[tokio::test]
    async fn another_challenge_does_not_count() {
        let triggers = passwordless(Nowhere);
        let request = json!({ "session": [{ "challengeName": "SRP_A", "challengeResult": true }] });
        let decision = call(&triggers, "DefineAuthChallenge_Authentication", &request).await;
        assert_eq!(decision["issueTokens"], false);
    }
}
