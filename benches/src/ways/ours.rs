//! The handlers that are measured, and the ways to call them.

use cognito_triggers::custom_message::{AdminCreateUser, Code, Email, Event, Username};
use cognito_triggers::pre_token_generation::{self, AccessToken, IdToken, Tokens, V2_0, claim, scope};
use cognito_triggers::prelude::*;
use cognito_triggers::{HandlerSet, Payload, Triggers};
use lambda_runtime::{LambdaEvent, Service};

use super::{Function, each, now, peers};

/// The example of the README.
#[custom_message(SignUp, ResendCode)]
async fn verify(event: Event<'_>) -> Result<Email> {
    let user = event.user_attributes();
    let name = user.given_name().unwrap_or("there");
    Ok(email!("Confirm your address", "<p>Hello {name}, your code is <b>{code}</b>.</p>"))
}

/// The same for one source, for a program with a handler for each.
#[custom_message(SignUp)]
pub(super) async fn verify_one(event: Event<'_>) -> Result<Email> {
    verify(event).await
}

#[custom_message(AdminCreateUser)]
pub(super) async fn invite(event: Event<'_, AdminCreateUser>) -> Result<Email<(Code, Username)>> {
    let user = event.user_attributes();
    let name = user.given_name().unwrap_or("there");
    Ok(email!("You are invited", "<p>Hello {name}, user name {username}, password {code}.</p>"))
}

/// Reads three attributes, one of them among the last.
#[custom_message(ForgotPassword)]
pub(super) async fn reset(event: Event<'_>) -> Result<Email> {
    let user = event.user_attributes();
    let name = user.given_name().unwrap_or("there");
    let locale = user.locale().unwrap_or("en");
    let color = user.get("custom:color").unwrap_or("grey");
    Ok(email!("Your new password", "<p>Hello {name} ({locale}, {color}), your code is <b>{code}</b>.</p>"))
}

/// Nested claims in both tokens.
#[pre_token_generation(V2_0)]
async fn claims(event: pre_token_generation::Event<'_, V2_0>) -> Result<Tokens<V2_0>> {
    let user = event.user_attributes();
    let tenant = peers::Tenant::new(user.get("custom:tenant").unwrap_or_default().into());
    Ok(Tokens::new().with_id_token(IdToken::new().claim(claim!("tenant"), &tenant)).with_access_token(
        AccessToken::new().claim(claim!("tenant"), &tenant).add_scope(scope!("orders/read")),
    ))
}

fn triggers() -> Triggers<impl HandlerSet<()>> {
    triggers![verify, invite, reset, claims]
}

fn answer<H: HandlerSet<()>>(triggers: &Triggers<H>, payload: &[u8]) -> Vec<u8> {
    now(triggers.call(payload)).expect("an answer").into_bytes()
}

pub(super) fn call() -> impl FnMut(&[u8]) -> Vec<u8> {
    let triggers = triggers();
    move |payload| answer(&triggers, payload)
}

/// A handler for each of the triggers with a sample.
pub(super) fn call_of_each() -> impl FnMut(&[u8]) -> Vec<u8> {
    let triggers = each::ours::triggers();
    move |payload| answer(&triggers, payload)
}

/// The handlers of another program.
pub(super) fn call_with(triggers: Triggers<impl HandlerSet<()> + 'static>) -> Function {
    Box::new(move |payload| answer(&triggers, payload))
}

/// As `lambda_runtime` 1.5 does it: deserialized with a track of the path, serialized to bytes.
pub(super) fn service() -> impl FnMut(&[u8]) -> Vec<u8> {
    serve(triggers())
}

pub(super) fn service_of_each() -> impl FnMut(&[u8]) -> Vec<u8> {
    serve(each::ours::triggers())
}

fn serve<H: HandlerSet<()>>(triggers: Triggers<H>) -> impl FnMut(&[u8]) -> Vec<u8> {
    let mut service = triggers.into_service();
    let context = Context::default();
    move |payload| {
        let payload: Payload = peers::read(payload);
        let answer = now(service.call(LambdaEvent::new(payload, context.clone()))).expect("an answer");
        serde_json::to_vec(&answer).expect("an answer is JSON")
    }
}
