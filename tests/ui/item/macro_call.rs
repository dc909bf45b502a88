use cognito_triggers::prelude::*;

#[custom_message(SignUp)]
thread_local! {
    static VERIFY: u8 = const { 1 };
}

fn main() {}
