//! The 41 trigger sources.

use crate::record::Medium;

macro_rules! sources {
    ($($Variant:ident = $name:literal,)+) => {
        /// A trigger source.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub(crate) enum Source { $($Variant,)+ }

        impl Source {
            /// The name on the wire.
            pub(crate) fn as_str(self) -> &'static str {
                match self { $(Self::$Variant => $name,)+ }
            }

            #[cfg(test)]
            pub(crate) const ALL: &[Self] = &[$(Self::$Variant,)+];
        }
    };
}

sources! {
    PreSignUp = "PreSignUp_SignUp",
    PreSignUpByAdmin = "PreSignUp_AdminCreateUser",
    PreSignUpFederated = "PreSignUp_ExternalProvider",
    ConfirmSignUp = "PostConfirmation_ConfirmSignUp",
    ConfirmForgotPassword = "PostConfirmation_ConfirmForgotPassword",
    PreAuthentication = "PreAuthentication_Authentication",
    PostAuthentication = "PostAuthentication_Authentication",
    Define = "DefineAuthChallenge_Authentication",
    Create = "CreateAuthChallenge_Authentication",
    Verify = "VerifyAuthChallengeResponse_Authentication",
    TokensHosted = "TokenGeneration_HostedAuth",
    Tokens = "TokenGeneration_Authentication",
    TokensNewPassword = "TokenGeneration_NewPasswordChallenge",
    TokensDevice = "TokenGeneration_AuthenticateDevice",
    TokensRefresh = "TokenGeneration_RefreshTokens",
    TokensMachine = "TokenGeneration_ClientCredentials",
    Migrate = "UserMigration_Authentication",
    MigrateForgotten = "UserMigration_ForgotPassword",
    MessageSignUp = "CustomMessage_SignUp",
    MessageInvitation = "CustomMessage_AdminCreateUser",
    MessageResend = "CustomMessage_ResendCode",
    MessageForgotten = "CustomMessage_ForgotPassword",
    MessageUpdate = "CustomMessage_UpdateUserAttribute",
    MessageVerify = "CustomMessage_VerifyUserAttribute",
    MessageSignIn = "CustomMessage_Authentication",
    EmailSignUp = "CustomEmailSender_SignUp",
    EmailInvitation = "CustomEmailSender_AdminCreateUser",
    EmailResend = "CustomEmailSender_ResendCode",
    EmailForgotten = "CustomEmailSender_ForgotPassword",
    EmailUpdate = "CustomEmailSender_UpdateUserAttribute",
    EmailVerify = "CustomEmailSender_VerifyUserAttribute",
    EmailSignIn = "CustomEmailSender_Authentication",
    EmailTakeOver = "CustomEmailSender_AccountTakeOverNotification",
    SmsSignUp = "CustomSMSSender_SignUp",
    SmsInvitation = "CustomSMSSender_AdminCreateUser",
    SmsResend = "CustomSMSSender_ResendCode",
    SmsForgotten = "CustomSMSSender_ForgotPassword",
    SmsUpdate = "CustomSMSSender_UpdateUserAttribute",
    SmsVerify = "CustomSMSSender_VerifyUserAttribute",
    SmsSignIn = "CustomSMSSender_Authentication",
    Federated = "InboundFederation_ExternalProvider",
}

impl Source {
    /// The source of the custom sender that takes over a message on a medium.
    pub(crate) fn sender(self, medium: Medium) -> Option<Self> {
        let (email, sms) = match self {
            Self::MessageSignUp => (Self::EmailSignUp, Self::SmsSignUp),
            Self::MessageInvitation => (Self::EmailInvitation, Self::SmsInvitation),
            Self::MessageResend => (Self::EmailResend, Self::SmsResend),
            Self::MessageForgotten => (Self::EmailForgotten, Self::SmsForgotten),
            Self::MessageUpdate => (Self::EmailUpdate, Self::SmsUpdate),
            Self::MessageVerify => (Self::EmailVerify, Self::SmsVerify),
            Self::MessageSignIn => (Self::EmailSignIn, Self::SmsSignIn),
            _ => return None,
        };
        Some(if medium == Medium::Email { email } else { sms })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::Source;

    #[test]
    fn there_are_41_sources() {
        let names: BTreeSet<_> = Source::ALL.iter().map(|source| source.as_str()).collect();
        assert_eq!(names.len(), 41);
    }
}
