use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
trait Verify {}

fn main() {}
