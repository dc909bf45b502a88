use cognito_triggers::prelude::*;

fn main() {
    let body = "Your code is {code}.";
    let _ = email!("Hello", body);
}
