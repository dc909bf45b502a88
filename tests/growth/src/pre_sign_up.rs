//! The trigger `pre_sign_up`.

use cognito_triggers::pre_sign_up::{
    AdminCreateUser, Answers, Event, ExternalProvider, IntoResponse, IsEvent, NamesProvider,
    PreSignUpTrigger, Reply, Response, SignUp,
};
use cognito_triggers::prelude::*;
use cognito_triggers::{Source, SourceOf};

#[pre_sign_up(SignUp)]
pub async fn confirm(event: Event<'_>) -> Result<Response> {
    let is_ours = event.user_name().ends_with("@example.org");
    Ok(Response::new()
        .with_auto_confirm_user(is_ours)
        .with_auto_verify_email(is_ours)
        .with_auto_verify_phone(false))
}

pub const SOURCES: [Source; 3] = [SignUp::SOURCE, AdminCreateUser::SOURCE, ExternalProvider::SOURCE];

pub fn reply<S: SourceOf<PreSignUpTrigger>, R: Answers<S>>(event: &Event<'_, S>, response: R) -> Reply {
    event.reply(response)
}

pub fn provider<'e, S: SourceOf<PreSignUpTrigger> + NamesProvider>(
    event: &'e Event<'_, S>,
) -> Option<&'e str> {
    event.provider_and_subject().map(|(provider, _)| provider)
}

pub fn response<S, R: Answers<S>>(response: R) -> Option<Response> {
    response.into_response()
}

pub fn read(reply: &Reply) -> (Source, Option<[bool; 3]>) {
    let read = |it: &Response| [it.confirms_user(), it.verifies_email(), it.verifies_phone()];
    (reply.source(), reply.response().map(read))
}

pub fn answers<'a, E: IsEvent<'a>, R: IntoResponse>() {}
