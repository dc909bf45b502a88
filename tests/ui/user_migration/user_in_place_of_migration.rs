use cognito_triggers::prelude::*;
use cognito_triggers::user_migration::{Event, Migration, User};

#[user_migration]
async fn migrate(_: Event<'_>) -> Result<Migration> {
    Ok(User::new([("email", "ines@example.org")]))
}

fn main() {}
