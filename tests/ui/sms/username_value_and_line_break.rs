use cognito_triggers::prelude::*;

fn main() {
    let _ = sms!("Hello {username}\nYour code is {code}", username = "ines");
}
