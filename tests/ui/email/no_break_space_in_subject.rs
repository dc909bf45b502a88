use cognito_triggers::prelude::*;

fn main() {
    let _ = email!("Hello you", "Your code is {code}.");
}
