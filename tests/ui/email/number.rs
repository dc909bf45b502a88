use cognito_triggers::prelude::*;

fn main() {
    let _ = email!(1, "Your code is {code}.");
}
