use cognito_triggers::custom_message::{Code, Email, Event, Username};
use cognito_triggers::prelude::*;

#[custom_message(AdminCreateUser)]
async fn verify(_: Event<'_>) -> Result<Email<(Username, Code)>> {
    todo!()
}

fn main() {}
