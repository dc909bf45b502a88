use cognito_triggers::prelude::*;

fn main() {
    let _ = email!("Hello {:>1$}", "Your code is {code}.", 1, 8);
}
