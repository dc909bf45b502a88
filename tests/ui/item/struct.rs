use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
struct Verify;

fn main() {}
