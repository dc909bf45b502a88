//! Every trigger, with handlers that do what the event's user name tells them: fail, deny, panic, or
//! take too long.

#![allow(missing_docs, reason = "the handlers are named for their triggers")]

use std::borrow::Cow;
use std::time::Duration;

use cognito_triggers::prelude::*;
use cognito_triggers::{
    create_auth_challenge, custom_email_sender, custom_message, custom_sms_sender, define_auth_challenge,
    inbound_federation, post_authentication, post_confirmation, pre_authentication, pre_sign_up,
    pre_token_generation, user_migration, verify_auth_challenge_response,
};

use custom_message::{AdminCreateUser, Code, Email, Sms, Username};
use pre_token_generation::{AccessToken, IdToken, Tokens, V1_0, V2_0, V3_0, claim, scope};

async fn trouble(user_name: Cow<'_, str>) -> Result<()> {
    match user_name.split('-').next() {
        Some("fail") => Err(format!("no database for {user_name}").into()),
        Some("deny") => deny!("Please use the address of your company"),
        Some("panic") => panic!("no luck with {user_name}"),
        // Until the deadline.
        Some("late") => std::future::pending().await,
        _ => Ok(()),
    }
}

/// The custom senders have no deadline.
async fn sender_trouble(user_name: Cow<'_, str>) -> Result<()> {
    if user_name.starts_with("late") {
        tokio::time::sleep(Duration::from_millis(60)).await;
        return Ok(());
    }
    trouble(user_name).await
}

#[pre_sign_up(SignUp, ExternalProvider)]
async fn sign_up(event: pre_sign_up::Event<'_>) -> Result<pre_sign_up::Response> {
    trouble(event.user_name()).await?;
    Ok(pre_sign_up::Response::default().auto_confirm_user(true))
}

#[pre_sign_up(AdminCreateUser)]
async fn admin_sign_up(event: pre_sign_up::Event<'_>) -> Result<()> {
    trouble(event.user_name()).await
}

#[post_confirmation(ConfirmSignUp, ConfirmForgotPassword)]
async fn confirmed(event: post_confirmation::Event<'_>) -> Result<()> {
    trouble(event.user_name()).await
}

#[pre_authentication]
async fn before_sign_in(event: pre_authentication::Event<'_>) -> Result<()> {
    trouble(event.user_name()).await
}

#[post_authentication]
async fn after_sign_in(event: post_authentication::Event<'_>) -> Result<()> {
    trouble(event.user_name()).await
}

#[define_auth_challenge]
async fn define(event: define_auth_challenge::Event<'_>) -> Result<define_auth_challenge::Decision> {
    trouble(event.user_name()).await?;
    Ok(define_auth_challenge::Decision::custom_challenge())
}

#[create_auth_challenge]
async fn create(event: create_auth_challenge::Event<'_>) -> Result<create_auth_challenge::Challenge> {
    use create_auth_challenge::{Challenge, PrivateParameters};
    trouble(event.user_name()).await?;
    let user = event.user_name();
    Ok(Challenge::new(PrivateParameters::new("answer", format!("490215 for {user}"))))
}

#[verify_auth_challenge_response]
async fn verify(event: verify_auth_challenge_response::Event<'_>) -> Result<bool> {
    trouble(event.user_name()).await?;
    Ok(event.answer_matches("answer"))
}

#[pre_token_generation(V1_0)]
async fn tokens_v1(event: pre_token_generation::Event<'_, V1_0>) -> Result<Tokens<V1_0>> {
    trouble(event.user_name()).await?;
    Ok(Tokens::new().claim(claim!("tenant"), event.user_name()).suppress(claim!("email")))
}

#[pre_token_generation(V2_0)]
async fn tokens_v2(event: pre_token_generation::Event<'_, V2_0>) -> Result<Tokens<V2_0>> {
    trouble(event.user_name()).await?;
    let id_token = IdToken::new().claim(claim!("tenant"), &*event.user_name());
    Ok(Tokens::new().id_token(id_token).access_token(AccessToken::new().add_scope(scope!("orders/read"))))
}

#[pre_token_generation(
    V3_0,
    HostedAuth,
    Authentication,
    NewPasswordChallenge,
    AuthenticateDevice,
    RefreshTokens
)]
async fn tokens_v3(event: pre_token_generation::Event<'_, V3_0>) -> Result<IdToken> {
    trouble(event.user_name()).await?;
    Ok(IdToken::new().claim(claim!("tenant"), &*event.user_name()))
}

#[pre_token_generation(V3_0, ClientCredentials)]
async fn machine_tokens(event: pre_token_generation::Event<'_, V3_0>) -> Result<AccessToken> {
    trouble(event.user_name()).await?;
    Ok(AccessToken::new().claim(claim!("tenant"), &*event.user_name()))
}

#[user_migration]
async fn migrate(event: user_migration::Event<'_>) -> Result<user_migration::User> {
    trouble(event.user_name()).await?;
    let email = format!("{}@example.org", event.user_name());
    Ok(user_migration::User::new([("email", &*email), ("email_verified", "true")]))
}

#[custom_message(
    SignUp,
    ResendCode,
    ForgotPassword,
    UpdateUserAttribute,
    VerifyUserAttribute,
    Authentication
)]
async fn code(event: custom_message::Event<'_>) -> Result<(Email, Sms)> {
    trouble(event.user_name()).await?;
    let user = event.user_name();
    Ok((email!("Your code, {user}", "{user}, your code is {code}."), sms!("Your code is {code}")))
}

#[custom_message(AdminCreateUser)]
async fn invite(event: custom_message::Event<'_, AdminCreateUser>) -> Result<Email<(Code, Username)>> {
    trouble(event.user_name()).await?;
    let user = event.user_name();
    Ok(email!("Your invitation, {user}", "You are {username}, your password is {code}"))
}

#[custom_email_sender]
async fn send_email(event: custom_email_sender::Event<'_>) -> Result<()> {
    sender_trouble(event.user_name()).await
}

#[custom_sms_sender]
async fn send_sms(event: custom_sms_sender::Event<'_>) -> Result<()> {
    sender_trouble(event.user_name()).await
}

#[inbound_federation]
async fn federate(event: inbound_federation::Event<'_>) -> Result<inbound_federation::Mapping> {
    trouble(event.user_name()).await?;
    Ok(inbound_federation::Mapping::replace([("email", format!("{}@example.org", event.user_name()))]))
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), cognito_triggers::RunError> {
    let triggers = triggers![
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
    ];
    run(triggers.deadline(Duration::from_millis(30))).await
}
