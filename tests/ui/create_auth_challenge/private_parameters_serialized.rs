use cognito_triggers::create_auth_challenge::{Challenge, Event, PrivateParameters};
use cognito_triggers::prelude::*;

#[create_auth_challenge]
fn ask(_: Event<'_>) -> Result<Challenge> {
    let private = PrivateParameters::new("answer", "490215");
    Ok(Challenge::new(PrivateParameters::of(&private)?))
}

fn main() {}
