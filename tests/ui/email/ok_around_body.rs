use cognito_triggers::prelude::*;

fn main() {
    let _ = email!("Hello", Ok("Your code is {code}."));
}
