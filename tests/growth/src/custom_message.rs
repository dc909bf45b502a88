//! The trigger `custom_message`: messages, their placeholders, and answers source by source.

use cognito_triggers::custom_message::{
    AdminCreateUser, Allow, Answers, Authentication, Code, CustomMessageTrigger, Email, EmailPlaceholders,
    Event, EverySource, Fitting, ForgotPassword, Html, HtmlValue, IntoResponse, IsEvent, Link, OnInvalidText,
    OneText, Placeholders, Reply, ResendCode, SignUp, Sms, SmsPlaceholders, TrustedUrl, UpdateUserAttribute,
    Username, VerifyUserAttribute, WithoutCode, without_placeholders,
};
use cognito_triggers::prelude::*;
use cognito_triggers::rules::Violation;
use cognito_triggers::{InvalidText, Source, SourceOf};

#[derive(FromEvent)]
pub enum Greeting<'a> {
    SignUp(Event<'a, SignUp>),
    Invitation(Event<'a, AdminCreateUser>),
}

#[custom_message(SignUp, AdminCreateUser)]
pub async fn greet(event: Greeting<'_>) -> Result<Reply> {
    Ok(match event {
        Greeting::SignUp(event) => event.reply((email!("Welcome", "Code {code}"), sms!("Code {code}"))),
        Greeting::Invitation(event) => {
            let name = event.username_parameter().len();
            event.reply(email!("Welcome", "User {username} ({name}), password {code}"))
        }
    })
}

#[custom_message(ForgotPassword)]
pub async fn forgot(event: Event<'_>) -> OnInvalidText<Email> {
    let name = without_placeholders(event.user_name());
    let signs = [event.code_parameter(), event.link_parameter()].concat();
    let raw = Html("<hr>");
    OnInvalidText::use_cognitos_text(email!("Your code", "{name} {raw} {signs}: {code}"))
}

#[custom_message]
pub async fn any(event: Event<'_>) -> (Email<EverySource>, Sms<EverySource>) {
    let name = event.username_parameter().unwrap_or_default();
    (
        email!("Hello", "{username} {name}, code {code}", username = event.user_name()),
        sms!("{username}, code {code}", username = event.user_name()),
    )
}

pub const SOURCES: [Source; 7] = [
    SignUp::SOURCE,
    AdminCreateUser::SOURCE,
    ResendCode::SOURCE,
    ForgotPassword::SOURCE,
    UpdateUserAttribute::SOURCE,
    VerifyUserAttribute::SOURCE,
    Authentication::SOURCE,
];

pub const TEXTS: [&str; 3] = [Code::TEXT, Link::TEXT, Username::TEXT];

pub fn computed(source: Source) -> Result<(Email<Fitting>, Sms<Fitting>), Violation> {
    let email = Email::<(Code, Username)>::checked("Hello", "You are {username}, code {####}")?;
    let sms = Sms::<(Code, Username)>::checked("You are {username}, code {####}")?;
    Ok((email.with_username("Ines").for_source(source), sms.with_username("Ines").for_source(source)))
}

pub fn allowed() -> Result<(Email, Sms), Violation> {
    let email = Email::checked_allowing("Hello", "{{name}} {####}", &[Allow::DoubledBraces])?;
    Ok((email, Sms::checked_allowing("Hello\n{####}", &[Allow::LineBreaks])?))
}

pub fn open() -> Email {
    email!("Hello", "<a href='{app}'>Open</a> {code}", app = TrustedUrl("app://open"))
}

pub fn invitation(event: &Event<'_, AdminCreateUser>) -> Reply {
    let email: Email<WithoutCode> = email!("Welcome", "Sign in as {username}").without_code();
    let sms: Sms<WithoutCode> = sms!("Sign in as {username}").without_code();
    event.reply((email, sms))
}

pub fn read<P: OneText>(email: &Email<P>, sms: &Sms<P>) -> [String; 5] {
    [
        email.subject().to_owned(),
        email.body().to_owned(),
        email.delivered("123456", "ines"),
        sms.text().to_owned(),
        sms.delivered("123456", "ines"),
    ]
}

pub fn fields(reply: &Reply) -> (Source, bool, bool) {
    (reply.source(), reply.email().is_some(), reply.sms().is_some())
}

pub fn settings<R>(response: R) -> Option<InvalidText> {
    let setting = OnInvalidText::fail(response);
    let _: &R = setting.response();
    Some(setting.action())
}

pub fn answer<S, R: Answers<S>>(response: R) -> bool {
    let (email, sms) = response.into_parts();
    email.is_some() || sms.is_some()
}

pub fn html(
    value: &dyn Fn(&mut String),
    html: &Html<u8>,
    text: &impl HtmlValue,
) -> Result<String, std::fmt::Error> {
    let mut out = String::new();
    value(&mut out);
    html.write_html(&mut out)?;
    text.write_html(&mut out)?;
    Ok(out)
}

pub fn placeholders<S, P>() -> S
where
    S: SourceOf<CustomMessageTrigger> + Default,
    P: Placeholders + EmailPlaceholders<S> + SmsPlaceholders<S>,
{
    S::default()
}

pub fn answers<'a, E: IsEvent<'a>, R: IntoResponse>() {}
