//! Wrong answers: the texts of messages. Rows 11 to 20.

use cognito_triggers_pool::{Error, Outcome, Pool, PoolSettings, TextFrom, Trigger, Verdict};
use serde_json::{Value, json};

use crate::common::{EMAIL, PASSWORD, PHONE, one, responding};

fn pool(settings: PoolSettings, response: Value) -> Pool {
    Pool::new(one(Trigger::CustomMessage, responding(response))).with_settings(settings)
}

/// A sign-up whose message has these texts.
async fn signed_up(pool: &Pool) -> (Verdict, Result<(), Error>) {
    let result = pool.sign_up("ines", PASSWORD).attribute("email", EMAIL).await.map(|_| ());
    (pool.trace().last("CustomMessage_SignUp").verdict().cloned().expect("a verdict"), result)
}

async fn invited(pool: &Pool) -> (Verdict, Result<(), Error>) {
    let result = pool.admin_create_user("ines").attribute("email", EMAIL).await.map(|_| ());
    (pool.trace().last("CustomMessage_AdminCreateUser").verdict().cloned().expect("a verdict"), result)
}

fn assert_rejected(verdict: &Verdict, result: Result<(), Error>, text: &str) {
    let error = result.unwrap_err();
    assert_eq!(error.name(), "InvalidParameterException");
    assert!(error.message().contains(text), "{error}");
    assert!(matches!(verdict.outcome(), Outcome::Rejected(_)), "{verdict}");
}

#[tokio::test]
async fn r11_null_texts_are_the_pools() {
    let template = PoolSettings::new().verification_message_template("Subject", "Body {####}", "Sms {####}");
    let pool = pool(template, json!({"emailMessage": "Mine: {####}"}));
    let (verdict, result) = signed_up(&pool).await;
    result.unwrap();
    assert!(verdict.is_accepted());
    let mail = pool.user("ines").email();
    assert_eq!(mail.subject(), "Subject");
    assert_eq!(mail.body(), format!("Mine: {}", mail.code()));
    assert_eq!(mail.text_from(), TextFrom::Handler);
}

#[tokio::test]
async fn r12_the_code_is_missing() {
    let pool = pool(PoolSettings::new(), json!({"emailMessage": "Welcome!"}));
    let (verdict, result) = signed_up(&pool).await;
    assert_rejected(&verdict, result, "Value 'Welcome!' at 'emailBody' failed to satisfy constraint");
}

#[tokio::test]
async fn s08_a_sign_up_text_without_the_code() {
    let pool = pool(PoolSettings::new(), json!({"emailMessage": "Welcome!"}));
    let error = pool.sign_up("ines", PASSWORD).attribute("email", EMAIL).await.unwrap_err();
    assert_eq!(error.name(), "InvalidParameterException");
    assert!(error.message().contains("emailBody"), "{error}");
    assert!(pool.inbox().is_empty());
}

#[tokio::test]
async fn r13_an_invitation_lacks_a_placeholder() {
    for (text, missing) in [("Hi {username}, welcome", "{####}"), ("Your password: {####}", "{username}")] {
        let pool = pool(PoolSettings::new(), json!({"emailMessage": text, "emailSubject": "Mine"}));
        let (verdict, result) = invited(&pool).await;
        assert_eq!(result.unwrap_err().name(), "AnswerIgnored");
        assert!(
            verdict.ignored()[0].contains(&format!("lacks {missing}, so Cognito silently sends")),
            "{verdict}"
        );
    }
}

#[tokio::test]
async fn s07_invitation_without_user_name_falls_back() {
    let pool =
        pool(PoolSettings::new(), json!({"emailMessage": "Code {####}", "emailSubject": "Mine"})).lenient();
    let (verdict, result) = invited(&pool).await;
    result.unwrap();
    assert!(matches!(verdict.outcome(), Outcome::DefaultUsed(_)), "{verdict}");
    let mail = pool.user("ines").email();
    assert_eq!(mail.subject(), "Mine");
    assert_eq!(mail.text_from(), TextFrom::BuiltIn);
    assert!(mail.body().contains("ines") && mail.body().contains(mail.code()));
}

#[tokio::test]
async fn r14_a_text_is_too_long() {
    for (response, name) in [
        (json!({"emailMessage": format!("{{####}}{}", "x".repeat(20_000))}), "emailMessage"),
        (json!({"emailSubject": "x".repeat(141)}), "emailSubject"),
    ] {
        let pool = pool(PoolSettings::new(), response);
        let (verdict, result) = signed_up(&pool).await;
        assert_eq!(result.unwrap_err().name(), "AnswerIgnored");
        assert!(verdict.ignored()[0].starts_with(name), "{verdict}");
        assert!(verdict.undocumented().is_some());
    }
    // The unit is UTF-16: 70 of these characters are 140, and one more letter is too much.
    let phone = PoolSettings::new().auto_verified_attributes(["phone_number"]);
    for (text, accepted) in [("🙂".repeat(67) + "{####}", true), ("🙂".repeat(67) + "x{####}", false)] {
        let pool = pool(phone.clone(), json!({"smsMessage": text}));
        let result = pool.sign_up("ines", PASSWORD).attribute("phone_number", PHONE).await;
        assert_eq!(result.is_ok(), accepted);
    }
}

#[tokio::test]
async fn r15_an_empty_text_counts_as_null() {
    let pool = pool(PoolSettings::new(), json!({"emailMessage": "", "emailSubject": "", "smsMessage": ""}));
    let (verdict, result) = signed_up(&pool).await;
    result.unwrap();
    assert!(verdict.is_accepted());
    assert_eq!(verdict.notes().len(), 3);
    assert_eq!(pool.user("ines").email().text_from(), TextFrom::BuiltIn);
}

#[tokio::test]
async fn r16_forbidden_characters() {
    for text in ["A\u{a0}B {####}", "A\u{200b}B {####}", "A\u{378} {####}", "A\u{f0000} {####}"] {
        let pool = pool(PoolSettings::new(), json!({"emailMessage": text}));
        let (verdict, result) = signed_up(&pool).await;
        assert_rejected(&verdict, result, "emailBody");
        assert!(verdict.notes()[0].contains("U+"), "{verdict}");
    }
    let phone = PoolSettings::new().auto_verified_attributes(["phone_number"]);
    for text in ["Code:\n{####}", "Code:\u{2028}{####}"] {
        let pool = pool(phone.clone(), json!({"smsMessage": text}));
        let error = pool.sign_up("ines", PASSWORD).attribute("phone_number", PHONE).await.unwrap_err();
        assert!(error.message().contains("smsMessage"), "{error}");
    }
}

#[tokio::test]
async fn r17_a_code_where_the_pool_wants_a_link() {
    let link = || PoolSettings::new().confirm_with_link(true);
    let (verdict, result) = signed_up(&pool(link(), json!({"emailMessage": "Code {####}"}))).await;
    assert_rejected(&verdict, result, "The message is empty.");
    let pool = pool(link(), json!({"emailMessage": "Press {##here##}."}));
    let (_, result) = signed_up(&pool).await;
    result.unwrap();
    let mail = pool.user("ines").email();
    let code = format!("confirmation_code={}", mail.code());
    assert!(mail.body().contains(&code) && mail.body().ends_with(">here</a>."), "{}", mail.body());
}

#[tokio::test]
async fn r18_email_texts_with_cognitos_own_sending() {
    let pool = pool(PoolSettings::new().developer_email(false), json!({"emailMessage": "Code {####}"}));
    let (verdict, result) = signed_up(&pool).await;
    assert_eq!(result.unwrap_err().name(), "InvalidLambdaResponseException");
    assert!(
        matches!(verdict.outcome(), Outcome::Invalid(_)) && verdict.undocumented().is_some(),
        "{verdict}"
    );
}

#[tokio::test]
async fn r19_a_user_name_where_there_is_none() {
    let pool = pool(PoolSettings::new(), json!({"emailMessage": "Hi {username}: {####}"}));
    let (verdict, result) = signed_up(&pool).await;
    result.unwrap();
    assert!(verdict.notes()[0].contains("{username}"), "{verdict}");
    assert!(pool.user("ines").email().body().starts_with("Hi {username}: "));
}

#[tokio::test]
async fn r20_the_placeholder_is_written_literally() {
    // The event's codeParameter is {####}, so the two are the same.
    let pool = pool(PoolSettings::new(), json!({"emailMessage": "Code {####}"}));
    let (verdict, result) = signed_up(&pool).await;
    result.unwrap();
    assert!(verdict.is_accepted() && verdict.notes().is_empty(), "{verdict}");
}
