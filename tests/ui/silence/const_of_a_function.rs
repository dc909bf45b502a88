use cognito_triggers::custom_message::{Email, Event};
use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
pub const VERIFY: Option<fn(Event<'_>) -> Email> = None;

fn main() {}
