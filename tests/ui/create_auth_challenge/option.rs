use cognito_triggers::create_auth_challenge::{Challenge, Event, PrivateParameters};
use cognito_triggers::prelude::*;

#[create_auth_challenge]
fn ask(event: Event<'_>) -> Option<Challenge> {
    (!event.user_not_found()).then(|| Challenge::new(PrivateParameters::new("answer", "490215")))
}

fn main() {}
