use cognito_triggers::prelude::*;

fn main() {
    let _ = email!("Hello", file = templates/welcome.html);
}
