use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
impl App {}

struct App;

fn main() {}
