use cognito_triggers::create_auth_challenge::{Event, PrivateParameters, PublicParameters};
use cognito_triggers::prelude::*;

#[create_auth_challenge]
fn ask(_: Event<'_>) -> (PublicParameters, PrivateParameters) {
    (PublicParameters::new(), PrivateParameters::new("answer", "490215"))
}

fn main() {}
