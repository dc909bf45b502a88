use cognito_triggers::prelude::*;
use cognito_triggers::user_migration::Event;

#[user_migration]
async fn migrate(event: Event<'_>) {
    let _name = event.user_name();
}

fn main() {}
