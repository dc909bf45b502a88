//! Custom authentication: Define decides, Create asks, Verify checks.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::call::Call;
use super::challenge::Given;
use super::lookup::{attributes, check_secret, check_status, find};
use super::parameters::{Parameters, check_srp_a};
use super::pre_authentication::{pre_authentication, pre_authentication_unknown};
use crate::error::{self, ApiError};
use crate::event::{Object, Requested, Source};
use crate::settings::ClientSettings;
use crate::state::{Flow, FlowKind, Pending, Round, Status, Use, User};
use crate::verdict;

/// Starts a sign-in by custom challenges, with SRP first if the client says so.
pub(super) async fn start(
    call: &Call<'_>,
    client: &ClientSettings,
    parameters: &Parameters,
    metadata: Option<&Object>,
) -> Result<Value, ApiError> {
    let typed = parameters.need("USERNAME")?;
    check_secret(client, typed, parameters.get("SECRET_HASH"), true)?;
    if call.engine.attached("DefineAuthChallenge").is_none() {
        return Err(error::define_missing());
    }
    let srp = parameters.get("CHALLENGE_NAME") == Some("SRP_A");
    let srp_a = if srp { Some(parameters.need("SRP_A")?) } else { None };
    srp_a.map_or(Ok(()), check_srp_a)?;
    // Without SRP, PreAuthentication was seen not to be called.
    let asks = srp || call.engine.options.pre_authentication_in_custom_auth;
    if !asks && call.engine.attached("PreAuthentication").is_some() {
        call.undocumented("PreAuthentication is not called in CUSTOM_AUTH without SRP, by a report of 2020.");
    }
    let name = find(&call.engine.state(), &call.engine.settings, typed);
    let user = name.and_then(|name| call.engine.user(&name));
    let mut flow = match &user {
        None if !client.hide_unknown_users => return Err(error::user_not_found()),
        None => {
            if asks {
                pre_authentication_unknown(call, client, typed, metadata).await?;
            }
            Flow::new(FlowKind::Custom, &client.id, typed, false)
        }
        Some(user) => {
            if asks {
                pre_authentication(call, client, user, metadata).await?;
            }
            check_status(user)?;
            if user.status == Status::ResetRequired {
                call.undocumented("a user whose password is reset is refused in CUSTOM_AUTH, too.");
                return Err(error::reset_required());
            }
            Flow::new(FlowKind::Custom, &client.id, &user.name, true)
        }
    };
    flow.device = parameters.get("DEVICE_KEY").map(str::to_owned);
    flow.srp_a = srp_a.map(str::to_owned);
    // Second factors follow a password, and a flow without one has none.
    flow.factor_verified = !srp;
    if srp {
        flow.passed("SRP_A");
    }
    // The client's metadata of InitiateAuth does not reach Define or Create.
    call.define(flow, None).await
}

impl Call<'_> {
    fn challenge_attributes(&self, flow: &Flow) -> Object {
        let user = self.engine.user(&flow.user).filter(|_| flow.known);
        user.map(|user| attributes(&self.engine.settings, &user)).unwrap_or_default()
    }

    /// Asks Define for the next step, and takes it.
    pub(super) async fn define(&self, flow: Flow, metadata: Option<&Object>) -> Result<Value, ApiError> {
        let not_found = self.not_found(&flow.client, flow.known);
        let event = self.event(Source::Define, &flow.user, Some(&flow.client), |_| {
            Requested::define(self.challenge_attributes(&flow), &flow.rounds, not_found, metadata)
        });
        let run = self.run(event.ok_or_else(error::define_missing)?).await;
        let known = flow.known;
        let decision = self.judge(run, |response, remarks| {
            let decision = verdict::define(response, &flow.rounds, remarks)?;
            if decision == verdict::Decision::IssueTokens && !known {
                remarks.note("tokens for a user who does not exist: the sign-in fails, but at a different point than for a known user.");
            }
            Ok(decision)
        })?;
        match decision {
            verdict::Decision::Fail => Err(error::incorrect_password()),
            verdict::Decision::IssueTokens if !flow.known => Err(error::incorrect_password()),
            verdict::Decision::IssueTokens => self.finish(flow, metadata).await,
            verdict::Decision::Challenge(name) => self.ask_for(flow, &name, metadata).await,
        }
    }

    async fn ask_for(&self, flow: Flow, name: &str, metadata: Option<&Object>) -> Result<Value, ApiError> {
        match name {
            "CUSTOM_CHALLENGE" => self.create(flow, metadata).await,
            "PASSWORD_VERIFIER" => self.password_verifier(flow),
            _ => {
                let user: User = self.engine.user(&flow.user).ok_or_else(error::incorrect_password)?;
                match name {
                    "NEW_PASSWORD_REQUIRED" => Ok(self.new_password_challenge(flow, &user)),
                    _ => self.factor_challenge(&flow, &user, name, metadata).await,
                }
            }
        }
    }

    async fn create(&self, flow: Flow, metadata: Option<&Object>) -> Result<Value, ApiError> {
        let most = self.engine.options.max_custom_rounds;
        let rounds = flow.rounds.iter().filter(|round| round.name == "CUSTOM_CHALLENGE").count();
        if most.is_some_and(|most| rounds >= most) {
            self.undocumented("the sign-in ends at the limit of custom rounds that this pool was given.");
            return Err(error::incorrect_password());
        }
        for trigger in ["CreateAuthChallenge", "VerifyAuthChallengeResponse"] {
            if self.engine.attached(trigger).is_none() {
                self.undocumented(format!("the error of a pool without {trigger} is a guess."));
                return Err(error::challenge_trigger_missing(trigger));
            }
        }
        let not_found = self.not_found(&flow.client, flow.known);
        let event = self.event(Source::Create, &flow.user, Some(&flow.client), |_| {
            Requested::create(self.challenge_attributes(&flow), &flow.rounds, not_found, metadata)
        });
        let run =
            self.run(event.ok_or_else(|| error::challenge_trigger_missing("CreateAuthChallenge"))?).await;
        let challenge =
            self.judge(run, |response, remarks| verdict::create(response, &flow.rounds, remarks))?;
        let mut parameters = json!(challenge.public);
        parameters["USERNAME"] = self.shown_name(&flow).into();
        let pending = Pending::Custom { private: challenge.private, metadata: challenge.metadata };
        Ok(json!({
            "ChallengeName": "CUSTOM_CHALLENGE",
            "ChallengeParameters": parameters,
            "Session": self.open(flow, pending),
        }))
    }

    /// Checks an answer with Verify, and asks Define again.
    pub(super) async fn custom_answer(
        &self,
        mut flow: Flow,
        private: &BTreeMap<String, String>,
        metadata: Option<String>,
        given: &Given<'_>,
    ) -> Result<Value, ApiError> {
        let answer = given.responses.need("ANSWER")?;
        let not_found = self.not_found(&flow.client, flow.known);
        let event = self.event(Source::Verify, &flow.user, Some(&flow.client), |_| {
            let sent = self.challenge_attributes(&flow);
            Requested::verify(sent, private, answer, not_found, given.metadata)
        });
        let run = self
            .run(event.ok_or_else(|| error::challenge_trigger_missing("VerifyAuthChallengeResponse"))?)
            .await;
        let result = self.judge(run, verdict::verify)?;
        flow.rounds.push(Round { name: "CUSTOM_CHALLENGE".to_owned(), result, metadata });
        let next = self.define(flow, given.metadata).await;
        if next.is_err() {
            self.mark(given.session, Use::Dead);
        }
        next
    }
}
