//! The settings of an app client.

use std::time::Duration;

/// An app client. The default is a public client that allows every flow, with
/// `PreventUserExistenceErrors` set to `ENABLED` as the console does it.
#[derive(Clone, Debug)]
pub struct ClientSettings {
    pub(crate) id: String,
    pub(crate) secret: Option<String>,
    pub(crate) flows: Vec<String>,
    pub(crate) hide_unknown_users: bool,
    pub(crate) session_validity: Duration,
    pub(crate) access_validity: Duration,
    pub(crate) id_validity: Duration,
    pub(crate) refresh_validity: Duration,
    pub(crate) read_attributes: Option<Vec<String>>,
    pub(crate) write_attributes: Option<Vec<String>>,
    pub(crate) scopes: Vec<String>,
    pub(crate) client_credentials: bool,
    pub(crate) rotation: Option<Duration>,
}

const HOUR: Duration = Duration::from_secs(3600);

impl ClientSettings {
    /// A client by its id.
    pub fn new(client_id: impl Into<String>) -> Self {
        let flows = [
            "ALLOW_USER_PASSWORD_AUTH",
            "ALLOW_ADMIN_USER_PASSWORD_AUTH",
            "ALLOW_USER_SRP_AUTH",
            "ALLOW_CUSTOM_AUTH",
            "ALLOW_USER_AUTH",
            "ALLOW_REFRESH_TOKEN_AUTH",
        ];
        Self {
            id: client_id.into(),
            secret: None,
            flows: flows.map(str::to_owned).to_vec(),
            hide_unknown_users: true,
            session_validity: Duration::from_secs(3 * 60),
            access_validity: HOUR,
            id_validity: HOUR,
            refresh_validity: 24 * 30 * HOUR,
            read_attributes: None,
            write_attributes: None,
            scopes: Vec::new(),
            client_credentials: false,
            rotation: None,
        }
    }

    /// Sets `ClientSecret`. Typed calls then compute `SECRET_HASH` by themselves.
    #[must_use]
    pub fn client_secret(mut self, secret: impl Into<String>) -> Self {
        self.secret = Some(secret.into());
        self
    }

    /// Sets `ExplicitAuthFlows`, such as `ALLOW_CUSTOM_AUTH`.
    #[must_use]
    pub fn explicit_auth_flows<F: Into<String>>(mut self, flows: impl IntoIterator<Item = F>) -> Self {
        self.flows = flows.into_iter().map(Into::into).collect();
        self
    }

    /// Sets `PreventUserExistenceErrors`: `true` is `ENABLED`, `false` is `LEGACY`.
    #[must_use]
    pub fn prevent_user_existence_errors(mut self, enabled: bool) -> Self {
        self.hide_unknown_users = enabled;
        self
    }

    /// Sets `AuthSessionValidity`: 3 to 15 minutes for each step of a sign-in.
    #[must_use]
    pub fn auth_session_validity(mut self, validity: Duration) -> Self {
        self.session_validity = validity;
        self
    }

    /// Sets `AccessTokenValidity`.
    #[must_use]
    pub fn access_token_validity(mut self, validity: Duration) -> Self {
        self.access_validity = validity;
        self
    }

    /// Sets `IdTokenValidity`.
    #[must_use]
    pub fn id_token_validity(mut self, validity: Duration) -> Self {
        self.id_validity = validity;
        self
    }

    /// Sets `RefreshTokenValidity`.
    #[must_use]
    pub fn refresh_token_validity(mut self, validity: Duration) -> Self {
        self.refresh_validity = validity;
        self
    }

    /// Sets `ReadAttributes`: the attributes that ID tokens show. Without it they show all.
    #[must_use]
    pub fn read_attributes<A: Into<String>>(mut self, names: impl IntoIterator<Item = A>) -> Self {
        self.read_attributes = Some(names.into_iter().map(Into::into).collect());
        self
    }

    /// Sets `WriteAttributes`: the attributes that a user may set. Without it a user may set all.
    #[must_use]
    pub fn write_attributes<A: Into<String>>(mut self, names: impl IntoIterator<Item = A>) -> Self {
        self.write_attributes = Some(names.into_iter().map(Into::into).collect());
        self
    }

    /// Allows the grant `client_credentials`, which needs a secret, with these custom scopes, such as `orders/read`.
    #[must_use]
    pub fn client_credentials<S: Into<String>>(mut self, scopes: impl IntoIterator<Item = S>) -> Self {
        self.client_credentials = true;
        self.scopes = scopes.into_iter().map(Into::into).collect();
        self
    }

    /// Turns on `RefreshTokenRotation` with its `RetryGracePeriodSeconds`, 0 to 60.
    #[must_use]
    pub fn refresh_token_rotation(mut self, retry_grace_period: Duration) -> Self {
        self.rotation = Some(retry_grace_period);
        self
    }

    /// Returns whether the client allows a flow. Old names of flows, without `ALLOW_`, count too.
    pub(crate) fn allows(&self, flow: &str) -> bool {
        self.flows.iter().any(|allowed| {
            let name = allowed.strip_prefix("ALLOW_").unwrap_or(allowed);
            name == flow
                || (flow == "ADMIN_USER_PASSWORD_AUTH" && name == "ADMIN_NO_SRP_AUTH")
                || (flow == "CUSTOM_AUTH" && name == "CUSTOM_AUTH_FLOW_ONLY")
        })
    }

    pub(crate) fn reads(&self, attribute: &str) -> bool {
        self.read_attributes.as_ref().is_none_or(|names| names.iter().any(|name| name == attribute))
    }

    pub(crate) fn writes(&self, attribute: &str) -> bool {
        self.write_attributes.as_ref().is_none_or(|names| names.iter().any(|name| name == attribute))
    }
}
