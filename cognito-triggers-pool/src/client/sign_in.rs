//! The answer of a sign-in: tokens, or a challenge.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::{Value, json};

use super::error::Error;
use super::operation::Operation;
use super::pool::Pool;
use super::tokens::Tokens;
use crate::engine::stand_in;
use crate::state::Pending;

/// A time in the form that SRP signs.
const TIMESTAMP: &str = "Thu Jan 1 00:00:00 UTC 2026";

/// The answer to one step of a sign-in: tokens, or a challenge.
#[derive(Clone, Debug)]
pub struct SignIn(Answer);

#[derive(Clone, Debug)]
enum Answer {
    Tokens(Tokens),
    Challenge(Challenge),
}

impl SignIn {
    pub(super) fn new(pool: Pool, username: &str, answer: &Value) -> Self {
        if let Some(result) = answer.get("AuthenticationResult") {
            return Self(Answer::Tokens(Tokens::new(result)));
        }
        let texts = |value: &Value| -> BTreeMap<String, String> {
            let pairs = value.as_object().into_iter().flatten();
            pairs.filter_map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned()))).collect()
        };
        let parameters = texts(&answer["ChallengeParameters"]);
        let own = parameters.get("USERNAME").or_else(|| parameters.get("USER_ID_FOR_SRP")).cloned();
        let available = answer["AvailableChallenges"].as_array().into_iter().flatten();
        Self(Answer::Challenge(Challenge {
            username: own.unwrap_or_else(|| username.to_owned()),
            name: answer["ChallengeName"].as_str().unwrap_or_default().to_owned(),
            session: answer["Session"].as_str().map(str::to_owned),
            available: available.filter_map(|name| name.as_str().map(str::to_owned)).collect(),
            parameters,
            pool,
        }))
    }

    /// Returns whether the sign-in has ended with tokens.
    pub fn is_complete(&self) -> bool {
        matches!(self.0, Answer::Tokens(_))
    }

    /// The tokens.
    ///
    /// # Panics
    ///
    /// The answer is a challenge.
    #[track_caller]
    pub fn tokens(self) -> Tokens {
        match self.0 {
            Answer::Tokens(tokens) => tokens,
            Answer::Challenge(challenge) => panic!("there are no tokens yet, but {challenge}"),
        }
    }

    /// The challenge.
    ///
    /// # Panics
    ///
    /// The answer is tokens.
    #[track_caller]
    pub fn challenge(self) -> Challenge {
        match self.0 {
            Answer::Challenge(challenge) => challenge,
            Answer::Tokens(_) => panic!("there is no challenge: the sign-in has ended with tokens"),
        }
    }
}

/// A challenge that waits for an answer.
#[derive(Clone)]
pub struct Challenge {
    pool: Pool,
    username: String,
    name: String,
    parameters: BTreeMap<String, String>,
    session: Option<String>,
    available: Vec<String>,
}

impl Challenge {
    /// `ChallengeName`, such as `CUSTOM_CHALLENGE`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// `ChallengeParameters`, which the client sees.
    pub fn parameters(&self) -> &BTreeMap<String, String> {
        &self.parameters
    }

    /// `AvailableChallenges` of a choice-based sign-in.
    pub fn available(&self) -> &[String] {
        &self.available
    }

    /// `Session`. The first challenge of `USER_SRP_AUTH` has none.
    pub fn session(&self) -> Option<&str> {
        self.session.as_deref()
    }

    /// The private parameters of a custom challenge, which Cognito shows to no client.
    pub fn private_parameters(&self) -> BTreeMap<String, String> {
        let state = self.pool.engine().state();
        let session = self.session.as_ref().and_then(|session| state.sessions.get(session));
        match session.map(|session| &session.pending) {
            Some(Pending::Custom { private, .. }) => private.clone(),
            _ => BTreeMap::new(),
        }
    }

    /// Answers the challenge: a code, the answer of a custom challenge, a choice, a new password, or the
    /// password itself for `PASSWORD_VERIFIER`.
    pub fn answer(&self, answer: &str) -> Operation<SignIn> {
        let code = format!("{}_CODE", self.name);
        let name = match self.name.as_str() {
            "PASSWORD_VERIFIER" | "DEVICE_PASSWORD_VERIFIER" => return self.prove(answer),
            "NEW_PASSWORD_REQUIRED" => "NEW_PASSWORD",
            "SMS_MFA" | "SOFTWARE_TOKEN_MFA" | "EMAIL_OTP" | "SMS_OTP" => &code,
            _ => "ANSWER",
        };
        self.respond([(name, answer)])
    }

    fn prove(&self, password: &str) -> Operation<SignIn> {
        let block = self.parameters.get("SECRET_BLOCK").map(String::as_str).unwrap_or_default();
        let signature = stand_in(password, block, TIMESTAMP);
        self.respond([
            ("PASSWORD_CLAIM_SECRET_BLOCK", block),
            ("PASSWORD_CLAIM_SIGNATURE", signature.as_str()),
            ("TIMESTAMP", TIMESTAMP),
        ])
    }

    /// Answers the challenge with the members of `ChallengeResponses`. `USERNAME` and `SECRET_HASH` are
    /// added.
    pub fn respond<'r>(&self, responses: impl IntoIterator<Item = (&'r str, &'r str)>) -> Operation<SignIn> {
        let mut all = json!({"USERNAME": self.username});
        if let Some(hash) = self.pool.secret_hash(&self.username) {
            all["SECRET_HASH"] = hash.into();
        }
        if let Some(key) = self.parameters.get("DEVICE_KEY") {
            all["DEVICE_KEY"] = key.clone().into();
        }
        for (name, value) in responses {
            all[name] = value.into();
        }
        let mut body = json!({"ChallengeName": self.name, "ChallengeResponses": all});
        if let Some(session) = &self.session {
            body["Session"] = session.clone().into();
        }
        let username = self.username.clone();
        Operation::new(&self.pool, "RespondToAuthChallenge", body, move |pool, answer| {
            SignIn::new(pool, &username, &answer)
        })
    }

    /// Answers `MFA_SETUP`: sets an authenticator app up, and goes on.
    ///
    /// # Errors
    ///
    /// The challenge is another one, or a later trigger refuses.
    pub async fn set_up_totp(&self) -> Result<SignIn, Error> {
        let pool = &self.pool;
        let failed = |error| Error::api_error(error, Vec::new());
        let body = json!({"Session": self.session});
        let associated = pool.call("AssociateSoftwareToken", body).await.map_err(failed)?;
        let code = pool.totp(associated["SecretCode"].as_str().unwrap_or_default());
        let body = json!({"Session": associated["Session"], "UserCode": code});
        let verified = pool.call("VerifySoftwareToken", body).await.map_err(failed)?;
        let next = Self { session: verified["Session"].as_str().map(str::to_owned), ..self.clone() };
        next.respond([]).await
    }
}

impl fmt::Display for Challenge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<_> = self.parameters.keys().map(String::as_str).collect();
        write!(
            f,
            "the challenge {} for {}, with the parameters {}",
            self.name,
            self.username,
            names.join(", ")
        )
    }
}

/// As `Display`: parameters may hold what a test must not print.
impl fmt::Debug for Challenge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
