//! The trigger `post_confirmation`.

use cognito_triggers::Source;
use cognito_triggers::post_confirmation::{
    ConfirmForgotPassword, ConfirmSignUp, Event, IntoResponse, IsEvent, PostConfirmationTrigger,
};
use cognito_triggers::prelude::*;

#[post_confirmation(ConfirmSignUp)]
pub async fn welcome(event: Event<'_, ConfirmSignUp>) -> Result<()> {
    if event.user_name().is_empty() { Err("no name".into()) } else { Ok(()) }
}

pub const SOURCES: [Source; 2] = [ConfirmSignUp::SOURCE, ConfirmForgotPassword::SOURCE];

pub fn answers<'a, E: IsEvent<'a>, R: IntoResponse>(_: PostConfirmationTrigger) {}
