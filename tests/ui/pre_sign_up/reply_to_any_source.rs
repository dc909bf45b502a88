use cognito_triggers::pre_sign_up::{Event, Reply, Response};
use cognito_triggers::prelude::*;

#[pre_sign_up(SignUp, ExternalProvider)]
async fn confirm(event: Event<'_>) -> Reply {
    event.reply(Response::new().with_auto_confirm_user(true))
}

fn main() {}
