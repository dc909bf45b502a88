use cognito_triggers::post_confirmation::Event;
use cognito_triggers::pre_sign_up::Response;
use cognito_triggers::prelude::*;

#[post_confirmation(ConfirmSignUp)]
async fn welcome(_: Event<'_>) -> Response {
    Response::new().with_auto_confirm_user(true)
}

fn main() {}
