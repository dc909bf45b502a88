use cognito_triggers::prelude::*;

fn main() {
    let _ = sms!("Hello", "Your code is {code}.");
}
