use cognito_triggers::prelude::*;

fn main() {
    let name = Some("ines");
    let _ = sms!("{username}, your code is {code}", username = name);
}
