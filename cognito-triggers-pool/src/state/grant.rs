//! Refresh tokens and access tokens that the pool has handed out.

use super::clock::Time;

/// A sign-in that a refresh token continues.
#[derive(Clone)]
#[cfg_attr(feature = "serve", derive(serde::Deserialize, serde::Serialize))]
pub(crate) struct Grant {
    pub(crate) user: String,
    pub(crate) client: String,
    pub(crate) origin: String,
    pub(crate) auth_time: Time,
    pub(crate) expires: Time,
    pub(crate) revoked: bool,
    /// The time from which a rotated token is dead.
    pub(crate) replaced: Option<Time>,
    pub(crate) device: Option<String>,
    pub(crate) scopes: Vec<String>,
}

/// An access token.
#[derive(Clone)]
#[cfg_attr(feature = "serve", derive(serde::Deserialize, serde::Serialize))]
pub(crate) struct Access {
    pub(crate) user: String,
    pub(crate) client: String,
    pub(crate) origin: String,
    pub(crate) expires: Time,
    pub(crate) revoked: bool,
    pub(crate) scope: String,
}
