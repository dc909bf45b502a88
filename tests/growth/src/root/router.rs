//! The router: its settings, its calls, its failures, and Lambda's loop.

use std::time::Duration;

use cognito_triggers::pool::Function;
use cognito_triggers::prelude::*;
use cognito_triggers::{
    Answer, Failure, FailureKind, InvalidText, OptionalTrigger, Payload, Run, RunError, TriggerService,
    Unhandled,
};

use crate::pre_sign_up::confirm;

pub fn router() -> Triggers<impl HandlerSet<()>> {
    triggers![confirm]
        .with_state(())
        .no_deadline()
        .deadline(Duration::from_secs(3))
        .hide_error_texts()
        .on_invalid_text(InvalidText::UseCognitosText)
        .on_unhandled(Unhandled::Fail)
        .pass_through_at_deadline([
            OptionalTrigger::CustomMessage,
            OptionalTrigger::PostAuthentication,
            OptionalTrigger::PostConfirmation,
        ])
}

pub async fn call(event: &str, context: &Context) -> Result<String, Failure> {
    let first = router().call(event).await?;
    router().call_with(first.as_bytes(), context).await
}

pub fn in_a_pool() -> usize {
    Function::triggers(&router()).len()
}

pub fn service() -> TriggerService<impl HandlerSet<()>, ()> {
    router().into_service()
}

pub fn texts<'a>(payload: &'a Payload, answer: &'a Answer) -> [&'a str; 2] {
    [payload.as_str().unwrap_or_default(), answer.as_str()]
}

pub async fn serve() -> Result<(), RunError> {
    let run: Run = run(router());
    run.await
}

pub fn read(failure: &Failure) -> String {
    let kind = match failure.kind() {
        FailureKind::Denied => "denied",
        FailureKind::Internal => "internal",
        _ => "new",
    };
    format!("{kind} {} {} {:?}", failure.error_type(), failure.message(), failure.details())
}

pub fn passes(unhandled: Unhandled, text: InvalidText, trigger: OptionalTrigger) -> [bool; 3] {
    let passes = match unhandled {
        Unhandled::PassThrough => true,
        Unhandled::Fail => false,
        _ => true,
    };
    let sends = match text {
        InvalidText::UseCognitosText => true,
        InvalidText::Fail => false,
        _ => true,
    };
    let is_text = match trigger {
        OptionalTrigger::CustomMessage => true,
        OptionalTrigger::PostAuthentication | OptionalTrigger::PostConfirmation => false,
        _ => true,
    };
    [passes, sends, is_text]
}
