use cognito_triggers::create_auth_challenge::{Event, PrivateParameters};
use cognito_triggers::prelude::*;

#[create_auth_challenge]
fn ask(_: Event<'_>) -> PrivateParameters {
    PrivateParameters::new("answer", "490215")
}

fn main() {}
