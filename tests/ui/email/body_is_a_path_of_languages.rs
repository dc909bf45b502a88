use cognito_triggers::prelude::*;

fn main() {
    let _ = email!("Hello", "mails/{language}/verify.html");
}
