//! Tokens for machines: the grant `client_credentials`, with the errors of OAuth 2.0.

use serde_json::{Value, json};

use super::call::Call;
use super::lookup::groups_json;
use crate::error::ApiError;
use crate::event::{Object, Requested, Source};
use crate::settings::{LambdaVersion, Trigger};
use crate::state::{SECOND, millis};
use crate::token;
use crate::verdict::{self, TokenChanges, TokenContext};

/// A request of the token endpoint.
pub(crate) struct ClientCredentials<'c> {
    pub(crate) client: &'c str,
    pub(crate) secret: Option<&'c str>,
    pub(crate) scopes: Vec<String>,
    pub(crate) metadata: Option<Object>,
}

/// Makes an access token. A function is asked only if it is attached with version `V3_0`.
pub(crate) async fn client_credentials(
    call: &Call<'_>,
    request: ClientCredentials<'_>,
) -> Result<Value, ApiError> {
    let engine = call.engine;
    let client = engine
        .client(request.client)
        .map_err(|_| ApiError::new("invalid_client", "The client does not exist."))?;
    // A client without a secret cannot have this grant.
    if client.secret.is_none() || client.secret.as_deref() != request.secret {
        return Err(ApiError::new("invalid_client", "The client's secret is wrong or missing."));
    }
    if !client.client_credentials {
        return Err(ApiError::new(
            "unauthorized_client",
            "The client does not have the grant client_credentials.",
        ));
    }
    let scopes = if request.scopes.is_empty() { client.scopes.clone() } else { request.scopes };
    if scopes.iter().any(|scope| !client.scopes.contains(scope)) {
        return Err(ApiError::new("invalid_scope", "The client does not have one of the scopes."));
    }
    let mut changes = TokenChanges::default();
    let version = LambdaVersion::V3_0;
    if engine.attached("PreTokenGeneration") == Some(Trigger::PreTokenGeneration(version)) {
        let event = call.event(Source::TokensMachine, &client.id, Some(&client.id), |_| {
            let groups = groups_json(&[], &[], None);
            Requested::tokens(Object::new(), groups, Some(&scopes), request.metadata.as_ref())
        });
        if let Some(event) = event {
            let run = call.run(event).await;
            let context = TokenContext { version, client: &client.id, user_groups: &[], machine: true };
            let read = call.judge(run, |response, remarks| verdict::tokens(response, &context, remarks));
            let read = read.inspect_err(|_| {
                call.undocumented("no source says what the token endpoint answers where the trigger fails.");
            });
            changes = read.map_err(|error| ApiError::new("invalid_request", error.message().to_owned()))?;
        }
    }
    let jti = engine.state().random.id();
    let mut access = token::machine(&engine.settings, client, &scopes, &jti, call.now());
    token::apply(&changes, None, &mut access);
    Ok(json!({
        "access_token": token::encode(&access, call.signature()),
        "expires_in": millis(client.access_validity) / SECOND,
        "token_type": "Bearer",
    }))
}
