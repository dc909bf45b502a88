//! The trigger `custom_sms_sender`.

use cognito_triggers::Source;
use cognito_triggers::custom_sms_sender::{
    AdminCreateUser, Authentication, CustomSMSSenderTrigger, EncryptedCode, Event, ForgotPassword,
    IntoResponse, IsEvent, ResendCode, SignUp, UpdateUserAttribute, VerifyUserAttribute,
};
use cognito_triggers::prelude::*;

#[custom_sms_sender]
pub async fn send(event: Event<'_>) -> Result<()> {
    let code: Option<EncryptedCode<'_>> = event.code();
    if code.is_none_or(|code| code.as_base64().is_empty()) { Err("no code".into()) } else { Ok(()) }
}

pub const SOURCES: [Source; 7] = [
    SignUp::SOURCE,
    ResendCode::SOURCE,
    ForgotPassword::SOURCE,
    UpdateUserAttribute::SOURCE,
    VerifyUserAttribute::SOURCE,
    AdminCreateUser::SOURCE,
    Authentication::SOURCE,
];

pub fn answers<'a, E: IsEvent<'a>, R: IntoResponse>(_: CustomSMSSenderTrigger) {}
