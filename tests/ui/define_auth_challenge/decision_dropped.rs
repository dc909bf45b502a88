use cognito_triggers::define_auth_challenge::{Decision, Event};
use cognito_triggers::prelude::*;

#[define_auth_challenge]
fn next(event: Event<'_>) -> Decision {
    if event.user_not_found() {
        Decision::FailAuthentication
    }
    Decision::custom_challenge()
}

fn main() {}
