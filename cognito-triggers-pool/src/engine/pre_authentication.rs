//! PreAuthentication, for known users and for those whom clients must not notice to be unknown.

use serde_json::Value;

use super::call::Call;
use super::lookup::attributes;
use crate::error::{self, ApiError};
use crate::event::{Object, Requested, Source};
use crate::settings::ClientSettings;
use crate::state::User;

/// Asks PreAuthentication for a known user, before the password is looked at.
pub(super) async fn pre_authentication(
    call: &Call<'_>,
    client: &ClientSettings,
    user: &User,
    metadata: Option<&Object>,
) -> Result<(), ApiError> {
    let sent = attributes(&call.engine.settings, user);
    let request = Requested::pre_authentication(sent, metadata.cloned(), call.not_found(&client.id, true));
    call.notify(Source::PreAuthentication, &user.name, Some(&client.id), request).await
}

/// Asks PreAuthentication for an unknown user, which happens only where clients must not notice.
pub(super) async fn pre_authentication_unknown(
    call: &Call<'_>,
    client: &ClientSettings,
    typed: &str,
    metadata: Option<&Object>,
) -> Result<(), ApiError> {
    let request = Requested::pre_authentication(Object::new(), metadata.cloned(), Some(true));
    call.notify(Source::PreAuthentication, typed, Some(&client.id), request).await
}

/// Refuses a password sign-in of an unknown user.
pub(super) async fn unknown_user(
    call: &Call<'_>,
    client: &ClientSettings,
    typed: &str,
    metadata: Option<&Object>,
) -> Result<Value, ApiError> {
    if !client.hide_unknown_users {
        return Err(error::user_not_found());
    }
    pre_authentication_unknown(call, client, typed, metadata).await?;
    Err(error::incorrect_password())
}
