use cognito_triggers::prelude::*;

fn main() {
    let _ = sms!("{username}: https://example.org/?p={code}");
}
