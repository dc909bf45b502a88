//! User attributes, and what is read from them.

use cognito_triggers::{AttributeError, AttributeMap, Attributes, Identity, UserAttributes, UserStatus};
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Profile {
    pub plan: String,
}

pub fn read(attributes: &Attributes<'_>) -> Result<usize, AttributeError> {
    let profile: Profile = attributes.parse()?;
    let found = attributes.contains("plan") && attributes.get("plan").is_some() && !attributes.is_empty();
    let length = attributes.iter().count() + attributes.list("groups").len() + attributes.raw().len();
    Ok(if found { length } else { profile.plan.len() })
}

pub fn read_user(user: &UserAttributes<'_>) -> Result<usize, AttributeError> {
    let profile: Profile = user.parse()?;
    let found = user.contains("plan") && user.get("plan").is_some() && !user.is_empty();
    let length = user.iter().count() + user.list("groups").len() + user.raw().len();
    Ok(if found { length } else { profile.plan.len() })
}

pub fn failed(error: &AttributeError) -> String {
    format!("{:?}: {error}", error.attribute())
}

pub fn standard<'e>(user: &UserAttributes<'e>) -> [Option<&'e str>; 19] {
    [
        user.address(),
        user.birthdate(),
        user.custom("plan"),
        user.email(),
        user.family_name(),
        user.gender(),
        user.given_name(),
        user.locale(),
        user.middle_name(),
        user.name(),
        user.nickname(),
        user.phone_number(),
        user.picture(),
        user.preferred_username(),
        user.profile(),
        user.sub(),
        user.updated_at(),
        user.website(),
        user.zoneinfo(),
    ]
}

pub fn verified(user: &UserAttributes<'_>) -> bool {
    user.email_verified() == Some(true) || user.phone_number_verified() == Some(true)
}

pub fn status(user: &UserAttributes<'_>) -> String {
    let Some(status) = user.user_status() else { return String::new() };
    match &status {
        UserStatus::Archived
        | UserStatus::Compromised
        | UserStatus::Confirmed
        | UserStatus::ExternalProvider
        | UserStatus::ForceChangePassword
        | UserStatus::ResetRequired
        | UserStatus::Unconfirmed
        | UserStatus::Unknown => status.as_str().to_owned(),
        UserStatus::Other(name) => format!("unknown {name}"),
        _ => "new".to_owned(),
    }
}

pub fn identities(user: &UserAttributes<'_>) -> cognito_triggers::prelude::Result<Vec<String>> {
    let show = |identity: Identity| {
        let provider = (identity.provider_name(), identity.provider_type(), identity.issuer());
        format!("{} {provider:?} {}", identity.user_id(), identity.is_primary())
    };
    Ok(user.identities()?.into_iter().map(show).collect())
}

pub fn map(user: &UserAttributes<'_>) -> AttributeMap {
    let mut map: AttributeMap = user.iter().collect();
    map.extend([("plan", "pro")]);
    if map.is_empty() || map.len() != map.iter().count() || map.get("email").is_none() {
        return AttributeMap::new().with("email", "ines@example.org");
    }
    map
}
