use cognito_triggers::post_confirmation::Event;
use cognito_triggers::prelude::*;

#[post_confirmation(ConfirmSignUp)]
fn welcome(_: Event<'_>) {}

fn main() {
    let _ = triggers![welcome; complete: PostConfirmation];
}
