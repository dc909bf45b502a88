//! The answers of challenges: sessions and their rules, and the step that each challenge leads to.

use serde_json::Value;

use super::call::Call;
use super::lookup::{check_secret, find};
use super::parameters::Parameters;
use crate::error::{self, ApiError};
use crate::event::Object;
use crate::request::RespondToAuthChallenge;
use crate::state::{Flow, Pending, Session, Use, millis};

/// An answer that a client gives.
pub(super) struct Given<'g> {
    pub(super) responses: &'g Parameters,
    pub(super) metadata: Option<&'g Object>,
    pub(super) session: &'g str,
}

impl Call<'_> {
    /// Opens a session for the next step, and returns its text.
    pub(super) fn open(&self, flow: Flow, pending: Pending) -> String {
        let text = format!("AYABe{}", self.engine.state().random.text(59));
        self.open_as(text.clone(), flow, pending);
        text
    }

    pub(super) fn open_as(&self, text: String, flow: Flow, pending: Pending) {
        let validity = self.engine.client(&flow.client).map_or(0, |client| millis(client.session_validity));
        let expires = self.now() + validity;
        self.engine.state().sessions.insert(text, Session { state: Use::Open, expires, flow, pending });
    }

    /// Uses a session up, for a challenge or for any.
    pub(super) fn take(&self, text: &str, client: &str, name: Option<&str>) -> Result<Session, ApiError> {
        let now = self.now();
        let mut state = self.engine.state();
        let session = state.sessions.get_mut(text).filter(|session| session.flow.client == client);
        let session = session.ok_or_else(error::session_invalid)?;
        match session.state {
            Use::Dead => return Err(error::session_invalid()),
            Use::Used => return Err(error::session_used()),
            Use::Open if now >= session.expires => return Err(error::session_expired()),
            Use::Open => {}
        }
        if name.is_some_and(|name| name != session.pending.name()) {
            return Err(error::session_invalid());
        }
        session.state = Use::Used;
        Ok(session.clone())
    }

    /// Returns whether a user name, in any of its forms, is that of a session. An unknown session is told
    /// later.
    fn is_of(&self, session: &str, username: &str) -> bool {
        let flow = self.engine.state().sessions.get(session).map(|session| session.flow.clone());
        let named = find(&self.engine.state(), &self.engine.settings, username);
        flow.is_none_or(|flow| {
            named.as_deref().unwrap_or(username) == flow.user || username == self.shown_name(&flow)
        })
    }

    /// Sets a session's use: open again after a wrong code, dead after a failed sign-in.
    pub(super) fn mark(&self, text: &str, use_: Use) {
        if let Some(session) = self.engine.state().sessions.get_mut(text) {
            session.state = use_;
        }
    }
}

pub(crate) async fn respond(call: &Call<'_>, request: RespondToAuthChallenge) -> Result<Value, ApiError> {
    let client = call.engine.client(&request.client_id)?;
    let responses = Parameters::new(request.responses);
    let by_block =
        (request.name == "PASSWORD_VERIFIER").then(|| responses.get("PASSWORD_CLAIM_SECRET_BLOCK")).flatten();
    let session = match request.session.as_deref().or(by_block) {
        Some(session) => session.to_owned(),
        None => return Err(error::parameter_missing("Session")),
    };
    let username = responses.need("USERNAME")?;
    check_secret(client, username, responses.get("SECRET_HASH"), false)?;
    if request.name == "PASSWORD_VERIFIER" {
        ["TIMESTAMP", "PASSWORD_CLAIM_SIGNATURE", "PASSWORD_CLAIM_SECRET_BLOCK"]
            .into_iter()
            .try_for_each(|name| responses.need(name).map(|_| ()))?;
    }
    if !call.is_of(&session, username) {
        return Err(error::session_invalid());
    }
    let Session { flow, pending, .. } = call.take(&session, &client.id, Some(&request.name))?;
    let given = Given { responses: &responses, metadata: request.metadata.as_deref(), session: &session };
    match pending {
        Pending::PasswordVerifier { secret_block, proof } => {
            call.verify_password(flow, &secret_block, &proof, &given).await
        }
        Pending::NewPassword => call.new_password(flow, &given).await,
        Pending::OneTimeCode { name, code, first } => {
            call.one_time_code(flow, name, &code, first, &given).await
        }
        Pending::SoftwareToken => call.software_token(flow, &given).await,
        Pending::SelectMfa { choices } => call.selected_factor(flow, &choices, &given).await,
        Pending::MfaSetup { done } => call.factor_set_up(flow, done, &given).await,
        Pending::SelectChallenge { choices } => call.selected_challenge(flow, &choices, &given).await,
        Pending::Custom { private, metadata } => call.custom_answer(flow, &private, metadata, &given).await,
        Pending::DeviceSrp => call.device_srp(flow, &given),
        Pending::DevicePassword { secret_block, proof } => {
            call.device_password(flow, &secret_block, &proof, &given).await
        }
        Pending::Confirmed => Err(error::session_invalid()),
    }
}
