use cognito_triggers::create_auth_challenge::{Challenge, Event, PublicParameters};
use cognito_triggers::prelude::*;

#[create_auth_challenge]
fn ask(_: Event<'_>) -> Challenge {
    Challenge::new(PublicParameters::new().with("answer", "490215"))
}
fn main() {}
