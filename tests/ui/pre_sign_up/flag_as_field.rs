use cognito_triggers::pre_sign_up::{Event, Response};
use cognito_triggers::prelude::*;

#[pre_sign_up(SignUp)]
async fn confirm(_: Event<'_>) -> Response {
    let mut response = Response::new();
    response.auto_confirm_user = true;
    response
}

fn main() {}
