//! Choice-based sign-in: `USER_AUTH`.

use cognito_triggers_pool::{Pool, PoolSettings, User};

use crate::common::{EMAIL, PASSWORD, usual, with_ines};

#[tokio::test]
async fn s35_one_time_codes_by_email() {
    let settings = PoolSettings::new().allowed_first_auth_factors(["PASSWORD", "EMAIL_OTP"]);
    let pool = with_ines(usual()).with_settings(settings);
    let challenge = pool.user_auth("ines", Some("EMAIL_OTP")).await.unwrap().challenge();
    assert_eq!(challenge.name(), "EMAIL_OTP");
    assert_eq!(challenge.available(), ["PASSWORD_SRP", "PASSWORD", "EMAIL_OTP"]);
    assert_eq!(challenge.parameters()["CODE_DELIVERY_DESTINATION"], "i***@e***");
    let mail = pool.user("ines").email();
    assert_eq!(mail.source(), "CustomMessage_Authentication");
    assert_eq!(mail.code().len(), 8);
    let error = challenge.answer("00000000").await.unwrap_err();
    assert_eq!(
        (error.name(), error.message()),
        ("CodeMismatchException", "Invalid code or auth state for the user.")
    );
    challenge.answer(mail.code()).await.unwrap().tokens();
    // A temporary password allows no other factor.
    let pool = pool.with_user(User::invited("otto", "Temporary-9").attribute("email", "otto@example.org"));
    let challenge = pool.user_auth("otto", Some("EMAIL_OTP")).await.unwrap().challenge();
    assert_eq!(challenge.name(), "SELECT_CHALLENGE");
    assert_eq!(challenge.available(), ["PASSWORD_SRP", "PASSWORD"]);
}

#[tokio::test]
async fn a_one_time_code_confirms_and_verifies() {
    let settings = PoolSettings::new().allowed_first_auth_factors(["PASSWORD", "EMAIL_OTP"]);
    let pool = Pool::new(usual()).with_settings(settings);
    let pool = pool.with_user(User::unconfirmed("ines").attribute("email", EMAIL));
    let challenge = pool.user_auth("ines", None).await.unwrap().challenge();
    assert_eq!(challenge.name(), "SELECT_CHALLENGE");
    let error = challenge.answer("WEB_AUTHN").await.unwrap_err();
    assert_eq!(error.message(), "WEB_AUTHN: this pool has no passkeys.");
    let challenge = pool.user_auth("ines", None).await.unwrap().challenge();
    let challenge = challenge.answer("EMAIL_OTP").await.unwrap().challenge();
    challenge.answer(pool.user("ines").email().code()).await.unwrap().tokens();
    assert_eq!(pool.user("ines").status(), "CONFIRMED");
    assert_eq!(pool.user("ines").attribute("email_verified").as_deref(), Some("true"));
}

#[tokio::test]
async fn a_choice_of_the_password() {
    let pool = with_ines(usual());
    let challenge = pool.user_auth("ines", None).await.unwrap().challenge();
    challenge.respond([("ANSWER", "PASSWORD"), ("PASSWORD", PASSWORD)]).await.unwrap().tokens();
    let challenge = pool.user_auth("ines", None).await.unwrap().challenge();
    let challenge =
        challenge.respond([("ANSWER", "PASSWORD_SRP"), ("SRP_A", "abc")]).await.unwrap().challenge();
    assert_eq!(challenge.name(), "PASSWORD_VERIFIER");
    assert!(challenge.session().is_some());
    challenge.answer(PASSWORD).await.unwrap().tokens();
}

#[tokio::test]
async fn an_unknown_user_gets_the_challenges_of_a_known_one() {
    let settings = PoolSettings::new().allowed_first_auth_factors(["PASSWORD", "EMAIL_OTP"]);
    let pool = with_ines(usual()).with_settings(settings);
    for preferred in [None, Some("EMAIL_OTP"), Some("PASSWORD_SRP")] {
        let mut seen = Vec::new();
        for user in ["ines", "eve@example.org"] {
            let mut parameters = vec![("USERNAME", user), ("SRP_A", "abc")];
            parameters.extend(preferred.map(|name| ("PREFERRED_CHALLENGE", name)));
            let first = pool.initiate_auth("USER_AUTH", parameters).await.unwrap().challenge();
            let mut shown =
                format!("{} {:?} {:?}", first.name(), first.available(), first.parameters().keys());
            if first.name() == "SELECT_CHALLENGE" {
                let second = first.answer("EMAIL_OTP").await.unwrap().challenge();
                shown +=
                    &format!("{} {:?} {:?}", second.name(), second.available(), second.parameters().keys());
            }
            seen.push(shown);
        }
        assert_eq!(seen[0], seen[1]);
    }
    assert!(pool.inbox().messages().iter().all(|message| message.user() == "ines"));
    let challenge = pool.user_auth("eve@example.org", Some("EMAIL_OTP")).await.unwrap().challenge();
    assert_eq!(challenge.answer("00000000").await.unwrap_err().name(), "CodeMismatchException");
}
