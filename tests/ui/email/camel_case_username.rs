use cognito_triggers::prelude::*;

fn main() {
    let _ = email!("Hello", "{userName}, your password is {code}.");
}
