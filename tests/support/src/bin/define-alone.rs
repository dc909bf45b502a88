//! A part of a custom sign-in: the define trigger without the two others.

use cognito_triggers::define_auth_challenge::{Decision, Event};
use cognito_triggers::prelude::*;

#[define_auth_challenge]
fn next(_: Event<'_>) -> Decision {
    Decision::FailAuthentication
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), cognito_triggers::RunError> {
    run(triggers![next]).await
}
