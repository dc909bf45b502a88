use cognito_triggers::create_auth_challenge::{Challenge, Event};
use cognito_triggers::prelude::*;
use cognito_triggers::verify_auth_challenge_response::PrivateParameters;

#[create_auth_challenge]
fn ask(_: Event<'_>) -> Challenge {
    Challenge::new(PrivateParameters::new("answer", "490215"))
}

fn main() {}
