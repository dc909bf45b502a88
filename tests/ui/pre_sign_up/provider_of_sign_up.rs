use cognito_triggers::pre_sign_up::{Event, SignUp};
use cognito_triggers::prelude::*;

#[pre_sign_up(SignUp)]
fn check(event: Event<'_, SignUp>) {
    let _provider = event.provider_and_subject();
}

fn main() {}
