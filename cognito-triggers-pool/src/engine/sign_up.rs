//! Sign-up: SignUp, its confirmation, and the code once more.

use serde_json::{Value, json};

use super::call::{Call, empty};
use super::deliver::Delivery;
use super::lookup::{alias_owner, attributes, check_secret, find, find_for_admin};
use super::mask::{details, mask};
use super::new_user::{check_schema, check_writable, names, pre_sign_up, store};
use crate::error::{self, ApiError};
use crate::event::{Object, Requested, Source};
use crate::record::Medium;
use crate::request::{AdminUser, ConfirmSignUp, ResendConfirmationCode, SignUp};
use crate::settings::{PoolSettings, TemplateKind};
use crate::state::{Flow, FlowKind, Pending, Purpose, Status, User};

pub(crate) async fn sign_up(call: &Call<'_>, request: SignUp) -> Result<Value, ApiError> {
    let engine = call.engine;
    let settings = &engine.settings;
    let client = engine.client(&request.client_id)?;
    let typed = request.username.0.as_str();
    check_secret(client, typed, request.secret_hash.as_deref(), true)?;
    if settings.admin_only {
        return Err(error::sign_up_disabled());
    }
    let mut given = request.attributes.unwrap_or_default();
    let (name, sub) = names(call, typed, &mut given)?;
    check_name_is_free(call, typed, &name)?;
    match &request.password {
        Some(password) => {
            settings
                .policy
                .broken_rule(&password.0)
                .map_or(Ok(()), |rule| Err(error::password_policy(rule)))?;
        }
        None if settings.passwordless() => {}
        None => {
            return Err(error::constraint(
                "Value at 'password' failed to satisfy constraint: Member must not be null",
            ));
        }
    }
    check_schema(call.engine, &given, true)?;
    check_writable(client, &given)?;
    let metadata = request.metadata.as_deref();
    let validation = request.validation.map(|data| data.object());
    let flags =
        pre_sign_up(call, Source::PreSignUp, &name, Some(&client.id), &given, validation, metadata).await?;
    let mut user = User::new(&name, &sub, Status::Unconfirmed, call.now());
    user.password = request.password.map(|password| password.0);
    user.attributes.extend(given.0);
    for (medium, verify) in [(Medium::Email, flags.verify_email), (Medium::Sms, flags.verify_phone)] {
        if user.attribute(medium.attribute()).is_some() {
            user.set(medium.verified(), if verify { "true" } else { "false" });
        }
    }
    if flags.confirm {
        user.status = Status::Confirmed;
    }
    store(call, &user)?;
    let mut answer = json!({"UserConfirmed": flags.confirm, "UserSub": sub});
    if flags.confirm {
        let request = Requested::post_confirmation(attributes(settings, &user), metadata);
        call.notify(Source::ConfirmSignUp, &name, Some(&client.id), request).await?;
    } else if let Some((medium, address)) = due(settings, &user) {
        let source = Source::MessageSignUp;
        let sent = send_code(call, source, &user, medium, &address, Some(&client.id), metadata).await;
        sent.inspect_err(|_| {
            call.undocumented("the message failed, and the user is stored all the same, UNCONFIRMED.");
        })?;
        answer["CodeDeliveryDetails"] = details(medium, &address);
    }
    if client.allows("USER_AUTH") && settings.passwordless() {
        let flow = Flow::new(FlowKind::Choice, &client.id, &name, true);
        answer["Session"] = call.open(flow, Pending::Confirmed).into();
    }
    Ok(answer)
}

fn check_name_is_free(call: &Call<'_>, typed: &str, name: &str) -> Result<(), ApiError> {
    let settings = &call.engine.settings;
    let state = call.engine.state();
    if settings.username_attributes.is_empty() {
        return if state.users.contains_key(name) { Err(error::user_exists()) } else { Ok(()) };
    }
    match find(&state, settings, typed) {
        Some(_) => Err(error::address_exists(if typed.contains('@') { "email" } else { "phone_number" })),
        None => Ok(()),
    }
}

/// The address that a sign-up is verified by. SMS comes first.
fn due(settings: &PoolSettings, user: &User) -> Option<(Medium, String)> {
    [Medium::Sms, Medium::Email].into_iter().find_map(|medium| {
        let address =
            user.attribute(medium.attribute()).filter(|_| settings.auto_verifies(medium.attribute()))?;
        (!user.is_true(medium.verified())).then(|| (medium, address.to_owned()))
    })
}

async fn send_code(
    call: &Call<'_>,
    source: Source,
    user: &User,
    medium: Medium,
    address: &str,
    client: Option<&str>,
    metadata: Option<&Object>,
) -> Result<(), ApiError> {
    let settings = &call.engine.settings;
    let code = call.new_code(&user.name, Purpose::SignUp, medium);
    let link = settings.verify_by_link && medium == Medium::Email;
    call.deliver(Delivery {
        source,
        user,
        to: &[(medium, address.to_owned())],
        code: &code,
        attributes: attributes(settings, user),
        client,
        metadata,
        kind: if link { TemplateKind::Link } else { TemplateKind::Code },
    })
    .await
}

pub(crate) async fn confirm_sign_up(call: &Call<'_>, request: ConfirmSignUp) -> Result<Value, ApiError> {
    let engine = call.engine;
    let client = engine.client(&request.client_id)?;
    let typed = request.username.0.as_str();
    check_secret(client, typed, request.secret_hash.as_deref(), true)?;
    call.limit(typed, 15)?;
    let name = call.user_with_code(client, typed, Purpose::SignUp, &request.code)?;
    let user = engine.user(&name).ok_or_else(error::combination_not_found)?;
    if user.status != Status::Unconfirmed {
        return Err(error::cannot_confirm(user.status.as_str()));
    }
    if !user.enabled {
        return Err(error::disabled());
    }
    let code = engine.state().codes.get(&(name.clone(), Purpose::SignUp)).cloned();
    let alias = code.as_ref().map(|code| code.medium.attribute());
    let clash = alias.and_then(|alias| {
        alias_owner(&engine.state(), &engine.settings, &name, alias, user.attribute(alias)?)
    });
    if clash.is_some()
        && request.force_alias != Some(true)
        && code.is_some_and(|code| code.text == request.code)
    {
        return Err(error::alias_exists(alias.unwrap_or("email")));
    }
    let code = call.use_code(&name, Purpose::SignUp, &request.code)?;
    let user = {
        let now = call.now();
        let mut state = engine.state();
        if let Some(owner) = clash.and_then(|owner| state.users.get_mut(&owner)) {
            owner.set(code.medium.verified(), "false");
        }
        let user = state.users.get_mut(&name).ok_or_else(error::combination_not_found)?;
        user.status = Status::Confirmed;
        user.modified = now;
        user.set(code.medium.verified(), "true");
        user.clone()
    };
    let event =
        Requested::post_confirmation(attributes(&engine.settings, &user), request.metadata.as_deref());
    call.notify(Source::ConfirmSignUp, &name, Some(&client.id), event).await?;
    match request.session {
        Some(session) => {
            call.take(&session, &client.id, None)?;
            let flow = Flow::new(FlowKind::Choice, &client.id, &name, true);
            Ok(json!({"Session": call.open(flow, Pending::Confirmed)}))
        }
        None => Ok(empty()),
    }
}

pub(crate) async fn admin_confirm_sign_up(call: &Call<'_>, request: AdminUser) -> Result<Value, ApiError> {
    let engine = call.engine;
    let user = {
        let mut state = engine.state();
        let found = find_for_admin(&state, &engine.settings, &request.username.0)?;
        if found.status != Status::Unconfirmed {
            return Err(error::cannot_confirm(found.status.as_str()));
        }
        let user = state.users.get_mut(&found.name).ok_or_else(error::user_not_found)?;
        user.status = Status::Confirmed;
        user.clone()
    };
    let event =
        Requested::post_confirmation(attributes(&engine.settings, &user), request.metadata.as_deref());
    call.notify(Source::ConfirmSignUp, &user.name, None, event).await?;
    Ok(empty())
}

pub(crate) async fn resend(call: &Call<'_>, request: ResendConfirmationCode) -> Result<Value, ApiError> {
    let engine = call.engine;
    let client = engine.client(&request.client_id)?;
    let typed = request.username.0.as_str();
    check_secret(client, typed, request.secret_hash.as_deref(), true)?;
    call.limit(typed, 5)?;
    let name = find(&engine.state(), &engine.settings, typed);
    let Some(user) = name.and_then(|name| engine.user(&name)) else {
        return if client.hide_unknown_users {
            // A code that nobody gets, so that a wrong one is a mismatch as it is for a known user.
            call.new_code(typed, Purpose::SignUp, Medium::Email);
            let pretended =
                json!({"AttributeName": "email", "DeliveryMedium": "EMAIL", "Destination": mask(typed)});
            Ok(json!({"CodeDeliveryDetails": pretended}))
        } else {
            Err(error::combination_not_found())
        };
    };
    if user.status != Status::Unconfirmed {
        return Err(error::already_confirmed());
    }
    let Some((medium, address)) = due(&engine.settings, &user) else {
        return Err(error::invalid_parameter("Cannot resend codes. Auto verification not turned on."));
    };
    let metadata = request.metadata.as_deref();
    send_code(call, Source::MessageResend, &user, medium, &address, Some(&client.id), metadata).await?;
    Ok(json!({"CodeDeliveryDetails": details(medium, &address)}))
}
