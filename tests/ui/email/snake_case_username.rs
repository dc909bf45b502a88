use cognito_triggers::prelude::*;

fn main() {
    let _ = email!("Hello", "{user_name}, your password is {code}.");
}
