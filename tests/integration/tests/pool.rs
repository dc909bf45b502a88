//! Whole flows over handlers of this crate, in a user pool that reads answers by rules of its own.

use cognito_triggers::create_auth_challenge::{Challenge, PrivateParameters};
use cognito_triggers::custom_message::{Code, Email, Username};
use cognito_triggers::define_auth_challenge::{ChallengeName, Decision};
use cognito_triggers::pool::{Pool, User as Known};
use cognito_triggers::pre_token_generation::{IdToken, V2_0, claim};
use cognito_triggers::prelude::*;
use cognito_triggers::user_migration::{Authentication, FinalUserStatus, Migration, User};

const PASSWORD: &str = "Correct-horse-9";

#[pre_sign_up(SignUp)]
fn allow(event: pre_sign_up::Event<'_>) -> Result<()> {
    if event.user_name() == "eve" {
        deny!("Please sign up with the address of your company");
    }
    Ok(())
}

#[custom_message(SignUp, ResendCode)]
fn verify(event: custom_message::Event<'_>) -> Email {
    email!("Confirm your address", "<p>Hello {name}, your code is {code}.</p>", name = event.user_name())
}

#[custom_message(AdminCreateUser)]
fn invite(_: custom_message::Event<'_>) -> Email<(Code, Username)> {
    email!("You are invited", "User name {username}, password {code}")
}

#[pre_token_generation(V2_0)]
fn add_tenant(_: pre_token_generation::Event<'_, V2_0>) -> IdToken {
    IdToken::new().claim(claim!("tenant"), "t-204")
}

#[define_auth_challenge]
fn next(event: define_auth_challenge::Event<'_>) -> Decision {
    let session = event.session();
    match session.len() {
        _ if event.user_not_found() && session.len() == 3 => Decision::FailAuthentication,
        _ if session.last_is_correct(ChallengeName::CustomChallenge) && !event.user_not_found() => {
            Decision::IssueTokens
        }
        0..3 if session.iter().all(|entry| *entry.name() == ChallengeName::CustomChallenge) => {
            Decision::custom_challenge()
        }
        _ => Decision::FailAuthentication,
    }
}

#[create_auth_challenge]
fn ask(_: create_auth_challenge::Event<'_>) -> Challenge {
    Challenge::new(PrivateParameters::new("answer", "490215"))
}

#[verify_auth_challenge_response]
fn check(event: verify_auth_challenge_response::Event<'_>) -> bool {
    event.answer_matches("answer") && !event.user_not_found()
}

#[user_migration(Authentication)]
fn migrate(event: user_migration::Event<'_, Authentication>) -> Migration {
    if event.user_name() != "otto" || !event.password().matches(PASSWORD) {
        return Migration::NotFound;
    }
    let user = User::new([("email", "otto@example.org"), ("email_verified", "true")]);
    user.with_final_user_status(FinalUserStatus::Confirmed).suppress_message().into()
}

fn pool() -> Pool {
    Pool::new(triggers![allow, verify, invite, add_tenant, next, ask, check, migrate])
}

#[tokio::test]
async fn a_user_signs_up_and_in() {
    let pool = pool();
    let ines = pool.sign_up("ines", PASSWORD).attribute("email", "ines@example.org").await.unwrap();
    let mail = ines.email();
    assert_eq!(mail.subject(), "Confirm your address");
    assert_eq!(mail.body(), format!("<p>Hello ines, your code is {}.</p>", mail.code()));
    ines.confirm(mail.code()).await.unwrap();
    let tokens = ines.sign_in(PASSWORD).await.unwrap().tokens();
    assert_eq!(tokens.id()["tenant"], "t-204");
    assert_eq!(
        pool.trace().sources(),
        ["PreSignUp_SignUp", "CustomMessage_SignUp", "TokenGeneration_Authentication"]
    );
}

#[tokio::test]
async fn a_denial_is_read_as_it_was_written() {
    let denied = pool().sign_up("eve", PASSWORD).await.unwrap_err();
    assert_eq!(denied.name(), "UserLambdaValidationException");
    assert_eq!(
        denied.message(),
        "PreSignUp failed with error Please sign up with the address of your company."
    );
}

#[tokio::test]
async fn an_invitation_is_ours_and_not_cognitos_own() {
    let invited = pool().admin_create_user("ines").attribute("email", "ines@example.org").await.unwrap();
    let mail = invited.email();
    assert_eq!(mail.subject(), "You are invited");
    assert!(mail.body().starts_with("User name ines, password "), "{}", mail.body());
}

#[tokio::test]
async fn tokens_come_after_the_right_answer_alone() {
    let pool = pool().with_user(Known::confirmed("ines").attribute("email", "ines@example.org"));
    let round = pool.custom_auth("ines").await.unwrap().challenge();
    let round = round.answer("1").await.unwrap().challenge();
    round.answer("490215").await.unwrap().tokens();
    let audit =
        pool.audit_custom_auth("ines", None, |round| round.private_parameters()["answer"].clone()).await;
    audit.assert_clean();
    pool.assert_indistinguishable("ines", "nobody").await;
}

#[tokio::test]
async fn a_user_of_an_old_pool_signs_in() {
    let pool = pool();
    pool.sign_in("otto", PASSWORD).await.unwrap().tokens();
    assert_eq!(pool.user("otto").attribute("email").as_deref(), Some("otto@example.org"));
    let unknown = pool.sign_in("anna", PASSWORD).await.unwrap_err();
    assert!(["UserNotFoundException", "NotAuthorizedException"].contains(&unknown.name()), "{unknown}");
}
