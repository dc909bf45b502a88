use cognito_triggers::prelude::*;

fn main() {
    let text = "Your code is {code}.";
    let _ = sms!(text);
}
