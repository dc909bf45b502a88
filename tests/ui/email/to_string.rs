use cognito_triggers::prelude::*;

fn main() {
    let _ = email!("Hello".to_string(), "Your code is {code}.");
}
