//! Programs with a handler for one source, for 11, and for each of the 41.

use cognito_triggers::prelude::*;
use cognito_triggers::{
    HandlerSet, Triggers, create_auth_challenge, custom_email_sender, custom_message, custom_sms_sender,
    define_auth_challenge, inbound_federation, post_authentication, post_confirmation, pre_authentication,
    pre_sign_up, pre_token_generation, user_migration, verify_auth_challenge_response,
};

use crate::ways::ours::{invite, reset, verify_one};

macro_rules! handlers {
    ($attribute:ident: $($name:ident $Source:ident)+ => $Output:ty: $output:expr) => {$(
        #[$attribute($Source)]
        async fn $name(_: $attribute::Event<'_>) -> $Output {
            $output
        }
    )+};
}

handlers!(pre_sign_up: a1 SignUp a2 AdminCreateUser a3 ExternalProvider => (): ());
handlers!(post_confirmation: b1 ConfirmSignUp b2 ConfirmForgotPassword => (): ());
handlers!(pre_authentication: c1 Authentication => (): ());
handlers!(post_authentication: d1 Authentication => (): ());
handlers!(define_auth_challenge: e1 Authentication => define_auth_challenge::Decision:
    define_auth_challenge::Decision::FailAuthentication);
handlers!(create_auth_challenge: f1 Authentication => create_auth_challenge::Challenge:
    create_auth_challenge::Challenge::new(create_auth_challenge::PrivateParameters::new("answer", "490215")));
handlers!(verify_auth_challenge_response: g1 Authentication => bool: false);
handlers!(user_migration: i1 Authentication i2 ForgotPassword => user_migration::Migration:
    user_migration::Migration::NotFound);
handlers!(custom_message: j1 ResendCode j2 UpdateUserAttribute j3 VerifyUserAttribute j4 Authentication
    => custom_message::Email: email!("Your code", "Your code is {code}."));
handlers!(custom_email_sender: k1 SignUp k2 ResendCode k3 ForgotPassword k4 UpdateUserAttribute
    k5 VerifyUserAttribute k6 AdminCreateUser k7 Authentication k8 AccountTakeOverNotification => (): ());
handlers!(custom_sms_sender: l1 SignUp l2 ResendCode l3 ForgotPassword l4 UpdateUserAttribute
    l5 VerifyUserAttribute l6 AdminCreateUser l7 Authentication => (): ());
handlers!(inbound_federation: m1 ExternalProvider => inbound_federation::Mapping:
    inbound_federation::Mapping::KeepAll);

macro_rules! token_handlers {
    ($($name:ident $V:ident $Source:ident)+) => {$(
        #[pre_token_generation($V, $Source)]
        async fn $name(_: pre_token_generation::Event<'_, pre_token_generation::$V>) {}
    )+};
}

token_handlers! {
    h1 V2_0 HostedAuth h2 V2_0 Authentication h3 V2_0 NewPasswordChallenge h4 V2_0 AuthenticateDevice
    h5 V2_0 RefreshTokens h6 V3_0 ClientCredentials
}

pub(super) fn triggers_of_41() -> Triggers<impl HandlerSet<()>> {
    triggers![
        a1, a2, a3, b1, b2, c1, d1, e1, f1, g1, h1, h2, h3, h4, h5, h6, i1, i2, verify_one, invite, reset,
        j1, j2, j3, j4, k1, k2, k3, k4, k5, k6, k7, k8, l1, l2, l3, l4, l5, l6, l7, m1,
    ]
}

pub(super) fn triggers_of_1() -> Triggers<impl HandlerSet<()>> {
    triggers![verify_one]
}

pub(super) fn triggers_of_11() -> Triggers<impl HandlerSet<()>> {
    triggers![a1, b1, c1, d1, e1, f1, g1, h1, i1, verify_one, j1]
}

#[cfg(test)]
mod tests {
    #[test]
    fn there_are_41_of_one_source_each() {
        let handlers = super::triggers_of_41().handlers();
        assert_eq!(handlers.len(), 41);
        assert!(handlers.iter().all(|handler| handler.sources.len() == 1));
    }
}
