//! The start of a sign-in: InitiateAuth and AdminInitiateAuth.

use serde_json::Value;

use super::call::Call;
use super::lookup::{check_secret, check_status, find};
use super::parameters::{Parameters, check_srp_a};
use super::pre_authentication::{pre_authentication, pre_authentication_unknown, unknown_user};
use super::{choice, custom, refresh};
use crate::error::{self, ApiError};
use crate::event::Object;
use crate::request::InitiateAuth;
use crate::settings::ClientSettings;
use crate::state::{Flow, FlowKind};

pub(crate) async fn initiate_auth(call: &Call<'_>, request: InitiateAuth) -> Result<Value, ApiError> {
    let client = call.engine.client(&request.client_id)?;
    let flow = request.flow.as_str();
    let admin = call.is_admin();
    let parameters = Parameters::new(request.parameters);
    let metadata = request.metadata.as_deref();
    match flow {
        "ADMIN_USER_PASSWORD_AUTH" | "ADMIN_NO_SRP_AUTH" if !admin => Err(error::flow_unsupported()),
        "USER_PASSWORD_AUTH" if admin => Err(error::flow_unsupported()),
        "USER_PASSWORD_AUTH" | "ADMIN_USER_PASSWORD_AUTH" | "ADMIN_NO_SRP_AUTH" => {
            let name = if flow == "USER_PASSWORD_AUTH" { flow } else { "ADMIN_USER_PASSWORD_AUTH" };
            if !client.allows(name) {
                return Err(if admin {
                    error::admin_flow_disabled()
                } else {
                    error::password_flow_disabled()
                });
            }
            by_password(call, client, FlowKind::Password, &parameters, metadata).await
        }
        "USER_SRP_AUTH" => {
            allowed(client, flow)?;
            by_srp(call, client, &parameters, metadata).await
        }
        "CUSTOM_AUTH" => {
            allowed(client, flow)?;
            custom::start(call, client, &parameters, metadata).await
        }
        "USER_AUTH" => {
            allowed(client, flow)?;
            choice::start(call, client, &parameters, metadata, request.session.as_deref()).await
        }
        "REFRESH_TOKEN" | "REFRESH_TOKEN_AUTH" => refresh::by_flow(call, client, &parameters).await,
        other => Err(error::constraint(&format!(
            "Value '{other}' at 'authFlow' failed to satisfy constraint: Member must satisfy enum value set: \
             [USER_SRP_AUTH, REFRESH_TOKEN_AUTH, REFRESH_TOKEN, CUSTOM_AUTH, ADMIN_NO_SRP_AUTH, \
             USER_PASSWORD_AUTH, ADMIN_USER_PASSWORD_AUTH, USER_AUTH]"
        ))),
    }
}

fn allowed(client: &ClientSettings, flow: &str) -> Result<(), ApiError> {
    if client.allows(flow) { Ok(()) } else { Err(error::flow_disabled(flow)) }
}

/// A sign-in in managed login, by password.
pub(crate) async fn hosted(call: &Call<'_>, request: InitiateAuth) -> Result<Value, ApiError> {
    let client = call.engine.client(&request.client_id)?;
    let parameters = Parameters::new(request.parameters);
    by_password(call, client, FlowKind::Hosted, &parameters, None).await
}

/// A sign-in with the password in the request.
async fn by_password(
    call: &Call<'_>,
    client: &ClientSettings,
    kind: FlowKind,
    parameters: &Parameters,
    metadata: Option<&Object>,
) -> Result<Value, ApiError> {
    let typed = parameters.need("USERNAME")?;
    let password = parameters.need("PASSWORD")?;
    check_secret(client, typed, parameters.get("SECRET_HASH"), true)?;
    let name = find(&call.engine.state(), &call.engine.settings, typed);
    let known = name.as_deref().and_then(|name| call.engine.user(name));
    let (user, migrated) = match known {
        Some(user) => (user, false),
        None => match call.migrate(client, typed, Some(password), metadata).await? {
            Some(user) => (user, true),
            None => return unknown_user(call, client, typed, metadata).await,
        },
    };
    if migrated {
        // A user who has to set a new password is told so before anything else.
        call.check_password_state(&user)?;
        if call.engine.attached("PreAuthentication").is_some() {
            call.undocumented("PreAuthentication is called for a user who was just migrated.");
        }
    }
    pre_authentication(call, client, &user, metadata).await?;
    check_status(&user)?;
    // The function has checked the password of a user who was just migrated.
    if !migrated {
        call.check_password(&user.name, password)?;
    }
    call.check_password_state(&user)?;
    let mut flow = Flow::new(kind, &client.id, &user.name, true);
    flow.device = parameters.get("DEVICE_KEY").map(str::to_owned);
    call.advance(flow, None).await
}

/// A sign-in whose password is proven in the next step.
async fn by_srp(
    call: &Call<'_>,
    client: &ClientSettings,
    parameters: &Parameters,
    metadata: Option<&Object>,
) -> Result<Value, ApiError> {
    let typed = parameters.need("USERNAME")?;
    let srp_a = parameters.need("SRP_A")?;
    check_srp_a(srp_a)?;
    check_secret(client, typed, parameters.get("SECRET_HASH"), true)?;
    let name = find(&call.engine.state(), &call.engine.settings, typed);
    let user = name.and_then(|name| call.engine.user(&name));
    let mut flow = match &user {
        Some(user) => {
            pre_authentication(call, client, user, metadata).await?;
            check_status(user)?;
            Flow::new(FlowKind::Srp, &client.id, &user.name, true)
        }
        None if client.hide_unknown_users => {
            pre_authentication_unknown(call, client, typed, metadata).await?;
            Flow::new(FlowKind::Srp, &client.id, typed, false)
        }
        None => return Err(error::user_not_found()),
    };
    flow.device = parameters.get("DEVICE_KEY").map(str::to_owned);
    flow.srp_a = Some(srp_a.to_owned());
    call.password_verifier(flow)
}
