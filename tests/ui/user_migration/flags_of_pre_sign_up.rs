use cognito_triggers::pre_sign_up::Response;
use cognito_triggers::prelude::*;
use cognito_triggers::user_migration::Event;

#[user_migration]
async fn migrate(_: Event<'_>) -> Response {
    Response::new()
}

fn main() {}
