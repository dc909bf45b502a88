use cognito_triggers::pre_sign_up::{AdminCreateUser, Event, Reply, Response};
use cognito_triggers::prelude::*;

#[pre_sign_up(AdminCreateUser)]
async fn confirm(event: Event<'_, AdminCreateUser>) -> Reply {
    event.reply(Response::new().with_auto_confirm_user(true))
}

fn main() {}
