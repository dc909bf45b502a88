//! New tokens for a refresh token, and the end of sign-ins.

use serde_json::{Value, json};

use super::call::{Call, empty};
use super::finish::Tokens;
use super::lookup::check_secret;
use super::parameters::Parameters;
use crate::error::{self, ApiError};
use crate::event::{Object, Source};
use crate::request::{ByAccessToken, GetTokensFromRefreshToken, RevokeToken};
use crate::settings::ClientSettings;
use crate::state::{Grant, User, millis};

/// Refreshes by InitiateAuth.
pub(super) async fn by_flow(
    call: &Call<'_>,
    client: &ClientSettings,
    parameters: &Parameters,
) -> Result<Value, ApiError> {
    if client.rotation.is_some() {
        return Err(error::invalid_parameter(
            "The client rotates refresh tokens: use GetTokensFromRefreshToken.",
        ));
    }
    if !client.allows("REFRESH_TOKEN_AUTH") && !client.allows("REFRESH_TOKEN") {
        return Err(error::flow_disabled("REFRESH_TOKEN_AUTH"));
    }
    let token = parameters.need("REFRESH_TOKEN")?;
    let (grant, user) = grant(call, client, token)?;
    check_secret(client, &user.name, parameters.get("SECRET_HASH"), false)?;
    let result = renew(call, Source::TokensRefresh, &grant, &user, None).await?;
    Ok(json!({"AuthenticationResult": result, "ChallengeParameters": {}}))
}

pub(crate) async fn get_tokens(
    call: &Call<'_>,
    request: GetTokensFromRefreshToken,
) -> Result<Value, ApiError> {
    let client = call.engine.client(&request.client_id)?;
    let token = request.refresh_token.as_str();
    let (old, user) = grant(call, client, token)?;
    if client.secret.is_some() && client.secret != request.secret {
        return Err(error::secret_hash_wrong(&client.id));
    }
    let mut result = renew(call, Source::Tokens, &old, &user, request.metadata.as_deref()).await?;
    if let Some(grace) = client.rotation {
        let now = call.now();
        let mut state = call.engine.state();
        let text = format!(
            "eyJjdHkiOiJKV1QiLCJlbmMiOiJBMjU2R0NNIiwiYWxnIjoiUlNBLU9BRVAifQ.{}",
            state.random.text(60)
        );
        if let Some(old) = state.grants.get_mut(token) {
            old.replaced.get_or_insert(now + millis(grace));
        }
        state.grants.insert(text.clone(), Grant { replaced: None, ..old });
        result["RefreshToken"] = text.into();
    }
    Ok(json!({"AuthenticationResult": result}))
}

fn grant(call: &Call<'_>, client: &ClientSettings, token: &str) -> Result<(Grant, User), ApiError> {
    let state = call.engine.state();
    let grant = state.grants.get(token).cloned().ok_or_else(error::refresh_token_invalid)?;
    if grant.client != client.id {
        return Err(error::refresh_token_client());
    }
    if grant.revoked {
        return Err(error::refresh_token_revoked());
    }
    if call.now() >= grant.expires {
        return Err(error::refresh_token_expired());
    }
    if grant.replaced.is_some_and(|dead| call.now() >= dead) {
        return Err(error::refresh_token_reused());
    }
    let user = state.users.get(&grant.user).cloned().ok_or_else(error::refresh_token_of_deleted)?;
    if user.enabled { Ok((grant, user)) } else { Err(error::disabled()) }
}

/// Makes new tokens. Attributes and groups are read anew.
async fn renew(
    call: &Call<'_>,
    source: Source,
    grant: &Grant,
    user: &User,
    metadata: Option<&Object>,
) -> Result<Value, ApiError> {
    call.tokens(&Tokens {
        source,
        user,
        client: &grant.client,
        scopes: &grant.scopes,
        metadata,
        origin: grant.origin.clone(),
        auth_time: grant.auth_time,
        device: grant.device.as_deref(),
    })
    .await
}

pub(crate) async fn revoke(call: &Call<'_>, request: RevokeToken) -> Result<Value, ApiError> {
    let origin = revocable(call, &request).inspect_err(|_| {
        call.undocumented("no source says which exception RevokeToken raises for which mistake.");
    })?;
    let mut state = call.engine.state();
    state.grants.values_mut().filter(|grant| grant.origin == origin).for_each(|grant| grant.revoked = true);
    state
        .accesses
        .values_mut()
        .filter(|access| access.origin == origin)
        .for_each(|access| access.revoked = true);
    Ok(empty())
}

/// The sign-in whose tokens are revoked. The API's model has neither `NotAuthorizedException` nor
/// `ResourceNotFoundException` for this operation.
fn revocable(call: &Call<'_>, request: &RevokeToken) -> Result<String, ApiError> {
    let client = call.engine.client(&request.client_id).map_err(|_| error::revoke_unauthorized())?;
    if client.secret != request.secret {
        return Err(error::revoke_unauthorized());
    }
    let state = call.engine.state();
    match state.grants.get(&request.token) {
        Some(grant) if grant.client == client.id => Ok(grant.origin.clone()),
        Some(_) => Err(error::revoke_unauthorized()),
        None if state.accesses.contains_key(&request.token) => Err(error::revoke_unsupported()),
        None => Err(error::invalid_parameter("Invalid Refresh Token")),
    }
}

pub(crate) async fn global_sign_out(call: &Call<'_>, request: ByAccessToken) -> Result<Value, ApiError> {
    let (user, _) = call.engine.token_user(&request.access_token)?;
    sign_out(call, &user.name);
    Ok(empty())
}

/// Revokes all tokens of a user.
pub(super) fn sign_out(call: &Call<'_>, user: &str) {
    let mut state = call.engine.state();
    state.grants.values_mut().filter(|grant| grant.user == user).for_each(|grant| grant.revoked = true);
    state.accesses.values_mut().filter(|access| access.user == user).for_each(|access| access.revoked = true);
}
