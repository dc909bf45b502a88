use cognito_triggers::prelude::*;

fn main() {
    let _ = sms!("{code} is your code.\n\n@example.org #{code}");
}
