use cognito_triggers::pre_authentication::Event;
use cognito_triggers::prelude::*;
use cognito_triggers::user_migration::Migration;

#[user_migration]
async fn migrate(_: Event<'_>) -> Migration {
    Migration::NotFound
}

fn main() {}
