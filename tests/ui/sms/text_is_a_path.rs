use cognito_triggers::prelude::*;

fn main() {
    let _ = sms!("mails/verify.txt");
}
