//! Choice-based sign-in: `USER_AUTH`.

use serde_json::{Value, json};

use super::call::Call;
use super::challenge::Given;
use super::lookup::{attributes, check_secret, find};
use super::mask::mask;
use super::parameters::{Parameters, check_srp_a};
use super::pre_authentication::{pre_authentication, pre_authentication_unknown};
use crate::error::{self, ApiError};
use crate::event::{Object, Source};
use crate::record::Medium;
use crate::settings::{ClientSettings, TemplateKind};
use crate::state::{Flow, FlowKind, Pending, Status, Use, User};

/// Starts a sign-in of the user's choice.
pub(super) async fn start(
    call: &Call<'_>,
    client: &ClientSettings,
    parameters: &Parameters,
    metadata: Option<&Object>,
    session: Option<&str>,
) -> Result<Value, ApiError> {
    if let Some(session) = session {
        let session = call.take(session, &client.id, None)?;
        return match session.pending {
            Pending::Confirmed
                if call
                    .engine
                    .user(&session.flow.user)
                    .is_some_and(|user| user.status == Status::Confirmed) =>
            {
                call.finish(session.flow, None).await
            }
            _ => Err(error::session_invalid()),
        };
    }
    let typed = parameters.need("USERNAME")?;
    check_secret(client, typed, parameters.get("SECRET_HASH"), true)?;
    let preferred = parameters.get("PREFERRED_CHALLENGE");
    let name = find(&call.engine.state(), &call.engine.settings, typed);
    let Some(user) = name.and_then(|name| call.engine.user(&name)) else {
        return unknown(call, client, typed, parameters, metadata).await;
    };
    pre_authentication(call, client, &user, metadata).await?;
    if call.engine.attached("PreAuthentication").is_some()
        && preferred.is_some_and(|name| name.ends_with("_OTP"))
    {
        call.undocumented("PreAuthentication is called in a sign-in by a one-time code.");
    }
    if !user.enabled {
        return Err(error::disabled());
    }
    let choices = call.first_factors(&user);
    if user.status == Status::Unconfirmed && !choices.iter().any(|choice| choice.ends_with("_OTP")) {
        return Err(error::not_confirmed());
    }
    let flow = Flow::new(FlowKind::Choice, &client.id, &user.name, true);
    match preferred.filter(|preferred| choices.iter().any(|choice| choice == preferred)) {
        Some(preferred) => {
            let mut answer = call.first_factor(flow, &user, preferred, parameters, None).await?;
            if answer.get("ChallengeName").is_some() {
                answer["AvailableChallenges"] = json!(choices);
            }
            Ok(answer)
        }
        None => Ok(call.select_challenge(flow, choices)),
    }
}

/// Starts a sign-in of a user who is not there, where clients must not notice.
async fn unknown(
    call: &Call<'_>,
    client: &ClientSettings,
    typed: &str,
    parameters: &Parameters,
    metadata: Option<&Object>,
) -> Result<Value, ApiError> {
    let preferred = parameters.get("PREFERRED_CHALLENGE");
    if !client.hide_unknown_users {
        return Err(error::user_not_found());
    }
    pre_authentication_unknown(call, client, typed, metadata).await?;
    let settings = &call.engine.settings;
    let flow = Flow::new(FlowKind::Choice, &client.id, typed, false);
    let mut choices = vec!["PASSWORD_SRP".to_owned(), "PASSWORD".to_owned()];
    choices.extend(
        ["EMAIL_OTP", "SMS_OTP"].into_iter().filter(|factor| settings.has_factor(factor)).map(str::to_owned),
    );
    match preferred.filter(|preferred| choices.iter().any(|choice| choice == preferred)) {
        Some(preferred) => {
            let mut answer = call.pretend(flow, preferred, parameters)?;
            answer["AvailableChallenges"] = json!(choices);
            Ok(answer)
        }
        None => Ok(call.select_challenge(flow, choices)),
    }
}

fn medium(factor: &str) -> Medium {
    if factor == "EMAIL_OTP" { Medium::Email } else { Medium::Sms }
}

/// The parameters of a challenge whose code a message brings.
pub(super) fn delivery_parameters(medium: Medium, address: &str) -> Value {
    json!({
        "CODE_DELIVERY_DELIVERY_MEDIUM": medium.as_str(),
        "CODE_DELIVERY_DESTINATION": mask(address),
    })
}

impl Call<'_> {
    fn select_challenge(&self, flow: Flow, choices: Vec<String>) -> Value {
        json!({
            "ChallengeName": "SELECT_CHALLENGE",
            "ChallengeParameters": {},
            "AvailableChallenges": choices.clone(),
            "Session": self.open(flow, Pending::SelectChallenge { choices }),
        })
    }

    /// Asks for the proof of a password.
    fn srp(&self, mut flow: Flow, parameters: &Parameters) -> Result<Value, ApiError> {
        let srp_a = parameters.need("SRP_A")?;
        check_srp_a(srp_a)?;
        flow.srp_a = Some(srp_a.to_owned());
        self.password_verifier(flow)
    }

    /// Challenges a user who is not there. Nobody can answer.
    fn pretend(&self, flow: Flow, factor: &str, parameters: &Parameters) -> Result<Value, ApiError> {
        let name = match factor {
            "PASSWORD" => return Err(error::incorrect_password()),
            "PASSWORD_SRP" => return self.srp(flow, parameters),
            "EMAIL_OTP" => "EMAIL_OTP",
            _ => "SMS_OTP",
        };
        let code = self.engine.state().random.digits(8);
        Ok(json!({
            "ChallengeName": name,
            "ChallengeParameters": delivery_parameters(medium(name), &flow.user),
            "Session": self.open(flow, Pending::OneTimeCode { name, code, first: true }),
        }))
    }

    /// The factors that a user can begin with. A user with a temporary password has no other.
    fn first_factors(&self, user: &User) -> Vec<String> {
        let settings = &self.engine.settings;
        let mut factors = Vec::new();
        if user.password.is_some() {
            factors.extend(["PASSWORD_SRP", "PASSWORD"]);
        }
        if user.status != Status::ForceChangePassword && user.factors.is_empty() {
            for (factor, medium) in [("EMAIL_OTP", Medium::Email), ("SMS_OTP", Medium::Sms)] {
                if settings.has_factor(factor) && user.attribute(medium.attribute()).is_some() {
                    factors.push(factor);
                }
            }
        }
        factors.into_iter().map(str::to_owned).collect()
    }

    async fn first_factor(
        &self,
        flow: Flow,
        user: &User,
        factor: &str,
        parameters: &Parameters,
        metadata: Option<&Object>,
    ) -> Result<Value, ApiError> {
        match factor {
            "PASSWORD" => {
                let password = parameters.need("PASSWORD")?;
                if user.status == Status::Unconfirmed {
                    return Err(error::not_confirmed());
                }
                self.check_password(&user.name, password)?;
                self.check_password_state(user)?;
                self.advance(flow, metadata).await
            }
            "PASSWORD_SRP" => {
                if user.status == Status::Unconfirmed {
                    return Err(error::not_confirmed());
                }
                self.srp(flow, parameters)
            }
            _ => {
                let name = if factor == "EMAIL_OTP" { "EMAIL_OTP" } else { "SMS_OTP" };
                self.send_one_time_code(flow, user, name, true, metadata).await
            }
        }
    }

    /// Sends a code, and asks for it.
    pub(super) async fn send_one_time_code(
        &self,
        flow: Flow,
        user: &User,
        name: &'static str,
        first: bool,
        metadata: Option<&Object>,
    ) -> Result<Value, ApiError> {
        let medium = if name == "EMAIL_OTP" { Medium::Email } else { Medium::Sms };
        let address = user.attribute(medium.attribute()).ok_or_else(error::factor_mismatch)?;
        let code = self.engine.state().random.digits(if first { 8 } else { 6 });
        self.deliver(super::deliver::Delivery {
            source: Source::MessageSignIn,
            user,
            to: &[(medium, address.to_owned())],
            code: &code,
            attributes: attributes(&self.engine.settings, user),
            client: Some(&flow.client),
            metadata,
            kind: TemplateKind::Authentication,
        })
        .await?;
        let mut parameters = delivery_parameters(medium, address);
        if !first {
            parameters["USER_ID_FOR_SRP"] = user.name.clone().into();
        }
        Ok(json!({
            "ChallengeName": name,
            "ChallengeParameters": parameters,
            "Session": self.open(flow, Pending::OneTimeCode { name, code, first }),
        }))
    }

    pub(super) async fn selected_challenge(
        &self,
        flow: Flow,
        choices: &[String],
        given: &Given<'_>,
    ) -> Result<Value, ApiError> {
        let answer = given.responses.need("ANSWER")?;
        if !choices.iter().any(|choice| choice == answer) {
            let text = if answer == "WEB_AUTHN" {
                "WEB_AUTHN: this pool has no passkeys.".to_owned()
            } else {
                format!("{answer} is not among the available challenges.")
            };
            return Err(error::invalid_parameter(&text));
        }
        let Some(user) = self.engine.user(&flow.user).filter(|_| flow.known) else {
            return self.pretend(flow, answer, given.responses);
        };
        self.first_factor(flow, &user, answer, given.responses, given.metadata).await
    }

    /// Checks a code that a message has brought. A wrong one leaves the session open.
    pub(super) async fn one_time_code(
        &self,
        mut flow: Flow,
        name: &'static str,
        code: &str,
        first: bool,
        given: &Given<'_>,
    ) -> Result<Value, ApiError> {
        let typed = given
            .responses
            .need(&format!("{name}_CODE"))
            .inspect_err(|_| self.mark(given.session, Use::Open))?;
        if !flow.known || typed != code {
            self.mark(given.session, Use::Open);
            return Err(error::factor_mismatch());
        }
        let mut confirmed = false;
        if first {
            let mut state = self.engine.state();
            let user = state.users.get_mut(&flow.user).ok_or_else(error::factor_mismatch)?;
            user.set(medium(name).verified(), "true");
            if user.status == Status::Unconfirmed {
                user.status = Status::Confirmed;
                confirmed = true;
            }
        } else if flow.kind == FlowKind::Custom {
            flow.passed(name);
        }
        if confirmed && self.engine.attached("PostConfirmation").is_some() {
            self.undocumented("PostConfirmation is not called for a user whom a one-time code confirms.");
        }
        flow.factor_verified = true;
        if first { self.finish(flow, given.metadata).await } else { self.advance(flow, given.metadata).await }
    }
}
