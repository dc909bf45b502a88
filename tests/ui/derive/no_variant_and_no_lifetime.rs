use cognito_triggers::custom_message::{Email, Event, ResendCode, SignUp};
use cognito_triggers::prelude::*;

#[derive(FromEvent)]
enum Greeting {}

fn main() {}
