use cognito_triggers::prelude::*;

fn main() {
    let _ = sms!("{nam}, your code is {code}.");
}
