use cognito_triggers::prelude::*;

fn main() {
    let subject = String::from("Hello");
    let _ = email!(&subject, "Your code is {code}.");
}
