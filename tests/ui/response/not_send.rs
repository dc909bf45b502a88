use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
async fn verify(_: Event<'_>) -> Result<Email> {
    let count = std::rc::Rc::new(1);
    std::future::ready(()).await;
    Ok(email!("Hello", "Your code is {code}, not {count}."))
}

fn main() {}
