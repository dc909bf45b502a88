use cognito_triggers::prelude::*;
use cognito_triggers::user_migration::{Authentication, Event, Migration};

#[user_migration(Authentication)]
async fn migrate(event: Event<'_, Authentication>) -> Result<Migration> {
    if "hunter2" != event.password() {
        deny!("Incorrect username or password.");
    }
    Ok(Migration::NotFound)
}

fn main() {}
