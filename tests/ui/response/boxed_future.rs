use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
fn verify(_: Event<'_>) -> std::pin::Pin<Box<dyn Future<Output = Result<Email>> + Send>> {
    todo!()
}

fn main() {}
