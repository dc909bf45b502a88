//! DefineAuthChallenge, CreateAuthChallenge and VerifyAuthChallengeResponse.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use cognito_triggers::create_auth_challenge::{self, Challenge, PrivateParameters, PublicParameters};
use cognito_triggers::define_auth_challenge::{self, ChallengeName, Decision};
use cognito_triggers::pool::{Mfa, Pool, PoolSettings, User};
use cognito_triggers::prelude::*;
use cognito_triggers::verify_auth_challenge_response;
use proptest::prelude::*;

use crate::answer::{Answer, EMAIL, PASSWORD, PHONE, answers, for_all, run};
use crate::judge::{Tally, judge_some};

/// What the three handlers do. Each call of Define takes the next of its decisions.
#[derive(Clone, Debug)]
pub(crate) struct Script {
    pub(crate) decisions: Vec<Decision>,
    pub(crate) challenge: Answer<Parts>,
    pub(crate) verified: Answer<bool>,
}

/// The parts of a challenge.
#[derive(Clone, Debug)]
pub(crate) struct Parts {
    pub(crate) public: Vec<(String, String)>,
    pub(crate) private: Vec<(String, String)>,
    pub(crate) metadata: Option<String>,
}

struct State {
    script: Script,
    calls: Arc<AtomicUsize>,
}

#[define_auth_challenge]
fn define(_: define_auth_challenge::Event<'_>, state: &State) -> Decision {
    let call = state.calls.fetch_add(1, Ordering::SeqCst);
    state.script.decisions.get(call).cloned().unwrap_or(Decision::FailAuthentication)
}

#[create_auth_challenge]
fn create(_: create_auth_challenge::Event<'_>, state: &State) -> Result<Challenge> {
    let Parts { public, private, metadata } = state.script.challenge.give()?;
    let first = PrivateParameters::new("answer", "490215");
    let private = private.into_iter().fold(first, |all, (name, value)| all.with(name, value));
    let public = public.into_iter().fold(PublicParameters::new(), |all, (name, value)| all.with(name, value));
    let challenge = Challenge::new(private).with_public_parameters(public);
    Ok(match metadata {
        Some(metadata) => challenge.with_metadata(metadata),
        None => challenge,
    })
}

#[verify_auth_challenge_response]
fn verify(_: verify_auth_challenge_response::Event<'_>, state: &State) -> Result<bool> {
    state.script.verified.give()
}

/// The kinds of sign-ins.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Start {
    pub(crate) srp: bool,
    pub(crate) known: bool,
    pub(crate) invited: bool,
}

pub(crate) async fn sign_in(script: Script, start: Start) -> Pool {
    let state = State { script, calls: Arc::default() };
    let user = if start.invited {
        User::invited("ines", PASSWORD)
    } else {
        User::confirmed("ines").password(PASSWORD)
    };
    let pool = Pool::new(triggers![define, create, verify].with_state(state))
        .with_settings(PoolSettings::new().mfa_configuration(Mfa::Optional))
        .with_user(user.attribute("email", EMAIL).attribute("phone_number", PHONE))
        .lenient();
    let name = if start.known { "ines" } else { "nobody" };
    let first = if start.srp { pool.custom_auth_with_srp(name) } else { pool.custom_auth(name) };
    let mut next = first.await;
    for _ in 0..6 {
        let Ok(answer) = next else { break };
        if answer.is_complete() {
            break;
        }
        let challenge = answer.challenge();
        next = match challenge.name() {
            "PASSWORD_VERIFIER" => challenge.answer(PASSWORD).await,
            "NEW_PASSWORD_REQUIRED" => challenge.answer("Another-horse-9").await,
            "SMS_MFA" => {
                let code = pool.user("ines").sms().code().to_owned();
                challenge.answer(&code).await
            }
            _ => challenge.answer("490215").await,
        };
    }
    pool
}

fn decisions() -> impl Strategy<Value = Vec<Decision>> {
    let name = prop::sample::select(vec![
        ChallengeName::CustomChallenge,
        ChallengeName::PasswordVerifier,
        ChallengeName::NewPasswordRequired,
        ChallengeName::SmsMfa,
        ChallengeName::SoftwareTokenMfa,
        ChallengeName::SrpA,
        ChallengeName::EmailOtp,
        ChallengeName::from("VOICE_PRINT"),
        ChallengeName::from(""),
    ]);
    let decision = prop_oneof![
        6 => Just(Decision::custom_challenge()),
        2 => name.prop_map(Decision::Challenge),
        1 => Just(Decision::IssueTokens),
        1 => Just(Decision::FailAuthentication),
    ];
    let begins = prop_oneof![
        1 => Just(Vec::new()),
        1 => Just(vec![Decision::Challenge(ChallengeName::PasswordVerifier)]),
    ];
    (begins, prop::collection::vec(decision, 1..5)).prop_map(|(begins, rest)| [begins, rest].concat())
}

fn parts() -> impl Strategy<Value = Parts> {
    let pairs = || prop::collection::vec((name(), any::<String>()), 0..3);
    (pairs(), pairs(), any::<Option<String>>()).prop_map(|(public, private, metadata)| Parts {
        public,
        private,
        metadata,
    })
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec!["USERNAME", "answer", "medium"]).prop_map(str::to_owned),
        any::<String>()
    ]
}

#[test]
fn define_create_and_verify() {
    let mut tally = Tally::default();
    let start = (any::<bool>(), 0..4_u8, any::<bool>()).prop_map(|(srp, known, invited)| Start {
        srp,
        known: known > 0,
        invited,
    });
    let strategy = (decisions(), answers(parts()), answers(any::<bool>()), start);
    for_all(400, strategy, |(decisions, challenge, verified, start)| {
        // Two texts could not be told apart.
        let verified = if challenge.declared().is_some() { Answer::Respond(true) } else { verified };
        let script = Script { decisions, challenge, verified };
        let declared = script.challenge.declared().or(script.verified.declared());
        let pool = run(sign_in(script, start));
        tally.add(judge_some(&pool, "", declared.as_deref())?);
        Ok(())
    });
    assert!(tally.accepted > 200 && tally.denied > 8 && tally.refused > 3 && tally.listed > 5, "{tally:?}");
}
