use cognito_triggers::post_confirmation::Event;
use cognito_triggers::prelude::*;

#[post_confirmation(ConfirmSignUp)]
async fn welcome(event: Event<'_>) {
    let _invitation = event.validation_data().get("invitation");
}

fn main() {}
