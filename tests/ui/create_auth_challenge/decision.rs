use cognito_triggers::create_auth_challenge::Event;
use cognito_triggers::define_auth_challenge::Decision;
use cognito_triggers::prelude::*;

#[create_auth_challenge]
fn ask(_: Event<'_>) -> Decision {
    Decision::custom_challenge()
}

fn main() {}
