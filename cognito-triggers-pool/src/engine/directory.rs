//! The users as a directory: read, enable, disable, sign out, delete.

use serde_json::{Value, json};

use super::call::{Call, empty};
use super::lookup::find_for_admin;
use super::refresh::sign_out;
use crate::error::{self, ApiError};
use crate::request::{AdminUser, ByAccessToken, ListAll};
use crate::state::{Time, User};

/// Seconds since 1970, with milliseconds.
#[expect(clippy::cast_precision_loss, reason = "times of this century fit")]
fn date(time: Time) -> Value {
    json!(time as f64 / 1000.0)
}

/// A user in the API's form, with `sub` as the first attribute.
pub(super) fn user_json(user: &User, attributes: &str) -> Value {
    let mut list = vec![json!({"Name": "sub", "Value": user.sub()})];
    let others = user.attributes.iter().filter(|(name, _)| *name != "sub");
    list.extend(others.map(|(name, value)| json!({"Name": name, "Value": value})));
    if let Some(identities) = &user.identities {
        list.push(json!({"Name": "identities", "Value": identities}));
    }
    json!({
        "Username": user.name,
        attributes: list,
        "Enabled": user.enabled,
        "UserStatus": user.status.as_str(),
        "UserCreateDate": date(user.created),
        "UserLastModifiedDate": date(user.modified),
    })
}

fn add_factors(mut value: Value, user: &User) -> Value {
    if !user.factors.is_empty() {
        value["UserMFASettingList"] = json!(user.factors);
    }
    if let Some(preferred) = &user.preferred_factor {
        value["PreferredMfaSetting"] = preferred.clone().into();
    }
    value
}

pub(crate) async fn admin_get(call: &Call<'_>, request: AdminUser) -> Result<Value, ApiError> {
    let user = find_for_admin(&call.engine.state(), &call.engine.settings, &request.username.0)?;
    Ok(add_factors(user_json(&user, "UserAttributes"), &user))
}

pub(crate) async fn get(call: &Call<'_>, request: ByAccessToken) -> Result<Value, ApiError> {
    let (user, _) = call.engine.token_user(&request.access_token)?;
    let all = user_json(&user, "UserAttributes");
    Ok(add_factors(json!({"Username": all["Username"], "UserAttributes": all["UserAttributes"]}), &user))
}

pub(crate) async fn list(call: &Call<'_>, request: ListAll) -> Result<Value, ApiError> {
    let limit = request.limit.and_then(|limit| usize::try_from(limit).ok()).unwrap_or(60);
    let state = call.engine.state();
    let users: Vec<_> = state.users.values().take(limit).map(|user| user_json(user, "Attributes")).collect();
    Ok(json!({"Users": users}))
}

fn change(call: &Call<'_>, request: &AdminUser, change: impl FnOnce(&mut User)) -> Result<Value, ApiError> {
    let mut state = call.engine.state();
    let found = find_for_admin(&state, &call.engine.settings, &request.username.0)?;
    change(state.users.get_mut(&found.name).ok_or_else(error::user_not_found)?);
    Ok(empty())
}

pub(crate) async fn enable(call: &Call<'_>, request: AdminUser) -> Result<Value, ApiError> {
    change(call, &request, |user| user.enabled = true)
}

pub(crate) async fn disable(call: &Call<'_>, request: AdminUser) -> Result<Value, ApiError> {
    change(call, &request, |user| user.enabled = false)
}

pub(crate) async fn admin_sign_out(call: &Call<'_>, request: AdminUser) -> Result<Value, ApiError> {
    let user = find_for_admin(&call.engine.state(), &call.engine.settings, &request.username.0)?;
    sign_out(call, &user.name);
    Ok(empty())
}

pub(crate) async fn admin_delete(call: &Call<'_>, request: AdminUser) -> Result<Value, ApiError> {
    let user = find_for_admin(&call.engine.state(), &call.engine.settings, &request.username.0)?;
    delete_user(call, &user.name);
    Ok(empty())
}

pub(crate) async fn delete(call: &Call<'_>, request: ByAccessToken) -> Result<Value, ApiError> {
    let (user, _) = call.engine.token_user(&request.access_token)?;
    delete_user(call, &user.name);
    Ok(empty())
}

fn delete_user(call: &Call<'_>, name: &str) {
    let mut state = call.engine.state();
    state.users.remove(name);
    state.codes.retain(|(user, _), _| user != name);
    state.accesses.retain(|_, access| access.user != name);
    state.devices.retain(|_, device| device.user != name);
}
