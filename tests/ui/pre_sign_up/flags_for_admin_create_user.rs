use cognito_triggers::pre_sign_up::{Event, Response};
use cognito_triggers::prelude::*;

#[pre_sign_up(AdminCreateUser)]
async fn confirm(_: Event<'_>) -> Result<Response> {
    Ok(Response::new().with_auto_confirm_user(true))
}

fn main() {}
