//! Compares a known user with an unknown one, as an attacker does who looks for user names.

use super::error::Error;
use super::pool::Pool;
use super::sign_in::SignIn;

/// The most rounds of custom authentication that are compared.
const ROUNDS: usize = 10;

const WRONG: &str = "audit-wrong-answer";

impl Pool {
    /// Checks that a client cannot tell an unknown user from a known one: in custom authentication with
    /// wrong answers, in a sign-in with a wrong password, in a choice-based sign-in by each challenge that
    /// the known user has, and in ForgotPassword. Compared are the number of rounds, the names of challenges
    /// and their parameters, and the final error. The unknown user must get no message. The list of
    /// available challenges is not compared: no handler decides it.
    ///
    /// Everything runs on copies of the pool. What handlers keep elsewhere is not copied.
    ///
    /// # Panics
    ///
    /// They can be told apart. The panic lists each difference.
    pub async fn assert_indistinguishable(&self, known: &str, unknown: &str) {
        assert!(self.user(known).exists(), "{known} must be a user of the pool, but is not");
        assert!(!self.user(unknown).exists(), "{unknown} must be an unknown user, but is in the pool");
        let mut differences = Vec::new();
        let mut flows = vec![
            ("CUSTOM_AUTH".to_owned(), Flow::Custom),
            ("USER_PASSWORD_AUTH".to_owned(), Flow::Password),
            ("ForgotPassword".to_owned(), Flow::Forgotten),
        ];
        let available = self.available(known).await;
        flows
            .extend(available.into_iter().map(|name| (format!("USER_AUTH with {name}"), Flow::Choice(name))));
        for (name, flow) in flows {
            let (seen, _) = self.observe(known, &flow).await;
            let (other, messages) = self.observe(unknown, &flow).await;
            if seen != other {
                differences.push(format!(
                    "{name}: with the known user a client sees {}, but with the unknown user {}",
                    seen.join(", then "),
                    other.join(", then ")
                ));
            }
            if messages > 0 {
                differences.push(format!("{name}: the unknown user gets {messages} message(s)"));
            }
        }
        assert!(
            differences.is_empty(),
            "a client can tell that \"{unknown}\" is not a user:\n- {}",
            differences.join("\n- ")
        );
    }

    /// The challenges that a user can begin a choice-based sign-in with.
    async fn available(&self, username: &str) -> Vec<String> {
        match self.fork().lenient().user_auth(username, None).await {
            Ok(answer) if !answer.is_complete() => answer.challenge().available().to_vec(),
            _ => Vec::new(),
        }
    }

    /// What a client sees, step by step, and the number of messages.
    async fn observe(&self, username: &str, flow: &Flow) -> (Vec<String>, usize) {
        let pool = self.fork().lenient();
        let before = pool.inbox().len();
        let seen = match flow {
            Flow::Custom if pool.engine().attached("DefineAuthChallenge").is_none() => Vec::new(),
            Flow::Custom => rounds(pool.custom_auth(username).await).await,
            Flow::Choice(challenge) => {
                let parameters = [
                    ("USERNAME", username),
                    ("PREFERRED_CHALLENGE", challenge.as_str()),
                    ("PASSWORD", WRONG),
                    ("SRP_A", "a1b2c3"),
                ];
                rounds(pool.initiate_auth("USER_AUTH", parameters).await).await
            }
            Flow::Password => vec![end(pool.sign_in(username, WRONG).await)],
            Flow::Forgotten => vec![match pool.user(username).forgot_password().await {
                Ok(details) => format!(
                    "details with {:?}",
                    details.as_object().map(|map| map.keys().collect::<Vec<_>>())
                ),
                Err(error) => told(&error),
            }],
        };
        let messages = pool.inbox().len() - before;
        (seen, messages)
    }
}

/// Answers each challenge wrongly, up to the error.
async fn rounds(mut next: Result<SignIn, Error>) -> Vec<String> {
    let mut seen = Vec::new();
    while seen.len() < ROUNDS {
        match next {
            Ok(answer) if !answer.is_complete() => {
                let challenge = answer.challenge();
                let names = challenge.parameters().keys().collect::<Vec<_>>();
                seen.push(format!("{} with {names:?}", challenge.name()));
                next = challenge.answer(WRONG).await;
            }
            last => {
                seen.push(end(last));
                break;
            }
        }
    }
    seen
}

enum Flow {
    Custom,
    /// A choice-based sign-in with this preferred challenge.
    Choice(String),
    Password,
    Forgotten,
}

fn end(answer: Result<SignIn, Error>) -> String {
    match answer {
        Ok(answer) if answer.is_complete() => "tokens".to_owned(),
        Ok(answer) => answer.challenge().to_string(),
        Err(error) => told(&error),
    }
}

fn told(error: &Error) -> String {
    format!("{} \"{}\"", error.name(), error.message())
}
