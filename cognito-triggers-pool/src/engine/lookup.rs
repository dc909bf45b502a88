//! Finds users and reads what events say about them.

use serde_json::{Value, json};
use sha2::Sha256;

use super::{Call, Engine};
use crate::base64;
use crate::error::{self, ApiError};
use crate::event::Object;
use crate::hmac::hmac;
use crate::settings::{ClientSettings, PoolSettings};
use crate::state::{Access, State, Status, User};

/// Finds the name of a user by the name or the alias that was typed.
pub(crate) fn find(state: &State, settings: &PoolSettings, typed: &str) -> Option<String> {
    if state.users.contains_key(typed) {
        return Some(typed.to_owned());
    }
    let found = state.users.values().find(|user| {
        let by_alias = settings.alias_attributes.iter().any(|alias| {
            let verified = alias == "preferred_username" || user.is_true(&format!("{alias}_verified"));
            verified && user.attribute(alias) == Some(typed)
        });
        let by_address = settings.username_attributes.iter().any(|name| user.attribute(name) == Some(typed));
        by_alias || by_address
    });
    found.map(|user| user.name.clone())
}

/// Finds a user by name, alias or `sub`, for operations that take all of them.
pub(super) fn find_for_admin(state: &State, settings: &PoolSettings, typed: &str) -> Result<User, ApiError> {
    let name = find(state, settings, typed);
    let name =
        name.or_else(|| state.users.values().find(|user| user.sub() == typed).map(|user| user.name.clone()));
    name.and_then(|name| state.users.get(&name).cloned()).ok_or_else(error::user_not_found)
}

/// The other user who has a verified alias.
pub(super) fn alias_owner(
    state: &State,
    settings: &PoolSettings,
    user: &str,
    alias: &str,
    value: &str,
) -> Option<String> {
    let is_alias = settings.alias_attributes.iter().any(|name| name == alias);
    let owner = state.users.values().find(|other| {
        other.name != user
            && other.attribute(alias) == Some(value)
            && other.is_true(&format!("{alias}_verified"))
    });
    owner.filter(|_| is_alias).map(|owner| owner.name.clone())
}

/// `userAttributes` of a stored user.
pub(super) fn attributes(settings: &PoolSettings, user: &User) -> Object {
    let mut attributes: Object =
        user.attributes.iter().map(|(name, value)| (name.clone(), Value::from(value.clone()))).collect();
    attributes.insert("cognito:user_status".to_owned(), user.status.as_str().into());
    for alias in ["email", "phone_number"] {
        let is_alias = settings.alias_attributes.iter().any(|name| name == alias);
        if let (true, Some(value)) =
            (is_alias && user.is_true(&format!("{alias}_verified")), user.attribute(alias))
        {
            attributes.insert(format!("cognito:{alias}_alias"), value.into());
        }
    }
    if let Some(identities) = &user.identities {
        attributes.insert("identities".to_owned(), identities.clone().into());
    }
    attributes
}

/// `base64(HMAC-SHA256(secret, user name + client id))`.
pub(crate) fn secret_hash(secret: &str, username: &str, client: &str) -> String {
    base64::encode(&hmac::<Sha256>(secret.as_bytes(), &[username.as_bytes(), client.as_bytes()]))
}

/// Checks `SECRET_HASH`. Later steps of a sign-in accept one from a client without a secret.
pub(super) fn check_secret(
    client: &ClientSettings,
    username: &str,
    hash: Option<&str>,
    first: bool,
) -> Result<(), ApiError> {
    match (&client.secret, hash) {
        (None, Some(_)) if first => Err(error::secret_hash_unexpected(&client.id)),
        (None, _) => Ok(()),
        (Some(_), None) => Err(error::secret_hash_missing(&client.id)),
        (Some(secret), Some(hash)) if secret_hash(secret, username, &client.id) == hash => Ok(()),
        (Some(_), Some(_)) => Err(error::secret_hash_wrong(&client.id)),
    }
}

impl Engine {
    /// The user's copy.
    pub(super) fn user(&self, name: &str) -> Option<User> {
        self.state().users.get(name).cloned()
    }

    /// The user of an access token that has the scope of the user pool API.
    pub(super) fn token_user(&self, token: &str) -> Result<(User, Access), ApiError> {
        let state = self.state();
        let access = state.accesses.get(token).cloned().ok_or_else(error::access_token_invalid)?;
        if access.revoked {
            return Err(error::access_token_revoked());
        }
        if self.clock.now() >= access.expires {
            return Err(error::access_token_expired());
        }
        if !access.scope.split(' ').any(|scope| scope == "aws.cognito.signin.user.admin") {
            return Err(error::access_token_scope());
        }
        let user = state.users.get(&access.user).cloned().ok_or_else(error::user_not_found)?;
        if user.enabled { Ok((user, access)) } else { Err(error::disabled()) }
    }

    /// `groupConfiguration`, and the same as lists: groups, roles, preferred role.
    pub(super) fn group_configuration(&self, user: &User) -> (Vec<String>, Vec<String>, Option<String>) {
        let state = self.state();
        let groups: Vec<_> = user.groups.iter().filter_map(|name| state.groups.get(name)).collect();
        let roles: Vec<String> = groups.iter().filter_map(|group| group.role.clone()).collect();
        let first = groups.iter().filter_map(|group| group.precedence).min();
        let mut preferred: Vec<_> = groups
            .iter()
            .filter(|group| first.is_some() && group.precedence == first)
            .filter_map(|group| group.role.clone())
            .collect();
        preferred.dedup();
        let preferred = if let [only] = preferred.as_slice() { Some(only.clone()) } else { None };
        (groups.iter().map(|group| group.name.clone()).collect(), roles, preferred)
    }
}

/// `groupConfiguration` of an event.
pub(super) fn groups_json(groups: &[String], roles: &[String], preferred: Option<&str>) -> Value {
    json!({"groupsToOverride": groups, "iamRolesToOverride": roles, "preferredRole": preferred})
}

impl Call<'_> {
    /// Counts a call against an hourly limit, where limits are on.
    pub(super) fn limit(&self, user: &str, most: usize) -> Result<(), ApiError> {
        if !self.engine.options.hourly_limits {
            return Ok(());
        }
        let now = self.now();
        let mut state = self.engine.state();
        let times = state.calls.entry((self.operation, user.to_owned())).or_default();
        times.retain(|time| now - time < crate::state::HOUR);
        if times.len() >= most {
            return Err(error::limit_exceeded());
        }
        times.push(now);
        Ok(())
    }

    /// `userNotFound` of events: there only where the client prevents user existence errors.
    pub(super) fn not_found(&self, client: &str, known: bool) -> Option<bool> {
        let hides = self.engine.client(client).is_ok_and(|client| client.hide_unknown_users);
        hides.then_some(!known)
    }
}

/// Refuses disabled and unconfirmed users.
pub(super) fn check_status(user: &User) -> Result<(), ApiError> {
    if !user.enabled {
        Err(error::disabled())
    } else if user.status == Status::Unconfirmed {
        Err(error::not_confirmed())
    } else {
        Ok(())
    }
}
