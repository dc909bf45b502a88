//! The end of a sign-in: PostAuthentication, PreTokenGeneration, and the tokens.

use serde_json::{Value, json};

use super::call::Call;
use super::lookup::{attributes, groups_json};
use crate::error::{self, ApiError};
use crate::event::{Object, Requested, Source};
use crate::settings::{LambdaVersion, Trigger};
use crate::state::{Access, Flow, FlowKind, Grant, SECOND, Time, User, millis};
use crate::token::{self, Grantee};
use crate::verdict::{self, TokenChanges, TokenContext};

/// The scope of tokens from the API.
pub(super) const API_SCOPE: &str = "aws.cognito.signin.user.admin";

/// Tokens that are to be made.
pub(super) struct Tokens<'t> {
    pub(super) source: Source,
    pub(super) user: &'t User,
    pub(super) client: &'t str,
    pub(super) scopes: &'t [String],
    pub(super) metadata: Option<&'t Object>,
    /// Of an earlier sign-in, where this is a refresh.
    pub(super) origin: String,
    pub(super) auth_time: Time,
    pub(super) device: Option<&'t str>,
}

impl Call<'_> {
    /// Ends a sign-in. Its triggers run once, whatever the number of challenges was.
    pub(super) async fn finish(&self, flow: Flow, metadata: Option<&Object>) -> Result<Value, ApiError> {
        let user = self.engine.user(&flow.user).ok_or_else(error::incorrect_password)?;
        if !user.enabled {
            return Err(error::disabled());
        }
        let hosted = flow.kind == FlowKind::Hosted;
        let source = match () {
            () if hosted => Source::TokensHosted,
            () if flow.new_password => Source::TokensNewPassword,
            () if flow.device_verified => Source::TokensDevice,
            () => Source::Tokens,
        };
        let scopes: &[&str] = if hosted { &["openid", "email", API_SCOPE] } else { &[API_SCOPE] };
        let scopes: Vec<String> = scopes.iter().map(|scope| (*scope).to_owned()).collect();
        let device = self.new_device(&flow);
        let new_device = device.is_some();
        let origin = self.engine.state().random.id();
        let key = device.as_ref().map(|(key, _)| key.clone()).or_else(|| flow.device.clone());
        let tokens = Tokens {
            source,
            user: &user,
            client: &flow.client,
            scopes: &scopes,
            metadata,
            origin: origin.clone(),
            auth_time: self.now(),
            device: key.as_deref().filter(|_| self.engine.settings.devices),
        };
        let mut result = if self.engine.options.tokens_before_post_authentication {
            let result = self.tokens(&tokens).await?;
            self.post_authentication(&user, &flow.client, new_device, metadata).await?;
            result
        } else {
            self.post_authentication(&user, &flow.client, new_device, metadata).await?;
            self.tokens(&tokens).await?
        };
        result["RefreshToken"] = self.new_grant(&tokens).into();
        if let Some((key, group_key)) = device {
            result["NewDeviceMetadata"] = json!({"DeviceKey": key, "DeviceGroupKey": group_key});
        }
        Ok(json!({"AuthenticationResult": result, "ChallengeParameters": {}}))
    }

    pub(super) async fn post_authentication(
        &self,
        user: &User,
        client: &str,
        new_device: bool,
        metadata: Option<&Object>,
    ) -> Result<(), ApiError> {
        let sent = attributes(&self.engine.settings, user);
        let request = Requested::post_authentication(sent, new_device, metadata);
        self.notify(Source::PostAuthentication, &user.name, Some(client), request).await
    }

    /// Makes an ID token and an access token: `AuthenticationResult` without a refresh token.
    pub(super) async fn tokens(&self, tokens: &Tokens<'_>) -> Result<Value, ApiError> {
        let client = self.engine.client(tokens.client)?;
        let (groups, roles, preferred) = self.engine.group_configuration(tokens.user);
        let changes = self.changes(tokens, &groups, &roles, preferred.as_deref()).await?;
        let now = self.now();
        let mut state = self.engine.state();
        let (event, jti, access_jti) = (state.random.id(), state.random.id(), state.random.id());
        let grantee = Grantee {
            pool: &self.engine.settings,
            client,
            user: tokens.user,
            groups: &groups,
            roles: &roles,
            preferred_role: preferred.as_deref(),
            scopes: tokens.scopes,
            origin: &tokens.origin,
            event: &event,
            device: tokens.device,
            hosted: tokens.source == Source::TokensHosted,
            auth_time: tokens.auth_time,
            now,
        };
        let mut id = token::id(&grantee, &jti);
        let mut access = token::access(&grantee, &access_jti);
        token::apply(&changes, Some(&mut id), &mut access);
        // Signatures take their time, and the state is for everybody.
        drop(state);
        let access_text = token::encode(&access, self.signature());
        let id_text = token::encode(&id, self.signature());
        self.engine.state().accesses.insert(
            access_text.clone(),
            Access {
                user: tokens.user.name.clone(),
                client: client.id.clone(),
                origin: tokens.origin.clone(),
                expires: now + millis(client.access_validity),
                revoked: false,
                scope: access.get("scope").and_then(Value::as_str).unwrap_or_default().to_owned(),
            },
        );
        Ok(json!({
            "AccessToken": access_text,
            "IdToken": id_text,
            "ExpiresIn": millis(client.access_validity) / SECOND,
            "TokenType": "Bearer",
        }))
    }

    /// Asks PreTokenGeneration, if it is attached.
    async fn changes(
        &self,
        tokens: &Tokens<'_>,
        groups: &[String],
        roles: &[String],
        preferred: Option<&str>,
    ) -> Result<TokenChanges, ApiError> {
        let mut version = LambdaVersion::V1_0;
        let event = self.event(tokens.source, &tokens.user.name, Some(tokens.client), |trigger| {
            if let Trigger::PreTokenGeneration(attached) = trigger {
                version = attached;
            }
            let scopes = (version > LambdaVersion::V1_0).then_some(tokens.scopes);
            let sent = attributes(&self.engine.settings, tokens.user);
            Requested::tokens(sent, groups_json(groups, roles, preferred), scopes, tokens.metadata)
        });
        let Some(event) = event else { return Ok(TokenChanges::default()) };
        let run = self.run(event).await;
        let context = TokenContext { version, client: tokens.client, user_groups: groups, machine: false };
        self.judge(run, |response, remarks| verdict::tokens(response, &context, remarks))
    }

    /// Stores a grant, and returns its refresh token.
    pub(super) fn new_grant(&self, tokens: &Tokens<'_>) -> String {
        let validity = self.engine.client(tokens.client).map_or(0, |client| millis(client.refresh_validity));
        let grant = Grant {
            user: tokens.user.name.clone(),
            client: tokens.client.to_owned(),
            origin: tokens.origin.clone(),
            auth_time: tokens.auth_time,
            expires: tokens.auth_time + validity,
            revoked: false,
            replaced: None,
            device: tokens.device.map(str::to_owned),
            scopes: tokens.scopes.to_vec(),
        };
        let mut state = self.engine.state();
        // The header of a JWE, as clients see it on AWS.
        let text = format!(
            "eyJjdHkiOiJKV1QiLCJlbmMiOiJBMjU2R0NNIiwiYWxnIjoiUlNBLU9BRVAifQ.{}",
            state.random.text(60)
        );
        state.grants.insert(text.clone(), grant);
        text
    }
}
