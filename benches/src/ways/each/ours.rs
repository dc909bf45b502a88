//! The handlers with attributes, in one program.

use std::hint::black_box;

use cognito_triggers::create_auth_challenge::{self, Challenge, Entry, PrivateParameters, PublicParameters};
use cognito_triggers::define_auth_challenge::{self, ChallengeName, Decision};
use cognito_triggers::inbound_federation::{self, Mapping, ProviderType};
use cognito_triggers::prelude::*;
use cognito_triggers::user_migration::{self, FinalUserStatus, Migration, User};
use cognito_triggers::{
    HandlerSet, Triggers, custom_email_sender, custom_sms_sender, post_authentication, post_confirmation,
    pre_authentication, pre_sign_up, verify_auth_challenge_response,
};

use super::{CODE, DOMAIN, PASSWORD, SUSPENDED};

#[pre_sign_up(SignUp)]
async fn allow(event: pre_sign_up::Event<'_>) -> Result<pre_sign_up::Response> {
    if !event.user_attributes().email().is_some_and(|email| email.ends_with(DOMAIN)) {
        deny!("Please sign up with the address of your company");
    }
    Ok(pre_sign_up::Response::new().with_auto_confirm_user(true).with_auto_verify_email(true))
}

#[post_confirmation(ConfirmSignUp)]
async fn welcome(event: post_confirmation::Event<'_>) -> Result<()> {
    let user = event.user_attributes();
    black_box((user.sub(), user.email()));
    Ok(())
}

#[pre_authentication]
async fn gate(event: pre_authentication::Event<'_>) -> Result<()> {
    if event.user_attributes().get("custom:tenant") == Some(SUSPENDED) {
        deny!("Your company's account is suspended");
    }
    Ok(())
}

#[post_authentication]
async fn note(event: post_authentication::Event<'_>) -> Result<()> {
    black_box((event.user_attributes().sub(), event.new_device_used()));
    Ok(())
}

#[define_auth_challenge]
async fn next(event: define_auth_challenge::Event<'_>) -> Result<Decision> {
    let session = event.session();
    Ok(if session.last_is_correct(ChallengeName::CustomChallenge) && !event.user_not_found() {
        Decision::IssueTokens
    } else if session.failed_attempts() < 3 {
        Decision::custom_challenge()
    } else {
        Decision::FailAuthentication
    })
}

#[create_auth_challenge]
async fn ask(event: create_auth_challenge::Event<'_>) -> Result<Challenge> {
    let session = event.session();
    let code = session.iter().rev().find_map(Entry::metadata).unwrap_or(CODE);
    Ok(Challenge::new(PrivateParameters::new("answer", code))
        .with_public_parameters(PublicParameters::new().with("medium", "email"))
        .with_metadata(code))
}

#[verify_auth_challenge_response]
async fn check(event: verify_auth_challenge_response::Event<'_>) -> Result<bool> {
    Ok(event.answer_matches("answer") && !event.user_not_found())
}

#[user_migration(Authentication)]
async fn migrate(event: user_migration::Event<'_, user_migration::Authentication>) -> Result<Migration> {
    if event.password().expose() != PASSWORD {
        return Ok(Migration::NotFound);
    }
    let user = User::new([("email", event.user_name()), ("email_verified", "true")]);
    Ok(user.with_final_user_status(FinalUserStatus::Confirmed).suppress_message().into())
}

#[custom_email_sender(SignUp)]
async fn mail(event: custom_email_sender::Event<'_>) -> Result<()> {
    black_box((&event.code(), event.user_attributes().email()));
    Ok(())
}

#[custom_sms_sender(SignUp)]
async fn text(event: custom_sms_sender::Event<'_>) -> Result<()> {
    black_box((&event.code(), event.user_attributes().phone_number()));
    Ok(())
}

#[inbound_federation]
async fn trim(event: inbound_federation::Event<'_>) -> Result<Mapping> {
    if event.provider_type() == ProviderType::Saml {
        return Ok(Mapping::KeepAll);
    }
    Ok(Mapping::replace(event.id_token().iter().filter(|(name, _)| *name != "picture")))
}

pub(in crate::ways) fn triggers() -> Triggers<impl HandlerSet<()>> {
    triggers![allow, welcome, gate, note, next, ask, check, migrate, mail, text, trim]
}
