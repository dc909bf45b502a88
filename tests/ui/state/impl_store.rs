use cognito_triggers::pre_sign_up::{Event, Response};
use cognito_triggers::prelude::*;

trait Store: Send + Sync {}

#[pre_sign_up(SignUp)]
async fn allow(_: Event<'_>, _: &impl Store) -> Result<Response> {
    Ok(Response::new())
}

fn main() {}
