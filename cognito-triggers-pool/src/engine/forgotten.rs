//! Forgotten, reset and changed passwords.

use serde_json::{Value, json};

use super::call::{Call, empty};
use super::deliver::Delivery;
use super::lookup::{attributes, check_secret, find, find_for_admin};
use super::mask::{details, mask};
use crate::error::{self, ApiError};
use crate::event::{Object, Requested, Source};
use crate::record::Medium;
use crate::request::{
    AdminSetUserPassword, AdminUser, ChangePassword, ConfirmForgotPassword, ForgotPassword,
};
use crate::settings::TemplateKind;
use crate::state::{Purpose, Status, User};

pub(crate) async fn forgot_password(call: &Call<'_>, request: ForgotPassword) -> Result<Value, ApiError> {
    let engine = call.engine;
    let client = engine.client(&request.client_id)?;
    let typed = request.username.0.as_str();
    check_secret(client, typed, request.secret_hash.as_deref(), true)?;
    call.limit(typed, 5)?;
    let metadata = request.metadata.as_deref();
    let name = find(&engine.state(), &engine.settings, typed);
    let mut user = name.and_then(|name| engine.user(&name));
    if user.is_none() {
        user = call.migrate(client, typed, None, metadata).await?;
    }
    let found = user.ok_or_else(error::combination_not_found).and_then(|user| {
        if !user.enabled {
            return Err(error::disabled());
        }
        if user.status == Status::ForceChangePassword {
            return Err(error::cannot_reset_now());
        }
        let address = recovery_address(call, &user)?;
        Ok((user, address))
    });
    let (user, (medium, address)) = match found {
        Ok(found) => found,
        Err(error) if error == error::cannot_reset_now() || error == error::contact_administrator() => {
            return Err(error);
        }
        Err(_) if client.hide_unknown_users => {
            // A code that nobody gets, so that a wrong one is a mismatch as it is for a known user.
            call.new_code(typed, Purpose::ForgotPassword, Medium::Email);
            return Ok(json!({"CodeDeliveryDetails": {
                "AttributeName": "email", "DeliveryMedium": "EMAIL", "Destination": mask(typed),
            }}));
        }
        Err(error) => return Err(error),
    };
    send(call, &user, medium, &address, Some(&client.id), metadata).await?;
    Ok(json!({"CodeDeliveryDetails": details(medium, &address)}))
}

/// The verified address that a code goes to.
fn recovery_address(call: &Call<'_>, user: &User) -> Result<(Medium, String), ApiError> {
    let recovery = call.engine.settings.recovery.as_deref();
    let order: Vec<Medium> = match recovery {
        None => vec![Medium::Sms, Medium::Email],
        Some([only]) if only == "admin_only" => return Err(error::contact_administrator()),
        Some(names) => names
            .iter()
            .filter_map(|name| match name.as_str() {
                "verified_email" => Some(Medium::Email),
                "verified_phone_number" => Some(Medium::Sms),
                _ => None,
            })
            // With the setting, the channel of the second factor does not qualify.
            .filter(|medium| {
                !user.factors.contains(if *medium == Medium::Sms { "SMS_MFA" } else { "EMAIL_OTP" })
            })
            .collect(),
    };
    let found = order.into_iter().find_map(|medium| {
        let address = user.attribute(medium.attribute()).filter(|_| user.is_true(medium.verified()))?;
        Some((medium, address.to_owned()))
    });
    found.ok_or_else(error::no_recovery_address)
}

async fn send(
    call: &Call<'_>,
    user: &User,
    medium: Medium,
    address: &str,
    client: Option<&str>,
    metadata: Option<&Object>,
) -> Result<(), ApiError> {
    let code = call.new_code(&user.name, Purpose::ForgotPassword, medium);
    call.deliver(Delivery {
        source: Source::MessageForgotten,
        user,
        to: &[(medium, address.to_owned())],
        code: &code,
        attributes: attributes(&call.engine.settings, user),
        client,
        metadata,
        kind: TemplateKind::Code,
    })
    .await
}

pub(crate) async fn confirm(call: &Call<'_>, request: ConfirmForgotPassword) -> Result<Value, ApiError> {
    let engine = call.engine;
    let client = engine.client(&request.client_id)?;
    let typed = request.username.0.as_str();
    check_secret(client, typed, request.secret_hash.as_deref(), true)?;
    call.limit(typed, 20)?;
    let name = call.user_with_code(client, typed, Purpose::ForgotPassword, &request.code)?;
    if let Some(rule) = engine.settings.policy.broken_rule(&request.password.0) {
        return Err(error::password_policy(rule));
    }
    call.use_code(&name, Purpose::ForgotPassword, &request.code)?;
    let user = set_password(call, &name, &request.password.0, Status::Confirmed)?;
    let event =
        Requested::post_confirmation(attributes(&engine.settings, &user), request.metadata.as_deref());
    call.notify(Source::ConfirmForgotPassword, &name, Some(&client.id), event).await?;
    Ok(empty())
}

fn set_password(call: &Call<'_>, name: &str, password: &str, status: Status) -> Result<User, ApiError> {
    let now = call.now();
    let mut state = call.engine.state();
    let user = state.users.get_mut(name).ok_or_else(error::user_not_found)?;
    user.password = Some(password.to_owned());
    user.password_set = now;
    user.modified = now;
    user.status = status;
    user.failed_attempts = 0;
    Ok(user.clone())
}

pub(crate) async fn admin_reset(call: &Call<'_>, request: AdminUser) -> Result<Value, ApiError> {
    let engine = call.engine;
    let user = find_for_admin(&engine.state(), &engine.settings, &request.username.0)?;
    if user.status == Status::ForceChangePassword {
        return Err(error::cannot_reset_now());
    }
    let (medium, address) = recovery_address(call, &user)?;
    let user = {
        let mut state = engine.state();
        let user = state.users.get_mut(&user.name).ok_or_else(error::user_not_found)?;
        user.status = Status::ResetRequired;
        user.clone()
    };
    send(call, &user, medium, &address, Some(crate::event::NO_CLIENT), request.metadata.as_deref()).await?;
    Ok(empty())
}

pub(crate) async fn admin_set_password(
    call: &Call<'_>,
    request: AdminSetUserPassword,
) -> Result<Value, ApiError> {
    let settings = &call.engine.settings;
    let user = find_for_admin(&call.engine.state(), settings, &request.username.0)?;
    if let Some(rule) = settings.policy.broken_rule(&request.password.0) {
        return Err(error::password_policy(rule));
    }
    let permanent = request.permanent == Some(true);
    let status = if permanent { Status::Confirmed } else { Status::ForceChangePassword };
    set_password(call, &user.name, &request.password.0, status)?;
    Ok(empty())
}

pub(crate) async fn change(call: &Call<'_>, request: ChangePassword) -> Result<Value, ApiError> {
    let (user, _) = call.engine.token_user(&request.access_token)?;
    call.limit(&user.name, 5)?;
    match (&user.password, &request.previous) {
        (Some(_), None) => return Err(error::parameter_missing("OldPassword")),
        (Some(_), Some(previous)) => call.check_password(&user.name, &previous.0)?,
        (None, _) => {}
    }
    if let Some(rule) = call.engine.settings.policy.broken_rule(&request.proposed.0) {
        return Err(error::password_policy(rule));
    }
    set_password(call, &user.name, &request.proposed.0, user.status)?;
    Ok(empty())
}
