//! Attacks on custom authentication: tokens without the last right answer.

use std::fmt;

use super::error::Error;
use super::pool::Pool;
use super::sign_in::{Challenge, SignIn};

/// The most rounds that an audit goes through.
const ROUNDS: usize = 10;

/// An answer that is never the right one.
const WRONG: &str = "audit-wrong-answer";

/// The findings of [`Pool::audit_custom_auth`].
#[derive(Clone, Debug)]
pub struct Audit {
    findings: Vec<String>,
    flows: Vec<String>,
}

impl Audit {
    /// The findings. Each says what an attacker could do, or what a user would have seen.
    pub fn findings(&self) -> &[String] {
        &self.findings
    }

    /// The sign-ins that were tried, each with its end.
    pub fn flows(&self) -> &[String] {
        &self.flows
    }

    /// Checks that nothing was found.
    ///
    /// # Panics
    ///
    /// Something was. The panic has all of it.
    #[track_caller]
    pub fn assert_clean(&self) {
        assert!(self.findings.is_empty(), "{self}");
    }
}

impl fmt::Display for Audit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} finding(s) in {} sign-ins", self.findings.len(), self.flows.len())?;
        self.findings.iter().try_for_each(|finding| write!(f, "\n- {finding}"))?;
        self.flows.iter().try_for_each(|flow| write!(f, "\n  tried: {flow}"))
    }
}

/// The end of a sign-in.
enum End {
    Tokens,
    Refused(Error),
    Endless,
}

/// A sign-in to try.
#[derive(Clone, Copy)]
struct Try<'t> {
    name: &'t str,
    srp: bool,
    password: &'t str,
    /// Whether the answer of a round is the right one.
    right: &'t (dyn Fn(usize) -> bool + Sync),
}

/// The course of a sign-in.
struct Course {
    end: End,
    /// Answered custom challenges.
    rounds: usize,
    /// Notes of CreateAuthChallenge, and the private parameters of the last one.
    notes: Vec<String>,
    keys: Vec<String>,
}

impl Pool {
    /// Tries sign-ins by custom authentication that must not end with tokens, and those that must.
    ///
    /// `right` gives the right answer to a challenge, from its parameters, its
    /// [private parameters](Challenge::private_parameters), or what the handlers have sent. `password` is
    /// for a flow that begins with SRP.
    ///
    /// Tried are: the right answers; wrong answers only; a wrong answer after each number of right ones;
    /// right answers after each number of wrong ones; the flow without its password, or with `SRP_A` where it has none;
    /// the user's password alone. Every sign-in runs on a copy of the pool, so the user stays as they are.
    /// What handlers keep elsewhere is not copied.
    pub async fn audit_custom_auth(
        &self,
        username: &str,
        password: Option<&str>,
        right: impl Fn(&Challenge) -> String + Send + Sync,
    ) -> Audit {
        let mut audit = Audit { findings: Vec::new(), flows: Vec::new() };
        let srp = password.is_some();
        let known = password.unwrap_or_default().to_owned();
        let always = |_: usize| true;
        let never = |_: usize| false;
        let honest = Try { name: "the right answers", srp, password: &known, right: &always };
        let course = audit.go(self, username, honest, &right).await;
        if !matches!(course.end, End::Tokens) {
            audit.find(format!(
                "the right answers were refused: the user could not have signed in. If \
                 VerifyAuthChallengeResponse reads a private parameter, it must be one that CreateAuthChallenge \
                 writes, and that is {}.",
                if course.keys.is_empty() { "none".to_owned() } else { course.keys.join(", ") }
            ));
        }
        for rounds in 0..course.rounds.max(1) {
            let first = move |round: usize| round < rounds;
            let name = format!("{rounds} right answer(s), then wrong ones");
            let attack = Try { name: &name, srp, password: &known, right: &first };
            let course = audit.go(self, username, attack, &right).await;
            if matches!(course.end, End::Tokens) {
                audit.find(format!(
                    "tokens were issued after a wrong answer in round {}: whoever knows the name \"{username}\" would \
                     have been signed in without the right answer.",
                    course.rounds
                ));
            }
        }
        for wrong in 1..ROUNDS {
            let later = move |round: usize| round >= wrong;
            let name = format!("{wrong} wrong answer(s), then right ones");
            let attempt = Try { name: &name, srp, password: &known, right: &later };
            let course = audit.go(self, username, attempt, &right).await;
            if course.rounds <= wrong {
                break;
            }
            if !matches!(course.end, End::Tokens) {
                audit.find(format!(
                    "after {wrong} wrong answer(s) the right one was refused: a user who mistypes could not have \
                     signed in. {}",
                    course.notes.join(" ")
                ));
                break;
            }
        }
        self.skip(&mut audit, username, srp, &never, &right).await;
        audit
    }

    /// Tries the flow with another beginning.
    async fn skip(
        &self,
        audit: &mut Audit,
        username: &str,
        srp: bool,
        never: &(dyn Fn(usize) -> bool + Sync),
        right: &(dyn Fn(&Challenge) -> String + Send + Sync),
    ) {
        let always = |_: usize| true;
        if srp {
            let attack = Try { name: "without SRP_A", srp: false, password: "", right: &always };
            if matches!(audit.go(self, username, attack, right).await.end, End::Tokens) {
                audit.find(
                    "the password can be skipped: a client that starts CUSTOM_AUTH without SRP_A gets tokens by the \
                     custom challenge alone."
                        .to_owned(),
                );
            }
            return;
        }
        let attack = Try { name: "SRP_A with a wrong password", srp: true, password: WRONG, right: never };
        if matches!(audit.go(self, username, attack, right).await.end, End::Tokens) {
            audit.find(format!(
                "a client that starts CUSTOM_AUTH with SRP_A gets tokens without a password and without an answer: \
                 DefineAuthChallenge takes the result of another challenge for that of the one it waits for. Whoever knows \
                 the name \"{username}\" would have been signed in."
            ));
        }
        let stored = self.user(username).stored_password();
        if let Some(stored) = stored {
            let attack =
                Try { name: "SRP_A with the right password", srp: true, password: &stored, right: never };
            if matches!(audit.go(self, username, attack, right).await.end, End::Tokens) {
                audit.find(
                    "the custom challenge can be skipped: a client that starts CUSTOM_AUTH with SRP_A gets tokens by \
                     the password alone."
                        .to_owned(),
                );
            }
        }
    }
}

impl Audit {
    fn find(&mut self, finding: String) {
        if !self.findings.contains(&finding) {
            self.findings.push(finding);
        }
    }

    async fn go(
        &mut self,
        pool: &Pool,
        username: &str,
        attempt: Try<'_>,
        right: &(dyn Fn(&Challenge) -> String + Send + Sync),
    ) -> Course {
        let pool = pool.fork().lenient();
        let mut rounds = 0;
        let mut keys = Vec::new();
        let start =
            if attempt.srp { pool.custom_auth_with_srp(username) } else { pool.custom_auth(username) };
        let mut next: Result<SignIn, Error> = start.await;
        let end = loop {
            let challenge = match next {
                Ok(answer) if answer.is_complete() => break End::Tokens,
                Ok(answer) => answer.challenge(),
                Err(error) => break End::Refused(error),
            };
            if rounds >= ROUNDS {
                break End::Endless;
            }
            next = if challenge.name() == "CUSTOM_CHALLENGE" {
                keys = challenge.private_parameters().into_keys().collect();
                let answer = if (attempt.right)(rounds) { right(&challenge) } else { WRONG.to_owned() };
                rounds += 1;
                challenge.answer(&answer).await
            } else {
                challenge.answer(attempt.password).await
            };
        };
        let told = match &end {
            End::Tokens => "tokens".to_owned(),
            End::Refused(error) => format!("{}: {}", error.name(), error.message()),
            End::Endless => format!("still challenged after {ROUNDS} rounds"),
        };
        self.flows.push(format!("{} ({rounds} custom rounds): {told}", attempt.name));
        let trace = pool.trace();
        let created =
            trace.steps().iter().filter(|step| step.source() == "CreateAuthChallenge_Authentication");
        let notes =
            created.filter_map(|step| step.verdict()).flat_map(|verdict| verdict.notes().to_vec()).collect();
        Course { end, rounds, notes, keys }
    }
}
