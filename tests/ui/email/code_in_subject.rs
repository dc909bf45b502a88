use cognito_triggers::prelude::*;

fn main() {
    let _ = email!("Your code is {code}", "Your code is {code}.");
}
