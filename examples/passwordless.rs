//! Sign-in with a code by e-mail and no password: the three challenge triggers in one function.
//!
//! Attach the function as `DefineAuthChallenge`, `CreateAuthChallenge` and
//! `VerifyAuthChallengeResponse`, allow the app client `ALLOW_CUSTOM_AUTH`, and set its
//! `PreventUserExistenceErrors` to `ENABLED`: an unknown user then goes through the same steps as
//! a known one, and fails at the end.
//!
//! `cargo run --bin passwordless` shows what each step decides.

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
async fn ask<S: SendCode>(event: create_auth_challenge::Event<'_>, app: &App<S>) -> Result<Challenge> {
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
pub(crate) struct App<S> {
    sender: S,
}

/// Delivers a code. Hand the code to a queue: a mail server's answer takes long enough to tell a known
/// user from an unknown one, for whom nothing is sent.
pub(crate) trait SendCode: Send + Sync + 'static {
    fn send(&self, address: &str, code: &str) -> impl Future<Output = Result<()>> + Send;
}

/// Sends nothing: replace this with Amazon SES, SNS or SQS.
struct Nowhere;

impl SendCode for Nowhere {
    async fn send(&self, _: &str, _: &str) -> Result<()> {
        eprintln!("a code would be sent now");
        Ok(())
    }
}

/// Makes the function from its three handlers, with a sender that delivers their codes.
pub(crate) fn passwordless<S: SendCode>(sender: S) -> Triggers<impl HandlerSet<App<S>>, App<S>> {
    triggers![next, ask, check; complete: CustomAuth].with_state(App { sender })
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), cognito_triggers::RunError> {
    run(passwordless(Nowhere)).await
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use cognito_triggers::pool::{Pool, User};

    use super::*;

    /// A sender that keeps the codes, each with its address.
    #[derive(Clone, Default)]
    struct Outbox(Arc<Mutex<Vec<(String, String)>>>);

    impl SendCode for Outbox {
        async fn send(&self, address: &str, code: &str) -> Result<()> {
            self.0.lock().unwrap().push((address.to_owned(), code.to_owned()));
            Ok(())
        }
    }

    impl Outbox {
        fn pool(&self) -> Pool {
            let ines = User::confirmed("ines").attribute("email", "ines@example.org");
            Pool::new(passwordless(self.clone())).with_user(ines)
        }

        fn last(&self) -> String {
            self.0.lock().unwrap().last().map(|(_, code)| code.clone()).unwrap_or_default()
        }
    }

    #[tokio::test]
    async fn tokens_come_after_the_right_code_and_never_else() {
        let outbox = Outbox::default();
        outbox.pool().audit_custom_auth("ines", None, |_| outbox.last()).await.assert_clean();
    }

    #[tokio::test]
    async fn one_code_is_for_all_attempts() -> Result<()> {
        let outbox = Outbox::default();
        let mut round = outbox.pool().custom_auth("ines").await?.challenge();
        for _ in 1..ATTEMPTS {
            round = round.answer("?").await?.challenge();
        }
        assert_eq!(round.answer("?").await.unwrap_err().message(), "Incorrect username or password.");
        let sent = outbox.0.lock().unwrap();
        assert!(sent.len() == 1 && sent[0].0 == "ines@example.org", "{sent:?}");
        assert!(sent[0].1.len() == 6 && sent[0].1.bytes().all(|b| b.is_ascii_digit()), "{sent:?}");
        Ok(())
    }

    #[tokio::test]
    async fn an_unknown_user_and_an_address_that_is_not_verified_look_like_any_other() {
        let outbox = Outbox::default();
        let otto = User::confirmed("otto").attribute("email", "otto@example.org");
        let pool = outbox.pool().with_user(otto.attribute("email_verified", "false"));
        pool.assert_indistinguishable("ines", "eve").await;
        pool.custom_auth("otto").await.unwrap().challenge();
        assert!(outbox.0.lock().unwrap().iter().all(|(to, _)| to == "ines@example.org"));
    }
}
