//! The triggers of a pool: the members of its `LambdaConfig`.

use std::fmt;

/// A trigger, by its name in `LambdaConfig`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Trigger {
    /// Before a user is created.
    PreSignUp,
    /// After a user or a new password is confirmed.
    PostConfirmation,
    /// Before a sign-in.
    PreAuthentication,
    /// After a sign-in.
    PostAuthentication,
    /// The next step of custom authentication.
    DefineAuthChallenge,
    /// A new custom challenge.
    CreateAuthChallenge,
    /// The check of a custom challenge's answer.
    VerifyAuthChallengeResponse,
    /// Before tokens are made.
    PreTokenGeneration(LambdaVersion),
    /// A sign-in or a forgotten password of an unknown user.
    UserMigration,
    /// The text of a message.
    CustomMessage,
    /// Sends e-mails in place of Cognito.
    CustomEmailSender,
    /// Sends SMS messages in place of Cognito.
    CustomSMSSender,
    /// The attributes that an identity provider gives.
    InboundFederation,
}

/// The version of the events of a PreTokenGeneration trigger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum LambdaVersion {
    /// Claims of the ID token, and groups.
    V1_0,
    /// Claims of both tokens, scopes and groups.
    V2_0,
    /// As `V2_0`, and for machine clients.
    V3_0,
}

impl LambdaVersion {
    /// The event's `version`.
    pub(crate) fn event_version(self) -> &'static str {
        match self {
            Self::V1_0 => "1",
            Self::V2_0 => "2",
            Self::V3_0 => "3",
        }
    }
}

/// The member's name, and the version of a PreTokenGeneration trigger.
impl fmt::Display for Trigger {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::PreTokenGeneration(version) => write!(f, "PreTokenGeneration {version:?}"),
            other => f.write_str(other.slot()),
        }
    }
}

impl Trigger {
    /// The trigger's name in error messages. Versions 2 and 3 of PreTokenGeneration have names of their
    /// own there.
    pub(crate) fn error_name(self) -> &'static str {
        match self {
            Self::PreTokenGeneration(LambdaVersion::V2_0) => "PreTokenGenerationV2_0",
            Self::PreTokenGeneration(LambdaVersion::V3_0) => "PreTokenGenerationV3_0",
            other => other.slot(),
        }
    }

    /// The trigger without its version: a pool has one function a slot.
    pub(crate) fn slot(self) -> &'static str {
        match self {
            Self::PreSignUp => "PreSignUp",
            Self::PostConfirmation => "PostConfirmation",
            Self::PreAuthentication => "PreAuthentication",
            Self::PostAuthentication => "PostAuthentication",
            Self::DefineAuthChallenge => "DefineAuthChallenge",
            Self::CreateAuthChallenge => "CreateAuthChallenge",
            Self::VerifyAuthChallengeResponse => "VerifyAuthChallengeResponse",
            Self::PreTokenGeneration(_) => "PreTokenGeneration",
            Self::UserMigration => "UserMigration",
            Self::CustomMessage => "CustomMessage",
            Self::CustomEmailSender => "CustomEmailSender",
            Self::CustomSMSSender => "CustomSMSSender",
            Self::InboundFederation => "InboundFederation",
        }
    }

    pub(crate) fn same_slot(self, other: Self) -> bool {
        self.slot() == other.slot()
    }

    /// The slot that a trigger source belongs to. Sources of tokens are called `TokenGeneration_…`.
    pub(crate) fn slot_of(source: &str) -> Option<&str> {
        let (family, _) = source.split_once('_')?;
        Some(if family == "TokenGeneration" { "PreTokenGeneration" } else { family })
    }
}
