use std::rc::Rc;

use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

struct App {
    brand: String,
}

#[custom_message(SignUp)]
fn verify(_: Event<'_>, app: Rc<App>) -> Email {
    email!("Hello from {brand}", "Your code is {code}.", brand = app.brand)
}

fn main() {}
