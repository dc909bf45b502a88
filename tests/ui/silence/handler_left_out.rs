#![deny(dead_code)]

use cognito_triggers::pre_sign_up::Event;
use cognito_triggers::prelude::*;

#[pre_sign_up(SignUp)]
fn allow_list(event: Event<'_>) -> Result<()> {
    if !event.user_attributes().email().is_some_and(|email| email.ends_with("@example.com")) {
        deny!("Only example.com addresses may sign up");
    }
    Ok(())
}

#[pre_sign_up(AdminCreateUser)]
fn invite(_: Event<'_>) {}

fn main() {
    let _router = triggers![invite];
}
