//! A user and a group.

use std::collections::{BTreeMap, BTreeSet};

use super::clock::Time;

/// `UserStatus`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serve", derive(serde::Deserialize, serde::Serialize))]
pub(crate) enum Status {
    Unconfirmed,
    Confirmed,
    ForceChangePassword,
    ResetRequired,
    ExternalProvider,
}

impl Status {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Unconfirmed => "UNCONFIRMED",
            Self::Confirmed => "CONFIRMED",
            Self::ForceChangePassword => "FORCE_CHANGE_PASSWORD",
            Self::ResetRequired => "RESET_REQUIRED",
            Self::ExternalProvider => "EXTERNAL_PROVIDER",
        }
    }
}

#[derive(Clone)]
#[cfg_attr(feature = "serve", derive(serde::Deserialize, serde::Serialize))]
pub(crate) struct User {
    pub(crate) name: String,
    pub(crate) status: Status,
    pub(crate) enabled: bool,
    /// With `sub`, and without what the service adds to events.
    pub(crate) attributes: BTreeMap<String, String>,
    /// New values that wait for their verification.
    pub(crate) pending: BTreeMap<String, String>,
    pub(crate) password: Option<String>,
    pub(crate) password_set: Time,
    pub(crate) created: Time,
    pub(crate) modified: Time,
    pub(crate) groups: BTreeSet<String>,
    /// `SMS_MFA`, `SOFTWARE_TOKEN_MFA`, `EMAIL_OTP`.
    pub(crate) factors: BTreeSet<String>,
    pub(crate) preferred_factor: Option<String>,
    /// Base32.
    pub(crate) totp_secret: Option<String>,
    /// A secret that is not verified yet.
    pub(crate) totp_candidate: Option<String>,
    pub(crate) totp_used: BTreeSet<u64>,
    pub(crate) failed_attempts: u32,
    pub(crate) last_failure: Time,
    /// JSON text of an array.
    pub(crate) identities: Option<String>,
}

impl User {
    pub(crate) fn new(name: &str, sub: &str, status: Status, now: Time) -> Self {
        Self {
            name: name.to_owned(),
            status,
            enabled: true,
            attributes: [("sub".to_owned(), sub.to_owned())].into(),
            pending: BTreeMap::new(),
            password: None,
            password_set: now,
            created: now,
            modified: now,
            groups: BTreeSet::new(),
            factors: BTreeSet::new(),
            preferred_factor: None,
            totp_secret: None,
            totp_candidate: None,
            totp_used: BTreeSet::new(),
            failed_attempts: 0,
            last_failure: 0,
            identities: None,
        }
    }

    pub(crate) fn sub(&self) -> &str {
        self.attributes.get("sub").map(String::as_str).unwrap_or_default()
    }

    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    pub(crate) fn set(&mut self, name: &str, value: &str) {
        self.attributes.insert(name.to_owned(), value.to_owned());
    }

    pub(crate) fn is_true(&self, name: &str) -> bool {
        self.attribute(name) == Some("true")
    }
}

#[derive(Clone)]
#[cfg_attr(feature = "serve", derive(serde::Deserialize, serde::Serialize))]
pub(crate) struct Group {
    pub(crate) name: String,
    pub(crate) role: Option<String>,
    pub(crate) precedence: Option<u64>,
    pub(crate) description: Option<String>,
}
