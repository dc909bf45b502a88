//! Every trigger source that the library knows, each with the smallest sensible handler, so that
//! the whole wire contract can be tried from outside.
//!
//! `cargo run --bin every-trigger -- --list`

#![allow(missing_docs, reason = "the handlers are named for their triggers")]

use cognito_triggers::prelude::*;
use cognito_triggers::{
    HandlerSet, Triggers, create_auth_challenge, custom_email_sender, custom_message, custom_sms_sender,
    define_auth_challenge, inbound_federation, post_authentication, post_confirmation, pre_authentication,
    pre_sign_up, pre_token_generation, user_migration, verify_auth_challenge_response,
};

use custom_message::{AdminCreateUser, Code, Email, Sms, Username};
use pre_token_generation::{AccessToken, IdToken, Tokens, V1_0, V2_0, V3_0, claim, scope};

#[pre_sign_up(SignUp, ExternalProvider)]
fn sign_up(_: pre_sign_up::Event<'_>) -> pre_sign_up::Response {
    pre_sign_up::Response::default().auto_confirm_user(true)
}

#[pre_sign_up(AdminCreateUser)]
fn admin_sign_up(_: pre_sign_up::Event<'_>) {}

#[post_confirmation(ConfirmSignUp, ConfirmForgotPassword)]
fn confirmed(_: post_confirmation::Event<'_>) {}

#[pre_authentication]
fn before_sign_in(_: pre_authentication::Event<'_>) {}

#[post_authentication]
fn after_sign_in(_: post_authentication::Event<'_>) {}

#[define_auth_challenge]
fn define(event: define_auth_challenge::Event<'_>) -> define_auth_challenge::Decision {
    use define_auth_challenge::{ChallengeName, Decision};
    let session = event.session();
    if session.last_is_correct(ChallengeName::CustomChallenge) {
        Decision::IssueTokens
    } else if session.failed_attempts() < 3 {
        Decision::custom_challenge()
    } else {
        Decision::FailAuthentication
    }
}

#[create_auth_challenge]
fn create(_: create_auth_challenge::Event<'_>) -> create_auth_challenge::Challenge {
    use create_auth_challenge::{Challenge, PrivateParameters};
    Challenge::new(PrivateParameters::new("answer", "490215"))
}

#[verify_auth_challenge_response]
fn verify(event: verify_auth_challenge_response::Event<'_>) -> bool {
    event.answer_matches("answer")
}

#[pre_token_generation(V1_0)]
fn tokens_v1(_: pre_token_generation::Event<'_, V1_0>) -> Tokens<V1_0> {
    Tokens::new().claim(claim!("tenant"), "t-204").suppress(claim!("email"))
}

#[pre_token_generation(V2_0)]
fn tokens_v2(_: pre_token_generation::Event<'_, V2_0>) -> Tokens<V2_0> {
    Tokens::new()
        .id_token(IdToken::new().claim(claim!("tenant"), "t-204"))
        .access_token(AccessToken::new().add_scope(scope!("orders/read")))
}

#[pre_token_generation(
    V3_0,
    HostedAuth,
    Authentication,
    NewPasswordChallenge,
    AuthenticateDevice,
    RefreshTokens
)]
fn tokens_v3(_: pre_token_generation::Event<'_, V3_0>) -> IdToken {
    IdToken::new().claim(claim!("tenant"), "t-204")
}

#[pre_token_generation(V3_0, ClientCredentials)]
fn machine_tokens(_: pre_token_generation::Event<'_, V3_0>) -> AccessToken {
    AccessToken::new().claim(claim!("tenant"), "t-204")
}

#[user_migration]
fn migrate(_: user_migration::Event<'_>) -> user_migration::User {
    user_migration::User::new([("email", "ines@example.org"), ("email_verified", "true")])
}

#[custom_message(
    SignUp,
    ResendCode,
    ForgotPassword,
    UpdateUserAttribute,
    VerifyUserAttribute,
    Authentication
)]
fn code(_: custom_message::Event<'_>) -> (Email, Sms) {
    (email!("Your code", "Your code is {code}."), sms!("Your code is {code}"))
}

type Invitation = Email<(Code, Username)>;
type InvitationSms = Sms<(Code, Username)>;

#[custom_message(AdminCreateUser)]
fn invite(_: custom_message::Event<'_, AdminCreateUser>) -> (Invitation, InvitationSms) {
    (
        email!("Your invitation", "You are {username}, your password is {code}"),
        sms!("You are {username}, your password is {code}"),
    )
}

#[custom_email_sender]
fn send_email(_: custom_email_sender::Event<'_>) {}

#[custom_sms_sender]
fn send_sms(_: custom_sms_sender::Event<'_>) {}

#[inbound_federation]
fn federate(event: inbound_federation::Event<'_>) -> inbound_federation::Mapping {
    let attributes: Vec<_> = event.id_token().iter().chain(event.saml_response().iter()).collect();
    if attributes.is_empty() {
        return inbound_federation::Mapping::KeepAll;
    }
    inbound_federation::Mapping::replace(attributes)
}

/// All handlers.
pub(crate) fn every_trigger() -> Triggers<impl HandlerSet<()> + Send + Sync + 'static> {
    triggers![
        sign_up,
        admin_sign_up,
        confirmed,
        before_sign_in,
        after_sign_in,
        define,
        create,
        verify,
        tokens_v1,
        tokens_v2,
        tokens_v3,
        machine_tokens,
        migrate,
        code,
        invite,
        send_email,
        send_sms,
        federate,
    ]
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), cognito_triggers::RunError> {
    run(every_trigger()).await
}
