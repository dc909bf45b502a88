//! The names of the standard library mean something else here.

#![allow(dead_code, non_camel_case_types, unused_macros, reason = "what shadows is not used")]

use ::renamed::custom_message as messages;
use ::renamed::{FromEvent, custom_message, deny, email, sms, triggers};

/// What the macros must not mean.
macro_rules! shadow {
    ($($name:ident)+) => { $(enum $name {})+ };
}

shadow!(Result Option Ok Err Some None String Vec Send Sync Box Clone Copy Future Into From Iterator Default Display Debug str u8 bool);
shadow!(Email Sms Code Username Link Part Error Handler Describe Context Source SourceSet);

mod core {}
mod std {}
mod alloc {}

macro_rules! format {
    ($($tokens:tt)*) => {
        compile_error!("not this one")
    };
}
macro_rules! format_args {
    ($($tokens:tt)*) => {
        compile_error!("not this one")
    };
}

/// The state.
#[derive(::core::fmt::Debug)]
pub struct App {
    /// A name.
    pub brand: &'static ::core::primitive::str,
}

/// Every kind of parameter.
///
/// # Errors
///
/// The user has no name.
#[custom_message(crate = ::renamed, SignUp, ResendCode,)]
pub async fn verify(
    event: messages::Event<'_>,
    app: &App,
    context: &::renamed::Context,
) -> ::core::result::Result<(messages::Email, messages::Sms), ::renamed::Error> {
    if event.user_name().is_empty() {
        deny!("Sign-up of {} is closed.", context.request_id);
    }
    let values = app.brand;
    let make = 1;
    ::core::result::Result::Ok((
        email!("Hello from {values}", "{values:>8} {} {name}: {code}", make, name = event.user_name()),
        sms!("{values}: {code}"),
    ))
}

/// Without `async`, with a named lifetime and a raw name.
#[custom_message(crate = ::renamed, ForgotPassword)]
#[must_use]
pub fn r#try<'e>(mut event: messages::Event<'e, messages::ForgotPassword>) -> messages::Email {
    let _: &mut messages::Event<'e, _> = &mut event;
    email!("Hello", "Your code is {code}.")
}

/// An event of two sources.
#[derive(::core::fmt::Debug, FromEvent)]
#[from_event(crate = ::renamed)]
pub enum Greeting<'a> {
    /// One.
    AdminCreateUser(messages::Event<'a, messages::AdminCreateUser>),
    /// The other.
    Authentication(messages::Event<'a, messages::Authentication>),
}

/// Takes the enum.
#[custom_message(crate = ::renamed, AdminCreateUser, Authentication)]
#[must_use]
pub fn greet(event: Greeting<'_>, _: &::renamed::Context) -> ::core::option::Option<messages::Reply> {
    ::core::option::Option::Some(match event {
        Greeting::AdminCreateUser(event) => event.reply(email!("Hello", "{username}: {code}")),
        Greeting::Authentication(event) => event.reply(sms!("Your code is {code}")),
    })
}

/// Handlers that are called like variables of the attribute's code.
#[custom_message(crate = ::renamed, UpdateUserAttribute)]
#[must_use]
pub fn event(_: messages::Event<'_>) -> messages::Email {
    email!("Hello", "Your code is {code}.")
}

/// As above.
#[custom_message(crate = ::renamed, VerifyUserAttribute)]
#[must_use]
pub fn response(event: Trigger<'_>) -> messages::Email {
    let Trigger::VerifyUserAttribute(event) = event;
    email!("Hello", "{user}, your code is {code}.", user = event.user_name())
}

/// An enum that is called like a parameter of the derive's code.
#[derive(::core::fmt::Debug, FromEvent)]
#[from_event(crate = ::renamed)]
pub enum Trigger<'a> {
    /// One.
    VerifyUserAttribute(messages::Event<'a, messages::VerifyUserAttribute>),
}

/// A state with parameters.
#[derive(::core::fmt::Debug)]
pub struct Held<T, const N: ::core::primitive::usize> {
    /// A value.
    pub value: T,
    /// More values.
    pub codes: [::core::primitive::u8; N],
}

/// Parameters that are called like those of the attribute's and of `triggers!`'s code.
#[custom_message(crate = ::renamed, SignUp)]
#[must_use]
pub fn generic<'e, RouterState, const HANDLERS: ::core::primitive::usize>(
    _: messages::Event<'e>,
    state: &'e Held<RouterState, HANDLERS>,
) -> messages::Email
where
    RouterState: ::core::marker::Sync + ::core::fmt::Display + 'e,
{
    let Held { value, codes: _ } = state;
    email!("Hello from {value}", "Your code is {code}.")
}

/// Names it.
#[must_use]
pub fn generic_router<Handlers, const N: ::core::primitive::usize>(
    state: Held<Handlers, N>,
) -> ::renamed::TriggerService<impl ::renamed::HandlerSet<Held<Handlers, N>>, Held<Handlers, N>>
where
    Handlers: ::core::marker::Send + ::core::marker::Sync + ::core::fmt::Display + 'static,
{
    triggers![generic].with_state(state).into_service()
}

/// Not there.
#[cfg(any())]
#[custom_message(crate = ::renamed, SignUp)]
pub fn absent(_: Nothing) -> Nothing {}

/// Names them.
#[must_use]
pub fn router() -> ::renamed::TriggerService<impl ::renamed::HandlerSet<App>, App> {
    triggers![verify, r#try, greet, event, response].with_state(App { brand: "Example" }).into_service()
}
