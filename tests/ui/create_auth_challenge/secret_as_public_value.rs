use cognito_triggers::create_auth_challenge::{Challenge, Event, PrivateParameters, PublicParameters};
use cognito_triggers::prelude::*;
use cognito_triggers::Secret;

#[create_auth_challenge]
fn ask(_: Event<'_>) -> Result<Challenge> {
    let Some(code) = Secret::new("490215") else { deny!("There is no code.") };
    Ok(Challenge::new(PrivateParameters::new("answer", &code))
        .with_public_parameters(PublicParameters::new().with("answer", code)))
}

fn main() {}
