//! The traits that rustc names: a program can write them as bounds.

use cognito_triggers::bounds::{
    ChallengeAnswer, Deniable, Describe, EqualsCode, EqualsSecret, FromDenial, FromEvent, Handler,
    HandlerError, IntoText, Invocation, IsChallengeName, IsContext, IsTriggers, LanguageTag, NewDeviceUsed,
    Overlay, Session, TextOrSecret, TextValue, UserGroups, UserNotFound, ValidationData,
};
use cognito_triggers::custom_sms_sender::EncryptedCode;
use cognito_triggers::{Error, Event, Run, Secret, TriggerMarker, deny};

pub fn challenge_answer<T: ChallengeAnswer>(event: &Event<'_, T>) -> bool {
    event.challenge_answer().matches("490215")
}

pub fn new_device_used<T: NewDeviceUsed>(event: &Event<'_, T>) -> Option<bool> {
    event.new_device_used()
}

pub fn groups<T: UserGroups>(event: &Event<'_, T>) -> usize {
    event.groups().groups().len()
}

pub fn session<T: Session>(event: &Event<'_, T>) -> usize {
    event.session().len()
}

pub fn user_not_found<T: UserNotFound>(event: &Event<'_, T>) -> bool {
    event.user_not_found()
}

pub fn validation_data<T: ValidationData>(event: &Event<'_, T>) -> bool {
    event.validation_data().is_empty()
}

pub fn deniable<T: Deniable>() {}

pub fn denied<E: FromDenial>() -> Result<u8, E> {
    deny!("Please try again")
}

pub fn handler<H: Describe + Handler<State>, State>() {}

pub fn takes<'a, E: FromEvent<'a, T>, T: TriggerMarker>() {}

pub fn challenge_name<N: IsChallengeName>() {}

pub fn context<C: IsContext>() {}

pub fn run(triggers: impl IsTriggers) -> Run {
    cognito_triggers::run(triggers)
}

pub fn handlers_of<T: IsTriggers<State = ()>>(handlers: T::Handlers) -> T::Handlers {
    handlers
}

pub fn error(error: impl HandlerError) -> Error {
    error.into_error()
}

pub fn text(value: impl IntoText) -> String {
    value.into_text()
}

pub fn secret(value: &impl TextOrSecret) -> String {
    value.text().to_owned()
}

pub fn equal<'e, T>(secret: &Secret<'e>, other: &T) -> bool
where
    (Secret<'e>, T): EqualsSecret,
{
    *secret == *other
}

pub fn equal_code<T: EqualsCode>(code: &EncryptedCode<'_>, other: &T) -> bool {
    *code == *other
}

pub fn shown<T: TextValue>() {}

pub fn plumbing(_: Option<&Invocation<'_, ()>>, _: Option<&Overlay>) {}

pub fn tag(value: &impl LanguageTag) -> usize {
    size_of_val(value)
}
