//! `code.decrypt(&keyring)`: the events' side of it.

use cognito_triggers::custom_email_sender::{self, AdminCreateUser, EncryptedCode, SignUp};
use cognito_triggers::custom_sms_sender;
use cognito_triggers_codes::{DecryptCode, ErrorKind, Keyring, MemoryKeyring};

use crate::now;
use crate::vectors::all;

const POOL: &str = "eu-central-1_Qm7vK2xTb";

macro_rules! decrypts {
    ($module:ident: $($Source:ident)+) => {$({
        use cognito_triggers::$module::{Event, $Source};
        let code = now(Event::<$Source>::sample().code().unwrap().decrypt(&MemoryKeyring::of_samples())).unwrap();
        let expected = if stringify!($Source) == "AdminCreateUser" { "Tmp-4r7!<Q9z" } else { "123456" };
        assert_eq!(code.expose(), expected);
    })+};
}

#[test]
fn each_sample_event_decrypts() {
    decrypts!(custom_email_sender: SignUp ResendCode ForgotPassword UpdateUserAttribute VerifyUserAttribute AdminCreateUser Authentication);
    decrypts!(custom_sms_sender: SignUp ResendCode ForgotPassword UpdateUserAttribute VerifyUserAttribute AdminCreateUser Authentication);
}

#[test]
fn the_common_view_of_both_triggers_works() {
    let keyring: Box<dyn Keyring> = Box::new(MemoryKeyring::of_samples());
    let event = custom_email_sender::Event::<SignUp>::sample().any_source();
    let code = event.code().unwrap();
    assert_eq!(now(code.decrypt(&keyring)).unwrap().expose(), "123456");
    let event = custom_sms_sender::Event::<custom_sms_sender::SignUp>::sample().any_source();
    assert_eq!(now(event.code().unwrap().decrypt(&*keyring)).unwrap().expose(), "123456");
}

#[test]
fn a_handler_may_wait_for_it_on_any_thread() {
    fn is_send<T: Send>(_: T) {}
    let event = custom_email_sender::Event::<AdminCreateUser>::sample();
    let code = event.code().unwrap();
    is_send(code.decrypt(&MemoryKeyring::of_samples()));
    let keyring: &dyn Keyring = &MemoryKeyring::of_samples();
    is_send(code.decrypt(keyring));
}

fn refused(base64: &str, pool: &str) -> (ErrorKind, String) {
    let code = EncryptedCode::new(base64, pool).unwrap();
    let error = now(code.decrypt(&MemoryKeyring::of_samples())).unwrap_err();
    (error.kind(), error.to_string())
}

#[test]
fn a_code_of_another_pool_is_refused() {
    let event = custom_email_sender::Event::<SignUp>::sample();
    let code = event.code().unwrap().as_base64().to_owned();
    let (kind, text) = refused(&code, "eu-central-1_Another99");
    assert_eq!(kind, ErrorKind::WrongPool);
    assert_eq!(
        text,
        "the code is from the user pool `eu-central-1_Qm7vK2xTb`, but the event is from `eu-central-1_Another99`: send nothing. Somebody put another pool's code into the event"
    );
    for pool in ["eu-central-1_qm7vK2xTb", "eu-central-1_Qm7vK2xT", "eu-central-1_Qm7vK2xTb "] {
        assert_eq!(refused(&code, pool).0, ErrorKind::WrongPool, "{pool}");
    }
    let (kind, text) = refused(&code, "");
    assert_eq!((kind, text.contains("the event names no user pool")), (ErrorKind::WrongPool, true), "{text}");
    // In an event as it comes.
    let event = event.raw().replace(POOL, "eu-central-1_Another99");
    let event = custom_email_sender::Event::<SignUp>::from_json(event).unwrap();
    let error = now(event.code().unwrap().decrypt(&MemoryKeyring::of_samples())).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::WrongPool);
}

#[test]
fn a_code_without_a_pool_is_refused() {
    use base64ct::{Base64, Encoding};
    for vector in all().iter().filter(|vector| vector.name.ends_with("no-context")) {
        let (kind, text) = refused(&Base64::encode_string(&vector.message), POOL);
        assert_eq!(kind, ErrorKind::WrongPool, "{}", vector.name);
        assert!(text.starts_with("the code names no user pool"), "{text}");
    }
}

#[test]
fn an_empty_code_is_refused_and_others_are_unescaped() {
    use base64ct::{Base64, Encoding};
    for vector in all().iter().filter(|vector| vector.name.contains(" pool") || vector.name.ends_with("many"))
    {
        let base64 = Base64::encode_string(&vector.message);
        if vector.plaintext.is_empty() {
            assert_eq!(refused(&base64, POOL).0, ErrorKind::NotACode, "{}", vector.name);
        } else {
            let code = EncryptedCode::new(base64, POOL).unwrap();
            let code = now(code.decrypt(&MemoryKeyring::of_samples())).expect(&vector.name);
            assert_eq!(code.expose(), vector.plaintext.replace("&lt;", "<"), "{}", vector.name);
        }
    }
}

#[test]
fn a_code_has_one_spelling() {
    let event = custom_email_sender::Event::<SignUp>::sample();
    let code = event.code().unwrap().as_base64().to_owned();
    for other in [
        format!("{code}\n"),
        format!(" {code}"),
        format!("{}\n{}", &code[..64], &code[64..]),
        format!("{code}="),
        code.trim_end_matches('=').to_owned() + "%",
        code.replace('+', "-").replace('/', "_"),
    ] {
        assert!(other != code);
        let (kind, text) = refused(&other, POOL);
        assert_eq!(kind, ErrorKind::NotAMessage, "{text}");
        assert!(text.starts_with("the encrypted code is not base64, or has white space in it"), "{text}");
    }
    let (kind, text) = refused(&"A".repeat(90_000), POOL);
    assert_eq!(kind, ErrorKind::NotAMessage);
    assert!(text.starts_with("the encrypted code has 90000 bytes"), "{text}");
}

#[test]
fn no_error_shows_the_code() {
    let event = custom_email_sender::Event::<SignUp>::sample();
    let code = event.code().unwrap().as_base64().to_owned();
    let cut = &code[..code.len() / 8 * 4];
    for (base64, pool) in [(&*code, "other"), (cut, POOL)] {
        let error =
            now(EncryptedCode::new(base64, pool).unwrap().decrypt(&MemoryKeyring::of_samples())).unwrap_err();
        let shown = format!("{error} {error:?}");
        let shown = format!("{shown} {:?}", cognito_triggers::Error::from(error));
        assert!(!shown.contains("123456") && !shown.contains(&code[..16]), "{shown}");
    }
}
