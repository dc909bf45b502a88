//! Second factors: the challenge, its answer, and how a user sets a factor up.

use serde_json::{Value, json};

use super::call::{Call, empty};
use super::challenge::Given;
use super::lookup::find_for_admin;
use super::totp;
use crate::error::{self, ApiError};
use crate::event::Object;
use crate::record::Medium;
use crate::request::{
    AdminSetUserMfaPreference, AssociateSoftwareToken, Member, SetUserMfaPreference, VerifySoftwareToken,
};
use crate::settings::Mfa;
use crate::state::{Flow, FlowKind, Pending, Use, User};

impl Call<'_> {
    /// The challenge of the second factor, if one is due.
    pub(super) async fn second_factor(
        &self,
        flow: &Flow,
        user: &User,
        metadata: Option<&Object>,
    ) -> Result<Option<Value>, ApiError> {
        let settings = &self.engine.settings;
        if settings.mfa == Mfa::Off {
            return Ok(None);
        }
        let factors: Vec<String> = user.factors.iter().cloned().collect();
        let only = user.preferred_factor.clone().or_else(|| (factors.len() == 1).then(|| factors[0].clone()));
        if let Some(factor) = only {
            return self.factor_challenge(flow, user, &factor, metadata).await.map(Some);
        }
        if !factors.is_empty() {
            return Ok(Some(json!({
                "ChallengeName": "SELECT_MFA_TYPE",
                "ChallengeParameters": {
                    "USER_ID_FOR_SRP": user.name, "MFAS_CAN_CHOOSE": json!(factors).to_string(),
                },
                "Session": self.open(flow.clone(), Pending::SelectMfa { choices: factors }),
            })));
        }
        if settings.mfa == Mfa::Optional {
            return Ok(None);
        }
        Ok(Some(json!({
            "ChallengeName": "MFA_SETUP",
            "ChallengeParameters": {
                "USER_ID_FOR_SRP": user.name, "MFAS_CAN_SETUP": json!(["SOFTWARE_TOKEN_MFA"]).to_string(),
            },
            "Session": self.open(flow.clone(), Pending::MfaSetup { done: false }),
        })))
    }

    pub(super) async fn factor_challenge(
        &self,
        flow: &Flow,
        user: &User,
        factor: &str,
        metadata: Option<&Object>,
    ) -> Result<Value, ApiError> {
        let name = match factor {
            "SMS_MFA" => "SMS_MFA",
            "EMAIL_OTP" => "EMAIL_OTP",
            _ => {
                return Ok(json!({
                    "ChallengeName": "SOFTWARE_TOKEN_MFA",
                    "ChallengeParameters": {"USER_ID_FOR_SRP": user.name},
                    "Session": self.open(flow.clone(), Pending::SoftwareToken),
                }));
            }
        };
        self.send_one_time_code(flow.clone(), user, name, false, metadata).await
    }

    pub(super) async fn selected_factor(
        &self,
        flow: Flow,
        choices: &[String],
        given: &Given<'_>,
    ) -> Result<Value, ApiError> {
        let answer = given.responses.need("ANSWER")?;
        if !choices.iter().any(|choice| choice == answer) {
            return Err(error::invalid_parameter(&format!("{answer} is not among the user's factors.")));
        }
        let user = self.engine.user(&flow.user).ok_or_else(error::incorrect_password)?;
        self.factor_challenge(&flow, &user, answer, given.metadata).await
    }

    /// Checks a TOTP code. A wrong one leaves the session open.
    pub(super) async fn software_token(&self, mut flow: Flow, given: &Given<'_>) -> Result<Value, ApiError> {
        let code = given.responses.need("SOFTWARE_TOKEN_MFA_CODE");
        let used = code.and_then(|code| self.use_totp(&flow.user, code, false));
        used.inspect_err(|_| self.mark(given.session, Use::Open))?;
        if flow.kind == FlowKind::Custom {
            flow.passed("SOFTWARE_TOKEN_MFA");
        }
        flow.factor_verified = true;
        self.advance(flow, given.metadata).await
    }

    /// Uses a code of this time, or of the one before or after it.
    fn use_totp(&self, name: &str, typed: &str, candidate: bool) -> Result<(), ApiError> {
        let step = totp::step(self.now());
        let mut state = self.engine.state();
        let user = state.users.get_mut(name).ok_or_else(error::user_not_found)?;
        let secret = if candidate { user.totp_candidate.clone() } else { user.totp_secret.clone() };
        let secret = secret.ok_or_else(error::totp_mismatch)?;
        let found =
            [step, step - 1, step + 1].into_iter().find(|step| totp::code_of_step(&secret, *step) == typed);
        let found = found.ok_or_else(error::totp_mismatch)?;
        if !user.totp_used.insert(found) {
            return Err(error::totp_reused());
        }
        Ok(())
    }

    /// Goes on after `MFA_SETUP`, with a session of VerifySoftwareToken.
    pub(super) async fn factor_set_up(
        &self,
        mut flow: Flow,
        done: bool,
        given: &Given<'_>,
    ) -> Result<Value, ApiError> {
        if !done {
            return Err(error::session_invalid());
        }
        flow.factor_verified = true;
        self.advance(flow, given.metadata).await
    }

    /// The user of a session of `MFA_SETUP`, or of an access token.
    fn token_or_session(
        &self,
        token: Option<&str>,
        session: Option<&str>,
    ) -> Result<(String, Option<Flow>), ApiError> {
        match (token, session) {
            (Some(token), _) => self.engine.token_user(token).map(|(user, _)| (user.name, None)),
            (None, Some(session)) => {
                let client =
                    self.engine.state().sessions.get(session).map(|session| session.flow.client.clone());
                let session = self.take(session, &client.unwrap_or_default(), Some("MFA_SETUP"))?;
                Ok((session.flow.user.clone(), Some(session.flow)))
            }
            (None, None) => Err(error::parameter_missing("Session")),
        }
    }
}

pub(crate) async fn associate(call: &Call<'_>, request: AssociateSoftwareToken) -> Result<Value, ApiError> {
    let (name, flow) = call.token_or_session(request.access_token.as_deref(), request.session.as_deref())?;
    let secret = {
        let mut state = call.engine.state();
        let secret = totp::encode(&state.random.bytes::<20>());
        let user = state.users.get_mut(&name).ok_or_else(error::user_not_found)?;
        user.totp_candidate = Some(secret.clone());
        secret
    };
    let mut answer = json!({"SecretCode": secret});
    if let Some(flow) = flow {
        answer["Session"] = call.open(flow, Pending::MfaSetup { done: false }).into();
    }
    Ok(answer)
}

pub(crate) async fn verify(call: &Call<'_>, request: VerifySoftwareToken) -> Result<Value, ApiError> {
    let (name, flow) = call.token_or_session(request.access_token.as_deref(), request.session.as_deref())?;
    if let Err(error) = call.use_totp(&name, &request.code, true) {
        if let Some(session) = &request.session {
            call.mark(session, Use::Open);
        }
        return Err(if error == error::totp_mismatch() { error::totp_set_up_failed() } else { error });
    }
    {
        let mut state = call.engine.state();
        let user = state.users.get_mut(&name).ok_or_else(error::user_not_found)?;
        user.totp_secret = user.totp_candidate.take();
        // A sign-in that requires a factor takes the one that was set up.
        if flow.is_some() {
            user.factors.insert("SOFTWARE_TOKEN_MFA".to_owned());
        }
    }
    let mut answer = json!({"Status": "SUCCESS"});
    if let Some(flow) = flow {
        answer["Session"] = call.open(flow, Pending::MfaSetup { done: true }).into();
    }
    Ok(answer)
}

pub(crate) async fn prefer(call: &Call<'_>, request: SetUserMfaPreference) -> Result<Value, ApiError> {
    let (user, _) = call.engine.token_user(&request.access_token)?;
    set_preference(call, &user, [request.sms, request.totp, request.email])
}

pub(crate) async fn admin_prefer(
    call: &Call<'_>,
    request: AdminSetUserMfaPreference,
) -> Result<Value, ApiError> {
    let user = find_for_admin(&call.engine.state(), &call.engine.settings, &request.username.0)?;
    set_preference(call, &user, [request.sms, request.totp, request.email])
}

fn set_preference(call: &Call<'_>, user: &User, given: [Option<Object>; 3]) -> Result<Value, ApiError> {
    let names = [
        ("SMS_MFA", "SMSMfaSettings"),
        ("SOFTWARE_TOKEN_MFA", "SoftwareTokenMfaSettings"),
        ("EMAIL_OTP", "EmailMfaSettings"),
    ];
    let mut changed = user.clone();
    for ((name, parent), settings) in names.into_iter().zip(given) {
        let Some(settings) = settings else { continue };
        let is = |member: &str| {
            let value = Option::<bool>::read(settings.get(member), &format!("{parent}.{member}"))?;
            Ok::<_, ApiError>(value.unwrap_or_default())
        };
        let lacks = |medium: Medium| user.attribute(medium.attribute()).is_none();
        if is("Enabled")? {
            match name {
                "SOFTWARE_TOKEN_MFA" if user.totp_secret.is_none() => return Err(error::totp_not_set_up()),
                "SMS_MFA" if lacks(Medium::Sms) => {
                    return Err(error::invalid_parameter(
                        "User does not have delivery config set to turn on SMS_MFA",
                    ));
                }
                "EMAIL_OTP" if lacks(Medium::Email) || !call.engine.settings.email_mfa => {
                    return Err(error::invalid_parameter(
                        "User does not have delivery config set to turn on EMAIL_OTP",
                    ));
                }
                _ => changed.factors.insert(name.to_owned()),
            };
        } else {
            changed.factors.remove(name);
        }
        if is("PreferredMfa")? {
            changed.preferred_factor = Some(name.to_owned());
        } else if changed.preferred_factor.as_deref() == Some(name) {
            changed.preferred_factor = None;
        }
    }
    call.engine.state().users.insert(user.name.clone(), changed);
    Ok(empty())
}
