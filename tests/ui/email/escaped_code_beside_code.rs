use cognito_triggers::prelude::*;

fn main() {
    let _ = email!("Hello", "Your code is {code}, and again {{code}}");
}
