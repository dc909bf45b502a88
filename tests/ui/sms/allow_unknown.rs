use cognito_triggers::prelude::*;

fn main() {
    let _ = sms!("Your code is {code}", allow = Everything);
}
