//! Users whom an administrator creates.

use serde_json::{Value, json};

use super::call::Call;
use super::deliver::Delivery;
use super::directory::user_json;
use super::lookup::{alias_owner, attributes, find, find_for_admin};
use super::new_user::{check_schema, names, pre_sign_up, store};
use crate::error::{self, ApiError};
use crate::event::{NO_CLIENT, Object, Source};
use crate::record::Medium;
use crate::request::AdminCreateUser;
use crate::settings::TemplateKind;
use crate::state::{Status, User};

pub(crate) async fn create_user(call: &Call<'_>, request: AdminCreateUser) -> Result<Value, ApiError> {
    match request.action.as_deref() {
        Some("RESEND") => resend(call, request).await,
        None | Some("SUPPRESS") => create(call, request).await,
        Some(other) => Err(error::constraint(&format!(
            "Value '{other}' at 'messageAction' failed to satisfy constraint: Member must satisfy enum value set: \
             [RESEND, SUPPRESS]"
        ))),
    }
}

async fn create(call: &Call<'_>, request: AdminCreateUser) -> Result<Value, ApiError> {
    let engine = call.engine;
    let settings = &engine.settings;
    let typed = request.username.0.as_str();
    let mut given = request.attributes.unwrap_or_default();
    let (name, sub) = names(call, typed, &mut given)?;
    if find(&engine.state(), settings, typed).is_some() {
        return Err(if settings.username_attributes.is_empty() {
            error::account_exists()
        } else {
            error::address_exists(if typed.contains('@') { "email" } else { "phone_number" })
        });
    }
    let password = match request.password {
        Some(password) => {
            settings
                .policy
                .broken_rule(&password.0)
                .map_or(Ok(()), |rule| Err(error::password_policy(rule)))?;
            Some(password.0)
        }
        None if settings.passwordless() => None,
        None => Some(engine.state().random.password(settings.policy.minimum_length)),
    };
    check_schema(call.engine, &given, false)?;
    let metadata = request.metadata.as_deref();
    let validation = request.validation.map(|data| data.object());
    pre_sign_up(call, Source::PreSignUpByAdmin, &name, Some(NO_CLIENT), &given, validation, metadata).await?;
    let status = if password.is_some() { Status::ForceChangePassword } else { Status::Confirmed };
    let mut user = User::new(&name, &sub, status, call.now());
    user.attributes.extend(given.0);
    user.password.clone_from(&password);
    for medium in [Medium::Email, Medium::Sms] {
        if user.attribute(medium.attribute()).is_some() && user.attribute(medium.verified()).is_none() {
            user.set(medium.verified(), "false");
        }
        let value = user.attribute(medium.attribute()).filter(|_| user.is_true(medium.verified()));
        let owner =
            value.and_then(|value| alias_owner(&engine.state(), settings, &name, medium.attribute(), value));
        if owner.is_some() && request.force_alias != Some(true) {
            return Err(error::alias_exists(medium.attribute()));
        }
    }
    // The message first: a CustomMessage that fails leaves no user behind.
    if request.action.is_none() {
        let wanted = request.mediums.map(|mediums| mediums.0);
        invite(call, &user, password.as_deref(), wanted, metadata).await?;
    }
    store(call, &user)?;
    Ok(json!({"User": user_json(&user, "Attributes")}))
}

/// Sends an invitation. An address that is missing gets none.
async fn invite(
    call: &Call<'_>,
    user: &User,
    password: Option<&str>,
    wanted: Option<Vec<String>>,
    metadata: Option<&Object>,
) -> Result<(), ApiError> {
    let mut to = Vec::new();
    for name in wanted.as_deref().unwrap_or(&["SMS".to_owned()]) {
        let medium = if name == "EMAIL" { Medium::Email } else { Medium::Sms };
        match user.attribute(medium.attribute()) {
            Some(address) => to.push((medium, address.to_owned())),
            None if wanted.is_some() => {
                let text = format!("User has no {}, which {name} needs.", medium.attribute());
                return Err(error::invalid_parameter(&text));
            }
            None => call.ignored(
                "DesiredDeliveryMediums is SMS if the request has none, but the user has no phone_number: no \
                 invitation is sent, and the user does not get the temporary password.",
            ),
        }
    }
    if to.is_empty() {
        return Ok(());
    }
    call.deliver(Delivery {
        source: Source::MessageInvitation,
        user,
        to: &to,
        code: password.unwrap_or_default(),
        attributes: attributes(&call.engine.settings, user),
        client: Some(NO_CLIENT),
        metadata,
        kind: if password.is_some() { TemplateKind::Invitation } else { TemplateKind::Passwordless },
    })
    .await
}

async fn resend(call: &Call<'_>, request: AdminCreateUser) -> Result<Value, ApiError> {
    let engine = call.engine;
    let typed = request.username.0.as_str();
    let user = find_for_admin(&engine.state(), &engine.settings, typed)?;
    if user.status != Status::ForceChangePassword {
        return Err(error::resend_not_possible(typed));
    }
    let password = match request.password {
        Some(password) => {
            let rule = engine.settings.policy.broken_rule(&password.0);
            rule.map_or(Ok(()), |rule| Err(error::password_policy(rule)))?;
            password.0
        }
        None => engine.state().random.password(engine.settings.policy.minimum_length),
    };
    let wanted = request.mediums.map(|mediums| mediums.0);
    invite(call, &user, Some(&password), wanted, request.metadata.as_deref()).await?;
    let user = {
        let now = call.now();
        let mut state = engine.state();
        // Read again: a handler may have changed the user meanwhile.
        let user = state.users.get_mut(&user.name).ok_or_else(error::user_not_found)?;
        user.password = Some(password);
        user.password_set = now;
        user.clone()
    };
    Ok(json!({"User": user_json(&user, "Attributes")}))
}
