//! The codes that the pool encrypts for custom senders are those that `cognito-triggers-codes` decrypts.

use std::sync::{Arc, Mutex};

use cognito_triggers::pool::{Medium, Mfa, Pool, PoolSettings, SenderKey, TextFrom};
use cognito_triggers::prelude::*;
use cognito_triggers::{custom_email_sender, custom_sms_sender};
use cognito_triggers_codes::{DecryptCode, MemoryKeyring};
use serde_json::json;

const PASSWORD: &str = "Correct-horse-9";
const KEY: [u8; 32] = *b"published key, for samples only!";

/// Sources and codes that the function has decrypted.
type Sent = Arc<Mutex<Vec<(String, String)>>>;

struct App {
    keyring: MemoryKeyring,
    sent: Sent,
}

#[custom_email_sender(
    SignUp,
    ResendCode,
    ForgotPassword,
    UpdateUserAttribute,
    VerifyUserAttribute,
    AdminCreateUser,
    Authentication
)]
async fn send_email(event: custom_email_sender::Event<'_>, app: &App) -> Result<()> {
    let code = event.code().ok_or("no code")?.decrypt(&app.keyring).await?;
    app.sent.lock().unwrap().push((event.source().to_string(), code.expose().to_owned()));
    Ok(())
}

#[custom_sms_sender]
async fn send_sms(event: custom_sms_sender::Event<'_>, app: &App) -> Result<()> {
    let code = event.code().ok_or("no code")?.decrypt(&app.keyring).await?;
    app.sent.lock().unwrap().push((event.source().to_string(), code.expose().to_owned()));
    Ok(())
}

fn pool(keyring: MemoryKeyring) -> (Pool, Sent) {
    let sent = Sent::default();
    let app = App { keyring, sent: Arc::clone(&sent) };
    let settings = PoolSettings::new()
        .auto_verified_attributes(["email", "phone_number"])
        .mfa_configuration(Mfa::Optional);
    let pool = Pool::new(triggers![send_email, send_sms].with_state(app))
        .with_settings(settings)
        .sender_key(SenderKey::new("tests", "key", KEY));
    (pool, sent)
}

#[tokio::test]
async fn each_code_of_a_sender_is_read() {
    let mut sources = Vec::new();
    for (name, address, other) in
        [("email", "ines@example.org", "new@example.org"), ("phone_number", "+4915112345678", "+12345678901")]
    {
        let (pool, sent) = pool(MemoryKeyring::new("tests", "key", KEY));
        let ines = pool.sign_up("ines", PASSWORD).attribute(name, address).await.unwrap();
        let last = || sent.lock().unwrap().last().expect("a code").1.clone();
        ines.resend_code().await.unwrap();
        ines.confirm(&last()).await.unwrap();
        ines.forgot_password().await.unwrap();
        ines.confirm_forgot_password(&last(), PASSWORD).await.unwrap();
        let tokens = ines.sign_in(PASSWORD).await.unwrap().tokens();
        let token = tokens.access_token();
        let change = json!({"AccessToken": token, "UserAttributes": [{"Name": name, "Value": other}]});
        pool.call("UpdateUserAttributes", change).await.unwrap();
        let ask = json!({"AccessToken": token, "AttributeName": name});
        pool.call("GetUserAttributeVerificationCode", ask).await.unwrap();
        let verify = json!({"AccessToken": token, "AttributeName": name, "Code": last()});
        pool.call("VerifyUserAttribute", verify).await.unwrap();
        let factor = if name == "email" { "EmailMfaSettings" } else { "SMSMfaSettings" };
        let mut prefer = json!({"AccessToken": token});
        prefer[factor] = json!({"Enabled": true});
        pool.call("SetUserMFAPreference", prefer).await.unwrap();
        let challenge = ines.sign_in(PASSWORD).await.unwrap().challenge();
        challenge.answer(&last()).await.unwrap().tokens();
        let medium = if name == "email" { "EMAIL" } else { "SMS" };
        let invite = pool.admin_create_user("otto").attribute(name, address);
        invite.member("DesiredDeliveryMediums", json!([medium])).await.unwrap();
        pool.sign_in("otto", &last()).await.unwrap().challenge();
        // What the function has read is what the pool has sent.
        let inbox = pool.inbox();
        let sent = sent.lock().unwrap();
        assert_eq!(inbox.len(), sent.len());
        for (message, (source, code)) in inbox.messages().iter().zip(sent.iter()) {
            assert_eq!((message.text_from(), message.code()), (TextFrom::CustomSender, code.as_str()));
            assert_eq!(message.source(), source);
            assert!(matches!(message.medium(), Medium::Email | Medium::Sms));
        }
        sources.extend(sent.iter().map(|(source, _)| source.clone()));
    }
    sources.sort();
    sources.dedup();
    assert_eq!(sources.len(), 14, "{sources:?}");
}

#[tokio::test]
async fn another_key_reads_nothing() {
    for keyring in [
        MemoryKeyring::new("tests", "key", [7; 32]),
        MemoryKeyring::new("tests", "another", KEY),
        MemoryKeyring::new("another", "key", KEY),
    ] {
        let (pool, sent) = pool(keyring);
        // A sender's failure changes nothing for the caller.
        pool.sign_up("ines", PASSWORD).attribute("email", "ines@example.org").await.unwrap();
        assert!(sent.lock().unwrap().is_empty());
        let trace = pool.trace();
        let notes = trace.last("CustomEmailSender_SignUp").verdict().unwrap().notes().concat();
        assert!(notes.contains("the message is lost"), "{notes}");
    }
}
