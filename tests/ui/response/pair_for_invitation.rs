use cognito_triggers::custom_message::{Code, Email, Event, Sms, Username};
use cognito_triggers::prelude::*;

#[custom_message(AdminCreateUser)]
async fn verify(_: Event<'_>) -> Result<(Email, Sms<(Code, Username)>)> {
    todo!()
}

fn main() {}
