use cognito_triggers::prelude::*;
use cognito_triggers::user_migration::{Event, Migration};

#[user_migration]
async fn migrate(_: Event<'_>) -> Result<Migration> {
    Ok(Migration::Migrated)
}

fn main() {}
