use cognito_triggers::prelude::*;

fn main() {
    let _ = email!("Hello", "mails/verify.html");
}
