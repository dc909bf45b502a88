use cognito_triggers::create_auth_challenge::{Challenge, Event, PrivateParameters, PublicParameters};
use cognito_triggers::prelude::*;

#[create_auth_challenge]
fn ask(_: Event<'_>) -> Challenge {
    Challenge::new(PublicParameters::new()).with_public_parameters(PrivateParameters::new("answer", "490215"))
}

fn main() {}
