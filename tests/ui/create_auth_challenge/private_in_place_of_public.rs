use cognito_triggers::create_auth_challenge::{Challenge, Event, PrivateParameters};
use cognito_triggers::prelude::*;

#[create_auth_challenge]
fn ask(_: Event<'_>) -> Challenge {
    let private = PrivateParameters::new("answer", "490215");
    Challenge::new(private.clone()).with_public_parameters(private)
}

fn main() {}
