use cognito_triggers::prelude::*;
use cognito_triggers::user_migration::{Event, Migration};

#[user_migration(SignUp)]
async fn migrate(_: Event<'_>) -> Migration {
    Migration::NotFound
}

fn main() {}
