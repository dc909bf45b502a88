use cognito_triggers::create_auth_challenge::{Challenge, Event, PrivateParameters, PublicParameters};
use cognito_triggers::prelude::*;

#[create_auth_challenge]
fn ask(event: Event<'_>) -> Challenge {
    let left = 3 - event.session().failed_attempts();
    Challenge::new(PrivateParameters::new("answer", "490215"))
        .with_public_parameters(PublicParameters::new().with("attempts_left", left))
}

fn main() {}
