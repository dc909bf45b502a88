use cognito_triggers::create_auth_challenge::{Challenge, Event, PrivateParameters, PublicParameters};
use cognito_triggers::prelude::*;

#[create_auth_challenge]
fn ask(_: Event<'_>) -> Challenge {
    let private = PrivateParameters::new("answer", "490215");
    let answer = private.get("answer").map_or("", |answer| answer);
    Challenge::new(private.clone()).with_public_parameters(PublicParameters::new().with("hint", answer))
}

fn main() {}
