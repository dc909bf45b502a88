use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
const VERIFY: u8 = 1;

fn main() {}
