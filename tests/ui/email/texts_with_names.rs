use cognito_triggers::prelude::*;

fn main() {
    let _ = email!(subject = "Hello", body = "Your code is {code}.");
}
