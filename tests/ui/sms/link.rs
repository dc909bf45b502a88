use cognito_triggers::prelude::*;

fn main() {
    let _ = sms!("Go to {link}.");
}
