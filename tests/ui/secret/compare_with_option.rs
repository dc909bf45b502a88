use cognito_triggers::prelude::*;
use cognito_triggers::user_migration::{Authentication, Event, Migration};

#[user_migration(Authentication)]
async fn migrate(event: Event<'_, Authentication>) -> Result<Migration> {
    let stored: Option<&str> = Some("hunter2");
    if event.password().matches(stored) {}
    Ok(Migration::NotFound)
}

fn main() {}
