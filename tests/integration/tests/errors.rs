//! What leaves the function when something goes wrong.

use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;
use cognito_triggers::{Context, FailureKind};

const EVENT: &str = include_str!("../../../cognito-triggers/samples/CustomMessage_SignUp.json");
const SENTENCE: &str = "The request could not be completed (request id r-1)";

#[custom_message(SignUp)]
async fn fails(_: Event<'_>) -> Result<Email> {
    Err(std::io::Error::other("the database password is hunter2"))?
}

#[custom_message(SignUp)]
async fn panics(_: Event<'_>) -> Email {
    panic!("the database password is hunter2");
}

#[custom_message(SignUp)]
async fn denies(_: Event<'_>) -> Result<Email> {
    deny!("Sign-up is closed {}", "until Monday");
}

#[custom_message(SignUp)]
async fn anyhow_error(_: Event<'_>) -> Result<Email, anyhow::Error> {
    anyhow::bail!("hunter2")
}

#[custom_message(SignUp)]
async fn works(_: Event<'_>) -> Email {
    email!("Welcome", "Your code is {code}.")
}

fn context() -> Context {
    let mut context = Context::default();
    "r-1".clone_into(&mut context.request_id);
    context
}

macro_rules! call {
    ($handler:ident) => {
        triggers![$handler].call_with(EVENT.as_bytes(), &context()).await
    };
}

#[tokio::test]
async fn an_error_and_a_panic_are_one_general_sentence() {
    for failure in [call!(fails), call!(panics), call!(anyhow_error)].map(Result::unwrap_err) {
        assert_eq!(failure.to_string(), SENTENCE);
        assert_eq!(failure.kind(), FailureKind::Internal);
        assert_eq!(failure.error_type(), "CognitoTriggers.Internal");
        assert!(failure.details().unwrap().contains("hunter2"), "the log has the reason");
        assert!(!format!("{failure:?}").contains("hunter2"), "the runtime logs this");
    }
}

#[tokio::test]
async fn a_denial_is_its_text() {
    let failure = call!(denies).unwrap_err();
    assert_eq!(failure.to_string(), "Sign-up is closed until Monday");
    assert_eq!(failure.error_type(), "CognitoTriggers.Denied");
}

#[tokio::test]
async fn a_panic_does_not_end_the_program() {
    let triggers = triggers![panics];
    assert!(triggers.call(EVENT).await.is_err());
    assert!(triggers.call(EVENT).await.is_err());
    assert!(call!(works).is_ok());
}

#[tokio::test]
async fn what_is_no_event_is_an_error_that_quotes_nothing() {
    let triggers = triggers![works];
    for payload in ["", " ", "[]", "nonsense", "\"secret\"", "{\"secret\":", "{\"a\":1}secret", "\u{feff}{}"]
    {
        let failure = triggers.call(payload).await.unwrap_err();
        assert_eq!(failure.to_string(), "The request could not be completed");
        assert!(!failure.details().unwrap().contains("secret"), "{:?}", failure.details());
    }
    let failure = triggers.call([b'{', 0xff]).await.unwrap_err();
    assert_eq!(failure.details(), Some("the event is not UTF-8 text: byte 1 is not part of a character"));
}

#[custom_message(SignUp)]
async fn unprintable(_: Event<'_>) -> Email {
    struct Broken;
    impl std::fmt::Display for Broken {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("half")?;
            Err(std::fmt::Error)
        }
    }
    email!("Welcome", "Hello {name}, your code is {code}.", name = Broken)
}

#[tokio::test]
async fn a_value_that_does_not_print_itself_is_not_sent_by_half() {
    let failure = call!(unprintable).unwrap_err();
    assert_eq!(failure.details(), Some("the e-mail's body has a value whose `Display` fails"));
}

#[tokio::test]
async fn a_placeholder_that_is_no_text_is_the_usual_one() {
    for odd in ["\" \"", "[\"x\"]", "{\"a\":1}", "true", "null", "\"\""] {
        let event = EVENT.replace("\"{####}\"", odd);
        let answer = triggers![works].call(&event).await.unwrap();
        assert!(answer.contains("Your code is {####}."), "{odd}: {answer}");
    }
}

/// Megabytes of what looks like a placeholder, in a value and in a text from elsewhere: this ends
/// soon only where each is looked at once.
#[tokio::test]
async fn long_hostile_values_cost_no_more_than_they_are_long() {
    let hostile = "{##".repeat(500_000) + &"{username".repeat(100_000);
    let email: Email = email!("{hostile}", "Hello {hostile}, your code is {code}.");
    assert_eq!(email.body().matches("{##").count(), 1, "the code alone");
    assert!(!email.subject().contains("{##"));
    assert!(Email::<cognito_triggers::custom_message::Code>::checked("Welcome", hostile).is_err());
}

#[test]
fn of_an_attribute_that_repeats_the_last_counts() {
    let event =
        EVENT.replace("\"given_name\": \"Ines\"", "\"given_name\": \"Ines\", \"given_name\": \"Noor\"");
    let event = Event::<cognito_triggers::custom_message::SignUp>::from_json(event).unwrap();
    assert_eq!(event.user_attributes().given_name(), Some("Noor"));
}
