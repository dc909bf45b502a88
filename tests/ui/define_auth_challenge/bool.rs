use cognito_triggers::define_auth_challenge::Event;
use cognito_triggers::prelude::*;

#[define_auth_challenge]
fn next(event: Event<'_>) -> bool {
    event.session().last_is_correct("CUSTOM_CHALLENGE")
}

fn main() {}
