//! The trigger `post_authentication`.

use cognito_triggers::Source;
use cognito_triggers::post_authentication::{
    Authentication, Event, IntoResponse, IsEvent, PostAuthenticationTrigger,
};
use cognito_triggers::prelude::*;

#[post_authentication]
pub async fn handler(event: Event<'_>) -> Result<()> {
    if event.user_name().is_empty() {
        deny!("Please sign up first");
    }
    Ok(())
}

pub const SOURCE: Source = Authentication::SOURCE;

pub fn answers<'a, E: IsEvent<'a>, R: IntoResponse>(_: PostAuthenticationTrigger) {}
