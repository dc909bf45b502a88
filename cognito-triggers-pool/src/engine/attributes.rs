//! Changed attributes and their verification.

use serde_json::{Value, json};

use super::call::{Call, empty};
use super::deliver::Delivery;
use super::lookup::{alias_owner, attributes, find_for_admin};
use super::mask::details;
use super::new_user::{check_schema, check_writable};
use crate::error::{self, ApiError};
use crate::event::{NO_CLIENT, Object, Source};
use crate::record::Medium;
use crate::request::{
    AdminDeleteUserAttributes, AdminUpdateUserAttributes, Attributes, DeleteUserAttributes,
    GetUserAttributeVerificationCode, UpdateUserAttributes, VerifyUserAttribute,
};
use crate::settings::TemplateKind;
use crate::state::{Purpose, User};

pub(crate) async fn update(call: &Call<'_>, request: UpdateUserAttributes) -> Result<Value, ApiError> {
    let (user, access) = call.engine.token_user(&request.access_token)?;
    let client = call.engine.client(&access.client)?;
    check_writable(client, &request.attributes)?;
    let metadata = request.metadata.as_deref();
    let sent = change(call, user, &request.attributes, Some(&access.client), metadata).await?;
    Ok(json!({"CodeDeliveryDetailsList": sent}))
}

pub(crate) async fn admin_update(
    call: &Call<'_>,
    request: AdminUpdateUserAttributes,
) -> Result<Value, ApiError> {
    let user = find_for_admin(&call.engine.state(), &call.engine.settings, &request.username.0)?;
    change(call, user, &request.attributes, Some(NO_CLIENT), request.metadata.as_deref()).await?;
    Ok(empty())
}

/// Changes attributes, and sends a code to each new address that the pool verifies.
async fn change(
    call: &Call<'_>,
    user: User,
    given: &Attributes,
    client: Option<&str>,
    metadata: Option<&Object>,
) -> Result<Vec<Value>, ApiError> {
    let settings = &call.engine.settings;
    check_schema(call.engine, given, false)?;
    let mut changed = user.clone();
    changed.modified = call.now();
    changed.attributes.extend(given.0.clone());
    let mut to_verify = Vec::new();
    for medium in [Medium::Sms, Medium::Email] {
        let attribute = medium.attribute();
        let Some(value) = given.0.get(attribute).filter(|value| user.attribute(attribute) != Some(value))
        else {
            continue;
        };
        if given.0.get(medium.verified()).is_some_and(|verified| verified == "true") {
            continue;
        }
        let waits = settings.verify_before_update.iter().any(|name| name == attribute);
        if waits {
            match user.attribute(attribute) {
                Some(old) => changed.set(attribute, old),
                None => drop(changed.attributes.remove(attribute)),
            }
            changed.pending.insert(attribute.to_owned(), value.clone());
        } else {
            changed.set(medium.verified(), "false");
        }
        if waits || settings.auto_verifies(attribute) {
            to_verify.push((medium, value.clone()));
        }
    }
    call.engine.state().users.insert(changed.name.clone(), changed.clone());
    let mut sent = Vec::new();
    for (medium, address) in to_verify {
        let source = Source::MessageUpdate;
        sent.push(send(call, source, &changed, medium, &address, client, metadata).await?);
    }
    Ok(sent)
}

async fn send(
    call: &Call<'_>,
    source: Source,
    user: &User,
    medium: Medium,
    address: &str,
    client: Option<&str>,
    metadata: Option<&Object>,
) -> Result<Value, ApiError> {
    let code = call.new_code(&user.name, Purpose::Attribute(medium.attribute()), medium);
    // The event shows the address that is being verified, even if the old one is still in force.
    if user.attribute(medium.attribute()) != Some(address) {
        call.undocumented(
            "the event shows the new address, while the old one is in force until it is verified.",
        );
    }
    let mut shown = user.clone();
    shown.set(medium.attribute(), address);
    call.deliver(Delivery {
        source,
        user,
        to: &[(medium, address.to_owned())],
        code: &code,
        attributes: attributes(&call.engine.settings, &shown),
        client,
        metadata,
        kind: TemplateKind::Code,
    })
    .await?;
    Ok(details(medium, address))
}

fn medium(name: &str) -> Result<Medium, ApiError> {
    match name {
        "email" => Ok(Medium::Email),
        "phone_number" => Ok(Medium::Sms),
        _ => Err(error::invalid_parameter(&format!("{name} is not an attribute that can be verified."))),
    }
}

pub(crate) async fn send_verification(
    call: &Call<'_>,
    request: GetUserAttributeVerificationCode,
) -> Result<Value, ApiError> {
    let (user, access) = call.engine.token_user(&request.access_token)?;
    call.limit(&user.name, 5)?;
    let medium = medium(&request.name)?;
    let address = user.pending.get(medium.attribute()).cloned();
    let address = address.or_else(|| user.attribute(medium.attribute()).map(str::to_owned));
    let address = address.ok_or_else(|| {
        error::invalid_parameter(&format!("User has no attribute specified: {}", request.name))
    })?;
    let metadata = request.metadata.as_deref();
    let sent =
        send(call, Source::MessageVerify, &user, medium, &address, Some(&access.client), metadata).await?;
    Ok(json!({"CodeDeliveryDetails": sent}))
}

pub(crate) async fn verify(call: &Call<'_>, request: VerifyUserAttribute) -> Result<Value, ApiError> {
    let (user, _) = call.engine.token_user(&request.access_token)?;
    call.limit(&user.name, 15)?;
    let medium = medium(&request.name)?;
    let attribute = medium.attribute();
    let value =
        user.pending.get(attribute).map(String::as_str).or(user.attribute(attribute)).unwrap_or_default();
    if alias_owner(&call.engine.state(), &call.engine.settings, &user.name, attribute, value).is_some() {
        return Err(error::alias_exists(attribute));
    }
    call.use_code(&user.name, Purpose::Attribute(attribute), &request.code)?;
    let mut state = call.engine.state();
    let user = state.users.get_mut(&user.name).ok_or_else(error::user_not_found)?;
    if let Some(value) = user.pending.remove(attribute) {
        user.set(attribute, &value);
    }
    user.set(medium.verified(), "true");
    Ok(empty())
}

pub(crate) async fn delete(call: &Call<'_>, request: DeleteUserAttributes) -> Result<Value, ApiError> {
    let (user, _) = call.engine.token_user(&request.access_token)?;
    remove(call, user, &request.names.0)
}

pub(crate) async fn admin_delete(
    call: &Call<'_>,
    request: AdminDeleteUserAttributes,
) -> Result<Value, ApiError> {
    let user = find_for_admin(&call.engine.state(), &call.engine.settings, &request.username.0)?;
    remove(call, user, &request.names.0)
}

fn remove(call: &Call<'_>, mut user: User, names: &[String]) -> Result<Value, ApiError> {
    for name in names {
        if name == "sub" || call.engine.settings.required.contains(name) {
            return Err(error::invalid_parameter(&format!("{name} is required and cannot be deleted.")));
        }
        user.attributes.remove(name);
        user.attributes.remove(&format!("{name}_verified"));
    }
    call.engine.state().users.insert(user.name.clone(), user);
    Ok(empty())
}
