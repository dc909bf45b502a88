use cognito_triggers::create_auth_challenge::{Challenge, PrivateParameters};
use cognito_triggers::define_auth_challenge::Event;
use cognito_triggers::prelude::*;

#[define_auth_challenge]
fn next(_: Event<'_>) -> Challenge {
    Challenge::new(PrivateParameters::new("answer", "490215"))
}

fn main() {}
