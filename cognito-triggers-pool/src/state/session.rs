//! A sign-in between its steps.

use std::collections::BTreeMap;

use super::clock::Time;
use super::name::Name;

/// One step that a client has been asked for.
#[derive(Clone)]
#[cfg_attr(feature = "serve", derive(serde::Deserialize, serde::Serialize))]
pub(crate) struct Session {
    pub(crate) state: Use,
    pub(crate) expires: Time,
    pub(crate) flow: Flow,
    pub(crate) pending: Pending,
}

/// Whether a session can still be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serve", derive(serde::Deserialize, serde::Serialize))]
pub(crate) enum Use {
    Open,
    Used,
    /// Its sign-in has failed.
    Dead,
}

/// A sign-in so far.
#[derive(Clone)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
#[cfg_attr(feature = "serve", derive(serde::Deserialize, serde::Serialize))]
pub(crate) struct Flow {
    pub(crate) kind: FlowKind,
    pub(crate) client: String,
    /// The user's real name, or the typed one of an unknown user.
    pub(crate) user: String,
    pub(crate) known: bool,
    /// The session of custom authentication, oldest first.
    pub(crate) rounds: Vec<Round>,
    pub(crate) new_password: bool,
    /// A second factor was given, or none is needed.
    pub(crate) factor_verified: bool,
    /// The device that the client names.
    pub(crate) device: Option<String>,
    pub(crate) device_verified: bool,
    /// The client's public number, where it can prove a password.
    pub(crate) srp_a: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serve", derive(serde::Deserialize, serde::Serialize))]
pub(crate) enum FlowKind {
    Password,
    Srp,
    Custom,
    /// `USER_AUTH`.
    Choice,
    /// Managed login.
    Hosted,
}

/// An element of `request.session`.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "serve", derive(serde::Deserialize, serde::Serialize))]
pub(crate) struct Round {
    pub(crate) name: String,
    pub(crate) result: bool,
    pub(crate) metadata: Option<String>,
}

/// How a client proves a password.
#[derive(Clone)]
#[cfg_attr(feature = "serve", derive(serde::Deserialize, serde::Serialize))]
pub(crate) enum Proof {
    /// In a test, by what stands in for SRP.
    StandIn,
    #[cfg(feature = "serve")]
    Srp(crate::srp::Exchange),
}

impl Proof {
    pub(crate) fn is_stand_in(&self) -> bool {
        matches!(self, Self::StandIn)
    }
}

/// The challenge that waits for an answer.
#[derive(Clone)]
#[cfg_attr(feature = "serve", derive(serde::Deserialize, serde::Serialize))]
pub(crate) enum Pending {
    PasswordVerifier {
        secret_block: String,
        proof: Proof,
    },
    NewPassword,
    /// `SMS_MFA`, `EMAIL_OTP` or `SMS_OTP`, as a second or as the first factor.
    OneTimeCode {
        #[cfg_attr(feature = "serve", serde(deserialize_with = "super::name::read"))]
        name: Name,
        code: String,
        first: bool,
    },
    SoftwareToken,
    SelectMfa {
        choices: Vec<String>,
    },
    MfaSetup {
        done: bool,
    },
    SelectChallenge {
        choices: Vec<String>,
    },
    Custom {
        private: BTreeMap<String, String>,
        metadata: Option<String>,
    },
    DeviceSrp,
    DevicePassword {
        secret_block: String,
        proof: Proof,
    },
    /// `USER_AUTH` right after a confirmed sign-up.
    Confirmed,
}

impl Flow {
    pub(crate) fn new(kind: FlowKind, client: &str, user: &str, known: bool) -> Self {
        Self {
            kind,
            client: client.to_owned(),
            user: user.to_owned(),
            known,
            rounds: Vec::new(),
            new_password: false,
            factor_verified: false,
            device: None,
            device_verified: false,
            srp_a: None,
        }
    }

    /// Adds a challenge of the service itself that was answered.
    pub(crate) fn passed(&mut self, name: &str) {
        self.rounds.push(Round { name: name.to_owned(), result: true, metadata: None });
    }
}

impl Pending {
    /// The name of the challenge.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::PasswordVerifier { .. } => "PASSWORD_VERIFIER",
            Self::NewPassword => "NEW_PASSWORD_REQUIRED",
            Self::OneTimeCode { name, .. } => name,
            Self::SoftwareToken => "SOFTWARE_TOKEN_MFA",
            Self::SelectMfa { .. } => "SELECT_MFA_TYPE",
            Self::MfaSetup { .. } => "MFA_SETUP",
            Self::SelectChallenge { .. } => "SELECT_CHALLENGE",
            Self::Custom { .. } => "CUSTOM_CHALLENGE",
            Self::DeviceSrp => "DEVICE_SRP_AUTH",
            Self::DevicePassword { .. } => "DEVICE_PASSWORD_VERIFIER",
            Self::Confirmed => "",
        }
    }
}
