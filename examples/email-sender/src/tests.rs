//! Tests of the handlers, with a provider that keeps what it gets and can fail.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};

use cognito_triggers::custom_email_sender::{AdminCreateUser, SignUp};
use cognito_triggers::pool::{Pool, SenderKey, User};

use super::*;

#[derive(Clone, Default)]
struct Outbox {
    mails: Arc<Mutex<Vec<Mail>>>,
    is_down: Arc<AtomicBool>,
}

impl Outbox {
    fn texts(&self) -> Vec<String> {
        self.mails.lock().unwrap().iter().map(|mail| mail.text.clone()).collect()
    }
}

impl Provider for Outbox {
    async fn send(&self, mail: &Mail, _: &str) -> Result<()> {
        if self.is_down.load(Ordering::Relaxed) {
            return Err("the provider is down".into());
        }
        self.mails.lock().unwrap().push(mail.clone());
        Ok(())
    }
}

fn app(outbox: &Outbox) -> App<Outbox, Memory> {
    App {
        keyring: Box::new(MemoryKeyring::of_samples()),
        provider: outbox.clone(),
        store: Memory::default(),
        directory: Box::new(Samples),
    }
}

/// A user pool that encrypts its codes under a key of the tests, and the function that can read them.
fn pool(outbox: &Outbox) -> Pool {
    let keyring = Box::new(MemoryKeyring::new("tests", "codes", [7; 32]));
    let pool = Pool::new(sender(App { keyring, ..app(outbox) }));
    pool.sender_key(SenderKey::new("tests", "codes", [7; 32]))
}

#[tokio::test]
async fn a_user_signs_up_with_the_code_of_the_mail() {
    let outbox = Outbox::default();
    // Lambda may call twice for one event.
    let pool = pool(&outbox).calls_again(2);
    let call = pool.sign_up("ines", "Correct-horse-9").attribute("email", "ines@example.org");
    let ines = call.attribute("given_name", "Ines").await.unwrap();
    let mails = outbox.mails.lock().unwrap().clone();
    let [mail] = &mails[..] else { panic!("{mails:?}") };
    assert_eq!(mail.to, "ines@example.org");
    let code = mail.text.strip_prefix("Hello Ines, your code is ").unwrap().trim_end_matches('.');
    ines.confirm(code).await.unwrap();
    assert_eq!(ines.status(), "CONFIRMED");
}

#[tokio::test]
async fn an_invited_user_signs_in_with_the_password_of_the_mail() {
    let outbox = Outbox::default();
    let pool = pool(&outbox);
    pool.admin_create_user("otto").attribute("email", "otto@example.org").await.unwrap();
    let texts = outbox.texts();
    let (_, password) = texts[0].split_once("your temporary password ").unwrap();
    let challenge = pool.sign_in("otto", password).await.unwrap().challenge();
    assert_eq!(challenge.name(), "NEW_PASSWORD_REQUIRED");
}

#[tokio::test]
async fn a_warning_goes_to_the_address_of_the_directory() {
    let outbox = Outbox::default();
    let pool = pool(&outbox).with_user(User::confirmed("ines").attribute("email", "ines@example.org"));
    pool.notify_account_takeover("ines", &[("CITY", "Lyon")]).await;
    assert!(outbox.texts().concat().contains("from Lyon"), "{:?}", outbox.texts());
}

#[tokio::test]
async fn the_mail_has_the_code() {
    let outbox = Outbox::default();
    let event = Event::<SignUp>::sample();
    send(event.any_source(), &app(&outbox)).await.unwrap();
    let mails = outbox.mails.lock().unwrap().clone();
    let expected = Mail {
        to: "ines.moreau@example.org".to_owned(),
        subject: "Confirm your address",
        text: "Hello Ines, your code is 123456.".to_owned(),
    };
    assert_eq!(mails, [expected]);
}

#[tokio::test]
async fn a_password_is_as_the_user_must_type_it() {
    let outbox = Outbox::default();
    send(Event::<AdminCreateUser>::sample().any_source(), &app(&outbox)).await.unwrap();
    assert!(outbox.texts()[0].ends_with("your temporary password Tmp-4r7!<Q9z"), "{:?}", outbox.texts());
}

#[tokio::test]
async fn an_invitation_without_a_password_is_sent() {
    let outbox = Outbox::default();
    let mut event: serde_json::Value =
        serde_json::from_str(Event::<AdminCreateUser>::sample().raw()).unwrap();
    event["request"]["code"].take();
    let event = Event::<AdminCreateUser>::from_json(event.to_string()).unwrap();
    send(event.any_source(), &app(&outbox)).await.unwrap();
    assert!(outbox.texts()[0].ends_with("and you need no password."), "{:?}", outbox.texts());
}

#[tokio::test]
async fn a_code_to_type_in_must_be_there() {
    let outbox = Outbox::default();
    let mut event: serde_json::Value = serde_json::from_str(Event::<SignUp>::sample().raw()).unwrap();
    event["request"]["code"].take();
    let event = Event::<SignUp>::from_json(event.to_string()).unwrap();
    let error = send(event.any_source(), &app(&outbox)).await.unwrap_err();
    assert_eq!(error.to_string(), "the event has no code");
    assert!(outbox.texts().is_empty());
}

#[tokio::test]
async fn the_same_event_is_one_mail() {
    let outbox = Outbox::default();
    let app = app(&outbox);
    for _ in 0..3 {
        send(Event::<SignUp>::sample().any_source(), &app).await.unwrap();
    }
    assert_eq!(outbox.texts().len(), 1);
    // Another event is another mail.
    send(Event::<AdminCreateUser>::sample().any_source(), &app).await.unwrap();
    assert_eq!(outbox.texts().len(), 2);
}

#[tokio::test]
async fn what_the_provider_refused_is_tried_again() {
    let outbox = Outbox::default();
    let app = app(&outbox);
    outbox.is_down.store(true, Ordering::Relaxed);
    let error = send(Event::<SignUp>::sample().any_source(), &app).await.unwrap_err();
    assert_eq!(error.to_string(), "the provider is down");
    outbox.is_down.store(false, Ordering::Relaxed);
    send(Event::<SignUp>::sample().any_source(), &app).await.unwrap();
    assert_eq!(outbox.texts().len(), 1);
}

#[tokio::test]
async fn a_code_that_cannot_be_decrypted_sends_nothing() {
    let outbox = Outbox::default();
    let mut app = app(&outbox);
    app.keyring = Box::new(MemoryKeyring::new("cognito-triggers", "samples", [7; 32]));
    let error = send(Event::<SignUp>::sample().any_source(), &app).await.unwrap_err();
    assert!(!error.is_denial() && error.to_string().contains("is not authentic"), "{error}");
    assert!(outbox.texts().is_empty());
}

#[tokio::test]
async fn a_take_over_is_a_mail_with_both_links() {
    let outbox = Outbox::default();
    warn(Event::<AccountTakeOverNotification>::sample(), &app(&outbox)).await.unwrap();
    let text = outbox.texts().concat();
    for part in ["from Lyon", "v=valid", "v=invalid"] {
        assert!(text.contains(part), "{text}");
    }
}
