use cognito_triggers::define_auth_challenge::Event;
use cognito_triggers::prelude::*;

#[define_auth_challenge]
async fn next(_: Event<'_>) -> Result<()> {
    Ok(())
}

fn main() {}
