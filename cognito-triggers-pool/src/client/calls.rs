//! The typed calls of the pool.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::error::Error;
use super::operation::Operation;
use super::pool::Pool;
use super::sign_in::SignIn;
use super::tokens::Tokens;
use super::user::UserHandle;
use crate::engine::{Call, Caller, federation, machine, sign_in};
use crate::event::Object;
use crate::request::{InitiateAuth, Request};

impl Pool {
    /// A handle of a user, by any name that they may sign in with. Whether the user exists is not checked.
    pub fn user(&self, username: impl Into<String>) -> UserHandle {
        UserHandle::new(self.clone(), username.into(), Value::Null)
    }

    /// SignUp.
    pub fn sign_up(&self, username: &str, password: &str) -> Operation<UserHandle> {
        let mut body = self.body_of(username);
        body["Password"] = password.into();
        let username = username.to_owned();
        Operation::new(self, "SignUp", body, |pool, answer| UserHandle::new(pool, username, answer))
    }

    /// AdminCreateUser. The invitation goes by e-mail; `member("DesiredDeliveryMediums", ..)` changes it.
    pub fn admin_create_user(&self, username: &str) -> Operation<UserHandle> {
        let body = json!({"Username": username, "DesiredDeliveryMediums": ["EMAIL"]});
        let username = username.to_owned();
        Operation::new(self, "AdminCreateUser", body, |pool, answer| UserHandle::new(pool, username, answer))
    }

    /// InitiateAuth with the parameters of a flow, by the API's names. `SECRET_HASH` is added.
    pub fn initiate_auth<K: Into<String>, V: Into<String>>(
        &self,
        flow: &str,
        parameters: impl IntoIterator<Item = (K, V)>,
    ) -> Operation<SignIn> {
        let mut parameters: BTreeMap<String, String> =
            parameters.into_iter().map(|(name, value)| (name.into(), value.into())).collect();
        let username = parameters.get("USERNAME").cloned().unwrap_or_default();
        if let Some(hash) = self.secret_hash(&username) {
            parameters.entry("SECRET_HASH".to_owned()).or_insert(hash);
        }
        let body = json!({"AuthFlow": flow, "AuthParameters": parameters});
        Operation::new(self, "InitiateAuth", body, move |pool, answer| SignIn::new(pool, &username, &answer))
    }

    /// A sign-in by password: `USER_PASSWORD_AUTH`.
    pub fn sign_in(&self, username: &str, password: &str) -> Operation<SignIn> {
        self.initiate_auth("USER_PASSWORD_AUTH", [("USERNAME", username), ("PASSWORD", password)])
    }

    /// The start of custom authentication without SRP: `CUSTOM_AUTH`.
    pub fn custom_auth(&self, username: &str) -> Operation<SignIn> {
        self.initiate_auth("CUSTOM_AUTH", [("USERNAME", username)])
    }

    /// The start of custom authentication with SRP. Its first challenge is usually `PASSWORD_VERIFIER`,
    /// which [`answer`](crate::Challenge::answer) takes the password for.
    pub fn custom_auth_with_srp(&self, username: &str) -> Operation<SignIn> {
        let parameters = [("USERNAME", username), ("CHALLENGE_NAME", "SRP_A"), ("SRP_A", "a1b2c3")];
        self.initiate_auth("CUSTOM_AUTH", parameters)
    }

    /// The start of a sign-in by SRP: `USER_SRP_AUTH`. Its first challenge is `PASSWORD_VERIFIER`, which
    /// [`answer`](crate::Challenge::answer) takes the password for. The proof stands in for SRP's
    /// arithmetic.
    pub fn srp_sign_in(&self, username: &str) -> Operation<SignIn> {
        self.initiate_auth("USER_SRP_AUTH", [("USERNAME", username), ("SRP_A", "a1b2c3")])
    }

    /// The start of a choice-based sign-in: `USER_AUTH`, with a preferred challenge such as `EMAIL_OTP`.
    pub fn user_auth(&self, username: &str, preferred_challenge: Option<&str>) -> Operation<SignIn> {
        let preferred = preferred_challenge.map(|name| ("PREFERRED_CHALLENGE", name));
        self.initiate_auth("USER_AUTH", [("USERNAME", username)].into_iter().chain(preferred))
    }

    /// New tokens for a refresh token: `REFRESH_TOKEN_AUTH`.
    ///
    /// # Panics
    ///
    /// The tokens have no refresh token, such as those of a refresh.
    #[track_caller]
    pub fn refresh(&self, tokens: &Tokens) -> Operation<Tokens> {
        let token = tokens.refresh_token().unwrap_or_else(|| panic!("these tokens have no refresh token"));
        let mut parameters = json!({"REFRESH_TOKEN": token});
        if let Some(hash) = self.secret_hash(tokens.username()) {
            parameters["SECRET_HASH"] = hash.into();
        }
        let body = json!({"AuthFlow": "REFRESH_TOKEN_AUTH", "AuthParameters": parameters});
        Operation::new(self, "InitiateAuth", body, |_, answer| Tokens::new(&answer["AuthenticationResult"]))
    }

    /// A sign-in by an identity provider, with the claims that it gives: `sub`, or `nameidentifier` for
    /// SAML, and the others.
    ///
    /// # Errors
    ///
    /// A trigger refuses, or the pool does not have the provider. AWS puts the text into
    /// `error_description` of the redirect.
    pub async fn federated_sign_in<K: Into<String>, V: Into<String>>(
        &self,
        provider: &str,
        claims: impl IntoIterator<Item = (K, V)>,
    ) -> Result<Tokens, Error> {
        let claims = claims.into_iter().map(|(name, value)| (name.into(), value.into())).collect();
        let call = Call::new(self.engine(), "FederatedSignIn", Caller::Test);
        let assertion = federation::Assertion { client: self.client_id(), provider, claims };
        let answer = federation::sign_in(&call, assertion).await;
        self.settle(call.number, answer).map(|answer| Tokens::new(&answer["AuthenticationResult"]))
    }

    /// A sign-in by password in managed login, whose tokens come from `TokenGeneration_HostedAuth`.
    ///
    /// # Errors
    ///
    /// As [`Pool::sign_in`].
    pub async fn hosted_sign_in(&self, username: &str, password: &str) -> Result<SignIn, Error> {
        let mut parameters = json!({"USERNAME": username, "PASSWORD": password});
        if let Some(hash) = self.secret_hash(username) {
            parameters["SECRET_HASH"] = hash.into();
        }
        let body = json!({"ClientId": self.client_id(), "AuthFlow": "", "AuthParameters": parameters});
        let call = Call::new(self.engine(), "HostedSignIn", Caller::Test);
        let answer = match InitiateAuth::read(body.as_object().unwrap_or(&Object::new())) {
            Ok(request) => sign_in::hosted(&call, request).await,
            Err(error) => Err(error),
        };
        self.settle(call.number, answer).map(|answer| SignIn::new(self.clone(), username, &answer))
    }

    /// The grant `client_credentials` of the token endpoint, for scopes such as `orders/read`. Without
    /// scopes the token has all those of the client. `metadata` is `aws_client_metadata`.
    ///
    /// # Errors
    ///
    /// An error of OAuth 2.0, whose name is its `error`, such as `invalid_scope`.
    pub async fn client_credentials(
        &self,
        scopes: &[&str],
        metadata: Option<&Map<String, Value>>,
    ) -> Result<Tokens, Error> {
        let call = Call::new(self.engine(), "ClientCredentials", Caller::Test);
        let request = machine::ClientCredentials {
            client: self.client_id(),
            secret: self.client().and_then(|client| client.secret.as_deref()),
            scopes: scopes.iter().map(|scope| (*scope).to_owned()).collect(),
            metadata: metadata.cloned(),
        };
        let answer = machine::client_credentials(&call, request).await;
        self.settle(call.number, answer).map(|answer| Tokens::of_machine(&answer))
    }

    /// Sends the notification of an account takeover to the custom e-mail sender, as threat protection
    /// does. `details` add to its `userAttributes`, or replace them, such as `CITY`.
    pub async fn notify_account_takeover(&self, username: &str, details: &[(&str, &str)]) {
        let call = Call::new(self.engine(), "AccountTakeOverNotification", Caller::Test);
        crate::engine::take_over(&call, self.client_id(), username, details).await;
    }
}
