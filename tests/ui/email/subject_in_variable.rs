use cognito_triggers::prelude::*;

fn main() {
    let subject = "Hello";
    let _ = email!(subject, "Your code is {code}.");
}
