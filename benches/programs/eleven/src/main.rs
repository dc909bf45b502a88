//! A program with 11 handlers and nine mails, whose build is measured beside `eleven-alone`.

use cognito_triggers::create_auth_challenge::{self, Challenge, Entry, PrivateParameters, PublicParameters};
use cognito_triggers::custom_message::{self, AdminCreateUser, Code, Email, Username};
use cognito_triggers::define_auth_challenge::{self, ChallengeName, Decision};
use cognito_triggers::pre_token_generation::{self, IdToken, V2_0, claim};
use cognito_triggers::prelude::*;
use cognito_triggers::user_migration::{self, FinalUserStatus, Migration, User};
use cognito_triggers::{post_confirmation, pre_authentication, pre_sign_up, verify_auth_challenge_response};

#[pre_sign_up(SignUp)]
async fn allow(event: pre_sign_up::Event<'_>) -> Result<pre_sign_up::Response> {
    if !event.user_attributes().email().is_some_and(|email| email.ends_with("@example.org")) {
        deny!("Please sign up with the address of your company");
    }
    Ok(pre_sign_up::Response::new().with_auto_confirm_user(true).with_auto_verify_email(true))
}

#[post_confirmation(ConfirmSignUp)]
async fn welcome(event: post_confirmation::Event<'_>) -> Result<()> {
    if event.user_attributes().sub().is_none() {
        return Err("the user has no id".into());
    }
    Ok(())
}

#[pre_authentication]
async fn gate(event: pre_authentication::Event<'_>) -> Result<()> {
    if event.user_attributes().get("custom:tenant") == Some("t-0") {
        deny!("Your company's account is suspended");
    }
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
    let code = session.iter().rev().find_map(Entry::metadata).unwrap_or("490215");
    Ok(Challenge::new(PrivateParameters::new("answer", code))
        .with_public_parameters(PublicParameters::new().with("medium", "email"))
        .with_metadata(code))
}

#[verify_auth_challenge_response]
async fn check(event: verify_auth_challenge_response::Event<'_>) -> Result<bool> {
    Ok(event.answer_matches("answer") && !event.user_not_found())
}

#[pre_token_generation(V2_0)]
async fn claims(event: pre_token_generation::Event<'_, V2_0>) -> Result<IdToken> {
    let tenant = event.user_attributes().get("custom:tenant").unwrap_or("none");
    Ok(IdToken::new().claim(claim!("tenant"), tenant).claim(claim!("seats"), 25))
}

#[user_migration(Authentication)]
async fn migrate(event: user_migration::Event<'_, user_migration::Authentication>) -> Result<Migration> {
    if event.password().expose() != "Correct-Horse7" {
        return Ok(Migration::NotFound);
    }
    let user = User::new([("email", event.user_name()), ("email_verified", "true")]);
    Ok(user.with_final_user_status(FinalUserStatus::Confirmed).suppress_message().into())
}

#[custom_message(SignUp, ResendCode)]
async fn verification(event: custom_message::Event<'_>) -> Result<Email> {
    let user = event.user_attributes();
    let name = user.given_name().unwrap_or("there");
    Ok(match user.locale().unwrap_or("en") {
        "fr" => email!("Confirmez votre adresse", "<p>Bonjour {name}, votre code est <b>{code}</b>.</p>"),
        "de" => email!("Ihr Code", "<p>Guten Tag {name}, Ihr Code ist <b>{code}</b>.</p>"),
        _ => email!("Confirm your address", "<p>Hello {name}, your code is <b>{code}</b>.</p>"),
    })
}

#[custom_message(ForgotPassword)]
async fn reset(event: custom_message::Event<'_>) -> Result<Email> {
    let user = event.user_attributes();
    let name = user.given_name().unwrap_or("there");
    Ok(match user.locale().unwrap_or("en") {
        "fr" => email!("Votre mot de passe", "<p>Bonjour {name}, le code est <b>{code}</b>.</p>"),
        "de" => email!("Ihr neues Passwort", "<p>Guten Tag {name}, der Code ist <b>{code}</b>.</p>"),
        _ => email!("Your new password", "<p>Hello {name}, the code is <b>{code}</b>.</p>"),
    })
}

#[custom_message(AdminCreateUser)]
async fn invite(event: custom_message::Event<'_, AdminCreateUser>) -> Result<Email<(Code, Username)>> {
    let user = event.user_attributes();
    let name = user.given_name().unwrap_or("there");
    Ok(match user.locale().unwrap_or("en") {
        "fr" => email!("Invitation", "<p>Bonjour {name}, vous êtes {username}, mot de passe {code} </p>"),
        "de" => email!("Einladung", "<p>Guten Tag {name}, Sie sind {username}, Passwort {code} </p>"),
        _ => email!("You are invited", "<p>Hello {name}, user name {username}, password {code} </p>"),
    })
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), cognito_triggers::RunError> {
    run(triggers![allow, welcome, gate, next, ask, check, claims, migrate, verification, reset, invite]).await
}
