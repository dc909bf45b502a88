use cognito_triggers::post_confirmation::Event;
use cognito_triggers::prelude::*;

#[post_confirmation(ConfirmSignUp)]
async fn welcome(event: Event<'_>) -> Result<Event<'static>> {
    Ok(event.into_owned())
}

fn main() {}
