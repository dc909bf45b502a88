//! Handlers that are generic over the inside of their state run with each state that meets their bounds.

use std::fmt::Display;

use cognito_triggers::custom_message::{Email, Event, ForgotPassword, ResendCode, SignUp};
use cognito_triggers::pre_sign_up::{self, Response};
use cognito_triggers::prelude::*;
use serde_json::Value;

trait Store: Send + Sync + 'static {
    type Key: Display;

    fn key(&self, email: &str) -> impl Future<Output = Self::Key> + Send;
}

trait Brand {
    fn brand(&self) -> &str;
}

struct App<S, const DIGITS: usize> {
    store: S,
}

/// The bounds of the parameter list.
#[custom_message(SignUp)]
async fn bounds<S: Store<Key = K> + Brand, K: Display + Send, const DIGITS: usize>(
    event: Event<'_>,
    app: &App<S, DIGITS>,
) -> Result<Email> {
    let email = event.user_attributes().email().unwrap_or_default();
    let key = app.store.key(email).await;
    Ok(email!("{brand} {key} {DIGITS}", "Your code is {code}.", brand = app.store.brand()))
}

/// Those of a `where` clause, and lifetimes that the event and the state share.
#[custom_message(ResendCode)]
fn where_clause<'a, S, const DIGITS: usize>(_: Event<'a>, app: &'a App<S, DIGITS>) -> Email
where
    S: Brand + Sync + 'a,
    for<'s> &'s S: Sized,
    [u8; DIGITS]: AsRef<[u8]>,
{
    email!("{brand}", "Your code is {code}.", brand = app.store.brand())
}

/// A state that is a parameter.
#[custom_message(ForgotPassword)]
fn whole<State: Describe>(_: Event<'_>, state: &State, _: &Context) -> Email {
    email!("{text}", "Your code is {code}.", text = state.describe())
}

trait Describe: Sync {
    fn describe(&self) -> String;
}

impl<S: Sync, const DIGITS: usize> Describe for App<S, DIGITS> {
    fn describe(&self) -> String {
        format!("{DIGITS} digits")
    }
}

/// A handler without a state, beside the others.
#[pre_sign_up(SignUp)]
fn no_state(_: pre_sign_up::Event<'_>) -> Response {
    Response::new().with_auto_confirm_user(true)
}

struct First;

struct Second(u64);

impl Store for First {
    type Key = String;

    async fn key(&self, email: &str) -> String {
        email.to_owned()
    }
}

impl Store for Second {
    type Key = u64;

    async fn key(&self, _: &str) -> u64 {
        self.0
    }
}

impl Brand for First {
    fn brand(&self) -> &'static str {
        "First"
    }
}

impl Brand for Second {
    fn brand(&self) -> &'static str {
        "Second"
    }
}

fn router<S: Store<Key: Send> + Brand, const DIGITS: usize>(
    app: App<S, DIGITS>,
) -> Triggers<impl HandlerSet<App<S, DIGITS>>, App<S, DIGITS>> {
    triggers![bounds, where_clause, whole, no_state].with_state(app)
}

/// Calls the router, and returns the response.
async fn response<H: HandlerSet<S>, S>(triggers: &Triggers<H, S>, event: &str) -> Value {
    let answer = triggers.call(event).await.expect("a handler answers");
    let mut answer: Value = serde_json::from_str(&answer).expect("the answer is JSON");
    answer["response"].take()
}

async fn subjects<H: HandlerSet<S>, S>(triggers: &Triggers<H, S>) -> Vec<Value> {
    let mut subjects = Vec::new();
    for event in [
        Event::<SignUp>::sample().with_user_attribute("email", "ines@example.com").raw(),
        Event::<ResendCode>::sample().raw(),
        Event::<ForgotPassword>::sample().raw(),
    ] {
        subjects.push(response(triggers, event).await["emailSubject"].take());
    }
    subjects
}

#[tokio::test]
async fn each_state_has_its_own_handlers() {
    let first = router(App::<_, 6> { store: First });
    assert_eq!(subjects(&first).await, ["First ines@example.com 6", "First", "6 digits"]);
    let second = router(App::<_, 8> { store: Second(7) });
    assert_eq!(subjects(&second).await, ["Second 7 8", "Second", "8 digits"]);
    let event = pre_sign_up::Event::<pre_sign_up::SignUp>::sample();
    assert_eq!(response(&second, event.raw()).await["autoConfirmUser"], true);
}

/// A state that borrows, with a lifetime that the handler names, on its own or for the event too.
struct Borrowed<'b> {
    brand: &'b str,
    format: for<'s> fn(&'s str) -> &'s str,
}

#[custom_message(SignUp)]
async fn named<'b>(_: Event<'_>, app: &Borrowed<'b>) -> Email {
    let brand: &'b str = app.brand;
    email!("{brand}", "Your code is {code}.", brand = (app.format)(brand))
}

#[custom_message(ResendCode)]
async fn shared<'a>(_: Event<'a>, app: &'a Borrowed<'a>) -> Email {
    email!("{brand}", "Your code is {code}.", brand = app.brand)
}

#[custom_message(ForgotPassword)]
fn kept(_: Event<'_>, app: &Borrowed<'static>) -> Email {
    email!("{brand}", "Your code is {code}.", brand = app.brand)
}

#[tokio::test]
async fn a_state_may_name_a_lifetime() {
    let triggers = triggers![named, shared, kept].with_state(Borrowed { brand: " A ", format: str::trim });
    for (event, subject) in [
        (Event::<SignUp>::sample().raw().to_owned(), "A"),
        (Event::<ResendCode>::sample().raw().to_owned(), " A "),
        (Event::<ForgotPassword>::sample().raw().to_owned(), " A "),
    ] {
        let answer: Value = serde_json::from_str(&triggers.call(&event).await.unwrap()).unwrap();
        assert_eq!(answer["response"]["emailSubject"], subject);
    }
}
