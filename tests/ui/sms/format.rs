use cognito_triggers::prelude::*;

fn main() {
    let _ = sms!(format!("Your code is {code}."));
}
