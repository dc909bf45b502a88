//! The trigger `pre_authentication`.

use cognito_triggers::Source;
use cognito_triggers::pre_authentication::{
    Authentication, Event, IntoResponse, IsEvent, PreAuthenticationTrigger,
};
use cognito_triggers::prelude::*;

#[pre_authentication]
pub async fn handler(event: Event<'_>) -> Result<()> {
    if event.user_name().is_empty() {
        deny!("Please sign up first");
    }
    Ok(())
}

pub const SOURCE: Source = Authentication::SOURCE;

pub fn answers<'a, E: IsEvent<'a>, R: IntoResponse>(_: PreAuthenticationTrigger) {}
