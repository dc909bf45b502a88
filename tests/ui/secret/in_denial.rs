use cognito_triggers::prelude::*;
use cognito_triggers::user_migration::{Authentication, Event, Migration};

#[user_migration(Authentication)]
async fn migrate(event: Event<'_, Authentication>) -> Result<Migration> {
    if event.user_name() == "ines" {
        deny!("{} is wrong.", event.password());
    }
    Ok(Migration::NotFound)
}

fn main() {}
