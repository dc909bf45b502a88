use cognito_triggers::prelude::*;

fn main() {
    let _ = email!("Hello", format!("Your code is {code}."));
}
