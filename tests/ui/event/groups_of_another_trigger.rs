use cognito_triggers::post_confirmation::Event;
use cognito_triggers::prelude::*;

#[post_confirmation(ConfirmSignUp)]
fn welcome(event: Event<'_>) {
    let _ = event.groups();
}

fn main() {}
