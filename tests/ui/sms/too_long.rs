use cognito_triggers::prelude::*;

fn main() {
    let _ = sms!("Your code is {code}. Never give it to anyone who calls you. Never give it to anyone who calls you. Never give it to anyone who calls you. Never give it to anyone who calls you. ");
}
