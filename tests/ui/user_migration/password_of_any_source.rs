use cognito_triggers::prelude::*;
use cognito_triggers::user_migration::{Event, Migration};

#[user_migration]
async fn migrate(event: Event<'_>) -> Result<Migration> {
    if event.password().matches("hunter2") {}
    Ok(Migration::NotFound)
}

fn main() {}
