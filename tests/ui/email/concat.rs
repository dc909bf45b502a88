use cognito_triggers::prelude::*;

fn main() {
    let _ = email!("Hello", concat!("Your code ", "is {code}."));
}
