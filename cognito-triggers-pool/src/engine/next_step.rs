//! The step after a verified password: a new password, a second factor, custom challenges, or tokens.

use serde_json::{Value, json};

use super::call::Call;
use super::challenge::Given;
use crate::error::{self, ApiError};
use crate::event::Object;
use crate::state::{Flow, FlowKind, Pending, Status, User};

impl Call<'_> {
    /// Goes on with a sign-in whose user has proven something. `metadata` is that of a challenge's answer.
    pub(super) async fn advance(&self, mut flow: Flow, metadata: Option<&Object>) -> Result<Value, ApiError> {
        let user = self.engine.user(&flow.user).ok_or_else(error::incorrect_password)?;
        let custom = flow.kind == FlowKind::Custom;
        if user.status == Status::ForceChangePassword && !custom {
            return Ok(self.new_password_challenge(flow, &user));
        }
        if !flow.factor_verified {
            if let Some(answer) = self.device_challenge(&flow, &user)? {
                return Ok(answer);
            }
            if let Some(answer) = self.second_factor(&flow, &user, metadata).await? {
                return Ok(answer);
            }
            flow.factor_verified = true;
        }
        if custom { self.define(flow, metadata).await } else { self.finish(flow, metadata).await }
    }

    /// `NEW_PASSWORD_REQUIRED`, with the required attributes that the user lacks.
    pub(super) fn new_password_challenge(&self, flow: Flow, user: &User) -> Value {
        let missing: Vec<String> = self
            .engine
            .settings
            .required
            .iter()
            .filter(|name| user.attribute(name).is_none())
            .map(|name| format!("userAttributes.{name}"))
            .collect();
        let attributes: Object = user
            .attributes
            .iter()
            .filter(|(name, _)| *name != "sub")
            .map(|(name, value)| (name.clone(), value.clone().into()))
            .collect();
        let name = user.name.clone();
        json!({
            "ChallengeName": "NEW_PASSWORD_REQUIRED",
            "ChallengeParameters": {
                "USER_ID_FOR_SRP": name,
                "requiredAttributes": json!(missing).to_string(),
                "userAttributes": Value::Object(attributes).to_string(),
            },
            "Session": self.open(flow, Pending::NewPassword),
        })
    }

    /// Sets the new password, and goes on.
    pub(super) async fn new_password(&self, mut flow: Flow, given: &Given<'_>) -> Result<Value, ApiError> {
        let password = given.responses.need("NEW_PASSWORD")?;
        let settings = &self.engine.settings;
        if let Some(rule) = settings.policy.broken_rule(password) {
            return Err(error::password_policy(rule));
        }
        {
            let now = self.now();
            let mut state = self.engine.state();
            let user = state.users.get_mut(&flow.user).ok_or_else(error::incorrect_password)?;
            for (name, value) in given.responses.with_prefix("userAttributes.") {
                let required = settings.required.iter().any(|required| required == name);
                if required && user.attribute(name).is_some() {
                    let text =
                        format!("Cannot modify the required attribute {name}, which has a value already.");
                    return Err(error::invalid_parameter(&text));
                }
                user.set(name, value);
            }
            if let Some(missing) = settings.required.iter().find(|name| user.attribute(name).is_none()) {
                return Err(error::invalid_parameter(&format!(
                    "Invalid attributes given, {missing} is missing"
                )));
            }
            user.password = Some(password.to_owned());
            user.password_set = now;
            user.modified = now;
            user.status = Status::Confirmed;
        }
        flow.new_password = true;
        if flow.kind == FlowKind::Custom {
            flow.passed("NEW_PASSWORD_REQUIRED");
        }
        self.advance(flow, given.metadata).await
    }
}
