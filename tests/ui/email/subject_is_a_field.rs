use cognito_triggers::prelude::*;

fn main() {
    let texts = ("Hello", "Hallo");
    let _ = email!(texts.1, "Your code is {code}.");
}
