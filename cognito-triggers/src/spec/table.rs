//! The table of every trigger and every trigger source.
//!
//! Both crates compile this file (the macro crate through a symbolic link), so the names that the
//! attributes accept and the names that the runtime knows cannot differ.
//!
//! A trigger is `Name TypeName module [facts]`. The type has a name of its own, since rustc writes out
//! the whole path of a name that occurs twice. The facts are for the attribute:
//!
//! - `returns`: the usual return type, in help texts;
//! - `list because`: the attribute needs a list of sources, for this reason;
//! - `versions`: the events have versions, and the attribute begins with one;
//! - `check`: the module has a `check` of the return type against the listed sources.
//!
//! A row is `Marker = EnumVariant "wire name" "what fires it"`. The rows come from the "function" and
//! "API operation" tables of AWS's page "Customizing user pool workflows with Lambda triggers" and,
//! for the rest, from the trigger's own page.

macro_rules! table {
    ($then:ident) => {
        $then! {
            PreSignUp PreSignUpTrigger pre_sign_up [returns "()", check] {
                SignUp = PreSignUpSignUp "PreSignUp_SignUp"
                    "`SignUp`, sign-up in managed login";
                AdminCreateUser = PreSignUpAdminCreateUser "PreSignUp_AdminCreateUser"
                    "`AdminCreateUser`";
                ExternalProvider = PreSignUpExternalProvider "PreSignUp_ExternalProvider"
                    "the first sign-in of a federated user";
            }
            PostConfirmation PostConfirmationTrigger post_confirmation
                [returns "()"; list because "a user who reset a password is confirmed too, but should rarely be welcomed"]
            {
                ConfirmSignUp = PostConfirmationConfirmSignUp "PostConfirmation_ConfirmSignUp"
                    "`ConfirmSignUp`, `AdminConfirmSignUp`, a `SignUp` that was confirmed automatically, the first sign-in of a federated user";
                ConfirmForgotPassword = PostConfirmationConfirmForgotPassword "PostConfirmation_ConfirmForgotPassword"
                    "`ConfirmForgotPassword`";
            }
            PreAuthentication PreAuthenticationTrigger pre_authentication [returns "()"] {
                Authentication = PreAuthenticationAuthentication "PreAuthentication_Authentication"
                    "`InitiateAuth`, `AdminInitiateAuth`, a later sign-in of a federated user; not a token refresh";
            }
            PostAuthentication PostAuthenticationTrigger post_authentication [returns "()"] {
                Authentication = PostAuthenticationAuthentication "PostAuthentication_Authentication"
                    "a sign-in that succeeded, before its tokens are handed out";
            }
            DefineAuthChallenge DefineAuthChallengeTrigger define_auth_challenge [returns "define_auth_challenge::Decision"] {
                Authentication = DefineAuthChallengeAuthentication "DefineAuthChallenge_Authentication"
                    "each step of a custom authentication flow";
            }
            CreateAuthChallenge CreateAuthChallengeTrigger create_auth_challenge [returns "create_auth_challenge::Challenge"] {
                Authentication = CreateAuthChallengeAuthentication "CreateAuthChallenge_Authentication"
                    "a define auth challenge trigger that answered `CUSTOM_CHALLENGE`";
            }
            VerifyAuthChallengeResponse VerifyAuthChallengeResponseTrigger verify_auth_challenge_response [returns "bool"] {
                Authentication = VerifyAuthChallengeResponseAuthentication "VerifyAuthChallengeResponse_Authentication"
                    "`RespondToAuthChallenge`, `AdminRespondToAuthChallenge` with the answer to a custom challenge";
            }
            PreTokenGeneration PreTokenGenerationTrigger pre_token_generation [returns "()", versions, check] {
                HostedAuth = TokenGenerationHostedAuth "TokenGeneration_HostedAuth"
                    "a sign-in through managed login or an identity provider";
                Authentication = TokenGenerationAuthentication "TokenGeneration_Authentication"
                    "an API sign-in that completes, `GetTokensFromRefreshToken`";
                NewPasswordChallenge = TokenGenerationNewPasswordChallenge "TokenGeneration_NewPasswordChallenge"
                    "the forced new password of a user whom an administrator created";
                AuthenticateDevice = TokenGenerationAuthenticateDevice "TokenGeneration_AuthenticateDevice"
                    "the end of a remembered device's authentication";
                RefreshTokens = TokenGenerationRefreshTokens "TokenGeneration_RefreshTokens"
                    "`InitiateAuth`, `AdminInitiateAuth` with a refresh token";
                ClientCredentials = TokenGenerationClientCredentials "TokenGeneration_ClientCredentials"
                    "the client credentials grant of the token endpoint; V3_0 triggers only";
            }
            UserMigration UserMigrationTrigger user_migration [returns "user_migration::Migration"] {
                Authentication = UserMigrationAuthentication "UserMigration_Authentication"
                    "`InitiateAuth`, `AdminInitiateAuth` with the password of an unknown user name";
                ForgotPassword = UserMigrationForgotPassword "UserMigration_ForgotPassword"
                    "`ForgotPassword` for an unknown user name";
            }
            CustomMessage CustomMessageTrigger custom_message [returns "Email", check] {
                SignUp = CustomMessageSignUp "CustomMessage_SignUp"
                    "`SignUp`";
                AdminCreateUser = CustomMessageAdminCreateUser "CustomMessage_AdminCreateUser"
                    "`AdminCreateUser`";
                ResendCode = CustomMessageResendCode "CustomMessage_ResendCode"
                    "`ResendConfirmationCode`";
                ForgotPassword = CustomMessageForgotPassword "CustomMessage_ForgotPassword"
                    "`ForgotPassword`, `AdminResetUserPassword`";
                UpdateUserAttribute = CustomMessageUpdateUserAttribute "CustomMessage_UpdateUserAttribute"
                    "`UpdateUserAttributes`, `AdminUpdateUserAttributes` with a new e-mail address or phone number";
                VerifyUserAttribute = CustomMessageVerifyUserAttribute "CustomMessage_VerifyUserAttribute"
                    "`GetUserAttributeVerificationCode`";
                Authentication = CustomMessageAuthentication "CustomMessage_Authentication"
                    "a sign-in that needs a one-time code";
            }
            CustomEmailSender CustomEmailSenderTrigger custom_email_sender [returns "()"] {
                SignUp = CustomEmailSenderSignUp "CustomEmailSender_SignUp"
                    "`SignUp`";
                ResendCode = CustomEmailSenderResendCode "CustomEmailSender_ResendCode"
                    "`ResendConfirmationCode`";
                ForgotPassword = CustomEmailSenderForgotPassword "CustomEmailSender_ForgotPassword"
                    "`ForgotPassword`, `AdminResetUserPassword`";
                UpdateUserAttribute = CustomEmailSenderUpdateUserAttribute "CustomEmailSender_UpdateUserAttribute"
                    "`UpdateUserAttributes`, `AdminUpdateUserAttributes`";
                VerifyUserAttribute = CustomEmailSenderVerifyUserAttribute "CustomEmailSender_VerifyUserAttribute"
                    "`GetUserAttributeVerificationCode`";
                AdminCreateUser = CustomEmailSenderAdminCreateUser "CustomEmailSender_AdminCreateUser"
                    "`AdminCreateUser`";
                Authentication = CustomEmailSenderAuthentication "CustomEmailSender_Authentication"
                    "a sign-in that needs a one-time code by e-mail";
                AccountTakeOverNotification = CustomEmailSenderAccountTakeOverNotification "CustomEmailSender_AccountTakeOverNotification"
                    "a sign-in that threat protection reports to the user; carries no code";
            }
            CustomSMSSender CustomSMSSenderTrigger custom_sms_sender [returns "()"] {
                SignUp = CustomSMSSenderSignUp "CustomSMSSender_SignUp"
                    "`SignUp`";
                ResendCode = CustomSMSSenderResendCode "CustomSMSSender_ResendCode"
                    "`ResendConfirmationCode`";
                ForgotPassword = CustomSMSSenderForgotPassword "CustomSMSSender_ForgotPassword"
                    "`ForgotPassword`, `AdminResetUserPassword`";
                UpdateUserAttribute = CustomSMSSenderUpdateUserAttribute "CustomSMSSender_UpdateUserAttribute"
                    "`UpdateUserAttributes`, `AdminUpdateUserAttributes`";
                VerifyUserAttribute = CustomSMSSenderVerifyUserAttribute "CustomSMSSender_VerifyUserAttribute"
                    "`GetUserAttributeVerificationCode`";
                AdminCreateUser = CustomSMSSenderAdminCreateUser "CustomSMSSender_AdminCreateUser"
                    "`AdminCreateUser`";
                Authentication = CustomSMSSenderAuthentication "CustomSMSSender_Authentication"
                    "a sign-in that needs a one-time code by SMS";
            }
            InboundFederation InboundFederationTrigger inbound_federation [returns "inbound_federation::Mapping"] {
                ExternalProvider = InboundFederationExternalProvider "InboundFederation_ExternalProvider"
                    "every sign-in through an identity provider, before its attributes are mapped";
            }
        }
    };
}
