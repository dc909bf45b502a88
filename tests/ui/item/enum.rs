use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
enum Verify {}

fn main() {}
