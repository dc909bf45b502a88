use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
mod verify {}

fn main() {}
