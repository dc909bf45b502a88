use cognito_triggers::prelude::*;

fn main() {
    let _ = sms!("Hello {{name}}, your code is {code}");
}
